"""What the map shows while changes are explored: one date alone, and strength that fades where it is uncertain."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsRasterLayer
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox, QgsRasterBandComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QPushButton, QWidget

from ..translation import tr
from .swipe import Swipe
from .widgets import raster_box


class Views(QWidget):
    """Buttons for the dates, and the choice of the band that tells opacity."""

    view_shown = pyqtSignal()
    """A date covers the map."""

    fading_changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._cover: Swipe | None = None
        self._covering = self._fading = ""
        self.boxes: dict[str, QgsMapLayerComboBox] = {}
        self.buttons: dict[str, QPushButton] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for name, title in (("before", tr("&Before")), ("after", tr("A&fter"))):
            box, button = raster_box(), QPushButton(title)
            button.setCheckable(True)
            button.setToolTip(tr("Show this date alone, over everything else."))
            button.toggled.connect(lambda on, name=name: self._switch(name, on))
            button.setEnabled(False)
            box.layerChanged.connect(lambda layer, button=button: _offer(button, layer))
            self.boxes[name], self.buttons[name] = box, button
            form.addRow(button, box)
        self.fade_box, self.band_box = raster_box(), QgsRasterBandComboBox()
        self.low_box = QCheckBox(tr("low is certain"))
        self.low_box.setToolTip(tr("For a p-value or an uncertainty; not for a probability. Values are 0 to 1."))
        self.fade_box.layerChanged.connect(self._fade_by)
        self.band_box.bandChanged.connect(lambda band: self.fading_changed.emit())
        self.low_box.toggled.connect(lambda on: self.fading_changed.emit())
        form.addRow(tr("Opacity by"), self.fade_box)
        row = QHBoxLayout()
        row.addWidget(self.band_box, 1)
        row.addWidget(self.low_box)
        form.addRow("", row)
        self._show_bands(False)

    @property
    def fade_by(self) -> tuple[QgsRasterLayer, int, bool] | None:
        """The layer and band that tell opacity, and whether low values are certain."""
        layer = self.fade_box.currentLayer()
        if not isinstance(layer, QgsRasterLayer):
            return None
        return layer, max(self.band_box.currentBand(), 1), self.low_box.isChecked()

    def off(self) -> None:
        """No date covers the map any more."""
        for button in self.buttons.values():
            button.setChecked(False)

    def layers_removed(self, layers: list[str]) -> None:
        """What goes is shown no more, and fades nothing."""
        if self._cover is not None and self._covering in layers:
            self.off()
        if self._fading in layers:
            self.fade_box.setLayer(None)
            self._fade_by(None)

    def reset(self) -> None:
        """Nor does anything fade."""
        self.off()
        self.fade_box.setLayer(None)

    def _switch(self, name: str, on: bool) -> None:
        if self._cover is not None:
            self._cover.remove()
            self._cover = None
        layer = self.boxes[name].currentLayer()
        if not on or layer is None:
            self.buttons[name].setChecked(False)
            return
        for other, button in self.buttons.items():
            if other != name:
                button.setChecked(False)
        self._cover, self._covering = Swipe(self._canvas, layer, whole=True), layer.id()
        self.view_shown.emit()

    def _fade_by(self, layer: QgsMapLayer | None) -> None:
        self._fading = layer.id() if layer is not None else ""
        self.band_box.blockSignals(True)
        self.band_box.setLayer(layer)
        self.band_box.blockSignals(False)
        self._show_bands(layer is not None)
        self.fading_changed.emit()

    def _show_bands(self, shown: bool) -> None:
        self.band_box.setVisible(shown)
        self.low_box.setVisible(shown)


def _offer(button: QPushButton, layer: QgsMapLayer | None) -> None:
    """Another layer is not shown before it is asked for; none cannot be."""
    button.setChecked(False)
    button.setEnabled(layer is not None)
