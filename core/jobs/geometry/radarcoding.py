"""Maps onto the radar's grid: land cover, heights, other images, any raster."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, Source, check_cancelled, stage, unheard, walk
from ...errors import InputError
from ...grid import Grid, Window
from ...outputs import Outputs
from ...raster import Content, Layout, Raster
from ...resampling import MOST_SAMPLES, REACH, RESAMPLINGS, averaged
from ..opening import AUTOMATIC, Array, Log, check_choice, chosen_bands, unsaid
from ..targets import Forked, Rasters
from .accuracy import Accuracy
from .grid_options import RadarcodeFiles, RadarGridOptions
from .heights import positions_in
from .looking_up import BLOCK
from .placed_grid import PlacedBlock, PlacedGrid
from .radar_grid import (
    LAYOVER,
    SHADOW,
    Floats,
    RadarGrid,
    TerrainBlock,
)
from .scenes import open_scene
from .tally import Tally

AVERAGE = "average"
RADARCODINGS = (AUTOMATIC, *RESAMPLINGS, AVERAGE)

NO_CLASS = -2_147_483_648
"""No data of integer outputs, which leaves all numbers that a map of classes can have."""

MOST_CLASS = 1 << 24
"""Above it whole numbers lose digits on their way."""


@dataclass(frozen=True)
class RadarcodeOptions(RadarGridOptions):
    """Parameters of `radarcode` with their defaults."""

    resampling: str = AUTOMATIC
    """One of RADARCODINGS; automatic is nearest for classes (integers without a unit), else bilinear."""

    bands: tuple[int, ...] = ()
    """Counted from 1; none means all."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        super().check()
        check_choice("resampling", self.resampling, RADARCODINGS)


@dataclass(frozen=True)
class RadarcodeSummary:
    """What a run found out."""

    rows: int
    cols: int
    resampling: str
    valid_share: float
    layover_share: float
    shadow_share: float
    """Of the pixels whose ground is known."""

    accuracy: Accuracy


@dataclass(frozen=True)
class _Piece:
    """A block of the radar grid and the part of the map that it needs."""

    block: TerrainBlock | PlacedBlock
    values: Array
    origin: tuple[int, int]


@dataclass(frozen=True)
class _Pieces:
    """Reads a radar grid's blocks with their part of a map."""

    terrain: Source
    map: Raster
    bands: tuple[int, ...]

    def read(self, window: Window) -> Any:
        """A _Piece."""
        block: Any = self.terrain.read(window)
        reach = block.reach_on_map()
        area = None if reach is None else self._area(*reach)
        if area is None:
            return _Piece(block, np.full((len(self.bands), 1, 1), np.nan, np.float32), (0, 0))
        return _Piece(block, self.map.read(area, self.bands), (area.row, area.col))

    def _area(self, rows: Floats, cols: Floats) -> Window | None:
        shape, margin = self.map.grid.shape, REACH + 2
        top, left = (max(int(np.floor(one.min())) - margin, 0) for one in (rows, cols))
        bottom, right = (min(int(np.ceil(one.max())) + margin + 1, most) for one, most in zip((rows, cols), shape))
        return Window(top, left, bottom - top, right - left) if bottom > top and right > left else None


def radarcode(
    source: str,
    product: str,
    terrain: str,
    files: RadarcodeFiles,
    options: RadarcodeOptions = RadarcodeOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> RadarcodeSummary:
    """Bring a map's raster into the grid of a Sentinel-1 image, by orbit and terrain model.

    Instead of a product, a raster with a geometry of its own will do (geolocation arrays, ground control points, bands
    of latitude and longitude), and needs no terrain model.

    Pixels are those of `calibrate`: bursts merged, and looks averaged if asked for. Integers with nearest resampling
    stay integers. Raises InputError, OutputError or Cancelled.
    """
    options.check()
    scene = open_scene(product, terrain, options, log)
    grid, (raster, bands) = scene.grid, _open_map(source, options)
    method = _method(options.resampling, raster, log)
    names = {"input": raster.name, **scene.names}
    where: dict[str, Any] = {"parameters": {**names, **asdict(options)}, "ground_control": scene.control()}
    where["algorithm"] = "aurorasar:radarcode"
    samples = _samples(grid, raster.grid)
    classes = raster.is_integer and method == "nearest"
    kind: dict[str, Any] = {"dtype": np.int32, "nodata": NO_CLASS, "categorical": True} if classes else {}
    contents = (
        Content(Grid(grid.shape), [raster.descriptions[band] for band in bands], **where, **kind),
        Content(Grid(grid.shape), ["mask"], np.uint8, nodata=0, categorical=True, **where),
    )
    tally, pieces = Tally(), _Pieces(scene.blocks(raster.grid), raster, bands)
    with raster, scene, Outputs([source, *scene.inputs]) as outputs:
        accuracy = scene.accuracy(outputs, files.report, where["algorithm"], where["parameters"], log)
        rasters = Rasters(outputs, zip((files.image, files.mask), contents), Layout(options.layout))
        coded, mask = rasters.targets
        walk(
            grid.shape, [pieces], lambda piece: _computed(piece, method, raster.name if classes else "", samples),
            [coded, Forked(mask, tally)],
            halo=1 if method == AVERAGE else 0, block=BLOCK, progress=stage(progress, 0.0, 0.7),
        )  # fmt: skip
        if not rasters.written[0].valid_share:
            raise InputError(f"No pixel of the image lies on both {raster.name} and {scene.ground}.")
        rasters.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return RadarcodeSummary(
        *grid.shape, method, rasters.written[0].valid_share, tally.share(LAYOVER), tally.share(SHADOW),
        accuracy,
    )  # fmt: skip


def _open_map(source: str, options: RadarcodeOptions) -> tuple[Raster, tuple[int, ...]]:
    raster = Raster.open(source)
    if raster.is_complex:
        raise InputError(f"{raster.name} holds complex numbers: choose its amplitude or phase as a raster of its own.")
    bands = chosen_bands(raster, options.bands)
    if not raster.grid.on_ellipsoid:
        raise InputError(
            f"{raster.name} has no coordinate reference system of the ground: assign the right one "
            "(Raster > Projections > Assign Projection)."
        )
    return raster, bands


def _method(chosen: str, raster: Raster, log: Log) -> str:
    if chosen != AUTOMATIC:
        return chosen
    found, why = "bilinear", "decimals"
    if raster.is_integer and any(raster.units):
        why = f"integers with a unit, {next(filter(None, raster.units))}"
    elif raster.is_integer:
        found, why = "nearest", "integers without a unit, taken as classes"
    log(f"{raster.name}: resampled as {found} ({why}; choose another one if this is wrong).")
    return found


def _samples(grid: RadarGrid | PlacedGrid, onto: Grid) -> tuple[int, int]:
    """Map pixels in one row and one column of the radar grid, in its middle; 1 at least and MOST_SAMPLES at most."""
    row, col = grid.shape[0] / 2, grid.shape[1] / 2
    rows, cols = np.array([row, row + 1, row]), np.array([col, col, col + 1])
    ground = grid.geometry.back(grid.lines(rows), grid.pixels(cols), np.zeros(3))
    steps = [np.abs(one[1:] - one[0]) for one in positions_in(onto, *ground)]
    down, right = np.clip(np.ceil(np.nan_to_num(np.maximum(*steps))), 1, MOST_SAMPLES)
    return int(down), int(right)


def _computed(
    piece: _Piece, method: str, classes_of: str, samples: tuple[int, int]
) -> tuple[NDArray[Any], NDArray[np.uint8]]:
    """Values, whole numbers for the classes of a map of that name, and the mask."""
    found = piece.block.located()
    row, col = found.on_map[0] - piece.origin[0], found.on_map[1] - piece.origin[1]
    if method == AVERAGE:
        return averaged(piece.values, row, col, samples), found.mask
    values = RESAMPLINGS[method](piece.values, row, col)
    if not classes_of:
        return values, found.mask
    most = float(np.nanmax(np.abs(values), initial=0))
    if most > MOST_CLASS:
        raise InputError(
            f"{classes_of} has the class {most:.0f}, but above {MOST_CLASS} numbers lose digits: declare it as nodata "
            "if it is none, give smaller numbers to the classes, or choose another resampling."
        )
    return np.where(np.isnan(values), NO_CLASS, np.nan_to_num(values)).astype(np.int32), found.mask
