"""Regions of change as polygons with their area on the ellipsoid and their mean strength."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr, osr

from ..blocks import Progress, Source, blocks, check_cancelled
from ..errors import Cancelled, OutputError
from ..grid import Grid, equal_area_reference
from .gdal_errors import call
from .writing import RasterTarget

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON"}
"""Formats of one file each: a shapefile's parts cannot be renamed in one step."""

FIELDS = {"direction": ogr.OFTString, "area_ha": ogr.OFTReal, "mean_db": ogr.OFTReal, "pixels": ogr.OFTInteger64}


class Polygons(NamedTuple):
    """What was written."""

    written: int
    hectares: float
    """Together; NaN without a CRS."""


class Regions(NamedTuple):
    """Connected regions: a layer in memory whose field `region` numbers them from 1, and their pixels' statistics."""

    dataset: Any
    layer: Any
    pixels: NDArray[np.int64]
    means: NDArray[np.float64]


def write_polygons(
    part: Path,
    changed: RasterTarget,
    numbers: RasterTarget,
    strength: Source,
    names: Mapping[int, str],
    least_hectares: float,
    progress: Progress,
) -> Polygons:
    """Write a polygon per connected region (4 neighbours) of equal value other than zero in `changed`.

    `numbers` is an int32 scratch raster for the regions' numbers, `names` gives the attribute `direction`
    of each value. Further attributes: area_ha (hectares on the ellipsoid), mean_db (mean of `strength` over
    the region) and pixels. Regions below `least_hectares` are left out. Raises Cancelled, OutputError.
    """
    regions = _regions(changed, numbers, strength, progress)
    grid = changed.content.grid
    driver = gdal.GetDriverByName(DRIVERS[part.suffix.lower()])
    dataset, reason = call(driver.Create, str(part), 0, 0, 0, gdal.GDT_Unknown)
    if dataset is None:
        raise OutputError(f"{part.parent} cannot be written to: choose another folder. (GDAL: {reason})")
    layer = dataset.CreateLayer("changes", grid.reference if grid.crs else None, ogr.wkbPolygon)
    for name, kind in FIELDS.items():
        layer.CreateField(ogr.FieldDefn(name, kind))
    dataset.StartTransaction()
    count, hectares = 0, 0.0
    area = _Area(grid)
    for region in regions.layer:
        number, shape = region.GetField("region"), region.GetGeometryRef()
        size = area.hectares(shape)
        if size < least_hectares:
            continue
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        values = (names[region.GetField("value")], size, float(regions.means[number]), int(regions.pixels[number]))
        for name, value in zip(FIELDS, values):
            feature.SetField(name, value)
        layer.CreateFeature(feature)
        count, hectares = count + 1, hectares + size
        if count % 1000 == 0:
            check_cancelled(progress, 0.9)
    dataset.CommitTransaction()
    return Polygons(count, hectares)


class _Area:
    """Areas on the ellipsoid, measured in an equal-area projection of it (grid.equal_area_reference)."""

    def __init__(self, grid: Grid) -> None:
        self._to_plane = osr.CoordinateTransformation(grid.reference, equal_area_reference(grid)) if grid.crs else None

    def hectares(self, shape: ogr.Geometry) -> float:
        if self._to_plane is None:
            return float("nan")
        plane = shape.Clone()
        plane.Transform(self._to_plane)
        return float(plane.GetArea()) / 1e4


def _regions(changed: RasterTarget, numbers: RasterTarget, strength: Source, progress: Progress) -> Regions:
    driver = gdal.GetDriverByName("Memory") or gdal.GetDriverByName("MEM")
    dataset = driver.Create("regions", 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer("regions", None, ogr.wkbPolygon)
    for name in ("value", "region"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTInteger))
    changed.flush()
    band = changed.dataset.GetRasterBand(1)
    _run(gdal.Polygonize, progress, (0.0, 0.5), band, band, layer, 0, [])
    for number, region in enumerate(layer, start=1):
        region.SetField("region", number)
        layer.SetFeature(region)
    _run(gdal.RasterizeLayer, progress, (0.5, 0.7), numbers.dataset, [1], layer, options=["ATTRIBUTE=region"])
    return Regions(dataset, layer, *_statistics(layer.GetFeatureCount(), numbers, strength, progress))


def _statistics(
    count: int, numbers: RasterTarget, strength: Source, progress: Progress
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pixels and mean strength by region number; index 0 is everything else."""
    pixels, sums = np.zeros(count + 1, np.int64), np.zeros(count + 1)
    for window in blocks(numbers.content.grid.shape):
        found = numbers.read(window).ravel()
        if found.any():
            values = np.nan_to_num(strength.read(window).ravel())
            pixels += np.bincount(found, minlength=count + 1)
            sums += np.bincount(found, values, minlength=count + 1)
        check_cancelled(progress, 0.7 + 0.2 * window.row / numbers.content.grid.shape[0])
    return pixels, sums / np.maximum(pixels, 1)


def _run(function: Any, progress: Progress, share: tuple[float, float], *arguments: Any, **options: Any) -> None:
    """Call a GDAL algorithm that reports progress from one share of the run to another."""
    stopped = False

    def heard(done: float, _message: str, _data: Any) -> int:
        nonlocal stopped
        stopped = stopped or not progress(share[0] + done * (share[1] - share[0]))
        return 0 if stopped else 1

    code, reason = call(function, *arguments, **options, callback=heard)
    if stopped:
        raise Cancelled
    if code != 0:
        raise OutputError(f"The polygons cannot be made: is the disk full? (GDAL: {reason})")
