"""Where change begins: thresholds on the magnitude of the log-ratio. A new one: a function and a line in THRESHOLDS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import special

from ..errors import InputError
from .generalised import least_error_bin
from .histogram import Histogram
from .measures import MEASURES, Measure

SPECKLE_SHARE = 0.01
"""Unchanged pixels above a threshold from the histogram, at most, before small changes are dropped."""

SMOOTHED_SHARE = 0.002
"""The same of smoothed speckle, whose spots are so large that dropping small changes takes fewer of them away."""

EVEN_ODDS = 0.5


@dataclass(frozen=True)
class Settings:
    """What the methods may need beside the histogram; each takes its own."""

    percent: float = 5.0
    """Share of the area to call changed, in percent (percentile)."""

    false_alarm_rate: float = 0.001
    """Share of the unchanged pixels that may be called changed (false alarm rate)."""

    decibel: float = 3.0
    """The threshold itself, in dB (fixed)."""

    looks: float = 1.0
    """Looks of the intensities whose ratio was taken, after averaging."""

    bands: int = 1
    """Bands of which the strongest change counts."""

    discovery_rate: float = 0.05
    """Share of the pixels called changed that may be wrong (discovery)."""

    measure: Measure = MEASURES["log_ratio"]
    """Of which the histogram is."""

    def check(self) -> None:
        """Raise InputError for values outside their range."""
        if not 0 < self.percent < 100:
            raise InputError(f"The changed share is {self.percent:g} percent: choose one between 0 and 100.")
        if not 0 < self.false_alarm_rate < 1:
            raise InputError(
                f"The false alarm rate is {self.false_alarm_rate:g}: choose one between 0 and 1, such as 0.001."
            )
        if not 0 < self.discovery_rate < 1:
            raise InputError(
                f"The false discovery rate is {self.discovery_rate:g}: choose one between 0 and 1, such as 0.05."
            )
        if not self.decibel > 0:
            raise InputError(f"The threshold is {self.decibel:g} dB: choose one above zero, such as 3.")


def otsu(histogram: Histogram, settings: Settings = Settings()) -> float:
    """The magnitude in dB that separates the two classes best by between-class variance.

    N. Otsu, "A threshold selection method from gray-level histograms", IEEE SMC 9(1), 1979.
    """
    centres, counts = _scaled(histogram, settings)
    below = np.cumsum(counts).astype(float)
    moment = np.cumsum(counts * centres)
    above = below[-1] - below
    both = (below > 0) & (above > 0)
    between = (moment[-1] * below / below[-1] - moment) ** 2 / np.where(both, below * above, np.inf)
    return _upper_edge(histogram, int(np.argmax(between)))


def kittler_illingworth(histogram: Histogram, settings: Settings = Settings()) -> float:
    """The magnitude in dB with the least classification error for two Gaussian classes.

    J. Kittler and J. Illingworth, "Minimum error thresholding", Pattern Recognition 19(1), 1986: least
    J = 1 + 2 (P1 ln s1 + P2 ln s2) - 2 (P1 ln P1 + P2 ln P2). Beware where change is rare: the magnitude of
    unchanged pixels is no Gaussian, and the threshold then tends to come out too low.
    """
    centres, counts = _scaled(histogram, settings)
    share = counts / counts.sum()
    first, second = _classes(share, centres), _classes(share[::-1], centres[::-1])
    low, high = (np.array(first)[:, :-1], np.array(second)[:, ::-1][:, 1:])
    width = np.diff(centres)
    with np.errstate(invalid="ignore", divide="ignore"):
        cost = 1 + sum(p * np.log(np.maximum(v, width**2 / 12)) - 2 * p * np.log(p) for p, v in (low, high))
    cost = np.where((low[0] > 1e-6) & (high[0] > 1e-6), cost, np.inf)
    return _upper_edge(histogram, int(np.argmin(cost)))


def generalised_gaussian(histogram: Histogram, settings: Settings = Settings()) -> float:
    """The same for two generalised Gaussian classes, whose tails may be longer or shorter: `least_error_bin`."""
    return _upper_edge(histogram, least_error_bin(*_scaled(histogram, settings)))


def percentile(histogram: Histogram, settings: Settings) -> float:
    """The magnitude in dB that `settings.percent` of the valid pixels exceed."""
    _, counts = histogram.magnitudes
    kept = np.cumsum(counts) / counts.sum()
    return _upper_edge(histogram, int(np.searchsorted(kept, 1 - settings.percent / 100)))


def false_alarm(histogram: Histogram, settings: Settings) -> float:
    """The magnitude in dB that unchanged speckle exceeds with `settings.false_alarm_rate`.

    The ratio of two independent gamma intensities of L looks and equal mean follows Fisher's F(2L, 2L)
    (e.g. Touzi, Lopes and Bousquet, IEEE TGRS 26(6), 1988); of m independent bands the strongest stays below t
    with the m-th power of the probability of one. A likelihood ratio is a p-value already.
    """
    if settings.measure.tests:
        return float(-np.log10(settings.false_alarm_rate))
    one_band = -np.expm1(np.log1p(-settings.false_alarm_rate) / settings.bands)
    return float(10 * np.log10(1 / special.fdtri(2 * settings.looks, 2 * settings.looks, one_band / 2)))


def above_speckle(histogram: Histogram, settings: Settings, method: str = "otsu") -> tuple[float, float, float]:
    """The threshold by a method that looks at the histogram alone, the least that speckle allows, and its share.

    Where little has changed the histogram has no second class, and such a method splits the speckle: the greater of
    both is the threshold to use.
    """
    share = SMOOTHED_SHARE if settings.measure.smooths else SPECKLE_SHARE
    least = false_alarm(histogram, replace(settings, false_alarm_rate=share))
    return threshold(method, histogram, settings), least, share


def discovery(histogram: Histogram, settings: Settings) -> float:
    """The magnitude above which at most `settings.discovery_rate` of the pixels are expected to be unchanged.

    Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", J. R. Statist. Soc. B 57(1), 1995, with the
    law of unchanged speckle as in `false_alarm`: the least magnitude t with p(t) <= rate times the share above t.
    Where nothing may be called changed, the greatest that a histogram tells apart. Of probabilities, the least above
    which they themselves expect no more unchanged pixels.
    """
    centres, counts = histogram.magnitudes
    if settings.measure.network:
        called = np.cumsum(counts[::-1])[::-1]
        wrong = np.cumsum((counts * np.clip(1 - centres, 0, 1))[::-1])[::-1]
        kept = np.flatnonzero((called > 0) & (wrong <= settings.discovery_rate * called))
        return float(histogram.edges[len(histogram.counts) // 2 + (int(kept[0]) if kept.size else len(centres))])
    edges = centres + (centres[1] - centres[0]) / 2
    above = np.append(np.cumsum(counts[::-1])[::-1][1:], 0) / counts.sum()
    kept = np.flatnonzero((_p_values(edges, settings) <= settings.discovery_rate * above) & (above > 0))
    return _upper_edge(histogram, int(kept[0]) if kept.size else len(centres) - 1)


def _p_values(magnitude: NDArray[np.float64], settings: Settings) -> NDArray[np.float64]:
    """Share of unchanged pixels whose magnitude is greater."""
    if settings.measure.tests:
        return 10.0**-magnitude
    one_band = 2 * special.fdtrc(2 * settings.looks, 2 * settings.looks, 10 ** (magnitude / 10))
    found: NDArray[np.float64] = -np.expm1(settings.bands * np.log1p(-one_band))
    return found


def even_odds(histogram: Histogram, settings: Settings) -> float:
    """Above it a pixel is more likely changed than not."""
    return EVEN_ODDS


def fixed(histogram: Histogram, settings: Settings) -> float:
    """The given threshold."""
    return settings.decibel


@dataclass(frozen=True)
class Threshold:
    """A way to choose the threshold as the user interface lists it."""

    function: Callable[[Histogram, Settings], float]
    label: str


THRESHOLDS = {
    "otsu": Threshold(otsu, "Otsu"),
    "kittler_illingworth": Threshold(kittler_illingworth, "Kittler-Illingworth (minimum error)"),
    "generalised_gaussian": Threshold(generalised_gaussian, "Kittler-Illingworth with generalised Gaussians"),
    "percentile": Threshold(percentile, "Percentile (changed share of the area)"),
    "false_alarm": Threshold(false_alarm, "False alarm rate (from the speckle statistics)"),
    "discovery": Threshold(discovery, "False discovery rate (Benjamini-Hochberg)"),
    "fixed": Threshold(fixed, "Fixed (dB, or the unit of the measure)"),
    "even_odds": Threshold(even_odds, "Even odds (probability one half; measures with a network)"),
}


def check_contrast(method: str, histogram: Histogram, measure: Measure) -> None:
    """Raise InputError if there is nothing to tell apart; probabilities may all be next to 0."""
    if histogram.total == 0:
        raise InputError("The two rasters have no valid pixels in common: choose two rasters of the same place.")
    if histogram.is_constant and method != "fixed" and not measure.network:
        raise InputError(
            "The two images are identical or differ by one constant factor: there is no change to find. "
            "Check that before and after are two different dates."
        )


def threshold(method: str, histogram: Histogram, settings: Settings) -> float:
    """The threshold in dB by the method of that name; InputError if there is nothing to tell apart."""
    settings.check()
    check_contrast(method, histogram, settings.measure)
    return THRESHOLDS[method].function(histogram, settings)


def _scaled(histogram: Histogram, settings: Settings) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Centres, in the scale in which the measure tells classes apart, and counts of the magnitudes."""
    centres, counts = histogram.magnitudes
    return settings.measure.scale(centres), counts


def _upper_edge(histogram: Histogram, index: int) -> float:
    """Upper edge in dB of a bin of magnitudes."""
    return float(histogram.edges[len(histogram.counts) // 2 + index + 1])


def _classes(
    share: NDArray[np.float64], centres: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probability and variance of the first 1, 2, 3... bins."""
    weight = np.cumsum(share)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.cumsum(share * centres) / weight
        variance = np.cumsum(share * centres**2) / weight - mean**2
    return weight, variance
