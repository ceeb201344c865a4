"""Panels in light and dark colours, and on screens of double resolution."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QEvent, QPoint
from qgis.PyQt.QtGui import QColor, QIcon, QImage, QPalette
from qgis.PyQt.QtWidgets import QApplication, QWidget

from aurora_qgis.core.paths import RESOURCES
from aurora_qgis.docks.histogram import DECREASE, INCREASE, Bins, HistogramWidget
from aurora_qgis.plugin import AuroraPlugin

GROUND = {"light": "#f4f4f4", "dark": "#232323"}
TEXT = {"light": "#101010", "dark": "#f0f0f0"}
ROLES = QPalette.ColorRole


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


@pytest.mark.parametrize("ratio", [1, 2])
def test_every_panel_is_readable_in_the_theme(theme, ratio, qgis_processing, qgis_iface, monkeypatch, qtbot):
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)
    plugin = AuroraPlugin(qgis_iface)
    plugin.initGui()
    try:
        for dock in (plugin.gui.open_algorithm("aurorasar:despeckle"), plugin.gui.open_explorer(),
                     plugin.gui.open_models()):  # fmt: skip
            dock.setFloating(True)
            dock.resize(440, 640)
            dock.show()
            qtbot.wait(200)
            dock.widget().setWindowTitle(dock.objectName())
            found = colours(drawn(dock.widget(), ratio))
            assert {GROUND[theme], TEXT[theme]} <= found, dock.objectName()
    finally:
        plugin.unload()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("icon", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_stands_out_on_both_grounds_and_is_sharp_at_double_resolution(icon, qgis_app):
    image = QIcon(str(icon)).pixmap(48, 48).toImage()
    assert image.width() >= 48
    opaque = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
    lightness = [one.lightness() for one in opaque]
    assert len(opaque) > 100
    assert max(lightness) - min(lightness) > 100
