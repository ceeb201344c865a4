"""aurorasar:classifychange and aurorasar:changehistogram"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import CALIBRATED, ClassifyOptions, classify_strength, strength_histogram
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import Integer, choice, number, polygons_output, raster, raster_output

DEFAULT = ClassifyOptions()


class ClassifyChange(AuroraAlgorithm):
    """Thresholds of the analyst's own."""

    NAME = "classifychange"
    TITLE = "Classify change strength"
    GROUP = "Change"
    TAGS = ("change", "threshold", "classes", "polygons", "explorer")
    HELP = (
        "Makes classes and polygons of a map of change strength, as aurorasar:detectchange writes it, with one "
        "threshold for what became darker and another for what became brighter: 1 decrease, 2 no change, 3 increase, "
        "0 no data. The Change explorer shows what thresholds do before they are applied."
    )
    NUMBERS = {
        "DECREASE_HA": "Area that became darker, in hectares on the ellipsoid",
        "INCREASE_HA": "Area that became brighter, in hectares on the ellipsoid",
        "DECREASE_PIXELS": "Pixels that became darker",
        "INCREASE_PIXELS": "Pixels that became brighter",
        "POLYGON_COUNT": "Number of polygons",
    }
    STYLES = {"CLASSES": "change_classes", "POLYGONS": "change_polygons"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("STRENGTH", "Change strength", "Signed, in dB; of the first band."),
            number("DECREASE_DB", "Decrease from (dB)", DEFAULT.decrease_db,
                   "Darker by more than this is a decrease; a positive number.", most=60),
            number("INCREASE_DB", "Increase from (dB)", DEFAULT.increase_db,
                   "Brighter by more than this is an increase.", most=60),
            number("MINIMUM_PIXELS", "Smallest change (pixels)", DEFAULT.minimum_pixels,
                   "Connected changes of fewer pixels are dropped, smaller holes in changes filled. 0 keeps all.",
                   kind=Integer, most=200),
            number("MINIMUM_HECTARES", "Smallest polygon (hectares)", DEFAULT.minimum_hectares,
                   "Polygons of a smaller area are left out.", advanced=True),
            raster(
                "EXPLANATION", "Explanation",
                "The explanation that aurorasar:detectchange wrote with the strength: polygons then carry dB before "
                "and after, p-value, flags, likely kind and a sentence.", optional=True, advanced=True,
            ),
            choice("CALIBRATED", "Backscatter is calibrated", list(CALIBRATED), DEFAULT.calibrated,
                   "For the likely kinds of change. "
                   + "; ".join(f"{name}: {text}" for name, text in CALIBRATED.items()) + ".", advanced=True),
            raster_output("CLASSES", "Change classes"),
            polygons_output("One polygon per connected change (.gpkg or .geojson)."),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        classes = given.place("CLASSES")
        polygons = given.wanted("POLYGONS")
        found = classify_strength(
            self.paths["STRENGTH"], classes, polygons, self.options(given),
            explanation=self.paths.get("EXPLANATION"), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "CLASSES": classes,
            "POLYGONS": polygons,
            "DECREASE_HA": known(found.decrease_ha),
            "INCREASE_HA": known(found.increase_ha),
            "DECREASE_PIXELS": found.decrease_pixels,
            "INCREASE_PIXELS": found.increase_pixels,
            "POLYGON_COUNT": found.polygons,
        }

    def options(self, given: Given) -> ClassifyOptions:
        return ClassifyOptions(
            given.number("DECREASE_DB"),
            given.number("INCREASE_DB"),
            given.whole("MINIMUM_PIXELS"),
            given.number("MINIMUM_HECTARES"),
            given.word("CALIBRATED"),
        )


class ChangeHistogram(AuroraAlgorithm):
    """What the Change explorer draws."""

    NAME = "changehistogram"
    TITLE = "Histogram of change strength"
    GROUP = "Change"
    TAGS = ("change", "histogram", "statistics", "explorer")
    HELP = (
        "Counts the values of a change strength in dB in bins, from windows spread over the raster: all of a small one "
        "and a part of a large one, which the result states. The area of the whole is estimated from that part."
    )
    NUMBERS = {
        "SAMPLED": "Share of the pixels that were read, 0 to 1",
        "PIXELS": "Valid pixels of the whole raster, estimated",
        "HECTARES": "Their area in hectares on the ellipsoid; 0 where there is no CRS",
    }
    STRINGS = {"HISTOGRAM": "low and step in dB, and counts, as JSON"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("STRENGTH", "Change strength", "Signed, in dB; of the first band."),
        )

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        found = strength_histogram(self.paths["STRENGTH"], progress=listen(feedback))
        feedback.pushInfo(f"From {found.sampled:.1%} of the pixels.")
        said = {name: value for name, value in asdict(found).items() if name in ("low", "step", "counts")}
        return {
            "HISTOGRAM": json.dumps(said),
            "SAMPLED": found.sampled,
            "PIXELS": found.pixels,
            "HECTARES": known(found.hectares),
        }
