"""Geometry from two bands of latitudes and longitudes (SNAP, ISCE, GAMMA, Doris) or from GDAL's geolocation arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from .chart import Charted, Plane, Slopes
from .interface import Floats

MOST_STARTS = 200_000


@dataclass(frozen=True)
class Bilinear:
    """Coordinates at every `step` lines and pixels, bilinear in between."""

    x: Floats
    y: Floats
    origin: tuple[float, float]
    """Line and pixel of the first one."""

    step: tuple[float, float]

    def at(self, line: Floats, pixel: Floats) -> Slopes:
        row, col = (line - self.origin[0]) / self.step[0], (pixel - self.origin[1]) / self.step[1]
        top = np.clip(np.nan_to_num(np.floor(row)), 0, self.x.shape[0] - 2).astype(np.int64)
        left = np.clip(np.nan_to_num(np.floor(col)), 0, self.x.shape[1] - 2).astype(np.int64)
        x, x_row, x_col = _cell(self.x, top, left, row - top, col - left)
        y, y_row, y_col = _cell(self.y, top, left, row - top, col - left)
        down, right = self.step
        return Slopes(x, y, x_row / down, x_col / right, y_row / down, y_col / right)


def lattice_geometry(
    latitude: Floats,
    longitude: Floats,
    origin: tuple[float, float] = (0.0, 0.0),
    step: tuple[float, float] = (1.0, 1.0),
) -> Charted:
    """The geometry of positions (rows, cols) in degrees, NaN where there is none.

    Value [0, 0] belongs to the image position `origin` and the next ones follow every `step`. Bands of an image's own
    size need neither. Heights are in the positions: where terrain folds over (layover) one of the solutions is found.
    """
    if latitude.shape != longitude.shape or latitude.ndim != 2 or min(latitude.shape) < 2:
        raise InputError(
            f"Latitudes of {' x '.join(map(str, latitude.shape))} and longitudes of "
            f"{' x '.join(map(str, longitude.shape))} values do not go together: choose two bands of one size."
        )
    seen = np.isfinite(latitude) & np.isfinite(longitude)
    if not seen.any() or np.abs(latitude[seen]).max() > 90 or np.abs(longitude[seen]).max() > 360:
        raise InputError("The bands hold no latitudes and longitudes in degrees: choose those bands, in this order.")
    plane = Plane.around(latitude, longitude)
    x, y = plane.project(latitude, longitude)
    last = origin[0] + (x.shape[0] - 1) * step[0], origin[1] + (x.shape[1] - 1) * step[1]
    every = max(1, int(np.ceil(np.sqrt(x.size / MOST_STARTS))))
    rows, cols = np.nonzero(seen[::every, ::every])
    starts = (
        origin[0] + rows * every * step[0], origin[1] + cols * every * step[1],
        x[::every, ::every][rows, cols], y[::every, ::every][rows, cols],
    )  # fmt: skip
    return Charted(plane, Bilinear(x, y, origin, step), origin, last, starts)


def _cell(values: Floats, top: Floats, left: Floats, down: Floats, right: Floats) -> tuple[Floats, Floats, Floats]:
    """Value and slopes inside a cell."""
    a, b = values[top, left], values[top, left + 1]
    c, d = values[top + 1, left], values[top + 1, left + 1]
    twist = a - b - c + d
    by_row, by_col = c - a + twist * right, b - a + twist * down
    return a + (b - a) * right + (c - a) * down + twist * down * right, by_row, by_col
