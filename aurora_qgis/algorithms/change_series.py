"""aurorasar:changeseries"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ..core.jobs import (
    MATRICES,
    RULES,
    SCALES,
    Layout,
    SeriesFiles,
    SeriesOptions,
    band_numbers,
    change_series,
)  # fmt: skip
from .base import AuroraAlgorithm, choice, known, listen, number, with_help

DEFAULT = SeriesOptions()
LAYERS = {
    "NUMBER": ("Number of changes", "How often each pixel changed (.tif); -1 no data.", True),
    "FIRST": (
        "Date of the first change",
        "Number of the date at which the first change is seen, from 2 (.tif); 0 where nothing changed. The report and "
        "the log say which date has which number.",
        True,
    ),
    "LAST": ("Date of the last change", "The same of the last change (.tif).", True),
    "DIRECTION": (
        "Direction of change",
        "Band 1 of the last, band 2 of the first change (.tif): 1 decrease, 2 none, 3 increase, 4 mixed; 0 no data.",
        True,
    ),
    "P_VALUE": ("p-value of no change", "Of the test that all dates are equal (.tif).", True),
    "INTERVALS": (
        "Direction per date",
        "A band per date from the second: direction of the change that is seen there (.tif).",
        False,
    ),
    "SIGNIFICANCES": (
        "Significance per date",
        "A band per date from the second: p-value that it equals the dates before it since the last change (.tif). "
        "Takes several times as long.",
        False,
    ),
    "REACTIV": (
        "Picture of the series (REACTIV)",
        "Red, green, blue (.tif): hue tells when a pixel was brightest, saturation how much more it varied than "
        "speckle does, value how bright it was at most.",
        False,
    ),
}
"""Title, help, and whether it is made unless told otherwise."""


class ChangeSeries(AuroraAlgorithm):
    """Test a series of dates for changes."""

    NAME = "changeseries"
    TITLE = "Find changes in a series of dates"
    GROUP = "Change"
    TAGS = ("change", "time series", "multitemporal", "omnibus", "wishart", "p-value", "significance", "reactiv")
    HELP = (
        "Tells where and when the backscatter changed in a series of radar images of one place, how often, and in "
        "which direction, by the sequential omnibus likelihood-ratio test (Conradsen et al. 2016). Give one raster per "
        "date with one or more polarisations, one raster per date and polarisation, or one raster whose bands are the "
        "dates. The images should not be despeckled, and the looks should be right: then the false alarm rate is the "
        "significance that is asked for. Dates are put in order of time, which is taken from metadata, file or "
        "band names, or a table, and are brought onto the grid of the first raster given. Missing pixels are passed "
        "over."
    )
    NUMBERS = {
        "DATES": "Number of dates",
        "LOOKS_USED": "Equivalent number of looks, as given or estimated",
        "LEVEL": "Significance of each test, as given or as the false discovery rate asks for",
        "CHANGED_SHARE": "Share of the valid pixels that changed at least once, 0 to 1",
        "CHANGED_HA": "Area that changed at least once, in hectares on the ellipsoid",
        "VALID_SHARE": "Share of the pixels with at least two valid dates, 0 to 1",
    }
    STYLES = {
        "NUMBER": "series_number",
        "FIRST": "series_date",
        "LAST": "series_date",
        "DIRECTION": "series_direction",
        "P_VALUE": "p_value",
        "INTERVALS": "series_direction",
        "SIGNIFICANCES": "p_value",
    }

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("BUSIEST", "The date at which most changes are seen"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._inputs(), *self._advanced(), *self._files())

    def _inputs(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterMultipleLayers("INPUTS", "Dates", QgsProcessing.SourceType.TypeRaster),
                "Radar images of one place, at least two dates, in any order; or one image whose bands are the dates. "
                "Rasters of the same day and different polarisation (VV, VH in their names) become one date.",
            ),
            choice("MATRIX", "What the bands are", list(MATRICES), DEFAULT.matrix,
                   "; ".join(f"{name}: {text}" for name, text in MATRICES.items()) + "."),
            number(
                "LOOKS", "Number of looks (0 = estimate)", DEFAULT.looks,
                "Equivalent number of looks of each date: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. "
                "0 estimates it. Too high a number gives false alarms.",
            ),
            choice("RULE", "How the significance is chosen", list(RULES), DEFAULT.rule,
                   "; ".join(f"{name}: {text}" for name, text in RULES.items()) + "."),
            number("SIGNIFICANCE", "Significance", DEFAULT.significance,
                   "Share of the unchanged pixels that each test may call changed.", most=1),
            number("DISCOVERY_RATE", "False discovery rate", DEFAULT.discovery_rate,
                   "For the rule discovery: share of the pixels called changed that may be wrong.", most=1),
        )  # fmt: skip

    def _advanced(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterFile("DATES_TABLE", "Table of dates", extension="csv", optional=True),
                "A CSV file with lines such as 'scene.tif,2024-03-01', for rasters or bands that do not tell their "
                "date.", advanced=True,
            ),
            with_help(
                QgsProcessingParameterString("BANDS", "Bands (empty means all)", "", optional=True),
                "Numbers of the bands to use in every raster, such as 1 or 1,2.", advanced=True,
            ),
            choice("SCALE", "Scale of the inputs", SCALES, DEFAULT.scale,
                   "How the pixels state backscatter; auto finds it out for each raster.", advanced=True),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF, the fastest to write.", advanced=True),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        rasters = [
            with_help(QgsProcessingParameterRasterDestination(name, title, optional=True, createByDefault=made), text)
            for name, (title, text, made) in LAYERS.items()
        ]
        report = QgsProcessingParameterFileDestination(
            "REPORT", "Report", "HTML files (*.html)", optional=True, createByDefault=True
        )
        return (*rasters, with_help(report, "A page with the changes over time and the numbers of the dates (.html)."))

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        places = {name: self.parameterAsOutputLayer(parameters, name, context) or None for name in LAYERS}
        places["REPORT"] = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        summary = change_series(
            self.path_lists["INPUTS"], SeriesFiles(**{name.lower(): path for name, path in places.items()}),
            self._options(parameters, context), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **{name: path for name, path in places.items() if path},
            "DATES": summary.dates,
            "LOOKS_USED": summary.looks,
            "LEVEL": summary.level,
            "CHANGED_SHARE": summary.changed_share,
            "CHANGED_HA": known(summary.changed_ha),
            "VALID_SHARE": summary.valid_share,
            "BUSIEST": summary.busiest,
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> SeriesOptions:
        def word(name: str) -> str:
            return str(self.parameterAsString(parameters, name, context))

        return SeriesOptions(
            matrix=word("MATRIX"),
            looks=self.parameterAsDouble(parameters, "LOOKS", context),
            rule=word("RULE"),
            significance=self.parameterAsDouble(parameters, "SIGNIFICANCE", context),
            discovery_rate=self.parameterAsDouble(parameters, "DISCOVERY_RATE", context),
            dates=word("DATES_TABLE"),
            bands=band_numbers(word("BANDS")),
            scale=word("SCALE"),
            layout=word("LAYOUT"),
        )
