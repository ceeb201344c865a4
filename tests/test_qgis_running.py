"""Runs in the background of a real QGIS: outcome, progress, cancelling, and what closes while they are on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer

from aurora_qgis import running
from aurora_qgis.core.simulate import speckle
from aurora_qgis.running import Request, Run, temporary
from tests.conftest import grid

pytestmark = pytest.mark.usefixtures("algorithms")


@pytest.fixture(autouse=True)
def nothing_is_left(qgis_app, qtbot):
    """No test leaves a run, a task, a layer or a thread, and none finds the layers of another file's tests."""
    QgsProject.instance().clear()
    yield
    qtbot.waitUntil(
        lambda: running.active() == 0 and QgsApplication.taskManager().countActiveTasks() == 0, timeout=60_000
    )
    QgsProject.instance().clear()
    assert not [one for one in threading.enumerate() if one.name.startswith("ThreadPoolExecutor")]


@pytest.fixture
def image(save, rng) -> str:
    return save(speckle((1, 120, 130), 4, rng), "scene.tif")


@pytest.fixture
def large(tmp_path) -> str:
    """Sparse, so that it is made at once but filtered for a while."""
    path = str(tmp_path / "large.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 12_000, 12_000, 1, gdal.GDT_Float32, ["SPARSE_OK=TRUE"])
    dataset.SetGeoTransform(grid(1, 1).transform)
    dataset.SetProjection(grid(1, 1).crs)
    rng = np.random.default_rng(3)
    for row in range(0, 12_000, 3000):
        dataset.GetRasterBand(1).WriteArray(speckle((200, 12_000), 4, rng), 0, row)
    dataset = None
    return path


class Outcome:
    """Collects what a run says."""

    def __init__(self, run: Run) -> None:
        self.run, self.kinds, self.values, self.percent = run, [], [], []
        run.progressed.connect(self.percent.append)
        for kind in ("finished", "failed", "cancelled"):
            getattr(run, kind).connect(lambda *values, kind=kind: self.note(kind, values))

    def note(self, kind: str, values: tuple[Any, ...]) -> None:
        self.kinds.append(kind)
        self.values.append(values)


def started(algorithm: str, **parameters: Any) -> Outcome:
    outcome = Outcome(Run(Request(f"aurorasar:{algorithm}", parameters, "Results", remember=True)))
    outcome.run.start()
    return outcome


def layers() -> list[str]:
    return [layer.name() for layer in QgsProject.instance().mapLayers().values()]


def test_a_run_ends_with_results_that_are_loaded_named_styled_and_grouped(image, qtbot):
    outcome = started("despeckle", INPUT=image, LOOKS=4, OUTPUT=temporary())
    qtbot.waitUntil(lambda: bool(outcome.kinds), timeout=60_000)
    assert outcome.kinds == ["finished"]
    results, loaded = outcome.values[0]
    assert results["LOOKS_USED"] == 4
    assert layers() == ["Despeckled image"]
    assert loaded[0].renderer().type() == "singlebandgray"
    group = QgsProject.instance().layerTreeRoot().findGroup("Results")
    assert group.findLayer(loaded[0].id()) is not None
    assert max(outcome.percent) == 100
    assert "Scale" in outcome.run.log or "scale" in outcome.run.log


def test_refused_parameters_are_a_sentence_at_once_and_no_task(image):
    outcome = started("despeckle", INPUT=image, WINDOW=6, OUTPUT=temporary())
    assert outcome.kinds == ["failed"]
    assert "odd number" in outcome.values[0][0]
    assert running.active() == 0


def test_an_unknown_algorithm_is_a_sentence():
    assert "There is no algorithm" in started("nothing").values[0][0]


def test_an_error_in_the_run_arrives_in_words(save, qtbot):
    outcome = started("despeckle", INPUT=save(np.full((1, 64, 64), np.nan, np.float32)), OUTPUT=temporary())
    qtbot.waitUntil(lambda: bool(outcome.kinds), timeout=60_000)
    assert outcome.kinds == ["failed"]
    assert "holds no valid data" in outcome.values[0][0]
    assert "Traceback" not in outcome.values[0][0]
    assert layers() == []


@pytest.mark.parametrize("how", ["cancel", "project closed", "plugin unloaded"])
def test_a_run_that_is_stopped_loads_nothing_and_leaves_no_file(how, large, tmp_path, qtbot):
    (tmp_path / "out").mkdir()
    outcome = started("despeckle", INPUT=large, LOOKS=4, OUTPUT=temporary(str(tmp_path / "out" / "o.tif")))
    qtbot.waitUntil(lambda: bool(outcome.percent) and max(outcome.percent) > 1, timeout=60_000)
    {"cancel": outcome.run.cancel, "project closed": QgsProject.instance().clear, "plugin unloaded": running.stop_all}[
        how
    ]()
    qtbot.waitUntil(lambda: bool(outcome.kinds), timeout=60_000)
    assert outcome.kinds == ["cancelled"]
    assert layers() == []
    assert list((tmp_path / "out").iterdir()) == []


def test_a_layer_that_is_removed_while_its_run_is_on_does_not_disturb_it(image, tmp_path, qtbot):
    layer = QgsRasterLayer(image, "scene")
    QgsProject.instance().addMapLayer(layer)
    outcome = started("despeckle", INPUT=layer.id(), LOOKS=4, OUTPUT=temporary())
    QgsProject.instance().removeMapLayer(layer.id())
    qtbot.waitUntil(lambda: bool(outcome.kinds), timeout=60_000)
    assert outcome.kinds == ["finished"]
    assert layers() == ["Despeckled image"]


def test_a_run_is_in_the_history_of_processing(image, qtbot, history):
    before = history()
    outcome = started("despeckle", INPUT=image, LOOKS=4, OUTPUT=temporary())
    qtbot.waitUntil(lambda: bool(outcome.kinds), timeout=60_000)
    (added,) = history()[len(before) :]
    assert added.startswith('processing.run("aurorasar:despeckle", {')


@pytest.fixture
def history(monkeypatch) -> Callable[[], list[str]]:
    """The commands in Processing's history: a register since QGIS 3.24, a log file before that."""
    from qgis.gui import QgsGui

    if hasattr(QgsGui, "historyProviderRegistry"):
        register = QgsGui.historyProviderRegistry()
        return lambda: [one.entry["python_command"] for one in register.queryEntries(providerId="processing")]
    from processing.core.ProcessingLog import ProcessingLog

    noted: list[str] = []
    monkeypatch.setattr(ProcessingLog, "addToLog", staticmethod(noted.append))
    return lambda: list(noted)
