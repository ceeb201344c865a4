"""aurorasar:explainplace"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterLayer,
)

from ..core.jobs import SCALES, Place, PlaceFiles, PlaceInputs, PlaceOptions, explain_place
from .base import AuroraAlgorithm, Integer, choice, known, listen, number, with_help

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

    place = Place(0.0, 0.0)
    """While a run is on."""

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("EXPLANATION_TEXT", "Everything that was found, as JSON"))
        self.addOutput(QgsProcessingOutputString("SENTENCE", "The explanation in words"))
        self.addOutput(QgsProcessingOutputString("DIRECTION", "decrease, none or increase"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._inputs(), *self._method(), *self._advanced(), *self._files())

    def _inputs(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(QgsProcessingParameterRasterLayer("BEFORE", "Before image"), "The earlier date."),
            with_help(QgsProcessingParameterRasterLayer("AFTER", "After image"), "The later date."),
            with_help(
                QgsProcessingParameterPoint("PLACE", "Place"),
                "A point, in any coordinate system: x,y [EPSG:code]. The pixel of the before image it lies in counts.",
            ),
            with_help(
                QgsProcessingParameterRasterLayer("STRENGTH", "Change strength", optional=True),
                "As 'Detect change between two dates' made it of these images.",
            ),
            with_help(
                QgsProcessingParameterRasterLayer("EXPLANATION", "Explanation", optional=True),
                "The output of that name of the same run, with its strength.",
            ),
            with_help(
                QgsProcessingParameterMultipleLayers(
                    "SERIES", "Series", QgsProcessing.SourceType.TypeRaster, optional=True
                ),
                "Images of the place on several dates, or one image whose bands are the dates.",
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
        bands = [
            with_help(
                QgsProcessingParameterBand(
                    f"{date}_BANDS", f"Bands of the {date.lower()} image", parentLayerParameterName=date,
                    optional=True, allowMultiple=True,
                ),
                "None chosen means all bands that both images have.", advanced=True,
            )
            for date in ("BEFORE", "AFTER")
        ]  # fmt: skip
        scales = [
            choice(f"{date}_SCALE", f"Scale of the {date.lower()} image", SCALES, DEFAULT.before_scale,
                   "How its pixels state backscatter; auto finds it out.", advanced=True)
            for date in ("BEFORE", "AFTER")
        ]  # fmt: skip
        return (
            with_help(
                QgsProcessingParameterBoolean("NORMALISE", "Remove the gain between the dates", DEFAULT.normalise),
                "As in 'Detect change between two dates'.", advanced=True,
            ),
            *bands,
            *scales,
            number("SIGNIFICANCE", "Significance along the series", DEFAULT.significance,
                   "Share of unchanged places that each test may call changed.", most=1, advanced=True),
            number("CHIP", "Pictures (pixels)", DEFAULT.chip, "Rows and columns of the pictures of the surroundings.",
                   least=16, most=512, kind=Integer, advanced=True),
            with_help(
                QgsProcessingParameterFile("DATES_TABLE", "Table of dates", extension="csv", optional=True),
                "A CSV file with lines such as 'scene.tif,2024-03-01', for a series that does not tell its dates.",
                advanced=True,
            ),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        def file(name: str, title: str, kind: str, text: str) -> QgsProcessingParameterDefinition:
            return with_help(
                QgsProcessingParameterFileDestination(name, title, kind, optional=True, createByDefault=False), text
            )

        return (
            file("JSON", "Figures", "JSON files (*.json)", "Everything that was found (.json)."),
            file("REPORT", "Report", "HTML files (*.html)", "A page with pictures and plots (.html)."),
        )

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        prepared = super().prepareAlgorithm(parameters, context, feedback)
        crs = self.parameterAsRasterLayer(parameters, "BEFORE", context).crs()
        point = self.parameterAsPoint(parameters, "PLACE", context, crs)
        self.place = Place(point.x(), point.y(), crs.toWkt() if crs.isValid() else "")
        return prepared

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        files = {name: self.parameterAsFileOutput(parameters, name, context) or None for name in ("JSON", "REPORT")}
        inputs = PlaceInputs(
            self.paths.get("STRENGTH"), self.paths.get("EXPLANATION"), tuple(self.path_lists["SERIES"]),
            self.parameterAsString(parameters, "DATES_TABLE", context),
        )  # fmt: skip
        found = explain_place(
            self.paths["BEFORE"], self.paths["AFTER"], self.place, inputs, PlaceFiles(files["JSON"], files["REPORT"]),
            self._options(parameters, context), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **{name: path for name, path in files.items() if path},
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

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PlaceOptions:
        def bands(name: str) -> tuple[int, ...]:
            return tuple(self.parameterAsInts(parameters, name, context))

        return PlaceOptions(
            window=self.parameterAsInt(parameters, "WINDOW", context),
            looks=self.parameterAsDouble(parameters, "LOOKS", context),
            threshold=self.parameterAsDouble(parameters, "THRESHOLD", context),
            normalise=self.parameterAsBool(parameters, "NORMALISE", context),
            significance=self.parameterAsDouble(parameters, "SIGNIFICANCE", context),
            chip=self.parameterAsInt(parameters, "CHIP", context),
            before_bands=bands("BEFORE_BANDS"),
            after_bands=bands("AFTER_BANDS"),
            before_scale=self.parameterAsString(parameters, "BEFORE_SCALE", context),
            after_scale=self.parameterAsString(parameters, "AFTER_SCALE", context),
        )
