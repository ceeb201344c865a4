"""Peak memory of colouring rasters of several sizes: python -m tests.benchmarks.bench_colour_memory [ROWSxCOLS ...]

Each in a process of its own that does nothing else, on a raster in strips, which is the hardest to read in blocks.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from osgeo import gdal

from tests.benchmarks.measure import apart, engine, measured, table

SIZES = ((2048, 2048), (5000, 4000), (10000, 10000), (20000, 10000))


def raster(path: Path, rows: int, cols: int) -> str:
    """Parcels under 4-look speckle in linear intensity, uncompressed."""
    rng = np.random.default_rng(1)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((420_000.0, 10.0, 0.0, 5_210_000.0, 0.0, -10.0))
    band = dataset.GetRasterBand(1)
    band.SetDescription("VH")
    speckle = rng.gamma(4, 0.25, (512, cols)).astype(np.float32)
    for row in range(0, rows, 512):
        height = min(512, rows - row)
        level = 10 ** rng.uniform(-2.5, -1, (8, cols // 64 + 1)).repeat(64, 0).repeat(64, 1)
        image = np.roll(speckle, int(rng.integers(cols)), 1) * level[:, :cols]
        band.WriteArray(image[:height].astype(np.float32), 0, row)
        band.FlushCache()
    return str(path)


def main() -> None:
    asked = [(int(rows), int(cols)) for rows, cols in (word.split("x") for word in sys.argv[1:])]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for rows, cols in asked or SIZES:
            source, output = Path(folder, "radar.tif"), Path(folder, "colours.tif")
            apart(raster, source, rows, cols)
            cost = measured(engine("colorize", str(source), str(output)))
            found.append([f"{rows} x {cols}", f"{cost.peak_mb:.0f} MB", f"{cost.seconds:.0f} s"])
            print(found[-1], flush=True)
            output.unlink()
    print(table(["raster", "peak memory", "time"], found))


if __name__ == "__main__":
    main()
