"""Evaluation of change maps: figures against their definitions, and the job that compares files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import ogr, osr
from scipy import stats

from aurora_qgis.core.change.evaluation import Confusion, Scores
from aurora_qgis.core.errors import Cancelled, InputError, OutputError
from aurora_qgis.core.jobs import (
    ChangeFiles,
    ChangeOptions,
    EvaluateFiles,
    EvaluateOptions,
    Reference,
    detect_change,
    evaluate_change,
)
from aurora_qgis.core.raster import Raster
from tests.benchmarks.change_pairs import PAIRS, kappa, wrapped
from tests.conftest import grid


@pytest.fixture
def graded(rng) -> tuple[np.ndarray, np.ndarray]:
    """Scores, with ties on the bins' edges, and what is true."""
    truth = rng.random(4000) < 0.2
    scores = np.clip(rng.normal(0.35, 0.15, 4000) + 0.25 * truth, 0, 1)
    return (np.floor(scores * 500) / 500).astype(np.float32), truth


def scored(scores: np.ndarray, truth: np.ndarray, highest: float = 1.0) -> Scores:
    made = Scores(highest)
    for part in np.array_split(np.arange(truth.size), 3):
        made.add(scores[part], truth[part])
    return made


def test_figures_of_a_confusion_are_those_of_the_textbook():
    found = Confusion(hits=40, false_alarms=10, misses=20, rejections=130)
    assert found.precision == pytest.approx(0.8)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(2 * 0.8 * (2 / 3) / (0.8 + 2 / 3))
    assert found.iou == pytest.approx(40 / 70)
    assert found.accuracy == pytest.approx(0.85)
    called = np.repeat([True, True, False, False], [40, 10, 20, 130])
    changed = np.repeat([True, False, True, False], [40, 10, 20, 130])
    assert found.kappa == pytest.approx(kappa(called, changed))
    assert found.iou == pytest.approx(found.f1 / (2 - found.f1))


def test_what_nothing_defines_is_nan():
    none = Confusion(0, 0, 0, 50)
    assert np.isnan([none.precision, none.recall, none.f1, none.iou, none.kappa]).all()
    assert none.accuracy == 1


def test_the_area_under_the_roc_curve_is_the_probability_of_the_right_order(graded):
    scores, truth = graded
    expected = stats.mannwhitneyu(scores[truth], scores[~truth]).statistic / (truth.sum() * (~truth).sum())
    assert scored(scores, truth).auroc == pytest.approx(expected, abs=1e-6)
    assert scored(1 - scores, truth).auroc == pytest.approx(1 - expected, abs=2e-3)


def test_average_precision_is_the_mean_precision_at_each_step_of_recall(graded):
    scores, truth = graded
    expected = 0.0
    for score in np.unique(scores[truth]):
        called = scores >= score
        expected += truth[called].mean() * (truth & (scores == score)).sum() / truth.sum()
    assert scored(scores, truth).average_precision == pytest.approx(expected, abs=1e-6)


def test_the_curve_tells_the_counts_of_every_threshold(graded):
    scores, truth = graded
    curve = scored(scores, truth).curve
    for index in (1200, 1500, 1900):
        called = scores >= curve.thresholds[index] - 1e-7
        expected = Confusion(*(int(np.sum(one)) for one in (called & truth, called & ~truth, ~called & truth,
                                                            ~called & ~truth)))  # fmt: skip
        assert curve.at(index) == expected
        assert curve.f1[index] == pytest.approx(expected.f1)
        assert curve.precision[index] == pytest.approx(expected.precision)
    assert curve.recall[-1] == 1


def test_a_calibrated_probability_has_no_calibration_error_and_an_overconfident_one_has_its_distance(rng):
    probability = rng.random(300_000).astype(np.float32)
    truth = rng.random(300_000) < probability
    assert scored(probability, truth).reliability.expected_error < 0.005
    sure = np.where(probability > 0.5, np.float32(1), np.float32(0))
    assert scored(sure, truth).reliability.expected_error == pytest.approx(0.25, abs=0.005)


@pytest.fixture
def maps(save, rng) -> tuple[str, str, str, np.ndarray, np.ndarray]:
    """A class map, a probability and the truth as files, and the two latter as arrays; all with gaps."""
    truth = np.zeros((120, 140), bool)
    truth[30:70, 40:100] = True
    probability = np.clip(rng.normal(0.3, 0.15, truth.shape) + 0.4 * truth, 0, 1).astype(np.float32)
    probability[:10] = np.nan
    classes = np.where(np.isnan(probability), 0, np.where(probability > 0.5, 3, 2)).astype(np.uint8)
    reference = np.where(truth, 7, 0).astype(np.float32)
    reference[:, :5] = np.nan
    return (
        save(classes, "classes.tif", nodata=0), save(probability, "probability.tif"), save(reference, "truth.tif"),
        probability, truth,
    )  # fmt: skip


def test_files_are_judged_as_their_arrays(maps, tmp_path):
    classes, graded_map, reference, probability, truth = maps
    known = np.isfinite(probability)
    known[:, :5] = False
    called = probability[known] > 0.5
    expected = kappa(called, truth[known])
    by_class = evaluate_change(classes, Reference(reference))
    by_score = evaluate_change(graded_map, Reference(reference), options=EvaluateOptions("probability"))
    for found in (by_class, by_score):
        assert found.kappa == pytest.approx(expected)
        assert found.hits == np.sum(called & truth[known])
        assert found.rejections == np.sum(~called & ~truth[known])
        assert found.compared_share == pytest.approx(known.mean())
    assert np.isnan(by_class.calibration_error)
    assert 0.1 < by_score.calibration_error < 0.5
    assert by_score.best_f1 >= by_score.f1


def test_values_of_the_reference_can_be_chosen(maps):
    classes, _, reference, _, _ = maps
    chosen = evaluate_change(classes, Reference(reference), options=EvaluateOptions(reference_changed=(7,)))
    assert chosen.kappa == evaluate_change(classes, Reference(reference)).kappa
    none = evaluate_change(classes, Reference(reference), options=EvaluateOptions(reference_changed=(8,)))
    assert none.hits == none.misses == 0
    assert np.isnan(none.recall)


def test_polygons_of_another_crs_are_as_good_as_a_raster(maps, save, tmp_path):
    classes, _, _, _, truth = maps
    whole = save(truth.astype(np.uint8), "whole.tif", nodata=255)
    to_degrees = osr.CoordinateTransformation(grid(1, 1).reference, _degrees())
    ring = " , ".join(
        "{} {}".format(*to_degrees.TransformPoint(420_000 + 10.0 * col, 5_210_000 - 10.0 * row)[:2])
        for row, col in ((30, 40), (70, 40), (70, 100), (30, 100), (30, 40))
    )
    path = str(tmp_path / "truth.gpkg")
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    dataset.CreateLayer("points", _degrees(), ogr.wkbPoint)
    layer = dataset.CreateLayer("changes", _degrees(), ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({ring}))"))
    layer.CreateFeature(feature)
    dataset = layer = feature = None
    by_polygons = evaluate_change(classes, Reference(polygons=path, layer="changes"))
    by_raster = evaluate_change(classes, Reference(whole))
    assert by_polygons.kappa == pytest.approx(by_raster.kappa, abs=0.01)
    assert by_polygons.hits == pytest.approx(by_raster.hits, rel=0.01)
    with pytest.raises(InputError, match="no polygons named points"):
        evaluate_change(classes, Reference(polygons=path, layer="points"))


def _degrees() -> osr.SpatialReference:
    found = osr.SpatialReference()
    found.ImportFromEPSG(4326)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def test_a_reference_on_another_grid_is_brought_onto_that_of_the_map(maps, save):
    classes, _, _, _, truth = maps
    fine = np.repeat(np.repeat(truth, 2, 0), 2, 1).astype(np.uint8)
    finer = save(fine, "fine.tif", on=grid(240, 280, size=5.0), nodata=255)
    whole = save(truth.astype(np.uint8), "whole.tif", nodata=255)
    first, second = (evaluate_change(classes, Reference(path)) for path in (finer, whole))
    assert first.kappa == pytest.approx(second.kappa, abs=0.02)


def test_a_strength_is_judged_by_its_magnitude(save, rng):
    truth = np.zeros((80, 80), np.uint8)
    truth[20:40], truth[60:] = 1, 1
    strength = rng.normal(0, 1, truth.shape).astype(np.float32)
    strength[20:40] -= 6
    strength[60:] += 6
    options = EvaluateOptions("strength", threshold=3.0)
    found = evaluate_change(save(strength, "s.tif"), Reference(save(truth, "t.tif", nodata=255)), options=options)
    assert found.f1 > 0.99
    assert found.auroc > 0.999
    assert 1.5 < found.best_threshold < 4.5


def test_report_json_and_map_of_errors_tell_the_same(maps, tmp_path):
    _, graded_map, reference, _, _ = maps
    files = EvaluateFiles(*(str(tmp_path / name) for name in ("report.html", "figures.json", "errors.tif")))
    found = evaluate_change(graded_map, Reference(reference), files, EvaluateOptions("probability"))
    with Raster.open(str(tmp_path / "errors.tif")) as raster:
        errors = raster.read()[0]
    assert [int(np.sum(errors == code)) for code in (1, 2, 3, 4)] == [
        found.hits, found.false_alarms, found.misses, found.rejections,
    ]  # fmt: skip
    told = json.loads((tmp_path / "figures.json").read_text())
    assert told["figures"]["kappa"] == found.kappa
    assert told["map"] == "probability.tif"
    assert len(told["curve"]) == 101
    assert len(told["reliability"]) == 15
    assert sum(one["pixels"] for one in told["reliability"]) == found.hits + found.false_alarms + found.misses + (
        found.rejections
    )
    report = (tmp_path / "report.html").read_text()
    assert f"{found.kappa:.4f}" in report
    assert report.count("<svg") == 4
    assert "NaN" not in (tmp_path / "figures.json").read_text()


def test_a_signed_probability_counts_by_its_magnitude(save, rng):
    probability = rng.random((60, 70)).astype(np.float32)
    truth = Reference(save((rng.random(probability.shape) < probability).astype(np.uint8), "truth.tif"))
    options = EvaluateOptions("probability")
    signed = save(np.where(rng.random(probability.shape) < 0.5, -1, 1).astype(np.float32) * probability, "signed.tif",
                  unit="probability")  # fmt: skip
    assert evaluate_change(signed, truth, options=options) == evaluate_change(
        save(probability, "plain.tif"), truth, options=options
    )


def test_a_map_or_a_reference_that_says_the_same_everywhere_is_warned_of(maps, save):
    classes, _, reference, _, _ = maps
    unchanged = save(np.zeros((120, 140), np.uint8), "unchanged.tif")
    for truth, options, sentence in (
        (reference, EvaluateOptions(changed=(77,)), "Warning: the map calls nothing changed: check the classes"),
        (unchanged, EvaluateOptions(), "Warning: nothing changed where the reference was compared"),
        (unchanged, EvaluateOptions(reference_changed=(0,)), "Warning: everything changed where the reference"),
    ):
        said: list[str] = []
        evaluate_change(classes, Reference(truth), options=options, log=said.append)
        assert any(line.startswith(sentence) for line in said)
        assert not any("nan" in line for line in said)
    evaluate_change(classes, Reference(reference), log=said.append)
    assert not said[-1].startswith("Warning")


def test_wrong_input_is_refused_and_nothing_is_left(maps, save, tmp_path):
    classes, graded_map, reference, _, _ = maps
    report = str(tmp_path / "out.html")
    elsewhere = save(np.ones((20, 20), np.uint8), "elsewhere.tif", on=grid(20, 20, x=700_000.0), nodata=255)
    empty = save(np.full((120, 140), np.nan, np.float32), "empty.tif")
    text = tmp_path / "text.gpkg"
    text.write_text("no polygons")
    cases = (
        (classes, Reference(), {}, "Choose one reference"),
        (classes, Reference(reference, str(text)), {}, "Choose one reference"),
        (classes, Reference(polygons=str(text)), {}, "cannot be opened as polygons"),
        (classes, Reference(elsewhere), {}, "does not overlap"),
        (classes, Reference(empty), {}, "no valid pixels in common"),
        (classes, Reference(reference), {"band": 4}, "band 4 was asked for"),
        (classes, Reference(reference), {"reference_band": 2}, "band 2 was asked for"),
        (classes, Reference(reference), {"kind": "dream"}, "kind of map 'dream'"),
        (classes, Reference(reference), {"changed": ()}, "No class of the map"),
        (classes, Reference(reference), {"kind": "probability"}, "outside 0 to 1"),
        (graded_map, Reference(reference), {"kind": "probability", "threshold": -1.0}, "not negative"),
        (graded_map, Reference(reference), {"kind": "probability", "threshold": 3.0}, "which no probability exceeds"),
    )
    for source, truth, options, sentence in cases:
        with pytest.raises(InputError, match=sentence):
            evaluate_change(source, truth, EvaluateFiles(report), EvaluateOptions(**options))
    with pytest.raises(OutputError, match="also an input"):
        evaluate_change(classes, Reference(reference), EvaluateFiles(errors=reference))
    with pytest.raises(Cancelled):
        evaluate_change(classes, Reference(reference), EvaluateFiles(report), progress=lambda share: share < 0.3)
    assert not list(Path(tmp_path).glob("*out*"))


def test_the_kappa_of_the_classical_pairs_is_that_of_the_benchmark(shared_data, tmp_path, save):
    before, after, truth = wrapped(shared_data / "change_benchmarks", PAIRS["ottawa"], tmp_path)
    files = ChangeFiles(str(tmp_path / "s.tif"), str(tmp_path / "c.tif"))
    detect_change(before, after, files, ChangeOptions())
    reference = save(np.where(truth, 255, 0).astype(np.uint8), "gt.tif", grid(*truth.shape), nodata=7)
    found = evaluate_change(files.classes, Reference(reference))
    with Raster.open(files.classes) as raster:
        assert found.kappa == pytest.approx(kappa(raster.read()[0] != 2, truth))
    graded_map = evaluate_change(files.strength, Reference(reference), options=EvaluateOptions("strength", threshold=5))
    assert graded_map.auroc > 0.99
