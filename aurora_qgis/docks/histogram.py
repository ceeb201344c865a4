"""A histogram of change strength with two thresholds that are dragged, or moved with the arrow keys."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..translation import tr

DECREASE, INCREASE = "#2166ac", "#d95f02"
"""The hues of resources/styles: blue and orange, which colour-blind readers tell apart."""

GREY = "#888888"
REACH = 15.0
"""Decibels shown to either side."""

LEAST, STEP = 0.1, 0.1
"""Decibels: the smallest threshold, and what an arrow key adds."""

NEAR = 12
"""Pixels from a line within which a press takes hold of it."""

TICK = 5
MARGIN, TOP, BOTTOM = 12, 20, 24


@dataclass(frozen=True)
class Bins:
    """Counts per bin of `step` dB from `low` on."""

    low: float = 0.0
    step: float = 1.0
    counts: tuple[int, ...] = ()

    def below(self, value: float) -> float:
        """Share of the counts below a value, 0 to 1; within a bin they are spread evenly."""
        total = sum(self.counts)
        place = min(max((value - self.low) / self.step, 0.0), float(len(self.counts)))
        whole = int(place)
        part = self.counts[whole] * (place - whole) if whole < len(self.counts) else 0.0
        return (sum(self.counts[:whole]) + part) / total if total else 0.0


class HistogramWidget(QWidget):
    """Bar heights grow with the square root of the counts, so that tails stay visible."""

    moved = pyqtSignal(float, float)
    """Decrease and increase threshold, both amounts above zero in dB."""

    def __init__(self) -> None:
        super().__init__()
        self.bins, self.decrease, self.increase = Bins(), 3.0, 3.0
        self._held = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            tr(
                "Drag a line, or move the decrease threshold with the left and right keys and the increase threshold "
                "with the up and down keys."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(360, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 120)

    def show_bins(self, bins: Bins) -> None:
        self.bins = bins
        self.update()

    def set_thresholds(self, decrease: float, increase: float) -> None:
        """Both are kept between 0.1 dB and what is shown."""
        kept = [min(max(one, LEAST), REACH) for one in (decrease, increase)]
        if kept != [self.decrease, self.increase]:
            self.decrease, self.increase = kept
            self.update()
            self.moved.emit(*kept)

    def x_of(self, value: float) -> float:
        """Where a value in dB lies."""
        return MARGIN + (value + REACH) / (2 * REACH) * (self.width() - 2 * MARGIN)

    def value_at(self, x: float) -> float:
        return (x - MARGIN) / (self.width() - 2 * MARGIN) * 2 * REACH - REACH

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.pos().x()
        away = {"decrease": abs(x - self.x_of(-self.decrease)), "increase": abs(x - self.x_of(self.increase))}
        nearest = min(away, key=lambda name: away[name])
        self._held = nearest if away[nearest] <= NEAR else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        value = self.value_at(event.pos().x())
        if self._held == "decrease":
            self.set_thresholds(-value, self.increase)
        elif self._held == "increase":
            self.set_thresholds(self.decrease, value)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (STEP, 0.0),
            Qt.Key.Key_Right: (-STEP, 0.0),
            Qt.Key.Key_Up: (0.0, STEP),
            Qt.Key.Key_Down: (0.0, -STEP),
        }
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        decrease, increase = steps[event.key()]
        self.set_thresholds(self.decrease + decrease, self.increase + increase)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bars(painter)
        self._paint_axis(painter)
        self._paint_line(painter, -self.decrease, QColor(DECREASE), f"-{self.decrease:.1f} dB")
        self._paint_line(painter, self.increase, QColor(INCREASE), f"+{self.increase:.1f} dB")
        painter.end()

    def _paint_bars(self, painter: QPainter) -> None:
        most, floor = max(self.bins.counts, default=0), self.height() - BOTTOM
        for index, count in enumerate(self.bins.counts):
            left = self.bins.low + index * self.bins.step
            if not count or left < -REACH or left + self.bins.step > REACH:
                continue
            height = (count / most) ** 0.5 * (floor - TOP)
            x, end = self.x_of(left), self.x_of(left + self.bins.step)
            middle = left + self.bins.step / 2
            hue = DECREASE if middle < -self.decrease else INCREASE if middle > self.increase else GREY
            painter.fillRect(QRectF(x, floor - height, end - x, height), QColor(hue))

    def _paint_axis(self, painter: QPainter) -> None:
        floor = self.height() - BOTTOM
        painter.setPen(QPen(self.palette().windowText().color()))
        painter.drawLine(QPointF(MARGIN, floor), QPointF(self.width() - MARGIN, floor))
        for value in range(-int(REACH) + TICK, int(REACH), TICK):
            painter.drawLine(QPointF(self.x_of(value), floor), QPointF(self.x_of(value), floor + 3))
            place = QRectF(self.x_of(value) - 30, floor + 3, 60, BOTTOM - 3)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{value:+d}" if value else "0 dB")

    def _paint_line(self, painter: QPainter, value: float, hue: QColor, text: str) -> None:
        x = self.x_of(value)
        painter.setPen(QPen(hue, 2))
        painter.drawLine(QPointF(x, TOP), QPointF(x, self.height() - BOTTOM))
        left = min(max(x - 40, 0.0), self.width() - 80.0)
        painter.setPen(QPen(self.palette().windowText().color()))
        painter.drawText(QRectF(left, 0, 80, TOP), Qt.AlignmentFlag.AlignCenter, text)
