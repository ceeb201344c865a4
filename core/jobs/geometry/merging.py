"""The bursts of a single-look complex image as one image without gaps and doubled lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...geometry import Annotation
from ...geometry.image_axes import BurstLines
from ...grid import Window
from ...raster import Raster
from ..opening import Array

MOST_APART = 0.05
"""Lines by which bursts may lie off the raster of the first one's lines; 0.0002 in the products seen."""


@dataclass(frozen=True)
class MergedBursts:
    """Which line of the file each line of the merged image is, at equal steps of time from the first line on."""

    start: float
    """Azimuth time of the first line, seconds after the epoch."""

    rows: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    """First and last sample with data of each line; -1 where it has none."""

    def read(self, raster: Raster, window: Window) -> Array:
        """Amplitudes (rows, cols) of a window of the merged image, NaN where there is no data."""
        return self._read(raster.read, window, np.float32)

    def read_complex(self, raster: Raster, window: Window) -> NDArray[np.complex64]:
        """The same as complex numbers; at the seams the phase jumps from one burst's to the next one's."""
        return self._read(raster.read_complex, window, np.complex64)

    def _read(self, read: Callable[..., NDArray[Any]], window: Window, kind: type) -> NDArray[Any]:
        lines = slice(window.row, window.row + window.rows)
        wanted = self.rows[lines]
        values: NDArray[Any] = np.empty((window.rows, window.cols), kind)
        cuts = np.flatnonzero(np.diff(wanted) != 1) + 1
        for piece in np.split(np.arange(window.rows), cuts):
            there = Window(int(wanted[piece[0]]), window.col, len(piece), window.cols)
            values[piece[0] : piece[0] + len(piece)] = read(there, [0])[0]
        pixels = np.arange(window.col, window.col + window.cols)
        first, last = self.first[lines, np.newaxis], self.last[lines, np.newaxis]
        values[~((first >= 0) & (pixels >= first) & (pixels <= last))] = np.nan
        return values


def merge_bursts(annotation: Annotation) -> MergedBursts:
    """The merged image's lines; each burst counts up to the middle of what it shares with the next one.

    Raises InputError for an image that has no bursts, or whose bursts' lines lie between each other.
    """
    bursts, lines = annotation.bursts, annotation.lines
    if bursts is None or not isinstance(lines, BurstLines):
        raise InputError(f"{annotation.file} describes an image without bursts: there is nothing to merge.")
    offsets = (bursts.starts - bursts.starts[0]) / annotation.line_interval
    if np.abs(offsets - offsets.round()).max() > MOST_APART:
        raise InputError(f"The bursts of {annotation.file} do not lie on common lines: calibrate without merging them.")
    count = int(offsets[-1].round()) + bursts.lines
    times = bursts.starts[0] + np.arange(count) * annotation.line_interval
    burst = lines.burst(times)
    inside = np.arange(count) - offsets.round().astype(np.int64)[burst]
    if inside.min() < 0 or inside.max() >= bursts.lines:
        raise InputError(f"The bursts of {annotation.file} leave gaps between them: calibrate without merging them.")
    return MergedBursts(
        float(bursts.starts[0]), burst * bursts.lines + inside,
        bursts.first_valid[burst, inside], bursts.last_valid[burst, inside],
    )  # fmt: skip
