"""One step after the other of training a colour network."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .colour_grounds import Batch, Grounds
from .colour_losses import content, damaged, judged, perceptual, roughness
from .colour_network import Colourer, Design, Discriminator, Features

AVERAGED = 0.998
"""Decay of the running mean of the weights, which is what is kept."""


@dataclass(frozen=True)
class Recipe:
    """How to train. The attention network learns without an opponent, the adversarial one with one."""

    steps: int = 3000
    batch: int = 8
    side: int = 192
    rate: float = 1e-3
    decay: float = 0.5
    """Share of the steps, at the end, over which the learning rate falls to nothing."""

    seed: int = 1
    mixed: bool = True
    """bfloat16 for the networks."""

    shrinkage: float = 0.05
    """Weight decay."""

    feature_steps: int = 300
    """First, the feature network alone."""

    structure: float = 0.4
    perceptual: float = 0.05
    consistency: float = 0.05
    smoothness: float = 0.05
    adversarial: float = 0.01


class Trainer:
    """Networks, running mean of the weights, the optimisers' states and the number of steps done."""

    def __init__(self, recipe: Recipe, design: Design, grounds: Grounds, device: str) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.grounds, self.device = recipe, grounds, device
        self.network = Colourer(design).to(device, memory_format=torch.channels_last)
        self.averaged = copy.deepcopy(self.network).eval()
        self.features = Features().to(device)
        self.matched = nn.Conv2d(design.widths[-1], Features.WIDTHS[-1], 1).to(device)
        self.opponent = Discriminator().to(device)
        self.optimiser = torch.optim.AdamW(
            [*self.network.parameters(), *self.matched.parameters()], recipe.rate, weight_decay=self.recipe.shrinkage
        )
        self.of_features = torch.optim.Adam(self.features.parameters(), 2e-3)
        self.of_opponent = torch.optim.Adam(self.opponent.parameters(), 2e-4, betas=(0.5, 0.999))
        self.step = 0

    def rate(self) -> float:
        """Warm-up over 200 steps, constant, then linearly to zero."""
        left = (self.recipe.steps - self.step) / (self.recipe.decay * self.recipe.steps)
        return self.recipe.rate * min(1.0, (self.step + 1) / 200, left)

    def run(self, until: int) -> Iterator[float]:
        """Train up to a step; yields each step's loss. Before the first step the feature network is trained."""
        if self.step == 0 and self.network.design.kind == "attention":
            self._learn_features()
        self.features.requires_grad_(False)
        with ThreadPoolExecutor(1) as pool:
            pending = pool.submit(self._batch, self.step)
            while self.step < until:
                batch = pending.result()
                pending = pool.submit(self._batch, self.step + 1)
                loss = self._train(batch)
                self.step += 1
                yield loss

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
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate()
        with torch.autocast(self.device, torch.bfloat16, enabled=self.recipe.mixed):
            found, cells, bottom = self.network.coloured(logs.contiguous(memory_format=torch.channels_last))
        found = found.float()
        loss = content(found, wanted, self.recipe.structure)
        if self.network.design.kind == "attention":
            loss = loss + self._of_features(found, wanted, cells, bottom.float())
        else:
            loss = loss + self._of_opponent(logs, found, wanted)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        kept = min(AVERAGED, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, new in zip(self.averaged.parameters(), self.network.parameters()):
                mean.lerp_(new, 1 - kept)
        return float(loss.detach())

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

    def _states(self) -> dict[str, nn.Module | torch.optim.Optimizer]:
        return {
            "network": self.network, "averaged": self.averaged, "features": self.features, "matched": self.matched,
            "opponent": self.opponent, "optimiser": self.optimiser, "of_features": self.of_features,
            "of_opponent": self.of_opponent,
        }  # fmt: skip

    def save(self, path: Path) -> None:
        state = {
            "step": self.step, "recipe": asdict(self.recipe), "design": asdict(self.network.design),
            **{name: one.state_dict() for name, one in self._states().items()},
        }  # fmt: skip
        beside = path.with_suffix(".part")
        torch.save(state, beside)
        beside.replace(path)

    def load(self, path: Path) -> None:
        state = torch.load(path, map_location=self.device, weights_only=True)
        if replace(Design(**state["design"]), widths=tuple(state["design"]["widths"])) != self.network.design:
            sys.exit(f"{path} holds another design: choose another folder, or the options that it was begun with.")
        self.step = state["step"]
        for name, one in self._states().items():
            one.load_state_dict(state[name])
