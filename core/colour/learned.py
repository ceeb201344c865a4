"""Colours that a network makes up for a radar image, and how far they can be trusted.

A model's card says under mlm:hyperparameters.aurorasar what the network takes: `quantity`, the `limits` it is cut to,
the `input_range` that these become (null: as they are), the `output_range` of its colours, `polarisations`, and for
networks of any size `stride` and `halo`. A network of a fixed size runs on overlapping windows. With `expected_error` a
fourth band is the error that the network expects in its colours, where they are 0 to 1. `statistics` is what was usual
in training (see familiarity), from which the confidence follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import ndimage

from ..errors import InputError
from ..networks import Network, bundled
from . import familiarity
from .expectation import quantities
from .familiarity import Familiar
from .level import relative_logs
from .spaces import Array
from .views import ORIENTATIONS, blended, turned, turned_back

RELATIVE, DECIBEL = "relative_log_intensity", "decibel"
MODELS = {
    "adversarial": "U-Net trained against a discriminator of 70 x 70 pixels (pix2pix family)",
    "attention": "encoder-decoder with self-attention, trained on squared error, structure and features",
}
"""Models that come with AuroraSAR, colour_NAME.onnx; the default first."""

NOTICE = "generated colour, not observed"
EDGE = 32
"""Pixels that a network sees mirrored beyond the border."""

BLOCK = (1024, 1024)
"""Rows and columns that suit networks, a multiple of every stride."""

SURROUNDINGS = 17
"""Missing pixels get the mean of so many rows and columns around them, or else the level of the scene."""

SPREAD = 0.05
"""Usual difference between orientations, for models whose card does not state it."""

ERRORS = (0.05, 0.2)
"""Usual expected errors, from the least to the largest, for models whose card does not state them."""

GREY = (-2.5, 1.2)
"""Relative log-intensity that is black and white where colours fade: -11 and +5 dB."""


class Colouring(NamedTuple):
    """Of a block; NaN where there is no data."""

    picture: Array
    """Red, green and blue 0 to 1, (3, rows, cols)."""

    confidence: Array
    """0 to 1, (rows, cols)."""


class Look(NamedTuple):
    """What a network answers, with what lies around the block; rows and columns of boxes are of 4 x 4 pixels."""

    picture: Array
    """0 to 1, (3, rows, cols)."""

    inner: tuple[slice, slice]
    """Where the block itself lies."""

    statistics: Array
    """See familiarity, (4, rows, cols) of boxes."""

    spread: Array
    """How far orientations differ around each box."""

    expected: Array | None
    """Error that the network expects around each box; None if it expects none."""


@dataclass(frozen=True)
class ColourModel:
    """A network and what its card says."""

    network: Network
    quantity: str
    limits: tuple[float, float]
    input_range: tuple[float, float] | None
    output_range: tuple[float, float]
    polarisations: tuple[str, ...]
    stride: int
    """Of a network of a fixed size: half its side."""

    halo: int
    side: int
    """Of a network of a fixed size; 0 for any size."""

    replicated: int
    """Times that each radar band is repeated."""

    familiar: Familiar | None
    pixel_spacing: float | None
    """Metres that it was trained on, where the card says."""

    expects_error: bool
    """The network's fourth band is the error of its colours that it expects."""

    @classmethod
    def open(cls, model: str) -> ColourModel:
        """A key of MODELS, or the path of an ONNX file with its card.

        Raises InputError for what is no such model, DependencyError without onnxruntime.
        """
        if model not in MODELS and not model.lower().endswith(".onnx"):
            raise InputError(f"There is no model '{model}': choose {' or '.join(MODELS)}, or give an ONNX file.")
        network = bundled(f"colour_{model}") if model in MODELS else Network(Path(model))
        try:
            return cls(network, **_facts(network))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise InputError(f"The model card of {network.card.name} is no colour model's: {error!r}.") from error

    @property
    def is_relative(self) -> bool:
        """It takes intensity relative to the level of the scene."""
        return self.quantity == RELATIVE

    def colour(self, intensity: Array, levels: Sequence[float], orientations: int) -> Colouring:
        """Colours of linear intensity (bands, rows, cols), in the order of `polarisations`.

        `levels` are the scene's, one per band (natural logarithms, see core.colour.level). A block that begins at
        multiples of the stride, with its halo, gets the colours of the whole image. The picture is the mean over
        `orientations`, 2 to 8. A pixel is missing where a band is.
        """
        logs = np.stack([relative_logs(*both, (-np.inf, np.inf)) for both in zip(intensity, levels)])
        missing = ~np.isfinite(logs).all(axis=0)
        look = self.look(np.stack([filled(band) for band in logs]), levels, orientations)
        confidence = self._confidence(look)
        colouring = Colouring(look.picture[(..., *look.inner)], confidence[look.inner])
        for values in colouring:
            values[..., missing] = np.nan
        return colouring

    def look(self, logs: Array, levels: Sequence[float], orientations: int) -> Look:
        """The network's answers to relative log-intensity (bands, rows, cols) without gaps."""
        padded, inner = self._padded(logs)
        picture, error, spread = self._agreed(self._input(padded, levels), orientations)
        known = familiarity.statistics(np.clip(padded[0], *self.limits))
        return Look(picture, inner, known, spread, error)

    def _padded(self, filled_logs: Array) -> tuple[Array, tuple[slice, slice]]:
        edge = self.stride * -(-EDGE // self.stride)
        rows, cols = filled_logs.shape[1:]
        spread = [(0, 0), *((edge, edge + -length % self.stride) for length in (rows, cols))]
        inner = slice(edge, edge + rows), slice(edge, edge + cols)
        return np.pad(filled_logs, spread, mode="symmetric"), inner

    def _input(self, logs: Array, levels: Sequence[float]) -> Array:
        values = logs
        if self.quantity == DECIBEL:
            natural = logs + np.asarray(levels, np.float32)[:, np.newaxis, np.newaxis]
            values = natural * np.float32(10 / np.log(10))
        values = np.clip(values, *self.limits)
        if self.input_range is not None:
            (low, high), (first, last) = self.limits, self.input_range
            values = first + (values - low) * np.float32((last - first) / (high - low))
        return np.repeat(values.astype(np.float32, copy=False), self.replicated, axis=0)

    def _agreed(self, values: Array, orientations: int) -> tuple[Array, Array | None, Array]:
        """The mean picture over orientations; around boxes, the mean expected error and the pictures' deviation."""
        bands = 3 + self.expects_error
        total: Array = np.zeros((bands, *values.shape[1:]), np.float32)
        squares: Array = np.zeros(values.shape[1:], np.float32)
        for turns, mirrored in ORIENTATIONS[:orientations]:
            found = turned_back(self._run(turned(values, turns, mirrored)), turns, mirrored)
            total += found
            squares += _squared(found[:3])
        total /= np.float32(orientations)
        squares -= orientations * _squared(total[:3])
        variance = np.maximum(squares, 0) / np.float32(3 * (orientations - 1))
        boxes = (familiarity.around(familiarity.box_means(one)) for one in (variance, total[-1]))
        around, error = boxes
        return total[:3], error if self.expects_error else None, np.sqrt(around)

    def _run(self, values: Array) -> Array:
        bands = 3 + self.expects_error
        found = blended(values, self.side, bands, self._asked) if self.side else self._asked(values)
        low, high = self.output_range
        found[:3] -= np.float32(low)
        found /= np.float32(high - low)
        return np.clip(found, 0, 1, out=found)

    def _asked(self, values: Array) -> Array:
        name = self.network.card.inputs[0]["name"]
        found: Array = self.network.run(**{name: np.ascontiguousarray(values[np.newaxis])})[0]
        if len(found) != 3 + self.expects_error:
            raise InputError(f"{self.network.card.name} gives {len(found)} bands: correct expected_error in its card.")
        return found

    def _confidence(self, look: Look) -> Array:
        """0 to 1 per pixel, from agreement, likeness to the training scenes and the error to be expected there."""
        known = self.familiar
        found = familiarity.trust(look.spread, known.spread if known else SPREAD)
        if known:
            found = found * familiarity.trust(known.distances(look.statistics), known.distance)
        if look.expected is not None:
            expected = look.expected
            if known and known.error_table:
                expected = known.error_table.ask(quantities(expected, look.statistics))
            found = found * familiarity.hope(expected, (known and known.errors) or ERRORS)
        return np.repeat(np.repeat(found, familiarity.BOX, axis=0), familiarity.BOX, axis=1)


def _facts(network: Network) -> dict[str, Any]:
    card = network.card
    channels, *sides = (int(one) for one in card.inputs[0]["input"]["shape"][1:])
    polarisations = tuple(str(one) for one in card.radar("polarisations"))
    quantity, given = str(card.radar("quantity")), card.radar("input_range")
    if quantity not in (RELATIVE, DECIBEL):
        raise ValueError(f"quantity is {quantity}, neither {RELATIVE} nor {DECIBEL}")
    if not polarisations or channels % len(polarisations) or sides[0] != sides[1]:
        raise ValueError(f"{channels} channels of {sides} pixels cannot take the bands {', '.join(polarisations)}")
    fixed = sides[0] > 0
    if fixed and sides[0] % (2 * familiarity.BOX):
        raise ValueError(f"the side of {sides[0]} pixels is no multiple of {2 * familiarity.BOX}")
    low, high = (float(one) for one in card.radar("limits"))
    first, last = (float(one) for one in card.radar("output_range"))
    others = card.item["properties"]["mlm:hyperparameters"]["aurorasar"]
    stated, spacing = others.get("statistics"), others.get("pixel_spacing_m")
    return {
        "quantity": quantity, "limits": (low, high), "output_range": (first, last), "polarisations": polarisations,
        "input_range": None if given is None else (float(given[0]), float(given[1])),
        "stride": sides[0] // 2 if fixed else int(card.radar("stride")),
        "halo": sides[0] if fixed else int(card.radar("halo")),
        "side": sides[0] if fixed else 0, "replicated": channels // len(polarisations),
        "familiar": None if stated is None else Familiar.of(stated),
        "pixel_spacing": None if spacing is None else float(spacing),
        "expects_error": bool(others.get("expected_error", False)),
    }  # fmt: skip


def faded(colouring: Colouring, logs: Array, threshold: float) -> Array:
    """The picture, greyer the further its confidence lies below the threshold (0 to 1; 0 keeps all colours).

    The grey is that of the relative log-intensity (rows, cols).
    """
    if threshold <= 0:
        return colouring.picture
    low, high = GREY
    grey = np.clip((logs - np.float32(low)) / np.float32(high - low), 0, 1)
    found: Array = colouring.picture - grey
    found *= np.clip(colouring.confidence / np.float32(threshold), 0, 1)
    found += grey
    return found


def filled(logs: Array) -> Array:
    """Logarithms without gaps: the mean around them, or the level of the scene, 0."""
    missing = ~np.isfinite(logs)
    if not missing.any():
        return logs
    weights = ndimage.uniform_filter((~missing).astype(np.float32), SURROUNDINGS, mode="constant")
    sums = ndimage.uniform_filter(np.where(missing, np.float32(0), logs), SURROUNDINGS, mode="constant")
    there = weights > 0.5 / SURROUNDINGS**2
    mean = np.where(there, sums / np.where(there, weights, 1), 0)
    return np.where(missing, mean, logs).astype(np.float32)


def _squared(colours: Array) -> Array:
    """Squared length of colours (3, rows, cols)."""
    found: Array = np.einsum("brc,brc->rc", colours, colours)
    return found
