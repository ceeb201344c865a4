"""The surroundings of a place on two dates, and what they say about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress
from ...change import Direction, classify, gain
from ...change.evidence import evidence
from ...change.explanation import NEIGHBOURS, Figures, Levels, Quality, kind, sentence
from ...change.measures import Setting, reach, smoothed
from ...errors import InputError
from ...grid import Window
from ...raster import Raster
from ...speckle import boxcar
from ..change.detecting import GAIN_WINDOW
from ..change.explaining import Explanation, explanation_bands, remaining, scene_levels
from ..change.pairing import Pair
from ..opening import Array, Log, input_looks
from .place_chips import chips
from .place_inputs import PlaceInputs, PlaceOptions
from .place_series import SeriesAtPlace, averaged_looks
from .place_summary import BandAtPlace, PlaceSummary

FIGURES = 4
"""Bands of an explanation raster that are of all polarisations together: p-value, agreement, distance, flags."""


class PairAtPlace:
    """The surroundings of the place on both dates, and what they say about it."""

    def __init__(
        self, pair: Pair, at: Window, inputs: PlaceInputs, options: PlaceOptions, log: Log, progress: Progress
    ) -> None:
        self.pair, self.at, self.options = pair, at, options
        looks = input_looks(options.looks, [pair.before, pair.second], log, progress)
        self.looks = averaged_looks(pair.log_ratios(lambda intensity: intensity, progress, 0.5), looks, options.window)
        zero = np.zeros(len(pair.names))
        averaging = pair.log_ratios(lambda intensity: boxcar(intensity, GAIN_WINDOW), progress, 0.7)
        self.gain_db = gain(averaging) if options.normalise else zero
        self.levels: Levels = scene_levels(pair.before.samples(), "auto", log)
        halo = max(options.chip // 2, options.window + reach(Setting.sigma) + NEIGHBOURS)
        self.around = at.grown(halo, pair.before.grid.shape)
        self.dates = pair.before.read(self.around), pair.after.read(self.around)
        self.here = at.inside(self.around)
        if not all(np.isfinite(date[(slice(None), *self.here)]).all() for date in self.dates):
            raise InputError("There is no data at the place on both dates: choose another one.")
        self._decide(inputs)

    def _decide(self, inputs: PlaceInputs) -> None:
        """The figures of `explanation_bands`, from the raster of that name or made here, and what they come from."""
        factor = (10 ** (self.gain_db / 10)).astype(np.float32)[:, np.newaxis, np.newaxis]
        before, after = (boxcar(date, self.options.window) for date in (self.dates[0], self.dates[1] / factor))
        if inputs.strength:
            strength, self.source = self._read(inputs.strength)[:1], f"strength from {Path(inputs.strength).name}"
        else:
            strength = smoothed(before, after, Setting())[np.newaxis]
            self.source = f"log-ratio of means over {self.options.window} x {self.options.window} pixels, smoothed"
        if inputs.explanation:
            figures = self._figures(inputs.explanation)
            self.threshold = abs(float(strength[(0, *self.here)][0, 0])) - figures[-2]
            self.source += f"; threshold and figures from {Path(inputs.explanation).name}"
        else:
            self.threshold = self.options.threshold
            explanation = Explanation(
                self.options.window, self.looks, factor, self.threshold, self.levels.noise,
                remaining(self.pair.shift, False),
            )  # fmt: skip
            classes = classify(strength[0], self.threshold)[np.newaxis]
            figures = _at(explanation(*self.dates, strength, classes)[0], self.here)
            self.source += f"; threshold of {self.threshold:g} dB as given"
        self.figures, self.strength = figures, float(_at(strength, self.here)[0])

    def _figures(self, path: str) -> list[float]:
        values = self._read(path)
        if len(values) != len(explanation_bands(self.pair.names)):
            raise InputError(
                f"{path} has {len(values)} bands, which does not fit {len(self.pair.names)} polarisation(s): choose "
                "the explanation that 'Detect change between two dates' made of these images."
            )
        found = _at(values, self.here)
        if np.isnan(found).any():
            raise InputError(f"{path} has no data at the place: choose another one.")
        return found

    def _read(self, path: str) -> Array:
        """The surroundings from a product of the change detection, which lies on the before image's grid."""
        with Raster.open(path) as raster:
            if raster.grid.shape != self.pair.before.grid.shape or raster.grid.offset_in(self.pair.before.grid) != (
                0,
                0,
            ):
                raise InputError(
                    f"{raster.name} does not lie on the grid of {self.pair.before.raster.name}: choose what 'Detect "
                    "change between two dates' made of these images."
                )
            return raster.read(self.around)

    def summary(self, series: SeriesAtPlace | None) -> PlaceSummary:
        names, count = self.pair.names, len(self.pair.names)
        before, after, difference = (self.figures[first : 3 * count : 3] for first in range(3))
        p_value, agreement, distance, flags = self.figures[3 * count : 3 * count + FIGURES]
        parts = evidence(np.array(difference), self.looks)
        single = [10 * np.log10(_at(date, self.here)) for date in self.dates]
        bands = tuple(
            BandAtPlace(*band)
            for band in zip(names, *single, before, after, difference, parts, parts / max(parts.sum(), 1e-12))
        )
        changed = Direction.DECREASE if self.strength < 0 else Direction.INCREASE
        figures = Figures(before[0], after[0], p_value, agreement, distance, Quality(int(flags)), changed)
        way = changed if distance > 0 else Direction.NONE
        return PlaceSummary(
            self.pair.before.raster.name, self.pair.second.raster.name, self.at.row, self.at.col, bands,
            way.name.lower(), self.strength, self.threshold, p_value, agreement, self.looks,
            tuple(float(one) for one in self.gain_db), tuple(_flag_names(figures.quality)),
            kind(figures, self.levels).value, f"{sentence(figures, self.levels)} {_deciding(bands)}".strip(),
            self.source, series, chips(*self.dates, self.here, self.options.chip, names[0]),
        )  # fmt: skip


def _at(values: NDArray[np.floating[Any]], here: tuple[slice, slice]) -> list[float]:
    """All bands of the pixel."""
    return [float(one) for one in values[(slice(None), *here)].ravel()]


def _flag_names(flags: Quality) -> list[str]:
    return [one.name.lower().replace("_", " ") for one in Quality if one and one in flags and one.name]


def _deciding(bands: tuple[BandAtPlace, ...]) -> str:
    """Which of several bands the evidence comes from."""
    if len(bands) == 1:
        return ""
    first = max(bands, key=lambda band: band.evidence)
    return f"{first.share:.0%} of the evidence comes from {first.name} ({first.difference_db:+.1f} dB)."
