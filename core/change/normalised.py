"""What a change network sees: decibel values of both dates, about zero and of about unit spread in every scene."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

FLOOR = 3e-3
"""Of the typical intensity, added before the logarithm: 25 dB down, differences mean noise and grey-level steps."""

SPREADS = (2.5, 8.0)
"""dB; a scene of one cover, or of water and town only, is not stretched to the spread of the others."""

TO_SIGMA = 1.349
"""Interquartile range of a Gaussian over its standard deviation."""


class Level(NamedTuple):
    """Typical intensity of a band over both dates, and spread of its logarithm."""

    decibel: float
    spread: float


def level(*dates: Array) -> Level:
    """Of one band, from pixels of all dates together: the level does not depend on which date comes first."""
    values = np.concatenate([date[np.isfinite(date)].ravel() for date in dates])
    if not values.size:
        return Level(0.0, SPREADS[0])
    middle = float(10 * np.log10(max(float(np.median(values)), 1e-30)))
    lower, upper = np.quantile(_decibel(values, middle), (0.25, 0.75))
    return Level(middle, float(np.clip((upper - lower) / TO_SIGMA, *SPREADS)))


def normalised(intensity: Array, of: Level) -> Array:
    """Linear intensity to what the network sees; missing pixels are typical ones, which is zero."""
    found = (_decibel(intensity, of.decibel) - np.float32(of.decibel)) / np.float32(of.spread)
    return np.where(np.isfinite(intensity), found, np.float32(0)).astype(np.float32)


def _decibel(intensity: Array, middle: float) -> Array:
    floor = np.float32(FLOOR * 10 ** (middle / 10))
    return np.asarray(10 * np.log10(np.maximum(intensity, 0) + floor), np.float32)
