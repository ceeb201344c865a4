"""Interferograms and coherence of two complex images in one grid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Array = NDArray[np.float32]
Complex = NDArray[np.complex64]
Floats = NDArray[np.float64]


def path_phase(
    first_range: Floats, farther: Floats, first_wavelength: float, second_wavelength: float
) -> Floats:
    """Phase (radians) that the ranges to the ground give to first times conjugate of second.

    `farther` is the second slant range less the first one, metres. An echo from range R has the phase
    -4 pi R / wavelength, so that for one wavelength this is 4 pi (R2 - R1) / wavelength: flat earth and topography.
    """
    between = 1 / second_wavelength - 1 / first_wavelength
    return 4 * np.pi * (farther / second_wavelength + first_range * between)


def interferogram(first: Complex, second: Complex, phase: Floats | None = None) -> Complex:
    """First times conjugate of second, less a phase in radians; NaN where one of them has no data."""
    found = first * np.conj(second)
    if phase is not None:
        found = found * np.exp(-1j * phase).astype(np.complex64)
    return found.astype(np.complex64)


def coherence(first: Complex, second: Complex, crossed: Complex, window: tuple[int, int]) -> tuple[Array, Array]:
    """Coherence (0 to 1) and phase (radians) of an interferogram over a window of rows and columns, both odd.

    |<s1 s2*>| / sqrt(<|s1|^2> <|s2|^2>), the maximum-likelihood estimate for a homogeneous window; pixels without data
    do not count, and where fewer than a quarter of a window has data there is no answer. The
    estimate is biased: see `mean_of_unrelated`.
    """
    seen = np.isfinite(first) & np.isfinite(second) & np.isfinite(crossed)
    layers = [np.abs(first) ** 2, np.abs(second) ** 2, crossed.real, crossed.imag, np.ones(first.shape)]
    powers = [_sum(np.where(seen, layer, 0).astype(np.float64), window) for layer in layers]
    one, two, real, imaginary, count = powers
    enough = seen & (count >= window[0] * window[1] / 4) & (one > 0) & (two > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.hypot(real, imaginary) / np.sqrt(one * two)
    value = np.where(enough, np.clip(found, 0, 1), np.nan).astype(np.float32)
    return value, np.where(enough, np.arctan2(imaginary, real), np.nan).astype(np.float32)


def mean_of_unrelated(looks: float) -> float:
    """Mean of the estimate for unrelated pixels with so many independent looks (Touzi et al. 1999, equation 12)."""
    from scipy.special import gammaln  # the module takes a quarter of a second to import

    return float(np.exp(gammaln(looks) + gammaln(1.5) - gammaln(looks + 0.5)))


def _sum(values: Floats, window: tuple[int, int]) -> Floats:
    """Over a centred window; beyond the border lie zeros."""
    for axis, length in enumerate(window):
        values = ndimage.convolve1d(values, np.ones(length), axis, mode="constant")
    return values
