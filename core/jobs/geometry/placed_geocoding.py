"""An image onto a map by the geometry that a raster brings along: latitudes and longitudes, or control points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, walk
from ...errors import InputError
from ...grid import Grid, Window, reference, transform_points
from ...outputs import Outputs
from ...raster import Content, Layout
from ...resampling import REACH, RESAMPLINGS
from ..opening import Array, Backscatter, Log, open_backscatter
from ..targets import Rasters
from .accuracy import reported_trip
from .coarse import looks_between
from .geocode_options import GeocodeFiles, GeocodeOptions, GeocodeSummary
from .heights import geographic
from .map_extent import on_multiples, utm
from .placed_grid import PlacedGrid, open_placed_grid
from .radar_grid import VISIBLE, Floats
from .terrain_radiometry import AS_IS

BLOCK = (256, 512)

class _Block(NamedTuple):
    """Positions in the image of a map's pixels, NaN outside, and the part of the image that they need."""

    row: Floats
    col: Floats
    image: Array


class _Source:
    """Reads blocks of a map: where their pixels lie in an image, and its pixels there."""

    def __init__(self, grid: Grid, placed: PlacedGrid, image: Backscatter) -> None:
        self._grid, self._placed, self._image = grid, placed, image

    def read(self, window: Window) -> Any:
        """A _Block; its positions count from the image's part."""
        rows, cols = np.indices((window.rows, window.cols), float)
        x, y = self._grid.to_map(rows + window.row + 0.5, cols + window.col + 0.5)
        longitude, latitude = transform_points(self._grid, geographic(), x, y)
        placed = self._placed
        row, col = placed.positions(*placed.geometry(latitude, longitude, np.zeros(latitude.shape)))
        known = np.isfinite(row)
        if not known.any():
            return _Block(row, col, np.full((len(self._image.bands), 1, 1), np.nan, np.float32))
        margin = REACH + 2
        top, left = (max(int(one[known].min()) - margin, 0) for one in (row, col))
        bottom, right = (
            min(int(one[known].max()) + margin + 1, most) for one, most in zip((row, col), placed.shape)
        )  # fmt: skip
        image = self._image.read(Window(top, left, bottom - top, right - left))
        return _Block(row - top, col - left, image)


def geocode_placed(
    source: str, product: str, files: GeocodeFiles, options: GeocodeOptions, *, progress: Progress, log: Log
) -> GeocodeSummary:
    """`geocode` with a raster's own geometry in the place of product and terrain model.

    Raises InputError, OutputError or Cancelled.
    """
    if files.incidence:
        raise InputError("A raster with its own geometry says nothing of local incidence angles: leave them out.")
    if files.simulated or options.radiometry != AS_IS:
        raise InputError("A raster with its own geometry says nothing of the terrain's slopes: leave flattening out.")
    whole = open_placed_grid(product, (1, 1), {"swath": options.swath, "orbit file": options.orbit})
    opened = open_backscatter(source, options.scale, options.bands, log, progress)
    placed = _fitting(whole, opened)
    grid = _map_grid(placed, options)
    log(f"{whole.name}: placed by its own geometry; no terrain model is used.")
    log(f"Map of {grid.shape[0]} x {grid.shape[1]} pixels of {grid.pixel_size[0]:g} in {grid.reference.GetName()}.")
    parameters = {"input": opened.raster.name, "product": whole.name, **asdict(options)}
    with opened.raster, Outputs([source, product]) as outputs:
        accuracy = reported_trip(outputs, files.report, placed, "aurorasar:geocode", parameters, log)
        contents = _contents(grid, opened, parameters)
        rasters = Rasters(outputs, zip((files.image, files.mask), contents), Layout(options.layout))
        walk(
            grid.shape, [_Source(grid, placed, opened)], lambda block: _computed(block, opened, options.resampling),
            rasters.targets, block=BLOCK, progress=stage(progress, 0.02, 0.7),
        )  # fmt: skip
        if not rasters.written[0].valid_share:
            raise InputError(f"No pixel of the map lies on data of {opened.raster.name}.")
        rasters.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return GeocodeSummary(
        *grid.shape, grid.pixel_size[0], rasters.written[0].valid_share, 0.0, 0.0, accuracy.round_trip, accuracy,
    )  # fmt: skip


def _fitting(placed: PlacedGrid, opened: Backscatter) -> PlacedGrid:
    """The grid with the looks that the image has been averaged by; InputError where it has another size."""
    whole, shape = placed.shape, opened.grid.shape
    looks = looks_between(whole, shape)
    if looks is None:
        raise InputError(
            f"{opened.raster.name} has {shape[0]} x {shape[1]} pixels, which is neither {placed.name} of "
            f"{whole[0]} x {whole[1]} nor that multilooked: choose the geometry that belongs to it."
        )
    return replace(placed, shape=shape, looks=looks)


def _map_grid(placed: PlacedGrid, options: GeocodeOptions) -> Grid:
    """The map of an image's outline, on whole multiples of the pixel size."""
    latitude, longitude = placed.outline()
    crs = reference(options.crs or utm(latitude, longitude)).ExportToWkt()
    empty = Grid((1, 1), crs=crs)
    x, y = transform_points(geographic(), empty, longitude, latitude)
    if not np.isfinite([x, y]).all():
        raise InputError(f"The map's coordinate reference system does not reach {placed.name}: choose another one.")
    size = options.resolution or _pixel_size(placed, empty)
    return on_multiples(size, (float(x.min()), float(x.max()), float(y.min()), float(y.max())), crs)


def _pixel_size(placed: PlacedGrid, onto: Grid) -> float:
    """Of the image on the map, in units of its CRS: the larger of down and across in the known places, two digits."""
    along = [np.linspace(1.0, size - 2.0, 9) for size in placed.shape]
    row, col = np.repeat(along[0], 9), np.tile(along[1], 9)
    places = []
    for down, right in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)):
        latitude, longitude = placed.ground(row + down, col + right)
        known = np.isfinite(latitude)
        made = np.full((2, row.size), np.nan)
        made[:, known] = transform_points(geographic(), onto, longitude[known], latitude[known])
        places.append(made)
    steps = [np.hypot(*(other - places[0])) for other in places[1:]]
    return float(f"{np.nanmedian(np.maximum(*steps)):.1e}")


def _contents(grid: Grid, opened: Backscatter, parameters: Mapping[str, Any]) -> tuple[Content, Content]:
    where: dict[str, Any] = {"algorithm": "aurorasar:geocode", "parameters": parameters}
    return (
        Content(grid, opened.names, unit=opened.scale.unit, **where),
        Content(grid, ["mask"], np.uint8, nodata=0, categorical=True, **where),
    )


def _computed(block: _Block, opened: Backscatter, resampling: str) -> tuple[Array, NDArray[np.uint8]]:
    image = opened.from_intensity(RESAMPLINGS[resampling](block.image, block.row, block.col))
    return image, np.where(np.isfinite(block.row), VISIBLE, 0).astype(np.uint8)
