"""aurorasar:evaluatecolour"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.jobs import COLOUR_MEANINGS, SCALES, ColourQualityOptions, band_numbers, measure_colour
from .base import AuroraAlgorithm, choice, known, listen, number, with_help

DEFAULT = ColourQualityOptions()
HIGHEST = 1000.0
"""Instead of the infinite PSNR of identical pictures, which JSON cannot carry."""


class EvaluateColour(AuroraAlgorithm):
    """Judge a colour picture by a reference and by the radar image."""

    NAME = "evaluatecolour"
    TITLE = "Evaluate colours"
    GROUP = "Colour"
    TAGS = ("colour", "color", "quality", "psnr", "ssim", "ergas", "spectral angle", "ciede2000", "hallucination")
    HELP = (
        "Compares a colour picture with a reference, such as the optical image of the same day: PSNR, SSIM and "
        "multi-scale SSIM, spectral angle, ERGAS and the colour difference CIEDE2000. With the radar image it counts "
        "the edges of the colours that have no counterpart in it: what a colouring network may have made up. Reference "
        "and radar image are brought onto the grid of the picture; one of them is enough. A number is 0 where there is "
        "nothing to take it from; the report says so. Identical pictures have a PSNR of 1000."
    )
    NUMBERS = {name.upper(): text for name, text in COLOUR_MEANINGS.items()}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(QgsProcessingParameterRasterLayer("INPUT", "Colour picture"), "Red, green and blue."),
            with_help(
                QgsProcessingParameterRasterLayer("REFERENCE", "Reference picture", optional=True),
                "What the colours should be, such as a Sentinel-2 image. It may lie on another grid.",
            ),
            with_help(
                QgsProcessingParameterRasterLayer("RADAR", "Radar image", optional=True),
                "What the picture was made from. It may lie on another grid.",
            ),
            with_help(
                QgsProcessingParameterString("BANDS", "Bands of the picture", "", optional=True),
                "Numbers of red, green and blue, such as 3,2,1. Empty means the first three.", advanced=True,
            ),
            with_help(
                QgsProcessingParameterString("REFERENCE_BANDS", "Bands of the reference", "", optional=True),
                "Numbers of red, green and blue, such as 3,2,1. Empty means the first three.", advanced=True,
            ),
            number("WHITE", "Value of white in the picture (0 = 8 bit)", DEFAULT.white,
                   "The value of full brightness. 0 means 255 of 8-bit pictures; others need it.", advanced=True),
            number("REFERENCE_WHITE", "Value of white in the reference (0 = 8 bit)", DEFAULT.reference_white,
                   "The value of full brightness. 0 means 255 of 8-bit pictures; others need it.", advanced=True),
            choice("RADAR_SCALE", "Scale of the radar image", SCALES, DEFAULT.radar_scale,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            number("LOOKS", "Number of looks of the radar image (0 = estimate)", DEFAULT.looks,
                   "Equivalent number of looks, by which edges are told from speckle.", advanced=True),
            with_help(
                QgsProcessingParameterFileDestination(
                    "REPORT", "Report", "HTML files (*.html)", optional=True, createByDefault=True
                ),
                "A page with all figures and pictures (.html).",
            ),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        report = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        found = measure_colour(
            self.paths["INPUT"], self.paths.get("REFERENCE"), self.paths.get("RADAR"), report,
            self._options(parameters, context), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **({"REPORT": report} if report else {}),
            **{name.upper(): min(known(value), HIGHEST) for name, value in asdict(found).items()},
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ColourQualityOptions:
        return ColourQualityOptions(
            bands=band_numbers(self.parameterAsString(parameters, "BANDS", context)),
            reference_bands=band_numbers(self.parameterAsString(parameters, "REFERENCE_BANDS", context)),
            white=self.parameterAsDouble(parameters, "WHITE", context),
            reference_white=self.parameterAsDouble(parameters, "REFERENCE_WHITE", context),
            radar_scale=self.parameterAsString(parameters, "RADAR_SCALE", context),
            looks=self.parameterAsDouble(parameters, "LOOKS", context),
        )
