"""A series of dates of one place, opened as linear intensity on the grid of the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...blocks import Progress
from ...errors import InputError
from ...grid import Grid, Window
from ...raster import Aligned, Raster
from ..opening import Array, Backscatter, Log, open_backscatter
from ..same_ground import check_same_ground

DATE = re.compile(r"(?<!\d)(19|20)(\d\d)[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d)")
FEWEST = 2


@dataclass(frozen=True)
class Date:
    """One date: a Source that reads intensity (bands, rows, cols) on the series' grid."""

    name: str
    image: Backscatter
    aligned: Aligned

    def read(self, window: Window) -> Array:
        return self.aligned.read(window)


@dataclass(frozen=True)
class Series:
    """All dates, in the order in which they were given."""

    dates: tuple[Date, ...]
    bands: tuple[str, ...]

    @property
    def first(self) -> Backscatter:
        return self.dates[0].image

    @property
    def grid(self) -> Grid:
        return self.first.grid

    def sample_windows(self) -> Iterator[Window]:
        return self.first.raster.sample_windows()

    def close(self) -> None:
        for date in self.dates:
            date.image.raster.close()


Opener = Callable[[str, str, Sequence[int], Log, Progress], Backscatter]


def open_series(
    paths: Sequence[str],
    scale: str,
    bands: Sequence[int],
    log: Log,
    progress: Progress,
    opener: Opener = open_backscatter,
) -> Series:
    """Open rasters that are one date each, or one raster whose bands are the dates.

    Bands of the same names are brought into the order of the first raster's, unless `bands` chooses them. Raises
    InputError for fewer than two dates, a raster given twice, and dates with different numbers of bands.
    """
    if len(paths) == 1:
        return _bands_as_dates(opener(paths[0], scale, bands, log, progress))
    if not paths:
        raise InputError("There are no dates: choose at least two rasters, or one whose bands are the dates.")
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice:
        raise InputError(f"{Path(twice).name} is given twice, as if it were two dates: leave one out.")
    opened = [opener(path, scale, bands, log, progress) for path in paths]
    first = opened[0]
    for image in opened[1:]:
        if len(image.bands) != len(first.bands):
            raise InputError(
                f"{first.raster.name} has {len(first.bands)} band(s) and {image.raster.name} has {len(image.bands)}: "
                "choose rasters with the same bands, or state the bands to use."
            )
    dates = []
    alike = opened if bands else [_named_alike(first, image, log) for image in opened]
    for name, image in zip(_date_names([image.raster.name for image in opened]), alike):
        aligned = Aligned(image.raster, first.grid, image.to_intensity, image.bands)
        if image.raster is not first.raster:
            check_same_ground(first.raster, image.raster, log)
        if aligned.resampled:
            log(f"{image.raster.name} is resampled onto the grid of {first.raster.name}.")
        dates.append(Date(name, image, aligned))
    return Series(tuple(dates), first.names)


def _named_alike(first: Backscatter, image: Backscatter, log: Log) -> Backscatter:
    """The image with its bands in the order of the first one's, where both have the same names."""
    if image.names == first.names or len(set(first.names)) < len(first.names):
        return image
    if set(image.names) == set(first.names):
        log(f"{image.raster.name}: its bands are put in the order of {first.raster.name}: {', '.join(first.names)}.")
        return image.ordered(first.names)
    return image


def _bands_as_dates(stack: Backscatter) -> Series:
    if len(stack.bands) < FEWEST:
        raise InputError(f"{stack.raster.name} has one band: choose at least two dates.")
    dates = []
    for name, band in zip(_date_names(list(stack.names)), stack.bands):
        image = replace(stack, raster=Raster.open(stack.raster.path), bands=(band,))
        dates.append(Date(name, image, Aligned(image.raster, stack.grid, image.to_intensity, image.bands)))
    stack.raster.close()
    return Series(tuple(dates), ("",))


def _date_names(names: list[str]) -> list[str]:
    """The dates in the names as YYYY-MM-DD where each name has another one; else the names without extension."""
    found = [DATE.search(name) for name in names]
    dates = [f"{one[1]}{one[2]}-{one[3]}-{one[4]}" for one in found if one]
    if len(set(dates)) == len(names):
        return dates
    stems = [name.rsplit(".", 1)[0] or name for name in names]
    return stems if len(set(stems)) == len(stems) else [f"{number + 1} {stem}" for number, stem in enumerate(stems)]
