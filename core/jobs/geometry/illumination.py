"""The illuminated area of the radar's pixels over terrain, block by block: see core.geometry.flattening."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ...geometry.block_fit import BlockFit, Interval, fit_block, horner
from ...geometry.ellipsoid import to_cartesian
from ...geometry.flattening import Lattice, Plane, illuminated, seen_area, vector_areas
from ...geometry.terrain import Patch
from ...geometry.zero_doppler import incidence_angle, toward_radar
from ...grid import Window
from ..opening import Array
from .heights import Heights
from .radar_grid import THINNEST, Floats, RadarGrid, read_patch

FACETS_A_CELL = 2
"""Along a side of the terrain model's cells, as nearly as whole numbers in a radar pixel allow."""

MOST_FACETS = 32
"""Along a side of a radar pixel."""

VERTICES = 32 * 1024
"""Of the lattice, that are computed at a time."""

LEAST = 0.05
"""Of the reference area: pixels that show less of the terrain lie in shadow, and what they hold is noise."""

UNKNOWN = 0.1
"""Of a pixel: where more of its terrain is not known, it has no area."""

DEGREES = (4, 6, 3)
"""Of the polynomials in row, column and height: see core.geometry.block_fit."""

_ON_MODEL, _SEEN, _VECTORS = slice(0, 2), slice(2, 5), slice(5, 11)
"""Of LitSource.vertices: what does not depend on the height; row, column and look angle; direction and point."""


@dataclass(frozen=True)
class Band:
    """Rows over which the geometry is smooth."""

    rows: Floats
    """Of the lattice's vertices."""

    pixels: Floats
    """Rows of the block."""

    fit: BlockFit
    """Of LitSource.vertices."""

    reference: BlockFit
    """Of LitSource.reference."""


@dataclass(frozen=True)
class LitBlock:
    """What it takes to find the illuminated area of a block of radar pixels; no patch where there is no terrain."""

    window: Window
    plane: Plane
    cols: Floats
    """Of the lattice's vertices."""

    bands: tuple[Band, ...]
    patch: Patch | None

    def gain(self) -> Array:
        """Illuminated area over reference area (rows, cols): by how much terrain makes a pixel brighter.

        NaN in shadow and without terrain.
        """
        shape = self.window.rows, self.window.cols
        if self.patch is None:
            return np.full(shape, np.nan, np.float32)
        sums = np.zeros((2, *shape))
        last = None
        for band in self.bands:
            strip = max(1, VERTICES // self.cols.size)
            for start in range(0, band.rows.size, strip):
                lattice = _vertices(band.fit, band.rows[start : start + strip], self.cols, self.patch)
                joined = lattice if last is None else lattice.below(last)
                last = lattice.last_row()
                self._add(joined, sums)
        cols = np.arange(self.window.col, self.window.col + self.window.cols, dtype=np.float64)
        area = np.concatenate([band.reference.on_grid(band.pixels, cols)[0, 0] for band in self.bands])
        gain = sums[0] / area
        return np.where((np.abs(sums[1] - 1) < UNKNOWN) & (gain > LEAST), gain, np.nan).astype(np.float32)

    def _add(self, lattice: Lattice, sums: Floats) -> None:
        """Hand the area of the facets between some rows of vertices, placed in the whole image, to the pixels."""
        row, col = lattice.row - self.window.row, lattice.col - self.window.col
        known = np.isfinite(row)
        if len(row) < 2 or not known.any():
            return
        top, bottom = max(int(row[known].min()), 0), min(int(row[known].max()) + 2, self.window.rows)
        if top < bottom:
            here = lattice._replace(row=row - top, col=col)
            sums[:, top:bottom] += illuminated(here, (bottom - top, self.window.cols), self.plane)


@dataclass(frozen=True)
class LitSource:
    """Reads blocks of a radar grid's illuminated area over a terrain model."""

    grid: RadarGrid
    heights: Heights
    plane: Plane
    """Where the area is measured."""

    quantity: Plane
    """What the image was divided by: its reference area, on level ground."""

    def read(self, window: Window) -> Any:
        """A LitBlock."""
        nothing = LitBlock(window, self.plane, np.zeros(0), (), None)
        wide = self._patch(self._reach(window, self.heights.extremes))
        if wide is None:
            return nothing
        between = float(np.nanmin(wide.heights)), float(np.nanmax(wide.heights))
        box = self._reach(window, between)
        patch = self._patch(box)
        if patch is None:
            return nothing
        rows, cols = (_lattice(low, high, number) for (low, high), number in zip(box, self.facets))
        ends = self.grid.smooth_rows(rows[0], rows[-1])
        ends[0], ends[-1] = rows[0] - 0.5, rows[-1] + 0.5
        pixels = np.arange(window.row, window.row + window.rows, dtype=np.float64)
        bands = []
        for low, high in zip(ends[:-1], ends[1:]):
            there, own = rows[(rows >= low) & (rows < high)], pixels[(pixels >= low) & (pixels < high)]
            bands.append(self._band(there, own, (low, high), (cols[0], cols[-1]), between))
        return LitBlock(window, self.plane, cols, tuple(bands), patch)

    @cached_property
    def level(self) -> float:
        """Height at which a vertex's row and column are its place in the image."""
        return sum(self.heights.extremes) / 2

    @cached_property
    def facets(self) -> tuple[int, int]:
        """In a radar pixel, down and across, in the middle of the image."""
        row, col = self.grid.shape[0] / 2, self.grid.shape[1] / 2
        rows, cols = np.array([row, row + 1, row]), np.array([col, col, col + 1])
        place = np.stack(self.heights.positions(*self._ground(rows, cols)))
        cells = np.hypot(*(place[:, 1:] - place[:, :1]))
        down, right = np.clip(np.rint(FACETS_A_CELL * cells), 1, MOST_FACETS)
        return int(down), int(right)

    def vertices(self, rows: Floats, cols: Floats, height: Floats) -> Floats:
        """Of the ground that lies at rows and columns where it is level, raised to a height: position in the terrain
        model; row and column; look angle; direction to the radar; the point itself."""
        geometry = self.grid.geometry
        latitude, longitude = self._ground(rows, cols)
        seen = geometry.sense(latitude, longitude, height)
        point = to_cartesian(latitude, longitude, height)
        look = toward_radar(geometry.orbit, seen.azimuth_time, point)
        position = geometry.orbit.at(seen.azimuth_time).position
        angle = np.arccos((look * position).sum(axis=0) / np.sqrt((position * position).sum(axis=0)))
        place = self.heights.positions(latitude, longitude)
        return np.stack([*place, *self.grid.positions(*geometry.place(seen)), angle, *look, *point])

    def reference(self, rows: Floats, cols: Floats, _height: Floats) -> Floats:
        """Area of level pixels in the plane that the image's quantity stands for."""
        corners = [
            to_cartesian(*self._ground(rows + down, cols + right), np.full(rows.shape, self.level))
            for down in (-0.5, 0.5) for right in (-0.5, 0.5)
        ]  # fmt: skip
        quad = np.stack(corners, axis=1).reshape(3, 2, 2, *rows.shape)
        seen = self.grid.geometry.seen_at(self.grid.lines(rows), self.grid.pixels(cols))
        look = toward_radar(self.grid.geometry.orbit, seen.azimuth_time, quad.mean(axis=(1, 2)))
        return seen_area(vector_areas(quad)[:, 0, 0], look, self.quantity)[np.newaxis]

    def _ground(self, rows: Floats, cols: Floats) -> tuple[Floats, Floats]:
        """Latitude and longitude of pixels on level ground."""
        level = np.full(rows.shape, self.level)
        return self.grid.geometry.back(self.grid.lines(rows), self.grid.pixels(cols), level)

    def _reach(self, window: Window, between: tuple[float, float]) -> tuple[Interval, Interval]:
        """Rows and columns of level ground whose terrain can appear in a window or throw shadow there."""
        geometry = self.grid.geometry
        rows, cols = np.meshgrid(
            np.linspace(window.row, window.row + window.rows, 3) - 0.5,
            np.linspace(window.col, window.col + window.cols, 3) - 0.5, indexing="ij",
        )  # fmt: skip
        lines, pixels = self.grid.lines(rows), self.grid.pixels(cols)
        level = np.full(rows.shape, self.level)
        down, right = zip(*(
            self.grid.positions(*geometry(*geometry.back(lines, pixels, np.full(rows.shape, height)), level))
            for height in between
        ))  # fmt: skip
        ground = self._ground(rows, cols)
        steepest = incidence_angle(geometry.orbit, geometry.seen_at(lines, pixels).azimuth_time, *ground, level).max()
        shade = float(np.abs(right[1] - right[0]).max() * np.tan(np.radians(steepest)) ** 2)
        across = float(np.min(right)) - shade - 1, float(np.max(right)) + 1
        return (float(np.min(down)) - 1, float(np.max(down)) + 1), across

    def _patch(self, box: tuple[Interval, Interval]) -> Patch | None:
        rows, cols = np.meshgrid(np.linspace(*box[0], 5), np.linspace(*box[1], 5), indexing="ij")
        down, right = self.heights.positions(*self._ground(rows, cols))
        return read_patch(self.heights, down, right, 3) if np.isfinite(down + right).all() else None

    def _band(self, rows: Floats, pixels: Floats, down: Interval, right: Interval, between: Interval) -> Band:
        middle, half = (between[0] + between[1]) / 2, max(between[1] - between[0], THINNEST) / 2
        fit = fit_block(self.vertices, (down, right, (middle - half, middle + half)), DEGREES)
        reference = fit_block(self.reference, (down, right, (middle - half, middle + half)), (*DEGREES[:2], 0))
        return Band(rows, pixels, fit, reference)


def _lattice(low: float, high: float, number: int) -> Floats:
    """Vertices `number` to a pixel that lie on pixels' borders, whatever the interval."""
    first, last = np.floor(low), np.ceil(high)
    return first - 0.5 + np.arange((last - first + 1) * number + 1) / number


def _vertices(fit: BlockFit, rows: Floats, cols: Floats, patch: Patch) -> Lattice:
    """What is fitted, at the terrain's height; NaN where that is not known.

    A point moves straight with its height, and the direction to the radar within 3e-6 of that over three kilometres.
    """
    height = fit.third(patch.at(*fit.part(_ON_MODEL, 1).on_grid(rows, cols)[0]))
    row, col, angle = horner(fit.part(_SEEN, DEGREES[2] + 1).on_grid(rows, cols), height)
    vectors = horner(fit.part(_VECTORS, 2).on_grid(rows, cols), height)
    return Lattice(vectors[3:], vectors[:3], angle, row, col)
