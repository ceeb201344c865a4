"""aurorasar:coregister"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import RESAMPLINGS, SCALES, CoregisterFiles, CoregisterOptions, coregister
from . import geometry_parameters as common
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import choice, file, flag, layout, raster, raster_output

DEFAULT = CoregisterOptions()


class Coregister(AuroraAlgorithm):
    """A secondary image onto the radar grid of a primary one."""

    NAME = "coregister"
    TITLE = "Coregister two radar images"
    GROUP = "Geometry"
    TAGS = ("coregistration", "interferometry", "insar", "slc", "tops", "deramping", "resample", "dem")
    HELP = (
        "Resamples the image of a secondary product onto the radar grid of a primary one, by both orbits and a terrain "
        "model; what offset is left is measured by correlation, and corrected where it is significant. Single-look "
        "complex images keep their phase (Sentinel-1's bursts are deramped and reramped); detected images are "
        "resampled as intensity. The grid is that of the calibrated image: bursts merged."
    )
    NO_PREVIEW = common.IN_RADAR_GEOMETRY
    NUMBERS = {
        "ROWS": "Rows of the image",
        "COLUMNS": "Columns of the image",
        "VALID_SHARE": "Share of the pixels with data, 0 to 1",
        "OFFSET_ROWS": "Offset that geometry leaves in the middle, rows",
        "OFFSET_COLUMNS": "The same in columns",
        "OFFSET_ERROR": "Standard error of the offset, pixels",
        "AGREEING_SHARE": "Share of the tiles that agree on it, 0 to 1",
        **common.ACCURACY,
    }

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        product = "Sentinel-1 (the zip, the SAFE folder or its manifest.safe), or a file in NISAR's form (.h5)."
        image = "A raster in that product's grid, such as its calibrated image. Empty: the product's own pixels."
        return (
            file("PRIMARY", "Primary product", product),
            file("SECONDARY", "Secondary product", product),
            common.terrain(),
            common.swath(DEFAULT.swath),
            common.polarisation(DEFAULT.polarisation),
            raster("IMAGE", "Image of the secondary product", image, optional=True),
            raster("PRIMARY_IMAGE", "Image of the primary product", image, optional=True),
            flag(
                "REFINE", "Measure and correct what offset is left", DEFAULT.refine,
                "By correlation of amplitudes in tiles; corrected only where it is significant.",
            ),
            choice("RESAMPLING", "Resampling (of detected images)", tuple(RESAMPLINGS), DEFAULT.resampling,
                   "Complex images are always interpolated by a windowed sinc of 16 x 16 pixels.", advanced=True),
            choice("SCALE", "Scale of the images", SCALES, DEFAULT.scale,
                   "How the pixels of IMAGE and PRIMARY_IMAGE state backscatter; auto finds it out.", advanced=True),
            common.heights(DEFAULT.heights),
            common.orbit(),
            common.secondary_orbit(),
            layout(DEFAULT.layout),
            raster_output(
                "OUTPUT", "Secondary image on the primary's grid",
                "A GeoTIFF (.tif), complex for single-look complex products.",
            ),
            raster_output(
                "PRIMARY_OUTPUT", "Primary image in the same grid",
                "Its own pixels, bursts merged: the other half of an interferogram.", made=False,
            ),
            common.accuracy_report(),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output, primary, report = given.place("OUTPUT"), given.wanted("PRIMARY_OUTPUT"), given.wanted("REPORT")
        first, second = (given.word(name) for name in ("PRIMARY", "SECONDARY"))
        summary = coregister(
            first, second, self.paths["DEM"], CoregisterFiles(output, primary, report),
            self.options(given), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "PRIMARY_OUTPUT": primary,
            "REPORT": report,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
            **common.if_known({
                "OFFSET_ROWS": summary.offset_rows,
                "OFFSET_COLUMNS": summary.offset_cols,
                "OFFSET_ERROR": summary.offset_error,
            }),
            "AGREEING_SHARE": summary.agreeing / max(summary.tiles, 1),
            **common.accuracy(summary.accuracy),
        }

    def options(self, given: Given) -> CoregisterOptions:
        return CoregisterOptions(
            swath=given.word("SWATH"),
            polarisation=given.word("POLARISATION").strip(),
            image=self.paths.get("IMAGE", ""),
            primary_image=self.paths.get("PRIMARY_IMAGE", ""),
            refine=given.flag("REFINE"),
            resampling=given.word("RESAMPLING"),
            scale=given.word("SCALE"),
            heights=given.word("HEIGHTS"),
            orbit=given.word("ORBIT"),
            secondary_orbit=given.word("SECONDARY_ORBIT"),
            layout=given.word("LAYOUT"),
        )
