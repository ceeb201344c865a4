"""A trained change network, run on samples and written as a model."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from .change_fit import calibration, collect, collect_floods, collect_real
from .change_grounds import BANDS, Flood, Made, Question, Sample, flood_sample, made_sample
from .change_network import OPSET, Change, export, halo, parameters
from .publish import publish, rounded_to_half

SEED = 1
"""Of the pixels from which temperatures and weights are fitted."""

NEGLIGIBLE = 0.01
"""What lies further away than the halo changes no probability by more."""

CORE = 192
"""Pixels of a side of the area whose probabilities are compared."""


def probabilities(network: Change, sample: Sample, question: Question) -> NDArray[np.float32]:
    """Of decrease, none and increase, (3, rows, cols); the image is mirrored by the network's stride and up to it."""
    stride = network.design.stride
    rows, cols = sample.ratio.shape
    spread = [(0, 0), *((stride, stride + -length % stride) for length in (rows, cols))]
    device = next(network.parameters()).device
    dates = (
        torch.from_numpy(np.pad(date.astype(np.float32), spread, mode="symmetric"))[None].to(device)
        for date in (sample.before, sample.after)
    )
    with torch.no_grad():
        logits, _ = network(*dates, *(torch.tensor([float(one)], device=device) for one in question))
    found: NDArray[np.float32] = torch.softmax(logits[0], 0).cpu().numpy()
    return found[:, stride : stride + rows, stride : stride + cols]


def practical_halo(network: Change, samples: Sequence[Sample]) -> int:
    """The halo beyond which nothing matters, a multiple of the stride; less than the network could see.

    Found on a mosaic of samples (all of one size), whose edges are stronger than those of any scene.
    """
    stride, widest = network.design.stride, halo(network.design)
    core = stride * -(-CORE // stride)
    scene = _mosaic(samples, core + 2 * widest)
    questions = (Question(True, 1.0), Question(False, 1.0))
    whole = [_around(network, scene, question, core, widest) for question in questions]
    for tried in range(stride, widest, stride):
        parts = (_around(network, scene, question, core, tried) for question in questions)
        if max(float(np.abs(part - one).max()) for part, one in zip(parts, whole)) <= NEGLIGIBLE:
            return tried
    return widest


def _mosaic(samples: Sequence[Sample], side: int) -> Sample:
    size = samples[0].ratio.shape[0]
    count = -(-side // size)

    def joined(images: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        lines = [[images[(row * count + col) % len(images)] for col in range(count)] for row in range(count)]
        return np.block(lines)[..., :side, :side].astype(np.float32)

    before, after = joined([one.before for one in samples]), joined([one.after for one in samples])
    return samples[0]._replace(before=before, after=after, ratio=joined([one.ratio for one in samples]), flood=None)


def _around(network: Change, scene: Sample, question: Question, core: int, wide: int) -> NDArray[np.float32]:
    """Probabilities of the scene's middle, seen with so much around it."""
    first = (scene.ratio.shape[0] - core) // 2 - wide
    cut = (slice(first, first + core + 2 * wide),) * 2
    part = scene._replace(before=scene.before[(..., *cut)], after=scene.after[(..., *cut)], ratio=scene.ratio[cut])
    return probabilities(network, part, question)[:, wide : wide + core, wide : wide + core]


def write_model(
    averaged: Change,
    recipe: Mapping[str, object],
    path: Path,
    held_out: Sequence[Made],
    floods: Sequence[Flood],
    quality: Mapping[str, float],
) -> None:
    """The network as NAME.onnx and its card; temperatures and weights are fitted on pairs held out."""
    network = copy.deepcopy(averaged).cpu()
    rounded_to_half(network)

    def run(sample: Sample, question: Question) -> NDArray[np.float32]:
        return probabilities(network, sample, question)

    asked = [flood_sample(flood) for flood in floods]
    fitted = calibration(
        collect(held_out, run, SEED),
        collect_real(floods, run, SEED) if floods else None,
        collect_floods(asked, run, SEED) if floods else None,
    )
    export(network, path)
    images = {"dim_order": ["batch", "channel", "height", "width"], "data_type": "float32"}
    bare: dict[str, object] = {"bands": [], "value_scaling": None, "resize_type": None}
    each = {"dim_order": ["batch"], "data_type": "float32", "shape": [-1]}
    date = {"input": {**images, "shape": [-1, BANDS, -1, -1]}, **bare}
    publish(path, "aurorasar-change", {
        "title": "AuroraSAR change detection network",
        "description": "Two dates in normalised decibel to logits of decrease, none and increase of backscatter by "
                       "more than a threshold, or of floods. Swapping the dates swaps decrease and increase exactly.",
        "license": "GPL-2.0-or-later",
        "mlm:name": "aurorasar-change",
        "mlm:architecture": "Siamese U-Net with an even and an odd decoder",
        "mlm:tasks": ["semantic-segmentation"],
        "mlm:framework": "ONNX",
        "mlm:framework_version": str(OPSET),
        "mlm:total_parameters": parameters(network),
        "mlm:pretrained": True,
        "mlm:accelerator": None,
        "mlm:input": [
            {"name": "before", "description": "core.change.normalised; one band is given twice", **date},
            {"name": "after", "description": "The same, normalised together with before", **date},
            {"name": "flood", "description": "0: any change, 1: floods",
             "input": each, **bare},
            {"name": "threshold", "description": "Difference from which on a change counts, in the unit of the dates",
             "input": each, **bare},
        ],
        "mlm:output": [
            {"name": "logits", "tasks": ["semantic-segmentation"], "result": {**images, "shape": [-1, 3, -1, -1]},
             "classification:classes": [{"value": value, "name": name}
                                        for value, name in enumerate(("decrease", "none", "increase"))]},
            {"name": "features", "tasks": ["feature-extraction"], "classification:classes": [],
             "result": {**images, "shape": [-1, network.design.widths[0], -1, -1]}},
        ],
        "mlm:hyperparameters": {"aurorasar": {
            "task": "change",
            "quantity": "intensity",
            "scale": "decibel, less the scene's median, over its spread",
            "polarisations": "any one, or two",
            "looks": [1.0, 20.0],
            "input": "normalised",
            "output": "logits",
            "classes": ["decrease", "none", "increase"],
            "halo": practical_halo(network, [made_sample(one, None) for one in held_out]),
            "stride": network.design.stride,
            "recipe": dict(recipe),
            "training_data": "Simulated pairs (core.training.change_grounds) of natural images, of despeckled "
                             "Sentinel-1 images of OMBRIA, and of core.simulate; OMBRIA flood pairs, training part",
            "calibration": fitted,
            "quality": dict(quality),
        }},
    })  # fmt: skip
