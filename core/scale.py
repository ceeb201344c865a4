"""The three ways in which a radar raster states backscatter, and how to tell them apart."""

from __future__ import annotations

import re
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from .errors import InputError

Array = NDArray[np.float32]

TOLERATED_NEGATIVES = 0.05
"""Noise subtraction leaves a few negative intensities; they are no data. More of them mean another scale."""

LEAST_DECIBEL = 0.25
"""Median magnitude below which values are no decibel, however many are negative: dark intensities less their noise."""


class Scale(Enum):
    """Amplitude, intensity = amplitude squared (sigma0, gamma0, beta0: linear), or decibel = 10 log10 intensity."""

    AMPLITUDE = "amplitude"
    INTENSITY = "intensity"
    DECIBEL = "decibel"

    def to_intensity(self, values: Array) -> Array:
        """Linear intensity; NaN where there is no data, which zero and negative intensity also are."""
        with np.errstate(invalid="ignore", over="ignore"):
            if self is Scale.DECIBEL:
                linear = np.power(np.float32(10), values * np.float32(0.1))
                return np.where(np.isfinite(linear), linear, np.float32(np.nan))
            linear = values * values if self is Scale.AMPLITUDE else values
            return np.where((values > 0) & np.isfinite(linear), linear, np.float32(np.nan))

    def from_intensity(self, intensity: Array) -> Array:
        """Intensity in this scale; NaN stays NaN."""
        if self is Scale.INTENSITY:
            return intensity
        with np.errstate(invalid="ignore", divide="ignore"):
            values: Array = np.sqrt(intensity) if self is Scale.AMPLITUDE else np.log10(intensity) * np.float32(10)
            return values

    @property
    def unit(self) -> str:
        return {Scale.AMPLITUDE: "amplitude", Scale.INTENSITY: "intensity", Scale.DECIBEL: "dB"}[self]


_WORDS = {
    Scale.DECIBEL: {"db", "dbs", "decibel"},
    Scale.AMPLITUDE: {"amp", "amplitude", "dn", "digital", "mag", "magnitude"},
    Scale.INTENSITY: {"intensity", "power", "pow", "linear"},
}
"""Most telling first: SNAP calls an intensity in decibel Intensity_VV_db."""


def detect(sample: Array, words: str = "", integer: bool = False) -> Scale:
    """Guess the scale of a raster.

    In this order: a word in its unit, band names or file name (`words`); values below zero (decibel, unless they are
    tiny); integer or complex storage (`integer`: digital numbers are amplitude); else linear intensity, as
    SNAP, Orfeo and OPERA deliver calibrated floats.
    """
    said = set(re.split(r"[^a-z]+", words.lower()))
    for scale, telling in _WORDS.items():
        if said & telling:
            return scale
    values = sample[np.isfinite(sample)]
    if _negative(values) > TOLERATED_NEGATIVES and not _dark(values):
        return Scale.DECIBEL
    return Scale.AMPLITUDE if integer else Scale.INTENSITY


def check(scale: Scale, sample: Array, name: str) -> None:
    """Raise InputError when a sample of the raster cannot be in `scale`."""
    values = sample[np.isfinite(sample)]
    if not values.size:
        return
    negative = _negative(values)
    less_noise = scale is Scale.INTENSITY and _dark(values)
    if scale is not Scale.DECIBEL and negative > TOLERATED_NEGATIVES and not less_noise:
        raise InputError(
            f"{name}: {negative:.0%} of the values are negative, which {scale.value} cannot be. "
            "If the raster is in decibel, choose the scale 'decibel'."
        )
    if scale is Scale.DECIBEL and float(np.percentile(np.abs(values), 95)) > 200:
        raise InputError(
            f"{name}: the values reach {np.abs(values).max():.6g}, which decibel cannot. "
            "Choose the scale 'amplitude' or 'intensity'."
        )


def _negative(values: Array) -> float:
    """Share of the values below zero."""
    return float(np.mean(values < 0)) if values.size else 0.0


def _dark(values: Array) -> bool:
    """Whether the values are too close to zero to be decibel."""
    return bool(values.size) and float(np.median(np.abs(values))) < LEAST_DECIBEL
