"""How far a resampled image still lies from the one that it was brought onto, over the image: tile by tile, then a
robust polynomial.

Pixels, rows before columns: how much farther down and right the second image's content lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Floats = NDArray[np.float64]

TILE = 64
"""Pixels a side."""

SEARCH = 10
"""The largest shift that is looked for; what orbits leave is below one pixel."""

MOST_MISSING = 0.02
"""Of a tile's pixels."""

CLEAR_PEAK = 10.0
"""Height of a peak over the spread of the correlation surface; unrelated tiles reached 8 in hundreds of trials."""

FEWEST = 4
"""Tiles that it takes to tell anything."""

TILES_A_TERM = 5
"""Below so many, a plane is not tried."""

LIKELY = 0.01
"""Share of runs in which a shift of zero may be taken for one."""

NEWTON_STEPS, ROBUST_STEPS = 8, 30
TUKEY = 4.685
"""Standard deviations beyond which a tile does not count (Beaton and Tukey, Technometrics 16(2), 1974)."""

TERMS = (((0, 0),), ((0, 0), (1, 0), (0, 1)))
"""Powers of row and column of the polynomials that are tried, the simplest first."""


class TileOffset(NamedTuple):
    """What one tile says."""

    row: float
    col: float
    """Its middle."""

    down: float
    right: float


@dataclass(frozen=True)
class Offsets:
    """A polynomial of low order through the tiles' offsets."""

    coefficients: Floats
    """(terms, 2): of 1, scaled row, scaled column, for down and right; none where that cannot be told."""

    middle: tuple[float, float]
    half: tuple[float, float]
    """Scaled row = (row - middle) / half."""

    error: float
    """Standard error of the offset in the middle, pixels, both directions together."""

    scatter: float
    """Of single tiles around the polynomial, pixels in one direction."""

    agreeing: int
    """Tiles with weight."""

    tiles: int
    """With data."""

    significant: bool
    """The polynomial is not zero but by a chance of LIKELY."""

    @property
    def known(self) -> bool:
        return len(self.coefficients) > 0

    @property
    def central(self) -> tuple[float, float]:
        """Down and right in the middle of the image; NaN where nothing is known."""
        if not self.known:
            return float("nan"), float("nan")
        down, right = self.coefficients[0]
        return float(down), float(right)

    def at(self, row: Floats, col: Floats) -> tuple[Floats, Floats]:
        """Down and right at positions; zero where nothing is known."""
        if not self.known:
            return np.zeros(np.shape(row)), np.zeros(np.shape(row))
        scaled = [(one - middle) / half for one, middle, half in zip((row, col), self.middle, self.half)]
        terms = [scaled[0] ** down * scaled[1] ** right for down, right in TERMS[-1][: len(self.coefficients)]]
        down, right = (sum(c * term for c, term in zip(column, terms)) for column in self.coefficients.T)
        return np.asarray(down), np.asarray(right)


def tile_offsets(first: NDArray[Any], second: NDArray[Any]) -> Iterator[TileOffset | None]:
    """The offset of each tile of two images (rows, cols), complex or amplitude, NaN without data; None if unclear."""
    rows, cols = (_starts(size) for size in first.shape)
    for row in rows:
        for col in cols:
            place = (slice(row, row + TILE), slice(col, col + TILE))
            both = np.isfinite(first[place]) & np.isfinite(second[place])
            if both.shape == (TILE, TILE) and both.mean() >= 1 - MOST_MISSING:
                found = _peak(*(_prepared(np.where(both, one[place], 0)) for one in (first, second)))
                middle = (TILE - 1) / 2
                yield None if found is None else TileOffset(row + middle, col + middle, *found)


def fit_offsets(found: Sequence[TileOffset], tiles: int, shape: tuple[int, int]) -> Offsets:
    """The polynomial that most tiles agree on, as simple as they allow.

    Tukey's biweight from the median outward; a plane instead of a constant only if the F test prefers it, and
    `significant` by the F test against zero, both at LIKELY.
    """
    middle, half = ((shape[0] - 1) / 2, (shape[1] - 1) / 2), (max(shape[0] / 2, 1.0), max(shape[1] / 2, 1.0))
    if len(found) < FEWEST:
        return Offsets(np.zeros((0, 2)), middle, half, float("nan"), float("nan"), 0, tiles, False)
    places, values = np.array([one[:2] for one in found]), np.array([one[2:] for one in found])
    scaled = (places - middle) / half
    chosen = _robust(_design(scaled, TERMS[0]), values)
    for terms in TERMS[1:]:
        design = _design(scaled, terms)
        if len(found) < TILES_A_TERM * len(terms) or np.linalg.matrix_rank(design) < len(terms):
            break
        wider = _robust(design, values)
        if _better(chosen, wider, values):
            chosen = wider
    freedom = max(2 * (chosen.weights.sum() - chosen.design.shape[1]), 1.0)
    scatter = float(np.sqrt(_squares(chosen, values) / freedom))
    error = scatter * np.sqrt(2 / max(chosen.weights.sum(), 1.0))
    nothing = _Fit(chosen.design[:, :0], np.zeros((0, 2)), chosen.weights)
    agreeing = int(np.count_nonzero(chosen.weights > 0))
    sure = agreeing >= FEWEST and _better(nothing, chosen, values)
    return Offsets(chosen.coefficients, middle, half, float(error), scatter, agreeing, tiles, sure)


class _Fit(NamedTuple):
    design: Floats
    coefficients: Floats
    weights: Floats


def _design(scaled: Floats, terms: Sequence[tuple[int, int]]) -> Floats:
    return np.stack([scaled[:, 0] ** down * scaled[:, 1] ** right for down, right in terms], axis=1)


def _robust(design: Floats, values: Floats) -> _Fit:
    coefficients = np.zeros((design.shape[1], 2))
    coefficients[0] = np.median(values, axis=0)
    weights = np.ones(len(values))
    for _ in range(ROBUST_STEPS):
        apart = np.sqrt(((values - design @ coefficients) ** 2).sum(axis=1))
        spread = max(float(np.median(apart)) / 1.1774, 1e-6)  # the median of Rayleigh's law is 1.1774 sigma
        weights = np.clip(1 - (apart / (TUKEY * spread)) ** 2, 0, None) ** 2
        root = np.sqrt(weights)[:, np.newaxis]
        fitted = np.linalg.lstsq(root * design, root * values, rcond=None)[0]
        if np.abs(fitted - coefficients).max() < 1e-9:
            break
        coefficients = fitted
    return _Fit(design, coefficients, weights)


def _squares(fit: _Fit, values: Floats) -> float:
    return float((fit.weights[:, np.newaxis] * (values - fit.design @ fit.coefficients) ** 2).sum())


def _better(simple: _Fit, wide: _Fit, values: Floats) -> bool:
    """The F test of nested fits, both with the wider one's weights."""
    before = _squares(_Fit(simple.design, simple.coefficients, wide.weights), values)
    after = max(_squares(wide, values), 1e-12)
    more = 2 * (wide.design.shape[1] - simple.design.shape[1])
    left = 2 * (float(wide.weights.sum()) - wide.design.shape[1])
    return left > 0 and (before - after) / more * left / after > _f_quantile(more, left)


def _f_quantile(first: float, second: float) -> float:
    """The value of F that chance exceeds with LIKELY."""
    from scipy.special import fdtri  # the module takes a quarter of a second to import

    return float(fdtri(first, second, 1 - LIKELY))


def _starts(size: int) -> list[int]:
    """Tiles side by side, spread over the whole length."""
    count = size // TILE
    return [int(one) for one in np.linspace(0, size - TILE, count)] if count else []


def _prepared(tile: NDArray[Any]) -> Floats:
    """Amplitude without its mean, faded out to the border, twice as fine.

    A complex tile is refined before detection, which doubles its bandwidth.
    """
    fine = np.abs(_refined(tile)) if np.iscomplexobj(tile) else _refined(tile).real
    fade = np.hanning(2 * TILE + 2)[1:-1]
    found: Floats = (fine - fine.mean()) * np.outer(fade, fade)
    return found


def _refined(tile: NDArray[Any]) -> NDArray[np.complex128]:
    spectrum = fft.fftshift(fft.fft2(tile.astype(np.complex128)))
    found: NDArray[np.complex128] = 4 * fft.ifft2(fft.ifftshift(np.pad(spectrum, TILE // 2)))
    return found


def _peak(first: Floats, second: Floats) -> tuple[float, float] | None:
    """Where the correlation of two refined tiles is highest, in pixels of the image."""
    across = np.conj(fft.fft2(first)) * fft.fft2(second)
    surface = fft.ifft2(across).real
    near = np.arange(-2 * SEARCH, 2 * SEARCH + 1)
    around = surface[np.ix_(near, near)]
    place = np.unravel_index(np.argmax(around), around.shape)
    on_border = any(index in (0, len(near) - 1) for index in place)
    if on_border or not around[place] > CLEAR_PEAK * float(np.std(surface)):
        return None
    found = _between_pixels(across, np.array([near[place[0]], near[place[1]]], np.float64)) / 2
    return float(found[0]), float(found[1])


def _between_pixels(across: NDArray[np.complex128], start: Floats) -> Floats:
    """The maximum of the trigonometric polynomial beside a start, by Newton's method."""
    slope, shift = 2j * np.pi * fft.fftfreq(len(across)), start
    for _ in range(NEWTON_STEPS):
        down, right = (np.exp(slope * along) for along in shift)
        orders = ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
        found = [float(np.real((down * slope**one) @ across @ (right * slope**two))) for one, two in orders]
        hessian = np.array([[found[2], found[3]], [found[3], found[4]]])
        if not np.linalg.det(hessian) > 0:
            break
        shift = shift - np.clip(np.linalg.solve(hessian, found[:2]), -0.5, 0.5)
    return shift
