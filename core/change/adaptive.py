"""Detect change by what a scene itself shows: a small classifier learns from the pixels that are certain.

Pseudo-labels, as in PCA-Net and DDNet (Y. Qu et al., "Change detection in synthetic aperture radar images using a
dual-domain network", IEEE GRSL 19, 2022), with logistic regression on the network's features and local statistics in
place of a network that is trained anew for each scene; then a filter that respects edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, optimize

from .odds import logistic_loss
from .ratio import Array

CERTAIN = (0.5, 1.5)
"""A smoothed log-ratio below and above so many times the scene's own threshold makes a pixel a pseudo-label."""

SLOPE = 4.0
"""Log-odds of change by the log-ratio alone, for each multiple of the scene's threshold above it."""

LEAST_LABELS = 200
"""Pseudo-labels of each kind without which nothing is learned."""

MOST_LABELS = 60_000
RIDGE = 1e-3
"""Of the standardised weights, towards the log-ratio alone."""

GUIDED_RADIUS, GUIDED_EPSILON = 2, 0.05
"""Pixels, and squared amplitude of edges to keep, in units of the guide's variance (guided filter)."""


@dataclass(frozen=True)
class Classifier:
    """Log-odds of change = bias + weights . (features - mean) / deviation + SLOPE (multiple - 1)."""

    mean: NDArray[np.float32]
    deviation: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float

    def __call__(self, features: Array, multiple: Array) -> Array:
        """Features (k, rows, cols) and |log-ratio| over the scene's threshold (rows, cols) to log-odds."""
        scaled = self.weights / self.deviation
        shift = np.float32(self.bias - float(np.sum(scaled * self.mean)))
        prior = np.float32(SLOPE) * (multiple - 1)
        return np.asarray(prior + shift + np.tensordot(scaled, features, axes=(0, 0)), np.float32)


def learn(features: Array, multiple: Array, rng: np.random.Generator) -> Classifier | None:
    """From pixels of the scene: features (k, n), |log-ratio| over the scene's threshold (n,).

    None where too few pixels are certain. Both kinds of pseudo-labels weigh as much as their share of the scene.
    """
    kinds = [np.flatnonzero(multiple < CERTAIN[0]), np.flatnonzero(multiple > CERTAIN[1])]
    if min(map(len, kinds)) < LEAST_LABELS:
        return None
    chosen = [rng.choice(kind, min(len(kind), MOST_LABELS // 2), replace=False) for kind in kinds]
    sign = np.repeat([-1.0, 1.0], [len(one) for one in chosen])
    weight = np.repeat([len(kind) / len(one) for kind, one in zip(kinds, chosen)], [len(one) for one in chosen])
    weight /= weight.sum()
    picked = np.concatenate(chosen)
    values = features[:, picked].astype(np.float64)
    mean, deviation = values.mean(axis=1), np.maximum(values.std(axis=1), 1e-6)
    columns = np.vstack([np.ones(len(sign)), (values - mean[:, np.newaxis]) / deviation[:, np.newaxis]])

    def cost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        loss, slope = logistic_loss(weights, columns, sign, weight)
        slope[1:] += 2 * RIDGE * weights[1:]
        return loss + float(RIDGE * np.sum(weights[1:] ** 2)), slope

    found = optimize.minimize(cost, np.zeros(len(columns)), jac=True, method="L-BFGS-B").x
    return Classifier(
        mean.astype(np.float32), deviation.astype(np.float32), found[1:].astype(np.float32), float(found[0])
    )


def guided(image: Array, guide: Array, radius: int = GUIDED_RADIUS, epsilon: float = GUIDED_EPSILON) -> Array:
    """The image smoothed where the guide is flat, and with its edges where the guide has edges, both (rows, cols).

    K. He, J. Sun and X. Tang, "Guided image filtering", IEEE PAMI 35(6), 2013: in each window the result is linear in
    the guide. Both are without gaps.
    """

    def mean(values: Array) -> Array:
        return np.asarray(ndimage.uniform_filter(values, 2 * radius + 1, mode="nearest"), np.float32)

    of_guide, of_image = mean(guide), mean(image)
    slope = (mean(guide * image) - of_guide * of_image) / (mean(guide * guide) - of_guide**2 + np.float32(epsilon))
    return mean(slope) * guide + mean(of_image - slope * of_guide)
