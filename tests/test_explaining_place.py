"""One place explained: against the change detection's own files, against truth, and along a series."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from aurora_qgis.core.change.evidence import evidence, interval_db
from aurora_qgis.core.change.laws import Design
from aurora_qgis.core.change.likelihood import log_determinant, omnibus
from aurora_qgis.core.errors import AuroraError, Cancelled, InputError
from aurora_qgis.core.grid import Grid, transform_points
from aurora_qgis.core.jobs import (
    ChangeFiles,
    ChangeOptions,
    Place,
    PlaceFiles,
    PlaceInputs,
    PlaceOptions,
    detect_change,
    explain_place,
)
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import speckle
from tests.conftest import UTM, grid

SHAPE = (160, 200)
FLOOD, GROWTH, CALM = (60, 70), (120, 150), (20, 20)
"""Rows and columns."""


def place(row, col, on=None):
    where = on or grid(*SHAPE)
    x, y = where.to_map(np.array([row + 0.5]), np.array([col + 0.5]))
    return Place(float(x[0]), float(y[0]), where.crs)


def images(rng):
    before, after = (0.1 * speckle((2, *SHAPE), 4, rng) for _ in range(2))
    after[0, 50:70, 60:80] *= 0.05
    after[1, 110:130, 140:160] *= 10
    return before, after


@pytest.fixture
def scene(save, tmp_path, rng):
    """Two dates, and what the change detection makes of them."""
    paths = [
        save(date, f"{name}.tif", descriptions=["VV", "VH"]) for name, date in zip(("before", "after"), images(rng))
    ]
    outputs = {name: str(tmp_path / f"{name}.tif") for name in ("strength", "classes", "explanation")}
    summary = detect_change(*paths, ChangeFiles(**outputs), ChangeOptions(looks=4.0))
    return SimpleNamespace(before=paths[0], after=paths[1], summary=summary, **outputs)


def pixel(path, row, col):
    with Raster.open(path) as raster:
        return raster.read()[:, row, col]


@pytest.mark.parametrize("looks", [1.0, 4.4, 60.0])
def test_the_evidence_of_the_bands_adds_up_to_the_statistic_of_the_test(looks, rng):
    dates = rng.gamma(looks, 1 / looks, (2, 3, 50)).astype(np.float32)
    design = Design(looks, 1, 3)
    whole = omnibus(dates, np.stack([log_determinant(date, design) for date in dates]), design).z
    parts = evidence(10 * np.log10(dates[1] / dates[0]), looks)
    assert parts.sum(axis=0) == pytest.approx(whole, rel=1e-3, abs=1e-3)


def test_evidence_is_even_grows_with_the_difference_and_does_not_overflow():
    differences = np.array([0.0, 0.1, 1, 5, 20, 3000])
    found = evidence(differences, 5)
    assert found[0] == 0
    assert (np.diff(found) > 0).all()
    assert np.isfinite(found).all()
    assert np.array_equal(found, evidence(-differences, 5))
    assert evidence(np.array([np.nan]), 5)[0] == 0


@pytest.mark.parametrize("looks", [1.0, 9.0])
def test_the_interval_holds_the_backscatter_as_often_as_it_says(looks, rng):
    means = 10 * np.log10(0.2 * rng.gamma(looks, 1 / looks, 40_000))
    low, high = interval_db(means, looks)
    assert np.mean((low < 10 * np.log10(0.2)) & (high > 10 * np.log10(0.2))) == pytest.approx(0.95, abs=0.005)


@pytest.mark.parametrize(("where", "direction"), [(FLOOD, "decrease"), (GROWTH, "increase"), (CALM, "none")])
def test_with_the_products_of_the_detection_the_figures_are_those_of_its_rasters(where, direction, scene):
    found = explain_place(
        scene.before, scene.after, place(*where), PlaceInputs(scene.strength, scene.explanation),
        options=PlaceOptions(looks=4.0),
    )  # fmt: skip
    bands = pixel(scene.explanation, *where)
    assert (found.row, found.col) == where
    assert found.direction == direction
    assert found.threshold == pytest.approx(scene.summary.threshold_db, abs=1e-4)
    assert found.strength == pytest.approx(pixel(scene.strength, *where)[0])
    assert [found.p_value, found.agreement] == pytest.approx(list(bands[6:8]))
    for index, band in enumerate(found.bands):
        said = [band.before_mean_db, band.after_mean_db, band.difference_db]
        assert said == pytest.approx(list(bands[3 * index : 3 * index + 3]))


def test_pixel_values_are_those_of_the_images_in_decibels(scene):
    found = explain_place(scene.before, scene.after, place(*FLOOD), options=PlaceOptions(looks=4.0))
    assert [band.name for band in found.bands] == ["VV", "VH"]
    assert [band.before_db for band in found.bands] == pytest.approx(10 * np.log10(pixel(scene.before, *FLOOD)))
    assert [band.after_db for band in found.bands] == pytest.approx(10 * np.log10(pixel(scene.after, *FLOOD)))


def test_without_products_the_means_are_those_that_the_detection_explains(scene):
    """The explanation always takes means over the window, whichever filter made the strength."""
    found = explain_place(scene.before, scene.after, place(*FLOOD), options=PlaceOptions(looks=4.0))
    bands = pixel(scene.explanation, *FLOOD)
    assert [found.bands[0].before_mean_db, found.bands[0].after_mean_db] == pytest.approx(list(bands[:2]), abs=1e-3)
    assert found.direction == "decrease"
    assert found.threshold == 3


def test_the_band_that_changed_has_the_evidence_and_the_sentence_says_so(scene):
    for where, name, share in ((FLOOD, "VV", 0), (GROWTH, "VH", 1)):
        found = explain_place(scene.before, scene.after, place(*where), options=PlaceOptions(looks=4.0))
        assert found.bands[share].share > 0.9
        assert sum(band.share for band in found.bands) == pytest.approx(1)
        assert f"of the evidence comes from {name}" in found.sentence


def test_swapping_the_dates_swaps_the_direction_and_keeps_the_evidence(scene):
    there = explain_place(scene.before, scene.after, place(*FLOOD), options=PlaceOptions(looks=4.0))
    back = explain_place(scene.after, scene.before, place(*FLOOD), options=PlaceOptions(looks=4.0))
    assert (there.direction, back.direction) == ("decrease", "increase")
    assert back.strength == pytest.approx(-there.strength, abs=1e-4)
    assert [one.evidence for one in back.bands] == pytest.approx([one.evidence for one in there.bands], rel=1e-4)


def test_a_gain_between_the_dates_is_removed_on_request(scene, save):
    with Raster.open(scene.after) as raster:
        louder = save(raster.read() * 4, "louder.tif", descriptions=["VV", "VH"])
    given = PlaceOptions(looks=4.0, normalise=True)
    plain = explain_place(scene.before, scene.after, place(*CALM), options=given)
    found = explain_place(scene.before, louder, place(*CALM), options=given)
    assert np.subtract(found.gain_db, plain.gain_db) == pytest.approx([6.02, 6.02], abs=0.06)
    assert found.strength == pytest.approx(plain.strength, abs=0.1)
    unremoved = explain_place(scene.before, louder, place(*CALM), options=replace(given, normalise=False))
    assert unremoved.direction == "increase"


def test_a_place_in_other_coordinates_is_the_same_pixel(scene):
    there = grid(*SHAPE)
    x, y = there.to_map(np.array([FLOOD[0] + 0.5]), np.array([FLOOD[1] + 0.5]))
    east, north = transform_points(there, Grid((1, 1), crs="EPSG:4326"), x, y)
    found = explain_place(scene.before, scene.after, Place(float(east[0]), float(north[0]), "EPSG:4326"))
    assert (found.row, found.col) == FLOOD


def test_a_raster_without_a_geotransform_is_read_where_qgis_shows_it(save, rng):
    bare = Grid(SHAPE)
    before, after = (save(one, f"{name}.tif", on=bare) for name, one in zip("ab", images(rng)))
    found = explain_place(before, after, Place(FLOOD[1] + 0.5, -(FLOOD[0] + 0.5)), options=PlaceOptions(looks=4.0))
    assert (found.row, found.col, found.direction) == (*FLOOD, "decrease")


def series(save, rng, level, dates=6, gap=None):
    """Rasters of which the backscatter of a patch follows `level`, dB per date."""
    paths = []
    for index in range(dates):
        image = 0.1 * speckle((1, *SHAPE), 4, rng)
        image[:, 50:70, 60:80] *= 10 ** (level[index] / 10)
        if index == gap:
            image[:, 55:65, 65:75] = np.nan
        paths.append(save(image, f"s1_2024{index + 1:02d}15.tif", descriptions=["VV"]))
    return tuple(paths)


def test_along_a_series_the_values_are_the_truth_and_the_change_is_at_its_date(scene, save, rng):
    level = [0, 0, 0, -8, -8, -8]
    found = explain_place(
        scene.before, scene.after, place(*FLOOD), PlaceInputs(series=series(save, rng, level)),
        options=PlaceOptions(looks=4.0),
    ).series  # fmt: skip
    assert found.dates[0] == "2024-01-15"
    assert found.changes == ("", "", "", "decrease", "", "")
    truth = np.array(level) - 10.0
    assert np.array(found.bands[0].db) == pytest.approx(truth, abs=1.5)
    assert (np.array(found.bands[0].low_db) < found.bands[0].db).all()
    assert found.p_value < 1e-6
    calm = explain_place(scene.before, scene.after, place(*CALM), PlaceInputs(series=series(save, rng, level)))
    assert not any(calm.series.changes)


def test_a_date_without_data_is_passed_over(scene, save, rng):
    paths = series(save, rng, [0, 0, -8, -8, -8, -8], gap=1)
    found = explain_place(scene.before, scene.after, place(*FLOOD), PlaceInputs(series=paths)).series
    assert np.isnan(found.bands[0].db[1])
    assert found.changes[2] == "decrease"


def test_the_files_say_what_the_summary_says(scene, save, rng, tmp_path):
    files = PlaceFiles(str(tmp_path / "place.json"), str(tmp_path / "place.html"))
    inputs = PlaceInputs(series=series(save, rng, [0, 0, -8, -8, -8, -8], gap=4))
    found = explain_place(scene.before, scene.after, place(*FLOOD), inputs, files)
    said = json.loads((tmp_path / "place.json").read_text())
    assert said["sentence"] == found.sentence
    assert said["bands"][0]["after_db"] == pytest.approx(found.bands[0].after_db)
    assert said["series"]["bands"][0]["db"][4] is None
    page = (tmp_path / "place.html").read_text()
    assert found.sentence in page
    assert page.count("data:image/png;base64,") == 2
    assert "nan" not in page.lower()


def test_inputs_are_not_modified(scene):
    paths = [Path(path) for path in (scene.before, scene.after, scene.strength)]
    before = [path.read_bytes() for path in paths]
    explain_place(scene.before, scene.after, place(*FLOOD), PlaceInputs(scene.strength))
    assert before == [path.read_bytes() for path in paths]


def elsewhere(scene, save):
    return save(np.ones((1, 30, 30), np.float32), "elsewhere.tif")


CASES = {
    "outside": (lambda s, save: {"place": place(-3, 20)}, "lies outside before.tif"),
    "no data": (lambda s, save: {"place": place(3, 3)}, "no data at the place"),
    "another grid": (lambda s, save: {"inputs": PlaceInputs(elsewhere(s, save))}, "does not lie on the grid"),
    "wrong explanation": (lambda s, save: {"inputs": PlaceInputs(s.strength, s.strength)}, "does not fit 2"),
    "explanation alone": (lambda s, save: {"inputs": PlaceInputs(explanation=s.explanation)}, "strength it was made"),
    "window": (lambda s, save: {"options": PlaceOptions(window=4)}, "odd number"),
    "threshold": (lambda s, save: {"options": PlaceOptions(threshold=0)}, "above zero"),
    "significance": (lambda s, save: {"options": PlaceOptions(significance=1)}, "between 0 and 1"),
    "chip": (lambda s, save: {"options": PlaceOptions(chip=4)}, "16 to 512"),
    "one date": (lambda s, save: {"inputs": PlaceInputs(series=(elsewhere(s, save),))}, "at least two dates"),
    "an input": (lambda s, save: {"files": PlaceFiles(json=s.before)}, "cannot be written"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_explained_is_refused_with_a_sentence(case, scene, save):
    with Raster.open(scene.before) as raster:
        values = raster.read()
    values[:, :8, :8] = np.nan
    holed = save(values, "before.tif", descriptions=["VV", "VH"])
    make, sentence = CASES[case]
    given = {"place": place(*FLOOD), **make(scene, save)}
    with pytest.raises(AuroraError, match=sentence):
        explain_place(holed, scene.after, **given)


@pytest.mark.parametrize("share", [0.0, 0.4, 0.9, 1.0])
def test_a_cancelled_run_leaves_no_file(share, scene, tmp_path):
    files = PlaceFiles(str(tmp_path / "p.json"), str(tmp_path / "p.html"))
    with pytest.raises(Cancelled):
        explain_place(scene.before, scene.after, place(*FLOOD), files=files, progress=lambda done: done < share)
    assert not list(tmp_path.glob("*p.*json"))
    assert not list(tmp_path.glob("*.html"))


def test_only_the_surroundings_and_the_samples_are_read(scene, monkeypatch, save, rng):
    wide = [save(speckle((1, 1500, 1600), 4, rng), f"wide{index}.tif") for index in range(2)]
    read, counted = [], Raster.read

    def counting(self, *given):
        values = counted(self, *given)
        read.append(values.size)
        return values

    monkeypatch.setattr(Raster, "read", counting)
    explain_place(*wide, Place(428_000.0, 5_202_000.0, UTM), options=PlaceOptions(looks=4.0))
    around = (96 + 1) ** 2
    samples = 36 * 192**2
    assert max(read) <= samples / 36 + around
    with pytest.raises(InputError, match="outside"):
        explain_place(*wide, Place(0.0, 0.0, UTM))
