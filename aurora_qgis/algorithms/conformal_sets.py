"""aurorasar:conformalsets"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingFeedback,
    QgsProcessingParameterBand,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterVectorLayer,
)

from ..core.jobs import (
    TRUTH_LABELS,
    ConformalFiles,
    ConformalOptions,
    conformal_sets,
)  # fmt: skip
from .base import known, listen
from .given import Given
from .parameters import layout, number, raster, raster_output, with_help
from .truth import AgainstTruth, reference_band, reference_changed

DEFAULT = ConformalOptions()


class ConformalSets(AgainstTruth):
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

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._input(), *self._truth(), *self._files())

    def _input(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("INPUT", "Probability of change", "From 0 to 1."),
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
            raster(
                "REFERENCE", "Reference raster",
                "Known everywhere where it has data; on another grid it is resampled.", optional=True,
            ),
            reference_band(DEFAULT.reference_band),
            reference_changed(advanced=True),
            layout(DEFAULT.layout),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster_output("OUTPUT", "Conformal sets", "1 change, 2 no change, 3 both, 4 neither, 0 no data (.tif)."),
            raster_output(
                "PROBABILITY", "Scaled probability",
                "The probability after Platt's scaling to the places of known truth (.tif).", made=False,
            ),
        )

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output, probability = given.place("OUTPUT"), given.wanted("PROBABILITY")
        found = conformal_sets(
            self.paths["INPUT"], self.reference(), ConformalFiles(output, probability), self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "PROBABILITY": probability,
            **{name.upper(): known(value) for name, value in asdict(found).items()},
        }

    def options(self, given: Given) -> ConformalOptions:
        return ConformalOptions(
            bands=given.bands(),
            error=given.number("ERROR"),
            label=given.word("LABEL") or DEFAULT.label,
            reference_band=given.whole("REFERENCE_BAND"),
            reference_changed=given.listed("REFERENCE_CHANGED"),
            layout=given.word("LAYOUT"),
        )
