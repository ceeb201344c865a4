"""Coherence and interferogram of a co-registered pair of complex images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, Source, check_cancelled, stage, unheard, walk
from ...errors import InputError
from ...grid import Window
from ...interferometry import coherence, interferogram, mean_of_unrelated
from ...outputs import Outputs
from ...raster import Content, Layout, Raster
from ..geometry.accuracy import Accuracy
from ..geometry.heights import HEIGHT_SYSTEMS
from ..geometry.radar_grid import Floats
from ..opening import AUTOMATIC, Log, check_choice, unsaid
from ..same_ground import check_same_ground
from ..targets import Forked, Rasters
from .path_phases import NoPhase, Pair, open_path_phases

ALGORITHM = "aurorasar:coherence"
BLOCK = (128, 512)


@dataclass(frozen=True)
class CoherenceOptions:
    """Parameters of `measure_coherence` with their defaults."""

    rows: int = 5
    """Of the window, odd."""

    cols: int = 15
    """Of the window, odd: about square on the ground for Sentinel-1's single-look complex images."""

    swath: str = ""
    """Of the products; empty where they have one only."""

    polarisation: str = ""
    """Of the products; empty means the co-polarised one."""

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
        """Raise InputError for values that no pair could make right."""
        if min(self.rows, self.cols) < 1 or self.rows % 2 == 0 or self.cols % 2 == 0 or self.rows * self.cols < 3:
            raise InputError(
                f"A window of {self.rows} x {self.cols} pixels is not possible: choose odd numbers, such as 5 and 15."
            )
        check_choice("height system", self.heights, HEIGHT_SYSTEMS)
        check_choice("layout", self.layout, [layout.value for layout in Layout])


@dataclass(frozen=True)
class CoherenceFiles:
    """What a run writes; all but the coherence only if they are named."""

    coherence: str
    """Magnitude from 0 to 1 (.tif)."""

    phase: str | None = None
    """Of the averaged interferogram, radians (.tif)."""

    interferogram: str | None = None
    """Complex, not averaged (.tif)."""

    report: str | None = None
    """On the geometry of the pair's products."""


@dataclass(frozen=True)
class CoherenceSummary:
    """What a run found out."""

    rows: int
    cols: int
    valid_share: float
    mean: float
    """Of the coherence."""

    mean_of_unrelated: float
    """What pixels without any coherence would show at least: that of a window of independent pixels."""

    accuracy: Accuracy | None
    """Of the primary's geometry, if the phase of flat earth and topography was removed by it."""


class _Mean:
    """A target that averages what it gets."""

    def __init__(self) -> None:
        self.total, self.count = 0.0, 0

    def write(self, window: Window, values: NDArray[Any]) -> None:
        seen = np.isfinite(values)
        self.total += float(np.sum(values, where=seen, dtype=np.float64))
        self.count += int(np.count_nonzero(seen))


@dataclass(frozen=True)
class _ComplexBand:
    """The first band of a raster. Reads as a Source."""

    raster: Raster

    def read(self, window: Window) -> NDArray[np.complex64]:
        return self.raster.read_complex(window, [0])[0]


def measure_coherence(
    primary: str,
    secondary: str,
    files: CoherenceFiles,
    options: CoherenceOptions = CoherenceOptions(),
    pair: Pair | None = None,
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> CoherenceSummary:
    """Coherence of two complex rasters in one grid, as `coregister` writes them, over a window.

    With the products and the terrain of the `pair`, the phase of flat earth and topography is removed first, which
    otherwise lowers the coherence of windows across several fringes. Raises InputError, OutputError or Cancelled.
    """
    options.check()
    if pair is None and files.report:
        raise InputError("The report is on the geometry of the products: give both and the terrain model, or none.")
    inputs = [primary, secondary, options.orbit, options.secondary_orbit, *(pair.inputs if pair else ())]
    with Outputs(inputs) as outputs:
        images = [_open(path, outputs.close_on_exit) for path in (primary, secondary)]
        shape = images[0].grid.shape
        if images[1].grid.shape != shape:
            raise InputError(f"{images[0].name} and {images[1].name} differ in size: coregister one onto the other.")
        maps = [image.grid for image in images if image.grid.crs]
        if len(maps) == 2 and maps[0].offset_in(maps[1]) != (0, 0):
            raise InputError(
                f"{images[0].name} and {images[1].name} lie on different grids: coregister one onto the other, or "
                "bring them onto one grid."
            )
        check_same_ground(images[0], images[1], log)
        paths = None if pair is None else open_path_phases(pair, shape, options, log)
        parameters = {"primary": images[0].name, "secondary": images[1].name, **asdict(options)}
        accuracy = None
        if pair is None or paths is None:
            log("The phase of flat earth and topography is not removed, as no products and terrain model are given.")
        else:
            parameters["products"] = asdict(pair)
            outputs.close_on_exit(paths.heights.raster.close)
            accuracy = paths.accuracy(outputs, files.report, ALGORITHM, parameters, log)
        removed: Source = paths or NoPhase()
        contents = _contents(images, parameters)
        wanted = (files.coherence, files.phase, files.interferogram)
        rasters = Rasters(outputs, zip(wanted, contents), Layout(options.layout))
        level, value, phase = _Mean(), *rasters.targets[:2]
        walk(
            shape, [_ComplexBand(images[0]), _ComplexBand(images[1]), removed],
            lambda one, two, phase: _computed(one, two, phase, (options.rows, options.cols)),
            [Forked(value, level), phase, rasters.targets[2]],
            halo=max(options.rows, options.cols) // 2, block=BLOCK, progress=stage(progress, 0.0, 0.7),
        )  # fmt: skip
        if not level.count:
            raise InputError(
                f"No window of {options.rows} x {options.cols} pixels has data of both {images[0].name} and "
                f"{images[1].name} in a quarter of it: choose images of the same ground, or a smaller window."
            )
        rasters.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return CoherenceSummary(
        *shape, rasters.written[0].valid_share, level.total / level.count,
        mean_of_unrelated(options.rows * options.cols), accuracy,
    )  # fmt: skip


def _open(path: str, close_on_exit: Callable[[Callable[[], None]], None]) -> Raster:
    raster = Raster.open(path)
    close_on_exit(raster.close)
    if not raster.is_complex:
        raise InputError(f"{raster.name} is not complex: choose single-look complex images, as coregister writes them.")
    return raster


def _computed(
    first: NDArray[np.complex64], second: NDArray[np.complex64], removed: Callable[[], Floats] | None,
    window: tuple[int, int],
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:  # fmt: skip
    crossed = interferogram(first, second, None if removed is None else removed())
    return (*coherence(first, second, crossed, window), crossed)


def _contents(images: list[Raster], parameters: dict[str, Any]) -> tuple[Content, Content, Content]:
    where: dict[str, Any] = {"parameters": parameters, "algorithm": ALGORITHM}
    where["ground_control"] = images[0].ground_control()
    grid = images[0].grid
    return (
        Content(grid, ["coherence"], **where),
        Content(grid, ["phase"], unit="radian", **where),
        Content(grid, ["interferogram"], np.complex64, **where),
    )
