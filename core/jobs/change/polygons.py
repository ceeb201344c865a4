"""The polygons of change: regions of a class raster, numbered, described by their pixels, and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...blocks import Progress, Source
from ...change import Direction
from ...change.explanation import Figures, Levels, Quality, kind, sentence
from ...grid import Grid
from ...outputs import Outputs
from ...raster import Attributes, Content, Polygons, RasterTarget, write_polygons
from ...regions import Floats, RegionMeans, Regions, number_regions

NAMES = {int(Direction.DECREASE): "decrease", int(Direction.INCREASE): "increase"}

FLAGS = tuple(flag for flag in Quality if flag)
MOST = 0.5
"""Share of a polygon's pixels from which a flag is the polygon's; a border counts wherever it is."""


class PolygonTargets:
    """A part file for polygons, and two rasters for the run's own use."""

    def __init__(self, outputs: Outputs, part: Path, beside: Path, grid: Grid) -> None:
        self.part = part
        contents = {
            "changed": Content(grid.shown, ["direction"], np.uint8, 0),
            "regions": Content(grid.shown, ["region"], np.int32, 0),
        }
        self.changed, self.numbers = (
            RasterTarget(outputs.scratch(beside, name, ".tif", content.bytes), content)
            for name, content in contents.items()
        )
        outputs.close_on_exit(self.changed.abandon)
        outputs.close_on_exit(self.numbers.abandon)

    def number(self, strength: Source, progress: Progress) -> Regions:
        """Number the regions of `changed`, which holds the direction of change and 0 where there is none."""
        self.changed.flush()
        return number_regions(self.changed.content.grid.shape, self.changed, self.numbers, strength, progress)

    def means(self, regions: Regions, layers: Sequence[str]) -> RegionMeans:
        return RegionMeans(self.numbers, len(regions.pixels), layers)

    def write(self, regions: Regions, attributes: Attributes, least_hectares: float, progress: Progress) -> Polygons:
        """Raises Cancelled and OutputError."""
        written = write_polygons(self.part, self.numbers, regions, NAMES, least_hectares, progress, attributes)
        self.changed.close()
        self.numbers.close()
        return written


def polygon_layers(bands: int) -> list[str]:
    """Names of the layers that polygons are described by: linear intensities, flags as 0 or 1, and figures."""
    dates = [f"{date} {band}" for date in ("before", "after") for band in range(bands)]
    return [*dates, "p_value", "agreement", "flagged", *(str(int(flag)) for flag in FLAGS)]


@dataclass(frozen=True)
class Description:
    """Attributes of polygons from the means of their pixels; a layer that there is none of has no attribute."""

    regions: Regions
    means: Mapping[str, Floats]
    """By name as in `polygon_layers`; all others (a probability, an uncertainty) become attributes as they are."""

    limits: Mapping[int, float]
    """Threshold by the value of a region: what the strength has to exceed."""

    levels: Levels
    unit: str

    @property
    def attributes(self) -> Attributes:
        numbers: dict[str, type] = dict.fromkeys([*self._decibels, *self._plain], float)
        return Attributes({**numbers, "kind": str, "sentence": str} if self._decibels else numbers, self.of)

    def of(self, region: int) -> list[float | str]:
        """The attributes of a region."""
        numbers = [self._decibel(name, region) for name in self._decibels.values()]
        numbers += [float(self.means[name][region]) for name in self._plain]
        if not self._decibels:
            return [*numbers]
        figures = self._figures(region)
        return [*numbers, kind(figures, self.levels).value, sentence(figures, self.levels, self.unit)]

    @property
    def _decibels(self) -> dict[str, str]:
        """Attributes in dB and the layers they come from."""
        names = [name.split() for name in self.means if name.startswith(("before ", "after "))]
        return {f"{date}_db" + ("" if band == "0" else f"_{int(band) + 1}"): f"{date} {band}" for date, band in names}

    @property
    def _plain(self) -> list[str]:
        codes = {str(int(flag)) for flag in FLAGS}
        return [name for name in self.means if name not in codes and name not in self._decibels.values()]

    def _decibel(self, layer: str, region: int) -> float:
        mean = float(self.means[layer][region])
        return 10 * float(np.log10(mean)) if mean > 0 else float("nan")

    def _figures(self, region: int) -> Figures:
        strength, value = abs(float(self.regions.mean[region])), int(self.regions.value[region])
        return Figures(
            before_db=self._decibel("before 0", region),
            after_db=self._decibel("after 0", region),
            p_value=float(self.means["p_value"][region]),
            agreement=float(self.means["agreement"][region]),
            distance=strength - self.limits[value],
            quality=self._quality(region),
            direction=Direction(value),
        )

    def _quality(self, region: int) -> Quality:
        found = Quality.GOOD
        for flag in FLAGS:
            share = float(self.means[str(int(flag))][region])
            if share >= MOST or (flag is Quality.BORDER and share > 0):
                found |= flag
        return found
