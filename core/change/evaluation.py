"""How well a map of change agrees with a reference: figures from counts and from histograms of scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Counts = NDArray[np.int64]

BINS = 2000
RELIABILITY_BINS = 15


@dataclass(frozen=True)
class Confusion:
    """Pixels by what was called and what is true. Figures that nothing defines are NaN."""

    hits: int
    """Changed, and called so."""

    false_alarms: int
    misses: int
    rejections: int
    """Unchanged, and called so."""

    @property
    def total(self) -> int:
        return self.hits + self.false_alarms + self.misses + self.rejections

    @property
    def precision(self) -> float:
        return _share(self.hits, self.hits + self.false_alarms)

    @property
    def recall(self) -> float:
        return _share(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float:
        return _share(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)

    @property
    def iou(self) -> float:
        """Intersection over union of the changed areas."""
        return _share(self.hits, self.hits + self.false_alarms + self.misses)

    @property
    def accuracy(self) -> float:
        return _share(self.hits + self.rejections, self.total)

    @property
    def kappa(self) -> float:
        """Agreement beyond chance (J. Cohen, Educ. Psychol. Meas. 20(1), 1960)."""
        called, changed = self.hits + self.false_alarms, self.hits + self.misses
        by_chance = called * changed + (self.total - called) * (self.total - changed)
        agreed = (self.hits + self.rejections) * self.total
        return _share(agreed - by_chance, self.total**2 - by_chance)

    @property
    def false_alarm_rate(self) -> float:
        """Share of the unchanged pixels that were called changed."""
        return _share(self.false_alarms, self.false_alarms + self.rejections)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


class Curve(NamedTuple):
    """By threshold, from the highest: calling everything at or above it."""

    thresholds: Values
    hits: Counts
    false_alarms: Counts
    changed: int
    unchanged: int

    @property
    def recall(self) -> Values:
        return self.hits / max(self.changed, 1)

    @property
    def precision(self) -> Values:
        """NaN where nothing is called."""
        called = self.hits + self.false_alarms
        return np.where(called > 0, self.hits / np.maximum(called, 1), np.nan)

    @property
    def false_alarm_rate(self) -> Values:
        return self.false_alarms / max(self.unchanged, 1)

    @property
    def f1(self) -> Values:
        return 2 * self.hits / np.maximum(self.hits + self.false_alarms + self.changed, 1)

    def at(self, index: int) -> Confusion:
        hits, false_alarms = int(self.hits[index]), int(self.false_alarms[index])
        return Confusion(hits, false_alarms, self.changed - hits, self.unchanged - false_alarms)


class Reliability(NamedTuple):
    """Per bin of probability: how many pixels, their mean probability, and the share of them that changed."""

    pixels: Counts
    probability: Values
    changed: Values

    @property
    def expected_error(self) -> float:
        """Expected calibration error: mean distance of both, by pixels (Guo et al., ICML 2017)."""
        used = self.pixels > 0
        distance = np.abs(self.probability[used] - self.changed[used])
        return _share(float(np.sum(self.pixels[used] * distance)), float(self.pixels.sum()))


class Scores:
    """Histograms of the scores of changed and of unchanged pixels, in a fixed amount of memory."""

    def __init__(self, highest: float) -> None:
        self.edges = np.linspace(0.0, highest, BINS + 1)
        self.changed, self.unchanged = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)
        self._pixels = np.zeros((2, RELIABILITY_BINS), np.int64)
        self._sum = np.zeros(RELIABILITY_BINS)

    def add(self, scores: NDArray[np.float32], truth: NDArray[np.bool_]) -> None:
        """Count finite scores, of which those above the highest count as it."""
        highest = self.edges[-1]
        values = np.clip(scores.astype(np.float64), 0.0, highest)
        for counts, chosen in ((self.changed, values[truth]), (self.unchanged, values[~truth])):
            counts += np.histogram(chosen, BINS, (0.0, highest))[0]
        place = np.minimum((values / highest * RELIABILITY_BINS).astype(np.int64), RELIABILITY_BINS - 1)
        for is_changed in (0, 1):
            self._pixels[is_changed] += np.bincount(place[truth == bool(is_changed)], minlength=RELIABILITY_BINS)
        self._sum += np.bincount(place, values, RELIABILITY_BINS)

    @property
    def curve(self) -> Curve:
        hits, false_alarms = (np.cumsum(counts[::-1]) for counts in (self.changed, self.unchanged))
        return Curve(self.edges[:-1][::-1], hits, false_alarms, int(self.changed.sum()), int(self.unchanged.sum()))

    @property
    def auroc(self) -> float:
        """Probability that a changed pixel scores above an unchanged one, ties by half."""
        above = self.changed.sum() - np.cumsum(self.changed)
        better = float(np.sum(self.unchanged * (above + 0.5 * self.changed)))
        return _share(better, float(self.changed.sum()) * float(self.unchanged.sum()))

    @property
    def average_precision(self) -> float:
        """Mean of the precision over the steps of recall."""
        curve = self.curve
        steps = np.diff(curve.recall, prepend=0.0)
        return float(np.nansum(steps * curve.precision)) if curve.changed else float("nan")

    @property
    def reliability(self) -> Reliability:
        pixels = self._pixels.sum(axis=0)
        whole = np.maximum(pixels, 1)
        used = pixels > 0
        return Reliability(
            pixels, np.where(used, self._sum / whole, np.nan), np.where(used, self._pixels[1] / whole, np.nan)
        )
