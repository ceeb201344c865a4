"""The review queue's panel, in a real QGIS, off screen."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget

from aurora_qgis import running
from aurora_qgis.core.jobs import ClassifyOptions, Decision, ReviewPolygons, classify_strength, decide, review_queue
from aurora_qgis.core.raster import ReviewLog
from aurora_qgis.core.review import standing
from aurora_qgis.plugin import AuroraPlugin

WAIT = 60_000
POLYGONS = 6


def settled() -> bool:
    return running.active() == 0 and QgsApplication.taskManager().countActiveTasks() == 0


@pytest.fixture
def plugin(qgis_app, qgis_processing, qgis_iface, qgis_canvas, monkeypatch, qtbot):
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)
    made = AuroraPlugin(qgis_iface)
    made.initGui()
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    qgis_canvas.resize(400, 300)
    yield made
    made.unload()
    qtbot.waitUntil(settled, timeout=WAIT)
    QgsProject.instance().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def path(save, tmp_path) -> str:
    strength = np.zeros((60, 160), np.float32)
    for index in range(POLYGONS):
        row, col, side = 30 * (index // 3), 50 * (index % 3), 6 + index
        strength[row + 2 : row + 2 + side, col + 2 : col + 2 + side] = (4 + index / 2) * (-1) ** (index + 1)
    made = str(tmp_path / "changes.gpkg")
    classify_strength(save(strength, "s.tif"), str(tmp_path / "c.tif"), made, ClassifyOptions(minimum_pixels=1))
    return made


@pytest.fixture
def layer(path) -> QgsVectorLayer:
    made = QgsVectorLayer(path, "changes")
    QgsProject.instance().addMapLayer(made)
    return made


@pytest.fixture
def dock(plugin, layer, qtbot):
    made = plugin.gui.open_review()
    made.reviewer_box.setText("Anne")
    made.layer_box.setLayer(layer)
    qtbot.waitUntil(lambda: made.current is not None, timeout=WAIT)
    return made


def press(dock, key) -> None:
    dock.window().show()
    QApplication.setActiveWindow(dock.window())
    dock.reviewer_box.parentWidget().setFocus()
    QTest.keyClick(dock.reviewer_box.parentWidget(), key)


def states(path):
    return {polygon: (one.decision, one.label) for polygon, one in standing(ReviewLog(path).entries()).items()}


def test_keys_decide_and_each_decision_is_in_the_file_at_once(dock, path, qtbot):
    queue = list(review_queue(ReviewPolygons(path)).left)
    directions = {one.polygon: one.attributes["direction"] for one in ReviewLog(path).shapes(["direction"])}
    assert dock.current == queue[0]
    keys = [Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_S]
    for done, key in enumerate(keys, 1):
        press(dock, key)
        assert len(ReviewLog(path).entries()) == done, dock.status.text()
    assert states(path) == {
        queue[0]: ("accept", directions[queue[0]]),
        queue[1]: ("reject", "none"),
        queue[2]: ("relabel", "decrease"),
        queue[3]: ("relabel", "increase"),
        queue[4]: ("skip", ""),
    }
    assert dock._left == list(review_queue(ReviewPolygons(path)).left) == [queue[5], queue[4]]
    assert dock._counts == review_queue(ReviewPolygons(path)).counts
    assert (dock.progress.value(), dock.progress.maximum()) == (4, POLYGONS)
    assert "4 of 6 decided, 1 skipped" in dock.progress.text()
    assert {one.reviewer for one in ReviewLog(path).entries()} == {"Anne"}


def drawn(layer) -> dict[int, str]:
    """The name of the colour class in which each polygon is drawn; empty where the layer has another style."""
    renderer, context = layer.renderer(), QgsRenderContext()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return {}
    context.setExpressionContext(layer.createExpressionContext())
    renderer.startRender(context, layer.fields())
    found = {}
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        (found[feature.id()],) = renderer.legendKeysForFeature(feature, context)
    renderer.stopRender(context)
    titles = {item.ruleKey(): item.label() for item in renderer.legendSymbolItems()}
    return {polygon: titles[key] for polygon, key in found.items()}


def test_polygons_are_drawn_by_decision_and_get_their_own_style_back(plugin, dock, layer, qtbot):
    first, second, third, fourth, *rest = dock._left
    assert set(drawn(layer).values()) == {"Open"}
    for decision in (("accept",), ("reject",), ("relabel", "none"), ("skip",)):
        dock.decide(*decision)
    decided = {first: "Accepted", second: "Rejected", third: "Relabelled", fourth: "Skipped"}
    assert drawn(layer) == {**decided, **dict.fromkeys(rest, "Open")}
    dock.decide("undo")
    qtbot.waitUntil(lambda: not dock._listing.on, timeout=WAIT)
    assert drawn(layer)[fourth] == "Open"
    dock.close()
    assert drawn(layer) == {}
    again = plugin.gui.open_review()
    again.layer_box.setLayer(layer)
    qtbot.waitUntil(lambda: again.current is not None, timeout=WAIT)
    assert drawn(layer)[second] == "Rejected"


def test_what_was_skipped_comes_again_and_then_everything_is_decided(dock, path):
    for _ in range(POLYGONS):
        dock.decide("skip")
    assert dock._counts["skip"] == POLYGONS
    for left in range(POLYGONS, 0, -1):
        assert len(dock._left) == left
        dock.decide("accept")
        assert dock._counts == review_queue(ReviewPolygons(path)).counts
    assert "Everything is decided" in dock.facts.text()
    assert not dock.keys.buttons["accept"].isEnabled()


def test_the_map_shows_the_polygon_with_its_surroundings(dock, layer, qgis_canvas):
    for _ in range(3):
        box = layer.getFeature(dock.current).geometry().boundingBox()
        assert qgis_canvas.extent().contains(box)
        assert box.width() < qgis_canvas.extent().width() < 12 * box.width()
        assert dock._outline.asGeometry().boundingBox() == box
        dock.decide("accept")


def test_undo_takes_the_last_decision_back_and_shows_its_polygon(dock, path, qtbot):
    first, second, *_ = dock._left
    dock.decide("accept")
    dock.decide("reject")
    press(dock, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: not dock._listing.on, timeout=WAIT)
    assert dock.current == second
    assert set(states(path)) == {first}
    assert dock._counts == review_queue(ReviewPolygons(path)).counts
    for sentence in ("", "nothing to take back"):
        dock.decide("undo")
        qtbot.waitUntil(lambda: not dock._listing.on, timeout=WAIT)
        assert sentence in dock.status.text()
    assert len(ReviewLog(path).entries()) == 4


def test_a_comment_is_kept_with_its_decision_and_typing_it_decides_nothing(dock, path):
    dock.window().show()
    QApplication.setActiveWindow(dock.window())
    dock.comment_box.setFocus()
    QTest.keyClicks(dock.comment_box, "a rare case: 123 usz")
    assert ReviewLog(path).entries() == []
    QTest.keyClick(dock.comment_box, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is dock.comment_box.parentWidget()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    assert [(one.decision, one.comment) for one in ReviewLog(path).entries()] == [("accept", "a rare case: 123 usz")]
    assert dock.comment_box.text() == ""


def test_keys_work_after_a_layer_or_a_button_was_clicked_too(dock, path):
    dock.window().show()
    QApplication.setActiveWindow(dock.window())
    for done, widget in enumerate((dock.layer_box, dock.order_box, dock.keys.buttons["zoom"]), 1):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A)
        assert len(ReviewLog(path).entries()) == done


def test_what_is_said_is_in_words_and_not_in_names_of_attributes(dock, layer):
    feature = layer.getFeature(dock.current)
    direction = feature["direction"].capitalize()
    expected = f"Polygon {dock.current}: {direction}, {feature['area_ha']:.2f} ha, {feature['pixels']} pixels"
    assert dock.facts.text().startswith(expected)
    assert f"{feature['mean_db']:+.1f} dB on average" in dock.facts.text()
    said = []
    for decision in (("accept",), ("reject",), ("relabel", "none"), ("skip",)):
        polygon = dock.current
        dock.decide(*decision)
        assert f"olygon {polygon} " in dock.status.text()
        said.append(dock.status.text().split(" ", 2)[2])
    assert said == ["is accepted.", "is rejected.", "has another label.", "is skipped."]


def test_two_people_review_one_file_and_neither_takes_back_what_the_other_decided(dock, path, qtbot):
    first, second, third, *_ = dock._left
    dock.decide("accept")
    decide(ReviewPolygons(path), Decision(second, "reject", "Bert"))
    dock.keys.buttons["list"].click()
    qtbot.waitUntil(lambda: not dock._listing.on, timeout=WAIT)
    assert dock.current == third
    assert dock._counts["reject"] == 1
    dock.decide("undo")
    qtbot.waitUntil(lambda: not dock._listing.on, timeout=WAIT)
    assert states(path) == {second: ("reject", "none")}
    assert dock.current == first
    dock.decide("undo")
    assert "No decision of Anne stands" in dock.status.text()


def test_a_decision_of_yesterday_can_be_taken_back_today(plugin, dock, layer, path, qtbot):
    polygon = dock.current
    dock.decide("accept")
    plugin.unload()
    plugin.initGui()
    again = plugin.gui.open_review()
    again.reviewer_box.setText("Anne")
    again.layer_box.setLayer(layer)
    qtbot.waitUntil(lambda: again.keys.buttons["undo"].isEnabled(), timeout=WAIT)
    again.keys.buttons["undo"].click()
    qtbot.waitUntil(lambda: again.current == polygon, timeout=WAIT)
    assert states(path) == {}


def test_a_layer_without_polygons_is_not_called_decided(plugin, save, tmp_path, qtbot):
    empty = str(tmp_path / "empty.gpkg")
    flat = save(np.zeros((60, 60), np.float32), "flat.tif")
    classify_strength(flat, str(tmp_path / "none.tif"), empty, ClassifyOptions())
    layer = QgsVectorLayer(empty, "empty")
    QgsProject.instance().addMapLayer(layer)
    dock = plugin.gui.open_review()
    dock.layer_box.setLayer(layer)
    qtbot.waitUntil(lambda: not dock._listing.on and bool(dock._counts), timeout=WAIT)
    assert dock.facts.text() == "The layer has no polygons."
    assert not dock.progress.isVisibleTo(dock)
    assert [name for name, button in dock.keys.buttons.items() if button.isEnabled()] == ["list"]


def test_the_order_can_be_changed(dock, path, qtbot):
    dock.order_box.setCurrentIndex(dock.order_box.findData("size"))
    qtbot.waitUntil(lambda: not dock._listing.on, timeout=WAIT)
    assert dock._left == list(review_queue(ReviewPolygons(path), "size").left)


def test_the_layer_stays_usable_while_it_is_reviewed(dock, layer, path):
    """QGIS reads and edits the file that is decided in; both arrive."""
    features = layer.getFeatures()
    next(features)
    dock.decide("accept")
    assert layer.startEditing()
    layer.changeAttributeValue(dock._left[-1], layer.fields().indexFromName("mean_db"), 99.0)
    dock.decide("reject")
    assert layer.commitChanges(), layer.commitErrors()
    dock.decide("accept")
    assert len(ReviewLog(path).entries()) == 3
    assert 99.0 in {feature["mean_db"] for feature in layer.getFeatures()}
    del features


def test_a_decision_that_cannot_be_written_is_said_and_the_polygon_stays(dock, path):
    polygon = dock.current
    with sqlite3.connect(path) as file:
        file.execute("BEGIN IMMEDIATE")
        dock.decide("accept")
        file.rollback()
    assert "not kept" in dock.status.text()
    assert dock.current == polygon
    assert ReviewLog(path).entries() == []
    dock.reviewer_box.setText("")
    dock.comment_box.setText("still here")
    dock.decide("accept")
    assert len(ReviewLog(path).entries()) == 1


def test_layers_that_cannot_be_reviewed_are_a_sentence(plugin, qtbot):
    memory = QgsVectorLayer("Polygon?crs=EPSG:32633&field=direction:string", "memory", "memory")
    QgsProject.instance().addMapLayer(memory)
    dock = plugin.gui.open_review()
    dock.layer_box.setLayer(memory)
    qtbot.waitUntil(lambda: "GeoPackage" in dock.status.text(), timeout=WAIT)
    dock.decide("accept")
    assert dock.current is None


def test_a_project_that_is_saved_meanwhile_keeps_the_style_of_the_layer(dock, layer, tmp_path):
    dock.decide("accept")
    assert QgsProject.instance().write(str(tmp_path / "saved.qgs"))
    assert "Accepted" in drawn(layer).values()
    assert "json_to_map" not in (tmp_path / "saved.qgs").read_text(encoding="utf-8")


def test_closing_and_opening_again_goes_on_where_it_was(plugin, dock, layer, path, qgis_canvas, qtbot):
    items = len(qgis_canvas.scene().items())
    first, second, *_ = dock._left
    dock.decide("accept")
    dock.close()
    assert len(qgis_canvas.scene().items()) == items - 1
    again = plugin.gui.open_review()
    again.layer_box.setLayer(layer)
    qtbot.waitUntil(lambda: again.current == second, timeout=WAIT)
    assert states(path) == {first: ("accept", states(path)[first][1])}


def test_export_opens_the_algorithm_with_the_layer(plugin, dock, layer):
    dock.decide("accept")
    dock.keys.buttons["export"].click()
    from aurora_qgis.docks.algorithm_dock import AlgorithmDock

    panel = plugin.gui._docks[AlgorithmDock]
    assert panel.choice.currentData() == "aurorasar:exportreview"
    assert panel.values()["POLYGONS"] == layer.id()


@pytest.mark.parametrize("what", ["closed", "layer removed", "project closed"])
def test_whatever_happens_while_it_lists_ends_well(what, dock, layer, path, qgis_canvas, qtbot):
    dock.decide("accept")
    dock.list_queue()
    {
        "closed": dock.close,
        "layer removed": lambda: QgsProject.instance().removeMapLayer(layer.id()),
        "project closed": QgsProject.instance().clear,
    }[what]()
    qtbot.waitUntil(settled, timeout=WAIT)
    assert dock.current is None
    assert dock._outline is None
    dock.decide("reject")
    assert len(ReviewLog(path).entries()) == 1


def test_the_plugin_can_be_unloaded_while_it_lists_and_loaded_again(qgis_iface, qgis_processing, layer, path, qtbot):
    for _ in range(2):
        made = AuroraPlugin(qgis_iface)
        made.initGui()
        dock = made.gui.open_review()
        dock.layer_box.setLayer(layer)
        made.unload()
        qtbot.waitUntil(settled, timeout=WAIT)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        titles = [one.windowTitle() for one in qgis_iface.mainWindow().findChildren(QDockWidget)]
        assert "Review queue" not in titles
    QgsProject.instance().clear()
    assert ReviewLog(path).entries() == []
