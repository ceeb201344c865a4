"""The part of a raster that an extent covers, in whole pixels that stay as they are."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import numpy as np

from ..blocks import Progress, check_cancelled, unheard
from ..errors import InputError
from ..grid import Grid, Window
from ..outputs import Outputs
from ..paths import version
from ..raster import SUFFIXES, Raster, copy_window
from .opening import Log, unsaid


@dataclass(frozen=True)
class CropOptions:
    """Parameters of `crop` with their defaults."""

    extent: tuple[float, ...] = ()
    """West, east, south, north in the raster's CRS; none means the whole raster."""

    most: int = 0
    """Rows and columns at most, around the middle; 0 means no limit."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        if self.extent and len(self.extent) != 4:
            raise InputError("An extent is four numbers: west, east, south and north.")
        if self.most < 0:
            raise InputError(f"At most {self.most} rows and columns are none: give a positive number, or 0 for all.")


@dataclass(frozen=True)
class CropSummary:
    """What was copied."""

    row: int
    col: int
    rows: int
    cols: int


def crop(
    source: str,
    output: str,
    options: CropOptions = CropOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> CropSummary:
    """Copy the pixels that an extent touches; values, type, band names and metadata stay as they are.

    A raster that has ground control points only is cropped around its middle, since an extent does not tell which
    pixels are meant. Raises InputError where the extent misses the raster, OutputError or Cancelled.
    """
    options.check()
    with Raster.open(source) as raster:
        grid, scattered = raster.grid, not raster.georeferenced and bool(raster.ground_control()[0])
        window = grid.window
        if scattered and options.extent:
            log(f"{raster.name} has ground control points and no geotransform: its middle is taken.")
        elif options.extent:
            window = _covered(grid, options.extent, raster.name)
    window = _middle(window, options.most) if options.most else window
    metadata = {
        "AURORASAR_ALGORITHM": "aurorasar:crop",
        "AURORASAR_PARAMETERS": json.dumps(asdict(options)),
        "AURORASAR_VERSION": version(),
    }
    with Outputs([source]) as outputs:
        part = outputs.reserve(output, SUFFIXES)
        copy_window(source, window, part, metadata)
        check_cancelled(progress, 1.0)
        outputs.publish()
    return CropSummary(window.row, window.col, window.rows, window.cols)


def _covered(grid: Grid, extent: tuple[float, ...], name: str) -> Window:
    """The pixels that the extent touches."""
    west, east, south, north = extent
    rows, cols = grid.shown.to_pixel(np.array([west, east, east, west]), np.array([north, north, south, south]))
    top, bottom = (int(one) for one in np.clip([np.floor(rows.min()), np.ceil(rows.max())], 0, grid.shape[0]))
    left, right = (int(one) for one in np.clip([np.floor(cols.min()), np.ceil(cols.max())], 0, grid.shape[1]))
    if bottom <= top or right <= left:
        raise InputError(f"The extent does not touch {name}: choose one that does, in the raster's CRS.")
    return Window(top, left, bottom - top, right - left)


def _middle(window: Window, most: int) -> Window:
    rows, cols = min(window.rows, most), min(window.cols, most)
    return Window(window.row + (window.rows - rows) // 2, window.col + (window.cols - cols) // 2, rows, cols)
