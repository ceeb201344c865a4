"""An explanation that was written before, read back as what polygons are described by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...change.explanation import agreement
from ...errors import InputError
from ...grid import Window
from ...raster import Raster
from ..opening import Array
from .explaining import AFTER, BEFORE, FLAGS_BAND, P_VALUE
from .polygons import FLAGS

MORE = ("probability", "uncertainty")
"""Bands whose means polygons carry, by how their names begin, in the explanation or in the strength."""


class Layer(NamedTuple):
    """A band as a layer of `polygons.Description`."""

    name: str
    raster: Raster
    band: int
    convert: Callable[[Array], Array]


@dataclass(frozen=True)
class Explained:
    """Layers of rasters of one grid, as a Source; and the agreement of the classes, as its last layer."""

    layers: tuple[Layer, ...]

    @property
    def names(self) -> list[str]:
        return [*(layer.name for layer in self.layers), "agreement"]

    def read(self, window: Window) -> Array:
        """All but the agreement, (layers, rows, cols)."""
        found = [layer.convert(layer.raster.read(window, [layer.band])) for layer in self.layers]
        return np.concatenate([np.empty((0, window.rows, window.cols), np.float32), *found])

    def __call__(self, layers: Array, classes: NDArray[np.uint8]) -> Array:
        """All of them."""
        return np.concatenate([layers, agreement(classes[0])[np.newaxis]])


def explained(strength: Raster, explanation: Raster | None) -> Explained:
    """The layers that the bands' names tell. Raises InputError for an explanation that is none, or of another grid."""
    if explanation is None:
        return Explained(tuple(_more(strength)))
    if (explanation.grid.shape, explanation.grid.transform) != (strength.grid.shape, strength.grid.transform):
        raise InputError(
            f"{explanation.name} is not on the grid of {strength.name}: choose the explanation and the strength of one "
            "run of aurorasar:detectchange."
        )
    dates = [_ending(explanation, end) for end in (BEFORE, AFTER)]
    if not dates[0] or len(dates[0]) != len(dates[1]):
        raise InputError(
            f"{explanation.name} has no bands '{BEFORE}' and '{AFTER}': choose an explanation as "
            "aurorasar:detectchange writes it."
        )
    found = [Layer(f"{date} {number}", explanation, band, _linear)
             for date, bands in zip(("before", "after"), dates) for number, band in enumerate(bands)]  # fmt: skip
    found += [Layer("p_value", explanation, band, _same) for band in _ending(explanation, P_VALUE)]
    for band in _ending(explanation, FLAGS_BAND):
        found += [Layer(str(int(flag)), explanation, band, _having(int(flag))) for flag in FLAGS]
        found.append(Layer("flagged", explanation, band, _having(sum(FLAGS))))
    more = {layer.name: layer for raster in (strength, explanation) for layer in _more(raster)}
    return Explained((*found, *more.values()))


def _ending(raster: Raster, end: str) -> list[int]:
    return [band for band, name in enumerate(raster.descriptions) if name.endswith(end)]


def _more(raster: Raster) -> list[Layer]:
    names = enumerate(raster.descriptions)
    return [Layer(word, raster, band, _same) for band, name in names for word in MORE if name.lower().startswith(word)]


def _same(values: Array) -> Array:
    return values


def _linear(decibel: Array) -> Array:
    return np.asarray(10 ** (decibel / 10), np.float32)


def _having(bits: int) -> Callable[[Array], Array]:
    """Whether any of these flags is up, as 0 or 1; NaN stays."""

    def up(flags: Array) -> Array:
        known = np.isfinite(flags)
        whole = np.where(known, flags, 0).astype(np.uint8)
        return np.where(known, whole & np.uint8(bits) > 0, np.nan).astype(np.float32)

    return up
