"""The list of speckle filters. A new one is a function in a file of its own and an entry in FILTERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import learned, local
from .moments import Array, mean_level
from .patches import patch_based, reach
from .refined import HALF, STEP, refined_lee
from .sigma import bright_level, lee_sigma


@dataclass(frozen=True)
class Settings:
    """What a filter may want to know; each takes what it needs."""

    window: int = 7
    """Side of the square window in pixels, odd."""

    looks: float = 1.0
    """Equivalent number of looks of the input."""

    shared: bool = False
    """The same weights in all bands."""

    iterations: int = 1
    levels: tuple[float, ...] = ()
    """What the filter's `level` found in each band of the whole raster; without it the filter measures its input."""


def _unchecked(_: Settings) -> None:
    """Any settings will do."""


def _half_window(settings: Settings) -> int:
    return settings.window // 2


@dataclass(frozen=True)
class Filter:
    """A speckle filter as the user interface lists it."""

    function: Callable[[Array, Settings], Array]
    """Intensity (…, rows, cols) to filtered intensity; NaN stays NaN and never spreads."""

    label: str
    when: str
    """One line: when to use it."""

    halo: Callable[[Settings], int] = _half_window
    """Pixels that an output pixel sees in each direction."""

    uses_looks: bool = True
    uses_window: bool = True
    shares: bool = False
    """It has weights that bands can share."""

    linear: bool = False
    """An average with fixed weights, whose speckle statistics are known."""

    check: Callable[[Settings], None] = _unchecked
    """Raises InputError for settings that this filter does not serve."""

    level: Callable[[Array], float] | None = None
    """What it needs to know of a whole band, found from samples of it, so that each block is filtered alike."""

    block: tuple[int, int] | None = None
    """Rows and columns that suit it, where a raster's own blocks do not."""


FILTERS = {
    "boxcar": Filter(
        lambda image, its: local.boxcar(image, its.window), "Boxcar (moving average)",
        "homogeneous ground and statistics; blurs edges", uses_looks=False, linear=True,
    ),
    "median": Filter(
        lambda image, its: local.median(image, its.window), "Median",
        "removing outliers; darkens, so not for measuring backscatter", uses_looks=False,
    ),
    "lee": Filter(
        lambda image, its: local.lee(image, its.window, its.looks, its.shared), "Lee",
        "a fast all-rounder that keeps edges and points, and speckle beside them", shares=True,
    ),
    "kuan": Filter(
        lambda image, its: local.kuan(image, its.window, its.looks, its.shared), "Kuan",
        "as Lee, a little smoother with few looks", shares=True,
    ),
    "enhanced_lee": Filter(
        lambda image, its: local.enhanced_lee(image, its.window, its.looks, its.shared), "Enhanced Lee",
        "as Lee, with bright targets untouched", shares=True,
    ),
    "frost": Filter(
        lambda image, its: local.frost(image, its.window, its.looks, its.shared), "Frost",
        "textured ground; the number of looks need not be known", uses_looks=False, shares=True,
    ),
    "enhanced_frost": Filter(
        lambda image, its: local.enhanced_frost(image, its.window, its.looks, its.shared), "Enhanced Frost",
        "as Frost, with homogeneous ground averaged fully and bright targets untouched", shares=True,
    ),
    "gamma_map": Filter(
        lambda image, its: local.gamma_map(image, its.window, its.looks), "Gamma-MAP",
        "forest and other textured ground",
    ),
    "refined_lee": Filter(
        lambda image, its: refined_lee(image, its.looks, its.shared), "Refined Lee (7 x 7)",
        "fields, roads and coasts: smooths along edges, not across them", lambda _: HALF + STEP,
        uses_window=False, shares=True,
    ),
    "lee_sigma": Filter(
        lambda image, its: lee_sigma(image, its.window, its.looks, its.levels), "Improved Lee sigma",
        "towns and ships: keeps point targets, averages only pixels that are alike", level=bright_level,
    ),
    "learned": Filter(
        lambda image, its: learned.learned(image, its.looks, its.levels), "Learned (neural network)",
        "the smoothest ground with the sharpest edges; 1 to 64 looks, needs onnxruntime", lambda _: learned.halo(),
        uses_window=False, check=lambda its: learned.check_looks(its.looks), level=mean_level,
        block=learned.BLOCK,
    ),
    "ppb": Filter(
        lambda image, its: patch_based(image, its.looks, its.iterations, its.shared, its.levels), "PPB (non-local)",
        "fine structure with few looks, when time does not matter", lambda its: reach(its.iterations),
        uses_window=False, shares=True, level=mean_level,
    ),
}  # fmt: skip
