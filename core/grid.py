"""Where pixels lie: one immutable value for shape, geotransform and CRS, and the mapping between two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from osgeo import osr

from .errors import InputError

Transform = tuple[float, float, float, float, float, float]
Points = NDArray[np.float64]

IDENTITY: Transform = (0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
UPSIDE_DOWN: Transform = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)


class Window(NamedTuple):
    """A rectangle of pixels; rows before columns."""

    row: int
    col: int
    rows: int
    cols: int

    @property
    def slices(self) -> tuple[slice, slice]:
        return slice(self.row, self.row + self.rows), slice(self.col, self.col + self.cols)

    def grown(self, halo: int, shape: tuple[int, int]) -> Window:
        """The window with `halo` more pixels on each side, as far as an image of `shape` reaches."""
        top, left = max(self.row - halo, 0), max(self.col - halo, 0)
        bottom = min(self.row + self.rows + halo, shape[0])
        right = min(self.col + self.cols + halo, shape[1])
        return Window(top, left, bottom - top, right - left)

    def inside(self, outer: Window) -> tuple[slice, slice]:
        """Slices of this window in an array that covers `outer`."""
        return Window(self.row - outer.row, self.col - outer.col, self.rows, self.cols).slices


@dataclass(frozen=True)
class Grid:
    """A raster's lattice on the ground."""

    shape: tuple[int, int]
    """Rows, columns."""

    transform: Transform = IDENTITY
    """GDAL geotransform: x = t0 + col t1 + row t2, y = t3 + col t4 + row t5, at pixel corners."""

    crs: str = ""
    """Coordinate reference system as WKT; empty where the pixels are in radar or image coordinates."""

    @property
    def window(self) -> Window:
        """All of it."""
        return Window(0, 0, *self.shape)

    @property
    def shown(self) -> Grid:
        """Where QGIS shows the pixels: without a geotransform upside down, below y = 0, and so must vectors lie."""
        return replace(self, transform=UPSIDE_DOWN) if self.transform == IDENTITY else self

    @property
    def pixel_size(self) -> tuple[float, float]:
        """Length of a pixel's step down and its step right, in CRS units."""
        _, dx_col, dx_row, _, dy_col, dy_row = self.transform
        return float(np.hypot(dx_row, dy_row)), float(np.hypot(dx_col, dy_col))

    @cached_property
    def reference(self) -> osr.SpatialReference:
        """The CRS as an object, x before y; InputError if PROJ cannot read it."""
        return reference(self.crs)

    @cached_property
    def on_ellipsoid(self) -> bool:
        """The CRS is geographic or projected, so that areas on the ground can be told."""
        return bool(self.crs) and bool(self.reference.IsGeographic() or self.reference.IsProjected())

    def part(self, window: Window) -> Grid:
        """The grid of one window."""
        x, y = self.to_map(np.array([float(window.row)]), np.array([float(window.col)]))
        _, dx_col, dx_row, _, dy_col, dy_row = self.transform
        return replace(
            self,
            shape=(window.rows, window.cols),
            transform=(float(x[0]), dx_col, dx_row, float(y[0]), dy_col, dy_row),
        )

    def to_map(self, rows: Points, cols: Points) -> tuple[Points, Points]:
        """Map coordinates of pixel positions; 0, 0 is the outer corner of the first pixel."""
        x0, dx_col, dx_row, y0, dy_col, dy_row = self.transform
        return x0 + cols * dx_col + rows * dx_row, y0 + cols * dy_col + rows * dy_row

    def to_pixel(self, x: Points, y: Points) -> tuple[Points, Points]:
        """Pixel positions (row, column) of map coordinates."""
        x0, dx_col, dx_row, y0, dy_col, dy_row = self.transform
        determinant = dx_col * dy_row - dx_row * dy_col
        if determinant == 0:
            raise InputError("The raster's geotransform has no area: georeference the raster first.")
        east, north = x - x0, y - y0
        rows: Points = np.asarray((dx_col * north - dy_col * east) / determinant, np.float64)
        cols: Points = np.asarray((dy_row * east - dx_row * north) / determinant, np.float64)
        return rows, cols

    def onto(self, other: Grid, rows: Points, cols: Points) -> tuple[Points, Points]:
        """Pixel positions in `other` of this grid's pixel positions; infinite where PROJ has no answer."""
        x, y = self.to_map(rows, cols)
        return other.to_pixel(*transform_points(self, other, x, y))

    def offset_in(self, other: Grid) -> tuple[int, int] | None:
        """Row and column in `other` of this grid's first pixel when both share one lattice, else None.

        Sharing means: same CRS and the pixel corners coincide within a hundredth of a pixel, so that
        pixels can be copied without resampling (which would change the speckle statistics).
        """
        if not self.same_crs(other):
            return None
        rows = np.array([0.0, 0.0, float(self.shape[0]), float(self.shape[0])])
        cols = np.array([0.0, float(self.shape[1]), 0.0, float(self.shape[1])])
        there = other.to_pixel(*self.to_map(rows, cols))
        row, col = round(float(there[0][0])), round(float(there[1][0]))
        apart = max(np.abs(there[0] - rows - row).max(), np.abs(there[1] - cols - col).max())
        return (row, col) if apart < 0.01 else None

    def same_crs(self, other: Grid) -> bool:
        if not self.crs or not other.crs:
            return self.crs == other.crs
        return self.crs == other.crs or bool(self.reference.IsSame(other.reference))

    def outline(self, window: Window, steps: int = 16) -> tuple[Points, Points]:
        """Pixel positions around a window's border, clockwise from its first corner, `steps` a side."""
        along = np.arange(steps) / steps
        zero, one = np.zeros(steps), np.ones(steps)
        rows = np.concatenate([zero, along, one, 1 - along])
        cols = np.concatenate([along, one, 1 - along, zero])
        return window.row + rows * window.rows, window.col + cols * window.cols

    def area(self, window: Window) -> float:
        """Area of a window on the ellipsoid in square metres; NaN where the CRS has none.

        The outline is projected by Lambert's azimuthal equal-area projection of the CRS's own ellipsoid,
        centred on the grid (Snyder 1987, USGS Professional Paper 1395, chapter 24), and measured there.
        """
        if not self.on_ellipsoid:
            return float("nan")
        x, y = self.to_map(*self.outline(window))
        east, north = equal_area(self, x, y)
        return abs(float(np.sum(east * np.roll(north, -1) - np.roll(east, -1) * north))) / 2


def reference(crs: str) -> osr.SpatialReference:
    """A CRS from WKT, PROJ string or authority code, in x-before-y order."""
    found = osr.SpatialReference()
    try:
        code = found.SetFromUserInput(crs)
    except RuntimeError:  # another plugin may have switched GDAL's exceptions on
        code = 1
    if code != 0:
        raise InputError(f"The coordinate reference system '{crs[:80]}' is not known: choose another one.")
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def equal_area_reference(grid: Grid) -> osr.SpatialReference:
    """Lambert's azimuthal equal-area projection on the grid's own ellipsoid, centred on the grid."""
    geographic = grid.reference.CloneGeogCS()
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    middle = grid.to_map(np.array([grid.shape[0] / 2]), np.array([grid.shape[1] / 2]))
    longitude, latitude = _transform(grid.reference, geographic, *middle)
    plane = osr.SpatialReference()
    plane.SetProjCS("equal area")
    plane.CopyGeogCSFrom(geographic)
    plane.SetLAEA(float(latitude[0]), float(longitude[0]), 0.0, 0.0)
    plane.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return plane


def equal_area(grid: Grid, x: Points, y: Points) -> tuple[Points, Points]:
    """Map coordinates of `grid` in its equal-area plane, in metres."""
    return _transform(grid.reference, equal_area_reference(grid), x, y)


def transform_points(source: Grid, target: Grid, x: Points, y: Points) -> tuple[Points, Points]:
    """Map coordinates in the source's CRS as coordinates in the target's."""
    if source.same_crs(target):
        return x, y
    return _transform(source.reference, target.reference, x, y)


def _transform(
    source: osr.SpatialReference, target: osr.SpatialReference, x: Points, y: Points
) -> tuple[Points, Points]:
    both = osr.CoordinateTransformation(source, target)
    moved = np.array(both.TransformPoints(np.column_stack([np.ravel(x), np.ravel(y)])), dtype=np.float64)
    return moved[:, 0].reshape(np.shape(x)), moved[:, 1].reshape(np.shape(y))
