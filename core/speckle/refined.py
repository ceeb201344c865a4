"""Lee's refined filter: half windows that end at edges."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .local import linear_weight, mean_of_bands, squared_variation
from .moments import Array, Mask, local_mean, spread

Choice = NDArray[np.uint8]

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


def _half_window(guide: Array) -> Choice:
    """Which of the eight half windows: the direction, plus 4 on the second of its SIDES."""
    centre, means = _nine_means(guide)
    gradients, nearer = [], []
    for first, second in SIDES:
        gradients.append(np.abs(means[second] - means[first]))
        nearer.append(np.abs(means[second] - centre) < np.abs(means[first] - centre))
    # The largest of four by two rounds of pairs: comparing is far faster than picking pixels by a mask.
    slanted = gradients[1] > gradients[0], gradients[3] > gradients[2]
    late = np.maximum(gradients[2], gradients[3]) > np.maximum(gradients[0], gradients[1])
    direction = _either(late, *(second.view(np.uint8) for second in slanted))
    side = _either(late, *(_either(slanted[pair], *nearer[2 * pair : 2 * pair + 2]) for pair in (0, 1)))
    return np.asarray(direction + np.uint8(2) * late + np.uint8(4) * side)


def _either(condition: Mask, no: Choice | Mask, yes: Choice | Mask) -> Choice:
    """`yes` where the condition holds, else `no`, both 0 or 1."""
    return np.asarray((condition & yes) | (~condition & no), np.uint8) & np.uint8(1)


def _nine_means(guide: Array) -> tuple[Array, dict[tuple[int, int], Array]]:
    """The central 3 x 3 mean and all nine by their offset; where one has no data, the central one stands in."""
    centre = local_mean(guide, 3)
    gaps = bool(np.isnan(centre).any())
    found = {}
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            one = centre.copy()
            to, source = zip(*(_shifted(length, STEP * by) for length, by in zip(guide.shape, (down, right))))
            one[to] = centre[source]
            found[down, right] = np.where(np.isnan(one), centre, one) if gaps else one
    return centre, found


def _shifted(length: int, by: int) -> tuple[slice, slice]:
    """Of a line, the pixels that have a neighbour so far on, and those neighbours."""
    return slice(max(-by, 0), max(length - max(by, 0), 0)), slice(max(by, 0), max(length + min(by, 0), 0))


class Sums(NamedTuple):
    """Over the valid pixels of each pixel's own half window."""

    total: Array
    pixels: Array


def _half_sums(image: Array, half: Choice) -> Sums:
    missing = np.isnan(image)
    if not missing.any():
        return Sums(_picked(_halves(image), half), _whole_counts(half))
    total = _picked(_halves(np.where(missing, np.float32(0), image)), half)
    total[missing] = np.nan
    return Sums(total, _picked(_halves((~missing).astype(np.float32)), half))


def _picked(of_halves: Array, half: Choice) -> Array:
    """From (8, rows, cols) each pixel's own."""
    place = half.reshape(-1).astype(np.int64) * half.size
    place += np.arange(half.size)
    found: Array = of_halves.reshape(-1).take(place).reshape(half.shape)
    return found


def _whole_counts(half: Choice) -> Array:
    """Pixels in each pixel's half window where all have data: fewer near the border."""
    inside = [min(length, SIDE) for length in half.shape]
    small = _halves(np.ones(inside, np.float32))
    found = np.full(half.shape, np.float32(SIDE * (HALF + 1)))
    rows, cols = (spread(length, HALF) for length in half.shape)
    for edge in _frame(half.shape):
        row, col = rows[edge[0]], cols[edge[1]]
        found[edge] = small[half[edge], row[:, np.newaxis], col]
    return found


def _frame(shape: tuple[int, ...]) -> list[tuple[slice, slice]]:
    """The strips along the four borders."""
    whole, first, last = slice(None), slice(0, HALF), slice(-HALF, None)
    return [(first, whole), (last, whole), (whole, first), (whole, last)]


def _halves(filled: Array) -> Array:
    """Sums over the eight half windows, (8, rows, cols), in the order of `_half_window`.

    Built from sums along rows that begin at the window's left end or stop at its right end: a triangle takes one
    more or one fewer of them in each row. Nothing is subtracted, so no bright pixel leaves a trace outside.
    """
    rows, cols = filled.shape
    padded = np.pad(filled, HALF)
    from_left = _runs([padded[:, col : col + cols] for col in range(SIDE)])
    to_right = _runs([padded[:, col : col + cols] for col in reversed(range(SIDE))])
    growing, shrinking, even, full = range(1, 8), range(7, 0, -1), [4] * 7, [7] * 4
    found = np.empty((8, rows, cols), np.float32)
    # Runs, how many pixels of them row by row, and the window's row where they begin.
    for total, (runs, lengths, first) in zip(found, (
        (from_left, even, 0), (from_left, growing, 0), (from_left, full, HALF), (to_right, growing, 0),
        (to_right, even, 0), (to_right, shrinking, 0), (from_left, full, 0), (from_left, shrinking, 0),
    )):  # fmt: skip
        pieces = [runs[length - 1][first + row : first + row + rows] for row, length in enumerate(lengths)]
        np.add(pieces[0], pieces[1], out=total)
        for piece in pieces[2:]:
            total += piece
    return found


def _runs(columns: list[Array]) -> list[Array]:
    """Sums of the first 1, 2, 3... columns."""
    found = columns[:1]
    for column in columns[1:]:
        found.append(found[-1] + column)
    return found
