"""aurorasar:specklequality"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import MEANINGS, SCALES, QualityOptions, measure_quality
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import Integer, choice, number, raster, raster_output, report

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
            raster("BEFORE", "Image before filtering", "The radar image."),
            raster("AFTER", "Image after filtering", "The same image after a speckle filter, on the same grid."),
            number("BAND", "Band", DEFAULT.band, "The band to compare, of both images.",
                   least=1, most=10_000, kind=Integer),
            number("LOOKS", "Number of looks (0 = estimate)", DEFAULT.looks,
                   "Equivalent number of looks of the image before filtering. 0 estimates it."),
            choice("BEFORE_SCALE", "Scale of the image before", SCALES, DEFAULT.before_scale,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            choice("AFTER_SCALE", "Scale of the image after", SCALES, DEFAULT.after_scale,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            report("A page with all figures, the histogram of the ratio and pictures (.html)."),
            raster_output(
                "STRUCTURE", "Map of structure in the ratio image",
                "Local mean of the ratio in dB (.tif): 0 where only speckle was taken away.", made=False,
            ),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        report, structure = given.wanted("REPORT"), given.wanted("STRUCTURE")
        found = measure_quality(
            self.paths["BEFORE"], self.paths["AFTER"], report, structure, self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "REPORT": report,
            "STRUCTURE": structure,
            **{name.upper(): known(value) for name, value in asdict(found).items()},
        }

    def options(self, given: Given) -> QualityOptions:
        return QualityOptions(
            looks=given.number("LOOKS"),
            before_scale=given.word("BEFORE_SCALE"),
            after_scale=given.word("AFTER_SCALE"),
            band=given.whole("BAND"),
        )
