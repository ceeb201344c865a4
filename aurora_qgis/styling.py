"""Give an output layer its style when QGIS loads it, unless the user has chosen one of their own."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsContrastEnhancement,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsSingleBandGrayRenderer,
)

from .core.paths import RESOURCES

_waiting: set[_Styler] = set()
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


def style_on_load(context: QgsProcessingContext, destination: str, style: str) -> None:
    """Have the layer that QGIS is going to load from `destination` styled by resources/styles/STYLE.qml."""
    if context.willLoadLayerOnCompletion(destination):
        context.layerToLoadOnCompletionDetails(destination).setPostProcessor(_Styler(style))


def user_style(algorithm_id: str, output: str) -> Any:
    """The style file that the user has set for this output in Processing, or None."""
    try:
        from processing.gui.RenderingStyles import RenderingStyles
    except ImportError:  # a QGIS without the Processing plugin's user interface
        return None
    return RenderingStyles.getStyle(algorithm_id, output)


def apply_style(layer: QgsMapLayer, style: str) -> None:
    """Load resources/styles/STYLE.qml; grey images are stretched to the layer's own values."""
    layer.loadNamedStyle(str(RESOURCES / "styles" / f"{style}.qml"))
    if isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsSingleBandGrayRenderer):
        layer.setContrastEnhancement(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
            QgsRasterMinMaxOrigin.Limits.CumulativeCut,
        )
    layer.triggerRepaint()
