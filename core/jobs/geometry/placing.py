"""The geometry that a raster of any sensor brings along: geolocation arrays, ground control points, or two bands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...geometry import control_point_geometry, lattice_geometry
from ...geometry.chart import Charted
from ...grid import Grid, reference, transform_points
from ...raster import Raster
from ..opening import chosen_bands
from .heights import geographic

Floats = NDArray[np.float64]


def image_geometry(path: str) -> Charted:
    """The geometry of an image from its geolocation arrays, else from its ground control points.

    Heights are those in the arrays or points: both know no terrain beyond their own. InputError for a raster without.
    """
    with Raster.open(path) as raster:
        described = raster.geolocation()
        if described:
            return _from_arrays(path, described)
        return point_geometry(raster)


def point_geometry(raster: Raster) -> Charted:
    """The geometry of an image from its ground control points; InputError for one without, or with too few."""
    points, crs = raster.ground_control()
    if not points:
        raise InputError(
            f"{raster.name} has neither geolocation arrays nor ground control points: choose the raster with latitudes "
            "and longitudes that belongs to it."
        )
    line, pixel, x, y = np.array([(one.GCPLine, one.GCPPixel, one.GCPX, one.GCPY) for one in points]).T
    latitude, longitude = _degrees(x, y, crs)
    return control_point_geometry(line - 0.5, pixel - 0.5, latitude, longitude)


def band_geometry(latitude: str, longitude: str, bands: tuple[int, int] = (1, 1)) -> Charted:
    """The geometry of an image from rasters of its size with latitudes and longitudes in degrees.

    Such as SNAP, ISCE, GAMMA and Doris export; `bands` count from 1. InputError where they do not go together.
    """
    return lattice_geometry(_band(latitude, bands[0]), _band(longitude, bands[1]))


def _from_arrays(path: str, described: dict[str, str]) -> Charted:
    """Values are at the upper left corners of the arrays' cells, or in their middle where the convention says so."""
    try:
        offset, step = (
            tuple(float(described[f"{axis}_{name}"]) for axis in ("LINE", "PIXEL")) for name in ("OFFSET", "STEP")
        )
        x, y = (_band(_beside(path, described[f"{a}_DATASET"]), int(described[f"{a}_BAND"])) for a in ("X", "Y"))
    except (KeyError, ValueError) as error:
        raise InputError(f"{path}: its geolocation arrays are described incompletely ({error}).") from error
    centred = described.get("GEOREFERENCING_CONVENTION", "").upper() == "PIXEL_CENTER"
    inside = 0.5 if centred else 0.0
    latitude, longitude = _degrees(x, y, described.get("SRS", ""))
    origin = (offset[0] + inside * step[0] - 0.5, offset[1] + inside * step[1] - 0.5)
    return lattice_geometry(latitude, longitude, origin, (step[0], step[1]))


def _beside(path: str, name: str) -> str:
    """The arrays' path, which may be relative to the raster's folder."""
    there = Path(path).parent / name
    return str(there) if there.is_file() else name


def _band(path: str, number: int) -> Floats:
    with Raster.open(path) as raster:
        return raster.read_double(*chosen_bands(raster, [number]))


def _degrees(x: Floats, y: Floats, crs: str) -> tuple[Floats, Floats]:
    """Latitudes and longitudes on WGS 84 of coordinates in a CRS; one without a name is geographic."""
    if not crs:
        return y, x
    longitude, latitude = transform_points(Grid((1, 1), crs=reference(crs).ExportToWkt()), geographic(), x, y)
    return latitude, longitude
