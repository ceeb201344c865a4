"""aurorasar:composite"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import COMPOSITES, STRETCHES, CompositeOptions, compose
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import Integer, choice, layout, number, raster, raster_output, rasters, scales, word

DEFAULT = CompositeOptions()


class Composite(AuroraAlgorithm):
    """Make a colour picture of a radar image."""

    NAME = "composite"
    TITLE = "Colour composite"
    GROUP = "Colour"
    TAGS = ("colour", "color", "rgb", "composite", "polarisation", "ratio", "h/alpha", "dprvi", "stretch", "ramp")
    HELP = (
        "Makes a colour picture of what the radar measured: two polarisations and their ratio or difference in red, "
        "green and blue, two dates over each other, one band through a ramp in which equal steps of decibel look "
        "equal, or hue from scattering (H/alpha, vegetation index) over grey. Nothing is invented: every colour can be "
        "traced back to the bands. The limits are fixed in decibel by default, so that mosaics match; they are in the "
        "metadata and the bands' names. The output has red, green, blue and alpha, 8 bits each. Despeckle first, or "
        "average, for calmer colours."
    )
    NUMBERS = {
        "OUTSIDE_SHARE": "Share of pixels beyond the limits, of the quantity of which most are, 0 to 1",
        "VALID_SHARE": "Share of valid pixels, 0 to 1",
    }
    STRINGS = {"LIMITS_USED": "The limits, as LIMITS of other scenes takes them"}
    STYLES = {"OUTPUT": "colours"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        composites = "; ".join(f"{name}: {one.label}" for name, one in COMPOSITES.items())
        stretches = "; ".join(f"{name}: {text}" for name, text in STRETCHES.items())
        return (
            raster(
                "INPUT", "Radar image",
                "Amplitude, intensity or decibel; for two dates the first. The output lies on its grid.",
            ),
            rasters(
                "MORE", "Further bands in files of their own",
                "VH where the image is VV alone; the other elements of C2 (C12_real, C12_imag, C22) where it is C11. "
                "Bands are recognised by the names of bands and files.", optional=True,
            ),
            raster(
                "AFTER", "Second date (for change)",
                "The image of the second date, for composites of two dates. It may lie on another grid.", optional=True,
            ),
            choice("COMPOSITE", "Composite", list(COMPOSITES), DEFAULT.composite, f"{composites}."),
            choice("STRETCH", "Stretch", list(STRETCHES), DEFAULT.stretch,
                   f"{stretches}. Quantities with a physical range keep that."),
            number(
                "WINDOW", "Averaging (pixels, odd; 1 = none)", DEFAULT.window,
                "Side of the square window over which intensity and C2 are averaged first: less speckle, less detail.",
                least=1, most=101, kind=Integer,
            ),
            word(
                "LIMITS", "Limits of your own", DEFAULT.limits,
                "Lower and upper limit of each quantity, such as -22,0; -29,-7; 1,12. Empty means those of STRETCH.",
                advanced=True,
            ),
            word(
                "BANDS", "Bands (empty means by name)", "",
                "Numbers of the bands, counted through the image and the further files, in the order in which the "
                "composite takes them: VV,VH or C11,C12_real,C12_imag,C22. For two dates one number, for both.",
                advanced=True,
            ),
            scales(DEFAULT.scale),
            layout(DEFAULT.layout),
            raster_output("OUTPUT", "Colour picture"),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output = given.place("OUTPUT")
        summary = compose(
            self.paths["INPUT"], output, self.options(given),
            more=self.path_lists["MORE"], after=self.paths.get("AFTER"),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "LIMITS_USED": summary.limits,
            "OUTSIDE_SHARE": summary.outside_share,
            "VALID_SHARE": summary.valid_share,
        }

    def options(self, given: Given) -> CompositeOptions:
        return CompositeOptions(
            composite=given.word("COMPOSITE"),
            stretch=given.word("STRETCH"),
            limits=given.word("LIMITS"),
            window=given.whole("WINDOW"),
            bands=given.listed("BANDS"),
            scale=given.word("SCALE"),
            layout=given.word("LAYOUT"),
        )
