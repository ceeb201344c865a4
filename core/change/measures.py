"""Measures of change between two averaged intensities. A new one: a function and a line in MEASURES."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, optimize, special

from .laws import Design
from .likelihood import series_p_value
from .ratio import Array, log_ratio, strongest

Values = NDArray[np.float64]

REACH = 4.0
"""Standard deviations at which a Gaussian window is cut off."""


@dataclass(frozen=True)
class Setting:
    """What the measures may need; each takes its own."""

    sigma: float = 1.5
    """Standard deviation in pixels of the Gaussian window (smoothed log-ratio)."""

    looks: float = 1.0
    """Looks of the averaged intensities (likelihood ratio)."""

    amplitudes: tuple[float, ...] = ()
    """The scene's median amplitude per band, over both dates (difference)."""


def plain(before: Array, after: Array, setting: Setting) -> Array:
    """The log-ratio in dB of the band in which it is strongest, (rows, cols)."""
    return strongest(log_ratio(before, after))


def difference(before: Array, after: Array, setting: Setting) -> Array:
    """The difference of the amplitudes in units of the scene's median amplitude, of the band in which it is strongest.

    Speckle is multiplicative, so that it differs more the brighter the ground is: no threshold holds one rate of false
    alarms everywhere (Rignot and van Zyl, IEEE TGRS 31(4), 1993). It suits bright targets on dark ground.
    """
    unit = np.array(setting.amplitudes, np.float32)[:, np.newaxis, np.newaxis]
    return strongest((np.sqrt(after) - np.sqrt(before)) / unit)


def smoothed(before: Array, after: Array, setting: Setting) -> Array:
    """The same, after each band's log-ratio was smoothed by a Gaussian window.

    Speckle of the two dates goes up and down independently and cancels, while a change keeps its sign.
    """
    return strongest(gaussian(log_ratio(before, after), setting.sigma))


def likelihood(before: Array, after: Array, setting: Setting) -> Array:
    """Minus the decimal logarithm of the p-value that no band changed, with the sign of the strongest log-ratio.

    The likelihood-ratio test over all bands together (see `likelihood.series_p_value`).
    """
    p_value = series_p_value([before, after], Design(setting.looks, 1, len(before)))
    with np.errstate(divide="ignore"):
        strength = -np.log10(np.maximum(p_value, np.float32(1e-38)))
    return np.asarray(np.copysign(strength, strongest(log_ratio(before, after))), np.float32)


def gaussian(image: Array, sigma: float) -> Array:
    """Gaussian mean over the valid pixels of the last two axes; NaN stays NaN. Cut off at the border."""
    if sigma <= 0:
        return image
    valid = np.isfinite(image)
    if valid.all():
        rows, cols = (_along(np.ones(length, np.float32), sigma, 0) for length in image.shape[-2:])
        return _window(image, sigma) / (rows[:, np.newaxis] * cols)
    total, weight = _window(np.where(valid, image, np.float32(0)), sigma), _window(valid.astype(np.float32), sigma)
    return np.where(valid, total / np.maximum(weight, np.float32(1e-6)), np.float32(np.nan))


def _window(image: Array, sigma: float) -> Array:
    return _along(_along(image, sigma, -1), sigma, -2)


def _along(image: Array, sigma: float, axis: int) -> Array:
    found: Array = ndimage.gaussian_filter1d(image, sigma, axis, mode="constant", truncate=REACH)
    return found


def reach(sigma: float) -> int:
    """How many pixels `gaussian` sees."""
    return int(REACH * sigma + 0.5)


def looks_after_smoothing(looks: float, correlated: Values, window: int, sigma: float) -> float:
    """Looks whose log-ratio varies as much as that of a mean over window x window pixels, of so many looks, smoothed.

    The variance of a log-ratio of two gamma intensities is 2 psi1(L). What smoothing leaves of it is the ratio of the
    sums over lags of the pixels' autocorrelation `correlated` times that of the windows, with and without the Gaussian.
    """
    from scipy import signal  # takes half a second, which other runs should not wait

    half = reach(sigma)
    along = np.exp(-0.5 * (np.arange(-half, half + 1) / max(sigma, 1e-6)) ** 2)
    box = np.ones((window, window))
    both = signal.fftconvolve(box, np.outer(along, along) / along.sum() ** 2)
    left = _variance(both, correlated) / _variance(box, correlated)
    wanted = float(special.polygamma(1, looks)) * left
    return float(np.exp(optimize.brentq(lambda log: special.polygamma(1, np.exp(log)) - wanted, -5.0, 25.0)))


def _variance(kernel: Values, correlated: Values) -> float:
    """Of a weighted sum of pixels of unit variance."""
    from scipy import signal

    lags = signal.fftconvolve(kernel, kernel[::-1, ::-1])
    middle, far = lags.shape[0] // 2, correlated.shape[0] // 2
    around = min(middle, far)
    chosen = slice(middle - around, middle + around + 1)
    of_pixels = slice(far - around, far + around + 1)
    return float(np.sum(lags[chosen, chosen] * correlated[of_pixels, of_pixels]))


def same(magnitude: Values) -> Values:
    return magnitude


def one_minus_ratio(magnitude: Values) -> Values:
    """1 - min(a, b) / max(a, b) of amplitudes a and b whose ratio is so many dB."""
    return 1 - 10 ** (-magnitude / 20)


@dataclass(frozen=True)
class Measure:
    """A measure as the user interface lists it."""

    function: Callable[[Array, Array, Setting], Array]
    """Intensities (bands, rows, cols) of both dates to signed strength (rows, cols)."""

    label: str
    unit: str = "dB"
    smooths: bool = False
    """It sees `reach` pixels around each."""

    tests: bool = False
    """Its strength is a p-value, which needs averages whose statistics are known."""

    absolute: bool = False
    """It needs the scene's median amplitudes, and its speckle depends on the brightness: no rate can be held."""

    scale: Callable[[Values], Values] = same
    """Of the magnitudes that thresholds from the histogram tell apart."""

    network: bool = False
    """A network makes a probability of it; `function` gives the statistics beside it."""


MEASURES = {
    "smoothed_log_ratio": Measure(smoothed, "Gauss log-ratio: the log-ratio, smoothed by a Gaussian window",
                                  smooths=True),
    "log_ratio": Measure(plain, "Log-ratio"),
    "mean_ratio": Measure(plain, "Mean-ratio: the log-ratio, with thresholds found on one minus the amplitudes' ratio",
                          scale=one_minus_ratio),
    "difference": Measure(difference, "Difference of the amplitudes, in units of the scene's median amplitude",
                          unit="median amplitudes", absolute=True),
    "likelihood": Measure(likelihood, "Likelihood ratio of all bands together, as -log10 of the p-value",
                          unit="-log10 p", tests=True),
    "learned": Measure(smoothed, "Probability of change by a network", "probability", smooths=True, network=True),
    "fused": Measure(smoothed, "Probability of change by a network and the smoothed log-ratio together", "probability",
                     smooths=True, network=True),
    "adaptive": Measure(smoothed, "A classifier that learns from this scene's certain pixels", "probability",
                        smooths=True, network=True),
    "blend": Measure(smoothed, "Plain mean of network and log-ratio, for comparison", "probability", smooths=True,
                     network=True),
}  # fmt: skip
