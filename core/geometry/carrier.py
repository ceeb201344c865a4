"""The range phase of images with different centre frequencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .interface import Floats


class Ramp(Protocol):
    """A phase that is taken off an image before it is interpolated and put back on where it was interpolated."""

    def phase(self, burst: int, line: Floats, pixel: Floats) -> Floats:
        """Radians at positions in the image's file."""


@dataclass(frozen=True)
class CarrierRamp:
    """What turns an image's band around that of another one, so that interpolation keeps what both have in common.

    An echo from range R has the phase -4 pi R / wavelength in either image.
    """

    wavelength: float
    onto: float
    """Wavelengths of the image and of the other one, metres."""

    near: float
    """Slant range of the first sample, metres."""

    step: float

    def phase(self, burst: int, line: Floats, pixel: Floats) -> Floats:
        slant_range = self.near + pixel * self.step
        return -4 * np.pi * slant_range * (1 / self.wavelength - 1 / self.onto) + 0 * line
