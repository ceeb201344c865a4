"""Pictures for reports."""

from __future__ import annotations

import uuid

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..errors import OutputError
from .gdal_errors import call


def png(levels: NDArray[np.uint8]) -> bytes:
    """Grey levels (rows, cols), or red, green, blue and perhaps alpha (3 or 4, rows, cols), as a PNG file."""
    bands = levels if levels.ndim == 3 else levels[np.newaxis]
    count, rows, cols = bands.shape
    memory = gdal.GetDriverByName("MEM").Create("", cols, rows, count, gdal.GDT_Byte)
    for number, band in enumerate(bands, 1):
        memory.GetRasterBand(number).WriteArray(band)
    path = f"/vsimem/{uuid.uuid4().hex}.png"
    written, reason = call(gdal.GetDriverByName("PNG").CreateCopy, path, memory)
    if written is None:
        raise OutputError(f"A picture for the report cannot be made. (GDAL: {reason})")
    del written
    handle = gdal.VSIFOpenL(path, "rb")
    size = gdal.VSIStatL(path).size
    content = bytes(gdal.VSIFReadL(1, size, handle))
    gdal.VSIFCloseL(handle)
    gdal.Unlink(path)
    return content
