"""Whether images in the radar's geometry show the same ground, pixel by pixel, as far as their control points tell."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..geometry.chart import Charted
from ..geometry.ellipsoid import to_cartesian
from ..raster import Raster
from .geometry.placing import point_geometry
from .opening import Log

Floats = NDArray[np.float64]

MOST_APART = 2.0
"""Pixels that the same pixel's ground may lie apart. What `coregister` writes has the primary's own points, and another
orbit file moves points by less than one. Two passes that nobody co-registered are as many apart as their orbits (tens
of metres and more) and the first lines of their products. What is less is for the images to tell, see `registration`.
"""


class Apart(NamedTuple):
    """How far away from the first image's ground that of the same pixel of the other lies."""

    rows: float
    cols: float
    metres: float

    @property
    def most(self) -> float:
        """Pixels along the axis on which it lies further away."""
        return max(abs(self.rows), abs(self.cols))


def check_same_ground(first: Raster, other: Raster, log: Log, most: float = MOST_APART) -> None:
    """InputError where the control points of two images of one size place their pixels on different ground.

    More than `most` pixels apart counts as different: what is less is said where it is more than MOST_APART.
    Images on maps are compared by their grids, not here. Says so where it cannot be checked, for want of points.
    """
    if any(one.grid.crs or one.georeferenced for one in (first, other)):
        return
    unknown = f"whether {other.name} shows the same ground as {first.name}, pixel by pixel, cannot be checked"
    bare = [one.name for one in (first, other) if not one.ground_control()[0]]
    if bare:
        log(f"There are no ground control points in {' and '.join(bare)}: {unknown}.")
        return
    try:
        apart = ground_apart(point_geometry(first), point_geometry(other), first.grid.shape)
    except InputError as error:
        log(f"{error} So {unknown}.")
        return
    if apart.most <= MOST_APART:
        return
    sentence = (
        f"{other.name} shows other ground than {first.name}: by their ground control points the same pixel lies "
        f"about {abs(apart.rows):.0f} rows and {abs(apart.cols):.0f} columns ({apart.metres:,.0f} m) away."
    )
    if apart.most > most:
        raise InputError(
            f"{sentence} Coregister one onto the other first (aurorasar:coregister), or geocode both "
            "(aurorasar:geocode)."
        )
    log(f"Warning: {sentence}")


def ground_apart(first: Charted, other: Charted, shape: tuple[int, int]) -> Apart:
    """Of the corners and the middle of an image the one of middle distance.

    Where the points lie at other pixels, relief moves what lies between them, but hardly at most of the five. Raises
    InputError where no pixels lie between both sets of points.
    """
    low, high = (
        [pick(bound, one, two) for bound, one, two in zip(bounds, *several)]
        for pick, bounds, several in (
            (max, (0.0, 0.0), (first.first, other.first)),
            (min, (shape[0] - 1.0, shape[1] - 1.0), (first.last, other.last)),
        )
    )
    if low[0] >= high[0] or low[1] >= high[1]:
        raise InputError("The ground control points of the two images lie at different pixels.")
    row = np.array([low[0], low[0], high[0], high[0], (low[0] + high[0]) / 2])
    col = np.array([low[1], high[1], low[1], high[1], (low[1] + high[1]) / 2])
    here = _ground(first, row, col)
    steps = np.stack([_ground(first, row + 0.5, col) - _ground(first, row - 0.5, col),
                      _ground(first, row, col + 0.5) - _ground(first, row, col - 0.5)], axis=1)  # fmt: skip
    found = []
    for away, step in zip((_ground(other, row, col) - here).T, steps.T):
        rows, cols = np.linalg.lstsq(step.T, away, rcond=None)[0]
        found.append(Apart(float(rows), float(cols), float(np.linalg.norm(away))))
    return sorted(found, key=lambda one: one.most)[len(found) // 2]


def _ground(geometry: Charted, row: Floats, col: Floats) -> Floats:
    """Cartesian metres (3, places), on the ellipsoid."""
    level = np.zeros(row.shape)
    return to_cartesian(*replace(geometry, reach=1.0).back(row, col, level), level)
