"""Try a model on a part of a raster: does its card fit, does it compute, how fast, and what comes out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, unheard
from ...errors import InputError
from ...grid import Window
from ...networks import Card, Network, find_model, use_models_folder
from ...scale import Scale
from ..opening import AUTOMATIC, Backscatter, Log, input_looks, open_backscatter, unsaid

Array = NDArray[np.float32]

SIDE = 256
"""Rows and columns that are tried at most, where the model leaves them free."""

FREE = -1
"""Of a dimension, in a card's shapes."""

IMAGE, SCALAR = 4, 1
"""Dimensions of an input: (batch, channel, height, width), or one number per image."""

SCALES: dict[str, Callable[[Array], Array]] = {
    "natural logarithm": np.log,
    "decibel": Scale.DECIBEL.from_intensity,
    "amplitude": Scale.AMPLITUDE.from_intensity,
    "intensity": Scale.INTENSITY.from_intensity,
}
"""What a card may call the scale of its inputs, and how linear intensity gets there."""


@dataclass(frozen=True)
class TrialSummary:
    """Numbers of one trial."""

    seconds: float
    megapixels_per_second: float
    least: float
    mean: float
    most: float
    """Of the first output's finite values."""

    finite_share: float
    provider: str
    sentence: str
    """The same in words."""


def try_model(
    name: str, path: str, scale: str = AUTOMATIC, looks: float = 0.0, folder: str | None = None,
    *, progress: Progress = unheard, log: Log = unsaid,
) -> TrialSummary:  # fmt: skip
    """Run a model once on the middle of a raster; nothing is written.

    `looks` of 0 are estimated; `folder` takes the place of the QGIS profile's folder of models. Raises InputError where
    the model and the raster do not fit or an input is of a kind that a trial cannot make up, DependencyError without
    onnxruntime, or Cancelled.
    """
    if folder is not None:
        use_models_folder(Path(folder))
    network = Network(find_model(name))
    check_cancelled(progress, 0.1)
    image = open_backscatter(path, scale, (), log, progress)
    try:
        inputs = _inputs(network.card, image, looks, progress, log)
    finally:
        image.raster.close()
    check_cancelled(progress, 0.4)
    begun = time.perf_counter()
    found = network.run(**inputs)
    seconds = time.perf_counter() - begun
    check_cancelled(progress, 1.0)
    return _summary(found, seconds, network.provider)


def _inputs(
    card: Card, image: Backscatter, looks: float, progress: Progress, log: Log
) -> dict[str, NDArray[np.float32]]:
    made: dict[str, NDArray[np.float32]] = {}
    for one in card.inputs:
        name, shape = str(one["name"]), _shape(one, card)
        if one.get("value_scaling"):
            raise InputError(f"The input '{name}' of {card.name} has a scaling of its own, which a trial cannot apply.")
        if len(shape) == IMAGE:
            made[name] = _image(card, name, shape, image)
        elif len(shape) == SCALAR and "looks" in name:
            made[name] = np.array([input_looks(looks, [image], log, progress)], np.float32)
        else:
            raise InputError(f"The input '{name}' of {card.name} is neither an image nor a number of looks: no trial.")
    return made


def _shape(one: dict[str, Any], card: Card) -> list[int]:
    shape = one.get("input", {}).get("shape")
    if not isinstance(shape, list):
        raise InputError(f"The card of {card.name} states no shape of the input '{one['name']}': add it.")
    return [int(length) for length in shape]


def _image(card: Card, name: str, shape: list[int], image: Backscatter) -> Array:
    """(1, channels, rows, cols) of the middle of the raster, in the scale that the card states."""
    channels = len(image.bands) if shape[1] == FREE else shape[1]
    if channels > len(image.bands):
        raise InputError(
            f"The input '{name}' of {card.name} has {channels} bands, {image.raster.name} has {len(image.bands)}: "
            "choose a raster with as many."
        )
    height, width = image.grid.shape
    stride = card.facts.get("stride", 1)
    rows, cols = (
        max(min(SIDE, there) // stride, 1) * stride if length == FREE else length
        for length, there in zip(shape[2:], (height, width))
    )
    if rows > height or cols > width:
        raise InputError(
            f"A trial of {card.name} needs {rows} x {cols} pixels, {image.raster.name} has {height} x {width}: "
            "choose a larger one."
        )
    scale = str(card.radar("scale"))
    if scale not in SCALES:
        raise InputError(f"The card of {card.name} calls its scale '{scale}', which is none of {', '.join(SCALES)}.")
    intensity = image.read(Window((height - rows) // 2, (width - cols) // 2, rows, cols))[:channels]
    if not np.isfinite(intensity).any():
        raise InputError(f"The middle of {image.raster.name} holds no data: choose another raster.")
    filled = np.where(np.isfinite(intensity), intensity, np.nanmean(intensity))
    return np.asarray(SCALES[scale](filled)[np.newaxis], np.float32)


def _summary(found: Array, seconds: float, provider: str) -> TrialSummary:
    finite = found[np.isfinite(found)]
    if not finite.size:
        raise InputError("The model gave no finite number at all: it cannot be used on this raster.")
    least, mean, most = float(finite.min()), float(finite.mean()), float(finite.max())
    share, speed = finite.size / found.size, found.shape[-2] * found.shape[-1] / 1e6 / seconds
    size = " x ".join(str(length) for length in found.shape)
    return TrialSummary(
        seconds, speed, least, mean, most, share, provider,
        f"{size} values in {seconds:.2f} s ({speed:.2f} Mpixel/s) on {provider}; {share:.1%} finite, from {least:.3g} "
        f"to {most:.3g}, mean {mean:.3g}.",
    )  # fmt: skip
