"""Polygons of Rome onto the radar's grid and back: python -m tests.benchmarks.bench_vectors

Octagons of 100 to 400 m all over the terrain model are radarcoded onto the full-size GRD image by vertices, geocoded
back, and compared with themselves. Reads ../shared/data (AURORASAR_SHARED_DATA names another folder).
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

from aurora_qgis.core.grid import Window
from aurora_qgis.core.jobs import GeocodeFiles, GeocodeOptions, VectorFiles, VectorOptions, geocode, radarcode_vector
from tests.benchmarks.bench_terrain import FOLDER, IMAGE
from tests.benchmarks.measure import table

PRODUCT, TERRAIN = str(next(FOLDER.glob("S1B*"), "")), str(FOLDER / "Rome-30m-DEM.tif")
WIDTHS = (100, 150, 200, 400)
"""Metres: ten to forty pixels of 10 m."""

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
        for one in angle:
            ring.AddPoint_2D(x + width / 2 * np.cos(one), y + width / 2 * np.sin(one))
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


def round_trip(folder: str, draw: str) -> tuple[list[tuple[int, float]], float, str]:
    """Overlaps, seconds of radarcoding, and what was found out."""
    source = f"{folder}/shapes_{draw}.gpkg"
    shapes = octagons(source, np.random.default_rng(5))
    start = time.perf_counter()
    summary = radarcode_vector(
        source, PRODUCT, TERRAIN, VectorFiles(f"{folder}/{draw}.tif"), VectorOptions(draw=draw, layout="plain")
    )
    seconds = time.perf_counter() - start
    lying = f"{summary.shapes} shapes, layover {summary.layover_share:.2%} of the terrain"
    finely = draw == "cover"
    image = lifted(f"{folder}/cover.tif", f"{folder}/lifted.tif") if finely else f"{folder}/{draw}.tif"
    options = GeocodeOptions(
        crs=f"EPSG:{UTM}", resolution=FINE if finely else 10.0, resampling="bilinear" if finely else "nearest",
        scale="intensity", layout="plain",
    )  # fmt: skip
    geocode(image, PRODUCT, TERRAIN, GeocodeFiles(f"{folder}/back_{draw}.tif"), options)
    for used in (image, f"{folder}/{draw}.tif"):
        Path(used).unlink(missing_ok=True)
    return overlaps(f"{folder}/back_{draw}.tif", shapes, 1.5 if finely else 0.5), seconds, lying


def main() -> None:
    if not FOLDER.is_dir():
        raise SystemExit(f"There are no products in {FOLDER}.")
    names = {"cover": f"cover, bilinear, {FINE} m", "presence": "presence, nearest, 10 m"}
    rows, notes = [], []
    with tempfile.TemporaryDirectory() as folder:
        for draw, name in names.items():
            found, seconds, lying = round_trip(folder, draw)
            for width in WIDTHS:
                values = [one for other, one in found if other == width]
                rows.append([name, f"{width}", f"{np.mean(values):.4f}", f"{np.min(values):.4f}", f"{len(values)}"])
            notes.append(f"{name}: {lying}; the image of {IMAGE[0]} x {IMAGE[1]} pixels took {seconds:.1f} s.")
    print(table(["way there and back", "width, m", "IoU, mean", "IoU, least", "shapes"], rows))
    print("\n".join(["", *notes]))


if __name__ == "__main__":
    main()
