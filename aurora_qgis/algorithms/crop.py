"""aurorasar:crop"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExtent,
)

from ..core.jobs import CropOptions, crop
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import Integer, number, raster, raster_output, with_help

DEFAULT = CropOptions()


class Crop(AuroraAlgorithm):
    """Cut out an extent."""

    NAME = "crop"
    TITLE = "Crop to an extent"
    GROUP = "Tools"
    TAGS = ("clip", "subset", "extent", "preview")
    HELP = (
        "Copies the pixels that an extent touches. They stay as they are, with their type, band names, units and "
        "metadata, so that the speckle keeps its statistics: nothing is resampled. With a limit on rows and columns "
        "the middle of the extent is taken: that is how the panel makes its previews. A raster that has ground control "
        "points and no geotransform is cropped around its middle."
    )
    NO_PREVIEW = "It would only show again what the map shows already."
    NUMBERS = {
        "ROW": "First row in the input, from 0",
        "COLUMN": "First column in the input, from 0",
        "ROWS": "Rows",
        "COLUMNS": "Columns",
    }
    STYLES = {"OUTPUT": "backscatter"}

    extent: tuple[float, ...] = ()
    """In the CRS of the input, while a run is on."""

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("INPUT", "Radar image", "Any raster, complex ones too."),
            with_help(
                QgsProcessingParameterExtent("EXTENT", "Extent", optional=True),
                "In any coordinate system; none means the whole raster.",
            ),
            number(
                "MOST", "Rows and columns at most (0 = all)", DEFAULT.most,
                "Of a larger extent the middle is taken, at full resolution.", kind=Integer,
            ),
            raster_output("OUTPUT", "Cropped image"),
        )  # fmt: skip

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        prepared = super().prepareAlgorithm(parameters, context, feedback)
        crs = self.parameterAsRasterLayer(parameters, "INPUT", context).crs()
        box = self.parameterAsExtent(parameters, "EXTENT", context, crs)
        whole = self._left_out(parameters, "EXTENT")
        self.extent = () if whole else (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())
        return prepared

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output = given.place("OUTPUT")
        options = CropOptions(self.extent, given.whole("MOST"))
        found = crop(self.paths["INPUT"], output, options, progress=listen(feedback), log=feedback.pushInfo)
        return {
            "OUTPUT": output,
            "ROW": found.row,
            "COLUMN": found.col,
            "ROWS": found.rows,
            "COLUMNS": found.cols,
        }
