"""Intensities of both dates to signed change strength: by averages alone, or with a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from ...blocks import Progress, watched
from ...change import MEASURES
from ...change.adaptive import GUIDED_RADIUS, Classifier, guided, learn
from ...change.fusion import (
    Calibration,
    blend,
    fused,
    odds_of_change,
    odds_of_flood,
    relative,
    scene_threshold,
    speckle_share,
)
from ...change.learned import ChangeModel, Question, scene_levels
from ...change.measures import Setting, gaussian, looks_after_smoothing, reach
from ...change.normalised import Level
from ...change.ratio import log_ratio, strongest
from ...speckle import independent_pixels, intensity_correlation
from ..opening import Array, Log
from ..speckle.filtering import NO_FILTER, BoundFilter
from .options import ChangeOptions
from .pairing import Pair

ADAPTIVE_BLOCK = (768, 768)
"""Rows and columns, since the features of every pixel are in memory as well."""

SEED = 20_000
LABELLED_PER_WINDOW = 20_000
"""Pixels of a sample window from which the adaptive mode learns, at most."""

SCALES = (0.8, 1.5, 3.0, 6.0)
"""Gaussian windows in pixels of the log-ratios that the adaptive mode learns from."""

MOST_ODDS = 8.0
"""Log-odds by the network count up to this magnitude in the adaptive mode."""

CALM = 0.01
"""Share of a scene beyond its own threshold that speckle alone may have made: it makes 0.4 to 0.6 % after the default
filter, and the flood pairs of the benchmark have 1.8 % at least."""

MIRRORED: tuple[Callable[[Array], Array], ...] = (
    lambda image: image[..., ::-1],
    lambda image: image[..., ::-1, :],
    lambda image: image[..., ::-1, ::-1],
)
"""Each is its own inverse."""


class Averages:
    """A measure of (filtered) intensities: strength, once for the raster and once for the histogram."""

    def __init__(self, filters: list[BoundFilter], options: ChangeOptions, factor: Array, setting: Setting) -> None:
        self._filters, self._measure, self._setting = filters, MEASURES[options.measure], setting
        self._gain = factor if options.normalise else None
        self.block = filters[0].block if filters else None
        self.halo = (filters[0].halo if filters else 0) + (reach(options.sigma) if self._measure.smooths else 0)

    def __call__(self, *dates: Array) -> tuple[Array, Array]:
        before, after = (chosen(date) for chosen, date in zip(self._filters, dates)) if self._filters else dates
        strength = self._measure.function(before, self.without_gain(after), self._setting)
        return strength, strength

    def without_gain(self, after: Array) -> Array:
        """The after image with the gain taken off, if that was asked for."""
        return after if self._gain is None else after / self._gain


def averaged_looks(correlated: NDArray[np.float64], options: ChangeOptions, looks: float) -> float:
    """Looks of a mean over the filter's window, times what smoothing the log-ratio adds.

    `correlated` is the autocorrelation of the unfiltered log-ratio (`speckle.correlation`). The mean has the looks of a
    pixel times the independent pixels in it. No filter smooths homogeneous ground more.
    """
    of_intensity = intensity_correlation(correlated, looks)
    filtered = options.filter != NO_FILTER
    averaged = looks * independent_pixels(options.window, of_intensity) if filtered else looks
    if MEASURES[options.measure].smooths:
        window, seen = (options.window, of_intensity) if filtered else (1, correlated)
        averaged = looks_after_smoothing(averaged, seen, window, options.sigma)
    return averaged


class Evidence(NamedTuple):
    """Of one block: log-odds of change (rows, cols), positive or negative direction, and what they came from."""

    odds: Array
    way: Array
    network: Array
    """Log-odds by the network alone, at its temperature."""

    ratio: Array
    """Signed, smoothed log-ratio as multiples of the scene's threshold."""


@dataclass
class Networked:
    """Signed probability of change, by a network and what the averages say."""

    model: ChangeModel
    averages: Averages
    options: ChangeOptions
    levels: tuple[Level, ...]
    looks: float
    """Of the input."""

    averaged: float
    """Looks of a mean over the windows of the averages."""

    calibration: Calibration
    threshold: float = 1.0
    """In dB, at which this scene's log-ratios part."""

    classifier: Classifier | None = None

    @property
    def block(self) -> tuple[int, int]:
        return ADAPTIVE_BLOCK if self.options.measure == "adaptive" else self.model.block

    @property
    def halo(self) -> int:
        """A multiple of the stride, so that the network sees its grid where it would in the whole raster."""
        seen = max(self.model.halo, self.averages.halo, reach(max(SCALES)))
        seen += 2 * GUIDED_RADIUS if self.options.measure == "adaptive" else 0
        return -(-seen // self.model.stride) * self.model.stride

    def __call__(self, before: Array, after: Array) -> tuple[Array, Array]:
        evidence = self.evidence(before, after)
        strength = np.copysign(special.expit(evidence.odds), evidence.way).astype(np.float32)
        return strength, strength

    def evidence(self, before: Array, after: Array) -> Evidence:
        """All that is known of a block."""
        evidence, features = self._fused(before, after)
        if self.options.measure != "adaptive":
            return evidence
        odds = evidence.odds if self.classifier is None else self.classifier(features(), np.abs(evidence.ratio))
        missing = np.isnan(odds)
        smooth = guided(np.where(missing, np.float32(0), odds), np.where(missing, np.float32(0), evidence.ratio))
        return evidence._replace(odds=np.where(missing, np.float32(np.nan), smooth))

    def contributions(self, before: Array, after: Array) -> Array:
        """Log-odds by network and by log-ratio, and the share of the network in their magnitudes, (3, rows, cols)."""
        evidence, _ = self._fused(before, after)
        network, statistics = evidence.network, np.zeros_like(evidence.network)
        if self.options.measure != "learned":
            used = self.calibration.weights.shifted(self.options.weight)
            network = np.float32(used.network) * network
            statistics = np.float32(used.statistics) * (np.abs(evidence.ratio) - 1)
        total = np.abs(network) + np.abs(statistics)
        share = np.abs(network) / np.maximum(total, np.float32(1e-6))
        missing = np.isnan(evidence.odds)
        return np.where(missing, np.float32(np.nan), np.stack([network, statistics, share]))

    def sample(self, before: Array, after: Array, inner: tuple[slice, slice]) -> tuple[Array, Array]:
        """Features (k, n) and |log-ratio| over the threshold (n,) of the pixels with data in the middle of a window."""
        evidence, features = self._fused(before, after)
        multiple = np.abs(evidence.ratio[inner]).ravel()
        known = np.isfinite(multiple)
        found = features()[(slice(None), *inner)]
        return found.reshape(len(found), -1)[:, known], multiple[known]

    def _network_odds(self, probabilities: Array) -> Array:
        if self.options.focus == "flood":
            flood = self.calibration.flood
            return np.float32(flood.bias) + np.float32(flood.network) * odds_of_flood(probabilities)
        return odds_of_change(probabilities) / np.float32(self.calibration.temperature("learned", self.looks))

    def _fused(self, before: Array, after: Array) -> tuple[Evidence, Callable[[], Array]]:
        strength = self.averages(before, after)[0]
        after = self.averages.without_gain(after)
        wanted = self.options.measure == "adaptive"
        question = Question(self.options.focus == "flood", self.threshold)
        found = self.model(before, after, self.levels, question, wanted)
        network = self._network_odds(found.probabilities)
        ratio = relative(strength, self.threshold)
        excess = np.abs(ratio) - np.float32(1)
        way = np.log(found.probabilities[2] / found.probabilities[0])
        if question.flood:
            way = np.full_like(way, -1)  # water is darker than land
        if self.options.measure == "learned":
            odds = network
        elif self.options.measure == "blend":
            odds = blend(network, excess, self.options.weight)
        else:
            fitted = self.calibration.weights
            odds = fused(network, excess, fitted, self.options.weight)
            odds = odds / np.float32(self.calibration.temperature("fused", self.looks))
            way = fitted.network * way + fitted.statistics * ratio
        odds = np.where(np.isfinite(ratio), odds, np.float32(np.nan))

        def features() -> Array:
            ratios = log_ratio(before, after)
            magnitudes = [np.abs(strongest(gaussian(ratios, sigma))) for sigma in SCALES]
            own = np.stack([np.clip(network, -MOST_ODDS, MOST_ODDS), *magnitudes])
            return own if found.features is None else np.concatenate([found.features, own])

        return Evidence(odds.astype(np.float32), np.asarray(way, np.float32), network, ratio), features


def networked(
    pair: Pair, averages: Averages, options: ChangeOptions, looks: float, averaged: float, log: Log, progress: Progress
) -> Networked:
    """The strength by a network, after a look at the scene. Raises InputError for a model that does not fit."""
    model = options.opened_model()
    model.check_bands(len(pair.names))
    raw = [
        (pair.before.read(window), pair.after.read(window))
        for window in watched(pair.before.raster.sample_windows(), progress, 0.0)
    ]
    samples = [(before, averages.without_gain(after)) for before, after in raw]
    calibration = model.calibration if options.measure == "learned" else model.fitted_calibration()
    found = Networked(model, averages, options, scene_levels(samples), looks, averaged, calibration)
    strengths = [averages(*sample)[0] for sample in raw]
    found.threshold = scene_threshold(strengths, averaged, len(pair.names))
    log(f"This scene's own threshold of the smoothed log-ratio: {found.threshold:.2f} dB.")
    if options.focus == "flood":
        _say_if_calm(strengths, found.threshold, log)
    if options.measure == "adaptive":
        found.classifier = _learned(pair, found, log, progress)
    return found


def _say_if_calm(strengths: list[Array], threshold: float, log: Log) -> None:
    """Asked for floods, the network outlines some on half of the land of a pair that only speckle tells apart."""
    valid = sum(int(np.count_nonzero(np.isfinite(one))) for one in strengths)
    share = sum(int(np.count_nonzero(np.abs(one) > threshold)) for one in strengths) / max(valid, 1)
    if share <= CALM:
        log(
            f"Warning: the dates differ by no more than speckle ({share:.1%} of the scene by more than {threshold:.2f} "
            "dB). Asked for floods, the network takes for granted that there is one: do not trust what it outlines."
        )


def _learned(pair: Pair, strength: Networked, log: Log, progress: Progress) -> Classifier | None:
    rng = np.random.default_rng(SEED)
    features, multiples = zip(*_samples(pair, strength, rng, progress))
    classifier = learn(np.concatenate(features, axis=1), np.concatenate(multiples), rng)
    if classifier is None:
        log("Adaptive: too few pixels of this scene are certainly changed or unchanged, so the fused evidence counts.")
    return classifier


def _samples(
    pair: Pair, strength: Networked, rng: np.random.Generator, progress: Progress
) -> Iterator[tuple[Array, Array]]:
    shape = pair.before.grid.shape
    for window in watched(pair.before.raster.sample_windows(), progress, 0.0):
        outer = window.grown(strength.halo, shape)
        features, multiples = strength.sample(pair.before.read(outer), pair.after.read(outer), window.inside(outer))
        chosen = rng.permutation(multiples.size)[:LABELLED_PER_WINDOW]
        yield features[:, chosen], multiples[chosen]


class Certainty:
    """Strength and intensities of both dates to the probability of change and its standard deviation, (2, rows, cols).

    The variance is that of the probability over the run that the strength came from and three mirrored ones, plus what
    the speckle in the averages makes of it through the weight of the statistics.
    """

    def __init__(self, strength: Networked) -> None:
        self._strength = strength
        self.halo, self.block = strength.halo, strength.block
        self._of_speckle = 0.0
        if strength.options.measure in ("fused", "adaptive"):
            weight = strength.calibration.weights.shifted(strength.options.weight).statistics
            weight /= strength.calibration.temperature("fused", strength.looks)
            self._of_speckle = weight * speckle_share(strength.averaged, strength.threshold)

    def __call__(self, strength: Array, before: Array, after: Array) -> Array:
        mirrored = [special.expit(turn(self._strength.evidence(turn(before), turn(after)).odds)) for turn in MIRRORED]
        runs = [np.abs(strength[0]), *mirrored]
        mean = np.mean(runs, axis=0)
        variance = np.var(runs, axis=0) + (mean * (1 - mean) * self._of_speckle) ** 2
        return np.stack([mean, np.sqrt(variance)]).astype(np.float32)
