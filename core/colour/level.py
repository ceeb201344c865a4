"""What a colour network sees: logarithms of intensity relative to the level of the scene.

So a gain of the intensity (another calibration, digital numbers instead of sigma0) does not change the colours.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .spaces import Array

BOX = 4
"""Rows and columns of the means from which the level is taken: their speckle is small against the scene's contrast."""

QUANTILE = 0.75
"""Of the means. Above the median, so that a scene half of which is calm water has the level of its land."""


def scene_level(samples: Iterable[Array]) -> float:
    """Natural logarithm of the upper quartile of means of 4 x 4 pixels.

    Samples are linear intensity (rows, cols), NaN is missing; means with a missing pixel count where others are there.
    NaN without any.
    """
    means = [_box_means(sample) for sample in samples]
    together = np.concatenate([one[one > 0] for one in means]) if means else np.empty(0)
    return float(np.log(np.quantile(together, QUANTILE))) if together.size else float("nan")


def relative_logs(intensity: Array, level: float, limits: tuple[float, float]) -> Array:
    """Natural logarithm of intensity over exp(level), cut to the limits; NaN and intensities of 0 are missing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(intensity) - np.float32(level)
    missing = ~np.isfinite(logs)
    found: Array = np.clip(logs, *limits).astype(np.float32, copy=False)
    found[missing] = np.nan
    return found


def _box_means(sample: Array) -> Array:
    """Means of the valid pixels of each 4 x 4 box; what is left over at the end is dropped if there is a whole box."""
    rows, cols = (max(length // BOX, 1) for length in sample.shape)
    cut = sample[: rows * BOX, : cols * BOX]
    boxes = cut.reshape(rows, cut.shape[0] // rows, cols, cut.shape[1] // cols)
    valid = np.isfinite(boxes)
    count = valid.sum(axis=(1, 3))
    total = np.where(valid, boxes, 0).sum(axis=(1, 3), dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.where(count > 0, total / count, np.nan)
    return found
