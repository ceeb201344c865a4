"""The models panel: shipped and own models with their cards; add, remove, try; the runtime that they need."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from typing import Any

from qgis.core import QgsRasterLayer
from qgis.gui import QgsDockWidget, QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..running import Latest, Request
from ..translation import tr
from .help_button import HelpButton
from .runtime import RuntimeBox, provider_name
from .widgets import raster_box, sentence_label

NAME = Qt.ItemDataRole.UserRole
GIVES = 1
"""The column that gives way where a panel is narrow."""


class ModelsDock(QgsDockWidget):
    """Everything that it shows and does comes from aurorasar:models, :trymodel and :installruntime."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(tr("Models"), parent)
        self.setObjectName("AuroraSARModels")
        self._canvas = canvas
        self._models: dict[str, dict[str, Any]] = {}
        self._runs = Latest()
        self._again = False
        self._build()

    def _build(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        self.runtime = RuntimeBox()
        self.runtime.changed.connect(self.refresh)
        self.runtime.said.connect(self._say)
        self.runtime.device_chosen.connect(self.compute_on)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("Model"), tr("Gives"), tr("State")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(GIVES, QHeaderView.ResizeMode.Stretch)
        self.list.currentItemChanged.connect(lambda *_changed: self._show_card())
        self.card = QTextBrowser()
        self.card.setOpenExternalLinks(True)
        self.status = sentence_label()
        layout.addWidget(self.runtime)
        layout.addWidget(self.list, 2)
        layout.addWidget(self.card, 3)
        layout.addLayout(self._library_buttons())
        layout.addLayout(self._trial_row())
        layout.addWidget(self.status)
        self.setWidget(body)
        self._show_card()

    def _library_buttons(self) -> QHBoxLayout:
        self.add_button, self.remove_button = QPushButton(tr("&Add...")), QPushButton(tr("&Remove"))
        self.check_button = QPushButton(tr("&Check all"))
        self.add_button.setToolTip(tr("Copies an ONNX file and its card into the QGIS profile, once both are checked."))
        self.check_button.setToolTip(tr("Reads all models anew and compares them with their cards."))
        self.add_button.clicked.connect(self._ask_model)
        self.remove_button.clicked.connect(self.remove)
        self.check_button.clicked.connect(self.refresh)
        row = QHBoxLayout()
        for button in (self.add_button, self.remove_button, self.check_button):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(HelpButton(self, "models-and-runtime"))
        return row

    def _trial_row(self) -> QHBoxLayout:
        self.layer_box = raster_box(needed=True)
        self.try_button = QPushButton(tr("&Try on layer"))
        self.try_button.setToolTip(tr("Runs the model once on the middle of the layer; nothing is written."))
        self.try_button.clicked.connect(self.try_on_layer)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setEnabled(False)
        self.cancel_button.clicked.connect(self._runs.cancel)
        row = QHBoxLayout()
        row.addWidget(self.try_button)
        row.addWidget(self.layer_box, 1)
        row.addWidget(self.cancel_button)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """The layer that is current on the map is the one to try a model on."""
        super().showEvent(event)
        if isinstance(self._canvas.currentLayer(), QgsRasterLayer):
            self.layer_box.setLayer(self._canvas.currentLayer())
        self.refresh()

    def refresh(self) -> None:
        """Read all cards anew; while another run is on, afterwards."""
        if self._runs.on:
            self._again = True
            return
        self._start({}, lambda results: self._listed(results, ""))

    def add(self, path: str) -> None:
        self._start({"ADD": path}, lambda results: self._listed(results, tr("The model has been added.")))

    def remove(self) -> None:
        """The chosen model, if it is one's own."""
        name = self.chosen()
        if name:
            self._start({"REMOVE": name}, lambda results: self._listed(results, tr("The model has been removed.")))

    def compute_on(self, device: str) -> None:
        """What cannot be computed on is refused, and the choice stays as it was."""
        self._start({"DEVICE": device}, lambda results: self._listed(results, tr("The choice is kept.")))

    def try_on_layer(self) -> None:
        """The chosen model on the chosen layer."""
        name, layer = self.chosen(), self.layer_box.currentLayer()
        if not name or layer is None:
            self._say(tr("Choose a model in the list, and a raster layer."))
            return
        given = {"INPUT": layer.id(), "MODEL": name}
        self._start(given, lambda results: self._say(f"{name}: {results['SENTENCE']}"), "aurorasar:trymodel")

    def chosen(self) -> str:
        """The name of the chosen model; empty where none is."""
        item = self.list.currentItem()
        return str(item.data(0, NAME)) if item is not None else ""

    def _ask_model(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, tr("Model to add"), "", tr("ONNX models (*.onnx)"))
        if path:
            self.add(path)

    def _start(
        self, given: dict[str, Any], finished: Callable[[dict[str, Any]], None], algorithm: str = "aurorasar:models"
    ) -> None:
        if self._runs.on:
            return
        request = Request(algorithm, given, remember=bool(given))
        if given:
            self._say(tr("Running..."))
        self._runs.start(
            request,
            lambda results, layers: self._end(finished, results),
            lambda sentence: self._end(self._say, sentence),
            lambda: self._end(self._say, tr("Cancelled.")),
        )
        self._set_running(self._runs.on)

    def _end(self, said: Callable[[Any], None], outcome: Any) -> None:
        self._set_running(False)
        said(outcome)
        if self._again:
            self._again = False
            self.refresh()

    def _listed(self, results: dict[str, Any], sentence: str) -> None:
        found, chosen = json.loads(results["MODELS"]), self.chosen()
        self.runtime.show_facts(
            found["runtime_version"], found["runtime_place"], found["runtime_megabytes"], found["providers"]
        )
        self.runtime.show_devices(found["device"], found["devices"])
        self._models = {one["name"]: one for one in found["models"]}
        self.list.clear()
        for name, one in self._models.items():
            item = QTreeWidgetItem([name, _gives(one["task"]), _state(one)])
            item.setData(0, NAME, name)
            item.setToolTip(GIVES, one["task"])
            self.list.addTopLevelItem(item)
            if name == chosen or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        if sentence:
            self._say(sentence)

    def _show_card(self) -> None:
        one = self._models.get(self.chosen())
        self.remove_button.setEnabled(one is not None and not one["shipped"] and not self._runs.on)
        self.card.setHtml("" if one is None else _card(one))

    def _set_running(self, running: bool) -> None:
        for widget in (self.add_button, self.check_button, self.try_button, self.runtime.device_box):
            widget.setEnabled(not running)
        self.cancel_button.setEnabled(running)
        self._show_card()

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)

    def retire(self) -> None:
        """The plugin is unloaded."""
        self.runtime.cancel()
        self._runs.cancel()
        self.close()
        self.deleteLater()


def _gives(task: str) -> str:
    """What a model makes, in a word; a task that is not known by its name in the card."""
    known = {
        "semantic-segmentation": tr("classes"),
        "regression": tr("values"),
        "generative": tr("pictures"),
    }
    return known.get(task, task)


def _state(one: dict[str, Any]) -> str:
    if one["problem"]:
        return tr("cannot be used")
    return provider_name(one["provider"]) if one["provider"] else tr("needs onnxruntime")


def _card(one: dict[str, Any]) -> str:
    """The card as a page; the texts come from files and are escaped."""
    rows = (
        (tr("Problem"), one["problem"]),
        (tr("Task"), one["task"]),
        (tr("Bands"), one["bands"]),
        (tr("Scale"), one["scale"]),
        (tr("Looks"), one["looks"]),
        (tr("Licence"), one["licence"]),
        (tr("Measured quality"), one["quality"]),
        (tr("Training data"), one["training"]),
        (tr("Computed by"), provider_name(one["provider"])),
        (tr("File"), f"{one['path']} ({one['megabytes']:.1f} MB)"),
    )
    lines = "".join(f"<tr><td><b>{escape(name)}</b></td><td>{escape(text)}</td></tr>" for name, text in rows if text)
    return f"<h3>{escape(one['title'])}</h3><p>{escape(one['description'])}</p><table cellpadding='2'>{lines}</table>"
