"""aurorasar:coregister"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.jobs import RESAMPLINGS, SCALES, CoregisterFiles, CoregisterOptions, Layout, coregister
from . import geometry_parameters as common
from .base import AuroraAlgorithm, choice, listen, with_help

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
    }

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        product = "Sentinel-1 (the zip, the SAFE folder or its manifest.safe), or a file in NISAR's form (.h5)."
        raster = "A raster in that product's grid, such as its calibrated image. Empty: the product's own pixels."
        return (
            with_help(QgsProcessingParameterFile("PRIMARY", "Primary product"), product),
            with_help(QgsProcessingParameterFile("SECONDARY", "Secondary product"), product),
            common.terrain(),
            common.swath(DEFAULT.swath),
            with_help(
                QgsProcessingParameterString("POLARISATION", "Polarisation", DEFAULT.polarisation, optional=True),
                "VV, VH, HH or HV. Empty for the co-polarised one.",
            ),
            with_help(
                QgsProcessingParameterRasterLayer("IMAGE", "Image of the secondary product", optional=True), raster
            ),
            with_help(
                QgsProcessingParameterRasterLayer("PRIMARY_IMAGE", "Image of the primary product", optional=True),
                raster,
            ),
            with_help(
                QgsProcessingParameterBoolean("REFINE", "Measure and correct what offset is left", DEFAULT.refine),
                "By correlation of amplitudes in tiles; corrected only where it is significant.",
            ),
            choice("RESAMPLING", "Resampling (of detected images)", tuple(RESAMPLINGS), DEFAULT.resampling,
                   "Complex images are always interpolated by a windowed sinc of 16 x 16 pixels.", advanced=True),
            choice("SCALE", "Scale of the images", SCALES, DEFAULT.scale,
                   "How the pixels of IMAGE and PRIMARY_IMAGE state backscatter; auto finds it out.", advanced=True),
            common.heights(DEFAULT.heights),
            common.orbit(),
            with_help(
                QgsProcessingParameterFile("SECONDARY_ORBIT", "Orbit file of the secondary (EOF)", optional=True),
                "Of the secondary's satellite and time, instead of the annotated one.", advanced=True,
            ),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(
                QgsProcessingParameterRasterDestination("OUTPUT", "Secondary image on the primary's grid"),
                "A GeoTIFF (.tif), complex for single-look complex products.",
            ),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "PRIMARY_OUTPUT", "Primary image in the same grid", optional=True, createByDefault=False
                ),
                "Its own pixels, bursts merged: the other half of an interferogram.",
            ),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        names = ("OUTPUT", "PRIMARY_OUTPUT")
        paths = {name: self.parameterAsOutputLayer(parameters, name, context) for name in names}
        first, second = (self.parameterAsString(parameters, name, context) for name in ("PRIMARY", "SECONDARY"))
        summary = coregister(
            first, second, self.paths["DEM"], CoregisterFiles(paths["OUTPUT"], paths["PRIMARY_OUTPUT"] or None),
            self._options(parameters, context), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **{name: path for name, path in paths.items() if path},
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
            **common.if_known({
                "OFFSET_ROWS": summary.offset_rows,
                "OFFSET_COLUMNS": summary.offset_cols,
                "OFFSET_ERROR": summary.offset_error,
            }),
            "AGREEING_SHARE": summary.agreeing / max(summary.tiles, 1),
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> CoregisterOptions:
        return CoregisterOptions(
            swath=self.parameterAsString(parameters, "SWATH", context),
            polarisation=self.parameterAsString(parameters, "POLARISATION", context).strip(),
            image=self.paths.get("IMAGE", ""),
            primary_image=self.paths.get("PRIMARY_IMAGE", ""),
            refine=self.parameterAsBool(parameters, "REFINE", context),
            resampling=self.parameterAsString(parameters, "RESAMPLING", context),
            scale=self.parameterAsString(parameters, "SCALE", context),
            heights=self.parameterAsString(parameters, "HEIGHTS", context),
            orbit=self.parameterAsString(parameters, "ORBIT", context),
            secondary_orbit=self.parameterAsString(parameters, "SECONDARY_ORBIT", context),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
        )
