"""aurorasar:installruntime"""

from __future__ import annotations

from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
)

from ..core.errors import InputError
from ..core.jobs import RuntimeSummary, install_runtime, pinned_runtime, remove_runtime
from ..interpreter import download
from .base import AuroraAlgorithm, listen, with_help


class InstallRuntime(AuroraAlgorithm):
    """Fetch or remove onnxruntime."""

    NAME = "installruntime"
    TITLE = "Install onnxruntime"
    GROUP = "Installation"
    TAGS = ("onnx", "onnxruntime", "runtime", "install", "neural network", "model", "wheel", "pip")
    HELP = (
        "The learned filter needs the library onnxruntime; everything else works without it. This puts the one version "
        "that was tested with this Python into a folder of the QGIS profile and uses it at once, without a restart and "
        "without administrator rights. QGIS's own Python stays as it is. pip fetches it, from where pip is set up to "
        "fetch; without a network give a wheel file or a folder that holds one. Its checksum is checked."
    )
    NUMBERS = {"MEGABYTES": "Size of the folder in megabytes; 0 once removed"}

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("VERSION", "Version in use; empty once removed"))
        self.addOutput(QgsProcessingOutputString("PLACE", "Folder that it is used from; empty once removed"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        kinds = QgsProcessingParameterFile.Behavior
        return (
            with_help(
                QgsProcessingParameterFile("WHEEL", "Wheel file", kinds.File, extension="whl", optional=True),
                "A file onnxruntime-....whl for this Python and system, for machines without a network.",
            ),
            with_help(
                QgsProcessingParameterFile("FOLDER", "Folder with wheels", kinds.Folder, optional=True),
                "A folder with wheels, of which the one that fits is taken; for machines without a network.",
            ),
            with_help(
                QgsProcessingParameterBoolean("REMOVE", "Remove it instead", False),
                "Removes the folder from the QGIS profile.",
            ),
        )

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        wheel, folder, remove = self._given(parameters, context)
        if bool(wheel) + bool(folder) + remove > 1:
            raise InputError("Give either a wheel file or a folder, or remove what is installed: not two of them.")

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        wheel, folder, remove = self._given(parameters, context)
        if remove:
            return _outputs(remove_runtime(log=feedback.pushInfo))
        if wheel or folder:
            return _outputs(install_runtime(wheel or folder, progress=listen(feedback), log=feedback.pushInfo))
        with TemporaryDirectory(prefix="aurorasar") as temporary:
            download(pinned_runtime(), temporary, cancelled=feedback.isCanceled, log=feedback.pushInfo)
            return _outputs(install_runtime(temporary, progress=listen(feedback), log=feedback.pushInfo))

    def _given(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[str, str, bool]:
        return (
            self.parameterAsFile(parameters, "WHEEL", context),
            self.parameterAsFile(parameters, "FOLDER", context),
            self.parameterAsBool(parameters, "REMOVE", context),
        )


def _outputs(summary: RuntimeSummary) -> dict[str, Any]:
    return {"VERSION": summary.version, "PLACE": summary.place, "MEGABYTES": summary.megabytes}
