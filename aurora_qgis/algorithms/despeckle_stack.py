"""aurorasar:despecklestack"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition, QgsProcessingParameterFolderDestination

from ..core.jobs import (
    FILTERS,
    METHODS,
    NO_FILTER,
    OUTPUT_SCALES,
    StackFiles,
    StackOptions,
    despeckle_stack,
)  # fmt: skip
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import Integer, choice, layout, number, raster_output, rasters, scales, with_help, word

DEFAULT = StackOptions()


class DespeckleStack(AuroraAlgorithm):
    """Filter a series of dates together."""

    NAME = "despecklestack"
    TITLE = "Despeckle a series of dates"
    GROUP = "Speckle"
    TAGS = ("speckle", "multitemporal", "time series", "quegan", "rabasar", "stack", "filter")
    HELP = (
        "Reduces speckle in a series of radar images of the same place, using what the dates have in common: less "
        "speckle than from any single date at the same resolution. Give at least two rasters, one per date, or one "
        "raster whose bands are the dates. Dates on another grid are resampled onto that of the first. Pixels that are "
        "missing on a date stay missing there and leave the other dates as they are. quegan_yu keeps each date's local "
        "mean. rabasar filters the ratio of each date to the mean of all, which keeps more detail of the ground. "
        "The outputs are one raster with all dates as bands, a folder with one raster per date, or both."
    )
    NUMBERS = {
        "DATES": "Number of dates",
        "LOOKS_USED": "Equivalent number of looks of the input, as given or estimated",
        "LOOKS_AFTER": "Equivalent number of looks of the first date after filtering, estimated",
        "LOOKS_EXPECTED": "What theory gives on homogeneous ground with independent dates; 0 for rabasar",
    }
    STYLES = {"OUTPUT": "backscatter"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        methods = "; ".join(f"{name}: {text}" for name, text in METHODS.items())
        filters = ", ".join(FILTERS)
        return (
            rasters(
                "INPUTS", "Dates",
                "Radar images of one place in the order of their dates, or one image whose bands are the dates. Dates "
                "in file or band names (YYYYMMDD or YYYY-MM-DD) name the results.",
            ),
            choice("METHOD", "Method", list(METHODS), DEFAULT.method, f"{methods}."),
            number(
                "WINDOW", "Window (pixels, odd)", DEFAULT.window,
                "Side of the square window of the local means, and of the filters that have one.",
                least=3, most=101, kind=Integer,
            ),
            choice(
                "FILTER", "Filter of the ratios (rabasar)", list(FILTERS), DEFAULT.filter,
                f"The speckle filter for the ratio of each date to the mean of all: {filters}. "
                "See aurorasar:despeckle for when to use which.",
            ),
            choice(
                "SUPER_FILTER", "Filter of the dates' mean (rabasar)", [NO_FILTER, *FILTERS], DEFAULT.super_filter,
                "What little speckle the mean of all dates has goes into every result; this takes it away first.",
            ),
            number(
                "LOOKS", "Number of looks (0 = estimate)", DEFAULT.looks,
                "Equivalent number of looks of each date: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. "
                "0 estimates it.",
            ),
            word(
                "BANDS", "Bands (empty means all)", "",
                "Numbers of the bands to use in every raster, such as 1 or 1,2.", advanced=True,
            ),
            scales(DEFAULT.scale),
            choice("OUTPUT_SCALE", "Scale of the output", OUTPUT_SCALES, DEFAULT.output_scale,
                   "same keeps the scale of the first date.", advanced=True),
            layout(DEFAULT.layout),
            raster_output(
                "OUTPUT", "All dates in one raster",
                "A GeoTIFF (.tif) with the dates as band names.", made=True,
            ),
            with_help(
                QgsProcessingParameterFolderDestination(
                    "FOLDER", "Folder for one raster per date", optional=True, createByDefault=False
                ),
                "Gets one GeoTIFF per date, named by the date.",
            ),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output, folder = given.wanted("OUTPUT"), given.wanted("FOLDER")
        summary = despeckle_stack(
            self.path_lists["INPUTS"], StackFiles(output, folder), self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "FOLDER": folder,
            "DATES": summary.dates,
            "LOOKS_USED": summary.looks,
            "LOOKS_AFTER": summary.looks_after,
            "LOOKS_EXPECTED": known(summary.looks_expected),
        }

    def options(self, given: Given) -> StackOptions:
        return StackOptions(
            method=given.word("METHOD"),
            window=given.whole("WINDOW"),
            filter=given.word("FILTER"),
            super_filter=given.word("SUPER_FILTER"),
            looks=given.number("LOOKS"),
            scale=given.word("SCALE"),
            output_scale=given.word("OUTPUT_SCALE"),
            bands=given.listed("BANDS"),
            layout=given.word("LAYOUT"),
        )
