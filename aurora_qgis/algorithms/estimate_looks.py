"""aurorasar:estimatelooks"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.jobs import AUTOMATIC, SCALES, measure_looks
from .base import AuroraAlgorithm, bands, choice, listen, with_help


class EstimateLooks(AuroraAlgorithm):
    """Measure how much speckle there is."""

    NAME = "estimatelooks"
    TITLE = "Estimate the number of looks"
    GROUP = "Speckle"
    TAGS = ("speckle", "enl", "equivalent number of looks", "noise")
    HELP = (
        "Estimates the equivalent number of looks of each band, without a homogeneous area being marked: the most "
        "frequent mean squared over variance of 9 x 9 pixels. Speckle that is correlated between pixels, as in "
        "Sentinel-1 GRD, comes out a little higher than it is."
    )
    NUMBERS = {"LOOKS": "Equivalent number of looks, of the band with the fewest"}
    STYLES = {"OUTPUT": "backscatter"}

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("BAND_LOOKS", "Looks of each band, such as 'VV 4.41; VH 4.52'"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterRasterLayer("INPUT", "Radar image"),
                "Amplitude, intensity or decibel, not filtered yet.",
            ),
            bands("to measure"),
            choice("SCALE", "Scale of the input", SCALES, AUTOMATIC,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "OUTPUT", "Map of local looks", optional=True, createByDefault=False
                ),
                "Mean squared over variance of 9 x 9 pixels (.tif): low on edges and texture.",
            ),
        )  # fmt: skip

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context) or None
        summary = measure_looks(
            self.paths["INPUT"], output,
            scale=self.parameterAsString(parameters, "SCALE", context),
            bands=self.parameterAsInts(parameters, "BANDS", context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        said = "; ".join(f"{name} {looks:.2f}" for name, looks in zip(summary.bands, summary.looks))
        return {"LOOKS": summary.fewest, "BAND_LOOKS": said, **({"OUTPUT": output} if output else {})}
