"""Geocoding and terrain flattening beside PyPI's sarsen: python -m tests.benchmarks.compare_sarsen

AURORASAR_SARSEN names the Python of an environment with sarsen (pip install sarsen); reads ../shared/data. Both get the
same product and terrain model: the shared one of Rome, resampled to 10 m on a part with hills, its heights taken as
ellipsoidal. sarsen states azimuth time, slant range and its simulated beta0; pixels of the product are not needed.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal

from aurora_qgis.core.geometry.flattening import Plane
from aurora_qgis.core.grid import Grid, Window, transform_points
from aurora_qgis.core.jobs import GeocodeFiles, GeocodeOptions, geocode
from aurora_qgis.core.jobs.coarse import averaged_grid
from aurora_qgis.core.jobs.heights import geographic, open_heights
from aurora_qgis.core.jobs.illumination import LitSource
from aurora_qgis.core.jobs.multilooking import block_means
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.jobs.products import product_images
from aurora_qgis.core.jobs.radar_grid import RadarGrid, open_radar_grid
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.resampling import bilinear
from tests.benchmarks.measure import ROOT, table
from tests.test_flattening import constant

FOLDER = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "sentinel1_products"
PYTHON = os.environ.get("AURORASAR_SARSEN", "")
BOUNDS = (290_300, 4_649_700, 295_300, 4_654_700)
"""Of the terrain model, EPSG:32633."""

LOOKS = (3, 4)
"""Our pixels that are as large as sarsen's cells of 30 m in azimuth and 30 m in slant range."""

BORDER = 20
"""Pixels of the map beside which sarsen's cells are not full."""

PEER = """
import json, sys, time
import numpy as np, xarray as xr, sarsen
from sarsen import apps, orbit, scene
product_path, dem, folder = sys.argv[1:]
product = sarsen.Sentinel1SarProduct(product_path, "IW/VV")
def spent(function):
    start = time.process_time()
    function()
    return time.process_time() - start
plain = spent(lambda: sarsen.terrain_correction(product, dem, folder + "/gtc.tif"))
raster = scene.open_dem_raster(dem, chunks=1024)
ecef = xr.map_blocks(scene.convert_to_dem_ecef, raster, kwargs={})
path = orbit.OrbitPolyfitInterpolator.from_position(product.state_vectors())
found = apps.map_simulate_acquisition(ecef, path).compute()
ground = product.slant_range_time_to_ground_range(found.azimuth_time, found.slant_range_time)
start = np.datetime64(product.measurement.attrs["product_first_line_utc_time"])
north = slice(None, None, -1 if found.y.values[0] < found.y.values[-1] else 1)
np.savez(folder + "/peer.npz", time=((found.azimuth_time.values - start) / np.timedelta64(1, "ns") * 1e-9)[north],
         range=found.slant_range_time.values[north] * 299792458 / 2, ground=ground.values[north])
flat = spent(lambda: sarsen.terrain_correction(
    product, dem, folder + "/rtc.tif", folder + "/simulated.tif", correct_radiometry="gamma_bilinear"))
sarsen.terrain_correction(product, folder + "/level.tif", None, folder + "/simulated_level.tif",
                          correct_radiometry="gamma_bilinear")
json.dump([plain, flat], open(folder + "/spent.json", "w"))
"""


def model(folder: str) -> str:
    path = f"{folder}/dem.tif"
    gdal.Warp(path, str(FOLDER / "Rome-30m-DEM.tif"), dstSRS="EPSG:32633", outputBounds=BOUNDS, xRes=10, yRes=10,
              resampleAlg="bilinear", outputType=gdal.GDT_Float32)  # fmt: skip
    level = gdal.GetDriverByName("GTiff").CreateCopy(f"{folder}/level.tif", gdal.Open(path))
    level.GetRasterBand(1).WriteArray(np.full((level.RasterYSize, level.RasterXSize), 100, np.float32))
    return path


def ours(image: str, product: str, dem: str, folder: str, radiometry: str) -> float:
    """CPU seconds of a geocoded map on the terrain model's own grid."""
    options = GeocodeOptions(
        crs="EPSG:32633", resolution=10.0, heights="ellipsoid", scale="intensity", radiometry=radiometry,
        quantity="beta0", layout="plain",
    )  # fmt: skip
    start = time.process_time()
    geocode(image, product, dem, GeocodeFiles(f"{folder}/ours.tif"), options)
    return time.process_time() - start


def places(grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    rows, cols = np.indices(grid.shape) + 0.5
    longitude, latitude = transform_points(grid, geographic(), *grid.to_map(rows, cols))
    return latitude, longitude


def coordinates(radar: RadarGrid, grid: Grid, height: np.ndarray, peer: dict[str, np.ndarray]) -> list[list[str]]:
    """Differences of positions in the image, pixels: root mean square and largest."""
    geometry, annotation = radar.geometry, radar.annotation
    seen = geometry.sense(*places(grid), height)
    inner = (slice(BORDER, -BORDER), slice(BORDER, -BORDER))
    apart = {
        "zero-Doppler time, lines": (seen.azimuth_time - peer["time"]) / annotation.line_interval,
        "slant range, ground pixels": (seen.slant_range - peer["range"]) * 2 / 10 / 1.4,
        "column, pixels": geometry.place(seen).pixel - peer["ground"] / 10,
        "line, with the bistatic term that sarsen has not": geometry.place(seen).line
        - peer["time"] / annotation.line_interval,
    }
    return [[name, f"{np.sqrt(np.mean(one[inner]**2)):.5f}", f"{np.abs(one[inner]).max():.5f}"]
            for name, one in apart.items()]  # fmt: skip


def gains(radar: RadarGrid, grid: Grid, dem: str, height: np.ndarray) -> np.ndarray:
    """Our simulated image on the map, in cells as large as sarsen's."""
    coarse = averaged_grid(radar, LOOKS)
    heights = open_heights(dem, "ellipsoid", unsaid).around(*coarse.outline((-100.0, 1000.0)))
    row, col = coarse.positions(*radar.geometry(*places(grid), height))
    top, left = int(row.min()) - 2, int(col.min()) - 2
    window = Window(top, left, int(row.max()) + 3 - top, int(col.max()) + 3 - left)
    gain = LitSource(coarse, heights, Plane.GAMMA, Plane.BETA).read(window).gain()
    return bilinear(gain[np.newaxis], row - top, col - left)[0]


def apart(name: str, first: np.ndarray, second: np.ndarray) -> list[str]:
    """Share of the pixels within 0.2 dB, median and standard deviation of the difference in decibel."""
    border = BORDER if first.shape[0] > 100 else 2
    found = 10 * np.log10(first / second)[border:-border, border:-border]
    found = found[np.isfinite(found)]
    return [name, f"{np.mean(np.abs(found) < 0.2):.3f}", f"{np.median(found):+.3f}", f"{np.std(found):.3f}"]


def areas(radar: RadarGrid, folder: str) -> list[list[str]]:
    """Both simulated images against each other, as they are and as means of 15 x 15 pixels, and on level ground against
    the closed form 1 / tan(incidence)."""
    found = {}
    for name, simulated in (("dem", "simulated"), ("level", "simulated_level")):
        with Raster.open(f"{folder}/{name}.tif") as raster, Raster.open(f"{folder}/{simulated}.tif") as peer:
            grid, height, theirs = raster.grid, raster.read()[0].astype(float), peer.read()[0]
            theirs = theirs[:: -1 if peer.grid.transform[5] > 0 else 1]
        found[name] = gains(radar, grid, f"{folder}/{name}.tif", height), theirs
    closed = 1 / np.tan(np.radians(radar.geometry.incidence(*places(grid), height)))
    means = (block_means(one[np.newaxis, :495, :495], 15, 15)[0] for one in found["dem"])
    return [
        apart("ours / sarsen", *found["dem"]), apart("means of 150 x 150 m of both", *means),
        apart("level ground: sarsen / closed form", found["level"][1], closed),
        apart("level ground: ours / closed form", found["level"][0], closed),
    ]  # fmt: skip


def main() -> None:
    if not PYTHON or not FOLDER.is_dir():
        raise SystemExit("AURORASAR_SARSEN must name a Python with sarsen, and the shared data must be there.")
    product = str(next(FOLDER.glob("S1B*")))
    with tempfile.TemporaryDirectory() as folder:
        dem = model(folder)
        subprocess.run([PYTHON, "-c", PEER, product, dem, folder], check=True)
        plain, flat = json.loads(Path(f"{folder}/spent.json").read_text())
        peer = dict(np.load(f"{folder}/peer.npz"))
        radar = open_radar_grid(product_images(product)[0], "", (1, 1))
        with Raster.open(dem) as raster:
            grid, height = raster.grid, raster.read()[0].astype(float)
        image = constant(Path(folder), radar.shape)
        own = [ours(image, product, dem, folder, one) for one in ("as_is", "gamma0_terrain")]
        print(table(["position", "rms", "largest"], coordinates(radar, grid, height, peer)))
        print(table(["simulated beta0", "within 0.2 dB", "median dB", "std dB"], areas(radar, folder)))
        names = ("geocoded", "with terrain flattening")
        rows = [[name, f"{peer_s:.1f}", f"{own_s:.2f}", f"{peer_s / own_s:.0f}"]
                for name, peer_s, own_s in zip(names, (plain, flat), own)]  # fmt: skip
        print(table([f"{grid.shape[0]} x {grid.shape[1]} pixels", "sarsen CPU s", "ours CPU s", "ratio"], rows))


if __name__ == "__main__":
    main()
