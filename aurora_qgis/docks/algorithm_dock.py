"""The panel that runs any AuroraSAR algorithm: its own parameters, a preview, a run in the background."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication, QgsProcessingAlgorithm
from qgis.gui import QgsDockWidget, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtGui import QCloseEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..commands import process_command, python_command
from ..running import Latest, Request, create
from ..translation import tr
from .help_button import HelpButton
from .preview import MOST, Preview, why_not
from .widgets import sentence_label

PROVIDER = "aurorasar"
GROUP = "AuroraSAR"


class _Panel(QDialog):
    """Holds Processing's own parameters widget, which wants a dialog with a message bar around it."""

    def __init__(self, algorithm: QgsProcessingAlgorithm) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        from processing.gui.ParametersPanel import ParametersPanel

        self._bar = QgsMessageBar(self)
        self._bar.hide()
        self.parameters = ParametersPanel(self, algorithm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._bar)
        layout.addWidget(self.parameters)
        self._keep_wide()

    def _keep_wide(self) -> None:
        """Nothing may lie under the scroll bar of a long list."""
        for area in self.parameters.findChildren(QScrollArea):
            needed = area.widget().minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width()
            area.setMinimumWidth(needed + 2 * area.frameWidth())

    def reject(self) -> None:
        """The Escape key closes no part of a panel."""

    def messageBar(self) -> QgsMessageBar:
        return self._bar

    def values(self) -> dict[str, Any]:
        """Raises ValueError, with a sentence, for what Processing does not accept."""
        from processing.gui.AlgorithmDialogBase import AlgorithmDialogBase

        try:
            found: dict[str, Any] = self.parameters.createProcessingParameters()
        except AlgorithmDialogBase.InvalidParameterValue as error:
            name = error.parameter.description()
            raise ValueError(tr("'{name}' needs a value.").format(name=name)) from error
        except AlgorithmDialogBase.InvalidOutputExtension as error:
            raise ValueError(str(error.message)) from error
        return found


class AlgorithmDock(QgsDockWidget):
    """One algorithm at a time, chosen at the top; closing it stops the preview, not a run."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__("AuroraSAR", parent)
        self.setObjectName("AuroraSARAlgorithmDock")
        self._canvas = canvas
        self._panel: _Panel | None = None
        self._algorithm: QgsProcessingAlgorithm | None = None
        self._runs = Latest()
        self._preview: Preview | None = None
        self._build()
        for algorithm in QgsApplication.processingRegistry().providerById(PROVIDER).algorithms():
            self.choice.addItem(algorithm.icon(), algorithm.displayName(), algorithm.id())
        self.choice.currentIndexChanged.connect(self._chosen)
        self._chosen()

    def _build(self) -> None:
        body = QWidget()
        self._layout = QVBoxLayout(body)
        self.choice = QComboBox()
        self.choice.setToolTip(tr("What to do"))
        self.preview_box = QCheckBox(tr("&Preview on the map"))
        self.preview_box.setToolTip(
            tr(
                "Runs it on the middle of what the map shows, {most} x {most} pixels at most. What is measured from "
                "the image, such as looks and thresholds, is measured from that part and may differ from the whole's."
            ).format(most=MOST)
        )
        self.preview_box.toggled.connect(self._switch_preview)
        self.status = sentence_label()
        self.progress = QProgressBar()
        self._layout.addWidget(self.choice)
        self._layout.addWidget(self.preview_box)
        self._layout.addWidget(self.status)
        self._layout.addWidget(self.progress)
        self._layout.addLayout(self._buttons())
        self.setWidget(body)

    def _buttons(self) -> QHBoxLayout:
        self.copy_button = QToolButton()
        self.copy_button.setText(tr("Copy &as"))
        self.copy_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.copy_button)
        self.copy_process = menu.addAction(tr("qgis_process command"), lambda: self._copy(process_command))
        self.copy_python = menu.addAction("Python", lambda: self._copy(python_command))
        self.copy_button.setMenu(menu)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.clicked.connect(self._runs.cancel)
        self.run_button = QPushButton(tr("&Run"))
        self.run_button.clicked.connect(self.run)
        row = QHBoxLayout()
        row.addWidget(HelpButton(self, lambda: self._algorithm.name() if self._algorithm is not None else "panels"))
        row.addWidget(self.copy_button)
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.run_button)
        self._set_running(False)
        return row

    def show_algorithm(self, algorithm: str) -> None:
        """Choose an algorithm by its id."""
        self.choice.setCurrentIndex(self.choice.findData(algorithm))

    def values(self) -> dict[str, Any]:
        """The parameters as they are set. Raises ValueError with a sentence."""
        return self._panel.values() if self._panel is not None else {}

    def set_values(self, values: dict[str, Any]) -> None:
        if self._panel is not None:
            self._panel.parameters.setParameters(values)

    def _chosen(self) -> None:
        self.preview_box.setChecked(False)
        self._drop_panel()
        self._algorithm = create(self.choice.currentData())
        if self._algorithm is None:
            return
        self._panel = _Panel(self._algorithm)
        self._layout.insertWidget(1, self._panel, 1)
        self._preview = Preview(self._algorithm, self._canvas, self.values)
        self._preview.busy.connect(lambda: self._say(tr("Making the preview...")))
        self._preview.shown.connect(lambda: self._say(tr("The preview shows the middle of the map.")))
        self._preview.failed.connect(lambda sentence: self._say(tr("No preview: {why}").format(why=sentence)))
        for wrapper in self._panel.parameters.wrappers.values():
            if hasattr(wrapper, "widgetValueHasChanged"):
                wrapper.widgetValueHasChanged.connect(self._preview.update)
        reason = why_not(self._algorithm)
        self.preview_box.setEnabled(not reason)
        self._say(reason)

    def _drop_panel(self) -> None:
        """At once: Processing's widgets answer to the project, and ask an algorithm whose provider may be gone."""
        panel, self._panel = self._panel, None
        if panel is not None:
            self._layout.removeWidget(panel)
            panel.deleteLater()
            QCoreApplication.sendPostedEvents(panel, QEvent.Type.DeferredDelete)

    def _switch_preview(self, on: bool) -> None:
        if self._preview is not None:
            self._preview.switch(on)
            if not on:
                self._say("")

    def run(self) -> None:
        """Start a run with the parameters as they are set."""
        if self._algorithm is None or self._runs.on:
            return
        try:
            given = self.values()
        except ValueError as error:
            self._say(str(error))
            return
        self._say(tr("Running..."))
        self._runs.start(
            Request(self._algorithm.id(), given, GROUP, remember=True), self._finished, self._ended,
            lambda: self._ended(tr("Cancelled; no output was written.")),
            lambda percent: self.progress.setValue(round(percent)),
        )  # fmt: skip
        self._set_running(self._runs.on)

    def _finished(self, results: dict[str, Any], layers: list[Any]) -> None:
        numbers = [f"{name} {value:.4g}" for name, value in results.items() if isinstance(value, (int, float))]
        self._ended(f"{tr('Done.')} {', '.join(numbers)}")

    def _ended(self, sentence: str) -> None:
        self._set_running(False)
        self._say(sentence)

    def _set_running(self, running: bool) -> None:
        self.run_button.setEnabled(not running)
        self.cancel_button.setEnabled(running)
        self.choice.setEnabled(not running)
        self.progress.setVisible(running)
        self.progress.setValue(0)

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        self.status.setVisible(bool(sentence))

    def _copy(self, command: Any) -> None:
        try:
            QgsApplication.clipboard().setText(command(self._algorithm, self.values()))
        except ValueError as error:
            self._say(str(error))
            return
        self._say(tr("Copied."))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preview_box.setChecked(False)
        super().closeEvent(event)

    def retire(self) -> None:
        """The plugin is unloaded."""
        self.preview_box.setChecked(False)
        self._runs.cancel()
        self._drop_panel()
        self.close()
        self.deleteLater()
