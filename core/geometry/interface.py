"""What every radar geometry answers: where a point of the ground lies in the image, and back."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SPEED_OF_LIGHT = 299_792_458.0
"""Metres a second in vacuum."""


class ImagePoints(NamedTuple):
    """Positions in an image; 0, 0 is the centre of the first sample. NaN where a point is not imaged."""

    line: Floats
    pixel: Floats


class GroundPoints(NamedTuple):
    """Positions on the ground, geodetic degrees on WGS 84. NaN where there is no such point."""

    latitude: Floats
    longitude: Floats


class RadarGeometry(Protocol):
    """Ground to image, and back; arrays of one shape in, arrays of that shape out."""

    def __call__(self, latitude: Floats, longitude: Floats, height: Floats) -> ImagePoints:
        """Where points of the ground lie in the image; degrees, metres above the ellipsoid."""

    def back(self, line: Floats, pixel: Floats, height: Floats) -> GroundPoints:
        """Where on the ground an image position lies, given its height above the ellipsoid in metres."""
