"""A preview on the map: an algorithm run on what the canvas shows, again whenever a parameter or the extent changes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProject,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..running import Latest, Request, temporary
from ..translation import tr

MOST = 512
"""Rows and columns of a preview at first: as many pixels as the middle of a map has."""

SLOW_S = 2.0
"""After a preview that took longer the next is half as long a side, until it is quick enough or has LEAST."""

LEAST = 128

PAUSE_MS = 400
"""So long nothing must change before a preview begins."""

GROUP = "AuroraSAR preview"
OPTIONAL = QgsProcessingParameterDefinition.Flag.FlagOptional


class Preview(QObject):
    """Keeps the preview of one algorithm up to date while it is switched on; removes it when it is switched off."""

    busy = pyqtSignal()
    shown = pyqtSignal()
    failed = pyqtSignal(str)

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, canvas: QgsMapCanvas, parameters: Callable[[], dict[str, Any]]
    ) -> None:
        super().__init__()
        self._algorithm, self._canvas, self._parameters = algorithm, canvas, parameters
        self._on = False
        self._runs = Latest()
        self._steps: list[tuple[str, int, Any]] = []
        self._given: dict[str, Any] = {}
        self._crops: dict[tuple[str, str, int], str] = {}
        self._most, self._begun = MOST, 0.0
        self._layers: list[str] = []
        self._folder: Path | None = None
        self._count = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._begin)

    def switch(self, on: bool) -> None:
        """Off also stops what is running and takes the layers and files away."""
        if on == self._on:
            return
        self._on = on
        if on:
            self._folder = Path(mkdtemp(prefix="aurorasar"))
            self._canvas.extentsChanged.connect(self.update)
            QgsProject.instance().cleared.connect(self._forget)
            self.update()
            return
        self._canvas.extentsChanged.disconnect(self.update)
        QgsProject.instance().cleared.disconnect(self._forget)
        self._timer.stop()
        self._runs.drop()
        self._remove_layers()
        self._forget()
        shutil.rmtree(self._folder or "", ignore_errors=True)

    def update(self) -> None:
        """Something changed: begin anew once it stays so for a moment."""
        if self._on:
            self._runs.drop()
            self._timer.start()

    def _begin(self) -> None:
        try:
            self._given = dict(self._parameters())
        except ValueError as error:
            self._fail(str(error))
            return
        self._count += 1
        self._begun = time.monotonic()
        self._steps = []
        for definition in self._algorithm.parameterDefinitions():
            name = definition.name()
            if isinstance(definition, QgsProcessingParameterRasterLayer) and self._given.get(name):
                self._steps.append((name, -1, self._given[name]))
            elif isinstance(definition, QgsProcessingParameterMultipleLayers):
                self._given[name] = list(self._given.get(name) or [])
                self._steps += [(name, index, one) for index, one in enumerate(self._given[name])]
            elif definition.isDestination():
                self._given[name] = self._destination(definition)
        self.busy.emit()
        self._next()

    def _destination(self, definition: QgsProcessingParameterDefinition) -> Any:
        """Optional outputs are left out."""
        if definition.flags() & OPTIONAL:
            return None
        path = str(self._place(f"{self._count}_{definition.name()}.{definition.defaultFileExtension()}"))
        return temporary(path) if isinstance(definition, QgsProcessingParameterRasterDestination) else path

    def _place(self, name: str) -> Path:
        return (self._folder or Path()) / name

    def _next(self) -> None:
        """Crop the next input, or run the algorithm on the crops."""
        if not self._steps:
            name = f"{self._algorithm.displayName()}: "
            self._launch(Request(self._algorithm.id(), self._given, GROUP, name), self._show)
            return
        parameter, index, layer = self._steps.pop(0)
        extent = self._extent()
        source = QgsProject.instance().mapLayer(str(layer)) or layer
        key = (source if isinstance(source, str) else source.source(), extent, self._most)
        if key in self._crops:
            self._put(parameter, index, self._crops[key])
            return
        path = str(self._place(f"crop{len(self._crops)}_{self._count}.tif"))
        given = {"INPUT": layer, "EXTENT": extent, "MOST": self._most, "OUTPUT": path}

        def cropped() -> None:
            self._crops[key] = path
            self._put(parameter, index, path)

        self._launch(Request("aurorasar:crop", given), lambda results, layers: cropped())

    def _put(self, parameter: str, index: int, path: str) -> None:
        if index < 0:
            self._given[parameter] = path
        else:
            self._given[parameter][index] = path
        self._next()

    def _extent(self) -> str:
        """What the canvas shows, as Processing writes it."""
        settings = self._canvas.mapSettings()
        box, crs = settings.visibleExtent(), settings.destinationCrs().authid()
        numbers = (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())
        return ",".join(map(repr, numbers)) + (f" [{crs}]" if crs else "")

    def _launch(self, request: Request, finished: Callable[[dict[str, Any], list[Any]], None]) -> None:
        self._runs.start(request, finished, self._fail, lambda: None)

    def _fail(self, sentence: str) -> None:
        """What other parameters gave is shown no more."""
        self._remove_layers()
        self.failed.emit(sentence)

    def _show(self, results: dict[str, Any], layers: list[Any]) -> None:
        self._remove_layers()
        self._layers = [layer.id() for layer in layers]
        if time.monotonic() - self._begun > SLOW_S:
            self._most = max(self._most // 2, LEAST)
        self.shown.emit()

    def _remove_layers(self) -> None:
        QgsProject.instance().removeMapLayers([one for one in self._layers if QgsProject.instance().mapLayer(one)])
        self._layers = []
        root = QgsProject.instance().layerTreeRoot()
        group = root.findGroup(GROUP)
        if group is not None and not group.children():
            root.removeChildNode(group)

    def _forget(self) -> None:
        self._layers = []
        self._crops.clear()


def why_not(algorithm: QgsProcessingAlgorithm) -> str:
    """Why one of our algorithms has no preview, in a sentence; empty where it has one."""
    kinds = (QgsProcessingParameterRasterLayer, QgsProcessingParameterMultipleLayers)
    definitions = algorithm.parameterDefinitions()
    if not any(isinstance(one, kinds) for one in definitions):
        return tr("No preview: it reads no layer of the map.")
    if not any(isinstance(one, QgsProcessingParameterRasterDestination) and not one.flags() & OPTIONAL
               for one in definitions):  # fmt: skip
        return tr("No preview: it makes no raster that the map could show.")
    own = algorithm.no_preview()
    return tr("No preview: {why}").format(why=own) if own else ""
