"""aurorasar:calibrate"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import CALIBRATED_SCALES, QUANTITIES, CalibrateOptions, calibrate
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import choice, file, flag, layout, raster_output, word

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
            file(
                "PRODUCT", "Sentinel-1 product",
                "The zip as downloaded, the manifest.safe in an unpacked SAFE folder, or that folder.",
            ),
            word(
                "SWATH", "Swath (of SLC products)", DEFAULT.swath,
                "IW1, IW2, IW3 and so on. Empty for products with a single one, such as GRD.",
            ),
            word(
                "POLARISATIONS", "Polarisations (none means all)", DEFAULT.polarisations,
                "Separated by commas, such as VV,VH. All of them if none is named.",
            ),
            choice("QUANTITY", "Backscatter", QUANTITIES, DEFAULT.quantity,
                   "sigma0: per area of the ground. beta0: in the slant plane. gamma0: across the look direction."),
            choice("SCALE", "Scale of the output", CALIBRATED_SCALES, DEFAULT.scale,
                   "intensity: linear, for further processing. decibel: for looking at."),
            flag(
                "NOISE", "Subtract thermal noise", DEFAULT.noise,
                "By the annotated range and azimuth profiles, of both forms that products have.",
            ),
            flag(
                "BORDER", "Mask border noise", DEFAULT.border,
                "Removes what is weaker than thermal noise at the ends of the lines of GRD images.",
            ),
            flag(
                "MERGE", "Merge bursts", DEFAULT.merge,
                "One continuous image of the bursts of an SLC product, without doubled lines.", advanced=True,
            ),
            layout(DEFAULT.layout),
            raster_output("OUTPUT", "Calibrated image"),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output = given.place("OUTPUT")
        summary = calibrate(
            given.word("PRODUCT"), output, self.options(given),
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

    def options(self, given: Given) -> CalibrateOptions:
        return CalibrateOptions(
            swath=given.word("SWATH"),
            polarisations=given.word("POLARISATIONS"),
            quantity=given.word("QUANTITY"),
            noise=given.flag("NOISE"),
            border=given.flag("BORDER"),
            merge=given.flag("MERGE"),
            scale=given.word("SCALE"),
            layout=given.word("LAYOUT"),
        )
