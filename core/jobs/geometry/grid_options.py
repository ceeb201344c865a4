"""What every job on a radar grid over terrain is told of that grid."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import InputError
from ...raster import Layout
from ..opening import AUTOMATIC, check_choice
from .heights import HEIGHT_SYSTEMS


@dataclass(frozen=True)
class RadarGridOptions:
    """The radar image, its looks, and how its terrain model is to be read."""

    swath: str = ""
    """IW1 and so on, for single-look complex products; empty where the product has one only."""

    heights: str = AUTOMATIC
    """What the terrain model's heights count from, one of HEIGHT_SYSTEMS."""

    sea_level: bool = False
    """The ground lies at mean sea level where the terrain model has no heights."""

    orbit: str = ""
    """Path of an orbit file (EOF) that overrides the annotated orbit."""

    azimuth_looks: int = 1
    """Rows that are averaged into one."""

    range_looks: int = 1
    """Columns that are averaged into one."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    @property
    def looks(self) -> tuple[int, int]:
        return self.azimuth_looks, self.range_looks

    def check(self) -> None:
        """Raise InputError for values that no product could make right."""
        if min(self.looks) < 1:
            raise InputError(f"{self.looks[0]} x {self.looks[1]} looks are not possible: choose 1 or more.")
        check_choice("height system", self.heights, HEIGHT_SYSTEMS)
        check_choice("layout", self.layout, [layout.value for layout in Layout])


@dataclass(frozen=True)
class RadarcodeFiles:
    """What a run onto the radar's grid writes; mask and report only if they are named."""

    image: str
    """The map in the radar's grid (.tif)."""

    mask: str | None = None
    """Where pixels lie in layover or shadow, or have no ground, as classes."""

    report: str | None = None
    """A page on the accuracy of the geometry (.html)."""
