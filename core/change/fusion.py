"""Evidence of the speckle statistics and of a network, added as log-odds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from ..grid import Window
from .histogram import Histogram
from .measures import MEASURES
from .odds import log_odds, logistic_loss
from .ratio import Array
from .thresholds import Settings, above_speckle

MOST = 4.0
"""A log-ratio of so many times the scene's own threshold tells no more than one of even more."""

EQUAL = 0.5
"""Weight at which both kinds of evidence count as fitted."""


@dataclass(frozen=True)
class Weights:
    """Log-odds of change = bias + network x (log-odds of the network) + statistics x excess.

    The excess is |log-ratio| / (the scene's own threshold) - 1: two scenes of equal speckle may differ in what an
    analyst would call a change.

    Fitted by `fit` on pairs held out of the network's training.
    """

    bias: float
    network: float
    statistics: float

    def shifted(self, weight: float) -> Weights:
        """From the statistics alone (0) over the fitted weights (EQUAL) to the network alone (1)."""
        return replace(
            self, network=self.network * min(1.0, 2 * weight), statistics=self.statistics * min(1.0, 2 * (1 - weight))
        )


NETWORK_ALONE = Weights(0.0, 1.0, 0.0)


@dataclass(frozen=True)
class Calibration:
    """What was fitted on pairs held out of training, so that probabilities hold: temperatures by number of looks.

    C. Guo et al., "On calibration of modern neural networks", ICML 2017: log-odds are divided by the temperature.
    """

    looks: tuple[float, ...] = (1.0,)
    temperatures: Mapping[str, tuple[float, ...]] = field(default_factory=lambda: {"learned": (1.0,), "fused": (1.0,)})
    weights: Weights = NETWORK_ALONE
    flood: Weights = NETWORK_ALONE
    """Of the network's log-odds when it is asked for floods, which are rarer than the changes it was trained with."""

    def temperature(self, kind: str, looks: float) -> float:
        """Of "learned" or "fused", between the numbers of looks that were fitted by their logarithm."""
        return float(np.interp(np.log(looks), np.log(self.looks), self.temperatures[kind]))


def odds_of_flood(probabilities: Array) -> Array:
    """Log-odds of decrease against the rest, by a network that was asked for floods."""
    return np.asarray(np.log(probabilities[0]) - np.log(probabilities[1] + probabilities[2]), np.float32)


def odds_of_change(probabilities: Array) -> Array:
    """Log-odds of change by a network's probabilities of decrease, none and increase (3, rows, cols)."""
    return np.asarray(np.log(probabilities[0] + probabilities[2]) - np.log(probabilities[1]), np.float32)


def scene_threshold(strengths: Sequence[Array], looks: float, bands: int) -> float:
    """In dB, where the smoothed log-ratios of a scene part into unchanged and changed ones, by Otsu.

    At least what unchanged speckle of so many looks hardly exceeds.
    """
    histogram = Histogram()
    for strength in strengths:
        histogram.write(Window(0, 0, *strength.shape), strength)
    settings = Settings(looks=looks, bands=bands, measure=MEASURES["smoothed_log_ratio"])
    found, least, _ = above_speckle(histogram, settings)
    return max(found, least)


def relative(strength: Array, threshold: float) -> Array:
    """Signed strength in dB as multiples of the scene's own threshold."""
    return np.clip(strength / np.float32(threshold), -MOST, MOST).astype(np.float32)


def speckle_share(looks: float, threshold: float) -> float:
    """Standard deviation that speckle of so many looks gives to a log-ratio, as a share of the scene's threshold.

    The variance of the natural logarithm of the ratio of two gamma intensities of L looks is 2 psi1(L).
    """
    return float(10 / np.log(10) * np.sqrt(2 * special.polygamma(1, looks)) / threshold)


def fused(network: Array, excess: Array, weights: Weights, weight: float = EQUAL) -> Array:
    """Log-odds of change from those of the network and the excess over the scene's own threshold.

    `weight` as in `Weights.shifted`.
    """
    used = weights.shifted(weight)
    return np.float32(used.bias) + np.float32(used.network) * network + np.float32(used.statistics) * excess


def blend(network: Array, excess: Array, weight: float = EQUAL) -> Array:
    """The weighted mean of the network's probability of change and a share of the log-ratio, as log-odds.

    The share is one half at the scene's own threshold. What earlier systems did; for comparison only.
    """
    share = np.clip(0.5 * (1 + excess), 0, 1)
    mean = np.float32(weight) * special.expit(network) + np.float32(1 - weight) * share
    return log_odds(np.clip(mean, 1e-6, 1 - 1e-6).astype(np.float32))


def fit(
    columns: NDArray[np.float64], changed: NDArray[np.bool_], positive: Sequence[int] = ()
) -> NDArray[np.float64]:
    """Weights of greatest likelihood for log-odds that are linear in the columns (n, k), some of them not negative."""
    given = columns.T, np.where(changed, 1.0, -1.0), 1 / len(changed)
    bounds = [(0 if column in positive else None, None) for column in range(columns.shape[1])]
    start = np.zeros(columns.shape[1])
    found: NDArray[np.float64] = optimize.minimize(
        logistic_loss, start, given, jac=True, method="L-BFGS-B", bounds=bounds
    ).x
    return found
