"""Every panel, whatever happens: it runs, fails, is cancelled and closed, and loses its layer, project or plugin."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QApplication, QDockWidget

from aurora_qgis import running
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.simulate import speckle
from aurora_qgis.plugin import AuroraPlugin

WAIT = 60_000
GIVEN = {"before", "after", "strength", "polygons"}
PLACE = QgsPointXY(420_405, 5_209_695)
"""In the middle of the patch that changes."""


class Panel(NamedTuple):
    """How a panel is brought to work, and to fail."""

    open: Callable[[Any], Any]
    start: Callable[[Any, Any], None]
    done: Callable[[Any], bool]
    cancel: Callable[[Any], None]
    spoil: Callable[[Any, Any], None]
    sentence: str
    """What is said then."""

    layer: str
    """What it works with."""

    loads: frozenset[str] = frozenset()


def despeckle(dock, world) -> None:
    dock.set_values({"INPUT": world.before, "LOOKS": 4, "OUTPUT": running.temporary()})
    dock.run()


def despeckle_to_nowhere(dock, world) -> None:
    dock.set_values({"INPUT": world.before, "LOOKS": 4, "OUTPUT": "/proc/out.tif"})
    dock.run()


def apply(dock, world) -> None:
    dock.layer_box.setLayer(world.strength)
    dock.apply()


def explain(dock, world, place: QgsPointXY = PLACE) -> None:
    dock.boxes["BEFORE"].setLayer(world.before)
    dock.boxes["AFTER"].setLayer(world.after)
    dock.explain(place)


def open_models(gui) -> Any:
    """Listed here, since no window is shown that would make it list."""
    dock = gui.open_models()
    dock.refresh()
    return dock


def try_model(dock, world) -> None:
    dock.layer_box.setLayer(world.before)
    items = [dock.list.topLevelItem(row) for row in range(dock.list.topLevelItemCount())]
    dock.list.setCurrentItem(next(item for item in items if item.text(0) == "despeckle"))
    dock.try_on_layer()


PANELS = {
    "algorithm": Panel(
        lambda gui: gui.open_algorithm("aurorasar:despeckle"), despeckle, lambda dock: "Done" in dock.status.text(),
        lambda dock: dock.cancel_button.click(), despeckle_to_nowhere, "cannot be written", "before",
        frozenset({"Despeckled image"}),
    ),
    "explorer": Panel(
        lambda gui: gui.open_explorer(), apply, lambda dock: "polygons." in dock.status.text(),
        lambda dock: dock.cancel_button.click(), lambda dock, world: dock.layer_box.setLayer(world.empty()),
        "no valid pixels", "strength", frozenset({"Change classes", "Change polygons"}),
    ),
    "place": Panel(
        lambda gui: gui.open_place(), explain, lambda dock: dock.results.isVisibleTo(dock),
        lambda dock: dock.cancel_button.click(), lambda dock, world: explain(dock, world, QgsPointXY(0, 0)),
        "lies outside", "after",
    ),
    "review": Panel(
        lambda gui: gui.open_review(), lambda dock, world: dock.layer_box.setLayer(world.polygons),
        lambda dock: dock.current is not None, lambda dock: dock.layer_box.setLayer(None),
        lambda dock, world: dock.layer_box.setLayer(world.memory()), "GeoPackage", "polygons",
    ),
    "models": Panel(
        open_models, try_model, lambda dock: "Mpixel/s" in dock.status.text(), lambda dock: dock.cancel_button.click(),
        lambda dock, world: dock.add("/nowhere.onnx"), "no ONNX file", "before",
    ),
}  # fmt: skip
every_panel = pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)


def settled() -> bool:
    return running.active() == 0 and QgsApplication.taskManager().countActiveTasks() == 0


def names() -> set[str]:
    return {layer.name() for layer in QgsProject.instance().mapLayers().values()}


def docks(qgis_iface) -> list[str]:
    found = qgis_iface.mainWindow().findChildren(QDockWidget)
    return [one.objectName() for one in found if one.objectName().startswith("AuroraSAR")]


@pytest.fixture
def plugin(qgis_app, qgis_processing, qgis_iface, qgis_canvas, monkeypatch, qtbot):
    """Unloaded afterwards, and then nothing of it may be left."""
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)
    QgsProject.instance().clear()
    items, actions = len(qgis_canvas.scene().items()), len(qgis_iface.mainWindow().actions())
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    made = AuroraPlugin(qgis_iface)
    made.initGui()
    yield made
    made.unload()
    qtbot.waitUntil(settled, timeout=WAIT)
    QgsProject.instance().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert docks(qgis_iface) == []
    assert len(qgis_canvas.scene().items()) == items
    assert len(qgis_iface.mainWindow().actions()) == actions
    assert QgsApplication.processingRegistry().providerById("aurorasar") is None
    assert not [one.name for one in threading.enumerate() if one.name.startswith("ThreadPoolExecutor")]


@pytest.fixture
def world(plugin, save, rng, tmp_path):
    """The layers of a small change."""
    before, after = (0.1 * speckle((1, 120, 140), 4, rng) for _ in range(2))
    after[:, 20:40, 30:60] *= 10
    paths = {name: save(one, f"{name}.tif", descriptions=["VV"]) for name, one in
             (("before", before), ("after", after))}  # fmt: skip
    paths.update({name: str(tmp_path / f"{name}.tif") for name in ("strength", "classes")})
    polygons = str(tmp_path / "polygons.gpkg")
    files = ChangeFiles(paths["strength"], paths.pop("classes"), polygons)
    detect_change(paths["before"], paths["after"], files, ChangeOptions(minimum_pixels=5))
    layers = {name: QgsRasterLayer(path, name) for name, path in paths.items()}
    layers["polygons"] = QgsVectorLayer(polygons, "polygons")
    QgsProject.instance().addMapLayers(list(layers.values()))

    def empty() -> QgsRasterLayer:
        return put(QgsRasterLayer(save(np.full((30, 30), np.nan, np.float32), "empty.tif"), "spoilt"))

    def memory() -> QgsVectorLayer:
        return put(QgsVectorLayer("Polygon?crs=EPSG:32633&field=direction:string", "spoilt", "memory"))

    return SimpleNamespace(**layers, empty=empty, memory=memory)


def put(layer: Any) -> Any:
    QgsProject.instance().addMapLayer(layer)
    return layer


def opened(panel: Panel, plugin: AuroraPlugin, qtbot) -> Any:
    """Once it has listed what it lists when it opens."""
    dock = panel.open(plugin.gui)
    qtbot.waitUntil(settled, timeout=WAIT)
    return dock


@every_panel
def test_it_opens_and_runs_and_does_so_again(panel, plugin, world, qtbot):
    for _ in range(2):
        dock = opened(panel, plugin, qtbot)
        assert dock.isVisibleTo(dock.window())
        panel.start(dock, world)
        assert running.active() > 0
        qtbot.waitUntil(lambda dock=dock: panel.done(dock) and settled(), timeout=WAIT)
        assert names() == GIVEN | panel.loads
        dock.close()


@every_panel
def test_an_error_is_said_in_words_and_the_next_run_is_none_the_worse(panel, plugin, world, qtbot):
    dock = opened(panel, plugin, qtbot)
    panel.spoil(dock, world)
    qtbot.waitUntil(lambda: panel.sentence in dock.status.text() and settled(), timeout=WAIT)
    assert "Traceback" not in dock.status.text()
    panel.start(dock, world)
    qtbot.waitUntil(lambda: panel.done(dock) and settled(), timeout=WAIT)


@every_panel
def test_a_cancelled_run_leaves_nothing_and_the_next_one_runs(panel, plugin, world, qtbot):
    dock = opened(panel, plugin, qtbot)
    panel.start(dock, world)
    panel.cancel(dock)
    qtbot.waitUntil(settled, timeout=WAIT)
    assert not panel.done(dock)
    assert names() == GIVEN
    panel.start(dock, world)
    qtbot.waitUntil(lambda: panel.done(dock) and settled(), timeout=WAIT)


@every_panel
@pytest.mark.parametrize("what", ["closed", "layer removed", "project closed"])
def test_what_it_needs_may_go_while_it_runs_and_it_works_again(what, panel, plugin, world, qtbot):
    dock = opened(panel, plugin, qtbot)
    panel.start(dock, world)
    {
        "closed": dock.close,
        "layer removed": lambda: QgsProject.instance().removeMapLayer(getattr(world, panel.layer).id()),
        "project closed": QgsProject.instance().clear,
    }[what]()
    qtbot.waitUntil(settled, timeout=WAIT)
    left = {"closed": GIVEN, "layer removed": GIVEN - {panel.layer}, "project closed": set()}[what]
    assert left <= names() <= (left | panel.loads if left else left)
    if what == "closed":
        dock = opened(panel, plugin, qtbot)
        panel.start(dock, world)
        qtbot.waitUntil(lambda: panel.done(dock) and settled(), timeout=WAIT)


@every_panel
def test_the_plugin_may_be_unloaded_while_it_runs_and_loaded_again(panel, plugin, world, qgis_iface, qtbot):
    for _ in range(2):
        dock = opened(panel, plugin, qtbot)
        panel.start(dock, world)
        plugin.unload()
        assert running.active() == 0 or not any(one._unwanted is False for one in running._active)
        qtbot.waitUntil(settled, timeout=WAIT)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert docks(qgis_iface) == []
        assert names() == GIVEN
        plugin.initGui()
    dock = opened(panel, plugin, qtbot)
    panel.start(dock, world)
    qtbot.waitUntil(lambda: panel.done(dock) and settled(), timeout=WAIT)


@every_panel
def test_all_panels_may_run_at_a_time(panel, plugin, world, qtbot):
    """The one that began first is done, too."""
    first = opened(panel, plugin, qtbot)
    others = {one: opened(one, plugin, qtbot) for one in PANELS.values() if one is not panel}
    panel.start(first, world)
    for one, dock in others.items():
        one.start(dock, world)
    qtbot.waitUntil(lambda: panel.done(first) and settled(), timeout=2 * WAIT)
    for one, dock in others.items():
        assert one.done(dock), dock.objectName()
