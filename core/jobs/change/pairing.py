"""Two dates as one value: opened, on one grid, and checked for their registration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ...blocks import Progress, watched
from ...change import log_ratio
from ...errors import InputError
from ...raster import Aligned
from ...registration import SEARCH, Shift
from ..opening import Array, Backscatter, Log, open_backscatter, unsaid
from ..same_ground import MOST_APART, check_same_ground
from ..series.days import taken_on
from .options import ChangeOptions
from .registering import measured_shift, say_shift, shifted_back


@dataclass(frozen=True)
class Pair:
    """Both dates as intensity on the before image's grid."""

    before: Backscatter
    second: Backscatter
    """The after image on its own grid."""

    after: Aligned
    names: tuple[str, ...]
    shift: Shift
    """As found; `after` is already moved back if that was asked for."""

    def log_ratios(self, averaging: Callable[[Array], Array], progress: Progress, share: float) -> Iterator[Array]:
        """Log-ratios of averaged windows spread over the raster: what gain and correlation are taken from."""
        for window in watched(self.before.raster.sample_windows(), progress, share):
            yield log_ratio(averaging(self.before.read(window)), averaging(self.after.read(window)))

    def amplitudes(self, gain: Array, progress: Progress, share: float) -> tuple[float, ...]:
        """Median amplitude per band of both dates together, the after image's intensity divided by `gain`."""
        windows = watched(self.before.raster.sample_windows(), progress, share)
        dates = [date for one in windows for date in (self.before.read(one), self.after.read(one) / gain)]
        bands = np.concatenate([np.sqrt(date).reshape(len(date), -1) for date in dates], axis=1)
        found = np.nanmedian(np.where(bands > 0, bands, np.nan), axis=1)
        return tuple(float(value) for value in found)


def open_dates(before: str, after: str, options: ChangeOptions, log: Log, progress: Progress) -> Pair:
    first = open_backscatter(before, options.before_scale, options.before_bands, log, progress)
    second = open_backscatter(after, options.after_scale, options.after_bands, log, progress)
    _check_order(first, second)
    if not options.before_bands and not options.after_bands:
        first, second = _common_bands(first, second, log)
    if len(first.bands) != len(second.bands):
        raise InputError(
            f"{first.raster.name} has {len(first.bands)} band(s) to compare and {second.raster.name} has "
            f"{len(second.bands)}: choose the same number of bands for both dates, in the same order."
        )
    aligned = Aligned(second.raster, first.grid, second.to_intensity, second.bands)
    check_same_ground(first.raster, second.raster, log, SEARCH if options.register else MOST_APART)
    if aligned.resampled:
        log(f"{second.raster.name} is resampled onto the grid of {first.raster.name}.")
    shift = measured_shift(first, aligned, progress, 0.01)
    say_shift(shift, options.register, log)
    if options.register and shift.known:
        aligned = shifted_back(aligned, shift)
    elif options.register:  # nothing takes back what the control points tell
        check_same_ground(first.raster, second.raster, unsaid)
    return Pair(first, second, aligned, first.names, shift)


def _check_order(first: Backscatter, second: Backscatter) -> None:
    """Raise InputError where metadata or names tell that the before image was taken after the after image."""
    earlier, later = taken_on(first.raster), taken_on(second.raster)
    if earlier and later and earlier > later:
        raise InputError(
            f"The before image {first.raster.name} was taken on {earlier}, the after image {second.raster.name} on "
            f"{later}: exchange the two."
        )


def _common_bands(first: Backscatter, second: Backscatter, log: Log) -> tuple[Backscatter, Backscatter]:
    """Bands of the same name, such as VV and VH, in whatever order; all bands where they have no common names."""
    shared = [name for name in first.names if first.names.count(name) == 1 and second.names.count(name) == 1]
    if not shared or any(name.startswith("band ") for name in shared):
        if first.names != second.names and len(first.names) == len(second.names):
            both = ", ".join(f"{one} with {other}" for one, other in zip(first.names, second.names))
            log(f"Bands are compared in their order, as they have no names in common: {both}.")
        return first, second
    log(f"Bands compared: {', '.join(shared)}.")
    return first.ordered(shared), second.ordered(shared)
