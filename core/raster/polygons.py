"""Numbered regions as polygons with their area on the ellipsoid, and polygons as pixels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr, osr

from ..blocks import Progress, check_cancelled, stage
from ..errors import Cancelled, InputError, OutputError
from ..grid import Grid, Window, equal_area_reference
from ..regions import Regions
from .gdal_errors import call, open_dataset
from .repairs import Repairs
from .transactions import begin, commit
from .writing import RasterTarget

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON"}
"""Formats of one file each: a shapefile's parts cannot be renamed in one step."""

FIELDS = {
    "direction": ogr.OFTString, "area_ha": ogr.OFTReal, "mean_db": ogr.OFTReal, "max_db": ogr.OFTReal,
    "pixels": ogr.OFTInteger64,
}  # fmt: skip
KINDS = {float: ogr.OFTReal, str: ogr.OFTString}

POLYGON_TYPES = (
    ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbCurvePolygon, ogr.wkbMultiSurface, ogr.wkbGeometryCollection,
    ogr.wkbUnknown,
)  # fmt: skip


class Polygons(NamedTuple):
    """What was written."""

    written: int
    hectares: float
    """Together; NaN without a CRS."""


class Attributes(NamedTuple):
    """Further attributes: the kind (float or str) of each by its name, and a region's values in that order."""

    kinds: Mapping[str, type]
    of: Callable[[int], Sequence[float | str]]


NOTHING_MORE = Attributes({}, lambda _region: ())


def write_polygons(
    part: Path,
    numbers: RasterTarget,
    regions: Regions,
    names: Mapping[int, str],
    least_hectares: float,
    progress: Progress,
    attributes: Attributes = NOTHING_MORE,
) -> Polygons:
    """Write a polygon per region of the int32 raster `numbers` (0: none).

    Attributes: direction (from `names`, by the region's value), area_ha (hectares on the ellipsoid), mean_db
    (mean strength), max_db (strength of greatest magnitude), pixels, and more as asked for; NaN stays unset. Regions
    below `least_hectares` are left out. Raises Cancelled, OutputError.
    """
    grid = numbers.content.grid
    outlines, outline_layer = _outlines(numbers, stage(progress, 0.0, 0.6))
    driver = gdal.GetDriverByName(DRIVERS[part.suffix.lower()])
    dataset, reason = call(driver.Create, str(part), 0, 0, 0, gdal.GDT_Unknown)
    if dataset is None:
        raise OutputError(f"{part.parent} cannot be written to: choose another folder. (GDAL: {reason})")
    layer = dataset.CreateLayer("changes", grid.reference if grid.crs else None, ogr.wkbPolygon)
    fields = {**FIELDS, **{name: KINDS[kind] for name, kind in attributes.kinds.items()}}
    for name, kind in fields.items():
        layer.CreateField(ogr.FieldDefn(name, kind))
    begin(dataset)
    total, written, hectares, area = outline_layer.GetFeatureCount(), 0, 0.0, _Area(grid)
    for done, outline in enumerate(outline_layer):
        number, shape = outline.GetField("region"), outline.GetGeometryRef()
        size = area.hectares(shape)
        if done % 1000 == 0:
            check_cancelled(progress, 0.6 + 0.4 * done / total)
        if size < least_hectares:
            continue
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        values = (names[int(regions.value[number])], size, *_of_strength(regions, number), *attributes.of(number))
        for name, value in zip(fields, values):
            if value == value:
                feature.SetField(name, value)
        layer.CreateFeature(feature)
        written, hectares = written + 1, hectares + size
    commit(dataset)
    del outline_layer, outlines
    return Polygons(written, hectares)


def _of_strength(regions: Regions, number: int) -> tuple[float, float, int]:
    return float(regions.mean[number]), float(regions.peak[number]), int(regions.pixels[number])


class _Area:
    """Areas on the ellipsoid, measured in an equal-area projection of it (grid.equal_area_reference)."""

    def __init__(self, grid: Grid) -> None:
        self._to_plane = (
            osr.CoordinateTransformation(grid.reference, equal_area_reference(grid)) if grid.on_ellipsoid else None
        )

    def hectares(self, shape: ogr.Geometry) -> float:
        if self._to_plane is None:
            return float("nan")
        plane = shape.Clone()
        plane.Transform(self._to_plane)
        return float(plane.GetArea()) / 1e4


def _outlines(numbers: RasterTarget, progress: Progress) -> tuple[Any, Any]:
    """The regions' outlines as a layer in memory with the field `region`; and the dataset that owns it."""
    driver = gdal.GetDriverByName("Memory") or gdal.GetDriverByName("MEM")
    dataset = driver.Create("regions", 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer("regions", None, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("region", ogr.OFTInteger))
    numbers.flush()
    band = numbers.dataset.GetRasterBand(1)
    stopped = False

    def heard(done: float, _message: str, _data: Any) -> int:
        nonlocal stopped
        stopped = stopped or not progress(done)
        return 0 if stopped else 1

    code, reason = call(gdal.Polygonize, band, band, layer, 0, [], callback=heard)
    if stopped:
        raise Cancelled
    if code != 0:
        raise OutputError(f"The polygons cannot be made: is the disk full? (GDAL: {reason})")
    return dataset, layer


class Burnt:
    """Polygons as a Source: 1, or the code of its label, where a pixel's centre lies in one, else 0, on `grid`.

    `codes` tells the code of each word that the column `label` may hold; polygons without a label are left out. Invalid
    ones are repaired (`repairs` knows which). Raises InputError for a file that holds no polygons, or whose CRS cannot
    be brought to the grid's, for other labels, and for a polygon that cannot be repaired.
    """

    def __init__(
        self, path: str, layer_name: str, grid: Grid, label: str = "", codes: Mapping[str, int] | None = None
    ) -> None:
        self._grid, self._label, self._codes = grid, label, codes or {}
        dataset, reason = open_dataset(path, gdal.OF_VECTOR | gdal.OF_READONLY)
        if dataset is None:
            raise InputError(f"{path} cannot be opened as polygons: choose a vector file. (GDAL: {reason})")
        source = dataset.GetLayerByName(layer_name) if layer_name else dataset.GetLayer(0)
        if source is None or ogr.GT_Flatten(source.GetGeomType()) not in POLYGON_TYPES:
            raise InputError(f"{path} holds no polygons{f' named {layer_name}' if layer_name else ''}: choose others.")
        driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
        self._dataset = driver.CreateDataSource("reference")
        self._layer = self._dataset.CreateLayer("reference", grid.reference if grid.crs else None, ogr.wkbUnknown)
        self._layer.CreateField(ogr.FieldDefn("code", ogr.OFTInteger))
        self.repairs = Repairs(Path(path).name)
        self.count = self._copy(source)

    def read(self, window: Window) -> NDArray[np.float32]:
        """The pixels of a window, (1, rows, cols)."""
        part = self._grid.part(window)
        burnt = gdal.GetDriverByName("MEM").Create("", window.cols, window.rows, 1, gdal.GDT_Byte)
        burnt.SetGeoTransform(part.transform)
        if part.crs:
            burnt.SetSpatialRef(part.reference)
        code, reason = call(gdal.RasterizeLayer, burnt, [1], self._layer, options=["ATTRIBUTE=code"])
        if code != 0:
            raise InputError(f"The reference polygons cannot be drawn on the map's grid. (GDAL: {reason})")
        values: NDArray[np.uint8] = burnt.ReadAsArray()
        return values.astype(np.float32)[np.newaxis]

    def _copy(self, source: ogr.Layer) -> int:
        crs = source.GetSpatialRef()
        transform = None
        if crs is not None and self._grid.crs and not crs.IsSame(self._grid.reference):
            crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            transform = osr.CoordinateTransformation(crs, self._grid.reference)
        if self._label and source.GetLayerDefn().GetFieldIndex(self._label) < 0:
            raise InputError(f"The polygons have no column '{self._label}': add it, or name the one with the labels.")
        count = 0
        for feature in source:
            shape, code = feature.GetGeometryRef(), self._code(feature)
            if shape is None or shape.IsEmpty() or not code:
                continue
            copy = ogr.Feature(self._layer.GetLayerDefn())
            shape = self.repairs.sound(shape, feature.GetFID())
            if transform is not None and call(shape.Transform, transform)[0] != 0:
                raise InputError("A reference polygon lies where its CRS has no place on the map's grid: check both.")
            copy.SetGeometry(shape)
            copy.SetField("code", code)
            self._layer.CreateFeature(copy)
            count += 1
        return count

    def _code(self, feature: ogr.Feature) -> int:
        """0 for a polygon without a label."""
        if not self._label:
            return 1
        word = (feature.GetFieldAsString(self._label) or "").strip().lower()
        if word and word not in self._codes:
            raise InputError(f"A polygon's label is '{word}': use one of {', '.join(self._codes)}, or leave it empty.")
        return self._codes[word] if word else 0
