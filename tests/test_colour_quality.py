"""Figures of colour pictures: against published data, definitions and closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.colour import edges, similarity
from aurora_qgis.core.colour.difference import ciede2000
from aurora_qgis.core.colour.spaces import rgb_to_lab
from aurora_qgis.core.simulate import speckle

SHARMA = [
    ((50.0000, 2.6772, -79.7751), (50.0000, 0.0000, -82.7485), 2.0425),
    ((50.0000, 3.1571, -77.2803), (50.0000, 0.0000, -82.7485), 2.8615),
    ((50.0000, -1.3802, -84.2814), (50.0000, 0.0000, -82.7485), 1.0000),
    ((50.0000, 0.0000, 0.0000), (50.0000, -1.0000, 2.0000), 2.3669),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0009), 7.1792),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0011), 7.2195),
    ((50.0000, -0.0010, 2.4900), (50.0000, 0.0009, -2.4900), 4.8045),
    ((50.0000, 2.5000, 0.0000), (50.0000, 0.0000, -2.5000), 4.3065),
    ((50.0000, 2.5000, 0.0000), (73.0000, 25.0000, -18.0000), 27.1492),
    ((50.0000, 2.5000, 0.0000), (61.0000, -5.0000, 29.0000), 22.8977),
    ((50.0000, 2.5000, 0.0000), (56.0000, -27.0000, -3.0000), 31.9030),
    ((50.0000, 2.5000, 0.0000), (58.0000, 24.0000, 15.0000), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""Pairs of table 1 of Sharma, Wu and Dalal, Color Research and Application 30(1), 2005."""


@pytest.mark.parametrize(("first", "second", "expected"), SHARMA)
def test_ciede2000_of_the_published_pairs_is_the_published_one_either_way_round(first, second, expected):
    assert ciede2000(np.array(first), np.array(second)) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(np.array(second), np.array(first)) == pytest.approx(expected, abs=5e-5)


def test_a_colour_does_not_differ_from_itself(rng):
    lab = rgb_to_lab(rng.random((3, 20, 30)))
    assert np.all(ciede2000(lab, lab) == 0)
    assert np.isnan(ciede2000(lab, np.full_like(lab, np.nan))).all()


# PSNR, ERGAS, spectral angle


def test_psnr_of_a_known_error_is_its_closed_form():
    assert similarity.psnr(0.1**2) == pytest.approx(20)
    assert similarity.psnr(0) == float("inf")


def test_ergas_of_a_gain_is_the_gain_in_percent_whatever_the_level_of_the_bands(rng):
    reference = rng.uniform(0.2, 0.9, (3, 1, 1)) * np.ones((3, 30, 30))
    error = np.square(1.1 * reference - reference).mean(axis=(1, 2))
    assert similarity.ergas(error, reference.mean(axis=(1, 2))) == pytest.approx(10)
    assert similarity.ergas(error, reference.mean(axis=(1, 2)), 0.25) == pytest.approx(2.5)


def vector(*values: float) -> np.ndarray:
    return np.array(values, np.float32)[:, np.newaxis, np.newaxis]


@pytest.mark.parametrize(
    ("first", "second", "degrees"),
    [
        ((1, 0, 0), (0, 1, 0), 90),
        ((1, 0, 0), (1, 1, 0), 45),
        ((1, 1, 1), (1, 0, 0), 54.7356),
        ((1, 2, 3), (2, 4, 6), 0),
    ],
)
def test_spectral_angles_are_those_of_geometry(first, second, degrees):
    assert similarity.spectral_angle(vector(*first), vector(*second)) == pytest.approx(degrees, abs=1e-3)


def test_spectral_angle_ignores_brightness_and_black_has_none(rng):
    image, other = rng.uniform(0.1, 1, (2, 3, 9, 9)).astype(np.float32)
    assert similarity.spectral_angle(image * 0.3, other) == pytest.approx(
        similarity.spectral_angle(image, other), abs=0.01
    )
    assert np.isnan(similarity.spectral_angle(vector(0, 0, 0), vector(1, 0, 0))).all()


# SSIM


def ssim_by_definition(first: np.ndarray, second: np.ndarray, row: int, col: int) -> float:
    """Equation 13 of Wang et al. 2004 at one pixel, with explicit sums over the 11 x 11 Gaussian window."""
    along = np.arange(-5, 6)
    weight = np.exp(-(along[:, np.newaxis] ** 2 + along**2) / (2 * 1.5**2))
    weight /= weight.sum()
    x, y = (one[row - 5 : row + 6, col - 5 : col + 6].astype(np.float64) for one in (first, second))
    mx, my = (weight * x).sum(), (weight * y).sum()
    vx, vy = (weight * (x - mx) ** 2).sum(), (weight * (y - my) ** 2).sum()
    cov = (weight * (x - mx) * (y - my)).sum()
    c1, c2 = 0.01**2, 0.03**2
    return float((2 * mx * my + c1) * (2 * cov + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2)))


def test_ssim_is_its_definition(rng):
    first = rng.random((40, 50)).astype(np.float32)
    second = np.clip(first + rng.normal(0, 0.2, first.shape), 0, 1).astype(np.float32)
    found = similarity.structural_similarity(first, second).ssim
    for row, col in ((5, 5), (20, 30), (34, 44)):
        assert found[row, col] == pytest.approx(ssim_by_definition(first, second, row, col), abs=1e-4)
    assert np.isnan(found[4]).all()
    assert np.isnan(found[:, -5:]).all()
    assert np.isfinite(found[5:-5, 5:-5]).all()


def test_ssim_of_an_image_with_itself_is_one_and_a_gap_takes_its_window_only(rng):
    image = rng.random((60, 60)).astype(np.float32)
    assert np.nanmin(similarity.structural_similarity(image, image).ssim) == pytest.approx(1, abs=1e-4)
    with_gap = image.copy()
    with_gap[30, 30] = np.nan
    found = similarity.structural_similarity(image, with_gap).ssim
    assert np.isnan(found[25:36, 25:36]).all()
    assert np.isfinite(found[24, 5:-5]).all()


def ms_ssim_by_definition(first: np.ndarray, second: np.ndarray) -> float:
    """Equation 7 of Wang, Simoncelli and Bovik 2003, with window sums by scipy's generic convolution in float64."""
    from scipy import signal

    along = np.exp(-(np.arange(-5, 6) ** 2) / (2 * 1.5**2))
    window = np.outer(along, along) / along.sum() ** 2
    x, y = first.astype(np.float64), second.astype(np.float64)
    result = 1.0
    for scale, weight in enumerate([0.0448, 0.2856, 0.3001, 0.2363, 0.1333]):
        mx, my, xx, yy, xy = (signal.convolve2d(one, window, "valid") for one in (x, y, x * x, y * y, x * y))
        structure = (2 * (xy - mx * my) + 9e-4) / (xx - mx**2 + yy - my**2 + 9e-4)
        light = (2 * mx * my + 1e-4) / (mx**2 + my**2 + 1e-4)
        result *= float((structure * light if scale == 4 else structure).mean()) ** weight
        x, y = (one.reshape(one.shape[0] // 2, 2, one.shape[1] // 2, 2).mean(axis=(1, 3)) for one in (x, y))
    return result


def test_multi_scale_ssim_is_its_definition_and_needs_176_pixels(rng):
    first = np.kron(rng.random((24, 24)), np.ones((8, 8))).astype(np.float32)
    second = np.clip(first + rng.normal(0, 0.5, first.shape), 0, 1).astype(np.float32)
    expected = ms_ssim_by_definition(first, second)
    assert 0.3 < expected < 0.95
    assert similarity.multi_scale_similarity(first, second) == pytest.approx(expected, abs=2e-3)
    assert similarity.multi_scale_similarity(first, first) == pytest.approx(1, abs=1e-4)
    assert np.isnan(similarity.multi_scale_similarity(first[:175], second[:175]))


# Edges


def field(rng: np.random.Generator, step_db: float, at: int = 60, looks: float = 4) -> np.ndarray:
    """One band of 120 x 120 pixels with a step at a column."""
    level = np.full((120, 120), 0.1, np.float32)
    level[:, at:] *= 10 ** (step_db / 10)
    return (level * speckle(level.shape, looks, rng))[np.newaxis]


def step_picture(at: int, rng: np.random.Generator) -> np.ndarray:
    rgb = np.full((3, 120, 120), 0.4) + rng.normal(0, 0.01, (3, 120, 120))
    rgb[0, :, at:] += 0.3
    return rgb_to_lab(rgb)


def lonely_share(lab: np.ndarray, radar: np.ndarray) -> float:
    found = edges.colour_contrast(lab, 25).edges
    near = edges.near_edge(edges.radar_contrast(radar), edges.speckle_contrast(4, 25))
    assert 120 < np.count_nonzero(found) < 1200
    return float(np.mean(~near[found]))


def test_a_colour_edge_has_its_counterpart_where_the_radar_image_has_one(rng):
    assert lonely_share(step_picture(60, rng), field(rng, 8)) < 0.02
    assert lonely_share(step_picture(62, rng), field(rng, 8)) < 0.1


def test_a_colour_edge_elsewhere_or_on_even_ground_has_none(rng):
    assert lonely_share(step_picture(85, rng), field(rng, 8)) > 0.95
    assert lonely_share(step_picture(60, rng), field(rng, 0)) > 0.95


@pytest.mark.parametrize("looks", [1, 4, 30])
def test_speckle_alone_hardly_makes_radar_edges(looks, rng):
    contrast = edges.radar_contrast(field(rng, 0, looks=looks))
    assert np.mean(contrast[6:-6, 6:-6] >= edges.speckle_contrast(looks, 25)) < 0.002


def test_noise_in_colours_is_no_edge(rng):
    lab = rgb_to_lab(np.clip(rng.normal(0.5, 0.15, (3, 150, 150)), 0, 1))
    contrast = edges.colour_contrast(lab, 25)
    assert np.nanmax(contrast.distance) > edges.CONTRAST
    assert np.mean(contrast.edges) < 0.01


def test_a_gap_has_no_edges_around_it(rng):
    lab = step_picture(60, rng)
    whole = edges.colour_contrast(lab, 25).edges
    lab[:, 50:70, 10:20] = np.nan
    assert not edges.colour_contrast(lab, 25).edges[:, :30].any()
    assert np.array_equal(whole[:, 30:], edges.colour_contrast(lab, 25).edges[:, 30:])
