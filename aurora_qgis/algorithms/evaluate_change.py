"""aurorasar:evaluatechange"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ..core.jobs import (
    FIGURES,
    KINDS,
    EvaluateFiles,
    EvaluateOptions,
    Reference,
    band_numbers,
    evaluate_change,
)  # fmt: skip
from .base import AuroraAlgorithm, Integer, choice, known, listen, number, with_help

DEFAULT = EvaluateOptions()
FORMATS = ["gpkg", "geojson", "shp", "fgb", "sqlite", "kml", "gml"]
"""Vector files that are read as they are; of any other layer QGIS makes one of these."""


class EvaluateChange(AuroraAlgorithm):
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

    polygons: tuple[str, str] = ("", "")
    """Path and layer name of the reference polygons, while a run is on."""

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._map(), *self._reference(), *self._files())

    def _map(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(QgsProcessingParameterRasterLayer("MAP", "Change map"), "Classes, probability or strength."),
            number("BAND", "Band", DEFAULT.band, "The band of the map to judge.", least=1, most=10_000, kind=Integer),
            choice("KIND", "What the map holds", list(KINDS), DEFAULT.kind,
                   "; ".join(f"{name}: {text}" for name, text in KINDS.items()) + "."),
            with_help(
                QgsProcessingParameterString(
                    "CHANGED", "Classes that are change", ",".join(map(str, DEFAULT.changed)), optional=True
                ),
                "For classes: their values, separated by commas. 1,3 are decrease and increase of "
                "aurorasar:detectchange.",
            ),
            number("THRESHOLD", "Threshold", DEFAULT.threshold,
                   "For a probability or the magnitude of a strength: what lies above is called changed.", most=1000),
        )  # fmt: skip

    def _reference(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterRasterLayer("REFERENCE", "Reference raster", optional=True),
                "The truth as a raster; on another grid it is resampled. Choose this or polygons.",
            ),
            number("REFERENCE_BAND", "Band of the reference raster", DEFAULT.reference_band,
                   "The band that holds the truth.", least=1, most=10_000, kind=Integer, advanced=True),
            with_help(
                QgsProcessingParameterString(
                    "REFERENCE_CHANGED", "Values of the reference that are change (empty means all but 0)", "",
                    optional=True,
                ),
                "Separated by commas, such as 255 or 1,3.",
            ),
            with_help(
                QgsProcessingParameterVectorLayer(
                    "POLYGONS", "Reference polygons", [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
                ),
                "Inside everything changed, outside nothing did; any coordinate reference system.",
            ),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterFileDestination(
                    "REPORT", "Report", "HTML files (*.html)", optional=True, createByDefault=True
                ),
                "A page with all figures and curves (.html).",
            ),
            with_help(
                QgsProcessingParameterFileDestination(
                    "JSON", "Figures as JSON", "JSON files (*.json)", optional=True, createByDefault=False
                ),
                "The same for programs (.json).",
            ),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "ERRORS", "Map of errors", optional=True, createByDefault=False
                ),
                "1 hit, 2 false alarm, 3 miss, 4 rightly unchanged, 0 not compared (.tif).",
            ),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()
        given = {name: parameters.get(name) not in (None, "") for name in ("REFERENCE", "POLYGONS")}
        Reference("given" if given["REFERENCE"] else None, "given" if given["POLYGONS"] else None).check()

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        self.polygons = ("", "")
        if not self._left_out(parameters, "POLYGONS"):
            path, layer = self.parameterAsCompatibleSourceLayerPathAndLayerName(
                parameters, "POLYGONS", context, FORMATS, "gpkg", feedback
            )
            self.polygons = (path, layer or "")
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        places = {
            "REPORT": self.parameterAsFileOutput(parameters, "REPORT", context) or None,
            "JSON": self.parameterAsFileOutput(parameters, "JSON", context) or None,
            "ERRORS": self.parameterAsOutputLayer(parameters, "ERRORS", context) or None,
        }
        found = evaluate_change(
            self.paths["MAP"], Reference(self.paths.get("REFERENCE"), self.polygons[0] or None, self.polygons[1]),
            EvaluateFiles(**{name.lower(): path for name, path in places.items()}),
            self._options(parameters, context), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **{name: path for name, path in places.items() if path},
            **{name.upper(): known(value) for name, value in asdict(found).items()},
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> EvaluateOptions:
        return EvaluateOptions(
            kind=self.parameterAsString(parameters, "KIND", context),
            band=self.parameterAsInt(parameters, "BAND", context),
            changed=band_numbers(self.parameterAsString(parameters, "CHANGED", context)),
            threshold=self.parameterAsDouble(parameters, "THRESHOLD", context),
            reference_band=self.parameterAsInt(parameters, "REFERENCE_BAND", context),
            reference_changed=band_numbers(self.parameterAsString(parameters, "REFERENCE_CHANGED", context)),
        )
