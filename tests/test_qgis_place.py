"""The panel that explains a place, in a real QGIS, off screen."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget

from aurora_qgis import running
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.simulate import speckle
from aurora_qgis.docks.explain_place import SHOWN
from aurora_qgis.plugin import AuroraPlugin

WAIT = 60_000
CHANGED = QgsPointXY(420_705, 5_209_395)
"""In the middle of the patch."""


def settled() -> bool:
    return running.active() == 0 and QgsApplication.taskManager().countActiveTasks() == 0


@pytest.fixture
def dock(qgis_app, qgis_processing, qgis_iface, qgis_canvas, qtbot):
    plugin = AuroraPlugin(qgis_iface)
    plugin.initGui()
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    qgis_canvas.resize(400, 300)
    yield plugin.gui.open_place()
    plugin.unload()
    qtbot.waitUntil(settled, timeout=WAIT)
    QgsProject.instance().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def added(path: str, name: str) -> QgsRasterLayer:
    layer = QgsRasterLayer(path, name)
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def scene(save, rng, qgis_canvas):
    before, after = (0.1 * speckle((2, 160, 200), 4, rng) for _ in range(2))
    after[0, 50:70, 60:80] *= 0.05
    dates = [before[:1], before[:1] * rng.gamma(9, 1 / 9, before[:1].shape), after[:1]]
    names = ["VV", "VH"]
    made = SimpleNamespace(
        before=added(save(before, "before.tif", descriptions=names), "before"),
        after=added(save(after, "after.tif", descriptions=names), "after"),
        stack=added(
            save(np.concatenate(dates).astype(np.float32), "stack.tif",
                 descriptions=["2024-01-05", "2024-01-17", "2024-02-10"]), "stack",
        ),
    )  # fmt: skip
    qgis_canvas.setExtent(made.before.extent())
    return made


@pytest.fixture
def ready(dock, scene):
    dock.boxes["BEFORE"].setLayer(scene.before)
    dock.boxes["AFTER"].setLayer(scene.after)
    return dock


def explained(dock, qtbot, point=CHANGED):
    dock.explain(point)
    qtbot.waitUntil(settled, timeout=WAIT)
    assert dock.results.isVisibleTo(dock), dock.status.text()


def test_a_click_on_the_map_shows_what_the_headless_algorithm_says(ready, scene, qgis_canvas, qtbot, qgis_processing):
    import processing

    ready.pick_button.click()
    place = qgis_canvas.getCoordinateTransform().transform(CHANGED).toQPointF().toPoint()
    QTest.mouseClick(qgis_canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert ready.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: settled() and ready.results.isVisibleTo(ready), timeout=WAIT)
    there = ready._place
    direct = processing.run(
        "aurorasar:explainplace",
        {"BEFORE": scene.before, "AFTER": scene.after, "PLACE": f"{there.x()},{there.y()} [EPSG:32633]", "CHIP": 64},
    )
    found = json.loads(direct["EXPLANATION_TEXT"])
    assert ready.sentence.text() == found["sentence"]
    assert [(bar.name, bar.value) for bar in ready.bars.bars[:2]] == [
        (band["name"], band["difference_db"]) for band in found["bands"]
    ]
    assert ready.bars.bars[-1].value == found["strength"]
    for band in found["bands"]:
        assert f"{band['before_db']:.1f}" in ready.values.text()
        assert f"{band['after_mean_db']:.1f}" in ready.values.text()
    assert found["direction"] == "decrease"
    assert not ready.plot.isVisibleTo(ready)


def test_chips_show_both_dates(ready, qtbot):
    explained(ready, qtbot)
    pictures = [ready.chips[name].pixmap().toImage() for name in ("before", "after")]
    assert all(picture.width() == picture.height() == SHOWN for picture in pictures)
    near = [SHOWN // 2 + offset for offset in (-3, 0, 3)]
    middle = [np.mean([one.pixelColor(x, y).lightness() for x in near for y in near]) for one in pictures]
    assert middle[1] < middle[0] - 40


def test_a_series_is_plotted_with_its_change(ready, scene, qtbot):
    ready.series_box.setItemCheckState(ready.series_box.findData(scene.stack.id()), Qt.CheckState.Checked)
    explained(ready, qtbot)
    series = ready.plot.series
    assert series.dates == ("2024-01-05", "2024-01-17", "2024-02-10")
    assert series.changes == ("", "", "decrease")
    assert series.times[1] == pytest.approx(12 / 36)
    assert series.lines[0].low[0] < series.lines[0].values[0] < series.lines[0].high[0]
    assert ready.plot.isVisibleTo(ready)


def test_the_products_of_a_detection_give_its_threshold(ready, scene, tmp_path, qtbot):
    outputs = {name: str(tmp_path / f"{name}.tif") for name in ("strength", "classes", "explanation")}
    summary = detect_change(scene.before.source(), scene.after.source(), ChangeFiles(**outputs), ChangeOptions())
    ready.boxes["STRENGTH"].setLayer(added(outputs["strength"], "strength"))
    ready.boxes["EXPLANATION"].setLayer(added(outputs["explanation"], "explanation"))
    explained(ready, qtbot)
    assert ready.bars.threshold == pytest.approx(summary.threshold_db, abs=1e-4)


def test_a_place_that_cannot_be_explained_is_a_sentence(dock, scene, qtbot):
    dock.explain(CHANGED)
    assert "Choose the before and the after image" in dock.status.text()
    dock.boxes["BEFORE"].setLayer(scene.before)
    dock.boxes["AFTER"].setLayer(scene.after)
    dock.explain(QgsPointXY(0, 0))
    qtbot.waitUntil(settled, timeout=WAIT)
    assert "lies outside" in dock.status.text()
    assert not dock.cancel_button.isEnabled()


@pytest.mark.parametrize("what", ["outside", "no data", "one date twice", "cancelled"])
def test_an_answer_does_not_stay_beside_a_place_that_it_is_not_about(what, ready, scene, save, qtbot):
    explained(ready, qtbot)
    if what == "no data":
        hole = (0.1 * np.ones((2, 160, 200))).astype(np.float32)
        hole[:, 40:90, 40:100] = np.nan
        ready.boxes["AFTER"].setLayer(added(save(hole, "hole.tif", descriptions=["VV", "VH"]), "hole"))
    elif what == "one date twice":
        ready.boxes["AFTER"].setLayer(scene.before)
    ready.explain(QgsPointXY(0, 0) if what == "outside" else CHANGED)
    if what == "cancelled":
        ready.cancel_button.click()
    qtbot.waitUntil(settled, timeout=WAIT)
    assert not ready.results.isVisibleTo(ready)
    assert ready.status.text()
    assert what != "one date twice" or "the same layer" in ready.status.text()


def test_a_new_place_supersedes_the_one_that_is_looked_at(ready, qtbot):
    ready.explain(QgsPointXY(421_500, 5_208_800))
    ready.explain(CHANGED)
    qtbot.waitUntil(settled, timeout=WAIT)
    assert "darker" in ready.sentence.text()
    assert ready.bars.bars[0].value < -6


def test_cancelling_ends_the_run(ready, qtbot):
    ready.explain(CHANGED)
    ready.cancel_button.click()
    qtbot.waitUntil(settled, timeout=WAIT)
    assert ready.status.text() == "Cancelled."
    assert not ready.results.isVisibleTo(ready)


@pytest.mark.parametrize("what", ["closed", "layer removed", "project closed"])
def test_whatever_happens_while_it_runs_ends_well(what, ready, scene, qgis_canvas, qtbot):
    items = len(qgis_canvas.scene().items())
    ready.pick_button.click()
    ready.explain(CHANGED)
    {
        "closed": ready.close,
        "layer removed": lambda: QgsProject.instance().removeMapLayer(scene.after.id()),
        "project closed": QgsProject.instance().clear,
    }[what]()
    qtbot.waitUntil(settled, timeout=WAIT)
    assert not ready.results.isVisibleTo(ready)
    assert len(qgis_canvas.scene().items()) == items
    left = {"closed": {"before", "after", "stack"}, "layer removed": {"before", "stack"}, "project closed": set()}[what]
    assert {layer.name() for layer in QgsProject.instance().mapLayers().values()} == left
    assert {ready.series_box.itemText(index) for index in range(ready.series_box.count())} == left


def test_the_map_tool_from_before_comes_back(ready, qgis_canvas):
    from qgis.gui import QgsMapToolPan

    pan = QgsMapToolPan(qgis_canvas)
    qgis_canvas.setMapTool(pan)
    ready.pick_button.click()
    assert qgis_canvas.mapTool() is ready._tool
    ready.close()
    assert qgis_canvas.mapTool() is pan
    qgis_canvas.unsetMapTool(pan)


def test_the_plugin_can_be_unloaded_while_it_runs_and_loaded_again(
    qgis_iface, qgis_processing, scene, qgis_canvas, qtbot
):
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    items = len(qgis_canvas.scene().items())
    for _ in range(2):
        plugin = AuroraPlugin(qgis_iface)
        plugin.initGui()
        dock = plugin.gui.open_place()
        dock.boxes["BEFORE"].setLayer(scene.before)
        dock.boxes["AFTER"].setLayer(scene.after)
        dock.explain(CHANGED)
        plugin.unload()
        qtbot.waitUntil(settled, timeout=WAIT)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert len(qgis_canvas.scene().items()) == items
        left = [one for one in qgis_iface.mainWindow().findChildren(QDockWidget) if "place" in one.windowTitle()]
        assert not left
