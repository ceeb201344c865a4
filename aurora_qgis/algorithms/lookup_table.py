"""aurorasar:lookuptable"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import LookupFiles, LookupOptions, look_up
from . import geometry_parameters as common
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import file, layout, raster_output

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
        "MAPPED_SHARE": "Share of the pixels whose ground is known, 0 to 1",
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
            *common.looks(DEFAULT.azimuth_looks, DEFAULT.range_looks),
            common.heights(DEFAULT.heights),
            common.sea_level(DEFAULT.sea_level),
            common.orbit(),
            layout(DEFAULT.layout),
            file(
                "CACHE", "Cache of tables",
                "A folder in which tables are kept: the next run with the same annotation, orbit, heights and grid "
                "copies its table from there. What it holds may be deleted at any time.",
                folder=True, optional=True, advanced=True,
            ),
            raster_output("OUTPUT", "Look-up table"),
            common.terrain_mask(),
            common.accuracy_report(),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output, mask, report = given.place("OUTPUT"), given.wanted("MASK"), given.wanted("REPORT")
        summary = look_up(
            given.word("PRODUCT"), self.paths["DEM"],
            LookupFiles(output, mask, report), self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "MASK": mask,
            "REPORT": report,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "MAPPED_SHARE": summary.mapped_share,
            "LAYOVER_SHARE": summary.layover_share,
            "SHADOW_SHARE": summary.shadow_share,
            **common.accuracy(summary.accuracy),
            "ROUND_TRIP_PIXELS": known(summary.round_trip_pixels),
            "REUSED": int(summary.reused),
        }

    def options(self, given: Given) -> LookupOptions:
        return LookupOptions(
            swath=given.word("SWATH"),
            orbit=given.word("ORBIT"),
            heights=given.word("HEIGHTS"),
            sea_level=given.flag("SEA_LEVEL"),
            azimuth_looks=given.whole("AZIMUTH_LOOKS"),
            range_looks=given.whole("RANGE_LOOKS"),
            layout=given.word("LAYOUT"),
            cache=given.word("CACHE"),
        )
