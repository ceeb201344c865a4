"""aurorasar:models"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.errors import InputError
from ..core.jobs import DEVICES, add_model, choose_device, list_models, remove_model
from ..settings import keep_device
from .base import AuroraAlgorithm, choice, listen, with_help

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

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("MODELS", "The models and their cards, as JSON"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        kinds = QgsProcessingParameterFile.Behavior
        return (
            with_help(
                QgsProcessingParameterFile("ADD", "Model to add", kinds.File, extension="onnx", optional=True),
                "An ONNX file NAME.onnx, with its card NAME.json beside it or inside it. Both are copied.",
            ),
            with_help(
                QgsProcessingParameterString("REMOVE", "Model to remove", "", optional=True),
                "The name of a model that was added. Those that come with AuroraSAR stay.",
            ),
            with_help(
                QgsProcessingParameterFileDestination(
                    "REPORT", "Report", "HTML files (*.html)", optional=True, createByDefault=True
                ),
                "A page with all cards (.html).",
            ),
            choice("DEVICE", "Compute models on", (UNCHANGED, *DEVICES), UNCHANGED,
                   "Kept in the QGIS profile, once a model has been opened there. cuda: NVIDIA; directml: Windows; "
                   "coreml: Apple; each needs an onnxruntime that was built for it. The environment variable "
                   "AURORASAR_DEVICE comes before it."),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        added, removed = self._given(parameters, context)
        if added and removed:
            raise InputError("Either add a model or remove one: not both in one run.")

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        report = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        added, removed = self._given(parameters, context)
        if added:
            add_model(added, log=feedback.pushInfo)
        if removed:
            remove_model(removed, log=feedback.pushInfo)
        device = self.parameterAsString(parameters, "DEVICE", context)
        if device != UNCHANGED:
            choose_device(device, log=feedback.pushInfo)
            keep_device(device)
        found = list_models(report, progress=listen(feedback))
        for one in found.models:
            feedback.pushInfo(f"{one.name}: {one.problem or one.title}")
        problems = sum(bool(one.problem) for one in found.models)
        outputs = {"COUNT": len(found.models), "PROBLEMS": problems, "MODELS": found.text}
        return {**outputs, **({"REPORT": report} if report else {})}

    def _given(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[str, str]:
        return (
            self.parameterAsFile(parameters, "ADD", context),
            self.parameterAsString(parameters, "REMOVE", context).strip(),
        )
