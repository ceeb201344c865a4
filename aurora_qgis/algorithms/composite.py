"""aurorasar:composite"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.jobs import COMPOSITES, SCALES, STRETCHES, CompositeOptions, Layout, band_numbers, compose
from .base import AuroraAlgorithm, Integer, choice, listen, number, with_help

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
    STYLES = {"OUTPUT": "colours"}

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("LIMITS_USED", "The limits, as LIMITS of other scenes takes them"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        composites = "; ".join(f"{name}: {one.label}" for name, one in COMPOSITES.items())
        stretches = "; ".join(f"{name}: {text}" for name, text in STRETCHES.items())
        return (
            with_help(
                QgsProcessingParameterRasterLayer("INPUT", "Radar image"),
                "Amplitude, intensity or decibel; for two dates the first. The output lies on its grid.",
            ),
            with_help(
                QgsProcessingParameterMultipleLayers(
                    "MORE", "Further bands in files of their own", QgsProcessing.SourceType.TypeRaster, optional=True
                ),
                "VH where the image is VV alone; the other elements of C2 (C12_real, C12_imag, C22) where it is C11. "
                "Bands are recognised by the names of bands and files.",
            ),
            with_help(
                QgsProcessingParameterRasterLayer("AFTER", "Second date (for change)", optional=True),
                "The image of the second date, for composites of two dates. It may lie on another grid.",
            ),
            choice("COMPOSITE", "Composite", list(COMPOSITES), DEFAULT.composite, f"{composites}."),
            choice("STRETCH", "Stretch", list(STRETCHES), DEFAULT.stretch,
                   f"{stretches}. Quantities with a physical range keep that."),
            number(
                "WINDOW", "Averaging (pixels, odd; 1 = none)", DEFAULT.window,
                "Side of the square window over which intensity and C2 are averaged first: less speckle, less detail.",
                least=1, most=101, kind=Integer,
            ),
            with_help(
                QgsProcessingParameterString("LIMITS", "Limits of your own", DEFAULT.limits, optional=True),
                "Lower and upper limit of each quantity, such as -22,0; -29,-7; 1,12. Empty means those of STRETCH.",
                advanced=True,
            ),
            with_help(
                QgsProcessingParameterString("BANDS", "Bands (empty means by name)", "", optional=True),
                "Numbers of the bands, counted through the image and the further files, in the order in which the "
                "composite takes them: VV,VH or C11,C12_real,C12_imag,C22. For two dates one number, for both.",
                advanced=True,
            ),
            choice("SCALE", "Scale of the inputs", SCALES, DEFAULT.scale,
                   "How the pixels state backscatter; auto finds it out for each raster.", advanced=True),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(QgsProcessingParameterRasterDestination("OUTPUT", "Colour picture"), "A GeoTIFF (.tif)."),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        summary = compose(
            self.paths["INPUT"], output, self._options(parameters, context),
            more=self.path_lists["MORE"], after=self.paths.get("AFTER"),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "LIMITS_USED": summary.limits,
            "OUTSIDE_SHARE": summary.outside_share,
            "VALID_SHARE": summary.valid_share,
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> CompositeOptions:
        def word(name: str) -> str:
            return str(self.parameterAsString(parameters, name, context))

        return CompositeOptions(
            composite=word("COMPOSITE"),
            stretch=word("STRETCH"),
            limits=word("LIMITS"),
            window=self.parameterAsInt(parameters, "WINDOW", context),
            bands=band_numbers(word("BANDS")),
            scale=word("SCALE"),
            layout=word("LAYOUT"),
        )
