"""The models panel and its runtime box in a real QGIS, off screen."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsSettings
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QApplication, QFileDialog

from aurora_qgis import running
from aurora_qgis.core.networks import devices, library, runtime
from aurora_qgis.core.networks.network import MODELS
from aurora_qgis.core.simulate import speckle
from aurora_qgis.plugin import AuroraPlugin
from aurora_qgis.provider import AuroraProvider
from tests.wheels import fake_providers, make_wheel

WAIT = 60_000


@pytest.fixture
def gui(qgis_app, qgis_processing, qgis_iface, qgis_canvas, qtbot, tmp_path, monkeypatch):
    plugin = AuroraPlugin(qgis_iface)
    plugin.initGui()
    monkeypatch.setattr(library._Place, "folder", tmp_path / "profile" / "models")
    monkeypatch.setattr(runtime._Place, "folder", tmp_path / "profile" / "runtime")
    monkeypatch.setattr(devices._Choice, "device", devices.CPU)
    yield plugin.gui
    QgsSettings().remove("aurorasar/device")
    plugin.unload()
    qtbot.waitUntil(
        lambda: running.active() == 0 and QgsApplication.taskManager().countActiveTasks() == 0, timeout=WAIT
    )
    QgsProject.instance().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dock(gui, qtbot):
    made = gui.open_models()
    made.refresh()
    qtbot.waitUntil(lambda: idle(made) and made.list.topLevelItemCount() > 0, timeout=WAIT)
    return made


@pytest.fixture
def mine(tmp_path) -> Path:
    for suffix in (".onnx", ".json"):
        shutil.copy(MODELS / f"despeckle{suffix}", tmp_path / f"mine{suffix}")
    return tmp_path / "mine.onnx"


@pytest.fixture
def without_onnxruntime(monkeypatch):
    """This interpreter has none; what a test installs is forgotten afterwards."""
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "onnxruntime"}
    for name in kept:
        del sys.modules[name]
    searched = runtime.importlib.import_module

    def hidden(name: str) -> object:
        if name == "onnxruntime" and name not in sys.modules:
            raise ImportError("hidden by the test")
        return searched(name)

    monkeypatch.setattr(runtime.importlib, "import_module", hidden)
    yield
    runtime._forget()
    sys.modules.update(kept)


def idle(dock) -> bool:
    return not dock._runs.on and not dock.runtime._runs.on


def listed(dock) -> dict[str, list[str]]:
    items = [dock.list.topLevelItem(row) for row in range(dock.list.topLevelItemCount())]
    return {item.text(0): [item.text(column) for column in range(1, 3)] for item in items}


def choose(dock, name: str) -> None:
    items = [dock.list.topLevelItem(row) for row in range(dock.list.topLevelItemCount())]
    dock.list.setCurrentItem(next(item for item in items if item.text(0) == name))


def test_the_shipped_models_are_shown_with_card_and_provider(dock):
    assert listed(dock)["despeckle"] == ["values", "CPU"]
    choose(dock, "despeckle")
    shown = dock.card.toPlainText()
    for text in ("AuroraSAR despeckling network", "regression", "Train400", "1 to 64", "GPL-2.0-or-later", "CPU"):
        assert text in shown
    assert not dock.remove_button.isEnabled()
    assert "Can compute on: " in dock.runtime.facts.text()


def test_a_model_is_added_chosen_and_removed(dock, mine, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(mine), ""))
    dock.add_button.click()
    qtbot.waitUntil(lambda: idle(dock) and "mine" in listed(dock), timeout=WAIT)
    assert dock.status.text() == "The model has been added."
    choose(dock, "mine")
    assert dock.remove_button.isEnabled()
    dock.remove_button.click()
    qtbot.waitUntil(lambda: idle(dock) and "mine" not in listed(dock), timeout=WAIT)
    assert dock.status.text() == "The model has been removed."


def test_a_model_that_is_refused_is_a_sentence_and_the_list_stays(dock, mine, qtbot):
    mine.write_bytes(mine.read_bytes()[:-1])
    before = listed(dock)
    dock.add(str(mine))
    qtbot.waitUntil(lambda: idle(dock) and "checksum differs" in dock.status.text(), timeout=WAIT)
    assert listed(dock) == before
    assert dock.add_button.isEnabled()


def test_a_model_is_tried_on_a_layer(dock, save, rng, qtbot):
    dock.try_on_layer()
    assert dock.status.text() == "Choose a model in the list, and a raster layer."
    layer = QgsRasterLayer(save(speckle((1, 128, 128), 4, rng), "scene.tif"), "scene")
    QgsProject.instance().addMapLayer(layer)
    dock.layer_box.setLayer(layer)
    choose(dock, "despeckle")
    dock.try_button.click()
    assert not dock.try_button.isEnabled()
    qtbot.waitUntil(lambda: "Mpixel/s" in dock.status.text(), timeout=WAIT)
    assert dock.try_button.isEnabled()
    assert len(QgsProject.instance().mapLayers()) == 1


def test_the_current_layer_of_the_map_is_tried_on(dock, save, rng, qgis_canvas, qtbot):
    layers = [QgsRasterLayer(save(speckle((1, 64, 64), 4, rng), f"{name}.tif"), name) for name in "abc"]
    QgsProject.instance().addMapLayers(layers)
    qgis_canvas.setCurrentLayer(layers[1])
    dock.showEvent(QShowEvent())
    qtbot.waitUntil(lambda: idle(dock), timeout=WAIT)
    assert dock.layer_box.currentLayer() is layers[1]


def test_a_layer_may_be_removed_while_a_model_is_tried_and_the_plugin_unloaded(gui, dock, save, rng, qtbot):
    layer = QgsRasterLayer(save(speckle((1, 128, 128), 4, rng), "scene.tif"), "scene")
    QgsProject.instance().addMapLayer(layer)
    dock.layer_box.setLayer(layer)
    dock.try_on_layer()
    QgsProject.instance().removeMapLayer(layer.id())
    dock.close()
    qtbot.waitUntil(lambda: idle(dock), timeout=WAIT)
    dock.refresh()
    gui.remove()
    assert running.active() == 0


def test_the_runtime_is_installed_from_a_folder_shown_with_its_size_and_removed(
    without_onnxruntime, dock, tmp_path, qtbot, monkeypatch
):
    assert dock.runtime.facts.text().startswith("Not in use")
    assert listed(dock)["despeckle"][-1] == "needs onnxruntime"
    assert not dock.runtime.remove_button.isEnabled()
    monkeypatch.setattr("aurora_qgis.core.jobs.library.models.shipped_models", list)  # the tiny one opens no model
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(make_wheel(tmp_path).parent))
    dock.runtime.from_folder.trigger()
    qtbot.waitUntil(lambda: idle(dock) and "Version 0.0.1" in dock.runtime.facts.text(), timeout=WAIT)
    assert "MB in the QGIS profile" in dock.runtime.facts.text()
    assert "Can compute on: Test" in dock.runtime.facts.text()
    assert dock.runtime.remove_button.isEnabled()
    dock.runtime.remove_button.click()
    qtbot.waitUntil(lambda: idle(dock) and dock.status.text() == "It has been removed.", timeout=WAIT)
    assert not dock.runtime.remove_button.isEnabled()


def test_a_bad_wheel_is_a_sentence(without_onnxruntime, dock, tmp_path, qtbot, monkeypatch):
    wheel = make_wheel(tmp_path)
    wheel.write_bytes(wheel.read_bytes()[:100])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(wheel), ""))
    dock.runtime.from_file.trigger()
    qtbot.waitUntil(lambda: "not a complete wheel" in dock.status.text(), timeout=WAIT)
    assert dock.runtime.install_button.isEnabled()
    assert not dock.runtime.progress.isVisible()


def test_fetching_can_be_cancelled(without_onnxruntime, dock, qtbot):
    dock.runtime.fetch.trigger()
    assert dock.runtime.cancel_button.isEnabled()
    dock.runtime.cancel_button.click()
    qtbot.waitUntil(lambda: idle(dock), timeout=WAIT)
    assert dock.status.text() == "Cancelled; nothing was changed."
    assert not dock.runtime.remove_button.isEnabled()


def offered(dock) -> list[str]:
    return [dock.runtime.device_box.itemText(index) for index in range(dock.runtime.device_box.count())]


def pick(dock, name: str, qtbot) -> None:
    """As a user does: choose in the list."""
    index = dock.runtime.device_box.findData(name)
    dock.runtime.device_box.setCurrentIndex(index)
    dock.runtime.device_box.activated.emit(index)
    qtbot.waitUntil(lambda: idle(dock), timeout=WAIT)


def test_what_computes_models_is_chosen_from_what_is_there_and_kept(dock, qtbot, monkeypatch):
    assert offered(dock) == ["CPU"]
    fake_providers(monkeypatch, ["CUDAExecutionProvider", "DmlExecutionProvider", "CPUExecutionProvider"])
    dock.refresh()
    qtbot.waitUntil(lambda: idle(dock), timeout=WAIT)
    assert offered(dock) == ["CPU", "CUDA", "DirectML"]
    pick(dock, "cuda", qtbot)
    assert dock.status.text() == "The choice is kept."
    assert dock.runtime.device_box.currentData() == "cuda"
    assert listed(dock)["despeckle"][-1] == "CUDA"
    assert QgsSettings().value("aurorasar/device") == "cuda"
    devices.use_device("cpu")
    AuroraProvider()  # as QGIS makes it when it starts
    assert devices.chosen_device() == "cuda"


@pytest.mark.filterwarnings("ignore:Specified provider")
def test_a_device_that_does_not_work_is_a_sentence_and_the_choice_stays(dock, qtbot, monkeypatch):
    import onnxruntime

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: list(devices.DEVICES.values()))
    dock.refresh()
    qtbot.waitUntil(lambda: idle(dock), timeout=WAIT)
    pick(dock, "cuda", qtbot)
    assert "could not compute on 'cuda'" in dock.status.text()
    assert dock.runtime.device_box.currentData() == "cpu"
    assert listed(dock)["despeckle"][-1] == "CPU"
    assert QgsSettings().value("aurorasar/device") is None


def test_a_chosen_device_that_has_gone_is_shown_as_such_and_models_say_so(dock, qtbot):
    devices.use_device("directml")
    dock.refresh()
    qtbot.waitUntil(lambda: idle(dock), timeout=WAIT)
    assert offered(dock) == ["CPU", "DirectML (not available)"]
    assert dock.runtime.device_box.currentData() == "directml"
    choose(dock, "despeckle")
    assert listed(dock)["despeckle"][-1] == "cannot be used"
    assert "cannot compute on 'directml'" in dock.card.toPlainText()
    pick(dock, "cpu", qtbot)
    assert listed(dock)["despeckle"][-1] == "CPU"
    assert offered(dock) == ["CPU"]


def test_a_device_in_the_profile_that_is_not_known_is_a_warning(gui):
    QgsSettings().setValue("aurorasar/device", "abacus")
    said: list[str] = []
    QgsApplication.messageLog().messageReceived.connect(lambda message, tag, level: said.append(message))
    AuroraProvider()
    assert any("no device 'abacus'" in message for message in said)
    assert devices.chosen_device() == "cpu"
