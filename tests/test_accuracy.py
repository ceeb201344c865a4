"""The accuracy report: figures that follow a known error, and a page that shows them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.errors import OutputError
from aurora_qgis.core.geometry import differences, residuals
from aurora_qgis.core.jobs import (
    GeocodeFiles,
    GeocodeOptions,
    LookupFiles,
    LookupOptions,
    RadarcodeFiles,
    RadarcodeOptions,
    geocode,
    look_up,
    radarcode,
)
from aurora_qgis.core.jobs.geometry.accuracy import measured
from aurora_qgis.core.jobs.geometry.heights import open_heights
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import RadarGrid, open_radar_grid
from aurora_qgis.core.jobs.opening import unsaid
from tests.test_geocoding import mountain, ramps
from tests.test_radarcoding import map_of
from tests.test_terrain import RIDGES, centre, product, ridge, table, terrain


def opened(path: str, looks: tuple[int, int] = (1, 1)) -> RadarGrid:
    return open_radar_grid(product_images(path)[0], "", looks)


@pytest.mark.parametrize("looks", [(1, 1), (2, 5)])
def test_radar_to_map_to_radar_over_a_mountain_is_the_identity(looks, tmp_path):
    """0.02 pixel rms is asked for, outside of layover."""
    path = product(tmp_path)
    heights = open_heights(terrain(tmp_path / "dem.tif", centre(path), mountain), "ellipsoid", unsaid)
    grid = opened(path, looks)
    found = measured(grid, heights, differences(grid.annotation, grid.geometry))
    assert found.round_trip < 1e-4
    assert found.round_trip <= found.round_trip_max < 1e-3
    assert found.terrain_share == pytest.approx(1)
    assert found.range_mm < 0.01
    assert found.line < 1e-4


def test_a_grid_that_is_off_by_known_amounts_shows_them(tmp_path):
    grid = opened(product(tmp_path))
    points = grid.annotation.grid
    off = points._replace(
        slant_range=points.slant_range + 2, line=points.line + 0.5, pixel=points.pixel - 3,
        azimuth_time=points.azimuth_time - 0.25 * grid.annotation.line_interval,
    )  # fmt: skip
    apart = differences(replace(grid.annotation, grid=off), grid.geometry)
    for values, expected in zip(apart, (-2.0, 0.25, -0.5, 3.0)):
        assert values == pytest.approx(np.full(values.shape, expected), abs=1e-3)
    assert residuals(replace(grid.annotation, grid=off), grid.geometry).slant_range == pytest.approx(2.0, abs=1e-4)


@pytest.mark.parametrize("shape", RIDGES.values(), ids=RIDGES)
def test_shares_of_layover_and_shadow_are_about_those_of_the_whole_mask(shape, tmp_path):
    """64 windows see most of a small image."""
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), ridge(*shape))
    _, mask, summary = table(tmp_path, path, model)
    assert summary.accuracy.layover_share == pytest.approx(np.isin(mask, (2, 4)).mean(), abs=0.06)
    assert summary.accuracy.shadow_share == pytest.approx(np.isin(mask, (3, 4)).mean(), abs=0.06)
    assert summary.accuracy.round_trip < 0.001


def test_a_model_under_half_of_the_image_is_reported_as_half(tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model = terrain(tmp_path / "dem.tif", (middle[0], middle[1] + 0.088), mountain)
    _, mask, summary = table(tmp_path, path, model)
    assert 0.3 < (mask > 0).mean() < 0.7
    assert summary.accuracy.terrain_share == pytest.approx((mask > 0).mean(), abs=0.05)


@pytest.mark.parametrize("job", ["lookuptable", "radarcode", "geocode"])
def test_every_run_writes_its_page_beside_its_raster(job, tmp_path):
    path = product(tmp_path)
    middle = centre(path)
    model, report = terrain(tmp_path / "dem.tif", middle, mountain), str(tmp_path / "report.html")
    out = str(tmp_path / "out.tif")
    if job == "lookuptable":
        summary = look_up(path, model, LookupFiles(out, report=report), LookupOptions(heights="ellipsoid"))
    elif job == "radarcode":
        source = map_of(tmp_path / "map.tif", middle, lambda lat, lon: lon)
        files, chosen = RadarcodeFiles(out, report=report), RadarcodeOptions(heights="ellipsoid")
        summary = radarcode(source, path, model, files, chosen)
    else:
        options = GeocodeOptions(heights="ellipsoid", scale="intensity")
        summary = geocode(ramps(tmp_path / "ramps.tif"), path, model, GeocodeFiles(out, report=report), options)
    text = Path(report).read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert f"aurorasar:{job}" in text
    assert f"{summary.accuracy.range_mm:.3f} rms" in text
    assert len(re.findall("<svg", text)) == 2
    assert text.count("<circle") == 2 * 35
    assert "<script" not in text


def test_a_report_of_another_kind_is_refused_and_nothing_is_left(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), mountain)
    with pytest.raises(OutputError, match="cannot be written"):
        files = LookupFiles(str(tmp_path / "out.tif"), report=str(tmp_path / "report.txt"))
        look_up(path, model, files, LookupOptions(heights="ellipsoid"))
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["dem.tif"]


@pytest.mark.parametrize(("name", "samples"), [("S1B", 0.5), ("S1A", 0.01)])
def test_real_products_meet_their_own_grids(name, samples, shared_data):
    """METHODS C.1 [M]: range 0.05 to 0.07 mm, azimuth 0.0001 to 0.0006 lines; GRD samples up to 0.46 from the grid's
    nearest record."""
    grid = opened(str(next((shared_data / "sentinel1_products").glob(f"{name}*"))))
    apart = differences(grid.annotation, grid.geometry)
    rms = [float(np.sqrt(np.mean(one**2))) for one in apart]
    assert 1e3 * rms[0] < 0.1
    assert rms[1] < 0.001
    assert rms[2] < 0.01
    assert rms[3] < samples
