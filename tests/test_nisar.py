"""Products in NISAR's form: a circular orbit with a known answer, left and right; the real UAVSAR images."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.geometry import geometry, residuals
from aurora_qgis.core.geometry.interface import SPEED_OF_LIGHT
from aurora_qgis.core.geometry.nisar import nisar_images, pixels_path, read_nisar
from aurora_qgis.core.jobs import (
    CalibrateOptions,
    GeocodeFiles,
    GeocodeOptions,
    LookupFiles,
    LookupOptions,
    RadarcodeFiles,
    RadarcodeOptions,
    calibrate,
    geocode,
    look_up,
    radarcode,
)
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import open_radar_grid
from aurora_qgis.core.raster import Hdf5, Raster, is_hdf5
from tests.sentinel1_product import Circle

CIRCLE = Circle()
INTERVAL, NEAR, STEP = 0.0015, 850_000.0, 5.0
SHAPE = (120, 160)
SWATH = "/science/LSAR/RSLC/swaths"
ORBIT = "/science/LSAR/RSLC/metadata/orbit"


class Memory:
    """Variables without a file."""

    file = "memory.h5"

    def __init__(self, side: str) -> None:
        orbit_times = np.arange(-60.0, 70.0, 10.0)
        positions, velocities = CIRCLE.state(orbit_times)
        self.values = {
            "/science/LSAR/identification/missionId": "NISAR",
            "/science/LSAR/identification/lookDirection": side,
            f"{SWATH}/zeroDopplerTime": 7.0 + INTERVAL * np.arange(SHAPE[0]),
            f"{SWATH}/frequencyA/slantRange": NEAR + STEP * np.arange(SHAPE[1]),
            f"{SWATH}/frequencyA/processedCenterFrequency": np.array(1.257e9),
            f"{SWATH}/frequencyA/HH": np.zeros(SHAPE),
            f"{SWATH}/frequencyA/validSamplesSubSwath1": np.zeros((SHAPE[0], 2)),
            f"{ORBIT}/time": orbit_times + 107.0,
            f"{ORBIT}/position": positions,
            f"{ORBIT}/velocity": velocities,
        }
        self.units = {  # the orbit counts from 100 s earlier than the image
            f"{SWATH}/zeroDopplerTime": "seconds since 2021-06-01T12:00:00",
            f"{ORBIT}/time": "seconds since 2021-06-01 11:58:20",
        }

    def numbers(self, path: str) -> np.ndarray:
        if path not in self.values:
            raise InputError(f"{self.file} has no dataset {path}")
        return self.values[path]

    def string(self, path: str) -> str:
        return self.values[path]

    def unit(self, path: str) -> str:
        return self.units[path]

    def groups(self, path: str) -> tuple[str, ...]:
        below = {name[len(path) + 1 :] for name in self.values if name.startswith(path + "/")}
        return tuple(sorted({name.split("/")[0] for name in below if "/" in name}))

    def datasets(self, path: str) -> dict[str, tuple[int, ...]]:
        return {
            name[len(path) + 1 :]: np.shape(value)
            for name, value in self.values.items()
            if name.rpartition("/")[0] == path
        }


@pytest.mark.parametrize("side", ["left", "Right"])
def test_ground_points_lie_where_the_closed_form_of_a_circular_orbit_says(side):
    annotation = read_nisar(Memory(side), "A", "HH")
    made = geometry(annotation)
    line, pixel = np.linspace(0, SHAPE[0] - 1, 63), np.tile(np.linspace(0, SHAPE[1] - 1, 9), 7)
    height = np.full(line.shape, 640.0)
    latitude, longitude = made.back(line, pixel, height)
    east_of_track = longitude > CIRCLE.longitude  # the satellite flies north
    assert np.all(east_of_track == (side == "Right"))
    time, slant_range = CIRCLE.sense(latitude, longitude, height)
    np.testing.assert_allclose(time / INTERVAL, line, atol=2e-5)
    np.testing.assert_allclose((slant_range - NEAR) / STEP, pixel, atol=2e-5)
    there = made(latitude, longitude, height)
    np.testing.assert_allclose(there, (line, pixel), atol=1e-5)


def test_the_other_side_does_not_see_the_same_ground():
    right, left = (geometry(read_nisar(Memory(side), "A", "HH")) for side in ("right", "left"))
    ground = right.back(np.array([50.0]), np.array([80.0]), np.array([0.0]))
    assert np.isnan(left(*ground, np.array([0.0])).line).all()


def test_what_the_file_says_is_in_the_annotation():
    annotation = read_nisar(Memory("right"), "A", "HH")
    assert annotation.shape == SHAPE
    assert annotation.epoch == np.datetime64("2021-06-01T12:00:07", "ns")
    assert annotation.wavelength == pytest.approx(SPEED_OF_LIGHT / 1.257e9)
    assert annotation.is_complex
    found = residuals(annotation, geometry(annotation))
    assert np.isnan(found.slant_range)
    assert "no geolocation grid" in found.in_words()


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("/science/LSAR/identification/lookDirection", "down", "instead of left or right"),
        (f"{SWATH}/zeroDopplerTime", np.arange(5.0) ** 2, "does not rise by equal steps"),
        (f"{SWATH}/zeroDopplerTime", np.zeros(1), "too few"),
        (f"{SWATH}/frequencyA/slantRange", NEAR + STEP * np.arange(9), "has not the 120 x 9 pixels"),
        (f"{SWATH}/frequencyA/processedCenterFrequency", np.zeros(3), "does not hold one number"),
        (f"{ORBIT}/position", np.zeros((4, 3)), "do not go together"),
        (f"{ORBIT}/time", np.arange(1000.0, 1130.0, 10.0), "do not cover the time of the image"),
    ],
)
def test_a_file_that_cannot_be_right_names_what_is_wrong(path, value, message):
    file = Memory("left")
    file.values[path] = value
    with pytest.raises(InputError, match=message):
        read_nisar(file, "A", "HH")


def test_missing_data_and_units_are_named():
    file = Memory("left")
    del file.values[f"{ORBIT}/velocity"]
    with pytest.raises(InputError, match="orbit/velocity"):
        read_nisar(file, "A", "HH")
    file = Memory("left")
    file.units[f"{ORBIT}/time"] = "days"
    with pytest.raises(InputError, match="orbit/time has the unit 'days'"):
        read_nisar(file, "A", "HH")
    file.values = {"/science/LSAR/GCOV/grids/x": np.zeros(1)}
    with pytest.raises(InputError, match="no single-look complex product"):
        nisar_images(file)
    file.values = {f"{SWATH}/frequencyA/slantRange": np.zeros(2)}
    with pytest.raises(InputError, match="no pixels of any polarisation"):
        nisar_images(file)


def test_images_are_found_by_their_pixels():
    file = Memory("left")
    assert nisar_images(file) == {"A": ("HH",)}
    assert pixels_path(file, "A", "HH") == f"{SWATH}/frequencyA/HH"


def uavsar(shared_data: Path, name: str) -> str:
    return str(shared_data / "uavsar_slc_isce3" / name)


IMAGES = [("winnipeg.h5", "A", "winnipeg_dem.tif"), ("SanAnd_129.h5", "A", "SanAnd_dem.tif"),
          ("SanAnd_138.h5", "B", "SanAnd_dem.tif")]  # fmt: skip


@pytest.mark.parametrize(("name", "frequency", "terrain"), IMAGES)
def test_a_real_uavsar_image_comes_back_from_its_terrain(name, frequency, terrain, shared_data, tmp_path):
    path, said = uavsar(shared_data, name), []
    model = uavsar(shared_data, terrain)
    options = LookupOptions(swath=frequency, heights="ellipsoid")
    files = LookupFiles(str(tmp_path / "table.tif"), report=str(tmp_path / "report.html"))
    found = look_up(path, model, files, options, log=said.append)
    assert "The product has none." in Path(files.report).read_text("utf-8")
    assert found.accuracy.round_trip <= 0.02
    assert np.isnan(found.accuracy.line)
    assert found.mapped_share == 1.0
    assert found.round_trip_pixels <= 0.02
    assert np.isnan(found.accuracy.range_mm)
    assert any("no geolocation grid" in one for one in said)
    with Raster.open(str(tmp_path / "table.tif")) as table:
        latitude, longitude = table.read_double(0), table.read_double(1)
        points, _ = table.ground_control()
    assert abs(np.mean([one.GCPY for one in points]) - latitude.mean()) < 0.001
    assert abs(np.mean([one.GCPX for one in points]) - longitude.mean()) < 0.001
    box = (49.46, 49.50, -97.74, -97.68) if name.startswith("winni") else (34.149, 34.168, -118.433, -118.418)
    assert box[0] < latitude.min() < latitude.max() < box[1]
    assert box[2] < longitude.min() < longitude.max() < box[3]


@pytest.mark.parametrize(("name", "frequency", "terrain"), IMAGES)
def test_a_real_orbit_is_met_to_a_micrometre(name, frequency, terrain, shared_data):
    annotation = product_images(uavsar(shared_data, name), frequency)[0].annotation()
    orbit = geometry(annotation).orbit
    assert orbit.position_residual < 1e-6
    assert orbit.velocity_residual < 1e-6
    assert not annotation.right_looking


@pytest.mark.parametrize(("name", "frequency", "terrain"), IMAGES)
def test_a_map_of_rows_and_columns_leads_back_to_the_pixels(name, frequency, terrain, shared_data, tmp_path):
    """The look-up table's pixels, geocoded, say where in the image each place of the map is."""
    path, model = uavsar(shared_data, name), uavsar(shared_data, terrain)
    grid = open_radar_grid(product_images(path, frequency)[0], "", (1, 1))
    rows, cols = np.indices(grid.shape, dtype=np.float32)
    numbers = str(tmp_path / "numbers.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(numbers, grid.shape[1], grid.shape[0], 2, gdal.GDT_Float32)
    for band, values in enumerate((rows, cols), 1):
        dataset.GetRasterBand(band).WriteArray(values + 1)  # zero is no data in intensity
    dataset = None
    on_map, back = str(tmp_path / "map.tif"), str(tmp_path / "back.tif")
    options = GeocodeOptions(swath=frequency, heights="ellipsoid", scale="intensity", resolution=5.0)
    found = geocode(numbers, path, model, GeocodeFiles(on_map), options)
    assert found.geometry_pixels < 0.001
    coding = RadarcodeOptions(swath=frequency, heights="ellipsoid", resampling="bilinear")
    radarcode(on_map, path, model, RadarcodeFiles(back), coding)
    with Raster.open(back) as raster:
        found = raster.read() - 1
    inner = (slice(4, -4), slice(4, -4))
    away = np.hypot(found[0] - rows, found[1] - cols)[inner]
    assert np.isfinite(away).mean() > 0.98
    assert np.sqrt(np.nanmean(away**2)) < 0.02


def test_pixels_and_their_choice(shared_data):
    path = uavsar(shared_data, "SanAnd_138.h5")
    with pytest.raises(InputError, match="swaths A, B: choose one"):
        product_images(path)
    with pytest.raises(InputError, match="no polarisation VV in B: it has HH"):
        product_images(path, "b", ("VV",))
    image = product_images(path, "a")[0]
    with image.open(image.annotation()) as raster:
        assert raster.is_complex
        assert raster.grid.shape == (150, 400)
        assert np.isfinite(raster.read_complex()).all()


def test_other_files_are_refused_with_a_sentence(shared_data, tmp_path):
    path = uavsar(shared_data, "winnipeg.h5")
    with pytest.raises(InputError, match="no Sentinel-1 product"):
        calibrate(path, str(tmp_path / "out.tif"), CalibrateOptions())
    broken = tmp_path / "broken.h5"
    broken.write_bytes(Path(path).read_bytes()[:20000])
    assert is_hdf5(str(broken))
    with pytest.raises(InputError):
        product_images(str(broken))
    assert not is_hdf5(str(tmp_path / "nothing.h5"))
    with Hdf5(path) as file, pytest.raises(InputError, match="does not hold numbers"):
        file.numbers("/science/LSAR/identification/missionId")
    with Hdf5(path) as file, pytest.raises(InputError, match="does not hold one text"):
        file.string("/science/LSAR/SLC/swaths/zeroDopplerTime")
