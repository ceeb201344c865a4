"""How an image's lines follow the azimuth time, and its columns the slant range."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .interface import Floats


class Lines(Protocol):
    """Azimuth times of an image's lines."""

    def line(self, times: Floats) -> Floats:
        """Line at seconds after the epoch; fractions, and beyond the image's ends too."""

    def time(self, lines: Floats) -> Floats:
        """Seconds after the epoch."""


class Columns(Protocol):
    """Slant ranges of an image's columns."""

    def pixel(self, times: Floats, slant_range: Floats) -> Floats:
        """Column at a slant range (m), in the line of an azimuth time."""

    def slant_range(self, times: Floats, pixels: Floats) -> Floats:
        """Slant range in metres."""

    def kinks(self) -> Floats:
        """Times at which the columns change their course; they are smooth in between."""


@dataclass(frozen=True)
class RegularLines:
    """One line every `interval` seconds."""

    start: float
    interval: float

    def line(self, times: Floats) -> Floats:
        return (times - self.start) / self.interval

    def time(self, lines: Floats) -> Floats:
        return self.start + lines * self.interval


@dataclass(frozen=True)
class BurstLines:
    """Bursts one below the other in the image, which overlap in time (TOPS and ScanSAR single-look complex images).

    Where two bursts show a point, it belongs to the one in whose valid lines it lies deeper: the seam is in the
    middle of what both show.
    """

    starts: Floats
    """Azimuth time of each burst's first line."""

    interval: float
    lines_per_burst: int
    first_valid: NDArray[np.int64]
    last_valid: NDArray[np.int64]
    """First and last line with data of each burst, counted in the burst."""

    @property
    def seams(self) -> Floats:
        """Times at which one burst hands over to the next."""
        ends = self.starts[:-1] + self.last_valid[:-1] * self.interval
        return (ends + self.starts[1:] + self.first_valid[1:] * self.interval) / 2

    def burst(self, times: Floats) -> NDArray[np.int64]:
        """Number of the burst that a time belongs to."""
        return np.searchsorted(self.seams, times, side="right")

    def line(self, times: Floats) -> Floats:
        return self.line_in(self.burst(times), times)

    def line_in(self, burst: NDArray[np.int64], times: Floats) -> Floats:
        """Line in the image of a time in a chosen burst, whether or not another one shows it better."""
        return burst * self.lines_per_burst + (times - self.starts[burst]) / self.interval

    def time(self, lines: Floats) -> Floats:
        burst = np.clip(np.nan_to_num(lines) // self.lines_per_burst, 0, len(self.starts) - 1).astype(np.int64)
        return self.starts[burst] + (lines - burst * self.lines_per_burst) * self.interval


@dataclass(frozen=True)
class SlantColumns:
    """Columns at equal steps of slant range, in metres."""

    near: float
    step: float

    def pixel(self, times: Floats, slant_range: Floats) -> Floats:
        return (slant_range - self.near) / self.step

    def slant_range(self, times: Floats, pixels: Floats) -> Floats:
        return self.near + pixels * self.step

    def kinks(self) -> Floats:
        return np.zeros(0)


class Between(Enum):
    """What holds between two records of slant-to-ground polynomials."""

    LINEAR = "linear"
    """The weighted mean of both: the image is continuous."""

    NEAREST = "nearest"
    """The nearer record alone: what the product's own geolocation grid was made with."""


@dataclass(frozen=True)
class GroundColumns:
    """Columns at equal steps of ground range, by polynomials that change with time (detected products)."""

    times: Floats
    """Of the records, rising."""

    slant_origins: Floats
    """Slant range that each record's polynomial counts from, metres."""

    ground_coefficients: Floats
    """(records, terms): ground range in metres = sum of c_k (slant range - origin)^k."""

    ground_origins: Floats
    slant_coefficients: Floats
    """(records, terms): slant range in metres = sum of c_k (ground range - origin)^k."""

    step: float
    """Ground range from column to column, metres."""

    between: Between = Between.LINEAR

    def pixel(self, times: Floats, slant_range: Floats) -> Floats:
        return self._blend(times, slant_range, self.slant_origins, self.ground_coefficients) / self.step

    def slant_range(self, times: Floats, pixels: Floats) -> Floats:
        """The inverse of `pixel`. The annotated inverse polynomials come within centimetres; Newton's method does the
        rest, so that going there and back is the identity."""
        wanted = pixels * self.step
        found = self._blend(times, wanted, self.ground_origins, self.slant_coefficients)
        slopes = self.ground_coefficients[:, 1:] * np.arange(1, self.ground_coefficients.shape[1])
        for _ in range(2):
            ground = self._blend(times, found, self.slant_origins, self.ground_coefficients)
            found = found - (ground - wanted) / self._blend(times, found, self.slant_origins, slopes)
        return found

    def kinks(self) -> Floats:
        if self.between is Between.LINEAR:
            return self.times
        middles: Floats = (self.times[1:] + self.times[:-1]) / 2
        return middles

    def _blend(self, times: Floats, values: Floats, origins: Floats, coefficients: Floats) -> Floats:
        before, weight = self._records(np.broadcast_to(times, np.shape(values)))
        if self.between is Between.NEAREST:
            nearest = before + (weight > 0.5)
            return _polynomial(values - origins[nearest], coefficients, nearest)
        first = _polynomial(values - origins[before], coefficients, before)
        second = _polynomial(values - origins[before + 1], coefficients, before + 1)
        return first + weight * (second - first)

    def _records(self, times: Floats) -> tuple[NDArray[np.int64], Floats]:
        """The record before each time, and the weight of the one after; the outer ones hold on beyond their times."""
        before = np.clip(np.searchsorted(self.times, times, side="right") - 1, 0, len(self.times) - 2)
        gap = self.times[before + 1] - self.times[before]
        return before, np.clip((times - self.times[before]) / gap, 0.0, 1.0)


def _polynomial(values: Floats, coefficients: Floats, record: NDArray[np.int64]) -> Floats:
    """Horner's scheme with the coefficients of each value's own record."""
    total = np.zeros_like(values)
    for terms in coefficients.T[::-1]:
        total = total * values + terms[record]
    return total
