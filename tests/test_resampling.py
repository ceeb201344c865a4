"""Values between pixels."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.resampling import RESAMPLINGS, bilinear, cubic, lanczos, nearest

every_method = pytest.mark.parametrize("method", RESAMPLINGS.values(), ids=RESAMPLINGS)


def places(rng: np.random.Generator, count: int = 300) -> tuple[np.ndarray, np.ndarray]:
    return rng.uniform(2, 17, count), rng.uniform(2, 27, count)


@every_method
def test_at_a_pixels_centre_stands_its_value(method, rng):
    image = rng.gamma(4, 1, (2, 20, 30)).astype(np.float32)
    row, col = np.indices((20, 30)).astype(float)
    assert method(image, row, col) == pytest.approx(image, rel=1e-6)


@every_method
def test_a_constant_stays_a_constant_up_to_the_border(method, rng):
    image = np.full((1, 20, 30), 7.0, np.float32)
    row, col = rng.uniform(-0.5, 19.5, 300), rng.uniform(-0.5, 29.5, 300)
    assert method(image, row, col) == pytest.approx(7.0, rel=1e-6)


def test_bilinear_is_exact_for_planes_and_cubic_for_parabolas(rng):
    row, col = np.indices((20, 30)).astype(np.float32)
    down, right = places(rng)
    assert bilinear((5 + 2 * row + 3 * col)[None], down, right)[0] == pytest.approx(5 + 2 * down + 3 * right, rel=1e-5)
    bowl = 9 + 0.2 * row**2 + 0.1 * col**2 + 0.05 * row * col
    expected = 9 + 0.2 * down**2 + 0.1 * right**2 + 0.05 * down * right
    assert cubic(bowl[None], down, right)[0] == pytest.approx(expected, rel=1e-5)
    assert np.abs(bilinear(bowl[None], down, right)[0] - expected).max() > 0.02


def test_nearest_invents_no_value(rng):
    image = rng.integers(0, 5, (1, 20, 30)).astype(np.float32)
    down, right = places(rng)
    expected = image[0, np.rint(down).astype(int), np.rint(right).astype(int)]
    assert np.array_equal(nearest(image, down, right)[0], expected)


@every_method
def test_outside_of_the_image_there_is_nothing(method):
    image = np.ones((1, 20, 30), np.float32)
    row, col = np.array([-0.6, 5, 19.6, 5, np.nan]), np.array([5, -0.6, 5, 29.6, 5])
    assert np.isnan(method(image, row, col)).all()


@every_method
def test_missing_pixels_do_not_spread_and_do_not_darken(method, rng):
    image = np.full((1, 20, 30), 7.0, np.float32)
    image[0, 8:12, 10:14] = np.nan
    row, col = np.meshgrid(np.linspace(0, 19, 77), np.linspace(0, 29, 117), indexing="ij")
    found = method(image, row, col)[0]
    seen = np.isfinite(found)
    assert found[seen] == pytest.approx(7.0, rel=1e-6)
    inside = (row > 8.1) & (row < 10.9) & (col > 10.1) & (col < 12.9)
    assert not seen[inside].any()
    far = (row < 7.4) | (row > 11.6) | (col < 9.4) | (col > 13.6)
    assert seen[far].all()


def test_lanczos_keeps_fine_waves_that_the_others_blur(rng):
    """Three pixels long."""

    def wave(row, col):
        return 2 + np.sin(2 * np.pi * (row + 0.5 * col) / 3)

    image = wave(*np.indices((20, 30))).astype(np.float32)[None]
    down, right = places(rng)
    left = {method: np.std(method(image, down, right)[0] - wave(down, right)) for method in (bilinear, cubic, lanczos)}
    assert left[lanczos] < 0.6 * left[cubic] < 0.6 * left[bilinear]


@pytest.mark.parametrize("method", [cubic, lanczos])
def test_no_method_makes_negative_intensity_beside_a_bright_target(method):
    image = np.full((1, 20, 30), 0.01, np.float32)
    image[0, 10, 15] = 1000
    row, col = np.meshgrid(np.linspace(5, 15, 101), np.linspace(10, 20, 101), indexing="ij")
    assert method(image, row, col).min() > 0
