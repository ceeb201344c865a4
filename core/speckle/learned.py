"""The learned filter: a small network that takes log-intensity and the number of looks."""

from __future__ import annotations

import numpy as np

from ..errors import InputError
from ..networks import Network, bundled
from .moments import Array, local_mean, mean_level

MODEL = "despeckle"
FLOOR = np.float32(1e-3)
"""Of the local mean: darker pixels, whose logarithm would say nothing but how dark they happen to be, are raised."""

SURROUNDINGS = (9, 17)
"""Windows that missing pixels are given the mean of, the first that holds data; beyond them the whole band's."""

MARGIN = 8
"""Pixels, at least, that the network sees mirrored beyond the border; more do not help."""

BLOCK = (1024, 1024)
"""Rows and columns that suit the network, whose halo is wide; multiples of its stride."""


def learned(intensity: Array, looks: float, levels: tuple[float, ...] = ()) -> Array:
    """What a U-Net trained on simulated speckle finds to be the mean backscatter of each pixel.

    A gain of the intensity is a gain of the result: the network sees differences of logarithms only. Missing
    pixels are given the mean of their neighbours, or where there are none `levels`, the means of the bands (of
    `intensity` itself if not given). Looks below 1 count as 1. Raises InputError for more looks than the model was
    trained for, DependencyError without onnxruntime.
    """
    network = bundled(MODEL)
    layers = intensity.reshape(-1, *intensity.shape[-2:])
    used = np.array([checked_looks(network, looks)], np.float32)
    levels = levels or tuple(mean_level(layer) for layer in layers)
    found = [_filtered(network, _filled(layer, level), used) for layer, level in zip(layers, levels)]
    result = np.stack(found).reshape(intensity.shape)
    result[~np.isfinite(intensity)] = np.nan
    return result


def halo() -> int:
    """Pixels that an output pixel sees in each direction, a multiple of the network's stride."""
    card = bundled(MODEL).card
    stride = int(card.radar("stride"))
    return int(card.radar("halo")) + -(-(SURROUNDINGS[-1] // 2) // stride) * stride


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


def _filtered(network: Network, filled: Array, looks: Array) -> Array:
    stride = int(network.card.radar("stride"))
    edge = stride * -(-MARGIN // stride)
    logs = np.log(filled)
    rows, cols = logs.shape
    padded = np.pad(logs, [(edge, edge + -length % stride) for length in logs.shape], mode="symmetric")
    middle = logs.mean()
    found = network.run(log_intensity=(padded - middle)[np.newaxis, np.newaxis], looks=looks)[0, 0]
    return np.asarray(np.exp(found[edge : edge + rows, edge : edge + cols] + middle))


def _filled(layer: Array, level: float) -> Array:
    """Positive everywhere: missing pixels by the mean around them, zeros and near zeros by a share of it."""
    missing = ~np.isfinite(layer)
    around = local_mean(layer, SURROUNDINGS[0])
    for window in SURROUNDINGS[1:] if missing.any() else ():
        around = np.where(np.isnan(around), local_mean(layer, window), around)
    around = np.where(around > 0, around, np.float32(level))
    return np.where(missing, around, np.maximum(layer, FLOOR * around))
