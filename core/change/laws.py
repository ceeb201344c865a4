"""The law of likelihood-ratio statistics under no change: exact, and Box's approximation for many looks.

A date is `blocks` independent complex Wishart matrices of p x p: one block of p = 2 or 3 for full polarimetric
covariance, m blocks of p = 1 for m independent intensities (a dual-polarised detected product has m = 2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from ..errors import InputError

Values = NDArray[np.float64]
LogMoment = Callable[[NDArray[np.complex128]], NDArray[np.complex128]]

BOX_LOOKS = 200.0
"""From here on Box's terms are used: their error falls with the cube of the looks, the exact law's rounding grows."""

FEW_DEGREES = 8
"""Of freedom; up to here the contour that winds round all poles, from here on a straight one is the accurate one."""

NODES = 24
"""Of the winding contour, in conjugate pairs; its error falls like 3.89 to the power of -NODES."""

STRAIGHT_LINES = 12
DIGITS = 33.0
"""Natural logarithm of the accuracy of the straight contours."""

STEPS = 768
SMALLEST = 1e-42
"""The smallest p-value in a table: below float32."""


class Design(NamedTuple):
    """What is compared, and how much speckle is in it."""

    looks: float
    p: int = 1
    """Rows of a covariance matrix; 1 for intensities."""

    blocks: int = 1
    """Independent matrices per date."""

    @property
    def rows(self) -> int:
        """Rows of all blocks together."""
        return self.p * self.blocks

    def check(self) -> None:
        """Raise InputError for looks with which covariance matrices are singular."""
        if not self.looks > self.p - 1:
            raise InputError(
                f"{self.looks:g} looks are too few for covariance matrices of {self.p} x {self.p}, which need more "
                f"than {self.p - 1}: multilook or average the matrices first, and give their number of looks."
            )


@dataclass(frozen=True, eq=False)
class Law:
    """Survival function of z = -2 ln Q (or -2 ln R), as a table of its logarithm over the root of z."""

    roots: Values
    log_survival: Values

    def p_value(self, z: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
        """Probability under no change of a statistic z >= 0 or more; NaN stays NaN."""
        place = np.sqrt(z, dtype=np.float32)
        place *= np.float32((len(self.roots) - 1) / self.roots[-1])
        place = np.minimum(place, np.float32(len(self.roots) - 1.001))
        with np.errstate(invalid="ignore"):
            lower = place.astype(np.int32)
        table = self.log_survival.astype(np.float32)
        place -= lower
        place *= np.take(np.diff(table), lower, mode="clip")
        place += np.take(table, lower, mode="clip")
        found: NDArray[np.float32] = np.exp(place)
        return found

    def quantile(self, rate: float) -> float:
        """The z that no change exceeds with probability `rate`."""
        return float(np.interp(-np.log(rate), -self.log_survival, self.roots)) ** 2


@lru_cache(maxsize=512)
def omnibus_law(dates: int, design: Design) -> Law:
    """Of -2 ln Q, the test that all of so many dates are equal. Raises InputError for too few looks."""
    return _tabulated(dates, design, step=False)


@lru_cache(maxsize=512)
def step_law(dates: int, design: Design) -> Law:
    """Of -2 ln R_j, the test that the last of j dates equals the ones before, which are equal. See `omnibus_law`."""
    return _tabulated(dates, design, step=True)


def _tabulated(dates: int, design: Design, step: bool) -> Law:
    design.check()
    f = box_terms(dates, design, step).f
    roots = np.linspace(0, np.sqrt(1.5 * special.chdtri(f, SMALLEST)), STEPS)
    function = box_survival if design.looks >= BOX_LOOKS else exact_survival
    survival = np.ones(STEPS)
    survival[1:] = function(roots[1:] ** 2, dates, design, step)
    # Rounding may leave the flat beginning a hair above 1 or out of order, which an interpolation backwards must not.
    return Law(roots, np.minimum.accumulate(np.log(np.clip(survival, SMALLEST / 1e6, 1.0))))


def exact_survival(z: Values, dates: int, design: Design, step: bool = False) -> Values:
    """P(-2 ln Q > z), z > 0, from the moments of Q by a numerical inverse Laplace transform.

    E[Q^h] of complex Wishart matrices is a quotient of gamma functions (Conradsen, Nielsen, Schou and Skriver, "A test
    statistic in the complex Wishart distribution and its application to change detection in polarimetric SAR data",
    IEEE TGRS 41(1), 2003), and E[exp(-s z)] is E[Q^2s]. R_j = Q_j / Q_(j-1) is independent of Q_(j-1) (Conradsen,
    Nielsen and Skriver, IEEE TGRS 54(5), 2016), so its moments are a quotient of theirs. All poles lie on the negative
    axis; contours that start near the first of them, not at 0, give small p-values to the same relative accuracy as
    large ones.
    """
    first_pole = -(1 - (design.p - 1) / design.looks) / 2

    def log_moment(s: NDArray[np.complex128]) -> NDArray[np.complex128]:
        return _log_moment(2 * s, dates, design, step)

    f = box_terms(dates, design, step).f
    return _winding(z, log_moment, first_pole) if f <= FEW_DEGREES else _straight(z, log_moment, first_pole, f)


def _winding(z: Values, log_moment: LogMoment, first_pole: float) -> Values:
    """The inverse of (1 - E[exp(-s z)]) / s along a cotangent contour round the negative axis.

    L. N. Trefethen, J. A. C. Weideman and T. Schmelzer, "Talbot quadratures and rational approximations", BIT 46, 2006.
    """
    angle = np.pi * (np.arange(0, NODES, 2) + 1) / NODES
    across = 0.6407 * angle
    contour = NODES * (0.5017 * angle / np.tan(across) - 0.6122 + 0.2645j * angle)
    slope = NODES * (0.5017 * (1 / np.tan(across) - across / np.sin(across) ** 2) + 0.2645j)
    s = first_pole + contour / z[:, np.newaxis]
    transform = -np.expm1(log_moment(s)) / s
    integral = np.sum(np.exp(contour) * slope * transform, axis=1).imag * (2 / NODES)
    found: Values = np.exp(first_pole * z) * integral / z
    return found


def _straight(z: Values, log_moment: LogMoment, first_pole: float, f: int) -> Values:
    """The same along lines parallel to the imaginary axis, each between the first pole and 0.

    There the trapezoidal rule's error is exp(-2 pi d / step) at a distance d from both, and the transform falls like
    the power f / 2. Each z takes the line nearest to the saddle point of a chi-square law of f degrees.
    """
    lines = np.linspace(0.8 * first_pole, -0.5 / np.sqrt(2 * f), STRAIGHT_LINES)
    nearest = np.argmin(np.abs(first_pole * (1 - f / z)[:, np.newaxis] - lines), axis=1)
    found = np.empty_like(z)
    for index in np.unique(nearest):
        c = lines[index]
        step = 2 * np.pi * min(-c, c - first_pole) / DIGITS
        height = 1.0
        while log_moment(np.array([c + 1j * height])).real[0] > log_moment(np.array([c + 0j])).real[0] - DIGITS:
            height *= 1.5
        s = c + 1j * step * np.arange(int(height / step) + 1)
        terms = np.exp(log_moment(s)) / -s
        terms[0] /= 2
        chosen = nearest == index
        found[chosen] = (np.exp(z[chosen, np.newaxis] * s) @ terms).real * (step / np.pi)
    return found


def _log_moment(h: NDArray[np.complex128], dates: int, design: Design, step: bool) -> NDArray[np.complex128]:
    """ln E[Q^h], or ln E[R^h] of the last step."""
    found = _log_moment_of_all(h, dates, design)
    return found - _log_moment_of_all(h, dates - 1, design) if step and dates > 2 else found


def _log_moment_of_all(h: NDArray[np.complex128], dates: int, design: Design) -> NDArray[np.complex128]:
    n, k, p = design.looks, dates, design.p
    one = _log_gamma(n * (1 + h), p) - _log_gamma(np.array(n + 0j), p)
    together = _log_gamma(n * k * (1 + h), p) - _log_gamma(np.array(n * k + 0j), p)
    found: NDArray[np.complex128] = design.blocks * (p * n * k * np.log(k) * h + k * one - together)
    return found


def _log_gamma(value: NDArray[np.complex128], p: int) -> NDArray[np.complex128]:
    """Logarithm of the complex multivariate gamma function, without its constant, which cancels."""
    found: NDArray[np.complex128] = sum(special.loggamma(value - row) for row in range(p))
    return found


class Box(NamedTuple):
    """P(z <= x) = (1 - w2) P(chi2_f <= rho x) + w2 P(chi2_(f + 4) <= rho x)."""

    f: int
    rho: float
    w2: float


def box_terms(dates: int, design: Design, step: bool = False) -> Box:
    """Box's terms of -2 ln Q (Conradsen et al. 2003) or of -2 ln R_j (Conradsen et al. 2016).

    Of m independent blocks with the same rho the degrees of freedom and, to the same order, the w2 add up.
    """
    n, k, p, m = design.looks, dates, design.p, design.blocks
    if step:
        rho = 1 - (2 * p * p - 1) / (6 * p * n) * (1 + 1 / (k * (k - 1)))
        w2 = -(p * p / 4) * (1 - 1 / rho) ** 2
        w2 += p * p * (p * p - 1) / (24 * n * n) * (1 + (2 * k - 1) / (k * k * (k - 1) ** 2)) / rho**2
        return Box(m * p * p, rho, m * w2)
    rho = 1 - (2 * p * p - 1) / (6 * (k - 1) * p) * (k / n - 1 / (n * k))
    w2 = p * p * (p * p - 1) / (24 * rho**2) * (k / n**2 - 1 / (n * k) ** 2)
    w2 -= p * p * (k - 1) / 4 * (1 - 1 / rho) ** 2
    return Box(m * (k - 1) * p * p, rho, m * w2)


def box_survival(z: Values, dates: int, design: Design, step: bool = False) -> Values:
    """P(-2 ln Q > z) by Box's terms."""
    f, rho, w2 = box_terms(dates, design, step)
    found: Values = (1 - w2) * special.chdtrc(f, rho * z) + w2 * special.chdtrc(f + 4, rho * z)
    return found
