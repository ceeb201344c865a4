"""The geometry of an image from orbit and timing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .image_axes import Columns, Lines
from .interface import SPEED_OF_LIGHT, Floats, GroundPoints, ImagePoints
from .orbit import Orbit
from .zero_doppler import Sensed, incidence_angle, locate, sense


@dataclass(frozen=True)
class Bistatic:
    """How an image's lines depart from zero-Doppler time because the satellite moves between pulse and echo.

    Sentinel-1's processor corrects all columns of a line by the delay at one range; what is left over the swath is
    half the difference of the two-way travel times: line time = zero-Doppler time - offset - slope (tau - reference),
    slope 1/2 (Gisinger et al., IEEE TGRS 59(2), 2021, equation 21). Over an IW swath that is 0.36 line, 5 m.
    """

    slope: float = 0.0
    reference: float = 0.0
    """Two-way travel time without shift, seconds."""

    def shift(self, slant_range: Floats) -> Floats:
        """Zero-Doppler time less line time, seconds."""
        return self.slope * (2 * slant_range / SPEED_OF_LIGHT - self.reference)


@dataclass(frozen=True)
class RangeDoppler:
    """A RadarGeometry from orbit, line times and column ranges."""

    orbit: Orbit
    lines: Lines
    columns: Columns
    bistatic: Bistatic = Bistatic()
    right_looking: bool = True

    def __call__(self, latitude: Floats, longitude: Floats, height: Floats) -> ImagePoints:
        return self.place(self.sense(latitude, longitude, height))

    def back(self, line: Floats, pixel: Floats, height: Floats) -> GroundPoints:
        return self.locate(self.seen_at(line, pixel), height)

    def sense(self, latitude: Floats, longitude: Floats, height: Floats) -> Sensed:
        """Zero-Doppler time and slant range of ground points: smooth functions of the ground, whatever the image."""
        return sense(self.orbit, latitude, longitude, height, self.right_looking)

    def locate(self, sensed: Sensed, height: Floats) -> GroundPoints:
        """The inverse of `sense`."""
        return locate(self.orbit, *sensed, height, self.right_looking)

    def place(self, sensed: Sensed) -> ImagePoints:
        """Image position of a zero-Doppler time and slant range."""
        times = self.line_time(sensed)
        return ImagePoints(self.lines.line(times), self.columns.pixel(times, sensed.slant_range))

    def seen_at(self, line: Floats, pixel: Floats) -> Sensed:
        """The inverse of `place`."""
        times = self.lines.time(np.asarray(line, np.float64))
        slant_range = self.columns.slant_range(times, np.asarray(pixel, np.float64))
        return Sensed(times + self.bistatic.shift(slant_range), slant_range)

    def line_time(self, sensed: Sensed) -> Floats:
        """Time of the line in which a point appears."""
        return sensed.azimuth_time - self.bistatic.shift(sensed.slant_range)

    def incidence(self, latitude: Floats, longitude: Floats, height: Floats) -> Floats:
        """Degrees between the direction to the radar and the ellipsoid's normal."""
        seen = self.sense(latitude, longitude, height)
        return incidence_angle(self.orbit, seen.azimuth_time, latitude, longitude, height)
