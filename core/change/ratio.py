"""The log-ratio of two intensities: a difference in decibel, on which a gain has the same effect everywhere."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..errors import InputError

Array = NDArray[np.float32]

GAIN_BIN_DB = 0.05
GAIN_SMOOTHING_DB = 0.5
GAIN_RANGE_DB = 120.0
"""Digital numbers lie up to 60 dB above calibrated backscatter."""


def log_ratio(before: Array, after: Array) -> Array:
    """10 log10(after / before) in dB: positive where the after image is brighter; NaN where either is.

    Average the intensities first: the ratio of means is radar-correct, the mean of ratios is not (Rignot and
    van Zyl, "Change detection techniques for ERS-1 SAR data", IEEE TGRS 31(4), 1993).
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        return 10 * np.log10(after / before)


def strongest(ratios: Array) -> Array:
    """The ratio of greatest magnitude among the bands, with its sign: (bands, rows, cols) to (rows, cols).

    A change often shows in one polarisation only, and under no change the law of the maximum of independent
    bands is known exactly. Bands without data are passed over.
    """
    magnitude = np.where(np.isfinite(ratios), np.abs(ratios), np.float32(-1))
    chosen = np.argmax(magnitude, axis=0)[np.newaxis]
    found: Array = np.take_along_axis(ratios, chosen, axis=0)[0]
    return found


def gain(samples: Iterable[Array]) -> NDArray[np.float64]:
    """Gain of the after image over the before image on unchanged ground, in dB, one per band.

    The mode of the log-ratio: unchanged ground gathers at one value however much else has changed, while
    the mean and the median move with the changes. `samples` are log-ratios (bands, rows, cols).
    """
    bins = round(2 * GAIN_RANGE_DB / GAIN_BIN_DB)
    counts: NDArray[np.float64] | None = None
    for sample in samples:
        found = np.stack([np.histogram(layer, bins, (-GAIN_RANGE_DB, GAIN_RANGE_DB))[0] for layer in sample])
        counts = found if counts is None else counts + found
    if counts is None or not counts.any(axis=1).all():
        raise InputError("The two rasters have no valid pixels in common: choose two rasters of the same place.")
    smooth = ndimage.gaussian_filter1d(counts.astype(float), GAIN_SMOOTHING_DB / GAIN_BIN_DB, axis=1, mode="constant")
    modes: NDArray[np.float64] = (np.argmax(smooth, axis=1) + 0.5) * GAIN_BIN_DB - GAIN_RANGE_DB
    return modes
