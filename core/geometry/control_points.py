"""Geometry from ground control points, the least that an image can bring along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.interpolate import RBFInterpolator, RectBivariateSpline

from ..errors import InputError
from .chart import Charted, Plane, Slopes
from .interface import Floats

FEWEST_POINTS = 4
MOST_POINTS = 1000
"""Scattered points through which one thin plate is laid; of more, each place counts its NEIGHBOURS nearest."""

NEIGHBOURS = 40


@dataclass(frozen=True)
class _Spline:
    """Points on a lattice: cubic splines through them, which go on straight beyond its border."""

    x: Any
    y: Any
    first: tuple[float, float]
    last: tuple[float, float]
    """Line and pixel between which the points lie."""

    def at(self, line: Floats, pixel: Floats) -> Slopes:
        within = np.clip(line, self.first[0], self.last[0]), np.clip(pixel, self.first[1], self.last[1])
        down, right = line - within[0], pixel - within[1]
        slopes = [one.ev(*within, dx=1 - axis, dy=axis) for one in (self.x, self.y) for axis in (0, 1)]
        x, y = self.x.ev(*within), self.y.ev(*within)
        return Slopes(x + slopes[0] * down + slopes[1] * right, y + slopes[2] * down + slopes[3] * right, *slopes)


@dataclass(frozen=True)
class _ThinPlate:
    """Scattered points: thin plates through them (Duchon 1977), slopes by differences over a tenth of a sample."""

    plate: Any

    def at(self, line: Floats, pixel: Floats) -> Slopes:
        at = self._value(line, pixel)
        down = (self._value(line + 0.05, pixel) - self._value(line - 0.05, pixel)) * 10
        right = (self._value(line, pixel + 0.05) - self._value(line, pixel - 0.05)) * 10
        return Slopes(at[0], at[1], down[0], right[0], down[1], right[1])

    def _value(self, line: Floats, pixel: Floats) -> Floats:
        found = self.plate(np.column_stack([np.ravel(line), np.ravel(pixel)]))
        return np.asarray(found.T.reshape(2, *np.shape(line)), np.float64)


def _spline(lines: Floats, pixels: Floats, values: Floats) -> Any:
    """Through values (lines, pixels), of degree 2 at least: FITPACK derives none of degree 1."""
    if lines.size == 2:
        lines, values = np.insert(lines, 1, lines.mean()), np.insert(values, 1, values.mean(axis=0), axis=0)
    if pixels.size == 2:
        pixels, values = np.insert(pixels, 1, pixels.mean()), np.insert(values, 1, values.mean(axis=1), axis=1)
    return RectBivariateSpline(lines, pixels, values, kx=min(3, lines.size - 1), ky=min(3, pixels.size - 1), s=0)


def control_point_geometry(line: Floats, pixel: Floats, latitude: Floats, longitude: Floats) -> Charted:
    """The geometry of points at image positions (0, 0 is the centre of the first sample), degrees.

    Between the points the ground is taken to lie on the smooth surface of the points' own heights: relief displaces
    what rises above it, by 50 pixels and more in mountains, so this serves where there is no orbit.
    """
    if line.size < FEWEST_POINTS:
        raise InputError(f"{line.size} ground control points are too few for a geometry: {FEWEST_POINTS} are needed.")
    plane = Plane.around(latitude, longitude)
    x, y = plane.project(latitude, longitude)
    lines, pixels = np.unique(line), np.unique(pixel)
    first, last = (float(lines[0]), float(pixels[0])), (float(lines[-1]), float(pixels[-1]))
    if lines.size * pixels.size == line.size and min(lines.size, pixels.size) >= 2:
        order = np.lexsort((pixel, line))
        made = [_spline(lines, pixels, one[order].reshape(lines.size, pixels.size)) for one in (x, y)]
        return Charted(plane, _Spline(made[0], made[1], first, last), first, last, (line, pixel, x, y))
    places, values = np.column_stack([line, pixel]), np.column_stack([x, y])
    if np.linalg.matrix_rank(places - places.mean(axis=0), tol=1.0) < 2:
        raise InputError("The ground control points lie on one line of the image: a geometry needs more.")
    if len(np.unique(places, axis=0)) < line.size:
        raise InputError("Two of the ground control points lie at the same place of the image: leave one out.")
    neighbours = NEIGHBOURS if line.size > MOST_POINTS else None
    plate = RBFInterpolator(places, values, kernel="thin_plate_spline", neighbors=neighbours)
    return Charted(plane, _ThinPlate(plate), first, last, (line, pixel, x, y))
