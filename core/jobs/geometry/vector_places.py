"""Vector shapes in a radar grid: where each of their vertices lies in the image, over terrain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ...blocks import Progress, watched
from ...geometry.ellipsoid import to_cartesian
from ...grid import Grid, transform_points
from ...raster import Shape, Vectors
from ...raster.wkb import moved, positions, runs
from .heights import Heights, geographic
from .placed_grid import PlacedGrid
from .radar_grid import Floats, RadarGrid
from .scenes import Scene

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


def shapes_in(vectors: Vectors, scene: Scene, field: str, progress: Progress) -> tuple[list[Shape], int]:
    """Shapes of a layer in columns and negative rows of a scene's grid, and how many of them have no place in it.

    Edges get new vertices before they are mapped, as straight lines of the map are not straight in the image: one per
    radar pixel, or HEIGHTS_PER_CELL per cell of the terrain model where that is coarser.
    """
    unit, pixel, heights = _unit(vectors.grid), _pixel(scene.grid), scene.heights
    step, margin = pixel, PIXELS_BESIDE * pixel
    if heights is not None:
        low, high = heights.extremes
        step = max(step, _cell(heights) / HEIGHTS_PER_CELL)
        margin += STEEPEST * (high - low) + CELLS_BESIDE * _cell(heights)
    found, lost = [], 0
    cut = vectors.shapes(_areas(vectors, scene), margin / unit, step / unit, field)
    for batch in _batches(watched(cut, progress, 0.0)):
        mapped = _mapped(batch, vectors.grid, scene)
        found += [one for one in mapped if one is not None]
        lost += sum(one is None for one in mapped)
    return found, lost


def _areas(vectors: Vectors, scene: Scene) -> list[list[Floats]]:
    """Places around both the image and the terrain model, in the layer's CRS; once for each turn of longitudes."""
    grid, heights = scene.grid, scene.heights
    latitude, longitude = grid.outline() if isinstance(grid, PlacedGrid) else grid.outline(scene.terrain.extremes)
    sets = [np.stack(transform_points(geographic(), vectors.grid, longitude, latitude))]
    if heights is not None:
        part = heights.part
        sets.append(np.stack(transform_points(part, vectors.grid, *part.to_map(*part.outline(part.window)))))
    sets = [points[:, np.isfinite(points).all(axis=0)] for points in sets]
    if not vectors.grid.reference.IsGeographic():
        return [sets]
    image = sets[0][0]
    for points in sets[1:]:
        points[0] += 360 * np.round((image.mean() - points[0].mean()) / 360)
    turns = [turn for turn in (-360.0, 0.0, 360.0) if image.max() > turn - 180 and image.min() < turn + 180]
    return [[points - [[turn], [0.0]] for points in sets] for turn in turns]


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


def _mapped(batch: list[Shape], source: Grid, scene: Scene) -> list[Shape | None]:
    """The shapes with columns and negative rows instead of map coordinates; None for one that has no place at all."""
    inside = [runs(shape.body) for shape in batch]
    parts = [positions(shape.body, run) for shape, several in zip(batch, inside) for run in several]
    longitude, latitude = transform_points(source, geographic(), *np.concatenate(parts).T)
    ends = np.cumsum([len(part) for part in parts])
    pieces = [slice(end - len(part), end) for part, end in zip(parts, ends)]
    row, col = _in_image(latitude, longitude, scene, pieces)
    places = np.column_stack([col + 0.5, -(row + 0.5)])
    sizes = np.array([sum(run.points for run in several) for several in inside])
    made: list[Shape | None] = []
    for shape, last, size in zip(batch, np.cumsum(sizes), sizes):
        here = places[last - size : last]
        made.append(Shape(moved(shape.body, here), shape.value) if np.isfinite(here).all() else None)
    return made


def _in_image(
    latitude: Floats, longitude: Floats, scene: Scene, pieces: list[slice]
) -> tuple[Floats, Floats]:  # fmt: skip
    """Rows and columns of vertices; where terrain or geometry have gaps, those of their neighbours along the line."""
    grid = scene.grid
    if isinstance(grid, PlacedGrid):
        row, col = grid.positions(*grid.going_on().geometry(latitude, longitude, np.zeros(latitude.shape)))
        _bridge(row, pieces, float("nan"))
        _bridge(col, pieces, float("nan"))
        return row, col
    height = scene.terrain.at(latitude, longitude)
    _bridge(height, pieces, sum(scene.terrain.extremes) / 2)
    return grid.positions(*grid.geometry(latitude, longitude, height))


def _bridge(values: Floats, pieces: list[slice], otherwise: float) -> None:
    """Fill the gaps along lines: linearly between what is known, the outer values go on."""
    for piece in pieces:
        line = values[piece]
        known = np.flatnonzero(np.isfinite(line))
        if known.size < line.size:
            line[:] = np.interp(np.arange(line.size), known, line[known]) if known.size else otherwise


def _unit(grid: Grid) -> float:
    """Metres in a unit of the CRS, at most."""
    return METRES_A_DEGREE if grid.reference.IsGeographic() else float(grid.reference.GetLinearUnits())


def _cell(heights: Heights) -> float:
    """Metres in a cell of the terrain model, at most: the smaller side."""
    return min(heights.grid.pixel_size) * _unit(heights.grid)


def _pixel(grid: RadarGrid | PlacedGrid) -> float:
    """Metres on the ground in a pixel, the smaller side, in the middle of those places that are known."""
    along = [np.linspace(1.0, size - 2.0, 9) for size in grid.shape]
    row, col = np.repeat(along[0], 9), np.tile(along[1], 9)
    level = np.zeros(row.shape)
    ground = [
        to_cartesian(*grid.geometry.back(grid.lines(row + down), grid.pixels(col + right), level), level)
        for down, right in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
    ]
    steps = [np.linalg.norm(other - ground[0], axis=0) for other in ground[1:]]
    return float(np.nanmedian(np.minimum(*steps)))
