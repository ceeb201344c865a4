"""Explanations: the rules for kinds against the simulator's truth, quality flags, neighbours and sentences."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from osgeo import ogr
from scipy import ndimage

from aurora_qgis.core.change import Direction
from aurora_qgis.core.change.explanation import (
    Figures,
    Kind,
    Quality,
    agreement,
    kind,
    levels,
    quality,
    sentence,
)
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.landscape import Change
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import Options, simulate

EXPECTED = {
    Change.FLOOD: {Kind.WATER_APPEARED},
    Change.HARVEST: {Kind.LOSS},
    Change.CLEARING: {Kind.LOSS},
    Change.GROWTH: {Kind.GAIN},
    Change.BUILDING: {Kind.BRIGHT_APPEARED},
    Change.SHIP: {Kind.BRIGHT_APPEARED, Kind.BRIGHT_VANISHED},
}
LAND = levels(-10.0)


def figures(before, after, flags=Quality.GOOD):
    return Figures(before, after, 1e-4, 0.9, 2.0, flags)


def confusion(gain_db, calibrated):
    """Kinds of the changed regions of a simulated scene, from speckled means, by what really happened."""
    scene = simulate(Options((384, 512), seed=5))
    before, after = (10 ** (gain_db / 10) * date.intensity[0] for date in (scene.before, scene.after))
    at = levels(10 * float(np.log10(np.median(before))), calibrated)
    found = Counter()
    for change in EXPECTED:
        regions, count = ndimage.label(scene.kind == change)
        for number in range(1, count + 1):
            here = regions == number
            if here.sum() >= 20:
                means = (10 * float(np.log10(date[here].mean())) for date in (before, after))
                found[change, kind(figures(*means), at)] += 1
    return found


def correct_share(found):
    return sum(count for (change, one), count in found.items() if one in EXPECTED[change]) / sum(found.values())


def test_kinds_of_simulated_changes_are_mostly_right():
    found = confusion(0.0, None)
    assert {change for change, _ in found} == set(EXPECTED)
    assert correct_share(found) >= 0.85, found


def test_kinds_need_no_calibration_where_the_scene_gives_the_levels():
    found = confusion(55.0, None)
    assert correct_share(found) >= 0.7, found


def test_a_gain_does_not_change_kinds_that_are_relative_to_the_scene():
    assert confusion(55.0, None) == confusion(31.0, None)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (-10, -19, Kind.WATER_APPEARED),
        (-19, -10, Kind.WATER_RECEDED),
        (-19, 1, Kind.BRIGHT_APPEARED),
        (1, -19, Kind.BRIGHT_VANISHED),
        (-8, -13, Kind.LOSS),
        (-13, -8, Kind.GAIN),
        (-8, -8.5, Kind.UNSPECIFIED),
        (-17, -20, Kind.UNSPECIFIED),
        (float("nan"), -8, Kind.UNSPECIFIED),
    ],
)
def test_the_rules_are_those_of_the_documentation(before, after, expected):
    assert kind(figures(before, after), LAND) is expected


@pytest.mark.parametrize(("one", "other"), [(Kind.WATER_APPEARED, Kind.WATER_RECEDED), (Kind.LOSS, Kind.GAIN)])
def test_swapping_the_dates_swaps_the_kind(one, other):
    for before in np.arange(-25.0, 6.0):
        for after in np.arange(-25.0, 6.0):
            there, back = kind(figures(before, after), LAND), kind(figures(after, before), LAND)
            assert (there is one) == (back is other)


@pytest.mark.parametrize("flag", [one for one in Quality if one not in (Quality.GOOD, Quality.BORDER)])
def test_doubtful_figures_have_no_kind_and_say_why(flag):
    doubtful = figures(-10, -19, flag)
    assert kind(doubtful, LAND) is Kind.UNSPECIFIED
    assert "Doubtful" in sentence(doubtful, LAND)
    assert sentence(doubtful, LAND).startswith("Of unspecified kind: ")


@pytest.mark.parametrize(("before", "after"), [(-10, -19), (-19, 1), (-8, -13)])
def test_a_first_band_that_went_the_other_way_than_the_change_tells_no_kind(before, after):
    found = figures(before, after)
    same, other = Direction.INCREASE, Direction.DECREASE
    if after < before:
        same, other = other, same
    against = found._replace(direction=other)
    assert kind(found._replace(direction=same), LAND) is kind(found, LAND)
    assert kind(against, LAND) is Kind.UNSPECIFIED
    assert f"It counts as a{'n increase' if after < before else ' decrease'} by another band" in sentence(against, LAND)


def test_a_sentence_says_kind_levels_and_whether_they_are_calibrated():
    said = sentence(figures(-10, -19), LAND)
    assert "water appeared" in said
    assert "9.0 dB darker, from -10.0 to -19.0 dB" in said
    assert "not calibrated" not in said
    assert "not calibrated" in sentence(figures(40, 50), levels(45.0))
    assert "its probability lies 0.35 above the threshold" in sentence(
        figures(-10, -19)._replace(distance=0.35), LAND, "probability"
    )


def test_a_change_that_speckle_may_have_made_is_doubtful_and_one_without_data_is_not_described():
    assert "speckle alone" in sentence(figures(-10, -19)._replace(p_value=0.2), LAND)
    assert "speckle alone" not in sentence(figures(-10, -19)._replace(p_value=0.001), LAND)
    assert "probability" not in sentence(figures(-10, -19)._replace(p_value=float("nan")), LAND)
    assert sentence(figures(float("nan"), -19), LAND).startswith("Unspecified: the first band has no data")


def test_uncalibrated_input_has_no_noise_level():
    assert levels(45.0).noise == -np.inf
    assert not levels(45.0).calibrated
    assert levels(45.0, True).calibrated


def test_neighbours_of_the_same_class_agree():
    classes = np.full((9, 9), Direction.NONE, np.uint8)
    classes[4, 4] = Direction.INCREASE
    classes[:, 8] = Direction.NO_DATA
    found = agreement(classes)
    assert found[4, 4] == 0
    assert found[0, 0] == 1
    assert found[4, 3] == pytest.approx(23 / 24)
    assert np.isnan(found[:, 8]).all()


def test_pixels_beside_missing_data_are_flagged():
    image = np.ones((1, 20, 20), np.float32)
    gap = image.copy()
    gap[0, 10, 10] = np.nan
    flags = quality(image, gap, 2, -22.0, (0.0, 0.0))
    inside = np.zeros((20, 20), bool)
    inside[2:-2, 2:-2] = True
    inside[8:13, 8:13] = False
    expected = ~inside
    expected[10, 10] = False
    assert np.array_equal(flags == Quality.BORDER, expected)


def test_only_what_is_dark_on_both_dates_is_near_noise():
    before, after = np.full((2, 1, 1, 3), 1e-3, np.float32)
    before[0, 0, 1] = after[0, 0, 2] = 0.1
    before[0, 0, 2] = 0.1
    assert quality(before, after, 0, -22.0, (0.0, 0.0)).tolist() == [[Quality.NEAR_NOISE, 0, 0]]


def test_an_edge_that_moved_is_misregistration_and_a_flat_change_is_not():
    rows = np.arange(64.0)[:, np.newaxis] * np.ones((1, 64))
    edge = 10 ** (np.tanh((rows - 32) / 3))
    before, after = edge[np.newaxis].astype(np.float32), ndimage.shift(edge, (1, 0), mode="nearest")[np.newaxis]
    after = after.astype(np.float32)
    after[:, 50:60, 20:40] *= 8
    moved = quality(before, after, 0, -90.0, (1.0, 0.0)) & Quality.MISREGISTRATION
    assert moved[30:35].all()
    assert not moved[52:58, 22:38].any()
    assert not quality(before, after, 0, -90.0, (0.0, 0.0)).any()


def explained(save, tmp_path, before, after, **options):
    """The bands of the explanation of two intensities, and strength and classes."""
    paths = [save(10 * np.log10(date), f"{name}.tif") for name, date in (("before", before), ("after", after))]
    outputs = [str(tmp_path / f"{name}.tif") for name in ("strength", "classes", "explanation")]
    files = ChangeFiles(*outputs[:2], explanation=outputs[2])
    detect_change(*paths, files, ChangeOptions(threshold="fixed", looks=4.4, **options))
    read = []
    for path in outputs:
        with Raster.open(path) as raster:
            read.append(raster.read())
    return read


def test_the_explanation_of_a_pair_agrees_with_its_strength_and_its_truth(save, tmp_path):
    scene = simulate(Options((192, 256), seed=5))
    strength, classes, bands = explained(save, tmp_path, scene.before.intensity, scene.after.intensity)
    assert bands.shape == (10, 192, 256)
    assert bands[1::3][:2] - bands[0::3][:2] == pytest.approx(bands[2::3][:2], abs=1e-3)
    assert bands[8] == pytest.approx(np.abs(strength[0]) - 3.0, abs=1e-4)
    changed = classes[0] != Direction.NONE
    assert np.median(bands[6][changed]) < 1e-3 < np.median(bands[6][~changed])
    assert bands[7][changed].mean() > 0.6


def test_p_values_of_unchanged_speckle_are_uniform(save, tmp_path):
    rng = np.random.default_rng(3)
    before, after = rng.gamma(4.4, 1 / 4.4, (2, 2, 192, 192)).astype(np.float32)
    _, _, bands = explained(save, tmp_path, 0.1 * before, 0.1 * after)
    inner = bands[6][4:-4, 4:-4]
    assert np.mean(inner < 0.05) == pytest.approx(0.05, abs=0.012)


def attributes(vector):
    dataset = ogr.Open(vector)
    return [one.items() for one in dataset.GetLayer(0)]


def test_the_explanation_of_two_real_dates_tells_changed_places_from_the_rest(shared_data, tmp_path):
    """A pair that keeps its coherence: changes are small and rare; the strongest half percent is taken."""
    folder = shared_data / "morocco_pair"
    outputs = [str(tmp_path / f"{name}.tif") for name in ("strength", "classes", "explanation")]
    vector = str(tmp_path / "changes.gpkg")
    summary = detect_change(
        str(folder / "amp_prm_vv.tif"), str(folder / "amp_sec_vv.tif"),
        ChangeFiles(*outputs[:2], vector, explanation=outputs[2]),
        ChangeOptions(threshold="percentile", percent=0.5, minimum_pixels=10),
    )  # fmt: skip
    with Raster.open(outputs[1]) as classes, Raster.open(outputs[2]) as why:
        changed, bands = classes.read()[0] != Direction.NONE, why.read()
        changed &= np.isfinite(bands[0])
    assert summary.shift.length < 0.1
    assert np.nanmedian(bands[3][changed]) < 0.1 < np.nanmedian(bands[3][~changed])
    assert np.nanmean(bands[5][changed]) > 0 > np.nanmean(bands[5][~changed])
    told = attributes(vector)
    assert len(told) == summary.polygons > 20
    for one in told:
        assert (one["after_db"] > one["before_db"]) == (one["direction"] == "increase")
        assert ("darker" in one["sentence"]) == (one["direction"] == "decrease")
        assert {"water receded", "vegetation or surface gain", "bright object appeared"}.isdisjoint({one["kind"]}) or (
            one["direction"] == "increase"
        )


def test_the_sea_of_a_real_pair_is_mostly_of_unspecified_kind_and_near_noise(shared_data, tmp_path):
    """Waves and wind change the sea, which stays below the level of water at both dates."""
    dates = [str(shared_data / "opera_rtc_california" / "T137-292318-IW2" / f"{day}_VH.tif")
             for day in ("2021-11-19", "2022-11-26")]  # fmt: skip
    vector = str(tmp_path / "changes.gpkg")
    files = ChangeFiles(str(tmp_path / "strength.tif"), str(tmp_path / "classes.tif"), vector)
    detect_change(*dates, files, ChangeOptions(calibrated="yes"))
    told = attributes(vector)
    pixels = sum(one["pixels"] for one in told)
    assert sum(one["pixels"] for one in told if one["kind"] == "unspecified") > 0.8 * pixels > 0
