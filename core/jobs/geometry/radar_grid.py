"""The radar's own grid over terrain: where each pixel of it lies on the ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...geometry import Annotation, RangeDoppler, residuals
from ...geometry.block_fit import BlockFit, fit_block, horner, slope
from ...geometry.image_axes import RegularLines
from ...geometry.terrain import Circles, Patch, meet, shadowed
from ...geometry.zero_doppler import incidence_angle
from ...grid import Grid, Window
from ..opening import Log
from .heights import Heights, positions_in
from .merging import merge_bursts
from .products import AnyImage, product_geometry, product_images

Floats = NDArray[np.float64]
Classes = NDArray[np.uint8]

NO_DATA, VISIBLE, LAYOVER, SHADOW, LAYOVER_AND_SHADOW = range(5)
"""Classes of the masks."""

OUTLINE = 17
"""Points a side of the image's outline on the ground."""

LOWEST, HIGHEST = -500.0, 9000.0
"""Metres above the ellipsoid between which all land lies."""

CELLS_A_STEP = 0.7
"""Of the terrain model, that a step of height moves a point by, at most."""

THINNEST = 2.0
"""Metres between the lowest and highest point of a fit."""

FLAT = 1000.0
"""Metres between the lowest and highest point, up to which one fit serves all blocks: that over four times as much puts
points within 1e-4 pixels, and its error falls with the fourth power."""

_ROW, _COL, _LATITUDE, _LONGITUDE, _INCIDENCE = range(5)
_MAP = slice(5, 7)


class Located(NamedTuple):
    """Ground of radar pixels, (rows, cols)."""

    latitude: Floats
    longitude: Floats
    height: Floats
    """Metres above the ellipsoid."""

    incidence: Floats
    """Degrees between the direction to the radar and the ellipsoid's normal."""

    mask: Classes
    on_map: Floats
    """(2, rows, cols): row and column in the map that the source was asked for; (0, rows, cols) without one."""


@dataclass(frozen=True)
class RadarGrid:
    """An image's pixels, or blocks of them (looks), with their geometry."""

    annotation: Annotation
    geometry: RangeDoppler
    shape: tuple[int, int]
    looks: tuple[int, int] = (1, 1)
    """Lines and samples in a pixel."""

    def lines(self, rows: Floats) -> Floats:
        """Line of the middle of pixels."""
        return (rows + 0.5) * self.looks[0] - 0.5

    def pixels(self, cols: Floats) -> Floats:
        """Sample of the middle of pixels."""
        return (cols + 0.5) * self.looks[1] - 0.5

    def outline(self, heights: tuple[float, float]) -> tuple[Floats, Floats]:
        """Latitudes and longitudes over the image, its border included, at two heights; longitudes go on at 180."""
        along = np.linspace(0.0, 1.0, OUTLINE)
        row, col = np.meshgrid(along * self.shape[0] - 0.5, along * self.shape[1] - 0.5, indexing="ij")
        both = [self.geometry.back(self.lines(row), self.pixels(col), np.full(row.shape, one)) for one in heights]
        latitude = np.concatenate([one.latitude.ravel() for one in both])
        longitude = np.concatenate([one.longitude.ravel() for one in both])
        return latitude, longitude - 360 * np.round((longitude - longitude[0]) / 360)

    def positions(self, line: Floats, pixel: Floats) -> tuple[Floats, Floats]:
        """Row and column of lines and samples."""
        return (line + 0.5) / self.looks[0] - 0.5, (pixel + 0.5) / self.looks[1] - 0.5

    def smooth_rows(self, first: float, last: float) -> Floats:
        """Both rows, and those between at which the geometry has a kink."""
        start, stop = self.geometry.lines.time(self.lines(np.array([first, last])))
        kinks = self.geometry.columns.kinks()
        times = np.concatenate([[start], kinks[(kinks > start) & (kinks < stop)], [stop]])
        return self.positions(self.geometry.lines.line(times), np.zeros(times.shape))[0]


@dataclass(frozen=True)
class Segment:
    """Rows of a block over which the geometry is smooth."""

    rows: Floats
    fit: BlockFit


@dataclass(frozen=True)
class TerrainBlock:
    """What it takes to find the ground of a block; None of it where the terrain model does not reach."""

    window: Window
    segments: tuple[Segment, ...]
    patch: Patch | None
    on_map: int = 0
    """Functions that say where on a map a pixel lies: 2 or none."""

    def located(self) -> Located:
        """The ground of all pixels."""
        if self.patch is None:
            missing = np.full((self.window.rows, self.window.cols), np.nan)
            nowhere = np.full((self.on_map, *missing.shape), np.nan)
            return Located(missing, missing, missing, missing, np.zeros(missing.shape, np.uint8), nowhere)
        cols = np.arange(self.window.col, self.window.col + self.window.cols, dtype=np.float64)
        parts = [_located(one, cols, self.patch) for one in self.segments]
        return Located(*(np.concatenate(values, axis=-2) for values in zip(*parts)))

    def reach_on_map(self) -> tuple[Floats, Floats] | None:
        """Rows and columns of the map that the block can touch; None where it has no terrain or the map ends."""
        places = []
        for one in self.segments:
            terms = one.fit.on_grid(np.linspace(*one.fit.intervals[0], 5), np.linspace(*one.fit.intervals[1], 5))
            places += [horner(terms[:, _MAP], end).reshape(2, -1) for end in (-1.0, 0.0, 1.0)]
        found = np.concatenate(places, axis=1) if places else np.full((2, 1), np.nan)
        return (found[0], found[1]) if np.isfinite(found).all() else None


@dataclass(frozen=True)
class TerrainSource:
    """Reads blocks of a radar grid over a terrain model."""

    grid: RadarGrid
    heights: Heights
    onto: Grid | None = None
    """A map on which pixels are to be found as well."""

    def read(self, window: Window) -> Any:
        """A TerrainBlock."""
        low, high = self.heights.extremes
        wide = self._segments(window, (low, high))
        patch = self._patch(wide, window)
        if patch is None:
            return TerrainBlock(window, (), None, 2 if self.onto else 0)
        if high - low > FLAT:
            wide = self._segments(window, (float(np.nanmin(patch.heights)), float(np.nanmax(patch.heights))))
        return TerrainBlock(window, wide, patch, 2 if self.onto else 0)

    def _segments(self, window: Window, between: tuple[float, float]) -> tuple[Segment, ...]:
        rows = np.arange(window.row, window.row + window.rows, dtype=np.float64)
        ends = self.grid.smooth_rows(window.row - 0.5, window.row + window.rows - 0.5)
        columns = (window.col - 0.5, window.col + window.cols - 0.5)
        middle = (between[0] + between[1]) / 2
        half = max(between[1] - between[0], THINNEST) / 2
        found = []
        for first, last in zip(ends[:-1], ends[1:]):
            inside = rows[(rows >= first) & (rows < last)]
            if inside.size:
                box = ((float(first), float(last)), columns, (middle - half, middle + half))
                found.append(Segment(inside, fit_block(self._exact, box)))
        return tuple(found)

    def _exact(self, rows: Floats, cols: Floats, height: Floats) -> Floats:
        """Position in the terrain model, latitude, longitude (without jumps), incidence angle."""
        geometry = self.grid.geometry
        sensed = geometry.seen_at(self.grid.lines(rows), self.grid.pixels(cols))
        latitude, longitude = geometry.locate(sensed, height)
        longitude = longitude - 360 * np.round((longitude - longitude.flat[0]) / 360)
        angle = incidence_angle(geometry.orbit, sensed.azimuth_time, latitude, longitude, height)
        on_map = positions_in(self.onto, latitude, longitude) if self.onto else ()
        return np.stack([*self.heights.positions(latitude, longitude), latitude, longitude, angle, *on_map])

    def _patch(self, segments: Sequence[Segment], window: Window) -> Patch | None:
        """The part of the terrain model that the block's circles pass over, and what can throw shadow on it."""
        cols = np.linspace(window.col - 0.5, window.col + window.cols - 0.5, 5)
        terms = [one.fit.on_grid(np.array(one.fit.intervals[0]), cols)[:, [_ROW, _COL]] for one in segments]
        low, high = (np.concatenate([horner(one, end).reshape(2, -1) for one in terms], axis=1) for end in (-1.0, 1.0))
        if not np.isfinite([low, high]).all():
            return None
        steepest = np.nanmax([one.fit.coefficients[_INCIDENCE, 0, 0, 0] for one in segments]) + 2
        margin = np.ceil(np.abs(high - low).max() * np.tan(np.radians(steepest)) ** 2)
        rows, cols = np.concatenate([low, high], axis=1)
        return read_patch(self.heights, rows, cols, int(margin) + 2)


def read_patch(heights: Heights, rows: Floats, cols: Floats, margin: int) -> Patch | None:
    """The terrain around positions, or None where nothing is known of it."""
    top, left = int(np.floor(rows.min())) - margin, int(np.floor(cols.min())) - margin
    bottom, right = int(np.ceil(rows.max())) + margin + 1, int(np.ceil(cols.max())) + margin + 1
    window = heights.known(Window(top, left, bottom - top, right - left))
    if window.rows < 2 or window.cols < 2:
        return None
    values = heights.read(window)
    return Patch(values, window.row, window.col) if np.isfinite(values).any() else None


def open_radar_grid(image: AnyImage, orbit_file: str, looks: tuple[int, int]) -> RadarGrid:
    """The grid of an image as `calibrate` writes it: bursts merged. InputError where looks exceed the image."""
    annotation = image.annotation()
    rows, lines = annotation.shape[0], None
    if annotation.bursts is not None:
        merged = merge_bursts(annotation)
        rows, lines = len(merged.rows), RegularLines(merged.start, annotation.line_interval)
    shape = rows // looks[0], annotation.shape[1] // looks[1]
    if min(shape) < 1:
        raise InputError(
            f"The image has {rows} x {annotation.shape[1]} pixels, fewer than {looks[0]} x {looks[1]} looks: "
            "choose fewer looks."
        )
    return RadarGrid(annotation, product_geometry(annotation, orbit_file, lines=lines), shape, looks)


def open_product_grid(
    product: str, swath: str, orbit_file: str, looks: tuple[int, int], log: Log
) -> tuple[AnyImage, RadarGrid]:
    """A product's image and its radar grid; says how well its geometry meets the product's own grid. InputError."""
    image = product_images(product, swath)[0]
    grid = open_radar_grid(image, orbit_file, looks)
    log(residuals(grid.annotation, grid.geometry).in_words())
    return image, grid


def terrain_under(grid: RadarGrid, model: Heights) -> Heights:
    """The part of a terrain model around an image.

    Raises InputError where the model does not cover the image: with the sea level where none of its cells, with data or
    without, can lie in the image, as nothing would tell a wrong model from the sea.
    """
    heights = model.around(*grid.outline((LOWEST, HIGHEST)))
    if model.sea is not None:
        heights.around(*grid.outline(heights.extremes))
    return heights


def _located(segment: Segment, cols: Floats, patch: Patch) -> Located:
    fit = segment.fit
    terms = fit.on_grid(segment.rows, cols)
    low, high = float(np.nanmin(patch.heights)), float(np.nanmax(patch.heights))
    middle, half = (fit.intervals[2][0] + fit.intervals[2][1]) / 2, 1 / fit.third_step
    circles = Circles(terms[:, _ROW], terms[:, _COL], low, high, middle, half)
    rise = [np.abs(slope(terms[:, one])[0]).max() / half for one in (_ROW, _COL)]
    height, layover = meet(circles, patch, _step(*rise))
    scaled = fit.third(height)
    values = horner(terms, scaled)
    row, col, latitude, longitude, incidence = values[:5]
    square = np.tan(np.radians(incidence)) ** 2
    toward = [-horner(slope(terms[:, one]), scaled) / half * square for one in (_ROW, _COL)]
    fastest = [float(np.nanmax(np.abs(one), initial=0.0)) for one in toward]
    hidden = shadowed(patch, row, col, height, (toward[0], toward[1]), _step(*fastest))
    mask = np.where(np.isnan(height), NO_DATA, VISIBLE + layover * (LAYOVER - VISIBLE) + hidden * (SHADOW - VISIBLE))
    longitude = (longitude + 180) % 360 - 180
    return Located(latitude, longitude, height, incidence, mask.astype(np.uint8), values[_MAP])


def _step(rows_a_metre: float, cols_a_metre: float) -> float:
    """Metres of height that move a point by CELLS_A_STEP cells, 1 at least, so that flat terrain ends."""
    return max(CELLS_A_STEP / max(rows_a_metre, cols_a_metre, 1e-9), 1.0)
