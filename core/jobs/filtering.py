"""A speckle filter with all that it needs to know of one image."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..blocks import Progress, watched
from ..errors import InputError
from ..speckle import FILTERS, Filter, Settings
from ..speckle.moments import check_window
from ..speckle.sigma import bright_level
from .opening import Array, Backscatter, check_choice

MOST_ITERATIONS = 10


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


def bind(name: str, settings: Settings, image: Backscatter, progress: Progress, share: float = 0.01) -> BoundFilter:
    """The filter for one opened image, for which it measures what it needs; quick.

    Raises InputError for an image smaller than the window and for looks that the filter does not serve.
    """
    chosen = FILTERS[name]
    if chosen.uses_window:
        check_window(settings.window, image.grid.shape)
    chosen.check(settings)
    if chosen.uses_bright:
        samples = [np.moveaxis(sample, 0, -1).reshape(-1, len(image.bands)) for sample in
                   watched(image.samples(), progress, share)]  # fmt: skip
        levels = tuple(bright_level(band) for band in np.concatenate(samples).T)
        settings = replace(settings, bright=levels)
    return BoundFilter(chosen, settings, chosen.block or image.raster.block)
