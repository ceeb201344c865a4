"""Judge a map of change by a reference: counts, figures, curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, Source, check_cancelled, stage, unheard, walk
from ...change.evaluation import Confusion, Scores
from ...errors import InputError
from ...grid import IDENTITY, Window
from ...outputs import Outputs
from ...raster import Aligned, Burnt, Content, Raster, RasterTarget
from ..opening import Array, Log, check_choice, unsaid
from ..targets import reserved
from .evaluation_report import evaluation_json, evaluation_report
from .files import REPORT_SUFFIXES
from .polygons import UPSIDE_DOWN

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
    """A key of KINDS."""

    band: int = 1
    changed: tuple[int, ...] = (1, 3)
    """Classes of the map that are change; those of aurorasar:detectchange."""

    threshold: float = 0.5
    """Of probability or magnitude of strength: what lies above is called changed."""

    reference_band: int = 1
    reference_changed: tuple[int, ...] = ()
    """Values of a reference raster that are change; none means all but 0."""

    def check(self) -> None:
        """Raise InputError for values that no map could make right."""
        check_choice("kind of map", self.kind, KINDS)
        if self.kind == "classes" and not self.changed:
            raise InputError("No class of the map is change: give the values that are, such as 1,3.")
        if not self.threshold >= 0:
            raise InputError(f"The threshold is {self.threshold:g}: choose one that is not negative.")


@dataclass(frozen=True)
class Reference:
    """Where the truth is: a raster or polygons, not both."""

    raster: str | None = None
    polygons: str | None = None
    layer: str = ""
    """Name of the layer in the polygons' file; empty means the first."""

    def check(self) -> None:
        """Raise InputError unless exactly one is given."""
        if bool(self.raster) == bool(self.polygons):
            raise InputError("Choose one reference: either a raster or polygons.")


@dataclass(frozen=True)
class EvaluateFiles:
    """Where the results go; None leaves one out."""

    report: str | None = None
    json: str | None = None
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
    given = Raster.open(source)
    if not 1 <= options.band <= given.count:
        raise InputError(f"{given.name} has {given.count} band(s), but band {options.band} was asked for.")
    inputs = [path for path in (source, reference.raster, reference.polygons) if path]
    with given, Outputs(inputs) as outputs:
        truth, close = _truth(reference, given, options, log)
        outputs.close_on_exit(close)
        names = {"map": given.name, "reference": inputs[-1].rsplit("/", 1)[-1], **asdict(options)}
        targets = _errors(outputs, files, given, names)
        report = outputs.reserve(files.report, REPORT_SUFFIXES) if files.report else None
        table = outputs.reserve(files.json, JSON_SUFFIXES) if files.json else None
        tally = _Tally(HIGHEST[options.kind])
        walk(
            given.grid.shape, [_Scored(given, options), truth], _compared(options), [tally, *targets],
            block=given.block, progress=stage(progress, 0.02, 0.85),
        )  # fmt: skip
        found = _figures(tally, options)
        for name, meaning in FIGURES.items():
            log(f"{meaning}: {getattr(found, name):.6g}")
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
    options: EvaluateOptions

    def read(self, window: Window) -> Array:
        values = self.raster.read(window, [self.options.band - 1])
        if self.options.kind == "classes":
            return np.where(np.isfinite(values), np.isin(values, self.options.changed), np.nan).astype(np.float32)
        if self.options.kind == "strength":
            return np.abs(values)
        if np.any((values < 0) | (values > 1)):
            raise InputError(
                f"{self.raster.name} holds values outside 0 to 1, which no probability has: choose another band, or "
                "the kind 'strength' or 'classes'."
            )
        return values


def _truth(
    reference: Reference, given: Raster, options: EvaluateOptions, log: Log
) -> tuple[Source, Callable[[], None]]:
    """The reference as a Source of shares of change on the map's grid, and how to let go of it."""
    if reference.polygons:
        grid = given.grid
        grid = replace(grid, transform=UPSIDE_DOWN) if grid.transform == IDENTITY else grid
        burnt = Burnt(reference.polygons, reference.layer, grid)
        log(f"{burnt.count} reference polygons.")
        return burnt, lambda: None
    aligned = reference_raster(
        reference.raster or "", given, options.reference_band, options.reference_changed, log
    )  # fmt: skip
    return aligned, aligned.raster.close


def reference_raster(path: str, given: Raster, band: int, values: Sequence[int], log: Log) -> Aligned:
    """A reference raster as a Source of shares of change on a map's grid, NaN where it has no data.

    Change are the given values of a band (counted from 1), or all but 0. Raises InputError if there is no such band.
    """
    raster = Raster.open(path)
    if not 1 <= band <= raster.count:
        raise InputError(f"{raster.name} has {raster.count} band(s), but band {band} was asked for.")

    def changed(pixels: Array) -> Array:
        known = np.isfinite(pixels)
        inside = np.isin(pixels, values) if values else pixels != 0
        return np.where(known, inside, np.nan).astype(np.float32)

    aligned = Aligned(raster, given.grid, changed, [band - 1])
    if aligned.resampled:
        log(f"{raster.name} is resampled onto the grid of {given.name}.")
    return aligned


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
