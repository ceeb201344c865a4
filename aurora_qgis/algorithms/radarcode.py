"""aurorasar:radarcode"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import RADARCODINGS, RadarcodeFiles, RadarcodeOptions, radarcode
from . import geometry_parameters as common
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import bands, choice, layout, raster, raster_output

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
        "LAYOVER_SHARE": "Share of layover among the pixels whose ground is known, 0 to 1",
        "SHADOW_SHARE": "Share of shadow among them, 0 to 1",
        **common.ACCURACY,
    }
    STRINGS = {"RESAMPLING_USED": "Resampling that was used"}
    STYLES = {"MASK": "terrain_mask"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("INPUT", "Raster of the map", "Any raster with a coordinate reference system of the ground."),
            common.product(own=True),
            common.terrain(optional=True),
            choice("RESAMPLING", "Resampling", RADARCODINGS, DEFAULT.resampling,
                   "auto: nearest for integers without a unit, which are taken as classes, else bilinear. average: "
                   "mean over the radar pixel, for maps that are finer."),
            bands("to bring over"),
            common.swath(DEFAULT.swath),
            *common.looks(DEFAULT.azimuth_looks, DEFAULT.range_looks),
            common.heights(DEFAULT.heights),
            common.sea_level(DEFAULT.sea_level),
            common.orbit(),
            layout(DEFAULT.layout),
            raster_output("OUTPUT", "Radarcoded raster"),
            common.terrain_mask(),
            common.accuracy_report(),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output, mask, report = given.place("OUTPUT"), given.wanted("MASK"), given.wanted("REPORT")
        summary = radarcode(
            self.paths["INPUT"], given.word("PRODUCT"), self.paths.get("DEM", ""),
            RadarcodeFiles(output, mask, report), self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "MASK": mask,
            "REPORT": report,
            "RESAMPLING_USED": summary.resampling,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
            "LAYOVER_SHARE": summary.layover_share,
            "SHADOW_SHARE": summary.shadow_share,
            **common.accuracy(summary.accuracy),
        }

    def options(self, given: Given) -> RadarcodeOptions:
        return RadarcodeOptions(
            swath=given.word("SWATH"),
            resampling=given.word("RESAMPLING"),
            heights=given.word("HEIGHTS"),
            sea_level=given.flag("SEA_LEVEL"),
            orbit=given.word("ORBIT"),
            azimuth_looks=given.whole("AZIMUTH_LOOKS"),
            range_looks=given.whole("RANGE_LOOKS"),
            bands=given.bands(),
            layout=given.word("LAYOUT"),
        )
