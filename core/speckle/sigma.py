"""Lee's improved sigma filter."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy import ndimage, optimize, special

from .local import kuan, linear_weight, squared_variation
from .moments import Array, Mask, window_sum

SIGMA = 0.9
"""Share of the speckle that the range of alike pixels is to hold."""

BRIGHT_SHARE = 0.98
BRIGHT_NEIGHBOURS = 5
"""Point targets: of 3 x 3 pixels, this many brighter than the image's 98th percentile."""


class SigmaRange(NamedTuple):
    """The range of speckle that counts as alike."""

    low: float
    high: float
    deviation: float
    """Standard deviation of speckle cut to the range; its mean is 1."""


@lru_cache(maxsize=64)
def sigma_range(looks: float, share: float = SIGMA) -> SigmaRange:
    """Limits around 1 that hold `share` of gamma speckle and keep its mean at 1.

    With P the gamma law's distribution function of shape a and scale 1 / L: P_L(high) - P_L(low) = share, and
    the mean of what lies between is 1, which for the gamma law says P_(L+1)(high) - P_(L+1)(low) = share; the
    mean square follows from P_(L+2). Lee 2009 (see `lee_sigma`) tabulates this for up to four looks; here it is
    solved for any.
    """

    def between(shape: float, low: float, high: float) -> float:
        return float(special.gammainc(shape, looks * high) - special.gammainc(shape, looks * low))

    def high_of(low: float) -> float:
        return float(special.gammaincinv(looks, min(special.gammainc(looks, looks * low) + share, 1.0)) / looks)

    most = float(special.gammaincinv(looks, 1 - share) / looks) * (1 - 1e-9)
    low = float(optimize.brentq(lambda one: between(looks + 1, one, high_of(one)) - share, 1e-12, most, xtol=1e-12))
    high = high_of(low)
    square = (looks + 1) / looks * between(looks + 2, low, high) / share
    return SigmaRange(low, high, float(np.sqrt(square - 1)))


def bright_level(samples: Array) -> float:
    """The level above which pixels may belong to point targets; infinite where nothing is valid."""
    valid = samples[np.isfinite(samples)]
    return float(np.quantile(valid, BRIGHT_SHARE)) if valid.size else float("inf")


def lee_sigma(intensity: Array, window: int, looks: float, levels: tuple[float, ...] = ()) -> Array:
    """Minimum mean square error filter over the neighbours that are alike.

    (1) Where at least five of 3 x 3 pixels are brighter than the image's 98th percentile, the bright ones are a
    point target and stay. (2) A first estimate comes from Kuan's formula in 3 x 3 pixels. (3) Of the window's
    pixels, those within the sigma range around that estimate give mean and variance for Kuan's formula, with the
    range's own deviation in place of the speckle's. J.-S. Lee et al., "Improved sigma filter for speckle
    filtering of SAR imagery", IEEE TGRS 47(1), 2009.

    `levels` are those of step 1, one per band; they are taken from `intensity` itself if not given. A pixel
    outside the range around its own first estimate, with no alike neighbour, stays.
    """
    layers = intensity.reshape(-1, *intensity.shape[-2:])
    levels = levels or tuple(bright_level(layer) for layer in layers)
    found = [_lee_sigma(layer, window, looks, level) for layer, level in zip(layers, levels)]
    return np.stack(found).reshape(intensity.shape)


def _lee_sigma(layer: Array, window: int, looks: float, level: float) -> Array:
    limits = sigma_range(looks)
    first = kuan(layer, 3, looks)
    mean, variance = _moments_of_alike(layer, first * np.float32(limits.low), first * np.float32(limits.high), window)
    noise = np.float32(limits.deviation**2)
    with np.errstate(invalid="ignore"):
        weight = linear_weight(squared_variation(mean, variance), noise) / (1 + noise)
        found: Array = mean + weight * (layer - mean)
    target = _point_targets(layer, level)
    np.copyto(found, layer, where=target | np.isnan(mean))
    return found


def _moments_of_alike(layer: Array, low: Array, high: Array, window: int) -> tuple[Array, Array]:
    """Mean and variance of the window's pixels between `low` and `high`; NaN where there are none."""
    half, (rows, cols) = window // 2, layer.shape
    padded = np.pad(np.where(np.isnan(layer), np.float32(-1), layer), half, constant_values=-1)
    low, high = np.maximum(np.nan_to_num(low), 0), np.nan_to_num(high)
    total, squares, count = (np.zeros(layer.shape, np.float32) for _ in range(3))
    inside, above = np.empty(layer.shape, bool), np.empty(layer.shape, bool)
    part = np.empty(layer.shape, np.float32)
    for row in range(window):
        for col in range(window):
            one = padded[row : row + rows, col : col + cols]
            np.greater_equal(one, low, out=inside)
            np.less_equal(one, high, out=above)
            inside &= above
            np.multiply(one, inside, out=part)
            total += part
            part *= one
            squares += part
            count += inside
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / count
        return mean, np.maximum(squares / count - mean * mean, 0)


def _point_targets(layer: Array, level: float) -> Mask:
    with np.errstate(invalid="ignore"):
        bright = layer > level
    crowded = window_sum(bright.astype(np.float32), 3) >= BRIGHT_NEIGHBOURS
    near: Mask = ndimage.binary_dilation(crowded, np.ones((3, 3), bool))
    return bright & near
