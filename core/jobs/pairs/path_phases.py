"""The phase that the ways from two orbits to the ground give an interferogram: flat earth and topography."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ...errors import InputError
from ...geometry import Annotation, RangeDoppler
from ...grid import Window
from ...interferometry import path_phase
from ...outputs import Outputs
from ..geometry.accuracy import Accuracy, reported
from ..geometry.heights import Heights, open_heights
from ..geometry.products import product_geometry, product_root
from ..geometry.radar_grid import Floats, RadarGrid, TerrainSource, terrain_under
from ..opening import Log
from .pair_grid import PairSource
from .pair_products import Chosen, open_products
from .pair_report import secondary_sections, tell_residuals


@dataclass(frozen=True)
class Pair:
    """The products that a co-registered pair comes from, and the terrain, as flat earth and topography need them."""

    primary: str
    """The product whose grid the images are in."""

    secondary: str
    """The product of the other image."""

    terrain: str
    """A terrain model that covers the image."""

    @property
    def inputs(self) -> tuple[str, str, str]:
        """Paths that no output may replace."""
        return product_root(self.primary), product_root(self.secondary), self.terrain


class Wanted(Chosen, Protocol):
    """Which images of the products, and how their ground is found."""

    @property
    def heights(self) -> str: ...
    @property
    def sea_level(self) -> bool: ...


class NoPhase:
    """A source of nothing to remove."""

    def read(self, window: Window) -> Any:
        return None


@dataclass(frozen=True)
class PathPhases:
    """A source of that phase; what it hands on is computed in any thread."""

    grid: RadarGrid
    heights: Heights
    secondary: Annotation
    geometry: RangeDoppler
    """Of the secondary."""

    def read(self, window: Window) -> Any:
        """A function that computes the phase (rows, cols), radians, NaN without terrain."""
        block = PairSource(TerrainSource(self.grid, self.heights), self.geometry).read(window)
        wavelengths = self.grid.annotation.wavelength, self.secondary.wavelength

        def phase() -> Floats:
            seen = block.seen()
            return path_phase(seen.own_range, seen.farther, *wavelengths)

        return phase

    def accuracy(
        self, outputs: Outputs, report: str | None, algorithm: str, parameters: Mapping[str, Any], log: Log
    ) -> Accuracy:
        """Of the primary's geometry; the page has the secondary's as well."""
        return reported(
            outputs, report, self.grid, self.heights, algorithm, parameters, log,
            lambda: secondary_sections(self.secondary, self.geometry),
        )  # fmt: skip


def open_path_phases(pair: Pair, shape: tuple[int, int], options: Wanted, log: Log) -> PathPhases:
    """For images of `shape`. Raises InputError where they are not those of the products, or the terrain will not do."""
    model = open_heights(pair.terrain, options.heights, log, options.sea_level)
    _, _, grid, other = open_products(pair.primary, pair.secondary, options)
    if grid.shape != shape:
        raise InputError(
            f"The images have {shape[0]} x {shape[1]} pixels, but the primary product's image has "
            f"{grid.shape[0]} x {grid.shape[1]}: choose the product whose grid they are in."
        )
    made = product_geometry(other, options.secondary_orbit)
    tell_residuals(grid, other, made, log)
    return PathPhases(grid, terrain_under(grid, model), other, made)
