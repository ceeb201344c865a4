"""Polygons of Rome onto the radar's grid and back: python -m tests.benchmarks.bench_vectors

Octagons of 105 to 400 m all over the terrain model are radarcoded onto the full-size GRD image by vertices, geocoded
back, and compared with themselves; and beside that, drawn on a map of 10 m without any radar, which is all that pixels
can keep of them. Reads ../shared/data (AURORASAR_SHARED_DATA names another folder).
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal, ogr, osr

from aurora_qgis.core.grid import Window
from aurora_qgis.core.jobs import GeocodeFiles, GeocodeOptions, RadarcodeFiles, VectorOptions, geocode, radarcode_vector
from aurora_qgis.core.resampling import bilinear
from tests.benchmarks.bench_terrain import FOLDER, IMAGE
from tests.benchmarks.measure import table

PRODUCT, TERRAIN = str(next(FOLDER.glob("S1B*"), "")), str(FOLDER / "Rome-30m-DEM.tif")
WIDTHS = (105, 150, 200, 400)
"""Metres from side to side, the least width: ten and a half to forty pixels of PIXEL."""

PIXEL = 10.0
"""Metres of the image's pixels on the ground."""

SAMPLES = 8
"""Down and across in a pixel, for its share inside a shape."""

EACH = 30
MARGIN = 600.0
"""Metres between shapes and the terrain model's border."""

FINE = 2.5
"""Metres of the map on which a shape that went through the radar is compared with itself."""

BESIDE = 30.0
"""Metres around a shape in which pixels count as its own; others are 40 m away at least."""

UTM = 32633


def utm() -> osr.SpatialReference:
    found = osr.SpatialReference()
    found.ImportFromEPSG(UTM)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def octagons(path: str, rng: np.random.Generator) -> list[tuple[int, ogr.Geometry]]:
    """A GeoPackage in UTM of shapes that do not touch, and their widths."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = dataset.CreateLayer("shapes", utm(), ogr.wkbPolygon)
    left, right, bottom, top = extent()
    made: list[tuple[int, ogr.Geometry]] = []
    centres: list[tuple[float, float, float]] = []
    while len(made) < EACH * len(WIDTHS):
        width = WIDTHS[len(WIDTHS) - 1 - len(made) // EACH]
        x, y = rng.uniform(left + MARGIN, right - MARGIN), rng.uniform(bottom + MARGIN, top - MARGIN)
        if any(np.hypot(x - a, y - b) < 0.7 * (width + other) for a, b, other in centres):
            continue
        angle = np.linspace(0, 2 * np.pi, 9) + rng.uniform(0, 1)
        ring = ogr.Geometry(ogr.wkbLinearRing)
        radius = width / 2 / np.cos(np.pi / 8)
        for one in angle:
            ring.AddPoint_2D(x + radius * np.cos(one), y + radius * np.sin(one))
        ring.CloseRings()
        shape = ogr.Geometry(ogr.wkbPolygon)
        shape.AddGeometry(ring)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)
        made.append((width, shape))
        centres.append((x, y, width))
    return made


def extent() -> tuple[float, float, float, float]:
    """Of the terrain model in UTM."""
    warped = gdal.AutoCreateWarpedVRT(gdal.Open(TERRAIN), None, f"EPSG:{UTM}")
    x, size, _, y, _, down = warped.GetGeoTransform()
    return x, x + size * warped.RasterXSize, y + down * warped.RasterYSize, y


def overlaps(back: str, shapes: list[tuple[int, ogr.Geometry]], least: float) -> list[tuple[int, float]]:
    """Intersection over union of each shape with the pixels above `least` around it, on the map's own grid."""
    image = gdal.Open(back)
    x0, size, _, y0, _, _ = image.GetGeoTransform()
    found = []
    for width, shape in shapes:
        left, right, bottom, top = shape.GetEnvelope()
        beside = int(BESIDE / size) + 1
        window = Window(
            int((y0 - top) / size) - beside, int((left - x0) / size) - beside,
            int((top - bottom) / size) + 2 * beside, int((right - left) / size) + 2 * beside,
        )  # fmt: skip
        grid = (x0 + window.col * size, size, 0, y0 - window.row * size, 0, -size)
        near, expected = (burnt(one, grid, window) for one in (shape.Buffer(BESIDE), shape))
        got = (image.ReadAsArray(window.col, window.row, window.cols, window.rows) > least) & near
        found.append((width, float((got & expected).sum() / (got | expected).sum())))
    return found


def inside(shape: ogr.Geometry, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether points lie left of all edges of a convex ring that runs against the clock."""
    points = np.array(shape.GetGeometryRef(0).GetPoints())[:, :2]
    edges = zip(points[:-1], points[1:])
    return np.all([(x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= 0 for (x0, y0), (x1, y1) in edges], axis=0)


def kept_by_pixels(shape: ogr.Geometry, draw: str) -> float:
    """Intersection over union of a shape with itself drawn without error on a map of PIXEL, read as `round_trip` does:
    pixels whose centre it covers, or the share of each that it covers, bilinear, above one half."""
    left, right, bottom, top = shape.GetEnvelope()
    x, y = np.meshgrid(np.arange(left - PIXEL, right + PIXEL, FINE), np.arange(bottom - PIXEL, top + PIXEL, FINE))
    if draw == "presence":
        got = inside(shape, (np.floor(x / PIXEL) + 0.5) * PIXEL, (np.floor(y / PIXEL) + 0.5) * PIXEL)
    else:
        first = np.floor(y[0, 0] / PIXEL) - 2, np.floor(x[0, 0] / PIXEL) - 2
        size = [int((one.max() - one.min()) / PIXEL) + 6 for one in (y, x)]
        down, along = (np.arange(n * SAMPLES) / SAMPLES + 0.5 / SAMPLES + start for n, start in zip(size, first))
        fine = inside(shape, *(one * PIXEL for one in np.meshgrid(along, down)))
        cover = fine.reshape(size[0], SAMPLES, size[1], SAMPLES).mean(axis=(1, 3))
        got = bilinear(cover[np.newaxis], y / PIXEL - 0.5 - first[0], x / PIXEL - 0.5 - first[1])[0] > 0.5
    expected = inside(shape, x, y)
    return float((got & expected).sum() / (got | expected).sum())


def burnt(shape: ogr.Geometry, grid: tuple[float, ...], window: Window) -> np.ndarray:
    """The pixels whose centre lies in a shape, by GDAL."""
    truth = gdal.GetDriverByName("MEM").Create("", window.cols, window.rows, 1, gdal.GDT_Byte)
    truth.SetGeoTransform(grid)
    truth.SetSpatialRef(utm())
    holder = ogr.GetDriverByName("Memory").CreateDataSource("truth")
    layer = holder.CreateLayer("truth", utm(), ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(shape)
    layer.CreateFeature(feature)
    gdal.RasterizeLayer(truth, [1], layer, burn_values=[1])
    return truth.ReadAsArray() == 1


def lifted(path: str, out: str) -> str:
    """One more than each pixel: geocoding takes zeros for no data."""
    source = gdal.Open(path)
    made = gdal.GetDriverByName("GTiff").Create(out, *IMAGE[::-1], 1, gdal.GDT_Float32, ["SPARSE_OK=TRUE"])
    for row in range(0, IMAGE[0], 256):
        rows = min(256, IMAGE[0] - row)
        values = source.ReadAsArray(0, row, IMAGE[1], rows)
        if np.isfinite(values).any():
            made.GetRasterBand(1).WriteArray(values + 1, 0, row)
    return out


class Kept(NamedTuple):
    """How much of a shape is left: intersection over union."""

    width: int
    there_and_back: float
    without_radar: float


def round_trip(folder: str, draw: str) -> tuple[list[Kept], float, str]:
    """Overlaps, seconds of radarcoding, and what was found out."""
    source = f"{folder}/shapes_{draw}.gpkg"
    shapes = octagons(source, np.random.default_rng(5))
    start = time.perf_counter()
    summary = radarcode_vector(
        source, PRODUCT, TERRAIN, RadarcodeFiles(f"{folder}/{draw}.tif"), VectorOptions(draw=draw, layout="plain")
    )
    seconds = time.perf_counter() - start
    lying = f"{summary.shapes} shapes, layover {summary.layover_share:.2%} of the terrain"
    share = draw == "cover"
    image = lifted(f"{folder}/cover.tif", f"{folder}/lifted.tif") if share else f"{folder}/{draw}.tif"
    options = GeocodeOptions(
        crs=f"EPSG:{UTM}", resolution=FINE, resampling="bilinear" if share else "nearest", scale="intensity",
        layout="plain",
    )  # fmt: skip
    geocode(image, PRODUCT, TERRAIN, GeocodeFiles(f"{folder}/back_{draw}.tif"), options)
    for used in (image, f"{folder}/{draw}.tif"):
        Path(used).unlink(missing_ok=True)
    found = overlaps(f"{folder}/back_{draw}.tif", shapes, 1.5 if share else 0.5)
    best = [kept_by_pixels(shape, draw) for _, shape in shapes]
    return [Kept(*one, ideal) for one, ideal in zip(found, best)], seconds, lying


def main() -> None:
    if not FOLDER.is_dir():
        raise SystemExit(f"There are no products in {FOLDER}.")
    names = {"cover": "cover, bilinear, above one half", "presence": "presence, nearest"}
    rows, notes = [], []
    with tempfile.TemporaryDirectory() as folder:
        for draw, name in names.items():
            found, seconds, lying = round_trip(folder, draw)
            for width in WIDTHS:
                own = np.array([one[1:] for one in found if one.width == width])
                figures = [own[:, 0].mean(), own[:, 0].min(), own[:, 1].mean(), own[:, 1].min()]
                rows.append([name, f"{width}", *(f"{one:.3f}" for one in figures)])
            notes.append(f"{name}: {lying}; the image of {IMAGE[0]} x {IMAGE[1]} pixels took {seconds:.1f} s.")
    headings = ["way", "width, m", "IoU, mean", "least", "without radar, mean", "least"]
    print(table(headings, rows))
    print("\n".join(["", f"All compared on a map of {FINE} m, {EACH} shapes a width.", *notes]))


if __name__ == "__main__":
    main()
