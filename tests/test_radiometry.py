"""Calibration and noise tables, intensity from digital numbers, border noise."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.radiometry import (
    Noise,
    Table,
    backscatter,
    border_noise,
    read_calibration,
    read_noise,
)
from aurora_qgis.core.radiometry.borders import PIXELS
from aurora_qgis.core.radiometry.calibration import FLOOR
from aurora_qgis.core.radiometry.tables import AzimuthNoise
from aurora_qgis.core.raster import read_xml
from aurora_qgis.core.simulate import speckle
from tests.sentinel1_product import parsed

LINES, PIXEL_NUMBERS = np.arange(0, 200), np.arange(0, 300)


def bilinear(line: np.ndarray, pixel: np.ndarray) -> np.ndarray:
    return 100 + 0.2 * line + 0.1 * pixel + 0.001 * line * pixel


def table(lines: np.ndarray, steps: tuple[int, ...]) -> Table:
    """Every line has its own pixels, as in Sentinel-1's noise annotation."""
    pixels = [np.unique(np.append(np.arange(0, 300, step), 299)).astype(float) for step in steps]
    return Table(lines, tuple(pixels), tuple(bilinear(line, row) for line, row in zip(lines, pixels)))


def test_a_table_of_a_bilinear_function_gives_it_back_at_every_pixel():
    found = table(np.array([-10.0, 60.0, 150.0, 210.0]), (40, 25, 60, 13)).at(LINES, PIXEL_NUMBERS)
    assert np.abs(found - bilinear(LINES[:, None], PIXEL_NUMBERS[None])).max() < 1e-9


def test_a_part_of_a_table_is_the_part_of_the_whole_whatever_lines_it_has():
    made = table(np.array([-10.0, 60.0, 150.0]), (40, 25, 60))
    whole, some = made.at(LINES, PIXEL_NUMBERS), np.array([3, 59, 60, 61, 149, 150, 151, 199, 20])
    assert np.array_equal(made.at(some, PIXEL_NUMBERS[40:90]), whole[some, 40:90])


def test_a_table_is_constant_beyond_its_lines_and_may_have_a_single_one():
    made = table(np.array([50.0, 60.0]), (40, 40))
    assert np.array_equal(made.at(np.array([0, 199]), PIXEL_NUMBERS), made.at(np.array([50, 60]), PIXEL_NUMBERS))
    one = table(np.array([50.0]), (40,))
    assert np.array_equal(one.at(np.array([0, 199]), PIXEL_NUMBERS)[1], one.at(np.array([50]), PIXEL_NUMBERS)[0])


def test_azimuth_factors_apply_to_their_part_of_the_image_only():
    part = AzimuthNoise(10, 19, 100, 199, np.array([10.0, 20.0]), np.array([2.0, 4.0]))
    flat = Table(np.array([0.0]), (np.array([0.0, 299.0]),), (np.array([5.0, 5.0]),))
    found = Noise(flat, (part,)).at(LINES, PIXEL_NUMBERS)
    assert found[15, 150] == pytest.approx(15.0)
    assert found[10:20, 100:200].min() == pytest.approx(10.0)
    outside = np.ones(found.shape, bool)
    outside[10:20, 100:200] = False
    assert np.all(found[outside] == 5.0)


def test_intensity_is_what_is_left_of_the_power_over_the_squared_factor():
    amplitude = np.array([[50.0, 0.0, np.nan, 30.0, 31.0]], np.float32)
    found, low = backscatter(amplitude, np.full((1, 5), 400.0), np.full((1, 5), 960.0))
    assert found[0, 0] == pytest.approx((2500 - 960) / 160_000)
    assert np.isnan(found[0, 1:3]).all()
    assert low.tolist() == [[False, False, False, True, True]]
    assert found[0, 3:] == pytest.approx(FLOOR * 960 / 160_000)
    assert backscatter(amplitude, np.full((1, 5), 400.0))[0][0, 3] == pytest.approx(900 / 160_000)


def test_subtracting_the_noise_gives_the_backscatter_without_it_on_average(rng):
    """Thermal noise adds its power; over bright ground hardly any pixel reaches the floor."""
    power = 4000.0 * speckle((600, 600), 4.4, rng) + 1000.0 * speckle((600, 600), 4.4, rng)
    found, low = backscatter(np.sqrt(power).astype(np.float32), np.full(power.shape, 500.0), np.full(power.shape, 1e3))
    assert found.mean(dtype=np.float64) == pytest.approx(4000 / 500**2, rel=0.01)
    assert low.mean() < 0.01


def bordered(rng: np.random.Generator, level: float, noise: float = 1600.0) -> tuple[np.ndarray, ...]:
    """An image of power `level` over thermal noise, whose left border slants and whose right one is straight; beside it
    numbers of a twentieth of the noise. Also where it is image, and the noise."""
    shape = (120, 400)
    rows, cols = np.indices(shape)
    inside = (cols >= 40 + rows // 4) & (cols < 370)
    power = np.where(inside, level + noise, noise / 20) * speckle(shape, 4.4, rng)
    return np.sqrt(power).astype(np.float32), inside, np.full(shape, noise)


def test_a_border_whose_annotation_has_no_noise_hides_no_border_noise_behind_it(rng):
    """Zeros without annotated noise are outside; where noise is annotated again, weak numbers still are."""
    amplitude, inside, noise = bordered(rng, 40_000.0)
    amplitude[:, :20], noise[:, :20] = 0, 0
    found = border_noise(amplitude, noise)
    assert found[:, :20].all()
    assert np.count_nonzero(~found & ~inside) <= 0.06 * np.count_nonzero(~inside)


@pytest.mark.parametrize("level", [0.0, 300.0, 40_000.0], ids=["noise alone", "calm water", "land"])
def test_border_noise_is_masked_and_the_image_is_kept_however_dark_it_is(level, rng):
    amplitude, inside, noise = bordered(rng, level)
    found = border_noise(amplitude, noise)
    assert np.count_nonzero(~found & ~inside) <= 0.06 * np.count_nonzero(~inside)
    rows, cols = np.indices(found.shape)
    deep = inside & (cols >= 40 + rows // 4 + PIXELS) & (cols < 370 - PIXELS)
    assert not found[deep].any()


def test_an_image_without_border_loses_nothing(rng):
    amplitude = np.sqrt(1700 * speckle((100, 300), 4.4, rng)).astype(np.float32)
    assert not border_noise(amplitude, np.full(amplitude.shape, 1600.0)).any()


def test_zeros_inside_an_image_are_left_to_be_what_they_are(rng):
    amplitude = np.sqrt(9000 * speckle((100, 300), 4.4, rng)).astype(np.float32)
    amplitude[40:60, 100:150] = 0
    assert not border_noise(amplitude, np.full(amplitude.shape, 1600.0)).any()


def test_the_real_tables_of_the_rome_product_are_read_and_agree_with_their_annotation(shared_data):
    """sigma0 and beta0 tables differ by the root of the sine of the incidence angle (the one that was used differs from
    the grid's, 30.3 to 46.1 degrees, by up to 0.4), gamma0 and beta0 by that of its tangent."""
    folder = next(shared_data.glob("sentinel1_products/S1B_IW_GRDH*/annotation"))
    root = read_xml(str(next(folder.glob("calibration/calibration-*.xml"))))
    lines, pixels = np.array([0, 8000, 16_000]), np.array([0, 13_000, 26_000])
    names = ("sigmaNought", "betaNought", "gamma")
    sigma, beta, gamma = (read_calibration(root, name).at(lines, pixels) for name in names)
    angles = np.degrees(np.arcsin((beta / sigma) ** 2))
    assert angles[0, 0] == pytest.approx(30.3, abs=0.4)
    assert angles[0, 2] == pytest.approx(46.1, abs=0.4)
    assert (beta / gamma) ** 2 == pytest.approx(np.tan(np.radians(angles)), rel=1e-4)
    noise = read_noise(read_xml(str(next(folder.glob("calibration/noise-*.xml")))))
    assert len(noise.azimuth) == 3
    decibel = 10 * np.log10(noise.at(lines, pixels) / sigma**2)
    assert np.all((decibel > -30) & (decibel < -20))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<noise/>", "no calibration annotation"),
        ("<calibration/>", "no element calibration/calibrationVectorList"),
        ('<calibration><calibrationVectorList count="0"/></calibration>', "has no calibrationVector"),
    ],
)
def test_a_calibration_that_is_none_is_refused(text, sentence):
    with pytest.raises(InputError, match=sentence):
        read_calibration(parsed(text), "sigmaNought")


def vector(line: int, pixels: str, values: str) -> str:
    return f"<noiseVector><line>{line}</line><pixel>{pixels}</pixel><noiseLut>{values}</noiseLut></noiseVector>"


@pytest.mark.parametrize(
    ("vectors", "sentence"),
    [
        (vector(0, "0 1 2", "5 6"), "instead of 3 numbers"),
        (vector(0, "0 2 1", "5 6 7"), "at rising pixels"),
        (vector(3, "0 1", "5 6") + vector(3, "0 1", "5 6"), "several of one line"),
    ],
)
def test_a_damaged_table_is_refused(vectors, sentence):
    with pytest.raises(InputError, match=sentence):
        read_noise(parsed(f"<noise><noiseVectorList>{vectors}</noiseVectorList></noise>"))
