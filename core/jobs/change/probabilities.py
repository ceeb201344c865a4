"""The probability of change that bands of a raster hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...change import MEASURES
from ...errors import InputError
from ...grid import Window
from ...raster import Raster
from ..opening import Array

SIGNED = MEASURES["learned"].unit
"""Unit of a strength of change whose magnitude is a probability, and whose sign the direction."""

ROUNDING = 1e-3
"""By which the sum of two probabilities may exceed 1."""


def probability_of_change(raster: Raster, bands: Sequence[int], window: Window) -> Array:
    """Of one band (counted from 0), or the sum of decrease and increase, (1, rows, cols); signed ones by magnitude.

    Raises InputError for values that no probability has.
    """
    values = raster.read(window, bands)
    if all(raster.units[band] == SIGNED for band in bands):
        values = np.abs(values)
    found = values.sum(axis=0, keepdims=True)
    if np.any((found < 0) | (found > 1 + ROUNDING)):
        raise InputError(
            f"{raster.name} holds values outside 0 to 1, which no probability has: choose another band, or another map."
        )
    return np.minimum(found, np.float32(1))
