"""Rasters on disk. The only place that knows GDAL datasets."""

from .aligned import Aligned
from .cropping import copy_window
from .gdal_errors import gdal_version
from .pictures import png
from .polygons import DRIVERS, Polygons, write_polygons
from .reading import Raster
from .writing import SUFFIXES, Content, Layout, RasterTarget, disk_bytes, write

VECTOR_SUFFIXES = tuple(DRIVERS)

__all__ = [
    "SUFFIXES", "VECTOR_SUFFIXES", "Aligned", "Content", "Layout", "Polygons", "Raster", "RasterTarget", "copy_window",
    "disk_bytes",
    "gdal_version", "png", "write", "write_polygons",
]  # fmt: skip
