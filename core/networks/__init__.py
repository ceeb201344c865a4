"""Trained networks: a model is an ONNX file and its card, and nothing about it is in code."""

from .card import Card, read_card
from .network import Network, bundled

__all__ = ["Card", "Network", "bundled", "read_card"]
