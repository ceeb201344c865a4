"""aurorasar:calibrate"""

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
    QgsProcessingParameterString,
)

from ..core.jobs import CALIBRATED_SCALES, QUANTITIES, CalibrateOptions, Layout, calibrate
from .base import AuroraAlgorithm, choice, known, listen, with_help

DEFAULT = CalibrateOptions()


class Calibrate(AuroraAlgorithm):
    """Sentinel-1 products to sigma0, beta0 or gamma0."""

    NAME = "calibrate"
    TITLE = "Calibrate a Sentinel-1 product"
    GROUP = "Geometry"
    TAGS = ("calibration", "sigma0", "beta0", "gamma0", "thermal noise", "border noise", "safe", "grd", "slc", "burst")
    HELP = (
        "Turns the digital numbers of a Sentinel-1 GRD or SLC product (SAFE folder or zip as downloaded) into "
        "backscatter, one band per polarisation: thermal noise is subtracted, border noise masked, bursts are merged. "
        "The result lies in the radar's own grid and carries ground control points, so that QGIS can place it; "
        "geocode it for maps."
    )
    NUMBERS = {
        "ROWS": "Rows of the output",
        "COLUMNS": "Columns of the output",
        "VALID_SHARE": "Share of valid pixels, 0 to 1",
        "FLOOR_SHARE": "Share of the valid pixels in which nothing but noise was left, 0 to 1",
        "MEAN_DB": "Mean of the first band in dB",
    }
    STYLES = {"OUTPUT": "backscatter"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterFile("PRODUCT", "Sentinel-1 product"),
                "The zip as downloaded, the manifest.safe in an unpacked SAFE folder, or that folder.",
            ),
            with_help(
                QgsProcessingParameterString("SWATH", "Swath (of SLC products)", DEFAULT.swath, optional=True),
                "IW1, IW2, IW3 and so on. Empty for products with a single one, such as GRD.",
            ),
            with_help(
                QgsProcessingParameterString(
                    "POLARISATIONS", "Polarisations (none means all)", DEFAULT.polarisations, optional=True
                ),
                "Separated by commas, such as VV,VH. All of them if none is named.",
            ),
            choice("QUANTITY", "Backscatter", QUANTITIES, DEFAULT.quantity,
                   "sigma0: per area of the ground. beta0: in the slant plane. gamma0: across the look direction."),
            choice("SCALE", "Scale of the output", CALIBRATED_SCALES, DEFAULT.scale,
                   "intensity: linear, for further processing. decibel: for looking at."),
            with_help(QgsProcessingParameterBoolean("NOISE", "Subtract thermal noise", DEFAULT.noise),
                      "By the annotated range and azimuth profiles, of both forms that products have."),
            with_help(QgsProcessingParameterBoolean("BORDER", "Mask border noise", DEFAULT.border),
                      "Removes what is weaker than thermal noise at the ends of the lines of GRD images."),
            with_help(QgsProcessingParameterBoolean("MERGE", "Merge bursts", DEFAULT.merge),
                      "One continuous image of the bursts of an SLC product, without doubled lines.", advanced=True),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(QgsProcessingParameterRasterDestination("OUTPUT", "Calibrated image"), "A GeoTIFF (.tif)."),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        summary = calibrate(
            self.parameterAsString(parameters, "PRODUCT", context), output, self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
            "FLOOR_SHARE": summary.floor_share,
            "MEAN_DB": known(summary.mean_db),
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> CalibrateOptions:
        return CalibrateOptions(
            swath=self.parameterAsString(parameters, "SWATH", context),
            polarisations=self.parameterAsString(parameters, "POLARISATIONS", context),
            quantity=self.parameterAsString(parameters, "QUANTITY", context),
            noise=self.parameterAsBool(parameters, "NOISE", context),
            border=self.parameterAsBool(parameters, "BORDER", context),
            merge=self.parameterAsBool(parameters, "MERGE", context),
            scale=self.parameterAsString(parameters, "SCALE", context),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
        )
