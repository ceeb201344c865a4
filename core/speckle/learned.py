"""The learned filter: a small network that takes log-intensity and the number of looks."""

from __future__ import annotations

import numpy as np

from ..errors import InputError
from ..networks import Network, bundled
from .moments import Array, Mask, local_mean

MODEL = "despeckle"
FLOOR = np.float32(1e-3)
"""Of the local mean: darker pixels, whose logarithm would say nothing but how dark they happen to be, are raised."""

SURROUNDINGS = (9, 33, 129)
"""Windows that missing pixels are given the mean of, the first that holds data."""

BLOCK = (1024, 1024)
"""Rows and columns that suit the network, whose halo is wide; multiples of its stride."""


def learned(intensity: Array, looks: float) -> Array:
    """What a U-Net trained on simulated speckle finds to be the mean backscatter of each pixel.

    A gain of the intensity is a gain of the result: the network sees differences of logarithms only. Missing
    pixels are given the mean of their neighbours, as far as there are any. Looks below 1 count as 1. Raises
    InputError for more looks than the model was trained for, DependencyError without onnxruntime.
    """
    network = bundled(MODEL)
    layers = intensity.reshape(-1, *intensity.shape[-2:])
    used = np.array([checked_looks(network, looks)], np.float32)
    return np.stack([_filtered(network, layer, used) for layer in layers]).reshape(intensity.shape)


def halo() -> int:
    """Pixels that an output pixel sees in each direction, a multiple of the network's stride."""
    return int(bundled(MODEL).card.radar("halo"))


def check_looks(looks: float) -> None:
    """Raise InputError for more looks than the model was trained for."""
    checked_looks(bundled(MODEL), looks)


def checked_looks(network: Network, looks: float) -> float:
    fewest, most = network.card.radar("looks")
    if not 0 < looks <= most:
        raise InputError(
            f"The learned filter serves {fewest:g} to {most:g} looks, and here are {looks:g}: "
            "choose another filter, such as 'lee', or give the number of looks."
        )
    return float(max(looks, fewest))


def _filtered(network: Network, layer: Array, looks: Array) -> Array:
    missing = ~np.isfinite(layer)
    if missing.all():
        return layer.copy()
    edge, stride = int(network.card.radar("halo")), int(network.card.radar("stride"))
    logs = np.log(_filled(layer, missing))
    rows, cols = layer.shape
    padded = np.pad(logs, [(edge, edge + -length % stride) for length in layer.shape], mode="symmetric")
    level = logs.mean()
    found = network.run(log_intensity=(padded - level)[np.newaxis, np.newaxis], looks=looks)[0, 0]
    result: Array = np.exp(found[edge : edge + rows, edge : edge + cols] + level)
    result[missing] = np.nan
    return result


def _filled(layer: Array, missing: Mask) -> Array:
    """Positive everywhere: missing pixels by the mean around them, zeros and near zeros by a share of it."""
    level = max(np.float32(layer[~missing].mean(dtype=np.float64)), np.finfo(np.float32).tiny)
    nearby = local_mean(layer, SURROUNDINGS[0])
    around = nearby
    for window in SURROUNDINGS[1:] if missing.any() else ():
        around = np.where(np.isnan(around), local_mean(layer, window), around)
    around = np.where(np.isnan(around), level, around)
    raised = np.maximum(layer, FLOOR * np.where(around > 0, around, level))
    return np.where(missing, around, raised)
