"""Look-up table of a radar image: the ground of each of its pixels."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk
from ...errors import InputError
from ...geometry.nisar import pinned
from ...grid import Grid
from ...outputs import Outputs
from ...raster import Content, Layout, ground_control
from ..opening import Log, unsaid
from ..targets import Forked, Rasters
from .accuracy import Accuracy, reported
from .grid_options import RadarGridOptions
from .heights import Heights, open_heights
from .radar_grid import LAYOVER, SHADOW, RadarGrid, TerrainBlock, TerrainSource, open_product_grid, terrain_under
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
    """Latitude, longitude, height and incidence angle of every pixel (.tif)."""

    mask: str | None = None
    """Where pixels lie in layover or shadow, or have no ground, as classes."""

    report: str | None = None
    """A page on the accuracy of the geometry (.html)."""


@dataclass(frozen=True)
class LookupSummary:
    """What a run found out."""

    rows: int
    cols: int
    mapped_share: float
    """Of the pixels, whose ground is known."""

    layover_share: float
    shadow_share: float
    """Of the mapped ones."""

    round_trip_pixels: float
    """Radar to ground and back by exact geometry, lines and samples together, rms."""

    accuracy: Accuracy
    reused: bool = False
    """The table was in the cache."""


@dataclass(frozen=True)
class _Asked:
    """A table, as it was asked for."""

    grid: RadarGrid
    heights: Heights
    product: str
    """Its folder or file."""

    options: LookupOptions

    @property
    def parameters(self) -> dict[str, Any]:
        return {"product": self.product, "terrain": self.heights.raster.name, **asdict(self.options)}

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.product, self.heights.raster.path, self.options.orbit


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
    model = open_heights(terrain, options.heights, log, options.sea_level)
    image, grid = open_product_grid(product, options.swath, options.orbit, options.looks, log)
    heights = terrain_under(grid, model)
    asked = _Asked(grid, heights, image.folder, options)
    with heights.raster, Outputs(asked.inputs) as outputs:
        accuracy = reported(outputs, files.report, grid, heights, "aurorasar:lookuptable", asked.parameters, log)
        if options.cache:
            figures, reused = _cached(asked, files, progress, log)
        else:
            figures, reused = _written(asked, files, progress), False
        outputs.publish()
    return LookupSummary(
        *grid.shape, figures["mapped_share"], figures["layover_share"], figures["shadow_share"],
        figures["round_trip_pixels"], accuracy, reused,
    )  # fmt: skip


def _cached(asked: _Asked, files: LookupFiles, progress: Progress, log: Log) -> tuple[dict[str, float], bool]:
    """The table from the cache, where it is put first if it is not there; and whether it was."""
    key = table_key(asked.grid, asked.heights, asked.options.layout, stage(progress, 0.0, 0.05))
    kept = KeptTable(open_cache(asked.options.cache), key)
    figures = kept.figures()
    reused = figures is not None
    if figures is None:
        figures = _written(asked, LookupFiles(kept.table, kept.mask), stage(progress, 0.05, 0.98))
        kept.keep(figures)
    else:
        log("The table of this product, terrain model and grid is in the cache: it is not computed again.")
    check_cancelled(progress, 0.99)
    kept.copy_to(files.table, files.mask, (*asked.inputs, kept.table, kept.mask))
    return figures, reused


def _written(asked: _Asked, files: LookupFiles, progress: Progress) -> dict[str, float]:
    """Compute the table and write it; the shares and the round trip of the summary."""
    grid, heights = asked.grid, asked.heights
    contents = _contents(grid, asked.parameters, heights.extremes)
    tally = Tally()
    with Outputs(asked.inputs) as outputs:
        rasters = Rasters(outputs, zip((files.table, files.mask), contents), Layout(asked.options.layout))
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
