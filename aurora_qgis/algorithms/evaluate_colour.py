"""aurorasar:evaluatecolour"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import COLOUR_MEANINGS, SCALES, ColourQualityOptions, measure_colour
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import choice, number, raster, report, word

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
            raster("INPUT", "Colour picture", "Red, green and blue."),
            raster(
                "REFERENCE", "Reference picture",
                "What the colours should be, such as a Sentinel-2 image. It may lie on another grid.", optional=True,
            ),
            raster(
                "RADAR", "Radar image",
                "What the picture was made from. It may lie on another grid.", optional=True,
            ),
            word(
                "BANDS", "Bands of the picture", "",
                "Numbers of red, green and blue, such as 3,2,1. Empty means the first three.", advanced=True,
            ),
            word(
                "REFERENCE_BANDS", "Bands of the reference", "",
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
            report("A page with all figures and pictures (.html)."),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        report = given.wanted("REPORT")
        found = measure_colour(
            self.paths["INPUT"], self.paths.get("REFERENCE"), self.paths.get("RADAR"), report,
            self.options(given), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "REPORT": report,
            **{name.upper(): min(known(value), HIGHEST) for name, value in asdict(found).items()},
        }

    def options(self, given: Given) -> ColourQualityOptions:
        return ColourQualityOptions(
            bands=given.listed("BANDS"),
            reference_bands=given.listed("REFERENCE_BANDS"),
            white=given.number("WHITE"),
            reference_white=given.number("REFERENCE_WHITE"),
            radar_scale=given.word("RADAR_SCALE"),
            looks=given.number("LOOKS"),
        )
