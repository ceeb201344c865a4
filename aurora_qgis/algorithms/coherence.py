"""aurorasar:coherence"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.errors import InputError
from ..core.jobs import CoherenceFiles, CoherenceOptions, Layout, Pair, measure_coherence
from . import geometry_parameters as common
from .base import AuroraAlgorithm, Integer, choice, listen, number, with_help

DEFAULT = CoherenceOptions()
PRODUCTS = ("PRIMARY_PRODUCT", "SECONDARY_PRODUCT")


class Coherence(AuroraAlgorithm):
    """Coherence, phase and interferogram of a co-registered pair."""

    NAME = "coherence"
    TITLE = "Coherence of two radar images"
    GROUP = "Geometry"
    TAGS = ("interferogram", "interferometry", "insar", "phase", "flat earth", "topography", "slc")
    HELP = (
        "Estimates the coherence of two complex images in one grid, as Coregister two radar images writes them, over a "
        "window. With both products and a terrain model the phase of flat earth and topography is removed first, which "
        "otherwise lowers the coherence. The estimate is biased: unrelated pixels show UNRELATED_MEAN at least, not 0."
    )
    NO_PREVIEW = common.IN_RADAR_GEOMETRY
    NUMBERS = {
        "ROWS": "Rows of the image",
        "COLUMNS": "Columns of the image",
        "VALID_SHARE": "Share of the pixels with data, 0 to 1",
        "MEAN": "Mean coherence",
        "UNRELATED_MEAN": "What a window of unrelated, independent pixels shows on average",
        "FLATTENED": "1 if the phase of flat earth and topography was removed, else 0",
    }

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(QgsProcessingParameterRasterLayer("PRIMARY", "Primary image"), "Complex, single-look."),
            with_help(
                QgsProcessingParameterRasterLayer("SECONDARY", "Secondary image"),
                "Complex, on the same grid: what Coregister two radar images wrote.",
            ),
            number("WINDOW_ROWS", "Rows of the window", DEFAULT.rows,
                   "Odd. Larger windows have less noise and bias, and less detail.", least=1, most=99, kind=Integer),
            number("WINDOW_COLUMNS", "Columns of the window", DEFAULT.cols,
                   "Odd. Sentinel-1's complex pixels are four to six times finer across than along.", least=1, most=99,
                   kind=Integer),
            with_help(
                QgsProcessingParameterFile(PRODUCTS[0], "Primary product", optional=True),
                "With the secondary product and the terrain model: removes flat earth and topography.",
            ),
            with_help(QgsProcessingParameterFile(PRODUCTS[1], "Secondary product", optional=True), "See above."),
            with_help(
                QgsProcessingParameterRasterLayer("DEM", "Terrain model (DEM)", optional=True), "Heights in metres."
            ),
            common.swath(DEFAULT.swath),
            with_help(
                QgsProcessingParameterString("POLARISATION", "Polarisation", DEFAULT.polarisation, optional=True),
                "VV, VH, HH or HV. Empty for the co-polarised one.",
            ),
            common.heights(DEFAULT.heights),
            common.orbit(),
            with_help(
                QgsProcessingParameterFile("SECONDARY_ORBIT", "Orbit file of the secondary (EOF)", optional=True),
                "Of the secondary's satellite and time, instead of the annotated one.", advanced=True,
            ),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(QgsProcessingParameterRasterDestination("OUTPUT", "Coherence"), "0 to 1, a GeoTIFF (.tif)."),
            with_help(
                QgsProcessingParameterRasterDestination("PHASE", "Phase", optional=True, createByDefault=False),
                "Of the window, in radians.",
            ),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "INTERFEROGRAM", "Interferogram", optional=True, createByDefault=False
                ),
                "Primary times conjugate of secondary, complex, not averaged.",
            ),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()
        self._pair(parameters, context)

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        names = ("OUTPUT", "PHASE", "INTERFEROGRAM")
        paths = {name: self.parameterAsOutputLayer(parameters, name, context) for name in names}
        summary = measure_coherence(
            self.paths["PRIMARY"], self.paths["SECONDARY"],
            CoherenceFiles(paths["OUTPUT"], paths["PHASE"] or None, paths["INTERFEROGRAM"] or None),
            self._options(parameters, context), self._pair(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **{name: path for name, path in paths.items() if path},
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
            "MEAN": summary.mean,
            "UNRELATED_MEAN": summary.mean_of_unrelated,
            "FLATTENED": int(summary.flattened),
        }

    def _pair(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Pair | None:
        first, second = (self.parameterAsString(parameters, name, context) for name in PRODUCTS)
        given = (first, second, self.paths.get("DEM", ""))
        if any(given) and not all(given):
            raise InputError("Flat earth and topography need both products and the terrain model: give all or none.")
        return Pair(*given) if all(given) else None

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> CoherenceOptions:
        return CoherenceOptions(
            rows=self.parameterAsInt(parameters, "WINDOW_ROWS", context),
            cols=self.parameterAsInt(parameters, "WINDOW_COLUMNS", context),
            swath=self.parameterAsString(parameters, "SWATH", context),
            polarisation=self.parameterAsString(parameters, "POLARISATION", context).strip(),
            heights=self.parameterAsString(parameters, "HEIGHTS", context),
            orbit=self.parameterAsString(parameters, "ORBIT", context),
            secondary_orbit=self.parameterAsString(parameters, "SECONDARY_ORBIT", context),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
        )
