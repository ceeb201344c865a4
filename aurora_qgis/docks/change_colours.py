"""A change strength in two colours: what lies beyond the thresholds, and nothing between them."""

from __future__ import annotations

from qgis.core import QgsColorRampShader, QgsRasterLayer, QgsRasterShader, QgsSingleBandPseudoColorRenderer
from qgis.PyQt.QtGui import QColor

from ..translation import tr
from .histogram import DECREASE, INCREASE, REACH


def change_colours(layer: QgsRasterLayer, decrease: float, increase: float) -> QgsSingleBandPseudoColorRenderer:
    """A renderer for the layer's first band; both thresholds are amounts above zero in dB."""
    item = QgsColorRampShader.ColorRampItem
    ramp = QgsColorRampShader(-REACH, REACH, None, QgsColorRampShader.Type.Discrete)
    ramp.setColorRampItemList(
        [
            item(-decrease, QColor(DECREASE), tr("Decrease")),
            item(increase, QColor(0, 0, 0, 0), tr("No change")),
            item(float("inf"), QColor(INCREASE), tr("Increase")),
        ]
    )
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    return QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
