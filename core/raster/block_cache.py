"""A bound on GDAL's block cache while large files are made.

GDAL keeps blocks of all open files until they take 5 % of the machine's memory, and a COG's overviews and copy fill
that. The bound belongs to the whole process, QGIS included, whose own reading is a little slower meanwhile; so it is
set for as long as at least one file is being made, never raises what the user chose, and is put back after the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from osgeo import gdal

MOST_BYTES = 64 * 1024 * 1024
"""Several rows of tiles of any raster; with ten times as much a COG was not made faster."""


class _Bound:
    """How many ask for it, and what is to come back."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.users = 0
        self.before = 0

    def enter(self) -> None:
        with self.lock:
            if not self.users:
                self.before = gdal.GetCacheMax()
                gdal.SetCacheMax(min(self.before, MOST_BYTES))
            self.users += 1

    def leave(self) -> None:
        with self.lock:
            self.users -= 1
            if not self.users:
                gdal.SetCacheMax(self.before)


_BOUND = _Bound()


@contextmanager
def small_block_cache() -> Iterator[None]:
    """GDAL's block cache takes MOST_BYTES at most inside."""
    _BOUND.enter()
    try:
        yield
    finally:
        _BOUND.leave()
