"""aurorasar:despeckle"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import FILTERS, MOST_ITERATIONS, OUTPUT_SCALES, DespeckleOptions, despeckle
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import Integer, bands, choice, flag, layout, number, raster, raster_output, scale

DEFAULT = DespeckleOptions()
UNWINDOWED = [name for name, one in FILTERS.items() if not one.uses_window]
LOOKLESS = [name for name, one in FILTERS.items() if not one.uses_looks]


class Despeckle(AuroraAlgorithm):
    """Filter speckle band by band."""

    NAME = "despeckle"
    TITLE = "Despeckle"
    GROUP = "Speckle"
    TAGS = (
        "speckle",
        "filter",
        "lee",
        "refined lee",
        "sigma",
        "frost",
        "gamma map",
        "kuan",
        "ppb",
        "boxcar",
        "median",
        "noise",
        "smooth",
        "denoise",
        "neural network",
    )
    HELP = (
        "Reduces speckle in a radar image, band by band, so both polarisations are done in one run. "
        "Filters work on linear intensity whatever the scale of the input; missing pixels stay missing and never "
        "spread. Each filter's line below says when to use which. "
        "The output lies on the grid of the input, as a cloud-optimised GeoTIFF."
    )
    NUMBERS = {
        "LOOKS_USED": "Equivalent number of looks, as given or estimated; 0 where nothing needed it",
        "MEAN_CHANGE_DB": "Mean intensity after filtering over before, in dB (radiometric bias)",
        "VALID_SHARE": "Share of valid pixels, 0 to 1",
    }
    STYLES = {"OUTPUT": "backscatter"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        filters = " ".join(f"{name} ({one.label}): {one.when}." for name, one in FILTERS.items())
        return (
            raster(
                "INPUT", "Radar image",
                "Amplitude, intensity or decibel, calibrated or not, in map or radar coordinates.",
            ),
            bands("to filter, such as VV and VH"),
            choice("FILTER", "Filter", list(FILTERS), DEFAULT.filter, f"When to use which. {filters}"),
            number(
                "WINDOW", "Window (pixels, odd)", DEFAULT.window,
                "Side of the square window in pixels, an odd number from 3. Larger windows smooth more and blur more. "
                f"{', '.join(UNWINDOWED)} have windows of their own.",
                least=3, most=101, kind=Integer,
            ),
            number(
                "LOOKS", "Number of looks (0 = estimate)", DEFAULT.looks,
                "Equivalent number of looks of the input: 1 for single-look, about 4.4 for Sentinel-1 IW GRD. "
                f"0 estimates it from the image. {', '.join(LOOKLESS)} do not need it.",
            ),
            flag(
                "SHARED", "Same weights in all bands", DEFAULT.shared,
                "Keeps the ratios between the bands, as for polarimetric use: each pixel's weights come from all bands "
                f"together. For {', '.join(name for name, one in FILTERS.items() if one.shares)}.", advanced=True,
            ),
            number(
                "ITERATIONS", "Iterations of ppb", DEFAULT.iterations,
                "How often ppb repeats with its own result as a guide; 2 helps single-look images.",
                least=1, most=MOST_ITERATIONS, kind=Integer, advanced=True,
            ),
            scale(DEFAULT.scale),
            choice(
                "OUTPUT_SCALE", "Scale of the output", OUTPUT_SCALES, DEFAULT.output_scale,
                "same keeps the scale of the input.", advanced=True,
            ),
            layout(DEFAULT.layout),
            raster_output("OUTPUT", "Despeckled image"),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output = given.place("OUTPUT")
        summary = despeckle(
            self.paths["INPUT"], output, self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "LOOKS_USED": known(summary.looks),
            "MEAN_CHANGE_DB": summary.mean_change_db,
            "VALID_SHARE": summary.valid_share,
        }

    def options(self, given: Given) -> DespeckleOptions:
        return DespeckleOptions(
            filter=given.word("FILTER"),
            window=given.whole("WINDOW"),
            looks=given.number("LOOKS"),
            scale=given.word("SCALE"),
            output_scale=given.word("OUTPUT_SCALE"),
            bands=given.bands(),
            shared=given.flag("SHARED"),
            iterations=given.whole("ITERATIONS"),
            layout=given.word("LAYOUT"),
        )
