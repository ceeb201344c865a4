"""When a series changed: the omnibus test says whether, its factors say after which date."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from .classes import Direction
from .laws import Design, step_law
from .likelihood import Array, Omnibus, Values, direction, log_determinant, omnibus, omnibus_p_value

Flags = NDArray[np.bool_]

AT_ONCE = 8192
"""Pixels whose sums over the dates stay in a core's cache."""


class Changes(NamedTuple):
    """What `changes` finds at each pixel."""

    p_value: Array
    """Of the omnibus test over all valid dates; NaN where fewer than two are valid, and then all else is 0."""

    directions: NDArray[np.uint8]
    """(dates - 1, …): Direction of the change that is first seen at the second, third, ... date; 0 where either that
    date has no data or no earlier one has."""

    steps: Array | None
    """(dates - 1, …): p-value that the date equals those before it since the last change."""

    @property
    def number(self) -> NDArray[np.int32]:
        """Number of changes."""
        return self._changed.sum(axis=0, dtype=np.int32)

    @property
    def first(self) -> NDArray[np.int32]:
        """Number, from 2, of the date at which the first change is seen; 0 for no change."""
        changed = self._changed
        return np.where(changed.any(axis=0), np.argmax(changed, axis=0) + 2, 0).astype(np.int32)

    @property
    def last(self) -> NDArray[np.int32]:
        """The same of the last change."""
        changed = self._changed[::-1]
        return np.where(changed.any(axis=0), len(changed) + 1 - np.argmax(changed, axis=0), 0).astype(np.int32)

    def direction_at(self, date: NDArray[np.int32]) -> NDArray[np.uint8]:
        """Direction of the change seen at each pixel's date (as of `first` or `last`); none where that is 0."""
        place = np.maximum(date - 2, 0)[np.newaxis]
        found = np.take_along_axis(self.directions, place, axis=0)[0]
        none = np.where(np.isnan(self.p_value), Direction.NO_DATA, Direction.NONE)
        return np.where(date > 0, found, none).astype(np.uint8)

    @property
    def _changed(self) -> Flags:
        return (self.directions != Direction.NO_DATA) & (self.directions != Direction.NONE)


def changes(dates: Array, design: Design, significance: float, every_step: bool = False) -> Changes:
    """The sequential omnibus test on (dates, bands, rows, cols) in order of time; NaN is no data.

    Conradsen, Nielsen and Skriver, "Determining the points of change in time series of polarimetric SAR data", IEEE
    TGRS 54(5), 2016. Where the test over all dates rejects equality at `significance`, the dates are added one by one,
    and the first whose factor R_j rejects is a change. From that date on everything starts again, until the test over
    what is left rejects no more. Dates without data at a pixel are passed over. `every_step` gives `steps`.
    """
    stack = dates.reshape(*dates.shape[:2], -1)
    logs = np.stack([log_determinant(date, design) for date in stack])
    whole = omnibus(stack, logs, design)
    p_value = omnibus_p_value(whole, design)
    started = np.maximum.accumulate(np.isfinite(logs), axis=0)[:-1]
    directions = np.where(started & np.isfinite(logs[1:]), Direction.NONE, Direction.NO_DATA).astype(np.uint8)
    directions[:, np.isnan(p_value)] = Direction.NO_DATA
    steps = steady_steps(stack, logs, design) if every_step else None
    walked = p_value < significance
    if every_step:
        walked |= (whole.dates > 1) & (whole.dates < len(stack))
    chosen = np.flatnonzero(walked)
    if chosen.size:
        walk = _Walk(stack[:, :, chosen], logs[:, chosen], p_value[chosen] < significance, design, significance)
        found, found_steps = walk.run(every_step)
        directions[:, chosen] = np.where(found > 0, found, directions[:, chosen])
        if steps is not None:
            steps[:, chosen] = found_steps
    shape = dates.shape[2:]
    return Changes(
        p_value.reshape(shape),
        directions.reshape(-1, *shape),
        None if steps is None else steps.reshape(-1, *shape),
    )


def steady_steps(stack: Array, logs: Array, design: Design) -> Array:
    """P-value, (dates - 1, pixels), that each date equals those before it; NaN from the first date without data on.

    Of (dates, bands, pixels) and their log-determinants (dates, pixels), as if nothing changed at any of them.
    """
    steps = np.empty((len(stack) - 1, stack.shape[2]), np.float32)
    laws = [step_law(number, design) for number in range(2, len(stack) + 1)]
    weights = design.rows * special.xlogy(np.arange(len(stack) + 1), np.arange(len(stack) + 1))
    factor = np.float32(-2 * design.looks)
    for start in range(0, stack.shape[2], AT_ONCE):
        pixels = slice(start, start + AT_ONCE)
        total, before = stack[0, :, pixels].copy(), logs[0, pixels]
        for index, law in enumerate(laws, 1):
            total += stack[index, :, pixels]
            together = log_determinant(total, design)
            log_r = np.float32(weights[index + 1] - weights[index]) + np.float32(index) * before
            log_r += logs[index, pixels]
            log_r -= np.float32(index + 1) * together
            steps[index - 1, pixels] = law.p_value(np.maximum(factor * log_r, np.float32(0)))
            before = together
    return steps


class _Walk:
    """Pixels (bands, pixels) on their way through the dates, each with the sum of its dates since its last change."""

    def __init__(self, stack: Array, logs: Array, active: Flags, design: Design, significance: float) -> None:
        self.stack, self.logs, self.active = stack, logs, active
        """Active pixels are those of which the omnibus test over the dates that are left rejects equality."""

        self.design, self.significance = design, significance
        self.total = np.zeros(stack.shape[1:], np.float32)
        self.log_total, self.dates = np.zeros(stack.shape[2], np.float32), np.zeros(stack.shape[2], np.int32)
        self.limits = _limits(len(stack), design, significance)
        self.weights = design.rows * special.xlogy(np.arange(len(stack) + 2), np.arange(len(stack) + 2))

    def run(self, every_step: bool) -> tuple[NDArray[np.uint8], Array]:
        """Directions of change, 0 for none, and p-values of all steps, (dates - 1, pixels) each."""
        shape = (len(self.stack) - 1, self.stack.shape[2])
        found, steps = np.zeros(shape, np.uint8), np.full(shape, np.nan, np.float32)
        for index in range(len(self.stack)):
            valid = np.isfinite(self.logs[index])
            date = np.where(valid, self.stack[index], np.float32(0))
            together = self.total + date
            log_together = np.where(self.dates + valid > 0, log_determinant(together, self.design), np.float32(0))
            z = self._statistic(np.where(valid, self.logs[index], np.float32(0)), log_together)
            seen = valid & (self.dates > 0)
            changed = seen & self.active & (z > self.limits[self.dates + 1])
            if index and changed.any():
                before = self.total[:, changed] / self.dates[changed]
                found[index - 1, changed] = direction(before, date[:, changed], self.design)
            if index and every_step:
                steps[index - 1, seen] = self._p_values(z[seen], self.dates[seen] + 1)
            self.total = np.where(changed, date, together)
            self.log_total = np.where(changed, self.logs[index], log_together)
            self.dates = np.where(changed, 1, self.dates + valid).astype(np.int32)
            self._test_the_rest(index, np.flatnonzero(changed))
        return found, steps

    def _statistic(self, log_date: Array, log_together: Array) -> Values:
        """-2 ln R_j of the date that comes to the ones before it, at pixels where there are any."""
        after = self.dates + 1
        log_r = self.weights[after] - self.weights[self.dates]
        log_r += self.dates * self.log_total + log_date - after * log_together
        return np.maximum(-2 * self.design.looks * log_r, 0.0)

    def _p_values(self, z: Values, dates: NDArray[np.int32]) -> Array:
        found = np.empty(z.shape, np.float32)
        for count in np.flatnonzero(np.bincount(dates)):
            here = dates == count
            found[here] = step_law(int(count), self.design).p_value(z[here])
        return found

    def _test_the_rest(self, index: int, restarted: NDArray[np.int64]) -> None:
        """Whether there is more to find from this date on, at the pixels that start again here."""
        if not restarted.size:
            return
        rest: Omnibus = omnibus(self.stack[index:, :, restarted], self.logs[index:, restarted], self.design)
        self.active[restarted] = omnibus_p_value(rest, self.design) < self.significance


@lru_cache(maxsize=64)
def _limits(dates: int, design: Design, significance: float) -> Values:
    """The -2 ln R_j that no change exceeds with probability `significance`, by j; infinite where there is no test."""
    found = [step_law(number, design).quantile(significance) for number in range(2, dates + 1)]
    return np.array([np.inf, np.inf, *found, np.inf])

