"""Mean and variance in a sliding window: the sums that nearly every speckle filter starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

Array = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Moments(NamedTuple):
    """Over the valid pixels of each window, which is cut off at the image's border."""

    mean: Array
    variance: Array
    """Population variance (divided by the number of valid pixels)."""


def check_window(window: int, shape: tuple[int, ...] = ()) -> None:
    """Raise InputError unless `window` is odd, at least 3, and no larger than an image of `shape`."""
    if window < 3 or window % 2 == 0:
        raise InputError(f"The window is {window} pixels wide: choose an odd number from 3, such as 5 or 7.")
    if shape and window > min(shape[-2:]):
        raise InputError(
            f"The window is {window} pixels wide, but the image has {shape[-2]} rows and {shape[-1]} columns: "
            "choose a smaller window."
        )


def local_mean(image: Array, window: int) -> Array:
    """Mean of the valid pixels in a centred window; where none is valid, NaN."""
    filled, count = _prepared(image, window)
    with np.errstate(invalid="ignore", divide="ignore"):
        return window_sum(filled, window) / count


def local_moments(image: Array, window: int) -> Moments:
    """Mean and variance of the valid pixels in a centred window of (…, rows, cols)."""
    filled, count = _prepared(image, window)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = window_sum(filled, window) / count
        variance = window_sum(filled * filled, window) / count
        variance -= mean * mean
    return Moments(mean, np.maximum(variance, 0, out=variance))


def mean_level(samples: Array) -> float:
    """Mean of what is valid, in intensity; where nothing or only zeros are, the smallest positive number."""
    valid = samples[np.isfinite(samples)]
    return max(float(valid.mean(dtype=np.float64)) if valid.size else 0.0, float(np.finfo(np.float32).tiny))


def window_sum(image: Array, window: int) -> Array:
    """Sum over a centred window of the last two axes; beyond the border lie zeros."""
    half = window // 2
    edge = [(0, 0)] * (image.ndim - 2) + [(half, half)] * 2
    padded = np.pad(image, edge)
    return _running_sum(_running_sum(padded, window, -2), window, -1)


def rings(filled: Array, valid: Mask | None, window: int) -> Iterator[tuple[float, Array, Array]]:
    """Distance, sum and number of valid pixels of each ring of equally distant pixels in a square window.

    `filled` (…, rows, cols) has zeros where `valid` says that there is no data; None means that all is valid.
    The centre is left out.
    """
    half = window // 2
    edge = [(0, 0)] * (filled.ndim - 2) + [(half, half)] * 2
    padded = np.pad(filled, edge)
    for squared, offsets in _rings(half):

        def total_of(image: Array, offsets: list[tuple[int, int]] = offsets) -> Array:
            return _shifted_sum(np.pad(image, edge[-image.ndim :]), offsets, half)

        yield float(np.sqrt(squared)), _shifted_sum(padded, offsets, half), counts(total_of, valid, filled.shape, half)


def counts(total_of: Callable[[Array], Array], valid: Mask | None, shape: tuple[int, ...], half: int) -> Array:
    """How many valid pixels go into each of the sums that `total_of` makes, which reach `half` pixels far.

    Where all is valid (None) that depends on the distance to the border only, so it is found on an image just
    large enough to have every such distance, (rows, cols), and spread over `shape`.
    """
    if valid is not None:
        return total_of(valid.astype(np.float32))
    small = total_of(np.ones([min(length, 2 * half + 1) for length in shape[-2:]], np.float32))
    rows, cols = (spread(length, half) for length in shape[-2:])
    found: Array = small[..., rows[:, np.newaxis], cols]
    return found


def spread(length: int, half: int) -> NDArray[np.int64]:
    """For each pixel of a line the one of a line of 2 half + 1 that is as far from the ends, up to `half`."""
    place, last = np.arange(length), length - 1
    return place if last < 2 * half else np.minimum(place, half) + np.maximum(place - (last - half), 0)


def _rings(half: int) -> list[tuple[int, list[tuple[int, int]]]]:
    """Squared distances in a square window, and the offsets (rows, cols) at each."""
    rings: dict[int, list[tuple[int, int]]] = {}
    for row in range(-half, half + 1):
        for col in range(-half, half + 1):
            rings.setdefault(row * row + col * col, []).append((row, col))
    del rings[0]
    return sorted(rings.items())


def _shifted_sum(padded: Array, offsets: list[tuple[int, int]], half: int) -> Array:
    """Sum of the image shifted by each offset; `padded` has `half` more pixels on each side."""
    rows, cols = padded.shape[-2] - 2 * half, padded.shape[-1] - 2 * half
    pieces = [padded[..., half + row : half + row + rows, half + col : half + col + cols] for row, col in offsets]
    total = pieces[0] + pieces[1]
    for piece in pieces[2:]:
        total += piece
    return total


def _prepared(image: Array, window: int) -> tuple[Array, Array]:
    """The image with zeros for NaN, and the number of valid pixels in each window."""
    valid = np.isfinite(image)
    if valid.all():
        return image, counts(partial(window_sum, window=window), None, image.shape, window // 2)
    return np.where(valid, image, np.float32(0)), window_sum(valid.astype(np.float32), window)


def _running_sum(values: Array, length: int, axis: int) -> Array:
    """Sums of `length` neighbours along an axis, for every place where that many lie.

    Built from sums of 1, 2, 4, 8... neighbours, so the cost grows with log2(length) and, unlike with a
    running total, rounding does not grow along the line and one huge pixel leaves no trace behind it.
    """
    size = values.shape[axis] - length + 1
    total: Array = np.zeros(1, np.float32)
    power, done, reach = values, 0, 1
    while done < length:
        if length & reach:
            total = total + _piece(power, done, size, axis)
            done += reach
        if done < length:
            shorter = power.shape[axis] - reach
            power = _piece(power, 0, shorter, axis) + _piece(power, reach, shorter, axis)
            reach *= 2
    return total


def _piece(values: Array, start: int, size: int, axis: int) -> Array:
    index = [slice(None)] * values.ndim
    index[axis] = slice(start, start + size)
    return values[tuple(index)]
