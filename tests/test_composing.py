"""Colour composites from files to files."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.colour import COMPOSITES
from aurora_qgis.core.colour.composites import colours, eight_bit
from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.jobs import CompositeOptions, compose
from aurora_qgis.core.jobs.colour.composing import averaged, parse_limits
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import speckle
from tests.conftest import UTM, grid

BLOCKS = (300, 1300)
"""Rows and columns of more than one block."""


@pytest.fixture
def dual(save, rng):
    image = speckle((2, *BLOCKS), 4, rng) * np.array([0.1, 0.02], np.float32)[:, np.newaxis, np.newaxis]
    image[:, 20:40, 1000:1100] = np.nan
    return image, save(image, "dual.tif", descriptions=["VV", "VH"])


def levels(path: object) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


@pytest.mark.parametrize("name", [name for name, one in COMPOSITES.items() if one.takes == ("co", "cross")])
@pytest.mark.parametrize("window", [1, 5])
def test_a_composite_of_a_file_is_that_of_its_array(name, window, dual, tmp_path):
    image, path = dual
    compose(path, str(tmp_path / "out.tif"), CompositeOptions(name, window=window))
    limits = [one.limits for one in COMPOSITES[name].quantities]
    expected = eight_bit(colours(averaged(image, window), COMPOSITES[name], limits))
    apart = np.abs(levels(tmp_path / "out.tif").astype(int) - expected)
    assert apart.max() <= 1
    assert np.mean(apart > 0) < 1e-3


def test_a_stretch_per_scene_is_that_of_the_whole_raster_and_can_be_given_to_another(dual, save, tmp_path):
    image, path = dual
    summary = compose(path, str(tmp_path / "a.tif"), CompositeOptions(stretch="scene"))
    small = save(image[:, :250, :200].copy(), "small.tif", descriptions=["VV", "VH"])
    again = compose(small, str(tmp_path / "b.tif"), CompositeOptions(limits=summary.limits))
    assert again.limits == summary.limits
    assert np.array_equal(levels(tmp_path / "a.tif")[:, :250, :200], levels(tmp_path / "b.tif"))
    assert np.ptp(parse_limits(summary.limits)[0]) < 12


def test_fixed_limits_give_two_overlapping_scenes_the_same_colours(dual, save, tmp_path):
    image, path = dual
    part = save(image[:, 100:, 300:900].copy(), "part.tif", descriptions=["VV", "VH"])
    for source, name in ((path, "a.tif"), (part, "b.tif")):
        compose(source, str(tmp_path / name))
    assert np.array_equal(levels(tmp_path / "a.tif")[:, 100:, 300:900], levels(tmp_path / "b.tif"))


def test_the_file_says_what_it_is(dual, tmp_path):
    _, path = dual
    summary = compose(path, str(tmp_path / "out.tif"))
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    bands = [dataset.GetRasterBand(number) for number in (1, 2, 3, 4)]
    assert [band.GetColorInterpretation() for band in bands] == [
        gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand,
    ]  # fmt: skip
    assert [band.GetDescription() for band in bands[:3]] == [
        "Red: VV, -22 to 0 dB", "Green: VH, -29 to -7 dB", "Blue: VV/VH, 1 to 12 dB",
    ]  # fmt: skip
    said = json.loads(dataset.GetMetadataItem("AURORASAR_PARAMETERS"))
    assert said["limits_used"] == {"VV": "-22 to 0 dB", "VH": "-29 to -7 dB", "VV/VH": "1 to 12 dB"}
    assert said["bands_used"] == ["dual.tif: VV", "dual.tif: VH"]
    assert summary.valid_share == pytest.approx(1 - 20 * 100 / np.prod(BLOCKS))


@pytest.mark.parametrize("layout", ["cog", "plain"])
def test_what_is_missing_is_transparent_and_reads_as_missing(layout, dual, tmp_path):
    image, path = dual
    compose(path, str(tmp_path / "out.tif"), CompositeOptions(layout=layout))
    with Raster.open(str(tmp_path / "out.tif")) as raster:
        assert raster.count == 3
        assert np.array_equal(np.isnan(raster.read()[0]), np.isnan(image[0]))


@pytest.mark.parametrize("scale", ["amplitude", "decibel"])
def test_amplitude_and_decibel_of_a_scene_give_the_picture_of_its_intensity(scale, dual, save, tmp_path):
    image, path = dual
    stated = np.sqrt(image) if scale == "amplitude" else 10 * np.log10(image)
    other = save(stated.astype(np.float32), f"{scale}.tif", descriptions=["VV", "VH"])
    compose(path, str(tmp_path / "a.tif"))
    compose(other, str(tmp_path / "b.tif"), CompositeOptions(scale=scale))
    assert np.abs(levels(tmp_path / "a.tif").astype(int) - levels(tmp_path / "b.tif")).max() <= 1


def test_bands_are_found_by_name_in_any_order_and_in_files_of_their_own(dual, save, tmp_path):
    image, path = dual
    turned = save(image[::-1].copy(), "turned.tif", descriptions=["VH", "VV"])
    one, two = save(image[:1], "2021-12-01_VV.tif", descriptions=[""]), save(image[1:], "x_VH.tif", descriptions=[""])
    compose(path, str(tmp_path / "a.tif"))
    compose(turned, str(tmp_path / "b.tif"))
    compose(two, str(tmp_path / "c.tif"), more=[one])
    compose(turned, str(tmp_path / "d.tif"), CompositeOptions(bands=(2, 1)))
    for name in ("b.tif", "c.tif", "d.tif"):
        assert np.array_equal(levels(tmp_path / "a.tif"), levels(tmp_path / name))


def test_c2_is_read_with_its_signs_from_files_of_their_own_without_a_place_on_the_ground(save, tmp_path, rng):
    c11, c22 = speckle((2, 60, 70), 4, rng)
    parts = {"C11": c11, "C12_real": -0.4 * c11, "C12_imag": 0.1 * c11, "C22": 0.5 * c22}
    paths = {
        name: save(part.astype(np.float32), f"{name}.tif", None if name == "C11" else grid(60, 70, crs=""))
        for name, part in parts.items()
    }
    stack = np.stack([parts[name] for name in ("C11", "C12_real", "C12_imag", "C22")]).astype(np.float32)
    order = [paths[name] for name in ("C22", "C12_imag", "C12_real")]
    for path in order:
        _forget_place(path)
    said: list[str] = []
    compose(paths["C11"], str(tmp_path / "out.tif"), CompositeOptions("h_alpha"), more=order, log=said.append)
    limits = [one.limits for one in COMPOSITES["h_alpha"].quantities]
    expected = eight_bit(colours(stack, COMPOSITES["h_alpha"], limits))
    assert np.abs(levels(tmp_path / "out.tif").astype(int) - expected).max() <= 1
    assert sum("not georeferenced" in sentence for sentence in said) == 3


def _forget_place(path: str) -> None:
    values = gdal.Open(path).ReadAsArray()
    dataset = gdal.GetDriverByName("GTiff").Create(path, values.shape[1], values.shape[0], 1, gdal.GDT_Float32)
    dataset.GetRasterBand(1).WriteArray(values)


def test_the_second_date_is_brought_onto_the_grid_of_the_first_and_shares_its_stretch(save, tmp_path, rng):
    before = save(0.1 * speckle((1, 100, 120), 20, rng), "before.tif", descriptions=["VV"])
    image = 0.1 * speckle((1, 60, 80), 20, rng)
    image[:, 20:40, 20:60] *= 0.05
    after = save(image, "after.tif", grid(60, 80, size=20, x=419_000), descriptions=["VV"])
    options = CompositeOptions("change", "scene")
    summary = compose(before, str(tmp_path / "out.tif"), options, after=after)
    first, second = parse_limits(summary.limits)
    assert first == second
    with Raster.open(str(tmp_path / "out.tif")) as raster, Raster.open(before) as reference:
        assert raster.grid == reference.grid
        red, green, blue = raster.read()
    assert np.array_equal(green, blue, equal_nan=True)
    assert 0 < np.isnan(red).mean() < 0.6
    assert np.nanmean(red[42:78, :18] - green[42:78, :18]) > 80


def test_limits_of_cross_polarisation_are_lower(save, tmp_path, rng):
    image = 0.01 * speckle((1, 40, 40), 4, rng)
    found = [
        compose(save(image, f"{name}.tif", descriptions=[name]), str(tmp_path / "o.tif"), CompositeOptions("ember"))
        for name in ("VV", "VH")
    ]
    assert [one.limits for one in found] == ["-22,0", "-29,-7"]


def test_an_uncalibrated_image_is_told_to_be_beyond_the_limits(save, tmp_path, rng):
    said: list[str] = []
    image = 5000 * speckle((2, 60, 60), 4, rng)
    path = save(image, descriptions=["VV", "VH"])
    assert compose(path, str(tmp_path / "out.tif"), log=said.append).outside_share > 0.9
    assert any("choose the stretch 'scene'" in sentence for sentence in said)


def test_a_second_date_that_shows_nothing_is_told_of(dual, tmp_path):
    said: list[str] = []
    picture = str(tmp_path / "out.tif")
    compose(dual[1], picture, CompositeOptions("change"), after=dual[1], log=said.append)
    assert any("no change to see" in sentence for sentence in said)
    red, green, *_ = levels(tmp_path / "out.tif")
    assert np.array_equal(red, green, equal_nan=True)
    said.clear()
    compose(dual[1], picture, after=dual[1], log=said.append)
    assert any("is not used: the composite 'ratio' shows one date" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (CompositeOptions("purple"), "is not known"),
        (CompositeOptions(limits="-20,0"), "3 pair"),
        (CompositeOptions(limits="0,-20; 1,2; 1,2"), "no pair of limits"),
        (CompositeOptions(limits="a,b; 1,2; 1,2"), "no pair of limits"),
        (CompositeOptions(window=4), "odd number"),
        (CompositeOptions(bands=(1,)), "takes 2 band"),
        (CompositeOptions(bands=(1, 7)), "band 7 was asked for"),
        (CompositeOptions("change"), "choose the image of the second date"),
        (CompositeOptions("h_alpha"), "C12_real"),
    ],
)
def test_what_cannot_be_composed_is_refused_with_a_sentence_and_leaves_nothing(options, sentence, dual, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(InputError, match=sentence):
        compose(dual[1], str(folder / "out.tif"), options)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("shape", [(1, 1), (5, 7), (40, 3)])
@pytest.mark.parametrize("stretch", ["fixed", "scene"])
def test_tiny_and_constant_images_have_colours_too(shape, stretch, save, tmp_path):
    image = np.full((2, *shape), 0.1, np.float32)
    path = save(image, descriptions=["VV", "VH"])
    assert compose(path, str(tmp_path / "out.tif"), CompositeOptions(stretch=stretch)).valid_share == 1
    red, green, blue, _ = levels(tmp_path / "out.tif").reshape(4, -1)
    assert len({*red, *green}) <= 2
    assert np.ptp(blue) == 0


def test_an_image_without_data_is_refused(save, tmp_path):
    path = save(np.full((2, 30, 30), np.nan, np.float32), descriptions=["VV", "VH"])
    with pytest.raises(InputError, match="holds no valid data"):
        compose(path, str(tmp_path / "out.tif"))


def test_one_polarisation_is_not_taken_for_two(save, tmp_path, rng):
    path = save(speckle((1, 40, 40), 4, rng), descriptions=["VV"])
    with pytest.raises(InputError, match="VH or HV"):
        compose(path, str(tmp_path / "out.tif"))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_a_cancelled_composite_leaves_no_file(share, dual, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        options = CompositeOptions(stretch="scene")
        compose(dual[1], str(folder / "out.tif"), options, progress=lambda done: done <= share)
    assert list(folder.iterdir()) == []


def test_ground_control_points_are_carried_over(tmp_path, rng):
    path, out = str(tmp_path / "grd_VV.tif"), str(tmp_path / "out.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 80, 70, 1, gdal.GDT_Float32)
    dataset.GetRasterBand(1).WriteArray(speckle((70, 80), 4, rng))
    dataset.SetGCPs([gdal.GCP(10 + c / 100, 45 - r / 100, 0, c, r) for r in (0, 70) for c in (0, 80)], UTM)
    dataset = None
    compose(path, out, CompositeOptions("lake"))
    assert len(gdal.Open(out).GetGCPs()) == 4


def test_real_scenes_of_land_are_neither_black_nor_white_between_the_fixed_limits(shared_data, tmp_path):
    for source in sorted((shared_data / "sentinel1_georeferenced").glob("*_S1Hand.tif")):
        summary = compose(str(source), str(tmp_path / "out.tif"))
        assert summary.outside_share < 0.25
        with Raster.open(str(tmp_path / "out.tif")) as raster:
            red, green, _ = raster.read()
        assert 20 < np.nanmean(red) < 170
        assert 20 < np.nanmean(green) < 170
