"""How many of the calls may be wrong: the false discovery rate, from p-values of a raster of any size."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..grid import Window

BINS = 4096
LOWEST = -42.0
"""Decimal logarithm of the smallest p-value that is told apart."""


class PValues:
    """A histogram of p-values, evenly in their logarithm, as a Target of `walk`: bins of 2.4 %."""

    def __init__(self) -> None:
        self.edges = 10 ** np.linspace(LOWEST, 0.0, BINS + 1)
        self.counts = np.zeros(BINS, np.int64)

    def write(self, _window: Window, values: NDArray[Any]) -> None:
        """Count an array; NaN does not count, and what is below the lowest edge counts in the first bin."""
        valid = values[np.isfinite(values)].astype(np.float64)
        place = np.ceil((np.log10(np.maximum(valid, 10**LOWEST)) - LOWEST) * (BINS / -LOWEST)) - 1
        self.counts += np.bincount(np.clip(place, 0, BINS - 1).astype(np.int64), minlength=BINS)

    @property
    def total(self) -> int:
        return int(self.counts.sum())


def benjamini_hochberg(p_values: PValues, rate: float) -> float:
    """The largest p-value to call a change, so that at most a share `rate` of the calls is expected to be wrong.

    Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", J. R. Statist. Soc. B 57(1), 1995: the largest
    p of rank i among m with p <= rate i / m, here among the bins' upper edges, so up to 2.4 % on the safe side.
    Independent or positively dependent tests (neighbouring pixels) keep the rate. 0 where nothing may be called.
    """
    upper = p_values.edges[1:]
    kept = upper * p_values.total <= rate * np.cumsum(p_values.counts)
    return float(upper[np.flatnonzero(kept)[-1]]) if p_values.total and kept.any() else 0.0
