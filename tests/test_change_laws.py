"""What detect_change must not depend on, and what it must: dates swapped, multiplied, padded, shifted."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.change import MEASURES, Direction
from aurora_qgis.core.errors import InputError
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.registration import TILE
from aurora_qgis.core.simulate import Options, simulate
from tests.conftest import grid
from tests.test_registration import ALL, two_dates

SIDE = 200
GAIN_STEP_DB = 0.05
"""To which the gain between the dates is measured."""


@pytest.fixture(scope="module")
def dates():
    """Linear intensities of both dates, (2, SIDE + 20, SIDE + 20): water, buildings and fields change."""
    scene = simulate(Options((SIDE + 20, SIDE + 20), seed=7))
    return scene.before.intensity, scene.after.intensity


@pytest.fixture
def detected(save, tmp_path):
    """Runs detect_change on two arrays; strength (rows, cols), classes and the summary."""

    def run(before, after, **options):
        paths = [save(date, f"{name}.tif", grid(*date.shape[1:])) for name, date in (("b", before), ("a", after))]
        outputs = [str(tmp_path / f"{name}.tif") for name in ("strength", "classes")]
        summary = detect_change(*paths, ChangeFiles(*outputs), ChangeOptions(**{"looks": 4.4, **options}))
        with Raster.open(outputs[0]) as strength, Raster.open(outputs[1]) as classes:
            return strength.read()[0], np.nan_to_num(classes.read()[0]).astype(int), summary

    return run


def at(date, row, col, side=SIDE):
    return date[:, row : row + side, col : col + side]


def options_of(measure):
    return {"measure": measure, "filter": "boxcar" if MEASURES[measure].tests else "lee"}


@pytest.mark.parametrize("measure", MEASURES)
def test_swapping_the_dates_turns_the_signs_round_and_nothing_else(measure, dates, detected):
    before, after = (at(date, 10, 10) for date in dates)
    there, classes, found = detected(before, after, **options_of(measure))
    back, swapped, other = detected(after, before, **options_of(measure))
    assert back == pytest.approx(-there, rel=1e-4, abs=1e-3)
    assert found.threshold_db == pytest.approx(other.threshold_db, abs=0.05)
    assert np.mean(swapped == 4 - classes) > 0.998


@pytest.mark.parametrize("measure", MEASURES)
def test_multiplying_both_dates_by_a_constant_changes_nothing(measure, dates, detected):
    before, after = (at(date, 10, 10) for date in dates)
    first, classes, _ = detected(before, after, **options_of(measure))
    second, same, _ = detected(7 * before, 7 * after, **options_of(measure))
    assert second == pytest.approx(first, rel=1e-3, abs=2e-3)
    assert np.mean(same == classes) > 0.999


@pytest.mark.parametrize("measure", ["smoothed_log_ratio", "log_ratio", "mean_ratio"])
def test_multiplying_one_date_moves_a_log_ratio_by_that_many_decibel(measure, dates, detected):
    before, after = (at(date, 10, 10)[:1] for date in dates)
    first, _, _ = detected(before, after, measure=measure)
    second, _, _ = detected(before, 2 * after, measure=measure)
    assert second - first == pytest.approx(np.full(first.shape, 10 * np.log10(2)), abs=2e-3)


@pytest.mark.parametrize("measure", ["smoothed_log_ratio", "log_ratio", "mean_ratio", "difference"])
def test_with_the_gain_removed_multiplying_one_date_changes_no_more_than_the_gains_step(measure, dates, detected):
    before, after = (at(date, 10, 10)[:1] for date in dates)
    first, classes, _ = detected(before, after, measure=measure, normalise=True)
    second, same, _ = detected(before, 2 * after, measure=measure, normalise=True)
    within = GAIN_STEP_DB if MEASURES[measure].unit == "dB" else 0.01 * np.abs(first).max()
    assert np.abs(second - first).max() <= 1.01 * within
    assert np.mean(same == classes) > 0.99


@pytest.mark.parametrize("measure", [name for name, one in MEASURES.items() if one.network])
def test_padding_with_no_data_hardly_changes_what_a_network_finds(measure, dates, detected):
    """It sees typical ground where there are no data, and beyond the raster's end a mirror."""
    before, after = (at(date, 10, 10) for date in dates)
    padded = [np.pad(date, ((0, 0), (0, 30), (0, 30)), constant_values=np.nan) for date in (before, after)]
    first, classes, _ = detected(before, after, measure=measure, threshold="even_odds")
    second, same, _ = detected(*padded, measure=measure, threshold="even_odds")
    inside = (slice(0, SIDE), slice(0, SIDE))
    assert np.mean(np.abs(second[inside] - first)) < 0.02
    assert np.mean(same[inside] == classes) > 0.98
    assert not same[SIDE:].any()


@pytest.mark.parametrize("measure", [name for name, one in MEASURES.items() if not one.network])
def test_padding_with_no_data_changes_nothing_where_there_are_data(measure, dates, detected):
    """The threshold is given, as what is sampled for others differs."""
    before, after = (at(date, 10, 10) for date in dates)
    padded = [np.pad(date, ((0, 0), (0, 30), (0, 30)), constant_values=np.nan) for date in (before, after)]
    chosen = {**options_of(measure), "threshold": "fixed", "decibel": 1.5}
    first, classes, found = detected(before, after, **chosen)
    second, same, other = detected(*padded, **chosen)
    inside = (slice(0, SIDE), slice(0, SIDE))
    tolerance = 0.05 if MEASURES[measure].absolute or MEASURES[measure].tests else 1e-4  # of sampled statistics
    assert second[inside] == pytest.approx(first, rel=tolerance, abs=tolerance)
    assert np.isnan(second[SIDE:]).all()
    assert not same[SIDE:].any()
    if tolerance == 1e-4:
        assert np.array_equal(same[inside], classes)
        assert (other.decrease_pixels, other.increase_pixels) == (found.decrease_pixels, found.increase_pixels)


def test_shifting_both_dates_by_a_pixel_shifts_the_result_by_a_pixel(dates, detected):
    first, classes, _ = detected(*(at(date, 10, 10) for date in dates), threshold="fixed")
    second, moved, _ = detected(*(at(date, 11, 10) for date in dates), threshold="fixed")
    edge = 40  # smallest changes and windows at the border see other pixels
    assert second[edge:-edge, edge:-edge] == pytest.approx(first[edge + 1 : 1 - edge, edge:-edge], abs=1e-4)
    assert np.array_equal(moved[edge:-edge, edge:-edge], classes[edge + 1 : 1 - edge, edge:-edge])


def test_a_date_that_lies_off_by_a_pixel_gives_the_same_changes_once_that_is_corrected(detected):
    side = 3 * TILE + 12
    before, after = (at(date, 0, 0, side) for date in two_dates((0.0, 0.0), 4.4, 3, ALL))
    off = at(two_dates((1.0, 0.0), 4.4, 3, ALL)[1], 0, 0, side)
    _, classes, _ = detected(before, after)
    _, corrected, found = detected(before, off, register=True)
    assert (found.shift.rows, found.shift.cols) == pytest.approx((1, 0), abs=0.35)
    inner = (slice(5, -5), slice(5, -5))
    changed, called = classes[inner] != Direction.NONE, corrected[inner] != Direction.NONE
    assert np.count_nonzero(changed & called) / np.count_nonzero(changed | called) > 0.75


@pytest.mark.parametrize("threshold", ["false_alarm", "discovery"])
def test_a_rate_of_a_difference_is_refused(threshold, dates, detected):
    with pytest.raises(InputError, match="choose a log-ratio"):
        detected(*dates, measure="difference", threshold=threshold, filter="boxcar")


def test_dates_in_the_wrong_order_are_refused_and_in_the_right_order_or_unknown_are_not(dates, save, tmp_path):
    before, after = (at(date, 10, 10, 100) for date in dates)
    names = ("s1_20240301.tif", "s1_20240313.tif", "s1_20240230_no_day.tif")
    first, second, unknown = (save(date, name) for date, name in zip((before, after, before), names))
    files = ChangeFiles(*(str(tmp_path / f"{name}.tif") for name in ("strength", "classes")))
    with pytest.raises(InputError, match=r"taken on 2024-03-13.*exchange the two"):
        detect_change(second, first, files)
    assert not (tmp_path / "strength.tif").exists()
    for one, other in ((first, second), (unknown, second), (second, unknown)):
        detect_change(one, other, files, ChangeOptions(looks=4.4, threshold="fixed"))


def test_one_date_given_twice_is_refused(dates, save, tmp_path):
    path = save(at(dates[0], 10, 10, 100), "s1_20240301.tif")
    files = ChangeFiles(*(str(tmp_path / f"{name}.tif") for name in ("strength", "classes")))
    with pytest.raises(InputError, match="two different dates"):
        detect_change(path, path, files)
