"""aurorasar:check"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProcessingFeedback, QgsProcessingParameterDefinition, QgsProcessingUtils
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QT_VERSION_STR

from ..core.jobs import check_installation
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import report


class Check(AuroraAlgorithm):
    """The doctor."""

    NAME = "check"
    TITLE = "Check this installation"
    GROUP = "Installation"
    TAGS = ("doctor", "diagnose", "versions", "device", "models", "support", "issue")
    HELP = (
        "Says what AuroraSAR runs on: versions of QGIS, Python and the libraries, the machine, onnxruntime with its "
        "devices, the models with their licences and whether their checksums are right, and which folders can be "
        "written to. Paste the text into an issue when something does not work. It reads no image and sends nothing."
    )
    NUMBERS = {"PROBLEMS": "Number of problems found"}
    STRINGS = {"TEXT": "What was found, as plain text"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            report("The same as a page (.html)."),
        )

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        report = given.wanted("REPORT")
        versions = {"QGIS": Qgis.QGIS_VERSION, "Qt": f"{QT_VERSION_STR}, PyQt {PYQT_VERSION_STR}"}
        folders = {"Results": QgsProcessingUtils.tempFolder(), "QGIS profile": QgsApplication.qgisSettingsDirPath()}
        found = check_installation(report, versions, folders, progress=listen(feedback))
        for line in found.text.splitlines():
            feedback.pushInfo(line)
        return {"PROBLEMS": found.problems, "TEXT": found.text, "REPORT": report}
