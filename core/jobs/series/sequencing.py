"""Changes in a series of dates: whether, when, how often and in which direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk, watched
from ...change import Direction
from ...change.discovery import PValues, benjamini_hochberg
from ...change.laws import Design, omnibus_law, step_law
from ...change.reactiv import reactiv
from ...change.sequence import changes
from ...errors import InputError, OutputError
from ...outputs import Outputs
from ...raster import Layout
from ..opening import AUTOMATIC, SCALES, Array, Log, check_choice, check_looks, unsaid
from .dated import MATRICES, DatedSeries, open_dated
from .files import MAKERS, SeriesCounts, SeriesFiles, SeriesTargets
from .report import series_report

RULES = {
    "significance": "each test is made at the given level of significance",
    "discovery": "the level is chosen so that the given share of the pixels called changed may be wrong "
    "(Benjamini and Hochberg 1995)",
}

PIXELS_AT_ONCE = 4 * 1024 * 1024
"""Over all dates and bands of a block, so that memory does not grow with the number of dates."""

BRIGHTEST = 0.98
"""Share of the pixels whose greatest amplitude is not white in the picture of the series."""

LOWEST_LEVEL = 1e-40
"""Stands for a level of 0, at which nothing is called changed."""


@dataclass(frozen=True)
class SeriesOptions:
    """Parameters of `change_series` with their defaults."""

    matrix: str = "bands"
    """What the bands are, one of MATRICES."""

    looks: float = 0.0
    """Equivalent number of looks of each date; 0 means that they are estimated."""

    rule: str = "significance"
    """How the level of the tests is chosen, one of RULES."""

    significance: float = 0.001
    """Share of the unchanged pixels that may be called changed, by each test."""

    discovery_rate: float = 0.05
    """Share of the pixels called changed that may be wrong."""

    dates: str = ""
    """A CSV file with lines 'name, date' for rasters (or bands) that do not tell their date."""

    bands: tuple[int, ...] = ()
    """Counted from 1; none means all."""

    scale: str = AUTOMATIC
    """What the values mean, one of SCALES."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no rasters could make right."""
        check_choice("kind of bands", self.matrix, MATRICES)
        check_choice("rule", self.rule, RULES)
        check_choice("scale", self.scale, SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        check_looks(self.looks)
        for name, value in (("significance", self.significance), ("false discovery rate", self.discovery_rate)):
            if not 0 < value < 1:
                raise InputError(f"The {name} is {value:g}: choose one between 0 and 1, such as 0.01.")


@dataclass(frozen=True)
class SeriesSummary:
    """What a run found out. Areas are on the ellipsoid; NaN without a CRS."""

    dates: int
    names: tuple[str, ...]
    looks: float
    level: float
    """Significance of each test, as given or as the false discovery rate asks for."""

    valid_share: float
    """Share of the pixels with at least two valid dates."""

    changed_share: float
    """Share of those that changed at least once."""

    changed_ha: float
    intervals: tuple[tuple[int, int, int], ...] = field(repr=False)
    """Pixels that decreased, increased, and changed in mixed direction, per date from the second."""

    busiest: str
    """The date at which most changes are seen; empty where nothing changed."""


def change_series(
    sources: Sequence[str],
    files: SeriesFiles,
    options: SeriesOptions = SeriesOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> SeriesSummary:
    """Test a series for changes (`change.sequence.changes`), block by block. See SeriesFiles for what is written.

    Dates are put in order of time and brought onto the grid of the first raster that was given. Raises InputError,
    OutputError or Cancelled; then there are no outputs.
    """
    options.check()
    if not any(asdict(files).values()):
        raise OutputError("Nothing is to be written: choose at least one output.")
    series = open_dated(sources, options.dates, options.matrix, options.scale, options.bands, log, progress)
    with Outputs(sources) as outputs:
        outputs.close_on_exit(series.close)
        looks = options.looks or series.looks(lambda samples: watched(samples, progress, 0.01))
        if not options.looks:
            log(f"Number of looks: {looks:.2f} (estimated).")
        design = series.design(looks)
        _tabulate(len(series.moments), design)
        parameters = {"inputs": [one.image.raster.name for one in series.series.dates], **asdict(options)}
        targets = SeriesTargets(outputs, files, series, {**parameters, "order": series.names}, Layout(options.layout))
        level = _level(series, design, options, stage(progress, 0.02, 0.3), log)
        picture = _picture(series, looks, stage(progress, 0.3, 0.32)) if files.reactiv else None
        counts = SeriesCounts(series.grid, len(series.moments) - 1)
        _walk(series, design, level, targets, counts, picture, stage(progress, 0.32, 0.9))
        if not counts.valid:
            raise InputError("No pixel has data on two dates: choose dates whose valid pixels overlap.")
        summary = _summary(series, looks, level, counts)
        targets.finish(stage(progress, 0.9, 0.99))
        targets.write_report(lambda parameters: series_report(series.bands, parameters, summary))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return summary


def _tabulate(dates: int, design: Design) -> None:
    """Have every law ready before threads ask for it."""
    for number in range(2, dates + 1):
        omnibus_law(number, design)
        step_law(number, design)


def _level(series: DatedSeries, design: Design, options: SeriesOptions, progress: Progress, log: Log) -> float:
    """The significance of the tests."""
    if options.rule == "significance":
        return options.significance
    found = PValues()

    def compute(*dates: Array) -> Array:
        return changes(np.stack(dates), design, 0.0).p_value[np.newaxis]

    block = series.block(PIXELS_AT_ONCE)
    walk(series.grid.shape, series.moments, compute, [found], block=block, progress=progress)
    level = benjamini_hochberg(found, options.discovery_rate)
    log(
        f"For a false discovery rate of {options.discovery_rate:g} the level of significance is {level:.3g}."
        if level
        else f"At a false discovery rate of {options.discovery_rate:g} nothing may be called changed."
    )
    return max(level, LOWEST_LEVEL)


Picture = Callable[[Array], NDArray[np.uint8]]


def _picture(series: DatedSeries, looks: float, progress: Progress) -> Picture:
    """REACTIV with the brightness of the whole raster."""
    diagonal = series.intensities
    greatest = []
    for window in watched(series.series.sample_windows(), progress, 0.5):
        dates = np.stack([moment.read(window) for moment in series.moments])[:, diagonal]
        greatest.append(np.sqrt(np.where(np.isfinite(dates), dates, 0).max(axis=0)).reshape(len(diagonal), -1))
    brightest = np.array([np.quantile(band[band > 0], BRIGHTEST) for band in np.concatenate(greatest, axis=1)])
    times = np.array(series.times)
    return lambda dates: reactiv(dates[:, diagonal], times, looks, brightest)


def _walk(
    series: DatedSeries,
    design: Design,
    level: float,
    targets: SeriesTargets,
    counts: SeriesCounts,
    picture: Picture | None,
    progress: Progress,
) -> None:
    names = [name for name in targets.rasters if name in MAKERS]

    def compute(*dates: Array) -> tuple[NDArray[Any], ...]:
        stack = np.stack(dates)
        found = changes(stack, design, level, every_step="significances" in names)
        made = [MAKERS[name](found) for name in names]
        return (found.directions, *made, *([picture(stack)] if picture else []))

    kept = [targets.rasters[name] for name in (*names, *(["reactiv"] if picture else []))]
    walk(
        series.grid.shape, series.moments, compute, [counts, *kept],
        block=series.block(PIXELS_AT_ONCE), progress=progress,
    )  # fmt: skip


def _summary(series: DatedSeries, looks: float, level: float, counts: SeriesCounts) -> SeriesSummary:
    decrease, increase, mixed = (
        counts.pixels[:, one].tolist() for one in (Direction.DECREASE, Direction.INCREASE, Direction.MIXED)
    )
    intervals = tuple(zip(decrease, increase, mixed))
    each = [sum(line) for line in intervals]
    rows, cols = series.grid.shape
    return SeriesSummary(
        dates=len(series.moments),
        names=tuple(series.names),
        looks=looks,
        level=level,
        valid_share=counts.valid / (rows * cols),
        changed_share=counts.changed / max(counts.valid, 1),
        changed_ha=counts.hectares,
        intervals=intervals,
        busiest=series.names[1 + int(np.argmax(each))] if any(each) else "",
    )
