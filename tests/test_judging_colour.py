"""Quality of colour pictures, from files to numbers and a report."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest
from scipy import ndimage

from aurora_qgis.core.colour import similarity
from aurora_qgis.core.colour.difference import ciede2000
from aurora_qgis.core.colour.spaces import rgb_to_lab
from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.jobs import ColourQualityOptions, CompositeOptions, compose, measure_colour
from aurora_qgis.core.simulate import speckle
from tests.conftest import grid

SHAPE = (300, 1300)
"""More than one block."""


def smooth(rng: np.random.Generator, shape: tuple[int, int] = SHAPE) -> np.ndarray:
    image = ndimage.gaussian_filter(rng.random((3, *shape)), (0, 4, 4))
    low, high = image.min(), image.max()
    return (20 + 200 * (image - low) / (high - low)).astype(np.uint8)


@pytest.fixture
def pair(save, rng):
    """A picture and its reference, with noise between them and a gap; 8 bits."""
    reference = smooth(rng)
    picture = np.clip(reference + rng.normal(0, 12, reference.shape), 1, 255).astype(np.uint8)
    picture[:, 40:50, 1000:1100] = 0
    return picture, reference, save(picture, "picture.tif", nodata=0), save(reference, "reference.tif", nodata=0)


def test_figures_of_files_are_those_of_the_whole_arrays(pair):
    picture, reference, first, second = pair
    found = measure_colour(first, second)
    x, y = (one.astype(np.float32) / 255 for one in (picture, reference))
    x[:, 40:50, 1000:1100] = np.nan
    seen = np.isfinite(x[0])
    error = np.square(x - y)[:, seen].mean(axis=1, dtype=np.float64)
    assert found.psnr == pytest.approx(similarity.psnr(error.mean()), abs=1e-3)
    assert found.ergas == pytest.approx(similarity.ergas(error, y[:, seen].mean(axis=1, dtype=np.float64)), rel=1e-4)
    assert found.spectral_angle == pytest.approx(np.nanmean(similarity.spectral_angle(x, y)), rel=1e-3)
    assert found.ciede2000 == pytest.approx(np.nanmean(ciede2000(rgb_to_lab(x), rgb_to_lab(y))), rel=1e-3)
    assert found.ssim == pytest.approx(np.nanmean(similarity.structural_similarity(x, y).ssim), rel=1e-3)
    assert found.compared_share == pytest.approx(np.mean(seen))
    assert found.psnr == pytest.approx(20 * np.log10(255 / 12), abs=0.3)
    assert np.isnan(found.edge_share)


def test_a_picture_is_perfect_when_compared_with_itself(pair):
    found = measure_colour(pair[3], pair[3])
    assert found.psnr == float("inf")
    assert (found.ssim, found.ms_ssim) == pytest.approx((1, 1), abs=1e-4)
    assert (found.spectral_angle, found.ergas, found.ciede2000) == pytest.approx((0, 0, 0), abs=1e-3)


def test_more_noise_makes_every_figure_worse(save, pair, rng):
    noisier = np.clip(pair[1] + rng.normal(0, 30, pair[1].shape), 1, 255).astype(np.uint8)
    less, more = (asdict(measure_colour(path, pair[3])) for path in (pair[2], save(noisier, "noisier.tif")))
    assert all(more[name] < less[name] for name in ("psnr", "ssim", "ms_ssim"))
    assert all(more[name] > less[name] for name in ("spectral_angle", "ergas", "ciede2000"))


def test_a_reference_on_another_grid_is_brought_onto_that_of_the_picture(save, pair):
    _, reference, first, second = pair
    larger = np.pad(reference, ((0, 0), (7, 7), (9, 9)), constant_values=0)
    shifted = save(larger, "larger.tif", grid(*larger.shape[1:], x=420_000 - 90, y=5_210_000 + 70), nodata=0)
    assert asdict(measure_colour(first, shifted)) == pytest.approx(asdict(measure_colour(first, second)), nan_ok=True)


def test_other_bands_and_another_white_give_the_same_figures(save, pair):
    _, reference, first, second = pair
    other = save(reference[::-1].astype(np.float32) / 255 * 10_000, "reflectance.tif")
    options = ColourQualityOptions(reference_bands=(3, 2, 1), reference_white=10_000)
    expected = asdict(measure_colour(first, second))
    assert asdict(measure_colour(first, other, options=options)) == pytest.approx(expected, rel=1e-4, nan_ok=True)


def blocks_of_ground(rng: np.random.Generator) -> np.ndarray:
    level = np.kron(10 ** rng.uniform(-2, 0, (2, 8, 10)), np.ones((1, 40, 40))).astype(np.float32)
    return level * speckle(level.shape, 10, rng)


def test_colours_made_of_the_radar_image_have_its_edges_and_those_of_another_scene_do_not(save, tmp_path, rng):
    scenes = [save(blocks_of_ground(rng), f"{name}.tif", descriptions=["VV", "VH"]) for name in "ab"]
    own, other = str(tmp_path / "own.tif"), str(tmp_path / "other.tif")
    for scene, output in zip(scenes, (own, other)):
        compose(scene, output, CompositeOptions("lake"))
    options = ColourQualityOptions(looks=10)
    right, wrong = (measure_colour(picture, None, scenes[0], options=options) for picture in (own, other))
    assert right.unsupported_edges < 0.05
    assert right.unsupported_by_chance > 0.3
    # Both scenes have fields of one size, so that their borders lie on the same lines, where there are any.
    turned = measure_colour(other, None, save(np.roll(blocks_of_ground(rng), 20, (1, 2)), "c.tif"), options=options)
    assert turned.unsupported_edges > 4 * right.unsupported_edges
    assert right.correlation > 0.7
    assert abs(wrong.correlation) < 0.5
    assert np.isnan(right.psnr)


def test_edges_that_are_painted_in_are_counted(save, tmp_path, rng):
    radar = save(0.1 * speckle((1, 200, 300), 10, rng), "even.tif", descriptions=["VV"])
    picture = np.full((3, 200, 300), 100, np.uint8)
    picture[0, :, 150:] = 200
    found = measure_colour(save(picture, "made_up.tif"), None, radar, options=ColourQualityOptions(looks=10))
    assert found.unsupported_edges > 0.95
    assert 0.01 < found.edge_share < 0.05


def test_the_report_tells_the_figures_and_shows_panels(save, pair, tmp_path, rng):
    radar = save(0.1 * speckle((1, *SHAPE), 4, rng), "radar.tif", descriptions=["VV"])
    report = tmp_path / "report.html"
    found = measure_colour(pair[2], pair[3], radar, str(report))
    text = report.read_text()
    assert f"{found.psnr:.4g}" in text
    assert text.count("data:image/png;base64,") == 5
    assert "reference.tif" in text
    alone = tmp_path / "alone.html"
    measure_colour(pair[2], None, radar, str(alone))
    assert alone.read_text().count("data:image/png;base64,") == 3
    assert "nothing to take it from" in alone.read_text()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (ColourQualityOptions(bands=(1, 2)), "three bands"),
        (ColourQualityOptions(bands=(1, 2, 9)), "bands 1, 2, 9"),
        (ColourQualityOptions(white=-1), "white is negative"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_a_sentence(options, sentence, pair):
    with pytest.raises(InputError, match=sentence):
        measure_colour(pair[2], pair[3], options=options)


def test_a_picture_needs_something_to_be_judged_by_and_a_known_white(save, pair):
    with pytest.raises(InputError, match="nothing to judge"):
        measure_colour(pair[2])
    with pytest.raises(InputError, match="value of white is not known"):
        measure_colour(save(pair[1].astype(np.float32), "floats.tif"), pair[3])


def test_a_cancelled_evaluation_leaves_no_report(pair, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        measure_colour(pair[2], pair[3], None, str(folder / "r.html"), progress=lambda done: done < 0.5)
    assert list(folder.iterdir()) == []
