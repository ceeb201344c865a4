"""How far the after image lies from the before image, and how to bring it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ...blocks import Progress, watched
from ...grid import Grid, transform_points
from ...raster import Aligned
from ...registration import Shift, image_shift
from ..opening import Array, Backscatter, Log

NOTABLE_SHIFT = 0.5
"""Pixels from which edges look like changes."""


def measured_shift(before: Backscatter, after: Aligned, progress: Progress, share: float) -> Shift:
    """Of the after image's content on the before image's grid, from windows spread over the raster."""

    def pairs() -> Iterator[tuple[Array, Array]]:
        for window in watched(before.raster.sample_windows(), progress, share):
            yield before.read(window), after.read(window)

    return image_shift(pairs())


def say_shift(shift: Shift, correct: bool, log: Log) -> None:
    """What was measured, and what it means."""
    log(f"Registration of the dates: {shift_in_words(shift)}.")
    if not shift.known:
        if correct:
            log("Warning: the registration is not corrected, as the shift between the dates cannot be told.")
    elif shift.length > NOTABLE_SHIFT:
        advice = "it is corrected, which resamples the after image" if correct else "consider correcting it"
        log(f"Warning: the dates lie more than half a pixel apart, so that edges look like changes: {advice}.")


def shift_in_words(shift: Shift) -> str:
    """Without a full stop."""
    if not shift.known:
        return f"cannot be told, too few of {shift.tiles} tiles have a texture that both dates share"
    return (
        f"the after image lies {shift.rows:+.2f} rows (down) and {shift.cols:+.2f} columns (right) of the before "
        f"image, give or take {shift.error:.2f} pixels ({shift.agreeing} of {shift.tiles} tiles agree)"
    )


def shifted_back(after: Aligned, shift: Shift) -> Aligned:
    """The after image moved by the negative of a shift in pixels of the before image's grid, taken at its middle."""
    grid, source = after.grid, after.source
    rows = grid.shape[0] / 2 - np.array([0.0, shift.rows])
    cols = grid.shape[1] / 2 - np.array([0.0, shift.cols])
    x, y = transform_points(grid, source, *grid.to_map(rows, cols))
    return Aligned(after.raster, grid, after.convert, after.bands, _moved(source, x[1] - x[0], y[1] - y[0]))


def _moved(grid: Grid, east: float, north: float) -> Grid:
    x0, dx_col, dx_row, y0, dy_col, dy_row = grid.transform
    return replace(grid, transform=(x0 + east, dx_col, dx_row, y0 + north, dy_col, dy_row))
