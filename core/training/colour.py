"""Train a colour network: python -m aurora_qgis.core.training.colour FOLDER --kind attention --tiles shared/data/...

Pairs come from --tiles (sar/, opt/ and metadata.json), --sen12 (the SEN1-2 layout), or --radar and --optical with
--scene, a pattern whose group names the scene of a file's name. Leaves FOLDER/checkpoint.pt (run it again to go on from
there) and the model's two files in FOLDER. Same seed and steps, same batches.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from . import loop
from .colour_confidence import learn_errors
from .colour_grounds import Grounds, Scene, read_scenes
from .colour_model import write_model
from .colour_network import Design
from .colour_pairs import Pair, pairs_of, pairs_parser, split_of
from .colour_quality import validate
from .colour_trainer import Best, Recipe, Trainer

WATCHED_SHARE = 0.1
"""Of the training pairs, kept back to watch the training by; they are no part of the held-out scenes."""


def _said(found: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {value:g}" for name, value in found.items())


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    recipe, design = loop.chosen(Recipe, given), loop.chosen(Design, given)
    if design.kind == "attention" and recipe.side < design.attended:
        print(f"Attention sees {design.attended} pixels, crops have {recipe.side}: it will learn the zeros beyond "
              "their borders, and err on larger images. Give --side.", flush=True)  # fmt: skip
    parts = split_of(pairs_of(given), given)
    watched = watched_of(parts.training, given.watch)
    learned = [pair for pair in parts.training if pair not in watched]
    print(f"{len(learned)} pairs to learn from, {len(watched)} to watch, {len(parts.held_out)} held out, "
          f"{len(parts.dropped)} dropped as they show held-out ground", flush=True)  # fmt: skip
    device = "cuda" if torch.cuda.is_available() else "cpu"
    trainer = Trainer(recipe, design, Grounds(read_scenes(learned, given.register)), device)
    checkpoint = given.folder / "checkpoint.pt"
    print(trainer.resume(checkpoint), flush=True)
    watched_scenes = read_scenes(watched, given.register)
    best = _train(trainer, watched_scenes, checkpoint, given.every, given.minutes)
    found = validate(best.network, read_scenes(parts.held_out))
    print(f"held out: {_said(found)}", flush=True)
    if given.register:
        found["registered"] = validate(best.network, read_scenes(parts.held_out, True))
        print(f"held out, pictures brought onto the radar images: {_said(found['registered'])}", flush=True)
    names = [pair.radar.stem for pair in watched]
    model = given.folder / f"colour_{design.kind}.onnx"
    write_model(trainer, best, model, parts, {**found, "watched_pairs": names})
    learn_errors(model, [*trainer.grounds.scenes, *watched_scenes])


def watched_of(training: Sequence[Pair], names: Sequence[str]) -> list[Pair]:
    """The pairs whose radar images have these names, or every tenth."""
    unknown = set(names) - {pair.radar.stem for pair in training}
    if unknown:
        sys.exit(f"No training pair is named '{', '.join(sorted(unknown))}': name others to watch.")
    return [pair for pair in training if pair.radar.stem in names] or list(training[:: round(1 / WATCHED_SHARE)])


def _train(trainer: Trainer, watched: Sequence[Scene], checkpoint: Path, every: int, minutes: float) -> Best:
    """The weights that were best on the watched pairs are kept beside the checkpoint, and returned."""
    best = Best.load(checkpoint.with_name("best.pt"), trainer)
    for said in trainer.stretches(checkpoint, every, minutes):
        seen = validate(trainer.averaged, watched)
        best.offer(trainer, seen)
        print(f"{said}  watched: {_said(seen)}", flush=True)
    return best


def _parser() -> argparse.ArgumentParser:
    parser = pairs_parser(__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--watch", nargs="*", default=[], help="names of training images to watch by; if not, a tenth")
    parser.add_argument("--every", type=int, default=250, help="steps between check points")
    parser.add_argument("--minutes", type=float, default=0, help="stop after this time")
    loop.add_options(parser, Recipe, besides=["seed"])  # that of the split
    loop.add_options(parser, Design)
    return parser


if __name__ == "__main__":
    main()
