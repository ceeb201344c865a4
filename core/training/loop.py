"""What all networks are trained by: steps with a batch made ahead, a running mean of the weights, checkpoints."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn


class Training:
    """Weights, their running mean, the optimiser's state and the number of steps done.

    A network brings `design`, a recipe `steps`, `rate` and `decay`. Who inherits makes `optimiser`, a batch for a step
    that depends on nothing else, and the loss of it, which `_descend` takes.
    """

    WARM_UP = 500
    AVERAGED = 0.999
    """Decay of the running mean of the weights, which is what is kept."""

    optimiser: torch.optim.Optimizer

    def __init__(self, recipe: Any, network: nn.Module, device: str) -> None:
        self.recipe, self.device = recipe, device
        self.network: Any = network.to(device, memory_format=torch.channels_last)
        self.averaged = copy.deepcopy(self.network)
        self.step = 0

    def rate(self) -> float:
        """Warm-up, constant, then linearly to zero."""
        left = (self.recipe.steps - self.step) / (self.recipe.decay * self.recipe.steps)
        return float(self.recipe.rate * max(0.0, min(1.0, (self.step + 1) / self.WARM_UP, left)))

    def run(self, until: int) -> Iterator[float]:
        """Train up to a step; yields each step's loss."""
        with ThreadPoolExecutor(1) as pool:
            pending = pool.submit(self._batch, self.step)
            while self.step < until:
                batch = pending.result()
                pending = pool.submit(self._batch, self.step + 1)
                loss = self._train(batch)
                self.step += 1
                yield loss

    def _batch(self, step: int) -> Any:
        raise NotImplementedError

    def _train(self, batch: Any) -> float:
        raise NotImplementedError

    def _descend(self, loss: Tensor) -> float:
        """One step down the loss, and the running mean one step on."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate()
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        kept = min(self.AVERAGED, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, new in zip(self.averaged.parameters(), self.network.parameters()):
                mean.lerp_(new, 1 - kept)
        return float(loss.detach())

    def _states(self) -> dict[str, Any]:
        """What a checkpoint holds, by name."""
        return {"network": self.network, "averaged": self.averaged, "optimiser": self.optimiser}

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
        design = type(self.network.design)(**state["design"])
        if replace(design, widths=tuple(design.widths)) != self.network.design:
            sys.exit(f"{path} holds another design: choose another folder, or the options that it was begun with.")
        self.step = state["step"]
        for name, one in self._states().items():
            one.load_state_dict(state[name])
