"""Why a place was called changed: figures of a pixel or a polygon, the likely kind of change, and a sentence.

The rules for kinds are written down in docs/algorithms.md. Arrays of linear intensity in, arrays out.
"""

from __future__ import annotations

from enum import Enum, IntFlag
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .classes import Direction
from .ratio import Array, log_ratio, strongest

NEIGHBOURS = 5
"""Pixels a side of the neighbourhood that agrees or not."""

NOISE_DB = -22.0
"""Noise-equivalent sigma nought that Sentinel-1 promises in its IW mode: backscatter below it is mostly noise."""

WATER_DB, BRIGHT_DB = -16.0, -3.0
"""First polarisation, calibrated: calm water lies below the one, buildings and ships above the other."""

WATER_BELOW_SCENE_DB, BRIGHT_ABOVE_SCENE_DB = -6.0, 8.0
"""The same against the scene's median, where the input is not calibrated."""

CALIBRATED_DB = (-35.0, 0.0)
"""Where the median of calibrated backscatter of land or water lies; digital numbers lie far above."""

LEAST_DB = 1.0
"""A difference that tells a kind."""

SPECKLE_ALONE = 0.05
"""P-value above which the sentence says that there may be no change at all."""


class Quality(IntFlag):
    """What makes a pixel's figures less certain."""

    GOOD = 0
    BORDER = 1
    """No data, or the raster's end, within what was averaged."""

    NEAR_NOISE = 2
    """Both dates are about as dark as the radar's own noise."""

    MISREGISTRATION = 4
    """The measured shift between the dates explains at least half of the difference."""

    LAYOVER = 8
    """Several pieces of ground lie in one pixel, by a mask that was given."""

    SHADOW = 16
    """The radar does not see the ground, by a mask that was given."""


UNTELLABLE = Quality.NEAR_NOISE | Quality.MISREGISTRATION | Quality.LAYOVER | Quality.SHADOW
"""What leaves the kind of a change open."""

DOUBTS = {
    Quality.BORDER: "it lies beside missing data",
    Quality.NEAR_NOISE: "both dates are near the radar's noise",
    Quality.MISREGISTRATION: "the shift between the dates may have made it",
    Quality.LAYOVER: "it lies in layover",
    Quality.SHADOW: "it lies in the radar's shadow",
}
"""What a sentence says of a flag."""


class Kind(Enum):
    """What a change is likely to be."""

    WATER_APPEARED = "water appeared"
    WATER_RECEDED = "water receded"
    BRIGHT_APPEARED = "bright object appeared"
    BRIGHT_VANISHED = "bright object vanished"
    LOSS = "vegetation or surface loss"
    GAIN = "vegetation or surface gain"
    UNSPECIFIED = "unspecified"


class Levels(NamedTuple):
    """Backscatter in dB of the first polarisation that rules refer to."""

    water: float
    bright: float
    noise: float
    """Minus infinite where the input is not calibrated: then noise cannot be told from dark ground."""

    calibrated: bool


class Figures(NamedTuple):
    """Of a pixel, or means over a polygon."""

    before_db: float
    after_db: float
    p_value: float
    agreement: float
    """Share of the pixels around with the same direction of change."""

    distance: float
    """Of the strength's magnitude above the threshold, in the unit of the measure."""

    quality: Quality = Quality.GOOD
    direction: Direction = Direction.NONE
    """Of the change, by all bands; NONE where it is not known."""

    @property
    def difference_db(self) -> float:
        return self.after_db - self.before_db

    @property
    def contradicted(self) -> bool:
        """Whether the first polarisation went the other way than the change."""
        against = {Direction.DECREASE: self.difference_db > 0, Direction.INCREASE: self.difference_db < 0}
        return against.get(self.direction, False)


def levels(median_db: float, calibrated: bool | None = None) -> Levels:
    """The levels for a scene of such a median of the first polarisation, in dB.

    Whether it is calibrated is judged by the median (CALIBRATED_DB) unless it is said.
    """
    if calibrated is None:
        calibrated = CALIBRATED_DB[0] < median_db < CALIBRATED_DB[1]
    if calibrated:
        return Levels(WATER_DB, BRIGHT_DB, NOISE_DB, True)
    return Levels(median_db + WATER_BELOW_SCENE_DB, median_db + BRIGHT_ABOVE_SCENE_DB, -np.inf, False)


def kind(figures: Figures, at: Levels) -> Kind:
    """The likely kind of a change; the first rule that fits counts."""
    before, after, difference = figures.before_db, figures.after_db, figures.difference_db
    if not abs(difference) >= LEAST_DB or figures.quality & UNTELLABLE or figures.contradicted:
        return Kind.UNSPECIFIED
    if difference > 0 and after >= at.bright:
        return Kind.BRIGHT_APPEARED
    if difference < 0 and before >= at.bright:
        return Kind.BRIGHT_VANISHED
    if difference < 0 and after < at.water <= before:
        return Kind.WATER_APPEARED
    if difference > 0 and before < at.water <= after:
        return Kind.WATER_RECEDED
    if max(before, after) < at.water:
        return Kind.UNSPECIFIED
    return Kind.GAIN if difference > 0 else Kind.LOSS


def sentence(figures: Figures, at: Levels, unit: str = "dB") -> str:
    """The figures in words; what is not known (NaN) is left out."""
    if np.isnan(figures.difference_db):
        return "Unspecified: the first band has no data here."
    way = "brighter" if figures.difference_db > 0 else "darker"
    scale = "" if at.calibrated else " (not calibrated: levels are relative to the scene)"
    chance = f"; unchanged speckle differs as much with a probability of {figures.p_value:.2g}"
    found = kind(figures, at)
    name = "Of unspecified kind" if found is Kind.UNSPECIFIED else f"Likely {found.value}"
    words = (
        f"{name}: {abs(figures.difference_db):.1f} dB {way}, from {figures.before_db:.1f} to "
        f"{figures.after_db:.1f} dB{scale}{'' if np.isnan(figures.p_value) else chance}; {figures.agreement:.0%} of "
        f"the pixels around agree; {_distance(figures.distance, unit)}."
    )
    if figures.contradicted:
        change = "a decrease" if figures.direction is Direction.DECREASE else "an increase"
        words += f" It counts as {change} by another band, or by the pixels around."
    said = [text for flag, text in DOUBTS.items() if figures.quality & flag]
    said += ["speckle alone may have made it"] if figures.p_value > SPECKLE_ALONE else []
    return f"{words} Doubtful: {', and '.join(said)}." if said else words


def _distance(distance: float, unit: str) -> str:
    place = "above" if distance > 0 else "below"
    if unit == "probability":
        return f"its probability lies {abs(distance):.2f} {place} the threshold"
    return f"{abs(distance):.2f} {unit} {place} the threshold"


def agreement(classes: NDArray[np.uint8]) -> Array:
    """Share of the valid pixels around each (NEIGHBOURS a side, itself left out) of its own class; NaN for no data."""
    valid = classes != Direction.NO_DATA
    area = NEIGHBOURS**2
    around = _window_sum(valid, area) - valid
    found = np.full(classes.shape, np.nan, np.float32)
    for one in (Direction.DECREASE, Direction.NONE, Direction.INCREASE):
        here = classes == one
        same = _window_sum(here, area) - here
        found[here] = np.where(around > 0, same / np.maximum(around, 1), 0)[here]
    return found


def _window_sum(mask: NDArray[np.bool_], area: int) -> NDArray[np.float32]:
    mean = ndimage.uniform_filter(mask.astype(np.float32), NEIGHBOURS, mode="constant")
    return np.rint(mean * area).astype(np.float32)


def quality(before: Array, after: Array, border: int, noise_db: float, shift: tuple[float, float]) -> NDArray[np.uint8]:
    """Flags of Quality per pixel from averaged intensities (bands, rows, cols); 0 where there is no data too.

    `border`: pixels that were averaged around each; `shift`: rows and columns by which the after image still lies off
    (0 where it is not known). The after image is then the before image less its gradient times the shift.
    """
    valid = np.isfinite(before).all(axis=0) & np.isfinite(after).all(axis=0)
    inner = ndimage.binary_erosion(valid, np.ones((2 * border + 1,) * 2)) if border else valid
    flags = _flagged(valid & ~inner, Quality.BORDER)
    dark = np.all(np.maximum(before, after)[:1] < 10 ** (noise_db / 10), axis=0)
    flags |= _flagged(valid & dark, Quality.NEAR_NOISE)
    if shift != (0.0, 0.0):
        difference = log_ratio(before, after)
        slopes = [np.gradient(10 * np.log10(before), axis=axis) for axis in (1, 2)]
        left = difference + slopes[0] * np.float32(shift[0]) + slopes[1] * np.float32(shift[1])
        explained = np.abs(strongest(left.astype(np.float32))) <= np.abs(strongest(difference)) / 2
        flags |= _flagged(valid & explained, Quality.MISREGISTRATION)
    return flags


def unseen(layover: NDArray[np.bool_], shadow: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The flags of a mask."""
    return _flagged(layover, Quality.LAYOVER) | _flagged(shadow, Quality.SHADOW)


def _flagged(where: NDArray[np.bool_], flag: Quality) -> NDArray[np.uint8]:
    return where * np.uint8(flag)
