"""Batches of radar images and colours, cut from pairs that are kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..colour.level import relative_logs, scene_level
from ..errors import InputError
from ..scale import Scale, detect
from .colour_pairs import Array, Pair, read_pair
from .colour_registration import displacements, registered

LIMITS = (-4.0, 1.5)
"""Of the relative log-intensity: -17 to +6.5 dB. Eight-bit radar images are cut there at the latest."""

LEVEL_JITTER = 0.1
"""Standard deviation of the level (0.4 dB), so that a little more water or city in a scene does not matter."""

CUT_JITTER = 0.4
"""By so much less may the upper limit be."""

GREY_STEP = 1.0
"""Added to 8-bit amplitude, as when rasters are opened: zero is the darkest level."""


MORE_SPECKLE = (8.0, 40.0)
"""Looks of speckle that every second crop gets on top of its own, so that speckle cannot be learned by heart."""


class Scene(NamedTuple):
    """A pair in memory."""

    logs: NDArray[np.float16]
    """Relative log-intensity (rows, cols), not cut off; NaN is missing."""

    colours: NDArray[np.uint8]
    """(3, rows, cols)."""

    shift: float
    """What to add for logs relative to the level of the scene (the tile) instead of this pair's."""


class Batch(NamedTuple):
    """Relative log-intensity (n, 1, side, side) and colours 0 to 1 (n, 3, side, side)."""

    logs: Array
    colours: Array


def intensity_of(radar: Array) -> Array:
    """Linear intensity (rows, cols) of a radar image as `read_pair` returns it; of several bands the first."""
    values = radar[0]
    known = values[np.isfinite(values)]
    whole = bool(known.size) and bool((known == np.rint(known)).all()) and float(known.min()) >= 0
    scale = detect(known, integer=whole)
    step = GREY_STEP if whole and scale is Scale.AMPLITUDE else 0.0
    return scale.to_intensity(values + np.float32(step))


def read_scenes(pairs: Sequence[Pair], register: bool = False) -> list[Scene]:
    """Pairs that know their level and that of all pairs of their scene; pictures brought onto radar images if asked.

    Raises InputError where there is no data.
    """
    read = [read_pair(pair) for pair in pairs]
    intensities = [intensity_of(radar) for radar, _ in read]
    of_scene = {
        name: scene_level(one for one, pair in zip(intensities, pairs) if pair.scene == name)
        for name in {pair.scene for pair in pairs}
    }
    scenes = []
    for pair, intensity, (_, colours) in zip(pairs, intensities, read):
        level = scene_level([intensity])
        if not np.isfinite(level):
            raise InputError(f"{pair.radar} holds no valid data: leave the pair out.")
        logs = relative_logs(intensity, level, (-12.0, 12.0)).astype(np.float16)
        picture = np.rint(colours * 255).astype(np.uint8)
        if register:
            picture = registered(picture, displacements(clipped(logs), colours))
        scenes.append(Scene(logs, picture, level - of_scene[pair.scene]))
    return scenes


def clipped(logs: NDArray[np.float16]) -> Array:
    """What a network is given: no gaps, and cut to LIMITS."""
    return np.clip(np.nan_to_num(logs.astype(np.float32)), *LIMITS)


class Grounds:
    """What a network is trained on."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.scenes = scenes

    def batch(self, count: int, side: int, rng: np.random.Generator) -> Batch:
        """Crops in any of the eight orientations. Every third one relative to the level of its whole tile."""
        crops = [self._crop(side, rng) for _ in range(count)]
        return Batch(*(np.stack(parts) for parts in zip(*crops)))

    def _crop(self, side: int, rng: np.random.Generator) -> tuple[Array, Array]:
        scene = self.scenes[rng.integers(len(self.scenes))]
        row, col = (int(rng.integers(length - side + 1)) for length in scene.logs.shape)
        place = np.s_[row : row + side, col : col + side]
        logs = scene.logs[place].astype(np.float32) + np.float32(
            rng.normal(0, LEVEL_JITTER) + (scene.shift if rng.random() < 1 / 3 else 0)
        )
        if rng.random() < 0.5:
            looks = np.float32(rng.uniform(*MORE_SPECKLE))
            logs = logs + np.log(rng.gamma(looks, 1 / looks, logs.shape)).astype(np.float32)
        logs = np.clip(np.nan_to_num(logs), LIMITS[0], LIMITS[1] - CUT_JITTER * max(rng.normal(), 0))
        turned = oriented(np.concatenate([logs[np.newaxis], scene.colours[(slice(None), *place)] / 255]), rng)
        return turned[:1].astype(np.float32), turned[1:].astype(np.float32)


def oriented(image: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """A square image (bands, side, side) in one of eight orientations."""
    turned = np.rot90(image, int(rng.integers(4)), axes=(1, 2))
    return np.ascontiguousarray(turned[:, :, ::-1] if rng.random() < 0.5 else turned)
