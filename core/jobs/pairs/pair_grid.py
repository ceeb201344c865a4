"""A primary image's pixels over terrain in the geometry of a secondary image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ...geometry import RangeDoppler
from ...geometry.block_fit import BlockFit, fit_block, horner
from ...geometry.zero_doppler import Sensed
from ...grid import Window
from ..geometry.radar_grid import Floats, RadarGrid, TerrainBlock, TerrainSource

_TIME, _RANGE, _FARTHER, _OWN_RANGE = range(4)


class Seen(NamedTuple):
    """Of a block's pixels, (rows, cols); NaN where there is no terrain or the secondary does not see it."""

    time: Floats
    """The secondary's zero-Doppler time, seconds after its epoch."""

    slant_range: Floats
    """The secondary's, metres."""

    farther: Floats
    """The secondary's slant range less the primary's."""

    own_range: Floats
    """The primary's slant range."""

    def sensed(self, rows: slice) -> Sensed:
        """What the secondary's image positions follow from, of some rows."""
        return Sensed(self.time[rows], self.slant_range[rows])


@dataclass(frozen=True)
class PairBlock:
    """What it takes to find a block's ground in the secondary image."""

    terrain: TerrainBlock
    fits: tuple[BlockFit, ...]
    """Of the terrain block's segments."""

    def seen(self) -> Seen:
        """All pixels, with their own heights."""
        window = self.terrain.window
        values = np.full((4, window.rows, window.cols), np.nan)
        cols = np.arange(window.col, window.col + window.cols, dtype=np.float64)
        height = self.terrain.located().height if self.fits else None
        for segment, fit in zip(self.terrain.segments, self.fits):
            first = int(segment.rows[0]) - window.row
            rows = slice(first, first + segment.rows.size)
            if height is not None:
                values[:, rows] = horner(fit.on_grid(segment.rows, cols), fit.third(height[rows]))
        return Seen(*values)

    def reach(self, first: float, last: float) -> Sensed | None:
        """Times and ranges that rows from `first` to `last` can have, spread over the block; None if it has none."""
        found = []
        for fit in self.fits:
            top, bottom = (float(np.clip(one, *fit.intervals[0])) for one in (first, last))
            terms = fit.on_grid(np.linspace(top, bottom, 5), np.linspace(*fit.intervals[1], 5))
            found += [horner(terms, end)[[_TIME, _RANGE]].reshape(2, -1) for end in (-1.0, 0.0, 1.0)]
        values = np.concatenate(found, axis=1) if found else np.full((2, 1), np.nan)
        return Sensed(values[0], values[1]) if np.isfinite(values).all() else None


@dataclass(frozen=True)
class PairSource:
    """Reads blocks of a primary image's grid."""

    terrain: TerrainSource
    secondary: RangeDoppler

    def read(self, window: Window) -> Any:
        """A PairBlock."""
        block = self.terrain.read(window)
        fits = tuple(fit_block(self.exact, one.fit.intervals) for one in block.segments)
        finite = all(np.isfinite(fit.coefficients).all() for fit in fits)
        return PairBlock(block, fits if finite else ())

    def exact(self, rows: Floats, cols: Floats, height: Floats) -> Floats:
        """All that is fitted, by exact geometry."""
        grid: RadarGrid = self.terrain.grid
        own = grid.geometry.seen_at(grid.lines(rows), grid.pixels(cols))
        there = self.secondary.sense(*grid.geometry.locate(own, height), height)
        return np.stack([*there, there.slant_range - own.slant_range, own.slant_range])
