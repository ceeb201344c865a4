"""aurorasar:geocode"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.jobs import (
    INPUT_QUANTITIES,
    RADIOMETRIES,
    RESAMPLINGS,
    SCALES,
    GeocodeFiles,
    GeocodeOptions,
    Layout,
    geocode,
)
from . import geometry_parameters as common
from .base import AuroraAlgorithm, bands, choice, known, listen, number, with_help

DEFAULT = GeocodeOptions()


class Geocode(AuroraAlgorithm):
    """Range-Doppler terrain correction."""

    NAME = "geocode"
    TITLE = "Geocode (terrain correction)"
    GROUP = "Geometry"
    TAGS = (
        "geocoding", "terrain correction", "orthorectify", "range doppler", "layover", "shadow", "incidence",
        "terrain flattening", "rtc", "gamma0", "simulated image",
    )  # fmt: skip
    HELP = (
        "Brings a radar image in the grid of a Sentinel-1 product, such as a calibrated or despeckled one, "
        "onto a map: each map pixel is looked up in the image by orbit, timing and the terrain's height. Values are "
        "resampled as linear intensity, and averaged first where the map is coarser. Optionally the brightness of "
        "slopes is taken out (terrain-flattened gamma0), and a mask of layover and shadow, the local incidence angle "
        "and a simulated image are written."
    )
    NO_PREVIEW = common.IN_RADAR_GEOMETRY
    NUMBERS = {
        "ROWS": "Rows of the map",
        "COLUMNS": "Columns of the map",
        "RESOLUTION_USED": "Pixel size in units of the CRS",
        "VALID_SHARE": "Share of valid pixels, 0 to 1",
        "LAYOVER_SHARE": "Share of layover on the terrain inside the image, 0 to 1",
        "SHADOW_SHARE": "Share of shadow there, 0 to 1",
        **common.ACCURACY,
        "GEOMETRY_PIXELS": "Positions in the image against exact geometry, pixels rms",
    }
    STYLES = {"OUTPUT": "backscatter", "MASK": "terrain_mask", "SIMULATED": "backscatter"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterRasterLayer("INPUT", "Radar image"),
                "In the radar's grid: of Calibrate, or what was made of it on the same grid, or multilooked.",
            ),
            common.product(own=True),
            common.terrain(optional=True),
            with_help(
                QgsProcessingParameterCrs("CRS", "CRS of the map", optional=True),
                "Any. Empty means the UTM zone of the image.",
            ),
            number("RESOLUTION", "Pixel size (0 means that of the image)", DEFAULT.resolution,
                   "In units of the CRS. Whole numbers of the image's pixels that fit into one are averaged first."),
            choice("RESAMPLING", "Resampling", tuple(RESAMPLINGS), DEFAULT.resampling,
                   "bilinear: 2 x 2 pixels. cubic: 4 x 4 pixels, sharper. lanczos: 6 x 6, sharpest. nearest: keeps "
                   "values as they are and averages nothing."),
            choice("RADIOMETRY", "Radiometry", tuple(RADIOMETRIES), DEFAULT.radiometry,
                   "as_is: the image's backscatter. gamma0_terrain: terrain flattening, backscatter per area of ground "
                   "that the radar sees, so that slopes no longer look bright or dark; give beta0. sigma0_terrain: the "
                   "same per area of the ground itself."),
            bands("to geocode"),
            common.swath(DEFAULT.swath),
            common.heights(DEFAULT.heights),
            common.orbit(),
            choice("QUANTITY", "Quantity of the input", INPUT_QUANTITIES, DEFAULT.quantity,
                   "What terrain flattening starts from; auto: what the names of the bands begin with.", advanced=True),
            choice("SCALE", "Scale of the input", SCALES, DEFAULT.scale,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(QgsProcessingParameterRasterDestination("OUTPUT", "Geocoded image"), "A GeoTIFF (.tif)."),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "MASK", "Layover and shadow", optional=True, createByDefault=False
                ),
                "1 seen, 2 layover, 3 shadow, 4 both, 0 outside of image or terrain.",
            ),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "INCIDENCE", "Local incidence angle", optional=True, createByDefault=False
                ),
                "Degrees between the direction to the radar and the terrain's normal.",
            ),
            common.report(),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "SIMULATED", "Simulated image", optional=True, createByDefault=False
                ),
                "What the image would show of this terrain if gamma0 were 1 everywhere: what flattening divides by.",
            ),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        names = ("OUTPUT", "MASK", "INCIDENCE", "SIMULATED")
        paths = {name: self.parameterAsOutputLayer(parameters, name, context) for name in names}
        report = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        summary = geocode(
            self.paths["INPUT"], self.parameterAsString(parameters, "PRODUCT", context), self.paths.get("DEM", ""),
            GeocodeFiles(
                paths["OUTPUT"], paths["MASK"] or None, paths["INCIDENCE"] or None, report, paths["SIMULATED"] or None
            ),
            self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **{name: path for name, path in {**paths, "REPORT": report}.items() if path},
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "RESOLUTION_USED": summary.resolution,
            "VALID_SHARE": summary.valid_share,
            "LAYOVER_SHARE": summary.layover_share,
            "SHADOW_SHARE": summary.shadow_share,
            **common.accuracy(summary.accuracy),
            "GEOMETRY_PIXELS": known(summary.geometry_pixels),
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> GeocodeOptions:
        crs = self.parameterAsCrs(parameters, "CRS", context)
        return GeocodeOptions(
            swath=self.parameterAsString(parameters, "SWATH", context),
            crs=(crs.authid() or crs.toWkt()) if crs.isValid() else "",
            resolution=self.parameterAsDouble(parameters, "RESOLUTION", context),
            resampling=self.parameterAsString(parameters, "RESAMPLING", context),
            heights=self.parameterAsString(parameters, "HEIGHTS", context),
            orbit=self.parameterAsString(parameters, "ORBIT", context),
            radiometry=self.parameterAsString(parameters, "RADIOMETRY", context),
            quantity=self.parameterAsString(parameters, "QUANTITY", context),
            scale=self.parameterAsString(parameters, "SCALE", context),
            bands=tuple(self.parameterAsInts(parameters, "BANDS", context)),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
        )
