"""Colour ramps for one band, in which equal steps of the value look equal.

Each is a path through CIELAB that gets lighter all the way (so it survives grey printing and colour-blind eyes),
walked at equal CIELAB distance per step.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from .spaces import Array, lab_to_rgb, lch_to_lab

STEPS = 256

PATHS: dict[str, Sequence[tuple[float, float, float]]] = {
    "grey": [(0, 0, 0), (100, 0, 0)],
    "lake": [(8, 24, 290), (25, 28, 272), (45, 24, 215), (65, 38, 160), (93, 62, 100)],
    "ember": [(4, 10, 300), (25, 42, 330), (45, 58, 375), (65, 62, 405), (80, 50, 430), (95, 25, 460)],
}
"""Points (L*, chroma, hue in degrees) that a ramp passes, straight in these three: dark blue over green to yellow, and
black over purple and orange to light yellow. All of it can be shown on an sRGB screen."""

RAMPS = tuple(PATHS)


@lru_cache(maxsize=len(PATHS))
def ramp(name: str) -> Array:
    """sRGB 0 to 1, (3, STEPS), from low to high values."""
    lightness, chroma, hue = np.array(PATHS[name], np.float64).T
    along = np.linspace(lightness[0], lightness[-1], 40 * STEPS)
    lab = lch_to_lab(along, np.interp(along, lightness, chroma), np.interp(along, lightness, hue)).astype(np.float64)
    walked = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(lab, axis=1), axis=0))])
    even = np.linspace(0, walked[-1], STEPS)
    return np.clip(lab_to_rgb(np.stack([np.interp(even, walked, one) for one in lab])), 0, 1)


def through(name: str, share: Array) -> Array:
    """sRGB (3, rows, cols) of values 0 to 1 through a ramp; NaN stays NaN."""
    valid = np.isfinite(share)
    step = np.rint(np.where(valid, share, 0) * np.float32(STEPS - 1)).astype(np.intp)
    return np.where(valid, ramp(name)[:, step], np.float32(np.nan))
