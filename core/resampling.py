"""Values of an image between its pixels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Array = NDArray[np.float32]
Weights = Callable[[Array], tuple[Array, ...]]
"""Of a kernel's pixels in one direction, for positions between 0 and 1 after one of them."""

ENOUGH = 0.5
"""Weight of the pixels with data among those of a kernel, below which there is no answer."""

STRIP = 16_384
"""Positions that are done at a time: what they need stays in a core's cache."""


def nearest(image: Array, row: Floats, col: Floats) -> Array:
    """The pixel in which a position lies; NaN outside.

    `image` is (bands, rows, cols); 0, 0 is the first pixel's centre, here and in the others.
    """
    inside = _inside(image, row, col)
    down = np.clip(np.where(inside, np.rint(row), 0).astype(np.intp), 0, image.shape[1] - 1)
    right = np.clip(np.where(inside, np.rint(col), 0).astype(np.intp), 0, image.shape[2] - 1)
    return np.where(inside, image[:, down, right], np.float32(np.nan))


def bilinear(image: Array, row: Floats, col: Floats) -> Array:
    """Weighted mean of the 2 x 2 pixels around a position."""
    return _weighted(image, row, col, 0, lambda x: (1 - x, x))


def cubic(image: Array, row: Floats, col: Floats) -> Array:
    """Keys' cubic convolution of 4 x 4 pixels (IEEE ASSP 29(6), 1981); bilinear where that falls below zero beside
    a bright target, as intensity cannot."""
    found = _weighted(image, row, col, 1, _keys)
    low = found <= 0
    return np.where(low, bilinear(image, row, col), found) if low.any() else found


def lanczos(image: Array, row: Floats, col: Floats) -> Array:
    """Sinc of 6 x 6 pixels under Lanczos' window (Duchon, Journal of Applied Meteorology 18(8), 1979), its weights
    scaled to a sum of 1; bilinear where that falls below zero."""
    found = _weighted(image, row, col, 2, _lanczos)
    low = found <= 0
    return np.where(low, bilinear(image, row, col), found) if low.any() else found


NEAREST = "nearest"
RESAMPLINGS: dict[str, Callable[[Array, Floats, Floats], Array]] = {
    "bilinear": bilinear,
    "cubic": cubic,
    "lanczos": lanczos,
    NEAREST: nearest,
}
MOST_SAMPLES = 16
"""A side of a pixel's area, when means are taken."""

REACH = 3
"""Pixels beyond a position that any of them needs."""


def averaged(image: Array, row: Floats, col: Floats, samples: tuple[int, int]) -> Array:
    """Mean over the area between neighbouring positions, for images finer than they are.

    `row` and `col` are positions of a grid's pixels, (rows, cols); each pixel's area is taken as a parallelogram and
    sampled bilinearly at `samples` down and across.
    """
    down = [_gradient(position, 0) for position in (row, col)]
    right = [_gradient(position, 1) for position in (row, col)]
    total = np.zeros((len(image), *row.shape), np.float32)
    number = np.zeros_like(total)
    for first in (np.arange(samples[0]) + 0.5) / samples[0] - 0.5:
        for second in (np.arange(samples[1]) + 0.5) / samples[1] - 0.5:
            there = (position + first * d + second * r for position, d, r in zip((row, col), down, right))
            values = bilinear(image, *there)
            seen = np.isfinite(values)
            total += np.where(seen, values, np.float32(0))
            number += seen
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(number > 0, total / number, np.float32(np.nan))


def _gradient(position: Floats, axis: int) -> Floats:
    found: Floats = np.gradient(position, axis=axis) if position.shape[axis] > 1 else np.zeros_like(position)
    return found


def _keys(x: Array) -> tuple[Array, ...]:
    """Weights of the pixels at -1, 0, 1 and 2 for a position x between 0 and 1."""
    return _far(x + 1), _near(x), _near(1 - x), _far(2 - x)


def _lanczos(x: Array) -> tuple[Array, ...]:
    """Weights of the pixels at -2 to 3 for a position x between 0 and 1."""
    away = np.stack([x - np.float32(step) for step in range(-2, 4)])
    parts = (np.sinc(away) * np.sinc(away / np.float32(3))).astype(np.float32)
    parts /= parts.sum(axis=0)
    return tuple(parts)


def _near(distance: Array) -> Array:
    return (np.float32(1.5) * distance - np.float32(2.5)) * distance * distance + np.float32(1)


def _far(distance: Array) -> Array:
    return ((np.float32(-0.5) * distance + np.float32(2.5)) * distance - np.float32(4)) * distance + np.float32(2)


class _Pixels:
    """An image whose pixels without data count as zero, all bands in one line each."""

    known: Array | None = None
    """1 where there is data, else 0; None where there is data everywhere."""

    def __init__(self, image: Array) -> None:
        self.shape = image.shape
        known = np.isfinite(image)
        if not known.all():
            image = np.where(known, image, np.float32(0))
            self.known = known.astype(np.float32).reshape(len(image), -1)
        self.values = image.reshape(len(image), -1)


def _weighted(image: Array, row: Floats, col: Floats, before: int, weights: Weights) -> Array:
    """Sum over a kernel that begins `before` pixels before a position; pixels without data do not count."""
    pixels = _Pixels(image)
    inside = _inside(image, row, col)
    found = np.empty((len(image), *row.shape), np.float32)
    step = max(STRIP * len(row) // max(row.size, 1), 1)
    for first in range(0, len(row), step):
        strip = slice(first, first + step)
        found[:, strip] = _strip(pixels, row[strip], col[strip], inside[strip], before, weights)
    return found


def _strip(
    pixels: _Pixels, row: Floats, col: Floats, inside: NDArray[np.bool_], before: int, weights: Weights
) -> Array:
    bands, rows, cols = pixels.shape
    top, left = np.where(inside, np.floor(row), 0).astype(np.intp), np.where(inside, np.floor(col), 0).astype(np.intp)
    down = np.where(inside, row - top, 0).astype(np.float32)
    right = np.where(inside, col - left, 0).astype(np.float32)
    total = np.zeros((bands, *row.shape), np.float32)
    weight = np.zeros_like(total[:1] if pixels.known is None else total)
    columns = [(across, np.clip(left + shift, 0, cols - 1)) for shift, across in enumerate(weights(right), -before)]
    for step, along in enumerate(weights(down), -before):
        line = np.clip(top + step, 0, rows - 1) * cols
        for across, place in columns:
            share, pixel = along * across, line + place
            total += share * pixels.values.take(pixel, axis=1)
            weight += share if pixels.known is None else share * pixels.known.take(pixel, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(inside & (weight >= ENOUGH), total / weight, np.float32(np.nan))


def _inside(image: Array, row: Floats, col: Floats) -> NDArray[np.bool_]:
    """Within the pixels' own area, which reaches half a pixel beyond the outer centres."""
    found: NDArray[np.bool_] = (row >= -0.5) & (row <= image.shape[1] - 0.5)
    return found & (col >= -0.5) & (col <= image.shape[2] - 0.5)
