"""Rasters on disk. The only place that knows GDAL datasets."""

from .aligned import Aligned
from .cropping import copy_window
from .documents import entries, exists, proj_file, read_bytes, read_xml
from .gdal_errors import gdal_version
from .pictures import png
from .polygons import DRIVERS, Burnt, Polygons, write_polygons
from .reading import Raster
from .writing import SUFFIXES, Content, Layout, RasterTarget, disk_bytes, ground_control, write

VECTOR_SUFFIXES = tuple(DRIVERS)

__all__ = [
    "SUFFIXES", "VECTOR_SUFFIXES", "Aligned", "Burnt", "Content", "Layout", "Polygons", "Raster", "RasterTarget",
    "copy_window", "disk_bytes", "entries", "exists", "gdal_version", "ground_control", "png", "proj_file",
    "read_bytes", "read_xml", "write", "write_polygons",
]  # fmt: skip
