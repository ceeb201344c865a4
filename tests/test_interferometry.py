"""Coherence of pairs with a known one, offsets of pairs with a known shift, the ramp of TOPS bursts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from aurora_qgis.core.geometry import geometry, read_annotation
from aurora_qgis.core.geometry.tops import BurstRamp, Polynomial, TopsRamp, read_ramp
from aurora_qgis.core.interferometry import coherence, interferogram, mean_of_unrelated, path_phase
from aurora_qgis.core.offsets import TileOffset, fit_offsets, tile_offsets
from aurora_qgis.core.raster import Raster, read_xml
from aurora_qgis.core.sinc import sinc


def white(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    return rng.standard_normal((*shape, 2)) @ [1, 1j] / np.sqrt(2)


def pair(shape: tuple[int, int], level: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Circular Gaussian pixels with a coherence of `level`."""
    first, other = white(shape, rng), white(shape, rng)
    return first.astype(np.complex64), (level * first + np.sqrt(1 - level**2) * other).astype(np.complex64)


def expected(level: float, looks: int) -> float:
    """Mean of the estimate by its density, integrated (Touzi et al., IEEE TGRS 37(1), 1999, equation 10)."""
    from scipy.special import hyp2f1

    d = np.linspace(0, 1, 20001)[1:-1]
    density = 2 * (looks - 1) * (1 - level**2) ** looks * d * (1 - d**2) ** (looks - 2)
    density *= hyp2f1(looks, looks, 1, (level * d) ** 2)
    return float(np.sum(d * density) / np.sum(density))


@pytest.mark.parametrize("level", [0.0, 0.3, 0.6, 0.9])
def test_the_mean_of_the_estimate_is_that_of_its_law(level, rng):
    first, second = pair((300, 300), level, rng)
    value, _ = coherence(first, second, interferogram(first, second), (3, 5))
    assert value[5:-5, 5:-5].mean() == pytest.approx(expected(level, 15), abs=0.006)
    if level == 0:
        assert mean_of_unrelated(15) == pytest.approx(expected(0.0, 15), abs=1e-4)


def test_a_full_coherence_is_one_and_its_phase_is_kept(rng):
    first = white((40, 50), rng).astype(np.complex64)
    value, phase = coherence(first, first * np.exp(-0.7j), interferogram(first, first * np.exp(-0.7j)), (5, 5))
    np.testing.assert_allclose(value, 1, atol=1e-5)
    np.testing.assert_allclose(phase, 0.7, atol=1e-5)


def test_missing_pixels_do_not_count_and_do_not_spread(rng):
    first, second = pair((40, 40), 0.8, rng)
    first[10:14] = np.nan
    value, phase = coherence(first, second, interferogram(first, second), (5, 5))
    assert np.isnan(value[10:14]).all()
    assert np.isnan(phase[10:14]).all()
    rest = np.ones(40, bool)
    rest[10:14] = False
    assert np.isfinite(value[rest]).all()


def test_path_phase_flattens_a_pair_with_different_ways_and_wavelengths():
    own = 850_000 + 5.0 * np.arange(200.0)[np.newaxis]
    farther = 40 + 0.02 * np.arange(200.0)[np.newaxis]
    first, second = np.exp(-4j * np.pi * own / 0.24), np.exp(-4j * np.pi * (own + farther) / 0.2398)
    flat = interferogram(first, second, path_phase(own, farther, 0.24, 0.2398))
    assert np.abs(np.angle(flat)).max() < 1e-3


@pytest.mark.parametrize(("level", "most"), [(0.95, 0.02), (0.6, 0.05)])
def test_a_known_shift_is_found_in_speckle_alone(level, most, rng):
    share = np.abs(np.fft.fftfreq(192)) < 0.4
    first, second = (np.fft.fft2(one) * np.outer(share, share) for one in pair((192, 192), level, rng))
    shift = (0.31, -0.44)
    turn = [np.exp(-2j * np.pi * np.fft.fftfreq(192) * one) for one in shift]
    tiles = list(tile_offsets(np.fft.ifft2(first), np.fft.ifft2(second * np.outer(*turn))))
    found = fit_offsets([one for one in tiles if one is not None], len(tiles), (192, 192))
    assert found.significant
    down, right = found.at(np.array(96.0), np.array(96.0))
    assert np.hypot(down - shift[0], right - shift[1]) < most
    assert found.error < most


def test_unrelated_images_have_no_offset(rng):
    tiles = list(tile_offsets(white((192, 192), rng), white((192, 192), rng)))
    found = fit_offsets([one for one in tiles if one is not None], len(tiles), (192, 192))
    assert len(tiles) == 9
    assert not found.known
    assert not found.significant


def scattered(rng: np.random.Generator, slope: float, level: float, wild: int) -> list[TileOffset]:
    places = rng.uniform(0, 1000, (60, 2))
    noise = rng.normal(0, 0.03, (60, 2))
    noise[:wild] += rng.uniform(3, 8, (wild, 2))
    return [
        TileOffset(row, col, level + slope * (col - 499.5) / 500 + n[0], n[1]) for (row, col), n in zip(places, noise)
    ]


def test_a_plane_is_fitted_through_wild_tiles_and_a_constant_where_it_is_enough(rng):
    found = fit_offsets(scattered(rng, 0.4, 0.2, 12), 60, (1000, 1000))
    assert found.coefficients.shape == (3, 2)
    np.testing.assert_allclose(found.coefficients[:, 0], [0.2, 0.0, 0.4], atol=0.03)
    assert found.agreeing <= 48
    assert fit_offsets(scattered(rng, 0.0, 0.2, 0), 60, (1000, 1000)).coefficients.shape == (1, 2)


def test_chance_is_significant_about_as_often_as_promised(rng):
    false = sum(fit_offsets(scattered(rng, 0.0, 0.0, 0), 60, (1000, 1000)).significant for _ in range(200))
    assert false <= 12  # 1 % of either test: 2 to 4 expected


RAMP = TopsRamp(
    (BurstRamp(6678.0, Polynomial(0.006, np.array([-2054.0, 3.5e5, 0.0])), Polynomial(0.0053, np.array([12.0, -4e3])),
               0.0062),), 400, 0.00205, 900_000.0, 2.3,
)  # fmt: skip
"""Constants like those of an IW3 annotation; 400 lines have five times the sampling rate of drift."""


def test_a_simulated_chirp_is_interpolated_after_deramping_and_only_then(rng):
    share = np.abs(np.fft.fftfreq(400)) < 0.32
    base = np.fft.fft(white((400, 60), rng), axis=0) * share[:, np.newaxis]
    line, pixel = np.mgrid[:400, :60].astype(float)
    turn = np.exp(2j * np.pi * np.fft.fftfreq(400) * 0.4)[:, np.newaxis]
    image = np.fft.ifft(base, axis=0) * np.exp(1j * RAMP.phase(0, line, pixel))
    truth = np.fft.ifft(base * turn, axis=0) * np.exp(1j * RAMP.phase(0, line + 0.4, pixel))
    deramped = (image * np.exp(-1j * RAMP.phase(0, line, pixel))).astype(np.complex64)
    found = sinc(deramped, line + 0.4, pixel) * np.exp(1j * RAMP.phase(0, line + 0.4, pixel))
    inner = slice(20, -20)
    apart = np.abs(found - truth)[inner]
    assert np.sqrt(np.mean(apart**2) / np.mean(np.abs(truth[inner]) ** 2)) < 0.01
    wrong = sinc(image.astype(np.complex64), line + 0.4, pixel)
    assert np.abs(np.mean(wrong[inner] * truth[inner].conj())) < 0.8 * np.mean(np.abs(truth[inner]) ** 2)


def test_real_bursts_have_the_processed_bandwidth_once_they_are_deramped(shared_data):
    """IW3 is processed to 313 Hz of the 486 Hz that it is sampled with."""
    folder = shared_data / "s1_slc_azores"
    root = read_xml(str(next(folder.glob("*.xml"))))
    annotation = read_annotation(root)
    middles = annotation.bursts.starts + (annotation.bursts.lines - 1) / 2 * annotation.line_interval
    speeds = np.sqrt((geometry(annotation).orbit.at(middles).velocity ** 2).sum(axis=0))
    ramp = read_ramp(root, annotation, speeds)
    with Raster.open(str(next(folder.glob("*.tiff")))) as raster:
        image = np.nan_to_num(raster.read_complex()[0, :, :300])
    line, pixel = np.indices(image.shape, dtype=float)
    phase = ramp.phase(9800 // annotation.bursts.lines, line + 9800, pixel + 11000)

    def inside(values: np.ndarray) -> float:
        power = (np.abs(np.fft.fft(values * np.hanning(len(values))[:, np.newaxis], axis=0)) ** 2).mean(axis=1)
        return power[np.abs(np.fft.fftfreq(len(values), annotation.line_interval)) < 330 / 2].sum() / power.sum()

    assert inside(image * np.exp(-1j * phase)) > 0.995
    assert inside(image) < 0.8


def test_stripmap_has_no_ramp(shared_data):
    root = read_xml(str(next((shared_data / "s1_slc_azores").glob("*.xml"))))
    annotation = read_annotation(root)
    assert read_ramp(root, replace(annotation, bursts=None), np.zeros(0)) is None
