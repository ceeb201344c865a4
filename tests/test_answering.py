"""Conformal sets as files: labelled polygons or a reference raster in, a raster of answers with its coverage out."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr
from scipy import ndimage

from aurora_qgis.core.change.conformal import Answer
from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.jobs import ConformalFiles, ConformalOptions, Reference, conformal_sets
from aurora_qgis.core.raster import Raster
from tests.conftest import UTM, grid

SHAPE = 320, 384


@pytest.fixture
def scene(rng):
    """A probability of change with errors of its own, and the truth: blobs that are a fifth of the ground."""
    field = ndimage.gaussian_filter(rng.normal(0, 1, SHAPE), 6)
    truth = field > np.quantile(field, 0.8)
    evidence = rng.normal(np.where(truth, 1.2, -1.2), 1.5)
    probability = (1 / (1 + np.exp(-4 * evidence))).astype(np.float32)
    probability[:8] = np.nan
    return probability, truth


def squares(path, labels, column="label"):
    """A file of 20 x 20 pixel squares at (row, column, label)."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("areas", grid(*SHAPE).reference, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn(column, ogr.OFTString))
    x0, y0 = 420_000, 5_210_000
    for row, col, label in labels:
        left, right, top, bottom = x0 + 10 * col, x0 + 10 * (col + 20), y0 - 10 * row, y0 - 10 * (row + 20)
        feature = ogr.Feature(layer.GetLayerDefn())
        corners = f"{left} {top}, {right} {top}, {right} {bottom}, {left} {bottom}, {left} {top}"
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({corners}))"))
        if label is not None:
            feature.SetField(column, label)
        layer.CreateFeature(feature)
    return str(path)


def read(path):
    with Raster.open(path) as raster:
        return raster.read()


def covered(answers, truth):
    """Shares of changed and unchanged pixels whose answer holds the truth."""
    valid = np.isfinite(answers)
    return [
        np.isin(answers[valid & (truth == one)], (answer, Answer.BOTH)).mean()
        for one, answer in ((True, Answer.CHANGE), (False, Answer.NO_CHANGE))
    ]


@pytest.mark.parametrize("error", [0.05, 0.2])
def test_with_part_of_the_truth_the_rest_is_covered_at_the_asked_rate(error, scene, save, tmp_path):
    probability, truth = scene
    known = truth.astype(np.float32)
    known[:, SHAPE[1] // 2 :] = np.nan
    out = str(tmp_path / "sets.tif")
    found = conformal_sets(
        save(probability, "p.tif"), Reference(save(known, "truth.tif")), ConformalFiles(out),
        ConformalOptions(error=error),
    )  # fmt: skip
    answers = read(out)[0]
    rest = (slice(None), slice(SHAPE[1] // 2, None))
    assert covered(answers[rest], truth[rest]) == pytest.approx([1 - error] * 2, abs=0.02)
    assert (found.coverage_changed, found.coverage_unchanged) == pytest.approx((1 - error,) * 2, abs=0.02)
    shares = [np.mean(answers[np.isfinite(answers)] == one) for one in (1, 2, 3, 4)]
    told = found.change_share, found.no_change_share, found.both_share, found.neither_share
    assert told == pytest.approx(shares)
    assert np.isnan(answers[:8]).all()


def test_labelled_polygons_are_places_of_known_truth_and_those_without_a_label_are_not(scene, save, tmp_path):
    probability, _ = scene
    probability[:, :200], probability[:, 200:] = 0.2, 0.8
    labels = [(40, 20, "none"), (200, 60, "No change"), (40, 240, "Increase"), (200, 300, "decrease"), (150, 300, None)]
    areas = squares(tmp_path / "areas.gpkg", labels)
    said: list[str] = []
    found = conformal_sets(
        save(probability, "p.tif"), Reference(polygons=areas), ConformalFiles(str(tmp_path / "sets.tif")),
        log=said.append,
    )  # fmt: skip
    assert (found.changed_pixels, found.unchanged_pixels) == (800, 800)
    assert "4 labelled polygons." in said
    assert found.change_from == pytest.approx(0.8, abs=1e-3)
    assert found.no_change_to == pytest.approx(0.2, abs=1e-3)
    answers = read(str(tmp_path / "sets.tif"))[0]
    assert set(np.unique(answers[:, :200])) == {2}
    assert set(np.unique(answers[:, 200:])) == {1}


def test_the_scaled_probability_is_calibrated(scene, save, tmp_path):
    probability, truth = scene
    out = str(tmp_path / "scaled.tif")
    found = conformal_sets(
        save(probability, "p.tif"), Reference(save(truth.astype(np.float32), "truth.tif")),
        ConformalFiles(str(tmp_path / "sets.tif"), out),
    )  # fmt: skip
    assert found.calibration_error > 0.05
    assert found.calibration_error_after <= 0.03
    scaled = read(out)[0]
    assert scaled[8:].mean() == pytest.approx(truth[8:].mean(), abs=0.01)


def test_bands_of_decrease_and_increase_are_added_and_found_by_their_names(scene, save, tmp_path):
    probability, truth = scene
    share = np.linspace(0, 1, SHAPE[1], dtype=np.float32)
    both = np.stack([np.full(SHAPE, 7, np.float32), probability * share, probability * (1 - share)])
    names = ["Change strength", "Probability of decrease", "Probability of increase"]
    reference = Reference(save(truth.astype(np.float32), "truth.tif"))
    outputs = [str(tmp_path / f"{name}.tif") for name in ("one", "two", "three")]
    conformal_sets(save(probability, "p.tif"), reference, ConformalFiles(outputs[0]))
    path = save(both, "both.tif", descriptions=names)
    conformal_sets(path, reference, ConformalFiles(outputs[1]))
    conformal_sets(path, reference, ConformalFiles(outputs[2]), ConformalOptions(bands=(2, 3)))
    first, second, third = (np.nan_to_num(read(path)) for path in outputs)
    assert np.mean(first == second) > 0.9999
    assert np.array_equal(second, third)


def test_the_sets_lie_where_the_probability_lies(scene, save, tmp_path):
    reference = Reference(save(scene[1].astype(np.float32), "truth.tif"))
    conformal_sets(save(scene[0], "p.tif"), reference, ConformalFiles(str(tmp_path / "sets.tif")))
    with Raster.open(str(tmp_path / "sets.tif")) as raster:
        assert raster.grid == grid(*SHAPE)
        assert raster.grid.crs == UTM


def test_what_cannot_work_is_refused_with_a_sentence(scene, save, tmp_path):
    probability, truth = scene
    path, files = save(probability, "p.tif"), ConformalFiles(str(tmp_path / "sets.tif"))
    reference = Reference(save(truth.astype(np.float32), "truth.tif"))
    odd = Reference(polygons=squares(tmp_path / "odd.gpkg", [(40, 20, "perhaps")]))
    one_kind = Reference(polygons=squares(tmp_path / "one.gpkg", [(40, 20, "change")]))
    outside = Reference(polygons=squares(tmp_path / "outside.gpkg", [(-900, 20, "change"), (-900, 60, "none")]))
    other_column = Reference(polygons=squares(tmp_path / "kind.gpkg", [(40, 20, "change")], "kind"))
    strength = save(20 * probability, "strength.tif")
    several = save(np.stack([probability] * 3), "several.tif")
    for source, truths, options, sentence in (
        (path, reference, {"error": 0.0}, "share of errors is 0"),
        (path, Reference(), {}, "Choose one reference"),
        (path, odd, {}, "label is 'perhaps'"),
        (path, one_kind, {}, "label places of both kinds"),
        (path, outside, {}, "No place of known truth lies on a pixel with data"),
        (path, other_column, {}, "no column 'label'"),
        (path, reference, {"bands": (2,)}, "band 2 was asked for"),
        (path, reference, {"bands": (1, 1, 1)}, "Choose one band"),
        (path, reference, {"reference_band": 4}, "band 4 was asked for"),
        (strength, reference, {}, "values outside 0 to 1"),
        (several, reference, {}, "is not known: choose it"),
    ):
        with pytest.raises(InputError, match=sentence):
            conformal_sets(source, truths, files, ConformalOptions(**options))
    with pytest.raises(Cancelled):
        conformal_sets(path, reference, files, progress=lambda share: share < 0.6)
    assert not list(tmp_path.glob("*sets*"))


def test_labels_in_one_part_only_leave_the_coverage_untold(scene, save, tmp_path):
    areas = squares(tmp_path / "areas.gpkg", [(10, 10, "none"), (40, 10, "change")])
    said: list[str] = []
    found = conformal_sets(save(scene[0], "p.tif"), Reference(polygons=areas),
                           ConformalFiles(str(tmp_path / "sets.tif")), log=said.append)  # fmt: skip
    assert np.isnan([found.coverage_changed, found.coverage_unchanged]).all()
    assert any("cannot be told" in line for line in said)
