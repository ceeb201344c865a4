"""Single-image speckle filters. A new one is a function here and a line in FILTERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .moments import Array, local_mean, local_moments


def boxcar(intensity: Array, window: int, looks: float) -> Array:
    """Mean of the valid pixels in a centred window; `looks` plays no part."""
    return np.where(np.isfinite(intensity), local_mean(intensity, window), np.float32(np.nan))


def lee(intensity: Array, window: int, looks: float) -> Array:
    """Local linear minimum mean square error filter for multiplicative noise.

    x = m + w (I - m) with w = 1 - Cu2 / Ci2, cut to 0..1; m and v are the window's mean and variance,
    Ci2 = v / m2 and Cu2 = 1 / looks. J.-S. Lee, "Digital image enhancement and noise filtering by use of
    local statistics", IEEE PAMI 2(2), 1980, in the multiplicative form that Orfeo and SNAP also use.
    """
    mean, variance = local_moments(intensity, window)
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = mean * mean
        weight /= variance
        weight *= np.float32(-1 / looks)
        weight += 1
    np.maximum(weight, 0, out=weight)
    weight *= intensity - mean
    weight += mean
    return weight


@dataclass(frozen=True)
class Filter:
    """A speckle filter as the user interface lists it."""

    function: Callable[[Array, int, float], Array]
    """Intensity (…, rows, cols), window and looks to filtered intensity; NaN stays NaN and never spreads."""

    label: str
    uses_looks: bool
    linear: bool
    """An average with fixed weights, whose speckle statistics are known."""


FILTERS = {
    "boxcar": Filter(boxcar, "Boxcar (moving average)", uses_looks=False, linear=True),
    "lee": Filter(lee, "Lee (keeps edges and points)", uses_looks=True, linear=False),
}
