"""What a change network sees: decibel of both dates, about zero and of unit spread in every scene; or other forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

FLOOR = 3e-3
"""Of the typical intensity, added before the logarithm: 25 dB down, differences mean noise and grey-level steps."""

SPREADS = (2.5, 8.0)
"""dB; a scene of one cover, or of water and town only, is not stretched to the spread of the others."""

UNIT_DB = 25.0
"""Decibel from 0 to 1 in the input "unit", around the typical level of the scene."""

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


def _unit(intensity: Array, of: Level) -> Array:
    relative = 10 * np.log10(np.maximum(intensity, np.float32(1e-30))) - np.float32(of.decibel)
    return np.where(np.isfinite(intensity), np.clip(0.5 + relative / UNIT_DB, 0, 1), np.float32(0.5))


def _in_decibel(intensity: Array, of: Level) -> Array:
    found = 10 * np.log10(np.maximum(intensity, np.float32(1e-30)))
    return np.where(np.isfinite(intensity), found, np.float32(of.decibel))


def _intensity(intensity: Array, of: Level) -> Array:
    return np.where(np.isfinite(intensity), intensity, np.float32(10 ** (of.decibel / 10)))


INPUTS: dict[str, Callable[[Array, Level], Array]] = {
    "normalised": normalised,
    "decibel": _in_decibel,
    "unit": _unit,
    "intensity": _intensity,
}
"""How linear intensity is prepared: as `normalised` does, as decibel, decibel from 0 to 1, or as it is."""
