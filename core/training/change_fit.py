"""Fit a change network's temperatures and its weight against the statistics, on pairs held out of its training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from ..change import log_ratio
from ..change.fusion import Weights, fit, fused, odds_of_change, odds_of_flood, relative, scene_threshold
from ..change.measures import Setting
from ..jobs import ChangeOptions
from ..jobs.change.detecting import CORRELATION_REACH
from ..jobs.change.evidence import Averages, averaged_looks
from ..jobs.speckle.filtering import bind
from ..speckle import Settings, correlation
from .change_grounds import (
    DECREASE,
    FLOOD_LOOKS,
    NONE,
    UNKNOWN,
    Array,
    Flood,
    Made,
    Question,
    Sample,
    flood_sample,
    labels_of,
    made_sample,
)

Values = NDArray[np.float64]

LOOKS = (1.4, 2.5, 5.0, 10.0, 17.0)
"""Middles of the groups of looks, by their logarithm, in which temperatures are fitted."""

PIXELS = 2500
"""Of a pair that count, at random."""


Run = Callable[[Sample, Question], NDArray[np.float32]]
"""The network's probabilities (3, rows, cols) for a question."""


class Known(NamedTuple):
    """Pixels whose truth is known: evidence, truth and looks, (n,) each."""

    network: Values
    excess: Values
    changed: NDArray[np.bool_]
    looks: Values


def collect(made: Sequence[Made], run: Run, seed: int) -> Known:
    """The evidence in simulated pairs."""
    rng = np.random.default_rng(seed)
    parts = []
    for pair in made:
        excess, threshold = _excess(pair.before, pair.after, pair.looks)
        sample = made_sample(pair, None)
        question = Question(False, threshold / sample.spread)
        labels = labels_of(sample, question)
        known = np.flatnonzero((labels != UNKNOWN) & np.isfinite(excess))
        chosen = rng.choice(known, min(PIXELS, known.size), replace=False)
        network = odds_of_change(np.clip(run(sample, question), 1e-6, 1))
        changed = labels.ravel()[chosen] != NONE
        parts.append((network.ravel()[chosen], excess.ravel()[chosen], changed, np.full(chosen.size, pair.looks)))
    columns = [np.concatenate(column) for column in zip(*parts)]
    return Known(columns[0].astype(float), columns[1].astype(float), columns[2].astype(bool), columns[3].astype(float))


def collect_real(floods: Sequence[Flood], run: Run, seed: int) -> Known:
    """The evidence of any change in real pairs, and what experts call flooded; their looks are not known."""
    rng = np.random.default_rng(seed)
    parts = []
    for flood in floods:
        before, after = flood.before[np.newaxis], flood.after[np.newaxis]
        excess, threshold = _excess(before, after, FLOOD_LOOKS)
        sample = flood_sample(flood)
        network = odds_of_change(np.clip(run(sample, Question(False, threshold / sample.spread)), 1e-6, 1))
        known = np.flatnonzero(np.isfinite(excess))
        chosen = rng.choice(known, min(PIXELS, known.size), replace=False)
        parts.append((network.ravel()[chosen], excess.ravel()[chosen], flood.mask.ravel()[chosen]))
    network, excess, changed = (np.concatenate(column) for column in zip(*parts))
    looks = np.full(network.size, FLOOD_LOOKS)
    return Known(network.astype(float), excess.astype(float), changed.astype(bool), looks)


def _excess(before: Array, after: Array, looks: float) -> tuple[Array, float]:
    """Of the smoothed log-ratio over the scene's own threshold, and that in dB, by the default settings of the job."""
    options = ChangeOptions(measure="fused")
    shape = (before.shape[1], before.shape[2])
    settings = Settings(options.window, looks)
    filters = [bind(options.filter, settings, shape, shape, [date]) for date in (before, after)]
    no_gain = np.ones((len(before), 1, 1), np.float32)
    strength = Averages(filters, options, no_gain, Setting(options.sigma))(before, after)[0]
    correlated = correlation([log_ratio(before, after)], CORRELATION_REACH)
    threshold = scene_threshold([strength], averaged_looks(correlated, options, looks), len(before))
    return np.asarray(np.abs(relative(strength, threshold)) - 1, np.float32), threshold


def collect_floods(floods: Sequence[Sample], run: Run, seed: int) -> Known:
    """The network's evidence in real pairs asked for floods."""
    rng = np.random.default_rng(seed)
    parts = []
    for sample in floods:
        labels = labels_of(sample, Question(True, 1.0)).ravel()
        known = np.flatnonzero(labels != UNKNOWN)
        chosen = rng.choice(known, min(PIXELS, known.size), replace=False)
        network = odds_of_flood(np.clip(run(sample, Question(True, 1.0)), 1e-6, 1)).ravel()[chosen]
        parts.append((network, labels[chosen] == DECREASE))
    network, changed = (np.concatenate(column) for column in zip(*parts))
    return Known(network.astype(float), np.zeros(network.size), changed.astype(bool), np.ones(network.size))


def calibration(known: Known, real: Known | None, floods: Known | None) -> dict[str, Any]:
    """What the card states under `calibration`: see core.change.learned.Calibration.

    Temperatures come from simulated pairs `known`, the weights of network and statistics from real ones as well, since
    the network is at home in the simulation; `floods` gives the offset and slope for floods.
    """
    of_network = _temperatures(known.network, known)
    scaled = known.network / np.interp(np.log(known.looks), np.log(LOOKS), of_network)
    weights = _weights(known, real)
    together = fused(scaled, known.excess, weights)
    flood = Weights(0.0, 1.0, 0.0)
    if floods is not None:
        bias, slope = fit(np.stack([np.ones_like(floods.network), floods.network], axis=1), floods.changed)
        flood = Weights(float(bias), float(slope), 0.0)
    return {
        "looks": list(LOOKS),
        "temperatures": {
            "learned": [round(one, 4) for one in of_network],
            "fused": [round(one, 4) for one in _temperatures(together, known)],
        },
        "weights": _rounded(weights),
        "flood": _rounded(flood),
    }


def _weights(known: Known, real: Known | None) -> Weights:
    """Real pairs have a bias of their own: experts call floods only. What is kept has none: how much has changed
    differs by scene, and at the scene's own threshold the log-ratio tells nothing.
    """
    both = [known] if real is None else [known, real]
    own = np.concatenate([np.full(one.network.size, float(index)) for index, one in enumerate(both)])
    network, excess, changed = (
        np.concatenate([getattr(one, name) for one in both]) for name in ("network", "excess", "changed")
    )
    _, of_network, of_statistics = fit(np.stack([own, network, excess], axis=1), changed, positive=(1, 2))
    return Weights(0.0, float(of_network), float(of_statistics))


def _rounded(weights: Weights) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(weights).items()}


def _temperatures(odds: Values, known: Known) -> list[float]:
    """For each of LOOKS; a group of too few pixels has the temperature of all."""
    of_all = _temperature(odds, known.changed)
    return [
        _temperature(odds[part], known.changed[part]) if part.sum() >= PIXELS else of_all for part in groups(known)
    ]


def groups(known: Known) -> list[NDArray[np.bool_]]:
    """The pixels that are nearest to each of LOOKS."""
    edges = np.sqrt(np.array(LOOKS)[1:] * np.array(LOOKS)[:-1])
    group = np.searchsorted(edges, known.looks)
    return [group == one for one in range(len(LOOKS))]


def _temperature(odds: Values, changed: NDArray[np.bool_]) -> float:
    """Of greatest likelihood."""
    sign = np.where(changed, 1.0, -1.0)

    def cost(log: float) -> float:
        return float(np.logaddexp(0, -sign * odds / np.exp(log)).mean())

    return float(np.exp(optimize.minimize_scalar(cost, bounds=(-1.5, 1.5), method="bounded").x))
