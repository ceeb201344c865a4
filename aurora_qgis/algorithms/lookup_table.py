"""aurorasar:lookuptable"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
)

from ..core.jobs import Layout, LookupFiles, LookupOptions, look_up
from . import geometry_parameters as common
from .base import AuroraAlgorithm, Integer, choice, known, listen, number, with_help

DEFAULT = LookupOptions()


class LookupTable(AuroraAlgorithm):
    """The ground of every pixel of a radar image."""

    NAME = "lookuptable"
    TITLE = "Look-up table of a radar image"
    GROUP = "Geometry"
    TAGS = ("geolocation", "latitude", "longitude", "incidence angle", "layover", "shadow", "terrain", "dem")
    HELP = (
        "Finds the ground of every pixel of a Sentinel-1 image on a terrain model, by orbit and timing: bands of "
        "latitude, longitude (degrees), height (metres above the ellipsoid) and incidence angle (degrees), and a mask "
        "of layover and shadow. The pixels are those of the calibrated image, or of a multilooked one."
    )
    NO_PREVIEW = common.IN_RADAR_GEOMETRY
    NUMBERS = {
        "ROWS": "Rows of the table",
        "COLUMNS": "Columns of the table",
        "MAPPED_SHARE": "Share of the pixels that lie on the terrain model, 0 to 1",
        "LAYOVER_SHARE": "Share of layover among them, 0 to 1",
        "SHADOW_SHARE": "Share of shadow among them, 0 to 1",
        **common.ACCURACY,
        "REUSED": "1 where the table was in the cache, else 0",
    }
    STYLES = {"MASK": "terrain_mask"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            common.product(),
            common.terrain(),
            common.swath(DEFAULT.swath),
            number("AZIMUTH_LOOKS", "Azimuth looks (rows)", DEFAULT.azimuth_looks,
                   "Lines of the image in one row of the table.", least=1, most=1000, kind=Integer),
            number("RANGE_LOOKS", "Range looks (columns)", DEFAULT.range_looks,
                   "Samples of the image in one column of the table.", least=1, most=1000, kind=Integer),
            common.heights(DEFAULT.heights),
            common.orbit(),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(
                QgsProcessingParameterFile(
                    "CACHE", "Cache of tables", QgsProcessingParameterFile.Behavior.Folder, optional=True
                ),
                "A folder in which tables are kept: the next run with the same annotation, orbit, heights and grid "
                "copies its table from there. What it holds may be deleted at any time.",
                advanced=True,
            ),
            with_help(QgsProcessingParameterRasterDestination("OUTPUT", "Look-up table"), "A GeoTIFF (.tif)."),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "MASK", "Layover and shadow", optional=True, createByDefault=False
                ),
                "1 seen, 2 layover, 3 shadow, 4 both, 0 no terrain.",
            ),
            common.report(),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output, mask = (self.parameterAsOutputLayer(parameters, name, context) for name in ("OUTPUT", "MASK"))
        report = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        summary = look_up(
            self.parameterAsString(parameters, "PRODUCT", context), self.paths["DEM"],
            LookupFiles(output, mask or None, report), self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            **({"MASK": mask} if mask else {}),
            **({"REPORT": report} if report else {}),
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "MAPPED_SHARE": summary.mapped_share,
            "LAYOVER_SHARE": summary.layover_share,
            "SHADOW_SHARE": summary.shadow_share,
            **common.accuracy(summary.accuracy),
            "ROUND_TRIP_PIXELS": known(summary.round_trip_pixels),
            "REUSED": int(summary.reused),
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> LookupOptions:
        return LookupOptions(
            swath=self.parameterAsString(parameters, "SWATH", context),
            orbit=self.parameterAsString(parameters, "ORBIT", context),
            heights=self.parameterAsString(parameters, "HEIGHTS", context),
            azimuth_looks=self.parameterAsInt(parameters, "AZIMUTH_LOOKS", context),
            range_looks=self.parameterAsInt(parameters, "RANGE_LOOKS", context),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
            cache=self.parameterAsString(parameters, "CACHE", context),
        )
