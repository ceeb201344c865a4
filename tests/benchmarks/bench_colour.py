"""Generated colours on the held-out Sentinel-2 tile beside what costs no network, and what their confidence is worth.

python -m tests.benchmarks.bench_colour [PICTURE.jpg]   the picture shows the best, the median and the worst scene
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal
from scipy import ndimage, stats

from aurora_qgis.core.colour.learned import MODELS, Colouring, ColourModel
from aurora_qgis.core.training.colour_grounds import clipped, read_scenes
from aurora_qgis.core.training.colour_pairs import Pair, split, tiled_pairs
from aurora_qgis.core.training.colour_quality import fitted, scores
from tests.benchmarks.colour_peers import WINDOWS, Table, linear, mapped
from tests.benchmarks.measure import ROOT, table

HELD_OUT = {"T11SMT"}
STRETCH = np.array([1.149, 1.110, 1.073], np.float32)[:, np.newaxis, np.newaxis]
"""Training pictures through held-out ones on ground that both show: 840 x 176 pixels of 050 and 139, 063 and 151, and
076 and 163, which agree to 0.001. Each tile was divided by its own 99 % quantile."""

BOX = 32
"""Pixels a side of the boxes whose error is compared with their confidence."""

SHOWN = 340
"""Pixels a side of each scene in the picture."""

Array = np.ndarray
Method = Callable[[Array], Array]
"""Relative log-intensity to colours 0 to 1."""

Oracle = Callable[[Array, Array], Array]
"""The same, with the scene's true colours to fit to."""


class Scene(NamedTuple):
    """Relative log-intensity, colours as stored, and brought onto the radar image."""

    logs: Array
    stored: Array
    registered: Array


def scenes_of(pairs: Sequence[Pair]) -> list[Scene]:
    white = np.float32(255)
    return [
        Scene(clipped(one.logs), one.colours / white, other.colours / white)
        for one, other in zip(read_scenes(pairs), read_scenes(pairs, register=True))
    ]


def coloured(name: str, scenes: Sequence[Scene]) -> list[Colouring]:
    model = ColourModel.open(name)
    return [model.colour(np.exp(scene.logs)[np.newaxis], (0.0,), 2) for scene in scenes]


def methods(training: Sequence[Scene]) -> dict[str, Method]:
    """Fitted to the training tile, to pictures that were brought onto the radar images, as the networks are."""
    mean = np.mean([scene.registered.mean((1, 2)) for scene in training], 0).astype(np.float32)[:, None, None]
    logs = np.concatenate([scene.logs for scene in training])
    line = linear(logs, np.concatenate([scene.registered for scene in training], 1))
    pairs = [(scene.logs, scene.registered) for scene in training]
    return {
        "mean colour of the training scenes": lambda logs: np.broadcast_to(mean, (3, *logs.shape)),
        "linear mapping of dB, of the training scenes": lambda logs: mapped(logs, line),
        "histogram mapping per pixel": Table(pairs, (1,)),
        "table of pixel, 7 x 7 and 31 x 31 means": Table(pairs, WINDOWS),
    }


def judged(pictures: Sequence[Array], scenes: Sequence[Scene], oracle: Oracle | None = None) -> Array:
    """PSNR, SSIM and spectral angle (scenes, 4, 3): stored and registered truth, then both with the stretch undone.

    Without the last two for an oracle, which fits the stretch too.
    """
    found = []
    for picture, scene in zip(pictures, scenes):
        truths = (scene.stored, scene.registered)
        if oracle:
            made = [(oracle(picture, true), true) for true in truths]
        else:
            made = [(picture / share, true) for share in (np.float32(1), STRETCH) for true in truths]
        found.append([scores(np.asarray(one, np.float32), true) for one, true in made])
    return np.array(found)


def row_of(name: str, found: Array) -> list[str]:
    means = found.mean(axis=0)
    return [name, *(f"{psnr:.2f} / {ssim:.3f}" for psnr, ssim, _ in means), f"{means[1, 2]:.2f}"]


def main() -> None:
    data = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "s1s2_pairs"
    if not data.is_dir():
        print(f"The pairs are not here ({data}): nothing to measure.")
        return
    parts = split(tiled_pairs(data), HELD_OUT)
    held_out = scenes_of(parts.held_out)
    rows, oracles = [], []
    for name, method in methods(scenes_of(parts.training)).items():
        rows.append(row_of(name, judged([method(scene.logs) for scene in held_out], held_out)))
    logs = [scene.logs for scene in held_out]
    line = judged(logs, held_out, lambda one, true: mapped(one, linear(one, true)))
    oracles.append(row_of("linear mapping of dB", line))
    made = {name: coloured(name, held_out) for name in MODELS}
    for name, colourings in made.items():
        pictures = [one.picture for one in colourings]
        found = judged(pictures, held_out)
        if name == next(iter(MODELS)):
            order = np.argsort(found[:, 1, 0])
        rows.append(row_of(name, found))
        oracles.append(row_of(f"{name}, gain and offset", judged(pictures, held_out, fitted)))
    heads = ["method", "stored", "registered", "stored, stretch undone", "registered, stretch undone", "spectral angle"]
    print(table(heads, rows))
    print("\nfitted to the true colours of each scene")
    print(table([*heads[:3], heads[-1]], oracles))
    for name, colourings in made.items():
        tell_confidence(name, colourings, held_out)
    if len(sys.argv) > 1:
        draw(sys.argv[1], held_out, made, [order[-1], order[len(order) // 2], order[0]])


def tell_confidence(name: str, colourings: Sequence[Colouring], scenes: Sequence[Scene]) -> None:
    """Rank correlation of confidence and error of boxes, and the error by tenths of the boxes."""
    sure = np.concatenate([boxes(one.confidence).ravel() for one in colourings])
    for words, share in (("registered", np.float32(1)), ("registered, stretch undone", STRETCH)):
        squares = [
            np.square(np.asarray(one.picture) / share - scene.registered).mean(axis=0)
            for one, scene in zip(colourings, scenes)
        ]
        error = np.sqrt(np.concatenate([boxes(one).ravel() for one in squares]))
        within = [
            stats.spearmanr(boxes(one.confidence).ravel(), boxes(square).ravel()).statistic
            for one, square in zip(colourings, squares)
        ]
        tenths = np.array_split(error[np.argsort(sure, kind="stable")], 10)
        print(f"\n{name}, {words}: rank correlation of confidence and error over {len(error)} boxes "
              f"{stats.spearmanr(sure, error).statistic:.3f}, within scenes {np.nanmean(within):.3f}; "
              f"mean error by tenths of confidence, the lowest first: "
              f"{' '.join(f'{one.mean():.3f}' for one in tenths)}")  # fmt: skip
    print(f"confidence by tenths: {' '.join(f'{one.mean():.2f}' for one in np.array_split(np.sort(sure), 10))}")


def boxes(values: Array) -> Array:
    rows, cols = (length // BOX for length in values.shape)
    found: Array = values[: rows * BOX, : cols * BOX].reshape(rows, BOX, cols, BOX).mean(axis=(1, 3))
    return found


def draw(path: str, scenes: Sequence[Scene], made: dict[str, list[Colouring]], places: Sequence[int]) -> None:
    """Radar, both networks and the truth, a row for each scene."""
    rows = []
    for place in places:
        scene = scenes[place]
        grey = np.repeat(np.clip((scene.logs + 2.5) / 3.7, 0, 1)[np.newaxis], 3, axis=0)
        panels = [grey, *(np.asarray(one[place].picture) for one in made.values()), scene.stored]
        small = [ndimage.zoom(one, (1, SHOWN / one.shape[1], SHOWN / one.shape[2]), order=1) for one in panels]
        rows.append(np.concatenate(small, axis=2))
    picture = np.uint8(np.clip(255 * np.concatenate(rows, axis=1), 0, 255))
    memory = gdal.GetDriverByName("MEM").Create("", picture.shape[2], picture.shape[1], 3)
    memory.WriteArray(picture)
    gdal.GetDriverByName("JPEG").CreateCopy(path, memory, options=["QUALITY=80"])


if __name__ == "__main__":
    main()
