"""Likelihood-ratio tests for equal backscatter: two dates, or any number of them.

A date is (bands, rows, cols) or (bands, pixels): linear intensities of independent bands, or the real and imaginary
parts of a covariance matrix, row by row above the diagonal: C11, Re C12, Im C12, C22 (p = 2); C11, Re C12, Im C12,
Re C13, Im C13, C22, Re C23, Im C23, C33 (p = 3). NaN is no data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from .classes import Direction
from .laws import Design, omnibus_law

Array = NDArray[np.float32]
Values = NDArray[np.float64]

BANDS = {2: 4, 3: 9}
"""Of a covariance matrix of p x p."""

DIAGONAL = {2: (0, 3), 3: (0, 5, 8)}
"""The bands that are intensities."""


def log_determinant(date: NDArray[np.floating[Any]], design: Design) -> Array:
    """ln |X| per pixel, without the axis of bands; NaN where a matrix is not positive definite."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if design.p == 1:
            found = np.log(date[0])
            for band in date[1:]:
                found += np.log(band)
        else:
            minors = _minors(date.astype(np.float64), design.p)
            found = np.where(np.all(minors > 0, axis=0), np.log(minors[-1]), np.nan)
    found[~np.isfinite(found)] = np.nan
    return np.asarray(found, np.float32)


def _minors(matrix: Values, p: int) -> Values:
    """The leading principal minors of a Hermitian matrix, (p, …): all positive where it is positive definite."""
    if p == 2:
        c11, real, imaginary, c22 = matrix
        return np.stack([c11, c11 * c22 - real**2 - imaginary**2])
    c11, c22, c33 = matrix[0], matrix[5], matrix[8]
    c12, c13, c23 = (matrix[band] + 1j * matrix[band + 1] for band in (1, 3, 6))
    second = c11 * c22 - np.abs(c12) ** 2
    third = c11 * c22 * c33 + 2 * np.real(c12 * c23 * np.conj(c13))
    third -= c11 * np.abs(c23) ** 2 + c22 * np.abs(c13) ** 2 + c33 * np.abs(c12) ** 2
    return np.stack([c11, second, third])


class Omnibus(NamedTuple):
    """The test that all dates are equal."""

    z: Array
    """-2 ln Q; 0 where fewer than two dates are valid."""

    dates: NDArray[np.int32]
    """Valid dates per pixel."""


def omnibus(dates: Array, logs: Array, design: Design) -> Omnibus:
    """-2 ln Q of (dates, bands, …) of which `logs` (dates, …) are the log-determinants, NaN for no data.

    ln Q = n {d k ln k + sum ln |X_i| - k ln |sum X_i|} for k dates of n looks and d rows (Conradsen et al., IEEE TGRS
    54(5), 2016), over the dates that are valid at a pixel.
    """
    count = np.zeros(logs.shape[1:], np.int32)
    total, each = np.zeros(dates.shape[1:], np.float32), np.zeros(logs.shape[1:], np.float32)
    for date, log in zip(dates, logs):
        valid = np.isfinite(log)
        if valid.all():
            total, each, count = total + date, each + log, count + 1
        else:
            total += np.where(valid, date, np.float32(0))
            each += np.where(valid, log, np.float32(0))
            count += valid
    together = np.where(count > 1, log_determinant(total, design), np.float32(0))
    weights = design.rows * special.xlogy(np.arange(len(dates) + 1), np.arange(len(dates) + 1))
    z = np.float32(-2 * design.looks) * (weights.astype(np.float32)[count] + each - count * together)
    return Omnibus(np.where(count > 1, np.maximum(z, 0), 0).astype(np.float32), count)


def omnibus_p_value(found: Omnibus, design: Design) -> Array:
    """Probability of so large a statistic under no change; NaN where fewer than two dates are valid."""
    p_value = np.full(found.z.shape, np.nan, np.float32)
    for count in np.flatnonzero(np.bincount(found.dates.ravel())[2:]) + 2:
        here = found.dates == count
        p_value[here] = omnibus_law(int(count), design).p_value(found.z[here])
    return p_value


def series_p_value(dates: Sequence[Array], design: Design) -> Array:
    """P-value, (…), that all of several dates (bands, …) have the same backscatter; for two dates the pair's."""
    stack = np.stack(dates)
    logs = np.stack([log_determinant(date, design) for date in stack])
    return omnibus_p_value(omnibus(stack, logs, design), design)


def pair_p_value(before: Array, after: Array, looks: float) -> Array:
    """Two-sided p-value that two gamma intensities of so many looks have the same mean; NaN where either is missing.

    Under no change their ratio follows Fisher's F(2n, 2n), whose survival function is an incomplete beta function.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        smaller = np.minimum(before, after) / (np.asarray(before, np.float64) + after)
    return np.asarray(2 * special.betainc(looks, looks, smaller), np.float32)


def direction(before: NDArray[np.floating[Any]], after: NDArray[np.floating[Any]], design: Design) -> NDArray[np.uint8]:
    """Increase where after - before is positive definite, decrease where it is negative definite, else mixed.

    The Loewner order of the two matrices (A. A. Nielsen, H. Skriver and K. Conradsen, "The Loewner order and direction
    of detected change in Sentinel-1 and Radarsat-2 data", IEEE GRSL 17(2), 2020). For intensities: all bands rise, all
    fall, or some of each.
    """
    difference = np.asarray(after, np.float64) - before
    if design.p == 1:
        rises, falls = np.all(difference > 0, axis=0), np.all(difference < 0, axis=0)
    else:
        rises, falls = (np.all(_minors(one, design.p) > 0, axis=0) for one in (difference, -difference))
    return np.select([rises, falls], [Direction.INCREASE, Direction.DECREASE], Direction.MIXED).astype(np.uint8)
