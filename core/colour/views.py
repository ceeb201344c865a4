"""How a network looks at an image: turned and mirrored, and in windows where it is of a fixed size."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .spaces import Array

ORIENTATIONS = ((0, False), (2, False), (1, False), (3, False), (0, True), (2, True), (1, True), (3, True))
"""Quarter turns and mirroring; the first so many are used."""


def turned(values: Array, turns: int, mirrored: bool) -> Array:
    """(bands, rows, cols) by quarter turns, then mirrored."""
    found = np.rot90(values, turns, axes=(1, 2))
    return found[:, :, ::-1] if mirrored else found


def turned_back(values: Array, turns: int, mirrored: bool) -> Array:
    """The inverse of `turned`."""
    return np.rot90(values[:, :, ::-1] if mirrored else values, -turns, axes=(1, 2))


def blended(values: Array, side: int, bands: int, run: Callable[[Array], Array]) -> Array:
    """Results of windows that overlap by half, whose weights, squared sines, add up to one everywhere.

    Rows and columns are multiples of half a side.
    """
    half = side // 2
    rows, cols = values.shape[1:]
    padded = np.pad(values, [(0, 0), (half, half), (half, half)], mode="symmetric")
    along = np.square(np.sin(np.pi * (np.arange(side) + 0.5) / side)).astype(np.float32)
    weight = along[:, np.newaxis] * along
    total: Array = np.zeros((bands, *padded.shape[1:]), np.float32)
    for row in range(0, rows + 1, half):
        for col in range(0, cols + 1, half):
            place = np.s_[:, row : row + side, col : col + side]
            total[place] += weight * run(padded[place])
    return total[:, half : half + rows, half : half + cols]
