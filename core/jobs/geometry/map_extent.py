"""The grid of a map that shows a radar image."""

from __future__ import annotations

import numpy as np

from ...errors import InputError
from ...grid import Grid, reference, transform_points
from .heights import Heights, geographic
from .radar_grid import Floats, RadarGrid

MOST_PIXELS = 200_000
"""A side of a map."""


def map_grid(radar: RadarGrid, heights: Heights, chosen: str, resolution: float) -> Grid:
    """The part of the map that both image and terrain model cover, on whole multiples of the pixel size.

    `chosen` is a CRS, or empty for the UTM zone; `resolution` is in its units, or 0 for that of the image.
    """
    latitude, longitude = radar.outline(heights.extremes)
    crs = reference(chosen or utm(latitude, longitude)).ExportToWkt()
    empty = Grid((1, 1), crs=crs)
    x, y = transform_points(geographic(), empty, longitude, latitude)
    part = heights.part
    on_model = transform_points(part, empty, *part.to_map(*part.outline(part.window)))
    turn = 360.0 * np.round((np.mean(x) - np.mean(on_model[0])) / 360.0) if empty.reference.IsGeographic() else 0.0
    left, right = max(x.min(), on_model[0].min() + turn), min(x.max(), on_model[0].max() + turn)
    bottom, top = max(y.min(), on_model[1].min()), min(y.max(), on_model[1].max())
    if not (np.isfinite([left, right, bottom, top]).all() and left < right and bottom < top):
        raise InputError(
            f"The terrain model {heights.raster.name} does not cover the image, or the map's coordinate reference "
            "system does not reach it: choose others."
        )
    size = resolution or float(f"{max(pixel_sizes(radar, empty)):.1e}")
    return on_multiples(size, (left, right, bottom, top), crs)


def on_multiples(size: float, sides: tuple[float, float, float, float], crs: str) -> Grid:
    """A map whose borders are whole multiples of the pixel size, around left, right, bottom and top.

    Raises InputError for a pixel that holds all of it, and for more than MOST_PIXELS on a side.
    """
    left, right, bottom, top = sides
    empty = Grid((1, 1), crs=crs)
    if size > max(right - left, top - bottom):
        unit = "degrees" if empty.reference.IsGeographic() else empty.reference.GetLinearUnitsName()
        raise InputError(f"A pixel of {size:g} {unit} would hold the whole image: choose a smaller pixel size.")
    first, last = np.floor(left / size), np.ceil(right / size)
    upper, lower = np.ceil(top / size), np.floor(bottom / size)
    shape = int(upper - lower), int(last - first)
    if max(shape) > MOST_PIXELS:
        raise InputError(f"The map would have {shape[0]} x {shape[1]} pixels: choose a larger pixel size.")
    return Grid(shape, (first * size, size, 0.0, upper * size, 0.0, -size), crs)


def utm(latitude: Floats, longitude: Floats) -> str:
    """EPSG code of the UTM zone of the middle; polar stereographic beyond 84 degrees north and 80 south."""
    north, east = float(np.mean(latitude)), (float(np.mean(longitude)) + 180) % 360 - 180
    if north > 84 or north < -80:
        return "EPSG:3413" if north > 0 else "EPSG:3031"
    zone = min(int((east + 180) // 6) + 1, 60)
    return f"EPSG:{(32600 if north >= 0 else 32700) + zone}"


def pixel_sizes(radar: RadarGrid, grid: Grid) -> tuple[float, float]:
    """Of the image's pixels on the ground, down and across, in the middle and in units of the CRS."""
    row, col = radar.shape[0] / 2, radar.shape[1] / 2
    rows, cols = np.array([row, row + 1, row]), np.array([col, col, col + 1])
    latitude, longitude = radar.geometry.back(radar.lines(rows), radar.pixels(cols), np.zeros(3))
    longitude = longitude - 360 * np.round((longitude - longitude[0]) / 360)
    x, y = transform_points(geographic(), grid, longitude, latitude)
    down, across = np.hypot(x[1:] - x[0], y[1:] - y[0])
    return float(down), float(across)
