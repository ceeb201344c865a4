"""Terrain geometry on the Rome product: python -m tests.benchmarks.bench_terrain

Seconds by the clock and of the processor, and peak memory; reads ../shared/data (AURORASAR_SHARED_DATA names another
folder).
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from aurora_qgis.core.grid import Window
from aurora_qgis.core.jobs import GeocodeFiles, GeocodeOptions, geocode
from aurora_qgis.core.jobs.geometry.heights import open_heights
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import TerrainSource, open_radar_grid
from aurora_qgis.core.jobs.opening import unsaid
from tests.benchmarks.measure import ROOT, apart, table

FOLDER = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "sentinel1_products"
IMAGE = (16_705, 26_102)
ROME = Window(7300, 21_300, 1500, 1900)
"""Where the terrain model lies in the image."""

BLOCK = (128, 1024)


class Spent(NamedTuple):
    """By a run."""

    megapixels: float
    wall: float
    cpu: float
    peak_mb: float


def spent(function: Callable[[], float]) -> Spent:
    """`function` says how many megapixels it made."""
    wall, start = time.monotonic(), time.process_time()
    made = function()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Spent(made, time.monotonic() - wall, time.process_time() - start, peak)


def looked_up() -> Spent:
    grid = open_radar_grid(product_images(str(next(FOLDER.glob("S1B*"))))[0], "", (1, 1))
    heights = open_heights(str(FOLDER / "Rome-30m-DEM.tif"), "auto", unsaid)
    source = TerrainSource(grid, heights)

    def blocks() -> float:
        pixels = 0
        for row in range(ROME.row, ROME.row + ROME.rows, BLOCK[0]):
            for col in range(ROME.col, ROME.col + ROME.cols, BLOCK[1]):
                pixels += source.read(Window(row, col, *BLOCK)).located().mask.size
        return pixels / 1e6

    return spent(blocks)


def geocoded(folder: str, resampling: str, radiometry: str, resolution: float) -> Spent:
    image = f"{folder}/image.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(image, IMAGE[1], IMAGE[0], 1, gdal.GDT_Float32, ["SPARSE_OK=TRUE"])
    pixels = np.random.default_rng(0).gamma(4.4, 0.02, (ROME.rows, ROME.cols)).astype(np.float32)
    dataset.GetRasterBand(1).WriteArray(pixels, ROME.col, ROME.row)
    dataset = None
    options = GeocodeOptions(
        resolution=resolution, scale="intensity", resampling=resampling, radiometry=radiometry, quantity="beta0",
        layout="plain",
    )  # fmt: skip

    def run() -> float:
        summary = geocode(
            image, str(next(FOLDER.glob("S1B*"))), str(FOLDER / "Rome-30m-DEM.tif"), GeocodeFiles(f"{folder}/map.tif"),
            options,
        )  # fmt: skip
        return summary.rows * summary.cols / 1e6

    return spent(run)


def main() -> None:
    if not FOLDER.is_dir():
        raise SystemExit(f"There are no products in {FOLDER}.")
    rows = [("look-up table, blocks of 128 x 1024", apart(looked_up))]
    with tempfile.TemporaryDirectory() as folder:
        for method in ("bilinear", "cubic", "lanczos"):
            rows.append((f"geocode, 4 m, {method}", apart(geocoded, folder, method, "as_is", 4.0)))
        for size in (4.0, 10.0):
            run = apart(geocoded, folder, "bilinear", "gamma0_terrain", size)
            rows.append((f"geocode, {size:g} m, terrain flattening", run))
    cells = [
        [name, f"{one.megapixels:.1f}", f"{one.wall:.1f}", f"{one.cpu:.1f}", f"{one.megapixels / one.wall:.1f}",
         f"{one.cpu / one.megapixels:.2f}", f"{one.peak_mb:.0f}"]
        for name, one in rows
    ]  # fmt: skip
    print(table(["run", "Mpixel", "seconds", "CPU s", "Mpixel/s", "CPU s per Mpixel", "peak MB"], cells))


if __name__ == "__main__":
    main()
