"""What maps are brought into: a radar grid over terrain, or the grid of a raster that says itself where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ...blocks import Source
from ...errors import InputError
from ...grid import Grid
from ...outputs import Outputs
from ..opening import Log
from .accuracy import Accuracy, reported, reported_trip
from .heights import Heights, open_heights
from .looking_up import placed
from .placed_grid import PlacedGrid, PlacedSource, carries_geometry, open_placed_grid
from .radar_grid import RadarGrid, TerrainSource, open_product_grid, terrain_under


class Chosen(Protocol):
    """The options that make a scene."""

    @property
    def swath(self) -> str: ...

    @property
    def orbit(self) -> str: ...

    @property
    def heights(self) -> str: ...

    @property
    def sea_level(self) -> bool: ...

    @property
    def looks(self) -> tuple[int, int]: ...


@dataclass(frozen=True)
class Scene:
    """A grid with its geometry; leaving its `with` block closes the terrain model."""

    grid: RadarGrid | PlacedGrid
    heights: Heights | None
    """None where the grid needs none."""

    names: dict[str, str]
    """Of product and terrain model, for metadata."""

    inputs: tuple[str, ...]
    """Files, and a product's folder."""

    def __enter__(self) -> Scene:
        return self

    def __exit__(self, *_: object) -> None:
        if self.heights is not None:
            self.heights.raster.close()

    @property
    def ground(self) -> str:
        """What pixels lie on, for messages."""
        return self.heights.raster.name if self.heights is not None else self.names["product"]

    def blocks(self, onto: Grid | None = None) -> Source:
        """Reads blocks that know the ground of their pixels, and its place on a map."""
        if isinstance(self.grid, PlacedGrid):
            return PlacedSource(self.grid, onto)
        return TerrainSource(self.grid, self.terrain, onto)

    def control(self) -> tuple[Any, str]:
        """Ground control points for results."""
        return self.grid.control() if isinstance(self.grid, PlacedGrid) else placed(self.grid, self.terrain.extremes)

    def accuracy(
        self, outputs: Outputs, report: str | None, algorithm: str, parameters: Mapping[str, Any], log: Log
    ) -> Accuracy:
        """Measured, said, and written as a page if one is asked for."""
        if isinstance(self.grid, PlacedGrid):
            return reported_trip(outputs, report, self.grid, algorithm, parameters, log)
        return reported(outputs, report, self.grid, self.terrain, algorithm, parameters, log)

    @property
    def terrain(self) -> Heights:
        """The terrain model; InputError where there is none."""
        if self.heights is None:
            raise InputError(f"{self.names['product']} needs no terrain model, and has none.")
        return self.heights


def open_scene(product: str, terrain: str, options: Chosen, log: Log) -> Scene:
    """Open a Sentinel-1 product with a terrain model, or a raster with a geometry of its own without.

    Raises InputError.
    """
    if carries_geometry(product):
        grid = open_placed_grid(product, options.looks, {"swath": options.swath, "orbit file": options.orbit})
        log(f"{grid.name}: placed by its own geometry; no terrain model is used.")
        return Scene(grid, None, {"product": grid.name, "terrain": ""}, (product, terrain))
    model = open_heights(terrain, options.heights, log, options.sea_level)
    image, radar = open_product_grid(product, options.swath, options.orbit, options.looks, log)
    heights = terrain_under(radar, model)
    names = {"product": image.folder, "terrain": heights.raster.name}
    return Scene(radar, heights, names, (image.folder, terrain, options.orbit))
