"""Simulated pairs of dates with known change, and real pairs with the flood masks of experts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..change.normalised import level, normalised
from ..change.ratio import strongest
from ..landscape import parcels, smooth_noise, speckle
from ..raster import Raster
from ..speckle.learned import learned
from .grounds import dead_leaves, scenes

Array = NDArray[np.float32]
Labels = NDArray[np.int8]
Mask = NDArray[np.bool_]

DECREASE, NONE, INCREASE, NOT_DECREASE, UNKNOWN = 0, 1, 2, 3, -1
"""What is known of a pixel; NOT_DECREASE: none or increase."""

SIDE = 144
"""Of a simulated pair."""

BANDS = 2
GREY_STEP = 1.0
"""Added to grey levels, as the product's jobs do, whose zero is the darkest level."""

STRIP = 8
"""Grey levels 0 or 255 over so many pixels in a row are no data."""

LEAST_DB = 2.0
"""The smallest threshold that is asked for."""

LEAST_CHANGED = 60
"""Pixels whose difference is greater than that, from which a threshold is taken."""

DOUBT_DB, REAL_DOUBT_DB = 0.3, 1.0
"""Error of the true log-ratio, in simulated pairs and smoothed out of real ones."""

SIZES_DB = (3.5, 15.0)

BLOCK, EVERY = 20, 8
"""Real pairs are held out by blocks of numbers, since neighbours in number can be neighbours on the ground."""

SEEN = 0.5
"""Gaussian window in pixels in which a true log-ratio is seen."""

SMOOTHING = 2.0
"""The same that takes the speckle off a real log-ratio."""

FLOOD_LOOKS = 6.0
"""Roughly, of the flood images; only for cleaning them into grounds."""


class Sample(NamedTuple):
    """What the network sees of a pair, and what is known of it."""

    before: Array
    """Normalised, (bands, rows, cols)."""

    after: Array
    ratio: Array
    """True log-ratio in the unit of the input, of the band in which it is greatest, (rows, cols); NaN: not known."""

    doubt: float
    """Error of the ratio."""

    spread: float
    """dB of one unit of the input."""

    flood: Labels | None = None
    """An expert's mask, DECREASE or NOT_DECREASE or UNKNOWN; None where nobody was asked."""


class Question(NamedTuple):
    """What the network is asked of a sample: floods, or change above a threshold in the unit of the input."""

    flood: bool
    threshold: float


class Made(NamedTuple):
    """A simulated pair: intensities and true log-ratio in dB (bands, rows, cols), and the looks of its speckle."""

    before: Array
    after: Array
    ratio: Array
    looks: float


def labels_of(sample: Sample, question: Question) -> Labels:
    """DECREASE, NONE, INCREASE, NOT_DECREASE or UNKNOWN, (rows, cols)."""
    if question.flood and sample.flood is not None:
        return sample.flood
    ratio = sample.ratio.astype(np.float32)
    labels = np.where(ratio < 0, DECREASE, INCREASE).astype(np.int8)
    labels[np.abs(ratio) < question.threshold] = NONE
    labels[np.isnan(ratio) | (np.abs(np.abs(ratio) - question.threshold) < sample.doubt)] = UNKNOWN
    return labels


def asked_of(sample: Sample, rng: np.random.Generator) -> Question:
    """A threshold as a scene's histogram would give it, between unchanged and changed; now and then any."""
    magnitude = np.abs(sample.ratio.astype(np.float32))
    changed = magnitude[magnitude > LEAST_DB / sample.spread]
    if changed.size < LEAST_CHANGED or rng.random() < 0.2:
        decibel = float(np.exp(rng.uniform(np.log(LEAST_DB), np.log(SIZES_DB[1]))))
        return Question(False, decibel / sample.spread)
    top = float(np.quantile(changed, 0.9))
    return Question(False, max(top * rng.uniform(0.3, 0.85), LEAST_DB / sample.spread))


class Grounds:
    """What simulated pairs are made of."""

    def __init__(self, natural: Sequence[Array], floods: Sequence[Array], seed: int) -> None:
        """`natural` and `floods` are intensities; of the latter the learned filter takes the speckle off."""
        rng = np.random.default_rng(seed)
        cleaned = [learned(one[np.newaxis], FLOOD_LOOKS)[0] for one in floods]
        pools = (
            (0.30, [one for one in natural if min(one.shape) > SIDE]),
            (0.35, [one for one in cleaned if np.isfinite(one).all()]),
            (0.20, scenes(8)),
            (0.10, [dead_leaves(256, rng) for _ in range(40)]),
            (0.05, [np.ones((256, 256), np.float32)]),
        )
        kept = [(share, pool) for share, pool in pools if pool]
        total = sum(share for share, _ in kept)
        self.shares = [share / total for share, _ in kept]
        self.pools = [[10 * np.log10(np.maximum(one, 1e-6)).astype(np.float32) for one in pool] for _, pool in kept]
        self.parcels = [parcels((320, 320), size, rng) for size in (10, 16, 24, 34, 50, 70) for _ in range(3)]

    def patch(self, rng: np.random.Generator) -> Array:
        """Mean backscatter in dB."""
        pool = self.pools[rng.choice(len(self.pools), p=self.shares)]
        cut = _cut(pool[rng.integers(len(pool))], rng)
        return (cut - np.median(cut)) * np.float32(rng.uniform(0.5, 1.2))

    def regions(self, rng: np.random.Generator) -> NDArray[np.int64]:
        """Parcel numbers."""
        return _cut(self.parcels[rng.integers(len(self.parcels))], rng)


def _cut(image: NDArray, rng: np.random.Generator) -> NDArray:  # type: ignore[type-arg]
    row, col = (int(rng.integers(length - SIDE + 1)) for length in image.shape)
    turned = np.rot90(image[row : row + SIDE, col : col + SIDE], rng.integers(4))
    return np.ascontiguousarray(turned[:, ::-1] if rng.random() < 0.5 else turned)


def simulated(grounds: Grounds, rng: np.random.Generator) -> Made:
    """A pair: ground, change, season, and what the radar and the product make of both dates."""
    ground = grounds.patch(rng)
    where = _where(grounds, rng)
    change = _change(grounds, ground, where, rng)
    season = _season(grounds, rng)
    soft = ndimage.gaussian_filter(where.astype(np.float32), rng.uniform(0.3, 0.8))
    moved = soft * change
    dual = rng.random() < 0.3
    radar = _Radar(rng)
    bands = [(ground, moved, season)]
    if dual:
        factor, less = rng.uniform(0.6, 1.2), rng.uniform(0.0, 1.3)
        bands.append((ground * factor, moved * less, season * factor))
    before, after = (np.stack(dates) for dates in zip(*(radar.observe(*band, rng) for band in bands)))
    ratio = np.stack([ndimage.gaussian_filter(moved + season, SEEN) for _, moved, season in bands])
    return Made(before, after, ratio, radar.looks)


def made_sample(made: Made, rng: np.random.Generator | None) -> Sample:
    """What the network sees of it; with a random generator a little off, as a scene's other parts may differ."""
    return _seen(made.before, made.after, made.ratio, DOUBT_DB, rng)


def _where(grounds: Grounds, rng: np.random.Generator) -> Mask:
    """The changed pixels: nothing, parcels, blobs, ribbons or small shapes."""
    found = np.zeros((SIDE, SIDE), bool)
    if rng.random() < 0.12:
        return found
    for _ in range(1 + int(rng.random() < 0.4)):
        found |= WHERE[rng.integers(len(WHERE))](grounds, rng)
    return found


def _parcels(grounds: Grounds, rng: np.random.Generator) -> Mask:
    regions = grounds.regions(rng)
    return np.asarray((rng.random(int(regions.max()) + 1) < rng.uniform(0.02, 0.5))[regions])


def _blobs(grounds: Grounds, rng: np.random.Generator) -> Mask:
    noise = smooth_noise((SIDE, SIDE), float(np.exp(rng.uniform(np.log(6), np.log(60)))), rng)
    noise += rng.uniform(0, 0.3) * smooth_noise((SIDE, SIDE), 4.0, rng)
    return np.asarray(noise > np.quantile(noise, 1 - 10 ** rng.uniform(-2, -0.25)))


def _ribbons(grounds: Grounds, rng: np.random.Generator) -> Mask:
    noise = np.abs(smooth_noise((SIDE, SIDE), rng.uniform(15, 60), rng))
    return np.asarray(noise < np.quantile(noise, 10 ** rng.uniform(-1.8, -0.7)))


def _shapes(grounds: Grounds, rng: np.random.Generator) -> Mask:
    rows, cols = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    found = np.zeros((SIDE, SIDE), bool)
    for _ in range(rng.integers(1, 12)):
        down, right = rows - rng.uniform(0, SIDE), cols - rng.uniform(0, SIDE)
        angle, size = rng.uniform(0, np.pi), 10 ** rng.uniform(0.3, 1.3)
        along, across = down * np.cos(angle) + right * np.sin(angle), right * np.cos(angle) - down * np.sin(angle)
        long = size * rng.uniform(1, 4)
        found |= (
            np.hypot(along / long, across / size) < 1
            if rng.random() < 0.5
            else ((np.abs(along) < long) & (np.abs(across) < size))
        )
    return found


WHERE: tuple[Callable[[Grounds, np.random.Generator], Mask], ...] = (_parcels, _blobs, _blobs, _ribbons, _shapes)


def _change(grounds: Grounds, ground: Array, where: Mask, rng: np.random.Generator) -> Array:
    """After minus before in dB, if all had changed."""
    kind = rng.random()
    size = np.float32(rng.choice((-1, 1)) * np.exp(rng.uniform(*np.log(SIZES_DB))))
    if kind < 0.35:
        return np.full_like(ground, size)
    if kind < 0.5:  # each part its own way
        parts, count = ndimage.label(where)
        sizes = rng.choice((-1, 1), count + 1) * np.exp(rng.uniform(*np.log(SIZES_DB), count + 1))
        return sizes.astype(np.float32)[parts]
    if kind < 0.72:  # to water, or the water is gone
        water = np.quantile(ground, 0.05) - rng.uniform(0, 6) + rng.uniform(0, 0.3) * grounds.patch(rng)
        return np.asarray((water - ground) * (1 if rng.random() < 0.6 else -1), np.float32)
    if kind < 0.8:  # bright
        return np.asarray(np.quantile(ground, 0.95) + rng.uniform(0, 8) - ground, np.float32)
    other = grounds.patch(rng) + size
    return np.asarray(other - ground, np.float32)


def _season(grounds: Grounds, rng: np.random.Generator) -> Array:
    """Differences of the dates that are no change: gain, trend with the incidence, parcels, slow drifts; in dB."""
    rows, cols = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j].astype(np.float32)
    angle, slope = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.6)
    found = slope * (np.cos(angle) * rows + np.sin(angle) * cols) + rng.normal(0, 1.5) * (rng.random() < 0.7)
    if rng.random() < 0.6:
        regions = grounds.regions(rng)
        found = found + (rng.normal(0, rng.uniform(0.2, 1.3), int(regions.max()) + 1))[regions]
    if rng.random() < 0.6:
        found = found + rng.uniform(0.2, 1.2) * smooth_noise((SIDE, SIDE), rng.uniform(6, 60), rng)
    return np.asarray(found, np.float32)


class _Radar:
    """One sensor, product and processor, with which both dates and both polarisations are seen."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.looks = float(np.exp(rng.uniform(np.log(1), np.log(20))))
        self.correlation = rng.uniform(0.1, 0.7) if rng.random() < 0.5 else 0.0
        self.blur = rng.uniform(0.3, 1.0) if rng.random() < 0.6 else 0.0
        self.texture = np.exp(rng.uniform(np.log(3), np.log(60))) if rng.random() < 0.5 else 0.0
        self.shift = rng.uniform(-2, 2, 2) if rng.random() < 0.25 else rng.uniform(-0.5, 0.5, 2)
        self.power = rng.choice((0.0, 0.5, 0.5, 0.35, 1.0)) if rng.random() < 0.6 else 0.0
        self.clipped = 10 ** rng.uniform(-3.5, -1.3)
        self.apart = rng.random() < 0.15
        self.depth = rng.uniform(15, 45)

    def observe(self, ground: Array, moved: Array, season: Array, rng: np.random.Generator) -> tuple[Array, Array]:
        """Intensities of both dates."""
        grain = speckle(ground.shape, self.texture, rng, 0.3) if self.texture else np.float32(1)
        power = [np.float32(10) ** (db / 10) * grain for db in (ground, ground + moved + season)]
        if np.abs(self.shift).max() > 0.05:
            power[1] = ndimage.shift(power[1], self.shift, order=1, mode="nearest")
        if self.blur:
            power = [ndimage.gaussian_filter(one, self.blur) for one in power]
        noisy = [one * speckle(one.shape, self.looks, rng, self.correlation) for one in power]
        first, second = self._quantised(noisy)
        return first, second

    def _quantised(self, dates: list[Array]) -> list[Array]:
        """Eight-bit grey levels of a power of intensity or of decibel, read as amplitude; or as they are."""
        if self.power == 0.0:
            return dates
        stretched = [one**self.power for one in dates]
        if self.power == 0.35:  # stands for decibel
            stretched = [np.maximum(10 * np.log10(np.maximum(one, 1e-9)) + self.depth, 0) for one in dates]
        tops = [np.quantile(np.stack(stretched), 1 - self.clipped)] * 2
        if self.apart:
            tops = [np.quantile(one, 1 - self.clipped) for one in stretched]
        grey = [np.clip(np.rint(255 * one / top), 0, 255) for one, top in zip(stretched, tops)]
        return [np.square(one + GREY_STEP).astype(np.float32) for one in grey]


def _seen(before: Array, after: Array, ratio: Array, doubt: float, rng: np.random.Generator | None) -> Sample:
    """Normalised as the product does it; two bands always."""
    dates: tuple[list[Array], list[Array]] = ([], [])
    spreads = []
    for one, other in zip(before, after):
        found = level(one, other)
        if rng is not None:
            found = found._replace(
                decibel=found.decibel + rng.normal(0, 0.8), spread=found.spread * np.exp(rng.normal(0, 0.15))
            )
        dates[0].append(normalised(one, found))
        dates[1].append(normalised(other, found))
        spreads.append(found.spread)
    first, second = (np.stack((list(date) * BANDS)[:BANDS]) for date in dates)
    spread = float(np.mean(spreads))  # of both bands: the product has one threshold
    return Sample(first, second, strongest(ratio) / np.float32(spread), doubt / spread, spread)


class Flood(NamedTuple):
    """Intensities of both dates (rows, cols), NaN for no data, and the expert's mask."""

    number: int
    before: Array
    after: Array
    mask: Mask

    @property
    def held_out(self) -> bool:
        return self.number // BLOCK % EVERY == EVERY - 1


def read_floods(folder: Path) -> list[Flood]:
    """The triplets of a part of the flood pairs."""
    numbers = sorted(int(re.findall(r"\d+", path.stem)[-1]) for path in (folder / "BEFORE").glob("*.png"))
    if not numbers:
        raise FileNotFoundError(f"{folder} holds no pairs: give the folder flood_pairs_s1/train.")
    return [_read_flood(folder, number) for number in numbers]


def _read_flood(folder: Path, number: int) -> Flood:
    before, after, mask = (
        _grey(folder / date / f"S1_{date.lower()}_{number:04d}.png") for date in ("BEFORE", "AFTER", "MASK")
    )
    dates = [np.where(valid(grey), np.square(grey + GREY_STEP), np.float32(np.nan)) for grey in (before, after)]
    return Flood(number, dates[0].astype(np.float32), dates[1].astype(np.float32), mask > 127)


def _grey(path: Path) -> Array:
    with Raster.open(str(path)) as raster:
        return np.nan_to_num(raster.read()[0])


def valid(grey: Array) -> Mask:
    """False where rows or columns of one extreme grey level make a strip of no data."""
    missing = np.zeros(grey.shape, bool)
    for extreme in (0, 255):
        for along in ((1, STRIP), (STRIP, 1)):
            missing |= ndimage.binary_opening(grey == extreme, np.ones(along))
    return ~missing


def flood_sample(flood: Flood) -> Sample:
    """The whole pair with its mask; the true log-ratio is what smoothing leaves of the images'."""
    known = np.isfinite(flood.before) & np.isfinite(flood.after)
    difference = np.where(known, 10 * np.log10(flood.after / flood.before), np.float32(0))
    smooth = np.where(known, ndimage.gaussian_filter(difference, SMOOTHING), np.float32(np.nan))
    sample = _seen(flood.before[np.newaxis], flood.after[np.newaxis], smooth[np.newaxis], REAL_DOUBT_DB, None)
    mask = np.where(flood.mask, DECREASE, NOT_DECREASE).astype(np.int8)
    mask[~known] = UNKNOWN
    return sample._replace(flood=mask)
