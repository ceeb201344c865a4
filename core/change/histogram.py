"""The change strengths of a whole raster in a fixed amount of memory."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..grid import Window

REACH_DB = 60.0
BINS = 8000


class Histogram:
    """Counts of values in dB between -60 and 60, in bins of 0.015 dB; what lies beyond counts in the last bin."""

    def __init__(self) -> None:
        self.edges = np.linspace(-REACH_DB, REACH_DB, BINS + 1, dtype=np.float64)
        self.counts = np.zeros(BINS, np.int64)

    def write(self, _window: Window, values: NDArray[Any]) -> None:
        """Count an array; NaN does not count."""
        inside = np.clip(values[np.isfinite(values)], -REACH_DB, REACH_DB)
        self.counts += np.histogram(inside, BINS, (-REACH_DB, REACH_DB))[0]

    @property
    def total(self) -> int:
        return int(self.counts.sum())

    def above(self, magnitude: float) -> int:
        """How many values lie in bins whose magnitudes begin at so many dB or more."""
        first = int(np.searchsorted(self.edges[BINS // 2 : -1], magnitude - 1e-9))
        return int(self.magnitudes[1][first:].sum())

    @property
    def is_constant(self) -> bool:
        """All values lie within two neighbouring bins, so that no threshold can tell them apart."""
        used = np.flatnonzero(self.counts)
        return used.size == 0 or int(used[-1] - used[0]) <= 1

    @property
    def magnitudes(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Centres in dB and counts of the absolute values."""
        half = BINS // 2
        return (self.edges[half:-1] + self.edges[half + 1 :]) / 2, self.counts[half:] + self.counts[:half][::-1]
