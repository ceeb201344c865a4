"""aurorasar:changeseries"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import (
    MATRICES,
    RULES,
    SeriesFiles,
    SeriesOptions,
    change_series,
)  # fmt: skip
from .base import AuroraAlgorithm, known, listen
from .given import Given, fields
from .parameters import choice, file, layout, number, raster_output, rasters, report, scales, word

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
    STRINGS = {"BUSIEST": "The date at which most changes are seen"}
    STYLES = {
        "NUMBER": "series_number",
        "FIRST": "series_date",
        "LAST": "series_date",
        "DIRECTION": "series_direction",
        "P_VALUE": "p_value",
        "INTERVALS": "series_direction",
        "SIGNIFICANCES": "p_value",
    }

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._inputs(), *self._advanced(), *self._files())

    def _inputs(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            rasters(
                "INPUTS", "Dates",
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
            file(
                "DATES_TABLE", "Table of dates",
                "A CSV file with lines such as 'scene.tif,2024-03-01', for rasters or bands that do not tell their "
                "date.", extension="csv", optional=True, advanced=True,
            ),
            word(
                "BANDS", "Bands (empty means all)", "",
                "Numbers of the bands to use in every raster, such as 1 or 1,2.", advanced=True,
            ),
            scales(DEFAULT.scale),
            layout(DEFAULT.layout),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        layers = [raster_output(name, title, text, made=made) for name, (title, text, made) in LAYERS.items()]
        return (*layers, report("A page with the changes over time and the numbers of the dates (.html)."))

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        places = {name: given.wanted(name) for name in (*LAYERS, "REPORT")}
        summary = change_series(
            self.path_lists["INPUTS"], SeriesFiles(**fields(places)),
            self.options(given), progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            **places,
            "DATES": summary.dates,
            "LOOKS_USED": summary.looks,
            "LEVEL": summary.level,
            "CHANGED_SHARE": summary.changed_share,
            "CHANGED_HA": known(summary.changed_ha),
            "VALID_SHARE": summary.valid_share,
            "BUSIEST": summary.busiest,
        }

    def options(self, given: Given) -> SeriesOptions:
        return SeriesOptions(
            matrix=given.word("MATRIX"),
            looks=given.number("LOOKS"),
            rule=given.word("RULE"),
            significance=given.number("SIGNIFICANCE"),
            discovery_rate=given.number("DISCOVERY_RATE"),
            dates=given.word("DATES_TABLE"),
            bands=given.listed("BANDS"),
            scale=given.word("SCALE"),
            layout=given.word("LAYOUT"),
        )
