"""Regions numbered in blocks are those of the whole image."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from aurora_qgis.core import regions as module
from aurora_qgis.core.blocks import blocks
from aurora_qgis.core.regions import RegionMeans, number_regions
from tests.test_blocks import Memory


@pytest.mark.parametrize("density", [0.2, 0.5, 0.65])
def test_regions_across_blocks_are_the_connected_components_of_the_whole(density, monkeypatch, rng):
    monkeypatch.setattr(module, "blocks", lambda shape: blocks(shape, (16, 24)))
    found = np.where(rng.random((70, 110)) < density, rng.choice([1, 3], (70, 110)), 0).astype(np.uint8)
    strength = rng.normal(0, 5, found.shape).astype(np.float32)
    numbers = Memory(np.zeros((1, *found.shape), np.int32))
    regions = number_regions(
        found.shape, Memory(found[np.newaxis]), numbers, Memory(strength[np.newaxis]), lambda _: True
    )
    got = numbers.values[0]
    for value in (1, 3):
        labels, count = ndimage.label(found == value)
        pairs = np.unique(np.stack([labels[labels > 0], got[labels > 0]]), axis=1)
        assert pairs.shape[1] == count == np.count_nonzero(regions.value == value)
    assert np.all((got > 0) == (found > 0))
    assert np.all(regions.value[got] == found)
    largest = int(np.argmax(regions.pixels[1:])) + 1
    assert regions.pixels[largest] == np.count_nonzero(got == largest)
    assert regions.mean[largest] == pytest.approx(strength[got == largest].mean(), abs=1e-4)
    for number in range(1, len(regions.pixels)):
        values = strength[got == number]
        assert regions.peak[number] == values[np.argmax(np.abs(values))]


def test_means_per_region_from_blocks_are_those_of_the_whole_and_missing_pixels_do_not_count(rng):
    numbers = rng.integers(0, 6, (1, 50, 70)).astype(np.int32)
    layers = rng.normal(0, 1, (2, 50, 70)).astype(np.float32)
    layers[1][rng.random((50, 70)) < 0.4] = np.nan
    layers[1][numbers[0] == 3] = np.nan
    means = RegionMeans(Memory(numbers), 6, ["first", "second"])
    for window in blocks((50, 70), (16, 24)):
        means.write(window, layers[(slice(None), *window.slices)])
    for name, layer in zip(("first", "second"), layers):
        for number in (1, 2, 4, 5):
            assert means.means[name][number] == pytest.approx(np.nanmean(layer[numbers[0] == number]), abs=1e-6)
    assert np.isnan(means.means["second"][3])
