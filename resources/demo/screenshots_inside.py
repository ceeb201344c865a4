"""Runs inside QGIS: open each panel, let it do something, take a picture of the window."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface, plugins

sys.path.append(os.environ["AURORASAR_DEMO_CODE"])
from cut_off import cut_off

FOLDER = Path(os.environ["AURORASAR_PICTURES"])
QUALITY = 28
WIDTH = 440
"""Pixels of a panel."""

PATIENCE = 100
"""Seconds for a panel to do what it is asked."""


def wait(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > until:
            raise RuntimeError("a panel was not ready in time")
        QApplication.processEvents()
        time.sleep(0.02)


def settle() -> None:
    """Until everything is drawn."""
    wait(lambda: not iface.mapCanvas().isDrawing())
    until = time.monotonic() + 1
    wait(lambda: time.monotonic() > until and QgsApplication.taskManager().countActiveTasks() == 0)
    iface.messageBar().clearWidgets()
    QApplication.processEvents()


def layer(name: str) -> Any:
    return QgsProject.instance().mapLayersByName(name)[0]


def show_only(*names: str) -> None:
    for node in QgsProject.instance().layerTreeRoot().findLayers():
        node.setItemVisibilityChecked(node.name() in names)
        node.setExpanded(False)
    canvas = iface.mapCanvas()
    canvas.setDestinationCrs(layer("Before").crs())
    canvas.setExtent(layer("Before").extent())
    canvas.refresh()


def despeckling(gui: Any) -> QDockWidget:
    show_only("Before")
    dock = gui.open_algorithm("aurorasar:despeckle")
    dock.set_values({"INPUT": layer("Before")})
    dock.preview_box.setChecked(True)
    wait(lambda: dock.status.text() == "The preview shows the middle of the map.")
    return dock


def exploring(gui: Any) -> QDockWidget:
    show_only("Before, despeckled", "Change strength (dB)")
    dock = gui.open_explorer()
    dock.layer_box.setLayer(layer("Change strength (dB)"))
    wait(lambda: bool(dock.histogram.bins.counts))
    dock.histogram.set_thresholds(4.0, 3.0)
    return dock


def models(gui: Any) -> QDockWidget:
    show_only("Before, despeckled", "Change classes")
    dock = gui.open_models()
    wait(lambda: dock.list.topLevelItemCount() > 0 and not dock._runs.on)
    return dock


def explaining(gui: Any) -> QDockWidget:
    show_only("Before, despeckled", "Change classes")
    dock = gui.open_place()
    for name, title in (("BEFORE", "Before"), ("AFTER", "After"), ("STRENGTH", "Change strength (dB)")):
        dock.boxes[name].setLayer(layer(title))
    largest = max(layer("Change polygons").getFeatures(), key=lambda one: one.geometry().area())
    dock.explain(largest.geometry().pointOnSurface().asPoint())
    wait(lambda: dock.results.isVisible())
    return dock


def reviewing(gui: Any) -> QDockWidget:
    show_only("Before, despeckled", "Change polygons")
    dock = gui.open_review()
    dock.layer_box.setLayer(layer("Change polygons"))
    wait(lambda: dock.current is not None)
    return dock


PANELS = {
    "despeckle": despeckling, "explorer": exploring, "place": explaining, "review": reviewing, "models": models,
}  # fmt: skip


def take(name: str, prepare: Callable[[Any], QDockWidget]) -> None:
    gui = plugins["aurora_qgis"].gui
    dock = prepare(gui)
    iface.mainWindow().resizeDocks([dock], [WIDTH], Qt.Orientation.Horizontal)
    settle()
    path = FOLDER / f"panel_{name}.jpg"
    iface.mainWindow().grab().save(str(path), None, QUALITY)
    print(f"PICTURE {path} {path.stat().st_size / 1000:.0f} kB", flush=True)
    for text in cut_off(dock):
        print(f"CUT OFF in {name}: {text}", flush=True)
    dock.close()


def main() -> None:
    code = 1
    try:
        window = iface.mainWindow()
        window.showNormal()
        window.setGeometry(0, 0, 1280, 800)
        for dock in window.findChildren(QDockWidget):
            if dock.objectName() == "Browser":
                dock.close()
        for name, prepare in PANELS.items():
            take(name, prepare)
        code = 0
    except Exception:
        print(f"FAILED {traceback.format_exc()}", flush=True)
    QgsProject.instance().setDirty(False)
    os._exit(code)  # QGIS would ask whether to save the project


QTimer.singleShot(2000, main)
