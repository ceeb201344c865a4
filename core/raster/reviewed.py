"""Polygons with the decisions about them: as a vector file of their own, and as classes of pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr, osr

from ..blocks import Progress, check_cancelled
from ..errors import InputError, OutputError
from ..grid import Grid, Window
from ..review import Entry
from .gdal_errors import call, open_dataset
from .polygons import DRIVERS
from .repairs import Repairs
from .transactions import begin, commit

WORDS = ("decision", "label", "reviewer", "reviewed_at", "comment")
"""Attributes that a reviewed polygon gets; those of the polygon with such a name are left out."""


@dataclass(frozen=True)
class ReviewedPolygons:
    """A layer of polygons and what stands about them, by feature id."""

    path: str
    layer: str
    states: Mapping[int, Entry]

    def write(self, part: Path, progress: Progress) -> int:
        """Copy all polygons with a state, with their attributes, to a vector file; how many there were.

        Raises OutputError or Cancelled.
        """
        dataset, source = self.opened()
        driver = gdal.GetDriverByName(DRIVERS[part.suffix.lower()])
        made, reason = call(driver.Create, str(part), 0, 0, 0, gdal.GDT_Unknown)
        if made is None:
            raise OutputError(f"{part.parent} cannot be written to: choose another folder. (GDAL: {reason})")
        layer = made.CreateLayer("reviewed", source.GetSpatialRef(), source.GetGeomType())
        kept = _copied_fields(source, layer)
        begin(made)
        written = 0
        for feature in source:
            check_cancelled(progress, written / max(len(self.states), 1))
            state = self.states.get(feature.GetFID())
            if state is not None:
                self._copy(feature, state, kept, layer)
                written += 1
        commit(made)
        del layer, made, source, dataset
        return written

    def _copy(self, feature: ogr.Feature, state: Entry, kept: Sequence[str], layer: ogr.Layer) -> None:
        copy = ogr.Feature(layer.GetLayerDefn())
        copy.SetGeometry(feature.GetGeometryRef())
        values = {name: feature.GetField(name) for name in kept}
        values.update(polygon=state.polygon, **{name: getattr(state, name) for name in WORDS})
        for name, value in values.items():
            if value is not None:
                copy.SetField(name, value)
        code, reason = call(layer.CreateFeature, copy)
        if code != 0:
            raise OutputError(f"The reviewed polygons cannot be written: is the disk full? (GDAL: {reason})")

    def opened(self) -> tuple[gdal.Dataset, ogr.Layer]:
        dataset, reason = open_dataset(self.path, gdal.OF_VECTOR | gdal.OF_READONLY)
        if dataset is None:
            raise InputError(f"{self.path} cannot be opened as polygons: choose another file. (GDAL: {reason})")
        return dataset, dataset.GetLayerByName(self.layer)


class LabelledPolygons:
    """All polygons of a layer on a grid, each with the class that a review gave it; 0 where it gave none.

    Invalid ones are repaired (`repairs` knows which). Raises InputError where their CRS cannot be brought to the
    grid's, and for one that cannot be repaired.
    """

    def __init__(self, reviewed: ReviewedPolygons, codes: Mapping[str, int], grid: Grid) -> None:
        self._grid, self._states = grid, reviewed.states
        dataset, source = reviewed.opened()
        driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
        self._dataset = driver.CreateDataSource("labels")
        self._layer = self._dataset.CreateLayer("labels", grid.reference if grid.crs else None, ogr.wkbUnknown)
        self._layer.CreateField(ogr.FieldDefn("code", ogr.OFTInteger))
        self._layer.CreateField(ogr.FieldDefn("polygon", ogr.OFTInteger64))
        self.repairs = Repairs(Path(reviewed.path).name)
        transform = _transform(source, grid)
        for feature in source:
            self._add(feature, codes, transform)
        del source, dataset

    def _add(self, feature: ogr.Feature, codes: Mapping[str, int], transform: Any) -> None:
        shape = feature.GetGeometryRef()
        if shape is None or shape.IsEmpty():
            return
        shape = self.repairs.sound(shape, feature.GetFID())
        if transform is not None and call(shape.Transform, transform)[0] != 0:
            raise InputError("A polygon lies where its CRS has no place on the image's grid: check both.")
        state = self._states.get(feature.GetFID())
        copy = ogr.Feature(self._layer.GetLayerDefn())
        copy.SetGeometry(shape)
        copy.SetField("code", codes.get(state.label, 0) if state else 0)
        copy.SetField("polygon", feature.GetFID())
        self._layer.CreateFeature(copy)

    def middles(self) -> list[tuple[Entry, tuple[float, float]]]:
        """States and a position (row, column) inside each polygon that has one.

        All at once: drawing the polygons would begin the layer anew.
        """
        found = []
        for feature in self._layer:
            state = self._states.get(feature.GetField("polygon"))
            if state is None:
                continue
            point = feature.GetGeometryRef().PointOnSurface()
            row, col = self._grid.to_pixel(np.array([point.GetX()]), np.array([point.GetY()]))
            found.append((state, (float(row[0]), float(col[0]))))
        return found

    def read(self, window: Window, background: int) -> NDArray[np.uint8]:
        """Classes of a window, (rows, cols): those of the polygons in which pixels' centres lie, else `background`."""
        part = self._grid.part(window)
        burnt = gdal.GetDriverByName("MEM").Create("", window.cols, window.rows, 1, gdal.GDT_Byte)
        burnt.SetGeoTransform(part.transform)
        if part.crs:
            burnt.SetSpatialRef(part.reference)
        burnt.GetRasterBand(1).Fill(background)
        code, reason = call(gdal.RasterizeLayer, burnt, [1], self._layer, options=["ATTRIBUTE=code"])
        if code != 0:
            raise InputError(f"The polygons cannot be drawn on the image's grid. (GDAL: {reason})")
        values: NDArray[np.uint8] = burnt.ReadAsArray()
        return values


def _copied_fields(source: ogr.Layer, layer: ogr.Layer) -> list[str]:
    """Names of the attributes that are copied, after the layer got them and those of the review."""
    own, kept = source.GetLayerDefn(), []
    for index in range(own.GetFieldCount()):
        field = own.GetFieldDefn(index)
        if field.GetName() not in ("polygon", *WORDS):
            layer.CreateField(field)
            kept.append(field.GetName())
    for name in ("polygon", *WORDS):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTInteger64 if name == "polygon" else ogr.OFTString))
    return kept


def _transform(source: ogr.Layer, grid: Grid) -> Any:
    """From the polygons' CRS to the grid's; None where they have the same, or one has none."""
    crs = source.GetSpatialRef()
    if crs is None or not grid.crs or crs.IsSame(grid.reference):
        return None
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(crs, grid.reference)
