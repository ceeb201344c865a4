"""Smooth functions of three variables over one block, as polynomials through a few exact values.

Range-Doppler geometry is smooth in azimuth time, slant range and height: within a block of some kilometres a polynomial
through 4 x 6 x 4 exact solutions stands for a million of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .interface import Floats

Interval = tuple[float, float]

DEGREES = (3, 5, 3)
"""Of the polynomials in the first, second and third variable: over 512 lines, 2000 samples and 4 km of height they put
points within 1e-4 pixels (tests/test_terrain.py)."""


PRODUCT = 200_000
"""Multiplications in a product of matrices, up to which OpenBLAS starts no threads of its own (262144). Those that
walk over the blocks use all cores already; with both, each waits for the others."""


@dataclass(frozen=True)
class BlockFit:
    """Several functions of (a, b, c) on a box."""

    coefficients: Floats
    """(functions, powers of a, powers of b, powers of c) of the variables scaled to -1 ... 1."""

    intervals: tuple[Interval, Interval, Interval]

    def part(self, functions: slice, powers: int) -> BlockFit:
        """Some of the functions, of which the first powers of c say all."""
        return BlockFit(self.coefficients[functions, :, :, :powers], self.intervals)

    def over_third(self, a: Floats, b: Floats) -> Floats:
        """What is left of the polynomials at given a and b: (powers of scaled c, functions, ...)."""
        first, second = _scaled(a, self.intervals[0]), _scaled(b, self.intervals[1])
        terms = np.moveaxis(self.coefficients, 3, 0)
        terms = terms.reshape(*terms.shape, *[1] * np.ndim(first))
        total = np.zeros((1, 1, 1, *[1] * np.ndim(first)))
        for power in range(terms.shape[3] - 1, -1, -1):
            total = total * second + terms[:, :, :, power]
        found = np.zeros((1, 1, *[1] * np.ndim(first)))
        for power in range(terms.shape[2] - 1, -1, -1):
            found = found * first + total[:, :, power]
        return found

    def on_grid(self, a: Floats, b: Floats) -> Floats:
        """The same at all crossings of a (rows) and b (columns), both of one dimension."""
        rows = np.vander(_scaled(a, self.intervals[0]), self.coefficients.shape[1], increasing=True)
        cols = np.vander(_scaled(b, self.intervals[1]), self.coefficients.shape[2], increasing=True)
        terms = np.moveaxis(self.coefficients, 3, 0) @ cols.T
        found: Floats = np.empty((*terms.shape[:2], len(rows), len(cols)))
        step = max(1, PRODUCT // (len(cols) * rows.shape[1]))
        for start in range(0, len(rows), step):
            part = slice(start, start + step)
            np.matmul(rows[part], terms, out=found[:, :, part])
        return found

    def third(self, c: Floats) -> Floats:
        """c as it goes into what `over_third` and `on_grid` return."""
        return _scaled(c, self.intervals[2])

    @property
    def third_step(self) -> float:
        """Scaled c per c."""
        low, high = self.intervals[2]
        return 2 / (high - low)


def horner(terms: Floats, value: Floats | float) -> Floats:
    """Sum of terms[k] value^k over the first axis."""
    total = terms[-1]
    for term in terms[-2::-1]:
        total = total * value + term
    return total


def slope(terms: Floats) -> Floats:
    """The terms of the derivative."""
    return terms[1:] * np.arange(1, len(terms)).reshape(-1, *[1] * (terms.ndim - 1))


def fit_block(
    function: Callable[[Floats, Floats, Floats], Floats],
    intervals: tuple[Interval, Interval, Interval],
    degrees: tuple[int, int, int] = DEGREES,
) -> BlockFit:
    """Interpolate `function` (arrays of one shape to (functions, that shape)) at Chebyshev nodes of a box."""
    nodes, inverses = zip(*(_nodes(degree) for degree in degrees))
    places = [middle + half * node for node, (middle, half) in zip(nodes, map(_middle, intervals))]
    values = function(*np.meshgrid(*places, indexing="ij"))
    return BlockFit(np.einsum("ia,jb,kc,fabc->fijk", *inverses, values, optimize=True), intervals)


@lru_cache(maxsize=16)
def _nodes(degree: int) -> tuple[Floats, Floats]:
    """Chebyshev nodes, and the matrix that makes coefficients of values at them."""
    nodes = np.cos((2 * np.arange(degree + 1) + 1) * np.pi / (2 * degree + 2))
    return nodes, np.linalg.inv(np.vander(nodes, increasing=True))


def _middle(interval: Interval) -> tuple[float, float]:
    return (interval[0] + interval[1]) / 2, (interval[1] - interval[0]) / 2


def _scaled(values: Floats, interval: Interval) -> Floats:
    middle, half = _middle(interval)
    return (np.asarray(values, np.float64) - middle) / half
