"""The learned filter: radiometry, what it keeps, and what it does at gaps and borders."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.blocks import walk
from aurora_qgis.core.errors import InputError
from aurora_qgis.core.simulate import speckle
from aurora_qgis.core.speckle import FILTERS, Settings
from aurora_qgis.core.speckle.learned import learned
from aurora_qgis.core.speckle.moments import mean_level
from tests.test_blocks import Memory, empty

WHITE, CORRELATED = 0.0, 0.35


def decibel(values) -> np.ndarray:
    return 10 * np.log10(values)


def rising_width(profile: np.ndarray) -> float:
    """Pixels from 10 to 90 % of a step, between which the profile is interpolated."""
    low, high = np.median(profile[:40]), np.median(profile[-40:])
    share = (profile - low) / (high - low)
    places = np.arange(profile.size)
    middle = slice(profile.size // 2 - 12, profile.size // 2 + 12)
    at = np.interp([0.1, 0.9], np.maximum.accumulate(share[middle]), places[middle])
    return float(at[1] - at[0])


@pytest.mark.parametrize("looks", [1.0, 4.4, 16.0])
@pytest.mark.parametrize("correlated", [WHITE, CORRELATED])
def test_the_mean_of_flat_ground_is_kept_and_so_is_that_of_the_ratio(looks, correlated, rng):
    image = speckle((512, 512), looks, rng, correlated)
    found = learned(image, looks)
    assert decibel(found.mean() / image.mean()) == pytest.approx(0, abs=0.05)
    assert (image / found).mean() == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("looks", [1.0, 4.4])
def test_flat_ground_comes_out_flat(looks, rng):
    found = learned(speckle((512, 512), looks, rng), looks)
    assert found.mean() ** 2 / found.var() > 100 * looks


@pytest.mark.parametrize("factor", [1e-4, 1e-2, 1e2, 1e4])
def test_a_gain_of_the_intensity_is_a_gain_of_the_result(factor, rng):
    image = speckle((200, 300), 1, rng) * np.where(np.arange(300) < 150, 1, 10).astype(np.float32)
    assert np.abs(decibel(learned(image * np.float32(factor), 1.0) / factor / learned(image, 1.0))).max() < 0.01


@pytest.mark.parametrize(("looks", "widest"), [(1.0, 4.0), (4.4, 2.5)])
def test_an_edge_of_ten_to_one_stays_sharp(looks, widest, rng):
    ground = np.where(np.arange(200) < 100, 1, 10).astype(np.float32)
    profile = learned(ground * speckle((300, 200), looks, rng), looks).mean(axis=0)
    assert rising_width(profile) < widest


@pytest.mark.parametrize("looks", [1.0, 4.4])
def test_a_point_target_keeps_its_level(looks, rng):
    image = speckle((200, 200), looks, rng)
    places = [(row, col) for row in range(20, 200, 40) for col in range(20, 200, 40)]
    for row, col in places:
        image[row, col] = 1000.0
    found = learned(image, looks)
    assert decibel([found[place] / 1000 for place in places]) == pytest.approx(0, abs=0.5)


def test_gaps_of_any_size_leave_no_seams_between_blocks(rng):
    image = speckle((1, 300, 400), 4, rng) * (10 ** rng.normal(size=(1, 10, 10))).repeat(30, 1).repeat(40, 2)
    image = image.astype(np.float32)
    image[:, 60:180, 90:260] = np.nan
    image[:, :, 370:] = np.nan
    one = FILTERS["learned"]
    settings = Settings(looks=4.0, levels=(mean_level(image),))
    target = empty(image.shape)
    walk(
        (300, 400), [Memory(image)], lambda values: one.function(values, settings), [target],
        halo=one.halo(settings), block=(64, 96),
    )  # fmt: skip
    whole = one.function(image, settings)
    assert np.nanmax(np.abs(decibel(target.values / whole))) < 1e-4


def test_zeros_do_not_darken_their_neighbours(rng):
    image = speckle((200, 200), 4, rng)
    zeros = image.copy()
    zeros[rng.random(image.shape) < 0.001] = 0
    assert np.abs(decibel(learned(zeros, 4.0) / learned(image, 4.0))).mean() < 0.2
    assert np.all(np.isfinite(learned(np.zeros((64, 64), np.float32), 4.0)))


def test_fewer_looks_than_one_count_as_one_and_too_many_are_refused(rng):
    image = speckle((64, 64), 1, rng)
    assert np.array_equal(learned(image, 0.6), learned(image, 1.0))
    with pytest.raises(InputError, match="serves 1 to 64 looks, and here are 1000"):
        learned(image, 1000.0)


@pytest.mark.parametrize("shape", [(1, 200), (200, 1), (1, 1), (5, 3), (9, 17)])
def test_small_images_are_filtered_too(shape, rng):
    image = speckle(shape, 4, rng)
    found = learned(image, 4.0)
    assert found.shape == shape
    assert np.all(np.isfinite(found))
