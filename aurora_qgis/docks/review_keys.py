"""The buttons of the review queue, each with a key that works while the panel has the focus."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QPushButton, QShortcut, QWidget

from ..translation import tr

LABELS = ("decrease", "none", "increase")
KEYS = {
    "accept": "A", "reject": "R", "skip": "S", "decrease": "1", "none": "2", "increase": "3", "undo": "U", "zoom": "Z",
    "list": "L",
}  # fmt: skip


class ReviewKeys(QWidget):
    """Says which button was pressed. A text field of the panel takes the keys for itself."""

    pressed = pyqtSignal(str)

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        self.buttons: dict[str, QPushButton] = {}
        rows = (
            {"accept": tr("Accept"), "reject": tr("Reject"), "skip": tr("Skip")},
            {"decrease": tr("Decrease"), "none": tr("No change"), "increase": tr("Increase")},
            {"undo": tr("Undo"), "zoom": tr("Zoom"), "export": tr("Export...")},
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(QLabel(tr("Or give it another label:")), 1, 0, 1, 3)
        for row, titles in zip((0, 2, 3), rows):
            for column, (name, title) in enumerate(titles.items()):
                grid.addWidget(self._button(name, title), row, column)
        self.buttons["undo"].setToolTip(tr("Take back your last decision; the log keeps both."))
        self.list_button = self._button("list", tr("List anew"))
        self.list_button.setToolTip(tr("Shows what others have decided in the meantime."))

    def _button(self, name: str, title: str) -> QPushButton:
        """With its key, where it has one."""
        key = KEYS.get(name, "")
        button = QPushButton(f"{title} ({key})" if key else title)
        button.clicked.connect(partial(self._clicked, name))
        self.buttons[name] = button
        if key:
            shortcut = QShortcut(QKeySequence(key), self._panel)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        return button

    def _clicked(self, name: str, _checked: bool) -> None:
        self.pressed.emit(name)
