"""How wrong generated colours were on training scenes, as a table of what can be seen without the true colours.

A network's own expectation of its error ranks strange ground well and even ground badly: calm water and bare slopes
look as even, and only one of them has a colour that follows. So the error that training scenes really had is asked
for, by three quantities of a box of 4 x 4 pixels: the error that the network expects, the brightness, and the coarse
texture of its surroundings (see familiarity). The table's nodes are quantiles; cells are filled from their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .spaces import Array

NODES = 8
"""Along each of the three axes, at quantiles from LOWEST to 1 - LOWEST."""

LOWEST = 0.01
SMOOTHING = 0.7
"""Standard deviation in cells. With NODES, chosen by leaving out one training scene after the other."""

BRIGHTNESS, TEXTURE = 0, 2
"""Places among the statistics of `familiarity`."""


def quantities(expected: Array, statistics: Array) -> Array:
    """What the table is asked by, (3, rows, cols), of expected errors (rows, cols) and statistics (4, rows, cols)."""
    return np.stack([expected, statistics[BRIGHTNESS], statistics[TEXTURE]])


@dataclass(frozen=True)
class ErrorTable:
    """As it stands in a model card."""

    nodes: tuple[tuple[float, ...], ...]
    """Increasing values of the three quantities."""

    errors: tuple[tuple[tuple[float, ...], ...], ...]
    """Root mean square error of the colours, which are 0 to 1, at the nodes."""

    @classmethod
    def of(cls, stated: dict[str, Any]) -> ErrorTable:
        """From a card. Raises KeyError, TypeError or ValueError for what is no such entry."""
        nodes, errors = [np.array(axis, float) for axis in stated["nodes"]], np.array(stated["errors"], float)
        if errors.shape != tuple(len(axis) for axis in nodes) or len(nodes) != 3:
            raise ValueError(f"an error table of {errors.shape} values does not fit its nodes")
        if any((np.diff(axis) <= 0).any() for axis in nodes):
            raise ValueError("the nodes of the error table do not increase")
        return _table(nodes, errors)

    def ask(self, found: Array) -> Array:
        """The error to be expected for quantities (3, ...), as the nearest edge has it beyond the nodes."""
        asked: Array = ndimage.map_coordinates(
            np.array(self.errors, np.float32), _places(found, self.nodes), order=1, mode="nearest"
        )
        return asked


def fit(evidence: Iterable[tuple[Array, Array]]) -> ErrorTable:
    """From quantities (3, n) and squared errors (n) of training scenes."""
    pairs = list(evidence)
    found = np.concatenate([one for one, _ in pairs], axis=1)
    squares = np.concatenate([one for _, one in pairs]).astype(np.float64)
    levels = np.linspace(LOWEST, 1 - LOWEST, NODES)
    nodes = [np.unique(np.quantile(values, levels)) for values in found]
    shape = tuple(len(axis) for axis in nodes)
    cells = np.ravel_multi_index(tuple(np.rint(_places(found, nodes)).astype(int)), shape)
    size = int(np.prod(shape))
    total, count = (
        ndimage.gaussian_filter(np.bincount(cells, weights, size).reshape(shape), SMOOTHING, truncate=2 * NODES)
        for weights in (squares, np.ones(squares.size))
    )
    return _table(nodes, np.sqrt(total / count))


def _places(found: Array, nodes: Any) -> NDArray[np.float64]:
    """Fractional places between the nodes, per quantity."""
    return np.stack([
        np.interp(values.ravel(), axis, np.arange(len(axis))).reshape(values.shape)
        for values, axis in zip(found, nodes)
    ])  # fmt: skip


def _table(nodes: Any, errors: NDArray[np.float64]) -> ErrorTable:
    return ErrorTable(
        tuple(tuple(float(f"{value:.6g}") for value in axis) for axis in nodes),
        tuple(tuple(tuple(float(f"{value:.4g}") for value in row) for row in sheet) for sheet in errors),
    )
