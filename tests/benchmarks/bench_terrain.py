"""Terrain geometry on the Rome product: python -m tests.benchmarks.bench_terrain

CPU seconds and peak memory; reads ../shared/data (AURORASAR_SHARED_DATA names another folder).
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from osgeo import gdal

from aurora_qgis.core.grid import Window
from aurora_qgis.core.jobs import GeocodeFiles, GeocodeOptions, geocode
from aurora_qgis.core.jobs.heights import open_heights
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.jobs.products import product_images
from aurora_qgis.core.jobs.radar_grid import TerrainSource, open_radar_grid
from tests.benchmarks.measure import ROOT, apart, table

FOLDER = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "sentinel1_products"
IMAGE = (16_705, 26_102)
ROME = Window(7300, 21_300, 1500, 1900)
"""Where the terrain model lies in the image."""

BLOCK = (128, 1024)


def cpu(function: Callable[[], float]) -> tuple[float, float, float]:
    """Megapixels that a function says it made, CPU seconds, peak MB of this process."""
    start = time.process_time()
    made = function()
    return made, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def looked_up() -> tuple[float, float, float]:
    grid = open_radar_grid(product_images(str(next(FOLDER.glob("S1B*"))))[0], "", (1, 1))
    heights = open_heights(str(FOLDER / "Rome-30m-DEM.tif"), "auto", unsaid)
    source = TerrainSource(grid, heights)

    def blocks() -> float:
        pixels = 0
        for row in range(ROME.row, ROME.row + ROME.rows, BLOCK[0]):
            for col in range(ROME.col, ROME.col + ROME.cols, BLOCK[1]):
                pixels += source.read(Window(row, col, *BLOCK)).located().mask.size
        return pixels / 1e6

    return cpu(blocks)


def geocoded(folder: str, resampling: str) -> tuple[float, float, float]:
    image = f"{folder}/image.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(image, IMAGE[1], IMAGE[0], 1, gdal.GDT_Float32, ["SPARSE_OK=TRUE"])
    pixels = np.random.default_rng(0).gamma(4.4, 0.02, (ROME.rows, ROME.cols)).astype(np.float32)
    dataset.GetRasterBand(1).WriteArray(pixels, ROME.col, ROME.row)
    dataset = None
    options = GeocodeOptions(resolution=4.0, scale="intensity", resampling=resampling, layout="plain")

    def run() -> float:
        summary = geocode(
            image, str(next(FOLDER.glob("S1B*"))), str(FOLDER / "Rome-30m-DEM.tif"), GeocodeFiles(f"{folder}/map.tif"),
            options,
        )  # fmt: skip
        return summary.rows * summary.cols / 1e6

    return cpu(run)


def main() -> None:
    if not FOLDER.is_dir():
        raise SystemExit(f"There are no products in {FOLDER}.")
    rows = [("look-up table, blocks of 128 x 1024", apart(looked_up))]
    with tempfile.TemporaryDirectory() as folder:
        rows += [(f"geocode, 4 m, {name}", apart(geocoded, folder, name)) for name in ("bilinear", "cubic")]
    cells = [
        [name, f"{size:.1f}", f"{spent:.1f}", f"{spent / size:.2f}", f"{peak:.0f}"]
        for name, (size, spent, peak) in rows
    ]
    print(table(["run", "Mpixel", "CPU s", "CPU s per Mpixel", "peak MB"], cells))


if __name__ == "__main__":
    main()
