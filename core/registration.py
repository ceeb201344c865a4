"""How far two radar images of the same ground lie apart, to a fraction of a pixel: phase correlation, tile by tile.

Arrays of linear intensity in; shifts in pixels, rows before columns, of the second image's content against the first's:
positive where it lies further down or right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Array = NDArray[np.float32]
Values = NDArray[np.float64]
Spectrum = NDArray[np.complex128]

TILE = 96
"""Pixels a side."""

SEARCH = TILE // 4
"""The largest shift that is looked for, in pixels."""

MOST_MISSING = 0.02
"""Of a tile's pixels; the outline of larger gaps is the same in both images and would correlate at no shift."""

PASSED = 0.12
"""Cycles per pixel: the standard deviation of the spectral window. Finer detail is mostly speckle."""

CLEAR_PEAK = 6.5
"""Height of a peak over the spread of the rest, which unrelated images do not reach."""

SUPPORT = 1.0
"""The same at the common shift, for a tile to count."""

APART = 1.5
"""Pixels between the common shift and a tile's own clear peak at which the tile contradicts it."""

FEWEST = 3
"""Tiles that have to agree, and they have to be more than those that contradict."""

NEWTON_STEPS = 8


class Shift(NamedTuple):
    """What the tiles agree on; NaN, from no tiles, where that cannot be told."""

    rows: float
    cols: float
    error: float
    """Standard error in pixels, rows and columns together, from the scatter of the tiles: how sure the shift is."""

    agreeing: int
    """Tiles that it is taken from."""

    tiles: int
    """Tiles that were looked at."""

    @property
    def known(self) -> bool:
        return self.agreeing > 0

    @property
    def length(self) -> float:
        """Pixels."""
        return float(np.hypot(self.rows, self.cols))


def image_shift(pairs: Iterable[tuple[Array, Array]]) -> Shift:
    """The shift between two images from windows (bands, rows, cols) of both, spread over them.

    The tiles' cross-spectra have unit size, so that each tile has one vote and no bright target more. Their sum has a
    peak at the common shift. Tiles that do not support it (no texture, all changed) or contradict it are left out of
    the final sum; its error comes from leaving out the others one by one (the jackknife).
    """
    spectra = [_cross_spectrum(one, other) for first, second in pairs for one, other in _tiles(first, second)]
    unknown = Shift(np.nan, np.nan, np.nan, 0, len(spectra))  # one object, so that two such shifts are equal
    if len(spectra) < FEWEST:
        return unknown
    common = _clear_peak(np.sum(spectra, axis=0))
    if common is None:
        return unknown
    supports = np.array([_height(one, common) > SUPPORT for one in spectra])
    peaks = [_clear_peak(one) for one in spectra]
    against = np.array([peak is not None and float(np.hypot(*(peak - common))) > APART for peak in peaks])
    kept = [one for one, good in zip(spectra, supports & ~against) if good]
    if len(kept) < max(FEWEST, int(against.sum()) + 1):
        return unknown
    total = np.sum(kept, axis=0)
    best = _refined(total, common)
    others = np.array([_refined(total - one, best) for one in kept])
    error = np.sqrt((len(kept) - 1) / len(kept) * np.sum((others - others.mean(axis=0)) ** 2))
    return Shift(float(best[0]), float(best[1]), float(error), len(kept), len(spectra))


def _tiles(first: Array, second: Array) -> Iterator[tuple[Array, Array]]:
    """Square tiles with few missing pixels, from windows of both images."""
    rows, cols = first.shape[1:]
    for row in range(0, rows - TILE + 1, TILE):
        for col in range(0, cols - TILE + 1, TILE):
            place = (..., slice(row, row + TILE), slice(col, col + TILE))
            both = np.isfinite(first[place]) & np.isfinite(second[place])
            if both.mean() >= 1 - MOST_MISSING:
                yield np.where(both, first[place], np.nan), np.where(both, second[place], np.nan)


def _prepared(tile: Array) -> Values:
    """Logarithm without its mean and faded out to the border; missing pixels are average."""
    log = np.log(tile.astype(np.float64))
    log -= np.nanmean(log, axis=(1, 2), keepdims=True)
    fade = [np.hanning(side + 2)[1:-1] for side in tile.shape[1:]]
    return np.where(np.isfinite(log), log, 0.0) * np.outer(*fade)


def _cross_spectrum(first: Array, second: Array) -> Spectrum:
    """Unit phases under a Gaussian window of frequencies, of all bands of a tile together.

    C. D. Kuglin and D. C. Hines, "The phase correlation image alignment method", IEEE Conf. Cybernetics and Society,
    1975, here of the logarithm, in which speckle is additive. The mean of a tile says nothing about its shift: zero
    frequency is left out.
    """
    across = np.conj(fft.fft2(_prepared(first))) * fft.fft2(_prepared(second))
    size = np.abs(across)
    phases = np.where(size > 0, across / np.where(size > 0, size, 1.0), 0.0)
    frequency = fft.fftfreq(TILE)
    passed = np.exp(-0.5 * (frequency[:, np.newaxis] ** 2 + frequency**2) / PASSED**2)
    passed[0, 0] = 0.0
    found: Spectrum = phases.sum(axis=0) * passed
    return found / max(float(np.sqrt(np.sum(np.abs(found) ** 2))), 1e-30)


def _clear_peak(spectrum: Spectrum) -> Values | None:
    """The shift at the highest place of the correlation surface within SEARCH, if it stands out."""
    surface = fft.ifft2(spectrum).real
    near = np.arange(-SEARCH, SEARCH + 1)
    around = surface[np.ix_(near, near)]
    place = np.unravel_index(np.argmax(around), around.shape)
    if not around[place] > CLEAR_PEAK * float(np.std(surface)):
        return None
    return _refined(spectrum, np.array([near[place[0]], near[place[1]]], np.float64))


def _height(spectrum: Spectrum, shift: Values) -> float:
    """Of the correlation surface at a shift, over the surface's spread (of a spectrum of unit energy 1 / TILE^2)."""
    waves = [np.exp(2j * np.pi * fft.fftfreq(TILE) * along) for along in shift]
    spread = float(np.sqrt(np.sum(np.abs(spectrum) ** 2)))
    return float(np.real(waves[0] @ spectrum @ waves[1])) / max(spread, 1e-30)


def _refined(spectrum: Spectrum, start: Values) -> Values:
    """The peak of the correlation surface between its pixels, by Newton's method on the trigonometric polynomial."""
    slope, shift = 2j * np.pi * fft.fftfreq(TILE), start
    for _ in range(NEWTON_STEPS):
        down, right = (np.exp(slope * along) for along in shift)
        orders = ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
        found = [float(np.real((down * slope**one) @ spectrum @ (right * slope**two))) for one, two in orders]
        hessian = np.array([[found[2], found[3]], [found[3], found[4]]])
        if not np.linalg.det(hessian) > 0:
            break
        shift = shift - np.clip(np.linalg.solve(hessian, found[:2]), -0.5, 0.5)
    return shift
