"""A swipe on the map: to the right of a line that is dragged, one layer lies over everything else."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsMapRendererParallelJob, QgsMapSettings
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget

NEAR = 10
"""Pixels from the line within which a press takes hold of it."""


class Swipe(QObject):
    """Draws the layer over the canvas while it is on; `remove` takes it away."""

    def __init__(self, canvas: QgsMapCanvas, layer: QgsMapLayer, whole: bool = False) -> None:
        """`whole`: over all of the map, without a line."""
        super().__init__()
        self._canvas, self._layer = canvas, layer
        self.item = _Item(canvas)
        self._job: QgsMapRendererParallelJob | None = None
        self._done: QgsMapRendererParallelJob | None = None
        self._held, self._whole = False, whole
        self.share = 0.0 if whole else 0.5
        self.item.lined = not whole
        canvas.extentsChanged.connect(self.render)
        layer.repaintRequested.connect(self.render)
        canvas.viewport().installEventFilter(self)
        self.move_to(self.share)
        self.render()

    def move_to(self, share: float) -> None:
        """The line's place, 0 at the left edge of the map and 1 at the right."""
        self.share = min(max(share, 0.0), 1.0)
        self.item.share = self.share
        self.item.update()

    def render(self) -> None:
        """Draw the layer anew, in the background."""
        self._stop()
        settings = QgsMapSettings(self._canvas.mapSettings())
        settings.setLayers([self._layer])
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(self._rendered)
        self._job = job
        job.start()

    def _rendered(self) -> None:
        if self._job is not None and self._job is self.sender():
            self.item.show_image(self._job.renderedImage())
            self._done, self._job = self._job, None  # it must outlive its own signal

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None and job.isActive():
            job.cancel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line is dragged whatever map tool is on; all else goes to that tool."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._held = not self._whole and abs(event.pos().x() - self.share * _width(self._canvas)) <= NEAR
            return self._held
        if kind == QEvent.Type.MouseMove and self._held:
            self.move_to(event.pos().x() / _width(self._canvas))
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._held:
            self._held = False
            return True
        return False

    def remove(self) -> None:
        self._stop()
        self._canvas.viewport().removeEventFilter(self)
        self._canvas.extentsChanged.disconnect(self.render)
        self._canvas.scene().removeItem(self.item)


def _width(canvas: QgsMapCanvas) -> int:
    """Of the map itself: the canvas is wider by its frame."""
    return max(int(canvas.viewport().width()), 1)


class _Item(QgsMapCanvasItem):
    """The image to the right of the line, and the line."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.image = QImage()
        self.share = 0.5
        self.lined = True

    def show_image(self, image: QImage) -> None:
        self.image = image
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._canvas.viewport().width(), self._canvas.viewport().height())

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem | None = None, widget: QWidget | None = None
    ) -> None:
        width, height = self._canvas.viewport().width(), self._canvas.viewport().height()
        x = self.share * width
        if not self.image.isNull():
            painter.save()
            painter.setClipRect(QRectF(x, 0, width - x, height))
            painter.fillRect(QRectF(x, 0, width - x, height), self._canvas.canvasColor())
            painter.drawImage(QRectF(0, 0, width, height), self.image)
            painter.restore()
        if not self.lined:
            return
        for hue, thickness in ((QColor("#000000"), 4), (QColor("#ffffff"), 2)):
            painter.setPen(QPen(hue, thickness))
            painter.drawLine(QPointF(x, 0), QPointF(x, height))
