"""aurorasar:colorize"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition, QgsProcessingParameterNumber

from ..core.jobs import COLOUR_MODELS, ColorizeOptions, colorize
from .base import AuroraAlgorithm, known, listen
from .given import Given
from .parameters import Double, Integer, bands, choice, file, layout, number, raster, raster_output, scale, with_help

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
            raster(
                "INPUT", "Radar image",
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
            file(
                "OTHER", "Model of your own",
                "An ONNX file with its card, NAME.onnx and NAME.json, instead of MODEL.",
                extension="onnx", optional=True, advanced=True,
            ),
            scale(DEFAULT.scale),
            layout(DEFAULT.layout),
            raster_output(
                "OUTPUT", "Generated colours",
                "A GeoTIFF (.tif): red, green, blue, alpha, and confidence in percent.",
            ),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output = given.place("OUTPUT")
        summary = colorize(
            self.paths["INPUT"], output, self.options(given),
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

    def options(self, given: Given) -> ColorizeOptions:
        return ColorizeOptions(
            model=given.file("OTHER") or given.word("MODEL"),
            fade=given.number("FADE"),
            orientations=given.whole("ORIENTATIONS"),
            level=given.number("LEVEL") if "LEVEL" in given else DEFAULT.level,
            bands=given.bands(),
            scale=given.word("SCALE"),
            layout=given.word("LAYOUT"),
        )
