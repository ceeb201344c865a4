"""Lee's refined filter: half windows that end at edges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .local import linear_weight, mean_of_bands, squared_variation
from .moments import Array, counts, local_mean

SIDE = 7
HALF = SIDE // 2
STEP = 2
"""Pixels between the centres of the nine 3 x 3 means that tell where an edge runs."""

# Per direction of an edge (upright, down to the right, level, up to the right) where the 3 x 3 means on its two sides
# lie, as offsets (rows, cols).
SIDES = (((0, -1), (0, 1)), ((1, -1), (-1, 1)), ((1, 0), (-1, 0)), ((1, 1), (-1, -1)))


def refined_lee(intensity: Array, looks: float, shared: bool = False) -> Array:
    """Lee's filter in the half of a 7 x 7 window that lies on the pixel's own side of the edge.

    Of nine 3 x 3 means, two pixels apart, four pairs lie opposite; the largest difference tells the direction of the
    edge, and of the two means beside it the one nearer to the central mean tells the side. The eight half windows
    (28 pixels, the middle line or diagonal included) then take the place of the square one in Kuan's formula.
    J.-S. Lee, "Refined filtering of image noise using local statistics", Computer Graphics and Image
    Processing 15, 1981. `shared` as in `local`.
    """
    layers = intensity.reshape(-1, *intensity.shape[-2:])
    if not shared:
        return np.stack([_refined(layer[np.newaxis], layer, looks)[0] for layer in layers]).reshape(intensity.shape)
    return _refined(layers, mean_of_bands(layers)[0], looks).reshape(intensity.shape)


def _refined(bands: Array, guide: Array, looks: float) -> Array:
    """`bands` (n, rows, cols) filtered in the half windows that suit `guide` (rows, cols)."""
    half = _half_window(guide)
    of_guide = _half_sums(guide, half)
    cu2 = np.float32(1 / looks)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = of_guide.total / of_guide.pixels
        variance = _half_sums(guide * guide, half).total / of_guide.pixels - mean * mean
        weight = linear_weight(squared_variation(mean, np.maximum(variance, 0)), cu2) / (1 + cu2)
        found = []
        for band in bands:
            own = of_guide if band is guide else _half_sums(band, half)
            local = own.total / own.pixels
            found.append(local + weight * (band - local))
    return np.stack(found)


def _half_window(guide: Array) -> NDArray[np.int8]:
    """Which of the eight half windows: the direction, plus 4 on the second of its SIDES."""
    centre, means = _nine_means(guide)
    steepest, direction = np.full(guide.shape, -1, np.float32), np.zeros(guide.shape, np.int8)
    nearer = np.zeros(guide.shape, bool)
    for index, (first, second) in enumerate(SIDES):
        gradient = np.abs(means[second] - means[first])
        better = gradient > steepest
        np.copyto(steepest, gradient, where=better)
        np.copyto(direction, np.int8(index), where=better)
        np.copyto(nearer, np.abs(means[second] - centre) < np.abs(means[first] - centre), where=better)
    return direction + np.int8(4) * nearer


def _nine_means(guide: Array) -> tuple[Array, dict[tuple[int, int], Array]]:
    """The central 3 x 3 mean and all nine by their offset; where one has no data, the central one stands in."""
    centre = local_mean(guide, 3)
    padded = np.pad(centre, STEP, constant_values=np.nan)
    rows, cols = guide.shape
    found = {}
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            one = padded[STEP * (1 + down) :, STEP * (1 + right) :][:rows, :cols]
            found[down, right] = np.where(np.isnan(one), centre, one)
    return centre, found


class Sums(NamedTuple):
    """Over the valid pixels of each pixel's own half window."""

    total: Array
    pixels: Array


def _half_sums(image: Array, half: NDArray[np.int8]) -> Sums:
    missing = np.isnan(image)
    filled = np.where(missing, np.float32(0), image)
    of_halves = _halves(filled)
    of_counts = counts(_halves, ~missing if missing.any() else None, image.shape, HALF)
    total, count = np.empty_like(filled), np.empty_like(filled)
    for index in range(8):
        chosen = half == index
        np.copyto(total, of_halves[index], where=chosen)
        np.copyto(count, of_counts[index], where=chosen)
    total[missing] = np.nan
    return Sums(total, count)


def _halves(filled: Array) -> Array:
    """Sums over the eight half windows, (8, rows, cols), in the order of `_half_window`.

    Built from sums along rows that begin at the window's left end or stop at its right end: a triangle takes one
    more or one fewer of them in each row. Nothing is subtracted, so no bright pixel leaves a trace outside.
    """
    rows, cols = filled.shape
    padded = np.pad(filled, HALF)
    from_left = _runs([padded[:, col : col + cols] for col in range(SIDE)])
    to_right = _runs([padded[:, col : col + cols] for col in reversed(range(SIDE))])

    def stacked(runs: list[Array], lengths: Sequence[int], first: int = 0) -> Array:
        """Row by row from the window's row `first`, the sum of so many pixels."""
        pieces = [runs[length - 1][first + row : first + row + rows] for row, length in enumerate(lengths)]
        total = pieces[0] + pieces[1]
        for piece in pieces[2:]:
            total += piece
        return total

    growing, shrinking, even, full = range(1, 8), range(7, 0, -1), [4] * 7, [7] * 4
    return np.stack(
        [
            stacked(from_left, even), stacked(from_left, growing), stacked(from_left, full, HALF),
            stacked(to_right, growing), stacked(to_right, even), stacked(to_right, shrinking),
            stacked(from_left, full), stacked(from_left, shrinking),
        ]
    )  # fmt: skip


def _runs(columns: list[Array]) -> list[Array]:
    """Sums of the first 1, 2, 3... columns."""
    found = columns[:1]
    for column in columns[1:]:
        found.append(found[-1] + column)
    return found
