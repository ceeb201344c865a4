"""Where radar images lie on the ground. Arrays and documents only."""

from .control_points import control_point_geometry
from .image_axes import Between
from .interface import GroundPoints, ImagePoints, RadarGeometry
from .lattice import lattice_geometry
from .orbit_file import read_orbit_file
from .range_doppler import RangeDoppler
from .sentinel1 import Annotation, differences, geometry, read_annotation, residuals

__all__ = [
    "Annotation", "Between", "GroundPoints", "ImagePoints", "RadarGeometry", "RangeDoppler", "control_point_geometry",
    "differences", "geometry", "lattice_geometry", "read_annotation", "read_orbit_file", "residuals",
]  # fmt: skip
