"""Filters that look at the mean and the variance of a window around each pixel, and the plain averages.

All take linear intensity (…, rows, cols), NaN for no data, which stays NaN and never spreads; windows are cut
off at the image's border. With `shared`, (bands, rows, cols) are filtered with the same weights in each band,
which keeps their ratios: the heterogeneity is then that of the bands' mean (their span, as in Lee, Grunes and
de Grandi 1999, "Polarimetric SAR speckle filtering and its implication for classification").
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import ndimage

from .moments import Array, local_mean, local_moments, rings

FROST_DAMPING = 1.0
LOPES_DAMPING = 1.0


class Heterogeneity(NamedTuple):
    """What the filters below decide by."""

    mean: Array
    """Of the window, (…, rows, cols)."""

    ci2: Array
    """Squared coefficient of variation of the window, v / m2; one for all bands where they share it."""

    cu2: Array
    """That of speckle alone, 1 / looks."""


def heterogeneity(intensity: Array, window: int, looks: float, shared: bool = False) -> Heterogeneity:
    """Local mean and squared coefficients of variation of the image and of its speckle.

    The mean of bands whose speckle is independent has L (sum m)2 / sum m2 looks, where m are the bands'
    means and L the looks of each.
    """
    mean, variance = local_moments(intensity, window)
    cu2 = np.float32(1 / looks)
    if not shared or intensity.ndim < 3:
        return Heterogeneity(mean, squared_variation(mean, variance), np.asarray(cu2))
    filled = np.nan_to_num(mean)
    span = mean_of_bands(intensity)
    total, power = filled.sum(axis=0, keepdims=True), np.square(filled).sum(axis=0, keepdims=True)
    cu2_span = cu2 * power / np.maximum(np.square(total), np.finfo(np.float32).tiny)
    return Heterogeneity(mean, squared_variation(*local_moments(span, window)), cu2_span)


def squared_variation(mean: Array, variance: Array) -> Array:
    """v / m2; zero where the mean is."""
    with np.errstate(invalid="ignore"):
        found: Array = variance / np.maximum(mean * mean, np.finfo(np.float32).tiny)
    return found


def mean_of_bands(intensity: Array) -> Array:
    """Of the valid bands, (1, rows, cols); NaN where none is."""
    valid = np.isfinite(intensity)
    with np.errstate(invalid="ignore"):
        total: Array = np.where(valid, intensity, np.float32(0)).sum(axis=0, keepdims=True)
        total /= valid.sum(axis=0, keepdims=True, dtype=np.float32)
    return total


def boxcar(intensity: Array, window: int) -> Array:
    """Mean of the valid pixels in the window (multilooking without loss of pixels)."""
    return np.where(np.isfinite(intensity), local_mean(intensity, window), np.float32(np.nan))


def median(intensity: Array, window: int) -> Array:
    """Median of the valid pixels in the window.

    Keeps edges and drops outliers, and with them part of the power: the median of speckle lies below its mean,
    by 1.6 dB at one look and 0.3 dB at 4.4.
    """
    layers = intensity.reshape(-1, *intensity.shape[-2:])
    return np.stack([_median(layer, window) for layer in layers]).reshape(intensity.shape)


def _median(layer: Array, window: int) -> Array:
    valid, half = np.isfinite(layer), window // 2
    found: Array = ndimage.median_filter(np.where(valid, layer, np.float32(0)), window, mode="constant")
    partial = ndimage.minimum_filter(valid, window, mode="constant", cval=False)
    rows, cols = np.nonzero(valid & ~partial)
    windows = sliding_window_view(np.pad(layer, half, constant_values=np.nan), (window, window))
    for start in range(0, rows.size, 4096):
        part = slice(start, start + 4096)
        found[rows[part], cols[part]] = np.nanmedian(windows[rows[part], cols[part]], axis=(-2, -1))
    found[~valid] = np.nan
    return found


def lee(intensity: Array, window: int, looks: float, shared: bool = False) -> Array:
    """Local linear minimum mean square error filter for multiplicative noise.

    x = m + w (I - m) with w = 1 - Cu2 / Ci2, cut to 0..1. J.-S. Lee, "Digital image enhancement and noise
    filtering by use of local statistics", IEEE PAMI 2(2), 1980, in the form that Orfeo and SNAP also use, which
    drops the small factor 1 / (1 + Cu2) that Kuan's has.
    """
    local = heterogeneity(intensity, window, looks, shared)
    return _towards_mean(intensity, local, linear_weight(local.ci2, local.cu2))


def kuan(intensity: Array, window: int, looks: float, shared: bool = False) -> Array:
    """Local linear minimum mean square error filter, exact for multiplicative noise.

    x = m + w (I - m) with w = (1 - Cu2 / Ci2) / (1 + Cu2), cut to 0..1. D. T. Kuan et al., "Adaptive noise
    smoothing filter for images with signal-dependent noise", IEEE PAMI 7(2), 1985.
    """
    local = heterogeneity(intensity, window, looks, shared)
    return _towards_mean(intensity, local, linear_weight(local.ci2, local.cu2) / (1 + local.cu2))


def linear_weight(ci2: Array, cu2: Array | np.float32) -> Array:
    """What Lee's formula keeps of a pixel's deviation from the mean: 1 - Cu2 / Ci2, cut to 0..1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        weight: Array = cu2 / ci2
    np.subtract(1, weight, out=weight)
    return np.maximum(weight, 0, out=weight)


def _towards_mean(intensity: Array, local: Heterogeneity, weight: Array) -> Array:
    found: Array = intensity - local.mean
    found *= weight
    found += local.mean
    return found


def enhanced_lee(intensity: Array, window: int, looks: float, shared: bool = False) -> Array:
    """Lee's filter with three kinds of ground: homogeneous, heterogeneous, and point targets.

    Ci <= Cu: the mean. Ci >= Cmax = sqrt(1 + 2 / L): the pixel. Between: w m + (1 - w) I with
    w = exp(-(Ci - Cu) / (Cmax - Ci)). A. Lopes, R. Touzi and E. Nezry, "Adaptive speckle filters and scene
    heterogeneity", IEEE TGRS 28(6), 1990, with its damping factor at 1.
    """
    local = heterogeneity(intensity, window, looks, shared)
    with np.errstate(invalid="ignore"):
        weight = np.exp(-LOPES_DAMPING * _lopes(local))
        return np.asarray(intensity + weight * (local.mean - intensity))


def _lopes(local: Heterogeneity) -> Array:
    """0 on homogeneous ground, infinite on point targets, (Ci - Cu) / (Cmax - Ci) between."""
    ci, cu, most = np.sqrt(local.ci2), np.sqrt(local.cu2), np.sqrt(1 + 2 * local.cu2)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.maximum(ci - cu, 0) / np.maximum(most - ci, 0)
    return found


def gamma_map(intensity: Array, window: int, looks: float) -> Array:
    """Maximum a posteriori estimate for gamma-distributed ground under gamma speckle.

    Ci <= Cu: the mean m. Ci >= sqrt(2) Cu: the pixel I. Between, with a = (1 + Cu2) / (Ci2 - Cu2) and
    b = a - L - 1: x = (b m + sqrt(m2 b2 + 4 a L m I)) / (2 a). A. Lopes, E. Nezry, R. Touzi and H. Laur,
    "Maximum a posteriori speckle filtering and first order texture models in SAR images", IGARSS 1990. A mode
    lies below the mean, so textured ground comes out a little too dark.
    """
    mean, ci2, cu2 = heterogeneity(intensity, window, looks)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        a = (1 + cu2) / (ci2 - cu2)
        b = a - np.float32(looks + 1)
        # Divided by the mean, so that no scale of the backscatter can overflow.
        root = np.sqrt(np.maximum(b * b + 4 * a * np.float32(looks) * (intensity / mean), 0))
        found: Array = mean * ((b + root) / (2 * a))
    found = np.where(ci2 <= cu2, mean, found)
    found = np.where((ci2 >= 2 * cu2) | (mean <= 0), intensity, found)
    found[np.isnan(intensity)] = np.nan
    return found


def frost(intensity: Array, window: int, looks: float, shared: bool = False) -> Array:
    """Mean weighted by exp(-D Ci2 d), where d is the distance in pixels and D = 1; `looks` plays no part.

    V. S. Frost et al., "A model for radar images and its application to adaptive digital filtering of
    multiplicative noise", IEEE PAMI 4(2), 1982, with the exponential kernel in the common form.
    """
    local = heterogeneity(intensity, window, looks, shared)
    return _damped(intensity, window, FROST_DAMPING * local.ci2)


def enhanced_frost(intensity: Array, window: int, looks: float, shared: bool = False) -> Array:
    """Frost's filter with the three kinds of ground of the enhanced Lee filter.

    Weights exp(-(Ci - Cu) / (Cmax - Ci) d): the plain mean where Ci <= Cu, the pixel where Ci >= Cmax =
    sqrt(1 + 2 / L). Lopes, Touzi and Nezry 1990, as in `enhanced_lee`.
    """
    return _damped(intensity, window, LOPES_DAMPING * _lopes(heterogeneity(intensity, window, looks, shared)))


def _damped(intensity: Array, window: int, rate: Array) -> Array:
    """Mean weighted by exp(-rate d); all pixels at the same distance share one exponential."""
    missing = np.isnan(intensity)
    any_missing = bool(missing.any())
    filled = np.where(missing, np.float32(0), intensity) if any_missing else intensity
    numerator, weights = filled.copy(), (~missing).astype(np.float32)
    for distance, total, count in rings(filled, ~missing if any_missing else None, window):
        weight = np.exp(rate * np.float32(-distance))
        numerator += weight * total
        weights = weights + weight * count
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Array = numerator / weights
    found[missing] = np.nan
    return found
