"""The files of a change detection: strength, classes, and on request polygons and a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, stage
from ...change import MEASURES, Direction
from ...grid import Grid, Window
from ...outputs import Outputs
from ...raster import VECTOR_SUFFIXES, Content, Layout, Raster, RasterTarget
from ..targets import reserved
from .explaining import explanation_bands
from .polygons import PolygonTargets

REPORT_SUFFIXES = (".html", ".htm")
CLASSES_BAND = "Change class: 1 decrease, 2 none, 3 increase"
UNCERTAINTY_BANDS = ("probability of change", "standard deviation of the probability")


@dataclass(frozen=True)
class ChangeFiles:
    """Where the results go; None leaves one out. Uncertainty is of the measures with a network."""

    strength: str
    """Signed strength of the change, in the unit of the measure (.tif)."""

    classes: str
    """1 decrease, 2 no change, 3 increase, 0 no data (.tif)."""

    polygons: str | None = None
    """One per connected change, with its figures (.gpkg or .geojson)."""

    report: str | None = None
    """A page with the result, the histogram and all parameters (.html)."""

    explanation: str | None = None
    """The figures behind each pixel's class (.tif)."""

    uncertainty: str | None = None
    """Probability of change and its standard deviation, of measures with a network (.tif)."""


class Areas:
    """Pixels and hectares per class, as a Target of `walk`."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self.pixels, self.hectares = np.zeros(len(Direction), np.int64), np.zeros(len(Direction))

    def write(self, window: Window, values: NDArray[np.uint8]) -> None:
        """Count the classes of a block, each pixel with the block's mean pixel area."""
        counts = np.bincount(values.ravel(), minlength=len(Direction))
        self.pixels += counts
        self.hectares += counts * (self._grid.area(window) / values.size / 1e4)


class ChangeTargets:
    """The part files of one run, all reserved before the work begins."""

    def __init__(
        self, outputs: Outputs, files: ChangeFiles, before: Raster, names: Sequence[str], parameters: Mapping[str, Any],
        layout: Layout,
    ) -> None:  # fmt: skip
        def target(path: str, bands: Sequence[str], **form: Any) -> RasterTarget:
            content = Content(
                before.grid, list(bands), **form, algorithm="aurorasar:detectchange", parameters=parameters,
                ground_control=before.ground_control(),
            )  # fmt: skip
            return reserved(outputs, path, content, layout)

        measure = MEASURES[parameters["measure"]]
        self.strength = target(files.strength, ["Change strength, after over before"], unit=measure.unit)
        self.classes = target(files.classes, [CLASSES_BAND], dtype=np.uint8, nodata=0, categorical=True)
        self.explanation, self.uncertainty = (
            target(path, bands) if path else None
            for path, bands in (
                (files.explanation, explanation_bands(names, measure.network)),
                (files.uncertainty, UNCERTAINTY_BANDS),
            )
        )
        self._report = outputs.reserve(files.report, REPORT_SUFFIXES) if files.report else None
        self.polygons: PolygonTargets | None = None
        if files.polygons:
            vector = outputs.reserve(files.polygons, VECTOR_SUFFIXES)
            self.polygons = PolygonTargets(outputs, vector, self.classes.part, before.grid)

    @property
    def explained(self) -> bool:
        """Whether the figures behind the classes are wanted, as a raster or in polygons."""
        return self.explanation is not None or self.polygons is not None

    @property
    def changed(self) -> tuple[RasterTarget, ...]:
        """Where to write the direction of change (0 where there is none), if polygons are wanted."""
        return (self.polygons.changed,) if self.polygons else ()

    def write_report(self, make: Callable[[], str]) -> None:
        if self._report is not None:
            self._report.write_text(make(), encoding="utf-8")

    def finish(self, progress: Progress) -> None:
        """Complete the rasters."""
        self.strength.finish(stage(progress, 0.0, 0.5))
        self.classes.finish(stage(progress, 0.5, 0.7))
        more = [target for target in (self.explanation, self.uncertainty) if target is not None]
        for index, target in enumerate(more):
            target.finish(stage(progress, 0.7 + 0.15 * index, 0.85 + 0.15 * index))
