"""Edges of a picture that the radar image does not have: what a colouring may have made up.

Both images are asked the same question at every pixel: do the means of 5 x 5 pixels on its two sides differ, in any of
four directions, by more than the scatter of the pixels explains? Colours have to differ plainly besides. Some colour
edges meet a radar edge by chance, the more the more edges the radar image has: so the share that does not is to be
compared with that of places taken at random.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, special

from .polarimetry import decibel
from .spaces import Array

Mask = NDArray[np.bool_]

BOX = 5
OFFSETS = ((0, 3), (3, 0), (2, 2), (2, -2))
"""Rows and columns from a pixel to the middle of one box; the other lies opposite."""

CONTRAST = 6.0
"""CIELAB distance between both sides from which a colour edge counts; 2.3 can just be seen."""

DEVIATIONS = 4.0
"""Standard deviations of the means' difference from which it is no scatter: in all directions together about one pixel
in 4000 of even ground exceeds that."""

LEAST_VARIANCE = 0.05
"""CIELAB distance squared that rounding to 8 bits alone makes; keeps flat pictures from dividing by nothing."""

TOLERANCE = 2
"""Pixels by which the edge in the radar image may lie elsewhere."""

HALO = 3 + BOX // 2 + TOLERANCE


class ColourContrast(NamedTuple):
    """Of the direction in which it stands out most, (rows, cols)."""

    distance: Array
    """CIELAB distance between the two sides."""

    deviations: Array
    """The same in standard deviations of the means' difference."""

    @property
    def edges(self) -> Mask:
        return (np.nan_to_num(self.distance) >= CONTRAST) & (np.nan_to_num(self.deviations) >= DEVIATIONS)


def colour_contrast(lab: Array, independent: float) -> ColourContrast:
    """Of CIELAB (3, rows, cols), where a box is worth `independent` pixels."""
    variances = np.maximum(_box_mean(np.square(lab)) - np.square(_box_mean(lab)), 0).sum(axis=0) + LEAST_VARIANCE
    distance = deviations = np.full(lab.shape[-2:], np.nan, np.float32)
    for (first, second), (spread_1, spread_2) in zip(_sides(_box_mean(lab)), _sides(variances)):
        apart = np.sqrt(np.square(first - second).sum(axis=0))
        found = apart / np.sqrt((spread_1 + spread_2) / np.float32(independent))
        more = np.isfinite(found) & ~(found <= deviations)
        distance, deviations = np.where(more, apart, distance), np.where(more, found, deviations)
    return ColourContrast(distance, deviations)


def radar_contrast(intensity: Array) -> Array:
    """The largest ratio in dB between the two sides, over bands and directions, of (bands, rows, cols)."""
    return _largest(
        np.abs(decibel(first) - decibel(second)) for band in intensity for first, second in _sides(_box_mean(band))
    )


def speckle_contrast(looks: float, independent: float) -> float:
    """The ratio in dB that DEVIATIONS standard deviations of speckle make.

    10 log10 of a mean over `independent` pixels of L looks has the variance (10 / ln 10)2 psi1(L independent), and two
    such means make a ratio. (R. Touzi, A. Lopes and P. Bousquet, "A statistical and geometrical edge detector for SAR
    images", IEEE Transactions on Geoscience and Remote Sensing 26(6), 1988, has the law of this ratio.)
    """
    return float(DEVIATIONS * 10 / np.log(10) * np.sqrt(2 * special.polygamma(1, looks * independent)))


def near_edge(radar: Array, least_radar: float) -> Mask:
    """Where an edge of the radar image of `least_radar` dB lies within TOLERANCE pixels."""
    found: Mask = ndimage.maximum_filter(np.nan_to_num(radar) >= least_radar, 2 * TOLERANCE + 1, mode="nearest")
    return found


def _box_mean(values: Array) -> Array:
    """Means of 5 x 5 pixels; NaN where the box leaves the image or meets a missing pixel."""
    weights = np.full(BOX, 1 / BOX)
    down = ndimage.correlate1d(values, weights, axis=-2, mode="constant", cval=np.nan)
    found: Array = ndimage.correlate1d(down, weights, axis=-1, mode="constant", cval=np.nan)
    return found


def _sides(means: Array) -> Iterator[tuple[Array, Array]]:
    """What lies on both sides of each pixel, per direction; NaN beyond the image."""
    most = max(max(abs(row), abs(col)) for row, col in OFFSETS)
    padded = np.pad(means, [(0, 0)] * (means.ndim - 2) + [(most, most)] * 2, constant_values=np.nan)
    rows, cols = means.shape[-2:]
    for row, col in OFFSETS:
        yield _shifted(padded, most - row, most - col, rows, cols), _shifted(padded, most + row, most + col, rows, cols)


def _shifted(padded: Array, row: int, col: int, rows: int, cols: int) -> Array:
    return padded[..., row : row + rows, col : col + cols]


def _largest(contrasts: Iterator[Array]) -> Array:
    """Over directions; NaN only where all are missing."""
    largest = next(contrasts)
    for one in contrasts:
        largest = np.fmax(largest, one)
    return largest
