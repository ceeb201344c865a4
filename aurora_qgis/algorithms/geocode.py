"""aurorasar:geocode"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterCrs, QgsProcessingParameterDefinition

from ..core.jobs import INPUT_QUANTITIES, RADIOMETRIES, RESAMPLINGS, GeocodeFiles, GeocodeOptions, geocode
from . import geometry_parameters as common
from .base import AuroraAlgorithm, known, listen
from .given import Given, fields
from .parameters import bands, choice, layout, number, raster, raster_output, scale, with_help

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
            raster(
                "INPUT", "Radar image",
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
            common.sea_level(DEFAULT.sea_level),
            common.orbit(),
            choice("QUANTITY", "Quantity of the input", INPUT_QUANTITIES, DEFAULT.quantity,
                   "What terrain flattening starts from; auto: what the names of the bands begin with.", advanced=True),
            scale(DEFAULT.scale),
            layout(DEFAULT.layout),
            raster_output("OUTPUT", "Geocoded image"),
            raster_output(
                "MASK", "Layover and shadow",
                "1 seen, 2 layover, 3 shadow, 4 both, 0 outside of image or terrain.", made=False,
            ),
            raster_output(
                "INCIDENCE", "Local incidence angle",
                "Degrees between the direction to the radar and the terrain's normal.", made=False,
            ),
            common.accuracy_report(),
            raster_output(
                "SIMULATED", "Simulated image",
                "What the image would show of this terrain if gamma0 were 1 everywhere: what flattening divides by.",
                made=False,
            ),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output = given.place("OUTPUT")
        more = {name: given.wanted(name) for name in ("MASK", "INCIDENCE", "REPORT", "SIMULATED")}
        summary = geocode(
            self.paths["INPUT"], given.word("PRODUCT"), self.paths.get("DEM", ""),
            GeocodeFiles(output, **fields(more)), self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            **more,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "RESOLUTION_USED": summary.resolution,
            "VALID_SHARE": summary.valid_share,
            "LAYOVER_SHARE": summary.layover_share,
            "SHADOW_SHARE": summary.shadow_share,
            **common.accuracy(summary.accuracy),
            "GEOMETRY_PIXELS": known(summary.geometry_pixels),
        }

    def options(self, given: Given) -> GeocodeOptions:
        crs = self.parameterAsCrs(given.parameters, "CRS", given.context)
        return GeocodeOptions(
            swath=given.word("SWATH"),
            crs=(crs.authid() or crs.toWkt()) if crs.isValid() else "",
            resolution=given.number("RESOLUTION"),
            resampling=given.word("RESAMPLING"),
            heights=given.word("HEIGHTS"),
            sea_level=given.flag("SEA_LEVEL"),
            orbit=given.word("ORBIT"),
            radiometry=given.word("RADIOMETRY"),
            quantity=given.word("QUANTITY"),
            scale=given.word("SCALE"),
            bands=given.bands(),
            layout=given.word("LAYOUT"),
        )
