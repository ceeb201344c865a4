"""aurorasar:explainplace"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterPoint,
)

from ..core.jobs import Place, PlaceFiles, PlaceInputs, PlaceOptions, explain_place
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import (
    Integer,
    dates_bands,
    dates_scales,
    file,
    flag,
    json_output,
    number,
    raster,
    rasters,
    report,
    with_help,
)

DEFAULT = PlaceOptions()


class ExplainPlace(AuroraAlgorithm):
    """Why a place was called changed or not."""

    NAME = "explainplace"
    TITLE = "Explain a place"
    GROUP = "Change"
    TAGS = ("change", "explanation", "pixel", "evidence", "time series", "why")
    HELP = (
        "Tells why one place was called changed or not: its backscatter on both dates in decibel, how much each "
        "polarisation contributes to the decision, the likely kind of change in a sentence with what makes it "
        "doubtful, pictures of the surroundings, and on request the values along a series with the dates at which "
        "they changed. With the strength and the explanation that 'Detect change between two dates' writes, the "
        "figures are those of that run; else they are made from means around the place and the threshold that is given."
    )
    NUMBERS = {
        "BEFORE_DB": "Mean around the place on the before image, first band, in dB",
        "AFTER_DB": "The same on the after image",
        "STRENGTH_DB": "Signed change strength",
        "THRESHOLD_DB": "Threshold on its magnitude",
        "P_VALUE": "Probability that unchanged speckle differs as much",
        "AGREEMENT": "Share of the pixels around that are of the same class, 0 to 1",
    }
    STRINGS = {
        "EXPLANATION_TEXT": "Everything that was found, as JSON",
        "SENTENCE": "The explanation in words",
        "DIRECTION": "decrease, none or increase",
    }

    place = Place(0.0, 0.0)
    """While a run is on."""

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._inputs(), *self._method(), *self._advanced(), *self._files())

    def _inputs(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("BEFORE", "Before image", "The earlier date."),
            raster("AFTER", "After image", "The later date."),
            with_help(
                QgsProcessingParameterPoint("PLACE", "Place"),
                "A point, in any coordinate system: x,y [EPSG:code]. The pixel of the before image it lies in counts.",
            ),
            raster(
                "STRENGTH", "Change strength",
                "As 'Detect change between two dates' made it of these images.", optional=True,
            ),
            raster(
                "EXPLANATION", "Explanation",
                "The output of that name of the same run, with its strength.", optional=True,
            ),
            rasters(
                "SERIES", "Series", "Images of the place on several dates, or one image whose bands are the dates.",
                optional=True,
            ),
        )

    def _method(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            number("WINDOW", "Window (pixels, odd)", DEFAULT.window,
                   "Side of the means around the place, in pixels.", least=3, most=101, kind=Integer),
            number("THRESHOLD", "Threshold (dB)", DEFAULT.threshold,
                   "On the magnitude of the strength; of no effect where an explanation tells it."),
            number("LOOKS", "Number of looks (0 = estimate)", DEFAULT.looks,
                   "Equivalent number of looks of the images."),
        )  # fmt: skip

    def _advanced(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            flag(
                "NORMALISE", "Remove the gain between the dates", DEFAULT.normalise,
                "As in 'Detect change between two dates'.", advanced=True,
            ),
            *dates_bands(),
            *dates_scales(DEFAULT.before_scale),
            number("SIGNIFICANCE", "Significance along the series", DEFAULT.significance,
                   "Share of unchanged places that each test may call changed.", most=1, advanced=True),
            number("CHIP", "Pictures (pixels)", DEFAULT.chip, "Rows and columns of the pictures of the surroundings.",
                   least=16, most=512, kind=Integer, advanced=True),
            file(
                "DATES_TABLE", "Table of dates",
                "A CSV file with lines such as 'scene.tif,2024-03-01', for a series that does not tell its dates.",
                extension="csv", optional=True, advanced=True,
            ),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            json_output("Figures", "Everything that was found (.json)."),
            report("A page with pictures and plots (.html).", made=False),
        )

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        prepared = super().prepareAlgorithm(parameters, context, feedback)
        crs = self.parameterAsRasterLayer(parameters, "BEFORE", context).crs()
        point = self.parameterAsPoint(parameters, "PLACE", context, crs)
        self.place = Place(point.x(), point.y(), crs.toWkt() if crs.isValid() else "")
        return prepared

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        files = {name: given.wanted(name) for name in ("JSON", "REPORT")}
        inputs = PlaceInputs(
            self.paths.get("STRENGTH"), self.paths.get("EXPLANATION"), tuple(self.path_lists["SERIES"]),
            given.word("DATES_TABLE"),
        )  # fmt: skip
        found = explain_place(
            self.paths["BEFORE"], self.paths["AFTER"], self.place, inputs, PlaceFiles(files["JSON"], files["REPORT"]),
            self.options(given), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **files,
            "BEFORE_DB": found.bands[0].before_mean_db,
            "AFTER_DB": found.bands[0].after_mean_db,
            "STRENGTH_DB": found.strength,
            "THRESHOLD_DB": found.threshold,
            "P_VALUE": known(found.p_value),
            "AGREEMENT": found.agreement,
            "EXPLANATION_TEXT": found.as_json(),
            "SENTENCE": found.sentence,
            "DIRECTION": found.direction,
        }

    def options(self, given: Given) -> PlaceOptions:
        return PlaceOptions(
            window=given.whole("WINDOW"),
            looks=given.number("LOOKS"),
            threshold=given.number("THRESHOLD"),
            normalise=given.flag("NORMALISE"),
            significance=given.number("SIGNIFICANCE"),
            chip=given.whole("CHIP"),
            before_bands=given.bands("BEFORE_BANDS"),
            after_bands=given.bands("AFTER_BANDS"),
            before_scale=given.word("BEFORE_SCALE"),
            after_scale=given.word("AFTER_SCALE"),
        )
