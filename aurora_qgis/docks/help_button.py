"""The button that opens a panel's help page."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtWidgets import QToolButton

from ..manual import open_page, page_url
from ..translation import tr


def help_button(page: str | Callable[[], str]) -> QToolButton:
    """Opens a page by its name, or by what a function answers when it is pressed; F1 presses it too."""
    made = QToolButton()
    made.setText(tr("Help"))
    made.setShortcut("F1")
    made.setToolTip(tr("What this panel does, in the browser."))
    made.setEnabled(bool(page_url("panels")))
    made.clicked.connect(lambda: open_page(page if isinstance(page, str) else page()))
    return made
