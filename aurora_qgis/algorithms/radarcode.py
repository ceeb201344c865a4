"""aurorasar:radarcode"""

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

from ..core.jobs import RADARCODINGS, Layout, RadarcodeFiles, RadarcodeOptions, radarcode
from . import geometry_parameters as common
from .base import AuroraAlgorithm, Integer, bands, choice, listen, number, with_help

DEFAULT = RadarcodeOptions()


class Radarcode(AuroraAlgorithm):
    """Any map raster onto the radar's grid."""

    NAME = "radarcode"
    TITLE = "Radarcode (map onto the radar's grid)"
    GROUP = "Geometry"
    TAGS = ("radarcoding", "back-geocoding", "simulate", "land cover", "labels", "layover", "shadow", "terrain")
    HELP = (
        "Brings any raster with a coordinate reference system, such as land cover, heights or another image, into the "
        "grid of a Sentinel-1 image: the ground of each radar pixel is found on a terrain model by orbit and timing, "
        "and the raster is read there. The pixels are those of the calibrated image, or of a multilooked one; ground "
        "control points go along so that QGIS can place the result."
    )
    NO_PREVIEW = common.IN_RADAR_GEOMETRY
    NUMBERS = {
        "ROWS": "Rows of the output",
        "COLUMNS": "Columns of the output",
        "VALID_SHARE": "Share of valid pixels, 0 to 1",
        "LAYOVER_SHARE": "Share of layover among the pixels on the terrain model, 0 to 1",
        "SHADOW_SHARE": "Share of shadow among them, 0 to 1",
        **common.ACCURACY,
    }
    STYLES = {"MASK": "terrain_mask"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterRasterLayer("INPUT", "Raster of the map"),
                "Any raster with a coordinate reference system of the ground.",
            ),
            common.product(own=True),
            common.terrain(optional=True),
            choice("RESAMPLING", "Resampling", RADARCODINGS, DEFAULT.resampling,
                   "auto: nearest for integers, which are taken as classes, else bilinear. average: mean over the "
                   "radar pixel, for maps that are finer."),
            bands("to bring over"),
            common.swath(DEFAULT.swath),
            number("AZIMUTH_LOOKS", "Azimuth looks (rows)", DEFAULT.azimuth_looks,
                   "Lines of the image in one row of the output.", least=1, most=1000, kind=Integer),
            number("RANGE_LOOKS", "Range looks (columns)", DEFAULT.range_looks,
                   "Samples of the image in one column of the output.", least=1, most=1000, kind=Integer),
            common.heights(DEFAULT.heights),
            common.orbit(),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(QgsProcessingParameterRasterDestination("OUTPUT", "Radarcoded raster"), "A GeoTIFF (.tif)."),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "MASK", "Layover and shadow", optional=True, createByDefault=False
                ),
                "1 seen, 2 layover, 3 shadow, 4 both, 0 no terrain.",
            ),
            common.report(),
        )  # fmt: skip

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("RESAMPLING_USED", "Resampling that was used"))

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output, mask = (self.parameterAsOutputLayer(parameters, name, context) for name in ("OUTPUT", "MASK"))
        report = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        summary = radarcode(
            self.paths["INPUT"], self.parameterAsString(parameters, "PRODUCT", context), self.paths.get("DEM", ""),
            RadarcodeFiles(output, mask or None, report), self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            **({"MASK": mask} if mask else {}),
            **({"REPORT": report} if report else {}),
            "RESAMPLING_USED": summary.resampling,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
            "LAYOVER_SHARE": summary.layover_share,
            "SHADOW_SHARE": summary.shadow_share,
            **common.accuracy(summary.accuracy),
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> RadarcodeOptions:
        return RadarcodeOptions(
            swath=self.parameterAsString(parameters, "SWATH", context),
            resampling=self.parameterAsString(parameters, "RESAMPLING", context),
            heights=self.parameterAsString(parameters, "HEIGHTS", context),
            orbit=self.parameterAsString(parameters, "ORBIT", context),
            azimuth_looks=self.parameterAsInt(parameters, "AZIMUTH_LOOKS", context),
            range_looks=self.parameterAsInt(parameters, "RANGE_LOOKS", context),
            bands=tuple(self.parameterAsInts(parameters, "BANDS", context)),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
        )
