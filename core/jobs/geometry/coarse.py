"""A radar image averaged as it is read, for maps that are coarser than it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...blocks import Source
from ...grid import Grid, Window
from ..opening import Array
from ..speckle.multilooking import block_means
from .map_extent import pixel_sizes
from .radar_grid import RadarGrid

PIXELS = 1024 * 1024
"""Of the image, that are averaged at a time."""

ROUNDING = 1e-3
"""By which a map's pixel may be smaller than a whole number of the image's."""


@dataclass(frozen=True)
class Coarse:
    """Reads means of looks[0] x looks[1] pixels of an image."""

    image: Source
    looks: tuple[int, int]

    def read(self, window: Window) -> Array:
        """(bands, rows, cols); missing pixels do not count."""
        down, right = self.looks
        strip = max(1, PIXELS // (down * right * window.cols))
        means = []
        for start in range(0, window.rows, strip):
            rows = min(strip, window.rows - start)
            area = Window((window.row + start) * down, window.col * right, rows * down, window.cols * right)
            means.append(block_means(self.image.read(area), down, right))
        return np.concatenate(means, axis=1)


def looks_for(radar: RadarGrid, grid: Grid) -> tuple[int, int]:
    """Pixels of the image, down and across, that fit into one of the map."""
    size = min(grid.pixel_size)
    looks = [int(size / own + ROUNDING) for own in pixel_sizes(radar, grid)]
    down, across = (min(max(number, 1), most) for number, most in zip(looks, radar.shape))
    return down, across


def averaged_grid(radar: RadarGrid, looks: tuple[int, int]) -> RadarGrid:
    """The radar grid of that many pixels in one; those that fill no whole one are left out."""
    shape = radar.shape[0] // looks[0], radar.shape[1] // looks[1]
    return replace(radar, shape=shape, looks=(radar.looks[0] * looks[0], radar.looks[1] * looks[1]))


def looks_between(whole: tuple[int, int], averaged: tuple[int, int]) -> tuple[int, int] | None:
    """Rows and columns that were averaged into one; None where no whole numbers make the one shape of the other."""
    looks = (max(whole[0] // averaged[0], 1), max(whole[1] // averaged[1], 1))
    return looks if (whole[0] // looks[0], whole[1] // looks[1]) == averaged else None
