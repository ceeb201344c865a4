"""Small widgets that several panels have."""

from __future__ import annotations

from qgis.core import QgsMapLayerProxyModel, QgsProviderRegistry
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QLabel

FILES = "gdal"
"""The provider of rasters that are files; maps from a server have no backscatter."""


def raster_box(needed: bool = False) -> QgsMapLayerComboBox:
    """A choice of the project's rasters; none is chosen at first, unless one is needed."""
    box = QgsMapLayerComboBox()
    box.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
    box.setExcludedProviders([name for name in QgsProviderRegistry.instance().providerList() if name != FILES])
    return box if needed else _with_none(box)


def polygon_box() -> QgsMapLayerComboBox:
    """A choice of the project's polygon layers; none is chosen at first."""
    box = QgsMapLayerComboBox()
    box.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
    return _with_none(box)


def _with_none(box: QgsMapLayerComboBox) -> QgsMapLayerComboBox:
    box.setAllowEmptyLayer(True)
    box.setCurrentIndex(0)
    return box


def sentence_label() -> QLabel:
    """Text of several lines that can be selected and copied."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def decibel_box(least: float, most: float, value: float) -> QDoubleSpinBox:
    """A number of decibels, in steps of a tenth."""
    box = QDoubleSpinBox()
    box.setRange(least, most)
    box.setSingleStep(0.1)
    box.setDecimals(1)
    box.setSuffix(" dB")
    box.setValue(value)
    return box
