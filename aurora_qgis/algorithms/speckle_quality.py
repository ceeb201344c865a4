"""aurorasar:specklequality"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.jobs import MEANINGS, SCALES, QualityOptions, measure_quality
from .base import AuroraAlgorithm, Integer, choice, known, listen, number, with_help

DEFAULT = QualityOptions()


class SpeckleQuality(AuroraAlgorithm):
    """Judge a filter's result by the image that it was made from."""

    NAME = "specklequality"
    TITLE = "Speckle filter quality"
    GROUP = "Speckle"
    TAGS = ("speckle", "quality", "enl", "ratio image", "m-index", "edge preservation", "bias")
    HELP = (
        "Compares a radar image before and after speckle filtering, so that filters and windows can be chosen by "
        "figures: looks before and after, mean and variance of the ratio image, M-index (Gomez et al. 2017), edge "
        "preservation, and bias of the mean. What an ideal filter takes away is pure speckle: a ratio image of mean 1, "
        "variance 1 / looks, and no structure. The map of structure shows where a filter took more."
    )
    NUMBERS = {name.upper(): text for name, text in MEANINGS.items()}
    STYLES = {"STRUCTURE": "ratio_structure"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(QgsProcessingParameterRasterLayer("BEFORE", "Image before filtering"), "The radar image."),
            with_help(
                QgsProcessingParameterRasterLayer("AFTER", "Image after filtering"),
                "The same image after a speckle filter, on the same grid.",
            ),
            number("BAND", "Band", DEFAULT.band, "The band to compare, of both images.",
                   least=1, most=10_000, kind=Integer),
            number("LOOKS", "Number of looks (0 = estimate)", DEFAULT.looks,
                   "Equivalent number of looks of the image before filtering. 0 estimates it."),
            choice("BEFORE_SCALE", "Scale of the image before", SCALES, DEFAULT.before_scale,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            choice("AFTER_SCALE", "Scale of the image after", SCALES, DEFAULT.after_scale,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            with_help(
                QgsProcessingParameterFileDestination(
                    "REPORT", "Report", "HTML files (*.html)", optional=True, createByDefault=True
                ),
                "A page with all figures, the histogram of the ratio and pictures (.html).",
            ),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "STRUCTURE", "Map of structure in the ratio image", optional=True, createByDefault=False
                ),
                "Local mean of the ratio in dB (.tif): 0 where only speckle was taken away.",
            ),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        report = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        structure = self.parameterAsOutputLayer(parameters, "STRUCTURE", context) or None
        found = measure_quality(
            self.paths["BEFORE"], self.paths["AFTER"], report, structure, self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        places = {"REPORT": report, "STRUCTURE": structure}
        return {
            **{name: path for name, path in places.items() if path},
            **{name.upper(): known(value) for name, value in asdict(found).items()},
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> QualityOptions:
        return QualityOptions(
            looks=self.parameterAsDouble(parameters, "LOOKS", context),
            before_scale=self.parameterAsString(parameters, "BEFORE_SCALE", context),
            after_scale=self.parameterAsString(parameters, "AFTER_SCALE", context),
            band=self.parameterAsInt(parameters, "BAND", context),
        )
