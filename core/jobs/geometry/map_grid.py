"""A map's grid over terrain: where each pixel of it lies in a radar image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ...blocks import Source
from ...geometry.block_fit import BlockFit, fit_block, horner
from ...geometry.ellipsoid import to_cartesian
from ...geometry.terrain import Patch, folded, shadowed
from ...geometry.zero_doppler import Sensed, toward_radar
from ...grid import Grid, Window, transform_points
from ...resampling import REACH
from ..opening import Array
from .heights import Heights, geographic
from .illumination import LitBlock, LitSource
from .radar_grid import (
    CELLS_A_STEP,
    LAYOVER,
    NO_DATA,
    SHADOW,
    THINNEST,
    VISIBLE,
    Classes,
    Floats,
    RadarGrid,
    read_patch,
)

DEGREES = (4, 4, 2)
"""Of the polynomials in row, column and height over a block: half a millimetre of slant range and 1e-8 lines over
51 x 26 km and 4 km of height."""

CLIMB = 10.0
"""Metres over which the slope of a range circle is taken."""

_TIME, _RANGE, _ROW, _COL, _CIRCLE_ROW, _CIRCLE_COL, _LOOK, _POINT = 0, 1, 2, 3, 4, 5, slice(6, 9), slice(9, 12)


class Mapped(NamedTuple):
    """Of a map's pixels, (rows, cols)."""

    row: Floats
    col: Floats
    """Position in the radar grid."""

    height: Floats
    mask: Classes
    local_incidence: Array
    """Degrees between the direction to the radar and the terrain's normal."""


@dataclass(frozen=True)
class MapBlock:
    """What it takes to fill a block of a map; no fit where terrain or image do not reach."""

    window: Window
    fit: BlockFit | None
    patch: Patch
    radar: RadarGrid
    image: Array
    """The part of the radar image that the block needs, (bands, rows, cols), linear intensity."""

    origin: tuple[int, int]
    """Row and column of its first pixel."""

    lit: LitBlock | None = None
    """The illuminated area of the same pixels, where it is asked for."""

    def mapped(self) -> Mapped | None:
        """Where the block's pixels lie in the image; None without a fit."""
        if self.fit is None:
            return None
        rows = np.arange(self.window.row - 1, self.window.row + self.window.rows + 1, dtype=np.float64)
        cols = np.arange(self.window.col - 1, self.window.col + self.window.cols + 1, dtype=np.float64)
        terms = self.fit.on_grid(rows, cols)
        height = self._heights(terms)
        values = horner(terms, self.fit.third(height))
        angle = _local_incidence(values[_LOOK], values[_POINT])
        inner = (slice(1, -1), slice(1, -1))
        values, height = values[(slice(None), *inner)], height[inner]
        line, pixel = self.radar.geometry.place(Sensed(values[_TIME], values[_RANGE]))
        row, col = self.radar.positions(line, pixel)
        return Mapped(row, col, height, self._mask(values, height, angle[inner]), angle[inner].astype(np.float32))

    def _heights(self, terms: Floats) -> Floats:
        """Positions in the terrain model do not depend on the height."""
        return self.patch.at(terms[0, _ROW], terms[0, _COL])

    def _mask(self, values: Floats, height: Floats, angle: Floats) -> Classes:
        """`angle` is the local incidence; where it exceeds 90 degrees the slope itself is turned away."""
        incidence = np.arccos(np.clip((values[_LOOK] * _normal(values[_POINT])).sum(axis=0), -1, 1))
        square = np.tan(incidence) ** 2
        circle = values[_CIRCLE_ROW], values[_CIRCLE_COL]
        toward = -circle[0] * square, -circle[1] * square
        hidden = shadowed(self.patch, values[_ROW], values[_COL], height, toward, _step(*toward)) | (angle >= 90)
        twice = folded(self.patch, values[_ROW], values[_COL], height, circle, _step(*circle))
        mask = VISIBLE + twice * (LAYOVER - VISIBLE) + hidden * (SHADOW - VISIBLE)
        return np.where(np.isnan(height), NO_DATA, mask).astype(np.uint8)


@dataclass(frozen=True)
class MapSource:
    """Reads blocks of a map grid: terrain and the part of the radar image that they need."""

    grid: Grid
    radar: RadarGrid
    heights: Heights
    image: Source
    """Linear intensity."""

    lit: LitSource | None = None

    def read(self, window: Window) -> Any:
        """A MapBlock."""
        nowhere = Patch(np.full((2, 2), np.nan))
        empty = MapBlock(window, None, nowhere, self.radar, np.zeros((0, 0, 0), np.float32), (0, 0))
        patch = self._patch(window, 2)
        if patch is None:
            return empty
        fit = self._fit(window, patch)
        if fit is None:
            return empty
        area = self._area(fit)
        if area is None:
            return empty
        low, high = self.heights.extremes  # a mountain far from the block may throw its shadow there
        wider = self._patch(window, int(np.ceil((high - low) * self._cells_a_metre(fit))) + 3) or patch
        image, lit = self.image.read(area), self.lit.read(area) if self.lit else None
        return MapBlock(window, fit, wider, self.radar, image, (area.row, area.col), lit)

    def exact(self, rows: Floats, cols: Floats, height: Floats) -> Floats:
        """All that is fitted, by exact geometry: time and range, position in the terrain model, the range circle's
        slope there (cells a metre), the direction to the radar, the point itself."""
        latitude, longitude = self.places(rows, cols)
        geometry = self.radar.geometry
        seen = geometry.sense(latitude, longitude, height)
        place = np.stack(self.heights.positions(latitude, longitude))
        higher = np.stack(self.heights.positions(*geometry.locate(seen, height + CLIMB)))
        point = to_cartesian(latitude, longitude, height)
        look = toward_radar(geometry.orbit, seen.azimuth_time, point)
        return np.stack([*seen, *place, *((higher - place) / CLIMB), *look, *point])

    def places(self, rows: Floats, cols: Floats) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of pixels' centres."""
        x, y = self.grid.to_map(rows + 0.5, cols + 0.5)
        longitude, latitude = transform_points(self.grid, geographic(), x, y)
        return latitude, longitude

    def _patch(self, window: Window, margin: int) -> Patch | None:
        rows, cols = self.grid.outline(Window(window.row - 1, window.col - 1, window.rows + 2, window.cols + 2))
        down, right = self.heights.positions(*self.places(rows - 0.5, cols - 0.5))
        if not (np.isfinite(down).all() and np.isfinite(right).all()):
            return None
        return read_patch(self.heights, down, right, margin)

    def _fit(self, window: Window, patch: Patch) -> BlockFit | None:
        low, high = float(np.nanmin(patch.heights)), float(np.nanmax(patch.heights))
        middle, half = (low + high) / 2, max(high - low, THINNEST) / 2
        rows = (window.row - 1.0, float(window.row + window.rows))
        cols = (window.col - 1.0, float(window.col + window.cols))
        fit = fit_block(self.exact, (rows, cols, (middle - half, middle + half)), DEGREES)
        return fit if np.isfinite(fit.coefficients).all() else None

    def _area(self, fit: BlockFit) -> Window | None:
        """The radar pixels that a block can need, between its lowest and highest ground."""
        terms = fit.on_grid(np.linspace(*fit.intervals[0], 5), np.linspace(*fit.intervals[1], 5))
        levels = [horner(terms, end)[[_TIME, _RANGE]].reshape(2, -1) for end in (-1.0, 0.0, 1.0)]
        times, ranges = np.concatenate(levels, axis=1)
        row, col = self.radar.positions(*self.radar.geometry.place(Sensed(times, ranges)))
        return _around(row, col, self.radar.shape)

    def _cells_a_metre(self, fit: BlockFit) -> float:
        """How far in the terrain model something can matter, per metre of height: along circle or line of sight."""
        values = fit.on_grid(np.array(fit.intervals[0]), np.array(fit.intervals[1]))[0]
        cosine = (values[_LOOK] * _normal(values[_POINT])).sum(axis=0)
        return float((np.hypot(*values[4:6]) * np.maximum(1 / np.maximum(cosine, 0.1) ** 2 - 1, 1)).max())


def _around(row: Floats, col: Floats, shape: tuple[int, int]) -> Window | None:
    margin = REACH + 2
    top, left = max(int(np.floor(row.min())) - margin, 0), max(int(np.floor(col.min())) - margin, 0)
    bottom, right = (min(int(np.ceil(one.max())) + margin + 1, most) for one, most in zip((row, col), shape))
    return Window(top, left, bottom - top, right - left) if bottom > top and right > left else None


def _normal(point: Floats) -> Floats:
    """Of the sphere around the Earth's middle: within 0.2 degrees of the ellipsoid's, enough for the masks' reach."""
    return point / np.sqrt((point * point).sum(axis=0))


def _local_incidence(look: Floats, point: Floats) -> Floats:
    """Degrees between look directions and the normals of the surface (3, rows, cols)."""
    down, right = np.gradient(point, axis=1), np.gradient(point, axis=2)
    normal = np.cross(down, right, axis=0)
    normal *= np.sign((normal * point).sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        cosine = (normal * look).sum(axis=0) / np.sqrt((normal * normal).sum(axis=0))
    angle: Floats = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return angle


def _step(rows_a_metre: Floats, cols_a_metre: Floats) -> float:
    """Metres of height that move a point by CELLS_A_STEP cells, 1 at least."""
    fastest = max(float(np.nanmax(np.abs(one), initial=0.0)) for one in (rows_a_metre, cols_a_metre))
    return max(CELLS_A_STEP / max(fastest, 1e-9), 1.0)
