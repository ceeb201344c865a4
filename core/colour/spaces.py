"""sRGB and CIELAB (D65, 2 degree observer): colours in which equal steps look equal.

RGB is 0 to 1, gamma-encoded, (3, ...). Lab is L* 0 to 100, a*, b*, (3, ...). sRGB: IEC 61966-2-1. CIELAB: CIE 15.
The white point is the sum of the sRGB primaries, so that grey has a* = b* = 0.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], np.float64
)  # fmt: skip
TO_RGB = np.linalg.inv(TO_XYZ)
WHITE = TO_XYZ.sum(axis=1)

EPSILON, KAPPA = 216 / 24389, 24389 / 27
"""Where CIELAB's cube root begins, and the slope below it, as exact fractions (CIE 15)."""

CHROMA_LEVELS, CHROMA_HUES = 101, 361
HIGHEST_CHROMA = 140.0
"""Above the most colourful sRGB colour, blue with 134."""


def rgb_to_lab(rgb: NDArray[Any]) -> Array:
    """CIELAB of sRGB."""
    values = np.asarray(rgb, np.float32)
    with np.errstate(invalid="ignore"):
        linear = np.where(values > 0.04045, ((values + 0.055) / 1.055) ** 2.4, values / 12.92)
    relative = np.tensordot((TO_XYZ / WHITE[:, np.newaxis]).astype(np.float32), linear, axes=1)
    with np.errstate(invalid="ignore"):
        f = np.where(relative > EPSILON, np.cbrt(relative), (KAPPA * relative + 16) / 116)
    lab: Array = np.stack([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]).astype(np.float32)
    return lab


def lab_to_rgb(lab: NDArray[Any]) -> Array:
    """sRGB of CIELAB; outside 0 to 1 where a screen cannot show the colour."""
    values = np.asarray(lab, np.float32)
    middle = (values[0] + 16) / 116
    f = np.stack([middle + values[1] / 500, middle, middle - values[2] / 200])
    relative = np.where(f > np.float32(6 / 29), f * f * f, (116 * f - 16) / np.float32(KAPPA))
    linear = np.tensordot((TO_RGB * WHITE).astype(np.float32), relative, axes=1)
    with np.errstate(invalid="ignore"):
        curved = 1.055 * np.power(np.maximum(linear, 0), np.float32(1 / 2.4)) - 0.055
    rgb: Array = np.where(linear > 0.0031308, curved, 12.92 * linear).astype(np.float32)
    return rgb


def lch_to_lab(lightness: NDArray[Any], chroma: NDArray[Any], hue: NDArray[Any]) -> Array:
    """CIELAB of lightness, chroma and hue in degrees."""
    radians = np.deg2rad(hue)
    lab: Array = np.stack([lightness, chroma * np.cos(radians), chroma * np.sin(radians)]).astype(np.float32)
    return lab


def coloured(lightness: Array, colourfulness: Array, hue: Array) -> Array:
    """sRGB (3, ...) of L* 0 to 100, a share 0 to 1 of the greatest chroma that a screen shows, and hue in degrees.

    So brightness always means the same, whatever the colour. NaN stays NaN.
    """
    valid = np.isfinite(lightness) & np.isfinite(colourfulness) & np.isfinite(hue)
    level = np.where(valid, lightness, 0)
    degrees = np.where(valid, hue, 0) % 360
    most = greatest_chroma()[np.rint(level).astype(np.intp), np.rint(degrees).astype(np.intp)]
    rgb = np.clip(lab_to_rgb(lch_to_lab(level, most * np.where(valid, colourfulness, 0), degrees)), 0, 1)
    return np.where(valid, rgb, np.float32(np.nan))


@lru_cache(maxsize=1)
def greatest_chroma() -> Array:
    """The greatest chroma in sRGB by whole L* (0 to 100) and whole degree of hue (0 to 360), by bisection.

    A little less than the greatest at either neighbour, so that rounding never leaves the gamut by a grey level.
    """
    lightness, hue = np.meshgrid(np.arange(CHROMA_LEVELS), np.arange(CHROMA_HUES), indexing="ij")
    low, high = np.zeros(lightness.shape), np.full(lightness.shape, HIGHEST_CHROMA)
    for _ in range(12):
        middle = (low + high) / 2
        rgb = lab_to_rgb(lch_to_lab(lightness, middle, hue))
        inside = (rgb.min(axis=0) >= -1e-4) & (rgb.max(axis=0) <= 1 + 1e-4)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return low.astype(np.float32)
