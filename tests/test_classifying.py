"""Classes of a change strength with thresholds of one's own, and its histogram."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.jobs import ClassifyOptions, classify_strength, strength_histogram
from aurora_qgis.core.raster import Raster

KEEP_ALL = {"minimum_pixels": 0}


@pytest.fixture
def strength(rng) -> np.ndarray:
    values = rng.normal(0, 4, (150, 160)).astype(np.float32)
    values[:10] = np.nan
    return values


def test_each_sign_has_its_own_threshold(save, strength, tmp_path):
    out = str(tmp_path / "c.tif")
    found = classify_strength(save(strength), out, None, ClassifyOptions(2.5, 5, **KEEP_ALL))
    with Raster.open(out) as raster:
        classes = np.nan_to_num(raster.read()[0])
    expected = np.where(np.isnan(strength), 0, np.where(strength < -2.5, 1, np.where(strength > 5, 3, 2)))
    assert np.array_equal(classes, expected)
    assert (found.decrease_pixels, found.increase_pixels) == (np.sum(expected == 1), np.sum(expected == 3))
    assert found.decrease_ha == pytest.approx(np.sum(expected == 1) * 100 / 1e4, rel=2e-3)


def test_polygons_cover_what_the_classes_say(save, strength, tmp_path):
    strength[40:80, 40:100], strength[100:130, 20:60] = -9, 8
    vector = str(tmp_path / "p.gpkg")
    found = classify_strength(save(strength), str(tmp_path / "c.tif"), vector, ClassifyOptions(6, 7))
    dataset = ogr.Open(vector)
    changes = [(one["direction"], one["pixels"], one["mean_db"]) for one in dataset.GetLayer(0)]
    assert found.polygons == len(changes)
    assert sum(one[1] for one in changes) == found.decrease_pixels + found.increase_pixels
    largest = max(changes, key=lambda one: one[1])
    assert largest[0] == "decrease"
    assert largest[2] == pytest.approx(-9, abs=0.3)


@pytest.mark.parametrize("options", [{"decrease_db": 0}, {"increase_db": -3}, {"minimum_pixels": -1}])
def test_thresholds_are_amounts_above_zero(options, save, strength, tmp_path):
    with pytest.raises(InputError):
        classify_strength(save(strength), str(tmp_path / "c.tif"), None, ClassifyOptions(**options))
    assert not (tmp_path / "c.tif").exists()


def test_the_histogram_of_a_small_raster_is_that_of_all_its_pixels(save, strength):
    found = strength_histogram(save(strength))
    valid = strength[np.isfinite(strength)]
    edges = found.low + found.step * np.arange(len(found.counts) + 1)
    assert found.sampled == 1
    assert found.pixels == sum(found.counts) == valid.size
    assert np.abs(np.cumsum(found.counts) - np.searchsorted(np.sort(valid), edges[1:])).max() <= 1
    assert found.hectares == pytest.approx(valid.size * 100 / 1e4, rel=2e-3)


def test_of_a_large_raster_a_part_is_read_and_the_result_says_so(save, rng, monkeypatch):
    values = rng.normal(0, 2, (1500, 1600)).astype(np.float32)
    path, read, counted = save(values), [], Raster.read
    monkeypatch.setattr(Raster, "read", lambda self, *given: read.append(counted(self, *given)) or read[-1])
    found = strength_histogram(path)
    assert sum(one.size for one in read) / values.size == pytest.approx(found.sampled)
    assert found.sampled < 0.6
    assert found.pixels == values.size
    assert sum(found.counts) < values.size


def test_thresholds_that_nothing_exceeds_are_said_to_be_so(save, strength, tmp_path):
    said: list[str] = []
    source = save(strength)
    classify_strength(source, str(tmp_path / "c.tif"), None, ClassifyOptions(50, 50), log=said.append)
    assert said == ["Nothing in image.tif is as strong as the thresholds over 20 pixels."]


def test_a_raster_without_data_is_refused(save, tmp_path):
    with pytest.raises(InputError, match="holds no valid pixels: choose a change strength"):
        classify_strength(save(np.full((30, 30), np.nan, np.float32)), str(tmp_path / "c.tif"))
    assert not list(tmp_path.glob("c*"))
    with pytest.raises(InputError, match="no valid pixels"):
        strength_histogram(save(np.full((30, 30), np.nan, np.float32)))
