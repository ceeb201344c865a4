"""How much speckle there is: the equivalent number of looks (ENL), and how far speckle is correlated."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, special

from ..errors import InputError
from .moments import Array, local_mean, local_moments

WINDOW = 9
LOG_RANGE = (np.log(0.1), np.log(1e4))
BINS = 400
SMOOTHING = 8.0
"""Bins; the histogram's peak is taken after Gaussian smoothing by this."""

CONSTANT = 1e6
"""Equivalent looks beyond which a window is not speckle but a constant (saturated or synthetic)."""


def estimate_looks(samples: Iterable[Array]) -> float:
    """Equivalent number of looks of linear intensity, blind: the most frequent m2 / v of 9 x 9 windows.

    Windows with an edge or texture in them have a lower m2 / v, each its own, while all homogeneous ones
    gather at the ENL, so the mode of log(m2 / v) finds it without anyone marking a homogeneous area (the
    idea of Foucher et al. 2000, and of `enlml.py` by Canty). `samples` are arrays (bands, rows, cols).
    Raises InputError if there is no speckle to measure, as in a constant image.
    """
    counts = np.zeros(BINS)
    for sample in samples:
        counts += np.histogram(_log_looks(sample), BINS, LOG_RANGE)[0]
    if not counts.any():
        raise InputError(
            "The number of looks cannot be estimated: the image is constant or has no 9 x 9 pixels of valid data. "
            "Give the number of looks."
        )
    smooth = ndimage.gaussian_filter1d(counts, SMOOTHING, mode="constant")
    width = (LOG_RANGE[1] - LOG_RANGE[0]) / BINS
    return float(np.exp(LOG_RANGE[0] + (np.argmax(smooth) + 0.5) * width))


def _log_looks(sample: Array) -> NDArray[np.float64]:
    """log(m2 / v) of windows without missing pixels, one in three rows and columns."""
    rows, cols = sample.shape[-2:]
    if min(rows, cols) < WINDOW:
        return np.empty(0)
    half = WINDOW // 2
    inner = (..., slice(half, rows - half, 3), slice(half, cols - half, 3))
    moments = local_moments(sample, WINDOW)
    missing = ndimage.maximum_filter(~np.isfinite(sample), (1,) * (sample.ndim - 2) + (WINDOW, WINDOW))[inner]
    mean, variance = moments.mean[inner][~missing].astype(np.float64), moments.variance[inner][~missing]
    spread = variance * (WINDOW**2 / (WINDOW**2 - 1)) > mean * mean / CONSTANT
    return np.log(mean[spread] ** 2 / (variance[spread] * (WINDOW**2 / (WINDOW**2 - 1))))


def correlation(samples: Iterable[Array], reach: int) -> NDArray[np.float64]:
    """Spatial autocorrelation of speckle at lags -reach..reach, (2 reach + 1, 2 reach + 1), 1 at the centre.

    `samples` are (bands, rows, cols) of the log-ratio of two dates, in which the ground's own structure
    cancels. Changes do not, so the local mean is taken off, values further than five robust standard
    deviations from it are left out, and of all windows and bands the median counts.
    """
    found = [_autocorrelation(layer, reach) for sample in samples for layer in np.asarray(sample, np.float32)]
    usable = [one for one in found if np.isfinite(one).all()]
    if not usable:
        raise InputError(
            "The spatial correlation of the speckle cannot be measured: the two images are identical or have too few "
            "valid pixels in common. Choose two different dates and a larger area; the thresholds 'fixed' and "
            "'percentile' without polygons and explanation do without it."
        )
    return _undo_detrending(np.median(usable, axis=0), _detrending(reach))


def _detrending(reach: int) -> int:
    """Side of the window whose mean is taken off: large against the lags, small against parcels."""
    return 4 * reach + 1


def _undo_detrending(measured: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """The autocorrelation before a mean over window x window pixels was taken off.

    That mean has the share s = S / window2 of the variance, where S is the sum of the autocorrelation rho. At a
    lag at which two such windows share the part o of their pixels, what is measured is
    r = (rho - 2 s + o s) / (1 - s); summed over all lags this gives s.
    """
    reach = measured.shape[0] // 2
    along = 1 - np.abs(np.arange(-reach, reach + 1)) / window
    shared = np.outer(along, along)
    total = measured.sum()
    share = total / (window**2 - 2 * measured.size + shared.sum() + total)
    return np.asarray(measured * (1 - share) + share * (2 - shared))


def _autocorrelation(layer: Array, reach: int) -> NDArray[np.float64]:
    """Of one band of one window; NaN where there are no two valid pixels at a lag, or it is too small to detrend."""
    if min(layer.shape) < _detrending(reach):
        return np.full((2 * reach + 1, 2 * reach + 1), np.nan)
    values, valid = _standardised(layer, _detrending(reach))
    rows, cols = layer.shape
    found = np.full((2 * reach + 1, 2 * reach + 1), np.nan)
    for down in range(min(reach, rows - 1) + 1):
        for right in range(-min(reach, cols - 1), min(reach, cols - 1) + 1):
            first = (slice(0, rows - down), slice(max(0, -right), cols - max(0, right)))
            second = (slice(down, rows), slice(max(0, right), cols - max(0, -right)))
            pairs = np.count_nonzero(valid[first] & valid[second])
            mean = np.sum(values[first] * values[second], dtype=np.float64) / pairs if pairs else np.nan
            found[reach + down, reach + right] = found[reach - down, reach - right] = mean
    power = found[reach, reach]
    return found / power if power > 0 else np.full_like(found, np.nan)


def _standardised(layer: Array, window: int) -> tuple[Array, NDArray[np.bool_]]:
    """Deviations from the local mean (zero where left out), and what was kept."""
    valid = np.isfinite(layer)
    if not valid.any():
        return np.zeros_like(layer), valid
    deviation = layer - local_mean(layer, window)
    robust = 1.4826 * np.median(np.abs(deviation[valid]))
    valid &= np.abs(np.where(valid, deviation, np.inf)) <= 5 * robust
    return np.where(valid, deviation - np.mean(deviation[valid]), np.float32(0)), valid


def intensity_correlation(of_logarithms: NDArray[np.float64], looks: float) -> NDArray[np.float64]:
    """Autocorrelation of gamma intensities from that of their logarithms.

    For Kibble's bivariate gamma law of L looks and correlation x, the logarithms are correlated by
    sum_k x^k (k - 1)! G(L) / (k G(L + k)) / psi1(L), from its expansion in Laguerre polynomials (for L = 1
    this is the dilogarithm, Li2(x) / Li2(1)). It grows with x, so it is tabulated and read backwards.
    """
    order = np.arange(1, 400)
    terms = np.exp(special.gammaln(order) + special.gammaln(looks) - special.gammaln(looks + order)) / order
    x = np.linspace(0.0, 1.0, 201)
    table = (x[:, np.newaxis] ** order) @ terms / special.polygamma(1, looks)
    table[-1] = 1.0
    return np.interp(np.abs(of_logarithms), table, x) * np.sign(of_logarithms)


def independent_pixels(window: int, correlated: NDArray[np.float64]) -> float:
    """How many independent pixels a mean over window x window pixels of correlated speckle is worth.

    The variance of such a mean is that of a pixel times sum_kl w_k w_l rho(k - l), with equal weights w.
    """
    reach = correlated.shape[0] // 2
    lags = np.arange(-reach, reach + 1)
    pairs = np.maximum(window - np.abs(lags), 0)
    return float(window**4 / np.sum(np.outer(pairs, pairs) * correlated))
