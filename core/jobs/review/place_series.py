"""The backscatter of a place along a series of dates, and where it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, watched
from ...change import Direction, log_ratio
from ...change.evidence import interval_db
from ...change.sequence import changes
from ...errors import InputError
from ...grid import Grid, Window
from ...speckle import boxcar, correlation, independent_pixels, intensity_correlation
from ..change.detecting import CORRELATION_REACH
from ..opening import AUTOMATIC, Array, Log
from ..series.dated import DatedSeries, open_dated


@dataclass(frozen=True)
class BandSeries:
    """One polarisation over the dates, in dB; NaN for a date without data."""

    name: str
    db: tuple[float, ...]
    low_db: tuple[float, ...]
    """From here to `high_db` the backscatter lies with 95 % confidence (`change.evidence.interval_db`)."""

    high_db: tuple[float, ...]


@dataclass(frozen=True)
class SeriesAtPlace:
    """A place along a series."""

    dates: tuple[str, ...]
    times: tuple[float, ...]
    """From 0 for the first date to 1 for the last."""

    bands: tuple[BandSeries, ...]
    changes: tuple[str, ...]
    """Per date what is first seen there: decrease, increase, mixed, or empty."""

    p_value: float
    """That nothing changed over all dates."""

    looks: float
    """Of the means."""


@dataclass(frozen=True)
class PlaceSeries:
    """A series to be looked at in one place."""

    paths: tuple[str, ...]
    dates: str
    window: int
    looks: float
    significance: float

    def at(self, pixel: Callable[[Grid, str], Window], progress: Progress, log: Log) -> SeriesAtPlace:
        """Means around the pixel on every date, tested one after the other (`change.sequence.changes`)."""
        series = open_dated(self.paths, self.dates, "bands", AUTOMATIC, (), log, progress)
        try:
            return self._seen(series, pixel(series.grid, "the series"), progress)
        finally:
            series.close()

    def _seen(self, series: DatedSeries, at: Window, progress: Progress) -> SeriesAtPlace:
        looks = self.looks or series.looks(lambda samples: watched(samples, progress, 0.3))
        averaged = averaged_looks(_log_ratios(series, progress), looks, self.window)
        around = at.grown(self.window // 2, series.grid.shape)
        here = at.inside(around)
        means = []
        for index, moment in enumerate(series.moments):
            check_cancelled(progress, 0.6 + 0.4 * index / len(series.moments))
            values = boxcar(moment.read(around), self.window)
            means.append(values[(slice(None), *here)])
        stack = np.stack(means)
        if np.isfinite(stack).all(axis=1).sum() < 2:
            raise InputError("The series has data of fewer than two dates at the place: choose another one.")
        found = changes(stack, series.design(averaged), self.significance)
        return SeriesAtPlace(
            tuple(series.names), tuple(series.times),
            tuple(_band(name, stack[:, index, 0, 0], averaged) for index, name in enumerate(series.bands)),
            ("", *(_word(int(one)) for one in found.directions[:, 0, 0])), float(found.p_value[0, 0]), averaged,
        )  # fmt: skip


def averaged_looks(log_ratios: Iterable[Array], looks: float, window: int) -> float:
    """Looks of a mean over window x window pixels, with the spatial correlation of speckle that log-ratios show."""
    correlated = correlation(log_ratios, CORRELATION_REACH)
    return looks * independent_pixels(window, intensity_correlation(correlated, looks))


def _log_ratios(series: DatedSeries, progress: Progress) -> Iterator[Array]:
    """Of the first and the last date, windows spread over the raster."""
    first, last = series.moments[0], series.moments[-1]
    for window in watched(series.series.sample_windows(), progress, 0.5):
        yield log_ratio(first.read(window), last.read(window))


def _band(name: str, intensities: NDArray[np.float32], looks: float) -> BandSeries:
    decibels = np.asarray(10 * np.log10(intensities), np.float64)
    low, high = interval_db(decibels, looks)
    return BandSeries(name, *(tuple(float(one) for one in values) for values in (decibels, low, high)))


def _word(direction: int) -> str:
    silent = (Direction.NO_DATA, Direction.NONE)
    return "" if direction in silent else Direction(direction).name.lower()
