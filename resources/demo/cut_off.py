"""Texts of a panel that do not fit where they stand. Used by screenshots, inside QGIS, and by tests."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QScrollArea, QTreeView, QWidget


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


def _text(widget: QLabel | QAbstractButton) -> Iterator[str]:
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    needed = widget.minimumSizeHint() if wraps else widget.sizeHint()
    tall = widget.heightForWidth(widget.width()) if wraps else needed.height()
    if widget.width() < needed.width() or widget.height() < tall:
        yield f"'{widget.text()[:60]}' {widget.width()} x {widget.height()} of {needed.width()} x {tall}"
