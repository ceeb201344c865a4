"""Log-odds of probabilities, and the loss of what is linear in them."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import special

Values = NDArray[np.float64]
Probabilities = TypeVar("Probabilities", NDArray[np.float32], NDArray[np.float64])


def log_odds(probability: Probabilities) -> Probabilities:
    """ln p / (1 - p); infinite at 0 and 1."""
    with np.errstate(divide="ignore"):
        found: Probabilities = np.log(probability) - np.log1p(-probability)
    return found


def logistic_loss(weights: Values, columns: Values, sign: Values, share: Values | float) -> tuple[float, Values]:
    """Cross-entropy of log-odds weights @ columns, and its slope by the weights.

    Columns are (k, n), `sign` is 1 where the truth is yes and -1 where it is no, `share` what each of them counts.
    """
    margin = sign * (weights @ columns)
    slope: Values = columns @ (-sign * share * special.expit(-margin))
    return float(np.sum(share * np.logaddexp(0, -margin))), slope
