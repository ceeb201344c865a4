"""Real radar images, where they are at hand (see `shared_data` in conftest.py)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, DespeckleOptions, despeckle, detect_change
from aurora_qgis.core.raster import Raster
from tests.benchmarks.change_pairs import PAIRS, kappa, wrapped


@pytest.mark.parametrize(("name", "least"), [("san_francisco", 0.85), ("ottawa", 0.925), ("sulzberger", 0.965)])
def test_default_settings_reach_the_agreed_kappa_on_the_classical_pairs(name, least, shared_data, tmp_path):
    before, after, truth = wrapped(shared_data / "change_benchmarks", PAIRS[name], tmp_path)
    detect_change(before, after, ChangeFiles(str(tmp_path / "s.tif"), str(tmp_path / "c.tif")))
    classes = gdal.Open(str(tmp_path / "c.tif")).ReadAsArray()
    assert kappa(classes != 2, truth) >= least


def test_sentinel_1_is_recognised_as_decibel_and_keeps_its_radiometry_and_nodata(shared_data, tmp_path):
    for source in sorted((shared_data / "sentinel1_georeferenced").glob("*_S1Hand.tif")):
        out = str(tmp_path / source.name)
        summary = despeckle(str(source), out, DespeckleOptions("boxcar", 5))
        assert summary.scale == "decibel"
        assert abs(summary.mean_change_db) < 0.1
        with Raster.open(str(source)) as first, Raster.open(out) as second:
            assert first.grid == second.grid
            assert first.descriptions == second.descriptions
            assert np.array_equal(np.isnan(first.read()), np.isnan(second.read()))


def test_two_geocoded_amplitude_images_are_recognised_and_compared(shared_data: Path, tmp_path):
    folder = shared_data / "morocco_pair"
    files = ChangeFiles(str(tmp_path / "s.tif"), str(tmp_path / "c.tif"))
    said: list[str] = []
    summary = detect_change(str(folder / "amp_prm_vv.tif"), str(folder / "amp_sec_vv.tif"), files, log=said.append)
    assert sum("read as amplitude" in sentence for sentence in said) == 2
    assert summary.valid_share == pytest.approx(0.83, abs=0.03)
    assert summary.changed_share < 0.2


def test_the_default_measure_loses_to_no_smoothed_log_ratio(shared_data, tmp_path):
    """A learned measure may become the default when it wins on average, not before."""
    means = {}
    for options in (ChangeOptions(), ChangeOptions(measure="smoothed_log_ratio")):
        found = []
        for pair in PAIRS.values():
            before, after, truth = wrapped(shared_data / "change_benchmarks", pair, tmp_path)
            detect_change(before, after, ChangeFiles(f"{tmp_path}/s.tif", f"{tmp_path}/c.tif"), options)
            found.append(kappa(gdal.Open(f"{tmp_path}/c.tif").ReadAsArray() != 2, truth))
        means[options.measure] = np.mean(found)
    assert means[ChangeOptions().measure] >= means["smoothed_log_ratio"] > 0.92


@pytest.mark.parametrize(("name", "least"), [("san_francisco", 0.92), ("sulzberger", 0.96)])
def test_the_adaptive_mode_reaches_what_the_benchmarks_say(name, least, shared_data, tmp_path):
    before, after, truth = wrapped(shared_data / "change_benchmarks", PAIRS[name], tmp_path)
    options = ChangeOptions(measure="adaptive", threshold="even_odds")
    detect_change(before, after, ChangeFiles(f"{tmp_path}/s.tif", f"{tmp_path}/c.tif"), options)
    assert kappa(gdal.Open(f"{tmp_path}/c.tif").ReadAsArray() != 2, truth) > least
