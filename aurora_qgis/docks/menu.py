"""Menu, toolbar and the panels that they open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from .. import running
from ..core.paths import RESOURCES
from ..translation import tr
from .algorithm_dock import PROVIDER, AlgorithmDock
from .change_explorer import ChangeExplorer
from .explain_place import ExplainPlace
from .models import ModelsDock
from .review_queue import ReviewQueue

TITLE = "AuroraSAR"


class Menu:
    """Raster > AuroraSAR has the panels and all algorithms; the toolbar has what has an icon of its own."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._docks: dict[Any, Any] = {}
        self._actions: list[QAction] = []
        self._toolbar = iface.addToolBar(TITLE)
        self._toolbar.setObjectName("AuroraSARToolbar")
        self._add("explore", tr("Change explorer"), self.open_explorer)
        self._add("place", tr("Explain a place on the map"), self.open_place)
        self._add("review", tr("Review queue"), self.open_review)
        self._add("modelspanel", tr("Models and runtime"), self.open_models)
        for algorithm in QgsApplication.processingRegistry().providerById(PROVIDER).algorithms():
            self._add(algorithm.name(), algorithm.displayName(), partial(self.open_algorithm, algorithm.id()))

    def _add(self, icon: str, title: str, called: Callable[[], object]) -> None:
        path = RESOURCES / "icons" / f"{icon}.svg"
        own = path.is_file()
        action = QAction(QIcon(str(path if own else RESOURCES / "icons" / "aurorasar.svg")), title)
        action.setObjectName(f"AuroraSAR_{icon}")
        action.triggered.connect(lambda checked=False: called())
        self._iface.addPluginToRasterMenu(TITLE, action)
        self._actions.append(action)
        if own:
            self._toolbar.addAction(action)

    def open_algorithm(self, algorithm: str) -> AlgorithmDock:
        """The panel with this algorithm chosen."""
        dock: AlgorithmDock = self._open(AlgorithmDock)
        dock.show_algorithm(algorithm)
        return dock

    def open_explorer(self) -> ChangeExplorer:
        explorer: ChangeExplorer = self._open(ChangeExplorer)
        return explorer

    def open_place(self) -> ExplainPlace:
        place: ExplainPlace = self._open(ExplainPlace)
        return place

    def open_review(self) -> ReviewQueue:
        known = ReviewQueue in self._docks
        review: ReviewQueue = self._open(ReviewQueue)
        if not known:
            review.export_wanted.connect(self._export_review)
        return review

    def _export_review(self, layer: Any) -> None:
        self.open_algorithm("aurorasar:exportreview").set_values({"POLYGONS": layer} if layer is not None else {})

    def open_models(self) -> ModelsDock:
        dock: ModelsDock = self._open(ModelsDock)
        return dock

    def _open(self, kind: Any) -> Any:
        """One panel of a kind, made when it is first wanted."""
        if kind not in self._docks:
            self._docks[kind] = kind(self._iface.mapCanvas(), self._iface.mainWindow())
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._docks[kind])
        self._docks[kind].show()
        self._docks[kind].raise_()
        return self._docks[kind]

    def remove(self) -> None:
        """Runs are stopped and waited for before anything of the plugin goes."""
        for dock in self._docks.values():
            self._iface.removeDockWidget(dock)
            dock.retire()
        self._docks.clear()
        running.stop_all()
        for action in self._actions:
            self._iface.removePluginRasterMenu(TITLE, action)
        self._actions.clear()
        self._toolbar.deleteLater()
