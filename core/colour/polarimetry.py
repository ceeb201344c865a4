"""What two polarisations say about scattering: from the covariance matrix C2, or from intensities alone.

C2 = [[c11, c12], [c12*, c22]] with c11 the co-polarised and c22 the cross-polarised intensity. Arrays of one shape in,
float32 out; NaN where there is no power.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .spaces import Array


def eigenvalues(c11: Array, c22: Array, c12_real: Array, c12_imag: Array) -> tuple[Array, Array]:
    """Both eigenvalues of C2, the greater first: (T +- sqrt(T2 - 4 D)) / 2 with trace T and determinant D.

    T2 - 4 D is written as (c11 - c22)2 + 4 |c12|2, which is not negative and loses no digits; noise that makes D
    negative is cut off at a second eigenvalue of zero.
    """
    root = np.sqrt(np.square(c11 - c22) + 4 * (np.square(c12_real) + np.square(c12_imag)))
    trace = c11 + c22
    return (trace + root) / 2, np.maximum((trace - root) / 2, 0)


def entropy(first: Array, second: Array) -> Array:
    """Scattering entropy 0 to 1: -sum p log2 p of p = eigenvalue / sum.

    S. R. Cloude, "The dual polarization entropy/alpha decomposition", POLinSAR 2007.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        p = first / (first + second)
        q = 1 - p
        found: Array = -(p * np.log2(np.where(p > 0, p, 1)) + q * np.log2(np.where(q > 0, q, 1)))
    return found


def mean_alpha(c11: Array, c22: Array, c12_real: Array, c12_imag: Array) -> Array:
    """Mean scattering angle alpha in degrees: 0 all co-polarised, 90 all cross-polarised (Cloude 2007).

    alpha_i = arccos |v_i[0]| of the eigenvectors: cos(2 alpha_1) = (c11 - c22) / (l1 - l2), alpha_2 = 90 - alpha_1.
    """
    first, second = eigenvalues(c11, c22, c12_real, c12_imag)
    with np.errstate(invalid="ignore", divide="ignore"):
        trace = first + second
        turn = np.where(first > second, (c11 - c22) / (first - second), np.float32(0))
        one = np.rad2deg(np.arccos(np.clip(turn, -1, 1))) / 2
        found = (first * one + second * (90 - one)) / trace
    return np.where(trace > 0, found, np.float32(np.nan)).astype(np.float32)


def dprvi(c11: Array, c22: Array, c12_real: Array, c12_imag: Array) -> Array:
    """Dual-polarisation radar vegetation index 1 - m l1 / T, m = (l1 - l2) / T; 0 bare and smooth, 1 dense vegetation.

    D. Mandal et al., "Dual polarimetric radar vegetation index for crop growth monitoring using Sentinel-1 SAR data",
    Remote Sensing of Environment 247, 2020.
    """
    first, second = eigenvalues(c11, c22, c12_real, c12_imag)
    with np.errstate(invalid="ignore", divide="ignore"):
        trace = first + second
        found: Array = np.float32(1) - (first - second) / trace * first / trace
    return found


def cross_share(co: Array, cross: Array) -> Array:
    """q = cross / co, at most 1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Array = np.minimum(cross / co, np.float32(1))
    return found


def entropy_of_intensities(co: Array, cross: Array) -> Array:
    """Entropy of p = 1 / (1 + q), q / (1 + q): that of C2 with c12 = 0, for detected images."""
    q = cross_share(co, cross)
    return entropy(np.ones_like(q), q)


def scattering_angle_of_intensities(co: Array, cross: Array) -> Array:
    """theta_c = arctan((1 - q)2 / (1 - q + q2)) in degrees: 45 pure co-polarised (surface), 0 random (vegetation).

    N. Bhogapurapu et al., "Dual-polarimetric descriptors from Sentinel-1 GRD SAR data for crop growth assessment",
    ISPRS Journal of Photogrammetry and Remote Sensing 178, 2021.
    """
    q = cross_share(co, cross)
    found: Array = np.rad2deg(np.arctan(np.square(1 - q) / (1 - q + q * q)))
    return found


def dprvi_of_intensities(co: Array, cross: Array) -> Array:
    """DpRVIc = q (q + 3) / (1 + q)2 for detected images (Bhogapurapu et al. 2021): DpRVI of C2 with c12 = 0."""
    q = cross_share(co, cross)
    found: Array = q * (q + 3) / np.square(1 + q)
    return found


def normalised_difference(co: Array, cross: Array) -> Array:
    """(co - cross) / (co + cross), -1 to 1; the radar forest degradation index where the bands are HH and HV."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Array = (co - cross) / (co + cross)
    return found


def decibel(intensity: NDArray[Any]) -> Array:
    """10 log10 of intensity; NaN for zero and below."""
    values = np.asarray(intensity, np.float32)
    positive = np.where(values > 0, values, np.float32(np.nan))
    found: Array = np.log10(positive) * np.float32(10)
    return found
