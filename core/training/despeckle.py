"""Train the despeckling network: python -m aurora_qgis.core.training.despeckle FOLDER --data shared/data

Leaves FOLDER/checkpoint.pt (run it again to go on from there) and the model's two files in FOLDER. Same seed and
steps, same batches. The default steps take about an hour on two idle cores with AVX-512 bfloat16, minutes on a GPU.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from . import loop
from .despeckle_network import OPSET, Design, Despeckler, export, halo, parameters
from .grounds import HELD_OUT, SERVED_LOOKS, Array, Batch, Grounds, read_natural
from .publish import publish, rounded_to_half

VALIDATED_LOOKS = (1, 2, 4, 10)
POINT_RATIO = 10.0
"""A clean pixel this much brighter than the 15 x 15 pixels around it is a point target."""

POINT_WEIGHT = 200.0
"""Of a point target's error of log-intensity: there are a handful in ten thousand pixels."""


@dataclass(frozen=True)
class Recipe(loop.Recipe):
    """How to train."""

    steps: int = 32_000
    batch: int = 8
    """Small: for the same time, twice as many steps of eight learn more than steps of sixteen."""

    side: int = 96
    rate: float = 1e-3
    decay: float = 0.35


def loss_of(found: Tensor, noisy: Tensor, clean: Tensor, looks: Tensor) -> Tensor:
    """Mean error of amplitude and of log-intensity, and what keeps the radiometry.

    `found` is log-intensity. The amplitude's error is relative to the patch's mean amplitude. The radiometry
    has two terms per patch: mean found over mean clean intensity, and the mean ratio noisy over found
    intensity; both ought to be 1, so that what is averaged over an area stays what it was.
    """
    error = (torch.exp(0.5 * found) - torch.sqrt(clean)) / torch.sqrt(clean).mean(dim=(1, 2, 3), keepdim=True)
    surroundings = functional.avg_pool2d(clean, 15, stride=1, padding=7, count_include_pad=False)
    points = torch.where(clean > POINT_RATIO * surroundings, POINT_WEIGHT, 1.0)
    logs = found - torch.log(clean)
    weight = looks[:, None, None, None] ** 0.4
    intensity = torch.exp(found)
    bias = torch.log(intensity.mean(dim=(1, 2, 3)) / clean.mean(dim=(1, 2, 3)))
    ratio = (noisy / intensity).mean(dim=(1, 2, 3)) - 1
    return (
        (weight * torch.sqrt(error**2 + 1e-4)).mean()
        + 0.2 * (weight * points * torch.sqrt(logs**2 + 1e-4)).mean()
        + 0.5 * torch.sqrt(bias**2 + 1e-4).mean()
        + 0.5 * torch.sqrt(ratio.clamp(-1, 1) ** 2 + 1e-4).mean()
    )


class Trainer(loop.Training):
    """Of the despeckling network."""

    def __init__(self, recipe: Recipe, design: Design, grounds: Grounds, device: str) -> None:
        torch.manual_seed(recipe.seed)
        super().__init__(recipe, Despeckler(design), device)
        self.grounds = grounds
        self.optimiser = torch.optim.Adam(self.network.parameters(), recipe.rate)

    def _batch(self, step: int) -> Batch:
        rng = np.random.default_rng((self.recipe.seed, step))
        return self.grounds.batch(self.recipe.batch, self.recipe.side, rng)

    def _train(self, batch: Batch) -> float:
        noisy, clean, looks = (torch.from_numpy(one).to(self.device) for one in batch)
        with torch.autocast(self.device, torch.bfloat16, enabled=self.recipe.mixed):
            found = self.network(torch.log(noisy.clamp(min=1e-12)).contiguous(memory_format=torch.channels_last), looks)
        return self._descend(loss_of(found.float(), noisy, clean, looks))


def despeckle_whole(network: Despeckler, intensity: Array, looks: float) -> Array:
    """One image (rows, cols) in one piece, reflected up to the network's stride."""
    stride, edge = network.design.stride, 32
    rows, cols = intensity.shape
    spread = [(edge, edge + -length % stride) for length in (rows, cols)]
    device = next(network.parameters()).device
    logs = torch.from_numpy(np.log(np.maximum(np.pad(intensity, spread, mode="symmetric"), 1e-12)))
    with torch.no_grad():
        found = network(logs[None, None].to(device), torch.tensor([looks], device=device))
    kept: Array = np.exp(found[0, 0].cpu().numpy()[edge : edge + rows, edge : edge + cols])
    return kept


def psnr(found: Array, clean: Array) -> float:
    """Of eight-bit amplitudes, in dB."""
    return float(10 * np.log10(255**2 / np.mean((np.clip(np.sqrt(found), 0, 255) - np.sqrt(clean)) ** 2)))


def validate(network: Despeckler, images: Sequence[Array]) -> dict[int, float]:
    """Mean PSNR of amplitude by number of looks, white speckle."""
    scores = {}
    for looks in VALIDATED_LOOKS:
        rng = np.random.default_rng(looks)
        noisy = [image * rng.gamma(looks, 1 / looks, image.shape).astype(np.float32) for image in images]
        scores[looks] = float(
            np.mean([psnr(despeckle_whole(network, one, looks), clean) for one, clean in zip(noisy, images)])
        )
    return scores


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    images = read_natural(given.data / "natural_images" / "Train400")
    kept_back, natural = images[-HELD_OUT:], images[:-HELD_OUT]
    recipe, design = loop.chosen(Recipe, given), loop.chosen(Design, given)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    trainer = Trainer(recipe, design, Grounds(natural, recipe.seed), device)
    checkpoint = given.folder / "checkpoint.pt"
    print(trainer.resume(checkpoint), flush=True)
    for said in trainer.stretches(checkpoint, given.every, given.minutes):
        scores = validate(trainer.averaged, kept_back).items()
        print(f"{said}  dB at looks {'  '.join(f'{looks}: {score:.2f}' for looks, score in scores)}", flush=True)
    print("looks  PSNR of amplitude (dB), images held out of training")
    for looks, score in validate(trainer.averaged, kept_back).items():
        print(f"{looks:5d}  {score:.2f}")
    write_model(trainer, given.folder / "despeckle.onnx")


def write_model(trainer: Trainer, path: Path) -> None:
    """The averaged network as NAME.onnx and its card."""
    network = rounded_to_half(copy.deepcopy(trainer.averaged)).cpu()
    export(network, path)
    axes = {"dim_order": ["batch", "channel", "height", "width"], "data_type": "float32", "shape": [-1, 1, -1, -1]}
    looks = {"dim_order": ["batch"], "data_type": "float32", "shape": [-1]}
    bare: dict[str, object] = {"bands": [], "value_scaling": None, "resize_type": None}
    publish(path, "aurorasar-despeckle", {
        "title": "AuroraSAR despeckling network",
        "description": "Log-intensity and the number of looks to despeckled log-intensity, for 1 to 64 looks of white "
                       "or spatially correlated speckle. A gain of the intensity is a gain of the result.",
        "license": "GPL-2.0-or-later",
        "mlm:name": "aurorasar-despeckle",
        "mlm:architecture": "U-Net of residual blocks, first filters summing to zero",
        "mlm:tasks": ["regression"],
        "mlm:framework": "ONNX",
        "mlm:framework_version": str(OPSET),
        "mlm:total_parameters": parameters(network),
        "mlm:pretrained": True,
        "mlm:accelerator": None,
        "mlm:input": [
            {"name": "log_intensity", "input": axes, "description": "Natural logarithm of linear intensity", **bare},
            {"name": "looks", "input": looks, "description": "Equivalent number of looks", **bare},
        ],
        "mlm:output": [{"name": "despeckled_log_intensity", "tasks": ["regression"], "result": axes}],
        "mlm:hyperparameters": {
            "aurorasar": {
                "quantity": "intensity", "scale": "natural logarithm", "polarisations": "any", "looks": SERVED_LOOKS,
                "halo": halo(network.design), "stride": network.design.stride, "nodata": "filled before, masked after",
                "geometry": "radar or map", "pixel_spacing_m": None,
                "training_data": "Train400 (cszn/DnCNN, natural images) and scenes simulated by AuroraSAR, with "
                                 "simulated speckle",
                "steps": trainer.step, "seed": trainer.recipe.seed, "design": asdict(network.design),
            }
        },
    })  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--every", type=int, default=1000, help="steps between check points")
    parser.add_argument("--minutes", type=float, default=0, help="stop after this time, to compare designs")
    for options in (Recipe, Design):
        loop.add_options(parser, options)
    return parser


if __name__ == "__main__":
    main()
