"""Radar in colours that people can read, and how to judge colours. Arrays only."""

from .composites import CO_LIMITS, COMPOSITES, CROSS_LIMITS, Composite, Quantity
from .ramps import RAMPS
from .stretch import Limits, SceneStretch

__all__ = ["COMPOSITES", "CO_LIMITS", "CROSS_LIMITS", "RAMPS", "Composite", "Limits", "Quantity", "SceneStretch"]
