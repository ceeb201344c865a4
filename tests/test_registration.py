"""The registration check: shifts of simulated speckled scenes are known, whatever texture, change or gaps there are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

from aurora_qgis.core.grid import Grid
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.landscape import Change, landscape, speckle, texture
from aurora_qgis.core.registration import TILE, image_shift

SIDE, MARGIN = 400, 8
ALL = tuple(Change)[1:]


def two_dates(shift, looks, seed, changes=(), textured=True):
    """Intensities of two dates with independent, correlated speckle; the second's ground is shifted."""
    rng = np.random.default_rng(seed)
    full = (SIDE + 2 * MARGIN, SIDE + 2 * MARGIN)
    cover, *levels, _ = landscape(full, changes, rng)
    grain = texture(cover, rng)
    ground = [ndimage.gaussian_filter(10 ** (db / 10) * grain, (0, 0.8, 0.8)) for db in levels]
    if not textured:
        ground = [np.ones_like(one) for one in ground]
    ground[1] = np.maximum(ndimage.shift(ground[1], (0, *shift), order=3, mode="nearest"), 1e-6)
    inner = (..., slice(MARGIN, -MARGIN), slice(MARGIN, -MARGIN))
    return [(one[inner] * speckle(one[inner].shape, looks, rng, 0.4)).astype(np.float32) for one in ground]


@pytest.mark.parametrize("changes", [(), ALL], ids=["unchanged", "changed"])
@pytest.mark.parametrize(("looks", "within"), [(4.4, 0.35), (1.0, 1.2)])
@pytest.mark.parametrize("shift", [(0.3, -0.6), (-2.25, 3.4)])
def test_a_shift_is_found_to_a_fraction_of_a_pixel_as_sure_as_said(shift, looks, within, changes):
    found = image_shift([two_dates(shift, looks, 3, changes)])
    apart = float(np.hypot(found.rows - shift[0], found.cols - shift[1]))
    assert apart < within
    assert apart < 4 * found.error < 4 * within


@pytest.mark.parametrize("looks", [1.0, 4.4])
def test_without_texture_it_cannot_be_told(looks):
    found = image_shift([two_dates((0.0, 0.0), looks, 3, textured=False)])
    assert not found.known
    assert found.tiles == (SIDE // TILE) ** 2
    assert np.isnan([found.rows, found.cols, found.error]).all()


def test_two_unrelated_grounds_have_no_shift():
    assert not image_shift([(two_dates((0, 0), 4.4, 3)[0], two_dates((0, 0), 4.4, 4)[1])]).known


def test_swapping_the_dates_turns_the_shift_round():
    first, second = two_dates((0.3, -0.6), 4.4, 3)
    there, back = image_shift([(first, second)]), image_shift([(second, first)])
    assert (back.rows, back.cols) == pytest.approx((-there.rows, -there.cols), abs=1e-6)


def test_a_gain_changes_nothing():
    first, second = two_dates((0.3, -0.6), 4.4, 3)
    assert image_shift([(first, 7 * second)]) == pytest.approx(image_shift([(first, second)]), abs=1e-4)


def test_gaps_do_not_pull_the_shift_to_zero():
    first, second = two_dates((2.4, -1.3), 4.4, 3)
    first[:, :, :110], second[:, 150:180, 200:240] = np.nan, np.nan
    first[:, ::17, ::13] = np.nan
    found = image_shift([(first, second)])
    assert found.tiles < (SIDE // TILE) ** 2
    assert np.hypot(found.rows - 2.4, found.cols + 1.3) < 0.5


def test_no_valid_tile_means_no_shift():
    empty = np.full((1, SIDE, SIDE), np.nan, np.float32)
    assert image_shift([(empty, empty)]).tiles == 0
    assert not image_shift([(empty, empty)]).known


def test_tiles_that_moved_by_themselves_are_left_out():
    first, second = two_dates((0.3, -0.6), 4.4, 3)
    second[:, :TILE, :TILE] = np.roll(second[:, :TILE, :TILE], 7, axis=1)
    found = image_shift([(first, second)])
    assert found.agreeing < found.tiles
    assert np.hypot(found.rows - 0.3, found.cols + 0.6) < 0.35


def test_detect_change_corrects_the_registration_when_asked(save, tmp_path):
    first, second = two_dates((2.0, -3.0), 4.4, 3)
    paths = [save(10 * np.log10(date), f"{name}.tif") for name, date in (("a", first), ("b", second))]
    said, share = [], {}
    for register in (False, True):
        outputs = [str(tmp_path / f"{name}{register}.tif") for name in ("strength", "classes")]
        report = str(tmp_path / f"report{register}.html")
        files = ChangeFiles(*outputs, report=report)
        summary = detect_change(*paths, files, ChangeOptions(threshold="fixed", register=register), log=said.append)
        assert (summary.shift.rows, summary.shift.cols) == pytest.approx((2.0, -3.0), abs=0.35)
        assert summary.resampled == register
        assert "tiles agree" in Path(report).read_text(encoding="utf-8")
        share[register] = summary.changed_share
    assert share[True] < share[False] / 2
    assert any("consider correcting" in line for line in said)
    assert any("it is corrected" in line for line in said)


def test_images_without_georeference_are_corrected_too(save, tmp_path):
    first, second = two_dates((2.0, -3.0), 4.4, 3)
    grid = Grid((SIDE, SIDE))
    paths = [save(10 * np.log10(date), f"{name}.tif", grid) for name, date in (("a", first), ("b", second))]
    share = {}
    for register in (False, True):
        outputs = [str(tmp_path / f"{name}{register}.tif") for name in ("strength", "classes")]
        options = ChangeOptions(threshold="fixed", register=register)
        share[register] = detect_change(*paths, ChangeFiles(*outputs), options).changed_share
    assert share[True] < share[False] / 2
