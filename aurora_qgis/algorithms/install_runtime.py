"""aurorasar:installruntime"""

from __future__ import annotations

from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.errors import InputError
from ..core.jobs import RuntimeSummary, install_runtime, pinned_runtime, remove_runtime
from ..interpreter import download
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import file, flag


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
    STRINGS = {
        "VERSION": "Version in use; empty once removed",
        "PLACE": "Folder that it is used from; empty once removed",
    }

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            file(
                "WHEEL", "Wheel file",
                "A file onnxruntime-....whl for this Python and system, for machines without a network.",
                extension="whl", optional=True,
            ),
            file(
                "FOLDER", "Folder with wheels",
                "A folder with wheels, of which the one that fits is taken; for machines without a network.",
                folder=True, optional=True,
            ),
            flag("REMOVE", "Remove it instead", False, "Removes the folder from the QGIS profile."),
        )

    def validate(self, given: Given) -> None:
        wheel, folder, remove = given.file("WHEEL"), given.file("FOLDER"), given.flag("REMOVE")
        if bool(wheel) + bool(folder) + remove > 1:
            raise InputError("Give either a wheel file or a folder, or remove what is installed: not two of them.")

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        wheel, folder, remove = given.file("WHEEL"), given.file("FOLDER"), given.flag("REMOVE")
        if remove:
            return _outputs(remove_runtime(log=feedback.pushInfo))
        if wheel or folder:
            return _outputs(install_runtime(wheel or folder, progress=listen(feedback), log=feedback.pushInfo))
        with TemporaryDirectory(prefix="aurorasar") as temporary:
            download(pinned_runtime(), temporary, cancelled=feedback.isCanceled, log=feedback.pushInfo)
            return _outputs(install_runtime(temporary, progress=listen(feedback), log=feedback.pushInfo))


def _outputs(summary: RuntimeSummary) -> dict[str, Any]:
    return {"VERSION": summary.version, "PLACE": summary.place, "MEGABYTES": summary.megabytes}
