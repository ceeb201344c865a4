"""Range-Doppler terrain correction: a radar image onto a map."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import numpy as np

from ...blocks import Progress, Source, check_cancelled, stage, unheard, walk
from ...errors import InputError
from ...geometry.flattening import Plane
from ...grid import Grid
from ...outputs import Outputs
from ...raster import Content, Layout
from ...resampling import NEAREST, RESAMPLINGS
from ..opening import Backscatter, Log, open_backscatter, unsaid
from ..targets import Rasters
from .accuracy import reported
from .coarse import Coarse, averaged_grid, looks_between, looks_for
from .geocode_options import GeocodeFiles, GeocodeOptions, GeocodeSummary
from .heights import Heights, open_heights
from .illumination import LitSource
from .map_extent import map_grid
from .map_grid import MapBlock, MapSource
from .placed_geocoding import geocode_placed
from .placed_grid import carries_geometry
from .radar_grid import LAYOVER, SHADOW, Floats, RadarGrid, open_product_grid, terrain_under
from .tally import Tally
from .terrain_radiometry import AS_IS, RADIOMETRIES, check_flattening, flattened_names, input_quantity

BLOCK = (256, 512)
CHECKED = 16
"""One row and column in so many is compared with exact geometry."""


def geocode(
    source: str,
    product: str,
    terrain: str,
    files: GeocodeFiles,
    options: GeocodeOptions = GeocodeOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> GeocodeSummary:
    """Bring an image in the grid of a Sentinel-1 product onto a map, by orbit and terrain model.

    `source` is what `calibrate` wrote, or what was made of it on the same grid, or multilooked by whole numbers. Values
    are resampled as linear intensity and written in the scale of the input. Instead of a product, a raster with a
    geometry of its own will do, and needs no terrain model. Raises InputError, OutputError, Cancelled.
    """
    options.check()
    if carries_geometry(product):
        return geocode_placed(source, product, files, options, progress=progress, log=log)
    model = open_heights(terrain, options.heights, log, options.sea_level)
    image, radar = open_product_grid(product, options.swath, options.orbit, (1, 1), log)
    opened = open_backscatter(source, options.scale, options.bands, log, progress)
    radar = _fitting(radar, opened, log)
    quantity = input_quantity(options.quantity, opened.names, log)
    check_flattening(options.radiometry, quantity, opened.names)
    heights = terrain_under(radar, model)
    grid = map_grid(radar, heights, options.crs, options.resolution)
    log(f"Map of {grid.shape[0]} x {grid.shape[1]} pixels of {grid.pixel_size[0]:g} in {grid.reference.GetName()}.")
    pixels, radar = _averaged(opened, radar, grid, options, log)
    source_names = {"input": opened.raster.name, "product": image.folder, "terrain": heights.raster.name}
    contents = _contents(grid, opened, options, source_names)
    lit = _illumination(radar, heights, files, options, quantity or Plane.BETA)
    tally, blocks = Tally(), MapSource(grid, radar, heights, pixels, lit)
    with opened.raster, heights.raster, Outputs([source, image.folder, terrain, options.orbit]) as outputs:
        accuracy = reported(outputs, files.report, radar, heights, "aurorasar:geocode", contents[0].parameters, log)
        names = (files.image, files.mask, files.incidence, files.simulated)
        rasters = Rasters(outputs, zip(names, contents), Layout(options.layout))
        walk(
            grid.shape, [blocks], lambda block: _computed(block, blocks, opened, options),
            [*rasters.targets, tally, tally], block=BLOCK, progress=stage(progress, 0.02, 0.7),
        )  # fmt: skip
        if not tally.mapped:
            raise InputError(f"No pixel of the map lies on both image and terrain model {heights.raster.name}.")
        rasters.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return GeocodeSummary(
        *grid.shape, grid.pixel_size[0], rasters.written[0].valid_share, tally.share(LAYOVER), tally.share(SHADOW),
        tally.rms, accuracy,
    )  # fmt: skip


def _fitting(radar: RadarGrid, opened: Backscatter, log: Log) -> RadarGrid:
    """The radar grid with the looks that the image has been averaged by; InputError where it has another size."""
    whole, shape = radar.shape, opened.grid.shape
    looks = looks_between(whole, shape)
    if looks is None:
        raise InputError(
            f"{opened.raster.name} has {shape[0]} x {shape[1]} pixels, which is not the product's image of "
            f"{whole[0]} x {whole[1]} nor that image multilooked: choose the product (and swath) that it comes from."
        )
    if looks != (1, 1):
        log(f"{opened.raster.name}: averaged over {looks[0]} x {looks[1]} pixels of the product's image.")
    return replace(radar, shape=shape, looks=looks)


def _averaged(
    opened: Backscatter, radar: RadarGrid, grid: Grid, options: GeocodeOptions, log: Log
) -> tuple[Source, RadarGrid]:
    """The image's pixels, averaged where several fit into one of the map, and their grid."""
    looks = looks_for(radar, grid)
    if looks == (1, 1) or options.resampling == NEAREST:
        return opened, radar
    log(f"{opened.raster.name}: averaged over {looks[0]} x {looks[1]} pixels first, as the map is coarser.")
    return Coarse(opened, looks), averaged_grid(radar, looks)


def _illumination(
    radar: RadarGrid, heights: Heights, files: GeocodeFiles, options: GeocodeOptions, quantity: Plane
) -> LitSource | None:
    plane = RADIOMETRIES[options.radiometry]
    if plane is None and files.simulated is None:
        return None
    return LitSource(radar, heights, plane or Plane.GAMMA, quantity)


def _contents(
    grid: Grid, opened: Backscatter, options: GeocodeOptions, source_names: dict[str, str]
) -> tuple[Content, ...]:
    where: dict[str, Any] = {"algorithm": "aurorasar:geocode", "parameters": {**source_names, **asdict(options)}}
    unit, names = opened.scale.unit, flattened_names(opened.names, options.radiometry)
    return (
        Content(grid, names, unit=unit, **where),
        Content(grid, ["mask"], np.uint8, nodata=0, categorical=True, **where),
        Content(grid, ["local incidence angle"], unit="degree", **where),
        Content(grid, ["simulated image"], unit=unit, **where),
    )


def _computed(block: MapBlock, blocks: MapSource, opened: Backscatter, options: GeocodeOptions) -> tuple[Any, ...]:
    """Image, mask, local incidence, simulated image, the mask again, and squared distances of some pixels from exact
    geometry."""
    shape = (block.window.rows, block.window.cols)
    found = block.mapped()
    if found is None:
        missing, nothing = np.full(shape, np.nan, np.float32), np.zeros(shape, np.uint8)
        image = np.repeat(missing[np.newaxis], len(opened.bands), axis=0)
        return image, nothing, missing, missing, nothing, np.zeros((0, 0))
    row, col = found.row - block.origin[0], found.col - block.origin[1]
    outside = (found.row < -0.5) | (found.row > block.radar.shape[0] - 0.5)
    outside |= (found.col < -0.5) | (found.col > block.radar.shape[1] - 0.5) | np.isnan(found.height)
    row, col = np.where(outside, np.nan, row), np.where(outside, np.nan, col)
    image, simulated = block.image, np.full(shape, np.nan, np.float32)
    if block.lit is not None:
        gain = block.lit.gain()[np.newaxis]
        image = image if options.radiometry == AS_IS else image / gain
        simulated = opened.from_intensity(RESAMPLINGS[options.resampling](gain, row, col))[0]
    values = opened.from_intensity(RESAMPLINGS[options.resampling](image, row, col))
    mask = np.where(outside, 0, found.mask).astype(np.uint8)
    angle = np.where(outside, np.float32(np.nan), found.local_incidence)
    return values, mask, angle, simulated, mask, _apart(block, blocks, found.row, found.col, found.height)


def _apart(block: MapBlock, blocks: MapSource, row: Floats, col: Floats, height: Floats) -> Floats:
    """Squared distances in pixels of the image from what exact geometry says."""
    some = (slice(None, None, CHECKED), slice(None, None, CHECKED))
    rows, cols = np.indices((block.window.rows, block.window.cols))[(slice(None), *some)]
    latitude, longitude = blocks.places(rows + float(block.window.row), cols + float(block.window.col))
    there = block.radar.positions(*block.radar.geometry(latitude, longitude, height[some]))
    squares: Floats = (there[0] - row[some]) ** 2 + (there[1] - col[some]) ** 2
    return squares
