"""Reviews: what stands of a log, and that no acknowledged decision is ever lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta, timezone
from functools import partial
from operator import gt
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

from aurora_qgis.core.errors import Cancelled, InputError, OutputError
from aurora_qgis.core.grid import Window
from aurora_qgis.core.jobs import (
    ClassifyOptions,
    Decision,
    ExportOptions,
    ReviewFiles,
    ReviewPolygons,
    classify_strength,
    decide,
    export_review,
    review_queue,
)
from aurora_qgis.core.jobs.review.exporting_review import chip_window
from aurora_qgis.core.raster import Raster, ReviewLog
from aurora_qgis.core.review import DECISIONS, LABELS, Entry, key, label, last_standing, standing
from aurora_qgis.core.simulate import speckle
from tests.conftest import grid

ROOT = Path(__file__).parents[1]
KILLS = 3
ANNE, BERT = "Anne O'Neill", "Bert"


@pytest.fixture
def polygons(save, tmp_path) -> ReviewPolygons:
    """Twelve squares of growing size and strength, every second one a decrease."""
    strength = np.zeros((120, 160), np.float32)
    for index in range(12):
        row, col, side = 40 * (index // 4), 40 * (index % 4), 6 + index
        strength[row + 2 : row + 2 + side, col + 2 : col + 2 + side] = (4 + index / 2) * (-1) ** (index + 1)
    path = str(tmp_path / "changes.gpkg")
    source = save(strength, "strength.tif")
    classify_strength(source, str(tmp_path / "classes.tif"), path, ClassifyOptions(minimum_pixels=1))
    return ReviewPolygons(path)


def row_of_all(path: str, table: str = "changes") -> list[tuple]:
    with sqlite3.connect(path) as file:
        return file.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def attribute(polygons, name):
    return {shape.polygon: shape.attributes[name] for shape in ReviewLog(polygons.path).shapes([name])}


def test_each_decision_gives_its_label():
    assert label("accept", "decrease") == "decrease"
    assert label("reject", "decrease") == "none"
    assert label("relabel", "decrease", "increase") == "increase"
    assert label("skip", "decrease") == ""


@pytest.mark.parametrize("given", [("relabel", "flood"), ("relabel", ""), ("accept", "none"), ("approve", "")])
def test_a_label_that_makes_no_sense_is_refused(given):
    with pytest.raises(InputError):
        label(given[0], "decrease", given[1])


def test_what_stands_is_what_a_model_with_a_stack_says(rng):
    """The model keeps a list of decisions per reviewer and removes the last one on undo."""
    log: list[Entry] = []
    model: list[Entry] = []
    for number in range(1, 400):
        who = str(rng.choice([ANNE, BERT]))
        if rng.random() < 0.3 and (last := last_standing(log, who)):
            log.append(Entry(number, last.polygon, "undo", "", who, "", undoes=last.number))
            model.remove(last)
            continue
        one = Entry(number, int(rng.integers(20)), str(rng.choice(DECISIONS)), "", who, "")
        log.append(one)
        model.append(one)
        assert standing(log) == {entry.polygon: entry for entry in model}
    shuffled = [log[index] for index in rng.permutation(len(log))]
    assert standing(shuffled) == standing(log)


def test_the_least_certain_come_first():
    assert key("uncertainty", "uncertainty", 0.9) < key("uncertainty", "uncertainty", 0.1)
    assert key("uncertainty", "p_value", 0.2) < key("uncertainty", "p_value", 0.001)
    assert key("uncertainty", "probability", 0.55) < key("uncertainty", "probability", 0.05)
    assert key("uncertainty", "mean_db", -3.1) < key("uncertainty", "mean_db", 9.0)
    assert key("size", "area_ha", 9) < key("size", "area_ha", 1) < key("size", "area_ha", None)
    assert key("size", "area_ha", float("nan")) == float("inf")


def test_the_queue_is_in_order_of_strength_or_size(polygons):
    strength, size = (attribute(polygons, name) for name in ("mean_db", "area_ha"))
    weakest_first = sorted(strength, key=lambda one: abs(strength[one]))
    assert list(review_queue(polygons).left) == weakest_first
    assert list(review_queue(polygons, "size").left) == sorted(size, key=lambda one: -size[one])
    assert (review_queue(polygons).attribute, review_queue(polygons, "size").attribute) == ("mean_db", "area_ha")


def test_listing_writes_nothing(polygons):
    before = Path(polygons.path).read_bytes()
    review_queue(polygons)
    assert Path(polygons.path).read_bytes() == before


def test_a_decision_is_written_with_who_when_which_class_and_comment(polygons):
    direction = attribute(polygons, "direction")
    entry = decide(polygons, Decision(3, "accept", ANNE, comment="it's \"water\" – sicher; DROP TABLE changes"))
    (kept,) = ReviewLog(polygons.path).entries()
    assert kept == entry
    assert kept.label == direction[3]
    assert kept.reviewer == ANNE
    assert kept.comment == "it's \"water\" – sicher; DROP TABLE changes"
    assert kept.reviewed_at.endswith("Z")
    written = datetime.fromisoformat(kept.reviewed_at.replace("Z", "+00:00"))
    assert abs(datetime.now(timezone.utc) - written) < timedelta(minutes=1)


def test_deciding_leaves_the_polygons_themselves_as_they_are(polygons):
    before = row_of_all(polygons.path)
    decide(polygons, Decision(1, "reject", ANNE))
    assert row_of_all(polygons.path) == before


def test_what_is_decided_leaves_the_queue_and_what_is_skipped_goes_to_its_end(polygons):
    first, second, third, *rest = review_queue(polygons).left
    decide(polygons, Decision(first, "skip", ANNE))
    decide(polygons, Decision(second, "reject", ANNE))
    found = review_queue(polygons)
    assert found.left == (third, *rest, first)
    assert found.counts == {"accept": 0, "reject": 1, "relabel": 0, "skip": 1}
    assert (found.polygons, found.decided) == (12, 1)


def test_undo_takes_back_the_reviewers_own_last_decision_and_nothing_is_lost(polygons):
    decide(polygons, Decision(1, "accept", ANNE))
    decide(polygons, Decision(2, "reject", ANNE))
    decide(polygons, Decision(3, "reject", BERT))
    undone = decide(polygons, Decision(0, "undo", ANNE))
    assert (undone.polygon, undone.undoes) == (2, 2)
    assert set(standing(ReviewLog(polygons.path).entries())) == {1, 3}
    assert len(ReviewLog(polygons.path).entries()) == 4
    assert 2 in review_queue(polygons).left
    decide(polygons, Decision(0, "undo", ANNE))
    with pytest.raises(InputError, match="nothing to take back"):
        decide(polygons, Decision(0, "undo", ANNE))
    assert set(standing(ReviewLog(polygons.path).entries())) == {3}


def test_undoing_a_second_opinion_brings_the_first_one_back(polygons):
    decide(polygons, Decision(5, "accept", ANNE))
    decide(polygons, Decision(5, "relabel", ANNE, "none"))
    assert standing(ReviewLog(polygons.path).entries())[5].label == "none"
    decide(polygons, Decision(0, "undo", ANNE))
    assert standing(ReviewLog(polygons.path).entries())[5].decision == "accept"


def test_the_log_cannot_be_changed_even_by_hand(polygons):
    decide(polygons, Decision(1, "accept", ANNE))
    for statement in ("DELETE FROM review_log", "UPDATE review_log SET decision = 'reject'"):
        with sqlite3.connect(polygons.path) as file, pytest.raises(sqlite3.IntegrityError, match="keeps every"):
            file.execute(statement)


def test_the_view_in_the_file_says_what_stands(polygons, rng):
    for _ in range(25):
        if rng.random() < 0.25 and last_standing(ReviewLog(polygons.path).entries(), ANNE):
            decide(polygons, Decision(0, "undo", ANNE))
        else:
            made = str(rng.choice(DECISIONS))
            given = str(rng.choice(LABELS)) if made == "relabel" else ""
            decide(polygons, Decision(int(rng.integers(1, 13)), made, ANNE, given))
    found = {row[2]: (row[0], row[3], row[4]) for row in row_of_all(polygons.path, "review")}
    states = standing(ReviewLog(polygons.path).entries())
    assert found == {polygon: (one.number, one.decision, one.label) for polygon, one in states.items()}


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (Decision(99, "accept", ANNE), "no polygon 99"),
        (Decision(1, "approve", ANNE), "not known"),
        (Decision(1, "relabel", ANNE, "flood"), "not known"),
        (Decision(1, "accept", ANNE, "none"), "takes no label"),
        (Decision(1, "accept", " "), "Nobody is named"),
    ],
)
def test_a_decision_that_cannot_be_made_is_refused_and_leaves_no_trace(decision, sentence, polygons):
    before = Path(polygons.path).read_bytes()
    with pytest.raises(InputError, match=sentence):
        decide(polygons, decision)
    assert Path(polygons.path).read_bytes() == before


def test_files_that_cannot_hold_a_review_are_refused(polygons, save, tmp_path):
    for path in (save(np.ones((4, 4), np.float32)), str(tmp_path / "none.gpkg"), str(tmp_path / "a.geojson")):
        with pytest.raises(InputError):
            review_queue(ReviewPolygons(path))
    with pytest.raises(InputError, match="no polygons named streets"):
        review_queue(ReviewPolygons(polygons.path, "streets"))


def test_a_file_that_may_not_be_written_to_is_said_and_no_decision_is_acknowledged(polygons):
    with sqlite3.connect(polygons.path) as file:
        file.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match=r"not kept.*locked"):
            decide(polygons, Decision(1, "accept", ANNE))
        file.rollback()
    assert ReviewLog(polygons.path).entries() == []
    decide(polygons, Decision(1, "accept", ANNE))
    assert len(ReviewLog(polygons.path).entries()) == 1


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_another_program_may_read_the_file_at_the_same_time(journal, polygons):
    reader = sqlite3.connect(polygons.path, isolation_level=None)
    reader.execute(f"PRAGMA journal_mode={journal}").fetchall()
    if journal == "WAL":
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM changes").fetchone()
    numbers = [decide(polygons, Decision(polygon, "accept", ANNE)).number for polygon in (1, 2)]
    assert numbers == [1, 2]
    reader.close()
    assert len(ReviewLog(polygons.path).entries()) == 2


CHILD = """
import sys
from aurora_qgis.core.jobs import Decision, ReviewPolygons, decide
polygons = ReviewPolygons(sys.argv[1])
number = 0
while True:
    number += 1
    made = decide(polygons, Decision(1 + number % 12, "reject", sys.argv[2], comment=f"{number}"))
    print(made.number, made.polygon, made.comment, flush=True)
"""


def child(path: str, who: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, path, who], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def acknowledged(process: subprocess.Popen) -> list[tuple[int, int, str]]:
    """What it had printed; a half line is no acknowledgement."""
    lines = process.stdout.read().splitlines(keepends=True)
    return [read(line) for line in lines if line.endswith("\n")]


def read(line: str) -> tuple[int, int, str]:
    number, polygon, comment = line.split()
    return int(number), int(polygon), comment


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_no_acknowledged_decision_is_lost_when_the_process_is_killed(journal, polygons, rng):
    with sqlite3.connect(polygons.path) as file:
        file.execute(f"PRAGMA journal_mode={journal}")
    promised: list[tuple[int, int, str]] = []
    for attempt in range(KILLS):
        process = child(polygons.path, f"reviewer {attempt}")
        promised += [read(process.stdout.readline()) for _ in range(int(rng.integers(1, 6)))]
        time.sleep(float(rng.uniform(0, 0.15)))  # into the middle of the next decision, or the one after it
        process.send_signal(signal.SIGKILL)
        promised += acknowledged(process)
        assert process.wait() == -signal.SIGKILL
        kept = {(one.number, one.polygon, one.comment) for one in ReviewLog(polygons.path).entries()}
        assert set(promised) <= kept
        with sqlite3.connect(polygons.path) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    entries = ReviewLog(polygons.path).entries()
    assert KILLS <= len(promised) <= len(entries) <= len(promised) + KILLS  # one per kill may not have been said yet
    assert review_queue(polygons).decided == len({one.polygon for one in entries})


def test_two_reviewers_at_once_lose_nothing(polygons):
    processes = [child(polygons.path, who) for who in (ANNE, BERT)]
    promised = [read(process.stdout.readline()) for process in processes for _ in range(3)]
    for process in processes:
        process.send_signal(signal.SIGKILL)
    promised += [one for process in processes for one in acknowledged(process)]
    entries = ReviewLog(polygons.path).entries()
    assert set(promised) <= {(one.number, one.polygon, one.comment) for one in entries}
    assert set(Counter(one.reviewer for one in entries)) == {ANNE, BERT}
    for process in processes:
        process.wait()


def test_a_file_that_a_crash_left_in_the_middle_of_a_transaction_is_read_again(polygons, tmp_path):
    """The rollback journal and the half-written pages of another program's transaction."""
    decide(polygons, Decision(1, "accept", ANNE))
    crashed = str(tmp_path / "crashed.gpkg")
    file = sqlite3.connect(polygons.path, isolation_level=None)
    file.execute("PRAGMA cache_size=5")
    file.execute("BEGIN IMMEDIATE")
    rows = [("changes", 2, "x" * 500)] * 3000
    file.executemany("INSERT INTO review_log (layer, polygon, comment) VALUES (?, ?, ?)", rows)
    shutil.copy(polygons.path, crashed)
    shutil.copy(f"{polygons.path}-journal", f"{crashed}-journal")
    file.rollback()
    file.close()
    assert [one.polygon for one in ReviewLog(crashed).entries()] == [1]


@pytest.fixture
def pair(save, rng):
    return [save(0.1 * speckle((2, 120, 160), 4, rng), f"{name}.tif", descriptions=["VV", "VH"]) for name in "ab"]


def decided(polygons):
    """One of each kind of decision; the rest is left."""
    for polygon, decision, given in ((1, "accept", ""), (2, "reject", ""), (3, "relabel", "increase"), (4, "skip", "")):
        decide(polygons, Decision(polygon, decision, ANNE, given, "comment"))


def features(path):
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    return [json.loads(feature.ExportToJson())["properties"] for feature in dataset.GetLayer(0)]


@pytest.fixture(params=[False, True], ids=["", "exceptions"])
def exceptions(request):
    """Another plugin may have switched GDAL's exceptions on."""
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if request.param else gdal.DontUseExceptions)()
    yield
    (gdal.UseExceptions if before else gdal.DontUseExceptions)()


@pytest.mark.parametrize("suffix", ["gpkg", "geojson"])
def test_files_are_written_whether_or_not_gdal_raises(suffix, exceptions, polygons, save, tmp_path):
    decided(polygons)
    assert export_review(polygons, (), ReviewFiles(str(tmp_path / f"reviewed.{suffix}"))).polygons == 3
    strength, out = np.zeros((40, 40), np.float32), str(tmp_path / f"changes.{suffix}")
    strength[5:20, 5:20] = 9
    classify_strength(save(strength, "s.tif"), str(tmp_path / "c.tif"), out, ClassifyOptions(minimum_pixels=1))
    assert len(features(out)) == 1


@pytest.mark.parametrize("suffix", ["gpkg", "geojson"])
def test_reviewed_polygons_have_their_attributes_and_the_decisions(suffix, polygons, tmp_path):
    decided(polygons)
    out = str(tmp_path / f"reviewed.{suffix}")
    direction, size = (attribute(polygons, name) for name in ("direction", "area_ha"))
    found = export_review(polygons, (), ReviewFiles(out))
    assert found.polygons == 3
    written = {one["polygon"]: one for one in features(out)}
    assert {one: written[one]["label"] for one in written} == {1: direction[1], 2: "none", 3: "increase"}
    assert [written[one]["area_ha"] for one in written] == pytest.approx([size[one] for one in written])
    assert {one["reviewer"] for one in written.values()} == {ANNE}
    without = export_review(polygons, (), ReviewFiles(out), ExportOptions(rejected=False))
    assert (without.polygons, set(without.labels)) == (2, {direction[1], "increase"})


def test_chips_hold_the_pixels_of_the_images_and_the_labels_of_the_review(polygons, pair, tmp_path):
    decided(polygons)
    found = export_review(polygons, pair, ReviewFiles(folder=str(tmp_path / "chips")), ExportOptions(chip=32))
    index = json.loads((tmp_path / "chips" / "index.json").read_text())
    assert found.chips == len(index["chips"]) == 3
    with Raster.open(pair[0]) as raster:
        whole = raster.read()
    direction = attribute(polygons, "direction")
    expected = {1: direction[1], 2: "none", 3: "increase"}
    pixels = attribute(polygons, "pixels")
    for chip in index["chips"]:
        with Raster.open(str(tmp_path / "chips" / chip["files"]["before"])) as raster:
            window = Window(**chip["window"])
            assert np.array_equal(raster.read(), whole[(slice(None), *window.slices)])
            assert raster.descriptions == ("VV", "VH")
            assert raster.grid == grid(120, 160).part(window)
        labels = gdal.Open(str(tmp_path / "chips" / chip["files"]["label"])).ReadAsArray()
        name = expected[chip["polygon"]]
        assert np.count_nonzero(labels == index["classes"][name]) >= pixels[chip["polygon"]] == chip["pixels"][name]
        assert chip["label"] == name
        assert chip["reviewer"] == ANNE


def test_pixels_of_no_polygon_are_unknown_unless_they_are_said_to_be_unchanged(polygons, pair, tmp_path):
    decided(polygons)
    shares = []
    for background in (False, True):
        folder = tmp_path / str(background)
        export_review(polygons, pair, ReviewFiles(folder=str(folder)), ExportOptions(chip=120, background=background))
        labels = gdal.Open(str(folder / "00000001_label.tif")).ReadAsArray()
        shares.append(Counter(labels.ravel().tolist()))
    unreviewed = sum(value for polygon, value in attribute(polygons, "pixels").items() if polygon in range(4, 13))
    assert shares[0][0] > shares[1][0] > 0
    assert shares[1][0] <= unreviewed
    assert shares[0][1] + shares[0][3] == shares[1][1] + shares[1][3]


def test_polygons_in_another_crs_label_the_same_pixels(polygons, pair, tmp_path):
    decided(polygons)
    moved = str(tmp_path / "moved.gpkg")
    given = {"layers": ["changes"], "layerName": "changes", "dstSRS": "EPSG:4326", "reproject": True}
    gdal.VectorTranslate(moved, polygons.path, **given)
    other = ReviewPolygons(moved)
    decided(other)
    chips = []
    for one, name in ((polygons, "here"), (other, "there")):
        export_review(one, pair, ReviewFiles(folder=str(tmp_path / name)), ExportOptions(chip=64))
        chips.append(gdal.Open(str(tmp_path / name / "00000001_label.tif")).ReadAsArray())
    assert np.array_equal(*chips)


def test_a_polygon_that_is_not_valid_is_repaired_for_its_chip_and_stays_as_it_is(polygons, pair, tmp_path):
    """Drawn in QGIS a polygon may cross itself, or its last vertex be missing."""
    dataset = gdal.OpenEx(polygons.path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = dataset.GetLayerByName("changes")
    feature = layer.GetFeature(1)
    left, right, bottom, top = feature.GetGeometryRef().GetEnvelope()
    bow = f"POLYGON (({left} {bottom},{right} {top},{right} {bottom},{left} {top},{left} {bottom}))"
    feature.SetGeometry(ogr.CreateGeometryFromWkt(bow))
    layer.SetFeature(feature)
    del feature, layer, dataset
    decided(polygons)
    said = []
    out = ReviewFiles(str(tmp_path / "r.gpkg"), str(tmp_path / "c"))
    assert export_review(polygons, pair, out, log=said.append).chips == 3
    assert [one for one in said if "repaired: 1, first feature 1." in one]
    assert gdal.OpenEx(out.output).GetLayer(0).GetNextFeature().GetGeometryRef().Equals(ogr.CreateGeometryFromWkt(bow))


def test_missing_pixels_have_no_label(polygons, pair, save, tmp_path):
    decided(polygons)
    with Raster.open(pair[1]) as raster:
        holed = raster.read()
    holed[:, :20, :20] = np.nan
    after = save(holed, "holed.tif", descriptions=["VV", "VH"])
    export_review(polygons, [pair[0], after], ReviewFiles(folder=str(tmp_path / "c")), ExportOptions(chip=64))
    assert not gdal.Open(str(tmp_path / "c" / "00000001_label.tif")).ReadAsArray()[:20, :20].any()


@pytest.mark.parametrize(
    ("middle", "expected"),
    [((50, 60), Window(34, 44, 32, 32)), ((0, 0), Window(0, 0, 32, 32)), ((99, 119), Window(68, 88, 32, 32))],
)
def test_a_chip_lies_inside_the_image(middle, expected):
    assert chip_window(middle, 32, (100, 120)) == expected
    assert chip_window(middle, 500, (100, 120)) == Window(0, 0, 100, 120)
    assert chip_window((-1.0, 5.0), 32, (100, 120)) is None


def test_exports_that_cannot_be_made_are_refused_and_leave_nothing(polygons, pair, tmp_path):
    folder = ReviewFiles(folder=str(tmp_path / "chips"))
    with pytest.raises(InputError, match="review it first"):
        export_review(polygons, pair, folder)
    decided(polygons)
    with pytest.raises(OutputError, match="Nothing is to be written"):
        export_review(polygons, pair, ReviewFiles())
    with pytest.raises(InputError, match="both dates"):
        export_review(polygons, pair[:1], folder)
    with pytest.raises(OutputError, match="also an input"):
        export_review(polygons, pair, ReviewFiles(polygons.path))
    with pytest.raises(InputError, match="16 to 4096"):
        export_review(polygons, pair, folder, ExportOptions(chip=4))
    for share in (0.05, 0.5, 1.0):
        with pytest.raises(Cancelled):
            given = ReviewFiles(str(tmp_path / "r.gpkg"), folder.folder)
            export_review(polygons, pair, given, progress=partial(gt, share))
    assert not list(tmp_path.glob("chips/*"))
    assert not list(tmp_path.glob("*r.*gpkg"))
