"""Amplitude, intensity, decibel: conversion and detection."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.scale import Scale, check, detect

every_scale = pytest.mark.parametrize("scale", Scale)


@every_scale
def test_from_intensity_and_back_is_the_identity(scale, rng):
    intensity = (10 ** rng.uniform(-4, 3, (30, 30))).astype(np.float32)
    intensity[3, 3] = np.nan
    assert scale.to_intensity(scale.from_intensity(intensity)) == pytest.approx(intensity, rel=1e-5, nan_ok=True)


@pytest.mark.parametrize("scale", [Scale.AMPLITUDE, Scale.INTENSITY])
def test_zero_and_below_are_no_data(scale):
    assert np.isnan(scale.to_intensity(np.array([0.0, -1.0], np.float32))).all()


def test_twenty_decibel_are_a_hundredfold_intensity_and_a_tenfold_amplitude():
    assert Scale.DECIBEL.to_intensity(np.float32(20)) == pytest.approx(100)
    assert Scale.AMPLITUDE.from_intensity(np.float32(100)) == pytest.approx(10)


@every_scale
def test_infinite_values_are_no_data(scale):
    assert np.isnan(scale.to_intensity(np.array([np.inf], np.float32))).all()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sigma0_VV_db dB", Scale.DECIBEL),
        ("amp_prm_vv", Scale.AMPLITUDE),
        ("Intensity_VH", Scale.INTENSITY),
        ("Intensity_VV_db", Scale.DECIBEL),
    ],
)
def test_what_the_file_says_counts_first(words, expected):
    assert detect(np.array([0.1, 0.2], np.float32), words) is expected


def test_negative_values_are_decibel_integers_are_amplitude_and_other_floats_intensity():
    assert detect(np.array([-12.0, -20.0], np.float32)) is Scale.DECIBEL
    assert detect(np.array([12.0, 200.0], np.float32), integer=True) is Scale.AMPLITUDE
    assert detect(np.array([0.03, 0.2], np.float32)) is Scale.INTENSITY


def test_decibel_given_as_intensity_is_refused_with_the_way_out():
    with pytest.raises(InputError, match="choose the scale 'decibel'"):
        check(Scale.INTENSITY, np.array([-12.0, -20.0, 0.1], np.float32), "scene.tif")


def test_digital_numbers_given_as_decibel_are_refused():
    with pytest.raises(InputError, match="'amplitude' or 'intensity'"):
        check(Scale.DECIBEL, np.array([900.0, 2000.0], np.float32), "scene.tif")


def test_a_few_negative_intensities_from_noise_removal_are_tolerated():
    values = np.ones(1000, np.float32)
    values[:20] = -0.001
    check(Scale.INTENSITY, values, "scene.tif")


def test_many_negative_intensities_from_noise_removal_on_dark_ground_are_no_decibel(rng):
    values = rng.normal(0.002, 0.002, 1000).astype(np.float32)
    assert np.mean(values < 0) > 0.1
    assert detect(values) is Scale.INTENSITY
    check(Scale.INTENSITY, values, "scene.tif")
    with pytest.raises(InputError, match="which amplitude cannot be"):
        check(Scale.AMPLITUDE, values, "scene.tif")
