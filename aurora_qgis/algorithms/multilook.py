"""aurorasar:multilook"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import MultilookOptions, multilook
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import Integer, bands, layout, number, raster, raster_output, scale

DEFAULT = MultilookOptions()


class Multilook(AuroraAlgorithm):
    """Average azimuth x range pixels into one."""

    NAME = "multilook"
    TITLE = "Multilook"
    GROUP = "Speckle"
    TAGS = ("speckle", "multilooking", "looks", "average", "downsample", "slc", "detect")
    HELP = (
        "Averages the intensity of blocks of azimuth x range pixels (rows x columns) into one pixel each: less "
        "speckle, coarser pixels. Georeference and ground control points follow. Single-look complex images are "
        "detected when the scale is set to amplitude. Rows and columns that fill no whole block at the lower "
        "and right border are dropped."
    )
    NUMBERS = {
        "ROWS": "Rows of the output",
        "COLUMNS": "Columns of the output",
        "VALID_SHARE": "Share of valid pixels, 0 to 1",
    }
    STYLES = {"OUTPUT": "backscatter"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("INPUT", "Radar image", "Amplitude, intensity or decibel, or single-look complex."),
            number("AZIMUTH_LOOKS", "Azimuth looks (rows)", DEFAULT.azimuth,
                   "Rows that are averaged into one.", least=1, most=1000, kind=Integer),
            number("RANGE_LOOKS", "Range looks (columns)", DEFAULT.range,
                   "Columns that are averaged into one.", least=1, most=1000, kind=Integer),
            bands("to average"),
            scale(DEFAULT.scale),
            layout(DEFAULT.layout),
            raster_output("OUTPUT", "Multilooked image"),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output = given.place("OUTPUT")
        summary = multilook(
            self.paths["INPUT"], output, self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
        }

    def options(self, given: Given) -> MultilookOptions:
        return MultilookOptions(
            azimuth=given.whole("AZIMUTH_LOOKS"),
            range=given.whole("RANGE_LOOKS"),
            scale=given.word("SCALE"),
            bands=given.bands(),
            layout=given.word("LAYOUT"),
        )
