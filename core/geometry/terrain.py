"""Where range circles meet the terrain, what else lies on them, and what stands between the ground and the radar."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Patch:
    """Heights at the cells of a part of a terrain model, bilinear in between."""

    heights: Floats
    """(rows, cols), metres above the ellipsoid, NaN where there is no data."""

    row: float = 0.0
    col: float = 0.0
    """Position of the first cell's centre."""

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

    def at(self, rows: Floats, cols: Floats) -> Floats:
        """Heights at positions; NaN outside, and beside cells without data."""
        down, right = rows - self.row, cols - self.col
        last_row, last_col = self.heights.shape[0] - 1, self.heights.shape[1] - 1
        inside = (down >= 0) & (down <= last_row) & (right >= 0) & (right <= last_col)
        top = np.where(inside, np.minimum(down, last_row - 1), 0).astype(np.intp)
        left = np.where(inside, np.minimum(right, last_col - 1), 0).astype(np.intp)
        down, right = down - top, right - left
        flat, first = self.heights.ravel(), top * self.heights.shape[1] + left
        upper = flat[first] + right * (flat[first + 1] - flat[first])
        first += self.heights.shape[1]
        lower = flat[first] + right * (flat[first + 1] - flat[first])
        return np.where(inside, upper + down * (lower - upper), np.nan)


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

    def rates(self, height: float) -> tuple[Floats, Floats]:
        """Rows and columns per metre of height."""
        scaled = (height - self.middle) / self.half
        return horner(slope(self.row), scaled) / self.half, horner(slope(self.col), scaled) / self.half

    def above(self, patch: Patch, height: Floats | float) -> Floats:
        """How far the terrain rises above the circle at a height."""
        return patch.at(*self.at(height)) - height


def meet(circles: Circles, patch: Patch, step: float) -> Met:
    """Where circles enter the terrain from below.

    They are climbed in steps of height so small that they move by a cell at most; from each crossing of the lowest
    kind the Illinois variant of regula falsi goes on to the millimetre. Three crossings or more are layover. Circles
    that outpace the terrain everywhere cross it once, and are not climbed.
    """
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
        first = crossed & (crossings == 0) & (before > 0)
        start[first], end[first], at_start[first], at_end[first] = lower, upper, before[first], after[first]
        crossings += crossed
        before = after
    return Met(_refined(circles, patch, start, end, at_start, at_end), crossings >= 3)


def shadowed(
    patch: Patch, row: Floats, col: Floats, height: Floats, toward: tuple[Floats, Floats], step: float
) -> Flags:
    """Where terrain stands between points and the radar.

    `toward` is how far rows and columns move, per metre of height, on the straight line to the radar; `step` the metres
    by which the line is climbed. Its bend over the ellipsoid, 0.1 m over a kilometre, does not count.
    """
    hidden = np.zeros(np.shape(height), bool)
    if patch.outpaced(*toward):
        return hidden
    top = float(np.nanmax(patch.heights))
    lowest = float(np.nanmin(height)) if np.isfinite(height).any() else top
    for climbed in np.arange(step, top - lowest + step, step):
        hidden |= patch.at(row + climbed * toward[0], col + climbed * toward[1]) > height + climbed + TOLERANCE
    return hidden


def folded(
    patch: Patch, row: Floats, col: Floats, height: Floats, circle: tuple[Floats, Floats], step: float
) -> Flags:
    """Where other terrain lies at the same range and azimuth time: layover.

    `circle` is how far rows and columns move, per metre of height, on the range circle, whose bend of a metre over
    a kilometre does not count. Terrain that does not fold over is above the circle on its lower side and below it
    on the upper one.
    """
    found = np.zeros(np.shape(height), bool)
    top, bottom = float(np.nanmax(patch.heights)), float(np.nanmin(patch.heights))
    if patch.outpaced(*circle) or not np.isfinite(height).any():
        return found
    highest, lowest = float(np.nanmax(height)), float(np.nanmin(height))
    for climbed in np.arange(step, top - lowest + step, step):
        found |= patch.at(row + climbed * circle[0], col + climbed * circle[1]) > height + climbed + TOLERANCE
    for sunk in np.arange(step, highest - bottom + step, step):
        found |= patch.at(row - sunk * circle[0], col - sunk * circle[1]) < height - sunk - TOLERANCE
    return found


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
