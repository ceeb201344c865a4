"""The files of a test for changes in a series."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, stage
from ...change import Direction
from ...change.sequence import Changes
from ...errors import InputError
from ...grid import Grid, Window
from ...outputs import Outputs
from ...raster import Content, Layout, RasterTarget
from ..change.files import REPORT_SUFFIXES
from ..opening import Array
from ..targets import reserved
from .dated import DatedSeries

ID = "aurorasar:changeseries"


@dataclass(frozen=True)
class SeriesFiles:
    """Where the results go; None leaves one out."""

    number: str | None = None
    """How often each pixel changed; -1 no data."""

    first: str | None = None
    """Number of the date at which the first change is seen, from 2; 0 none."""

    last: str | None = None
    """Number of the date at which the last change is seen; 0 none."""

    direction: str | None = None
    """Of the last and of the first change: a Direction each."""

    p_value: str | None = None
    """Of no change at all, over all dates."""

    intervals: str | None = None
    """A band with the Direction of change per date from the second."""

    significances: str | None = None
    """A band with the p-value of the change per date from the second."""

    reactiv: str | None = None
    """REACTIV's colours of when and how much each pixel varied: red, green, blue."""

    report: str | None = None
    """A page with the dates, the result and all parameters (.html)."""


class SeriesCounts:
    """Pixels and hectares per direction and date, as a Target of `walk`."""

    def __init__(self, grid: Grid, intervals: int) -> None:
        self._grid = grid
        self.pixels = np.zeros((intervals, len(Direction)), np.int64)
        self.valid = self.changed = 0
        self.hectares = 0.0

    def write(self, window: Window, values: NDArray[np.uint8]) -> None:
        for interval, layer in enumerate(values):
            self.pixels[interval] += np.bincount(layer.ravel(), minlength=len(Direction))
        changed = (values != Direction.NO_DATA) & (values != Direction.NONE)
        pixels = int(np.count_nonzero(changed.any(axis=0)))
        self.changed += pixels
        self.valid += int(np.count_nonzero(values.any(axis=0)))
        self.hectares += pixels * self._grid.area(window) / values[0].size / 1e4


@dataclass(frozen=True)
class Form:
    """What a raster of the run looks like."""

    names: Callable[[Sequence[str]], list[str]]
    """Band names from the names of the dates."""

    dtype: Any = np.int32
    nodata: float = 0
    categorical: bool = True


def _number(found: Changes) -> NDArray[np.int32]:
    return np.where(np.isnan(found.p_value), np.int32(-1), found.number)


def _direction(found: Changes) -> NDArray[np.uint8]:
    return np.stack([found.direction_at(found.last), found.direction_at(found.first)])


def _steps(found: Changes) -> Array:
    if found.steps is None:
        raise InputError("The steps' p-values were not computed.")
    return found.steps


def _pairs(names: Sequence[str]) -> list[str]:
    return [f"{before} to {after}" for before, after in zip(names, names[1:])]


CODES = "1 decrease, 2 none, 3 increase, 4 mixed"
FORMS = {
    "number": Form(lambda names: ["Number of changes"], nodata=-1),
    "first": Form(lambda names: ["Number of the date of the first change"]),
    "last": Form(lambda names: ["Number of the date of the last change"]),
    "direction": Form(
        lambda names: [f"Direction of the {which} change: {CODES}" for which in ("last", "first")], np.uint8
    ),
    "p_value": Form(lambda names: ["p-value of no change at all"], np.float32, float("nan"), False),
    "intervals": Form(_pairs, np.uint8),
    "significances": Form(_pairs, np.float32, float("nan"), False),
    "reactiv": Form(lambda names: ["Red", "Green", "Blue"], np.uint8, 0, False),
}
MAKERS: dict[str, Callable[[Changes], NDArray[Any]]] = {
    "number": _number,
    "first": lambda found: found.first,
    "last": lambda found: found.last,
    "direction": _direction,
    "p_value": lambda found: found.p_value,
    "intervals": lambda found: found.directions,
    "significances": _steps,
}
"""All but the picture, which is made of the backscatter."""


class SeriesTargets:
    """The part files of one run, all reserved before the work begins."""

    def __init__(
        self, outputs: Outputs, files: SeriesFiles, series: DatedSeries, parameters: Mapping[str, Any], layout: Layout
    ) -> None:
        self._parameters = parameters
        self.rasters: dict[str, RasterTarget] = {}
        for name, form in FORMS.items():
            path = getattr(files, name)
            if path:
                content = Content(
                    series.grid, form.names(series.names), form.dtype, form.nodata,
                    categorical=form.categorical, algorithm=ID, parameters=parameters,
                    ground_control=series.series.first.raster.ground_control(),
                )  # fmt: skip
                self.rasters[name] = reserved(outputs, path, content, layout)
        self._report = outputs.reserve(files.report, REPORT_SUFFIXES) if files.report else None

    def finish(self, progress: Progress) -> None:
        for index, target in enumerate(self.rasters.values()):
            target.finish(stage(progress, index / len(self.rasters), (index + 1) / len(self.rasters)))

    def write_report(self, make: Callable[[Mapping[str, Any]], str]) -> None:
        if self._report is not None:
            self._report.write_text(make(self._parameters), encoding="utf-8")
