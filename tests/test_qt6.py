"""The gate for Qt 6: made-up offenders are found, what runs with both is not, and the plugin has none."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def load(name: str) -> ModuleType:
    """A module of .ci, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


check_qt6 = load("check_qt6")
GUI = "from qgis.PyQt.QtGui import QColor, QFontMetrics, QMouseEvent, QPalette\n"
CORE = "from qgis.PyQt.QtCore import QEvent, Qt, QVariant\n"
WIDGETS = "from qgis.PyQt.QtWidgets import QAction, QDialog, QMessageBox, QWidget\n"
QGIS = "from qgis.core import Qgis, QgsMapLayerProxyModel, QgsProcessingParameterNumber\n"


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("from PyQt5.QtCore import Qt\n", "import Qt from qgis.PyQt"),
        ("import PyQt6.QtCore\n", "import Qt from qgis.PyQt"),
        (CORE + "side = Qt.AlignLeft\n", "write Qt.AlignmentFlag.AlignLeft"),
        (CORE + "kinds = [QEvent.DeferredDelete]\n", "write QEvent.Type.DeferredDelete"),
        (CORE + "button = Qt.MidButton\n", "write Qt.MouseButton.MidButton"),
        (QGIS + "level = Qgis.Critical\n", "write Qgis.MessageLevel.Critical"),
        (QGIS + "kind = QgsProcessingParameterNumber.Integer\n", "write QgsProcessingParameterNumber.Type.Integer"),
        (QGIS + "box.setFilters(QgsMapLayerProxyModel.RasterLayer)\n", "QgsMapLayerProxyModel.Filter.RasterLayer"),
        (WIDGETS + "if answer == QMessageBox.Yes: pass\n", "write QMessageBox.StandardButton.Yes"),
        ("import qgis.core\nfrom qgis import core\nlevel = core.Qgis.Warning\n", "core.Qgis.MessageLevel.Warning"),
        (WIDGETS + "class Ask(QDialog):\n    def ask(self):\n        self.done(self.Accepted)\n",
         "write QDialog.DialogCode.Accepted"),
        (WIDGETS + "QDialog().exec_()\n", "exec_ is not in PyQt6"),
        ("from qgis.PyQt.QtGui import QAction\n", "import QAction from qgis.PyQt.QtWidgets"),
        ("from qgis.PyQt.QtCore import QRegExp\n", "QRegExp is not in PyQt6"),
        ("from qgis.PyQt.QtWidgets import QDesktopWidget\n", "QDesktopWidget is not in PyQt6"),
        (GUI + "def press(event: QMouseEvent) -> None:\n    print(event.x())\n", "QMouseEvent.x is not in PyQt6"),
        (GUI + "metrics = QFontMetrics(font)\nwide = metrics.width('text')\n", "QFontMetrics.width is not in PyQt6"),
        (WIDGETS + "class Own(QWidget):\n    def edge(self):\n        return self.getContentsMargins()\n",
         "QWidget.getContentsMargins is not in PyQt6"),
        (CORE + "side = Qt.AlignmentFlag.AlignMiddle\n", "there is no Qt.AlignmentFlag.AlignMiddle"),
        ("from qgis.core import QgsNothing\n", "qgis.core has no QgsNothing"),
    ],
)  # fmt: skip
def test_the_checker_sees_what_would_not_run(source, sentence):
    found = [said for _line, said in check_qt6.faults(source)]
    assert any(sentence in one for one in found), found


@pytest.mark.parametrize(
    "source",
    [
        CORE + "side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop\n",
        CORE + "kind = QEvent.Type.DeferredDelete\n",
        QGIS + "kinds = QgsProcessingParameterNumber.Type\nkind = kinds.Integer\n",
        WIDGETS + "QDialog().exec()\naction = QAction('Run')\n",
        GUI + "def press(event: QMouseEvent) -> None:\n    print(event.pos().x())\n",
        GUI + "colour = QColor(1, 2, 3).name()\nprint(QPalette.ColorRole.Window)\n",
        "from qgis.gui import QgsGui\nif hasattr(QgsGui, 'newer'):\n    QgsGui.newer()\n",
        "class Own:\n    Accepted = 1\n    def get(self):\n        return self.Accepted\n",
        "def place(box):\n    return box.x(), box.width()\n",
    ],
)
def test_the_checker_lets_pass_what_runs_with_both(source):
    assert check_qt6.faults(source) == []


def test_what_ships_runs_with_both():
    assert list(check_qt6.all_faults(ROOT / "aurora_qgis")) == []


def test_the_names_that_are_called_gone_are_gone():
    removed = json.loads((ROOT / ".ci" / "qt6_removed.json").read_text())
    gone = {name for names in removed["members"].values() for name in names}
    assert gone >= check_qt6.GONE_EVERYWHERE
    for name in ("QRegExp", "QDesktopWidget", "QTextCodec"):
        assert name in removed["names"]
    assert not check_qt6.MOVED & set(removed["names"])
