"""The surroundings of a place on both dates as small pictures."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...raster import png
from ..opening import Array

SHARES = (2, 98)
"""Percentiles of both dates together that become black and white."""

MARK = (217, 95, 2)
"""The orange of resources/styles."""

GAP, LENGTH = 3, 5
"""Pixels of the mark's arms: where they begin, and how long they are."""


@dataclass(frozen=True)
class Chips:
    """Both dates in one stretch, as PNG files in base64, with a mark at the place."""

    band: str
    low_db: float
    """Black."""

    high_db: float
    """White."""

    before: str
    after: str


def chips(before: Array, after: Array, here: tuple[slice, slice], size: int, band: str) -> Chips:
    """Pictures of the first band of two intensities (bands, rows, cols), cut around the pixel `here`."""
    row, col = here[0].start, here[1].start
    top, left = max(row - size // 2, 0), max(col - size // 2, 0)
    cut = slice(top, row + size // 2 + 1), slice(left, col + size // 2 + 1)
    decibels = [10 * np.log10(date[0][cut]) for date in (before, after)]
    low, high = np.nanpercentile(np.stack(decibels), SHARES)
    high = max(high, low + 1)
    pictures = [_picture(one, float(low), float(high), (row - top, col - left)) for one in decibels]
    return Chips(band, float(low), float(high), *pictures)


def _picture(decibels: Array, low: float, high: float, place: tuple[int, int]) -> str:
    """Grey levels; what is missing is transparent."""
    valid = np.isfinite(decibels)
    grey = np.clip((np.where(valid, decibels, low) - low) / (high - low) * 255, 0, 255).astype(np.uint8)
    levels = np.stack([grey, grey, grey, np.where(valid, 255, 0).astype(np.uint8)])
    _mark(levels, *place)
    return b64encode(png(levels)).decode("ascii")


def _mark(levels: NDArray[np.uint8], row: int, col: int) -> None:
    """Four arms around the place, which itself stays visible."""
    for step in range(GAP, GAP + LENGTH):
        for down, right in ((step, 0), (-step, 0), (0, step), (0, -step)):
            if 0 <= row + down < levels.shape[1] and 0 <= col + right < levels.shape[2]:
                levels[:, row + down, col + right] = (*MARK, 255)
