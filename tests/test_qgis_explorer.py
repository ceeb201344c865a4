"""The Change explorer in a real QGIS, off screen."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QImage, QMouseEvent, QPainter
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from aurora_qgis import running
from aurora_qgis.core.raster import Raster
from aurora_qgis.docks.histogram import Bins
from aurora_qgis.docks.swipe import Swipe
from aurora_qgis.plugin import AuroraPlugin

WAIT = 60_000


@pytest.fixture
def explorer(qgis_app, qgis_processing, qgis_iface, qgis_canvas, qtbot):
    plugin = AuroraPlugin(qgis_iface)
    plugin.initGui()
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    qgis_canvas.resize(400, 300)
    made = plugin.gui.open_explorer()
    made.histogram.resize(400, 200)
    yield made
    plugin.unload()
    qtbot.waitUntil(
        lambda: running.active() == 0 and QgsApplication.taskManager().countActiveTasks() == 0, timeout=WAIT
    )
    QgsProject.instance().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def strength(save, rng, qgis_canvas) -> QgsRasterLayer:
    values = rng.normal(0, 1.5, (180, 190)).astype(np.float32)
    values[20:60, 20:80], values[100:150, 30:90] = -8, 7
    layer = QgsRasterLayer(save(values, "strength.tif"), "strength")
    QgsProject.instance().addMapLayer(layer)
    qgis_canvas.setExtent(layer.extent())
    return layer


@pytest.fixture
def explored(explorer, strength, qtbot):
    explorer.layer_box.setLayer(strength)
    qtbot.waitUntil(lambda: bool(explorer.histogram.bins.counts), timeout=WAIT)
    return explorer


def pixels(layer: QgsRasterLayer) -> np.ndarray:
    return gdal.Open(layer.source()).ReadAsArray()


def move(widget, x: int, y: int) -> None:
    """With the left button held, which QTest.mouseMove does not do."""
    buttons = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(x, y), *buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def drag(widget, start: float, end: float) -> None:
    middle = widget.height() // 2
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(round(widget.x_of(start)), middle))
    move(widget, round(widget.x_of(end)), middle)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(round(widget.x_of(end)), middle))


def colours(layer: QgsRasterLayer) -> list[float]:
    return [item.value for item in layer.renderer().shader().rasterShaderFunction().colorRampItemList()]


def test_shares_below_a_value_are_those_of_the_counts():
    bins = Bins(-2.0, 1.0, (10, 20, 30, 40))
    assert [bins.below(value) for value in (-9, -2, -1, 0, 0.5, 2, 9)] == [0, 0, 0.1, 0.3, 0.45, 1, 1]
    assert Bins().below(1) == 0


def test_the_histogram_and_the_areas_are_those_of_the_layer(explored, strength):
    values = pixels(strength)
    assert sum(explored.histogram.bins.counts) == values.size
    said = explored.areas.text()
    assert f"Decrease: {np.mean(values < -3):.2%}" in said or abs(np.mean(values < -3) - percent(said, 0)) < 0.002
    assert abs(np.mean(values > 3) - percent(said, 1)) < 0.002
    assert "From a sample of 100% of the pixels" in said


def percent(text: str, line: int) -> float:
    return float(text.splitlines()[line].split()[1].rstrip("%,")) / 100


def test_dragging_a_line_moves_its_threshold_the_numbers_the_areas_and_the_colours(explored, strength, qtbot):
    before = percent(explored.areas.text(), 0)
    drag(explored.histogram, -3, -1)
    assert explored.histogram.decrease == pytest.approx(1, abs=0.1)
    assert explored.decrease_box.value() == pytest.approx(1, abs=0.11)
    assert explored.histogram.increase == 3
    assert percent(explored.areas.text(), 0) > before + 0.1
    qtbot.waitUntil(lambda: colours(strength)[0] == pytest.approx(-explored.histogram.decrease), timeout=WAIT)


def test_the_colours_on_the_map_are_those_of_the_classes(explored, strength, qtbot):
    explored.histogram.set_thresholds(5, 4)
    qtbot.waitUntil(lambda: colours(strength)[:2] == [-5, 4], timeout=WAIT)
    shader = strength.renderer().shader()
    shown = {value: shader.shade(value) for value in (-5.1, -4.9, 3.9, 4.1)}
    assert shown[-5.1][1:] == (0x21, 0x66, 0xAC, 255)
    assert shown[-4.9][4] == shown[3.9][4] == 0
    assert shown[4.1][1:] == (0xD9, 0x5F, 0x02, 255)


def test_a_threshold_does_not_cross_zero_nor_leave_the_histogram(explored):
    drag(explored.histogram, -3, 5)
    assert explored.histogram.decrease == pytest.approx(0.1)
    drag(explored.histogram, 3, 14.99)
    assert 14.5 < explored.histogram.increase <= 15


def test_arrow_keys_move_the_thresholds(explored):
    QTest.keyClick(explored.histogram, Qt.Key.Key_Left)
    QTest.keyClick(explored.histogram, Qt.Key.Key_Down)
    assert (explored.histogram.decrease, explored.histogram.increase) == pytest.approx((3.1, 2.9))


def test_dragging_computes_nothing_and_reads_no_pixel_of_a_raster_of_any_size(explorer, tmp_path, qtbot, monkeypatch):
    path = str(tmp_path / "large.tif")
    options = ["SPARSE_OK=TRUE", "TILED=YES"]
    dataset = gdal.GetDriverByName("GTiff").Create(path, 10_000, 10_000, 1, gdal.GDT_Float32, options)
    dataset.SetGeoTransform((420_000, 10, 0, 5_210_000, 0, -10))
    dataset.SetProjection(QgsCoordinateReferenceSystem("EPSG:32633").toWkt())
    dataset = None
    layer = QgsRasterLayer(path, "large")
    QgsProject.instance().addMapLayer(layer)
    read, counted = [], Raster.read
    monkeypatch.setattr(
        Raster, "read", lambda self, *given: read.append(counted(self, *given).size) or counted(self, *given)
    )
    explorer.layer_box.setLayer(layer)
    qtbot.waitUntil(lambda: bool(explorer.histogram.bins.counts), timeout=WAIT)
    assert 0 < sum(read) < 0.02 * 10_000 * 10_000
    assert "From a sample of 1% of the pixels" in explorer.areas.text()
    read.clear()
    for end in (-2.5, -2.0, -1.5):
        drag(explorer.histogram, -explorer.histogram.decrease, end)
        qtbot.wait(60)
    assert colours(layer)[0] == pytest.approx(-explorer.histogram.decrease)
    assert read == []
    assert running.active() == 0


def test_applying_writes_what_the_headless_algorithm_writes(explored, strength, tmp_path, qtbot, qgis_processing):
    import processing

    explored.histogram.set_thresholds(5, 4)
    explored.apply()
    assert explored.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: "polygons" in explored.status.text(), timeout=WAIT)
    loaded = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    assert {"Change classes", "Change polygons"} < set(loaded)
    given = {"STRENGTH": strength.source(), "DECREASE_DB": 5, "INCREASE_DB": 4, "MINIMUM_PIXELS": 20}
    direct = processing.run("aurorasar:classifychange", {**given, "CLASSES": str(tmp_path / "c.tif")})
    assert np.array_equal(pixels(loaded["Change classes"]), gdal.Open(direct["CLASSES"]).ReadAsArray())
    assert loaded["Change polygons"].featureCount() == 2


def test_an_error_is_a_sentence(explorer, save, qtbot):
    layer = QgsRasterLayer(save(np.full((30, 30), np.nan, np.float32), "empty.tif"), "empty")
    QgsProject.instance().addMapLayer(layer)
    explorer.apply()
    assert "Choose a change strength" in explorer.status.text()
    explorer.layer_box.setLayer(layer)
    qtbot.waitUntil(lambda: "no valid pixels" in explorer.status.text(), timeout=WAIT)


def test_closing_gives_the_layer_its_own_colours_back(explored, strength, qgis_canvas):
    explored.swipe_box.setChecked(True)
    items = len(qgis_canvas.scene().items())
    assert strength.renderer().type() == "singlebandpseudocolor"
    explored.close()
    assert strength.renderer().type() == "singlebandgray"
    assert len(qgis_canvas.scene().items()) == items - 1


@pytest.mark.parametrize("what", ["cancel", "layer removed", "project closed", "closed"])
def test_whatever_happens_while_it_runs_ends_well(what, explored, strength, qtbot):
    explored.swipe_box.setChecked(True)
    explored.apply()
    {
        "cancel": explored.cancel,
        "layer removed": lambda: QgsProject.instance().removeMapLayer(strength.id()),
        "project closed": QgsProject.instance().clear,
        "closed": explored.close,
    }[what]()
    qtbot.waitUntil(lambda: running.active() == 0, timeout=WAIT)
    names = {layer.name() for layer in QgsProject.instance().mapLayers().values()}
    made = {"Change classes", "Change polygons"}
    assert names == {
        "cancel": {"strength"}, "layer removed": made, "project closed": set(), "closed": {"strength"} | made,
    }[what]  # fmt: skip


def test_the_swipe_shows_its_layer_to_the_right_of_the_line_only(strength, qgis_canvas, qtbot):
    swipe = Swipe(qgis_canvas, strength)
    qtbot.waitUntil(lambda: not swipe.item.image.isNull(), timeout=WAIT)
    swipe.move_to(0.25)
    assert swipe.share == swipe.item.share == 0.25
    viewport, x = qgis_canvas.viewport(), round(0.25 * qgis_canvas.width())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(x, 50))
    move(viewport, qgis_canvas.width() // 2, 50)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(qgis_canvas.width() // 2, 50))
    assert swipe.share == pytest.approx(0.5, abs=0.01)
    shot = swiped(swipe, qgis_canvas)
    left, right = shot.width() // 4, 3 * shot.width() // 4
    assert all(shot.pixelColor(left, row).alpha() == 0 for row in range(0, shot.height(), 20))
    assert any(shot.pixelColor(right, row).alpha() == 255 for row in range(0, shot.height(), 20))
    swipe.remove()


def swiped(swipe, canvas):
    image = QImage(canvas.size(), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    swipe.item.paint(painter)
    painter.end()
    return image
