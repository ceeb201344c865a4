"""aurorasar:radarcodevector"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..core.jobs import DRAWINGS, RadarcodeFiles, VectorOptions, radarcode_vector
from ..styling import legend_on_load
from . import geometry_parameters as common
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import choice, flag, layout, raster_output, with_help

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
        "DRAWN_SHARE": "Share of pixels with a shape among those whose ground is known, 0 to 1",
        "LAYOVER_SHARE": "Share of layover among the pixels whose ground is known, 0 to 1",
        "SHADOW_SHARE": "Share of shadow among them, 0 to 1",
        **common.ACCURACY,
    }
    STRINGS = {"LEGEND": "Classes and their texts, as JSON"}
    STYLES = {"MASK": "terrain_mask"}

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
            flag(
                "ALL_TOUCHED", "All touched pixels", DEFAULT.all_touched,
                "Draw every pixel that a shape touches, not those alone whose centre a polygon covers.",
            ),
            common.swath(DEFAULT.swath),
            *common.looks(DEFAULT.azimuth_looks, DEFAULT.range_looks),
            common.heights(DEFAULT.heights),
            common.sea_level(DEFAULT.sea_level),
            common.orbit(),
            layout(DEFAULT.layout),
            raster_output("OUTPUT", "Radarcoded layer"),
            common.terrain_mask(),
            common.accuracy_report(),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output, mask, report = given.place("OUTPUT"), given.wanted("MASK"), given.wanted("REPORT")
        summary = radarcode_vector(
            self.vectors["INPUT"][0], given.word("PRODUCT"), self.paths.get("DEM", ""),
            RadarcodeFiles(output, mask, report), self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        if summary.legend:
            legend_on_load(given.context, output, summary.legend)
        return {
            "OUTPUT": output,
            "MASK": mask,
            "REPORT": report,
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

    def options(self, given: Given) -> VectorOptions:
        return VectorOptions(
            layer=self.vectors.get("INPUT", ("", ""))[1],
            draw=given.word("DRAW"),
            attribute=given.word("ATTRIBUTE"),
            all_touched=given.flag("ALL_TOUCHED"),
            swath=given.word("SWATH"),
            heights=given.word("HEIGHTS"),
            sea_level=given.flag("SEA_LEVEL"),
            orbit=given.word("ORBIT"),
            azimuth_looks=given.whole("AZIMUTH_LOOKS"),
            range_looks=given.whole("RANGE_LOOKS"),
            layout=given.word("LAYOUT"),
        )
