"""Geometries that are known as positions on the ground at image positions, and turned round by Newton's method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .ellipsoid import upward
from .interface import Floats, GroundPoints, ImagePoints

TOLERANCE = 1e-6
"""Of a position in the image, in lines and pixels."""

MOST_STEPS = 40


class Slopes(NamedTuple):
    """Plane coordinates and their derivatives by line and pixel."""

    x: Floats
    y: Floats
    x_line: Floats
    x_pixel: Floats
    y_line: Floats
    y_pixel: Floats


@dataclass(frozen=True)
class Plane:
    """Orthographic projection of the directions of geodetic coordinates, centred on the image.

    A chart for interpolation only: it has no seam at 180 degrees and no pole, and its inverse is exact.
    """

    east: Floats
    north: Floats
    up: Floats

    @classmethod
    def around(cls, latitude: Floats, longitude: Floats) -> Plane:
        """The plane in whose middle these positions lie."""
        seen = np.isfinite(latitude) & np.isfinite(longitude)
        up = upward(latitude[seen], longitude[seen]).reshape(3, -1).mean(axis=1)
        up /= np.linalg.norm(up)
        axis = np.array([0.0, 0.0, 1.0]) if abs(up[2]) < 0.99 else np.array([1.0, 0.0, 0.0])
        east = np.cross(axis, up)
        east /= np.linalg.norm(east)
        return cls(east, np.cross(up, east), up)

    def project(self, latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
        """NaN on the far side of the Earth."""
        direction = upward(latitude, longitude)
        near = np.tensordot(self.up, direction, 1) > 0
        x, y = np.tensordot(self.east, direction, 1), np.tensordot(self.north, direction, 1)
        return np.where(near, x, np.nan), np.where(near, y, np.nan)

    def unproject(self, x: Floats, y: Floats) -> GroundPoints:
        z = np.sqrt(np.maximum(1 - x * x - y * y, 0.0))
        east, north, up = (axis.reshape(3, *[1] * np.ndim(x)) for axis in (self.east, self.north, self.up))
        direction = east * x + north * y + up * z
        latitude = np.degrees(np.arctan2(direction[2], np.hypot(direction[0], direction[1])))
        return GroundPoints(latitude, np.degrees(np.arctan2(direction[1], direction[0])))


class Surface(Protocol):
    """A continuous mapping of image positions into a plane."""

    def at(self, line: Floats, pixel: Floats) -> Slopes:
        """Coordinates and slopes, continued beyond the image's border."""


@dataclass(frozen=True)
class Charted:
    """A RadarGeometry from a surface; heights are those that the surface was made with, so they are not used."""

    plane: Plane
    surface: Surface
    first: tuple[float, float]
    last: tuple[float, float]
    """Line and pixel between which the surface is known."""

    starts: tuple[Floats, Floats, Floats, Floats]
    """Line, pixel, x and y of points spread over the image, from which Newton's method sets out."""

    reach: float = 0.5
    """Lines and samples beyond the outer ones for which there are answers: half of one is still their ground."""

    def back(self, line: Floats, pixel: Floats, height: Floats) -> GroundPoints:
        slopes = self.surface.at(np.asarray(line, np.float64), np.asarray(pixel, np.float64))
        inside = self._inside(line, pixel)
        return self.plane.unproject(np.where(inside, slopes.x, np.nan), np.where(inside, slopes.y, np.nan))

    def __call__(self, latitude: Floats, longitude: Floats, height: Floats) -> ImagePoints:
        x, y = self.plane.project(np.asarray(latitude, np.float64), np.asarray(longitude, np.float64))
        line, pixel = self._start(x, y)
        found = np.zeros(x.shape, bool)
        for _ in range(MOST_STEPS):
            at = self.surface.at(line, pixel)
            with np.errstate(divide="ignore", invalid="ignore"):
                area = at.x_line * at.y_pixel - at.x_pixel * at.y_line
                down = ((x - at.x) * at.y_pixel - (y - at.y) * at.x_pixel) / area
                right = ((y - at.y) * at.x_line - (x - at.x) * at.y_line) / area
            line, pixel = self._clipped(line + np.nan_to_num(down), pixel + np.nan_to_num(right))
            found = np.hypot(down, right) < TOLERANCE
            if np.all(found | np.isnan(x)):
                break
        found &= self._inside(line, pixel)
        return ImagePoints(np.where(found, line, np.nan), np.where(found, pixel, np.nan))

    def _start(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        lines, pixels, *places = self.starts
        wanted = np.column_stack([np.nan_to_num(x).ravel(), np.nan_to_num(y).ravel()])
        nearest = cKDTree(np.column_stack(places)).query(wanted)[1].reshape(x.shape)
        return lines[nearest], pixels[nearest]

    def _inside(self, line: Floats, pixel: Floats) -> NDArray[np.bool_]:
        down = (line >= self.first[0] - self.reach) & (line <= self.last[0] + self.reach)
        found: NDArray[np.bool_] = down & (pixel >= self.first[1] - self.reach) & (pixel <= self.last[1] + self.reach)
        return found

    def _clipped(self, line: Floats, pixel: Floats) -> tuple[Floats, Floats]:
        """Not far beyond the border, whence a later step may come back."""
        room = self.reach + 1.5
        return (
            np.clip(line, self.first[0] - room, self.last[0] + room),
            np.clip(pixel, self.first[1] - room, self.last[1] + room),
        )
