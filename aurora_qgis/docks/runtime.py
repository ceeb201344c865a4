"""The part of the models panel that installs and removes onnxruntime."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from ..running import Latest, Request
from ..translation import tr
from .widgets import sentence_label

PROVIDERS = {
    "CPUExecutionProvider": "CPU",
    "CUDAExecutionProvider": "CUDA",
    "DmlExecutionProvider": "DirectML",
    "CoreMLExecutionProvider": "CoreML",
}
DEVICES = {"cpu": "CPU", "cuda": "CUDA", "directml": "DirectML", "coreml": "CoreML"}


def provider_name(name: str) -> str:
    """What users call it; a provider that is not known by what onnxruntime calls it."""
    return PROVIDERS.get(name, name.replace("ExecutionProvider", ""))


class RuntimeBox(QGroupBox):
    """Says which onnxruntime is in use and how large it is; `aurorasar:installruntime` does the work."""

    changed = pyqtSignal()
    """Something was installed or removed."""

    said = pyqtSignal(str)
    """A sentence for the user."""

    device_chosen = pyqtSignal(str)
    """What is to compute models."""

    def __init__(self) -> None:
        super().__init__("onnxruntime")
        self._runs = Latest()
        self._removable = False
        self._device = ""
        self.facts = sentence_label()
        self.progress = QProgressBar()
        self.device_box = QComboBox()
        self.device_box.setToolTip(tr("What onnxruntime can compute models on; kept in the QGIS profile."))
        self.device_box.activated.connect(self._choose_device)
        form = QFormLayout()
        form.addRow(tr("Compute &on"), self.device_box)
        layout = QVBoxLayout(self)
        layout.addWidget(self.facts)
        layout.addLayout(form)
        layout.addWidget(self.progress)
        layout.addLayout(self._buttons())
        self._set_running(False)

    def _buttons(self) -> QHBoxLayout:
        self.install_button = QToolButton()
        self.install_button.setText(tr("&Install"))
        self.install_button.setToolTip(
            tr("Learned methods need it. It is put into the QGIS profile; QGIS's own Python stays as it is.")
        )
        self.install_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.install_button)
        self.fetch = menu.addAction(tr("From where pip fetches"), lambda: self.install({}))
        self.from_file = menu.addAction(tr("From a wheel file..."), self._ask_file)
        self.from_folder = menu.addAction(tr("From a folder with wheels..."), self._ask_folder)
        self.install_button.setMenu(menu)
        self.remove_button = QPushButton(tr("Remove it"))
        self.remove_button.setToolTip(tr("Frees its space in the profile; what is loaded stays until QGIS closes."))
        self.remove_button.clicked.connect(lambda: self.install({"REMOVE": True}))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        row = QHBoxLayout()
        for button in (self.install_button, self.remove_button, self.cancel_button):
            row.addWidget(button)
        row.addStretch()
        return row

    def show_facts(self, version: str, place: str, megabytes: float, providers: list[str]) -> None:
        """What is in use; an empty version means nothing."""
        self._removable = megabytes > 0
        self._set_running(self._runs.on)
        if not version:
            self.facts.setText(tr("Not in use. Learned methods need it; everything else works without it."))
            return
        lines = [tr("Version {version} in {place}").format(version=version, place=place)]
        if megabytes:
            lines.append(tr("{megabytes:.0f} MB in the QGIS profile").format(megabytes=megabytes))
        else:
            lines.append(tr("It belongs to QGIS's own Python; nothing is in the QGIS profile."))
        lines.append(tr("Can compute on: {names}").format(names=", ".join(map(provider_name, providers))))
        self.facts.setText("\n".join(lines))

    def _choose_device(self, index: int) -> None:
        """The new choice is shown once it has proved to work."""
        name = self.device_box.itemData(index)
        self.device_box.setCurrentIndex(self.device_box.findData(self._device))
        self.device_chosen.emit(name)

    def show_devices(self, chosen: str, offered: list[str]) -> None:
        """A chosen one that is not offered is shown as such, and models then say why they cannot be used."""
        self._device = chosen
        self.device_box.clear()
        for name in offered:
            self.device_box.addItem(DEVICES[name], name)
        if chosen not in offered:
            self.device_box.addItem(tr("{name} (not available)").format(name=DEVICES[chosen]), chosen)
        self.device_box.setCurrentIndex(self.device_box.findData(chosen))

    def install(self, parameters: dict[str, Any]) -> None:
        """Run aurorasar:installruntime with these parameters, in the background."""
        if self._runs.on:
            return
        self.said.emit(tr("Running..."))
        self._runs.start(
            Request("aurorasar:installruntime", parameters, remember=True), self._finished, self._ended,
            lambda: self._ended(tr("Cancelled; nothing was changed.")), self._progressed,
        )  # fmt: skip
        self._set_running(self._runs.on)

    def cancel(self) -> None:
        self._runs.cancel()

    def _ask_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, tr("Wheel of onnxruntime"), "", tr("Wheels (*.whl)"))
        if path:
            self.install({"WHEEL": path})

    def _ask_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("Folder with wheels"))
        if path:
            self.install({"FOLDER": path})

    def _progressed(self, percent: float) -> None:
        """While pip fetches there is nothing to tell: the bar then only says that something goes on."""
        self.progress.setRange(0, 100 if percent > 0 else 0)
        self.progress.setValue(round(percent))

    def _finished(self, results: dict[str, Any], layers: list[Any]) -> None:
        version = results["VERSION"]
        done = tr("onnxruntime {version} is in use.").format(version=version) if version else tr("It has been removed.")
        self._ended(done)
        self.changed.emit()

    def _ended(self, sentence: str) -> None:
        self._set_running(False)
        self.said.emit(sentence)

    def _set_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.progress.setRange(0, 0)
        self.cancel_button.setVisible(running)
        self.install_button.setEnabled(not running)
        self.remove_button.setEnabled(not running and self._removable)
