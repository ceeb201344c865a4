"""Judge a map of change by a reference: counts, figures, curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, Source, check_cancelled, stage, unheard, walk
from ...change.evaluation import Confusion, Scores
from ...errors import InputError
from ...grid import Window
from ...outputs import Outputs
from ...raster import Burnt, Content, Raster, RasterTarget
from ..opening import Array, Log, check_choice, chosen_bands, unsaid
from ..targets import reserved
from .evaluation_report import evaluation_json, evaluation_report
from .files import REPORT_SUFFIXES
from .probabilities import probability_of_change
from .reference import Reference, reference_raster

KINDS = {
    "classes": "a map of classes, of which some are change",
    "probability": "a probability of change from 0 to 1",
    "strength": "a signed strength of change, of which the magnitude counts",
}
HIGHEST = {"classes": 1.0, "probability": 1.0, "strength": 60.0}
"""Score at which the histograms end."""

JSON_SUFFIXES = (".json",)


@dataclass(frozen=True)
class EvaluateOptions:
    """Parameters of `evaluate_change` with their defaults."""

    kind: str = "classes"
    """What the map holds, one of KINDS."""

    band: int = 1
    """Of the map, counted from 1."""

    changed: tuple[int, ...] = (1, 3)
    """Classes of the map that are change; those of aurorasar:detectchange."""

    threshold: float = 0.5
    """Of probability or magnitude of strength: what lies above is called changed."""

    reference_band: int = 1
    """Of a reference raster, counted from 1."""

    reference_changed: tuple[int, ...] = ()
    """Values of a reference raster that are change; none means all but 0."""

    def check(self) -> None:
        """Raise InputError for values that no map could make right."""
        check_choice("kind of map", self.kind, KINDS)
        if self.kind == "classes" and not self.changed:
            raise InputError("No class of the map is change: give the values that are, such as 1,3.")
        if not self.threshold >= 0:
            raise InputError(f"The threshold is {self.threshold:g}: choose one that is not negative.")
        if self.kind == "probability" and not self.threshold < 1:
            raise InputError(
                f"The threshold is {self.threshold:g}, which no probability exceeds: choose one below 1, such as 0.5."
            )


@dataclass(frozen=True)
class EvaluateFiles:
    """Where the results go; None leaves one out."""

    report: str | None = None
    """A page with figures and curves (.html)."""

    json: str | None = None
    """The figures (.json)."""

    errors: str | None = None
    """A raster: 1 hit, 2 false alarm, 3 miss, 4 rightly unchanged, 0 not compared."""


@dataclass(frozen=True)
class Evaluation:
    """Figures of a map; NaN where nothing defines one."""

    hits: int
    false_alarms: int
    misses: int
    rejections: int
    precision: float
    recall: float
    f1: float
    accuracy: float
    kappa: float
    iou: float
    auroc: float
    average_precision: float
    calibration_error: float
    """Expected calibration error; NaN unless the map is a probability."""

    best_threshold: float
    """At which F1 is highest on this reference; NaN for classes."""

    best_f1: float
    compared_share: float
    """Share of the map's pixels at which both map and reference have data."""


FIGURES = {
    "hits": "Hits: changed, and called so (pixels)",
    "false_alarms": "False alarms: unchanged, but called changed (pixels)",
    "misses": "Misses: changed, but not called so (pixels)",
    "rejections": "Rightly called unchanged (pixels)",
    "precision": "Precision: share of the calls that are right",
    "recall": "Recall: share of the changes that are found",
    "f1": "F1: harmonic mean of precision and recall",
    "accuracy": "Overall accuracy",
    "kappa": "Cohen's kappa: agreement beyond chance",
    "iou": "Intersection over union of the changed areas",
    "auroc": "Area under the ROC curve",
    "average_precision": "Average precision",
    "calibration_error": "Expected calibration error of the probability, 15 bins",
    "best_threshold": "Threshold of the highest F1 on this reference",
    "best_f1": "F1 at that threshold",
    "compared_share": "Share of the pixels that were compared",
}


def evaluate_change(
    source: str,
    reference: Reference,
    files: EvaluateFiles = EvaluateFiles(),
    options: EvaluateOptions = EvaluateOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> Evaluation:
    """Compare a map with the truth, pixel by pixel on the map's grid, in blocks.

    A reference raster on another grid is resampled, and what is at least half changed is changed. Raises InputError
    (also if the two have no pixels in common), OutputError or Cancelled.
    """
    options.check()
    reference.check()
    with Raster.open(source) as given, Outputs([source, reference.path]) as outputs:
        scored = _Scored(given, chosen_bands(given, [options.band]), options)
        truth = _truth(reference, given, options, outputs, log)
        names = {"map": given.name, "reference": reference.name, **asdict(options)}
        targets = _errors(outputs, files, given, names)
        report = outputs.reserve(files.report, REPORT_SUFFIXES) if files.report else None
        table = outputs.reserve(files.json, JSON_SUFFIXES) if files.json else None
        tally = _Tally(HIGHEST[options.kind])
        walk(
            given.grid.shape, [scored, truth], _compared(options), [tally, *targets],
            block=given.block, progress=stage(progress, 0.02, 0.85),
        )  # fmt: skip
        found = _figures(tally, options)
        for name, meaning in FIGURES.items():
            value = getattr(found, name)
            log(f"{meaning}: {'not defined' if value != value else f'{value:.6g}'}")
        _warn(tally.confusion, options.kind, log)
        for target in targets:
            target.finish(stage(progress, 0.85, 0.99))
        if report:
            report.write_text(evaluation_report(names, FIGURES, asdict(found), tally.scores, options.kind), "utf-8")
        if table:
            table.write_text(evaluation_json(names, asdict(found), tally.scores), "utf-8")
        check_cancelled(progress, 1.0)
        outputs.publish()
    return found


@dataclass(frozen=True)
class _Scored:
    """The map as a score of change, as a Source."""

    raster: Raster
    bands: tuple[int, ...]
    options: EvaluateOptions

    def read(self, window: Window) -> Array:
        if self.options.kind == "probability":
            return probability_of_change(self.raster, self.bands, window)
        values = self.raster.read(window, self.bands)
        if self.options.kind == "strength":
            return np.abs(values)
        return np.where(np.isfinite(values), np.isin(values, self.options.changed), np.nan).astype(np.float32)


def _truth(reference: Reference, given: Raster, options: EvaluateOptions, outputs: Outputs, log: Log) -> Source:
    """The reference as a Source of shares of change on the map's grid."""
    if reference.raster:
        band, changed = options.reference_band, options.reference_changed
        return reference_raster(reference.raster, given, band, changed, outputs, log)
    burnt = Burnt(reference.path, reference.layer, given.grid.shown)
    log(f"{burnt.count} reference polygons.")
    burnt.repairs.tell(log)
    return burnt


def _compared(options: EvaluateOptions) -> Callable[[Array, Array], tuple[NDArray[Any], ...]]:
    limit = 0.5 if options.kind == "classes" else options.threshold

    def compute(scores: Array, truth: Array) -> tuple[NDArray[Any], ...]:
        known = np.isfinite(scores[0]) & np.isfinite(truth[0])
        called, changed = scores[0] > limit, truth[0] >= 0.5
        codes = np.select([called & changed, called, changed], [1, 2, 3], 4)
        codes = np.where(known, codes, 0).astype(np.uint8)
        return np.stack([scores[0], codes]), codes

    return compute


class _Tally:
    """Counts and histograms, as a Target of `walk`."""

    def __init__(self, highest: float) -> None:
        self.scores = Scores(highest)
        self.counts = np.zeros(5, np.int64)

    def write(self, _window: Window, values: Array) -> None:
        """Take scores and codes, (2, rows, cols)."""
        codes = values[1].astype(np.int64)
        self.counts += np.bincount(codes.ravel(), minlength=5)
        known = codes > 0
        self.scores.add(values[0][known], (codes[known] == 1) | (codes[known] == 3))

    @property
    def confusion(self) -> Confusion:
        return Confusion(*(int(count) for count in self.counts[1:]))


def _warn(found: Confusion, kind: str, log: Log) -> None:
    """Of a map or a reference that says the same everywhere, of which few figures tell anything."""
    changed, called = found.hits + found.misses, found.hits + found.false_alarms
    if changed in (0, found.total):
        log(
            f"Warning: {'everything' if changed else 'nothing'} changed where the reference was compared, so AUROC and "
            "kappa tell nothing: check the values that are change, or that the reference lies on the map."
        )
    if not called:
        what = "classes that are change" if kind == "classes" else "threshold"
        log(f"Warning: the map calls nothing changed: check the {what}.")


def _figures(tally: _Tally, options: EvaluateOptions) -> Evaluation:
    found, scores = tally.confusion, tally.scores
    if not found.total:
        raise InputError("The map and the reference have no valid pixels in common: choose two of the same place.")
    curve = scores.curve
    best = int(np.argmax(curve.f1))
    graded = options.kind != "classes"
    return Evaluation(
        hits=found.hits,
        false_alarms=found.false_alarms,
        misses=found.misses,
        rejections=found.rejections,
        precision=found.precision,
        recall=found.recall,
        f1=found.f1,
        accuracy=found.accuracy,
        kappa=found.kappa,
        iou=found.iou,
        auroc=scores.auroc,
        average_precision=scores.average_precision,
        calibration_error=scores.reliability.expected_error if options.kind == "probability" else float("nan"),
        best_threshold=float(curve.thresholds[best]) if graded else float("nan"),
        best_f1=float(curve.f1[best]) if graded else found.f1,
        compared_share=found.total / int(tally.counts.sum()),
    )


def _errors(
    outputs: Outputs, files: EvaluateFiles, given: Raster, parameters: dict[str, Any]
) -> Sequence[RasterTarget]:
    if not files.errors:
        return []
    content = Content(
        given.grid, ["1 hit, 2 false alarm, 3 miss, 4 rightly unchanged"], np.uint8, 0, categorical=True,
        algorithm="aurorasar:evaluatechange", parameters=parameters, ground_control=given.ground_control(),
    )  # fmt: skip
    return [reserved(outputs, files.errors, content)]
