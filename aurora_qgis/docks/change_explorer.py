"""Change explorer: drag thresholds in the histogram and the map follows; compare the dates with a swipe; apply."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsDockWidget, QgsMapCanvas
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QCloseEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..running import Latest, Request, default, temporary
from ..translation import tr
from .borrowed import OwnColours
from .change_colours import change_colours
from .fading import ALPHA_BAND, Fading
from .help_button import HelpButton
from .histogram import LEAST, REACH, Bins, HistogramWidget
from .scrolling import scrolled
from .swipe import Swipe
from .views import Views
from .widgets import decibel_box, raster_box, sentence_label

GROUP = "AuroraSAR"
CLASSIFY = "aurorasar:classifychange"
MOST_PIXELS = 100_000
"""The largest least change that can be asked for."""

REPAINT_MS = 40
"""Between two repaints of the map while a threshold is dragged."""


class ChangeExplorer(QgsDockWidget):
    """Recolours the strength layer while it is open, and gives it its own colours back when it closes."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(tr("Change explorer"), parent)
        self.setObjectName("AuroraSARChangeExplorer")
        self._canvas = canvas
        self._strength: QgsRasterLayer | None = None
        self._own: OwnColours | None = None
        self._swipe: Swipe | None = None
        self._fading: Fading | None = None
        self._counting, self._applying = Latest(), Latest()
        self._facts: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REPAINT_MS)
        self._timer.timeout.connect(self.recolour)
        self._build()
        QgsProject.instance().layersWillBeRemoved.connect(self._removed)

    def _build(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        self.histogram = HistogramWidget()
        self.histogram.moved.connect(self._moved)
        self.areas, self.status = sentence_label(), sentence_label()
        self.progress = QProgressBar()
        self.progress.hide()
        layout.addLayout(self._layers())
        layout.addWidget(self._views())
        layout.addWidget(self.histogram, 1)
        layout.addWidget(self.areas)
        layout.addLayout(self._thresholds())
        layout.addWidget(self.status)
        layout.addWidget(self.progress)
        layout.addLayout(self._buttons())
        self.setWidget(scrolled(body))
        self._say_areas()

    def _layers(self) -> QFormLayout:
        self.layer_box, self.over_box = raster_box(), raster_box(needed=True)
        self.layer_box.layerChanged.connect(self.explore)
        self.over_box.layerChanged.connect(self._switch_swipe)
        self.swipe_box = QCheckBox(tr("&Swipe, right of the line:"))
        self.swipe_box.setToolTip(tr("Drag the white line on the map."))
        self.swipe_box.toggled.connect(self._switch_swipe)
        form = QFormLayout()
        form.addRow(tr("Change strength"), self.layer_box)
        form.addRow(self.swipe_box, self.over_box)
        return form

    def _views(self) -> Views:
        """The swipe and the view of one date exclude each other."""
        self.views = Views(self._canvas)
        self.views.view_shown.connect(lambda: self.swipe_box.setChecked(False))
        self.views.fading_changed.connect(self._fade)
        self.swipe_box.toggled.connect(lambda on: self.views.off() if on else None)
        return self.views

    def _thresholds(self) -> QFormLayout:
        decrease, increase = default(CLASSIFY, "DECREASE_DB"), default(CLASSIFY, "INCREASE_DB")
        self.histogram.set_thresholds(decrease, increase)
        self.decrease_box = decibel_box(LEAST, REACH, decrease)
        self.increase_box = decibel_box(LEAST, REACH, increase)
        for box in (self.decrease_box, self.increase_box):
            box.valueChanged.connect(self._typed)
        self.pixels_box = QSpinBox()
        self.pixels_box.setRange(0, MOST_PIXELS)
        self.pixels_box.setValue(default(CLASSIFY, "MINIMUM_PIXELS"))
        form = QFormLayout()
        form.addRow(tr("Decrease from"), self.decrease_box)
        form.addRow(tr("Increase from"), self.increase_box)
        form.addRow(tr("Smallest change (pixels)"), self.pixels_box)
        return form

    def _buttons(self) -> QHBoxLayout:
        self.cancel_button, self.apply_button = QPushButton(tr("Cancel")), QPushButton(tr("&Apply"))
        self.apply_button.setToolTip(tr("Write classes and polygons with these thresholds."))
        self.cancel_button.setEnabled(False)
        self.cancel_button.clicked.connect(self._applying.cancel)
        self.apply_button.clicked.connect(self.apply)
        row = QHBoxLayout()
        row.addWidget(HelpButton(self, "change-explorer"))
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.apply_button)
        return row

    # The layer that is explored

    def explore(self, layer: QgsMapLayer | None) -> None:
        """Take a strength layer, or none; the one before gets its own colours back."""
        self._let_go()
        if not self._applying.on:
            self._say("")
        if not isinstance(layer, QgsRasterLayer) or layer.renderer() is None:
            return
        self._strength, self._own = layer, OwnColours(layer, self.recolour)
        request = Request("aurorasar:changehistogram", {"STRENGTH": layer.id()})
        self._counting.start(request, self._counted, self._refused, lambda: None)
        self._fade()

    def _let_go(self) -> None:
        self._counting.drop()
        self._timer.stop()
        self._stop_fading()
        if self._own is not None:
            self._own.give_back()
        self._strength = self._own = None
        self._facts = {}
        self.histogram.show_bins(Bins())
        self._say_areas()

    def _refused(self, sentence: str) -> None:
        """A layer that is no change strength keeps its colours."""
        self._let_go()
        self._say(sentence)

    def _counted(self, results: dict[str, Any], layers: list[Any]) -> None:
        found = json.loads(results["HISTOGRAM"])
        self._facts = results
        self.histogram.show_bins(Bins(found["low"], found["step"], tuple(found["counts"])))
        self._say_areas()

    def recolour(self) -> None:
        """Change the renderer: nothing is computed and only what the map shows is read."""
        if self._strength is None:
            return
        shown = self._strength if self._fading is None else self._fading.layer
        renderer = change_colours(shown, self.histogram.decrease, self.histogram.increase)
        if self._fading is not None:
            renderer.setAlphaBand(ALPHA_BAND)
        shown.setRenderer(renderer)
        shown.triggerRepaint()

    def _fade(self) -> None:
        """Have the strength fade by another raster, or no more."""
        self._stop_fading()
        by = self.views.fade_by
        if self._strength is not None and by is not None:
            try:
                self._fading = Fading(self._strength, *by)
            except ValueError as error:
                self._say(str(error))
        self.recolour()

    def _stop_fading(self) -> None:
        fading, self._fading = self._fading, None
        if fading is not None:
            fading.remove()

    # Thresholds

    def _moved(self, decrease: float, increase: float) -> None:
        for box, value in ((self.decrease_box, decrease), (self.increase_box, increase)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self._say_areas()
        if not self._timer.isActive():
            self._timer.start()

    def _typed(self) -> None:
        self.histogram.set_thresholds(self.decrease_box.value(), self.increase_box.value())

    def _say_areas(self) -> None:
        """What lies beyond the thresholds, by the histogram alone."""
        if not self._facts:
            self.areas.setText(tr("Choose a change strength in dB, as 'Detect change between two dates' writes it."))
            return
        bins, hectares, pixels = self.histogram.bins, self._facts["HECTARES"], self._facts["PIXELS"]
        shares = {
            tr("Decrease"): bins.below(-self.histogram.decrease),
            tr("Increase"): 1 - bins.below(self.histogram.increase),
        }
        with_area = tr("{name}: {share:.2%}, {hectares:,.1f} ha, {pixels:,.0f} pixels")
        line = with_area if hectares else tr("{name}: {share:.2%}, {pixels:,.0f} pixels")
        lines = [
            line.format(name=name, share=share, hectares=share * hectares, pixels=share * pixels)
            for name, share in shares.items()
        ]
        source = tr("From a sample of {share:.0%} of the pixels; small changes are counted too.")
        self.areas.setText("\n".join([*lines, source.format(share=self._facts["SAMPLED"])]))

    # Swipe

    def _switch_swipe(self, *_changed: Any) -> None:
        if self._swipe is not None:
            self._swipe.remove()
            self._swipe = None
        layer = self.over_box.currentLayer()
        if self.swipe_box.isChecked() and layer is not None:
            self._swipe = Swipe(self._canvas, layer)

    # Runs

    def apply(self) -> None:
        """Classes and polygons with these thresholds, in the background."""
        if self._applying.on:
            return
        if self._strength is None:
            self._say(tr("Choose a change strength first."))
            return
        given = {
            "STRENGTH": self._strength.id(),
            "DECREASE_DB": self.histogram.decrease,
            "INCREASE_DB": self.histogram.increase,
            "MINIMUM_PIXELS": self.pixels_box.value(),
            "CLASSES": temporary(),
            "POLYGONS": temporary(),
        }
        self._say(tr("Running..."))
        self.progress.setValue(0)
        self._applying.start(
            Request(CLASSIFY, given, GROUP, remember=True), self._applied, self._ended,
            lambda: self._ended(tr("Cancelled; no output was written.")),
            lambda percent: self.progress.setValue(round(percent)),
        )  # fmt: skip
        self._show_running()

    def _applied(self, results: dict[str, Any], layers: list[Any]) -> None:
        said = tr("Decrease {decrease:,.1f} ha, increase {increase:,.1f} ha, {count} polygons.")
        hectares = {"decrease": results["DECREASE_HA"], "increase": results["INCREASE_HA"]}
        self._ended(said.format(**hectares, count=results["POLYGON_COUNT"]))

    def _ended(self, sentence: str) -> None:
        self._show_running()
        self._say(sentence)

    def _show_running(self) -> None:
        self.progress.setVisible(self._applying.on)
        self.cancel_button.setEnabled(self._applying.on)
        self.apply_button.setEnabled(not self._applying.on)

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)

    def _removed(self, layers: list[str]) -> None:
        """A layer that goes takes its swipe and its histogram along."""
        fading = self._fading
        if fading is not None and {fading.identity, fading.strength, fading.by}.intersection(layers):
            self._stop_fading()
            self.views.fade_box.setLayer(None)
        self.views.layers_removed(layers)
        if self._strength is not None and self._strength.id() in layers:
            self._let_go()
        over = self.over_box.currentLayer()
        if self._swipe is not None and over is not None and over.id() in layers:
            self.swipe_box.setChecked(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.swipe_box.setChecked(False)
        self.views.reset()
        self.layer_box.setLayer(None)
        super().closeEvent(event)

    def retire(self) -> None:
        """The plugin is unloaded."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._removed)
        self._applying.cancel()
        self.swipe_box.setChecked(False)
        self.views.reset()
        self._let_go()
        self.close()
        self.deleteLater()
