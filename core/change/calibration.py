"""Probabilities that mean what they say: Platt's scaling, and its special case, a temperature.

J. Platt, "Probabilistic outputs for support vector machines", Advances in Large Margin Classifiers, 1999; C. Guo et
al., "On calibration of modern neural networks", ICML 2017. How well a probability is calibrated tells
`evaluation.Reliability`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .evaluation import RELIABILITY_BINS, Reliability
from .odds import log_odds

Values = NDArray[np.float64]

LEAST = 1e-6
"""Probabilities are kept this far from 0 and 1."""

STEPS, ENOUGH = 100, 1e-10


class Scaling(NamedTuple):
    """Of log-odds: slope times them plus an offset. A temperature is one over the slope, without an offset."""

    slope: float
    offset: float = 0.0

    def __call__(self, probability: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
        """The scaled probability; NaN stays NaN."""
        scaled = self.slope * _kept_log_odds(probability.astype(np.float64)) + self.offset
        return np.asarray(1 / (1 + np.exp(-scaled)), np.float32)


def _kept_log_odds(probability: Values) -> Values:
    return log_odds(np.clip(probability, LEAST, 1 - LEAST))


def temperature(probability: Values, changed: Values, unchanged: Values) -> Scaling:
    """The slope of least cross-entropy. See `platt`."""
    return _fitted(probability, changed, unchanged, with_offset=False)


def platt(probability: Values, changed: Values, unchanged: Values) -> Scaling:
    """The slope and offset of least cross-entropy, by Newton's method.

    `changed` and `unchanged` are numbers of pixels of known truth at each probability, such as the counts of a
    histogram at its centres. Each class gets Platt's (n + 1) / (n + 2) as its target, so that separable classes have a
    finite slope. The share of changed pixels becomes that of the pixels it is fitted to. Raises InputError where one
    class is missing or the probability says the opposite of the truth.
    """
    return _fitted(probability, changed, unchanged, with_offset=True)


def _fitted(probability: Values, changed: Values, unchanged: Values, with_offset: bool) -> Scaling:
    """One or two unknowns and soft targets at each probability: Newton's method, not the `logistic_loss` of pixels."""
    total_changed, total_unchanged = float(changed.sum()), float(unchanged.sum())
    if not (total_changed and total_unchanged):
        raise InputError("Only one class is labelled: label both changed and unchanged places.")
    x, weight = _kept_log_odds(probability), changed + unchanged
    high, low = (total_changed + 1) / (total_changed + 2), 1 / (total_unchanged + 2)
    target = high * changed + low * unchanged
    columns = np.stack([x, np.ones_like(x)] if with_offset else [x])
    found = np.zeros(len(columns))
    for _ in range(STEPS):
        modelled = 1 / (1 + np.exp(-(found @ columns)))
        slope = columns @ (target - weight * modelled)
        curvature = (columns * (weight * modelled * (1 - modelled))) @ columns.T
        step = np.linalg.solve(curvature + 1e-12 * np.trace(curvature) * np.eye(len(found)), slope)
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-30))
        found = found + step
        if float(np.abs(step).max()) < ENOUGH:
            break
    if not found[0] > 0:
        raise InputError("The probability is no higher where something changed: check the labels or the chosen band.")
    return Scaling(float(found[0]), float(found[1]) if with_offset else 0.0)


def reliability(probability: Values, changed: Values, unchanged: Values) -> Reliability:
    """Of numbers of changed and unchanged pixels at each probability, in RELIABILITY_BINS."""
    place = np.minimum((probability * RELIABILITY_BINS).astype(np.int64), RELIABILITY_BINS - 1)
    both = changed + unchanged
    pixels, hits, total = (
        np.bincount(place, weight, RELIABILITY_BINS) for weight in (both, changed, both * probability)
    )
    used, whole = pixels > 0, np.maximum(pixels, 1)
    return Reliability(
        np.rint(pixels).astype(np.int64), np.where(used, total / whole, np.nan), np.where(used, hits / whole, np.nan)
    )
