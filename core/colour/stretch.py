"""Limits of a stretch that the ground decides, not the speckle.

Percentiles of single pixels are those of the speckle's tails: of one look on ground of one brightness, 2 and 98 % lie
23 dB apart. So they are taken of local means, and as much is left on both sides as pixels scatter about them:

    low = P2(m) - s,  high = P98(m) + s,  s = (P84(d - m) - P16(d - m)) / 2

of all pixels of the raster, with d the pixel's quantity in dB and m the same quantity of the mean intensity of 7 x 7
pixels about it. s is the standard deviation of a Gaussian scatter, and 0 for a filtered image.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

WINDOW = 7
PERCENT = (2.0, 98.0)
SCATTER_PERCENT = (15.865525393145708, 84.1344746068543)
"""One standard deviation of a Gaussian on either side."""

RANGE_DB = (-100.0, 120.0)
STEP_DB = 0.02
NARROWEST_DB = 3.0
"""A stretch is not made narrower: else an even sea would be all noise."""


class Limits(NamedTuple):
    """Black and full brightness."""

    low: float
    high: float


class SceneStretch:
    """Histograms of local means and of the scatter about them, filled block by block."""

    def __init__(self) -> None:
        self.edges = np.linspace(*RANGE_DB, round((RANGE_DB[1] - RANGE_DB[0]) / STEP_DB) + 1)
        self.means = np.zeros(len(self.edges) - 1, np.int64)
        self.scatter = np.zeros_like(self.means)

    def add(self, pixels: NDArray[Any], means: NDArray[Any]) -> None:
        """A quantity in dB of the pixels, and of local means; NaN is left out."""
        for counts, values in ((self.means, means), (self.scatter, pixels - means)):
            place = (values[np.isfinite(values)] - np.float32(RANGE_DB[0])) / np.float32(STEP_DB)
            counts += np.bincount(np.clip(place, 0, len(counts) - 1).astype(np.intp).ravel(), minlength=len(counts))

    def limits(self) -> Limits:
        """Raises InputError if there is nothing to stretch."""
        if not self.means.any():
            raise InputError("There are no valid pixels to take a stretch from: choose other bands or fixed limits.")
        low, high = self._percentiles(self.means, PERCENT)
        below, above = self._percentiles(self.scatter, SCATTER_PERCENT)
        scatter = (above - below) / 2
        low, high = low - scatter, high + scatter
        missing = max(NARROWEST_DB - (high - low), 0.0) / 2
        return Limits(round(low - missing, 2), round(high + missing, 2))

    def _percentiles(self, counts: NDArray[np.int64], percent: tuple[float, float]) -> tuple[float, float]:
        """Where the histogram's sum reaches the shares, linear within a bin."""
        reached = np.concatenate([[0], np.cumsum(counts)]) / counts.sum()
        found = []
        for one in percent:
            bin_ = int(np.searchsorted(reached, one / 100, side="left"))
            bin_ = min(max(bin_, 1), len(counts))
            share = (one / 100 - reached[bin_ - 1]) / max(reached[bin_] - reached[bin_ - 1], 1e-300)
            found.append(float(self.edges[bin_ - 1] + share * STEP_DB))
        return found[0], found[1]
