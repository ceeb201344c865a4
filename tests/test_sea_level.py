"""Ground at mean sea level where terrain models have gaps or end: as if the model had the geoid's heights there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.grid import Grid, Window, reference
from aurora_qgis.core.jobs import (
    CoherenceFiles,
    CoherenceOptions,
    CoregisterFiles,
    CoregisterOptions,
    GeocodeFiles,
    GeocodeOptions,
    LookupFiles,
    LookupOptions,
    Pair,
    coregister,
    geocode,
    look_up,
    measure_coherence,
)
from aurora_qgis.core.jobs.geometry.heights import open_heights
from aurora_qgis.core.jobs.geometry.radar_grid import terrain_under
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.raster import Content, Layout, Raster, proj_file, write
from tests.sentinel1_product import Circle, small_scene
from tests.test_geocoding import files, layers, mountain, options, radar, ramps
from tests.test_radarcoding import coded, map_of
from tests.test_radarcoding import run as radarcoded
from tests.test_radarcoding_vectors import disc, drawn, inside, layer
from tests.test_radarcoding_vectors import run as drawn_in
from tests.test_terrain import CELL, SHAPE, WGS84, centre, product, table, terrain

GEOID = proj_file("us_nga_egm96_15.tif") or proj_file("egm96_15.gtx")
pytestmark = pytest.mark.skipif(GEOID is None, reason="PROJ has no grid of EGM96 here")

Shape = Callable[[np.ndarray, np.ndarray], np.ndarray]
COAST = 880
"""The column of the models at which the sea begins, in the middle of the image."""


def undulation(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """EGM96 above the ellipsoid, by PROJ itself."""
    above, ellipsoid = (reference(code) for code in ("EPSG:4326+5773", "EPSG:4979"))
    points = np.column_stack([np.ravel(longitude), np.ravel(latitude), np.zeros(np.size(latitude))])
    moved = np.array(osr.CoordinateTransformation(above, ellipsoid).TransformPoints(points))
    return moved[:, 2].reshape(np.shape(latitude))


def changed(path: str, out: Path, change: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]) -> str:
    """A model with other heights: `change(heights, latitude, longitude)` of its cells."""
    with Raster.open(path) as raster:
        heights, grid = raster.read()[0], raster.grid
    rows, cols = np.indices(grid.shape) + 0.5
    longitude, latitude = grid.to_map(rows, cols)
    new = change(heights.astype(float), latitude, longitude).astype(np.float32)
    write(str(out), new, Content(grid, ["height"]), Layout.PLAIN)
    return str(out)


def at_sea(cells: np.ndarray) -> np.ndarray:
    return np.arange(cells.shape[1])[np.newaxis] >= COAST + 0 * cells


def with_gaps(land: str, out: Path) -> str:
    """The model without heights at sea."""
    return changed(land, out, lambda heights, *_: np.where(at_sea(heights), np.nan, heights))


def with_an_end(land: str, out: Path) -> str:
    """The model that ends at the coast."""
    gdal.Translate(str(out), land, srcWin=[0, 0, COAST, gdal.Open(land).RasterYSize])
    return str(out)


def by_hand(land: str, out: Path, heights_of: str = "ellipsoid") -> str:
    """The model with the sea's heights filled in, above the ellipsoid or above the geoid."""
    def level(heights: np.ndarray, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        sea = undulation(latitude, longitude) if heights_of == "ellipsoid" else 0.0
        return np.where(at_sea(heights), sea, heights)

    return changed(land, out, level)


COASTS = {"gaps": with_gaps, "end": with_an_end}


@pytest.fixture(params=COASTS.values(), ids=COASTS)
def coast(request, tmp_path) -> tuple[str, str, str]:
    """A product, a model whose sea is missing, and the same filled in by hand: the mountain is cut at its top."""
    path = product(tmp_path)
    land = terrain(tmp_path / "land.tif", centre(path), mountain)
    return path, request.param(land, tmp_path / "coast.tif"), by_hand(land, tmp_path / "by_hand.tif")


@pytest.mark.parametrize("system", ["ellipsoid", "egm96"])
@pytest.mark.parametrize("made", COASTS.values(), ids=COASTS)
def test_the_ground_at_sea_is_that_of_a_model_with_the_sea_filled_in(made, system, tmp_path):
    path = product(tmp_path)
    land = terrain(tmp_path / "land.tif", centre(path), mountain)
    model = made(land, tmp_path / "coast.tif")
    expected, seen, _ = table(tmp_path, path, by_hand(land, tmp_path / "by_hand.tif", system), heights=system)
    without, dark, _ = table(tmp_path, path, model, heights=system)
    found, mask, summary = table(tmp_path, path, model, heights=system, sea_level=True)
    sea = np.isnan(without[0])
    assert 0.2 < sea.mean() < 0.8
    assert np.all(dark[sea] == 0)
    assert np.isfinite(found).all()
    assert np.abs(found[:2] - expected[:2]).max() < 1e-7
    assert np.abs(found[2:] - expected[2:]).max() < 0.01
    assert np.mean(mask != seen) < 1e-3
    assert np.abs(found - without)[2, ~sea].max() < 1e-3
    level = found[1] > centre(path)[1] + 3 * CELL
    assert level.sum() > 1000
    assert np.abs(found[2] - undulation(found[0], found[1]))[level].max() < 0.01
    assert summary.mapped_share == 1.0


def test_the_report_counts_the_models_own_heights_and_the_sea_apart(coast, tmp_path):
    path, model, _ = coast
    without, _, plain = table(tmp_path, path, model)
    said: list[str] = []
    report = tmp_path / "report.html"
    files = LookupFiles(str(tmp_path / "table.tif"), report=str(report))
    chosen = LookupOptions(heights="ellipsoid", sea_level=True)
    found = look_up(path, model, files, chosen, log=said.append).accuracy
    assert found.terrain_share == pytest.approx(plain.accuracy.terrain_share, abs=0.01)
    assert found.terrain_share == pytest.approx(np.isfinite(without[0]).mean(), abs=0.08)
    assert found.terrain_share + found.sea_share == 1.0
    assert plain.accuracy.sea_share == 0.0
    assert any("coast.tif: where it has no heights, the ground is taken at mean sea level, the geoid egm96" in one
               for one in said)  # fmt: skip
    parts = re.search(r"known of 100.0% of the image \((.*)% by the terrain model, (.*)% at mean sea level\)", said[-1])
    assert [float(one) for one in parts.groups()] == pytest.approx(
        [100 * found.terrain_share, 100 * found.sea_share], abs=0.06
    )
    text = report.read_text("utf-8")
    for words, share in (
        ("Terrain model under the image", found.terrain_share), ("At mean sea level", found.sea_share),
        ("No terrain", 0.0),
    ):  # fmt: skip
        assert float(re.search(words + r"[^<]*</t[dh]>\s*<td[^>]*>([\d.]*)%", text)[1]) == pytest.approx(
            100 * share, abs=0.006
        )


def test_a_small_model_under_a_large_sea_is_not_lost_between_the_reports_windows(tmp_path):
    path = product(tmp_path)
    land = terrain(tmp_path / "land.tif", centre(path), lambda e, n: 50 + 0 * e)
    model = str(tmp_path / "island.tif")
    gdal.Translate(model, land, srcWin=[COAST + 20, 120, 30, 14])
    without, _, plain = table(tmp_path, path, model)
    _, _, summary = table(tmp_path, path, model, sea_level=True)
    share = np.isfinite(without[0]).mean()
    assert 0.002 < share < 0.02
    assert summary.accuracy.terrain_share == pytest.approx(share, rel=0.3)
    assert summary.accuracy.terrain_share == pytest.approx(plain.accuracy.terrain_share, rel=0.1)
    assert summary.accuracy.sea_share == pytest.approx(1 - share, abs=0.01)


@pytest.mark.parametrize("changes", [{}, {"crs": "EPSG:3035", "resolution": 12.0, "resampling": "cubic"}],
                         ids=["UTM", "Europe"])  # fmt: skip
def test_the_map_shows_the_sea_where_a_filled_model_has_it(changes, coast, tmp_path):
    path, model, filled = coast
    results = []
    for name, one, sea in (("found", model, True), ("expected", filled, False), ("without", model, False)):
        (tmp_path / name).mkdir()
        geocode(ramps(tmp_path / "ramps.tif"), path, one, files(tmp_path / name), options(sea_level=sea, **changes))
        results.append(layers(tmp_path / name))
    (grid, image, mask, angle), expected, without = results
    row, col = grid.offset_in(expected[0])
    assert (abs(row), abs(col)) <= (1, 1)
    assert np.abs(np.subtract(grid.shape, expected[0].shape)).max() <= 1
    rows, cols = (min(one, other) - 1 for one, other in zip(grid.shape, expected[0].shape))
    own = (slice(max(-row, 0), rows + max(-row, 0)), slice(max(-col, 0), cols + max(-col, 0)))
    others = (slice(max(row, 0), rows + max(row, 0)), slice(max(col, 0), cols + max(col, 0)))
    here, there = image[0][own], expected[1][0][others]
    both = np.isfinite(here) & np.isfinite(there)
    assert np.mean(np.isfinite(here) != np.isfinite(there)) < 1e-3
    assert np.abs(image[1][own] - expected[1][1][others])[both].max() < 0.01
    assert np.abs(here - there)[both].max() < 0.01
    assert np.mean(mask[own] != expected[2][others]) < 1e-3
    assert np.nanmax(np.abs(angle[own] - expected[3][others])) < 0.1
    assert np.isfinite(without[1][0]).sum() < 0.8 * np.isfinite(image[0]).sum()


def test_maps_and_shapes_come_into_the_image_over_the_sea(coast, tmp_path):
    path, model, filled = coast
    middle = centre(path)
    source = map_of(tmp_path / "map.tif", middle, lambda lat, lon: 1e3 * (lon - middle[1]))
    summary = radarcoded(tmp_path, source, path, model, sea_level=True)
    found = coded(tmp_path)
    radarcoded(tmp_path, source, path, filled)
    assert summary.valid_share == 1.0
    assert np.abs(found - coded(tmp_path)).max() < 1e-3
    radarcoded(tmp_path, source, path, model)
    assert np.isnan(coded(tmp_path)).mean() > 0.2
    shape = disc(middle, 0.012, 0.0002, 0.0016)
    shapes = layer(tmp_path / "in.gpkg", [(shape, {})])
    drawn_in(tmp_path, shapes, path, model, sea_level=True)
    ground, _, _ = table(tmp_path, path, filled)
    expected = inside(shape, ground[0], ground[1])
    assert expected.sum() > 100
    assert np.mean((drawn(tmp_path) == 1) != expected) < 0.001


def test_flattening_leaves_the_sea_level(coast, tmp_path):
    """On level ground gamma0 is beta0 tan(incidence)."""
    path, model, _ = coast
    beta0 = str(tmp_path / "beta0.tif")
    write(beta0, np.ones((1, *SHAPE), np.float32), Content(Grid(SHAPE), ["beta0_VV"], unit="intensity"), Layout.PLAIN)
    values = {}
    for sea in (True, False):
        out = GeocodeFiles(str(tmp_path / f"{sea}.tif"), incidence=str(tmp_path / "angle.tif"))
        chosen = GeocodeOptions(heights="ellipsoid", radiometry="gamma0_terrain", crs="EPSG:4326", resolution=0.0001)
        geocode(beta0, path, model, out, GeocodeOptions(**{**vars(chosen), "sea_level": sea}))
        with Raster.open(out.image) as image, Raster.open(str(tmp_path / "angle.tif")) as angle:
            grid, values[sea], incidence = image.grid, image.read()[0], angle.read()[0]
        if sea:
            _, longitude = np.meshgrid(*(np.arange(size) + 0.5 for size in grid.shape), indexing="ij")
            x, _ = grid.to_map(0 * longitude, longitude)
            level = (x > centre(path)[1] + 0.012) & np.isfinite(values[True])
            known = np.isfinite(incidence) & (x > centre(path)[1] + 0.012)
            assert level.sum() > 0.9 * known.sum() > 1000
            apart = 10 * np.log10(values[True][level] / np.tan(np.radians(incidence[level])))
            assert np.median(np.abs(apart)) < 0.02
    assert np.isfinite(values[False]).sum() < 0.8 * np.isfinite(values[True]).sum()


def half(path: str, out: Path) -> str:
    """The western half of a model."""
    dataset = gdal.Open(path)
    gdal.Translate(str(out), path, srcWin=[0, 0, dataset.RasterXSize // 2, dataset.RasterYSize])
    return str(out)


def test_pairs_are_brought_together_over_the_sea(tmp_path):
    scene = small_scene(tmp_path)
    twice, model = (scene["PRODUCT"], scene["PRODUCT"]), half(scene["DEM"], tmp_path / "half.tif")
    image = str(tmp_path / "complex.tif")
    write(image, np.ones((1, 200, 300), np.complex64), Content(Grid((200, 300)), ["slc"], np.complex64), Layout.PLAIN)
    shares = {}
    for sea in (False, True):
        chosen = {"heights": "ellipsoid", "sea_level": sea}
        out = str(tmp_path / "out.tif")
        first = coregister(*twice, model, CoregisterFiles(out), CoregisterOptions(refine=False, **chosen))
        second = measure_coherence(
            image, image, CoherenceFiles(out), CoherenceOptions(**chosen), Pair(*twice, model)
        )  # fmt: skip
        shares[sea] = first.valid_share, second.valid_share
    assert max(shares[False]) < 0.7
    assert min(shares[True]) > 0.95


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32633"])
def test_a_scene_on_the_open_sea_needs_no_height_at_all(crs, tmp_path):
    """The model overlaps the image, but has no height there: all ground lies at the geoid."""
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "empty.tif", (middle[0], middle[1] + 880 * CELL), lambda e, n: np.nan * e)
    if crs != "EPSG:4326":
        gdal.Warp(str(tmp_path / "other.tif"), model, dstSRS=crs, dstNodata=float("nan"))
        model = str(tmp_path / "other.tif")
    with pytest.raises(InputError, match="holds no heights"):
        table(tmp_path, path, model)
    said: list[str] = []
    files, chosen = LookupFiles(str(tmp_path / "table.tif")), LookupOptions(heights="egm96", sea_level=True)
    look_up(path, model, files, chosen, log=said.append)
    found = gdal.Open(files.table).ReadAsArray()
    assert np.isfinite(found).all()
    assert np.abs(found[2] - undulation(found[0], found[1])).max() < 0.01
    line, pixel = radar(path).geometry(*found[:3])
    assert np.hypot(line - np.indices(SHAPE)[0], pixel - np.indices(SHAPE)[1]).max() < 1e-3
    assert "(0.0% by the terrain model, 100.0% at mean sea level)" in said[-1]


@pytest.mark.parametrize("beside", [-0.16, 0.16, 1.0], ids=["near side", "far side", "elsewhere"])
def test_a_model_beside_the_image_is_refused(beside, tmp_path):
    """Land 9 km high would show up in the image from where the first two lie, but they have none."""
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", (middle[0], middle[1] + beside), lambda e, n: 0 * e)
    with pytest.raises(InputError, match=r"dem\.tif does not cover the image"):
        table(tmp_path, path, model, sea_level=True)
    source = ramps(tmp_path / "ramps.tif")
    with pytest.raises(InputError, match=r"dem\.tif does not cover the image"):
        geocode(source, path, model, files(tmp_path), options(sea_level=True))


@pytest.mark.parametrize("east", [-1, 1], ids=["ends before", "begins after"])
def test_the_sea_goes_on_across_the_antimeridian(east, tmp_path):
    """The model ends at 180 degrees on either side."""
    path = product(tmp_path, circle=Circle(longitude=174.36))
    middle = centre(path)
    whole = terrain(tmp_path / "whole.tif", (middle[0], 180.0), lambda e, n: 400 + 0 * e)
    model = str(tmp_path / "dem.tif")
    left = -180.0 if east > 0 else 180 - COAST * CELL
    bounds = [left, middle[0] + 130 * CELL, left + COAST * CELL, middle[0] - 130 * CELL]
    gdal.Translate(model, whole, srcWin=[COAST if east > 0 else 0, 0, COAST, 260], outputBounds=bounds)
    found, _, summary = table(tmp_path, path, model, sea_level=True)
    assert summary.mapped_share == 1.0
    on_model = (found[1] % 360 - 180) * east
    land, sea = on_model > 3 * CELL, on_model < -3 * CELL
    assert min(land.sum(), sea.sum()) > 1000
    assert np.abs(found[2][land] - 400).max() < 0.01
    assert np.abs(found[2] - undulation(found[0], found[1]))[sea].max() < 0.02


def test_heights_at_places_are_between_those_of_the_cells_also_beyond_the_edge(coast, rng):
    _, model, _ = coast
    heights = open_heights(model, "ellipsoid", unsaid, sea_level=True)
    rows, cols = heights.grid.shape
    around = Window(-600, -700, rows + 1200, cols + 1300)
    whole = heights.read(around)
    assert np.isfinite(whole).all()
    assert np.array_equal(whole[600:-600, 700 : 700 + COAST], heights.read(Window(0, 0, rows, COAST)))
    row, col = rng.uniform(-590, rows + 590, 4000), rng.uniform(-690, cols + 590, 4000)
    row[:4], col[:4] = (-0.5, rows - 0.5, -512.0, 100.0), (100.0, COAST - 0.5, -512.0, COAST - 0.5)
    x, y = heights.grid.to_map(row + 0.5, col + 0.5)
    top, left = np.floor(row).astype(int), np.floor(col).astype(int)
    down, right = row - top, col - left
    corners = [[whole[top + 600 + one, left + 700 + other] for other in (0, 1)] for one in (0, 1)]
    upper, lower = (pair[0] * (1 - right) + pair[1] * right for pair in corners)
    assert heights.at(y, x) == pytest.approx(upper * (1 - down) + lower * down, abs=0.01)
    plain = open_heights(model, "ellipsoid", unsaid).at(y, x)
    assert np.array_equal(heights.its_own.at(y, x), plain, equal_nan=True)
    assert 0 < np.isfinite(plain).mean() < 1


def test_a_kept_table_without_the_sea_does_not_serve_with_it(tmp_path):
    """Nor where the model has no gap and goes on beyond the image, so that the sea changes nothing."""
    path = product(tmp_path)
    gaps, world = with_gaps(terrain(tmp_path / "dem.tif", centre(path), mountain), tmp_path / "gaps.tif"), "world.tif"
    content = Content(Grid((180, 360), (-180, 1, 0, 90, 0, -1), WGS84), ["height"])
    write(str(tmp_path / world), np.full((180, 360), 250, np.float32), content, Layout.PLAIN)
    for one, gap in ((str(tmp_path / world), False), (gaps, True)):
        tables = {}
        for sea in (False, True):
            chosen = {"cache": str(tmp_path / "cache"), "sea_level": sea}
            tables[sea], _, summary = table(tmp_path, path, one, **chosen)
            assert not summary.reused
            again, _, summary = table(tmp_path, path, one, **chosen)
            assert summary.reused
            assert np.array_equal(again, tables[sea], equal_nan=True)
        assert np.isnan(tables[False]).any() == gap
        assert np.isfinite(tables[True]).all()


def test_a_sea_that_is_not_installed_is_named(tmp_path, monkeypatch):
    model = terrain(tmp_path / "dem.tif", (41.9, 12.5), lambda e, n: 100 + 0 * e)
    monkeypatch.setattr("aurora_qgis.core.jobs.geometry.geoids.proj_file", lambda name: None)
    open_heights(model, "ellipsoid", unsaid)
    with pytest.raises(InputError, match=r"Mean sea level is taken from the geoid egm96, whose grid us_nga_egm96_15"):
        open_heights(model, "ellipsoid", unsaid, sea_level=True)


def test_a_model_of_the_whole_earth_is_read_around_the_image_alone(tmp_path):
    world = np.full((180, 360), np.nan, np.float32)
    content = Content(Grid((180, 360), (-180, 1, 0, 90, 0, -1), WGS84), ["height"])
    write(str(tmp_path / "world.tif"), world, content, Layout.PLAIN)
    model = open_heights(str(tmp_path / "world.tif"), "egm96", unsaid, sea_level=True)
    heights = terrain_under(radar(product(tmp_path)), model)
    assert heights.area.rows * heights.area.cols < 100
    low, high = heights.extremes
    assert -110 < low <= high < 90
