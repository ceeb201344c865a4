"""Minimum-error thresholds for classes with the shape of generalised Gaussians."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Values = NDArray[np.float64]

SHAPES = np.exp(np.linspace(np.log(0.3), np.log(10.0), 400))
"""From peaked with long tails (Laplace is 1) over Gaussian (2) to nearly uniform."""

_RATIOS = np.exp(special.gammaln(2 / SHAPES) - 0.5 * (special.gammaln(1 / SHAPES) + special.gammaln(3 / SHAPES)))
"""Mean absolute deviation over standard deviation, which grows with the shape."""

LEAST_SHARE = 1e-3
"""Of the pixels in a class: fewer tell no shape."""

CANDIDATES = 400
"""Thresholds that are tried, at most."""


def least_error_bin(centres: Values, counts: NDArray[np.int64]) -> int:
    """Index of the last bin of magnitudes below the threshold of least classification error.

    The criterion of Kittler and Illingworth for two generalised Gaussian classes: Y. Bazi, L. Bruzzone and F. Melgani,
    "An unsupervised approach based on the generalized Gaussian model to automatic change detection in multitemporal
    SAR images", IEEE TGRS 43(4), 2005. Magnitudes of unchanged pixels are one half of a law that is symmetric around
    zero; changed ones have a mean of their own. Scale and shape come from mean absolute and standard deviation.
    """
    used = int(np.flatnonzero(counts)[-1]) + 1
    share = counts[:used] / counts[:used].sum()
    weight = np.cumsum(share)
    tried = np.arange(0, used - 1, -(-used // CANDIDATES))
    tried = tried[(weight[tried] > LEAST_SHARE) & (1 - weight[tried] > LEAST_SHARE)]
    if not tried.size:
        return used - 1
    cost = [
        _cost(centres[: last + 1], share[: last + 1], halved=True) + _cost(centres[last + 1 : used], share[last + 1 :])
        for last in tried
    ]
    return int(tried[np.argmin(cost)])


def _cost(values: Values, share: Values, halved: bool = False) -> float:
    """Minus the sum over a class of share times the logarithm of (its share times its density)."""
    total = float(share.sum())
    distance = values if halved else np.abs(values - np.sum(share * values) / total)
    deviation = max(float(np.sqrt(np.sum(share * distance**2) / total)), float(np.finfo(np.float32).eps))
    shape = float(np.interp(np.sum(share * distance) / total / deviation, _RATIOS, SHAPES))
    scale = deviation * np.exp(0.5 * (special.gammaln(1 / shape) - special.gammaln(3 / shape)))
    log_peak = np.log(shape / (scale if halved else 2 * scale)) - special.gammaln(1 / shape)
    return float(np.sum(share * (distance / scale) ** shape) - total * (np.log(total) + log_peak))
