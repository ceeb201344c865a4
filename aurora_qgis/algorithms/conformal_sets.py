"""aurorasar:conformalsets"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBand,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ..core.jobs import (
    TRUTH_LABELS,
    ConformalFiles,
    ConformalOptions,
    Layout,
    Reference,
    band_numbers,
    conformal_sets,
)  # fmt: skip
from .base import AuroraAlgorithm, Integer, choice, known, listen, number, with_help
from .evaluate_change import FORMATS

DEFAULT = ConformalOptions()


class ConformalSets(AuroraAlgorithm):
    """Sets of classes that hold the truth at a stated rate."""

    NAME = "conformalsets"
    TITLE = "Conformal sets of a change probability"
    GROUP = "Change"
    TAGS = ("change", "uncertainty", "conformal prediction", "coverage", "calibration", "probability", "confidence")
    HELP = (
        "Makes of a probability of change a map of four answers: change, no change, both (either may be), neither "
        "(unlike all places of known truth). Places of known truth, as polygons with labels or as a reference raster, "
        "set the limits, so that the answer holds the truth for all but the given share of changed, and of unchanged, "
        "pixels, however good the probability is, as long as the places are like those that are judged. The log states "
        "the coverage, judged on tiles of 64 pixels by limits from the others. On request the probability is scaled "
        "to fit the places of known truth."
    )
    NO_PREVIEW = "It counts errors over the whole reference; from the part that the map shows its sets would differ."
    NUMBERS = {
        "CHANGED_PIXELS": "Changed pixels of known truth",
        "UNCHANGED_PIXELS": "Unchanged pixels of known truth",
        "CHANGE_FROM": "Probability from which on the set holds change",
        "NO_CHANGE_TO": "Probability up to which the set holds no change",
        "COVERAGE_CHANGED": "Held-out share of changed pixels whose set holds the truth; 0 where not known",
        "COVERAGE_UNCHANGED": "The same of unchanged pixels",
        "CHANGE_SHARE": "Share of the valid pixels with the answer change",
        "NO_CHANGE_SHARE": "The same of no change",
        "BOTH_SHARE": "The same of both",
        "NEITHER_SHARE": "The same of neither",
        "CALIBRATION_ERROR": "Expected calibration error of the probability at places of known truth, 15 bins",
        "CALIBRATION_ERROR_AFTER": "The same after scaling, held out; 0 where not known",
    }
    STYLES = {"OUTPUT": "conformal_sets"}

    polygons: tuple[str, str] = ("", "")
    """Path and layer name of the polygons, while a run is on."""

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._input(), *self._truth(), *self._files())

    def _input(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(QgsProcessingParameterRasterLayer("INPUT", "Probability of change"), "From 0 to 1."),
            with_help(
                QgsProcessingParameterBand(
                    "BANDS", "Band of change, or bands of decrease and increase", parentLayerParameterName="INPUT",
                    optional=True, allowMultiple=True,
                ),
                "Two are added. None chosen: those whose names say so.",
            ),
            number("ERROR", "Share of errors", DEFAULT.error,
                   "Share of the changed, and of the unchanged, pixels whose answer may miss the truth.", most=1),
        )  # fmt: skip

    def _truth(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterVectorLayer(
                    "POLYGONS", "Labelled polygons", [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
                ),
                "Places of known truth, changed and unchanged ones; any coordinate reference system. Choose these or a "
                "reference raster.",
            ),
            with_help(
                QgsProcessingParameterField(
                    "LABEL", "Column of the labels", DEFAULT.label, parentLayerParameterName="POLYGONS", optional=True
                ),
                f"Holds one of {', '.join(TRUTH_LABELS)}; polygons without a label are left out.",
            ),
            with_help(
                QgsProcessingParameterRasterLayer("REFERENCE", "Reference raster", optional=True),
                "Known everywhere where it has data; on another grid it is resampled.",
            ),
            number("REFERENCE_BAND", "Band of the reference raster", DEFAULT.reference_band,
                   "The band that holds the truth.", least=1, most=10_000, kind=Integer, advanced=True),
            with_help(
                QgsProcessingParameterString(
                    "REFERENCE_CHANGED", "Values of the reference that are change (empty means all but 0)", "",
                    optional=True,
                ),
                "Separated by commas, such as 255 or 1,3.",
                advanced=True,
            ),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterRasterDestination("OUTPUT", "Conformal sets"),
                "1 change, 2 no change, 3 both, 4 neither, 0 no data (.tif).",
            ),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "PROBABILITY", "Scaled probability", optional=True, createByDefault=False
                ),
                "The probability after Platt's scaling to the places of known truth (.tif).",
            ),
        )

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
            name: self.parameterAsOutputLayer(parameters, name, context) or None for name in ("OUTPUT", "PROBABILITY")
        }
        found = conformal_sets(
            self.paths["INPUT"], Reference(self.paths.get("REFERENCE"), self.polygons[0] or None, self.polygons[1]),
            ConformalFiles(str(places["OUTPUT"]), places["PROBABILITY"]), self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **{name: path for name, path in places.items() if path},
            **{name.upper(): known(value) for name, value in asdict(found).items()},
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ConformalOptions:
        return ConformalOptions(
            bands=tuple(self.parameterAsInts(parameters, "BANDS", context)),
            error=self.parameterAsDouble(parameters, "ERROR", context),
            label=self.parameterAsString(parameters, "LABEL", context) or DEFAULT.label,
            reference_band=self.parameterAsInt(parameters, "REFERENCE_BAND", context),
            reference_changed=band_numbers(self.parameterAsString(parameters, "REFERENCE_CHANGED", context)),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
        )
