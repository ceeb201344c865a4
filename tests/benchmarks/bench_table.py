"""The look-up table of a whole Sentinel-1 GRD over mountains: python -m tests.benchmarks.bench_table

The job writes the table of all 16705 x 26102 pixels of the shared Rome product, in strips of plain GeoTIFF (14 GB) that
are deleted afterwards. Its terrain model has the lattice of the shared one (30 m) and covers the whole image: the
shared heights where there are some, mountains of 0 to 3000 m elsewhere. AURORASAR_TABLE names the folder for all that;
without it nothing is measured.
"""

from __future__ import annotations

import os
import tempfile

import numpy as np
from osgeo import gdal

from aurora_qgis.core.jobs import LookupFiles, LookupOptions, look_up
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import open_radar_grid
from tests.benchmarks.bench_terrain import FOLDER, Spent, spent
from tests.benchmarks.measure import apart, table

MODEL = str(FOLDER / "Rome-30m-DEM.tif")
HIGHEST = 3000.0
TILE = 2048
"""Cells a side after which the mountains repeat."""

ROUGHNESS = 2.0
"""Amplitudes fall with frequency to this power, as those of eroded land do."""

BESIDE = 120
"""Cells over which the shared heights give way to the mountains."""

MARGIN = 0.05
"""Degrees around the image."""


def mountains() -> np.ndarray:
    """A random field that goes on at its borders."""
    rng = np.random.default_rng(3)
    down, right = np.fft.fftfreq(TILE)[:, None], np.fft.rfftfreq(TILE)[None]
    frequency = np.maximum(np.hypot(down, right), 2 / TILE)
    field = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((TILE, TILE))) / frequency**ROUGHNESS)
    return np.asarray(HIGHEST * (field - field.min()) / np.ptp(field))


def model(path: str) -> str:
    """A terrain model around the whole image."""
    radar = open_radar_grid(product_images(str(next(FOLDER.glob("S1B*"))))[0], "", (1, 1))
    latitude, longitude = radar.outline((-100.0, HIGHEST + 100))
    shared = gdal.Open(MODEL)
    x, size, _, y, _, _ = shared.GetGeoTransform()
    left, top = int((x - longitude.min() + MARGIN) / size), int((latitude.max() + MARGIN - y) / size)
    cols, rows = int((np.ptp(longitude) + 2 * MARGIN) / size), int((np.ptp(latitude) + 2 * MARGIN) / size)
    made = gdal.GetDriverByName("GTiff").Create(path, cols, rows, 1, gdal.GDT_Int16, ["TILED=YES"])
    made.SetGeoTransform((x - left * size, size, 0, y + top * size, 0, -size))
    made.SetProjection(shared.GetProjection())
    field, band = mountains(), made.GetRasterBand(1)
    for row in range(0, rows, TILE):
        for col in range(0, cols, TILE):
            band.WriteArray(field[: rows - row, : cols - col].astype(np.int16), col, row)
    heights = shared.ReadAsArray().astype(float)
    around = band.ReadAsArray(left, top, *heights.shape[::-1])
    edge = np.minimum(*np.meshgrid(*(np.minimum(np.arange(n), np.arange(n)[::-1]) for n in heights.shape[::-1])))
    weight = np.clip(edge / BESIDE, 0, 1)
    band.WriteArray((weight * heights + (1 - weight) * around).astype(np.int16), left, top)
    return path


def written(terrain: str, out: str) -> tuple[Spent, str]:
    """The whole table, and what the job says about it."""
    said = []

    def run() -> float:
        options = LookupOptions(layout="plain")
        summary = look_up(str(next(FOLDER.glob("S1B*"))), terrain, LookupFiles(out), options)
        said.append(
            f"{summary.rows} x {summary.cols} pixels, {summary.mapped_share:.2%} mapped; of these layover "
            f"{summary.layover_share:.1%}, shadow {summary.shadow_share:.2%}; there and back "
            f"{summary.round_trip_pixels:.1e} pixel rms."
        )
        return summary.rows * summary.cols / 1e6

    return spent(run), said[0]


def main() -> None:
    place = os.environ.get("AURORASAR_TABLE")
    if not FOLDER.is_dir() or not place:
        print(f"Needs the products in {FOLDER}, and AURORASAR_TABLE: a folder with 15 GB of room.")
        return
    with tempfile.TemporaryDirectory(dir=place) as folder:
        terrain = model(f"{folder}/terrain.tif")
        size = gdal.Open(terrain)
        one, said = apart(written, terrain, f"{folder}/table.tif")
    cells = [f"{one.megapixels:.0f}", f"{one.wall:.0f}", f"{one.cpu:.0f}", f"{one.megapixels / one.wall:.1f}",
             f"{one.cpu / one.megapixels:.2f}", f"{one.peak_mb:.0f}"]  # fmt: skip
    print(table(["Mpixel", "seconds", "CPU s", "Mpixel/s", "CPU s per Mpixel", "peak MB"], [cells]))
    print(f"Terrain model of {size.RasterYSize} x {size.RasterXSize} cells. {said}")


if __name__ == "__main__":
    main()
