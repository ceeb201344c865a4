"""aurorasar:radarcodevector"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterRasterDestination,
)

from ..core.jobs import DRAWINGS, Layout, VectorFiles, VectorOptions, radarcode_vector
from ..styling import legend_on_load
from . import geometry_parameters as common
from .base import AuroraAlgorithm, Integer, choice, listen, number, with_help
from .evaluate_change import FORMATS

DEFAULT = VectorOptions()


class RadarcodeVector(AuroraAlgorithm):
    """Any vector layer onto the radar's grid."""

    NAME = "radarcodevector"
    TITLE = "Radarcode vectors (layers onto the radar's grid)"
    GROUP = "Geometry"
    TAGS = ("radarcoding", "rasterize", "polygons", "labels", "training areas", "land cover", "terrain")
    HELP = (
        "Draws points, lines or polygons with any coordinate reference system in the grid of a Sentinel-1 image: every "
        "vertex goes to its line and sample by orbit, timing and the terrain's height, and edges get new vertices "
        "before, so that they bend as the image does. The result holds where shapes lie, the share of each pixel that "
        "they cover, classes, or an attribute; ground control points go along so that QGIS can place it."
    )
    NO_PREVIEW = common.IN_RADAR_GEOMETRY
    NUMBERS = {
        "ROWS": "Rows of the output",
        "COLUMNS": "Columns of the output",
        "SHAPES": "Shapes that were drawn",
        "LEFT_OUT": "Shapes without a value, or without a place in the image",
        "DRAWN_SHARE": "Share of pixels with a shape among those on the terrain model, 0 to 1",
        "LAYOVER_SHARE": "Share of layover among the pixels on the terrain model, 0 to 1",
        "SHADOW_SHARE": "Share of shadow among them, 0 to 1",
        **common.ACCURACY,
    }
    STYLES = {"MASK": "terrain_mask"}

    vectors: tuple[str, str] = ("", "")
    """Path and name of the layer, while a run is on."""

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterFeatureSource(
                    "INPUT", "Vector layer", [QgsProcessing.SourceType.TypeVectorAnyGeometry]
                ),
                "Points, lines or polygons with any coordinate reference system.",
            ),
            common.product(own=True),
            common.terrain(optional=True),
            choice("DRAW", "Draw", tuple(DRAWINGS), DEFAULT.draw,
                   "; ".join(f"{name}: {kind.help}" for name, kind in DRAWINGS.items()) + "."),
            with_help(
                QgsProcessingParameterField(
                    "ATTRIBUTE", "Attribute", parentLayerParameterName="INPUT", optional=True
                ),
                "For classes: whole numbers stay, texts are numbered alphabetically (LEGEND tells which). For "
                "attribute: its number.",
            ),
            with_help(
                QgsProcessingParameterBoolean("ALL_TOUCHED", "All touched pixels", DEFAULT.all_touched),
                "Draw every pixel that a shape touches, not those alone whose centre a polygon covers.",
            ),
            common.swath(DEFAULT.swath),
            number("AZIMUTH_LOOKS", "Azimuth looks (rows)", DEFAULT.azimuth_looks,
                   "Lines of the image in one row of the output.", least=1, most=1000, kind=Integer),
            number("RANGE_LOOKS", "Range looks (columns)", DEFAULT.range_looks,
                   "Samples of the image in one column of the output.", least=1, most=1000, kind=Integer),
            common.heights(DEFAULT.heights),
            common.orbit(),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(QgsProcessingParameterRasterDestination("OUTPUT", "Radarcoded layer"), "A GeoTIFF (.tif)."),
            with_help(
                QgsProcessingParameterRasterDestination(
                    "MASK", "Layover and shadow", optional=True, createByDefault=False
                ),
                "1 seen, 2 layover, 3 shadow, 4 both, 0 no terrain.",
            ),
            common.report(),
        )  # fmt: skip

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("LEGEND", "Classes and their texts, as JSON"))

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context, "").check()

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        path, layer = self.parameterAsCompatibleSourceLayerPathAndLayerName(
            parameters, "INPUT", context, FORMATS, "gpkg", feedback
        )
        self.vectors = (path, layer or "")
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output, mask = (self.parameterAsOutputLayer(parameters, name, context) for name in ("OUTPUT", "MASK"))
        report = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        summary = radarcode_vector(
            self.vectors[0], self.parameterAsString(parameters, "PRODUCT", context), self.paths.get("DEM", ""),
            VectorFiles(output, mask or None, report), self._options(parameters, context, self.vectors[1]),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        if summary.legend:
            legend_on_load(context, output, summary.legend)
        return {
            "OUTPUT": output,
            **({"MASK": mask} if mask else {}),
            **({"REPORT": report} if report else {}),
            "LEGEND": json.dumps(summary.legend),
            "ROWS": summary.rows,
            "COLUMNS": summary.cols,
            "SHAPES": summary.shapes,
            "LEFT_OUT": summary.left_out,
            "DRAWN_SHARE": summary.drawn_share,
            "LAYOVER_SHARE": summary.layover_share,
            "SHADOW_SHARE": summary.shadow_share,
            **common.accuracy(summary.accuracy),
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext, layer: str) -> VectorOptions:
        return VectorOptions(
            layer=layer,
            draw=self.parameterAsString(parameters, "DRAW", context),
            attribute=self.parameterAsString(parameters, "ATTRIBUTE", context),
            all_touched=self.parameterAsBool(parameters, "ALL_TOUCHED", context),
            swath=self.parameterAsString(parameters, "SWATH", context),
            heights=self.parameterAsString(parameters, "HEIGHTS", context),
            orbit=self.parameterAsString(parameters, "ORBIT", context),
            azimuth_looks=self.parameterAsInt(parameters, "AZIMUTH_LOOKS", context),
            range_looks=self.parameterAsInt(parameters, "RANGE_LOOKS", context),
            layout=self.parameterAsString(parameters, "LAYOUT", context),
        )
