"""aurorasar:evaluatechange"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterVectorLayer,
)

from ..core.jobs import (
    FIGURES,
    KINDS,
    EvaluateFiles,
    EvaluateOptions,
    evaluate_change,
)  # fmt: skip
from .base import known, listen
from .given import Given, fields
from .parameters import Integer, choice, json_output, number, raster, raster_output, report, with_help, word
from .truth import AgainstTruth, reference_band, reference_changed

DEFAULT = EvaluateOptions()


class EvaluateChange(AgainstTruth):
    """Judge a map of change."""

    NAME = "evaluatechange"
    TITLE = "Evaluate a change map"
    GROUP = "Change"
    TAGS = ("change", "accuracy", "validation", "kappa", "f1", "confusion matrix", "roc", "calibration", "ground truth")
    HELP = (
        "Compares a map of change with a reference, pixel by pixel on the map's grid: confusion counts, precision, "
        "recall, F1, overall accuracy, kappa, intersection over union, and, for a probability or a strength, the area "
        "under the ROC curve, average precision, figures by threshold and the reliability of the probability. The "
        "reference is a raster or a layer of polygons, inside of which everything changed and outside of which nothing "
        "did. Where either has no data nothing is compared. Where little changed, overall accuracy says little: look "
        "at kappa and F1."
    )
    NUMBERS = {name.upper(): text for name, text in FIGURES.items()}
    STYLES = {"ERRORS": "evaluation_errors"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._map(), *self._reference(), *self._files())

    def _map(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("MAP", "Change map", "Classes, probability or strength."),
            number("BAND", "Band", DEFAULT.band, "The band of the map to judge.", least=1, most=10_000, kind=Integer),
            choice("KIND", "What the map holds", list(KINDS), DEFAULT.kind,
                   "; ".join(f"{name}: {text}" for name, text in KINDS.items()) + "."),
            word(
                "CHANGED", "Classes that are change", ",".join(map(str, DEFAULT.changed)),
                "For classes: their values, separated by commas. 1,3 are decrease and increase of "
                "aurorasar:detectchange.",
            ),
            number("THRESHOLD", "Threshold", DEFAULT.threshold,
                   "For a probability or the magnitude of a strength: what lies above is called changed.", most=1000),
        )  # fmt: skip

    def _reference(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster(
                "REFERENCE", "Reference raster",
                "The truth as a raster; on another grid it is resampled. Choose this or polygons.", optional=True,
            ),
            reference_band(DEFAULT.reference_band),
            reference_changed(),
            with_help(
                QgsProcessingParameterVectorLayer(
                    "POLYGONS", "Reference polygons", [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
                ),
                "Inside everything changed, outside nothing did; any coordinate reference system.",
            ),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            report("A page with all figures and curves (.html)."),
            json_output("Figures as JSON", "The same for programs (.json)."),
            raster_output(
                "ERRORS", "Map of errors",
                "1 hit, 2 false alarm, 3 miss, 4 rightly unchanged, 0 not compared (.tif).", made=False,
            ),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        places = {name: given.wanted(name) for name in ("REPORT", "JSON", "ERRORS")}
        found = evaluate_change(
            self.paths["MAP"], self.reference(),
            EvaluateFiles(**fields(places)),
            self.options(given), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **places,
            **{name.upper(): known(value) for name, value in asdict(found).items()},
        }

    def options(self, given: Given) -> EvaluateOptions:
        return EvaluateOptions(
            kind=given.word("KIND"),
            band=given.whole("BAND"),
            changed=given.listed("CHANGED"),
            threshold=given.number("THRESHOLD"),
            reference_band=given.whole("REFERENCE_BAND"),
            reference_changed=given.listed("REFERENCE_CHANGED"),
        )
