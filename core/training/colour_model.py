"""A trained colour network as NAME.onnx and its card."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..colour import familiarity
from ..colour.learned import NOTICE, RELATIVE
from .colour_grounds import LIMITS, Array, Scene, clipped
from .colour_network import OPSET, Colourer, Design, export, parameters
from .colour_pairs import Split
from .colour_trainer import Best, Trainer
from .publish import publish, rounded_to_half

EDGE = 32
"""Pixels that the network sees mirrored beyond an image's border."""

FITTED = 8
"""Scenes from which the usual distances and differences are taken."""


def coloured(network: Colourer, logs: Array) -> Array:
    """Red, green, blue and their expected error (4, rows, cols) of relative log-intensity (rows, cols)."""
    stride = network.design.stride
    rows, cols = logs.shape
    spread = [(EDGE, EDGE + -length % stride) for length in (rows, cols)]
    padded = np.pad(clipped(logs), spread, mode="symmetric")
    device = next(network.parameters()).device
    with torch.no_grad():
        found = network(torch.from_numpy(padded)[None, None].to(device)).clamp(0, 1)
    kept: Array = found[0, :, EDGE : EDGE + rows, EDGE : EDGE + cols].cpu().numpy()
    return kept


def usual(network: Colourer, scenes: Sequence[Scene]) -> familiarity.Familiar:
    """Statistics of training scenes, how far pictures of two orientations differ on them, and their expected errors."""
    chosen = scenes[:: -(-len(scenes) // FITTED)]
    seen, spreads, errors = [], [], []
    for scene in chosen:
        rows, cols = (length // familiarity.BOX * familiarity.BOX for length in scene.logs.shape)
        logs = clipped(scene.logs[:rows, :cols])
        seen.append(familiarity.statistics(logs))
        found, turned = coloured(network, logs), coloured(network, logs[::-1, ::-1])[:, ::-1, ::-1]
        variance = np.square(found - turned)[:3].mean(axis=0) / 2
        boxes = variance.reshape(rows // familiarity.BOX, familiarity.BOX, -1, familiarity.BOX).mean(axis=(1, 3))
        spreads.append(np.sqrt(familiarity.around(boxes)))
        errors.append(((found + turned) / 2)[3, :: familiarity.BOX, :: familiarity.BOX])
    return familiarity.fit(seen, spreads, errors)


def halo(design: Design) -> int:
    """Pixels that an output pixel sees in each direction, rounded up to the stride."""
    cells = [design.cell * 2**level for level in range(len(design.widths))]
    per_scale = 2 * design.blocks
    seen = 3 * design.cell + sum((2 * per_scale + 1) * cell for cell in cells[:-1])
    seen += (4 + (design.reach * design.dilation if design.kind == "attention" else 0)) * cells[-1]
    return -(-seen // design.stride) * design.stride


def write_model(trainer: Trainer, best: Best, path: Path, parts: Split, measured: dict[str, Any]) -> None:
    """The best network with weights of half precision; its card tells what it was measured to do."""
    network = rounded_to_half(copy.deepcopy(best.network)).cpu().eval()
    export(network, path)
    design, attention = network.design, network.design.kind == "attention"
    familiar = usual(network, trainer.grounds.scenes)
    places = sorted({pair.scene for pair in parts.training}), sorted({pair.scene for pair in parts.held_out})

    def axes(channels: int) -> dict[str, object]:
        order = ["batch", "channel", "height", "width"]
        return {"dim_order": order, "data_type": "float32", "shape": [-1, channels, -1, -1]}

    bare: dict[str, object] = {"bands": [], "value_scaling": None, "resize_type": None}
    publish(path, f"aurorasar-colour-{design.kind}", {
        "title": f"AuroraSAR colour network ({design.kind})",
        "description": "Sentinel-1 VH intensity relative to its scene's level to colours like those of Sentinel-2: "
                       f"{NOTICE}. Colours are found per cell of {design.cell} pixels.",
        "license": "GPL-2.0-or-later",
        "mlm:name": f"aurorasar-colour-{design.kind}",
        "mlm:architecture": "encoder-decoder with neighbourhood self-attention" if attention
                            else "U-Net with resize-convolution, trained against a 70 x 70 patch discriminator",
        "mlm:tasks": ["generative"],
        "mlm:framework": "ONNX",
        "mlm:framework_version": str(OPSET),
        "mlm:total_parameters": parameters(network),
        "mlm:pretrained": True,
        "mlm:accelerator": None,
        "mlm:input": [{
            "name": "relative_log_intensity", "input": axes(1), **bare,
            "description": "Natural logarithm of linear intensity less that of the upper quartile of 4 x 4 means",
        }],
        "mlm:output": [{"name": "colours", "tasks": ["generative"], "result": axes(4)}],
        "mlm:hyperparameters": {
            "aurorasar": {
                "quantity": RELATIVE, "limits": list(LIMITS), "input_range": None, "output_range": [0.0, 1.0],
                "expected_error": True,
                "scale": "natural logarithm, less the scene's level",
                "quality": {"psnr_db": measured.get("psnr_db"), "ssim": measured.get("ssim")},
                "polarisations": ["VH"], "halo": halo(design), "stride": design.stride,
                "nodata": "filled before, masked after", "geometry": "map", "pixel_spacing_m": 10.0,
                "statistics": asdict(familiar), "notice": NOTICE,
                "training_data": f"Sentinel-1/2 pairs of {', '.join(places[0])} ({len(parts.training)} pairs)",
                "held_out": {"scenes": places[1], "pairs": len(parts.held_out), **measured},
                "steps": trainer.step, "best_step": best.step,
                "recipe": asdict(trainer.recipe), "design": asdict(design),
            }
        },
    })  # fmt: skip
