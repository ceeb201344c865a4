"""Rasters on disk. The only place that knows GDAL datasets."""

from .aligned import Aligned
from .cropping import copy_window
from .documents import entries, exists, proj_file, read_xml
from .gdal_errors import gdal_version
from .hdf5 import Hdf5, hdf5_raster, is_hdf5
from .pictures import png
from .polygons import DRIVERS, Attributes, Burnt, Polygons, write_polygons
from .reading import Raster
from .review_log import ReviewLog
from .reviewed import LabelledPolygons, ReviewedPolygons
from .vectors import Drawn, Shape, Vectors
from .writing import SUFFIXES, Content, Layout, RasterTarget, disk_bytes, ground_control, write

VECTOR_SUFFIXES = tuple(DRIVERS)

__all__ = [
    "SUFFIXES", "VECTOR_SUFFIXES", "Aligned", "Attributes", "Burnt", "Content", "Drawn", "Hdf5", "LabelledPolygons",
    "Layout", "Polygons", "Raster", "RasterTarget", "ReviewLog", "ReviewedPolygons", "Shape", "Vectors", "copy_window",
    "disk_bytes", "entries", "exists", "gdal_version", "ground_control", "hdf5_raster", "is_hdf5", "png", "proj_file",
    "read_xml", "write", "write_polygons",
]  # fmt: skip
