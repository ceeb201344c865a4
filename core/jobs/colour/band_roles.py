"""Which bands of which rasters a composite is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ...blocks import Progress, Source
from ...colour import Composite
from ...errors import InputError
from ...grid import Grid, Window
from ...raster import Aligned, Raster
from ..opening import Array, Backscatter, Log, open_backscatter, unsaid
from ..same_ground import check_same_ground

CO, CROSS = frozenset({"vv", "hh"}), frozenset({"vh", "hv"})
_WORDS = {"c11": {"c11"}, "c12_real": {"c12", "real"}, "c12_imag": {"c12", "imag"}, "c22": {"c22"}}
_SIGNED = ("c12_real", "c12_imag")


@dataclass(frozen=True)
class Band:
    """One band on offer."""

    path: str
    number: int
    """Counted from 0."""

    name: str
    words: frozenset[str]

    def suits(self, role: str) -> bool:
        if role in ("co", "cross"):
            wanted, other = (CO, CROSS) if role == "co" else (CROSS, CO)
            return bool(self.words & wanted) and not self.words & other
        return _WORDS.get(role, {""}) <= self.words

    @property
    def polarisation(self) -> str:
        """Such as VV; its whole name where that does not say which."""
        said = self.words & (CO | CROSS)
        return next(iter(said)).upper() if len(said) == 1 else self.name

    @property
    def is_cross(self) -> bool:
        return self.suits("cross")


@dataclass(frozen=True)
class Bands:
    """Opened bands in the order of a recipe's roles."""

    grid: Grid
    chosen: tuple[Band, ...]
    sources: tuple[Source, ...]
    places: tuple[tuple[int, int], ...]
    """For each role the source and the band in it."""

    rasters: tuple[Raster, ...]

    def stack(self, *arrays: Array) -> Array:
        """What the sources read, as (roles, rows, cols)."""
        return np.stack([arrays[source][band] for source, band in self.places])

    def read(self, window: Window) -> Array:
        return self.stack(*(source.read(window) for source in self.sources))

    def close(self) -> None:
        for raster in self.rasters:
            raster.close()


@dataclass(frozen=True)
class _Plain:
    """Values as they are stored: the parts of c12 have signs, so they are no intensity."""

    raster: Raster
    bands: tuple[int, ...]

    def read(self, window: Window) -> Array:
        return self.raster.read(window, self.bands)

    def to_intensity(self, values: Array) -> Array:
        return values


def open_bands(
    composite: Composite,
    image: str,
    more: Sequence[str],
    after: str | None,
    numbers: Sequence[int],
    scale: str,
    *,
    log: Log,
    progress: Progress,
) -> Bands:
    """Find and open the bands that a recipe takes, on the grid of `image`.

    `more` are rasters with further bands, `after` is the second date. `numbers` choose bands by their number in `image`
    and `more` one after the other, from 1, in the order of the roles (for two dates: one for both). Raises InputError.
    """
    with Raster.open(image) as first:
        grid = first.grid
    offered = [band for path in (image, *more) for band in _offered(path)]
    chosen = _two_dates(offered, after, numbers) if composite.two_dates else _by_role(composite, offered, numbers)
    log(f"Colours are made of {', '.join(f'{role}: {band.name}' for role, band in zip(composite.takes, chosen))}.")
    groups: dict[tuple[str, bool], list[int]] = {}
    for role, band in zip(composite.takes, chosen):
        groups.setdefault((band.path, role in _SIGNED), []).append(band.number)
    sources: list[Source] = []
    rasters = []
    for (path, signed), found in groups.items():
        # The diagonal of C2 is intensity whatever the scale of detected images.
        stated = "intensity" if composite.c2 else scale
        opened = _Plain(Raster.open(path), tuple(found)) if signed else _backscatter(path, stated, found, log, progress)
        alone = path == image
        rasters.append(opened.raster)
        sources.append(opened if alone else _aligned(opened.raster, grid, opened.to_intensity, opened.bands, log))
    with Raster.open(image) as first:
        for raster in rasters:
            check_same_ground(first, raster, unsaid)  # that a raster has no place on the ground is said already
    return Bands(grid, tuple(chosen), tuple(sources), _places(composite, chosen, groups), tuple(rasters))


def _backscatter(path: str, scale: str, bands: list[int], log: Log, progress: Progress) -> Backscatter | _Plain:
    return open_backscatter(path, scale, [one + 1 for one in bands], log, progress)


def _places(
    composite: Composite, chosen: list[Band], groups: dict[tuple[str, bool], list[int]]
) -> tuple[tuple[int, int], ...]:
    """For each role the number of the group and that of the band in it."""
    keys = [(band.path, role in _SIGNED) for role, band in zip(composite.takes, chosen)]
    order = list(groups)
    return tuple((order.index(key), groups[key].index(band.number)) for key, band in zip(keys, chosen))


def _aligned(
    raster: Raster, grid: Grid, convert: Callable[[Array], Array], bands: tuple[int, ...], log: Log
) -> Aligned:
    """The raster on the grid; one without a place on the ground but of the same size is a part of the same product."""
    if not raster.grid.crs and not raster.georeferenced and raster.grid.shape == grid.shape:
        log(f"{raster.name} is not georeferenced: taken to lie on the pixels of the first raster, as it has its size.")
        grid = raster.grid
    found = Aligned(raster, grid, convert, bands)
    if found.resampled:
        log(f"{raster.name} is resampled onto the grid of the first raster.")
    return found


def _offered(path: str) -> list[Band]:
    with Raster.open(path) as raster:
        alone = raster.count == 1
        stem = raster.name.rsplit(".", 1)[0]
        found = []
        for number, name in enumerate(raster.descriptions):
            said = f"{name} {stem}" if alone else name
            plain = alone and name.startswith("band ")
            words = frozenset(re.split(r"[^a-z0-9]+", said.lower()))
            found.append(Band(path, number, stem if plain else name, words))
        return found


def _by_role(composite: Composite, offered: list[Band], numbers: Sequence[int]) -> list[Band]:
    roles = composite.takes
    if numbers:
        if len(numbers) != len(roles):
            raise InputError(f"This composite takes {len(roles)} band(s) ({', '.join(roles)}): give as many numbers.")
        return [_numbered(offered, number) for number in numbers]
    if roles == ("band",):
        return offered[:1]
    suitable = [[band for band in offered if band.suits(role)] for role in roles]
    if all(len(found) == 1 for found in suitable):
        return [found[0] for found in suitable]
    if not any(suitable) and len(offered) == len(roles):
        return offered
    names = ", ".join(band.name for band in offered)
    raise InputError(
        f"This composite takes {', '.join(_SPOKEN[role] for role in roles)}, and which bands these are is not clear "
        f"from the names ({names}): add the raster that is missing, or give the numbers of the bands in this order."
    )


_SPOKEN = {
    "co": "VV or HH", "cross": "VH or HV", "c11": "C11", "c12_real": "C12_real", "c12_imag": "C12_imag", "c22": "C22",
}  # fmt: skip


def _two_dates(offered: list[Band], after: str | None, numbers: Sequence[int]) -> list[Band]:
    """The same band of both dates: the one of that number, or the first; by its name where both have it once."""
    if not after:
        raise InputError("This composite compares two dates: choose the image of the second date too.")
    if len(numbers) > 1:
        raise InputError("This composite shows one band of two dates: give one band number.")
    first = _numbered(offered, numbers[0]) if numbers else offered[0]
    second = _offered(after)
    named = [band for band in second if band.name == first.name]
    known = [band for band in second if band.words & first.words & (CO | CROSS)]
    for found in (named, known, second):
        if len(found) == 1:
            return [first, found[0]]
    return [first, _numbered(second, first.number + 1)]


def _numbered(offered: list[Band], number: int) -> Band:
    if not 1 <= number <= len(offered):
        raise InputError(f"There are {len(offered)} band(s), but band {number} was asked for.")
    return offered[number - 1]
