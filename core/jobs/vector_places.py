"""Vector shapes in a radar grid: where each of their vertices lies in the image, over terrain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ..blocks import Progress, watched
from ..geometry.ellipsoid import to_cartesian
from ..grid import Grid, transform_points
from ..raster import Shape, Vectors
from ..raster.wkb import moved, positions, runs
from .heights import Heights, geographic
from .radar_grid import Floats, RadarGrid

BATCH = 100_000
"""Vertices that are mapped together."""

METRES_A_DEGREE = 111_320.0
"""Of the equator."""

CELLS_BESIDE, PIXELS_BESIDE = 4, 8
"""Margins around image and terrain model inside which shapes are cut off."""

STEEPEST = 2.0
"""Metres that a metre of height moves a point across the track, at most (incidence angles from 27 degrees)."""

HEIGHTS_PER_CELL = 2
"""Vertices in a cell of the terrain model along an edge."""


def shapes_in(
    vectors: Vectors, grid: RadarGrid, heights: Heights, field: str, progress: Progress
) -> tuple[list[Shape], int]:
    """Shapes of a layer in columns and negative rows of a radar grid, and how many of them have no place in it.

    Edges get new vertices before they are mapped, as straight lines of the map are not straight in the image: one per
    radar pixel, or HEIGHTS_PER_CELL per cell of the terrain model where that is coarser.
    """
    unit = _unit(vectors.grid)
    step = max(_pixel(grid), _cell(heights) / HEIGHTS_PER_CELL) / unit
    low, high = heights.extremes
    margin = STEEPEST * (high - low) + PIXELS_BESIDE * _pixel(grid) + CELLS_BESIDE * _cell(heights)
    found, lost = [], 0
    for batch in _batches(watched(_cut(vectors, grid, heights, margin / unit, step, field), progress, 0.0)):
        mapped = _mapped(batch, vectors.grid, grid, heights)
        found += [one for one in mapped if one is not None]
        lost += sum(one is None for one in mapped)
    return found, lost


def _cut(
    vectors: Vectors, grid: RadarGrid, heights: Heights, margin: float, step: float, field: str
) -> Iterator[Shape]:
    """What of the layer lies around both the image and the terrain model."""
    latitude, longitude = grid.outline(heights.extremes)
    image = np.stack(transform_points(geographic(), vectors.grid, longitude, latitude))
    part = heights.part
    model = np.stack(transform_points(part, vectors.grid, *part.to_map(*part.outline(part.window))))
    image, model = (points[:, np.isfinite(points).all(axis=0)] for points in (image, model))
    if not vectors.grid.reference.IsGeographic():
        return vectors.shapes([(image, model)], margin, step, field)
    model[0] += 360 * np.round((image[0].mean() - model[0].mean()) / 360)
    turns = [turn for turn in (-360.0, 0.0, 360.0) if image[0].max() > turn - 180 and image[0].min() < turn + 180]
    return vectors.shapes(
        [(image - [[turn], [0.0]], model - [[turn], [0.0]]) for turn in turns], margin, step, field
    )  # fmt: skip


def _batches(shapes: Iterable[Shape]) -> Iterator[list[Shape]]:
    batch: list[Shape] = []
    size = 0
    for shape in shapes:
        batch.append(shape)
        size += len(shape.body) // 16
        if size > BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _mapped(batch: list[Shape], source: Grid, grid: RadarGrid, heights: Heights) -> list[Shape | None]:
    """The shapes with columns and negative rows instead of map coordinates; None for one with a vertex without any."""
    inside = [runs(shape.body) for shape in batch]
    parts = [positions(shape.body, run) for shape, several in zip(batch, inside) for run in several]
    x, y = np.concatenate(parts).T
    longitude, latitude = transform_points(source, geographic(), x, y)
    height = heights.at(latitude, longitude)
    ends = np.cumsum([len(part) for part in parts])
    middle = sum(heights.extremes) / 2
    for start, end in zip(ends - [len(part) for part in parts], ends):
        _bridge(height[start:end], middle)
    row, col = grid.positions(*grid.geometry(latitude, longitude, height))
    places = np.column_stack([col + 0.5, -(row + 0.5)])
    sizes = np.array([sum(run.points for run in several) for several in inside])
    made: list[Shape | None] = []
    for shape, last, size in zip(batch, np.cumsum(sizes), sizes):
        here = places[last - size : last]
        made.append(Shape(moved(shape.body, here), shape.value) if np.isfinite(here).all() else None)
    return made


def _bridge(height: Floats, otherwise: float) -> None:
    """Fill the gaps of heights along a line: linearly between known ones, the outer ones go on."""
    known = np.flatnonzero(np.isfinite(height))
    if known.size == height.size:
        return
    height[:] = np.interp(np.arange(height.size), known, height[known]) if known.size else otherwise


def _unit(grid: Grid) -> float:
    """Metres in a unit of the CRS, at most."""
    return METRES_A_DEGREE if grid.reference.IsGeographic() else float(grid.reference.GetLinearUnits())


def _cell(heights: Heights) -> float:
    """Metres in a cell of the terrain model, at most: the smaller side."""
    return min(heights.grid.pixel_size) * _unit(heights.grid)


def _pixel(grid: RadarGrid) -> float:
    """Metres on the ground in a pixel of the radar grid, the smaller side, in the middle of the image."""
    row, col = grid.shape[0] / 2, grid.shape[1] / 2
    rows, cols = np.array([row, row + 1, row]), np.array([col, col, col + 1])
    ground = grid.geometry.back(grid.lines(rows), grid.pixels(cols), np.zeros(3))
    points = to_cartesian(*ground, np.zeros(3))
    return float(np.linalg.norm(points[:, 1:] - points[:, :1], axis=0).min())
