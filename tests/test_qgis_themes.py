"""Panels in light and dark colours, and on screens of double resolution."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QPoint
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QImage, QPalette
from qgis.PyQt.QtWidgets import QApplication, QWidget

from aurora_qgis import running, translation
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.paths import RESOURCES
from aurora_qgis.core.simulate import speckle
from aurora_qgis.docks.algorithm_dock import AlgorithmDock
from aurora_qgis.docks.change_explorer import ChangeExplorer
from aurora_qgis.docks.explain_place import ExplainPlace
from aurora_qgis.docks.histogram import DECREASE, INCREASE, Bins, HistogramWidget
from aurora_qgis.docks.models import ModelsDock
from aurora_qgis.docks.review_queue import ReviewQueue
from aurora_qgis.plugin import AuroraPlugin
from resources.demo.cut_off import cut_off
from tests.test_qt6 import load

GROUND = {"light": "#f4f4f4", "dark": "#232323"}
TEXT = {"light": "#101010", "dark": "#f0f0f0"}
ROLES = QPalette.ColorRole
SIZE = (440, 640)
"""Of a panel beside the map in a window of 1280 x 800."""


@pytest.fixture(params=list(GROUND))
def theme(request, qgis_app):
    """A palette for all widgets, while the test lasts."""
    before, palette = QApplication.palette(), QPalette()
    for role in (ROLES.Window, ROLES.Base, ROLES.Button, ROLES.AlternateBase):
        palette.setColor(role, QColor(GROUND[request.param]))
    for role in (ROLES.WindowText, ROLES.Text, ROLES.ButtonText):
        palette.setColor(role, QColor(TEXT[request.param]))
    QApplication.setPalette(palette)
    yield request.param
    QApplication.setPalette(before)


def drawn(widget: QWidget, ratio: float) -> QImage:
    """The widget as a screen of so many pixels per point shows it."""
    image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(widget.palette().window().color())
    widget.render(image, QPoint())
    folder = os.environ.get("AURORASAR_THEMES")  # to look at them
    if folder:
        name = widget.windowTitle() or type(widget).__name__
        image.save(str(Path(folder) / f"{name}_{image.pixelColor(0, 0).name()[1:]}_{ratio:g}.png"))
    return image


def colours(image: QImage, top: int = 0, bottom: int = 0) -> set[str]:
    rows = range(top, bottom or image.height())
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in rows}


@pytest.mark.parametrize("ratio", [1, 2])
def test_the_histogram_is_drawn_in_the_colours_of_the_theme_and_sharply(theme, ratio):
    widget = HistogramWidget()
    widget.resize(300, 160)
    widget.show_bins(Bins(-15.0, 0.5, tuple(range(60))))
    image = drawn(widget, ratio)
    assert image.width() == 300 * ratio
    found = colours(image)
    assert {GROUND[theme], TEXT[theme], DECREASE, INCREASE} <= found
    assert theme == "light" or TEXT["light"] not in found
    below = colours(image, image.height() - 18 * ratio)
    assert TEXT[theme] in below  # the numbers of the axis
    widget.deleteLater()


@pytest.fixture
def german(tmp_path, monkeypatch, qgis_app):
    load("translations").release(tmp_path / "i18n")
    monkeypatch.setattr(translation, "RESOURCES", tmp_path)
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "de_DE"))


@pytest.fixture
def gui(qgis_processing, qgis_iface, monkeypatch, qtbot):
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)
    plugin = AuroraPlugin(qgis_iface)
    plugin.initGui()
    yield plugin.gui
    plugin.unload()
    qtbot.waitUntil(lambda: running.active() == 0, timeout=60_000)
    QgsProject.instance().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shown(gui, save, rng, tmp_path, qtbot):
    """Opens every panel with something in it, as wide as a panel beside the map and no taller than a small screen."""
    before, after = (0.1 * speckle((2, 90, 110), 4, rng) for _ in range(2))
    after[:, 20:40, 30:60] *= 8
    dates = {"before_of_a_scene_with_a_long_name": before, "after_of_a_scene_with_a_long_name": after}
    images = [layer(save(one, f"{name}.tif", descriptions=["VV", "VH"])) for name, one in dates.items()]
    outputs = {name: str(tmp_path / f"{name}.tif") for name in ("strength", "classes")}
    files = ChangeFiles(**outputs, polygons=str(tmp_path / "polygons.gpkg"))
    detect_change(*(one.source() for one in images), files, ChangeOptions(minimum_pixels=5))
    strength = layer(files.strength)
    polygons = QgsVectorLayer(files.polygons, "polygons")
    QgsProject.instance().addMapLayer(polygons)

    def despeckling():
        dock = gui.open_algorithm("aurorasar:despeckle")
        dock.set_values({"INPUT": images[0], "WINDOW": 6})
        dock.run()
        return dock, lambda: "odd number" in dock.status.text()

    def exploring():
        dock = gui.open_explorer()
        dock.layer_box.setLayer(strength)
        return dock, lambda: bool(dock.histogram.bins.counts)

    def explaining():
        dock = gui.open_place()
        for name, one in zip(("BEFORE", "AFTER", "STRENGTH"), (*images, strength)):
            dock.boxes[name].setLayer(one)
        dock._canvas.setDestinationCrs(strength.crs())
        dock.explain(strength.extent().center())
        return dock, lambda: dock.results.isVisibleTo(dock)

    def reviewing():
        dock = gui.open_review()
        dock.layer_box.setLayer(polygons)
        return dock, lambda: dock.current is not None

    def models():
        dock = gui.open_models()
        return dock, lambda: dock.list.topLevelItemCount() > 0 and not dock._runs.on

    def opened():
        for prepare in (despeckling, exploring, explaining, reviewing, models):
            dock, ready = prepare()
            dock.setFloating(True)
            dock.resize(*SIZE)
            dock.show()
            qtbot.waitUntil(ready, timeout=60_000)
            qtbot.wait(100)
            yield dock

    return opened


def layer(path: str) -> QgsRasterLayer:
    made = QgsRasterLayer(path, Path(path).stem)
    QgsProject.instance().addMapLayer(made)
    return made


@pytest.mark.parametrize("ratio", [1, 2])
def test_every_panel_is_readable_in_the_theme_and_no_text_is_cut_off(theme, ratio, shown):
    seen = set()
    for dock in shown():
        dock.widget().setWindowTitle(dock.objectName())
        found = colours(drawn(dock.widget(), ratio))
        assert {GROUND[theme], TEXT[theme]} <= found, dock.objectName()
        assert list(cut_off(dock)) == [], dock.objectName()
        assert (dock.width(), dock.height()) == SIZE, dock.objectName()
        seen.add(type(dock))
    assert seen == {AlgorithmDock, ChangeExplorer, ExplainPlace, ReviewQueue, ModelsDock}


@pytest.fixture(params=[1, 1.25])
def letters(request, qgis_app):
    """The size of all letters, while the test lasts."""
    before = QApplication.font()
    larger = QFont(before)
    larger.setPointSizeF(request.param * before.pointSizeF())
    QApplication.setFont(larger)
    yield request.param
    QApplication.setFont(before)


def test_texts_fit_in_german_and_in_larger_letters_too(german, letters, shown):
    for dock in shown():
        assert list(cut_off(dock)) == [], dock.objectName()


def test_an_explanation_is_seen_without_scrolling(german, shown):
    """Sentence, bars of two polarisations, and pictures, beside the map in a window of 1280 x 800."""
    dock = next(one for one in shown() if isinstance(one, ExplainPlace))
    for widget in (dock.sentence, dock.bars, *dock.chips.values(), dock.source):
        assert widget.visibleRegion().boundingRect() == widget.rect(), widget


@pytest.mark.parametrize("icon", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_stands_out_on_both_grounds_and_is_sharp_at_double_resolution(icon, qgis_app):
    image = QIcon(str(icon)).pixmap(48, 48).toImage()
    assert image.width() >= 48
    opaque = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
    lightness = [one.lightness() for one in opaque]
    assert len(opaque) > 100
    assert max(lightness) - min(lightness) > 100
