"""Despeckle a series of dates together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...blocks import BLOCK, Progress, check_cancelled, stage, unheard, walk, watched
from ...errors import OutputError
from ...grid import Window
from ...outputs import Outputs
from ...raster import Content, Layout, RasterTarget
from ...scale import Scale
from ...speckle import Settings, estimate_looks
from ...speckle.moments import check_window
from ...speckle.temporal import Covariance, expected_looks, mean_ratio, quegan_yu, super_image
from ..opening import AUTOMATIC, SCALES, Array, Log, check_choice, check_looks, input_looks, unsaid
from ..series.dates import Date, Series, open_series
from ..targets import reserved
from .despeckling import OUTPUT_SCALES, SAME
from .filtering import NO_FILTER, BoundFilter, bind, check_filter

METHODS = {
    "quegan_yu": "Quegan and Yu 2001, all dates with the same weight",
    "quegan_yu_optimal": "Quegan and Yu 2001 with optimal weights, for dates that are correlated or of different looks",
    "rabasar": "RABASAR (Zhao et al. 2019): the ratio of each date to the mean of all is filtered",
}
PIXELS_AT_ONCE = 16 * 1024 * 1024
"""Over all dates and bands of a block, so that memory does not grow with the number of dates."""

SMALLEST_BLOCK = 32


@dataclass(frozen=True)
class StackOptions:
    """Parameters of `despeckle_stack` with their defaults."""

    method: str = "rabasar"
    """One of METHODS."""

    window: int = 7
    """Of the local mean of Quegan and Yu, and of the filters that have one."""

    filter: str = "lee"
    """RABASAR's for the ratio images, one of FILTERS."""

    super_filter: str = "lee"
    """RABASAR's for the mean of all dates, one of FILTERS, or 'none'."""

    looks: float = 0.0
    """Equivalent number of looks of each date; 0 means that they are estimated."""

    scale: str = AUTOMATIC
    """What the values mean, one of SCALES."""

    output_scale: str = SAME
    """Of the outputs, one of OUTPUT_SCALES."""

    bands: tuple[int, ...] = ()
    """Counted from 1; none means all."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no rasters could make right."""
        check_choice("method", self.method, METHODS)
        check_choice("scale", self.scale, SCALES)
        check_choice("output scale", self.output_scale, OUTPUT_SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        check_looks(self.looks)
        check_window(self.window)
        check_filter(self.filter, Settings(self.window))
        if self.super_filter != NO_FILTER:
            check_filter(self.super_filter, Settings(self.window))


@dataclass(frozen=True)
class StackFiles:
    """Where the results go: one raster with all dates as bands, a folder with one raster per date, or both."""

    output: str | None = None
    """A raster with all dates as bands (.tif)."""

    folder: str | None = None
    """For one raster per date."""


@dataclass(frozen=True)
class StackSummary:
    """What a run found out."""

    dates: int
    looks: float
    looks_after: float
    """Estimated on the first date after filtering."""

    looks_expected: float
    """By theory on homogeneous ground with independent pixels and dates; NaN for RABASAR."""

    files: tuple[str, ...]


def despeckle_stack(
    sources: Sequence[str],
    files: StackFiles,
    options: StackOptions = StackOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> StackSummary:
    """Filter all dates, each on the grid of the first. Memory grows with neither the rasters nor their number.

    Raises InputError, OutputError, DependencyError or Cancelled; then there are no outputs.
    """
    options.check()
    if not files.output and not files.folder:
        raise OutputError("Nothing is to be written: choose an output raster, an output folder, or both.")
    series = open_series(sources, options.scale, options.bands, log, progress)
    with Outputs(sources) as outputs:
        outputs.close_on_exit(series.close)
        targets = _Targets(outputs, files, series, options)
        images = [date.image for date in series.dates]
        looks = input_looks(options.looks, images, log, stage(progress, 0.0, 0.02))
        common = _Common(outputs, targets.beside, series)
        if options.method == "rabasar":
            _rabasar(series, common, targets, options, looks, log, progress)
        else:
            _quegan_yu(series, common, targets, options, progress)
        looks_after = estimate_looks(targets.samples(series))
        targets.finish(stage(progress, 0.9, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    theory = expected_looks(looks, len(series.dates), options.window**2)
    expected = float("nan") if options.method == "rabasar" else theory
    return StackSummary(len(series.dates), looks, looks_after, expected, targets.names)


def _quegan_yu(series: Series, common: _Common, targets: _Targets, options: StackOptions, progress: Progress) -> None:
    weights, window = None, options.window
    check_window(window, series.grid.shape)
    if options.method == "quegan_yu_optimal":
        covariance = Covariance(len(series.bands), len(series.dates))
        for place in watched(series.sample_windows(), progress, 0.03):
            covariance.add([date.read(place) for date in series.dates], window)
        weights = covariance.optimal_weights()
    ratio = common.made(
        "ratio", lambda *dates: mean_ratio(dates, window, weights), window // 2, stage(progress, 0.03, 0.4)
    )
    for date, part in _each(series, progress, 0.4, 0.9):
        targets.walk(date, ratio, lambda image, shared: quegan_yu(image, shared, window), window // 2, None, part)


def _rabasar(
    series: Series,
    common: _Common,
    targets: _Targets,
    options: StackOptions,
    looks: float,
    log: Log,
    progress: Progress,
) -> None:
    settings = Settings(options.window, looks)
    mean = common.made("mean", lambda *dates: super_image(dates), 0, stage(progress, 0.03, 0.25))
    if options.super_filter != NO_FILTER:
        looks_of_mean = min(
            estimate_looks(mean.read(place) for place in series.sample_windows()), looks * len(series.dates)
        )
        log(f"Number of looks of the mean of all dates: {looks_of_mean:.1f}.")
        mean = common.filtered(mean, options, looks_of_mean, stage(progress, 0.25, 0.4))
    for date, part in _each(series, progress, 0.4, 0.9):
        samples = (_over(date.read(place), mean.read(place)) for place in series.sample_windows())
        chosen = bind(options.filter, settings, series.grid.shape, date.image.raster.block, samples)

        def compute(image: Array, shared: Array, chosen: BoundFilter = chosen) -> Array:
            return chosen(_over(image, shared)) * shared

        targets.walk(date, mean, compute, chosen.halo, chosen.block, part)


def _over(image: Array, mean: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = image / mean
    return np.where(np.isfinite(ratio), ratio, np.float32(np.nan))


def _each(series: Series, progress: Progress, start: float, end: float) -> Iterator[tuple[Date, Progress]]:
    """The dates, each with its part of the progress."""
    step = (end - start) / len(series.dates)
    for index, date in enumerate(series.dates):
        yield date, stage(progress, start + index * step, start + (index + 1) * step)


class _Common:
    """Rasters that all dates have in common, in files that the run removes."""

    def __init__(self, outputs: Outputs, beside: Path, series: Series) -> None:
        self._outputs, self._beside, self._series = outputs, beside, series

    def made(self, name: str, compute: Any, halo: int, progress: Progress) -> RasterTarget:
        """What `compute` makes of all dates."""
        series, target = self._series, self._target(name)
        walk(series.grid.shape, series.dates, compute, [target], halo=halo, block=self._block(), progress=progress)
        return target

    def filtered(self, source: RasterTarget, options: StackOptions, looks: float, progress: Progress) -> RasterTarget:
        series, target = self._series, self._target("filtered")
        samples = (source.read(place) for place in series.sample_windows())
        chosen = bind(
            options.super_filter, Settings(options.window, looks), series.grid.shape, series.first.raster.block, samples
        )
        walk(series.grid.shape, [source], chosen, [target], halo=chosen.halo, block=chosen.block, progress=progress)
        return target

    def _block(self) -> tuple[int, int]:
        pixels = PIXELS_AT_ONCE // (len(self._series.dates) * len(self._series.bands))
        rows, cols = BLOCK
        while rows * cols > pixels and cols > SMALLEST_BLOCK:
            rows, cols = max(rows // 2, SMALLEST_BLOCK), cols // 2
        return rows, cols

    def _target(self, name: str) -> RasterTarget:
        content = Content(self._series.grid, [f"{name} {band}" for band in self._series.bands])
        part = self._outputs.scratch(self._beside, name, ".tif", content.bytes)
        target = RasterTarget(part, content, Layout.PLAIN)
        self._outputs.close_on_exit(target.abandon)
        return target


class _Part:
    """The bands of one date in the raster of all dates, as a Target of `walk`."""

    def __init__(self, target: RasterTarget, first: int) -> None:
        self._target, self._first = target, first

    def write(self, window: Window, values: Array) -> None:
        self._target.write(window, values, self._first)


class _Targets:
    """The output rasters, all reserved before the work begins."""

    def __init__(self, outputs: Outputs, files: StackFiles, series: Series, options: StackOptions) -> None:
        self._layout = Layout(options.layout)
        self._scale = series.first.scale if options.output_scale == SAME else Scale(options.output_scale)
        self._same = options.output_scale == SAME
        self._parameters = {"inputs": [date.image.raster.name for date in series.dates], **asdict(options)}
        self._whole: RasterTarget | None = None
        self._single: list[RasterTarget] = []
        self._series = series
        named = [f"{date.name} {band}".strip() for date in series.dates for band in series.bands]
        if files.output:
            self._whole = self._reserved(outputs, files.output, named)
        if files.folder:
            _make_folder(Path(files.folder))
            for date in series.dates:
                path = Path(files.folder) / f"{_safe(date.name)}.tif"
                self._single.append(self._reserved(outputs, str(path), [band or date.name for band in series.bands]))
        everything = [*([self._whole] if self._whole else []), *self._single]
        self._all = everything
        self.beside = everything[0].part
        self.names = tuple(outputs.finals())

    def _reserved(self, outputs: Outputs, path: str, names: Sequence[str]) -> RasterTarget:
        content = Content(
            self._series.grid, names, unit=self._scale.unit, algorithm="aurorasar:despecklestack",
            parameters=self._parameters, ground_control=self._series.first.raster.ground_control(),
        )  # fmt: skip
        return reserved(outputs, path, content, self._layout)

    def walk(
        self,
        date: Date,
        shared: RasterTarget,
        compute: Any,
        halo: int,
        block: tuple[int, int] | None,
        progress: Progress,
    ) -> None:
        """Filter one date, with what all have in common, into its places."""
        index = self._series.dates.index(date)
        parts: list[Any] = [_Part(self._whole, index * len(self._series.bands))] if self._whole else []
        parts += self._single[index : index + 1]
        convert = date.image.from_intensity if self._same else self._scale.from_intensity

        def converted(*arrays: Array) -> tuple[Array, ...]:
            return (convert(compute(*arrays)),) * len(parts)

        walk(
            self._series.grid.shape, [date, shared], converted, parts,
            halo=halo, block=block or date.image.raster.block, progress=progress,
        )  # fmt: skip

    def samples(self, series: Series) -> Iterator[Array]:
        """The first date after filtering, as intensity."""
        target, bands = self._all[0], len(series.bands)
        back = series.first.to_intensity if self._same else self._scale.to_intensity
        return (back(target.read(place)[:bands]) for place in series.sample_windows())

    def finish(self, progress: Progress) -> None:
        for index, target in enumerate(self._all):
            target.finish(stage(progress, index / len(self._all), (index + 1) / len(self._all)))


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {folder} cannot be made ({error.strerror}): choose another one.") from error
