"""GDAL's messages as text instead of prints, whether or not another plugin has switched exceptions on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from osgeo import gdal

Result = TypeVar("Result")


def gdal_version() -> str:
    """The version of the library that the bindings belong to."""
    return str(gdal.__version__)


def call(function: Callable[..., Result], *arguments: Any, **options: Any) -> tuple[Result | None, str]:
    """A GDAL call's result (None if it failed) and GDAL's last message."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        return function(*arguments, **options), gdal.GetLastErrorMsg()
    except RuntimeError as error:
        return None, str(error)
    finally:
        gdal.PopErrorHandler()


def open_dataset(path: str, flags: int, drivers: Sequence[str] = ()) -> tuple[Any, str]:
    """A dataset (None if it cannot be opened) and why not; without the flag for that GDAL is silent on other files."""
    flags |= gdal.OF_VERBOSE_ERROR
    return call(gdal.OpenEx, path, flags, **({"allowed_drivers": list(drivers)} if drivers else {}))
