"""Pictures are brought onto radar images that are displaced along range, and left alone where nothing speaks for it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from aurora_qgis.core.training.colour_grounds import clipped, read_scenes
from aurora_qgis.core.training.colour_pairs import tiled_pairs
from aurora_qgis.core.training.colour_registration import displacements, registered

SHAPE = (384, 512)


@pytest.fixture
def picture(rng) -> np.ndarray:
    """Blobs of some pixels, 8-bit."""
    noise = rng.normal(size=(3, *SHAPE))
    smooth = ndimage.gaussian_filter(noise, (0, 2, 2)) * 6 + ndimage.gaussian_filter(noise, (0, 12, 12)) * 20
    return np.uint8(np.clip(128 + 40 * smooth, 0, 255))


def radar_of(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Log-intensity that goes with the picture's brightness, most of it speckle."""
    bright = picture.mean(axis=0) / 255
    return (bright - 0.5 + np.log(rng.gamma(4, 1 / 4, bright.shape))).astype(np.float32)


@pytest.mark.parametrize("by", [(0, 0), (1, 8), (-3, -12), (2, 15)])
def test_a_displacement_along_range_is_found_and_undone(by, picture, rng):
    logs = radar_of(picture, rng)
    moved = np.roll(picture, by, axis=(1, 2))
    found = displacements(logs, moved / np.float32(255))
    assert found.shape == (2, 2, 3)
    assert np.abs(found - np.array(by).reshape(2, 1, 1)).max() <= 1
    inner = np.s_[:, 32:-32, 32:-32]
    back = np.abs(registered(moved, found).astype(int) - picture)[inner].mean()
    away = np.abs(np.roll(picture, (2, 0), axis=(1, 2)).astype(int) - picture)[inner].mean()
    assert back < away


def test_a_displacement_that_grows_across_the_image_is_followed(picture, rng):
    logs = radar_of(picture, rng)
    rows, cols = np.indices(SHAPE, np.float32)
    moved = np.stack([ndimage.map_coordinates(band, [rows, cols - cols / 40], order=1) for band in picture])
    found = displacements(logs, moved / np.float32(255))
    middles = np.array([128, 256, 384]) / 40
    assert np.abs(found[1] - middles).max() < 2


def test_without_anything_in_common_the_likely_place_wins(picture, rng):
    logs = np.log(rng.gamma(4, 1 / 4, SHAPE)).astype(np.float32)
    assert np.abs(displacements(logs, picture / np.float32(255))[1]).max() < 15


def test_a_picture_that_is_not_displaced_stays_as_it_is(picture):
    assert np.array_equal(registered(picture, np.zeros((2, 2, 3), np.float32)), picture)


def test_edges_of_real_pictures_get_nearer_to_those_of_their_radar_images(shared_data):
    """Edges took no part in finding the place."""

    def edges(bands: np.ndarray) -> np.ndarray:
        found = sum(ndimage.gaussian_gradient_magnitude(band.astype(np.float32), 2.5) for band in bands)
        return (found - ndimage.gaussian_filter(found, 15)).ravel()

    names = ("073", "155", "156")
    pairs = [pair for pair in tiled_pairs(shared_data / "s1s2_pairs") if pair.radar.stem in names]
    for stored, moved in zip(read_scenes(pairs), read_scenes(pairs, register=True)):
        radar = edges(clipped(stored.logs)[np.newaxis])
        before, after = (np.corrcoef(radar, edges(one.colours))[0, 1] for one in (stored, moved))
        assert after > 1.2 * before
