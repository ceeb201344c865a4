"""Radar grids over terrain: ridges and cones with known layover and shadow, geoids, the real terrain of Rome."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.geometry.block_fit import fit_block, horner, slope
from aurora_qgis.core.geometry.ellipsoid import to_cartesian
from aurora_qgis.core.geometry.terrain import Patch, folded, shadowed
from aurora_qgis.core.grid import Grid, Window, reference
from aurora_qgis.core.jobs import (
    CoherenceFiles,
    CoregisterFiles,
    GeocodeFiles,
    LookupFiles,
    LookupOptions,
    Pair,
    RadarcodeFiles,
    coregister,
    geocode,
    look_up,
    measure_coherence,
    radarcode,
    radarcode_vector,
)
from aurora_qgis.core.jobs.geometry.heights import LATTICE, between, open_heights
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import (
    LAYOVER,
    LAYOVER_AND_SHADOW,
    SHADOW,
    TerrainSource,
    open_radar_grid,
)
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.raster import Content, Layout, Raster, proj_file, write
from tests.sentinel1_product import Circle, Written, orbit_file, write_product

WGS84 = reference("EPSG:4326").ExportToWkt()
SHAPE = (48, 420)
CELL = 0.0001
"""Degrees: 8 m to the east, 11 m to the north."""


def product(folder: Path, **changes: object) -> str:
    made = replace(Written(shape=SHAPE, noise="none"), **changes)
    return str(write_product(folder, made))


def centre(path: str) -> tuple[float, float]:
    """Latitude and longitude of the ground in the middle of the image, 500 m high."""
    grid = open_radar_grid(product_images(path)[0], "", (1, 1))
    ground = grid.geometry.back(np.array([grid.shape[0] / 2]), np.array([grid.shape[1] / 2]), np.array([500.0]))
    return float(ground.latitude[0]), float(ground.longitude[0])


def terrain(path: Path, middle: tuple[float, float], heights, crs: str = WGS84) -> str:
    """A model of `heights(metres east, metres north)` of the middle, 14 km wide and 3 km high."""
    rows, cols = 260, 1760
    grid = Grid((rows, cols), (middle[1] - cols / 2 * CELL, CELL, 0.0, middle[0] + rows / 2 * CELL, 0.0, -CELL), crs)
    row, col = np.indices(grid.shape)
    east = (col - cols / 2 + 0.5) * CELL * 111_320 * np.cos(np.radians(middle[0]))
    north = -(row - rows / 2 + 0.5) * CELL * 111_132
    write(str(path), heights(east, north).astype(np.float32), Content(grid, ["height"]), Layout.PLAIN)
    return str(path)


def ridge(height: float, width: float):
    """A roof that runs north: `width` metres on either side, 300 m above the ellipsoid beside it."""
    return lambda east, north: 300 + height * np.clip(1 - np.abs(east) / width, 0, None)


def table(folder: Path, product_path: str, model: str, **options: object) -> tuple[np.ndarray, np.ndarray, object]:
    files = LookupFiles(str(folder / "table.tif"), str(folder / "mask.tif"))
    summary = look_up(product_path, model, files, LookupOptions(**{"heights": "ellipsoid", **options}))
    with Raster.open(files.mask) as mask:
        return gdal.Open(files.table).ReadAsArray(), np.nan_to_num(mask.read()[0]).astype(int), summary


def test_a_block_fit_is_exact_for_polynomials_of_its_degree(rng):
    def function(a, b, c):
        return np.stack([1 + a * b**2 + c**3 * a, (a - 2) ** 3 + b**5 * c])

    intervals = ((1.0, 3.0), (-10.0, 20.0), (100.0, 900.0))
    fit = fit_block(function, intervals)
    a, b, c = (rng.uniform(low, high, 50) for low, high in intervals)
    expected = function(a, b, c)
    found = horner(fit.over_third(a, b), fit.third(c))
    assert np.abs(found / expected - 1).max() < 1e-5
    assert horner(fit.on_grid(a, b)[..., 3, 7], fit.third(c[5])) == pytest.approx(function(a[3], b[7], c[5]), rel=1e-6)
    steep = horner(slope(fit.over_third(a, b)), fit.third(c))[1] * fit.third_step
    assert steep == pytest.approx(b**5, rel=1e-6, abs=1e-3)


@pytest.mark.parametrize("changes", [{}, {"circle": Circle(latitude=80.0)}, {"circle": Circle(northward=False)}])
def test_a_fit_stands_for_exact_geometry_over_a_large_block_and_four_kilometres_of_height(changes, tmp_path, rng):
    path = product(tmp_path, shape=(512, 2000), kind="SLC", swath="IW1", **changes)
    made = open_radar_grid(product_images(path)[0], "", (1, 1)).geometry
    fit = fit_block(lambda *at: np.stack(made.back(*at)), ((0.0, 511.0), (0.0, 1999.0), (0.0, 4000.0)))
    at = [rng.uniform(*interval, 500) for interval in fit.intervals]
    line, pixel = made(*horner(fit.over_third(at[0], at[1]), fit.third(at[2])), at[2])
    assert np.hypot(line - at[0], pixel - at[1]).max() < 1e-4


def test_a_patch_is_bilinear_and_has_no_answer_outside_or_beside_gaps():
    rows, cols = np.indices((5, 6))
    heights = 10 + 2.0 * rows + 3.0 * cols + 0.5 * rows * cols
    heights[4, 5] = np.nan
    patch = Patch(heights, 100, 200)
    assert patch.at(np.array([101.25]), np.array([202.5])) == pytest.approx(10 + 2.5 + 7.5 + 0.5 * 1.25 * 2.5)
    places = np.array([[99.9, 203], [104.1, 203], [102, 199.9], [103.5, 204.5], [104, 203]])
    assert np.isnan(patch.at(*places.T)).tolist() == [True, True, True, True, False]


@pytest.mark.parametrize("height", [0.0, 1500.0])
def test_over_level_ground_the_table_is_the_geometrys_own_back(height, tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), lambda east, north: height + 0 * east)
    found, mask, summary = table(tmp_path, path, model)
    grid = open_radar_grid(product_images(path)[0], "", (1, 1))
    line, pixel = np.indices(SHAPE).astype(float)
    latitude, longitude = grid.geometry.back(line, pixel, np.full(SHAPE, height))
    assert np.abs(found[0] - latitude).max() < 1e-8
    assert np.abs(found[1] - longitude).max() < 1e-8
    assert np.abs(found[2] - height).max() < 1e-3
    assert found[3] == pytest.approx(grid.geometry.incidence(latitude, longitude, found[2]), abs=1e-4)
    assert np.all(mask == 1)
    assert (summary.mapped_share, summary.layover_share, summary.shadow_share) == (1.0, 0.0, 0.0)
    assert summary.round_trip_pixels < 1e-4


@pytest.mark.parametrize("slopes", ["gentle", "steep"])
def test_radar_to_map_and_back_over_a_mountain_is_the_identity_outside_layover(slopes, tmp_path):
    """The height comes from the model at the place that was found, not from the table."""
    high = {"gentle": 200.0, "steep": 900.0}[slopes]
    path = product(tmp_path)
    model = terrain(
        tmp_path / "dem.tif", centre(path), lambda e, n: 300 + high * np.exp(-((e / 700) ** 2) - (n / 500) ** 2)
    )
    found, mask, _ = table(tmp_path, path, model)
    grid = open_radar_grid(product_images(path)[0], "", (1, 1))
    heights = open_heights(model, "ellipsoid", unsaid)
    there = Patch(heights.read(heights.grid.window)).at(*heights.positions(found[0], found[1]))
    line, pixel = grid.geometry(found[0], found[1], there)
    rows, cols = np.indices(SHAPE)
    distance = np.hypot(line - rows, pixel - cols)
    plain = mask == 1
    assert plain.mean() > 0.6
    assert np.sqrt(np.mean(distance[plain] ** 2)) < 0.002
    assert np.all(mask == 1) == (slopes == "gentle")


RIDGES = {"gentle": (200.0, 800.0), "layover": (700.0, 800.0), "layover and shadow": (1200.0, 500.0)}


def test_ground_that_no_line_can_stay_under_is_told_without_climbing(monkeypatch, rng):
    """With the shortcut for gentle ground shadow and layover are those that climbing finds, gentle or steep."""
    rows, cols = np.mgrid[20:60, 20:90].astype(float)
    told = hidden = twice = 0
    for steepness in np.geomspace(0.02, 4, 24):
        patch = Patch(np.cumsum(rng.normal(size=(90, 120)), axis=1) * steepness)
        toward = np.full(rows.shape, rng.uniform(-0.1, 0.1)), np.full(rows.shape, rng.uniform(0.2, 0.8))
        height, step = patch.at(rows, cols), 0.25
        told += patch.outpaced(*toward)
        found = [look(patch, rows, cols, height, toward, step) for look in (shadowed, folded)]
        with monkeypatch.context() as changed:
            changed.setattr(Patch, "outpaced", lambda *_: False)
            climbed = [look(patch, rows, cols, height, toward, step) for look in (shadowed, folded)]
        assert np.array_equal(found, climbed)
        hidden, twice = (count + np.count_nonzero(one) for count, one in zip((hidden, twice), climbed))
    assert told >= 3
    assert hidden > 5000
    assert twice > hidden


@pytest.mark.parametrize("shape", [(1, 1), (2, 17), (17, 3), (57, 211)])
def test_lines_between_even_lines_are_those_of_linear_interpolation(shape, rng):
    lattice = rng.normal(size=tuple(min(LATTICE, size) for size in shape))
    across = np.stack([np.interp(np.arange(shape[1]), np.linspace(0, shape[1] - 1, lattice.shape[1]), row)
                       for row in lattice])  # fmt: skip
    both = np.stack([np.interp(np.arange(shape[0]), np.linspace(0, shape[0] - 1, lattice.shape[0]), col)
                     for col in across.T], axis=1)  # fmt: skip
    assert between(between(lattice, shape[0]).T, shape[1]).T == pytest.approx(both, abs=1e-12)


@pytest.mark.parametrize("shape", RIDGES.values(), ids=RIDGES)
def test_layover_and_shadow_of_a_ridge_are_where_a_fine_profile_has_them(shape, tmp_path):
    """Independent of the search along circles: the model's cells of one line, 1 m apart, go to their pixels one by one.
    A pixel at which the profile passes three times is layover; a point whose look angle another one nearer to the radar
    exceeds is shadow. Slopes 14, 41 and 67 degrees, incidence 35: so theory says too."""
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, ridge(*shape))
    found, mask, _ = table(tmp_path, path, model)
    grid = open_radar_grid(product_images(path)[0], "", (1, 1))
    heights = open_heights(model, "ellipsoid", unsaid)
    longitude = middle[1] + np.linspace(-0.08, 0.08, 12_600)
    latitude = np.full(longitude.shape, middle[0])
    height = Patch(heights.read(heights.grid.window)).at(*heights.positions(latitude, longitude))
    pixel = grid.geometry(latitude, longitude, height).pixel
    seen = grid.geometry.sense(latitude, longitude, height)
    position = grid.geometry.orbit.at(seen.azimuth_time).position
    down = -position / np.linalg.norm(position, axis=0)
    look = np.arccos(((to_cartesian(latitude, longitude, height) - position) * down).sum(axis=0) / seen.slant_range)
    hidden = look < np.maximum.accumulate(look) - 1e-9
    passes = np.stack([(pixel[:-1] - col) * (pixel[1:] - col) <= 0 for col in range(SHAPE[1])])
    first = passes.argmax(axis=1)
    expected = 1 + (passes.sum(axis=1) >= 3) + 2 * hidden[first]
    got = mask[SHAPE[0] // 2]
    differ = got != expected
    edges = np.flatnonzero(np.diff(expected))
    near_edge = np.abs(np.arange(SHAPE[1])[:, None] - edges[None]).min(axis=1) <= 3 if edges.size else False
    assert not np.any(differ & ~near_edge)
    steep = np.degrees(np.arctan(shape[0] / shape[1]))
    assert np.any(np.isin(got, [LAYOVER, LAYOVER_AND_SHADOW])) == (steep > 36)
    assert np.any(np.isin(got, [SHADOW, LAYOVER_AND_SHADOW])) == (steep > 56)
    apart = np.interp(first, np.arange(longitude.size), longitude) - found[1, SHAPE[0] // 2]
    assert np.abs(apart[~near_edge]).max() * 78_000 < 12


def test_the_table_does_not_depend_on_the_terrain_models_projection(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), lambda e, n: 300 + 0.05 * e + 0.02 * n)
    gdal.Warp(str(tmp_path / "utm.tif"), model, dstSRS="EPSG:32632", xRes=8, yRes=8, resampleAlg="cubic")
    first, _, _ = table(tmp_path, path, model)
    second, _, _ = table(tmp_path, path, str(tmp_path / "utm.tif"))
    assert np.abs(first[2] - second[2]).max() < 0.1
    assert np.abs(first[:2] - second[:2]).max() < 2e-6


@pytest.mark.parametrize("circle", [Circle(longitude=174.36), Circle(latitude=80.0), Circle(northward=False)],
                         ids=["antimeridian", "80 degrees", "south"])  # fmt: skip
def test_the_table_knows_no_antimeridian_and_no_high_latitude(circle, tmp_path):
    path = product(tmp_path, circle=circle)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", (middle[0], middle[1] % 360), lambda e, n: 400 + 0.01 * e)
    found, _, summary = table(tmp_path, path, model, heights="ellipsoid")
    assert summary.mapped_share > 0.95  # the model is narrow at 80 degrees
    assert summary.round_trip_pixels < 1e-3
    assert np.nanmax(np.abs(found[1])).max() <= 180


def test_looks_average_places_not_pixels(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), lambda e, n: 300 + 0 * e)
    fine, _, _ = table(tmp_path, path, model)
    coarse, _, summary = table(tmp_path, path, model, azimuth_looks=2, range_looks=4)
    assert (summary.rows, summary.cols) == (24, 105)
    means = fine.reshape(4, 24, 2, 105, 4).mean(axis=(2, 4))
    assert np.abs(coarse[:2] - means[:2]).max() < 1e-7


def test_heights_above_a_geoid_are_raised_by_it(tmp_path):
    """At Rome EGM96 lies 48.6 m above the ellipsoid (the grid's value at 41.9 N 12.5 E)."""
    if proj_file("egm96_15.gtx") is None and proj_file("us_nga_egm96_15.tif") is None:
        pytest.skip("PROJ has no grid of EGM96 here")
    model = terrain(tmp_path / "dem.tif", (41.9, 12.5), lambda e, n: 100 + 0 * e)
    said: list[str] = []
    heights = open_heights(model, "auto", said.append)
    values = heights.read(heights.grid.window)
    assert values.mean() == pytest.approx(148.6, abs=0.3)
    assert heights.read(Window(20, 30, 5, 6)) == pytest.approx(values[20:25, 30:36], abs=0.01)
    assert "above the geoid egm96" in said[0]
    assert open_heights(model, "ellipsoid", unsaid).read(heights.grid.window) == pytest.approx(100)


SYSTEMS = {
    "EPSG:4979": ("the ellipsoid", "as its CRS has three dimensions", 100.0),
    "EPSG:4326+5773": ("the geoid egm96", "as its CRS says", 148.6),
    "EPSG:4326+5703": ("the geoid egm96", "in the place of NAVD88 height", 148.6),
    "EPSG:4326": ("the geoid egm96", "it says nothing else", 148.6),
}
"""What heights of 100 m at Rome count from, the words for why, and what they are above the ellipsoid."""


@pytest.mark.parametrize(("crs", "expected"), SYSTEMS.items(), ids=SYSTEMS)
def test_heights_count_from_what_the_crs_says(crs, expected, tmp_path):
    if proj_file("egm96_15.gtx") is None and proj_file("us_nga_egm96_15.tif") is None:
        pytest.skip("PROJ has no grid of EGM96 here")
    system, said = reference(crs).ExportToWkt(), []
    model = terrain(tmp_path / "dem.tif", (41.9, 12.5), lambda e, n: 100 + 0 * e, system)
    heights = open_heights(model, "auto", said.append)
    assert f"heights above {expected[0]} ({expected[1]}" in said[0]
    assert heights.read(heights.grid.window).mean() == pytest.approx(expected[2], abs=0.3)


def test_a_geoid_that_is_not_installed_is_named(tmp_path, monkeypatch):
    model = terrain(tmp_path / "dem.tif", (41.9, 12.5), lambda e, n: 100 + 0 * e)
    monkeypatch.setattr("aurora_qgis.core.jobs.geometry.geoids.proj_file", lambda name: None)
    with pytest.raises(InputError, match=r"us_nga_egm08_25\.tif is not installed"):
        open_heights(model, "egm2008", unsaid)


JOBS = {
    "lookuptable": lambda image, model, out: look_up("", model, LookupFiles(out)),
    "geocode": lambda image, model, out: geocode(image, "", model, GeocodeFiles(out)),
    "radarcode": lambda image, model, out: radarcode(image, "", model, RadarcodeFiles(out)),
    "radarcodevector": lambda image, model, out: radarcode_vector(image, "", model, RadarcodeFiles(out)),
    "coregister": lambda image, model, out: coregister("", "", model, CoregisterFiles(out)),
    "coherence": lambda image, model, out: measure_coherence(
        image, image, CoherenceFiles(out), pair=Pair("", "", model)
    ),
}


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize(
    ("model", "sentence"),
    [("", "needs a terrain model"), ("none.tif", "There is no file"), ("text.tif", "cannot be opened as a raster"),
     ("bare.tif", "no coordinate reference system")],
)  # fmt: skip
def test_a_missing_terrain_model_is_told_before_a_product_is_opened(job, model, sentence, save, tmp_path):
    """Which takes seconds; here there is no product at all, and the terrain model is what is told about."""
    image = save(np.ones((20, 20), np.complex64), "image.tif")
    (tmp_path / "text.tif").write_text("no raster")
    save(np.ones((20, 20), np.float32), "bare.tif", on=Grid((20, 20)))
    with pytest.raises(InputError, match=sentence):
        JOBS[job](image, str(tmp_path / model) if model else "", str(tmp_path / "out.tif"))
    assert not (tmp_path / "out.tif").exists()


def test_terrain_that_is_of_no_use_is_refused(tmp_path):
    path = product(tmp_path)
    files = LookupFiles(str(tmp_path / "table.tif"))
    with pytest.raises(InputError, match="no coordinate reference system of the ground"):
        look_up(path, terrain(tmp_path / "a.tif", centre(path), lambda e, n: 0 * e, ""), files)
    with pytest.raises(InputError, match="does not cover the image"):
        look_up(path, terrain(tmp_path / "b.tif", (20.0, 20.0), lambda e, n: 0 * e), files,
                LookupOptions(heights="ellipsoid"))  # fmt: skip
    with pytest.raises(InputError, match="holds no heights"):
        look_up(path, terrain(tmp_path / "c.tif", centre(path), lambda e, n: np.nan * e), files,
                LookupOptions(heights="ellipsoid"))  # fmt: skip
    with pytest.raises(InputError, match="looks are not possible"):
        look_up(path, "", files, LookupOptions(range_looks=0))
    with pytest.raises(InputError, match="choose fewer looks"):
        look_up(path, str(tmp_path / "b.tif"), files, LookupOptions(range_looks=1000))
    assert not (tmp_path / "table.tif").exists()


def test_pixels_beyond_the_terrain_model_have_no_place(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", (middle[0], middle[1] + 880 * CELL), lambda e, n: 300 + 0 * e)
    found, mask, summary = table(tmp_path, path, model)
    assert 0.3 < summary.mapped_share < 0.7
    assert np.array_equal(mask == 0, np.isnan(found[0]))
    assert np.isnan(found[:, :, 5]).all()
    said: list[str] = []
    look_up(path, model, LookupFiles(str(tmp_path / "again.tif")), LookupOptions(heights="ellipsoid"), log=said.append)
    assert float(re.search(r"ground is known of (.*)% of the image", said[-1])[1]) == pytest.approx(
        100 * summary.mapped_share, abs=8
    )


def test_an_orbit_file_moves_the_table(tmp_path):
    path = product(tmp_path)
    (tmp_path / "other.EOF").write_text(orbit_file(Circle(longitude=10.002)))
    model = terrain(tmp_path / "dem.tif", centre(path), lambda e, n: 300 + 0 * e)
    first, _, _ = table(tmp_path, path, model)
    second, _, _ = table(tmp_path, path, model, orbit=str(tmp_path / "other.EOF"))
    assert second[1] - first[1] == pytest.approx(0.002, abs=1e-6)


def test_merged_bursts_have_the_table_of_their_own_lines(tmp_path):
    path = product(tmp_path, kind="SLC", swath="IW1", shape=(240, 420), bursts=4, lines_per_burst=60, burst_step=50)
    model = terrain(tmp_path / "dem.tif", centre(path), lambda e, n: 300 + 0.02 * e)
    _, _, summary = table(tmp_path, path, model)
    assert (summary.rows, summary.cols) == (210, 420)
    assert summary.round_trip_pixels < 1e-3


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_cancelled_table_leaves_nothing(share, tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), lambda e, n: 300 + 0 * e)
    files = LookupFiles(str(tmp_path / "table.tif"), str(tmp_path / "mask.tif"))
    with pytest.raises(Cancelled):
        look_up(path, model, files, LookupOptions(heights="ellipsoid"), progress=lambda done: done <= share)
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["dem.tif"]


def test_blocks_of_the_rome_image_agree_with_exact_geometry_and_its_terrain(shared_data, tmp_path):
    """Round trip radar - map - radar over the real terrain: 0.02 pixel is asked for."""
    folder = shared_data / "sentinel1_products"
    grid = open_radar_grid(product_images(str(next(folder.glob("S1B*"))))[0], "", (1, 1))
    if proj_file("egm96_15.gtx") is None and proj_file("us_nga_egm96_15.tif") is None:
        pytest.skip("PROJ has no grid of EGM96 here")
    heights = open_heights(str(folder / "Rome-30m-DEM.tif"), "auto", unsaid)
    window = Window(7974, 21_881, 128, 600)
    found = TerrainSource(grid, heights).read(window).located()
    there = Patch(heights.read(heights.grid.window)).at(*heights.positions(found.latitude, found.longitude))
    line, pixel = grid.geometry(found.latitude, found.longitude, there)
    rows, cols = np.indices((window.rows, window.cols))
    distance = np.hypot(line - rows - window.row, pixel - cols - window.col)
    assert np.all(found.mask == 1)
    assert np.sqrt(np.mean(distance**2)) < 0.001


def test_inputs_stay_as_they_are(tmp_path):
    path = product(tmp_path)
    model = Path(terrain(tmp_path / "dem.tif", centre(path), lambda e, n: 300 + 0 * e))
    before = model.read_bytes(), sorted(Path(path).rglob("*"))
    table(tmp_path, path, str(model))
    assert (model.read_bytes(), sorted(Path(path).rglob("*"))) == before
    shutil.rmtree(path)


def test_only_the_part_of_a_terrain_model_at_the_image_counts(tmp_path):
    """Elsewhere the model may hold any height, and the whole Earth."""
    path = product(tmp_path)
    middle = centre(path)
    small = terrain(tmp_path / "small.tif", middle, lambda e, n: 300 + 0.05 * e)
    large = str(tmp_path / "large.tif")
    gdal.Warp(large, small, outputBounds=(middle[1] - 3, middle[0] - 2, middle[1] + 3, middle[0] + 2), xRes=0.001,
              yRes=0.001, resampleAlg="bilinear", dstNodata=8000)  # fmt: skip
    heights = open_heights(large, "ellipsoid", unsaid)
    grid = open_radar_grid(product_images(path)[0], "", (1, 1))
    part = heights.around(*grid.outline((200.0, 500.0)))
    assert part.area is not None
    assert part.area.rows * part.area.cols < 0.01 * heights.grid.shape[0] * heights.grid.shape[1]
    low, high = part.extremes
    assert 0 < low < 300 < high < 700


def test_a_model_of_the_whole_earth_serves_an_image_anywhere_but_across_its_ends(tmp_path):
    world = str(tmp_path / "world.tif")
    write(world, np.full((180, 360), 250, np.float32),
          Content(Grid((180, 360), (-180, 1, 0, 90, 0, -1), WGS84), ["height"]), Layout.PLAIN)  # fmt: skip
    (tmp_path / "a").mkdir()
    _, _, summary = table(tmp_path, product(tmp_path / "a"), world)
    assert summary.mapped_share == 1.0
    (tmp_path / "b").mkdir()
    across = product(tmp_path / "b", circle=Circle(longitude=174.36), shape=(48, 420))
    with pytest.raises(InputError, match="begins and ends: cut out a model that goes across it"):
        table(tmp_path, across, world)
