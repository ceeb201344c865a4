"""Texts of a panel that do not fit where they stand. Used by screenshots, inside QGIS, and by tests."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QTreeView, QTreeWidget, QWidget


def cut_off(panel: QWidget) -> Iterator[str]:
    """A sentence for each label and button that is smaller than its text, and each list or area that is too narrow."""
    for widget in panel.findChildren(QWidget):
        if not widget.isVisibleTo(panel):
            continue
        if isinstance(widget, (QLabel, QAbstractButton)) and widget.text():
            yield from _text(widget)
        elif isinstance(widget, (QScrollArea, QTreeView)) and widget.horizontalScrollBar().maximum() > 0:
            missing = widget.horizontalScrollBar().maximum()
            yield f"{type(widget).__name__} of {widget.viewport().width()} lacks {missing} pixels to the right"
        if isinstance(widget, QTreeWidget):
            yield from _columns(widget)
        elif isinstance(widget, QLineEdit):
            yield from _line(widget)


def _text(widget: QLabel | QAbstractButton) -> Iterator[str]:
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    needed = widget.minimumSizeHint() if wraps else widget.sizeHint()
    tall = widget.heightForWidth(widget.width()) if wraps else needed.height()
    if widget.width() < needed.width() or widget.height() < tall:
        yield f"'{widget.text()[:60]}' {widget.width()} x {widget.height()} of {needed.width()} x {tall}"


def _columns(tree: QTreeWidget) -> Iterator[str]:
    """Texts that end in dots because their column is too narrow."""
    for column in range(tree.columnCount()):
        needed, wide = tree.sizeHintForColumn(column), tree.columnWidth(column)
        if needed > wide:
            yield f"column '{tree.headerItem().text(column)}' {wide} of {needed}"


def _line(line: QLineEdit) -> Iterator[str]:
    """What is written in an empty line as a hint."""
    needed, wide = line.fontMetrics().horizontalAdvance(line.placeholderText()), line.contentsRect().width()
    if needed > wide:
        yield f"'{line.placeholderText()}' {wide} of {needed}"
