"""Maps in the radar's grid: positions, classes, means, and the way from radar to map and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.grid import Grid, reference
from aurora_qgis.core.jobs import (
    GeocodeFiles,
    GeocodeOptions,
    RadarcodeFiles,
    RadarcodeOptions,
    geocode,
    radarcode,
)
from aurora_qgis.core.raster import Content, Layout, Raster, write
from aurora_qgis.core.resampling import averaged, bilinear
from tests.sentinel1_product import Circle
from tests.test_geocoding import OFFSET, mountain, ramps
from tests.test_terrain import SHAPE, WGS84, centre, product, table, terrain


def options(**changes: object) -> RadarcodeOptions:
    return RadarcodeOptions(**{"heights": "ellipsoid", **changes})


def coded(folder: Path) -> np.ndarray:
    values: np.ndarray = gdal.Open(str(folder / "coded.tif")).ReadAsArray()
    return values


def run(folder: Path, source: str, path: str, model: str, **changes: object):
    files = RadarcodeFiles(str(folder / "coded.tif"), str(folder / "coded_mask.tif"))
    return radarcode(source, path, model, files, options(**changes))


def map_of(
    path: Path, middle: tuple[float, float], values, size: float = 0.0001, dtype: type = np.float32,
    extent: tuple[float, float] = (0.05, 0.17),
) -> str:  # fmt: skip
    """A raster of `values(latitude, longitude)` around a place, so many degrees high and wide."""
    shape = (round(extent[0] / size), round(extent[1] / size))
    left, top = middle[1] - shape[1] / 2 * size, middle[0] + shape[0] / 2 * size
    row, col = np.indices(shape) + 0.5
    content = Content(Grid(shape, (left, size, 0, top, 0, -size), WGS84), ["value"], dtype,
                      nodata=float("nan") if dtype is np.float32 else 255)  # fmt: skip
    write(str(path), values(top - row * size, left + col * size).astype(dtype), content, Layout.PLAIN)
    return str(path)


@pytest.mark.parametrize("circle", [Circle(longitude=174.36), Circle(latitude=80.0), Circle(northward=False)],
                         ids=["antimeridian", "80 degrees", "south"])  # fmt: skip
def test_maps_across_the_antimeridian_and_in_high_latitudes_are_brought_in_alike(circle, tmp_path):
    """Every pixel gets the map's value at the ground that exact geometry says, here a field of its coordinates."""
    path = product(tmp_path, circle=circle)
    middle = centre(path)
    middle = (middle[0], middle[1] % 360)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    found, mask, _ = table(tmp_path, path, model)
    away = (found[1] - middle[1] + 180) % 360 - 180
    fields = {
        "north": (lambda lat, lon: (lat - middle[0]) * 1e3, (found[0] - middle[0]) * 1e3),
        "east": (lambda lat, lon: (lon - middle[1]) * 1e3, away * 1e3),
    }
    for name, (values, expected) in fields.items():
        source = map_of(tmp_path / f"{name}.tif", middle, values, extent=(0.05, 0.17 / np.cos(np.radians(middle[0]))))
        summary = run(tmp_path, source, path, model)
        assert summary.valid_share == np.mean(mask > 0) > 0.9
        assert np.abs(coded(tmp_path) - expected)[mask > 0].max() < 1e-3
    assert np.nanmax(np.abs(away)) > 0.01
    if circle.longitude > 100:
        assert np.ptp(np.sign(found[1][mask > 0])) == 2


def test_a_map_of_longitudes_becomes_the_look_up_tables_longitudes(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    found, mask, _ = table(tmp_path, path, model)
    for band, values in enumerate((lambda lat, lon: (lat - middle[0]) * 1e3, lambda lat, lon: (lon - middle[1]) * 1e3)):
        source = map_of(tmp_path / "map.tif", middle, values)
        summary = run(tmp_path, source, path, model, resampling="bilinear")
        assert coded(tmp_path) == pytest.approx((found[band] - middle[band]) * 1e3, abs=2e-5)
    assert (summary.resampling, summary.valid_share) == ("bilinear", 1.0)
    assert np.array_equal(gdal.Open(str(tmp_path / "coded_mask.tif")).ReadAsArray(), mask)


def test_radar_to_map_to_radar_is_the_identity_outside_layover(tmp_path):
    """A ramp of columns is geocoded and radarcoded back: both ways and two resamplings within 0.02 pixel rms."""
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    files = GeocodeFiles(str(tmp_path / "map.tif"))
    size = GeocodeOptions(heights="ellipsoid", scale="intensity", resolution=4.0, resampling="cubic")
    geocode(ramps(tmp_path / "ramps.tif"), path, model, files, size)
    run(tmp_path, str(tmp_path / "map.tif"), path, model, resampling="cubic")
    mask = gdal.Open(str(tmp_path / "coded_mask.tif")).ReadAsArray()
    row, col = coded(tmp_path) - OFFSET
    rows, cols = np.indices(SHAPE)
    plain = (mask == 1) & (rows > 3) & (rows < SHAPE[0] - 4) & (cols > 3) & (cols < SHAPE[1] - 4)
    apart = np.hypot(row - rows, col - cols)[plain]
    assert plain.mean() > 0.5
    assert np.sqrt(np.mean(apart**2)) < 0.02


def test_classes_stay_classes_and_are_those_of_the_pixels_ground(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    found, _, _ = table(tmp_path, path, model)

    def classes(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
        return 1 + (np.floor((lon - middle[1]) / 0.004) + np.floor((lat - middle[0]) / 0.003)) % 3

    source = map_of(tmp_path / "map.tif", middle, classes, dtype=np.uint8)
    summary = run(tmp_path, source, path, model)
    got = coded(tmp_path)
    assert summary.resampling == "nearest"
    assert got.dtype == np.int32
    assert set(np.unique(got)) == {1, 2, 3}
    expected = classes(found[0], found[1])
    assert np.mean(got != expected) < 0.02  # the classes' borders, half a map pixel wide


@pytest.mark.parametrize(("unit", "expected"), [("", "nearest"), ("m", "bilinear")])
def test_integers_with_a_unit_are_quantities(unit, expected, tmp_path):
    """Such as heights, which whole metres are not classes of."""
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    source = map_of(tmp_path / "map.tif", middle, lambda lat, lon: (lon - middle[1]) * 1e4 + 900, dtype=np.int32)
    dataset = gdal.Open(source, gdal.GA_Update)
    dataset.GetRasterBand(1).SetUnitType(unit)
    dataset = None
    summary = run(tmp_path, source, path, model)
    values = coded(tmp_path)
    assert summary.resampling == expected
    assert np.array_equal(values, np.round(values)) == (expected == "nearest")


def test_an_average_is_the_mean_over_the_radar_pixel(tmp_path):
    """Of a pattern with a period of 4 map pixels only the mean is left where bilinear shows the pattern."""
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, lambda e, n: 300 + 0 * e)

    def stripes(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
        return 10 + 5 * np.sign(np.sin((lon - middle[1]) / 0.00004 * np.pi / 2 + 0.3))

    source = map_of(tmp_path / "map.tif", middle, stripes, size=0.00004, extent=(0.02, 0.08))
    run(tmp_path, source, path, model, resampling="average", range_looks=4)
    inside = (slice(None), slice(5, -5))
    assert coded(tmp_path)[inside].mean() == pytest.approx(10, abs=0.1)
    assert coded(tmp_path)[inside].std() < 0.8
    run(tmp_path, source, path, model, resampling="bilinear", range_looks=4)
    assert coded(tmp_path)[inside].std() > 2


def test_an_average_of_a_plane_is_its_value_in_the_middle_and_of_gaps_what_is_there(rng):
    row, col = np.indices((60, 60)).astype(np.float32)
    image = (3 + row + 2 * col)[None]
    down, right = np.meshgrid(np.arange(6, 54, 4.0), np.arange(6, 54, 5.0), indexing="ij")
    assert averaged(image, down, right, (4, 5)) == pytest.approx(bilinear(image, down, right), rel=1e-5)
    holed = image.copy()
    holed[0, 20:22] = np.nan
    assert np.isfinite(averaged(holed, down, right, (4, 5))).all()


def test_the_maps_projection_does_not_matter(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    source = map_of(tmp_path / "map.tif", middle, lambda lat, lon: (lon - middle[1]) * 1e3 + (lat - middle[0]) * 700)
    gdal.Warp(str(tmp_path / "laea.tif"), source, dstSRS="EPSG:3035", xRes=8, yRes=8, resampleAlg="cubic",
              dstNodata=float("nan"), errorThreshold=0)  # fmt: skip
    run(tmp_path, source, path, model)
    first = coded(tmp_path)
    run(tmp_path, str(tmp_path / "laea.tif"), path, model)
    assert coded(tmp_path) == pytest.approx(first, abs=0.005)


def test_where_the_map_ends_there_is_no_data(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    beside = (middle[0], middle[1] + 0.085)
    values = {"decimals": np.float32, "classes": np.uint8}
    for dtype in values.values():
        run(tmp_path, map_of(tmp_path / "map.tif", beside, lambda lat, lon: 7 + 0 * lat, dtype=dtype), path, model)
        with Raster.open(str(tmp_path / "coded.tif")) as raster:
            found = raster.read()[0]
        assert 0.3 < np.isfinite(found).mean() < 0.7
        assert np.isnan(found[:, 3]).all()
        assert found[np.isfinite(found)] == pytest.approx(7, abs=1e-5)


def test_looks_give_fewer_pixels_of_the_same_ground(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, lambda e, n: 300 + 0 * e)
    source = map_of(tmp_path / "map.tif", middle, lambda lat, lon: (lon - middle[1]) * 1e3)
    run(tmp_path, source, path, model)
    fine = coded(tmp_path)
    run(tmp_path, source, path, model, azimuth_looks=4, range_looks=6)
    assert coded(tmp_path) == pytest.approx(fine.reshape(12, 4, 70, 6).mean(axis=(1, 3)), abs=1e-3)


def test_what_does_not_fit_together_is_refused(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    good = map_of(tmp_path / "map.tif", middle, lambda lat, lon: lon)
    far = map_of(tmp_path / "far.tif", (0.0, 0.0), lambda lat, lon: lon)
    bare = str(tmp_path / "bare.tif")
    write(bare, np.ones((5, 5), np.float32), Content(Grid((5, 5)), ["value"]), Layout.PLAIN)
    large = map_of(tmp_path / "large.tif", middle, lambda lat, lon: 2e9 + 0 * lat, dtype=np.int32)
    waves = map_of(tmp_path / "waves.tif", middle, lambda lat, lon: 1j * lat, dtype=np.complex64)
    for source, changes, sentence in (
        (large, {}, "large.tif has the class 2000000000, but above 16777216 numbers lose digits"),
        (waves, {}, "waves.tif holds complex numbers"),
        (far, {}, "No pixel of the image lies on both"),
        (bare, {}, "bare.tif has no coordinate reference system"),
        (good, {"bands": (2,)}, "band 2 was asked for"),
        (good, {"resampling": "mode"}, "resampling 'mode' is not known"),
        (good, {"azimuth_looks": 0}, "looks are not possible"),
        (good, {"swath": "IW7"}, "has no swath IW7: it has IW"),
    ):
        with pytest.raises(InputError, match=sentence):
            run(tmp_path, source, path, model, **changes)
    assert not (tmp_path / "coded.tif").exists()
    assert reference(WGS84).IsGeographic()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_a_cancelled_run_leaves_nothing(share, tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    source = map_of(tmp_path / "map.tif", middle, lambda lat, lon: lon)
    files = RadarcodeFiles(str(tmp_path / "coded.tif"), str(tmp_path / "coded_mask.tif"))
    with pytest.raises(Cancelled):
        radarcode(source, path, model, files, options(), progress=lambda done: done <= share)
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["dem.tif", "map.tif"]
