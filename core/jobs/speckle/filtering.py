"""A speckle filter with all that it needs to know of one image."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from ...blocks import Progress, unheard, watched
from ...errors import InputError
from ...speckle import FILTERS, Filter, Settings
from ...speckle.moments import check_window
from ..opening import Array, Backscatter, check_choice

MOST_ITERATIONS = 10
NO_FILTER = "none"


def check_filter(name: str, settings: Settings) -> None:
    """Raise InputError for a filter that is not there or cannot do what is asked for; looks are not checked."""
    check_choice("filter", name, FILTERS)
    if FILTERS[name].uses_window:
        check_window(settings.window)
    if settings.shared and not FILTERS[name].shares:
        able = ", ".join(name for name, one in FILTERS.items() if one.shares)
        raise InputError(
            f"The filter '{name}' has no weights that bands could share: choose one of {able}, "
            "or filter each band by itself."
        )
    if not 1 <= settings.iterations <= MOST_ITERATIONS:
        raise InputError(f"{settings.iterations} iterations are not possible: choose 1 to {MOST_ITERATIONS}.")


@dataclass(frozen=True)
class BoundFilter:
    """Intensity (bands, rows, cols) of one image in, filtered intensity out."""

    filter: Filter
    settings: Settings
    block: tuple[int, int]
    """Rows and columns of the blocks that suit filter and image."""

    def __call__(self, intensity: Array) -> Array:
        return self.filter.function(intensity, self.settings)

    @property
    def halo(self) -> int:
        return self.filter.halo(self.settings)


def bind(
    name: str, settings: Settings, shape: tuple[int, int], block: tuple[int, int], samples: Iterable[Array]
) -> BoundFilter:
    """The filter for one image of `shape`, of which it measures what it needs on samples (bands, rows, cols).

    Raises InputError for an image smaller than the window and for looks that the filter does not serve,
    DependencyError where it needs a library that is not there.
    """
    chosen = FILTERS[name]
    if chosen.uses_window:
        check_window(settings.window, shape)
    chosen.check(settings)
    if chosen.level:
        flat = np.concatenate([sample.reshape(len(sample), -1) for sample in samples], axis=1)
        settings = replace(settings, levels=tuple(chosen.level(band) for band in flat))
    return BoundFilter(chosen, settings, chosen.block or block)


def bind_to(
    name: str, settings: Settings, image: Backscatter, progress: Progress = unheard, share: float = 0.01
) -> BoundFilter:
    """`bind` for an opened image."""
    samples = watched(image.samples(), progress, share)
    return bind(name, settings, image.grid.shape, image.raster.block, samples)
