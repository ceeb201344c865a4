"""Figures about a place: what the bands contribute to the decision, and backscatter over dates."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..translation import tr
from .histogram import DECREASE, INCREASE

HUES = ("#2166ac", "#d95f02", "#7570b3", "#1b9e77")
MIXED = "#7570b3"
ROW, EDGE = 20, 8
LEFT, TOP, BELOW = 64, 20, 84
MOST_NAMES = 12


@dataclass(frozen=True)
class Bar:
    """A difference in dB, and what it is of."""

    name: str
    value: float
    note: str = ""


class ContributionBars(QWidget):
    """Bars to the left (darker) and right (brighter) of zero, and dashed lines at the threshold."""

    def __init__(self) -> None:
        super().__init__()
        self.bars: tuple[Bar, ...] = ()
        self.threshold = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: tuple[Bar, ...], threshold: float) -> None:
        self.bars, self.threshold = bars, threshold
        self.setAccessibleDescription("; ".join(f"{bar.name} {bar.value:+.1f} {bar.note}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, TOP + ROW * len(self.bars) + EDGE if self.bars else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = max(painter.fontMetrics().horizontalAdvance(_title(bar)) for bar in self.bars) + 2 * EDGE
        middle = (names + self.width() - EDGE) / 2
        reach = 1.2 * max(self.threshold, *(abs(bar.value) for bar in self.bars), 1e-6)
        scale = (self.width() - EDGE - middle) / reach
        for row, bar in enumerate(self.bars):
            self._paint_bar(painter, bar, QRectF(EDGE / 2, TOP + ROW * row, names, ROW), middle, scale)
        self._paint_thresholds(painter, middle, scale)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, label: QRectF, middle: float, scale: float) -> None:
        """The name in its place on the left, the bar from the middle on, and the value on its other side."""
        painter.setPen(self.palette().windowText().color())
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, _title(bar))
        left = middle + min(bar.value, 0.0) * scale
        hue = QColor(DECREASE if bar.value < 0 else INCREASE)
        painter.fillRect(QRectF(left, label.top() + 4, abs(bar.value) * scale, ROW - 8), hue)
        beside = QRectF(middle + 3 if bar.value < 0 else middle - 63, label.top(), 60, ROW)
        side = Qt.AlignmentFlag.AlignLeft if bar.value < 0 else Qt.AlignmentFlag.AlignRight
        painter.drawText(beside, side | Qt.AlignmentFlag.AlignVCenter, f"{bar.value:+.1f}")

    def _paint_thresholds(self, painter: QPainter, middle: float, scale: float) -> None:
        """And the line of no difference."""
        text, floor = self.palette().windowText().color(), TOP + ROW * len(self.bars)
        painter.setPen(text)
        painter.drawLine(QPointF(middle, TOP - 2), QPointF(middle, floor))
        painter.setPen(QPen(text, 1, Qt.PenStyle.DashLine))
        for value in (-self.threshold, self.threshold):
            x = middle + value * scale
            painter.drawLine(QPointF(x, TOP - 2), QPointF(x, floor))
            place = QRectF(min(max(x - 40, 0.0), self.width() - 80.0), 0, 80, TOP - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{value:+.1f} dB")


def _title(bar: Bar) -> str:
    return f"{bar.name} {bar.note}"


@dataclass(frozen=True)
class Line:
    """Backscatter of one polarisation in dB with the ends of its intervals; None where a date has no data."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True)
class Series:
    """Of a place, over dates."""

    dates: tuple[str, ...] = ()
    times: tuple[float, ...] = ()
    """0 for the first, 1 for the last."""

    changes: tuple[str, ...] = ()
    """What is first seen at each date: decrease, increase, mixed, or nothing."""

    lines: tuple[Line, ...] = ()


class SeriesPlot(QWidget):
    """Points with their 95 % intervals; dashed verticals where a change is first seen."""

    def __init__(self) -> None:
        super().__init__()
        self.series = Series()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(tr("Means around the place with 95 % intervals; dashed where a change is first seen."))

    def show_series(self, series: Series) -> None:
        self.series = series
        self.setVisible(bool(series.lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 230)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = [value for line in self.series.lines for value in (*line.low, *line.high) if value is not None]
        if not seen:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._low, self._span = min(seen), max(max(seen) - min(seen), 1.0)
        self._paint_axes(painter)
        self._paint_changes(painter)
        for index, line in enumerate(self.series.lines):
            self._paint_line(painter, line, QColor(HUES[index % len(HUES)]), index)
        painter.end()

    def x_of(self, time: float) -> float:
        """Where a time lies, 0 for the first date and 1 for the last."""
        return LEFT + EDGE + time * (self.width() - LEFT - 3 * EDGE)

    def _y_of(self, value: float) -> float:
        floor = self.height() - BELOW
        return floor - (value - self._low) / self._span * (floor - TOP)

    def _paint_axes(self, painter: QPainter) -> None:
        floor = self.height() - BELOW
        painter.setPen(self.palette().windowText().color())
        painter.drawLine(QPointF(LEFT, TOP), QPointF(LEFT, floor))
        painter.drawLine(QPointF(LEFT, floor), QPointF(self.width() - EDGE, floor))
        for share in (0.0, 0.5, 1.0):
            value = self._low + share * self._span
            place = QRectF(0, self._y_of(value) - 8, LEFT - 4, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:.0f} dB")
        every = -(-len(self.series.dates) // MOST_NAMES)
        for index, (name, time) in enumerate(zip(self.series.dates, self.series.times)):
            if index % every == 0 or self.series.changes[index]:
                self._paint_date(painter, name, self.x_of(time), floor)

    def _paint_date(self, painter: QPainter, name: str, x: float, floor: float) -> None:
        painter.save()
        painter.translate(x, floor + 4)
        painter.rotate(-45)
        place = QRectF(-100, -4, 98, 18)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _paint_changes(self, painter: QPainter) -> None:
        for time, change in zip(self.series.times, self.series.changes):
            if change:
                hue = QColor({"decrease": DECREASE, "increase": INCREASE}.get(change, MIXED))
                painter.setPen(QPen(hue, 1.5, Qt.PenStyle.DashLine))
                x = self.x_of(time)
                painter.drawLine(QPointF(x, TOP), QPointF(x, self.height() - BELOW))

    def _paint_line(self, painter: QPainter, line: Line, hue: QColor, index: int) -> None:
        before: QPointF | None = None
        painter.setPen(QPen(hue, 1.5))
        for time, value, low, high in zip(self.series.times, line.values, line.low, line.high):
            if value is None or low is None or high is None:
                continue
            point = QPointF(self.x_of(time), self._y_of(value))
            painter.drawLine(QPointF(point.x(), self._y_of(low)), QPointF(point.x(), self._y_of(high)))
            if before is not None:
                painter.drawLine(before, point)
            painter.setBrush(hue)
            painter.drawEllipse(point, 3.0, 3.0)
            before = point
        painter.drawText(QPointF(LEFT + 2 * EDGE + 70 * index, TOP - 6), line.name)
