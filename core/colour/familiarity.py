"""How far a radar image is from what a network was trained on, by simple statistics of its surroundings.

Four statistics of relative log-intensity, for each box of 4 x 4 pixels from the 9 x 9 boxes around it: brightness,
variance within boxes (speckle and fine texture), variance of the boxes' means (coarse texture), and the correlation of
neighbouring pixels (how far the image was resampled or smoothed). Their Mahalanobis distance to those of the training
scenes is the distance of a Gaussian: land and sea lie on both sides of its middle, so it says what is strange, not
what is common. P. C. Mahalanobis, "On the generalised distance in statistics", 1936; as a detector of what a network
does not know: K. Lee et al., NeurIPS 2018.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .expectation import ErrorTable
from .spaces import Array

BOX = 4
AROUND = 9
"""Boxes."""

REACH = BOX * (AROUND // 2 + 1)
"""Pixels that a box's statistics see in each direction."""

LEAST_VARIANCE = 1e-4
"""Of logarithms; keeps constant images from minus infinity. Sentinel-1 has 0.2 and more within boxes."""

LOST = 3.0
"""Times the usual value from which nothing is left of the confidence."""

USUAL = 0.95
"""Quantile over the training scenes."""


def statistics(logs: Array) -> Array:
    """Four statistics per box of (rows, cols) without gaps, rows and cols multiples of 4: (4, rows / 4, cols / 4)."""
    rows, cols = (length // BOX for length in logs.shape)
    boxes = logs.reshape(rows, BOX, cols, BOX).transpose(0, 2, 1, 3)
    mean = boxes.mean(axis=(2, 3))
    apart = boxes - mean[:, :, np.newaxis, np.newaxis]
    variance = np.square(apart).mean(axis=(2, 3))
    alike = (apart[..., :-1, :] * apart[..., 1:, :]).mean(axis=(2, 3))
    alike = (alike + (apart[..., :-1] * apart[..., 1:]).mean(axis=(2, 3))) / 2
    means, squares, variances, alikes = (around(one) for one in (mean, np.square(mean), variance, alike))
    spread = np.maximum(squares - np.square(means), 0)
    found: Array = np.stack([
        means, np.log(variances + LEAST_VARIANCE), np.log(spread + LEAST_VARIANCE),
        alikes / (variances + LEAST_VARIANCE),
    ]).astype(np.float32)  # fmt: skip
    return found


def around(boxes: Array) -> Array:
    """Means of 9 x 9 boxes."""
    found: Array = ndimage.uniform_filter(boxes, AROUND, mode="nearest")
    return found


@dataclass(frozen=True)
class Familiar:
    """What was usual in training; as it stands in a model card."""

    mean: tuple[float, ...]
    inverse_covariance: tuple[tuple[float, ...], ...]
    distance: float
    """Mahalanobis distance that 95 % of the training scenes' boxes do not exceed."""

    spread: float
    """The same of the difference between orientations, in shares of full brightness."""

    errors: tuple[float, float] | None = None
    """Expected error of the colours that 5 % and 95 % of the boxes do not exceed; None if the network expects none."""

    error_table: ErrorTable | None = None
    """What the network's expectation turned out to be; None takes it as it is."""

    @classmethod
    def of(cls, stated: dict[str, Any]) -> Familiar:
        """From a card. Raises KeyError, TypeError or ValueError for what is no such entry."""
        rows = tuple(tuple(float(value) for value in row) for row in stated["inverse_covariance"])
        mean = tuple(float(one) for one in stated["mean"])
        if len(mean) != len(rows) or any(len(row) != len(mean) for row in rows):
            raise ValueError("the sizes of mean and inverse_covariance differ")
        errors = stated.get("errors")
        least_most = None if errors is None else (float(errors[0]), float(errors[1]))
        table = stated.get("error_table")
        return cls(
            mean, rows, float(stated["distance"]), float(stated["spread"]), least_most,
            None if table is None else ErrorTable.of(table),
        )  # fmt: skip

    def distances(self, found: Array) -> Array:
        """Mahalanobis distance of statistics (4, rows, cols)."""
        return _distances(found, np.array(self.mean), np.array(self.inverse_covariance))


def fit(scenes: Iterable[Array], spreads: Iterable[Array], errors: Iterable[Array]) -> Familiar:
    """From the statistics (4, rows, cols), differences between orientations and expected errors of training scenes."""
    together = np.concatenate([one.reshape(one.shape[0], -1) for one in scenes], axis=1).astype(np.float64)
    mean, inverse = together.mean(axis=1), np.linalg.inv(np.cov(together))
    distances = _distances(together[:, np.newaxis], mean, inverse)
    spread = float(np.quantile(np.concatenate([one.ravel() for one in spreads]), USUAL))
    together_errors = np.concatenate([one.ravel() for one in errors])
    return Familiar(
        tuple(mean.tolist()),
        tuple(tuple(row) for row in inverse.tolist()),
        float(np.quantile(distances, USUAL)),
        spread,
        (float(np.quantile(together_errors, 1 - USUAL)), float(np.quantile(together_errors, USUAL))),
    )


def box_means(values: Array) -> Array:
    """Means of 4 x 4 pixels of (rows, cols), multiples of 4."""
    rows, cols = (length // BOX for length in values.shape)
    found: Array = values.reshape(rows, BOX, cols, BOX).mean(axis=(1, 3))
    return found


def trust(value: Array, usual: float) -> Array:
    """1 up to the usual value, falling to 0 at LOST times that."""
    found: Array = np.clip((LOST * usual - value) / ((LOST - 1) * usual), 0, 1).astype(np.float32)
    return found


def hope(error: Array, usual: tuple[float, float]) -> Array:
    """1 up to the least usual error, a half at the largest usual one, 0 at as much again."""
    least, most = usual
    found: Array = np.clip(1 - (error - least) / (2 * (most - least)), 0, 1).astype(np.float32)
    return found


def _distances(found: Array, mean: NDArray[np.float64], inverse: NDArray[np.float64]) -> Array:
    apart = found - mean[:, np.newaxis, np.newaxis]
    squares = np.einsum("irc,ij,jrc->rc", apart, inverse, apart, optimize=True)
    distances: Array = np.sqrt(np.maximum(squares, 0)).astype(np.float32)
    return distances
