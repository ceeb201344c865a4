"""One step after the other of training a colour network."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from . import loop
from .colour_grounds import Batch, Grounds
from .colour_losses import content, damaged, judged, misjudged, perceptual, roughness
from .colour_network import Colourer, Design, Discriminator, Features


@dataclass(frozen=True)
class Recipe(loop.Recipe):
    """How to train. The attention network learns without an opponent, the adversarial one with one."""

    steps: int = 10000
    batch: int = 8
    side: int = 128
    rate: float = 1e-3
    decay: float = 0.5
    shrinkage: float = 0.05
    """Weight decay."""

    feature_steps: int = 300
    """First, the feature network alone."""

    structure: float = 1.0
    perceptual: float = 0.05
    consistency: float = 0.05
    smoothness: float = 0.05
    adversarial: float = 0.01
    peaceful: float = 0.75
    """Share of the steps, at the beginning, without an opponent: it costs as much time as the network itself."""


class Trainer(loop.Training):
    """Of a colour network, with the feature network or the opponent that it learns from."""

    WARM_UP = 200
    AVERAGED = 0.998

    def __init__(self, recipe: Recipe, design: Design, grounds: Grounds, device: str) -> None:
        torch.manual_seed(recipe.seed)
        super().__init__(recipe, Colourer(design), device)
        self.averaged.eval()
        self.grounds = grounds
        self.features = Features().to(device)
        self.matched = nn.Conv2d(design.widths[-1], Features.WIDTHS[-1], 1).to(device)
        self.opponent = Discriminator().to(device)
        self.optimiser = torch.optim.AdamW(
            [*self.network.parameters(), *self.matched.parameters()], recipe.rate, weight_decay=self.recipe.shrinkage
        )
        self.of_features = torch.optim.Adam(self.features.parameters(), 2e-3)
        self.of_opponent = torch.optim.Adam(self.opponent.parameters(), 2e-4, betas=(0.5, 0.999))

    def run(self, until: int) -> Iterator[float]:
        """Train up to a step; yields each step's loss. Before the first step the feature network is trained."""
        if self.step == 0 and self.network.design.kind == "attention":
            self._learn_features()
        self.features.requires_grad_(False)
        yield from super().run(until)

    def _batch(self, step: int) -> Batch:
        return self.grounds.batch(
            self.recipe.batch, self.recipe.side, np.random.default_rng((self.recipe.seed, step))
        )

    def _learn_features(self) -> None:
        for step in range(self.recipe.feature_steps):
            rng = np.random.default_rng((self.recipe.seed, step, 1))
            wanted = torch.from_numpy(self.grounds.batch(self.recipe.batch, 128, rng).colours).to(self.device)
            loss = functional.l1_loss(self.features.mended(damaged(wanted, rng)), wanted)
            self.of_features.zero_grad()
            loss.backward()
            self.of_features.step()

    def _train(self, batch: Batch) -> float:
        logs, wanted = (torch.from_numpy(one).to(self.device) for one in batch)
        with torch.autocast(self.device, torch.bfloat16, enabled=self.recipe.mixed):
            made = self.network.coloured(logs.contiguous(memory_format=torch.channels_last))
        found = made.picture.float()
        loss = content(found, wanted, self.recipe.structure) + misjudged(made.error.float(), found, wanted)
        if self.network.design.kind == "attention":
            loss = loss + self._of_features(found, wanted, made.cells, made.bottom.float())
        elif self.step >= self.recipe.peaceful * self.recipe.steps:
            loss = loss + self._of_opponent(logs, found, wanted)
        return self._descend(loss)

    def _of_features(self, found: Tensor, wanted: Tensor, cells: Tensor, bottom: Tensor) -> Tensor:
        """The picture's features are those of the true one, so are the network's own at the bottom; it is smooth."""
        recipe = self.recipe
        real = self.features(wanted)
        coarse = functional.adaptive_avg_pool2d(real[-1], list(bottom.shape[-2:]))
        consistency = (self.matched(bottom) - coarse).abs().mean() / (coarse.mean() + 1e-3)
        return (
            recipe.perceptual * perceptual(self.features(found), real)
            + recipe.consistency * consistency
            + recipe.smoothness * roughness(cells)
        )

    def _of_opponent(self, logs: Tensor, found: Tensor, wanted: Tensor) -> Tensor:
        """Train the opponent on pictures true and made, then say how far it sees through the made one."""
        with torch.autocast(self.device, torch.bfloat16, enabled=self.recipe.mixed):
            loss = judged(self.opponent(logs, wanted).float(), self.opponent(logs, found.detach()).float())
            self.of_opponent.zero_grad()
            loss.backward()
            self.of_opponent.step()
            self.opponent.requires_grad_(False)
            convincing = self.opponent(logs, found).float().mean()
            self.opponent.requires_grad_(True)
        return -self.recipe.adversarial * convincing

    def _states(self) -> dict[str, Any]:
        return {
            **super()._states(), "features": self.features, "matched": self.matched, "opponent": self.opponent,
            "of_features": self.of_features, "of_opponent": self.of_opponent,
        }  # fmt: skip


class Best:
    """The averaged network with the least error and the most structure on the watched pairs, and its step."""

    def __init__(self, path: Path, network: Colourer) -> None:
        self.path, self.network = path, network
        self.lack, self.step = float("inf"), 0

    @classmethod
    def load(cls, path: Path, trainer: Trainer) -> Best:
        """As it was kept, or the network as it is."""
        best = cls(path, copy.deepcopy(trainer.averaged))
        if path.exists():
            state = torch.load(path, map_location=trainer.device, weights_only=True)
            best.lack, best.step = state["lack"], state["step"]
            best.network.load_state_dict(state["network"])
        return best

    def offer(self, trainer: Trainer, seen: Mapping[str, float]) -> None:
        """Keep the trainer's average if it is better, by the same two terms that it is trained by."""
        lack = 10 * 10 ** (-seen["psnr_db"] / 10) + trainer.recipe.structure * (1 - seen["ssim"])
        if lack < self.lack:
            self.lack, self.step = lack, trainer.step
            self.network = copy.deepcopy(trainer.averaged)
            torch.save({"lack": lack, "step": self.step, "network": self.network.state_dict()}, self.path)
