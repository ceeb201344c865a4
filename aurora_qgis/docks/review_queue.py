"""Review queue: change polygons one after the other, decided by keys; each decision is on the disk at once."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from qgis.core import QgsApplication, QgsFeature, QgsMapLayer, QgsMapLayerProxyModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsDockWidget, QgsMapCanvas, QgsMapLayerComboBox, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent, QColor, QKeySequence
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QShortcut,
    QVBoxLayout,
    QWidget,
)

from ..running import Request, Run, at_once
from ..translation import tr
from .decision_colours import DecisionColours
from .help_button import HelpButton
from .histogram import INCREASE
from .scrolling import scrolled

QUEUE, DECIDE = "aurorasar:reviewqueue", "aurorasar:reviewdecision"
ROOM = 2.0
"""How much more than the polygon the map shows."""

FACTS = ("direction", "area_ha", "pixels", "mean_db", "probability", "uncertainty", "p_value")
"""Attributes that are shown, where the polygons have them."""


class ReviewQueue(QgsDockWidget):
    """Shows the first polygon of the queue; each key writes a decision and goes on to the next."""

    export_wanted = pyqtSignal(object)
    """The layer whose review is to be exported."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(tr("Review queue"), parent)
        self.setObjectName("AuroraSARReviewQueue")
        self._canvas = canvas
        self._layer: QgsVectorLayer | None = None
        self._left: list[int] = []
        self._counts: dict[str, int] = {}
        self._decisions: dict[int, str] = {}
        self._colours: DecisionColours | None = None
        self._run: Run | None = None
        self._outline: QgsRubberBand | None = None
        self._build()
        QgsProject.instance().layersWillBeRemoved.connect(self._removed)
        self._show_current()

    @property
    def current(self) -> int | None:
        """Feature id of the polygon to decide on."""
        return self._left[0] if self._left else None

    def _build(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        self.layer_box = QgsMapLayerComboBox()
        self.layer_box.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.layer_box.setAllowEmptyLayer(True)
        self.layer_box.setCurrentIndex(0)
        self.layer_box.layerChanged.connect(self.review)
        self.order_box = QComboBox()
        self.order_box.addItem(tr("the least certain first"), "uncertainty")
        self.order_box.addItem(tr("the largest first"), "size")
        self.order_box.currentIndexChanged.connect(lambda index: self.list_queue())
        self.reviewer_box = QLineEdit(QgsApplication.userFullName() or QgsApplication.userLoginName())
        self.comment_box = QLineEdit()
        self.comment_box.setPlaceholderText(tr("is kept with the next decision"))
        form = QFormLayout()
        form.addRow(tr("Change polygons"), self.layer_box)
        form.addRow(tr("Order"), self.order_box)
        form.addRow(tr("Reviewer"), self.reviewer_box)
        form.addRow(tr("Comment"), self.comment_box)
        layout.addLayout(form)
        self.facts, self.status = _label(), _label()
        self.progress = QProgressBar()
        layout.addWidget(self.facts)
        layout.addLayout(self._keys())
        layout.addWidget(self.progress)
        layout.addWidget(self.status)
        layout.addStretch()
        layout.addWidget(HelpButton(self, "review-queue"))
        self.setWidget(scrolled(body))

    def _keys(self) -> QGridLayout:
        """A button per decision, each with a key that works while the panel has the focus."""
        grid = QGridLayout()
        self.buttons: dict[str, QPushButton] = {}
        rows = (
            (("accept", tr("Accept"), "A"), ("reject", tr("Reject"), "R"), ("skip", tr("Skip"), "S")),
            (("decrease", tr("Decrease"), "1"), ("none", tr("No change"), "2"), ("increase", tr("Increase"), "3")),
            (("undo", tr("Undo"), "U"), ("zoom", tr("Zoom"), "Z"), ("export", tr("Export..."), "")),
        )
        for row, names in enumerate(rows):
            for column, (name, title, key) in enumerate(names):
                button = QPushButton(f"{title} ({key})" if key else title)
                button.clicked.connect(partial(self._pressed, name))
                self.buttons[name] = button
                grid.addWidget(button, row, column)
                if key:
                    shortcut = QShortcut(QKeySequence(key), self)
                    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                    shortcut.activated.connect(button.click)
        self.buttons["undo"].setToolTip(tr("Take back your last decision; the log keeps both."))
        for name in ("decrease", "none", "increase"):
            self.buttons[name].setToolTip(tr("Give the polygon this label."))
        return grid

    def _pressed(self, name: str, _checked: bool = False) -> None:
        if name == "zoom":
            self.zoom()
        elif name == "export":
            self.export_wanted.emit(self._layer)
        elif name in ("decrease", "none", "increase"):
            self.decide("relabel", name)
        else:
            self.decide(name)

    # The queue

    def review(self, layer: QgsMapLayer | None) -> None:
        """Take a layer of change polygons, or none."""
        self._stop()
        self._remove_outline()
        self._give_back()
        self._layer = layer if isinstance(layer, QgsVectorLayer) else None
        self._left, self._counts, self._decisions = [], {}, {}
        self._say("")
        self._show_current()
        self.list_queue()

    def list_queue(self, first: int | None = None) -> None:
        """Ask for the queue, in the background; `first` is a polygon to show before all others."""
        self._stop()
        if self._layer is None:
            return
        run = Run(Request(QUEUE, {"POLYGONS": self._layer.id(), "ORDER": self.order_box.currentData()}))
        run.finished.connect(lambda results, layers: self._listed(run, results, first))
        run.failed.connect(lambda sentence: self._failed(run, sentence))
        run.cancelled.connect(lambda: self._failed(run, tr("Cancelled.")))
        self._run = run
        self._show_current()
        run.start()

    def _listed(self, run: Run, results: dict[str, Any], first: int | None) -> None:
        if run is not self._run:
            return
        self._run = None
        found = json.loads(results["QUEUE"])
        self._left, self._counts = list(found["left"]), dict(found["counts"])
        self._decisions = {int(polygon): decision for polygon, decision in found["decisions"].items()}
        if first in self._left:
            self._left.remove(first)
            self._left.insert(0, first)
        self.progress.setMaximum(max(results["POLYGON_COUNT"], 1))
        self._colour()
        self._show_current()
        self.zoom()

    def _failed(self, run: Run, sentence: str) -> None:
        if run is self._run:
            self._run = None
            self._say(sentence)
            self._show_current()

    def _stop(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.cancel()

    # Decisions

    def decide(self, decision: str, label: str = "") -> None:
        """Write a decision about the current polygon, or undo the last; go on only once it is written."""
        if self._layer is None or self._run is not None or (self.current is None and decision != "undo"):
            return
        given = {
            "POLYGONS": self._layer.id(), "POLYGON": self.current or 0, "DECISION": decision,
            "COMMENT": self.comment_box.text(), "REVIEWER": self.reviewer_box.text(),
        }  # fmt: skip
        try:
            written = at_once(Request(DECIDE, {**given, **({"LABEL": label} if label else {})}))
        except ValueError as error:
            self._say(str(error))
            return
        self.comment_box.clear()
        self._say(f"{decision}: {written['FEATURE']}")
        if decision == "undo":
            self.list_queue(written["FEATURE"])
            return
        self._go_on(decision)

    def _go_on(self, decision: str) -> None:
        """What the log says now is known without asking for it again."""
        polygon = self._left.pop(0)
        self._counts["skip"] -= self._decisions.get(polygon) == "skip"
        self._decisions[polygon] = decision
        self._counts[decision] += 1
        if decision == "skip":
            self._left.append(polygon)
        self._colour()
        self._show_current()
        self.zoom()

    # What is shown

    def _show_current(self) -> None:
        ready = self._layer is not None and self._run is None
        for name, button in self.buttons.items():
            needs_polygon = name not in ("undo", "export")
            button.setEnabled(ready and (self.current is not None or not needs_polygon))
        decided = sum(count for name, count in self._counts.items() if name != "skip")
        self.progress.setValue(decided)
        self.progress.setVisible(bool(self._counts))
        total, skipped = self.progress.maximum(), self._counts.get("skip", 0)
        text = tr("{decided} of {total} decided, {skipped} skipped")
        self.progress.setFormat(text.format(decided=decided, total=total, skipped=skipped))
        self.facts.setText(self._facts())

    def _facts(self) -> str:
        if self._layer is None:
            return tr("Choose change polygons in a GeoPackage, as 'Detect change between two dates' writes them.")
        if self._run is not None:
            return tr("Listing the queue...")
        if self.current is None:
            return tr("Everything is decided.") if self._counts else ""
        feature = self._feature()
        known = [name for name in FACTS if feature is not None and feature.fields().indexFromName(name) >= 0]
        said = [f"{name} {_word(feature[name])}" for name in known if feature is not None]
        return tr("Polygon {number}: ").format(number=self.current) + ", ".join(said)

    def _feature(self) -> QgsFeature | None:
        if self._layer is None or self.current is None:
            return None
        feature = self._layer.getFeature(self.current)
        return feature if feature.isValid() else None

    def zoom(self) -> None:
        """Show the current polygon, outlined, with its surroundings."""
        self._remove_outline()
        feature = self._feature()
        if feature is None or self._layer is None:
            return
        self._canvas.zoomToFeatureIds(self._layer, [feature.id()])
        self._canvas.zoomByFactor(ROOM)
        outline = QgsRubberBand(self._canvas)
        outline.setToGeometry(feature.geometry(), self._layer)
        outline.setColor(QColor(INCREASE))
        outline.setFillColor(QColor(0, 0, 0, 0))
        outline.setWidth(2)
        self._outline = outline

    def _colour(self) -> None:
        """The layer is drawn by decision while it is reviewed."""
        if self._layer is not None:
            self._colours = self._colours or DecisionColours(self._layer)
            self._colours.show(self._decisions)

    def _give_back(self) -> None:
        colours, self._colours = self._colours, None
        if colours is not None:
            colours.remove()

    def _remove_outline(self) -> None:
        if self._outline is not None:
            self._canvas.scene().removeItem(self._outline)
            self._outline = None

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)

    def _removed(self, layers: list[str]) -> None:
        if self._layer is not None and self._layer.id() in layers:
            self.review(None)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        self._stop()
        self._remove_outline()
        self.layer_box.setLayer(None)

    def retire(self) -> None:
        """The plugin is unloaded."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._removed)
        self._leave()
        self.close()
        self.deleteLater()


def _label() -> QLabel:
    made = QLabel()
    made.setWordWrap(True)
    return made


def _word(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
