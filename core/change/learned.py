"""Change networks: two dates in, probabilities of decrease, none and increase out. The model's card says how.

Facts under mlm:hyperparameters.aurorasar of a card: `task` is "change"; `input` is one of INPUTS; `output` is
"logits" or "probabilities"; `classes` names the channels of the output, of CLASSES; `halo` and `stride` are pixels:
what lies further away than the halo changes no probability by more than a hundredth.
The inputs are named `before` and `after`, or there is one, with the bands of before and then those of after. Further
inputs put a question: `flood`, 1 for floods and 0 for any change, and `threshold`, the difference from which on a
change counts, in dB over the spread of the scene (see `normalised`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import special

from ..errors import InputError
from ..networks import Network, bundled
from .fusion import Calibration, Weights
from .measures import gaussian
from .normalised import INPUTS, Level, level
from .ratio import Array, log_ratio, strongest

MODEL = "change"
BLOCK = (1024, 1024)
"""Rows and columns that suit a network, whose halo is wide, in less than a gigabyte; multiples of any usual stride."""

MARGIN = 16
"""Pixels, at least, that a network sees mirrored beyond the border."""

LEAST = np.float32(1e-6)
"""Probability: what a network says is not taken for more certain."""

CLASSES = (
    ("decrease", "none", "increase"),
    ("none", "change"),
    ("change",),
)
WAY_SIGMA = 1.5
"""Gaussian window, in pixels, of the log-ratio that gives the direction where the network does not."""


Run = Callable[[Array, Array], list[Array]]
"""Prepared dates (bands, rows, cols) to the network's outputs."""


class Question(NamedTuple):
    """What a network is asked for: floods, or changes of at least so many dB."""

    flood: bool = False
    threshold_db: float = 3.0


ANY_CHANGE = Question()


class Found(NamedTuple):
    """Probabilities of decrease, none and increase (3, rows, cols), NaN without data, and what they were read from."""

    probabilities: Array
    features: Array | None


@dataclass(frozen=True)
class ChangeModel:
    """A network with all that its card says of how it is to be used."""

    network: Network
    inputs: tuple[str, ...]
    bands: int
    side: int | None
    """Rows and columns of a network of a fixed size."""

    prepare: Callable[[Array, Level], Array]
    classes: tuple[str, ...]
    logits: bool
    halo: int
    stride: int

    @property
    def block(self) -> tuple[int, int]:
        return BLOCK

    @property
    def calibration(self) -> Calibration:
        """As the card states it; without any, the network is taken at its word."""
        return self.fitted_calibration() if "calibration" in self.network.card.facts else Calibration()

    def fitted_calibration(self) -> Calibration:
        """Raises InputError where the card states none: then evidence cannot be fused with the network's."""
        stated = self.network.card.radar("calibration")
        temperatures = {kind: tuple(stated["temperatures"][kind]) for kind in ("learned", "fused")}
        weights, flood = (Weights(**stated[kind]) for kind in ("weights", "flood"))
        return Calibration(tuple(stated["looks"]), temperatures, weights, flood)

    @property
    def knows_floods(self) -> bool:
        """It can be asked for floods."""
        return "flood" in self.inputs

    @property
    def knows_thresholds(self) -> bool:
        """It can be asked from which difference on a change counts."""
        return "threshold" in self.inputs

    def __call__(
        self,
        before: Array,
        after: Array,
        levels: Sequence[Level],
        question: Question = ANY_CHANGE,
        features: bool = False,
    ) -> Found:
        """Intensities (bands, rows, cols) to probabilities, and on request the features that the model gives.

        The block starts at a multiple of the stride.
        """
        valid = np.isfinite(before).all(axis=0) & np.isfinite(after).all(axis=0)
        first, second = (
            self._banded(np.stack([self.prepare(band, of) for band, of in zip(date, levels)]))
            for date in (before, after)
        )
        spread = float(np.mean([of.spread for of in levels]))
        asked = {"flood": float(question.flood), "threshold": question.threshold_db / spread}
        run = partial(self._run, asked=asked, count=2 if features else 1)
        outputs = (self._whole if self.side is None else self._tiled)(first, second, run)
        probabilities = self._probabilities(outputs[0], before, after)
        probabilities[:, ~valid] = np.nan
        return Found(probabilities, outputs[1] if len(outputs) > 1 else None)

    def check_focus(self, focus: str) -> None:
        """Raise InputError for a question that the model cannot be asked."""
        if focus == "flood" and not self.knows_floods:
            name = self.network.card.name
            raise InputError(f"The model {name} cannot be asked for floods: choose the focus 'change'.")

    def check_bands(self, count: int) -> None:
        """Raise InputError for more bands than the network takes; one band is given as often as it wants."""
        if count not in (1, self.bands):
            taken = "one band" if self.bands == 1 else f"1 or {self.bands} bands"
            raise InputError(
                f"The model {self.network.card.name} takes {taken} per date, and here are {count}: choose the bands, "
                "such as VV and VH."
            )

    def _banded(self, date: Array) -> Array:
        return date if len(date) == self.bands else np.repeat(date, self.bands, axis=0)

    def _whole(self, before: Array, after: Array, run: Run) -> list[Array]:
        rows, cols = before.shape[1:]
        edge = self.stride * -(-MARGIN // self.stride)
        spread = [(0, 0), *((edge, edge + -length % self.stride) for length in (rows, cols))]
        first, second = (np.pad(date, spread, mode="symmetric") for date in (before, after))
        outputs = run(first, second)
        return [one[:, edge : edge + rows, edge : edge + cols] for one in outputs]

    def _tiled(self, before: Array, after: Array, run: Run) -> list[Array]:
        """A fixed size: tiles of it, of which the middle counts, up to `halo` from their edges."""
        side, rows, cols = int(self.side or 0), *before.shape[1:]
        step = side - 2 * self.halo
        spread = [(0, 0), *((self.halo, self.halo + -length % step) for length in (rows, cols))]
        dates = [np.pad(date, spread, mode="symmetric") for date in (before, after)]
        found: list[Array] = []
        for row in range(0, rows, step):
            for col in range(0, cols, step):
                tile = (slice(None), slice(row, row + side), slice(col, col + side))
                outputs = run(dates[0][tile], dates[1][tile])
                if not found:
                    size = tuple(-(-length // step) * step for length in (rows, cols))
                    found = [np.empty((len(one), *size), np.float32) for one in outputs]
                middle = slice(self.halo, self.halo + step)
                for whole, one in zip(found, outputs):
                    whole[:, row : row + step, col : col + step] = one[:, middle, middle]
        return [whole[:, :rows, :cols] for whole in found]

    def _run(self, before: Array, after: Array, asked: Mapping[str, float], count: int) -> list[Array]:
        if "before" in self.inputs:
            given = {"before": before[np.newaxis], "after": after[np.newaxis]}
        else:
            given = {self.inputs[0]: np.concatenate([before, after])[np.newaxis]}
        given.update({name: np.array([value], np.float32) for name, value in asked.items() if name in self.inputs})
        return [one[0] for one in self.network.run_first(count, **given)]

    def _probabilities(self, raw: Array, before: Array, after: Array) -> Array:
        """Of decrease, none and increase, whatever the model's classes are."""
        if len(raw) != len(self.classes):
            raise InputError(
                f"The model {self.network.card.name} gives {len(raw)} channel(s), and its card names "
                f"{len(self.classes)} class(es): correct the card."
            )
        if len(self.classes) == 1:
            change = special.expit(raw[0]) if self.logits else raw[0]
        else:
            shares = _softmax(raw) if self.logits else raw
            if len(self.classes) == 3:
                return np.clip(shares, LEAST, 1)
            change = shares[self.classes.index("change")]
        up = strongest(gaussian(log_ratio(before, after), WAY_SIGMA)) >= 0
        zero = np.float32(0)
        return np.clip(np.stack([np.where(up, zero, change), 1 - change, np.where(up, change, zero)]), LEAST, 1)


def change_model(path: Path | None) -> ChangeModel:
    """The model of a file, or the one that comes with AuroraSAR. Raises InputError for one that is no change model."""
    network = bundled(MODEL) if path is None else Network(path)
    card = network.card
    task = card.radar("task")
    if task != "change":
        raise InputError(f"The model {card.name} is made for '{task}': choose one whose card states the task 'change'.")
    names = tuple(str(one["name"]) for one in card.inputs)
    images = [name for name in names if name not in ("flood", "threshold")]
    if not (images == ["before", "after"] or len(images) == 1):
        raise InputError(
            f"The model {card.name} has the inputs {', '.join(names)}: a change model has before and after, or one "
            "input with the bands of both dates."
        )
    stated, classes, output = card.radar("input"), tuple(card.radar("classes")), card.radar("output")
    for what, value, known in (
        ("input", stated, tuple(INPUTS)),
        ("classes", classes, CLASSES),
        ("output", output, ("logits", "probabilities")),
    ):
        if value not in known:
            raise InputError(f"The card of {card.name} states {what} {value!r}: it has to be one of {known}.")
    bands, side = _shape(network, images)
    halo, stride = int(card.radar("halo")), int(card.radar("stride"))
    if side is not None and side <= 2 * halo:
        raise InputError(f"The card of {card.name} states a halo of {halo} pixels, which leaves nothing of {side}.")
    return ChangeModel(network, names, bands, side, INPUTS[stated], classes, output == "logits", halo, stride)


def _shape(network: Network, images: Sequence[str]) -> tuple[int, int | None]:
    """Bands of one date, and the fixed size of a network that has one."""
    shapes = {tuple(one["input"]["shape"]) for one in network.card.inputs if one["name"] in images}
    if len(shapes) != 1 or len(next(iter(shapes))) != 4:
        raise InputError(
            f"The card of {network.card.name} has to give both dates the one shape batch, bands, rows, columns."
        )
    _, bands, rows, cols = next(iter(shapes))
    if rows != cols or (len(images) == 1 and bands % 2):
        raise InputError(f"The model {network.card.name} takes {bands} x {rows} x {cols} pixels: it has to be square, "
                         "and one input for both dates needs an even number of bands.")  # fmt: skip
    return (bands // 2 if len(images) == 1 else bands), (None if rows == -1 else int(rows))


def scene_levels(samples: Sequence[tuple[Array, Array]]) -> tuple[Level, ...]:
    """Of each band, from windows of both dates (bands, rows, cols) spread over the scene."""
    bands = len(samples[0][0])
    return tuple(level(*(date[band] for pair in samples for date in pair)) for band in range(bands))


def _softmax(logits: Array) -> Array:
    powers = np.exp(logits - logits.max(axis=0))
    total = powers[0] + powers[-1]  # the ends first: swapping them does not even change the rounding
    for between in powers[1:-1]:
        total = total + between
    return np.asarray(powers / total, np.float32)


@lru_cache(maxsize=1)
def shipped() -> ChangeModel:
    """The model that comes with AuroraSAR."""
    return change_model(None)
