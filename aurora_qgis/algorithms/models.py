"""aurorasar:models"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.errors import InputError
from ..core.jobs import DEVICES, add_model, choose_device, list_models, remove_model
from ..settings import keep_device
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import choice, file, report, word

UNCHANGED = "unchanged"


class Models(AuroraAlgorithm):
    """List, add and remove."""

    NAME = "models"
    TITLE = "Models"
    GROUP = "Installation"
    TAGS = ("onnx", "model", "neural network", "card", "mlm", "stac", "licence", "onnxruntime", "gpu", "cuda")
    HELP = (
        "Lists the models that come with AuroraSAR and those that you added, with what their cards say: task, bands, "
        "licence, measured quality and training data, whether they open, and what computes them. On request it first "
        "adds a model to your QGIS profile, or removes one from it, or chooses what computes all models from now on: "
        "the processor, or a graphics card that the onnxruntime in use can compute on. A model is an ONNX file with a "
        "card, a STAC Item with the MLM extension, beside it or inside it; one that is not what its card says is "
        "refused."
    )
    NUMBERS = {"COUNT": "Number of models", "PROBLEMS": "Number of models that cannot be used"}
    STRINGS = {"MODELS": "The models and their cards, as JSON"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            file(
                "ADD", "Model to add",
                "An ONNX file NAME.onnx, with its card NAME.json beside it or inside it. Both are copied.",
                extension="onnx", optional=True,
            ),
            word(
                "REMOVE", "Model to remove", "",
                "The name of a model that was added. Those that come with AuroraSAR stay.",
            ),
            report("A page with all cards (.html)."),
            choice("DEVICE", "Compute models on", (UNCHANGED, *DEVICES), UNCHANGED,
                   "Kept in the QGIS profile, once a model has been opened there. cuda: NVIDIA; directml: Windows; "
                   "coreml: Apple; each needs an onnxruntime that was built for it. The environment variable "
                   "AURORASAR_DEVICE comes before it."),
        )  # fmt: skip

    def validate(self, given: Given) -> None:
        added, removed = given.file("ADD"), given.word("REMOVE").strip()
        if added and removed:
            raise InputError("Either add a model or remove one: not both in one run.")

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        report = given.wanted("REPORT")
        added, removed = given.file("ADD"), given.word("REMOVE").strip()
        if added:
            add_model(added, log=feedback.pushInfo)
        if removed:
            remove_model(removed, log=feedback.pushInfo)
        device = given.word("DEVICE")
        if device != UNCHANGED:
            choose_device(device, log=feedback.pushInfo)
            keep_device(device)
        found = list_models(report, progress=listen(feedback))
        for one in found.models:
            feedback.pushInfo(f"{one.name}: {one.problem or one.title}")
        problems = sum(bool(one.problem) for one in found.models)
        return {"COUNT": len(found.models), "PROBLEMS": problems, "MODELS": found.text, "REPORT": report}
