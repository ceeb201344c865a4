"""Polygons that cross themselves, made valid, and the word about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from osgeo import ogr

from ..errors import InputError
from .gdal_errors import call
from .wkb import positions, runs

_COLLECTION = ogr.wkbGeometryCollection
_AREAS = (ogr.wkbPolygon, ogr.wkbMultiPolygon)
_FACES = (ogr.wkbTIN, ogr.wkbPolyhedralSurface, ogr.wkbTriangle)
"""Kinds of shapes that are polygons by another name."""


class Repairs:
    """What of a layer had to be repaired. Inside is what an odd number of rings encloses, as when GDAL draws it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._features: dict[int, None] = {}

    def sound(self, shape: Any, feature: int) -> Any:
        """A shape as it may be drawn: `flat` and `valid`."""
        return self.valid(self.flat(shape, feature), feature)

    def flat(self, shape: Any, feature: int) -> Any:
        """A shape with straight edges in two dimensions, which `valid` needs; surfaces become polygons.

        Raises InputError that names the feature (by its id) where a vertex has no place.
        """
        faces = ogr.GT_Flatten(shape.GetGeometryType()) in _FACES
        flat = ogr.ForceToMultiPolygon(shape.Clone()) if faces else shape.GetLinearGeometry()
        flat.FlattenTo2D()
        body = bytes(flat.ExportToWkb(ogr.wkbNDR))
        if not all(np.isfinite(positions(body, run)).all() for run in runs(body)):
            raise InputError(
                f"Feature {feature} of {self._name} has a vertex whose coordinates are no finite numbers: correct or "
                "delete it."
            )
        return flat

    def valid(self, shape: Any, feature: int) -> Any:
        """A flat shape itself if its polygons are valid, else a repaired copy, of which only areas are kept.

        Raises InputError that names the feature where no area is left, or GEOS cannot repair it.
        """
        kind = ogr.GT_Flatten(shape.GetGeometryType())
        if kind == _COLLECTION:  # part by part: its lines and points are no leftovers of a repair
            made = ogr.Geometry(_COLLECTION)
            for part in _parts(shape):
                made.AddGeometry(self.valid(part, feature))
            return made
        return shape if kind not in _AREAS or call(shape.IsValid)[0] else self._repaired(shape, feature)

    def failed(self, feature: int, reason: str) -> InputError:
        """The error about a feature that GEOS cannot work with."""
        return InputError(
            f"Feature {feature} of {self._name} is broken beyond repair: correct or delete it, or use 'Fix geometries' "
            f"first. (GDAL: {reason})"
        )

    def tell(self, log: Callable[[str], None]) -> None:
        """Warn of what was repaired, if anything was."""
        if self._features:
            log(
                f"Warning: invalid polygons of {self._name} (they cross themselves, or the like) have been repaired: "
                f"{len(self._features)}, first feature {next(iter(self._features))}. See whether they are what was "
                "meant, or use 'Fix geometries' first."
            )

    def _repaired(self, shape: Any, feature: int) -> Any:
        closed = shape.Clone()
        closed.CloseRings()
        made, reason = call(closed.MakeValid)
        if made is None:
            raise self.failed(feature, reason)
        areas = ogr.Geometry(ogr.wkbMultiPolygon)
        for polygon in _polygons(made):
            areas.AddGeometry(polygon)
        if areas.IsEmpty():
            raise InputError(f"Feature {feature} of {self._name} is a polygon without any area: correct or delete it.")
        self._features[feature] = None
        return areas


def _parts(shape: Any) -> Iterator[Any]:
    return (shape.GetGeometryRef(index) for index in range(shape.GetGeometryCount()))


def _polygons(shape: Any) -> Iterator[Any]:
    if ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbPolygon:
        yield shape
    else:
        for part in _parts(shape):
            yield from _polygons(part)
