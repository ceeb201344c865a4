"""GDAL's block cache is small while a COG is made, and the user's own before and after."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import Cancelled
from aurora_qgis.core.grid import Grid
from aurora_qgis.core.outputs import Outputs
from aurora_qgis.core.raster import Content, RasterTarget
from aurora_qgis.core.raster.block_cache import MOST_BYTES, small_block_cache


@pytest.fixture(autouse=True)
def _own_limit():
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(300_000_000)
    yield
    gdal.SetCacheMax(before)


def test_the_limit_is_small_inside_and_as_before_after_errors_too():
    with pytest.raises(ValueError, match="inside"), small_block_cache():
        assert gdal.GetCacheMax() == MOST_BYTES
        raise ValueError("inside")
    assert gdal.GetCacheMax() == 300_000_000


def test_a_user_who_allows_less_keeps_that():
    gdal.SetCacheMax(10_000_000)
    with small_block_cache():
        assert gdal.GetCacheMax() == 10_000_000
    assert gdal.GetCacheMax() == 10_000_000


def test_of_runs_side_by_side_the_last_one_puts_it_back():
    inside, leave = threading.Event(), threading.Event()

    def other() -> None:
        with small_block_cache():
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with small_block_cache():
        thread.start()
        assert inside.wait(10)
    assert gdal.GetCacheMax() == MOST_BYTES
    leave.set()
    thread.join()
    assert gdal.GetCacheMax() == 300_000_000


@pytest.mark.parametrize("stopped", [False, True])
def test_making_a_cog_stays_within_it_and_gives_it_back(stopped, tmp_path, rng):
    shape = (3000, 4000)  # 48 MB a band
    with Outputs() as outputs:
        target = RasterTarget(outputs.reserve(str(tmp_path / "o.tif"), (".tif",), 0), Content(Grid(shape), ["a", "b"]))
        outputs.close_on_exit(target.abandon)
        target.write(Grid(shape).window, rng.normal(size=(2, *shape)).astype(np.float32))
        used = []

        def heard(share: float) -> bool:
            used.append(gdal.GetCacheUsed())
            return not stopped or share < 0.3

        if stopped:
            with pytest.raises(Cancelled):
                target.finish(heard)
        else:
            target.finish(heard)
    assert max(used) <= MOST_BYTES
    assert gdal.GetCacheMax() == 300_000_000
