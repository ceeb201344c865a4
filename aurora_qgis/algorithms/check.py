"""aurorasar:check"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QT_VERSION_STR

from ..core.jobs import check_installation
from .base import AuroraAlgorithm, listen, with_help


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

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("TEXT", "What was found, as plain text"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterFileDestination(
                    "REPORT", "Report", "HTML files (*.html)", optional=True, createByDefault=True
                ),
                "The same as a page (.html).",
            ),
        )

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        report = self.parameterAsFileOutput(parameters, "REPORT", context) or None
        versions = {"QGIS": Qgis.QGIS_VERSION, "Qt": f"{QT_VERSION_STR}, PyQt {PYQT_VERSION_STR}"}
        folders = {"Results": QgsProcessingUtils.tempFolder(), "QGIS profile": QgsApplication.qgisSettingsDirPath()}
        found = check_installation(report, versions, folders, progress=listen(feedback))
        for line in found.text.splitlines():
            feedback.pushInfo(line)
        return {"PROBLEMS": found.problems, "TEXT": found.text, **({"REPORT": report} if report else {})}
