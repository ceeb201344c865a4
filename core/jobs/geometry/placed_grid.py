"""Images whose geometry a raster brings along, instead of a product with orbit and terrain model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ...errors import InputError
from ...geometry.chart import Charted
from ...grid import Grid, Window
from ...raster import Raster, ground_control, is_hdf5
from .heights import positions_in
from .placing import band_geometry, image_geometry
from .radar_grid import NO_DATA, OUTLINE, VISIBLE, Floats, Located

LATITUDES, LONGITUDES = ("latitude", "lat"), ("longitude", "lon", "long")
"""Names of bands, in any case."""

CONTROL_POINTS = 15
"""A side of the lattice of ground control points that results get."""

SAMPLES, SIDE = 8, 16
"""Windows down and across an image, and pixels in a side of each, from which its round trip is measured."""


class RoundTrip(NamedTuple):
    """Pixels of an image that are away from themselves after a way to the ground and back."""

    rms: float
    most: float
    known_share: float
    """Of the image, that has a place on the ground."""


@dataclass(frozen=True)
class PlacedGrid:
    """An image's pixels, or blocks of them (looks), with a geometry that needs no heights."""

    geometry: Charted
    shape: tuple[int, int]
    looks: tuple[int, int]
    name: str

    def lines(self, rows: Floats) -> Floats:
        """Line of the middle of pixels."""
        return (rows + 0.5) * self.looks[0] - 0.5

    def pixels(self, cols: Floats) -> Floats:
        """Sample of the middle of pixels."""
        return (cols + 0.5) * self.looks[1] - 0.5

    def positions(self, line: Floats, pixel: Floats) -> tuple[Floats, Floats]:
        """Row and column of lines and samples."""
        return (line + 0.5) / self.looks[0] - 0.5, (pixel + 0.5) / self.looks[1] - 0.5

    def ground(self, rows: Floats, cols: Floats) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of pixels, NaN where there are none."""
        return self.geometry.back(self.lines(rows), self.pixels(cols), np.zeros(np.shape(rows)))

    def outline(self) -> tuple[Floats, Floats]:
        """Known latitudes and longitudes over the image, its border included; longitudes go on at 180."""
        return self._spread(OUTLINE, 0.0)[2:]

    def control(self) -> tuple[Any, str]:
        """Ground control points for results in this grid."""
        row, col, latitude, longitude = self._spread(CONTROL_POINTS, 0.5)
        longitude = (longitude + 180) % 360 - 180
        return ground_control(row + 0.5, col + 0.5, latitude, longitude, np.zeros(row.shape))

    def going_on(self) -> PlacedGrid:
        """The same, with answers for what lies beside the image."""
        return replace(self, geometry=replace(self.geometry, reach=16.0 + max(self.geometry.last) / 4))

    def round_trip(self) -> RoundTrip:
        """Measured in windows spread over the image."""
        away, known = [], []
        for window in self._windows():
            row, col = (one + start for one, start in zip(np.indices((window.rows, window.cols), float), window[:2]))
            latitude, longitude = self.ground(row, col)
            there = self.positions(*self.geometry(latitude, longitude, np.zeros(row.shape)))
            away.append(np.hypot(there[0] - row, there[1] - col).ravel())
            known.append(np.isfinite(latitude).ravel())
        apart, share = np.concatenate(away), float(np.mean(np.concatenate(known)))
        apart = apart[np.isfinite(apart)]
        if not apart.size:
            return RoundTrip(float("nan"), float("nan"), share)
        return RoundTrip(float(np.sqrt(np.mean(apart**2))), float(apart.max()), share)

    def _windows(self) -> Iterator[Window]:
        rows, cols = self.shape
        for row in np.unique(np.linspace(0, max(rows - SIDE, 0), SAMPLES).astype(int)):
            for col in np.unique(np.linspace(0, max(cols - SIDE, 0), SAMPLES).astype(int)):
                yield Window(int(row), int(col), min(SIDE, rows), min(SIDE, cols))

    def _spread(self, side: int, inset: float) -> tuple[Floats, Floats, Floats, Floats]:
        """Rows, columns, latitudes and longitudes of a lattice of known places."""
        along = np.linspace(0.0, 1.0, side)
        row, col = (
            axis.ravel() for axis in np.meshgrid(
                *(inset - 0.5 + along * (size - 2 * inset) for size in self.shape), indexing="ij"
            )
        )  # fmt: skip
        latitude, longitude = self.ground(row, col)
        known = np.isfinite(latitude)
        if np.count_nonzero(known) < 3:
            raise InputError(f"{self.name} says of too few pixels where they lie: choose another geometry.")
        row, col, latitude, longitude = row[known], col[known], latitude[known], longitude[known]
        return row, col, latitude, longitude - 360 * np.round((longitude - longitude[0]) / 360)


def carries_geometry(path: str) -> bool:
    """What is named instead of a product is a raster: a file that is neither a zip, a manifest nor one of HDF5."""
    name = path.lower()
    return not name.endswith((".zip", "manifest.safe")) and Path(path).is_file() and not is_hdf5(path)


def open_placed_grid(path: str, looks: tuple[int, int], unused: dict[str, str]) -> PlacedGrid:
    """The grid of a raster with geolocation arrays, ground control points, or bands of latitude and longitude.

    `unused` are parameters, by what they are, that only a product can have: InputError where one is given.
    """
    given = [name for name, value in unused.items() if value]
    if given:
        raise InputError(f"A raster with its own geometry has no {given[0]} to choose: leave it out.")
    with Raster.open(path) as raster:
        whole, name = raster.grid.shape, raster.name
        bands = _degree_bands(raster)
        described = bool(raster.geolocation()) or bool(raster.ground_control()[0])
    if min(whole) < 2:
        raise InputError(f"{name} has {whole[0]} x {whole[1]} pixels: choose an image.")
    made = band_geometry(path, path, bands) if bands and not described else image_geometry(path)
    made = replace(made, first=(0.0, 0.0), last=(whole[0] - 1.0, whole[1] - 1.0))  # points may end before the image
    shape = whole[0] // looks[0], whole[1] // looks[1]
    if min(shape) < 1:
        raise InputError(
            f"{name} has {whole[0]} x {whole[1]} pixels, fewer than {looks[0]} x {looks[1]} looks: choose fewer looks."
        )
    return PlacedGrid(made, shape, looks, name)


def _degree_bands(raster: Raster) -> tuple[int, int] | None:
    """Numbers of the bands of latitude and longitude; a raster of two bands has them in this order."""
    names = [name.lower() for name in raster.descriptions]
    found = [next((names.index(one) + 1 for one in known if one in names), 0) for known in (LATITUDES, LONGITUDES)]
    if all(found):
        return found[0], found[1]
    return (1, 2) if raster.count == 2 and not raster.is_complex else None


class PlacedBlock(NamedTuple):
    """The ground of a block."""

    found: Located

    def located(self) -> Located:
        return self.found

    def reach_on_map(self) -> tuple[Floats, Floats] | None:
        """Rows and columns of the map that the block can touch."""
        known = np.isfinite(self.found.on_map).all(axis=0)
        return (self.found.on_map[0][known], self.found.on_map[1][known]) if known.any() else None


class PlacedSource:
    """Reads blocks of a placed grid, as `TerrainSource` does of a radar grid over terrain."""

    def __init__(self, grid: PlacedGrid, onto: Grid | None = None) -> None:
        self.grid, self.onto = grid, onto

    def read(self, window: Window) -> Any:
        """A PlacedBlock."""
        row, col = (one + start for one, start in zip(np.indices((window.rows, window.cols), float), window[:2]))
        latitude, longitude = self.grid.ground(row, col)
        unknown = np.full(latitude.shape, np.nan)
        on_map = np.zeros((0, *latitude.shape))
        if self.onto is not None:
            on_map = np.stack(_known_positions(self.onto, latitude, longitude))
        mask = np.where(np.isfinite(latitude), VISIBLE, NO_DATA).astype(np.uint8)
        return PlacedBlock(Located(latitude, longitude, unknown, unknown, mask, on_map))


def _known_positions(onto: Grid, latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    known = np.isfinite(latitude)
    made = np.full(latitude.shape, np.nan), np.full(latitude.shape, np.nan)
    if known.any():
        made[0][known], made[1][known] = positions_in(onto, latitude[known], longitude[known])
    return made
