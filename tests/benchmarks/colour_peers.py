"""What colours cost without a network: the mean colour, linear mappings of dB, and tables of mean colours.

Radar images are relative log-intensity (rows, cols) without gaps, colours are 0 to 1, (3, rows, cols).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Array = NDArray[np.float32]

CELLS = 24
WINDOWS = (1, 7, 31)
"""Pixels of the means that the table looks a colour up by."""

RANGE = (-3.0, 1.5)


def linear(logs: Array, colours: Array) -> NDArray[np.float64]:
    """Slope and offset of each band, (2, 3), with the least squared error."""
    x = logs.ravel().astype(np.float64)
    design = np.stack([x, np.ones_like(x)], axis=1)
    return np.asarray(np.linalg.solve(design.T @ design, design.T @ colours.reshape(3, -1).T.astype(np.float64)))


def mapped(logs: Array, coefficients: NDArray[np.float64]) -> Array:
    """The picture that a linear mapping makes."""
    slope, offset = coefficients.astype(np.float32)[:, :, None, None]
    return np.clip(slope * logs + offset, 0, 1)


class Table:
    """The mean colour of training pixels whose own and surrounding log-intensity are alike: a forest's limit case."""

    def __init__(self, scenes: Sequence[tuple[Array, Array]], windows: Sequence[int]) -> None:
        self.windows = windows
        size = CELLS ** len(windows)
        total, count = np.zeros((3, size)), np.zeros(size)
        for logs, colours in scenes:
            place = self._place(logs)
            count += np.bincount(place, minlength=size)
            for band in range(3):
                total[band] += np.bincount(place, colours[band].ravel(), minlength=size)
        mean = total.sum(axis=1, keepdims=True) / count.sum()
        self.colours = ((total + 10 * mean) / (count + 10)).astype(np.float32)

    def __call__(self, logs: Array) -> Array:
        return np.asarray(self.colours[:, self._place(logs)].reshape(3, *logs.shape))

    def _place(self, logs: Array) -> NDArray[np.intp]:
        place = np.zeros(logs.shape, np.intp)
        low, high = RANGE
        for window in self.windows:
            mean = ndimage.uniform_filter(logs, window, mode="nearest") if window > 1 else logs
            place = place * CELLS + np.clip((mean - low) / (high - low) * CELLS, 0, CELLS - 1).astype(np.intp)
        return place.ravel()
