"""Layers of points, lines or polygons: their shapes as bytes, and shapes as pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from ..errors import InputError
from ..grid import Grid, Window
from .gdal_errors import call, open_dataset
from .repairs import Repairs
from .wkb import Box, positions, runs, thinned

Points = NDArray[np.float64]

_FIELDS = {ogr.OFTInteger: "integer", ogr.OFTInteger64: "integer", ogr.OFTReal: "decimal", ogr.OFTString: "text"}

MANY_BYTES = 100_000
"""Of a shape, above which it is thinned for every window."""

BESIDE = 2.0
"""Pixels around a window in which shapes keep all their vertices."""


class Shape(NamedTuple):
    """A shape and what is drawn of it."""

    body: bytes
    """Well-known binary, two-dimensional, little-endian."""

    value: Any
    """Of the attribute: a number or a text; None for none."""


class Vectors:
    """An open layer. Raises InputError for a file without it, or a layer without a coordinate reference system."""

    def __init__(self, path: str, layer_name: str = "") -> None:
        dataset, reason = open_dataset(path, gdal.OF_VECTOR | gdal.OF_READONLY)
        if dataset is None:
            raise InputError(f"{path} cannot be opened as a vector layer: choose a vector file. (GDAL: {reason})")
        layer = dataset.GetLayerByName(layer_name) if layer_name else dataset.GetLayer(0)
        self.name = path.rstrip("/").rsplit("/", 1)[-1]
        if layer is None or layer.GetGeomType() == ogr.wkbNone:
            named = f" named {layer_name}" if layer_name else ""
            raise InputError(f"{self.name} holds no shapes{named}: choose others.")
        crs = layer.GetSpatialRef()
        told = crs is not None and not crs.GetName().startswith("Undefined")  # what a GeoPackage has instead of none
        self.grid = Grid((1, 1), crs=crs.ExportToWkt() if told else "")
        if not self.grid.on_ellipsoid:
            raise InputError(
                f"{self.name} has no coordinate reference system of the ground: assign the right one "
                "(Layer > Set CRS, or Vector > Data Management Tools > Define Projection)."
            )
        self._dataset, self._layer = dataset, layer
        self.repairs = Repairs(self.name)

    def __enter__(self) -> Vectors:
        return self

    def __exit__(self, *_: object) -> None:
        self._layer = self._dataset = None

    def kind(self, field: str) -> str:
        """'integer', 'decimal' or 'text'; InputError for a field that is not there or holds something else."""
        described = self._layer.GetLayerDefn()
        names = [described.GetFieldDefn(number).GetName() for number in range(described.GetFieldCount())]
        if field not in names:
            raise InputError(f"{self.name} has no attribute '{field}': it has {', '.join(names) or 'none'}.")
        kind = _FIELDS.get(described.GetFieldDefn(names.index(field)).GetType())
        if kind is None:
            raise InputError(f"The attribute '{field}' of {self.name} is neither number nor text: choose another one.")
        return kind

    def distinct(self, field: str) -> list[Any]:
        """The values of an attribute in the whole layer, sorted, without missing ones."""
        found = {feature.GetField(field) for feature in self._features()}
        return sorted(found - {None})

    def shapes(
        self, around: Sequence[Sequence[Points]], margin: float, step: float, field: str = ""
    ) -> Iterator[Shape]:
        """What of the layer lies inside areas, with a vertex every `step` units of the CRS at least.

        An area is what the convex hulls of several sets of positions (x and y, (2, points)), each with a margin, have
        in common. Curves become straight edges, and invalid polygons valid ones (`repairs` knows which).
        """
        for sets in around:
            hulls = [_several(points.T.tolist()).ConvexHull().Buffer(margin) for points in sets]
            area = reduce(lambda one, other: one.Intersection(other), hulls)
            if area.IsEmpty():
                continue
            left, right, bottom, top = area.GetEnvelope()
            self._layer.SetSpatialFilterRect(left, bottom, right, top)  # the area itself makes more of OGR's tests fail
            for feature in self._features():
                body = self._within(feature.GetGeometryRef(), feature.GetFID(), area, step)
                if body is not None:
                    yield Shape(body, feature.GetField(field) if field else None)
        self._layer.SetSpatialFilter(None)

    def _features(self) -> Iterator[Any]:
        self._layer.ResetReading()
        while True:
            feature, reason = call(self._layer.GetNextFeature)
            if reason and (feature is None or gdal.GetLastErrorType() >= gdal.CE_Failure):  # it has left one out
                self._check_each()
                raise InputError(f"{self.name} cannot be read to the end: is the file complete? (GDAL: {reason})")
            if feature is None:
                return
            yield feature

    def _check_each(self) -> None:
        """InputError that names the feature of which OGR cannot tell where it lies, if there is one."""
        area = self._layer.GetSpatialFilter()
        if area is None:
            return
        area = area.Clone()
        self._layer.SetSpatialFilter(None)
        self._layer.ResetReading()
        while (feature := call(self._layer.GetNextFeature)[0]):
            shape = feature.GetGeometryRef()
            reason = "" if shape is None else call(shape.Intersects, area)[1]
            if reason:
                raise self.repairs.failed(feature.GetFID(), reason)

    def _within(self, shape: Any, feature: int, area: Any, step: float) -> bytes | None:
        if shape is None or shape.IsEmpty():
            return None
        flat = self.repairs.flat(shape, feature)
        corners = _corners(flat)
        whole = area.Contains(corners)  # areas are convex; quicker than to compare the shape
        if not whole and not area.Intersects(corners.ConvexHull()):
            return None
        flat = self.repairs.valid(flat, feature)
        if not whole:
            flat, reason = call(flat.Intersection, area)
            if flat is None:
                raise self.repairs.failed(feature, reason)
        if flat.IsEmpty():
            return None
        flat.Segmentize(step)
        return bytes(flat.ExportToWkb(ogr.wkbNDR))


class Drawn:
    """Shapes as a Source, in which a raster's columns are x and its rows -y, 0 and 0 the first pixel's outer corner.

    Pixels hold the value of the last shape over their centre; `empty` where there is none. With `samples` above one
    they hold the share of so many places down and across that lie in any shape.
    """

    def __init__(
        self, shapes: Sequence[Shape], dtype: Any, empty: float, *, all_touched: bool = False, samples: int = 1
    ) -> None:
        self._shapes, self._dtype, self._empty, self._samples = shapes, dtype, empty, samples
        self._boxes = np.array([_box(one.body) for one in shapes]).reshape(-1, 4)
        self._options = ["ATTRIBUTE=value", *(["ALL_TOUCHED=TRUE"] if all_touched else [])]

    def read(self, window: Window) -> NDArray[Any]:
        """The pixels of a window, (1, rows, cols)."""
        box = Box(
            window.col - BESIDE, -(window.row + window.rows) - BESIDE, window.col + window.cols + BESIDE,
            BESIDE - window.row,
        )  # fmt: skip
        left, bottom, right, top = self._boxes.T
        near = np.flatnonzero(
            (left <= box.right) & (right >= box.left) & (bottom <= box.top) & (top >= box.bottom)
        )  # fmt: skip
        if self._samples > 1:
            return self._share(window, box, near)
        return self._burnt(window, box, near, self._dtype, self._empty, 1)[np.newaxis]

    def _share(self, window: Window, box: Box, near: NDArray[Any]) -> NDArray[Any]:
        if not near.size:
            return np.full((1, window.rows, window.cols), self._empty, self._dtype)
        samples = self._samples
        fine = self._burnt(window, box, near, np.uint8, 0, samples)
        inside = fine.reshape(window.rows, samples, window.cols, samples).sum(axis=(1, 3), dtype=np.int32)
        return (inside / samples**2).astype(self._dtype)[np.newaxis]

    def _burnt(
        self, window: Window, box: Box, near: NDArray[Any], dtype: Any, empty: float, samples: int
    ) -> NDArray[Any]:
        rows, cols = window.rows * samples, window.cols * samples
        values: NDArray[Any] = np.full((rows, cols), empty, dtype)
        if not near.size:
            return values
        kinds = {np.uint8: gdal.GDT_Byte, np.int32: gdal.GDT_Int32, np.float32: gdal.GDT_Float32}
        burnt = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, kinds[dtype])
        burnt.SetGeoTransform((window.col, 1 / samples, 0, -window.row, 0, -1 / samples))
        burnt.GetRasterBand(1).WriteArray(values)
        holder = (ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")).CreateDataSource("shapes")
        layer = holder.CreateLayer("shapes", None, ogr.wkbUnknown)
        layer.CreateField(ogr.FieldDefn("value", ogr.OFTReal))
        for index in near:
            layer.CreateFeature(_feature(layer, self._shapes[index], box))
        code, reason = call(gdal.RasterizeLayer, burnt, [1], layer, options=self._options)
        if code != 0:
            raise InputError(f"The shapes cannot be drawn on the radar's grid. (GDAL: {reason})")
        drawn: NDArray[Any] = burnt.ReadAsArray()
        return drawn


def _feature(layer: Any, shape: Shape, box: Box) -> Any:
    body = thinned(shape.body, box) if len(shape.body) > MANY_BYTES else shape.body
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkb(body))
    feature.SetField("value", float(shape.value))
    return feature


def _several(places: Iterable[Sequence[float]]) -> Any:
    many = ogr.Geometry(ogr.wkbMultiPoint)
    for x, y in places:
        one = ogr.Geometry(ogr.wkbPoint)
        one.AddPoint_2D(x, y)
        many.AddGeometry(one)
    return many


def _corners(shape: Any) -> Any:
    """Those of a shape's bounding rectangle."""
    left, right, bottom, top = shape.GetEnvelope()
    return _several([(left, bottom), (right, bottom), (left, top), (right, top)])


def _box(body: bytes) -> Box:
    found = np.concatenate([positions(body, run) for run in runs(body)])
    return Box(*found.min(axis=0), *found.max(axis=0))
