"""The panels in a real QGIS, off screen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QApplication, QDockWidget

from aurora_qgis import running
from aurora_qgis.commands import process_program
from aurora_qgis.core.simulate import speckle
from aurora_qgis.docks import preview
from aurora_qgis.plugin import AuroraPlugin
from aurora_qgis.running import temporary

WAIT = 60_000


@pytest.fixture
def processing_panels(qgis_processing, monkeypatch):
    """Processing's parameter widgets take no imitation of QGIS's interface."""
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)


@pytest.fixture
def gui(qgis_app, processing_panels, qgis_iface, qgis_canvas, qtbot):
    made = AuroraPlugin(qgis_iface)
    made.initGui()
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    qgis_canvas.resize(600, 400)
    yield made.gui
    made.unload()
    qtbot.waitUntil(
        lambda: running.active() == 0 and QgsApplication.taskManager().countActiveTasks() == 0, timeout=WAIT
    )
    QgsProject.instance().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def scene(save, rng, qgis_canvas) -> QgsRasterLayer:
    layer = QgsRasterLayer(save(speckle((2, 900, 1000), 4, rng), "scene.tif", descriptions=["VV", "VH"]), "scene")
    QgsProject.instance().addMapLayer(layer)
    qgis_canvas.setExtent(layer.extent())
    return layer


def names() -> set[str]:
    return {layer.name() for layer in QgsProject.instance().mapLayers().values()}


def test_every_algorithm_opens_in_the_panel_with_its_own_parameters(gui):
    for algorithm in QgsApplication.processingRegistry().providerById("aurorasar").algorithms():
        dock = gui.open_algorithm(algorithm.id())
        assert dock.choice.currentText() == algorithm.displayName()
        assert set(dock._panel.parameters.wrappers) == {one.name() for one in algorithm.parameterDefinitions()}
        assert dock.preview_box.isEnabled() == (dock.status.text() == "")


PREVIEWED = {"despeckle", "multilook", "detectchange", "classifychange", "composite", "colorize"}


def test_what_has_no_preview_says_why(gui):
    said = {}
    for algorithm in QgsApplication.processingRegistry().providerById("aurorasar").algorithms():
        dock = gui.open_algorithm(algorithm.id())
        if not dock.preview_box.isEnabled():
            said[algorithm.name()] = dock.status.text()
            dock.preview_box.click()
            assert not dock.preview_box.isChecked()
    names = {one.name() for one in QgsApplication.processingRegistry().providerById("aurorasar").algorithms()}
    assert names - set(said) == PREVIEWED
    assert all(sentence.startswith("No preview: ") and sentence.endswith(".") for sentence in said.values())
    for name in ("geocode", "radarcode", "radarcodevector", "lookuptable", "coregister", "coherence"):
        assert "a whole product in the radar's geometry" in said[name]
    assert "makes no raster" in said["changehistogram"]
    assert "reads no layer" in said["check"]


def test_a_run_from_the_panel_reports_and_loads(gui, scene, qtbot):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "LOOKS": 4, "WINDOW": 5})
    dock.run()
    assert not dock.run_button.isEnabled()
    assert dock.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: dock.status.text().startswith("Done"), timeout=WAIT)
    assert "LOOKS_USED 4" in dock.status.text()
    assert "Despeckled image" in names()
    assert dock.run_button.isEnabled()


def test_an_error_is_a_sentence_in_the_panel(gui, scene, qtbot):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "WINDOW": 6})
    dock.run()
    assert "odd number" in dock.status.text()
    dock.set_values({"WINDOW": 5, "LOOKS": 4, "OUTPUT": "/proc/out.tif"})
    dock.run()
    qtbot.waitUntil(lambda: "cannot be written" in dock.status.text(), timeout=WAIT)
    assert dock.run_button.isEnabled()


def test_a_missing_value_is_a_sentence(gui):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.run()
    assert "Radar image" in dock.status.text()


def test_cancelling_in_the_panel_ends_the_run(gui, scene, tmp_path, qtbot):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "FILTER": "ppb", "OUTPUT": temporary(str(tmp_path / "out.tif"))})
    dock.run()
    dock.cancel_button.click()
    qtbot.waitUntil(lambda: dock.status.text().startswith("Cancelled"), timeout=WAIT)
    assert not (tmp_path / "out.tif").exists()
    assert names() == {"scene"}


def test_a_preview_follows_parameters_and_extent_and_goes_when_switched_off(patient, gui, scene, qgis_canvas, qtbot):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "LOOKS": 4})
    shown = []
    dock.preview_box.setChecked(True)
    dock._preview.shown.connect(lambda: shown.append(names()))
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=WAIT)
    assert shown[0] == {"scene", "Despeckle: Despeckled image"}
    first = preview_layer()
    assert (first.width(), first.height()) == (preview.MOST, preview.MOST)
    assert scene.extent().contains(first.extent())
    pixels = gdal.Open(first.source()).ReadAsArray()

    dock.set_values({"WINDOW": 11})
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=WAIT)
    second = gdal.Open(preview_layer().source()).ReadAsArray()
    assert second.std() < pixels.std()

    qgis_canvas.setExtent(QgsRectangle(420_500, 5_207_000, 421_500, 5_207_700))
    qtbot.waitUntil(lambda: len(shown) == 3 or dock.status.text().startswith("No preview"), timeout=WAIT)
    assert preview_layer().extent().height() == pytest.approx(700), dock.status.text()

    folder = Path(preview_layer().source()).parent
    dock.preview_box.setChecked(False)
    assert names() == {"scene"}
    assert not folder.exists()
    assert QgsProject.instance().layerTreeRoot().findGroup(preview.GROUP) is None


def preview_layer() -> QgsRasterLayer:
    return next(one for one in QgsProject.instance().mapLayers().values() if one.name().startswith("Despeckle: "))


def test_the_preview_is_what_a_run_on_the_cropped_layer_gives(gui, scene, tmp_path, qtbot, qgis_processing):
    import processing

    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "LOOKS": 4})
    shown = []
    dock._preview.shown.connect(lambda: shown.append(True))
    dock.preview_box.setChecked(True)
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    given = {"INPUT": scene, "EXTENT": dock._preview._extent(), "MOST": preview.MOST}
    cropped = processing.run("aurorasar:crop", {**given, "OUTPUT": str(tmp_path / "c.tif")})["OUTPUT"]
    out = processing.run("aurorasar:despeckle", {"INPUT": cropped, "LOOKS": 4, "OUTPUT": str(tmp_path / "d.tif")})
    assert np.array_equal(*(gdal.Open(one).ReadAsArray() for one in (out["OUTPUT"], preview_layer().source())))


def test_after_a_slow_preview_the_next_is_smaller_but_not_tiny(gui, scene, qtbot, monkeypatch):
    monkeypatch.setattr(preview, "SLOW_S", 0)
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "LOOKS": 4})
    sides = []
    dock._preview.shown.connect(lambda: sides.append(preview_layer().width()))
    dock.preview_box.setChecked(True)
    for number, window in enumerate((9, 11, 13, 15), 1):
        qtbot.waitUntil(lambda number=number: len(sides) == number, timeout=WAIT)
        dock.set_values({"WINDOW": window})
    assert sides == [512, 256, 128, 128]


@pytest.fixture
def patient(monkeypatch):
    """However busy the machine is, previews keep their size."""
    monkeypatch.setattr(preview, "SLOW_S", 1e9)


def test_a_change_supersedes_the_preview_that_is_running(gui, scene, qtbot):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "LOOKS": 4})
    shown = []
    dock._preview.shown.connect(lambda: shown.append(True))
    dock.preview_box.setChecked(True)
    qtbot.waitUntil(lambda: running.active() > 0, timeout=WAIT)
    superseded = dock._preview._runs._run
    for window in (5, 9, 11, 13):
        dock.set_values({"WINDOW": window})
    assert superseded._unwanted
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    qtbot.wait(2 * preview.PAUSE_MS)
    assert len(shown) == 1
    assert len(names()) == 2


def test_a_preview_of_other_parameters_does_not_stay(gui, scene, qtbot):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "LOOKS": 4})
    dock.preview_box.setChecked(True)
    qtbot.waitUntil(lambda: len(names()) == 2, timeout=WAIT)
    dock.set_values({"WINDOW": 6})
    qtbot.waitUntil(lambda: "odd number" in dock.status.text(), timeout=WAIT)
    assert names() == {"scene"}
    dock.set_values({"WINDOW": 5})
    qtbot.waitUntil(lambda: len(names()) == 2, timeout=WAIT)


def test_closing_the_panel_ends_the_preview_but_not_a_run(gui, scene, qtbot):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "LOOKS": 4})
    dock.preview_box.setChecked(True)
    dock.run()
    dock.close()
    assert not dock.preview_box.isChecked()
    qtbot.waitUntil(lambda: running.active() == 0, timeout=WAIT)
    assert names() == {"scene", "Despeckled image"}


def test_the_project_may_be_closed_and_the_layer_removed_while_a_preview_is_on(gui, scene, qtbot):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "LOOKS": 4})
    dock.preview_box.setChecked(True)
    qtbot.waitUntil(lambda: running.active() > 0, timeout=WAIT)
    QgsProject.instance().removeMapLayer(scene.id())
    dock._preview.update()
    qtbot.wait(2 * preview.PAUSE_MS)
    QgsProject.instance().clear()
    qtbot.waitUntil(lambda: running.active() == 0, timeout=WAIT)
    assert names() == set()


def test_the_plugin_can_be_unloaded_while_it_runs_and_loaded_again(qgis_iface, processing_panels, scene, qtbot):
    for _ in range(2):
        plugin = AuroraPlugin(qgis_iface)
        plugin.initGui()
        dock = plugin.gui.open_algorithm("aurorasar:despeckle")
        dock.set_values({"INPUT": scene, "FILTER": "ppb"})
        dock.run()
        plugin.unload()
        qtbot.waitUntil(lambda: running.active() == 0, timeout=WAIT)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert QgsApplication.processingRegistry().providerById("aurorasar") is None
        assert names() == {"scene"}
        assert not [
            one for one in qgis_iface.mainWindow().findChildren(QDockWidget) if one.windowTitle() == "AuroraSAR"
        ]


def test_copied_commands_name_the_files(gui, scene):
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": scene, "WINDOW": 9})
    dock.copy_process.trigger()
    assert QgsApplication.clipboard().text() == (
        f"{process_program()} run aurorasar:despeckle -- INPUT={scene.source()} WINDOW=9 OUTPUT=output.tif"
    )
    dock.copy_python.trigger()
    assert QgsApplication.clipboard().text().startswith('processing.run("aurorasar:despeckle"')
