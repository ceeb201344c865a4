"""A part of a raster as it is stored: type, band names, units, nodata and metadata are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from osgeo import gdal

from ..errors import InputError, OutputError
from ..grid import Window
from .gdal_errors import call, open_dataset

COPY_OPTIONS = ("COMPRESS=DEFLATE", "ZLEVEL=1", "TILED=YES", "BIGTIFF=IF_SAFER")


def copy_window(path: str, window: Window, part: Path, metadata: Mapping[str, str]) -> None:
    """Write the pixels of a window, unchanged, as a GeoTIFF. Raises InputError or OutputError if that fails."""
    source, reason = open_dataset(path, gdal.OF_RASTER | gdal.OF_READONLY)
    if source is None:
        raise InputError(f"{path} cannot be opened as a raster: choose a raster file. (GDAL: {reason})")
    view, reason = call(
        gdal.Translate,
        "",
        source,
        format="VRT",
        srcWin=[window.col, window.row, window.cols, window.rows],
        metadataOptions=[f"{name}={value}" for name, value in metadata.items()],
    )
    if view is None:
        raise InputError(f"{path} cannot be cropped. (GDAL: {reason})")
    for number in range(1, source.RasterCount + 1):  # GDAL 3.6 drops the units of a part
        view.GetRasterBand(number).SetUnitType(source.GetRasterBand(number).GetUnitType())
    copied, reason = call(gdal.GetDriverByName("GTiff").CreateCopy, str(part), view, options=list(COPY_OPTIONS))
    if copied is None:
        raise OutputError(f"{part} cannot be written: is the disk full? (GDAL: {reason})")
