"""Filters over a series of co-registered dates: arrays of linear intensity (…, rows, cols), NaN for no data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .moments import Array, local_mean

SHRINKAGE = 0.05
"""Share of the mean variance added to the covariance's diagonal, so that it can be inverted."""


def mean_ratio(dates: Sequence[Array], window: int, weights: NDArray[np.float64] | None = None) -> Array:
    """R = sum_i w_i I_i / s_i over the dates that are valid at a pixel, with w_i adding up to 1 there.

    s_i is date i's local mean. R is the part of Quegan and Yu's filter that all dates have in common: see
    `quegan_yu`. `weights` (dates, …) default to equal ones.
    """
    total = np.zeros(dates[0].shape, np.float32)
    used = np.zeros(dates[0].shape, np.float32)
    for index, date in enumerate(dates):
        weight = np.float32(1) if weights is None else weights[index].astype(np.float32)[..., np.newaxis, np.newaxis]
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = date / local_mean(date, window)
        valid = np.isfinite(ratio)
        total += np.where(valid, ratio * weight, np.float32(0))
        used += valid * weight
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Array = total / used
    return found


def quegan_yu(date: Array, ratio: Array, window: int) -> Array:
    """One date of the multi-temporal filter: J_k = s_k R, with R from `mean_ratio` over all dates.

    Speckle is averaged over time and space, while each date keeps its own local mean s_k. S. Quegan and J. J. Yu,
    "Filtering of multichannel SAR images", IEEE TGRS 39(11), 2001; for equal weights and uncorrelated dates.
    """
    found: Array = local_mean(date, window) * ratio
    found[np.isnan(date)] = np.nan
    return found


def expected_looks(looks: float, dates: int, pixels: float) -> float:
    """ENL that Quegan and Yu's filter gives on homogeneous ground: L M N / (M + N - 1) for M dates and N pixels."""
    return looks * dates * pixels / (dates + pixels - 1)


class Covariance:
    """Covariance between dates of what local means do not explain, band by band, from sample windows."""

    def __init__(self, bands: int, dates: int) -> None:
        self._sum = np.zeros((bands, dates, dates))
        self._count = np.zeros((bands, 1, 1))

    def add(self, dates: Sequence[Array], window: int) -> None:
        """One sample window of all dates, (bands, rows, cols) each."""
        with np.errstate(invalid="ignore", divide="ignore"):
            deviations = np.stack([date / local_mean(date, window) - 1 for date in dates], axis=1)
        for band, layers in enumerate(deviations):
            flat = layers.reshape(len(dates), -1).astype(np.float64)
            flat = flat[:, np.isfinite(flat).all(axis=0)]
            self._sum[band] += flat @ flat.T
            self._count[band] += flat.shape[1]

    def optimal_weights(self) -> NDArray[np.float64]:
        """w = C^-1 1 / (1' C^-1 1), (dates, bands): what makes the filtered speckle's variance least.

        Quegan and Yu 2001 for correlated dates, or dates of different looks. Where too little is valid on all
        dates at once, or a weight would be negative, equal weights stand in.
        """
        bands, dates, _ = self._sum.shape
        weights = np.full((dates, bands), 1 / dates)
        for band in range(bands):
            if self._count[band] < 10 * dates:
                continue
            covariance = self._sum[band] / self._count[band]
            covariance += SHRINKAGE * np.trace(covariance) / dates * np.eye(dates)
            solved = np.linalg.solve(covariance, np.ones(dates))
            if np.all(solved > 0):
                weights[:, band] = solved / solved.sum()
        return weights


def super_image(dates: Sequence[Array]) -> Array:
    """Mean over the valid dates of each pixel, NaN where there is none.

    The first step of RABASAR: W. Zhao, C.-A. Deledalle, L. Denis, H. Maitre, J.-M. Nicolas and F. Tupin,
    "Ratio-based multitemporal SAR images denoising: RABASAR", IEEE TGRS 57(6), 2019 (its arithmetic mean). The next
    ones are the ratio of a date to it, a speckle filter on that ratio, and multiplying back.
    """
    total, count = np.zeros(dates[0].shape, np.float32), np.zeros(dates[0].shape, np.float32)
    for date in dates:
        valid = np.isfinite(date)
        total += np.where(valid, date, np.float32(0))
        count += valid
    with np.errstate(invalid="ignore"):
        found: Array = total / count
    return found
