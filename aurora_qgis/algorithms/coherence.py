"""aurorasar:coherence"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.errors import InputError
from ..core.jobs import CoherenceFiles, CoherenceOptions, Pair, measure_coherence
from . import geometry_parameters as common
from .base import AuroraAlgorithm, listen
from .given import Given, fields
from .parameters import Integer, file, layout, number, raster, raster_output

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
        **common.ACCURACY,
    }

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("PRIMARY", "Primary image", "Complex, single-look."),
            raster(
                "SECONDARY", "Secondary image",
                "Complex, on the same grid: what Coregister two radar images wrote.",
            ),
            number("WINDOW_ROWS", "Rows of the window", DEFAULT.rows,
                   "Odd. Larger windows have less noise and bias, and less detail.", least=1, most=99, kind=Integer),
            number("WINDOW_COLUMNS", "Columns of the window", DEFAULT.cols,
                   "Odd. Sentinel-1's complex pixels are four to six times finer across than along.", least=1, most=99,
                   kind=Integer),
            file(
                PRODUCTS[0], "Primary product",
                "With the secondary product and the terrain model: removes flat earth and topography.", optional=True,
            ),
            file(PRODUCTS[1], "Secondary product", "See above.", optional=True),
            raster("DEM", "Terrain model (DEM)", "Heights in metres.", optional=True),
            common.swath(DEFAULT.swath),
            common.polarisation(DEFAULT.polarisation),
            common.heights(DEFAULT.heights),
            common.sea_level(DEFAULT.sea_level),
            common.orbit(),
            common.secondary_orbit(),
            layout(DEFAULT.layout),
            raster_output("OUTPUT", "Coherence", "0 to 1, a GeoTIFF (.tif)."),
            raster_output("PHASE", "Phase", "Of the window, in radians.", made=False),
            raster_output(
                "INTERFEROGRAM", "Interferogram",
                "Primary times conjugate of secondary, complex, not averaged.", made=False,
            ),
            common.accuracy_report(),
        )  # fmt: skip

    def validate(self, given: Given) -> None:
        super().validate(given)
        parts = [name in given for name in (*PRODUCTS, "DEM")]
        if any(parts) and not all(parts):
            raise InputError("Flat earth and topography need both products and the terrain model: give all or none.")

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        more = {name: given.wanted(name) for name in ("PHASE", "INTERFEROGRAM", "REPORT")}
        output = given.place("OUTPUT")
        summary = measure_coherence(
            self.paths["PRIMARY"], self.paths["SECONDARY"],
            CoherenceFiles(output, **fields(more)), self.options(given), self._pair(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            **more,
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "VALID_SHARE": summary.valid_share,
            "MEAN": summary.mean,
            "UNRELATED_MEAN": summary.mean_of_unrelated,
            "FLATTENED": int(summary.accuracy is not None),
            **(common.accuracy(summary.accuracy) if summary.accuracy else {}),
        }

    def _pair(self, given: Given) -> Pair | None:
        first, second = (given.word(name) for name in PRODUCTS)
        return Pair(first, second, self.paths["DEM"]) if "DEM" in self.paths else None

    def options(self, given: Given) -> CoherenceOptions:
        return CoherenceOptions(
            rows=given.whole("WINDOW_ROWS"),
            cols=given.whole("WINDOW_COLUMNS"),
            swath=given.word("SWATH"),
            polarisation=given.word("POLARISATION").strip(),
            heights=given.word("HEIGHTS"),
            sea_level=given.flag("SEA_LEVEL"),
            orbit=given.word("ORBIT"),
            secondary_orbit=given.word("SECONDARY_ORBIT"),
            layout=given.word("LAYOUT"),
        )
