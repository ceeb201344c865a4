"""How long a preview takes, from a change to the layer on the map: python -m tests.benchmarks.bench_preview

In a QGIS without a screen, with the demo's scene and a canvas of 800 x 600 pixels. The pause that the panel waits for
further changes is part of it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QApplication

from aurora_qgis.core.jobs import write_scene
from aurora_qgis.docks.preview import PAUSE_MS, Preview
from aurora_qgis.plugin import AuroraPlugin
from aurora_qgis.running import create
from resources.demo.demo import SCENE
from tests.benchmarks.measure import table

CASES: dict[str, tuple[str, dict[str, Any], tuple[str, tuple[Any, ...]]]] = {
    "despeckle, Lee": ("despeckle", {"INPUT": "before"}, ("WINDOW", (5, 9, 11))),
    "despeckle, learned": ("despeckle", {"INPUT": "before", "FILTER": "learned"}, ("LOOKS", (3, 4, 5))),
    "change, log-ratio": (
        "detectchange", {"BEFORE": "before", "AFTER": "after"}, ("MINIMUM_PIXELS", (5, 10, 30)),
    ),
    "change, learned": (
        "detectchange", {"BEFORE": "before", "AFTER": "after", "MEASURE": "learned"},
        ("MINIMUM_PIXELS", (5, 10, 30)),
    ),
    "colorize": ("colorize", {"INPUT": "before"}, ("LOOKS", (3, 4, 5))),
}  # fmt: skip
"""The algorithm, its parameters, and one that is changed."""


def main() -> None:
    application = QgsApplication([], True)
    application.initQgis()
    plugin = AuroraPlugin(None)
    plugin.initProcessing()
    with tempfile.TemporaryDirectory() as folder:
        scene = write_scene(folder, SCENE)
        layers = {name: added(str(getattr(scene, name)), name) for name in ("before", "after")}
        canvas = QgsMapCanvas()
        canvas.resize(800, 600)
        canvas.setDestinationCrs(layers["before"].crs())
        canvas.setExtent(layers["before"].extent())
        rows = [measured(canvas, name, layers) for name in CASES]
        QgsProject.instance().clear()
    print(f"Seconds, of which {PAUSE_MS / 1000:.1f} by the clock are the pause; after a change: the median of three")
    print(table(["", "first", "its CPU seconds", "after a change", "its CPU seconds"], rows))
    plugin.unload()


def added(path: str, name: str) -> QgsRasterLayer:
    layer = QgsRasterLayer(path, name)
    QgsProject.instance().addMapLayer(layer)
    return layer


def measured(canvas: QgsMapCanvas, name: str, layers: dict[str, QgsRasterLayer]) -> list[str]:
    algorithm, given, (changed, values) = CASES[name]
    made = create(f"aurorasar:{algorithm}")
    parameters = {one.name(): one.defaultValue() for one in made.parameterDefinitions() if not one.isDestination()}
    parameters.update({key: layers[value].id() if value in layers else value for key, value in given.items()})
    preview = Preview(made, canvas, lambda: dict(parameters))
    first = cost(preview, lambda: preview.switch(True))
    later = []
    for value in values:
        parameters[changed] = value
        later.append(cost(preview, preview.update))
    preview.switch(False)
    middle = [sorted(one)[len(later) // 2] for one in zip(*later)]
    return [name, *(f"{one:.2f}" for one in (*first, *middle))]


def cost(preview: Preview, do: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock until the layer is there, and of the processor. Raises RuntimeError where it fails."""
    shown: list[str] = []
    connections = [preview.shown.connect(lambda: shown.append("")), preview.failed.connect(shown.append)]
    begun, computed = time.perf_counter(), time.process_time()
    do()
    while not shown:
        QApplication.processEvents()
        time.sleep(0.002)
    took = time.perf_counter() - begun, time.process_time() - computed
    preview.shown.disconnect(connections[0])
    preview.failed.disconnect(connections[1])
    if shown[0]:
        raise RuntimeError(shown[0])
    return took


if __name__ == "__main__":
    main()
