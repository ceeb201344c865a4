"""Vector layers in the radar's grid: against the exact place of every pixel, and on the way there and back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.grid import Grid
from aurora_qgis.core.jobs import RadarcodeFiles, VectorOptions, radarcode_vector
from aurora_qgis.core.jobs.geometry.heights import open_heights
from aurora_qgis.core.jobs.opening import Log, unsaid
from aurora_qgis.core.raster import Drawn, Shape
from aurora_qgis.core.raster.wkb import Box, moved, positions, runs, thinned
from tests.sentinel1_product import Circle
from tests.test_geocoding import mountain
from tests.test_terrain import SHAPE, centre, product, ridge, table, terrain

CIRCLE = np.linspace(0, 2 * np.pi, 9)


def wgs84() -> osr.SpatialReference:
    found = osr.SpatialReference()
    found.ImportFromEPSG(4326)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def layer(path: Path, shapes: list[tuple[str, dict[str, object]]], crs: int | None = 4326) -> str:
    """A GeoPackage of WKT shapes in degrees, brought to a CRS, with attributes class, text, value and when."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    target = None
    if crs is not None:
        target = osr.SpatialReference()
        target.ImportFromEPSG(crs)
        target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    made = dataset.CreateLayer("shapes", target, ogr.wkbUnknown)
    kinds = {"class": ogr.OFTInteger64, "text": ogr.OFTString, "value": ogr.OFTReal, "when": ogr.OFTDate}
    for name, kind in kinds.items():
        made.CreateField(ogr.FieldDefn(name, kind))
    for text, attributes in shapes:
        feature, shape = ogr.Feature(made.GetLayerDefn()), ogr.CreateGeometryFromWkt(text)
        if crs not in (4326, None):
            shape.Transform(osr.CoordinateTransformation(wgs84(), target))
        feature.SetGeometry(shape)
        for name, value in attributes.items():
            feature.SetField(name, value)
        made.CreateFeature(feature)
    return str(path)


def ring(points: np.ndarray) -> str:
    return f"({', '.join(f'{x:.12f} {y:.12f}' for x, y in points)})"


def disc(middle: tuple[float, float], east: float, north: float, size: float) -> str:
    """An octagon around a place so many degrees from the middle (latitude, longitude)."""
    x, y = middle[1] + east + size * np.cos(CIRCLE), middle[0] + north + 0.7 * size * np.sin(CIRCLE)
    x[-1], y[-1] = x[0], y[0]
    return f"POLYGON ({ring(np.column_stack([x, y]))})"


def inside(text: str, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Even-odd rule, edge by edge, for the rings of a polygon in degrees."""
    shape = ogr.CreateGeometryFromWkt(text)
    found = np.zeros(latitude.shape, bool)
    for index in range(shape.GetGeometryCount()):
        points = shape.GetGeometryRef(index).GetPoints()
        for (x0, y0), (x1, y1) in zip(points[:-1], points[1:]):
            if y0 != y1:
                crosses = ((y0 > latitude) != (y1 > latitude))
                found ^= crosses & (longitude < x0 + (latitude - y0) * (x1 - x0) / (y1 - y0))
    return found


def run(folder: Path, source: str, path: str, model: str, log: Log = unsaid, **changes: object):
    files = RadarcodeFiles(str(folder / "drawn.tif"), str(folder / "drawn_mask.tif"))
    options = VectorOptions(**{"heights": "ellipsoid", **changes})
    return radarcode_vector(source, path, model, files, options, log=log)


def drawn(folder: Path) -> np.ndarray:
    values: np.ndarray = gdal.Open(str(folder / "drawn.tif")).ReadAsArray()
    return values


@pytest.mark.parametrize("crs", [4326, 32632, 3035])
def test_the_pixels_of_polygons_are_those_whose_ground_lies_in_them(crs, tmp_path):
    """The look-up table says where each pixel's ground is; the polygon test on the map is independent of the drawing.

    Edges are straight in the layer's own CRS, over some hundred metres the same as straight in degrees.
    """
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    found, mask, _ = table(tmp_path, path, model)
    shapes = [disc(middle, east, north, 0.0016) for east, north in ((-0.012, 0.0), (0.0, 0.0002), (0.011, -0.0003))]
    summary = run(tmp_path, layer(tmp_path / "in.gpkg", [(one, {}) for one in shapes], crs), path, model)
    expected = np.any([inside(one, found[0], found[1]) for one in shapes], axis=0)
    plain = mask == 1
    assert expected[plain].sum() > 500
    assert np.mean(drawn(tmp_path)[plain] != expected[plain]) < 0.001
    assert np.array_equal(gdal.Open(str(tmp_path / "drawn_mask.tif")).ReadAsArray(), mask)
    assert (summary.shapes, summary.left_out, summary.rows, summary.cols) == (3, 0, *SHAPE)
    assert summary.drawn_share == pytest.approx(np.mean(drawn(tmp_path) == 1))


def test_long_edges_bend_over_the_terrain(tmp_path):
    """A polygon of four corners across a ridge: straight edges between its corners in the image would be wrong."""
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, ridge(350.0, 1500.0))
    found, mask, _ = table(tmp_path, path, model)
    corners = np.array([(-0.03, -0.0015), (0.03, 0.0), (0.03, 0.002), (-0.03, 0.0008), (-0.03, -0.0015)])
    text = f"POLYGON ({ring(corners + np.array(middle)[::-1])})"
    run(tmp_path, layer(tmp_path / "in.gpkg", [(text, {})]), path, model)
    expected, got, plain = inside(text, found[0], found[1]), drawn(tmp_path) == 1, mask == 1
    assert plain.mean() > 0.5
    assert np.mean(got[plain] != expected[plain]) < 0.004
    assert (got & expected & plain).sum() / ((got | expected) & plain).sum() > 0.98


def test_holes_stay_open_and_parts_belong_together(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    found, mask, _ = table(tmp_path, path, model)
    outer, hole, other = (disc(middle, *one)[9:-1] for one in ((0, 0, 0.003), (0, 0, 0.0012), (0.012, 0, 0.001)))
    text = f"MULTIPOLYGON ((({outer[1:-1]}), ({hole[1:-1]})), (({other[1:-1]})))"
    run(tmp_path, layer(tmp_path / "in.gpkg", [(text, {})]), path, model)
    ground = found[0], found[1]
    expected = (inside(f"POLYGON (({outer[1:-1]}), ({hole[1:-1]}))", *ground)) | inside(f"POLYGON ({other})", *ground)
    plain = mask == 1
    assert np.mean((drawn(tmp_path) == 1)[plain] != expected[plain]) < 0.001


def test_surfaces_of_triangles_are_drawn_as_the_polygons_that_they_are(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    (x, y), size = middle[::-1], 0.003
    flat, high = (f"(({x} {y}{z},{x + size} {y}{z},{x} {y + size}{z},{x} {y}{z}))" for z in ("", " 900"))
    found = []
    for number, text in enumerate((f"POLYGON {flat}", f"TRIANGLE {flat}", f"TIN Z ({high})",
                                   f"POLYHEDRALSURFACE Z ({high})")):  # fmt: skip
        run(tmp_path, layer(tmp_path / f"{number}.gpkg", [(text, {})]), path, model)
        found.append(drawn(tmp_path))
    assert found[0].any()
    assert all(np.array_equal(one, found[0]) for one in found)


def test_a_number_that_32_bits_cannot_hold_is_left_out(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    shapes = [(disc(middle, east, 0, 0.001), {"value": value}) for east, value in ((0, 3.0), (0.003, 1e300))]
    summary = run(tmp_path, layer(tmp_path / "in.gpkg", shapes), path, model, draw="attribute", attribute="value")
    assert (summary.shapes, summary.left_out) == (1, 1)
    assert np.nanmax(drawn(tmp_path)) == np.nanmin(drawn(tmp_path)) == 3


def test_points_and_lines_are_drawn_at_their_exact_place(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    found, mask, _ = table(tmp_path, path, model)
    places = [(5, 30), (20, 200), (41, 391)]
    assert all(mask[row, col] == 1 for row, col in places)
    points = [(f"POINT ({found[1, row, col]:.12f} {found[0, row, col]:.12f})", {"value": 7.5}) for row, col in places]
    run(tmp_path, layer(tmp_path / "points.gpkg", points), path, model)
    assert list(zip(*(axis.tolist() for axis in np.nonzero(drawn(tmp_path) == 1)))) == places
    way = [f"{found[1, row, col]:.12f} {found[0, row, col]:.12f}" for row in range(10, 30) for col in (40, 300)]
    lines = layer(tmp_path / "lines.gpkg", [(f"LINESTRING ({way[0]}, {way[1]})", {"value": 7.5})])
    run(tmp_path, lines, path, model, draw="attribute", attribute="value")
    got = drawn(tmp_path)
    assert np.array_equal(np.unique(np.nonzero(got == 7.5)[1]), np.arange(40, 301))
    assert np.isnan(got[0]).all()
    run(tmp_path, lines, path, model, all_touched=True)
    assert (drawn(tmp_path) == 1).sum() >= (got == 7.5).sum()


def test_cover_is_the_exact_area_of_the_intersection_within_a_16th(rng):
    """Of pixels with a triangle, by GEOS. Overlapping shapes count once."""
    points = rng.uniform(0, 20, (3, 2))
    shape = ogr.CreateGeometryFromWkt(f"POLYGON ({ring(np.vstack([points, points[:1]]) * [1, -1])})")
    body = bytes(shape.ExportToWkb(ogr.wkbNDR))
    got = Drawn([Shape(body, 1.0)] * 2, np.float32, 0, samples=8).read(Grid((20, 20)).window)[0]
    expected = np.zeros((20, 20))
    for row, col in np.ndindex(20, 20):
        corners = np.array([(col, row), (col + 1, row), (col + 1, row + 1), (col, row + 1), (col, row)]) * [1, -1]
        expected[row, col] = shape.Intersection(ogr.CreateGeometryFromWkt(f"POLYGON ({ring(corners)})")).Area()
    partly = (expected > 0) & (expected < 1)
    assert partly.sum() > 20
    assert np.abs(got - expected).max() < 1 / 16
    assert np.sqrt(np.mean((got - expected)[partly] ** 2)) < 0.02


def test_cover_of_a_multilooked_pixel_is_the_mean_of_its_pixels(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    shape = disc(middle, -0.01, 0.0, 0.0018)
    source = layer(tmp_path / "in.gpkg", [(shape, {}), (shape, {})])
    run(tmp_path, source, path, model, draw="cover")
    whole = drawn(tmp_path)
    assert whole.dtype == np.float32
    assert (whole.min(), whole.max()) == (0.0, 1.0)
    run(tmp_path, source, path, model, draw="cover", azimuth_looks=4, range_looks=6)
    assert drawn(tmp_path) == pytest.approx(whole.reshape(12, 4, 70, 6).mean(axis=(1, 3)), abs=1 / 16)
    run(tmp_path, source, path, model)
    assert (drawn(tmp_path) == 1).sum() == pytest.approx(whole.sum(), rel=0.01)


def test_classes_of_texts_are_numbered_alphabetically_and_those_of_numbers_stay(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    found, mask, _ = table(tmp_path, path, model)
    shapes = [
        (disc(middle, -0.012, 0.0, 0.0016), {"text": "Wald", "class": 0}),
        (disc(middle, 0.0, 0.0, 0.0016), {"text": "Acker", "class": -7}),
        (disc(middle, 0.011, 0.0, 0.0016), {}),
        (disc(middle, 3.0, 0.0, 0.0016), {"text": "Moor", "class": 2_000_000_001}),
    ]
    source = layer(tmp_path / "in.gpkg", shapes)
    summary = run(tmp_path, source, path, model, draw="classes", attribute="text")
    assert summary.legend == {1: "Acker", 2: "Moor", 3: "Wald"}
    assert (summary.shapes, summary.left_out) == (2, 1)
    plain = mask == 1
    for (text, attributes), number in zip(shapes[:2], (3, 1)):
        expected = inside(text, found[0], found[1])
        assert np.mean((drawn(tmp_path) == number)[plain] != expected[plain]) < 0.001, attributes
    kept = json.loads(gdal.Open(str(tmp_path / "drawn.tif")).GetMetadata()["AURORASAR_PARAMETERS"])
    assert kept["legend"] == {"1": "Acker", "2": "Moor", "3": "Wald"}
    summary = run(tmp_path, source, path, model, draw="classes", attribute="class")
    assert set(np.unique(drawn(tmp_path))) == {-2_147_483_648, -7, 0}
    assert summary.legend == {-7: "-7", 0: "0", 2_000_000_001: "2000000001"}


def test_the_last_of_overlapping_shapes_counts(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    shapes = [(disc(middle, 0, 0, size), {"value": value}) for size, value in ((0.003, 1.5), (0.001, -2.5))]
    run(tmp_path, layer(tmp_path / "in.gpkg", shapes), path, model, draw="attribute", attribute="value")
    assert set(np.unique(drawn(tmp_path)[np.isfinite(drawn(tmp_path))])) == {1.5, -2.5}
    run(tmp_path, layer(tmp_path / "upside.gpkg", shapes[::-1]), path, model, draw="attribute", attribute="value")
    assert set(np.unique(drawn(tmp_path)[np.isfinite(drawn(tmp_path))])) == {1.5}


@pytest.mark.parametrize("size", [0.5, 40.0])
def test_a_polygon_around_everything_fills_all_that_has_terrain(size, tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, lambda e, n: np.where(np.abs(e - 1000) < 150, np.nan, mountain(e, n)))
    run(tmp_path, layer(tmp_path / "in.gpkg", [(disc(middle, 0, 0, size), {})]), path, model)
    got, mask = drawn(tmp_path), gdal.Open(str(tmp_path / "drawn_mask.tif")).ReadAsArray()
    assert 0 < (mask == 0).sum() < mask.size / 4
    assert np.array_equal(got, np.where(mask == 0, 255, 1))


@pytest.mark.parametrize("circle", [Circle(longitude=174.36), Circle(latitude=80.0)],
                         ids=["antimeridian", "80 degrees"])  # fmt: skip
def test_images_across_the_antimeridian_and_in_high_latitudes_are_drawn_on_alike(circle, tmp_path):
    path = product(tmp_path, circle=circle)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", (middle[0], middle[1] % 360), mountain)
    found, mask, _ = table(tmp_path, path, model)
    shapes = [disc((middle[0], middle[1] + turn), east, 0.0, 0.0016)
              for east, turn in ((-0.01, 0), (0.008, 0), (-0.01, 360), (0.008, -360))]  # fmt: skip
    run(tmp_path, layer(tmp_path / "in.gpkg", [(one, {}) for one in shapes]), path, model)
    longitude = found[1] + 360 * np.round((middle[1] - found[1]) / 360)
    expected = np.any([inside(one, found[0], longitude) for one in shapes[:2]], axis=0)
    assert expected.sum() > 200
    assert np.mean((drawn(tmp_path) == 1)[mask == 1] != expected[mask == 1]) < 0.002


def test_heights_read_in_tiles_are_those_of_the_whole_model(tmp_path, rng):
    path = product(tmp_path)
    middle = centre(path)
    heights = open_heights(terrain(tmp_path / "dem.tif", middle, mountain), "ellipsoid", unsaid)
    whole = heights.read(heights.grid.window)
    row, col = rng.uniform(-0.4, 260.4, 4000), rng.uniform(-0.4, 1760.4, 4000)
    row[:3], col[:3] = (512.0, 100.0, 259.0), (3.0, 1024.0, 1759.0)
    x, y = heights.grid.to_map(row + 0.5, col + 0.5)
    got = heights.at(y, x)
    top, left = np.clip(row, 0, 258).astype(int), np.clip(col, 0, 1758).astype(int)
    down, right = row - top, col - left
    expected = (whole[top, left] * (1 - down) * (1 - right) + whole[top, left + 1] * (1 - down) * right
                + whole[top + 1, left] * down * (1 - right) + whole[top + 1, left + 1] * down * right)  # fmt: skip
    within = (row >= 0) & (row <= 259) & (col >= 0) & (col <= 1759)
    edge = (np.abs(row - 259) < 1e-6) | (np.abs(col - 1759) < 1e-6)
    assert np.isfinite(got[within & ~edge]).all()
    assert np.isnan(got[~within & ~edge]).all()
    assert got[within & ~edge] == pytest.approx(expected[within & ~edge], abs=1e-6)


def test_bytes_of_a_shape_are_its_coordinates_and_others_take_their_place():
    rings = "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1)))"
    text = f"GEOMETRYCOLLECTION (POINT (1 2), {rings}, LINESTRING (7 8, 9 9))"
    body = bytes(ogr.CreateGeometryFromWkt(text).ExportToWkb(ogr.wkbNDR))
    points = np.concatenate([positions(body, one) for one in runs(body)])
    assert [one.points for one in runs(body)] == [1, 4, 4, 2]
    assert points[0].tolist() == [1, 2]
    assert points[-1].tolist() == [9, 9]
    again = ogr.CreateGeometryFromWkb(moved(body, points[:, ::-1] + 100))
    assert again.ExportToWkt() == (
        "GEOMETRYCOLLECTION (POINT (102 101),MULTIPOLYGON (((100 100,100 104,104 104,100 100),(101 101,101 102,102 102,"
        "101 101))),LINESTRING (108 107,109 109))"
    )


def test_a_thinned_shape_looks_the_same_inside_its_box(rng, monkeypatch):
    """A ragged star of 20 000 vertices, drawn whole and thinned, window by window."""
    angle = np.linspace(0, 2 * np.pi, 20_000)
    radius = 400 * (0.6 + 0.4 * np.sin(9 * angle)) + rng.normal(0, 1.0, angle.size)
    points = np.column_stack([500 + radius * np.cos(angle), -500 + radius * np.sin(angle)])
    points[-1] = points[0]
    shape = ogr.CreateGeometryFromWkt(f"POLYGON ({ring(points)})")
    body = bytes(shape.ExportToWkb(ogr.wkbNDR))
    grid = Grid((1000, 1000))
    monkeypatch.setattr("aurora_qgis.core.raster.vectors.MANY_BYTES", 10**9)
    expected = Drawn([Shape(body, 1.0)], np.uint8, 0).read(grid.window)[0]
    monkeypatch.setattr("aurora_qgis.core.raster.vectors.MANY_BYTES", 1000)
    source = Drawn([Shape(body, 1.0)], np.uint8, 0)
    for row in range(0, 1000, 250):
        for col in range(0, 1000, 125):
            window = grid.window._replace(row=row, col=col, rows=250, cols=125)
            assert np.array_equal(source.read(window)[0], expected[window.slices])
    box = Box(100, -300, 300, -100)
    assert len(thinned(body, box)) < len(body) / 4


def test_what_does_not_fit_together_is_refused(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    good = layer(tmp_path / "in.gpkg", [(disc(middle, 0, 0, 0.001), {"text": "a", "class": 1, "value": 0.5})])
    far = layer(tmp_path / "far.gpkg", [(disc((0.0, 0.0), 0, 0, 0.001), {})])
    bare = layer(tmp_path / "bare.gpkg", [(disc(middle, 0, 0, 0.001), {})], None)
    broken = tmp_path / "broken.gpkg"
    broken.write_text("no layer")
    for source, changes, sentence in (
        (far, {}, "No shape of far.gpkg lies on both"),
        (bare, {}, "bare.gpkg has no coordinate reference system"),
        (str(broken), {}, "cannot be opened as a vector layer"),
        (good, {"layer": "other"}, "holds no shapes named other"),
        (good, {"draw": "colour"}, "drawing 'colour' is not known"),
        (good, {"draw": "classes"}, "needs an attribute"),
        (good, {"draw": "classes", "attribute": "names"}, "has no attribute 'names': it has class, text, value, when"),
        (good, {"draw": "classes", "attribute": "value"}, "holds decimals"),
        (good, {"draw": "classes", "attribute": "when"}, "neither number nor text"),
        (good, {"draw": "attribute", "attribute": "text"}, "holds texts"),
        (good, {"draw": "cover", "all_touched": True}, "does not go with all touched"),
        (good, {"range_looks": 0}, "looks are not possible"),
        (good, {"swath": "IW7"}, "has no swath IW7: it has IW"),
    ):
        with pytest.raises(InputError, match=sentence):
            run(tmp_path, source, path, model, **changes)
    assert not (tmp_path / "drawn.tif").exists()


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5, 0.9])
def test_a_cancelled_run_leaves_nothing(share, tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    source = layer(tmp_path / "in.gpkg", [(disc(middle, 0, 0, 0.001), {})])
    files = RadarcodeFiles(str(tmp_path / "drawn.tif"), str(tmp_path / "drawn_mask.tif"))
    with pytest.raises(Cancelled):
        radarcode_vector(source, path, model, files, VectorOptions(heights="ellipsoid"),
                         progress=lambda done: done <= share)  # fmt: skip
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["dem.tif", "in.gpkg"]
