"""Calibrated intensity from detected numbers."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

FLOOR = 0.01
"""Where noise removal leaves less than this share of the noise itself, this much of it stays: below lies nothing that
the sensor has measured, and a hole or a negative intensity would be of no use in decibel."""


class Quantity(Enum):
    """Radar cross-section per area: on the ground (sigma0), in the slant plane (beta0), across the look (gamma0)."""

    SIGMA0 = "sigma0"
    BETA0 = "beta0"
    GAMMA0 = "gamma0"

    @property
    def table(self) -> str:
        """Its name in Sentinel-1's calibration annotation."""
        return {Quantity.SIGMA0: "sigmaNought", Quantity.BETA0: "betaNought", Quantity.GAMMA0: "gamma"}[self]


def backscatter(
    amplitude: NDArray[np.float32], factors: NDArray[np.float64], noise: NDArray[np.float64] | None = None
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Intensity (DN^2 - noise) / factor^2 and where it was raised to the floor.

    `amplitude` are the digital numbers; zero and NaN are no data, which becomes NaN. Source: Sentinel-1 Radiometric
    Calibration of Products, ESA-EOPG-CSCOP-TN-0002, 2015.
    """
    power = amplitude.astype(np.float64) ** 2
    seen = power > 0
    low = np.zeros(power.shape, bool)
    if noise is not None:
        left = power - noise
        low = seen & (left < FLOOR * noise)
        power = np.where(low, FLOOR * noise, left)
    return np.where(seen, power / factors**2, np.nan).astype(np.float32), low
