"""The files of a change detection: strength, classes, and on request polygons and a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..blocks import Progress, stage
from ..change import MEASURES, Direction
from ..grid import IDENTITY, Grid, Transform, Window
from ..outputs import Outputs
from ..raster import (
    SUFFIXES,
    VECTOR_SUFFIXES,
    Content,
    Layout,
    Polygons,
    RasterTarget,
    disk_bytes,
    write_polygons,
)  # fmt: skip
from ..regions import number_regions
from .explaining import explanation_bands

REPORT_SUFFIXES = (".html", ".htm")
UNCERTAINTY_BANDS = ("probability of change", "standard deviation of the probability")
UPSIDE_DOWN: Transform = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
NAMES = {int(Direction.DECREASE): "decrease", int(Direction.INCREASE): "increase"}


@dataclass(frozen=True)
class ChangeFiles:
    """Where the results go; None leaves one out. Uncertainty is of the measures with a network."""

    strength: str
    classes: str
    polygons: str | None = None
    report: str | None = None
    explanation: str | None = None
    uncertainty: str | None = None


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
        self, outputs: Outputs, files: ChangeFiles, grid: Grid, names: Sequence[str], parameters: Mapping[str, Any],
        layout: Layout,
    ) -> None:  # fmt: skip
        strength = Content(
            grid, ["Change strength, after over before"], unit=MEASURES[parameters["measure"]].unit,
            algorithm="aurorasar:detectchange", parameters=parameters,
        )  # fmt: skip
        classes = Content(
            grid, ["Change class: 1 decrease, 2 none, 3 increase"], np.uint8, 0, categorical=True,
            algorithm="aurorasar:detectchange", parameters=parameters,
        )  # fmt: skip
        parts = [
            outputs.reserve(path, SUFFIXES, disk_bytes(content, layout))
            for path, content in ((files.strength, strength), (files.classes, classes))
        ]
        more = ((files.explanation, explanation_bands(names)), (files.uncertainty, UNCERTAINTY_BANDS))
        self.explanation, self.uncertainty = (
            self._optional(outputs, path, bands, grid, parameters, layout) for path, bands in more
        )
        self._polygons = outputs.reserve(files.polygons, VECTOR_SUFFIXES) if files.polygons else None
        self._report = outputs.reserve(files.report, REPORT_SUFFIXES) if files.report else None
        self._scratch = self._reserve_scratch(outputs, parts[1], grid) if self._polygons else ()
        self.strength = RasterTarget(parts[0], strength, layout)
        self.classes = RasterTarget(parts[1], classes, layout)
        for target in (self.strength, self.classes, *self._scratch):
            outputs.close_on_exit(target.abandon)

    @staticmethod
    def _optional(
        outputs: Outputs, path: str | None, bands: Sequence[str], grid: Grid, parameters: Mapping[str, Any],
        layout: Layout,
    ) -> RasterTarget | None:  # fmt: skip
        if not path:
            return None
        content = Content(grid, list(bands), algorithm="aurorasar:detectchange", parameters=parameters)
        target = RasterTarget(outputs.reserve(path, SUFFIXES, disk_bytes(content, layout)), content, layout)
        outputs.close_on_exit(target.abandon)
        return target

    @staticmethod
    def _reserve_scratch(outputs: Outputs, beside: Path, grid: Grid) -> tuple[RasterTarget, ...]:
        # QGIS shows a raster without a geotransform upside down, below y = 0: so must the polygons lie.
        grid = replace(grid, transform=UPSIDE_DOWN) if grid.transform == IDENTITY else grid
        contents = {
            "changed": Content(grid, ["direction"], np.uint8, 0),
            "regions": Content(grid, ["region"], np.int32, 0),
        }
        return tuple(
            RasterTarget(outputs.scratch(beside, name, ".tif", content.bytes), content)
            for name, content in contents.items()
        )

    @property
    def changed(self) -> tuple[RasterTarget, ...]:
        """Where to write the direction of change (0 where there is none), if polygons are wanted."""
        return self._scratch[:1]

    def write_polygons(self, least_hectares: float, progress: Progress) -> Polygons:
        """Raises Cancelled and OutputError; nothing is done where no polygons are wanted."""
        if self._polygons is None:
            return Polygons(0, 0.0)
        changed, numbers = self._scratch
        changed.flush()
        shape = changed.content.grid.shape
        regions = number_regions(shape, changed, numbers, self.strength, stage(progress, 0.0, 0.4))
        written = write_polygons(self._polygons, numbers, regions, NAMES, least_hectares, stage(progress, 0.4, 1.0))
        changed.close()
        numbers.close()
        return written

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
