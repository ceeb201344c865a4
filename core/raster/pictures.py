"""Pictures for reports."""

from __future__ import annotations

import uuid

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..errors import OutputError
from .gdal_errors import call


def png(grey: NDArray[np.uint8]) -> bytes:
    """Grey levels (rows, cols) as a PNG file."""
    rows, cols = grey.shape
    memory = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, gdal.GDT_Byte)
    memory.GetRasterBand(1).WriteArray(grey)
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
