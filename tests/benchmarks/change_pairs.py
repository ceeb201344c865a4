"""The classical change pairs of `../shared/data/change_benchmarks`, wrapped with a made-up place on the ground."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal, osr


class Pair(NamedTuple):
    """File names of both dates and of the truth."""

    before: str
    after: str
    truth: str


PAIRS = {
    "san_francisco": Pair("san_francisco/san_1.bmp", "san_francisco/san_2.bmp", "san_francisco/san_gt.bmp"),
    "ottawa": Pair("ottawa/ottawa_1.bmp", "ottawa/ottawa_2.bmp", "ottawa/ottawa_gt.bmp"),
    "sulzberger": Pair("sulzberger/Sulzberger1_1.bmp", "sulzberger/Sulzberger1_2.bmp", "sulzberger/Sulzberger1_gt.bmp"),
}


def wrapped(data: Path, pair: Pair, folder: Path) -> tuple[str, str, np.ndarray]:
    """Both dates as one-band GeoTIFFs in `folder`, and the truth (True: changed)."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    paths = []
    for name in (pair.before, pair.after):
        values = band(data / name)
        path = folder / Path(name).with_suffix(".tif").name
        dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, gdal.GDT_Byte)
        dataset.SetGeoTransform((420_000.0, 10.0, 0.0, 5_210_000.0, 0.0, -10.0))
        dataset.SetProjection(reference.ExportToWkt())
        dataset.GetRasterBand(1).WriteArray(values)
        paths.append(str(path))
    return paths[0], paths[1], band(data / pair.truth) > 127


def band(path: Path) -> np.ndarray:
    """The first band (the three of some files are identical)."""
    dataset = gdal.OpenEx(str(path), gdal.OF_RASTER, ["BMP"])
    return np.asarray(dataset.GetRasterBand(1).ReadAsArray())


def kappa(called: np.ndarray, truth: np.ndarray) -> float:
    """Cohen's kappa of two boolean maps."""
    agree = np.mean(called == truth)
    chance = called.mean() * truth.mean() + (1 - called.mean()) * (1 - truth.mean())
    return float((agree - chance) / (1 - chance))
