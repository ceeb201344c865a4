"""aurorasar:estimatelooks"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import AUTOMATIC, measure_looks
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import bands, raster, raster_output, scale


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
    STRINGS = {"BAND_LOOKS": "Looks of each band, such as 'VV 4.41; VH 4.52'"}
    STYLES = {"OUTPUT": "backscatter"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("INPUT", "Radar image", "Amplitude, intensity or decibel, not filtered yet."),
            bands("to measure"),
            scale(AUTOMATIC),
            raster_output(
                "OUTPUT", "Map of local looks",
                "Mean squared over variance of 9 x 9 pixels (.tif): low on edges and texture.", made=False,
            ),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output = given.wanted("OUTPUT")
        summary = measure_looks(
            self.paths["INPUT"], output,
            scale=given.word("SCALE"),
            bands=given.bands("BANDS"),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        said = "; ".join(f"{name} {looks:.2f}" for name, looks in zip(summary.bands, summary.looks))
        return {"LOOKS": summary.fewest, "BAND_LOOKS": said, "OUTPUT": output}
