"""Terrain correction: fields of known position, ridges, tilted planes, maps in several projections."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.geometry.ellipsoid import to_cartesian, upward
from aurora_qgis.core.geometry.terrain import Patch
from aurora_qgis.core.geometry.zero_doppler import toward_radar
from aurora_qgis.core.grid import Grid, transform_points
from aurora_qgis.core.jobs import GeocodeFiles, GeocodeOptions, MultilookOptions, calibrate, geocode, multilook
from aurora_qgis.core.jobs.geometry.heights import geographic, open_heights
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import LAYOVER, LAYOVER_AND_SHADOW, SHADOW, RadarGrid, open_radar_grid
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.raster import Content, Layout, Raster, write
from aurora_qgis.core.simulate import speckle
from tests.sentinel1_product import Circle, small_product, small_scene
from tests.test_terrain import RIDGES, SHAPE, centre, product, ridge, terrain

OFFSET = 1000.0


def ramps(path: Path, shape: tuple[int, int] = SHAPE) -> str:
    """Two bands: a pixel's row and its column, plus OFFSET."""
    values = np.indices(shape).astype(np.float32) + OFFSET
    write(str(path), values, Content(Grid(shape), ["row", "col"]), Layout.PLAIN)
    return str(path)


def files(folder: Path) -> GeocodeFiles:
    return GeocodeFiles(*(str(folder / f"{name}.tif") for name in ("image", "mask", "angle")))


def options(**changes: object) -> GeocodeOptions:
    return GeocodeOptions(**{"heights": "ellipsoid", "scale": "intensity", **changes})


def layers(folder: Path) -> tuple[Grid, np.ndarray, np.ndarray, np.ndarray]:
    with Raster.open(str(folder / "image.tif")) as raster:
        grid = raster.grid
    image, mask, angle = (gdal.Open(str(folder / f"{name}.tif")).ReadAsArray() for name in ("image", "mask", "angle"))
    return grid, image, mask.astype(int), angle


def ground(grid: Grid, model: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Latitude, longitude, height of a map's pixels, pixel by pixel through PROJ."""
    rows, cols = np.indices(grid.shape) + 0.5
    longitude, latitude = transform_points(grid, geographic(), *grid.to_map(rows, cols))
    heights = open_heights(model, "ellipsoid", unsaid)
    return latitude, longitude, Patch(heights.read(heights.grid.window)).at(*heights.positions(latitude, longitude))


def radar(path: str) -> RadarGrid:
    return open_radar_grid(product_images(path)[0], "", (1, 1))


def mountain(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    return 300 + 500 * np.exp(-((east / 900) ** 2) - (north / 600) ** 2)


MAPS = {
    "UTM by itself": {},
    "geographic": {"crs": "EPSG:4326", "resolution": 0.0001},
    "Europe, 7 m, cubic": {"crs": "EPSG:3035", "resolution": 7.0, "resampling": "cubic"},
}


@pytest.mark.parametrize("changes", MAPS.values(), ids=MAPS)
def test_every_map_pixel_shows_the_radar_pixel_that_exact_geometry_says(changes, tmp_path):
    """Round trip radar - map - radar: 0.02 pixel is asked for."""
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    summary = geocode(ramps(tmp_path / "ramps.tif"), path, model, files(tmp_path), options(**changes))
    grid, image, mask, _ = layers(tmp_path)
    place = radar(path).geometry(*ground(grid, model))
    seen = np.isfinite(image[0])
    inside = (place.line > 2) & (place.line < SHAPE[0] - 3) & (place.pixel > 2) & (place.pixel < SHAPE[1] - 3)
    assert seen[inside].all()
    apart = np.hypot(image[0] - OFFSET - place.line, image[1] - OFFSET - place.pixel)[inside]
    assert np.sqrt(np.mean(apart**2)) < 0.002
    assert not seen[(place.line < -0.6) | (place.line > SHAPE[0]) | (place.pixel < -0.6)].any()
    assert np.array_equal(mask > 0, seen)
    assert summary.geometry_pixels < 1e-5
    assert (summary.rows, summary.cols) == grid.shape


@pytest.mark.parametrize("circle", [Circle(longitude=174.36), Circle(latitude=80.0), Circle(northward=False)],
                         ids=["antimeridian", "80 degrees", "south"])  # fmt: skip
@pytest.mark.parametrize("crs", ["", "EPSG:4326"])
def test_images_across_the_antimeridian_and_in_high_latitudes_are_placed_alike(circle, crs, tmp_path):
    path = product(tmp_path, circle=circle)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", (middle[0], middle[1] % 360), mountain)
    size = 0.0002 if crs else 10.0
    summary = geocode(ramps(tmp_path / "ramps.tif"), path, model, files(tmp_path), options(crs=crs, resolution=size))
    grid, image, _, _ = layers(tmp_path)
    place = radar(path).geometry(*ground(grid, model))
    seen = np.isfinite(image[0])
    apart = np.hypot(image[0] - OFFSET - place.line, image[1] - OFFSET - place.pixel)
    interior = seen & (place.line > 1) & (place.line < SHAPE[0] - 2) & (place.pixel > 1) & (place.pixel < SHAPE[1] - 2)
    assert interior.sum() > 1000
    assert apart[interior].max() < 0.01
    assert max(summary.rows, summary.cols) < 3000


@pytest.mark.parametrize("shape", RIDGES.values(), ids=RIDGES)
def test_layover_and_shadow_of_a_ridge_are_where_a_fine_profile_has_them(shape, tmp_path):
    """As in test_terrain.py, but for places on the map: one is in layover where the profile comes back to its pixel,
    in shadow where one nearer to the radar has a larger look angle."""
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, ridge(*shape))
    geocode(ramps(tmp_path / "ramps.tif"), path, model, files(tmp_path), options(crs="EPSG:4326", resolution=0.0001))
    grid, _, mask, angle = layers(tmp_path)
    longitude = middle[1] + np.linspace(-0.08, 0.08, 12_600)
    latitude = np.full(longitude.shape, middle[0])
    heights = open_heights(model, "ellipsoid", unsaid)
    height = Patch(heights.read(heights.grid.window)).at(*heights.positions(latitude, longitude))
    made = radar(path).geometry
    pixel, seen = made(latitude, longitude, height).pixel, made.sense(latitude, longitude, height)
    position = made.orbit.at(seen.azimuth_time).position
    sight = to_cartesian(latitude, longitude, height) - position
    look = np.arccos((sight * -position).sum(axis=0) / np.linalg.norm(position, axis=0) / seen.slant_range)
    hidden = look < np.maximum.accumulate(look) - 1e-9
    row = int(np.argmin(np.abs(grid.to_map(np.arange(grid.shape[0]) + 0.5, np.zeros(grid.shape[0]))[1] - middle[0])))
    x = grid.to_map(np.zeros(grid.shape[1]), np.arange(grid.shape[1]) + 0.5)[0]
    nearest = np.abs(longitude[None] - x[:, None]).argmin(axis=1)
    here = pixel[nearest]
    passes = ((pixel[None, :-1] - here[:, None]) * (pixel[None, 1:] - here[:, None]) <= 0).sum(axis=1)
    passes = passes - (pixel[None] == here[:, None]).sum(axis=1)  # the place itself ends one piece and begins the next
    expected = 1 + (passes > 1) + 2 * hidden[nearest]
    got, valid = mask[row], mask[row] > 0
    edges = np.flatnonzero(np.diff(expected))
    near_edge = np.abs(np.arange(got.size)[:, None] - edges[None]).min(axis=1) <= 4 if edges.size else False
    assert valid.sum() > 300
    assert not np.any((got != expected) & valid & ~near_edge)
    steep = np.degrees(np.arctan(shape[0] / shape[1]))
    assert np.any(np.isin(got, [LAYOVER, LAYOVER_AND_SHADOW])) == (steep > 36)
    assert np.any(np.isin(got, [SHADOW, LAYOVER_AND_SHADOW])) == (steep > 56)
    assert np.nanmin(angle[row]) < 35 - steep + 3 or steep > 30


@pytest.mark.parametrize(("east", "north"), [(0.0, 0.0), (0.3, 0.0), (-0.3, 0.0), (0.0, 0.4), (0.2, -0.3)])
def test_the_local_incidence_angle_of_a_plane_is_that_of_its_normal(east, north, tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, lambda e, n: 900 + east * e + north * n)
    geocode(ramps(tmp_path / "ramps.tif"), path, model, files(tmp_path), options())
    grid, _, mask, angle = layers(tmp_path)
    latitude, longitude, height = ground(grid, model)
    made = radar(path).geometry
    look = toward_radar(made.orbit, made.sense(latitude, longitude, height).azimuth_time,
                        to_cartesian(latitude, longitude, height))  # fmt: skip
    lam = np.radians(longitude)
    eastward = np.stack([-np.sin(lam), np.cos(lam), 0 * lam])
    up = upward(latitude, longitude)
    northward = np.cross(up, eastward, axis=0)
    normal = up - east * eastward - north * northward
    cosine = (normal * look).sum(axis=0) / np.sqrt(1 + east**2 + north**2)
    seen = mask > 0
    assert np.abs(angle - np.degrees(np.arccos(cosine)))[seen].max() < 0.3  # the model's metres are rounded to 0.5 %
    assert np.all(mask[seen] == 1)


def test_a_bright_target_is_found_where_it_stands(tmp_path):
    """A pixel of 30 dB on the mountain, placed by its true height."""
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    image = np.full((1, *SHAPE), 0.05, np.float32)
    heights = open_heights(model, "ellipsoid", unsaid)
    place = np.array([middle[0]]), np.array([middle[1] - 0.004])
    height = Patch(heights.read(heights.grid.window)).at(*heights.positions(*place))
    line, pixel = radar(path).geometry(*place, height)
    image[0, round(float(line[0])), round(float(pixel[0]))] = 50
    write(str(tmp_path / "one.tif"), image, Content(Grid(SHAPE), ["VV"]), Layout.PLAIN)
    geocode(str(tmp_path / "one.tif"), path, model, files(tmp_path), options(resolution=4.0))
    grid, found, _, _ = layers(tmp_path)
    row, col = np.unravel_index(np.nanargmax(found), found.shape)
    x, y = grid.to_map(np.array([row + 0.5]), np.array([col + 0.5]))
    there = transform_points(geographic(), grid, place[1], place[0])
    assert np.hypot(x - there[0], y - there[1])[0] < 9.0  # half a pixel each of radar and map


def test_an_image_that_was_multilooked_is_placed_by_its_looks(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    multilook(ramps(tmp_path / "ramps.tif"), str(tmp_path / "coarse.tif"), MultilookOptions(2, 4, "intensity"))
    said: list[str] = []
    geocode(str(tmp_path / "coarse.tif"), path, model, files(tmp_path), options(resolution=10.0), log=said.append)
    assert any("averaged over 2 x 4 pixels" in sentence for sentence in said)
    grid, image, _, _ = layers(tmp_path)
    place = radar(path).geometry(*ground(grid, model))
    inside = (place.line > 3) & (place.line < SHAPE[0] - 4) & (place.pixel > 5) & (place.pixel < SHAPE[1] - 6)
    assert np.abs(image[1] - OFFSET - place.pixel)[inside].max() < 0.02
    assert np.abs(image[0] - OFFSET - place.line)[inside].max() < 0.02


def test_what_fits_into_a_map_pixel_several_times_is_averaged_first(tmp_path, rng):
    """41 m of pixels of 10.1 x 9 m: the log says 4 x 4, and speckle goes down by sixteen; nearest averages nothing."""
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    write(str(tmp_path / "in.tif"), speckle((1, *SHAPE), 1, rng), Content(Grid(SHAPE), ["VV"]), Layout.PLAIN)
    variances = {}
    for method in ("bilinear", "nearest"):
        said: list[str] = []
        changes = {"resolution": 41.0, "resampling": method}
        geocode(str(tmp_path / "in.tif"), path, model, files(tmp_path), options(**changes), log=said.append)
        assert any("averaged over 4 x 4 pixels first" in one for one in said) == (method == "bilinear")
        variances[method] = np.nanvar(layers(tmp_path)[1])
    assert variances["nearest"] > 0.7
    assert variances["bilinear"] < 1 / 12


def test_averaged_first_every_map_pixel_still_shows_its_place(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    geocode(ramps(tmp_path / "ramps.tif"), path, model, files(tmp_path), options(resolution=25.0))
    grid, image, _, _ = layers(tmp_path)
    place = radar(path).geometry(*ground(grid, model))
    inside = (place.line > 3) & (place.line < SHAPE[0] - 4) & (place.pixel > 5) & (place.pixel < SHAPE[1] - 6)
    assert np.abs(image[1] - OFFSET - place.pixel)[inside].max() < 0.02
    assert np.abs(image[0] - OFFSET - place.line)[inside].max() < 0.02


def test_decibel_are_resampled_as_intensity_and_come_back_as_decibel(tmp_path, rng):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    linear = 0.1 * speckle((1, *SHAPE), 4, rng)
    results = []
    for name, values in (("intensity", linear), ("decibel", 10 * np.log10(linear))):
        write(str(tmp_path / f"{name}_in.tif"), values, Content(Grid(SHAPE), ["VV"]), Layout.PLAIN)
        geocode(str(tmp_path / f"{name}_in.tif"), path, model, files(tmp_path), options(scale=name))
        results.append(layers(tmp_path)[1])
    assert results[1] == pytest.approx(10 * np.log10(results[0]), abs=1e-3, nan_ok=True)


def test_blocks_of_the_map_agree_with_each_other(tmp_path, monkeypatch):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    source = ramps(tmp_path / "ramps.tif")
    geocode(source, path, model, files(tmp_path), options())
    _, *whole = layers(tmp_path)
    monkeypatch.setattr("aurora_qgis.core.jobs.geometry.geocoding.BLOCK", (23, 61))
    geocode(source, path, model, files(tmp_path), options())
    _, *parts = layers(tmp_path)
    assert parts[0] == pytest.approx(whole[0], abs=2e-3, nan_ok=True)
    assert np.mean(parts[1] != whole[1]) < 0.001
    assert parts[2] == pytest.approx(whole[2], abs=0.01, nan_ok=True)


def test_a_mountain_throws_its_shadow_into_other_blocks(tmp_path, monkeypatch):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), ridge(*RIDGES["layover and shadow"]))
    source = ramps(tmp_path / "ramps.tif")
    geocode(source, path, model, files(tmp_path), options())
    whole = layers(tmp_path)[2]
    monkeypatch.setattr("aurora_qgis.core.jobs.geometry.geocoding.BLOCK", (32, 32))
    geocode(source, path, model, files(tmp_path), options())
    parts = layers(tmp_path)[2]
    assert np.isin(whole, [SHADOW, LAYOVER_AND_SHADOW]).sum() > 1000
    assert np.mean(parts != whole) < 0.003


def test_a_product_goes_all_the_way_to_the_map(tmp_path):
    (tmp_path / "product").mkdir()
    path = small_product(tmp_path / "product")
    calibrate(path, str(tmp_path / "sigma0.tif"))
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    nearest = GeocodeOptions(heights="ellipsoid", resampling="nearest")
    summary = geocode(str(tmp_path / "sigma0.tif"), path, model, files(tmp_path), nearest)
    with Raster.open(str(tmp_path / "image.tif")) as found, Raster.open(str(tmp_path / "sigma0.tif")) as before:
        assert found.descriptions == ("sigma0_VV",)
        assert found.grid.reference.GetAuthorityCode(None) == "32633"  # the image lies at 15.2 E
        grid, image, radar_image = found.grid, found.read()[0], before.read()[0]
    place = radar(path).geometry(*ground(grid, model))
    seen = np.isfinite(image) & (np.abs(place.line % 1 - 0.5) > 0.01) & (np.abs(place.pixel % 1 - 0.5) > 0.01)
    line, pixel = (np.rint(np.nan_to_num(one)).astype(int)[seen] for one in place)
    assert np.array_equal(image[seen], radar_image[line, pixel])
    assert summary.valid_share > 0.5
    assert summary.resolution == pytest.approx(10, abs=1.5)


def test_what_does_not_fit_together_is_refused(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    source = ramps(tmp_path / "ramps.tif")
    other = ramps(tmp_path / "other.tif", (40, 400))
    for given, changes, sentence in (
        ((other, path, model), {}, "not the product's image of 48 x 420"),
        ((source, path, terrain(tmp_path / "far.tif", (0.0, 0.0), mountain)), {}, "does not cover the image"),
        ((source, path, terrain(tmp_path / "no.tif", centre(path), mountain, "")), {}, "no coordinate reference"),
        ((source, path, model), {"resolution": 0.0001}, "choose a larger pixel size"),
        ((source, path, model), {"resolution": -1.0}, "is not possible"),
        ((source, path, model), {"resampling": "sinc"}, "resampling 'sinc' is not known"),
        ((source, path, model), {"crs": "EPSG:0"}, "is not known"),
        ((source, path, model), {"crs": "EPSG:4978"}, "'EPSG:4978' is no map's"),
        ((source, path, model), {"heights": "msl"}, "height system 'msl' is not known"),
    ):
        with pytest.raises(InputError, match=sentence):
            geocode(*given, files(tmp_path), options(**changes))
    assert not (tmp_path / "image.tif").exists()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_a_cancelled_run_leaves_nothing(share, tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    source = ramps(tmp_path / "ramps.tif")
    with pytest.raises(Cancelled):
        geocode(source, path, model, files(tmp_path), options(), progress=lambda done: done <= share)
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["dem.tif", "ramps.tif"]


def repacked(path: Path, model: str, factor: float, kind: int, unit: str = "", scale: float = 1.0) -> str:
    """The terrain model with other numbers for the same heights."""
    source = gdal.Open(model)
    values = source.ReadAsArray() * factor
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, kind)
    dataset.SetGeoTransform(source.GetGeoTransform())
    dataset.SetProjection(source.GetProjection())
    dataset.GetRasterBand(1).WriteArray(values)
    dataset.GetRasterBand(1).SetUnitType(unit)
    dataset.GetRasterBand(1).SetScale(scale)
    return str(path)


@pytest.mark.parametrize(
    ("factor", "kind", "unit", "scale"),
    [(1 / 0.3048, gdal.GDT_Float32, "ft", 1.0), (10, gdal.GDT_Int16, "metre", 0.1)],
    ids=["feet", "tenths of a metre in whole numbers"],
)
def test_heights_mean_the_same_in_feet_and_in_packed_numbers(factor, kind, unit, scale, tmp_path):
    scene = small_scene(tmp_path)
    model = repacked(tmp_path / "other.tif", scene["DEM"], factor, kind, unit, scale)
    places = []
    for name, terrain_model in (("a", scene["DEM"]), ("b", model)):
        image = str(tmp_path / f"{name}.tif")
        geocode(scene["INPUT"], scene["PRODUCT"], terrain_model, GeocodeFiles(image), options())
        with Raster.open(image) as raster:
            places.append((raster.grid.shape, raster.grid.transform, raster.read()))
    assert places[0][:2] == places[1][:2]
    assert places[1][2] == pytest.approx(places[0][2], rel=0.02, nan_ok=True)


def test_a_pixel_size_in_metres_for_a_map_in_degrees_is_told(tmp_path):
    scene = small_scene(tmp_path)
    with pytest.raises(InputError, match="A pixel of 10 degrees would hold the whole image"):
        geocode(scene["INPUT"], scene["PRODUCT"], scene["DEM"], files(tmp_path),
                options(crs="EPSG:4326", resolution=10.0))  # fmt: skip
