"""Look-up table of a radar image: the ground of each of its pixels."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk
from ...errors import InputError
from ...geometry import residuals
from ...geometry.nisar import pinned
from ...grid import Grid
from ...outputs import Outputs
from ...raster import Content, Layout, ground_control
from ..opening import Log, unsaid
from ..targets import Forked, Rasters
from .accuracy import Accuracy, reported
from .grid_options import RadarGridOptions
from .heights import Heights, open_heights
from .products import product_images
from .radar_grid import HIGHEST, LAYOVER, LOWEST, SHADOW, RadarGrid, TerrainBlock, TerrainSource, open_radar_grid
from .table_cache import KeptTable, open_cache, table_key
from .tally import Tally

BANDS = ("latitude", "longitude", "height", "incidence")
BLOCK = (128, 1024)
CHECKED = 16
"""One row and column in so many is taken back to the radar by exact geometry."""


@dataclass(frozen=True)
class LookupOptions(RadarGridOptions):
    """Parameters of `look_up` with their defaults."""

    cache: str = ""
    """A folder in which tables are kept and looked for; empty means none."""


@dataclass(frozen=True)
class LookupFiles:
    """What a run writes; the mask only if it is named."""

    table: str
    mask: str | None = None
    report: str | None = None


@dataclass(frozen=True)
class LookupSummary:
    """What a run found out."""

    rows: int
    cols: int
    mapped_share: float
    """Of the pixels, that lie on the terrain model."""

    layover_share: float
    shadow_share: float
    """Of the mapped ones."""

    round_trip_pixels: float
    """Radar to ground and back by exact geometry, lines and samples together, rms."""

    accuracy: Accuracy
    reused: bool = False
    """The table was in the cache."""


def look_up(
    product: str,
    terrain: str,
    files: LookupFiles,
    options: LookupOptions = LookupOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> LookupSummary:
    """Latitude, longitude, height and incidence angle of every pixel of a Sentinel-1 image over a terrain model.

    Pixels are those of `calibrate`: bursts merged, and looks averaged if asked for. Raises InputError, OutputError or
    Cancelled.
    """
    options.check()
    image = product_images(product, options.swath)[0]
    grid = open_radar_grid(image, options.orbit, options.looks)
    apart = residuals(grid.annotation, grid.geometry)
    log(apart.in_words())
    heights = open_heights(terrain, options.heights, log).around(*grid.outline((LOWEST, HIGHEST)))
    parameters = {"product": image.folder, "terrain": heights.raster.name, **asdict(options)}
    with heights.raster, Outputs([terrain, options.orbit]) as outputs:
        accuracy = reported(outputs, files.report, grid, heights, "aurorasar:lookuptable", parameters)
        if options.cache:
            figures, reused = _cached(grid, heights, files, parameters, options, progress, log)
        else:
            figures, reused = _written(grid, heights, files, parameters, options, progress), False
        outputs.publish()
    return LookupSummary(
        *grid.shape, figures["mapped_share"], figures["layover_share"], figures["shadow_share"],
        figures["round_trip_pixels"], accuracy, reused,
    )  # fmt: skip


def _cached(
    grid: RadarGrid, heights: Heights, files: LookupFiles, parameters: dict[str, Any], options: LookupOptions,
    progress: Progress, log: Log,
) -> tuple[dict[str, float], bool]:  # fmt: skip
    """The table from the cache, where it is put first if it is not there; and whether it was."""
    folder = open_cache(options.cache)
    kept = KeptTable(folder, table_key(grid, heights, options.layout, stage(progress, 0.0, 0.05)))
    figures = kept.figures()
    reused = figures is not None
    if figures is None:
        own = LookupFiles(kept.table, kept.mask)
        figures = _written(grid, heights, own, parameters, options, stage(progress, 0.05, 0.98))
        kept.keep(figures)
    else:
        log("The table of this product, terrain model and grid is in the cache: it is not computed again.")
    check_cancelled(progress, 0.99)
    kept.copy_to(files.table, files.mask, (heights.raster.path, options.orbit, kept.table, kept.mask))
    return figures, reused


def _written(
    grid: RadarGrid, heights: Heights, files: LookupFiles, parameters: dict[str, Any], options: LookupOptions,
    progress: Progress,
) -> dict[str, float]:  # fmt: skip
    """Compute the table and write it; the shares and the round trip of the summary."""
    contents = _contents(grid, parameters, heights.extremes)
    tally = Tally()
    with Outputs([heights.raster.path, options.orbit]) as outputs:
        rasters = Rasters(outputs, zip((files.table, files.mask), contents), Layout(options.layout))
        table, mask = rasters.targets
        walk(
            grid.shape, [TerrainSource(grid, heights)], lambda block: _computed(block, grid),
            [table, Forked(mask, tally), tally], block=BLOCK, progress=stage(progress, 0.0, 0.7),
        )  # fmt: skip
        if not tally.mapped:
            raise InputError(f"The terrain model {heights.raster.name} does not cover the image: choose another one.")
        rasters.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return {
        "mapped_share": tally.mapped / (grid.shape[0] * grid.shape[1]), "layover_share": tally.share(LAYOVER),
        "shadow_share": tally.share(SHADOW), "round_trip_pixels": tally.rms,
    }  # fmt: skip


def placed(grid: RadarGrid, extremes: tuple[float, float] = (0.0, 0.0)) -> tuple[Any, str]:
    """The geolocation grid's points as ground control points at the pixels of a radar grid.

    A product without a grid of its own is placed at the middle of the terrain's lowest and highest point.
    """
    points = grid.annotation.grid
    if np.isnan(points.slant_range).all():
        points = pinned(grid.geometry, points.line, points.pixel, sum(extremes) / 2)
    line, _ = grid.geometry(points.latitude, points.longitude, points.height)
    rows, cols = grid.positions(line, points.pixel)
    return ground_control(rows + 0.5, cols + 0.5, points.latitude, points.longitude, points.height)


def _contents(
    grid: RadarGrid, parameters: dict[str, Any], extremes: tuple[float, float]
) -> tuple[Content, Content]:
    where: dict[str, Any] = {"parameters": parameters, "ground_control": placed(grid, extremes)}
    where["algorithm"] = "aurorasar:lookuptable"
    return (
        Content(Grid(grid.shape), BANDS, np.float64, **where),
        Content(Grid(grid.shape), ["mask"], np.uint8, nodata=0, categorical=True, **where),
    )


def _computed(block: TerrainBlock, grid: RadarGrid) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Table, mask, and squared distances of some pixels from themselves after a way to the ground and back."""
    found = block.located()
    some = slice(None, None, CHECKED)
    ground = (found.latitude[some, some], found.longitude[some, some], found.height[some, some])
    row, col = grid.positions(*grid.geometry(*ground))
    rows, cols = np.indices((block.window.rows, block.window.cols))[:, some, some]
    squares = (row - rows - block.window.row) ** 2 + (col - cols - block.window.col) ** 2
    return np.stack(found[:4]), found.mask, squares
