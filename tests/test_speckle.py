"""Speckle filters and looks: laws that hold for every filter, and independent truth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.simulate import speckle
from aurora_qgis.core.speckle import (
    FILTERS,
    Settings,
    boxcar,
    correlation,
    estimate_looks,
    independent_pixels,
    intensity_correlation,
    lee,
)
from aurora_qgis.core.speckle.moments import check_window, local_moments

every_filter = pytest.mark.parametrize("name", FILTERS)
# A constant is not speckle: a filter that works on logarithms takes it for speckle of unusually little variance.
every_statistic = pytest.mark.parametrize("name", [name for name in FILTERS if name != "learned"])
# dB at 4.4 looks where the definition itself shifts the mean: the median of speckle lies below its mean, and so does
# the mode that Gamma-MAP looks for.
SHIFTS = {"median": -0.33, "gamma_map": -0.06}


def run(name: str, image: np.ndarray, window: int = 7, looks: float = 4.0) -> np.ndarray:
    return FILTERS[name].function(image, Settings(window, looks))


def multilooked(shape: tuple[int, int], looks: int, rng: np.random.Generator) -> np.ndarray:
    """Speckle as radar makes it: the mean power of correlated circular Gaussian fields."""
    fields = rng.standard_normal((2 * looks, *shape))
    return (ndimage.gaussian_filter(fields, (0, 0.7, 0.7)) ** 2).mean(axis=0).astype(np.float32)


@every_statistic
@pytest.mark.parametrize("level", [1e-6, 0.03, 7.7, 1e6])
def test_a_constant_image_stays_what_it_is(name, level):
    assert run(name, np.full((40, 50), level, np.float32)) == pytest.approx(level, rel=1e-5)


@every_filter
def test_missing_pixels_stay_missing_and_never_spread(name, rng):
    image = speckle((60, 60), 4, rng)
    image[20:25, 30:33] = np.nan
    assert np.array_equal(np.isnan(run(name, image)), np.isnan(image))


@every_statistic
def test_a_pixel_surrounded_by_nothing_keeps_its_value(name):
    image = np.full((31, 31), np.nan, np.float32)
    image[15, 15] = 3.0
    assert run(name, image)[15, 15] == pytest.approx(3.0)


@every_filter
def test_the_input_is_left_untouched(name, rng):
    image = speckle((40, 40), 1, rng)
    copy = image.copy()
    run(name, image)
    assert np.array_equal(image, copy)


@every_filter
@pytest.mark.parametrize("factor", [1e-4, 1e4])
def test_scaling_the_intensity_scales_the_result(name, factor, rng):
    image = speckle((80, 80), 4, rng)
    assert run(name, image * np.float32(factor)) == pytest.approx(run(name, image) * factor, rel=1e-4)


@every_filter
def test_the_mean_of_homogeneous_speckle_is_kept(name, rng):
    image = speckle((600, 600), 4.4, rng)
    assert 10 * np.log10(run(name, image, looks=4.4).mean() / image.mean()) == pytest.approx(
        SHIFTS.get(name, 0), abs=0.05
    )


@every_filter
def test_bands_are_filtered_each_by_itself(name, rng):
    image = speckle((2, 50, 60), 2, rng)
    together = run(name, image)
    assert np.array_equal(together, np.stack([run(name, band) for band in image]))


def test_boxcar_multiplies_the_looks_by_the_pixels_of_its_window(rng):
    image = boxcar(speckle((900, 900), 4.4, rng), 5)[5:-5, 5:-5]
    assert image.mean() ** 2 / image.var() == pytest.approx(4.4 * 25, rel=0.03)


def test_boxcar_agrees_with_scipy_inside_the_image(rng):
    image = speckle((200, 210), 1, rng)
    expected = ndimage.uniform_filter(image.astype(np.float64), 9)
    assert boxcar(image, 9)[4:-4, 4:-4] == pytest.approx(expected[4:-4, 4:-4], rel=1e-5)


def test_lee_follows_its_formula_pixel_by_pixel(rng):
    image = speckle((40, 40), 2, rng) * np.where(np.arange(40) < 20, 1, 8).astype(np.float32)
    row, col, half, looks = 17, 19, 3, 2.0
    window = image[row - half : row + half + 1, col - half : col + half + 1].astype(np.float64)
    ci2, cu2 = window.var() / window.mean() ** 2, 1 / looks
    weight = max(0.0, 1 - cu2 / ci2)
    expected = window.mean() + weight * (image[row, col] - window.mean())
    assert lee(image, 7, looks)[row, col] == pytest.approx(expected, rel=1e-5)


def test_lee_averages_homogeneous_speckle_nearly_as_well_as_the_boxcar(rng):
    image = speckle((500, 500), 4, rng)
    assert lee(image, 7, 4).var() < 0.12 * image.var()
    assert lee(image, 7, 4).var() >= boxcar(image, 7).var()


def test_lee_keeps_a_point_target_that_the_boxcar_smears(rng):
    image = speckle((61, 61), 4, rng)
    image[30, 30] = 1000.0
    assert 10 * np.log10(lee(image, 7, 4)[30, 30] / 1000) > -0.5
    assert 10 * np.log10(boxcar(image, 7)[30, 30] / 1000) < -15


def test_more_looks_mean_less_smoothing(rng):
    image = speckle((200, 200), 2, rng)
    assert lee(image, 7, 1).var() < lee(image, 7, 4).var() < lee(image, 7, 16).var()


def test_one_huge_pixel_leaves_no_trace_beyond_its_window():
    image = np.ones((30, 64), np.float32)
    image[10, 5] = 1e9
    assert np.all(local_moments(image, 7).mean[:, 9:] == 1)


@pytest.mark.parametrize("window", [0, 1, 4, -3])
def test_a_window_must_be_odd_and_at_least_three(window):
    with pytest.raises(InputError, match="odd number"):
        check_window(window)


def test_a_window_larger_than_the_image_is_refused():
    with pytest.raises(InputError, match="smaller window"):
        check_window(9, (8, 100))


@pytest.mark.parametrize("looks", [1.0, 2.0, 4.4, 10.0, 18.0])
def test_looks_of_pure_speckle_are_estimated_within_a_tenth(looks, rng):
    assert estimate_looks([speckle((400, 400), looks, rng)]) == pytest.approx(looks, rel=0.1)


def test_edges_and_texture_do_not_lower_the_estimated_looks_much(rng):
    parcels = 10 ** rng.uniform(-1.5, 0.5, (20, 20)).repeat(30, 0).repeat(30, 1)
    assert estimate_looks([(parcels * speckle((600, 600), 4.4, rng)).astype(np.float32)]) == pytest.approx(
        4.4, rel=0.12
    )


@pytest.mark.parametrize("image", [np.ones((50, 50), np.float32), np.full((50, 50), np.nan, np.float32)])
def test_looks_of_nothing_to_measure_are_refused(image):
    with pytest.raises(InputError, match="cannot be estimated"):
        estimate_looks([image])


def test_effective_pixels_of_a_mean_follow_from_the_measured_correlation(rng):
    first, second = (multilooked((700, 700), 4, rng) for _ in range(2))
    measured = intensity_correlation(correlation([10 * np.log10(first / second)[np.newaxis]], 4), 4)
    mean = boxcar(first, 5)[4:-4, 4:-4]
    assert independent_pixels(5, measured) == pytest.approx(first.var() / mean.var(), rel=0.05)


def test_white_speckle_makes_every_pixel_count(rng):
    ratio = np.log(speckle((500, 500), 1, rng) / speckle((500, 500), 1, rng))
    assert independent_pixels(5, correlation([ratio[np.newaxis]], 4)) == pytest.approx(25, rel=0.05)


def test_identical_images_have_no_speckle_to_correlate():
    with pytest.raises(InputError, match="identical"):
        correlation([np.zeros((1, 50, 50), np.float32)], 4)
