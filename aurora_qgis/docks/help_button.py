"""The button that opens a panel's help page."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QToolButton, QWidget

from ..manual import open_page, page_url
from ..translation import tr


class HelpButton(QToolButton):
    """Opens a page by its name, or by what a function answers when it is pressed.

    F1 presses it while the focus is in its panel. A shortcut would not do: QGIS's own help has that key in the same
    window, and of two that fit Qt takes neither.
    """

    def __init__(self, panel: QWidget, page: str | Callable[[], str]) -> None:
        super().__init__()
        self._page = page
        self.setText(tr("Help"))
        self.setToolTip(tr("What this panel does, in the browser (F1)."))
        self.setEnabled(bool(page_url("panels")))
        self.clicked.connect(self._open)
        panel.installEventFilter(self)

    def _open(self) -> None:
        open_page(self._page if isinstance(self._page, str) else self._page())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key before any shortcut gets it, then answer to it."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or event.key() != Qt.Key.Key_F1:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.click()
        return True
