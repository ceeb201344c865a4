"""Bring a secondary image onto the grid of a primary one, by both orbits and a terrain model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk, watched
from ...errors import InputError
from ...grid import Grid, Window
from ...offsets import Offsets, TileOffset, fit_offsets, tile_offsets
from ...outputs import Outputs
from ...raster import Content, Layout
from ...resampling import RESAMPLINGS
from ...scale import Scale
from ..geometry.accuracy import Accuracy, reported
from ..geometry.heights import HEIGHT_SYSTEMS, open_heights
from ..geometry.looking_up import placed
from ..geometry.products import product_root
from ..geometry.radar_grid import TerrainSource, terrain_under
from ..opening import AUTOMATIC, SCALES, Log, check_choice, unsaid
from ..targets import Forked, Rasters
from .pair_grid import PairBlock, PairSource
from .pair_images import Layer
from .pair_opening import Opened, open_pair
from .pair_report import offset_section, offsets_in_words, secondary_sections, tell_residuals

ALGORITHM = "aurorasar:coregister"
BLOCK = (128, 512)
WINDOWS, SIDE = 6, 192
"""Windows down and across in which offsets are measured, and pixels in a side of each."""


@dataclass(frozen=True)
class CoregisterOptions:
    """Parameters of `coregister` with their defaults."""

    swath: str = ""
    """IW1, A and so on; empty where the products have one only."""

    polarisation: str = ""
    """Empty means the co-polarised one."""

    image: str = ""
    """Raster in the secondary product's grid, such as a calibrated one; empty means the product's own pixels."""

    primary_image: str = ""
    """The same of the primary, from which offsets are measured."""

    refine: bool = True
    """Measure what offset is left, and correct it where it is significant."""

    resampling: str = "cubic"
    """Of detected images, one of RESAMPLINGS; complex ones are interpolated by a windowed sinc."""

    scale: str = AUTOMATIC
    """Of `image` and `primary_image`, one of SCALES."""

    heights: str = AUTOMATIC
    """What the terrain model's heights count from, one of HEIGHT_SYSTEMS."""

    sea_level: bool = False
    """The ground lies at mean sea level where the terrain model has no heights."""

    orbit: str = ""
    """Path of an orbit file (EOF) that overrides the primary's annotated orbit."""

    secondary_orbit: str = ""
    """The same of the secondary."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no product could make right."""
        check_choice("resampling", self.resampling, RESAMPLINGS)
        check_choice("scale", self.scale, SCALES)
        check_choice("height system", self.heights, HEIGHT_SYSTEMS)
        check_choice("layout", self.layout, [layout.value for layout in Layout])


@dataclass(frozen=True)
class CoregisterFiles:
    """What a run writes; the primary's own pixels in the same grid and the report only if they are named."""

    output: str
    """The secondary image on the primary's grid (.tif)."""

    primary_output: str | None = None
    """The primary's own pixels in the same grid (.tif)."""

    report: str | None = None
    """A page on the accuracy of the geometry (.html)."""


@dataclass(frozen=True)
class CoregisterSummary:
    """What a run found out."""

    rows: int
    cols: int
    complex: bool
    valid_share: float
    offset_rows: float
    offset_cols: float
    """What geometry left, in the middle of the image: pixels that the secondary lay too far down and right; NaN where
    that cannot be told."""

    offset_error: float
    """Standard error of it, pixels."""

    tiles: int
    agreeing: int
    """Tiles that offsets were measured in, and those of them that the polynomial was fitted to."""

    corrected: bool
    """The offset was significant and is corrected."""

    accuracy: Accuracy
    """Of the primary's geometry."""


class _Piece(NamedTuple):
    """Rows of a block that lie in one burst, with the pixels that they need."""

    rows: slice
    burst: int
    window: Window
    pixels: NDArray[Any]


@dataclass(frozen=True)
class CoregisteredBlock:
    """What it takes to resample a block."""

    pair: PairBlock
    pieces: tuple[_Piece, ...]
    layer: Layer
    offsets: Offsets | None
    scale: tuple[float, float]

    def values(self) -> NDArray[Any]:
        """The secondary's pixels (bands, rows, cols), complex or linear intensity; NaN where there is none."""
        window = self.pair.terrain.window
        shape = (len(self.layer.names), window.rows, window.cols)
        found = np.full(shape, np.nan, self.pieces[0].pixels.dtype if self.pieces else np.float32)
        seen = self.pair.seen() if self.pieces else None
        for piece in self.pieces:
            if seen is not None:
                row, col = self.layer.position(piece.burst, seen.sensed(piece.rows))
                down, right = self._moved(piece.rows)
                area = self.layer.area(piece.burst)
                inside = (row >= area.row - 0.5) & (row <= area.row + area.rows - 0.5)
                row, col = np.where(inside, row + down, np.nan), col + right
                found[:, piece.rows] = self.layer.at(piece.burst, piece.window, piece.pixels, row, col)
        return found

    def _moved(self, rows: slice) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What the offsets add to positions, in the secondary's pixels."""
        window = self.pair.terrain.window
        row, col = np.indices((rows.stop - rows.start, window.cols), dtype=np.float64)
        if self.offsets is None:
            return np.zeros(row.shape), np.zeros(row.shape)
        down, right = self.offsets.at(row + window.row + rows.start, col + window.col)
        return down * self.scale[0], right * self.scale[1]


@dataclass(frozen=True)
class CoregisteredSource:
    """Reads blocks of the primary's grid with the secondary's pixels."""

    pair: PairSource
    opened: Opened
    offsets: Offsets | None = None

    def read(self, window: Window) -> Any:
        """A CoregisteredBlock."""
        block, layer = self.pair.read(window), self.opened.layer
        bursts = self.opened.bursts[window.row : window.row + window.rows]
        cuts = np.flatnonzero(np.diff(bursts)) + 1
        pieces = []
        for part in np.split(np.arange(window.rows), cuts):
            rows = slice(int(part[0]), int(part[-1]) + 1)
            burst = int(bursts[part[0]])
            area = self._area(block, window, rows, burst) if burst >= 0 else None
            if area is not None:
                pieces.append(_Piece(rows, burst, area, layer.read(burst, area)))
        return CoregisteredBlock(block, tuple(pieces), layer, self.offsets, self.opened.scale)

    def _area(self, block: PairBlock, window: Window, rows: slice, burst: int) -> Window | None:
        layer = self.opened.layer
        sensed = block.reach(window.row + rows.start - 0.5, window.row + rows.stop - 0.5)
        if sensed is None:
            return None
        row, col = layer.position(burst, sensed)
        margin, whole = layer.margin + self._most(), layer.area(burst)
        top, left = max(int(row.min()) - margin, whole.row), max(int(col.min()) - margin, whole.col)
        bottom = min(int(row.max()) + margin + 2, whole.row + whole.rows)
        right = min(int(col.max()) + margin + 2, whole.col + whole.cols)
        return Window(top, left, bottom - top, right - left) if bottom > top and right > left else None

    def _most(self) -> int:
        """Pixels that the offsets can move a position by."""
        if self.offsets is None or not self.offsets.known:
            return 0
        return int(np.ceil(np.abs(self.offsets.coefficients).sum(axis=0).max() * max(self.opened.scale)))


def coregister(
    primary: str,
    secondary: str,
    terrain: str,
    files: CoregisterFiles,
    options: CoregisterOptions = CoregisterOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> CoregisterSummary:
    """Resample the image of a secondary product onto the grid of a primary one.

    Pixels are those of `calibrate`: bursts merged. Complex images keep their phase: bursts are deramped, interpolated
    by a windowed sinc and reramped, each onto the primary's burst of the same ground. Raises InputError, OutputError
    or Cancelled.
    """
    options.check()
    model = open_heights(terrain, options.heights, log, options.sea_level)
    opened = open_pair(primary, secondary, options, log, progress)
    grid, secondary_side = opened.grid, (opened.other, opened.layer.geometry)
    tell_residuals(grid, *secondary_side, log)
    heights = terrain_under(grid, model)
    source = CoregisteredSource(PairSource(TerrainSource(grid, heights), opened.layer.geometry), opened)
    products = product_root(primary), product_root(secondary)
    inputs = [*products, terrain, options.image, options.primary_image, options.orbit, options.secondary_orbit]
    with heights.raster, Outputs(inputs) as outputs:
        for close in opened.closers:
            outputs.close_on_exit(close)
        offsets = _measured(source, stage(progress, 0.02, 0.2), log) if options.refine else None
        if offsets is not None and offsets.significant:
            source = replace(source, offsets=offsets)
        names = {"primary": primary, "secondary": secondary, "terrain": heights.raster.name}
        parameters = {**names, **asdict(options)}
        accuracy = reported(
            outputs, files.report, grid, heights, ALGORITHM, parameters, log,
            lambda: (offset_section(offsets), *secondary_sections(*secondary_side)),
        )  # fmt: skip
        contents = _contents(opened, heights.extremes, parameters)
        rasters = Rasters(outputs, zip((files.output, files.primary_output), contents), Layout(options.layout))
        image, own = rasters.targets
        walk(
            grid.shape, [source, opened.primary], lambda block, pixels: (_written(block.values(), opened), pixels),
            [image, own if files.primary_output else Forked()], block=BLOCK, progress=stage(progress, 0.2, 0.8),
        )  # fmt: skip
        if not rasters.written[0].valid_share:
            raise InputError(
                "No pixel of the secondary image lies on the primary one and the terrain model: choose products of the "
                "same ground, and a terrain model that covers it."
            )
        rasters.finish(stage(progress, 0.8, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    found = offsets or fit_offsets([], 0, grid.shape)
    return CoregisterSummary(
        *grid.shape, opened.is_complex, rasters.written[0].valid_share,
        *found.central, found.error, found.tiles, found.agreeing, found.significant, accuracy,
    )  # fmt: skip


def _written(values: NDArray[Any], opened: Opened) -> NDArray[Any]:
    """In the scale of the input."""
    if opened.is_complex:
        return values.astype(np.complex64)
    return opened.output_scale.from_intensity(values)


def _contents(
    opened: Opened, extremes: tuple[float, float], parameters: dict[str, Any]
) -> tuple[Content, Content]:
    where: dict[str, Any] = {"parameters": parameters, "algorithm": ALGORITHM}
    where["ground_control"] = placed(opened.grid, extremes)
    grid, unit = Grid(opened.grid.shape), "" if opened.is_complex else opened.output_scale.unit
    own_unit = "" if opened.primary.is_complex else Scale.INTENSITY.unit
    return (
        Content(grid, opened.layer.names, np.complex64 if opened.is_complex else np.float32, unit=unit, **where),
        Content(
            grid, opened.primary.names, np.complex64 if opened.primary.is_complex else np.float32, unit=own_unit,
            **where,
        ),
    )  # fmt: skip


def _measured(source: CoregisteredSource, progress: Progress, log: Log) -> Offsets:
    """Offsets of the secondary as geometry brings it, from windows spread over the primary."""
    shape, found, tiles = source.opened.grid.shape, [], 0
    for number, window in enumerate(watched(_windows(shape), progress, 0.0)):
        first = _amplitude(source.opened.primary.read(window))
        second = _amplitude(source.read(window).values())
        for one in tile_offsets(first, second):
            tiles += 1
            if one is not None:
                found.append(TileOffset(one.row + window.row, one.col + window.col, one.down, one.right))
        check_cancelled(progress, (number + 1) / WINDOWS**2)
    offsets = fit_offsets(found, tiles, shape)
    log(f"Offset that geometry leaves: {offsets_in_words(offsets)}.")
    return offsets


def _amplitude(values: NDArray[Any]) -> NDArray[Any]:
    """The first band, complex or as amplitude."""
    return values[0] if np.iscomplexobj(values) else np.sqrt(values[0])


def _windows(shape: tuple[int, int]) -> Iterator[Window]:
    """Spread evenly and side by side, so that no tile counts twice; a small image is one window."""
    counts = [max(min(WINDOWS, size // SIDE), 1) for size in shape]
    sides = [size if count == 1 else SIDE for size, count in zip(shape, counts)]
    starts = [np.linspace(0, size - side, count).astype(int) for size, side, count in zip(shape, sides, counts)]
    for row in starts[0]:
        for col in starts[1]:
            yield Window(int(row), int(col), sides[0], sides[1])
