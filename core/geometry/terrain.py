"""Where range circles meet the terrain, what else lies on them, and what stands between the ground and the radar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .block_fit import horner, slope
from .interface import Floats

Flags = NDArray[np.bool_]

TOLERANCE = 1e-3
"""Metres of height."""

MOST_STEPS = 60

TILE = (32, 128)
"""Rows and columns that are looked at together: small enough for little relief and for a core's cache."""

MARGIN = 2
"""Cells around the positions that a part of a patch is for."""

NARROWINGS = 6
WORTH = 0.9
"""Most rounds in which less terrain leaves less height, and the share of it up to which another one is worth it."""


@dataclass(frozen=True)
class Patch:
    """Heights at the cells of a part of a terrain model, bilinear in between."""

    heights: Floats
    """(rows, cols), metres above the ellipsoid, NaN where there is no data."""

    row: float = 0.0
    col: float = 0.0
    """Position of the first cell's centre."""

    @cached_property
    def extremes(self) -> tuple[float, float]:
        """Lowest and highest; NaN where nothing is known."""
        known = self.heights[np.isfinite(self.heights)]
        return (float(known.min()), float(known.max())) if known.size else (np.nan, np.nan)

    @cached_property
    def steepest(self) -> tuple[float, float]:
        """Most that the terrain rises from row to row and from column to column, metres; infinite beside gaps."""
        steps = [float(np.abs(np.diff(self.heights, axis=axis)).max()) for axis in (0, 1)]
        down, right = (one if np.isfinite(one) else np.inf for one in steps)
        return down, right

    def outpaced(self, rows_a_metre: Floats, cols_a_metre: Floats) -> bool:
        """A line that moves so far for each metre that it climbs climbs faster than the terrain anywhere does."""
        down, right = (float(np.nanmax(np.abs(one), initial=0.0)) for one in (rows_a_metre, cols_a_metre))
        return bool(down * self.steepest[0] + right * self.steepest[1] < 0.9)

    def around(self, rows: Floats, cols: Floats) -> Patch | None:
        """The part that positions and all between them need; None where no height is known there."""
        spans = [
            (max(int(np.nanmin(one) - first) - MARGIN, 0), min(int(np.nanmax(one) - first) + MARGIN + 2, most))
            for one, first, most in zip((rows, cols), (self.row, self.col), self.heights.shape)
        ]
        if any(stop - start < 2 for start, stop in spans):
            return None
        (top, bottom), (left, right) = spans
        part = Patch(self.heights[top:bottom, left:right], self.row + top, self.col + left)
        return part if np.isfinite(part.extremes[0]) else None

    def at(self, rows: Floats, cols: Floats) -> Floats:
        """Heights at positions; NaN outside, and beside cells without data."""
        down, right = rows - self.row, cols - self.col
        last_row, last_col = self.heights.shape[0] - 1, self.heights.shape[1] - 1
        if down.size and down.min() >= 0 and down.max() <= last_row and right.min() >= 0 and right.max() <= last_col:
            return self._between(down, right)
        inside = (down >= 0) & (down <= last_row) & (right >= 0) & (right <= last_col)
        return np.where(inside, self._between(np.where(inside, down, 0.0), np.where(inside, right, 0.0)), np.nan)

    def _between(self, down: Floats, right: Floats) -> Floats:
        """At positions counted from the first cell, all of them on the patch."""
        rows, cols = self.heights.shape
        top, left = (np.minimum(one, most - 2).astype(np.intp) for one, most in zip((down, right), (rows, cols)))
        down, right = down - top, right - left
        first = top * cols + left
        upper_left, upper_right, lower_left, lower_right = (
            self._flat.take(first + more, mode="clip") for more in (0, 1, cols, cols + 1)
        )
        upper = upper_left + right * (upper_right - upper_left)
        lower = lower_left + right * (lower_right - lower_left)
        return np.asarray(upper + down * (lower - upper))

    @cached_property
    def _flat(self) -> Floats:
        return self.heights.ravel()


class Met(NamedTuple):
    """The terrain's points on range circles."""

    height: Floats
    """Of the one nearest to the radar's track; NaN where there is none."""

    layover: Flags
    """There are others at the same range."""


@dataclass(frozen=True)
class Circles:
    """Range circles over a patch, as they rise: positions by height."""

    row: Floats
    col: Floats
    """(powers, ...): of the scaled height, see BlockFit."""

    low: float
    high: float
    """Heights between which the terrain lies, metres."""

    middle: float
    half: float
    """Scaled height = (height - middle) / half."""

    def at(self, height: Floats | float) -> tuple[Floats, Floats]:
        """Row and column."""
        scaled = (height - self.middle) / self.half
        return horner(self.row, scaled), horner(self.col, scaled)

    def part(self, tile: tuple[slice, ...]) -> Circles:
        """Some of the circles."""
        return replace(self, row=self.row[(slice(None), *tile)], col=self.col[(slice(None), *tile)])

    def rates(self, height: float) -> tuple[Floats, Floats]:
        """Rows and columns per metre of height."""
        scaled = (height - self.middle) / self.half
        return horner(slope(self.row), scaled) / self.half, horner(slope(self.col), scaled) / self.half

    def above(self, patch: Patch, height: Floats | float) -> Floats:
        """How far the terrain rises above the circle at a height."""
        return patch.at(*self.at(height)) - height


def meet(circles: Circles, patch: Patch, step: float) -> Met:
    """Where circles (rows, cols) enter the terrain from below.

    They are climbed in steps of height so small that they move by a cell at most; from each crossing of the lowest
    kind the Illinois variant of regula falsi goes on to the millimetre. Three crossings or more are layover. Circles
    that outpace the terrain everywhere cross it once, and are not climbed. Tile by tile, as the circles of a few
    hundred metres meet much less relief than those of a block.
    """
    shape = circles.row.shape[1:]
    height, layover = np.full(shape, np.nan), np.zeros(shape, bool)
    for tile in _tiles(shape):
        near = _narrowed(circles.part(tile), patch)
        if near is not None:
            height[tile], layover[tile] = _met(*near, step)
    return Met(height, layover)


def _met(circles: Circles, patch: Patch, step: float) -> Met:
    low, high = circles.low - TOLERANCE, circles.high + TOLERANCE
    once = patch.outpaced(*circles.rates(low)) and patch.outpaced(*circles.rates(high))
    count = 2 if once else max(2, int(np.ceil((high - low) / step)) + 1)
    levels = np.linspace(low, high, count)
    before = circles.above(patch, levels[0])
    start, end = np.full(before.shape, np.nan), np.full(before.shape, np.nan)
    at_start, at_end = start.copy(), end.copy()
    crossings = np.zeros(before.shape, np.int32)
    for lower, upper in zip(levels[:-1], levels[1:]):
        after = circles.above(patch, upper)
        crossed = ((before > 0) != (after > 0)) & np.isfinite(before) & np.isfinite(after)
        if crossed.any():
            first = crossed & (crossings == 0) & (before > 0)
            start[first], end[first], at_start[first], at_end[first] = lower, upper, before[first], after[first]
            crossings += crossed
        before = after
    return Met(_refined(circles, patch, start, end, at_start, at_end), crossings >= 3)


def _narrowed(circles: Circles, patch: Patch) -> tuple[Circles, Patch] | None:
    """The circles between the heights of the terrain that they pass over, and that terrain; None where it is unknown.

    Terrain beyond is not met, and the lower the terrain, the less of it lies between.
    """
    some = circles.part(tuple(slice(None, None, max(size - 1, 1)) for size in circles.row.shape[1:]))
    part, low, high = patch, circles.low, circles.high
    for _ in range(NARROWINGS):
        rows, cols = zip(*(some.at(height) for height in (low, (low + high) / 2, high)))
        near = patch.around(np.stack(rows), np.stack(cols))
        if near is None:
            return None
        part, before, (low, high) = near, (low, high), near.extremes
        if high - low > WORTH * (before[1] - before[0]):
            break
    return replace(circles, low=low, high=high), part


def shadowed(
    patch: Patch, row: Floats, col: Floats, height: Floats, toward: tuple[Floats, Floats], step: float
) -> Flags:
    """Where terrain stands between points (rows, cols) and the radar.

    `toward` is how far rows and columns move, per metre of height, on the straight line to the radar; `step` the metres
    by which the line is climbed. Its bend over the ellipsoid, 0.1 m over a kilometre, does not count.
    """
    if patch.outpaced(*toward):
        return np.zeros(np.shape(height), bool)
    return _overtopped_by_tile(patch, row, col, height, toward, step)


def folded(
    patch: Patch, row: Floats, col: Floats, height: Floats, circle: tuple[Floats, Floats], step: float
) -> Flags:
    """Where other terrain lies at the same range and azimuth time: layover.

    `circle` is how far rows and columns move, per metre of height, on the range circle, whose bend of a metre over
    a kilometre does not count. Terrain that does not fold over is above the circle on its lower side and below it
    on the upper one.
    """
    if patch.outpaced(*circle):  # upside down it is as steep, so that it need not be turned round to be told
        return np.zeros(np.shape(height), bool)
    under, down = Patch(-patch.heights, patch.row, patch.col), (-circle[0], -circle[1])
    above = _overtopped_by_tile(patch, row, col, height, circle, step)
    return above | _overtopped_by_tile(under, row, col, -height, down, step)


def _overtopped_by_tile(
    patch: Patch, row: Floats, col: Floats, height: Floats, move: tuple[Floats, Floats], step: float
) -> Flags:
    hidden = np.zeros(np.shape(height), bool)
    for tile in _tiles(hidden.shape):
        hidden[tile] = _overtopped(patch, row[tile], col[tile], height[tile], (move[0][tile], move[1][tile]), step)
    return hidden


def _overtopped(
    patch: Patch, row: Floats, col: Floats, height: Floats, move: tuple[Floats, Floats], step: float
) -> Flags:
    """Where terrain rises above lines that climb from points and move by so many rows and columns a metre."""
    hidden = np.zeros(height.shape, bool)
    if not np.isfinite(height).any():
        return hidden
    part, lowest = patch, float(np.nanmin(height))
    reach = patch.extremes[1] - lowest
    for _ in range(NARROWINGS):
        near = patch.around(np.stack([row, row + reach * move[0]]), np.stack([col, col + reach * move[1]]))
        if near is None:
            return hidden
        part, before, reach = near, reach, near.extremes[1] - lowest
        if reach > WORTH * before:
            break
    if part.outpaced(*move):
        return hidden
    for climbed in np.arange(step, reach + step, step):
        hidden |= part.at(row + climbed * move[0], col + climbed * move[1]) > height + climbed + TOLERANCE
    return hidden


def _tiles(shape: tuple[int, ...]) -> Iterator[tuple[slice, slice]]:
    """Slices that cut (rows, cols) into tiles."""
    for row in range(0, shape[0], TILE[0]):
        for col in range(0, shape[1], TILE[1]):
            yield slice(row, row + TILE[0]), slice(col, col + TILE[1])


def _refined(
    circles: Circles, patch: Patch, start: Floats, end: Floats, at_start: Floats, at_end: Floats
) -> Floats:
    found = start.copy()
    for _ in range(MOST_STEPS):
        with np.errstate(divide="ignore", invalid="ignore"):
            found = (start * at_end - end * at_start) / (at_end - at_start)
        value = circles.above(patch, found)
        value = np.where(np.isnan(value), at_start / 2, value)
        if not np.nanmax(np.where(np.isnan(found), 0.0, np.abs(value)), initial=0.0) > TOLERANCE:
            break
        same = (value > 0) == (at_end > 0)
        at_start = np.where(same, at_start / 2, at_end)
        start = np.where(same, start, end)
        end, at_end = found, value
    return found
