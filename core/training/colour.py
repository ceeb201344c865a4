"""Train a colour network: python -m aurora_qgis.core.training.colour FOLDER --kind attention --tiles shared/data/...

Pairs come from --tiles (sar/, opt/ and metadata.json), --sen12 (the SEN1-2 layout), or --radar and --optical with
--scene, a pattern whose group names the scene of a file's name. Leaves FOLDER/checkpoint.pt (run it again to go on from
there) and the model's two files in FOLDER. Same seed and steps, same batches.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch

from ..colour import similarity
from .colour_grounds import Array, Grounds, Scene, read_scenes
from .colour_model import coloured, write_model
from .colour_network import Colourer, Design, parameters
from .colour_pairs import (
    Pair,
    Split,
    folder_pairs,
    random_split,
    scene_by,
    scenes_to_hold_out,
    sen12_pairs,
    split,
    tiled_pairs,
)  # fmt: skip
from .colour_trainer import Recipe, Trainer

WATCHED_SHARE = 0.1
"""Of the training pairs, kept back to watch the training by; they are no part of the held-out scenes."""

HELD_OUT_SHARE = 0.2
"""Of the pairs, at least, in scenes that are held out where none are named."""


def fitted(found: Array, wanted: Array) -> Array:
    """The picture with the gain and offset per band that bring it closest to the true one."""
    mean, goal = (one.mean(axis=(1, 2), keepdims=True) for one in (found, wanted))
    apart = found - mean
    gain = (apart * (wanted - goal)).mean(axis=(1, 2), keepdims=True) / (apart**2).mean(axis=(1, 2), keepdims=True)
    return np.clip(gain * apart + goal, 0, 1)


def scores(found: Array, wanted: Array) -> tuple[float, float, float]:
    """PSNR in dB, SSIM and spectral angle in degrees."""
    angle = similarity.spectral_angle(found, wanted)
    index = similarity.structural_similarity(found, wanted).ssim
    error = float(np.mean(np.square(found - wanted)))
    return similarity.psnr(error), float(np.nanmean(index)), float(np.nanmean(angle))


def validate(network: Colourer, scenes: Sequence[Scene]) -> dict[str, float]:
    """Means over the scenes, each normalised by itself; fitted ones are of pictures as `fitted` makes them."""
    found = []
    for scene in scenes:
        wanted = scene.colours / np.float32(255)
        picture = coloured(network, scene.logs)
        found.append((*scores(picture, wanted), *scores(fitted(picture, wanted), wanted)))
    names = ("psnr_db", "ssim", "spectral_angle_degrees", "fitted_psnr_db", "fitted_ssim", "fitted_angle_degrees")
    return {name: round(float(value), 4) for name, value in zip(names, np.mean(found, axis=0))}


def _said(found: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:g}" for name, value in found.items())


def pairs_of(given: argparse.Namespace) -> list[Pair]:
    if given.sen12:
        return sen12_pairs(given.sen12)
    if given.radar and given.optical:
        return folder_pairs(given.radar, given.optical, scene_by(given.scene))
    if given.tiles:
        return tiled_pairs(given.tiles)
    sys.exit("Name the pairs to learn from: --tiles, --sen12, or --radar and --optical.")


def split_of(pairs: Sequence[Pair], given: argparse.Namespace) -> Split:
    if given.random:
        return random_split(pairs, HELD_OUT_SHARE, given.seed)
    return split(pairs, set(given.hold_out) or scenes_to_hold_out(pairs, HELD_OUT_SHARE, given.seed))


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(**{field.name: getattr(given, field.name) for field in fields(Recipe)})
    design = Design(given.kind, tuple(given.widths), given.blocks, given.reach, given.dilation)
    parts = split_of(pairs_of(given), given)
    watched = parts.training[:: round(1 / WATCHED_SHARE)]
    learned = [pair for pair in parts.training if pair not in watched]
    print(f"{len(learned)} pairs to learn from, {len(watched)} to watch, {len(parts.held_out)} held out, "
          f"{len(parts.dropped)} dropped as they show held-out ground", flush=True)  # fmt: skip
    device = "cuda" if torch.cuda.is_available() else "cpu"
    trainer = Trainer(recipe, design, Grounds(read_scenes(learned)), device)
    checkpoint = given.folder / "checkpoint.pt"
    if checkpoint.exists():
        trainer.load(checkpoint)
    print(f"{parameters(trainer.network)} parameters on {device}, step {trainer.step} of {recipe.steps}", flush=True)
    _train(trainer, read_scenes(watched), checkpoint, given.minutes, given.every)
    found = validate(trainer.averaged, read_scenes(parts.held_out))
    print(f"held out: {_said(found)}", flush=True)
    write_model(trainer, given.folder / f"colour_{design.kind}.onnx", parts, found)


def _train(trainer: Trainer, watched: Sequence[Scene], checkpoint: Path, minutes: float, every: int) -> None:
    started, losses = time.monotonic(), list[float]()
    for loss in trainer.run(trainer.recipe.steps):
        losses.append(loss)
        if minutes and time.monotonic() - started > 60 * minutes:
            break
        if len(losses) == every:
            trainer.save(checkpoint)
            seconds, seen = time.monotonic() - started, _said(validate(trainer.averaged, watched))
            print(f"{trainer.step:6d}  {seconds:6.0f} s  loss {np.mean(losses):.4f}  watched: {seen}", flush=True)
            losses.clear()
    trainer.save(checkpoint)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for name in ("tiles", "sen12", "radar", "optical"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--scene", default="(.+)", help="pattern whose group names the scene in a file's name")
    parser.add_argument("--hold-out", nargs="*", default=[], help="scenes to judge by; a share of them if not given")
    parser.add_argument("--random", action="store_true", help="hold out pairs at random, only to show what it flatters")
    parser.add_argument("--every", type=int, default=250, help="steps between check points")
    parser.add_argument("--minutes", type=float, default=0, help="stop after this time")
    for options in (Recipe, Design):
        for field in fields(options):
            kind = type(field.default)
            extra = {"type": int, "nargs": "+"} if kind is tuple else {"type": kind}
            if field.name != "mixed":
                parser.add_argument(f"--{field.name}", default=field.default, **extra)
    parser.set_defaults(mixed=True)
    return parser


if __name__ == "__main__":
    main()
