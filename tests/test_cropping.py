"""Cutting out an extent."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.grid import IDENTITY, Grid
from aurora_qgis.core.jobs import CropOptions, crop
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import speckle
from tests.conftest import grid


@pytest.fixture
def image(rng) -> np.ndarray:
    return speckle((2, 60, 80), 4, rng)


def test_the_pixels_that_an_extent_touches_are_copied_unchanged(save, image, tmp_path):
    source, out = save(image, descriptions=["VV", "VH"], unit="intensity"), str(tmp_path / "out.tif")
    west, north = 420_000 + 10 * 10, 5_210_000 - 20 * 10
    found = crop(source, out, CropOptions((west + 1, west + 299, north - 199, north - 1)))
    assert (found.row, found.col, found.rows, found.cols) == (20, 10, 20, 30)
    with Raster.open(out) as raster:
        assert np.array_equal(raster.read(), image[:, 20:40, 10:40])
        assert raster.grid == grid(60, 80).part(type(grid(1, 1).window)(20, 10, 20, 30))
        assert raster.descriptions == ("VV", "VH")
    dataset = gdal.Open(out)
    assert dataset.GetRasterBand(1).GetUnitType() == "intensity"
    assert dataset.GetMetadataItem("AURORASAR_ALGORITHM") == "aurorasar:crop"


def test_a_limit_takes_the_middle(save, image, tmp_path):
    found = crop(save(image), str(tmp_path / "out.tif"), CropOptions(most=20))
    assert (found.row, found.col, found.rows, found.cols) == (20, 30, 20, 20)


def test_an_extent_that_reaches_beyond_the_raster_is_cut_and_one_that_misses_it_is_refused(save, image, tmp_path):
    source, out = save(image), str(tmp_path / "out.tif")
    found = crop(source, out, CropOptions((0, 420_050, 0, 1e8)))
    assert (found.rows, found.cols) == (60, 5)
    with pytest.raises(InputError, match="does not touch"):
        crop(source, out, CropOptions((0, 10, 0, 10)))


def test_without_a_geotransform_the_extent_is_that_which_qgis_shows(save, image, tmp_path):
    source = save(image, on=Grid((60, 80), IDENTITY, ""))
    found = crop(source, str(tmp_path / "out.tif"), CropOptions((10, 20, -15, -5)))
    assert (found.row, found.col, found.rows, found.cols) == (5, 10, 10, 10)


def test_complex_pixels_stay_complex(tmp_path, rng):
    path, out = str(tmp_path / "slc.tif"), str(tmp_path / "out.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 30, 30, 1, gdal.GDT_CFloat32)
    values = (rng.normal(size=(30, 30)) + 1j * rng.normal(size=(30, 30))).astype(np.complex64)
    dataset.GetRasterBand(1).WriteArray(values)
    dataset = None
    crop(path, out, CropOptions(most=10))
    assert np.array_equal(gdal.Open(out).ReadAsArray(), values[10:20, 10:20])
