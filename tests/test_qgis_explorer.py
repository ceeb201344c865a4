"""The Change explorer in a real QGIS, off screen."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QMouseEvent, QPainter
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from aurora_qgis import running
from aurora_qgis.core.raster import Raster
from aurora_qgis.docks.change_explorer import REPAINT_MS
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


def test_the_panel_begins_with_the_defaults_of_its_algorithm(explorer):
    defaults = {name: running.default("aurorasar:classifychange", name)
                for name in ("DECREASE_DB", "INCREASE_DB", "MINIMUM_PIXELS")}  # fmt: skip
    assert explorer.decrease_box.value() == explorer.histogram.decrease == defaults["DECREASE_DB"]
    assert explorer.increase_box.value() == explorer.histogram.increase == defaults["INCREASE_DB"]
    assert explorer.pixels_box.value() == defaults["MINIMUM_PIXELS"]


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


def test_what_is_no_change_strength_keeps_its_colours_and_cannot_be_applied(explored, strength, save, qtbot):
    empty = QgsRasterLayer(save(np.full((30, 30), np.nan, np.float32), "empty.tif"), "empty")
    QgsProject.instance().addMapLayer(empty)
    own = empty.renderer().type()
    explored.layer_box.setLayer(empty)
    qtbot.waitUntil(lambda: "no valid pixels" in explored.status.text(), timeout=WAIT)
    explored.histogram.set_thresholds(2, 2)
    qtbot.wait(3 * REPAINT_MS)
    assert empty.renderer().type() == own == "singlebandgray"
    explored.apply()
    assert explored.status.text() == "Choose a change strength first."
    explored.layer_box.setLayer(strength)
    assert explored.status.text() == ""
    qtbot.waitUntil(lambda: bool(explored.histogram.bins.counts), timeout=WAIT)


def test_maps_from_a_server_are_not_offered(explorer, strength):
    address = "type=xyz&url=http://127.0.0.1:9/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmax=3&zmin=0"
    QgsProject.instance().addMapLayer(QgsRasterLayer(address, "from a server", "wms"))
    for box in (explorer.layer_box, explorer.over_box, explorer.views.fade_box, explorer.views.boxes["before"]):
        assert [box.itemText(index) for index in range(box.count()) if box.itemText(index)] == ["strength"]


def test_a_date_can_be_shown_once_one_is_chosen(explorer, strength):
    button, box = explorer.views.buttons["before"], explorer.views.boxes["before"]
    assert not button.isEnabled()
    box.setLayer(strength)
    assert button.isEnabled()
    button.click()
    assert button.isChecked()
    box.setLayer(None)
    assert not button.isEnabled()
    assert not button.isChecked()


def test_the_crs_of_the_map_changes_neither_areas_nor_colours(explored, strength, qgis_canvas, qtbot):
    said = explored.areas.text()
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    explored.layer_box.setLayer(None)
    explored.layer_box.setLayer(strength)
    qtbot.waitUntil(lambda: bool(explored.histogram.bins.counts), timeout=WAIT)
    assert explored.areas.text() == said
    explored.histogram.set_thresholds(5, 4)
    qtbot.waitUntil(lambda: colours(strength)[:2] == [-5, 4], timeout=WAIT)


def test_a_project_that_is_saved_meanwhile_keeps_the_colours_of_the_layer(explored, strength, tmp_path, qtbot):
    explored.histogram.set_thresholds(5, 4)
    qtbot.waitUntil(lambda: colours(strength)[:2] == [-5, 4], timeout=WAIT)
    assert QgsProject.instance().write(str(tmp_path / "saved.qgs"))
    assert colours(strength)[:2] == [-5, 4]
    assert not QgsProject.instance().isDirty()
    saved = (tmp_path / "saved.qgs").read_text(encoding="utf-8")
    assert 'type="singlebandgray"' in saved
    assert "singlebandpseudocolor" not in saved


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
        "cancel": explored.cancel_button.click,
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
    viewport, x = qgis_canvas.viewport(), round(0.25 * qgis_canvas.viewport().width())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(x, 50))
    move(viewport, viewport.width() // 2, 50)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(viewport.width() // 2, 50))
    assert swipe.share == pytest.approx(0.5, abs=0.01)
    shot = swiped(swipe, qgis_canvas)
    left, right = shot.width() // 4, 3 * shot.width() // 4
    assert all(shot.pixelColor(left, row).alpha() == 0 for row in range(0, shot.height(), 20))
    assert any(shot.pixelColor(right, row).alpha() == 255 for row in range(0, shot.height(), 20))
    swipe.remove()


def swiped(swipe, canvas):
    image = QImage(canvas.viewport().size(), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    swipe.item.paint(painter)
    painter.end()
    return image


def test_the_swipe_draws_its_layer_where_the_map_does(strength, qgis_canvas, qtbot):
    """Pixel by pixel: the image that was drawn for the map is not stretched to the canvas's frame."""
    window = qgis_canvas.window()
    window.show()  # since QGIS 3.40 a map that is not shown keeps the size that it began with
    qtbot.waitUntil(lambda: qgis_canvas.mapSettings().outputSize() == qgis_canvas.viewport().size(), timeout=WAIT)
    swipe, viewport = Swipe(qgis_canvas, strength, whole=True), qgis_canvas.viewport().size()
    qtbot.waitUntil(lambda: swipe.item.image.size() == viewport, timeout=WAIT)
    assert swipe.item.image.size() == viewport == qgis_canvas.mapSettings().outputSize()
    assert swipe.item.boundingRect().size().toSize() == viewport
    shot = swiped(swipe, qgis_canvas)
    for row in range(0, viewport.height(), 7):
        for col in range(0, viewport.width(), 7):
            assert shot.pixel(col, row) == swipe.item.image.pixel(col, row)
    swipe.remove()
    window.hide()


def test_one_date_covers_the_map_and_only_one(explorer, strength, save, qgis_canvas, qtbot):
    other = QgsRasterLayer(save(np.ones((20, 20), np.float32), "other.tif"), "other")
    QgsProject.instance().addMapLayer(other)
    views, items = explorer.views, len(qgis_canvas.scene().items())
    for name, layer in (("before", strength), ("after", other)):
        views.boxes[name].setLayer(layer)
    explorer.over_box.setLayer(other)
    explorer.swipe_box.setChecked(True)
    views.buttons["before"].click()
    assert not explorer.swipe_box.isChecked()
    assert views._cover._layer is strength
    assert views._cover.share == 0
    views.buttons["after"].click()
    assert not views.buttons["before"].isChecked()
    assert views._cover._layer is other
    assert len(qgis_canvas.scene().items()) == items + 1
    QgsProject.instance().removeMapLayer(other.id())
    assert not views.buttons["after"].isChecked()
    assert views._cover is None
    views.buttons["before"].click()
    explorer.swipe_box.setChecked(True)
    assert not views.buttons["before"].isChecked()
    explorer.close()
    assert len(qgis_canvas.scene().items()) == items


def drawn(layers, canvas):
    settings = QgsMapSettings(canvas.mapSettings())
    settings.setLayers(layers)
    settings.setBackgroundColor(QColor(0, 0, 0, 0))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


@pytest.mark.parametrize("low_is_certain", [False, True])
def test_opacity_follows_the_probability_by_the_renderer_alone(
    low_is_certain, explored, strength, save, qgis_canvas, qtbot, monkeypatch
):
    share = np.full((2, 180, 190), 0.5, np.float32)
    share[1, 20:60, 20:80] = 0.2 if low_is_certain else 0.8
    probability = QgsRasterLayer(save(share, "p.tif"), "probability")
    QgsProject.instance().addMapLayer(probability)
    read = []
    monkeypatch.setattr(Raster, "read", lambda self, *given: read.append(given))
    views = explored.views
    views.low_box.setChecked(low_is_certain)
    views.fade_box.setLayer(probability)
    views.band_box.setBand(2)
    image = drawn([explored._fading.layer], qgis_canvas)
    alphas = {}
    for name, row, col in (("decrease", 40, 50), ("increase", 125, 60)):
        x, y = 420_000 + 10 * col, 5_210_000 - 10 * row
        at = qgis_canvas.getCoordinateTransform().transform(x, y)
        alphas[name] = image.pixelColor(round(at.x()), round(at.y())).alpha()
    assert alphas["decrease"] == pytest.approx(0.8 * 255, abs=2)
    assert alphas["increase"] == pytest.approx(0.5 * 255, abs=2)
    assert read == []
    assert running.active() == 0
    explored.histogram.set_thresholds(9, 9)
    qtbot.waitUntil(lambda: colours(explored._fading.layer)[:2] == [-9, 9], timeout=WAIT)


def test_fading_takes_the_place_of_the_layer_and_gives_it_back(explored, strength, save, qtbot):
    probability = QgsRasterLayer(save(np.ones((180, 190), np.float32), "p.tif"), "probability")
    QgsProject.instance().addMapLayer(probability)
    node = QgsProject.instance().layerTreeRoot().findLayer(strength.id())
    explored.views.fade_box.setLayer(probability)
    folder = explored._fading._folder
    assert not node.itemVisibilityChecked()
    assert len(QgsProject.instance().mapLayers()) == 3
    explored.close()
    qtbot.waitUntil(node.itemVisibilityChecked, timeout=WAIT)
    assert {layer.name() for layer in QgsProject.instance().mapLayers().values()} == {"strength", "probability"}
    assert not folder.exists()


@pytest.mark.parametrize("what", ["probability removed", "faded removed", "strength removed", "project closed"])
def test_layers_may_go_while_one_fades(what, explored, strength, save, qtbot):
    probability = QgsRasterLayer(save(np.ones((180, 190), np.float32), "p.tif"), "probability")
    QgsProject.instance().addMapLayer(probability)
    explored.views.fade_box.setLayer(probability)
    folder, project = explored._fading._folder, QgsProject.instance()
    {
        "probability removed": lambda: project.removeMapLayer(probability.id()),
        "faded removed": lambda: project.removeMapLayer(explored._fading.layer.id()),
        "strength removed": lambda: project.removeMapLayer(strength.id()),
        "project closed": project.clear,
    }[what]()
    assert explored._fading is None
    qtbot.waitUntil(lambda: not folder.exists(), timeout=WAIT)
    assert "faded" not in " ".join(layer.name() for layer in project.mapLayers().values())


def test_opacity_on_another_grid_is_refused_with_a_sentence(explored, save):
    other = QgsRasterLayer(save(np.ones((20, 20), np.float32), "other.tif"), "other")
    QgsProject.instance().addMapLayer(other)
    explored.views.fade_box.setLayer(other)
    assert "grid of the change strength" in explored.status.text()
    assert explored._fading is None
