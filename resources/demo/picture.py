"""One PNG of the demo's layers side by side, with their legends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsLayerTree, QgsLayerTreeModel, QgsMapLayer, QgsMapRendererSequentialJob, QgsMapSettings
from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QImage, QPainter, QPixmap

PANEL = 460
GAP = 14
TITLE = 26
LEGEND = 150
PANELS = (
    (("Before",), "Before"),
    (("After",), "After"),
    (("Change strength (dB)",), "Change strength"),
    (("Change polygons", "Change classes", "Before, despeckled"), "Change over the despeckled before image"),
)


def picture(layers: Mapping[str, QgsMapLayer], path: Path) -> None:
    """Draw the panels: images above, legends of the change layers below."""
    reference = layers["Change strength (dB)"]
    extent = reference.extent()
    height = round(PANEL * extent.height() / extent.width())
    size = QSize(2 * PANEL + 3 * GAP, 2 * (TITLE + height + GAP) + GAP + LEGEND)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for number, (names, title) in enumerate(PANELS):
        left, top = GAP + (number % 2) * (PANEL + GAP), GAP + (number // 2) * (TITLE + height + GAP)
        painter.setFont(QFont("sans-serif", 12))
        painter.drawText(QRect(left, top, PANEL, TITLE), Qt.AlignmentFlag.AlignVCenter, title)
        drawn = _map([layers[name] for name in names], reference.crs(), reference.extent(), QSize(PANEL, height))
        painter.drawImage(QPoint(left, top + TITLE), drawn)
    _legend(painter, layers["Change strength (dB)"], GAP, size.height() - LEGEND)
    _legend(painter, layers["Change classes"], GAP + PANEL + GAP, size.height() - LEGEND)
    painter.end()
    if not image.save(str(path)):
        raise SystemExit(f"{path} cannot be written.")


def _map(layers: list[QgsMapLayer], crs: Any, extent: Any, size: QSize) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setOutputSize(size)
    settings.setBackgroundColor(QColor("#dddddd"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def _legend(painter: QPainter, layer: QgsMapLayer, left: int, top: int) -> None:
    """The layer's own legend entries, as QGIS lists them."""
    tree = QgsLayerTree()
    node = tree.addLayer(layer)
    model = QgsLayerTreeModel(tree)
    painter.setFont(QFont("sans-serif", 9))
    entries = [one for one in model.layerLegendNodes(node) if one.data(Qt.ItemDataRole.DisplayRole)]
    for row, entry in enumerate(entries):
        y = top + 18 * row
        icon = entry.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            icon = icon.pixmap(18, 14)
        if isinstance(icon, QPixmap):
            painter.drawPixmap(QPoint(left, y), icon)
        place = QRect(left + 26, y, PANEL, 16)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(entry.data(Qt.ItemDataRole.DisplayRole)))
