"""Time and peak memory of whole programs, and rasters to measure them on."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from osgeo import gdal, osr

Result = TypeVar("Result")

ROOT = Path(__file__).resolve().parents[2]


class Cost(NamedTuple):
    """Of one run of a program."""

    seconds: float
    peak_mb: float


def measured(command: Sequence[str]) -> Cost:
    """Run a program to its end. SystemExit if it fails."""
    start = time.monotonic()
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(run.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(time.monotonic() - start, usage.ru_maxrss / 1024)


def apart(function: Callable[..., Result], *arguments: object) -> Result:
    """Call a function in a process of its own: a program's peak memory counts that of the process that starts it."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def median(costs: Sequence[Cost]) -> Cost:
    return Cost(statistics.median(one.seconds for one in costs), max(one.peak_mb for one in costs))


def engine(*arguments: str) -> list[str]:
    """The command line of our engine."""
    return [sys.executable, "-m", "aurora_qgis.core", *arguments]


def speckle_file(path: Path, size: int, seed: int) -> str:
    """An uncompressed float32 GeoTIFF of parcels under 4-look speckle, size x size pixels, written in strips."""
    rng = np.random.default_rng(seed)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 1, gdal.GDT_Float32, ["BIGTIFF=IF_SAFER"])
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    dataset.SetGeoTransform((420_000.0, 10.0, 0.0, 5_210_000.0, 0.0, -10.0))
    dataset.SetProjection(reference.ExportToWkt())
    tile = rng.gamma(4, 0.25, (1024, size)).astype(np.float32)
    parcels = np.random.default_rng(1)
    for row in range(0, size, 1024):
        rows = min(1024, size - row)
        level = 10 ** parcels.uniform(-1.5, 0, (rows // 64 + 1, size // 64 + 1))
        if seed > 1:  # a later date: one parcel in ten has changed
            level[:, ::10] *= 0.05
        level = level.repeat(64, 0).repeat(64, 1)
        shifted = np.roll(tile[:rows], int(rng.integers(size)), 1)
        dataset.GetRasterBand(1).WriteArray((shifted * level[:rows, :size]).astype(np.float32), 0, row)
    return str(path)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
