"""From change strength to classes, without the specks that only speckle makes."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

EIGHT = np.ones((3, 3), bool)


class Direction(IntEnum):
    """The values of class rasters."""

    NO_DATA = 0
    DECREASE = 1
    NONE = 2
    INCREASE = 3
    MIXED = 4
    """Some bands rise and some fall; only where several are tested together."""


GROWTH = 20
"""Pixels by which a change may grow where hysteresis lets it."""


def classify(
    strength: NDArray[np.float32], threshold: float, minimum_pixels: int = 0, weak: float | None = None
) -> NDArray[np.uint8]:
    """Classes (rows, cols) uint8 of a signed strength in dB: change where its magnitude exceeds `threshold`.

    With a lower threshold `weak`, pixels above it count too where pixels above it, of the same sign, connect them
    within GROWTH steps to one above `threshold` (hysteresis: J. Canny, IEEE PAMI 8(6), 1986).

    Changes of fewer than `minimum_pixels` connected pixels (8 neighbours) are dropped, then holes of fewer
    than that in a change are filled. Pixels without data stay so, and are as the raster's end: a change closes a hole
    together with them, but they alone do not. A pixel's class depends on its surroundings up to
    `halo(minimum_pixels, weak)` pixels away.
    """
    valid = np.isfinite(strength)
    filled = np.where(valid, strength, np.float32(0))
    changed = np.abs(filled) > threshold
    if weak is not None and weak < threshold:
        changed = _grown(filled, threshold, weak) | _grown(-filled, threshold, weak)
    if minimum_pixels > 1:
        changed = _without_small(changed, minimum_pixels)
        changed |= _small_holes(valid & ~changed, changed, minimum_pixels)
    classes = np.full(strength.shape, Direction.NONE, np.uint8)
    classes[changed & (strength < 0)] = Direction.DECREASE
    classes[changed & (strength >= 0)] = Direction.INCREASE
    classes[~valid] = Direction.NO_DATA
    return classes


def halo(minimum_pixels: int, weak: float | None = None) -> int:
    """How far beyond a block `classify` has to see.

    A connected region of n pixels reaches less than n pixels from any of its own; twice that because a
    hole may be closed by changes that are themselves measured.
    """
    return (2 * minimum_pixels if minimum_pixels > 1 else 0) + (0 if weak is None else GROWTH)


def _grown(strength: NDArray[np.float32], threshold: float, weak: float) -> NDArray[np.bool_]:
    """Pixels above `weak` within GROWTH steps, over such pixels, of one above `threshold`."""
    grown: NDArray[np.bool_] = ndimage.binary_dilation(strength > threshold, EIGHT, GROWTH, mask=strength > weak)
    return grown


def _small_holes(unchanged: NDArray[np.bool_], changed: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """Regions of unchanged pixels that are too small and touch a change."""
    small = unchanged & ~_without_small(unchanged, least)
    beside = small & ndimage.binary_dilation(changed, EIGHT)
    holes: NDArray[np.bool_] = ndimage.binary_propagation(beside, EIGHT, mask=small)
    return holes


def _without_small(mask: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    labels, _ = ndimage.label(mask, EIGHT)
    sizes = np.bincount(labels.ravel())
    large = sizes >= least
    large[0] = False
    kept: NDArray[np.bool_] = large[labels]
    return kept
