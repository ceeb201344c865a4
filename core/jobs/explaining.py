"""Why pixels were called changed, as a raster of several bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..change import log_ratio
from ..change.explanation import NEIGHBOURS, Levels, agreement, levels, quality
from ..change.laws import Design
from ..change.likelihood import series_p_value
from ..registration import Shift
from ..speckle import boxcar
from .opening import Array, Backscatter, Log


def explanation_bands(names: Sequence[str]) -> list[str]:
    """What the bands hold, for polarisations of such names."""
    figures = ("before (dB)", "after (dB)", "difference (dB)")
    each = [f"{name} {figure}" for name in names for figure in figures]
    return [*each, "p-value", "neighbours that agree", "distance to the threshold",
            "flags: 1 border, 2 near noise, 4 misregistration"]  # fmt: skip


def scene_levels(before: Backscatter, log: Log) -> Levels:
    """The levels that rules and flags refer to, by the median of the before image's first band."""
    values = np.concatenate([sample[0].ravel() for sample in before.samples()])
    found = levels(10 * float(np.log10(np.nanmedian(values))))
    log(
        "Explanation: backscatter is taken as calibrated, water and noise levels are absolute."
        if found.calibrated
        else "Explanation: backscatter is not calibrated, so levels are relative to the scene and noise cannot be told."
    )
    return found


@dataclass(frozen=True)
class Explanation:
    """Intensities of both dates, strength and classes in; the bands of `explanation_bands` out."""

    window: int
    """Side of the means of which figures and p-value are; 1 for single pixels."""

    looks: float
    """Of those means."""

    gain: Array
    """Of the after image, to be removed, (bands, 1, 1)."""

    limit: float
    noise_db: float
    shift: tuple[float, float]
    """By which the after image still lies off; 0 where it is corrected or not known."""

    @property
    def halo(self) -> int:
        return self.window + NEIGHBOURS // 2

    def __call__(self, first: Array, second: Array, strength: Array, classes: NDArray[np.uint8]) -> Array:
        second = second / self.gain
        both = np.isfinite(first).all(axis=0) & np.isfinite(second).all(axis=0)
        before, after = (np.where(both, boxcar(one, self.window), np.nan).astype(np.float32) for one in (first, second))
        p_value = series_p_value([before, after], Design(self.looks, 1, len(before)))
        decibels = [10 * np.log10(date) for date in (before, after)]
        differences = log_ratio(before, after)
        each = np.stack([*decibels, differences], axis=1).reshape(-1, *both.shape)
        flags = quality(before, after, self.window // 2, self.noise_db, self.shift).astype(np.float32)
        distance = np.abs(strength[0]) - np.float32(self.limit)
        last = [p_value, agreement(classes[0]), distance, np.where(both, flags, np.nan)]
        return np.concatenate([each, np.stack(last)]).astype(np.float32)


def remaining(shift: Shift, corrected: bool) -> tuple[float, float]:
    """The shift that was not corrected, where it is known to be one: greater than twice its error."""
    certain = shift.known and not corrected and shift.length > 2 * shift.error
    return (shift.rows, shift.cols) if certain else (0.0, 0.0)
