"""All features of a file in one transaction, where the format has such; GeoJSON has none, and GDAL may raise then."""

from __future__ import annotations

from osgeo import gdal, ogr

from ..errors import OutputError
from .gdal_errors import call


def begin(dataset: gdal.Dataset) -> None:
    """Raises OutputError where it cannot begin."""
    if dataset.TestCapability(ogr.ODsCTransactions):
        _must(*call(dataset.StartTransaction))


def commit(dataset: gdal.Dataset) -> None:
    """Raises OutputError where what was written does not reach the file."""
    if dataset.TestCapability(ogr.ODsCTransactions):
        _must(*call(dataset.CommitTransaction))


def _must(code: int | None, reason: str) -> None:
    if code != 0:
        raise OutputError(f"The features cannot be written: is the disk full? (GDAL: {reason})")
