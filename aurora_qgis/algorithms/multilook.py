"""aurorasar:multilook"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.jobs import SCALES, Layout, MultilookOptions, multilook
from .base import AuroraAlgorithm, Integer, bands, choice, listen, number, with_help

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
            with_help(
                QgsProcessingParameterRasterLayer("INPUT", "Radar image"),
                "Amplitude, intensity or decibel, or single-look complex.",
            ),
            number("AZIMUTH_LOOKS", "Azimuth looks (rows)", DEFAULT.azimuth,
                   "Rows that are averaged into one.", least=1, most=1000, kind=Integer),
            number("RANGE_LOOKS", "Range looks (columns)", DEFAULT.range,
                   "Columns that are averaged into one.", least=1, most=1000, kind=Integer),
            bands("to average"),
            choice("SCALE", "Scale of the input", SCALES, DEFAULT.scale,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(QgsProcessingParameterRasterDestination("OUTPUT", "Multilooked image"), "A GeoTIFF (.tif)."),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        summary = multilook(
            self.paths["INPUT"], output, self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> MultilookOptions:
        return MultilookOptions(
            azimuth=self.parameterAsInt(parameters, "AZIMUTH_LOOKS", context),
            range=self.parameterAsInt(parameters, "RANGE_LOOKS", context),
            scale=self.parameterAsString(parameters, "SCALE", context),
            bands=tuple(self.parameterAsInts(parameters, "BANDS", context)),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
        )
