"""What all networks are trained by: steps with a batch made ahead, a running mean of the weights, checkpoints."""

from __future__ import annotations

import argparse
import copy
import sys
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Recipe:
    """How to train: what all networks have in common. Each has defaults of its own and adds what it needs."""

    steps: int
    batch: int
    side: int
    """Rows and columns of a crop."""

    rate: float
    decay: float
    """Share of the steps, at the end, over which the learning rate falls to nothing."""

    seed: int = 1
    mixed: bool = True
    """bfloat16 for the network; what a loss needs is in single precision."""


class Training:
    """Weights, their running mean, the optimiser's state and the number of steps done.

    A network brings `design`. Who inherits makes `optimiser`, a batch for a step
    that depends on nothing else, and the loss of it, which `_descend` takes.
    """

    WARM_UP = 500
    AVERAGED = 0.999
    """Decay of the running mean of the weights, which is what is kept."""

    optimiser: torch.optim.Optimizer

    def __init__(self, recipe: Recipe, network: nn.Module, device: str) -> None:
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

    def resume(self, checkpoint: Path) -> str:
        """Go on from the checkpoint where there is one; a sentence about what is trained."""
        if checkpoint.exists():
            self.load(checkpoint)
        count = sum(weight.numel() for weight in self.network.parameters())
        return f"{count} parameters on {self.device}, step {self.step} of {self.recipe.steps}"

    def stretches(self, checkpoint: Path, every: int, minutes: float) -> Iterator[str]:
        """Train to the last step, or for so many minutes (0: no limit).

        Every so many steps and at the end the checkpoint is written, and step, time and mean loss are yielded, to be
        said beside a validation.
        """
        started, losses = time.monotonic(), list[float]()
        for loss in self.run(self.recipe.steps):
            losses.append(loss)
            seconds = time.monotonic() - started
            over = self.step == self.recipe.steps or (bool(minutes) and seconds > 60 * minutes)
            if over or len(losses) == every:
                self.save(checkpoint)
                yield f"{self.step:6d}  {seconds:6.0f} s  loss {np.mean(losses):.4f}"
                losses.clear()
            if over:
                return

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


def add_options(parser: argparse.ArgumentParser, options: Any, besides: Collection[str] = ()) -> None:
    """An option for each field of a dataclass but those named: --NAME, or --no-NAME for what is true by default."""
    for field in (field for field in fields(options) if field.name not in besides):
        kind = type(field.default)
        if kind is bool:
            parser.add_argument(f"--no-{field.name}", dest=field.name, action="store_false")
        elif kind is tuple:
            parser.add_argument(f"--{field.name}", type=int, nargs="+", default=field.default)
        else:
            parser.add_argument(f"--{field.name}", type=kind, default=field.default)


Options = TypeVar("Options")


def chosen(options: type[Options], given: argparse.Namespace) -> Options:
    """The dataclass with what was given; defaults where there was no option for a field."""
    named = {
        field.name: getattr(given, field.name)
        for field in fields(options)  # type: ignore[arg-type]
        if hasattr(given, field.name)
    }
    return options(**{name: tuple(value) if isinstance(value, list) else value for name, value in named.items()})
