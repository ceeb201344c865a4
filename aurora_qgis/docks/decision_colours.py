"""Change polygons in the colours of what was decided about them: QGIS's own renderer and an expression, no copy."""

from __future__ import annotations

import json
from collections.abc import Mapping

from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory, QgsVectorLayer

from ..translation import tr
from .borrowed import OwnColours

OPEN = "open"
FILLS = {
    "accept": "27,158,119,150",
    "reject": "115,115,115,150",
    "relabel": "117,112,179,150",
    "skip": "230,171,2,150",
    OPEN: "255,255,255,0",
}
"""Hues that are told apart with any colour vision; what is open is an outline."""


class DecisionColours:
    """Takes the place of a layer's own renderer; `remove` gives that back."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer = layer
        self._decisions: Mapping[int, str] = {}
        self._own = OwnColours(layer, lambda: self.show(self._decisions))

    def show(self, decisions: Mapping[int, str]) -> None:
        """What stands about polygons, by their feature ids; all others are open."""
        self._decisions = decisions
        known = json.dumps({str(polygon): decision for polygon, decision in decisions.items()})
        expression = f"coalesce(map_get(json_to_map('{known}'), to_string($id)), '{OPEN}')"
        categories = [QgsRendererCategory(name, _symbol(FILLS[name]), title) for name, title in _titles().items()]
        self._layer.setRenderer(QgsCategorizedSymbolRenderer(expression, categories))
        self._layer.triggerRepaint()

    def remove(self) -> None:
        self._own.give_back()


def _titles() -> dict[str, str]:
    return {
        "accept": tr("Accepted"), "reject": tr("Rejected"), "relabel": tr("Relabelled"), "skip": tr("Skipped"),
        OPEN: tr("Open"),
    }  # fmt: skip


def _symbol(fill: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": fill, "outline_color": "40,40,40,255", "outline_width": "0.36"})
