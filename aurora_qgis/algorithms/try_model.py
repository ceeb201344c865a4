"""aurorasar:trymodel"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import AUTOMATIC, try_model
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import number, raster, scale, word


class TryModel(AuroraAlgorithm):
    """Run a model once."""

    NAME = "trymodel"
    TITLE = "Try a model"
    GROUP = "Installation"
    TAGS = ("onnx", "model", "test", "speed", "benchmark", "onnxruntime")
    HELP = (
        "Runs a model once on the middle of a radar image, to see whether the two fit, how fast it is here, and what "
        "numbers come out. Nothing is written. It can feed images in the scale that the model's card states, and the "
        "number of looks; a model that wants more is refused with a sentence."
    )
    NUMBERS = {
        "SECONDS": "Time of the run in seconds",
        "MEGAPIXELS_PER_SECOND": "Speed",
        "LEAST": "Smallest value of the first output",
        "MEAN": "Mean of the first output",
        "MOST": "Largest value of the first output",
        "FINITE_SHARE": "Share of the first output that is finite, 0 to 1",
    }
    STRINGS = {
        "PROVIDER": "What computed it, in the words of onnxruntime",
        "SENTENCE": "The outcome in words",
    }

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster(
                "INPUT", "Radar image",
                "With as many bands as the model takes, and at least 256 x 256 pixels where it leaves that free.",
            ),
            word(
                "MODEL", "Model", "despeckle",
                "The name of a model, as 'Models' (aurorasar:models) lists it.", optional=False,
            ),
            number("LOOKS", "Number of looks (0 = estimate)", 0, "For models that are told the looks."),
            scale(AUTOMATIC),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        found = try_model(
            given.word("MODEL").strip(), self.paths["INPUT"],
            given.word("SCALE"), given.number("LOOKS"),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        feedback.pushInfo(found.sentence)
        return {
            "SECONDS": found.seconds,
            "MEGAPIXELS_PER_SECOND": found.megapixels_per_second,
            "LEAST": found.least,
            "MEAN": found.mean,
            "MOST": found.most,
            "FINITE_SHARE": found.finite_share,
            "PROVIDER": found.provider,
            "SENTENCE": found.sentence,
        }
