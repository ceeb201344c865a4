"""Review queue: change polygons one after the other, decided by keys; each decision is on the disk at once."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from qgis.core import QgsApplication, QgsFeature, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgsDockWidget, QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent, QColor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ..running import Latest, Request, at_once
from ..translation import tr
from .decision_colours import DecisionColours
from .help_button import HelpButton
from .histogram import INCREASE
from .review_keys import LABELS, ReviewKeys
from .review_words import facts, said
from .scrolling import scrolled
from .widgets import polygon_box, sentence_label

QUEUE, DECIDE = "aurorasar:reviewqueue", "aurorasar:reviewdecision"
ROOM = 2.0
"""How much more than the polygon the map shows."""


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
        self._listing = Latest()
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
        body.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        layout = QVBoxLayout(body)
        layout.addLayout(self._inputs(body))
        self.facts, self.status = sentence_label(), sentence_label()
        self.progress = QProgressBar()
        layout.addWidget(self.facts)
        self.keys = ReviewKeys(self)
        self.keys.pressed.connect(self._pressed)
        layout.addWidget(self.keys)
        layout.addWidget(self.progress)
        layout.addWidget(self.status)
        layout.addStretch()
        layout.addLayout(self._bottom())
        self.setWidget(scrolled(body))

    def _inputs(self, body: QWidget) -> QFormLayout:
        self.layer_box = polygon_box()
        self.layer_box.layerChanged.connect(self.review)
        self.order_box = QComboBox()
        self.order_box.addItem(tr("the least certain first"), "uncertainty")
        self.order_box.addItem(tr("the largest first"), "size")
        self.order_box.currentIndexChanged.connect(lambda index: self.list_queue())
        self.reviewer_box = QLineEdit(QgsApplication.userFullName() or QgsApplication.userLoginName())
        self.comment_box = QLineEdit()
        self.comment_box.setPlaceholderText(tr("is kept with the next decision"))
        self.comment_box.setToolTip(tr("Enter goes back to the keys."))
        for box in (self.reviewer_box, self.comment_box):
            box.returnPressed.connect(body.setFocus)
        form = QFormLayout()
        form.addRow(tr("Change polygons"), self.layer_box)
        form.addRow(tr("Order"), self.order_box)
        form.addRow(tr("Reviewer"), self.reviewer_box)
        form.addRow(tr("Comment"), self.comment_box)
        return form

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(HelpButton(self, "review-queue"))
        row.addStretch()
        row.addWidget(self.keys.list_button)
        return row

    def _pressed(self, name: str) -> None:
        if name == "zoom":
            self.zoom()
        elif name == "export":
            self.export_wanted.emit(self._layer)
        elif name == "list":
            self.list_queue(self.current)
        elif name in LABELS:
            self.decide("relabel", name)
        else:
            self.decide(name)

    # The queue

    def review(self, layer: QgsMapLayer | None) -> None:
        """Take a layer of change polygons, or none."""
        self._listing.drop()
        self._remove_outline()
        self._give_back()
        self._layer = layer if isinstance(layer, QgsVectorLayer) else None
        self._left, self._counts, self._decisions = [], {}, {}
        self._say("")
        self._show_current()
        self.list_queue()

    def list_queue(self, first: int | None = None) -> None:
        """Ask for the queue, in the background; `first` is a polygon to show before all others."""
        self._listing.drop()
        if self._layer is None:
            return
        request = Request(QUEUE, {"POLYGONS": self._layer.id(), "ORDER": self.order_box.currentData()})
        cancelled = partial(self._failed, tr("Cancelled."))
        self._listing.start(request, partial(self._listed, first), self._failed, cancelled)
        self._show_current()

    def _listed(self, first: int | None, results: dict[str, Any], layers: list[Any]) -> None:
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

    def _failed(self, sentence: str) -> None:
        self._say(sentence)
        self._show_current()

    # Decisions

    def decide(self, decision: str, label: str = "") -> None:
        """Write a decision about the current polygon, or undo the last; go on only once it is written."""
        if self._layer is None or self._listing.on or (self.current is None and decision != "undo"):
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
        self._say(said(decision).format(number=written["FEATURE"]))
        if decision == "undo":
            self.list_queue(written["FEATURE"])
            return
        self._go_on(decision)

    def _go_on(self, decision: str) -> None:
        """What the log says now is known without asking for it again."""
        polygon = self._left.pop(0)
        if self._decisions.get(polygon) == "skip":
            self._counts["skip"] -= 1
        self._decisions[polygon] = decision
        self._counts[decision] += 1
        if decision == "skip":
            self._left.append(polygon)
        self._colour()
        self._show_current()
        self.zoom()

    # What is shown

    def _show_current(self) -> None:
        ready = self._layer is not None and not self._listing.on
        decisions = bool(self._decisions)
        possible = {"undo": decisions, "export": decisions, "list": True}
        for name, button in self.keys.buttons.items():
            button.setEnabled(ready and possible.get(name, self.current is not None))
        decided = sum(count for name, count in self._counts.items() if name != "skip")
        self.progress.setValue(decided)
        self.progress.setVisible(bool(self._left or self._decisions))
        total, skipped = self.progress.maximum(), self._counts.get("skip", 0)
        text = tr("{decided} of {total} decided, {skipped} skipped")
        self.progress.setFormat(text.format(decided=decided, total=total, skipped=skipped))
        self.facts.setText(self._facts())

    def _facts(self) -> str:
        if self._layer is None:
            return tr("Choose change polygons in a GeoPackage, as 'Detect change between two dates' writes them.")
        if self._listing.on:
            return tr("Listing the queue...")
        if self.current is None:
            if not self._counts:  # it could not be listed
                return ""
            return tr("Everything is decided.") if self._decisions else tr("The layer has no polygons.")
        feature = self._feature()
        return tr("Polygon {number}: ").format(number=self.current) + ", ".join(facts(feature) if feature else ())

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
        self._listing.drop()
        self._remove_outline()
        self.layer_box.setLayer(None)

    def retire(self) -> None:
        """The plugin is unloaded."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._removed)
        self._leave()
        self.close()
        self.deleteLater()
