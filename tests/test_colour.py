"""Colour spaces, ramps, polarimetry, recipes and stretches, on arrays."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.colour import COMPOSITES, RAMPS, SceneStretch, polarimetry
from aurora_qgis.core.colour.composites import colours, eight_bit
from aurora_qgis.core.colour.ramps import ramp, through
from aurora_qgis.core.colour.spaces import coloured, greatest_chroma, lab_to_rgb, lch_to_lab, rgb_to_lab
from aurora_qgis.core.colour.views import ORIENTATIONS, blended, turned, turned_back
from aurora_qgis.core.simulate import speckle

PRIMARIES = {
    "red": ((1, 0, 0), (53.24, 80.09, 67.20)),
    "green": ((0, 1, 0), (87.73, -86.18, 83.18)),
    "blue": ((0, 0, 1), (32.30, 79.19, -107.86)),
}
"""CIELAB (D65) of the sRGB primaries as published by B. Lindbloom, brucelindbloom.com, and in colour textbooks."""


# Colour spaces


@pytest.mark.parametrize("name", PRIMARIES)
def test_lab_of_the_primaries_is_the_published_one(name):
    rgb, lab = PRIMARIES[name]
    assert rgb_to_lab(np.array(rgb)) == pytest.approx(lab, abs=0.05)


def test_there_and_back_is_the_identity(rng):
    rgb = rng.random((3, 50, 40)).astype(np.float32)
    assert lab_to_rgb(rgb_to_lab(rgb)) == pytest.approx(rgb, abs=1e-4)


def test_grey_has_no_hue():
    grey = np.repeat(np.linspace(0, 1, 11)[np.newaxis], 3, axis=0)
    lab = rgb_to_lab(grey)
    assert np.abs(lab[1:]).max() < 1e-3
    assert np.all(np.diff(lab[0]) > 0)
    assert lab[0][[0, -1]] == pytest.approx([0, 100], abs=1e-3)


def test_the_greatest_chroma_is_on_the_edge_of_what_a_screen_shows():
    lightness, hue = np.meshgrid(np.arange(10, 91, 10), np.arange(0, 360, 30), indexing="ij")
    most = greatest_chroma()[lightness, hue]
    inside = lab_to_rgb(lch_to_lab(lightness, 0.99 * most, hue))
    beyond = lab_to_rgb(lch_to_lab(lightness, 1.03 * most + 0.5, hue))
    assert inside.min() >= -0.002
    assert inside.max() <= 1.002
    assert np.all((beyond.min(axis=0) < 0) | (beyond.max(axis=0) > 1))


def test_lightness_stays_the_same_whatever_the_hue_and_colourfulness(rng):
    light = rng.uniform(5, 95, (60, 60)).astype(np.float32)
    share, hue = rng.random((60, 60)).astype(np.float32), rng.uniform(0, 360, (60, 60)).astype(np.float32)
    assert rgb_to_lab(coloured(light, share, hue))[0] == pytest.approx(light, abs=0.7)


# Ramps


@pytest.mark.parametrize("name", RAMPS)
def test_a_ramp_gets_lighter_all_the_way_in_steps_that_look_equal(name):
    lab = rgb_to_lab(ramp(name))
    steps = np.linalg.norm(np.diff(lab, axis=1), axis=0)
    assert np.all(np.diff(lab[0]) > 0)
    assert steps == pytest.approx(steps.mean(), rel=0.06)


@pytest.mark.parametrize("name", RAMPS)
def test_a_ramp_goes_from_its_first_to_its_last_colour_and_leaves_gaps(name):
    got = through(name, np.array([[0, 1, np.nan]], np.float32))
    assert got[:, 0, 0] == pytest.approx(ramp(name)[:, 0])
    assert got[:, 0, 1] == pytest.approx(ramp(name)[:, -1])
    assert np.isnan(got[:, 0, 2]).all()


# Polarimetry: METHODS F's vectors, and numpy's eigenvalues


def diagonal(first: float, second: float) -> list[np.ndarray]:
    return [np.array([value], np.float32) for value in (first, second, 0.0, 0.0)]


@pytest.mark.parametrize(
    ("c2", "entropy", "alpha", "dprvi"),
    [
        (diagonal(1, 1), 1, 45, 1),
        (diagonal(1, 0), 0, 0, 0),
        (diagonal(0, 1), 0, 90, 0),
        (diagonal(0.8, 0.2), 0.7219, 18, 0.52),
    ],
)
def test_entropy_alpha_and_dprvi_of_diagonal_matrices_are_the_closed_forms(c2, entropy, alpha, dprvi):
    assert polarimetry.entropy(*polarimetry.eigenvalues(*c2)) == pytest.approx(entropy, abs=1e-4)
    assert polarimetry.mean_alpha(*c2) == pytest.approx(alpha, abs=1e-3)
    assert polarimetry.dprvi(*c2) == pytest.approx(dprvi, abs=1e-4)


def test_entropy_and_alpha_are_those_of_the_eigenvectors_that_numpy_finds(rng):
    looks = rng.normal(size=(2, 500, 6)) + 1j * rng.normal(size=(2, 500, 6))
    looks[1] = 0.5 * looks[1] + 0.3 * looks[0]
    c2 = np.einsum("ipl,jpl->pij", looks, looks.conj()) / 6
    values, vectors = np.linalg.eigh(c2)
    p = values / values.sum(axis=1, keepdims=True)
    alpha = np.degrees(np.arccos(np.abs(vectors[:, 0, :])))
    c11, c12, c22 = c2[:, 0, 0].real, c2[:, 0, 1], c2[:, 1, 1].real
    parts = [part.astype(np.float32) for part in (c11, c22, c12.real, c12.imag)]
    expected = -(p * np.log2(p)).sum(axis=1)
    assert polarimetry.entropy(*polarimetry.eigenvalues(*parts)) == pytest.approx(expected, abs=1e-4)
    assert polarimetry.mean_alpha(*parts) == pytest.approx((p * alpha).sum(axis=1), abs=0.01)
    m = (values[:, 1] - values[:, 0]) / values.sum(axis=1)
    assert polarimetry.dprvi(*parts) == pytest.approx(1 - m * p[:, 1], abs=1e-4)


def test_forms_for_intensities_are_those_of_c2_without_correlation(rng):
    co = rng.uniform(0.1, 1, 200).astype(np.float32)
    cross = (co * rng.uniform(0.01, 1, 200)).astype(np.float32)
    zero = np.zeros_like(co)
    values = polarimetry.eigenvalues(co, cross, zero, zero)
    assert polarimetry.entropy_of_intensities(co, cross) == pytest.approx(polarimetry.entropy(*values), abs=1e-4)
    full = polarimetry.dprvi(co, cross, zero, zero)
    assert polarimetry.dprvi_of_intensities(co, cross) == pytest.approx(full, abs=1e-4)


def test_theta_is_45_degrees_for_a_surface_and_0_for_vegetation_and_falls_between():
    cross = np.linspace(0, 1, 50, dtype=np.float32)
    theta = polarimetry.scattering_angle_of_intensities(np.ones_like(cross), cross)
    assert theta[[0, -1]] == pytest.approx([45, 0], abs=1e-4)
    assert np.all(np.diff(theta) < 0)


def test_real_c2_has_the_entropy_that_was_measured_before(shared_data):
    from aurora_qgis.core.raster import Raster

    parts = []
    for name in ("C11", "C22", "C12_real", "C12_imag"):
        with Raster.open(str(shared_data / "polsar_samples" / "dual_pol" / "C2_VVVH" / f"{name}.bin")) as raster:
            parts.append(raster.read()[0])
    found = polarimetry.entropy(*polarimetry.eigenvalues(*parts))
    assert np.nanmean(found) == pytest.approx(0.4512, abs=2e-4)  # polsar_samples/README.txt


# Recipes


def bands_of(name: str, rng: np.random.Generator, shape: tuple[int, int] = (40, 50)) -> np.ndarray:
    if COMPOSITES[name].c2:
        c11, c22 = rng.gamma(4, 0.02, shape), rng.gamma(4, 0.005, shape)
        c12 = 0.3 * np.sqrt(c11 * c22)
        return np.stack([c11, c12, -c12, c22]).astype(np.float32)
    return rng.gamma(4, 0.02, (len(COMPOSITES[name].takes), *shape)).astype(np.float32)


def fixed(name: str) -> list[tuple[float, float]]:
    return [one.limits for one in COMPOSITES[name].quantities]


every_composite = pytest.mark.parametrize("name", COMPOSITES)


@every_composite
def test_a_recipe_gives_colours_between_0_and_1_and_a_gap_stays_that_gap(name, rng):
    bands = bands_of(name, rng)
    for index in range(len(bands)):
        bands[index, 3, 4 + index] = np.nan
    copy = bands.copy()
    rgb = colours(bands, COMPOSITES[name], fixed(name))
    assert np.array_equal(bands, copy, equal_nan=True)
    gaps = np.zeros(bands.shape[1:], bool)
    gaps[3, 4 : 4 + len(bands)] = True
    assert np.array_equal(np.isnan(rgb).all(axis=0), gaps)
    assert np.array_equal(np.isnan(rgb).any(axis=0), gaps)
    assert np.nanmin(rgb) >= 0
    assert np.nanmax(rgb) <= 1
    alpha = eight_bit(rgb)[3]
    assert np.array_equal(alpha == 0, gaps)
    assert set(np.unique(alpha)) == {0, 255}


@every_composite
def test_colours_of_a_pixel_depend_on_that_pixel_alone(name, rng):
    bands = bands_of(name, rng)
    whole, part = (colours(of, COMPOSITES[name], fixed(name)) for of in (bands, bands[:, 10:20, 5:15]))
    assert np.array_equal(whole[:, 10:20, 5:15], part)


@pytest.mark.parametrize("name", ["h_alpha", "dprvi", "theta_intensities", "dprvi_intensities", *RAMPS])
def test_brighter_ground_is_lighter_where_colour_lies_over_grey(name, rng):
    bands = bands_of(name, rng)
    dark, bright = (rgb_to_lab(colours(bands * gain, COMPOSITES[name], fixed(name)))[0] for gain in (0.3, 1.0))
    inside = (dark > 15) & (bright < 90)
    assert inside.mean() > 0.5
    assert np.all(bright[inside] > dark[inside])


def one_pixel(name: str, *values_db: float) -> np.ndarray:
    bands = np.power(10, np.array(values_db, np.float32) / 10)[:, np.newaxis, np.newaxis]
    return colours(bands, COMPOSITES[name], fixed(name))[:, 0, 0]


def test_average_land_is_grey_in_the_default_recipe_and_vegetation_turns_green_and_water_blue():
    red, green, blue = one_pixel("ratio", -10, -17)
    assert max(red, green, blue) - min(red, green, blue) < 0.01
    red, green, blue = one_pixel("ratio", -10, -14)
    assert green > red > blue
    red, green, blue = one_pixel("ratio", -22, -32)
    assert blue > max(red, green)


def test_darker_is_red_and_brighter_cyan_where_two_dates_are_laid_over_each_other():
    red, green, blue = one_pixel("change", -8, -16)
    assert red > green == blue
    red, green, blue = one_pixel("change", -16, -8)
    assert red < green == blue


def test_no_change_is_grey_and_change_is_coloured_by_direction_whatever_the_brightness():
    for level in (-18.0, -10.0, -4.0):
        none, darker, brighter = (one_pixel("change_over_grey", level, level + step) for step in (0, -5, 5))
        assert np.ptp(none) < 0.01
        assert darker[2] > darker[0]
        assert brighter[0] > brighter[2]


# Stretch


def stretch_of(image: np.ndarray) -> tuple[float, float]:
    from aurora_qgis.core.colour.stretch import WINDOW
    from aurora_qgis.core.speckle.moments import local_mean

    made = SceneStretch()
    made.add(10 * np.log10(image), 10 * np.log10(local_mean(image, WINDOW)))
    return made.limits()


def ground(rng: np.random.Generator) -> np.ndarray:
    """Fields of 40 x 40 pixels with levels from -20 to -5 dB."""
    return np.kron(10 ** (rng.uniform(-2, -0.5, (10, 10))), np.ones((40, 40))).astype(np.float32)


def test_a_stretch_leaves_the_ground_its_range_however_strong_the_speckle_is(rng):
    land = ground(rng)
    true = np.percentile(10 * np.log10(land), [2, 98])
    for looks, room in ((1, 6.5), (4, 3.5), (50, 1.5)):
        low, high = stretch_of(land * speckle(land.shape, looks, rng))
        assert true[0] - room < low < true[0] + 0.8
        assert true[1] - 0.8 < high < true[1] + room


def test_single_look_speckle_takes_half_of_the_range_that_plain_percentiles_would_give_it(rng):
    image = speckle((300, 300), 1, rng)
    low, high = stretch_of(image)
    plain = np.ptp(np.percentile(10 * np.log10(image), [2, 98]))
    assert plain == pytest.approx(22.9, abs=0.5)  # 10 log10(ln 50 / -ln 0.98)
    assert 8 < high - low < 0.65 * plain


def test_a_few_ships_do_not_darken_the_sea(rng):
    sea = 0.01 * speckle((300, 300), 4, rng)
    with_ships = sea.copy()
    with_ships[100:104, 100:104] = 50
    assert stretch_of(with_ships) == pytest.approx(stretch_of(sea), abs=0.2)


def test_a_stretch_moves_with_a_gain(rng):
    image = ground(rng) * speckle((400, 400), 4, rng)
    assert np.subtract(stretch_of(2 * image), stretch_of(image)) == pytest.approx([3.01, 3.01], abs=0.05)


def test_a_stretch_of_blocks_is_that_of_the_whole(rng):
    pixels = rng.normal(-10, 3, (100, 90)).astype(np.float32)
    means = pixels - rng.normal(0, 1, pixels.shape).astype(np.float32)
    whole, parts = SceneStretch(), SceneStretch()
    whole.add(pixels, means)
    for rows in (slice(0, 33), slice(33, 100)):
        parts.add(pixels[rows], means[rows])
    assert whole.limits() == parts.limits()


def test_a_constant_image_gets_a_range_around_its_value():
    low, high = stretch_of(np.full((50, 50), 0.1, np.float32))
    assert low < -10 < high
    assert high - low >= 3


# How a network looks at an image


@pytest.mark.parametrize(("turns", "mirrored"), ORIENTATIONS)
def test_an_orientation_is_undone_by_its_inverse(turns, mirrored, rng):
    image = rng.normal(size=(2, 5, 8))
    assert np.array_equal(turned_back(turned(image, turns, mirrored), turns, mirrored), image)


def test_the_eight_orientations_are_all_different(rng):
    image = rng.normal(size=(1, 6, 6))
    assert len({turned(image, *one).tobytes() for one in ORIENTATIONS}) == 8


@pytest.mark.parametrize("shape", [(16, 16), (32, 64), (80, 48)])
def test_windows_that_overlap_add_up_to_the_image(shape, rng):
    image = rng.uniform(0, 1, (3, *shape)).astype(np.float32)
    assert blended(image, 32, 3, lambda window: window) == pytest.approx(image, abs=1e-6)
