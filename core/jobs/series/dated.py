"""A series of dates in order of time, each with all its polarisations, or with a covariance matrix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ...blocks import Progress
from ...change.laws import Design
from ...change.likelihood import BANDS, DIAGONAL
from ...errors import InputError
from ...grid import Grid, Window
from ...raster import Raster
from ...scale import Scale
from ...speckle import estimate_looks
from ..opening import Array, Backscatter, Log, open_backscatter
from .dates import FEWEST, Date, Series, open_series
from .days import days_of_table, first_day, taken_on

MATRICES = {
    "bands": "the bands are intensities, such as VV and VH, and are taken as independent",
    "covariance": "the bands are a covariance matrix: C11, Re C12, Im C12, C22, or the nine of a 3 x 3 matrix",
}

POLARISATION = re.compile(r"(?<![A-Za-z])(VV|HH|VH|HV)(?![A-Za-z])", re.IGNORECASE)
CO_POLARISED_FIRST = ("HH", "VV", "HV", "VH")
MOST_DATES_FOR_LOOKS = 6


@dataclass(frozen=True)
class Moment:
    """One date, as a Source that reads all its bands on the series' grid."""

    name: str
    when: date | None
    members: tuple[Date, ...]
    """Several where each polarisation has a file of its own."""

    def read(self, window: Window) -> Array:
        return np.concatenate([one.read(window) for one in self.members])


@dataclass(frozen=True)
class DatedSeries:
    """All dates in order of time, on the grid of the first raster that was given."""

    series: Series
    moments: tuple[Moment, ...]
    bands: tuple[str, ...]
    p: int
    """Rows of the covariance matrix, or 1."""

    @property
    def grid(self) -> Grid:
        return self.series.grid

    @property
    def names(self) -> list[str]:
        return [moment.name for moment in self.moments]

    @property
    def times(self) -> list[float]:
        """From 0 for the first to 1 for the last date; evenly where dates are not known."""
        days = [moment.when.toordinal() if moment.when else 0 for moment in self.moments]
        if not all(moment.when for moment in self.moments) or days[-1] == days[0]:
            return [index / (len(days) - 1) for index in range(len(days))]
        return [(day - days[0]) / (days[-1] - days[0]) for day in days]

    @property
    def intensities(self) -> list[int]:
        """The bands that are intensities: all, or the diagonal of the covariance matrix."""
        return list(DIAGONAL[self.p]) if self.p > 1 else list(range(len(self.bands)))

    def design(self, looks: float) -> Design:
        """Raises InputError for too few looks."""
        made = Design(looks, self.p, 1 if self.p > 1 else len(self.bands))
        made.check()
        return made

    def looks(self, watch: Callable[[Iterator[Array]], Iterator[Array]]) -> float:
        """Equivalent number of looks: the median over dates spread over the series, of the file with the fewest.

        Of two dates the fewer count. Cross-polarised backscatter of water lies in the noise and has fewer looks than
        the rest of the scene.
        """
        chosen = np.unique(np.linspace(0, len(self.moments) - 1, MOST_DATES_FOR_LOOKS).astype(int))
        found = [
            [estimate_looks(watch(member.image.samples())) for member in self.moments[index].members]
            for index in chosen
        ]
        typical = np.median if len(found) > FEWEST else np.min
        return float(np.min(typical(found, axis=0)))

    def block(self, pixels: int) -> tuple[int, int]:
        """Rows and columns of a block such that all its dates and bands together have about so many pixels."""
        share = max(pixels // (len(self.moments) * len(self.bands)), 1)
        if self.series.first.raster.by_lines:
            return max(share // self.grid.shape[1], 1), self.grid.shape[1]
        side = max(int(np.sqrt(share)), 32)
        return min(side, 256), max(share // min(side, 256), 32)

    def close(self) -> None:
        self.series.close()


class _Matrix(Backscatter):
    """Bands of covariance matrices, which are read as they are: off the diagonal they may be negative."""

    def to_intensity(self, values: Array) -> Array:
        return values

    def samples(self) -> Iterator[Array]:
        """Of the intensities on the diagonal."""
        p = next(p for p, count in BANDS.items() if count == len(self.bands))
        return self.raster.sample([self.bands[place] for place in DIAGONAL[p]])


def open_dated(
    paths: Sequence[str], table: str, matrix: str, scale: str, bands: Sequence[int], log: Log, progress: Progress
) -> DatedSeries:
    """Open a series (see `open_series`) and put it in order of time.

    The time of a raster comes from the CSV `table` if there is one, else from its metadata, else from its name; that
    of a band of a single raster from the band's name. Rasters of one day and different polarisations become the bands
    of one date. Where a time is not known, the dates keep the order in which they were given, and the log says so.
    Raises InputError for fewer than two dates, different bands, and a table that does not fit.
    """
    if matrix == "covariance" and len(paths) < FEWEST:
        raise InputError("Covariance matrices need one raster per date: choose at least two rasters.")
    opener = _open_matrix if matrix == "covariance" else open_backscatter
    series = open_series(paths, scale, bands, _once(log), progress, opener)
    single = len(paths) == 1
    labels = [one.image.names[0] if single else one.image.raster.name for one in series.dates]
    times: Sequence[date | None] = days_of_table(table, labels) if table else [
        first_day([label]) if single else taken_on(one.image.raster) for label, one in zip(labels, series.dates)
    ]  # fmt: skip
    moments = _in_order(series.dates, labels, times, log)
    if len(moments) < FEWEST:
        raise InputError("All rasters are of one day: choose rasters of at least two dates.")
    for one in series.dates:
        one.image.raster.cache_bytes //= len(series.dates)
    p = next((p for p, count in BANDS.items() if count == len(series.bands)), 1) if matrix == "covariance" else 1
    named = dict(zip(series.dates, labels))
    names = [name for member in moments[0].members for name in _band_names(member, named[member], single)]
    return DatedSeries(series, tuple(moments), tuple(names), p)


def _once(log: Log) -> Log:
    """Says what is true of many files for the first of them only."""
    said = set()

    def heard(sentence: str) -> None:
        _, _, what = sentence.partition(": ")
        if not what or what not in said:
            log(sentence)
        said.add(what)

    return heard


def _open_matrix(path: str, scale: str, bands: Sequence[int], log: Log, progress: Progress) -> Backscatter:
    raster = Raster.open(path)
    chosen = tuple(band - 1 for band in bands) or tuple(range(raster.count))
    if len(chosen) not in BANDS.values() or max(chosen) >= raster.count:
        raise InputError(
            f"{raster.name} has {raster.count} band(s), of which {len(chosen)} are to be a covariance matrix: choose 4 "
            "bands (C11, Re C12, Im C12, C22) or 9 (C11, Re C12, Im C12, Re C13, Im C13, C22, Re C23, Im C23, C33)."
        )
    return _Matrix(raster, chosen, Scale.INTENSITY, 0.0)


def _band_names(member: Date, label: str, single: bool) -> Sequence[str]:
    """Of a raster's bands; a band that is a date is named by its polarisation, if it says one."""
    found = POLARISATION.search(label)
    if found and len(member.image.bands) == 1:
        return [found[1].upper()]
    return ["backscatter"] if single else member.image.names


def _in_order(dates: Sequence[Date], labels: Sequence[str], times: Sequence[date | None], log: Log) -> list[Moment]:
    unknown = [label for label, time in zip(labels, times) if time is None]
    if unknown:
        log(
            f"When '{unknown[0]}' was taken is not known, so the dates are taken in the order in which they were "
            "given. Dates in file or band names (YYYY-MM-DD), in the metadata or in a table make the order certain."
        )
        return [Moment(one.name, None, (one,)) for one in dates]
    days = [time for time in times if time is not None]
    if days != sorted(days):
        log("The dates were not given in order of time; they are put in order.")
    moments: list[Moment] = []
    for day in sorted(set(days)):
        same = [(one, label) for one, label, time in zip(dates, labels, days) if time == day]
        moments += _of_one_day(day, same, log)
    _check_alike(moments)
    log(f"Dates: {', '.join(moment.name for moment in moments)}.")
    return moments


def _of_one_day(day: date, same: Sequence[tuple[Date, str]], log: Log) -> list[Moment]:
    """One date if each raster has another polarisation, else one date per raster."""
    found = [POLARISATION.search(label) for _, label in same]
    said = [one[1].upper() for one in found if one]
    if len(same) > 1 and len(set(said)) == len(same):
        ordered = sorted(zip(said, (one for one, _ in same)), key=lambda pair: CO_POLARISED_FIRST.index(pair[0]))
        return [Moment(day.isoformat(), day, tuple(one for _, one in ordered))]
    if len(same) > 1:
        log(f"{len(same)} images are of {day.isoformat()}; each counts as a date of its own, in the order given.")
    numbers = [f" ({index + 1})" if len(same) > 1 else "" for index in range(len(same))]
    return [Moment(f"{day.isoformat()}{number}", day, (one,)) for number, (one, _) in zip(numbers, same)]


def _check_alike(moments: Sequence[Moment]) -> None:
    first = moments[0]
    for moment in moments:
        if len(moment.members) != len(first.members):
            raise InputError(
                f"{first.name} has {len(first.members)} raster(s) of different polarisation and {moment.name} has "
                f"{len(moment.members)}: choose the same polarisations for every date."
            )
