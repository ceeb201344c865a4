"""Geometry that rasters bring along: against GDAL's own transformers, the look-up table, and a second sensor."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.geometry import RangeDoppler
from aurora_qgis.core.geometry.image_axes import RegularLines, SlantColumns
from aurora_qgis.core.geometry.orbit import StateVectors, fit_orbit
from aurora_qgis.core.geometry.terrain import Patch
from aurora_qgis.core.jobs import LookupFiles, LookupOptions, calibrate, look_up
from aurora_qgis.core.jobs.geometry.heights import open_heights
from aurora_qgis.core.jobs.geometry.placing import band_geometry, image_geometry
from aurora_qgis.core.jobs.opening import unsaid
from tests.sentinel1_product import small_scene


@pytest.fixture
def table(tmp_path) -> str:
    scene = small_scene(tmp_path)
    files, options = LookupFiles(str(tmp_path / "table.tif")), LookupOptions(heights="ellipsoid")
    look_up(scene["PRODUCT"], scene["DEM"], files, options)
    return str(tmp_path / "table.tif")


def test_two_bands_of_a_look_up_table_are_a_geometry_that_gives_pixels_back(table, rng):
    made = band_geometry(table, table, (1, 2))
    whole = gdal.Open(table).ReadAsArray()
    row, col = rng.integers(0, 200, 300), rng.integers(0, 300, 300)
    found = made(whole[0, row, col], whole[1, row, col], np.zeros(300))
    assert np.hypot(found.line - row, found.pixel - col).max() < 1e-4
    with pytest.raises(InputError, match="no latitudes and longitudes"):
        band_geometry(table, table, (3, 3))
    with pytest.raises(InputError, match="band 9 was asked for"):
        band_geometry(table, table, (1, 9))


@pytest.mark.parametrize("convention", ["TOP_LEFT_CORNER", "PIXEL_CENTER"])
@pytest.mark.parametrize(("offset", "step"), [((0, 0), (1, 1)), ((3, 5), (1, 1)), ((2, 1), (4, 10))])
def test_geolocation_arrays_mean_what_gdal_takes_them_for(convention, offset, step, tmp_path):
    line, pixel = np.indices((12, 15)).astype(float)
    arrays = {"Y": 45 + 0.01 * line + 0.001 * pixel, "X": 10 + 0.02 * pixel - 0.003 * line}
    for name, values in arrays.items():
        dataset = gdal.GetDriverByName("GTiff").Create(str(tmp_path / f"{name}.tif"), 15, 12, 1, gdal.GDT_Float64)
        dataset.GetRasterBand(1).WriteArray(values)
    dataset = None
    image = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "image.tif"), 150, 60, 1, gdal.GDT_Byte)
    image.SetMetadata({
        "X_DATASET": str(tmp_path / "X.tif"), "X_BAND": "1", "Y_DATASET": str(tmp_path / "Y.tif"), "Y_BAND": "1",
        "LINE_OFFSET": str(offset[0]), "PIXEL_OFFSET": str(offset[1]), "LINE_STEP": str(step[0]),
        "PIXEL_STEP": str(step[1]), "GEOREFERENCING_CONVENTION": convention, "SRS": "EPSG:4326",
    }, "GEOLOCATION")  # fmt: skip
    image = None
    made = image_geometry(str(tmp_path / "image.tif"))
    transformer = gdal.Transformer(gdal.Open(str(tmp_path / "image.tif")), None, ["METHOD=GEOLOC_ARRAY"])
    for row, col in ((3, 4), (7.25, 6.5), (9, 9)):
        at = offset[0] + row * step[0], offset[1] + col * step[1]
        _, (x, y, _) = transformer.TransformPoint(0, at[1], at[0])
        found = made.back(np.array([at[0] - 0.5]), np.array([at[1] - 0.5]), np.zeros(1))
        assert (found.longitude[0], found.latitude[0]) == pytest.approx((x, y), abs=2e-5)
        again = made(np.array([y]), np.array([x]), np.zeros(1))
        assert (again.line[0], again.pixel[0]) == pytest.approx((at[0] - 0.5, at[1] - 0.5), abs=0.02)


def test_ground_control_points_of_a_calibrated_image_are_its_geometry(tmp_path):
    scene = small_scene(tmp_path)
    calibrate(scene["PRODUCT"], str(tmp_path / "sigma0.tif"))
    made = image_geometry(str(tmp_path / "sigma0.tif"))
    points = gdal.Open(str(tmp_path / "sigma0.tif")).GetGCPs()
    assert len(points) == 35
    found = made(np.array([one.GCPY for one in points]), np.array([one.GCPX for one in points]), np.zeros(35))
    assert found.line == pytest.approx([one.GCPLine - 0.5 for one in points], abs=1e-3)
    assert found.pixel == pytest.approx([one.GCPPixel - 0.5 for one in points], abs=1e-3)


def test_real_ground_control_points_of_a_grd_are_read(shared_data):
    path = next(path for path in sorted((shared_data / "s1_geocoded_misc").rglob("*.tif*"))
                if gdal.Open(str(path)).GetGCPCount() > 100)  # fmt: skip
    made, points = image_geometry(str(path)), gdal.Open(str(path)).GetGCPs()
    latitude, longitude = np.array([(one.GCPY, one.GCPX) for one in points]).T
    found = made(latitude, longitude, np.zeros(len(points)))
    assert found.line == pytest.approx([one.GCPLine - 0.5 for one in points], abs=0.01)
    assert found.pixel == pytest.approx([one.GCPPixel - 0.5 for one in points], abs=0.01)


def test_a_raster_without_geometry_is_refused(tmp_path):
    dataset = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "plain.tif"), 5, 5, 1, gdal.GDT_Byte)
    dataset = None
    assert dataset is None
    with pytest.raises(InputError, match="neither geolocation arrays nor ground control points"):
        image_geometry(str(tmp_path / "plain.tif"))
    dataset = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "half.tif"), 5, 5, 1, gdal.GDT_Byte)
    dataset.SetMetadata({"X_DATASET": "x.tif", "X_BAND": "1"}, "GEOLOCATION")
    dataset = None
    with pytest.raises(InputError, match="described incompletely"):
        image_geometry(str(tmp_path / "half.tif"))


UAVSAR = {
    "winnipeg.h5": ("winnipeg_dem.tif", (49.46, 49.492), (-97.74, -97.689)),
    "SanAnd_129.h5": ("SanAnd_dem.tif", (34.1495, 34.1675), (-118.432, -118.420)),
    "SanAnd_138.h5": ("SanAnd_dem.tif", (34.1495, 34.1675), (-118.432, -118.420)),
}
"""The ground that the data's README says they cover (isce3 test data), to the half of its last digit."""


@pytest.mark.parametrize("name", UAVSAR)
def test_the_left_looking_uavsar_lies_on_the_ground_that_its_readme_names(name, shared_data):
    """An aircraft at 13 km with an irregular path: the same solver, another orbit, another side."""
    folder = shared_data / "uavsar_slc_isce3"
    model, latitudes, longitudes = UAVSAR[name]
    root = gdal.OpenEx(str(folder / name), gdal.OF_MULTIDIM_RASTER)
    if root is None:
        pytest.skip("this GDAL reads no HDF5")
    group = root.GetRootGroup()

    def array(path: str) -> np.ndarray:
        *names, last = path.split("/")
        holder = group
        for one in ("science", "LSAR", "SLC", *names):
            holder = holder.OpenGroup(one)
        values: np.ndarray = holder.OpenMDArray(last).ReadAsArray()
        return values

    times, ranges = array("swaths/zeroDopplerTime"), array("swaths/frequencyA/slantRange")
    vectors = StateVectors(array("metadata/orbit/time") - times[0], array("metadata/orbit/position"),
                           array("metadata/orbit/velocity"))  # fmt: skip
    made = RangeDoppler(
        fit_orbit(vectors, 0.0, float(times[-1] - times[0])), RegularLines(0.0, float(times[1] - times[0])),
        SlantColumns(float(ranges[0]), float(ranges[1] - ranges[0])), right_looking=False,
    )  # fmt: skip
    heights = open_heights(str(folder / model), "ellipsoid", unsaid)
    line, pixel = (axis.ravel() for axis in np.meshgrid(np.linspace(0, times.size - 1, 9),
                                                        np.linspace(0, ranges.size - 1, 9), indexing="ij"))  # fmt: skip
    height = np.full(line.shape, float(np.mean(heights.extremes)))
    for _ in range(6):  # towards the terrain's own height, which is gentle here
        ground = made.back(line, pixel, height)
        height = Patch(heights.read(heights.grid.window)).at(*heights.positions(*ground))
    assert np.isfinite(height).all()
    assert latitudes[0] < ground.latitude.min() < ground.latitude.max() < latitudes[1]
    assert longitudes[0] < ground.longitude.min() < ground.longitude.max() < longitudes[1]
    again = made(*ground, height)
    assert np.hypot(again.line - line, again.pixel - pixel).max() < 0.5
    right = RangeDoppler(made.orbit, made.lines, made.columns)
    assert np.isnan(right(*ground, height).line).all()
