"""Train the change network: python -m aurora_qgis.core.training.change FOLDER --data shared/data

Leaves FOLDER/checkpoint.pt (run it again to go on from there) and the model's two files in FOLDER. Same seed and
steps, same batches. Never reads the benchmark pairs, nor the test part of the flood pairs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ..change.evaluation import Confusion
from . import loop
from .change_grounds import (
    DECREASE,
    INCREASE,
    NONE,
    UNKNOWN,
    Flood,
    Grounds,
    Question,
    Sample,
    asked_of,
    flood_sample,
    labels_of,
    made_sample,
    read_floods,
    simulated,
)  # fmt: skip
from .change_model import probabilities, write_model
from .change_network import Change, Design
from .grounds import HELD_OUT, read_natural

FLOOD_FROM = 0.35
"""Probability from which a pixel counts as flooded when the held-out pairs are scored."""

VALIDATED = 480
"""Simulated pairs, of grounds that are not trained on."""


@dataclass(frozen=True)
class Recipe(loop.Recipe):
    """How to train."""

    steps: int = 18_000
    batch: int = 4
    side: int = 128
    pool: int = 5000
    """Simulated pairs, which are cut and turned anew each time."""

    real: int = 4
    """Real pairs beside them; each is asked for floods or for change."""

    real_side: int = 160
    """Much of a real pair: what experts call flooded is seen in the wide view more than in single pixels."""

    asked: float = 0.7
    """Share of the real pairs that are asked for floods."""

    rate: float = 1.5e-3
    decay: float = 0.45


class Batch(NamedTuple):
    """Dates (n, bands, side, side), labels (n, side, side), and the question of each (n,)."""

    before: NDArray[np.float32]
    after: NDArray[np.float32]
    labels: NDArray[np.int64]
    flood: NDArray[np.float32]
    threshold: NDArray[np.float32]


class Pairs:
    """All that is trained on."""

    def __init__(self, made: Sequence[Sample], floods: Sequence[Flood]) -> None:
        self.made = [_small(one) for one in made]
        self.real = [_small(flood_sample(one)) for one in floods]

    def batches(self, recipe: Recipe, rng: np.random.Generator) -> list[Batch]:
        """One of simulated and one of real pairs, that depend on nothing but the random generator's state."""
        wanted = [(self.made, recipe.batch, recipe.side), (self.real, recipe.real, recipe.real_side)]
        return [_batch(pool, count, side, recipe.asked, rng) for pool, count, side in wanted if pool and count]


def _batch(pool: Sequence[Sample], count: int, side: int, asked: float, rng: np.random.Generator) -> Batch:
    parts = []
    for _ in range(count):
        sample = _cut(pool[rng.integers(len(pool))], side, rng)
        question = asked_of(sample, rng)
        if sample.flood is not None and rng.random() < asked:
            question, sample = Question(True, 1.0), _restretched(sample, rng)
        parts.append((sample.before, sample.after, labels_of(sample, question), *question))
    before, after, labels, flood, threshold = zip(*parts)
    return Batch(
        np.stack(before).astype(np.float32), np.stack(after).astype(np.float32),
        np.stack(labels).astype(np.int64), np.array(flood, np.float32), np.array(threshold, np.float32),
    )  # fmt: skip


def _small(sample: Sample) -> Sample:
    before, after, ratio = (one.astype(np.float16) for one in (sample.before, sample.after, sample.ratio))
    return sample._replace(before=before, after=after, ratio=ratio)


def _cut(sample: Sample, side: int, rng: np.random.Generator) -> Sample:
    row, col = (int(rng.integers(length - side + 1)) for length in sample.ratio.shape)
    quarter, mirrored = int(rng.integers(4)), rng.random() < 0.5

    def cut(image: NDArray) -> NDArray:  # type: ignore[type-arg]
        turned = np.rot90(image[..., row : row + side, col : col + side], quarter, axes=(-2, -1))
        return turned[..., ::-1] if mirrored else turned

    before, after = cut(sample.before), cut(sample.after)
    if rng.random() < 0.5:  # the bands have no order
        before, after = before[::-1], after[::-1]
    flood = None if sample.flood is None else cut(sample.flood)
    return sample._replace(before=before, after=after, ratio=cut(sample.ratio), flood=flood)


def _restretched(sample: Sample, rng: np.random.Generator) -> Sample:
    """The images of a flood pair were stretched each by itself, in a way that is not known."""
    before, after = (
        date * np.float32(rng.uniform(0.8, 1.25)) + np.float32(rng.normal(0, 0.25))
        for date in (sample.before, sample.after)
    )
    return sample._replace(before=before, after=after)


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean negative log-likelihood of what is known of each pixel."""
    logs = functional.log_softmax(logits, dim=1)
    stays = torch.logsumexp(logs[:, NONE:], dim=1)
    likelihood = torch.cat([logs, stays[:, None]], dim=1)
    known = labels != UNKNOWN
    found = likelihood.gather(1, labels.clamp(min=0)[:, None])[:, 0]
    return -(found * known).sum() / known.sum().clamp(min=1)


class Trainer(loop.Training):
    """Of the change network."""

    def __init__(self, recipe: Recipe, design: Design, pairs: Pairs, device: str) -> None:
        torch.manual_seed(recipe.seed)
        super().__init__(recipe, Change(design), device)
        self.pairs = pairs
        self.optimiser = torch.optim.Adam(self.network.parameters(), recipe.rate)

    def _batch(self, step: int) -> list[Batch]:
        return self.pairs.batches(self.recipe, np.random.default_rng((self.recipe.seed, step)))

    def _train(self, batch: list[Batch]) -> float:
        return self._descend(torch.stack([self._loss(one) for one in batch]).mean())

    def _loss(self, batch: Batch) -> Tensor:
        before, after, labels, flood, threshold = (torch.from_numpy(one).to(self.device) for one in batch)
        with torch.autocast(self.device, torch.bfloat16, enabled=self.recipe.mixed):
            dates = (one.contiguous(memory_format=torch.channels_last) for one in (before, after))
            logits, _ = self.network(*dates, flood, threshold)
        return loss_of(logits.float(), labels)


class Scores(NamedTuple):
    """Of what was held out."""

    loss: float
    kappa: float
    """Of changed against unchanged in the simulated pairs."""

    wrong_way: float
    """Share of the changed pixels found whose direction is wrong."""

    iou: float
    """Of the floods."""


def validate(network: Change, made: Sequence[Sample], floods: Sequence[Sample]) -> Scores:
    """Score what was held out: simulated pairs, and real pairs asked for floods."""
    counts, wrong, losses = np.zeros(4, np.int64), 0, []
    rng = np.random.default_rng(0)
    for sample in made:
        question = asked_of(sample, rng)
        found, labels = probabilities(network, sample, question), labels_of(sample, question)
        known = labels != UNKNOWN
        losses.append(float(-np.log(np.take_along_axis(found, np.maximum(labels, 0)[None], 0)[0][known]).mean()))
        called, truth = found[NONE] < 0.5, labels != NONE
        counts += _counts(called[known], truth[known])
        both = known & called & truth
        wrong += int(np.sum(both & ((found[INCREASE] > found[DECREASE]) != (labels == INCREASE))))
    flooded = np.zeros(4, np.int64)
    for sample in floods:
        asked = Question(True, 1.0)
        labels = labels_of(sample, asked)
        known = labels != UNKNOWN
        called = probabilities(network, sample, asked)[DECREASE] > FLOOD_FROM
        flooded += _counts(called[known], (labels == DECREASE)[known])
    change, flood = (Confusion(*map(int, one)) for one in (counts, flooded))
    return Scores(float(np.mean(losses)), change.kappa, wrong / max(change.hits, 1), flood.iou)


def _counts(called: NDArray[np.bool_], truth: NDArray[np.bool_]) -> NDArray[np.int64]:
    """In the order of Confusion."""
    parts = (called & truth), (called & ~truth), (~called & truth), (~called & ~truth)
    return np.array([np.count_nonzero(part) for part in parts], np.int64)


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    recipe = loop.chosen(Recipe, given)
    natural = read_natural(given.data / "natural_images" / "Train400")
    floods = read_floods(given.data / "flood_pairs_s1" / "train")
    kept_back = [flood for flood in floods if flood.held_out]
    trained_on = [flood for flood in floods if not flood.held_out]
    pairs = Pairs(_made(natural[:-HELD_OUT], trained_on, recipe.pool, recipe.seed), trained_on)
    others = Grounds(natural[-HELD_OUT:], [flood.before for flood in kept_back], recipe.seed + 1)
    rng = np.random.default_rng(recipe.seed + 1)
    apart = [simulated(others, rng) for _ in range(VALIDATED)]
    held_out = [made_sample(one, None) for one in apart]
    asked = [flood_sample(flood) for flood in kept_back]
    device = "cuda" if torch.cuda.is_available() else "cpu"
    trainer = Trainer(recipe, loop.chosen(Design, given), pairs, device)
    checkpoint = given.folder / "checkpoint.pt"
    print(trainer.resume(checkpoint), flush=True)
    for said in trainer.stretches(checkpoint, given.every, given.minutes):
        print(f"{said}  {_said(validate(trainer.averaged, held_out[:32], asked[::3]))}", flush=True)
    scores = validate(trainer.averaged, held_out, asked)
    print(_said(scores))
    quality = {"held_out_simulated_kappa": round(scores.kappa, 3), "held_out_flood_iou": round(scores.iou, 3)}
    done = {**asdict(recipe), "steps_done": trainer.step}
    write_model(trainer.averaged, done, given.folder / "change.onnx", apart, kept_back, quality)


def _said(scores: Scores) -> str:
    return (
        f"held out: loss {scores.loss:.4f}  kappa {scores.kappa:.3f}  wrong way {scores.wrong_way:.4f}  "
        f"flood IoU {scores.iou:.3f}"
    )


def _made(natural: Sequence[NDArray[np.float32]], floods: Sequence[Flood], count: int, seed: int) -> list[Sample]:
    grounds = Grounds(natural, [flood.before for flood in floods], seed)
    rng = np.random.default_rng(seed)
    return [made_sample(simulated(grounds, rng), rng) for _ in range(count)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Train the change detection network.")
    parser.add_argument("folder", type=Path, help="for the checkpoint and the model")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--minutes", type=float, default=0, help="stop after this time; 0: after all steps")
    parser.add_argument("--every", type=int, default=1000, help="steps between checkpoints and validations")
    loop.add_options(parser, Design, besides=["bands"])
    loop.add_options(parser, Recipe)
    return parser


if __name__ == "__main__":
    main()
