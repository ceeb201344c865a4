"""A layer's own colours, put aside while a panel draws the layer in others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsProject


class OwnColours:
    """Given back at the end, and in between whenever the project is saved: a file keeps no panel's colours."""

    def __init__(self, layer: Any, redraw: Callable[[], object]) -> None:
        """A raster or vector layer, and what has it drawn in the panel's colours again."""
        self._layer, self._redraw = layer, redraw
        self._renderer = layer.renderer().clone()
        QgsProject.instance().writeProject.connect(self._before_saving)
        QgsProject.instance().projectSaved.connect(self._after_saving)

    def give_back(self) -> None:
        QgsProject.instance().writeProject.disconnect(self._before_saving)
        QgsProject.instance().projectSaved.disconnect(self._after_saving)
        self._layer.setRenderer(self._renderer.clone())
        self._layer.triggerRepaint()

    def _before_saving(self, _document: Any) -> None:
        self._layer.setRenderer(self._renderer.clone())

    def _after_saving(self) -> None:
        """That leaves nothing to save."""
        self._redraw()
        QgsProject.instance().setDirty(False)
