"""From a map of change strength to classes and polygons with thresholds of the analyst's own; and its histogram."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk
from ...change import Direction, Histogram, classify, halo
from ...change.explanation import NEIGHBOURS, Levels, levels
from ...errors import InputError
from ...grid import Window
from ...outputs import Outputs
from ...raster import VECTOR_SUFFIXES, Content, Raster, RasterTarget
from ..opening import Array, Log, check_choice, unsaid
from ..targets import reserved
from .explained import Explained, explained
from .explaining import scene_levels
from .files import CLASSES_BAND, Areas
from .options import CALIBRATED
from .polygons import Description, PolygonTargets

MERGED = 10
"""Bins of `change.Histogram` in a bin of `StrengthHistogram`: 0.15 dB."""

UNKNOWN = levels(0.0, False)
"""Of polygons without an explanation, which have no kind."""


@dataclass(frozen=True)
class ClassifyOptions:
    """Parameters of `classify_strength` with their defaults."""

    decrease_db: float = 3.0
    """Darker by more than this is a decrease."""

    increase_db: float = 3.0
    """Brighter by more than this is an increase."""

    minimum_pixels: int = 20
    """Connected changes of fewer pixels are dropped, and smaller holes in changes filled; 0 keeps all."""

    minimum_hectares: float = 0.0
    """Polygons of a smaller area are left out."""

    calibrated: str = "auto"
    """Whether the levels that kinds of change refer to are absolute, one of CALIBRATED."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        if not (self.decrease_db > 0 and self.increase_db > 0):
            raise InputError("Both thresholds are amounts in dB above zero, such as 3.")
        if self.minimum_pixels < 0 or self.minimum_hectares < 0:
            raise InputError("The smallest change cannot be negative: give 0 to keep all.")
        check_choice("answer to whether the input is calibrated", self.calibrated, CALIBRATED)


@dataclass(frozen=True)
class ClassifySummary:
    """What was found; hectares on the ellipsoid, NaN without a CRS."""

    decrease_ha: float
    increase_ha: float
    decrease_pixels: int
    increase_pixels: int
    polygons: int


@dataclass(frozen=True)
class StrengthHistogram:
    """Counts of a sample of a strength raster, and what the whole amounts to."""

    low: float
    """The first bin's lower edge in dB."""

    step: float
    """Width of a bin in dB."""

    counts: tuple[int, ...]
    sampled: float
    """Share of the raster's pixels that were read, 0 to 1."""

    pixels: int
    """Valid pixels of the whole raster, estimated from the sample."""

    hectares: float
    """Their area; NaN without a CRS."""


class _Strength:
    """The first band of a raster, as a Source of `walk`."""

    def __init__(self, raster: Raster) -> None:
        self._raster = raster

    def read(self, window: Window) -> NDArray[np.float32]:
        return self._raster.read(window, [0])


def classify_strength(
    source: str,
    classes: str,
    polygons: str | None = None,
    options: ClassifyOptions = ClassifyOptions(),
    *,
    explanation: str | None = None,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> ClassifySummary:
    """Write the classes 1 decrease, 2 none, 3 increase of a signed strength in dB (first band), and polygons.

    Small changes are dropped as in `change.classify`. With the `explanation` that detect_change wrote with the
    strength, polygons carry what it says of their pixels. Raises InputError, OutputError or Cancelled; then there is
    no output.
    """
    options.check()
    inputs = [path for path in (source, explanation) if path]
    with Raster.open(source) as raster, Outputs(inputs) as outputs:
        grid, strength = raster.grid, _Strength(raster)
        why = _explanation(explanation, outputs)
        told = explained(raster, why)
        content = Content(
            grid, [CLASSES_BAND], np.uint8, 0, categorical=True, algorithm="aurorasar:classifychange",
            parameters={"strength": raster.name, **asdict(options)}, ground_control=raster.ground_control(),
        )  # fmt: skip
        target = reserved(outputs, classes, content)
        vector = outputs.reserve(polygons, VECTOR_SUFFIXES) if polygons else None
        drawn = PolygonTargets(outputs, vector, target.part, grid) if vector else None
        areas = Areas(grid)
        walk(
            grid.shape, [strength], _compute(options), [target, areas, *([drawn.changed] if drawn else [])],
            halo=halo(options.minimum_pixels), block=raster.block, progress=stage(progress, 0.0, 0.5),
        )  # fmt: skip
        if not areas.pixels[1:].any():
            raise InputError(f"{raster.name} holds no valid pixels: choose a change strength in dB.")
        if not areas.pixels[[Direction.DECREASE, Direction.INCREASE]].any():
            log(f"Nothing in {raster.name} is as strong as the thresholds over {options.minimum_pixels} pixels.")
        levels = scene_levels(_before(told), options.calibrated, log) if why else UNKNOWN
        written = _draw(drawn, raster, target, told, levels, options, stage(progress, 0.5, 0.85)) if drawn else 0
        target.finish(stage(progress, 0.85, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return ClassifySummary(
        float(areas.hectares[Direction.DECREASE]), float(areas.hectares[Direction.INCREASE]),
        int(areas.pixels[Direction.DECREASE]), int(areas.pixels[Direction.INCREASE]), written,
    )  # fmt: skip


def _explanation(path: str | None, outputs: Outputs) -> Raster | None:
    if not path:
        return None
    raster = Raster.open(path)
    outputs.close_on_exit(raster.close)
    return raster


def _before(told: Explained) -> Iterator[Array]:
    """Linear intensity of the before image's first band, from windows spread over the raster."""
    first = told.layers[0]
    return (first.convert(sample) for sample in first.raster.sample([first.band]))


def _draw(
    drawn: PolygonTargets, raster: Raster, classes: RasterTarget, told: Explained, levels: Levels,
    options: ClassifyOptions, progress: Progress,
) -> int:  # fmt: skip
    """Write the polygons; how many there are."""
    regions = drawn.number(_Strength(raster), stage(progress, 0.0, 0.3))
    means = drawn.means(regions, told.names)
    walk(
        raster.grid.shape, [told, classes], told, [means], halo=NEIGHBOURS // 2, block=raster.block,
        progress=stage(progress, 0.3, 0.6),
    )  # fmt: skip
    limits = {int(Direction.DECREASE): options.decrease_db, int(Direction.INCREASE): options.increase_db}
    described = Description(regions, means.means, limits, levels, "dB").attributes
    return drawn.write(regions, described, options.minimum_hectares, stage(progress, 0.6, 1.0)).written


def _compute(options: ClassifyOptions) -> Callable[[NDArray[np.float32]], Any]:
    """Each sign in units of its own threshold, so that one serves both."""
    limits = np.float32(options.decrease_db), np.float32(options.increase_db)

    def compute(strength: NDArray[np.float32]) -> tuple[NDArray[np.uint8], ...]:
        scaled = strength[0] / np.where(strength[0] < 0, *limits)
        classes = classify(scaled, 1.0, options.minimum_pixels)
        return classes, classes, np.where(classes == Direction.NONE, np.uint8(0), classes)

    return compute


def strength_histogram(source: str, *, progress: Progress = unheard) -> StrengthHistogram:
    """The histogram of 36 windows spread over a strength raster: a small part of a large one, all of a small one.

    Raises InputError where they hold no valid pixel, or Cancelled.
    """
    histogram, seen = Histogram(), 0
    with Raster.open(source) as raster:
        grid, windows = raster.grid, list(raster.sample_windows())
        for index, window in enumerate(windows):
            check_cancelled(progress, index / len(windows))
            histogram.write(window, raster.read(window, [0]))
            seen += window.rows * window.cols
    if not histogram.total:
        raise InputError(f"{source} holds no valid pixels where it was sampled: choose a change strength in dB.")
    pixels, share = grid.shape[0] * grid.shape[1], histogram.total / seen
    return StrengthHistogram(
        low=float(histogram.edges[0]),
        step=float(histogram.edges[MERGED] - histogram.edges[0]),
        counts=tuple(int(one) for one in histogram.counts.reshape(-1, MERGED).sum(axis=1)),
        sampled=min(1.0, seen / pixels),
        pixels=round(share * pixels),
        hectares=share * grid.area(grid.window) / 1e4,
    )
