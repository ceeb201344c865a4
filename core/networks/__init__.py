"""Trained networks: a model is an ONNX file and its card, and nothing about it is in code."""

from .card import Card, read_card
from .library import find_model, own_models, own_models_folder, shipped_models, use_models_folder
from .network import Network, bundled, card_inside

__all__ = [
    "Card",
    "Network",
    "bundled",
    "card_inside",
    "find_model",
    "own_models",
    "own_models_folder",
    "read_card",
    "shipped_models",
    "use_models_folder",
]
