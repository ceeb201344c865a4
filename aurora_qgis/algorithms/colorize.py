"""aurorasar:colorize"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.jobs import COLOUR_MODELS, SCALES, ColorizeOptions, Layout, colorize
from .base import AuroraAlgorithm, Double, Integer, bands, choice, known, listen, number, with_help

DEFAULT = ColorizeOptions()


class Colorize(AuroraAlgorithm):
    """Colour a radar image with a network."""

    NAME = "colorize"
    TITLE = "Colorize (generated colour)"
    GROUP = "Colour"
    TAGS = ("colour", "color", "colorise", "colourise", "optical", "sentinel-2", "network", "pix2pix", "attention")
    HELP = (
        "Gives a Sentinel-1 image colours like those of an optical image. The colours are generated, not observed: "
        "they are what a network holds likely for ground that scatters like this, and the layer's metadata, band "
        "names and legend say so. Do not measure in them. Besides red, green, blue and alpha the output has a band of "
        "confidence in percent: the error that the network expects, how far it agrees with itself when the image is "
        "turned, and how near the image is to what it was trained on. Where that is low, colours fade to the grey "
        "radar image. The log tells how many edges of the colours have none in the radar image. Of two bands VH is "
        "taken and the other is not used. Trained on VH of the Los Angeles area alone; elsewhere trust it less."
    )
    NUMBERS = {
        "LEVEL_USED": "Level of the scene, dB, as LEVEL of other rasters of the mosaic takes it",
        "CONFIDENCE": "Mean confidence, 0 to 1",
        "FADED_SHARE": "Share of pixels with data whose colours faded, 0 to 1",
        "EDGE_SHARE": "Share of pixels on an edge of the colours, 0 to 1",
        "UNSUPPORTED_EDGES": "Share of these that have no edge in the radar image, 0 to 1",
        "UNSUPPORTED_BY_CHANCE": "The same share of places taken at random, 0 to 1",
        "VALID_SHARE": "Share of valid pixels, 0 to 1",
    }
    STYLES = {"OUTPUT": "colours"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        models = "; ".join(f"{name}: {text}" for name, text in COLOUR_MODELS.items())
        return (
            with_help(
                QgsProcessingParameterRasterLayer("INPUT", "Radar image"),
                "Sentinel-1 VH at 10 m, not despeckled: amplitude, intensity or decibel. The output lies on its grid.",
            ),
            choice("MODEL", "Model", list(COLOUR_MODELS), DEFAULT.model, f"{models}."),
            number(
                "FADE", "Fade colours below this confidence (0 = never)", DEFAULT.fade,
                "Below it colours fade towards the grey radar image, and at a confidence of zero only that is left.",
                most=1,
            ),
            bands("that the model takes, in the order of its polarisations; of none chosen those that are named so"),
            number(
                "ORIENTATIONS", "Orientations", DEFAULT.orientations,
                "The network looks at the image turned and mirrored in so many ways. More make calmer colours and a "
                "better confidence, and take as many times as long.",
                least=2, most=8, kind=Integer, advanced=True,
            ),
            with_help(
                QgsProcessingParameterNumber("LEVEL", "Level of the scene (dB)", type=Double, optional=True),
                "Empty means that of the raster, so that calibration does not matter. For a mosaic give all rasters "
                "the level that the first one logs.",
                advanced=True,
            ),
            with_help(
                QgsProcessingParameterFile("OTHER", "Model of your own", extension="onnx", optional=True),
                "An ONNX file with its card, NAME.onnx and NAME.json, instead of MODEL.",
                advanced=True,
            ),
            choice("SCALE", "Scale of the input", SCALES, DEFAULT.scale,
                   "How the pixels state backscatter; auto finds it out.", advanced=True),
            choice("LAYOUT", "File layout", [one.value for one in Layout], DEFAULT.layout,
                   "cog: cloud-optimised GeoTIFF. plain: uncompressed GeoTIFF.", advanced=True),
            with_help(
                QgsProcessingParameterRasterDestination("OUTPUT", "Generated colours"),
                "A GeoTIFF (.tif): red, green, blue, alpha, and confidence in percent.",
            ),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        summary = colorize(
            self.paths["INPUT"], output, self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {
            "OUTPUT": output,
            "LEVEL_USED": known(summary.level),
            "CONFIDENCE": summary.confidence,
            "FADED_SHARE": summary.faded_share,
            "EDGE_SHARE": known(summary.edge_share),
            "UNSUPPORTED_EDGES": known(summary.unsupported_edges),
            "UNSUPPORTED_BY_CHANCE": known(summary.unsupported_by_chance),
            "VALID_SHARE": summary.valid_share,
        }

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ColorizeOptions:
        def word(name: str) -> str:
            return str(self.parameterAsString(parameters, name, context))

        level = DEFAULT.level
        if parameters.get("LEVEL") is not None:
            level = self.parameterAsDouble(parameters, "LEVEL", context)
        return ColorizeOptions(
            model=self.parameterAsFile(parameters, "OTHER", context) or word("MODEL"),
            fade=self.parameterAsDouble(parameters, "FADE", context),
            orientations=self.parameterAsInt(parameters, "ORIENTATIONS", context),
            level=level,
            bands=tuple(self.parameterAsInts(parameters, "BANDS", context)),
            scale=word("SCALE"),
            layout=word("LAYOUT"),
        )
