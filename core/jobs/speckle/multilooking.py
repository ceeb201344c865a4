"""Average pixels of a raster in azimuth and range."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from ...blocks import Progress, check_cancelled, stage, unheard, walk
from ...errors import InputError
from ...grid import Grid, Window
from ...outputs import Outputs
from ...raster import Content, Layout
from ...speckle.moments import Array
from ..opening import AUTOMATIC, SCALES, Backscatter, Log, check_choice, open_backscatter, unsaid
from ..targets import reserved

PIXELS = 512 * 1024
"""Of the input that one block reads."""


@dataclass(frozen=True)
class MultilookOptions:
    """Parameters of `multilook` with their defaults."""

    azimuth: int = 2
    """Rows that are averaged into one."""

    range: int = 2
    """Columns that are averaged into one."""

    scale: str = AUTOMATIC
    """What the values mean, one of SCALES."""

    bands: tuple[int, ...] = ()
    """Counted from 1; none means all."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        if self.azimuth < 1 or self.range < 1 or self.azimuth * self.range < 2:
            raise InputError(
                f"{self.azimuth} x {self.range} pixels are to be averaged: choose at least 1 each, 2 for one."
            )
        check_choice("scale", self.scale, SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])


@dataclass(frozen=True)
class MultilookSummary:
    """The output's size and share of valid pixels."""

    rows: int
    cols: int
    valid_share: float


@dataclass(frozen=True)
class _Reader:
    """Reads the input pixels that windows of the output are made of."""

    image: Backscatter
    azimuth: int
    range: int

    def read(self, window: Window) -> Array:
        down, right = self.azimuth, self.range
        return self.image.read(Window(window.row * down, window.col * right, window.rows * down, window.cols * right))


def multilook(
    source: str,
    output: str,
    options: MultilookOptions = MultilookOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> MultilookSummary:
    """Mean intensity of blocks of azimuth x range pixels, in the scale of the input.

    Every block counts its valid pixels only; rows and columns that fill no whole block at the lower and right border
    are dropped, as usual. Georeference and ground control points follow. Raises InputError, OutputError or Cancelled.
    """
    options.check()
    opened = open_backscatter(source, options.scale, options.bands, log, progress)
    down, right = options.azimuth, options.range
    shape = (opened.grid.shape[0] // down, opened.grid.shape[1] // right)
    if min(shape) < 1:
        raise InputError(
            f"{opened.raster.name} has {opened.grid.shape[0]} rows and {opened.grid.shape[1]} columns, too few to "
            f"average {down} x {right} pixels: choose fewer."
        )
    x, dx_col, dx_row, y, dy_col, dy_row = opened.grid.transform
    transform = (x, dx_col * right, dx_row * down, y, dy_col * right, dy_row * down)
    content = Content(
        Grid(shape, transform, opened.grid.crs), opened.names,
        unit=opened.scale.unit, algorithm="aurorasar:multilook",
        parameters={"input": opened.raster.name, **asdict(options)},
        ground_control=opened.raster.ground_control((down, right)),
    )  # fmt: skip
    layout = Layout(options.layout)
    with opened.raster, Outputs([source]) as outputs:
        target = reserved(outputs, output, content, layout)

        def compute(pixels: Array) -> Array:
            return opened.from_intensity(block_means(pixels, down, right))

        rows = max(1, 256 // down)
        block = (rows, max(1, PIXELS // (rows * down * right)))
        walk(shape, [_Reader(opened, down, right)], compute, [target], block=block, progress=stage(progress, 0.02, 0.7))
        target.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return MultilookSummary(*shape, target.valid_share)


def block_means(pixels: Array, down: int, right: int) -> Array:
    """Means of the valid ones of down x right pixels; NaN where none is valid. Whole blocks only."""
    bands, rows, cols = pixels.shape
    split = pixels.reshape(bands, rows // down, down, cols // right, right)
    valid = np.isfinite(split)
    total = np.where(valid, split, np.float32(0)).sum(axis=(2, 4))
    with np.errstate(invalid="ignore"):
        mean: Array = total / valid.sum(axis=(2, 4), dtype=np.float32)
    return mean
