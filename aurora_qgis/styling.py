"""Give an output layer its style when QGIS loads it, unless the user has chosen one of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsContrastEnhancement,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from .core.paths import RESOURCES

_waiting: set[QgsProcessingLayerPostProcessorInterface] = set()
"""QGIS keeps no Python reference to post-processors: without this one they would vanish before they run."""


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Applies one style to one layer, once: QGIS deletes a post-processor after use."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self.style = style
        _waiting.add(self)

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        apply_style(layer, self.style)
        _waiting.discard(self)


class _Legend(QgsProcessingLayerPostProcessorInterface):
    """Gives the classes of one layer their names, once."""

    def __init__(self, legend: Mapping[int, str]) -> None:
        super().__init__()
        self.legend = legend
        _waiting.add(self)

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        name_classes(layer, self.legend)
        _waiting.discard(self)


def style_on_load(context: QgsProcessingContext, destination: str, style: str) -> None:
    """Have the layer that QGIS is going to load from `destination` styled by resources/styles/STYLE.qml."""
    if context.willLoadLayerOnCompletion(destination):
        context.layerToLoadOnCompletionDetails(destination).setPostProcessor(_Styler(style))


def legend_on_load(context: QgsProcessingContext, destination: str, legend: Mapping[int, str]) -> None:
    """Have the layer that QGIS is going to load from `destination` coloured by classes with these names."""
    if context.willLoadLayerOnCompletion(destination):
        context.layerToLoadOnCompletionDetails(destination).setPostProcessor(_Legend(legend))


def name_classes(layer: QgsRasterLayer, legend: Mapping[int, str]) -> None:
    """Colour each class in a hue of its own, which turn by the golden angle so that neighbours differ."""
    classes = [
        QgsPalettedRasterRenderer.Class(value, QColor.fromHsv(round(137.508 * index) % 360, 170, 215), name)
        for index, (value, name) in enumerate(legend.items())
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))
    layer.triggerRepaint()


def user_style(algorithm_id: str, output: str) -> Any:
    """The style file that the user has set for this output in Processing, or None."""
    try:
        from processing.gui.RenderingStyles import RenderingStyles
    except ImportError:  # a QGIS without the Processing plugin's user interface
        return None
    return RenderingStyles.getStyle(algorithm_id, output)


def apply_style(layer: QgsMapLayer, style: str) -> None:
    """Load resources/styles/STYLE.qml; grey images, and colours from minimum to maximum, get the layer's own values."""
    layer.loadNamedStyle(str(RESOURCES / "styles" / f"{style}.qml"))
    if isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsSingleBandGrayRenderer):
        layer.setContrastEnhancement(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
            QgsRasterMinMaxOrigin.Limits.CumulativeCut,
        )
    ramped = isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer)
    if ramped and layer.renderer().minMaxOrigin().limits() == QgsRasterMinMaxOrigin.Limits.MinMax:
        _spread_colours(layer)
    layer.triggerRepaint()


def _spread_colours(layer: QgsRasterLayer) -> None:
    """Move a colour ramp's items, evenly, to the layer's least and greatest value."""
    found = layer.dataProvider().bandStatistics(1)
    least, greatest = found.minimumValue, max(found.maximumValue, found.minimumValue + 1)
    renderer = layer.renderer()
    ramp = renderer.shader().rasterShaderFunction()
    items = ramp.colorRampItemList()
    for index, item in enumerate(items):
        item.value = least + (greatest - least) * index / (len(items) - 1)
        item.label = f"date {item.value:.0f}"
    ramp.setColorRampItemList(items)
    ramp.setMinimumValue(least)
    ramp.setMaximumValue(greatest)
    renderer.setClassificationMin(least)
    renderer.setClassificationMax(greatest)
