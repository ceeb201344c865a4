"""Log-ratio, gain, thresholds and classes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from aurora_qgis.core.change import (
    MEASURES,
    Direction,
    Histogram,
    classify,
    gain,
    halo,
    log_ratio,
    strongest,
    threshold,
)
from aurora_qgis.core.change.classes import GROWTH
from aurora_qgis.core.change.measures import Setting, gaussian, looks_after_smoothing, one_minus_ratio, reach
from aurora_qgis.core.change.thresholds import THRESHOLDS, Settings
from aurora_qgis.core.errors import InputError
from aurora_qgis.core.grid import Window
from aurora_qgis.core.simulate import speckle

ALL = Window(0, 0, 0, 0)


def histogram(values: np.ndarray) -> Histogram:
    made = Histogram()
    made.write(ALL, values)
    return made


def ratio(looks: float, rng: np.random.Generator, shape: tuple[int, ...] = (1000, 1000)) -> np.ndarray:
    return log_ratio(speckle(shape, looks, rng), speckle(shape, looks, rng))


def test_swapping_the_dates_changes_the_sign_only(rng):
    first, second = speckle((50, 50), 2, rng), speckle((50, 50), 2, rng)
    assert log_ratio(first, second) == pytest.approx(-log_ratio(second, first), abs=1e-4)


def test_a_tenfold_intensity_is_ten_decibel():
    assert log_ratio(np.float32(0.02), np.float32(0.2)) == pytest.approx(10)


def test_the_strongest_band_wins_with_its_sign_and_missing_bands_are_passed_over():
    bands = np.array([[[1.0, -5.0, np.nan, np.nan]], [[-2.0, 4.0, 3.0, np.nan]]], np.float32)
    assert np.array_equal(strongest(bands)[0], np.array([-2, -5, 3, np.nan], np.float32), equal_nan=True)


def test_the_gain_is_found_although_a_third_of_the_scene_changed(rng):
    changed = ratio(40, rng, (1, 300, 300)) + 1.3
    changed[:, :100] -= 9
    assert gain([changed])[0] == pytest.approx(1.3, abs=0.1)
    assert abs(np.median(changed) - 1.3) > 0.3


def test_the_gain_of_nothing_is_refused():
    with pytest.raises(InputError, match="no valid pixels in common"):
        gain([np.full((1, 9, 9), np.nan, np.float32)])


@pytest.mark.parametrize("name", ["otsu", "kittler_illingworth", "generalised_gaussian"])
def test_two_clear_classes_are_separated_between_them(name, rng):
    values = np.concatenate([rng.normal(0, 1, 80_000), rng.normal(-9, 1, 15_000), rng.normal(10, 1, 5_000)])
    found = threshold(name, histogram(values), Settings())
    assert 3 < found < 7


def test_otsu_maximises_the_variance_between_the_classes(rng):
    values = np.abs(np.concatenate([rng.normal(0, 1.5, 9000), rng.normal(8, 2, 1000)]))

    def between(cut: float) -> float:
        low, high = values[values <= cut], values[values > cut]
        return len(low) * len(high) * (low.mean() - high.mean()) ** 2

    best = max(np.arange(1, 9, 0.05), key=between)
    assert threshold("otsu", histogram(values), Settings()) == pytest.approx(best, abs=0.2)


def test_otsu_is_not_fooled_by_empty_bins_above_the_largest_value(rng):
    for spread in (0.5, 1.0, 2.0):
        values = np.abs(rng.normal(0, spread, 5000))
        assert threshold("otsu", histogram(values), Settings()) < values.max()


@pytest.mark.parametrize("percent", [1.0, 5.0, 30.0])
def test_the_percentile_leaves_the_asked_share_above(percent, rng):
    values = rng.normal(0, 3, 200_000)
    found = threshold("percentile", histogram(values), Settings(percent=percent))
    assert 100 * np.mean(np.abs(values) > found) == pytest.approx(percent, rel=0.03)


@pytest.mark.parametrize("looks", [1.0, 4.4, 18.0])
@pytest.mark.parametrize("rate", [0.05, 0.01, 0.001])
@pytest.mark.parametrize("bands", [1, 2])
def test_unchanged_speckle_exceeds_the_threshold_at_the_asked_rate(looks, rate, bands, rng):
    strength = strongest(ratio(looks, rng, (bands, 1500, 1500)))
    found = threshold("false_alarm", histogram(strength), Settings(false_alarm_rate=rate, looks=looks, bands=bands))
    sampling = 4 * np.sqrt(rate / strength.size) / rate
    assert np.mean(np.abs(strength) > found) / rate == pytest.approx(1, abs=max(sampling, 0.03))


def test_the_false_alarm_threshold_is_that_of_fishers_law():
    found = threshold("false_alarm", histogram(np.linspace(-9, 9, 99)), Settings(false_alarm_rate=0.02, looks=3))
    assert stats.f.sf(10 ** (found / 10), 6, 6) == pytest.approx(0.01)


@pytest.mark.parametrize("name", sorted(set(THRESHOLDS) - {"fixed"}))
def test_a_constant_strength_has_no_threshold(name):
    with pytest.raises(InputError, match="identical"):
        threshold(name, histogram(np.zeros(500)), Settings())


@pytest.mark.parametrize(
    "settings", [Settings(percent=0), Settings(false_alarm_rate=1.0), Settings(decibel=0.0), Settings(percent=100)]
)
def test_settings_outside_their_range_are_refused(settings):
    with pytest.raises(InputError, match="choose one"):
        threshold("fixed", histogram(np.arange(5.0)), settings)


def test_histograms_of_parts_add_up_to_that_of_the_whole(rng):
    values = rng.normal(0, 8, (64, 64))
    values[3, 4] = np.nan
    parts = Histogram()
    for half in np.split(values, 2):
        parts.write(ALL, half)
    assert np.array_equal(parts.counts, histogram(values).counts)
    assert parts.total == values.size - 1


def test_classes_are_by_sign_and_missing_stays_missing():
    strength = np.array([[-5.0, -1.0, 0.0, 1.0, 5.0, np.nan]], np.float32)
    expected = [Direction.DECREASE, Direction.NONE, Direction.NONE, Direction.NONE, Direction.INCREASE, 0]
    assert classify(strength, 3.0)[0].tolist() == expected


def test_small_changes_go_and_small_holes_close():
    strength = np.zeros((40, 40), np.float32)
    strength[5:15, 5:15] = 9
    strength[9:11, 9:11] = 0
    strength[30, 30:33] = -9
    classes = classify(strength, 3.0, minimum_pixels=5)
    assert np.all(classes[5:15, 5:15] == Direction.INCREASE)
    assert np.all(classes[30] == Direction.NONE)


def test_ground_that_no_change_touches_never_becomes_change():
    calm = np.ones((12, 12), np.float32)
    assert np.all(classify(calm, 3.0, minimum_pixels=1000) == Direction.NONE)
    calm[:, 3] = calm[4] = np.nan
    islands = classify(calm, 3.0, minimum_pixels=30)
    assert np.all(islands[np.isfinite(calm)] == Direction.NONE)


def test_missing_pixels_and_a_change_close_a_hole_together():
    strength = np.full((20, 20), 9, np.float32)
    strength[:, 10:] = np.nan
    strength[8:11, 8:10] = 0
    assert np.all(classify(strength, 3.0, minimum_pixels=20)[:, :10] == Direction.INCREASE)


@pytest.mark.parametrize("least", [0, 4, 20])
def test_a_block_with_its_halo_gets_the_classes_of_the_whole_image(least, rng):
    strength = rng.normal(0, 3, (160, 200)).astype(np.float32)
    strength[60:64, :] = np.nan
    whole = classify(strength, 3.0, least)
    reach = halo(least)
    window = Window(70, 90, 40, 50)
    outer = window.grown(reach, strength.shape)
    part = classify(strength[outer.slices], 3.0, least)[window.inside(outer)]
    assert np.array_equal(part, whole[window.slices])


def test_generalised_gaussians_find_the_least_error_between_classes_of_other_shapes(rng):
    """Peaked unchanged (Laplace) and flat changed magnitudes: the true densities cross where few pixels are wrong."""
    unchanged, changed = rng.laplace(0, 0.6, 190_000), rng.uniform(5, 12, 10_000) * rng.choice([-1, 1], 10_000)
    both = histogram(np.concatenate([unchanged, changed]))

    def wrong(limit: float) -> int:
        return int(np.sum(np.abs(unchanged) > limit) + np.sum(np.abs(changed) <= limit))

    found = threshold("generalised_gaussian", both, Settings())
    assert wrong(found) < 3 * min(wrong(limit) for limit in np.arange(1, 12, 0.1))
    assert wrong(found) < wrong(threshold("kittler_illingworth", both, Settings())) / 5


def test_the_mean_ratio_separates_classes_by_one_minus_the_ratio_of_amplitudes(rng):
    values = np.abs(np.concatenate([rng.normal(0, 1.5, 9000), rng.normal(9, 3, 3000)]))
    scaled = one_minus_ratio(values)

    def between(cut: float) -> float:
        low, high = scaled[values <= cut], scaled[values > cut]
        return len(low) * len(high) * (low.mean() - high.mean()) ** 2

    best = max(np.arange(1, 12, 0.05), key=between)
    found = threshold("otsu", histogram(values), Settings(measure=MEASURES["mean_ratio"]))
    assert found == pytest.approx(best, abs=0.2)
    assert found < threshold("otsu", histogram(values), Settings())
    assert one_minus_ratio(np.array([20 * np.log10(4.0)])) == pytest.approx(0.75)


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_of_the_pixels_called_changed_the_asked_share_is_wrong(rate, rng):
    strength = ratio(10, rng, (600, 600))
    strength[:60] += 9
    found = threshold("discovery", histogram(strength), Settings(looks=10, discovery_rate=rate))
    called = np.abs(strength) > found
    assert called[:60].mean() > 0.9
    assert called[60:].sum() / called.sum() == pytest.approx(0.9 * rate, rel=0.15)


def test_of_unchanged_speckle_nothing_is_discovered(rng):
    strength = ratio(4, rng, (400, 400))
    found = threshold("discovery", histogram(strength), Settings(looks=4, discovery_rate=0.001))
    assert np.mean(np.abs(strength) > found) < 1e-4


@pytest.mark.parametrize("looks", [1.0, 4.4])
@pytest.mark.parametrize("rate", [0.05, 0.01, 0.001])
def test_the_likelihood_of_all_bands_holds_its_false_alarm_rate(looks, rate, rng):
    first, second = (speckle((2, 700, 700), looks, rng) for _ in range(2))
    strength = MEASURES["likelihood"].function(first, second, Setting(looks=looks))
    settings = Settings(false_alarm_rate=rate, looks=looks, bands=2, measure=MEASURES["likelihood"])
    found = threshold("false_alarm", histogram(strength), settings)
    sampling = 4 * np.sqrt(rate / strength.size) / rate
    assert np.mean(np.abs(strength) > found) / rate == pytest.approx(1, abs=sampling + 0.02)


def test_the_likelihood_has_the_sign_of_the_strongest_band_and_finds_what_shows_weakly_in_both(rng):
    first, second = (speckle((2, 300, 300), 10, rng) for _ in range(2))
    second *= np.float32(2.2)
    strength = MEASURES["likelihood"].function(first, second, Setting(looks=10))
    assert np.mean(strength > 0) > 0.95
    single = strongest(log_ratio(first, second))
    limit = threshold("false_alarm", histogram(single), Settings(false_alarm_rate=0.01, looks=10, bands=2))
    assert np.mean(strength > 2) > 1.1 * np.mean(np.abs(single) > limit)


@pytest.mark.parametrize("sigma", [0.7, 1.5, 3.0])
def test_smoothing_keeps_constants_and_gaps_and_blocks_do_not_show(sigma, rng):
    constant = np.full((2, 40, 50), 3.0, np.float32)
    constant[:, 10:14, 20:30] = np.nan
    assert gaussian(constant, sigma) == pytest.approx(constant, rel=1e-5, nan_ok=True)
    image = rng.normal(0, 3, (1, 120, 140)).astype(np.float32)
    image[:, 50:60, 40:43] = np.nan
    whole = gaussian(image, sigma)
    assert np.array_equal(np.isnan(whole), np.isnan(image))
    window = Window(40, 30, 30, 40)
    outer = window.grown(reach(sigma), image.shape[1:])
    part = gaussian(image[(..., *outer.slices)], sigma)[(..., *window.inside(outer))]
    assert part == pytest.approx(whole[(..., *window.slices)], abs=1e-5, nan_ok=True)


@pytest.mark.parametrize(("looks", "sigma"), [(1.0, 1.5), (4.4, 1.0), (20.0, 2.0)])
def test_smoothed_speckle_has_the_variance_of_the_looks_that_theory_gives_it(looks, sigma, rng):
    strength = gaussian(ratio(looks, rng, (1, 700, 700)), sigma)[0, 20:-20, 20:-20]
    white = np.zeros((9, 9))
    white[4, 4] = 1
    equivalent = looks_after_smoothing(looks, white, 1, sigma)
    assert strength.std() == pytest.approx(ratio(equivalent, rng).std(), rel=0.02)
    found = threshold("false_alarm", histogram(strength), Settings(false_alarm_rate=0.01, looks=equivalent))
    assert np.mean(np.abs(strength) > found) == pytest.approx(0.01, rel=0.12)


def test_hysteresis_grows_strong_changes_into_weak_ones_of_the_same_sign_only():
    strength = np.zeros((60, 60), np.float32)
    strength[10, 10:30] = 2.0
    strength[10, 10] = 9.0
    strength[20, 10:20] = 2.0
    strength[30, 10:20] = -2.0
    strength[30, 20] = 9.0
    strength[40, 5:55] = -2.0
    strength[40, 5] = -9.0
    classes = classify(strength, 4.0, weak=1.5)
    assert np.all(classes[10, 10:30] == Direction.INCREASE)
    assert np.all(classes[20] == Direction.NONE)
    assert np.all(classes[30, 10:20] == Direction.NONE)
    assert np.all(classes[40, 5 : 6 + GROWTH] == Direction.DECREASE)
    assert np.all(classes[40, 6 + GROWTH :] == Direction.NONE)


def test_a_block_with_its_halo_gets_the_classes_of_the_whole_image_with_hysteresis(rng):
    strength = gaussian(rng.normal(0, 9, (1, 220, 240)).astype(np.float32), 2.0)[0]
    strength[60:64, :] = np.nan
    whole = classify(strength, 3.0, 6, weak=1.2)
    assert np.count_nonzero(whole != classify(strength, 3.0, 6)) > 1000
    window = Window(90, 100, 40, 50)
    outer = window.grown(halo(6, 1.2), strength.shape)
    part = classify(strength[outer.slices], 3.0, 6, weak=1.2)[window.inside(outer)]
    assert np.array_equal(part, whole[window.slices])


def test_the_difference_is_that_of_amplitudes_in_units_of_the_given_ones():
    before, after = np.array([[[4.0, 9.0, np.nan]], [[1.0, 1.0, 1.0]]], np.float32), np.ones((2, 1, 3), np.float32)
    found = MEASURES["difference"].function(before, after, Setting(amplitudes=(2.0, 1.0)))
    assert found.tolist() == [[-0.5, -1.0, 0.0]]


def test_the_difference_of_multiplied_speckle_grows_with_the_brightness_and_its_log_ratio_does_not(rng):
    before, after = rng.gamma(4.4, 1 / 4.4, (2, 1, 50_000)).astype(np.float32)[:, np.newaxis]
    for name, growth in (("difference", 3.0), ("log_ratio", 1.0)):
        spread = [MEASURES[name].function(k * before, k * after, Setting(amplitudes=(1.0,))).std() for k in (1, 9)]
        assert spread[1] / spread[0] == pytest.approx(growth, rel=1e-3)
