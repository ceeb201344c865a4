"""Figures for choosing a filter, multilooking, looks per band."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.jobs import (
    DespeckleOptions,
    MultilookOptions,
    QualityOptions,
    despeckle,
    measure_looks,
    measure_quality,
    multilook,
)
from aurora_qgis.core.jobs.speckle.multilooking import block_means
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import speckle
from aurora_qgis.core.speckle import quality


def parcels(rng: np.random.Generator, side: int = 256) -> np.ndarray:
    """Homogeneous squares of random level."""
    return (10 ** rng.uniform(-1, 1, (side // 32, side // 32))).repeat(32, 0).repeat(32, 1).astype(np.float32)


def test_what_a_perfect_filter_takes_away_has_no_structure(rng):
    ground = parcels(rng)
    noisy = ground * speckle(ground.shape, 4, rng)
    ratio = quality.ratio_image(noisy, ground)
    areas = quality.homogeneous_areas(noisy, ground * (1 + 1e-3 * rng.standard_normal(ground.shape)), 4)
    found, shuffled = quality.homogeneity(ratio), quality.shuffled_homogeneity(ratio, rng)
    assert quality.m_index(areas, found, shuffled) < 1.0
    assert areas.ratio_mean.mean() == pytest.approx(1, abs=0.02)
    assert np.median(areas.ratio_looks) == pytest.approx(np.median(areas.looks_before), rel=0.05)
    assert quality.structure(ratio)[1].mean() < 0.01


def test_a_blurring_filter_leaves_structure_and_loses_edges(rng):
    ground = parcels(rng)
    noisy = ground * speckle(ground.shape, 16, rng)
    from scipy import ndimage

    blurred = ndimage.uniform_filter(noisy, 11)
    sharp, soft = quality.edges(noisy, ground), quality.edges(noisy, blurred)
    assert sharp.after / sharp.before == pytest.approx(1, abs=0.05)
    assert soft.after / soft.before < 0.65
    ratio = quality.ratio_image(noisy, blurred)
    assert quality.structure(ratio)[1].mean() > 0.05
    areas = quality.homogeneous_areas(noisy, blurred, 16)
    found, shuffled = quality.homogeneity(ratio), quality.shuffled_homogeneity(ratio, rng)
    assert quality.m_index(areas, found, shuffled) > 3


@pytest.mark.parametrize(("correlation", "distances"), [(0.0, {1}), (0.35, {2, 3}), (0.67, {3, 4})])
def test_correlated_speckle_is_judged_where_it_is_independent(rng, correlation, distances):
    ground = parcels(rng)
    noisy = ground * speckle(ground.shape, 4, rng, correlation)
    distance = quality.uncorrelated_distance(quality.autocorrelation(noisy, 4))
    assert distance in distances
    ratio = quality.ratio_image(noisy, ground)
    shuffled = quality.shuffled_homogeneity(ratio, rng)
    assert quality.homogeneity(ratio, distance) == pytest.approx(shuffled, rel=0.01)
    if correlation:
        assert quality.homogeneity(ratio) > 1.05 * shuffled


def test_an_image_without_homogeneous_ground_is_judged_at_neighbours(rng):
    assert quality.uncorrelated_distance(quality.autocorrelation(np.full((64, 64), np.nan, np.float32), 4)) == 1


def test_homogeneity_counts_equal_neighbours_fully_and_far_ones_hardly():
    assert quality.homogeneity(np.ones((20, 20), np.float32)) == 1
    board = np.indices((20, 20)).sum(axis=0) % 2 * 2.0
    # Half of the pairs (right, below) are 32 levels apart, the other half (diagonal) are equal.
    pairs = 2 * 19 * 20 + 2 * 19 * 19
    expected = (2 * 19 * 20 / (1 + 32**2) + 2 * 19 * 19) / pairs
    assert quality.homogeneity(board.astype(np.float32)) == pytest.approx(expected, rel=1e-5)


def test_quality_of_a_real_run_is_measured_reported_and_mapped(save, rng, tmp_path):
    ground = parcels(rng)
    before = save((ground * speckle(ground.shape, 4, rng))[np.newaxis], "before.tif", descriptions=["VV"])
    after, report, structure = (str(tmp_path / name) for name in ("after.tif", "q.html", "q.tif"))
    despeckle(before, after, DespeckleOptions("lee", looks=4))
    found = measure_quality(before, after, report, structure, QualityOptions(4))
    assert found.looks_before == pytest.approx(4, rel=0.1)
    assert found.looks_after > 20
    assert found.ratio_mean == pytest.approx(0.96, abs=0.04)
    assert abs(found.bias_db) < 0.1
    assert found.areas > 100
    page = (tmp_path / "q.html").read_text()
    assert page.count("<svg") == 1
    assert page.count("data:image/png;base64") == 3
    assert "M-index" in page
    with Raster.open(structure) as raster:
        assert abs(np.nanmedian(raster.read())) < 0.3


def test_the_same_image_twice_has_nothing_taken_away(save, rng, tmp_path):
    before = save(speckle((1, 64, 64), 4, rng), "before.tif")
    again = save(Raster.open(before).read(), "again.tif")
    found = measure_quality(before, again, options=QualityOptions(4))
    assert found.ratio_mean == 1
    assert found.ratio_variance_by_looks == pytest.approx(0, abs=1e-9)
    assert found.bias_db == pytest.approx(0, abs=1e-9)


def test_images_on_different_grids_are_not_compared(save, rng):
    first, second = save(speckle((1, 64, 64), 4, rng), "a.tif"), save(speckle((1, 60, 64), 4, rng), "b.tif")
    with pytest.raises(InputError, match="does not lie on the grid"):
        measure_quality(first, second)


def test_looks_are_told_band_by_band_and_mapped(save, rng, tmp_path):
    image = np.stack([speckle((200, 200), looks, rng) for looks in (2, 8)])
    found = measure_looks(save(image, "two.tif", descriptions=["VV", "VH"]), str(tmp_path / "looks.tif"))
    assert found.bands == ("VV", "VH")
    assert found.looks == pytest.approx((2, 8), rel=0.1)
    assert found.fewest == found.looks[0]
    with Raster.open(str(tmp_path / "looks.tif")) as raster:
        assert np.nanmedian(raster.read()[1]) == pytest.approx(8, rel=0.15)


def test_block_means_leave_missing_pixels_out():
    pixels = np.arange(24, dtype=np.float32).reshape(1, 4, 6)
    pixels[0, 0, 0] = np.nan
    pixels[0, :2, 3:] = np.nan
    found = block_means(pixels, 2, 3)
    assert found[0, 0, 0] == pytest.approx(np.mean([1, 2, 6, 7, 8]))
    assert np.isnan(found[0, 0, 1])
    assert found[0, 1, 1] == pytest.approx(pixels[0, 2:, 3:].mean())


def test_multilooking_multiplies_the_looks_and_keeps_the_place(save, rng, tmp_path):
    source, out = save(speckle((1, 301, 402), 2, rng), "a.tif"), str(tmp_path / "out.tif")
    summary = multilook(source, out, MultilookOptions(azimuth=3, range=2))
    assert (summary.rows, summary.cols) == (100, 201)
    with Raster.open(source) as before, Raster.open(out) as after:
        image = after.read()[0]
        assert image.mean() ** 2 / image.var() == pytest.approx(12, rel=0.1)
        step_down, step_right = before.grid.pixel_size
        assert after.grid.pixel_size == pytest.approx((3 * step_down, 2 * step_right))
        assert after.grid.transform[0] == before.grid.transform[0]
        assert after.grid.crs == before.grid.crs
        assert image[10, 20] == pytest.approx(before.read()[0, 30:33, 40:42].mean(), rel=1e-5)


def test_multilooking_in_decibel_averages_power(save, tmp_path):
    checks = np.indices((1, 8, 8)).sum(axis=0) % 2 * 10.0 - 10
    source = save(checks.astype(np.float32), "sigma0_db.tif", unit="dB")
    multilook(source, str(tmp_path / "out.tif"), MultilookOptions(2, 2, scale="decibel"))
    with Raster.open(str(tmp_path / "out.tif")) as raster:
        assert raster.read() == pytest.approx(10 * np.log10((0.1 + 1) / 2), abs=1e-4)


def test_ground_control_points_follow_the_coarser_pixels(save, rng, tmp_path):
    source = save(speckle((1, 60, 80), 4, rng), "a.tif")
    dataset = gdal.Open(source, gdal.GA_Update)
    dataset.SetGCPs([gdal.GCP(10.0, 45.0, 0.0, 40.0, 30.0)], dataset.GetProjection())
    del dataset
    multilook(source, str(tmp_path / "out.tif"), MultilookOptions(3, 2))
    with Raster.open(str(tmp_path / "out.tif")) as raster:
        points, _ = raster.ground_control()
        if points:  # GDAL keeps either a geotransform or ground control points
            assert (points[0].GCPPixel, points[0].GCPLine) == (20.0, 10.0)


@pytest.mark.parametrize(("azimuth", "range_"), [(0, 2), (1, 1), (-2, 3)])
def test_nothing_to_average_is_refused(azimuth, range_, save, rng, tmp_path):
    with pytest.raises(InputError, match="choose at least 1"):
        multilook(save(speckle((1, 20, 20), 4, rng)), str(tmp_path / "o.tif"), MultilookOptions(azimuth, range_))


def test_more_looks_than_pixels_are_refused(save, rng, tmp_path):
    with pytest.raises(InputError, match="choose fewer"):
        multilook(save(speckle((1, 20, 20), 4, rng)), str(tmp_path / "o.tif"), MultilookOptions(30, 2))
