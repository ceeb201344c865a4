"""Explain a place: click on the map and see why it was called changed or not."""

from __future__ import annotations

import base64
import json
from html import escape
from typing import Any

from qgis.core import QgsPointXY, QgsProject, QgsRasterLayer, QgsReferencedPointXY
from qgis.gui import (
    QgsCheckableComboBox,
    QgsDockWidget,
    QgsMapCanvas,
    QgsMapTool,
    QgsMapToolEmitPoint,
    QgsVertexMarker,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QCloseEvent, QColor, QPixmap
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..running import Latest, Request, default
from ..translation import tr
from .figures import Bar, ContributionBars, Line, Series, SeriesPlot
from .help_button import HelpButton
from .histogram import INCREASE
from .scrolling import scrolled
from .widgets import FILES, decibel_box, raster_box, sentence_label

ALGORITHM = "aurorasar:explainplace"
CHIP = 64
"""Pixels of the image a side."""

SHOWN = 112
"""Pixels of the screen a side: so sentence, bars and pictures are seen together in a window of 1280 x 800."""

DECIBELS = 0.1, 30.0
"""Between these a threshold can be chosen."""


class ExplainPlace(QgsDockWidget):
    """Runs aurorasar:explainplace where the map is clicked, in the background; a new click supersedes the last."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(tr("Explain a place"), parent)
        self.setObjectName("AuroraSARExplainPlace")
        self._canvas = canvas
        self._runs = Latest()
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
        self.status = sentence_label()
        self.progress = QProgressBar()
        self.progress.hide()
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setEnabled(False)
        self.cancel_button.clicked.connect(self._runs.cancel)
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
        titles = {
            "BEFORE": tr("Before"), "AFTER": tr("After"), "STRENGTH": tr("Change strength"),
            "EXPLANATION": tr("Explanation"),
        }  # fmt: skip
        self.boxes = {name: raster_box() for name in titles}
        for name, title in titles.items():
            form.addRow(title, self.boxes[name])
        self.boxes["STRENGTH"].setToolTip(tr("As 'Detect change between two dates' made it of these images; optional."))
        self.boxes["EXPLANATION"].setToolTip(
            tr("The output of that name of the same run, with its strength; optional.")
        )
        self.series_box = QgsCheckableComboBox()
        self.series_box.setToolTip(tr("Images of several dates, or one whose bands are the dates; optional."))
        form.addRow(tr("Series"), self.series_box)
        self.threshold_box = decibel_box(*DECIBELS, default(ALGORITHM, "THRESHOLD"))
        self.threshold_box.setToolTip(tr("Of no effect where an explanation tells the threshold."))
        form.addRow(tr("Threshold"), self.threshold_box)
        return form

    def _results(self) -> QWidget:
        """What is looked at together comes first; what does not fit a low screen is below."""
        self.results = QWidget()
        layout = QVBoxLayout(self.results)
        layout.setContentsMargins(0, 0, 0, 0)
        self.sentence, self.source, self.values = sentence_label(), sentence_label(), sentence_label()
        self.bars, self.plot = ContributionBars(), SeriesPlot()
        layout.addWidget(self.sentence)
        layout.addWidget(self.bars)
        layout.addLayout(self._pictures())
        layout.addWidget(self.values)
        layout.addWidget(self.plot, 1)
        layout.addStretch()
        return self.results

    def _pictures(self) -> QGridLayout:
        """Both dates beside each other, and beside them what the figures come from."""
        self.chips = {"before": QLabel(), "after": QLabel()}
        grid = QGridLayout()
        for column, (name, title) in enumerate((("before", tr("Before")), ("after", tr("After")))):
            grid.addWidget(QLabel(title), 0, column)
            grid.addWidget(self.chips[name], 1, column)
        grid.addWidget(self.source, 1, len(self.chips), Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(len(self.chips), 1)
        return grid

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
        self._runs.drop()
        chosen = {name: box.currentLayer().id() for name, box in self.boxes.items() if box.currentLayer() is not None}
        if not {"BEFORE", "AFTER"} <= set(chosen):
            self._ended(tr("Choose the before and the after image first."))
        elif chosen["BEFORE"] == chosen["AFTER"]:
            self._ended(tr("Before and after are the same layer: choose two dates."))
        else:
            self._look(chosen)

    def _look(self, chosen: dict[str, str]) -> None:
        """Run the algorithm on the layers that are chosen."""
        series = self.series_box.checkedItemsData()
        self._used = {*chosen.values(), *series}
        given = {
            **chosen, "PLACE": self._place, "SERIES": series, "THRESHOLD": self.threshold_box.value(), "CHIP": CHIP,
        }  # fmt: skip
        self._say(tr("Looking..."))
        self._runs.start(
            Request(ALGORITHM, given), self._finished, self._ended, lambda: self._ended(tr("Cancelled.")),
            lambda percent: self.progress.setValue(round(percent)),
        )  # fmt: skip
        self._show_running()

    def _finished(self, results: dict[str, Any], layers: list[Any]) -> None:
        self._show_running()
        self._say("")
        self._show(json.loads(results["EXPLANATION_TEXT"]))

    def _ended(self, sentence: str) -> None:
        """Without an answer: that to another place is not left standing."""
        self.results.hide()
        self._show_running()
        self._say(sentence)

    def _show_running(self) -> None:
        self.progress.setVisible(self._runs.on)
        self.cancel_button.setEnabled(self._runs.on)
        if not self._runs.on:
            self.progress.setValue(0)

    # What was found

    def _show(self, found: dict[str, Any]) -> None:
        self.sentence.setText(found["sentence"])
        self.values.setText(_table(found))
        self.source.setText(f"{found['source']}.")
        bars = [Bar(band["name"], band["difference_db"], f"{band['share']:.0%}") for band in found["bands"]]
        self.bars.show_bars((*bars, Bar(tr("strength"), found["strength"])), found["threshold"])
        for name, label in self.chips.items():
            picture = QPixmap()
            picture.loadFromData(base64.b64decode(found["chips"][name]))
            label.setPixmap(picture.scaled(SHOWN, SHOWN, Qt.AspectRatioMode.KeepAspectRatio))
        self.plot.show_series(_series(found["series"]))
        self.results.show()

    def _clear(self) -> None:
        """Nothing is looked for, nothing is shown."""
        self._runs.drop()
        self._unmark()
        self.plot.show_series(Series())
        self._ended(tr("Choose two dates, then pick a place."))

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
        rasters = [one for one in QgsProject.instance().mapLayers().values() if isinstance(one, QgsRasterLayer)]
        for layer in sorted((one for one in rasters if one.providerType() == FILES), key=lambda one: one.name()):
            state = Qt.CheckState.Checked if layer.id() in checked else Qt.CheckState.Unchecked
            self.series_box.addItemWithCheckState(layer.name(), state, layer.id())

    def _removed(self, layers: list[str]) -> None:
        """What was said about layers that go is said no more."""
        if self._used.intersection(layers):
            self._clear()

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        self.status.setVisible(bool(sentence))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        self.pick_button.setChecked(False)
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


def _table(found: dict[str, Any]) -> str:
    """Values of both dates in dB, of the pixel and of the mean around it."""
    heads = ("dB", tr("before"), tr("after"), tr("mean before"), tr("mean after"))
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
    return f"<table cellpadding='2'><tr>{head}</tr>{body}</table>"


def _series(found: dict[str, Any] | None) -> Series:
    if found is None:
        return Series()
    lines = tuple(
        Line(band["name"], tuple(band["db"]), tuple(band["low_db"]), tuple(band["high_db"])) for band in found["bands"]
    )
    return Series(tuple(found["dates"]), tuple(found["times"]), tuple(found["changes"]), lines)
