"""Range-Doppler terrain correction: a radar image onto a map."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..blocks import Progress, check_cancelled, stage, unheard, walk
from ..errors import InputError
from ..geometry import residuals
from ..grid import Grid, reference, transform_points
from ..outputs import Outputs
from ..raster import Content, Layout
from ..resampling import RESAMPLINGS
from .accuracy import Accuracy, reported
from .heights import HEIGHT_SYSTEMS, Heights, check_terrain, geographic, open_heights
from .map_grid import MapBlock, MapSource
from .opening import AUTOMATIC, SCALES, Array, Backscatter, Log, check_choice, open_backscatter, unsaid
from .placed_geocoding import geocode_placed
from .placed_grid import carries_geometry
from .products import product_images
from .radar_grid import HIGHEST, LAYOVER, LOWEST, SHADOW, Floats, RadarGrid, open_radar_grid
from .targets import Rasters, Tally

BLOCK = (256, 512)
CHECKED = 16
"""One row and column in so many is compared with exact geometry."""

MOST_PIXELS = 200_000
"""A side of a map."""


@dataclass(frozen=True)
class GeocodeOptions:
    """Parameters of `geocode` with their defaults."""

    swath: str = ""
    """IW1 and so on, for single-look complex products; empty where the product has one only."""

    crs: str = ""
    """Of the map; empty means the UTM zone of the image."""

    resolution: float = 0.0
    """Pixel size in units of the CRS; 0 means that of the image's pixels on the ground."""

    resampling: str = "bilinear"
    heights: str = AUTOMATIC
    """What the terrain model's heights count from."""

    orbit: str = ""
    """Path of an orbit file (EOF) that overrides the annotated orbit."""

    scale: str = AUTOMATIC
    bands: tuple[int, ...] = ()
    layout: str = Layout.COG.value

    def check(self) -> None:
        """Raise InputError for values that no image could make right."""
        check_choice("resampling", self.resampling, RESAMPLINGS)
        check_choice("height system", self.heights, HEIGHT_SYSTEMS)
        check_choice("scale", self.scale, SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        if not 0 <= self.resolution < float("inf"):
            raise InputError(f"The pixel size {self.resolution:g} is not possible: choose one above zero, or 0.")
        if self.crs:
            reference(self.crs)


@dataclass(frozen=True)
class GeocodeFiles:
    """What a run writes; mask and local incidence only if they are named."""

    image: str
    mask: str | None = None
    incidence: str | None = None
    report: str | None = None


@dataclass(frozen=True)
class GeocodeSummary:
    """What a run found out."""

    rows: int
    cols: int
    resolution: float
    valid_share: float
    layover_share: float
    shadow_share: float
    """Of the pixels on terrain inside the image."""

    grid_range_mm: float
    """Slant range against the product's geolocation grid, rms."""

    grid_azimuth_lines: float
    """Azimuth against it, in lines, rms."""

    geometry_pixels: float
    """Positions in the image against exact geometry, rms over some pixels."""

    accuracy: Accuracy


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
        return GeocodeSummary(*geocode_placed(source, product, files, options, progress=progress, log=log))
    check_terrain(terrain)
    image = product_images(product, options.swath)[0]
    radar = open_radar_grid(image, options.orbit, (1, 1))
    apart = residuals(radar.annotation, radar.geometry)
    log(f"Against the geolocation grid: {1e3 * apart.slant_range:.3f} mm, {apart.azimuth:.5f} lines rms.")
    opened = open_backscatter(source, options.scale, options.bands, log, progress)
    radar = _fitting(radar, opened, log)
    heights = open_heights(terrain, options.heights, log).around(*radar.outline((LOWEST, HIGHEST)))
    grid = _map_grid(radar, heights, options)
    log(f"Map of {grid.shape[0]} x {grid.shape[1]} pixels of {grid.pixel_size[0]:g} in {grid.reference.GetName()}.")
    source_names = {"input": opened.raster.name, "product": image.folder, "terrain": heights.raster.name}
    contents = _contents(grid, opened, {**source_names, **asdict(options)})
    tally, blocks = Tally(), MapSource(grid, radar, heights, opened)
    with opened.raster, heights.raster, Outputs([source, terrain, options.orbit]) as outputs:
        accuracy = reported(outputs, files.report, radar, heights, "aurorasar:geocode", contents[0].parameters)
        rasters = Rasters(outputs, zip((files.image, files.mask, files.incidence), contents), Layout(options.layout))
        walk(
            grid.shape, [blocks], lambda block: _computed(block, blocks, opened, options.resampling),
            [*rasters.targets, tally, tally], block=BLOCK, progress=stage(progress, 0.02, 0.7),
        )  # fmt: skip
        if not tally.mapped:
            raise InputError(f"No pixel of the map lies on both image and terrain model {heights.raster.name}.")
        rasters.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return GeocodeSummary(
        *grid.shape, grid.pixel_size[0], rasters.written[0].valid_share, tally.share(LAYOVER), tally.share(SHADOW),
        1e3 * apart.slant_range, apart.azimuth, tally.rms, accuracy,
    )  # fmt: skip


def _fitting(radar: RadarGrid, opened: Backscatter, log: Log) -> RadarGrid:
    """The radar grid with the looks that the image has been averaged by; InputError where it has another size."""
    whole, shape = radar.shape, opened.grid.shape
    looks = (max(whole[0] // shape[0], 1), max(whole[1] // shape[1], 1))
    if (whole[0] // looks[0], whole[1] // looks[1]) != shape:
        raise InputError(
            f"{opened.raster.name} has {shape[0]} x {shape[1]} pixels, which is not the product's image of "
            f"{whole[0]} x {whole[1]} nor that image multilooked: choose the product (and swath) that it comes from."
        )
    if looks != (1, 1):
        log(f"{opened.raster.name}: averaged over {looks[0]} x {looks[1]} pixels of the product's image.")
    return replace(radar, shape=shape, looks=looks)


def _map_grid(radar: RadarGrid, heights: Heights, options: GeocodeOptions) -> Grid:
    """The part of the map that both image and terrain model cover, on whole multiples of the pixel size."""
    latitude, longitude = radar.outline(heights.extremes)
    crs = reference(options.crs or _utm(latitude, longitude)).ExportToWkt()
    empty = Grid((1, 1), crs=crs)
    x, y = transform_points(geographic(), empty, longitude, latitude)
    part = heights.part
    on_model = transform_points(part, empty, *part.to_map(*part.outline(part.window)))
    turn = 360.0 * np.round((np.mean(x) - np.mean(on_model[0])) / 360.0) if empty.reference.IsGeographic() else 0.0
    left, right = max(x.min(), on_model[0].min() + turn), min(x.max(), on_model[0].max() + turn)
    bottom, top = max(y.min(), on_model[1].min()), min(y.max(), on_model[1].max())
    if not (np.isfinite([left, right, bottom, top]).all() and left < right and bottom < top):
        raise InputError(
            f"The terrain model {heights.raster.name} does not cover the image, or the map's coordinate reference "
            "system does not reach it: choose others."
        )
    size = options.resolution or _ground_size(radar, empty)
    first, last = np.floor(left / size), np.ceil(right / size)
    upper, lower = np.ceil(top / size), np.floor(bottom / size)
    shape = int(upper - lower), int(last - first)
    if max(shape) > MOST_PIXELS:
        raise InputError(f"The map would have {shape[0]} x {shape[1]} pixels: choose a larger pixel size.")
    return Grid(shape, (first * size, size, 0.0, upper * size, 0.0, -size), crs)


def _utm(latitude: Floats, longitude: Floats) -> str:
    """EPSG code of the UTM zone of the middle; polar stereographic beyond 84 degrees north and 80 south."""
    north, east = float(np.mean(latitude)), (float(np.mean(longitude)) + 180) % 360 - 180
    if north > 84 or north < -80:
        return "EPSG:3413" if north > 0 else "EPSG:3031"
    zone = min(int((east + 180) // 6) + 1, 60)
    return f"EPSG:{(32600 if north >= 0 else 32700) + zone}"


def _ground_size(radar: RadarGrid, grid: Grid) -> float:
    """Size of the image's pixels on the ground, in units of the CRS: the larger of down and across, two digits."""
    row, col = radar.shape[0] / 2, radar.shape[1] / 2
    rows, cols = np.array([row, row + 1, row]), np.array([col, col, col + 1])
    latitude, longitude = radar.geometry.back(radar.lines(rows), radar.pixels(cols), np.zeros(3))
    x, y = transform_points(geographic(), grid, longitude, latitude)
    size = float(np.hypot(x[1:] - x[0], y[1:] - y[0]).max())
    return float(f"{size:.1e}")


def _contents(grid: Grid, opened: Backscatter, parameters: dict[str, Any]) -> tuple[Content, Content, Content]:
    where: dict[str, Any] = {"algorithm": "aurorasar:geocode", "parameters": parameters}
    return (
        Content(grid, opened.names, unit=opened.scale.unit, **where),
        Content(grid, ["mask"], np.uint8, nodata=0, categorical=True, **where),
        Content(grid, ["local incidence angle"], unit="degree", **where),
    )


def _computed(
    block: MapBlock, blocks: MapSource, opened: Backscatter, resampling: str
) -> tuple[Array, NDArray[np.uint8], Array, NDArray[np.uint8], Floats]:
    """Image, mask, local incidence, the mask again, and squared distances of some pixels from exact geometry."""
    shape = (block.window.rows, block.window.cols)
    found = block.mapped()
    if found is None:
        missing, nothing = np.full(shape, np.nan, np.float32), np.zeros(shape, np.uint8)
        return np.repeat(missing[np.newaxis], len(opened.bands), axis=0), nothing, missing, nothing, np.zeros((0, 0))
    row, col = found.row - block.origin[0], found.col - block.origin[1]
    values = RESAMPLINGS[resampling](block.image, row, col)
    outside = (found.row < -0.5) | (found.row > block.radar.shape[0] - 0.5)
    outside |= (found.col < -0.5) | (found.col > block.radar.shape[1] - 0.5) | np.isnan(found.height)
    mask = np.where(outside, 0, found.mask).astype(np.uint8)
    angle = np.where(outside, np.float32(np.nan), found.local_incidence)
    image = opened.from_intensity(np.where(outside, np.float32(np.nan), values))
    return image, mask, angle, mask, _apart(block, blocks, found.row, found.col, found.height)


def _apart(block: MapBlock, blocks: MapSource, row: Floats, col: Floats, height: Floats) -> Floats:
    """Squared distances in pixels of the image from what exact geometry says."""
    some = (slice(None, None, CHECKED), slice(None, None, CHECKED))
    rows, cols = np.indices((block.window.rows, block.window.cols))[(slice(None), *some)]
    latitude, longitude = blocks.places(rows + float(block.window.row), cols + float(block.window.col))
    there = block.radar.positions(*block.radar.geometry(latitude, longitude, height[some]))
    squares: Floats = (there[0] - row[some]) ** 2 + (there[1] - col[some]) ** 2
    return squares
