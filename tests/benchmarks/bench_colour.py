"""Generated colours on the held-out Sentinel-2 tile beside what costs no network; and what they cost.

python -m tests.benchmarks.bench_colour [PICTURE.jpg]   the picture shows the best, the median and the worst scene
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from osgeo import gdal
from scipy import ndimage

from aurora_qgis.core.colour.learned import MODELS, ColourModel
from aurora_qgis.core.training.colour import fitted, scores
from aurora_qgis.core.training.colour_grounds import LIMITS, read_scenes
from aurora_qgis.core.training.colour_pairs import split, tiled_pairs
from tests.benchmarks.colour_peers import WINDOWS, Table, linear, mapped
from tests.benchmarks.measure import ROOT, table

HELD_OUT = {"T11SMT"}
SHOWN = 340
"""Pixels a side of each scene in the picture."""

Method = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Relative log-intensity and true colours to colours; the truth is for mappings that are fitted to each scene."""


def network(name: str) -> Method:
    model = ColourModel.open(name)
    return lambda logs, _: model.colour(np.exp(logs)[np.newaxis], (0.0,), 2).picture


def methods(training: list[tuple[np.ndarray, np.ndarray]]) -> dict[str, Method]:
    mean = np.mean([colours.mean((1, 2)) for _, colours in training], 0).astype(np.float32)[:, None, None]
    logs, colours = np.concatenate([one for one, _ in training]), np.concatenate([one for _, one in training], 1)
    line = linear(logs, colours)
    tables = Table(training, (1,)), Table(training, WINDOWS)
    return {
        "mean colour of the training scenes": lambda logs, true: np.broadcast_to(mean, true.shape),
        "linear mapping of dB, of the training scenes": lambda logs, _: mapped(logs, line),
        "histogram mapping per pixel": lambda logs, _: tables[0](logs),
        "table of pixel, 7 x 7 and 31 x 31 means": lambda logs, _: tables[1](logs),
        **{name: network(name) for name in MODELS},
        "linear mapping fitted to each scene's true colours": lambda logs, true: mapped(logs, linear(logs, true)),
        **{f"{name}, gain and offset fitted likewise": _fitted(network(name)) for name in MODELS},
    }


def _fitted(method: Method) -> Method:
    return lambda logs, true: fitted(method(logs, true), true)


def main() -> None:
    data = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "s1s2_pairs"
    if not data.is_dir():
        print(f"The pairs are not here ({data}): nothing to measure.")
        return
    parts = split(tiled_pairs(data), HELD_OUT)
    training, held_out = (
        [(np.clip(np.nan_to_num(one.logs.astype(np.float32)), *LIMITS), one.colours / np.float32(255))
         for one in read_scenes(pairs)]
        for pairs in (parts.training, parts.held_out)
    )  # fmt: skip
    rows = []
    of_default = np.zeros(0)
    for name, method in methods(training).items():
        started = time.process_time()
        found = np.array([scores(method(*scene).astype(np.float32), scene[1]) for scene in held_out])
        seconds = (time.process_time() - started) / sum(logs.size for logs, _ in held_out) * 1e6
        rows.append([name, *(f"{one:.3f}" for one in found.mean(axis=0)), f"{seconds:.1f}"])
        if name == next(iter(MODELS)):
            of_default = found[:, 0]
    print(table(["method", "PSNR dB", "SSIM", "spectral angle", "CPU s per Mpixel with scoring"], rows))
    if len(sys.argv) > 1:
        order = np.argsort(of_default)
        _draw(sys.argv[1], [held_out[place] for place in (order[-1], order[len(order) // 2], order[0])])


def _draw(path: str, scenes: list[tuple[np.ndarray, np.ndarray]]) -> None:
    """Radar, both networks and the truth, a row for each scene."""
    rows = []
    for logs, colours in scenes:
        grey = np.repeat(np.clip((logs + 2.5) / 3.7, 0, 1)[np.newaxis], 3, axis=0)
        panels = [grey, *(network(name)(logs, colours) for name in MODELS), colours]
        small = [ndimage.zoom(one, (1, SHOWN / one.shape[1], SHOWN / one.shape[2]), order=1) for one in panels]
        rows.append(np.concatenate(small, axis=2))
    picture = np.uint8(np.clip(255 * np.concatenate(rows, axis=1), 0, 255))
    memory = gdal.GetDriverByName("MEM").Create("", picture.shape[2], picture.shape[1], 3)
    memory.WriteArray(picture)
    gdal.GetDriverByName("JPEG").CreateCopy(path, memory, options=["QUALITY=80"])


if __name__ == "__main__":
    main()
