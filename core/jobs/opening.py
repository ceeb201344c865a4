"""Open a job's rasters as linear intensity, and refuse what cannot be used before any long work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..blocks import Progress, watched
from ..errors import InputError
from ..grid import Grid, Window
from ..raster import Raster
from ..scale import Scale, check, detect
from ..speckle import estimate_looks

Array = NDArray[np.float32]
Log = Callable[[str], None]

AUTOMATIC = "auto"
SCALES = (AUTOMATIC, *(scale.value for scale in Scale))

GREY_STEP = 1.0
"""Added to 8-bit grey levels without a nodata value: their zero is the darkest level (calm water), not no data."""


def unsaid(_sentence: str) -> None:
    """Log that nobody reads."""


def check_choice(what: str, value: str, known: Collection[str]) -> None:
    """Raise InputError unless `value` is one of the known ones."""
    if value not in known:
        raise InputError(f"The {what} '{value}' is not known: choose one of {', '.join(known)}.")


def check_looks(looks: float) -> None:
    """Raise InputError unless `looks` is positive, or 0 for 'estimate'."""
    if not 0 <= looks < float("inf"):
        raise InputError(f"The number of looks is {looks:g}: choose one above zero, or 0 to have it estimated.")


def band_numbers(text: str) -> tuple[int, ...]:
    """Numbers from 1 separated by commas; nothing means none. Raises InputError for anything else."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not all(word.isdigit() and int(word) for word in words):
        raise InputError(f"'{text}' does not name bands: give their numbers, such as 1 or 1,2.")
    return tuple(int(word) for word in words)


def chosen_bands(raster: Raster, bands: Sequence[int]) -> tuple[int, ...]:
    """From numbers that count from 1 to such from 0; none means all. Raises InputError for one that is not there."""
    missing = [band for band in bands if not 1 <= band <= raster.count]
    if missing:
        raise InputError(f"{raster.name} has {raster.count} band(s), but band {missing[0]} was asked for.")
    return tuple(band - 1 for band in bands) or tuple(range(raster.count))


def check_raster(path: str) -> None:
    """Raise InputError if there is no such file or it is not a raster."""
    Raster.open(path).close()


@dataclass(frozen=True)
class Backscatter:
    """Chosen bands of an open raster and how their values become linear intensity. Reads as a Source."""

    raster: Raster
    bands: tuple[int, ...]
    """Counted from 0."""

    scale: Scale
    step: float
    """Added before squaring; see GREY_STEP."""

    @property
    def grid(self) -> Grid:
        return self.raster.grid

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.raster.descriptions[band] for band in self.bands)

    def ordered(self, names: Sequence[str]) -> Backscatter:
        """With the bands of these names, each of which it has once, in this order."""
        return replace(self, bands=tuple(self.bands[self.names.index(name)] for name in names))

    def read(self, window: Window) -> Array:
        """Linear intensity, (bands, rows, cols), NaN where there is no data."""
        return self.to_intensity(self.raster.read(window, self.bands))

    def to_intensity(self, values: Array) -> Array:
        return self.scale.to_intensity(values + np.float32(self.step) if self.step else values)

    def from_intensity(self, intensity: Array) -> Array:
        values = self.scale.from_intensity(intensity)
        return values - np.float32(self.step) if self.step else values

    def samples(self) -> Iterator[Array]:
        """Windows of linear intensity spread over the raster."""
        return (self.to_intensity(sample) for sample in self.raster.sample(self.bands))


def open_backscatter(path: str, scale: str, bands: Sequence[int], log: Log, progress: Progress) -> Backscatter:
    """Open a raster. `scale` is one of SCALES, `bands` count from 1 and none means all.

    Raises InputError if the file is no raster, is complex without a chosen scale, has no such band, holds
    no data, or holds values that its scale cannot have.
    """
    raster = Raster.open(path)
    if raster.is_complex and scale != Scale.AMPLITUDE.value:
        raise InputError(
            f"{raster.name} is complex (single-look complex data), which has to be detected first: "
            "choose the scale 'amplitude' to use its amplitude."
        )
    chosen = chosen_bands(raster, bands)
    found, values = _scale(raster, chosen, scale, progress)
    how = "as chosen" if scale != AUTOMATIC else "detected; choose the scale yourself if this is wrong"
    log(f"{raster.name}: read as {found.value} ({how}).")
    check(found, values, raster.name)
    step = GREY_STEP if raster.is_quantised and found is Scale.AMPLITUDE else 0.0
    opened = Backscatter(raster, chosen, found, step)
    if not np.isfinite(opened.to_intensity(values)).any():
        _check_any_data(opened)
    return opened


def input_looks(looks: float, images: Sequence[Backscatter], log: Log, progress: Progress) -> float:
    """Equivalent number of looks: as given, or for 0 estimated from the images (the fewest counts)."""
    if looks > 0:
        return looks
    estimated = min(estimate_looks(watched(image.samples(), progress, 0.01)) for image in images)
    log(f"Number of looks: {estimated:.2f} (estimated).")
    return estimated


def _scale(raster: Raster, bands: tuple[int, ...], scale: str, progress: Progress) -> tuple[Scale, Array]:
    values = np.concatenate([sample.ravel() for sample in watched(raster.sample(bands), progress, 0.0)])
    if scale != AUTOMATIC:
        return Scale(scale), values
    return detect(values, raster.words, raster.is_integer or raster.is_complex), values


def _check_any_data(opened: Backscatter) -> None:
    """The samples hold no data; look at rows all over the raster before giving up."""
    rows, cols = opened.grid.shape
    for row in np.unique(np.linspace(0, rows - 1, 64).astype(int)):
        if np.isfinite(opened.read(Window(int(row), 0, 1, cols))).any():
            return
    raise InputError(
        f"{opened.raster.name} holds no valid data: all pixels are nodata, zero or negative. Choose another raster, "
        "or check its nodata value and scale."
    )
