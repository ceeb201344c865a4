"""Speckle-free images to train on, and speckle on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..landscape import speckle
from ..raster import Raster
from ..simulate import Options, simulate

Array = NDArray[np.float32]

HELD_OUT = 12
"""Of the natural images, the last ones: for validation."""

SHRUNK = (1.0, 0.85, 0.7)
SHARES = {"natural": 0.66, "scene": 0.12, "leaves": 0.14, "flat": 0.08}
POINTS = 0.4
"""Share of patches with point targets."""

WHITE = 0.65
"""Share of patches whose speckle is not correlated."""

SERVED_LOOKS = (1.0, 64.0)
RANGES = ((0.15, 1.0, 1.0), (0.7, 0.9, 18.0), (0.15, 16.0, 80.0))
"""Looks to train on, a little more than are to be served: shares of the patches, and from where to where."""


class Batch(NamedTuple):
    """Patches (n, 1, side, side) of intensity, and looks (n,)."""

    noisy: Array
    clean: Array
    looks: Array


def read_natural(folder: Path) -> list[Array]:
    """Eight-bit grey images read as amplitude, to intensity."""
    found = sorted(folder.glob("*.png"))
    if not found:
        raise FileNotFoundError(f"{folder} holds no PNG images: give the folder of Train400.")
    return [_intensity(path) for path in found]


def _intensity(path: Path) -> Array:
    with Raster.open(str(path)) as raster:
        return np.square(np.maximum(np.nan_to_num(raster.read()[0]), 1))


def shrunk(image: Array) -> list[Array]:
    """The image at several sizes, which multiplies the structures to learn from."""
    amplitude = np.sqrt(image)
    return [image if size == 1 else np.square(np.maximum(ndimage.zoom(amplitude, size, order=1), 1)) for size in SHRUNK]


def scenes(count: int) -> list[Array]:
    """Simulated radar scenes before speckle, both bands."""
    made = (simulate(Options(shape=(384, 384), seed=1000 + seed)).clean_before for seed in range(count))
    return [band for scene in made for band in scene]


def dead_leaves(side: int, rng: np.random.Generator) -> Array:
    """Discs, boxes and stripes that hide one another, each of a constant level: sharp edges at all contrasts.

    A. B. Lee, D. Mumford and J. Huang, "Occlusion models for natural images", IJCV 41, 2001.
    """
    rows, cols = np.mgrid[:side, :side].astype(np.float32)
    levels = np.zeros((side, side), np.float32)
    for _ in range(150):
        down, right = rows - rng.uniform(0, side), cols - rng.uniform(0, side)
        angle = rng.uniform(0, np.pi)
        along, across = down * np.cos(angle) + right * np.sin(angle), right * np.cos(angle) - down * np.sin(angle)
        size = 2.0 / rng.uniform(0.02, 1.0)
        kind = rng.integers(4)
        if kind == 0:
            inside = np.hypot(down, right) < size
        elif kind == 1:
            inside = (np.abs(along) < size) & (np.abs(across) < size * rng.uniform(0.2, 1))
        elif kind == 2:
            inside = (np.abs(across) < rng.uniform(0.5, 3)) & (np.abs(along) < 10 * size)
        else:
            inside = along > rng.uniform(0.3, 0.6) * side
        levels[inside] = rng.normal(0, 5) + rng.uniform(-0.02, 0.02) * along[inside]
    return np.float32(10) ** (levels / 10)


class Grounds:
    """The images to cut patches from."""

    def __init__(self, natural: Sequence[Array], seed: int, scene_count: int = 6, leaf_count: int = 60) -> None:
        rng = np.random.default_rng(seed)
        self.images = {
            "natural": [size for image in natural for size in shrunk(image)],
            "scene": scenes(scene_count),
            "leaves": [dead_leaves(192, rng) for _ in range(leaf_count)],
            "flat": [np.ones((192, 192), np.float32)],
        }

    def batch(self, size: int, side: int, rng: np.random.Generator) -> Batch:
        """A batch that depends on nothing but the random generator's state."""
        clean = np.stack([self._patch(side, rng) for _ in range(size)])
        looks = np.array([_looks(rng) for _ in range(size)], np.float32)
        noisy = np.stack([one * _speckle(one.shape, float(number), rng) for one, number in zip(clean, looks)])
        for index in np.flatnonzero(rng.random(size) < POINTS):
            _add_points(clean[index], noisy[index], rng)
        return Batch(noisy[:, np.newaxis], clean[:, np.newaxis], looks)

    def _patch(self, side: int, rng: np.random.Generator) -> Array:
        pool = self.images[str(rng.choice(list(SHARES), p=list(SHARES.values())))]
        image = pool[rng.integers(len(pool))]
        row, col = (int(rng.integers(length - side + 1)) for length in image.shape)
        patch = np.rot90(image[row : row + side, col : col + side], rng.integers(4))
        return np.ascontiguousarray(patch[:, ::-1] if rng.random() < 0.5 else patch)


def _looks(rng: np.random.Generator) -> float:
    _, fewest, most = RANGES[rng.choice(len(RANGES), p=[share for share, _, _ in RANGES])]
    return float(np.exp(rng.uniform(np.log(fewest), np.log(most))))


def _speckle(shape: tuple[int, ...], looks: float, rng: np.random.Generator) -> Array:
    if rng.random() < WHITE:
        return (rng.standard_gamma(looks, shape, np.float32) / np.float32(looks)).astype(np.float32)
    return speckle(shape, looks, rng, rng.uniform(0.1, 0.7))


def _add_points(clean: Array, noisy: Array, rng: np.random.Generator) -> None:
    """Point targets, which shine steadily: what speckle they have comes from the clutter around them."""
    rows, cols = np.mgrid[-3:4, -3:4]
    for _ in range(rng.integers(1, 13)):
        row, col = (int(rng.integers(3, length - 4)) for length in clean.shape)
        around = (slice(row - 3, row + 4), slice(col - 3, col + 4))
        down, right = rng.uniform(-0.4, 0.4, 2)
        response = np.exp(-((rows - down) ** 2 + (cols - right) ** 2) / (2 * rng.uniform(0.15, 1.0) ** 2))
        response /= response.max()
        target = (np.median(clean) * 10 ** rng.uniform(1.2, 4.0) * response).astype(np.float32)
        clean[around] += target
        noisy[around] += target
