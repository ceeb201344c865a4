"""Explain a place: click on the map and see why it was called changed or not."""

from __future__ import annotations

import base64
import json
from html import escape
from typing import Any

from qgis.core import QgsMapLayerProxyModel, QgsPointXY, QgsProject, QgsRasterLayer, QgsReferencedPointXY
from qgis.gui import (
    QgsCheckableComboBox,
    QgsDockWidget,
    QgsMapCanvas,
    QgsMapLayerComboBox,
    QgsMapTool,
    QgsMapToolEmitPoint,
    QgsVertexMarker,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QCloseEvent, QColor, QPixmap
from qgis.PyQt.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..running import Request, Run
from ..translation import tr
from .figures import Bar, ContributionBars, Line, Series, SeriesPlot
from .help_button import HelpButton
from .histogram import INCREASE
from .scrolling import scrolled

ALGORITHM = "aurorasar:explainplace"
CHIP = 64
"""Pixels of the image a side."""

SHOWN = 136
"""Pixels of the screen a side."""


class ExplainPlace(QgsDockWidget):
    """Runs aurorasar:explainplace where the map is clicked, in the background; a new click supersedes the last."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(tr("Explain a place"), parent)
        self.setObjectName("AuroraSARExplainPlace")
        self._canvas = canvas
        self._run: Run | None = None
        self._place: QgsReferencedPointXY | None = None
        self._used: set[str] = set()
        self._marker: QgsVertexMarker | None = None
        self._tool = QgsMapToolEmitPoint(canvas)
        self._tool.canvasClicked.connect(lambda point, button: self.explain(point))
        self._tool.deactivated.connect(lambda: self.pick_button.setChecked(False))
        self._tool_before: QgsMapTool | None = None
        self._build()
        project = QgsProject.instance()
        project.layersAdded.connect(self._list_series)
        project.layersRemoved.connect(self._list_series)
        project.layersWillBeRemoved.connect(self._removed)
        self._list_series()
        self._clear()

    def _build(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.addLayout(self._inputs())
        self.pick_button = QPushButton(tr("&Pick a place on the map"))
        self.pick_button.setCheckable(True)
        self.pick_button.toggled.connect(self._pick)
        self.status = _label()
        self.progress = QProgressBar()
        self.progress.hide()
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setEnabled(False)
        self.cancel_button.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.addWidget(HelpButton(self, "explain-a-place"))
        row.addWidget(self.pick_button, 1)
        row.addWidget(self.cancel_button)
        layout.addLayout(row)
        for widget in (self.status, self.progress):
            layout.addWidget(widget)
        layout.addWidget(self._results(), 1)
        self.setWidget(scrolled(body))

    def _inputs(self) -> QFormLayout:
        form = QFormLayout()
        self.boxes: dict[str, QgsMapLayerComboBox] = {}
        titles = {
            "BEFORE": tr("Before"), "AFTER": tr("After"), "STRENGTH": tr("Change strength"),
            "EXPLANATION": tr("Explanation"),
        }  # fmt: skip
        for name, title in titles.items():
            box = QgsMapLayerComboBox()
            box.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
            box.setAllowEmptyLayer(True)
            box.setCurrentIndex(0)
            self.boxes[name] = box
            form.addRow(title, box)
        self.boxes["STRENGTH"].setToolTip(tr("As 'Detect change between two dates' made it of these images; optional."))
        self.boxes["EXPLANATION"].setToolTip(
            tr("The output of that name of the same run, with its strength; optional.")
        )
        self.series_box = QgsCheckableComboBox()
        self.series_box.setToolTip(tr("Images of several dates, or one whose bands are the dates; optional."))
        form.addRow(tr("Series"), self.series_box)
        self.threshold_box = QDoubleSpinBox()
        self.threshold_box.setRange(0.1, 30.0)
        self.threshold_box.setSingleStep(0.1)
        self.threshold_box.setDecimals(1)
        self.threshold_box.setValue(3.0)
        self.threshold_box.setSuffix(" dB")
        self.threshold_box.setToolTip(tr("Of no effect where an explanation tells the threshold."))
        form.addRow(tr("Threshold"), self.threshold_box)
        return form

    def _results(self) -> QWidget:
        self.results = QWidget()
        layout = QVBoxLayout(self.results)
        layout.setContentsMargins(0, 0, 0, 0)
        self.sentence, self.values = _label(), _label()
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.values.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bars = ContributionBars()
        self.chips = {"before": QLabel(), "after": QLabel()}
        pictures = QHBoxLayout()
        for name, title in (("before", tr("Before")), ("after", tr("After"))):
            column = QVBoxLayout()
            column.addWidget(QLabel(title))
            column.addWidget(self.chips[name])
            pictures.addLayout(column)
        pictures.addStretch()
        self.plot = SeriesPlot()
        for widget in (self.sentence, self.values, self.bars):
            layout.addWidget(widget)
        layout.addLayout(pictures)
        layout.addWidget(self.plot, 1)
        layout.addStretch()
        return self.results

    # The place

    def _pick(self, on: bool) -> None:
        if on:
            self._tool_before = self._canvas.mapTool()
            self._canvas.setMapTool(self._tool)
            self._say(tr("Click on the map."))
        elif self._canvas.mapTool() is self._tool:
            self._canvas.unsetMapTool(self._tool)
            if self._tool_before is not None:
                self._canvas.setMapTool(self._tool_before)

    def explain(self, point: QgsPointXY) -> None:
        """Explain a place in the canvas's coordinates."""
        self._place = QgsReferencedPointXY(point, self._canvas.mapSettings().destinationCrs())
        self._mark(point)
        self._supersede()
        missing = [name for name in ("BEFORE", "AFTER") if self.boxes[name].currentLayer() is None]
        if missing:
            self._say(tr("Choose the before and the after image first."))
            return
        given = {name: box.currentLayer().id() for name, box in self.boxes.items() if box.currentLayer() is not None}
        given.update(
            PLACE=self._place,
            SERIES=self.series_box.checkedItemsData(),
            THRESHOLD=self.threshold_box.value(),
            CHIP=CHIP,
        )
        self._used = {*(box.currentLayer().id() for box in self.boxes.values() if box.currentLayer()), *given["SERIES"]}
        run = Run(Request(ALGORITHM, given))
        run.progressed.connect(lambda percent: self.progress.setValue(round(percent)))
        # A run that was superseded may still end: of that nothing is shown.
        run.finished.connect(lambda results, layers: self._finished(run, results))
        run.failed.connect(lambda sentence: self._ended(run, sentence))
        run.cancelled.connect(lambda: self._ended(run, tr("Cancelled.")))
        self._run = run
        self._say(tr("Looking..."))
        self._show_running()
        run.start()

    def _finished(self, run: Run, results: dict[str, Any]) -> None:
        if run is self._run:
            self._ended(run, "")
            self._show(json.loads(results["EXPLANATION_TEXT"]))

    def _ended(self, run: Run, sentence: str) -> None:
        if run is self._run:
            self._run = None
            self._show_running()
            self._say(sentence)

    def cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def _supersede(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.cancel()
        self._show_running()

    def _show_running(self) -> None:
        self.progress.setVisible(self._run is not None)
        self.cancel_button.setEnabled(self._run is not None)
        self.progress.setValue(0)

    # What was found

    def _show(self, found: dict[str, Any]) -> None:
        self.sentence.setText(found["sentence"])
        self.values.setText(_table(found))
        bars = [Bar(band["name"], band["difference_db"], f"{band['share']:.0%}") for band in found["bands"]]
        self.bars.show_bars((*bars, Bar(tr("strength"), found["strength"])), found["threshold"])
        for name, label in self.chips.items():
            picture = QPixmap()
            picture.loadFromData(base64.b64decode(found["chips"][name]))
            label.setPixmap(picture.scaled(SHOWN, SHOWN, Qt.AspectRatioMode.KeepAspectRatio))
        self.plot.show_series(_series(found["series"]))
        self.results.show()

    def _clear(self) -> None:
        self.results.hide()
        self.plot.show_series(Series())
        self._say(tr("Choose two dates, then pick a place."))

    def _mark(self, point: QgsPointXY) -> None:
        if self._marker is None:
            self._marker = QgsVertexMarker(self._canvas)
            self._marker.setIconType(QgsVertexMarker.IconType.ICON_CROSS)
            self._marker.setColor(QColor(INCREASE))
            self._marker.setPenWidth(2)
            self._marker.setIconSize(14)
        self._marker.setCenter(point)

    def _unmark(self) -> None:
        if self._marker is not None:
            self._canvas.scene().removeItem(self._marker)
            self._marker = None

    def _list_series(self, *_layers: Any) -> None:
        """Keep what is checked."""
        checked = self.series_box.checkedItemsData()
        self.series_box.clear()
        layers = QgsProject.instance().mapLayers().values()
        for layer in sorted((one for one in layers if isinstance(one, QgsRasterLayer)), key=lambda one: one.name()):
            state = Qt.CheckState.Checked if layer.id() in checked else Qt.CheckState.Unchecked
            self.series_box.addItemWithCheckState(layer.name(), state, layer.id())

    def _removed(self, layers: list[str]) -> None:
        """What was said about layers that go is said no more."""
        if self._used.intersection(layers):
            self._supersede()
            self._unmark()
            self._clear()

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        self.status.setVisible(bool(sentence))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        self.pick_button.setChecked(False)
        self._supersede()
        self._unmark()
        self._clear()

    def retire(self) -> None:
        """The plugin is unloaded."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._list_series)
        project.layersRemoved.disconnect(self._list_series)
        project.layersWillBeRemoved.disconnect(self._removed)
        self._leave()
        self.close()
        self._tool.deleteLater()
        self.deleteLater()


def _label() -> QLabel:
    made = QLabel()
    made.setWordWrap(True)
    return made


def _table(found: dict[str, Any]) -> str:
    """Values of both dates in dB, of the pixel and of the mean around it."""
    heads = ("", tr("before"), tr("after"), tr("mean before"), tr("mean after"))
    rows = [
        f"<td>{escape(band['name'])}</td>"
        + "".join(
            f"<td align='right'>{band[key]:.1f}</td>"
            for key in ("before_db", "after_db", "before_mean_db", "after_mean_db")
        )
        for band in found["bands"]
    ]
    head = "".join(f"<th align='right'>{one}</th>" for one in heads)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table cellpadding='4'><tr>{head}</tr>{body}</table>{tr('Values in dB.')} {escape(found['source'])}."


def _series(found: dict[str, Any] | None) -> Series:
    if found is None:
        return Series()
    lines = tuple(
        Line(band["name"], tuple(band["db"]), tuple(band["low_db"]), tuple(band["high_db"])) for band in found["bands"]
    )
    return Series(tuple(found["dates"]), tuple(found["times"]), tuple(found["changes"]), lines)
