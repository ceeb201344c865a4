"""Invalid polygons: repaired with a warning where GEOS can, else an error that names the feature."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.grid import Grid
from aurora_qgis.core.jobs import EvaluateFiles, Reference, evaluate_change
from aurora_qgis.core.raster import Burnt, Drawn, Shape, Vectors
from aurora_qgis.core.raster.repairs import Repairs
from tests.test_geocoding import mountain
from tests.test_radarcoding_vectors import drawn, inside, layer, ring, run
from tests.test_terrain import centre, product, table, terrain

AROUND = np.array([(-1.0, 10.0, 10.0, -1.0), (-1.0, -1.0, 10.0, 10.0)])
BOW = [[(0, 0), (4, 4), (4, 0), (0, 4), (0, 0)]]
GOOD = [[(6, 6), (8, 6), (8, 8), (6, 6)]]
NAN = float("nan")


def polygon(rings: list[list[tuple[float, float]]]) -> ogr.Geometry:
    """By its bytes, which hold what no text can: missing numbers, rings that are not closed."""
    body = struct.pack("<BII", 1, ogr.wkbPolygon, len(rings))
    for one in rings:
        body += struct.pack("<I", len(one)) + np.array(one, "<f8").tobytes()
    return ogr.CreateGeometryFromWkb(body)


def saved(path: Path, shapes: list[ogr.Geometry]) -> str:
    """A GeoPackage in degrees; the first feature has the id 1."""
    dataset, degrees = ogr.GetDriverByName("GPKG").CreateDataSource(str(path)), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    made = dataset.CreateLayer("shapes", degrees, ogr.wkbUnknown)
    for shape in shapes:
        feature = ogr.Feature(made.GetLayerDefn())
        feature.SetGeometry(shape)
        made.CreateFeature(feature)
    return str(path)


def cut(path: str) -> tuple[list[ogr.Geometry], list[str]]:
    """What of a layer lies in AROUND, and what is said about it."""
    said: list[str] = []
    with Vectors(path) as vectors:
        found = [ogr.CreateGeometryFromWkb(one.body) for one in vectors.shapes([[AROUND]], 1.0, 100.0)]
        vectors.repairs.tell(said.append)
    return found, said


@pytest.mark.parametrize("crossings", [5, 9, 31])
def test_a_repaired_polygon_has_the_pixels_that_it_was_drawn_with(crossings, rng):
    """Inside is what an odd number of rings encloses, to GEOS as to the drawing; so a repair moves no pixel."""
    points = rng.uniform(0, 60, (crossings, 2)) * [1, -1]
    shape = polygon([[*map(tuple, points), tuple(points[0])]])
    made = Repairs("layer").sound(shape, 1)
    assert not shape.IsValid()
    assert made.IsValid()
    before, after = (
        Drawn([Shape(bytes(one.ExportToWkb(ogr.wkbNDR)), 1.0)], np.uint8, 0).read(Grid((60, 60)).window)[0]
        for one in (shape, made)
    )
    assert before.sum() > 100
    assert np.array_equal(before, after)


@pytest.mark.parametrize("size", [1.0, 50.0])
def test_a_bow_tie_becomes_two_triangles_wherever_it_is_cut(size, tmp_path):
    rings = [[(size * x, size * y) for x, y in BOW[0]]]
    found, said = cut(saved(tmp_path / "in.gpkg", [polygon(GOOD), polygon(rings), polygon(rings)]))
    assert len(found) == 3
    assert all(one.IsValid() for one in found)
    assert found[1].Equals(found[2])
    if size == 1.0:
        assert found[1].Area() == pytest.approx(8.0)
    assert len(said) == 1
    assert "in.gpkg" in said[0]
    assert "repaired: 2, first feature 2." in said[0]


def test_valid_shapes_stay_as_they_are_and_nothing_is_said(tmp_path):
    texts = ["LINESTRING (0 0,4 4,4 0,0 4)", "POINT (1 1)", "POLYGON ((0 0,4 0,4 4,0 0))",
             "GEOMETRYCOLLECTION (POINT (1 1),POLYGON ((0 0,4 0,4 4,0 0)))"]  # fmt: skip
    found, said = cut(saved(tmp_path / "in.gpkg", [ogr.CreateGeometryFromWkt(one) for one in texts]))
    assert [one.ExportToWkt() for one in found] == texts
    assert not said


def test_of_a_repair_only_areas_are_kept_and_of_a_collection_its_lines_too():
    spike = "((0 0,4 0,4 4,9 4,4 4,0 4,0 0))"
    alone = Repairs("layer").sound(ogr.CreateGeometryFromWkt(f"POLYGON {spike}"), 1)
    assert (alone.GetGeometryName(), alone.Area(), alone.GetEnvelope()) == ("MULTIPOLYGON", 16.0, (0.0, 4.0, 0.0, 4.0))
    several = Repairs("layer").sound(
        ogr.CreateGeometryFromWkt(f"GEOMETRYCOLLECTION (LINESTRING (0 0,9 9),POLYGON {spike})"), 1
    )
    assert [several.GetGeometryRef(index).GetGeometryName() for index in (0, 1)] == ["LINESTRING", "MULTIPOLYGON"]
    assert several.Area() == 16.0


def test_a_ring_that_is_not_closed_is_closed(tmp_path):
    found, said = cut(saved(tmp_path / "in.gpkg", [polygon([[(0, 0), (4, 0), (4, 4), (0, 4)]])]))
    assert found[0].Area() == pytest.approx(16.0)
    assert "repaired: 1, first feature 1." in said[0]


@pytest.mark.parametrize(
    ("rings", "sentence"),
    [
        ([[(0, 0), (4, 0), (0, 0), (0, 0)]], "Feature 2 of in.gpkg is a polygon without any area"),
        ([[(0, 0), (4, NAN), (4, 4), (0, 0)]], "Feature 2 of in.gpkg has a vertex whose coordinates are no finite"),
        ([[(0, 0), (90, NAN), (90, 90), (0, 0)]], "Feature 2 of in.gpkg has a vertex whose coordinates are no finite"),
        ([[(-50, -50), (60, -50), (60, 60), (-50, 60)]], "Feature 2 of in.gpkg is broken beyond repair.*closed"),
    ],
    ids=["no area", "inside", "cut", "around, not closed"],
)
def test_what_cannot_be_repaired_is_an_error_that_names_the_feature(rings, sentence, tmp_path):
    path = saved(tmp_path / "in.gpkg", [polygon(GOOD), polygon(rings), polygon(GOOD)])
    with pytest.raises(InputError, match=sentence):
        cut(path)


def test_a_broken_polygon_far_away_is_nobodys_business(tmp_path):
    far = [[(x + 100, y) for x, y in BOW[0]]]
    found, said = cut(saved(tmp_path / "in.gpkg", [polygon(GOOD), polygon(far)]))
    assert len(found) == 1
    assert not said


def test_a_gdal_without_the_repair_says_which_feature_to_correct(tmp_path, monkeypatch):
    """Builds with an old GEOS return nothing from it, and an error."""
    path = saved(tmp_path / "in.gpkg", [polygon(BOW)])

    def refuse(_self):
        gdal.Error(gdal.CE_Failure, gdal.CPLE_NotSupported, "GEOS 3.8 or later is needed")

    monkeypatch.setattr(ogr.Geometry, "MakeValid", refuse)
    with pytest.raises(InputError, match=r"Feature 1 of in\.gpkg is broken beyond repair: .*'Fix geom.*GEOS 3.8"):
        cut(path)


def test_radarcodevector_draws_a_bow_tie_and_warns(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", middle, mountain)
    found, mask, _ = table(tmp_path, path, model)
    corners = 0.003 * np.array([(-1, -0.7), (1, 0.7), (1, -0.7), (-1, 0.7), (-1, -0.7)]) + np.array(middle)[::-1]
    text = f"POLYGON ({ring(corners)})"
    said: list[str] = []
    summary = run(tmp_path, layer(tmp_path / "in.gpkg", [(text, {})]), path, model, log=said.append)
    expected, plain = inside(text, found[0], found[1]), mask == 1
    assert summary.shapes == 1
    assert expected[plain].sum() > 500
    assert np.mean((drawn(tmp_path) == 1)[plain] != expected[plain]) < 0.001
    assert [one for one in said if "repaired: 1, first feature 1." in one]


def test_a_reference_is_repaired_likewise_and_what_has_no_place_is_refused(save, tmp_path):
    """Such polygons would be drawn as nothing at all, and count as unchanged."""
    shape = Grid((10, 10), (0.0, 1.0, 0.0, 10.0, 0.0, -1.0), _degrees())
    bow = saved(tmp_path / "bow.gpkg", [polygon(BOW)])
    burnt = Burnt(bow, "", shape)
    assert burnt.count == 1
    assert burnt.read(shape.window).sum() == 8
    classes = save(np.ones((10, 10), np.uint8), "classes.tif", nodata=0, on=shape)
    said: list[str] = []
    evaluate_change(classes, Reference(polygons=bow), EvaluateFiles(), log=said.append)
    assert [one for one in said if "bow.gpkg" in one and "repaired: 1, first feature 1." in one]
    broken = saved(tmp_path / "nan.gpkg", [polygon([[(0, 0), (4, NAN), (4, 4), (0, 0)]])])
    with pytest.raises(InputError, match=r"Feature 1 of nan\.gpkg has a vertex"):
        evaluate_change(classes, Reference(polygons=broken))


def _degrees() -> str:
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    return str(degrees.ExportToWkt())
