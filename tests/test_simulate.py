"""The simulator: exact speckle, truth that agrees with the ground, dates where they belong."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.landscape import Change, Cover, parcels, speckle
from aurora_qgis.core.simulate import Options, simulate

SMALL = Options(shape=(300, 360))


@pytest.fixture(scope="module")
def scene():
    return simulate(Options(shape=(500, 600)))


@pytest.mark.parametrize("looks", [1.0, 4.4, 16.0])
@pytest.mark.parametrize("correlated", [0.0, 0.5])
def test_speckle_has_mean_one_and_variance_one_over_looks(looks, correlated, rng):
    made = speckle((1200, 1200), looks, rng, correlated)
    assert made.mean() == pytest.approx(1, abs=0.005)
    assert made.var() * looks == pytest.approx(1, rel=0.03)


@pytest.mark.parametrize("correlated", [0.0, 0.3, 0.6])
def test_neighbours_are_correlated_as_asked_along_both_axes(correlated, rng):
    made = speckle((900, 900), 4.4, rng, correlated)
    for first, second in ((made[:, 1:], made[:, :-1]), (made[1:], made[:-1])):
        assert np.corrcoef(first.ravel(), second.ravel())[0, 1] == pytest.approx(correlated, abs=0.04)


def test_the_same_options_give_the_same_scene_and_another_seed_another():
    first, second = simulate(SMALL), simulate(SMALL)
    assert np.array_equal(first.after.intensity, second.after.intensity)
    assert np.array_equal(first.truth, second.truth)
    assert not np.array_equal(first.cover, simulate(Options(shape=SMALL.shape, seed=8)).cover)


def test_every_kind_of_change_and_of_cover_occurs(scene):
    assert set(np.unique(scene.kind)) == set(Change)
    assert set(np.unique(scene.cover)) == set(Cover)


def test_truth_and_kind_mark_the_same_pixels(scene):
    assert np.array_equal(scene.truth != 0, scene.kind != Change.NONE)
    assert 0.03 < np.mean(scene.truth != 0) < 0.25


@pytest.mark.parametrize(
    ("change", "sign"),
    [(Change.FLOOD, -1), (Change.HARVEST, -1), (Change.CLEARING, -1), (Change.GROWTH, 1), (Change.BUILDING, 1)],
)
def test_each_kind_changes_the_ground_in_its_own_direction(scene, change, sign):
    where = scene.kind == change
    ratio = 10 * np.log10(scene.clean_after / scene.clean_before)[:, where]
    assert np.mean(scene.truth[where] == sign) > 0.98
    assert np.all(sign * np.median(ratio, axis=1) > 2)


def test_around_ships_no_strong_change_goes_unmarked():
    made = simulate(Options(shape=SMALL.shape, changes=(Change.SHIP,)))
    unmarked = (made.kind == Change.NONE) & (made.cover == Cover.WATER)
    ratio = 10 * np.log10(made.clean_after / made.clean_before)[:, unmarked]
    assert set(np.unique(made.truth)) == {-1, 0, 1}
    assert np.abs(ratio).max() < 3


def test_unchanged_ground_differs_by_little_more_than_the_season(scene):
    ratio = 10 * np.log10(scene.clean_after / scene.clean_before)[0]
    assert np.percentile(np.abs(ratio[scene.kind == Change.NONE]), 90) < 1


def test_only_the_asked_changes_occur():
    made = simulate(Options(shape=SMALL.shape, changes=(Change.FLOOD,)))
    assert set(np.unique(made.kind)) == {Change.NONE, Change.FLOOD}


def test_a_flood_lies_at_the_same_ground_on_another_grid():
    options = Options(shape=(400, 400), changes=(Change.FLOOD,), after_crs="EPSG:32632", after_pixel_size_m=14,
                      after_shift=(0.03, -0.02))  # fmt: skip
    made = simulate(options)
    rows, cols = (one.astype(float) + 0.5 for one in np.nonzero(made.kind == Change.FLOOD))
    there = np.floor(np.array(made.before.grid.onto(made.after.grid, rows, cols))).astype(int)
    inside = np.all((there >= 0) & (there < np.array(made.after.grid.shape)[:, np.newaxis]), axis=0)
    flooded = made.after.intensity[0][tuple(there[:, inside])]
    others = np.nanmedian(made.after.intensity[0])
    assert inside.mean() > 0.6
    assert np.nanmedian(flooded) < 0.25 * others


def test_a_gain_shifts_the_log_ratio_of_unchanged_ground():
    made = simulate(Options(shape=SMALL.shape, gain_db=(2.0, -1.0)))
    ratio = 10 * np.log10(made.after.intensity / made.before.intensity)[:, made.kind == Change.NONE]
    assert np.median(ratio, axis=1) == pytest.approx([2.0, -1.0], abs=0.1)


def test_the_border_is_empty_and_slants():
    made = simulate(Options(shape=SMALL.shape, nodata_border=20))
    empty = np.isnan(made.after.intensity[0])
    assert 19 <= empty[0].sum() <= 21
    assert empty[-1].sum() > 35
    assert not empty[:, 60:].any()


def test_parcels_are_connected_and_of_the_asked_size(rng):
    found = parcels((300, 300), 30, rng, stretch=1.0)
    assert 300 * 300 / len(np.unique(found)) == pytest.approx(30 * 30, rel=0.3)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (Options(looks=0), "above zero"),
        (Options(looks=float("nan")), "above zero"),
        (Options(after_crs="EPSG:4326"), "projected"),
        (Options(after_pixel_size_m=-5), "above zero"),
        (Options(nodata_border=-3), "0 or more"),
        (Options(correlation=0.9), "from 0 to 0.7"),
        (Options(changes=(99,)), "choose from flood"),
        (Options(shape=(10, 1000)), "at least 64"),
    ],
)
def test_impossible_options_are_refused(options, sentence):
    with pytest.raises(InputError, match=sentence):
        simulate(options)
