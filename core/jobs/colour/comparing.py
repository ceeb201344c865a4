"""A colour picture beside a reference and the radar image that it was made from: maps, and their sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, Source, stage, watched
from ...colour import edges, similarity
from ...colour.difference import ciede2000
from ...colour.polarimetry import decibel
from ...colour.spaces import rgb_to_lab
from ...errors import InputError
from ...grid import Grid, Window
from ...raster import Aligned, Raster
from ...speckle import independent_pixels, quality
from ..opening import Array, Backscatter, Log, input_looks

BYTE_WHITE = 255.0
CORRELATION_REACH = 3
"""Pixels; speckle of detected products is hardly correlated further than this."""

HALO = max(edges.HALO, similarity.REACH)


@dataclass(frozen=True)
class Picture:
    """Three bands of a raster as 0 to 1. Reads as a Source."""

    raster: Raster
    bands: tuple[int, ...]
    """Counted from 0."""

    white: float

    @property
    def grid(self) -> Grid:
        return self.raster.grid

    def scaled(self, values: Array) -> Array:
        return values / np.float32(self.white)

    def read(self, window: Window) -> Array:
        return self.scaled(self.raster.read(window, self.bands))


def open_picture(path: str, bands: Sequence[int], white: float) -> Picture:
    """Raises InputError where there are no three bands, or the value of white is not known."""
    raster = Raster.open(path)
    chosen = tuple(bands) or (1, 2, 3)
    if raster.count < max(chosen):
        raise InputError(
            f"{raster.name} has {raster.count} band(s) without alpha, but bands {', '.join(map(str, chosen))} are "
            "needed for red, green and blue: choose a colour picture, or give its bands."
        )
    if not white and not raster.is_byte:
        raise InputError(
            f"{raster.name} is not stored in 8 bits, so its value of white is not known: give it, such as 1 or 10000."
        )
    return Picture(raster, tuple(band - 1 for band in chosen), white or BYTE_WHITE)


@dataclass(frozen=True)
class Compared:
    """A picture and what it is judged by, on the picture's grid."""

    picture: Picture
    reference: Aligned | None
    radar: Aligned | None
    least_radar: float = float("nan")
    """dB from which a contrast of the radar image is an edge."""

    independent: float = 1.0
    """Pixels that a box of the radar image is worth."""

    @property
    def sources(self) -> list[Source]:
        return [one for one in (self.picture, self.reference, self.radar) if one is not None]

    def compute(self, *arrays: Array) -> Array:
        """Maps to add up, (14, rows, cols): see `Sums`."""
        given = iter(arrays)
        picture = next(given)
        missing = np.full_like(picture, np.nan)
        reference = next(given) if self.reference else missing
        lab = rgb_to_lab(picture)
        compared = _by_reference(picture, reference, lab)
        if self.radar is None:
            return np.concatenate([compared, missing, missing[:2]])
        return np.concatenate([compared, _by_radar(lab, next(given), self)])


def _by_reference(picture: Array, reference: Array, lab: Array) -> Array:
    """Squared errors and reference of each band, spectral angle, colour difference, SSIM; (9, rows, cols)."""
    both = np.isfinite(picture).all(axis=0) & np.isfinite(reference).all(axis=0)
    error = np.where(both, np.square(picture - reference), np.float32(np.nan))
    angle = similarity.spectral_angle(picture, reference)
    apart = ciede2000(lab, rgb_to_lab(reference))
    index = similarity.structural_similarity(picture, reference).ssim.mean(axis=0)
    means = np.where(both, reference, np.float32(np.nan))
    return np.concatenate([error, means, np.stack([angle, apart, index])]).astype(np.float32)


def _by_radar(lab: Array, radar: Array, compared: Compared) -> Array:
    """Lightness, radar in dB, edges of the colours, places without a radar edge, contrast; (5, rows, cols)."""
    contrast, in_radar = edges.colour_contrast(lab, compared.independent), edges.radar_contrast(radar)
    lonely = ~edges.near_edge(in_radar, compared.least_radar)
    known = np.isfinite(contrast.distance) & np.isfinite(in_radar)
    marks = [np.where(known, one.astype(np.float32), np.float32(np.nan)) for one in (contrast.edges, lonely)]
    return np.stack([lab[0], decibel(radar).mean(axis=0), *marks, contrast.distance]).astype(np.float32)


class Sums:
    """Adds the maps up, as a Target of `walk`."""

    def __init__(self) -> None:
        self.total, self.count = np.zeros(9), np.zeros(9)
        self.pairs = np.zeros(6)
        self.edges = np.zeros(6)
        self.pixels = 0

    def write(self, _window: Window, values: Array) -> None:
        maps = values.astype(np.float64)
        self.pixels += maps[0].size
        self.total += np.nansum(maps[:9], axis=(1, 2))
        self.count += np.isfinite(maps[:9]).sum(axis=(1, 2))
        light, radar, found, lonely, contrast = maps[9:]
        both = np.isfinite(light) & np.isfinite(radar)
        x, y = light[both], radar[both]
        self.pairs += [x.size, x.sum(), y.sum(), x @ x, y @ y, x @ y]
        seen = np.isfinite(found)
        edge, alone, power = found[seen], lonely[seen], np.square(contrast[seen])
        self.edges += [seen.sum(), edge.sum(), alone.sum(), edge @ alone, power @ edge, power @ (edge * alone)]

    @property
    def means(self) -> NDArray[np.float64]:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.total / self.count)

    @property
    def correlation(self) -> float:
        n, x, y, xx, yy, xy = self.pairs
        spread = (n * xx - x * x) * (n * yy - y * y)
        return float((n * xy - x * y) / np.sqrt(spread)) if spread > 0 else float("nan")


def edge_scale(radar: Backscatter, looks: float, log: Log, progress: Progress) -> tuple[float, float, float]:
    """Looks, dB from which a contrast of the radar image is an edge, and the pixels that a box is worth.

    Looks of 0 are estimated.
    """
    used = input_looks(looks, [radar], log, stage(progress, 0.0, 0.03))
    independent = independent_pixels(edges.BOX, _correlation(radar, used, progress))
    least = edges.speckle_contrast(used, independent)
    log(f"Edges of the radar image count from {least:.2f} dB, as {independent:.1f} pixels of a box are independent.")
    return used, least, independent


def _correlation(radar: Backscatter, looks: float, progress: Progress) -> NDArray[np.float64]:
    """Autocorrelation of the radar image's speckle at lags up to CORRELATION_REACH in rows and columns.

    Measured along both on homogeneous ground, and taken to be the product of both elsewhere, as for a separable system
    response. What is negative is noise of the measurement.
    """
    samples = watched(radar.samples(), progress, 0.04)
    products = np.sum([quality.autocorrelation(band, looks) for sample in samples for band in sample], axis=0)
    if products[0] <= 0:
        return np.ones((1, 1))
    along = np.maximum(products[: CORRELATION_REACH + 1] / products[0], 0)
    both = np.concatenate([along[:0:-1], along])
    return np.outer(both, both)
