"""A satellite's path between its annotated state vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..errors import InputError
from .interface import Floats

DEGREE = 7
"""Of the path's polynomials. Over the 150 s of the 16 or 17 vectors of a Sentinel-1 product, the slant ranges of the
product's own geolocation grid are met within 0.4 to 0.7 mm rms by degree 4, 0.05 to 0.09 by degree 5, 0.01 to
0.04 by degree 6, 0.003 to 0.018 by degree 7, and no better by higher ones; by a cubic Hermite spline within 0.15 mm
(tests/benchmarks/bench_geometry.py)."""

FEWEST_VECTORS = 4

AROUND = 75.0
"""Seconds before and after an image from which state vectors are used: what Sentinel-1's annotations hold."""


class State(NamedTuple):
    """Position (m), velocity (m/s) and acceleration (m/s2), Earth-fixed, each (3, ...)."""

    position: Floats
    velocity: Floats
    acceleration: Floats


@dataclass(frozen=True)
class StateVectors:
    """Where a satellite was at some times, in an Earth-fixed frame."""

    times: Floats
    """Seconds after an epoch, rising."""

    positions: Floats
    """Metres, (number, 3)."""

    velocities: Floats
    """Metres a second in the rotating frame, (number, 3)."""

    def around(self, start: float, stop: float) -> StateVectors:
        """The vectors within AROUND seconds of an interval."""
        near = (self.times >= start - AROUND) & (self.times <= stop + AROUND)
        return StateVectors(self.times[near], self.positions[near], self.velocities[near])


@dataclass(frozen=True)
class Orbit:
    """Polynomials in time for the three coordinates."""

    coefficients: Floats
    """(degree + 1, 3), metres, for powers of (time - middle) / scale."""

    middle: float
    scale: float
    first: float
    last: float
    """Seconds after the epoch: the path is known in between, and nowhere else."""

    position_residual: float
    """Root mean square of a coordinate at the state vectors, metres."""

    velocity_residual: float
    """The same for the velocities, which were not used: metres a second."""

    def at(self, times: Floats) -> State:
        """Position, velocity and acceleration by one Horner scheme for all three."""
        s = (np.asarray(times, np.float64) - self.middle) / self.scale
        value = np.zeros((3, *s.shape))
        slope, curve = np.zeros_like(value), np.zeros_like(value)
        for row in self.coefficients[::-1]:
            curve = curve * s + slope
            slope = slope * s + value
            value = value * s + row.reshape(3, *[1] * s.ndim)
        return State(value, slope / self.scale, 2 * curve / self.scale**2)


def fit_orbit(vectors: StateVectors, start: float, stop: float, degree: int = DEGREE) -> Orbit:
    """The path during an image that was taken between two times.

    Least squares on the positions, which are annotated to micrometres; the velocities (to a micrometre a second, but
    with noise of 0.02 mm/s) stay outside as a check. InputError where the vectors do not enclose the image.
    """
    used = vectors.around(start, stop)
    if used.times.size < FEWEST_VECTORS or used.times[0] > start or used.times[-1] < stop:
        raise InputError(
            "The orbit's state vectors do not cover the time of the image: choose the orbit file of that satellite "
            "and day, or none."
        )
    middle, scale = float(used.times.mean()), float(np.ptp(used.times)) / 2
    s = (used.times - middle) / scale
    powers = np.vander(s, min(degree, used.times.size - 1) + 1, increasing=True)
    coefficients = np.linalg.lstsq(powers, used.positions, rcond=None)[0]
    orbit = Orbit(coefficients, middle, scale, float(used.times[0]), float(used.times[-1]), 0.0, 0.0)
    found = orbit.at(used.times)
    apart = _rms(found.position.T - used.positions), _rms(found.velocity.T - used.velocities)
    if apart[1] > 1.0:
        raise InputError(
            f"The orbit's positions and velocities contradict each other by {apart[1]:.3g} m/s: the state vectors are "
            "damaged. Download the product or the orbit file again."
        )
    return Orbit(coefficients, middle, scale, orbit.first, orbit.last, *apart)


def _rms(values: Floats) -> float:
    return float(np.sqrt(np.mean(values * values)))
