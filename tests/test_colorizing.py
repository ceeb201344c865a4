"""Generated colours: any size, any scale, and always said to be generated."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.colour.learned import MODELS, NOTICE
from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.grid import Grid, reference
from aurora_qgis.core.jobs import ColorizeOptions, colorize
from aurora_qgis.core.jobs.colour import colorizing
from aurora_qgis.core.simulate import Options, simulate
from tests import models

PLAIN = ColorizeOptions(layout="plain")


@pytest.fixture(scope="module")
def radar() -> np.ndarray:
    """VH intensity of a simulated scene."""
    return simulate(Options(shape=(330, 410), seed=5)).before.intensity[1]


def coloured(source: str, folder: Path, options: ColorizeOptions = PLAIN, **more: object) -> np.ndarray:
    """Red, green, blue, alpha and confidence (5, rows, cols)."""
    output = folder / "colours.tif"
    output.unlink(missing_ok=True)
    colorize(source, str(output), options, **more)
    return np.asarray(gdal.Open(str(output)).ReadAsArray()).astype(int)


@pytest.mark.parametrize("model", MODELS)
def test_blocks_leave_no_seams(model, radar, save, tmp_path, monkeypatch):
    source = save(radar, "vh.tif", descriptions=["VH"])
    options = ColorizeOptions(model, fade=0, layout="plain")  # grey has no seams
    whole = coloured(source, tmp_path, options)
    monkeypatch.setattr(colorizing, "BLOCK", (128, 128))
    apart = np.abs(coloured(source, tmp_path, options) - whole)
    assert np.mean(apart[:3].max(axis=0) <= 1) > 0.999


def test_decibel_linear_and_amplitude_give_one_picture(radar, save, tmp_path):
    scales = {"linear": radar, "dB": 10 * np.log10(radar), "amplitude": 500 * np.sqrt(radar)}
    pictures = []
    for name, values in scales.items():
        source = save(values.astype(np.float32), f"{name}.tif", descriptions=[f"VH {name}"])
        scale = {"dB": "decibel", "linear": "intensity"}.get(name, name)
        pictures.append(coloured(source, tmp_path, ColorizeOptions(scale=scale, layout="plain")))
    for other in pictures[1:]:
        assert np.abs(other - pictures[0])[:3].max() <= 2


def test_a_gain_of_the_whole_scene_changes_nothing_but_a_given_level_does(radar, save, tmp_path):
    paths = [save(radar * gain, f"{gain}.tif", descriptions=["VH"]) for gain in (np.float32(1), np.float32(4))]
    plain, brighter = (coloured(path, tmp_path) for path in paths)
    assert np.abs(brighter - plain)[:3].max() <= 2
    fixed = [coloured(path, tmp_path, ColorizeOptions(level=-15, layout="plain")) for path in paths]
    assert np.abs(fixed[1] - fixed[0])[:3].mean() > 5


def test_missing_pixels_are_transparent_and_others_are_not(radar, save, tmp_path):
    holed = radar.copy()
    holed[40:90, 100:180] = np.nan
    found = coloured(save(holed, "holed.tif", descriptions=["VH"]), tmp_path)
    assert np.array_equal(found[3] == 0, np.isnan(holed))
    assert found[4][np.isnan(holed)].max() == 0


def test_the_file_says_that_its_colours_are_generated(radar, save, tmp_path):
    said: list[str] = []
    coloured(save(radar, "vh.tif", descriptions=["VH"]), tmp_path, log=said.append)
    file = gdal.Open(str(tmp_path / "colours.tif"))
    assert all(NOTICE in file.GetRasterBand(band).GetDescription() for band in (1, 2, 3))
    assert NOTICE in " ".join(file.GetMetadata().values())
    assert json.loads(file.GetMetadata()["AURORASAR_PARAMETERS"])["trained_on"] == ["VH"]
    assert any("generated, not observed" in sentence for sentence in said)


def test_colours_fade_to_grey_where_confidence_is_low(radar, save, tmp_path):
    source = save(radar, "vh.tif", descriptions=["VH"])
    vivid, grey = (coloured(source, tmp_path, ColorizeOptions(fade=fade, layout="plain")) for fade in (0.0, 1.0))

    def saturation(picture: np.ndarray) -> np.ndarray:
        return picture[:3].max(axis=0) - picture[:3].min(axis=0)

    unsure = (vivid[4] < 60) & (vivid[4] > 0)
    assert unsure.any()
    assert saturation(grey)[unsure].mean() < 0.8 * saturation(vivid)[unsure].mean()
    certain = vivid[4] == 100
    assert np.array_equal(grey[:3, certain], vivid[:3, certain])


@pytest.mark.parametrize("shape", [(1, 1), (3, 70), (40, 40)])
def test_tiny_and_constant_images_are_coloured_whole(shape, save, tmp_path):
    found = coloured(save(np.full(shape, 0.02, np.float32), "flat.tif", descriptions=["VH"]), tmp_path,
                     ColorizeOptions(level=-16, layout="plain"))  # fmt: skip
    assert found.shape == (5, *shape)
    assert np.all(found[3] == 255)


def test_of_two_bands_the_one_that_the_model_knows_is_taken(save, tmp_path):
    both = simulate(Options(shape=(128, 160), seed=5)).before.intensity
    said: list[str] = []
    found = coloured(save(both, "both.tif", descriptions=["VV", "VH"]), tmp_path, log=said.append)
    alone = coloured(save(both[1], "alone.tif", descriptions=["VH"]), tmp_path)
    assert np.array_equal(found, alone)
    assert any("other bands are not used" in sentence for sentence in said)
    coloured(save(both[0], "vv.tif", descriptions=["VV"]), tmp_path, log=said.append)
    assert any("trust the colours less" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("step", "crs", "told"),
    [(10.0, "EPSG:32633", False), (40.0, "EPSG:32633", True), (1e-4, "EPSG:4326", False), (1e-3, "EPSG:4326", True)],
)
def test_pixels_of_another_size_than_in_training_are_told_of_in_metres_and_in_degrees(
    step, crs, told, radar, save, tmp_path
):
    west, north = (10.0, 47.0) if crs == "EPSG:4326" else (420_000.0, 5_210_000.0)
    on = Grid(radar.shape, (west, step, 0.0, north, 0.0, -step), reference(crs).ExportToWkt())
    said: list[str] = []
    coloured(save(radar, "vh.tif", on, descriptions=["VH"]), tmp_path, log=said.append)
    assert any("trained on pixels of 10 m" in sentence for sentence in said) == told


def test_an_unknown_model_is_answered_with_the_known_ones(radar, save, tmp_path):
    with pytest.raises(InputError, match="adversarial or attention"):
        coloured(save(radar, "vh.tif", descriptions=["VH"]), tmp_path, ColorizeOptions("pix2pix"))


# A network of one's own: radar replicated to three bands, 256 x 256, tanh.


def test_a_fixed_size_model_is_blended_without_seams_and_computes_what_its_card_says(radar, save, tmp_path):
    model = models.colour_model(tmp_path / "own.onnx")
    source = save(10 * np.log10(radar), "db.tif", descriptions=["VV dB"])
    options = ColorizeOptions(str(model), fade=0, scale="decibel", layout="plain")
    found = coloured(source, tmp_path, options)
    scaled = np.tanh(2 * (np.clip(10 * np.log10(radar), -25, 0) + 25) / 25 - 1)
    assert np.abs(found[:3] - 255 * (scaled + 1) / 2).max() <= 1.01
    assert np.array_equal(found[0], found[2])


def test_a_model_for_two_bands_refuses_one(radar, save, tmp_path):
    model = models.colour_model(tmp_path / "own.onnx", polarisations=("VV", "VH", "HH"))
    with pytest.raises(InputError, match=r"takes 3 band\(s\) \(VV, VH, HH\)"):
        coloured(save(radar, "vh.tif", descriptions=["VH"]), tmp_path, ColorizeOptions(str(model)))
    assert not (tmp_path / "colours.tif").exists()


def test_the_error_that_a_network_expects_lowers_the_confidence_and_is_no_colour(radar, save, tmp_path):
    source = save(10 * np.log10(radar), "db.tif", descriptions=["VV dB"])
    found = []
    for error in (0.05, 0.2, 1.0):
        model = models.colour_model(tmp_path / f"own{error}.onnx", error=error, expected_error=True)
        options = ColorizeOptions(str(model), fade=0, scale="decibel", layout="plain")
        found.append(coloured(source, tmp_path, options))
    sure, half, hopeless = found
    assert np.array_equal(sure[:4], hopeless[:4])
    assert np.abs(half[4] - sure[4] / 2).max() <= 1
    assert hopeless[4].max() == 0
    silent = models.colour_model(tmp_path / "silent.onnx", error=0.1)
    with pytest.raises(InputError, match="gives 4 bands: correct expected_error"):
        coloured(source, tmp_path, ColorizeOptions(str(silent), scale="decibel"))


@pytest.mark.parametrize(
    "facts", [{"quantity": "volts"}, {"limits": [1]}, {"polarisations": []}, {"output_range": None}], ids=str
)
def test_a_card_that_is_no_colour_models_is_refused(facts, radar, save, tmp_path):
    model = models.colour_model(tmp_path / "own.onnx", **facts)
    with pytest.raises(InputError, match=r"own\.onnx"):
        coloured(save(radar, "vh.tif", descriptions=["VH"]), tmp_path, ColorizeOptions(str(model)))


@pytest.mark.parametrize(
    ("options", "said"),
    [({"fade": 2.0}, "0 to 1"), ({"orientations": 1}, "2 to 8"), ({"level": float("inf")}, "infinite")],
)
def test_impossible_options_are_refused(options, said):
    with pytest.raises(InputError, match=said):
        ColorizeOptions(**options).check()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.87, 0.95, 1.0])
def test_a_cancelled_run_leaves_the_output_as_it_was(share, radar, save, tmp_path):
    source, output = save(radar, "vh.tif", descriptions=["VH"]), tmp_path / "colours.tif"
    output.write_bytes(b"what was there before")
    with pytest.raises(Cancelled):
        colorize(source, str(output), progress=lambda done: done < share)
    assert output.read_bytes() == b"what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["colours.tif", "vh.tif"]


@pytest.mark.parametrize("kind", [np.uint8, np.int32])
def test_digital_numbers_are_amplitudes_and_give_their_picture(kind, radar, save, tmp_path):
    amplitude = np.sqrt(radar) * (600 if kind is np.uint8 else 20_000)
    stored = np.clip(np.rint(amplitude), 1, 255 if kind is np.uint8 else None).astype(kind)
    source = save(stored, "numbers.tif", descriptions=["VH"], nodata=0)
    alone = save(stored.astype(np.float32), "float.tif", descriptions=["VH"], nodata=0.0)
    found = coloured(source, tmp_path)
    expected = coloured(alone, tmp_path, ColorizeOptions(scale="amplitude", layout="plain"))
    assert np.array_equal(found, expected)


def test_a_rotated_image_without_a_crs_keeps_its_place(radar, save, tmp_path):
    on = Grid(radar.shape, (420_000.0, 8.0, 6.0, 5_210_000.0, 6.0, -8.0))
    coloured(save(radar, "vh.tif", on, descriptions=["VH"]), tmp_path)
    made = gdal.Open(str(tmp_path / "colours.tif"))
    assert made.GetGeoTransform() == on.transform
    assert made.GetProjection() == ""
