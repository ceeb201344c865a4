"""How much terrain the radar illuminates in each pixel of its image: what radiometric terrain flattening divides by.

A pixel's echo grows with the area of all the ground that falls into it: much on slopes that face the radar, little on
those that turn away, the sum of several places in layover. Small (IEEE TGRS 49(8), 2011) therefore divides by that
area as the radar sees it. Facets of the terrain are projected into the image and hand their area to the pixels that
they cover, in proportion (area projection: Shiroma et al., IEEE TGRS 60, 2022).
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .interface import Floats

Places = NDArray[np.intp]

THINNEST = 1e-6
"""Pixels that a facet covers at least, in each direction."""


class Plane(Enum):
    """Where an area is measured."""

    BETA = "beta0"
    """In the slant plane, of range and flight direction: the same for all terrain."""

    SIGMA = "sigma0"
    """On the ground."""

    GAMMA = "gamma0"
    """Across the direction to the radar."""


class Lattice(NamedTuple):
    """Terrain at vertices whose rows follow the image's lines and whose columns lead away from the radar.

    NaN where the terrain is not known.
    """

    point: Floats
    """(3, rows, cols): Cartesian metres."""

    look: Floats
    """(3, rows, cols): unit vectors to the radar."""

    angle: Floats
    """(rows, cols): between the directions from the radar straight down and to the vertex, or what grows with it."""

    row: Floats
    col: Floats
    """Position in the image."""

    def below(self, other: Lattice) -> Lattice:
        """Both, this one's rows after the other's."""
        return Lattice(*(np.concatenate(both, axis=-2) for both in zip(other, self)))

    def last_row(self) -> Lattice:
        return Lattice(*(one[..., -1:, :] for one in self))


class Boxes(NamedTuple):
    """Rectangles in an image, each one's lower end first."""

    top: Floats
    bottom: Floats
    left: Floats
    right: Floats


def vector_areas(point: Floats) -> Floats:
    """Of the cells between points (3, rows, cols): normals as long as the cell is large, (3, rows - 1, cols - 1).

    Half the cross product of the diagonals, which also holds for four points that lie in no plane.
    """
    first, second = point[:, 1:, 1:] - point[:, :-1, :-1], point[:, 1:, :-1] - point[:, :-1, 1:]
    return np.stack([
        first[1] * second[2] - first[2] * second[1],
        first[2] * second[0] - first[0] * second[2],
        first[0] * second[1] - first[1] * second[0],
    ]) / 2  # fmt: skip


def seen_area(area: Floats, look: Floats, plane: Plane) -> Floats:
    """Of vector areas (3, ...), in a plane that `look`, the direction to the radar, defines."""
    if plane is Plane.SIGMA:
        return np.sqrt(_dot(area, area))
    across = _dot(area, look)
    if plane is Plane.GAMMA:
        return np.abs(across)
    return np.sqrt(np.maximum(_dot(area, area) - across * across, 0.0))


def lit_share(angle: Floats) -> Floats:
    """Share of each cell that no terrain between it and the radar hides, (rows - 1, cols - 1).

    Along a row, which leads away from the radar, a place is seen as long as its look angle exceeds that of all before
    it; slopes that turn away have falling angles.
    """
    highest = np.fmax.accumulate(angle, axis=1)[:, :-1]
    rise = np.diff(angle, axis=1)
    share = np.where(rise > 0, (angle[:, 1:] - highest) / np.where(rise > 0, rise, 1.0), 0.0)
    share = np.clip(share, 0.0, 1.0)
    return (share[1:] + share[:-1]) / 2


def illuminated(lattice: Lattice, shape: tuple[int, int], plane: Plane) -> tuple[Floats, Floats]:
    """Area that each of rows x cols pixels receives, in square metres, and how often terrain covers it.

    A pixel of which all terrain is known is covered once: what folds over in layover counts there and back. Holes in
    the terrain show by that; what a mountain in a hole would add to other pixels cannot be known.
    """
    area = seen_area(vector_areas(lattice.point), _middle(lattice.look), plane) * lit_share(lattice.angle)
    top, bottom = (lattice.row[:-1, :-1] + lattice.row[:-1, 1:]) / 2, (lattice.row[1:, :-1] + lattice.row[1:, 1:]) / 2
    edge = (lattice.col[1:] + lattice.col[:-1]) / 2
    left, right = np.minimum(edge[:, :-1], edge[:, 1:]), np.maximum(edge[:, :-1], edge[:, 1:])
    known = np.isfinite(area) & np.isfinite(top + bottom) & np.isfinite(left + right)
    near = known & (right > -0.5) & (left < shape[1] - 0.5) & (bottom > -0.5) & (top < shape[0] - 0.5)
    boxes = Boxes(*(one[near] for one in (top, bottom, left, right)))
    covered = (bottom - top) * (edge[:, 1:] - edge[:, :-1])
    sums = spread(np.stack([area[near], covered[near]]), boxes, shape)
    return sums[0], sums[1]


def spread(values: Floats, boxes: Boxes, shape: tuple[int, int]) -> Floats:
    """Sums in rows x cols pixels of values (kinds, number), each spread evenly over a box; what lies beyond is lost."""
    rows, cols = shape
    total = np.zeros((len(values), (rows + 2) * (cols + 2)))
    for row, down, there in _covered(boxes.top, boxes.bottom):
        line = np.clip(row + 1, 0, rows + 1) * (cols + 2)
        for col, across, some in _covered(boxes.left[there], boxes.right[there]):
            place = line[some] + np.clip(col + 1, 0, cols + 1)
            share = down[some] * across
            for number, kind in enumerate(values[:, there]):
                total[number] += np.bincount(place, share * kind[some], total.shape[1])
    return total.reshape(-1, rows + 2, cols + 2)[:, 1:-1, 1:-1]


def _covered(start: Floats, end: Floats) -> list[tuple[Places, Floats, Places]]:
    """The first, second, ... pixel that intervals cover, with the share of the interval in it, and which intervals."""
    middle, length = (start + end) / 2, np.maximum(end - start, THINNEST)
    start, end = middle - length / 2, middle + length / 2
    first = np.floor(start + 0.5).astype(np.intp)
    number = np.floor(end + 0.5).astype(np.intp) - first
    found = []
    for step in range(int(number.max(initial=-1)) + 1):
        some = np.flatnonzero(number >= step)
        pixel = first[some] + step
        inside = np.minimum(end[some], pixel + 0.5) - np.maximum(start[some], pixel - 0.5)
        found.append((pixel, inside / length[some], some))
    return found


def _middle(vectors: Floats) -> Floats:
    """Of cells, from two corners."""
    return (vectors[:, 1:, 1:] + vectors[:, :-1, :-1]) / 2


def _dot(first: Floats, second: Floats) -> Floats:
    return first[0] * second[0] + first[1] * second[1] + first[2] * second[2]
