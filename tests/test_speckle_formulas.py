"""Speckle filters against their published formulas, written out here pixel by pixel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import special, stats

from aurora_qgis.core.simulate import speckle
from aurora_qgis.core.speckle import FILTERS, Settings
from aurora_qgis.core.speckle.patches import spread
from aurora_qgis.core.speckle.sigma import bright_level, sigma_range

LOOKS = 3.0
CU = 1 / np.sqrt(LOOKS)
PLACES = [(17, 19), (20, 20), (9, 27), (30, 12), (0, 0), (3, 39), (39, 21)]


@pytest.fixture
def image(rng) -> np.ndarray:
    """Speckle on two levels and on texture, so that every case of every filter occurs."""
    ground = np.where(np.arange(40) < 20, 1, 6) * np.where(
        np.arange(40)[:, np.newaxis] < 25, 1, rng.gamma(2, 1, (40, 40))
    )
    found = (ground * speckle((40, 40), LOOKS, rng)).astype(np.float32)
    found[9, 27] = 200
    return found


def linear_weight(values: np.ndarray, noise2: float) -> float:
    ci2 = variation(values) ** 2
    return max(0.0, (1 - noise2 / ci2) / (1 + noise2)) if ci2 > 1e-12 else 0.0


def around(image: np.ndarray, row: int, col: int, half: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """The pixels of the window as far as the image reaches, and their distances."""
    rows, cols = np.mgrid[row - half : row + half + 1, col - half : col + half + 1]
    inside = (rows >= 0) & (cols >= 0) & (rows < image.shape[0]) & (cols < image.shape[1])
    rows, cols = rows[inside], cols[inside]
    return image[rows, cols].astype(np.float64), np.hypot(rows - row, cols - col)


def variation(values: np.ndarray) -> float:
    return values.std() / values.mean()


def kuan(image: np.ndarray, row: int, col: int) -> float:
    values, _ = around(image, row, col)
    weight = linear_weight(values, CU**2)
    return values.mean() + weight * (image[row, col] - values.mean())


def enhanced_lee(image: np.ndarray, row: int, col: int) -> float:
    values, _ = around(image, row, col)
    ci, most = variation(values), np.sqrt(1 + 2 / LOOKS)
    if ci <= CU:
        return values.mean()
    if ci >= most:
        return image[row, col]
    weight = np.exp(-(ci - CU) / (most - ci))
    return weight * values.mean() + (1 - weight) * image[row, col]


def gamma_map(image: np.ndarray, row: int, col: int) -> float:
    values, _ = around(image, row, col)
    ci, mean, own = variation(values), values.mean(), float(image[row, col])
    if ci <= CU:
        return mean
    if ci >= np.sqrt(2) * CU:
        return own
    a = (1 + CU**2) / (ci**2 - CU**2)
    b = a - LOOKS - 1
    return (b * mean + np.sqrt(mean**2 * b**2 + 4 * a * LOOKS * mean * own)) / (2 * a)


def frost(image: np.ndarray, row: int, col: int) -> float:
    values, distances = around(image, row, col)
    return np.average(values, weights=np.exp(-(variation(values) ** 2) * distances))


def enhanced_frost(image: np.ndarray, row: int, col: int) -> float:
    values, distances = around(image, row, col)
    ci, most = variation(values), np.sqrt(1 + 2 / LOOKS)
    if ci >= most:
        return image[row, col]
    return np.average(values, weights=np.exp(-max(ci - CU, 0) / (most - ci) * distances))


def median(image: np.ndarray, row: int, col: int) -> float:
    return np.median(around(image, row, col)[0])


def refined_lee(image: np.ndarray, row: int, col: int) -> float:
    def small_mean(down: int, right: int) -> float:
        centre = around(image, row, col, 1)[0].mean()
        where = (row + 2 * down, col + 2 * right)
        inside = 0 <= where[0] < image.shape[0] and 0 <= where[1] < image.shape[1]
        return around(image, *where, 1)[0].mean() if inside else centre

    centre = small_mean(0, 0)
    pairs = [((0, -1), (0, 1)), ((1, -1), (-1, 1)), ((1, 0), (-1, 0)), ((1, 1), (-1, -1))]
    first, second = max(pairs, key=lambda pair: abs(small_mean(*pair[1]) - small_mean(*pair[0])))
    down, right = second if abs(small_mean(*second) - centre) < abs(small_mean(*first) - centre) else first
    rows, cols = np.mgrid[-3:4, -3:4]
    chosen = rows * down + cols * right >= 0
    values = np.array([
        image[row + r, col + c] for r, c in zip(rows[chosen], cols[chosen])
        if 0 <= row + r < image.shape[0] and 0 <= col + c < image.shape[1]
    ], np.float64)  # fmt: skip
    weight = linear_weight(values, CU**2)
    return values.mean() + weight * (image[row, col] - values.mean())


def lee_sigma(image: np.ndarray, row: int, col: int) -> float:
    limits, level, own = sigma_range(LOOKS), bright_level(image), float(image[row, col])
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            if own > level and np.sum(around(image, row + down, col + right, 1)[0] > level) >= 5:
                return own
    near = around(image, row, col, 1)[0]
    weight = linear_weight(near, CU**2)
    first = near.mean() + weight * (own - near.mean())
    values, _ = around(image, row, col)
    alike = values[(values >= limits.low * first) & (values <= limits.high * first)]
    weight = linear_weight(alike, limits.deviation**2)
    return alike.mean() + weight * (own - alike.mean())


def ppb(image: np.ndarray, row: int, col: int) -> float:
    padded = np.pad(image.astype(np.float64), 13, mode="symmetric")
    amplitude = np.sqrt(padded)

    def patch(r: int, c: int) -> np.ndarray:
        return amplitude[r - 3 : r + 4, c - 3 : c + 4]

    row, col = row + 13, col + 13
    own, weights, values = patch(row, col), [], []
    for r in range(row - 10, row + 11):
        for c in range(col - 10, col + 11):
            other = patch(r, c)
            if (r, c) != (row, col):
                distance = np.sum(np.log(own / other + other / own) - np.log(2))
                weights.append(np.exp(-distance / spread(LOOKS)))
                values.append(padded[r, c])
    return np.average([*values, padded[row, col]], weights=[*weights, max(weights)])


FORMULAS = (kuan, enhanced_lee, gamma_map, frost, enhanced_frost, median, refined_lee, lee_sigma, ppb)


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.__name__)
def test_a_filter_follows_its_formula(formula: Callable[[np.ndarray, int, int], float], image):
    found = FILTERS[formula.__name__].function(image, Settings(looks=LOOKS))
    expected = [formula(image, row, col) for row, col in PLACES]
    assert [found[place] for place in PLACES] == pytest.approx(expected, rel=2e-4)


def test_every_filter_with_a_formula_of_its_own_is_checked():
    assert {formula.__name__ for formula in FORMULAS} | {"boxcar", "lee", "learned"} == set(FILTERS)


# Lee 2009, table for intensity, share 0.9: limits and deviation as SNAP's LeeSigma.java has them (looks 1 to 4).
@pytest.mark.parametrize(
    ("looks", "low", "high"), [(1, 0.084, 3.941), (2, 0.221, 2.744), (3, 0.312, 2.320), (4, 0.378, 2.094)]
)
def test_the_closed_form_of_the_sigma_range_gives_the_published_table(looks, low, high):
    found = sigma_range(looks)
    assert found.low == pytest.approx(low, abs=0.004)
    assert found.high == pytest.approx(high, rel=0.005)


@pytest.mark.parametrize("looks", [0.9, 1.0, 4.4, 16.0, 100.0, 1000.0])
def test_the_sigma_range_holds_its_share_and_keeps_the_mean(looks):
    low, high, deviation = sigma_range(looks)
    law = stats.gamma(looks, scale=1 / looks)
    assert law.cdf(high) - law.cdf(low) == pytest.approx(0.9, abs=1e-6)
    x = np.linspace(low, high, 200_001)
    density = law.pdf(x) / 0.9
    assert np.trapz(x * density, x) == pytest.approx(1, abs=1e-4)
    assert np.sqrt(np.trapz((x - 1) ** 2 * density, x)) == pytest.approx(deviation, rel=1e-3)


def test_patches_of_the_same_ground_spread_as_computed(rng):
    first, second = (rng.gamma(LOOKS, 1 / LOOKS, (20_000, 49)) for _ in range(2))
    distance = np.log(np.sqrt(first / second) + np.sqrt(second / first)).sum(axis=1)
    assert np.quantile(distance, 0.88) - distance.mean() == pytest.approx(spread(LOOKS), rel=0.03)


def test_the_median_is_darker_by_what_theory_says(rng):
    found = FILTERS["median"].function(speckle((500, 500), 1, rng), Settings(window=9))
    assert found.mean() == pytest.approx(special.gammaincinv(1, 0.5), rel=0.02)


SHARING = [name for name, one in FILTERS.items() if one.shares]


@pytest.mark.parametrize("name", SHARING)
def test_shared_weights_keep_the_ratio_of_bands(name, rng):
    band = (speckle((60, 60), 4, rng) * np.where(np.arange(60) < 30, 1, 8)).astype(np.float32)
    found = FILTERS[name].function(np.stack([band, band * 0.1]), Settings(looks=4, shared=True))
    assert found[1] == pytest.approx(found[0] * 0.1, rel=1e-4)


@pytest.mark.parametrize("name", SHARING)
def test_shared_weights_let_one_band_steer_the_other(name, rng):
    edge = (speckle((60, 60), 4, rng) * np.where(np.arange(60) < 30, 1, 50)).astype(np.float32)
    flat = speckle((60, 60), 4, rng)
    alone = FILTERS[name].function(np.stack([edge, flat]), Settings(looks=4))
    shared = FILTERS[name].function(np.stack([edge, flat]), Settings(looks=4, shared=True))
    assert not np.allclose(alone[1, 10:-10, 25:35], shared[1, 10:-10, 25:35], rtol=1e-3)


@pytest.mark.parametrize("name", SHARING)
def test_a_band_without_data_leaves_the_other_as_it_is_alone(name, rng):
    image = speckle((2, 50, 50), 4, rng)
    image[1] = np.nan
    shared = FILTERS[name].function(image, Settings(looks=4, shared=True))
    assert np.isnan(shared[1]).all()
    assert shared[0] == pytest.approx(FILTERS[name].function(image[0], Settings(looks=4)), rel=1e-4)


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("shape", [(1, 1), (1, 30), (30, 1), (2, 2), (5, 40)])
def test_images_smaller_than_any_window_are_filtered_as_far_as_they_reach(name, shape, rng):
    found = FILTERS[name].function(speckle(shape, 4, rng), Settings(looks=4))
    assert found.shape == shape
    assert np.isfinite(found).all()


@pytest.mark.parametrize("name", FILTERS)
def test_an_image_without_any_data_stays_so(name):
    assert np.isnan(FILTERS[name].function(np.full((2, 20, 30), np.nan, np.float32), Settings(looks=4))).all()
