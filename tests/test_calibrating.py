"""Calibration of whole products: closed forms on products that the tests write, and the real Azores image."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import Cancelled, InputError, OutputError
from aurora_qgis.core.geometry import geometry, read_annotation
from aurora_qgis.core.geometry.image_axes import RegularLines
from aurora_qgis.core.jobs import CalibrateOptions, calibrate
from aurora_qgis.core.jobs.geometry import calibrating as job
from aurora_qgis.core.raster import Raster, read_xml
from tests.azores import azores_product
from tests.sentinel1_product import Written, write_product

SHAPE = (200, 300)
LINE, PIXEL = np.indices(SHAPE)


def factors(line: np.ndarray, pixel: np.ndarray) -> dict[str, np.ndarray]:
    """Bilinear between the product's vectors (every 66 lines, 40 pixels) and therefore exact at every pixel."""
    return {"sigmaNought": 500 + line + pixel, "betaNought": 400 + 0 * pixel, "gamma": 450 + 0.5 * pixel}


def profile(line: np.ndarray, pixel: np.ndarray) -> np.ndarray:
    return 400.0 + 2 * pixel


def lobe(line: np.ndarray) -> np.ndarray:
    return 1 + line / 400


def product(tmp_path: Path, rng: np.random.Generator, **changes: object) -> tuple[Written, str]:
    pixels = {name: rng.integers(60, 900, SHAPE) for name in ("VV", "VH")}
    made = replace(
        Written(shape=SHAPE, polarisations=("VV", "VH"), pixels=pixels, calibration=factors, range_noise=profile,
                azimuth_noise=lobe), **changes,
    )  # fmt: skip
    return made, str(write_product(tmp_path, made))


def read(path: Path) -> np.ndarray:
    with Raster.open(str(path)) as raster:
        return raster.read()


TABLES = {"sigma0": "sigmaNought", "beta0": "betaNought", "gamma0": "gamma"}


@pytest.mark.parametrize(("quantity", "name"), TABLES.items())
def test_the_calibrated_image_has_its_closed_form_in_every_pixel(quantity, name, tmp_path, rng):
    made, path = product(tmp_path, rng)
    summary = calibrate(path, str(tmp_path / "out.tif"), CalibrateOptions(quantity=quantity))
    found = read(tmp_path / "out.tif")
    for band, polarisation in enumerate(("VV", "VH")):
        power = made.pixels[polarisation] ** 2 - profile(LINE, PIXEL) * lobe(LINE)
        assert found[band] == pytest.approx(power / factors(LINE, PIXEL)[name] ** 2, rel=1e-5)
    assert summary.polarisations == "VV, VH"
    assert (summary.rows, summary.cols, summary.valid_share, summary.floor_share) == (*SHAPE, 1.0, 0.0)
    assert summary.mean_db == pytest.approx(10 * np.log10(found[0].mean(dtype=np.float64)), abs=1e-3)


def test_the_old_form_of_noise_has_no_azimuth_factors(tmp_path, rng):
    made, path = product(tmp_path, rng, noise="old")
    calibrate(path, str(tmp_path / "out.tif"))
    power = made.pixels["VV"] ** 2 - profile(LINE, PIXEL)
    assert read(tmp_path / "out.tif")[0] == pytest.approx(power / factors(LINE, PIXEL)["sigmaNought"] ** 2, rel=1e-5)


def test_noise_stays_on_request_and_where_the_processor_has_removed_it(tmp_path, rng):
    made, path = product(tmp_path / "a", rng)
    calibrate(path, str(tmp_path / "out.tif"), CalibrateOptions(noise=False))
    expected = made.pixels["VV"] ** 2 / factors(LINE, PIXEL)["sigmaNought"] ** 2
    assert read(tmp_path / "out.tif")[0] == pytest.approx(expected, rel=1e-5)
    _, removed = product(tmp_path / "b", np.random.default_rng(11), noise_removed=True, noise="none")
    said: list[str] = []
    calibrate(removed, str(tmp_path / "again.tif"), log=said.append)
    assert np.array_equal(read(tmp_path / "again.tif"), read(tmp_path / "out.tif"))
    assert any("removed the thermal noise already" in sentence for sentence in said)


def test_decibel_is_ten_times_the_logarithm_of_the_intensity(tmp_path, rng):
    _, path = product(tmp_path, rng)
    for scale in ("intensity", "decibel"):
        calibrate(path, str(tmp_path / f"{scale}.tif"), CalibrateOptions(scale=scale))
    linear, decibel = read(tmp_path / "intensity.tif"), read(tmp_path / "decibel.tif")
    assert decibel == pytest.approx(10 * np.log10(linear), abs=1e-4)
    assert gdal.Open(str(tmp_path / "decibel.tif")).GetRasterBand(1).GetUnitType() == "dB"


def test_blocks_of_any_size_give_the_same_image(tmp_path, rng, monkeypatch):
    border = np.where(PIXEL < 30, 3, rng.integers(60, 900, SHAPE))
    _, path = product(tmp_path, rng, pixels={"VV": border}, polarisations=("VV",))
    calibrate(path, str(tmp_path / "whole.tif"))
    monkeypatch.setattr(job, "BLOCK_PIXELS", 7000)
    calibrate(path, str(tmp_path / "blocks.tif"))
    whole = read(tmp_path / "whole.tif")
    assert np.array_equal(read(tmp_path / "blocks.tif"), whole, equal_nan=True)
    assert np.isnan(whole[0, :, :30]).all()
    assert np.isfinite(whole[0, :, 40:]).all()


def test_zero_is_no_data_and_what_is_weaker_than_noise_is_at_the_floor(tmp_path, rng):
    image = rng.integers(60, 900, SHAPE)
    image[50:60, 50:60] = 0
    image[80:90, 50:60] = 5
    _, path = product(tmp_path, rng, pixels={"VV": image}, polarisations=("VV",))
    summary = calibrate(path, str(tmp_path / "out.tif"), CalibrateOptions(border=False))
    found = read(tmp_path / "out.tif")[0]
    assert np.array_equal(np.isnan(found), image == 0)
    assert summary.floor_share == pytest.approx(100 / (image.size - 100))
    assert found[80:90, 50:60] == pytest.approx(
        (0.01 * profile(LINE, PIXEL) * lobe(LINE) / factors(LINE, PIXEL)["sigmaNought"] ** 2)[80:90, 50:60], rel=1e-5
    )


def test_ground_control_points_lie_where_the_geometry_places_the_pixels_centres(tmp_path, rng):
    _, path = product(tmp_path, rng)
    calibrate(path, str(tmp_path / "out.tif"))
    made = geometry(read_annotation(read_xml(str(next(Path(path).glob("annotation/*vv*.xml"))))))
    points = gdal.Open(str(tmp_path / "out.tif")).GetGCPs()
    assert len(points) == 35
    line, pixel, height, longitude, latitude = (
        np.array([getattr(point, name) for point in points]) for name in ("GCPLine", "GCPPixel", "GCPZ", "GCPX", "GCPY")
    )
    ground = made.back(line - 0.5, pixel - 0.5, height)
    assert ground.latitude == pytest.approx(latitude, abs=1e-7)
    assert ground.longitude == pytest.approx(longitude, abs=1e-7)


BURSTS = {"kind": "SLC", "swath": "IW2", "shape": (240, 300), "bursts": 4, "lines_per_burst": 60, "burst_step": 50}


def burst_pixels(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A continuous scene of 210 lines, and the file of four bursts that repeat ten lines each."""
    scene = rng.integers(60, 900, (210, 300)) + 1j * rng.integers(-900, 900, (210, 300))
    return scene, np.concatenate([scene[start : start + 60] for start in (0, 50, 100, 150)])


def test_bursts_are_merged_into_the_scene_that_they_are_cut_from(tmp_path, rng):
    scene, file = burst_pixels(rng)
    made, path = product(tmp_path, rng, pixels={"VV": file}, polarisations=("VV",), **BURSTS)
    summary = calibrate(path, str(tmp_path / "out.tif"), CalibrateOptions(quantity="beta0", noise=False))
    found = read(tmp_path / "out.tif")[0]
    assert (summary.rows, summary.cols) == (210, 300)
    seen = np.zeros(found.shape, bool)
    seen[2:-2, 5:-5] = True  # as the annotation's valid samples say
    assert np.array_equal(np.isfinite(found), seen)
    assert found[seen] == pytest.approx((np.abs(scene) ** 2 / 400**2)[seen], rel=1e-5)
    assert made.lines_per_burst * made.bursts == file.shape[0]


def test_merged_lines_follow_the_time_without_jumps_and_points_are_placed_by_it(tmp_path, rng):
    _, file = burst_pixels(rng)
    _, path = product(tmp_path, rng, pixels={"VV": file}, polarisations=("VV",), **BURSTS)
    calibrate(path, str(tmp_path / "out.tif"), CalibrateOptions(noise=False))
    annotation = read_annotation(read_xml(str(next(Path(path).glob("annotation/*vv*.xml")))))
    made = geometry(annotation, lines=RegularLines(0.0, annotation.line_interval))
    for point in gdal.Open(str(tmp_path / "out.tif")).GetGCPs():
        ground = made.back(np.array([point.GCPLine - 0.5]), np.array([point.GCPPixel - 0.5]), np.array([point.GCPZ]))
        assert (ground.latitude[0], ground.longitude[0]) == pytest.approx((point.GCPY, point.GCPX), abs=1e-7)


def test_bursts_stay_as_they_lie_in_the_file_on_request(tmp_path, rng):
    _, file = burst_pixels(rng)
    _, path = product(tmp_path, rng, pixels={"VV": file}, polarisations=("VV",), **BURSTS)
    summary = calibrate(path, str(tmp_path / "out.tif"), CalibrateOptions(quantity="beta0", noise=False, merge=False))
    assert summary.rows == 240
    assert read(tmp_path / "out.tif")[0] == pytest.approx(np.abs(file) ** 2 / 400**2, rel=1e-5)


def test_the_tables_of_merged_bursts_are_those_of_the_files_lines(tmp_path, rng):
    scene, file = burst_pixels(rng)
    _, path = product(tmp_path, rng, pixels={"VV": file}, polarisations=("VV",), **BURSTS)
    calibrate(path, str(tmp_path / "out.tif"))
    line, pixel = 54 + np.zeros(1, int), np.array([100])  # the last line that the first burst shows, then the second's
    found = read(tmp_path / "out.tif")[0]
    for row, there in ((54, 54), (55, 65), (104, 114), (105, 125)):
        power = np.abs(scene[row, pixel]) ** 2 - profile(line, pixel) * lobe(np.array([there]))
        assert found[row, pixel] == pytest.approx(power / factors(there, pixel)["sigmaNought"] ** 2, rel=1e-4)


def test_the_real_azores_image_is_calibrated_and_lies_on_terceira(shared_data, tmp_path):
    """sigma0 = beta0 sin(incidence); sea and land at levels that C band has at 43 degrees."""
    path = azores_product(shared_data, tmp_path)
    for quantity in ("sigma0", "beta0"):
        options = CalibrateOptions(quantity=quantity, noise=False)
        calibrate(path, str(tmp_path / f"{quantity}.tif"), options)
    sigma, beta = read(tmp_path / "sigma0.tif")[0], read(tmp_path / "beta0.tif")[0]
    assert sigma.shape == (601, 1401)
    seen = np.isfinite(sigma)
    assert seen.mean() > 0.99  # numbers that are zero, in the calm sea
    assert np.arcsin((sigma / beta)[seen]) == pytest.approx(np.radians(43.4), abs=0.02)
    blocks = np.nanmean(sigma[:600, :1400].reshape(30, 20, 70, 20), axis=(1, 3))
    level = 10 * np.log10(np.percentile(blocks, [5, 90]))
    assert -30 < level[0] < -13
    assert -13 < level[1] < -3
    points = gdal.Open(str(tmp_path / "sigma0.tif")).GetGCPs()
    assert len(points) == 210
    annotation = read_annotation(read_xml(str(next(Path(path).glob("annotation/*.xml")))))
    centre = geometry(annotation).back(np.array([300.0]), np.array([700.0]), np.zeros(1))
    assert (centre.latitude[0], centre.longitude[0]) == pytest.approx((38.66, -27.22), abs=0.06)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"quantity": "sigma"}, "quantity 'sigma' is not known"),
        ({"scale": "amplitude"}, "scale 'amplitude' is not known"),
        ({"polarisations": "VV,HH"}, "no polarisation HH in IW: it has VH, VV"),
        ({"swath": "IW1"}, "has no swath IW1: it has IW"),
    ],
)
def test_parameters_that_no_product_could_make_right_are_refused(options, sentence, tmp_path, rng):
    _, path = product(tmp_path, rng)
    with pytest.raises(InputError, match=sentence):
        calibrate(path, str(tmp_path / "out.tif"), CalibrateOptions(**options))
    assert not (tmp_path / "out.tif").exists()


def test_a_zip_is_as_good_as_the_folder(tmp_path, rng):
    _, path = product(tmp_path, rng)
    with zipfile.ZipFile(tmp_path / "product.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(Path(path).rglob("*")):
            archive.write(file, file.relative_to(tmp_path))
    for source in (path, f"{path}/", f"{path}/manifest.safe", str(tmp_path / "product.zip")):
        calibrate(source, str(tmp_path / "out.tif"))
        found = read(tmp_path / "out.tif")
        if source == path:
            expected = found
        assert np.array_equal(found, expected)


def test_an_incomplete_product_is_refused_by_the_name_of_what_is_missing(tmp_path, rng):
    made, path = product(tmp_path, rng)
    for kind in ("noise", "calibration"):
        next(Path(path).glob(f"annotation/calibration/{kind}-*vv*.xml")).unlink()
        with pytest.raises(InputError, match=f"There is no file .*/{kind}-s1a-iw-grd-vv"):
            calibrate(path, str(tmp_path / "out.tif"))
    shutil.rmtree(path)
    write_product(tmp_path, replace(made, pixels={"VV": np.ones((20, 30), np.uint16)}))
    with pytest.raises(InputError, match="has 20 x 30 pixels, but its annotation says 200 x 300"):
        calibrate(path, str(tmp_path / "out.tif"))


def test_an_image_of_zeros_alone_is_refused_and_leaves_no_file(tmp_path, rng):
    """Such as the measurement files that test data come with."""
    _, path = product(tmp_path, rng, pixels={"VV": np.zeros(SHAPE)}, polarisations=("VV",))
    with pytest.raises(InputError, match="holds no data"):
        calibrate(path, str(tmp_path / "out.tif"))
    assert not list(tmp_path.glob("*.tif"))


def test_no_file_of_the_product_is_ever_an_output(tmp_path, rng):
    _, path = product(tmp_path, rng)
    kept = next(Path(path).glob("measurement/*.tiff"))
    before = kept.read_bytes()
    with pytest.raises(OutputError, match=r"belongs to the input .*SAFE: choose another folder"):
        calibrate(path, str(kept))
    assert kept.read_bytes() == before


def test_a_zip_that_was_cut_short_is_named(tmp_path):
    (tmp_path / "product.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(InputError, match=r"product.zip cannot be read as a zip, or is empty: download it again"):
        calibrate(str(tmp_path / "product.zip"), str(tmp_path / "out.tif"))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_a_cancelled_calibration_leaves_nothing(share, tmp_path, rng):
    _, path = product(tmp_path, rng)
    with pytest.raises(Cancelled):
        calibrate(path, str(tmp_path / "out.tif"), progress=lambda done: done <= share)
    assert not [one for one in tmp_path.iterdir() if one.is_file()]
