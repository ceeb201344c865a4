"""Polygons say what their pixels say: attributes against sums over the classes' pixels, in files of both algorithms."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr
from scipy import ndimage

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, ClassifyOptions, classify_strength, detect_change
from aurora_qgis.core.landscape import Change
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import Options, simulate, speckle
from tests.conftest import grid

NUMBERS = ("area_ha", "mean_db", "max_db", "before_db", "after_db", "p_value", "agreement", "flagged")
FIXED = ChangeOptions(threshold="fixed", looks=4.4, filter="boxcar")


def read(path: str) -> np.ndarray:
    with Raster.open(path) as raster:
        return raster.read()


def features(path: str) -> list[dict[str, object]]:
    dataset = ogr.Open(path)
    return [one.items() for one in dataset.GetLayer(0)]


def files(folder) -> ChangeFiles:
    names = ("strength.tif", "classes.tif", "changes.gpkg", "report.html", "why.tif")
    return ChangeFiles(*(str(folder / name) for name in names))


@pytest.fixture
def squares(save, rng):
    """Two dates and two bands in linear sigma nought: water appears, a building appears, and land lies at -10 dB."""
    before, after = (0.1 * speckle((2, 300, 320), 4.4, rng) for _ in range(2))
    after[:, 50:100, 60:140] *= 0.05
    after[:, 180:230, 200:260] *= 15
    names = ["VV", "VH"]
    return save(before, "before.tif", descriptions=names), save(after, "after.tif", descriptions=names)


def test_an_increase_of_the_second_band_has_no_kind_by_a_first_band_that_fell(save, rng, tmp_path):
    before, after = (0.1 * speckle((2, 120, 130), 4.4, rng) for _ in range(2))
    after[0, 40:80, 40:90] *= 0.6
    after[1, 40:80, 40:90] *= 12
    paths = [save(date, f"{name}.tif", descriptions=["VV", "VH"]) for date, name in ((before, "a"), (after, "b"))]
    detect_change(*paths, files(tmp_path), FIXED)
    found = max(features(str(tmp_path / "changes.gpkg")), key=lambda one: one["pixels"])
    assert (found["direction"], found["kind"]) == ("increase", "unspecified")
    assert "dB darker" in found["sentence"]
    assert "It counts as an increase by another band" in found["sentence"]


def test_attributes_are_the_means_of_the_polygons_pixels(squares, tmp_path):
    detect_change(*squares, files(tmp_path), FIXED)
    strength, classes, why = (read(str(tmp_path / f"{name}.tif")) for name in ("strength", "classes", "why"))
    before, after = (read(path) for path in squares)
    for way, value in (("decrease", 1), ("increase", 3)):
        labels, _ = ndimage.label(classes[0] == value)
        largest = labels == np.argmax(np.bincount(labels[labels > 0]))
        same = [one for one in features(str(tmp_path / "changes.gpkg")) if one["direction"] == way]
        found = max(same, key=lambda one: one["pixels"])
        assert found["pixels"] == largest.sum()
        assert found["mean_db"] == pytest.approx(strength[0][largest].mean(), abs=1e-3)
        assert abs(found["max_db"]) == pytest.approx(np.abs(strength[0][largest]).max(), abs=1e-4)
        for name, date in (("before", before), ("after", after)):
            for band, end in ((0, ""), (1, "_2")):
                expected = 10 * np.log10(date[band][largest].mean(dtype=float))
                assert found[f"{name}_db{end}"] == pytest.approx(expected, abs=1e-3)
        assert found["p_value"] == pytest.approx(why[6][largest].mean(dtype=float), rel=1e-3)
        assert found["agreement"] == pytest.approx(why[7][largest].mean(), abs=1e-4)
        assert found["flagged"] == pytest.approx((why[9][largest] > 0).mean(), abs=1e-6)
    kinds = {one["kind"] for one in features(str(tmp_path / "changes.gpkg")) if one["pixels"] > 1000}
    assert kinds == {"water appeared", "bright object appeared"}


def test_polygons_do_not_depend_on_whether_the_explanation_is_written_too(squares, tmp_path):
    made = []
    for why in (None, str(tmp_path / "why.tif")):
        detect_change(*squares, ChangeFiles(str(tmp_path / "s.tif"), str(tmp_path / "c.tif"), str(tmp_path / "p.gpkg"),
                                            explanation=why), FIXED)  # fmt: skip
        made.append(features(str(tmp_path / "p.gpkg")))
    assert made[0] == made[1]


def test_classifying_with_the_explanation_tells_the_same_as_detecting(squares, tmp_path):
    detect_change(*squares, files(tmp_path), FIXED)
    classify_strength(
        str(tmp_path / "strength.tif"), str(tmp_path / "again.tif"), str(tmp_path / "again.gpkg"),
        ClassifyOptions(3.0, 3.0), explanation=str(tmp_path / "why.tif"),
    )  # fmt: skip
    first, second = (features(str(tmp_path / f"{name}.gpkg")) for name in ("changes", "again"))
    assert len(first) == len(second)
    for one, other in zip(first, second):
        assert (one["direction"], one["pixels"], one["kind"]) == (other["direction"], other["pixels"], other["kind"])
        for name in NUMBERS:
            within = 2.0 if name in ("before_db", "after_db") else 1e-3  # of means over the window, which reach out
            assert other[name] == pytest.approx(one[name], rel=1e-3, abs=within)


def test_bands_of_probability_and_uncertainty_become_attributes(save, tmp_path, rng):
    strength = np.zeros((3, 60, 60), np.float32)
    strength[0, 10:30, 10:40] = -8
    strength[1], strength[2] = 0.25, 0.5
    strength[1, 10:30, 10:40] = 0.75
    path = save(strength, descriptions=["Change strength", "Probability of change", "uncertainty"])
    classify_strength(path, str(tmp_path / "c.tif"), str(tmp_path / "p.gpkg"))
    (found,) = features(str(tmp_path / "p.gpkg"))
    assert (found["probability"], found["uncertainty"]) == pytest.approx((0.75, 0.5))
    assert found["max_db"] == found["mean_db"] == -8
    assert "kind" not in found


def test_an_explanation_of_something_else_is_refused(squares, save, tmp_path):
    strength = save(np.zeros((1, 40, 40), np.float32), "s.tif")
    for other, said in (("before.tif", "not on the grid"), ("same.tif", "no bands")):
        save(np.ones((1, 40, 40), np.float32), "same.tif")
        with pytest.raises(InputError, match=said):
            classify_strength(strength, str(tmp_path / "c.tif"), explanation=str(tmp_path / other))


def test_layover_and_shadow_are_flagged_and_leave_the_kind_open(squares, save, tmp_path):
    mask = np.ones((1, 300, 320), np.uint8)
    mask[:, 40:110, 50:150], mask[:, 170:240, 190:270] = 3, 2
    path = save(mask, "mask.tif", nodata=0)
    detect_change(*squares, files(tmp_path), FIXED, mask=path)
    flags = read(str(tmp_path / "why.tif"))[9].astype(int)
    assert np.array_equal(flags & 8 > 0, mask[0] == 2)
    assert np.array_equal(flags & 16 > 0, mask[0] == 3)
    large = [one for one in features(str(tmp_path / "changes.gpkg")) if one["pixels"] > 1000]
    assert {one["kind"] for one in large} == {"unspecified"}
    assert {"layover" in one["sentence"] for one in large} == {True, False}


def test_a_mask_of_another_grid_is_brought_onto_the_images(squares, save, tmp_path):
    mask = np.ones((1, 40, 40), np.uint8)
    mask[:, :20] = 2
    detect_change(*squares, files(tmp_path), FIXED, mask=save(mask, "mask.tif", grid(40, 40, 100.0), nodata=0))
    flags = np.nan_to_num(read(str(tmp_path / "why.tif"))[9]).astype(int)
    assert np.all(flags[:198] & 8)
    assert not np.any(flags[202:] & 8)


def test_a_raster_that_is_no_mask_is_refused(squares, tmp_path):
    with pytest.raises(InputError, match="choose a mask"):
        detect_change(*squares, files(tmp_path), FIXED, mask=squares[0])
    assert not (tmp_path / "strength.tif").exists()


@pytest.mark.parametrize(("calibrated", "expected"), [("yes", False), ("no", True), ("auto", False)])
def test_whether_backscatter_is_calibrated_can_be_said(calibrated, expected, squares, tmp_path):
    said = []
    options = ChangeOptions(threshold="fixed", looks=4.4, calibrated=calibrated)
    detect_change(*squares, files(tmp_path), options, log=said.append)
    assert any("not calibrated" in line for line in said) == expected
    largest = max(features(str(tmp_path / "changes.gpkg")), key=lambda one: one["pixels"])
    assert ("not calibrated" in largest["sentence"]) == expected


def test_kinds_of_polygons_of_a_simulated_scene_are_mostly_right(save, tmp_path):
    scene = simulate(Options((256, 320), seed=5))
    paths = [save(date.intensity, f"{name}.tif") for name, date in (("b", scene.before), ("a", scene.after))]
    detect_change(*paths, files(tmp_path), ChangeOptions(looks=4.4))
    expected = {
        Change.FLOOD: {"water appeared"}, Change.HARVEST: {"vegetation or surface loss"},
        Change.CLEARING: {"vegetation or surface loss"}, Change.GROWTH: {"vegetation or surface gain"},
        Change.BUILDING: {"bright object appeared"}, Change.SHIP: {"bright object appeared", "bright object vanished"},
    }  # fmt: skip
    dataset, right = ogr.Open(str(tmp_path / "changes.gpkg")), []
    origin = gdal.Open(str(tmp_path / "classes.tif")).GetGeoTransform()
    for one in dataset.GetLayer(0):
        place = one.GetGeometryRef().PointOnSurface()
        row, col = int((origin[3] - place.GetY()) / 10), int((place.GetX() - origin[0]) / 10)
        if scene.kind[row, col] in expected:
            right.append(one["kind"] in expected[scene.kind[row, col]])
    assert len(right) >= 10
    assert np.mean(right) >= 0.7
