"""The range-Doppler equations of an image that was focused to zero Doppler.

A ground point X and the satellite at P with velocity V: (X - P) . V = 0 and |X - P| = R (Curlander, IEEE TGRS
20(3), 1982). Everything is in an Earth-fixed frame, in which ground points rest.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .ellipsoid import to_cartesian, to_geodetic, upward
from .interface import Floats, GroundPoints
from .orbit import Orbit

TIME_TOLERANCE = 1e-9
"""Seconds: 7 micrometres of the satellite's way."""

HEIGHT_TOLERANCE = 1e-5
"""Metres."""

MOST_STEPS = 20


class Sensed(NamedTuple):
    """When and how far away a point was seen. NaN where it was not."""

    azimuth_time: Floats
    """Zero-Doppler time, seconds after the epoch."""

    slant_range: Floats
    """Metres, one way."""


def sense(orbit: Orbit, latitude: Floats, longitude: Floats, height: Floats, right_looking: bool = True) -> Sensed:
    """Zero-Doppler time and slant range of ground points (degrees, metres above the ellipsoid).

    Newton's method on (X - P) . V over time, from the middle of the path. NaN for points on the side that the radar
    does not look at, beyond its horizon, and for those that it passed before or after the known part of the path.
    """
    points = to_cartesian(latitude, longitude, height)
    times = np.full(points.shape[1:], orbit.middle)
    for _ in range(MOST_STEPS):
        position, velocity, acceleration = orbit.at(times)
        sight = points - position
        step = _dot(sight, velocity) / (_dot(velocity, velocity) - _dot(sight, acceleration))
        times = np.clip(times + step, orbit.first, orbit.last)
        if not np.nanmax(np.abs(step), initial=0.0) > TIME_TOLERANCE:
            break
        if np.all((np.abs(step) <= TIME_TOLERANCE) | _outside(times, orbit) | np.isnan(step)):
            break
    position, velocity, _ = orbit.at(times)
    sight = points - position
    seen = (_dot(sight, _sideward(position, velocity)) > 0) == right_looking
    seen &= _dot(sight, upward(latitude, longitude)) < 0
    seen &= (np.abs(step) <= 1e3 * TIME_TOLERANCE) & ~_outside(times, orbit)
    return Sensed(np.where(seen, times, np.nan), np.where(seen, np.sqrt(_dot(sight, sight)), np.nan))


def locate(
    orbit: Orbit, azimuth_time: Floats, slant_range: Floats, height: Floats, right_looking: bool = True
) -> GroundPoints:
    """The ground point at a zero-Doppler time, slant range (m) and height above the ellipsoid (m).

    The points at range R in the zero-Doppler plane form a circle around the satellite; Newton's method finds the angle
    on it at which the geodetic height is the given one. NaN where the circle does not reach that height, or beyond the
    horizon.
    """
    position, velocity, _ = orbit.at(azimuth_time)
    ahead = velocity / np.sqrt(_dot(velocity, velocity))
    down = -position + _dot(position, ahead) * ahead
    down /= np.sqrt(_dot(down, down))
    side = _cross(down, ahead) * (1.0 if right_looking else -1.0)
    angle = _first_angle(position, slant_range, height)
    for _ in range(MOST_STEPS):
        point = position + slant_range * (np.cos(angle) * down + np.sin(angle) * side)
        latitude, longitude, found = to_geodetic(point)
        rise = slant_range * _dot(np.cos(angle) * side - np.sin(angle) * down, upward(latitude, longitude))
        with np.errstate(divide="ignore", invalid="ignore"):
            angle = angle + (height - found) / rise
        if not np.nanmax(np.abs(height - found), initial=0.0) > HEIGHT_TOLERANCE:
            break
    met = (np.abs(height - found) <= HEIGHT_TOLERANCE) & (_dot(position - point, upward(latitude, longitude)) > 0)
    return GroundPoints(np.where(met, latitude, np.nan), np.where(met, longitude, np.nan))


def toward_radar(orbit: Orbit, azimuth_time: Floats, points: Floats) -> Floats:
    """Unit vectors (3, ...) from Cartesian ground points to the satellite at its zero-Doppler times."""
    sight = orbit.at(azimuth_time).position - points
    return sight / np.sqrt(_dot(sight, sight))


def incidence_angle(
    orbit: Orbit, azimuth_time: Floats, latitude: Floats, longitude: Floats, height: Floats
) -> Floats:
    """Degrees between the direction to the radar and the ellipsoid's normal."""
    sight = toward_radar(orbit, azimuth_time, to_cartesian(latitude, longitude, height))
    return np.degrees(np.arccos(np.clip(_dot(sight, upward(latitude, longitude)), -1.0, 1.0)))


def _first_angle(position: Floats, slant_range: Floats, height: Floats) -> Floats:
    """From straight down, on a sphere through the point below the satellite (law of cosines)."""
    distance = np.sqrt(_dot(position, position))
    radius = distance - to_geodetic(position)[2] + height
    with np.errstate(invalid="ignore"):
        cosine = (distance**2 + slant_range**2 - radius**2) / (2 * distance * slant_range)
        return np.arccos(np.where(np.abs(cosine) <= 1, cosine, np.nan))


def _outside(times: Floats, orbit: Orbit) -> NDArray[np.bool_]:
    return (times <= orbit.first) | (times >= orbit.last)


def _sideward(position: Floats, velocity: Floats) -> Floats:
    """To the right of the flight direction, seen from above."""
    return _cross(velocity, position)


def _dot(first: Floats, second: Floats) -> Floats:
    return np.einsum("i...,i...->...", first, second)


def _cross(first: Floats, second: Floats) -> Floats:
    return np.stack([
        first[1] * second[2] - first[2] * second[1],
        first[2] * second[0] - first[0] * second[2],
        first[0] * second[1] - first[1] * second[0],
    ])  # fmt: skip
