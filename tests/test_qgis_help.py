"""Help opens from every panel and every algorithm's dialog, by its button and by F1, on the page that is about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QLineEdit, QSpinBox, QWidget

from aurora_qgis import manual, running
from aurora_qgis.docks import help_button
from aurora_qgis.docks.help_button import HelpButton
from aurora_qgis.plugin import AuroraPlugin
from tests.test_qt6 import load

ROOT = Path(__file__).resolve().parents[1]
PANELS = {
    "open_explorer": "change-explorer", "open_place": "explain-a-place", "open_review": "review-queue",
    "open_models": "models-and-runtime",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    """As they are staged."""
    folder = tmp_path_factory.mktemp("help")
    load("help_pages").build(ROOT / "docs", folder)
    return folder


@pytest.fixture
def opened(pages, monkeypatch) -> list[str]:
    """The pages that a browser would have been asked to show."""
    asked: list[str] = []
    monkeypatch.setattr(manual, "PAGES", pages)
    show = manual.QDesktopServices
    monkeypatch.setattr(show, "openUrl", lambda url: asked.append(Path(url.toLocalFile()).stem) or True)
    return asked


@pytest.fixture
def gui(opened, qgis_processing, qgis_iface, monkeypatch, qtbot):
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)
    plugin = AuroraPlugin(qgis_iface)
    plugin.initGui()
    yield plugin.gui
    plugin.unload()
    qtbot.waitUntil(lambda: running.active() == 0, timeout=60_000)
    QgsProject.instance().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press_f1(widget: QWidget) -> None:
    widget.window().show()
    QApplication.setActiveWindow(widget.window())
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_F1)


def test_every_panel_of_the_menu_is_looked_at_here(gui):
    assert {name for name in dir(gui) if name.startswith("open_")} == {*PANELS, "open_algorithm"}


@pytest.mark.parametrize("panel", PANELS)
def test_a_panels_button_and_f1_open_its_page(panel, gui, opened):
    dock = getattr(gui, panel)()
    (button,) = dock.findChildren(HelpButton)
    assert button.isEnabled()
    button.click()
    assert opened == [PANELS[panel]]
    press_f1(dock.widget())
    assert opened == [PANELS[panel]] * 2


def test_f1_opens_the_page_of_the_algorithm_that_is_chosen(gui, opened):
    for algorithm in QgsApplication.processingRegistry().providerById("aurorasar").algorithms():
        dock = gui.open_algorithm(algorithm.id())
        opened.clear()
        dock.findChildren(HelpButton)[0].click()
        press_f1(next(iter(dock._panel.findChildren(QSpinBox)), dock.choice))
        assert opened == [algorithm.name()] * 2
        assert algorithm.helpUrl().endswith(f"/{algorithm.name()}.html")  # Processing's own dialog


def test_f1_is_the_panels_own_although_the_window_has_it_for_something_else(gui, opened, qgis_iface):
    """As QGIS's window has, for its own help; and with several panels open at a time."""
    window, elsewhere = qgis_iface.mainWindow(), []
    help_of_qgis = QAction("Help", window)
    help_of_qgis.setShortcut("F1")
    help_of_qgis.triggered.connect(lambda: elsewhere.append(1))
    window.addAction(help_of_qgis)
    docks = [getattr(gui, panel)() for panel in PANELS]
    for dock in docks:
        press_f1(dock.widget())
    assert opened == list(PANELS.values())
    assert elsewhere == []
    other = QLineEdit(window)
    press_f1(other)
    assert elsewhere == [1]
    assert len(opened) == len(PANELS)
    window.removeAction(help_of_qgis)
    other.deleteLater()


def test_without_pages_the_button_is_off(gui, monkeypatch, tmp_path):
    monkeypatch.setattr(manual, "PAGES", tmp_path)
    made = help_button.HelpButton(QWidget(), "panels")
    assert not made.isEnabled()
