"""Why a place was called changed or not: its values on both dates, what decided, a sentence, chips, and its series."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..blocks import Progress, check_cancelled, stage, unheard
from ..change import Direction, classify, gain
from ..change.evidence import evidence
from ..change.explanation import NEIGHBOURS, Figures, Levels, Quality, kind, sentence
from ..change.measures import Setting, reach, smoothed
from ..errors import InputError
from ..grid import IDENTITY, Grid, Window, transform_points
from ..outputs import Outputs
from ..raster import Raster
from ..speckle import boxcar
from .detecting import GAIN_WINDOW, ChangeOptions
from .explaining import Explanation, explanation_bands, remaining, scene_levels
from .opening import AUTOMATIC, Array, Log, input_looks, unsaid
from .pairing import Pair, open_pair
from .place_chips import Chips, chips
from .place_series import PlaceSeries, SeriesAtPlace, averaged_looks

LEAST_CHIP, MOST_CHIP = 16, 512
JSON_SUFFIXES, HTML_SUFFIXES = (".json",), (".html", ".htm")
FIGURES = 4
"""Bands of an explanation raster that are of all polarisations together: p-value, agreement, distance, flags."""


@dataclass(frozen=True)
class Place:
    """A point as a map shows it."""

    x: float
    y: float
    crs: str = ""
    """Of the coordinates; empty means that of the raster. Of a raster without a CRS they are columns and minus rows."""

    def on(self, grid: Grid, name: str) -> Window:
        """The pixel of a grid, as a window. Raises InputError where the place lies outside."""
        x, y = np.array([self.x]), np.array([self.y])
        if self.crs and grid.crs:
            x, y = transform_points(Grid((1, 1), crs=self.crs), grid, x, y)
        if grid.transform == IDENTITY:
            y = -y  # QGIS shows a raster without a geotransform below y = 0
        rows, cols = grid.to_pixel(x, y)
        if not (0 <= rows[0] < grid.shape[0] and 0 <= cols[0] < grid.shape[1]):
            raise InputError(f"The place lies outside {name}: choose one that the image covers.")
        return Window(int(rows[0]), int(cols[0]), 1, 1)


@dataclass(frozen=True)
class PlaceInputs:
    """Products of the change detection, and series, that tell more about the place."""

    strength: str | None = None
    """Signed change strength, as detectchange writes it."""

    explanation: str | None = None
    """The explanation that detectchange writes: then all figures of the pair are its own."""

    series: tuple[str, ...] = ()
    """Rasters of one date each, or one whose bands are the dates."""

    dates: str = ""
    """A CSV file with lines 'name, date' for those that do not tell their date."""

    def check(self) -> None:
        """Raise InputError for products of which one is missing."""
        if self.explanation and not self.strength:
            raise InputError("An explanation belongs to a change strength: choose the strength it was made with, too.")


@dataclass(frozen=True)
class PlaceFiles:
    """Where the results go; None leaves one out."""

    json: str | None = None
    report: str | None = None


@dataclass(frozen=True)
class PlaceOptions:
    """Parameters of `explain_place` with their defaults."""

    window: int = ChangeOptions.window
    """Side of the means that are compared, in pixels."""

    looks: float = 0.0
    """Equivalent number of looks of the input; 0 means that they are estimated."""

    threshold: float = ChangeOptions.decibel
    """In dB; of no effect where an explanation tells the one that was used."""

    normalise: bool = False
    """Remove the gain between the dates that most of the ground shows."""

    significance: float = 0.001
    """Of each test along the series."""

    chip: int = 96
    """Rows and columns of the pictures."""

    before_bands: tuple[int, ...] = ()
    after_bands: tuple[int, ...] = ()
    before_scale: str = AUTOMATIC
    after_scale: str = AUTOMATIC

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        self.change.check()
        if not self.threshold > 0:
            raise InputError(f"The threshold is {self.threshold:g} dB: choose one above zero.")
        if not 0 < self.significance < 1:
            raise InputError(f"The significance is {self.significance:g}: choose one between 0 and 1, such as 0.001.")
        if not LEAST_CHIP <= self.chip <= MOST_CHIP:
            raise InputError(f"The chip has {self.chip} rows: choose {LEAST_CHIP} to {MOST_CHIP}.")

    @property
    def change(self) -> ChangeOptions:
        """The same for opening and averaging a pair."""
        return ChangeOptions(
            self.before_bands, self.after_bands, self.before_scale, self.after_scale, filter="boxcar",
            window=self.window, looks=self.looks, normalise=self.normalise,
        )  # fmt: skip


@dataclass(frozen=True)
class BandAtPlace:
    """One polarisation at the place, in dB."""

    name: str
    before_db: float
    """Of the pixel itself."""

    after_db: float
    before_mean_db: float
    """Of the mean around it."""

    after_mean_db: float
    difference_db: float
    evidence: float
    """-2 ln Q of this band; bands add up."""

    share: float
    """Of all bands' evidence, 0 to 1."""


@dataclass(frozen=True)
class PlaceSummary:
    """What is known about the place."""

    before: str
    after: str
    row: int
    col: int
    bands: tuple[BandAtPlace, ...]
    direction: str
    strength: float
    """Signed."""

    threshold: float
    p_value: float
    agreement: float
    looks: float
    """Of the means."""

    gain_db: tuple[float, ...]
    """Of the after image, removed from the means; zeros where it was not asked for."""

    flags: tuple[str, ...]
    kind: str
    sentence: str
    source: str
    """Where strength and threshold come from, in words."""

    series: SeriesAtPlace | None
    chips: Chips = field(repr=False)

    def as_json(self) -> str:
        """What is not known is null."""
        return json.dumps(_plain(asdict(self)), ensure_ascii=False)


def explain_place(
    before: str,
    after: str,
    place: Place,
    inputs: PlaceInputs = PlaceInputs(),
    files: PlaceFiles = PlaceFiles(),
    options: PlaceOptions = PlaceOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> PlaceSummary:
    """Explain one pixel of a pair of dates; on request as a JSON file and as an HTML page.

    Only the surroundings are read, besides the samples that scale, looks, gain and registration are taken from. Raises
    InputError, OutputError or Cancelled; then there are no files.
    """
    from .place_report import place_report

    options.check()
    inputs.check()
    chosen = (before, after, inputs.strength, inputs.explanation, *inputs.series)
    pair = open_pair(before, after, options.change, log, stage(progress, 0.0, 0.3))
    with pair.before.raster, pair.second.raster, Outputs([one for one in chosen if one]) as outputs:
        parts = [
            outputs.reserve(path, suffixes) if path else None
            for path, suffixes in ((files.json, JSON_SUFFIXES), (files.report, HTML_SUFFIXES))
        ]
        at = place.on(pair.before.grid, pair.before.raster.name)
        found = _PairAtPlace(pair, at, inputs, options, log, stage(progress, 0.3, 0.6))
        series = PlaceSeries(inputs.series, inputs.dates, options.window, options.looks, options.significance)
        seen = series.at(place.on, stage(progress, 0.6, 0.95), log) if inputs.series else None
        summary = found.summary(seen)
        for part, make in zip(parts, (PlaceSummary.as_json, place_report)):
            if part is not None:
                part.write_text(make(summary), encoding="utf-8")
        check_cancelled(progress, 1.0)
        outputs.publish()
    log(summary.sentence)
    return summary


class _PairAtPlace:
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
            strength, self.source = self._read(inputs.strength)[:1], f"strength from {inputs.strength}"
        else:
            strength = smoothed(before, after, Setting())[np.newaxis]
            self.source = f"log-ratio of means over {self.options.window} x {self.options.window} pixels, smoothed"
        if inputs.explanation:
            figures = self._figures(inputs.explanation)
            self.threshold = abs(float(strength[(0, *self.here)][0, 0])) - figures[-2]
            self.source += f"; threshold and figures from {inputs.explanation}"
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
        figures = Figures(before[0], after[0], p_value, agreement, distance, Quality(int(flags)))
        changed = Direction.DECREASE if self.strength < 0 else Direction.INCREASE
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


def _plain(value: Any) -> Any:
    """JSON has no NaN."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (float, np.floating)):
        return float(value) if np.isfinite(value) else None
    return value
