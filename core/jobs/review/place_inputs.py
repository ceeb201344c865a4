"""What is asked about a place: where it is, what is known of it, where the answer goes, and how it is to be found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import InputError
from ...grid import IDENTITY, Grid, Window, transform_points
from ..change.options import ChangeOptions
from ..opening import AUTOMATIC

LEAST_CHIP, MOST_CHIP = 16, 512


@dataclass(frozen=True)
class Place:
    """A point as a map shows it."""

    x: float
    """Coordinate to the east, or the longitude."""

    y: float
    """Coordinate to the north, or the latitude."""

    crs: str = ""
    """Of the coordinates; empty means that of the raster. Of a raster without a CRS they are columns and minus rows."""

    def on(self, grid: Grid, name: str) -> Window:
        """The pixel of a grid, as a window. Raises InputError where the place lies outside."""
        x, y = np.array([self.x]), np.array([self.y])
        if self.crs and grid.crs:
            x, y = transform_points(Grid((1, 1), crs=self.crs), grid, x, y)
        if grid.transform == IDENTITY:
            y = -y  # QGIS shows a raster without a geotransform below y = 0
        rows, cols = grid.to_pixel(x, y)
        if not (0 <= rows[0] < grid.shape[0] and 0 <= cols[0] < grid.shape[1]):
            raise InputError(f"The place lies outside {name}: choose one that the image covers.")
        return Window(int(rows[0]), int(cols[0]), 1, 1)


@dataclass(frozen=True)
class PlaceInputs:
    """Products of the change detection, and series, that tell more about the place."""

    strength: str | None = None
    """Signed change strength, as detectchange writes it."""

    explanation: str | None = None
    """The explanation that detectchange writes: then all figures of the pair are its own."""

    series: tuple[str, ...] = ()
    """Rasters of one date each, or one whose bands are the dates."""

    dates: str = ""
    """A CSV file with lines 'name, date' for those that do not tell their date."""

    def check(self) -> None:
        """Raise InputError for products of which one is missing."""
        if self.explanation and not self.strength:
            raise InputError("An explanation belongs to a change strength: choose the strength it was made with, too.")


@dataclass(frozen=True)
class PlaceFiles:
    """Where the results go; None leaves one out."""

    json: str | None = None
    """The figures (.json)."""

    report: str | None = None
    """A page with figures, sentence and pictures (.html)."""


@dataclass(frozen=True)
class PlaceOptions:
    """Parameters of `explain_place` with their defaults."""

    window: int = ChangeOptions.window
    """Side of the means that are compared, in pixels."""

    looks: float = 0.0
    """Equivalent number of looks of the input; 0 means that they are estimated."""

    threshold: float = ChangeOptions.decibel
    """In dB; of no effect where an explanation tells the one that was used."""

    normalise: bool = False
    """Remove the gain between the dates that most of the ground shows."""

    significance: float = 0.001
    """Of each test along the series."""

    chip: int = 96
    """Rows and columns of the pictures."""

    before_bands: tuple[int, ...] = ()
    """Of the before image, counted from 1; none means as many as both rasters have."""

    after_bands: tuple[int, ...] = ()
    """The same of the after image, in the same order."""

    before_scale: str = AUTOMATIC
    """What the values of the before image mean, one of SCALES."""

    after_scale: str = AUTOMATIC
    """The same of the after image, one of SCALES."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        self.change.check()
        if not self.threshold > 0:
            raise InputError(f"The threshold is {self.threshold:g} dB: choose one above zero.")
        if not 0 < self.significance < 1:
            raise InputError(f"The significance is {self.significance:g}: choose one between 0 and 1, such as 0.001.")
        if not LEAST_CHIP <= self.chip <= MOST_CHIP:
            raise InputError(f"The chip has {self.chip} rows: choose {LEAST_CHIP} to {MOST_CHIP}.")

    @property
    def change(self) -> ChangeOptions:
        """The same for opening and averaging a pair."""
        return ChangeOptions(
            self.before_bands, self.after_bands, self.before_scale, self.after_scale, filter="boxcar",
            window=self.window, looks=self.looks, normalise=self.normalise,
        )  # fmt: skip
