"""Sets of classes that hold the truth at a stated rate, from pixels of which the truth is known.

Probabilities of change in, sets out. Whatever made the probability and however good it is, the rate holds if the
pixels that are judged are exchangeable with those of known truth (V. Vovk, A. Gammerman and G. Shafer, "Algorithmic
Learning in a Random World", 2005); a poor probability makes larger sets.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .odds import log_odds

Array = NDArray[np.float32]
Counts = NDArray[np.int64]
Values = NDArray[np.float64]

BINS, REACH = 1 << 18, 20.0
"""Of the log-odds against the true class, from -20 to 20, in which probabilities near 0 and 1 are told apart too. A
quantile is the upper edge of its bin, so that the rate holds in spite of them."""


class Answer(IntEnum):
    """The values of set rasters."""

    NO_DATA = 0
    CHANGE = 1
    NO_CHANGE = 2
    BOTH = 3
    """Either may be: the probability does not tell."""

    NEITHER = 4
    """Unlike the pixels of known truth of either class."""


class Limits(NamedTuple):
    """Probabilities of change: from the one on change belongs to the set, up to the other no change does."""

    change: float
    no_change: float


class Calibration:
    """Log-odds against the truth of pixels where it is known, counted class by class in a fixed amount of memory."""

    def __init__(self) -> None:
        self.change, self.no_change = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)

    def add(self, probability: Array, changed: NDArray[np.bool_]) -> None:
        """Count pixels of probabilities from 0 to 1; NaN does not count."""
        known = np.isfinite(probability)
        values, truth = log_odds(probability[known].astype(np.float64)), changed[known]
        for counts, scores in ((self.change, -values[truth]), (self.no_change, values[~truth])):
            counts += np.bincount(_bin(scores), minlength=BINS)

    def __add__(self, other: Calibration) -> Calibration:
        both = Calibration()
        both.change, both.no_change = self.change + other.change, self.no_change + other.no_change
        return both

    @property
    def pixels(self) -> tuple[int, int]:
        """Changed and unchanged ones."""
        return int(self.change.sum()), int(self.no_change.sum())

    def limits(self, error: float) -> Limits:
        """For sets that miss a changed, and an unchanged, pixel at a rate of `error` each. See `quantile`."""
        return Limits(_probability(-quantile(self.change, error)), _probability(quantile(self.no_change, error)))

    def coverage(self, limits: Limits) -> tuple[float, float]:
        """Shares of these changed and unchanged pixels whose set holds their class; NaN where there are none."""
        edges = -log_odds(np.array([limits.change], np.float64)), log_odds(np.array([limits.no_change], np.float64))
        found = []
        for counts, edge in zip((self.change, self.no_change), edges):
            kept = counts[: int(np.rint(_place(edge))[0])].sum()
            found.append(float(kept) / counts.sum() if counts.any() else float("nan"))
        return found[0], found[1]

    @property
    def table(self) -> tuple[Values, Values, Values]:
        """Probabilities of change, ascending, and numbers of changed and of unchanged pixels: what scalings take."""
        centres = ((np.arange(BINS) + 0.5) / BINS * 2 - 1) * REACH
        return 1 / (1 + np.exp(-centres)), self.change[::-1].astype(np.float64), self.no_change.astype(np.float64)


def held_out(first: Calibration, second: Calibration, error: float) -> tuple[float, float]:
    """Coverage of changed and of unchanged pixels, each half judged by the other's limits; NaN where that cannot be."""
    kept, pixels = np.zeros(2), np.zeros(2)
    for learned, judged in ((first, second), (second, first)):
        if all(learned.pixels):
            counts = np.array(judged.pixels)
            kept += counts * np.nan_to_num(judged.coverage(learned.limits(error)))
            pixels += counts
    found = np.where(pixels > 0, kept / np.maximum(pixels, 1), np.nan)
    return float(found[0]), float(found[1])


def quantile(counts: Counts, error: float) -> float:
    """The score that a further one of the same law exceeds with a probability of at most `error`.

    Of n sorted scores the one of rank ceil((n + 1)(1 - error)); infinite, which holds every class, where n is too small
    for there to be one. Split conformal prediction, class by class (V. Vovk, "Conditional validity of inductive
    conformal predictors", ACML 2012).
    """
    if not 0 < error < 1:
        raise InputError(f"The share of errors is {error:g}: choose one between 0 and 1, such as 0.1.")
    n = int(counts.sum())
    rank = int(np.ceil((n + 1) * (1 - error) - 1e-9))
    if rank > n:
        return np.inf
    return float((np.searchsorted(np.cumsum(counts), rank) + 1) / BINS * 2 - 1) * REACH


def sets(probability: Array, limits: Limits) -> NDArray[np.uint8]:
    """The Answer per pixel; NaN is no data."""
    known = np.isfinite(probability)
    values = np.where(known, probability, 0).astype(np.float64)
    change, none = values >= limits.change, values <= limits.no_change
    found = np.select([change & none, change, none], [Answer.BOTH, Answer.CHANGE, Answer.NO_CHANGE], Answer.NEITHER)
    return np.where(known, found, Answer.NO_DATA).astype(np.uint8)


def _probability(odds: float) -> float:
    """Of log-odds; of the ends of the histogram 0 and 1, as what lies beyond counts in the last bin."""
    if abs(odds) >= REACH:
        return 1.0 if odds > 0 else 0.0
    return float(1 / (1 + np.exp(-odds)))


def _place(scores: Values) -> Values:
    """In bins, from 0 to BINS."""
    return (np.clip(scores / REACH, -1, 1) + 1) / 2 * BINS


def _bin(scores: Values) -> NDArray[np.int64]:
    return np.minimum(_place(scores).astype(np.int64), BINS - 1)
