"""Windowed sinc: what it keeps of signals whose values between the pixels are known."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.sinc import HALF, sinc

SIZE = 128


def spectrum(share: float, rng: np.random.Generator) -> np.ndarray:
    """Of complex noise that fills a share of the sampling rate in both directions."""
    inside = np.abs(np.fft.fftfreq(SIZE)) < share / 2
    return np.fft.fft2(rng.standard_normal((SIZE, SIZE, 2)) @ [1, 1j]) * np.outer(inside, inside)


def at(found: np.ndarray, down: float, right: float) -> np.ndarray:
    """The signal at all pixels moved by a part of one, exactly."""
    turn = [np.exp(2j * np.pi * np.fft.fftfreq(SIZE) * one) for one in (down, right)]
    return np.fft.ifft2(found * np.outer(*turn))


INNER = np.mgrid[HALF + 2 : SIZE - HALF - 2, HALF + 2 : SIZE - HALF - 2].astype(float)


@pytest.mark.parametrize(("share", "most"), [(0.5, 0.008), (0.7, 0.008), (0.88, 0.025)])
def test_band_limited_noise_comes_out_as_fourier_has_it(share, most, rng):
    found = spectrum(share, rng)
    values = sinc(at(found, 0, 0).astype(np.complex64), INNER[0] + 0.5, INNER[1] + 0.37)
    truth = at(found, 0.5, 0.37)[HALF + 2 : SIZE - HALF - 2, HALF + 2 : SIZE - HALF - 2]
    assert np.sqrt(np.mean(np.abs(values - truth) ** 2) / np.mean(np.abs(truth) ** 2)) < most


def test_the_phase_of_a_ramp_is_kept():
    row, col = np.mgrid[:SIZE, :SIZE]
    image = np.exp(2j * np.pi * (0.3 * row - 0.21 * col)).astype(np.complex64)
    values = sinc(image, INNER[0] + 0.43, INNER[1] - 0.27)
    truth = np.exp(2j * np.pi * (0.3 * (INNER[0] + 0.43) - 0.21 * (INNER[1] - 0.27)))
    assert np.abs(np.angle(values * truth.conj())).max() < 0.01
    np.testing.assert_allclose(np.abs(values), 1, atol=0.015)


def test_pixels_stay_what_they_are_and_a_constant_stays_constant(rng):
    image = (rng.standard_normal((40, 50)) + 1j * rng.standard_normal((40, 50))).astype(np.complex64)
    row, col = np.indices(image.shape, dtype=float)
    np.testing.assert_allclose(sinc(image, row, col), image, atol=1e-6)
    flat = np.full((40, 50), 2 - 3j, np.complex64)
    np.testing.assert_allclose(sinc(flat, row + 0.4, col - 0.3)[:-1, 1:], 2 - 3j, rtol=1e-5)


def test_missing_pixels_stay_missing_and_do_not_spread(rng):
    image = np.ones((60, 60), np.complex64)
    image[20:40, 20:40] = np.nan
    before = image.copy()
    row, col = np.indices(image.shape, dtype=float)
    found = sinc(image, row + 0.25, col)
    np.testing.assert_array_equal(image, before)
    assert np.isnan(found[22:38, 22:38]).all()
    assert np.isfinite(found[:18]).all()
    np.testing.assert_allclose(found[np.isfinite(found)], 1, rtol=1e-5)
    assert np.isnan(sinc(image, np.array([-0.6, 59.6, np.nan]), np.array([3.0, 3.0, 3.0]))).all()


def test_a_coarser_grid_takes_away_what_it_cannot_carry():
    row, col = np.mgrid[:SIZE, :SIZE]
    kept, lost = (np.exp(2j * np.pi * one * col).astype(np.complex64) + 0 * row for one in (0.1, 0.4))
    places = INNER[:, HALF + 4 : -HALF - 4, HALF + 4 : -HALF - 4]
    assert np.abs(sinc(kept, *places, (1, 2))).min() > 0.97
    assert np.abs(sinc(lost, *places, (1, 2))).max() < 0.02


def test_blocks_equal_the_whole(rng):
    image = (rng.standard_normal((80, 90)) + 1j).astype(np.complex64)
    row, col = np.indices((20, 30)) + 30.35
    part = sinc(image[15:70, 15:80], row - 15, col - 15)
    np.testing.assert_allclose(part, sinc(image, row, col), atol=1e-6)
