"""Geocoding and terrain flattening beside PyPI's sarsen: python -m tests.benchmarks.compare_sarsen

AURORASAR_SARSEN names the Python of an environment with sarsen (pip install sarsen); reads ../shared/data. Both get the
same product and terrain model: the shared one of Rome, resampled to 10 m on a part with hills, its heights taken as
ellipsoidal. sarsen states azimuth time, slant range and its simulated beta0; pixels of the product are not needed.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal

from aurora_qgis.core.geometry.ellipsoid import to_cartesian
from aurora_qgis.core.geometry.flattening import Plane
from aurora_qgis.core.grid import Grid, Window, transform_points
from aurora_qgis.core.jobs import GeocodeFiles, GeocodeOptions, geocode
from aurora_qgis.core.jobs.geometry.coarse import averaged_grid
from aurora_qgis.core.jobs.geometry.heights import geographic, open_heights
from aurora_qgis.core.jobs.geometry.illumination import LitSource
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import RadarGrid, open_radar_grid
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.jobs.speckle.multilooking import block_means
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.resampling import bilinear
from tests.benchmarks.measure import ROOT, table
from tests.test_flattening import constant, plane_gain

FOLDER = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "sentinel1_products"
PYTHON = os.environ.get("AURORASAR_SARSEN", "")
BOUNDS = (290_300, 4_649_700, 295_300, 4_654_700)
"""Of the terrain model, EPSG:32633."""

NAMED = str(FOLDER / "Rome-30m-DEM.tif")
"""The whole model in degrees: what METHODS.md, section I, has figures for."""

WIDE = (289_600, 4_648_300, 296_600, 4_657_600)
"""For speed, where the start counts less."""

PART = (292_000, 4_651_500, 293_500, 4_653_000)
FINE = 2.5
"""Metres: an eighth of sarsen's cells of 30 m on the ground, and less."""

SLOPES = {"level": (0.0, 0.0), "tilted": (0.15, -0.2)}
"""To the east and north, of planes."""

LOOKS = (3, 4)
"""Our pixels that are as large as sarsen's cells of 30 m in azimuth and 30 m in slant range."""

BORDER = 20
"""Pixels of the map beside which sarsen's cells are not full."""

PEER = """
import sys
import numpy as np, xarray as xr, sarsen
from sarsen import apps, orbit, scene
product_path, dem, folder = sys.argv[1:]
product = sarsen.Sentinel1SarProduct(product_path, "IW/VV")
def simulated(name):
    sarsen.terrain_correction(product, folder + "/" + name + ".tif", None, folder + "/simulated_" + name + ".tif",
                              correct_radiometry="gamma_bilinear")
raster = scene.open_dem_raster(dem, chunks=1024)
ecef = xr.map_blocks(scene.convert_to_dem_ecef, raster, kwargs={})
path = orbit.OrbitPolyfitInterpolator.from_position(product.state_vectors())
found = apps.map_simulate_acquisition(ecef, path, correct_radiometry="gamma_bilinear").compute()
cells = product.grid_parameters((3.0, 3.0))
row = (found.azimuth_time - cells["azimuth_time0"]) / np.timedelta64(10**9, "ns") / cells["azimuth_time_interval_s"]
col = (found.slant_range_time - cells["slant_range_time0"]) / cells["slant_range_time_interval_s"]
ground = product.slant_range_time_to_ground_range(found.azimuth_time, found.slant_range_time)
start = np.datetime64(product.measurement.attrs["product_first_line_utc_time"])
north = slice(None, None, -1 if found.y.values[0] < found.y.values[-1] else 1)
np.savez(folder + "/peer.npz", time=((found.azimuth_time.values - start) / np.timedelta64(1, "ns") * 1e-9)[north],
         range=found.slant_range_time.values[north] * 299792458 / 2, ground=ground.values[north],
         row=row.values[north], col=col.values[north],
         area=found.gamma_area.values[north] / cells["slant_range_spacing_m"] / cells["azimuth_spacing_m"])
for name in ("dem", "level", "tilted", "fine"):
    simulated(name)
"""

SPENT = """
import sys, time
import dask, sarsen
product, dem, out, radiometry, scheduler = sys.argv[1:]
dask.config.set(scheduler=scheduler)
start = time.process_time()
sarsen.terrain_correction(
    sarsen.Sentinel1SarProduct(product, "IW/VV"), dem, out, correct_radiometry=radiometry or None)
print(time.process_time() - start)
"""
"""CPU seconds of one run in a process of its own."""

STEADY, RACING = "synchronous", "threads"
"""dask's schedulers. sarsen replaces a function of xarray's while it interpolates, which is not safe in threads, its
default, and the likely reason why some runs take twenty times as long and seven times the memory."""

RACES = 5
WAYS = {"as_is": "", "gamma0_terrain": "gamma_bilinear"}
"""Ours, and what sarsen calls it."""


def model(folder: str) -> str:
    """The terrain, and beside it: more of it, the same size level and tilted, a part of it in cells of FINE metres."""
    path = f"{folder}/dem.tif"
    common = {"dstSRS": "EPSG:32633", "resampleAlg": "bilinear", "outputType": gdal.GDT_Float32}
    gdal.Warp(path, NAMED, outputBounds=BOUNDS, xRes=10, yRes=10, **common)
    gdal.Warp(f"{folder}/wide.tif", NAMED, outputBounds=WIDE, xRes=10, yRes=10, **common)
    gdal.Warp(f"{folder}/fine.tif", path, outputBounds=PART, xRes=FINE, yRes=FINE, **common)
    for name, slopes in SLOPES.items():
        made = gdal.GetDriverByName("GTiff").CreateCopy(f"{folder}/{name}.tif", gdal.Open(path))
        rows, cols = np.indices((made.RasterYSize, made.RasterXSize)) * 10.0
        made.GetRasterBand(1).WriteArray((1000 + slopes[0] * cols - slopes[1] * rows).astype(np.float32))
    return path


def theirs(product: str, dem: str, folder: str, radiometry: str, scheduler: str) -> float:
    """CPU seconds of sarsen."""
    run = [PYTHON, "-c", SPENT, product, dem, f"{folder}/out.tif", radiometry, scheduler]
    return float(subprocess.run(run, check=True, capture_output=True, text=True).stdout.split()[-1])


def ours(image: str, product: str, dem: str, folder: str, radiometry: str) -> float:
    """CPU seconds of a geocoded map on the terrain model's own grid."""
    with Raster.open(dem) as raster:
        grid = raster.grid
    options = GeocodeOptions(
        crs=grid.crs, resolution=grid.pixel_size[1], heights="ellipsoid", scale="intensity", radiometry=radiometry,
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


def areas(radar: RadarGrid, folder: str, peer: dict[str, np.ndarray]) -> list[list[str]]:
    """Both simulated images against each other, as they are and as means of 15 x 15 pixels; on planes against the
    closed form; and sarsen's against what its weights come to."""
    found, closed = {}, {}
    for name in ("dem", "fine", *SLOPES):
        with Raster.open(f"{folder}/{name}.tif") as raster, Raster.open(f"{folder}/simulated_{name}.tif") as other:
            grid, height, theirs = raster.grid, raster.read()[0].astype(float), other.read()[0]
            theirs = theirs[:: -1 if other.grid.transform[5] > 0 else 1]
        found[name] = gains(radar, grid, f"{folder}/{name}.tif", height), theirs
        if name in SLOPES:
            closed[name] = plane_gain(radar, (*places(grid), height), normal(grid, height), Plane.GAMMA)
    means = (block_means(one[np.newaxis, :495, :495], 15, 15)[0] for one in found["dem"])
    fine = (block_means(one[np.newaxis], 4, 4)[0] for one in found["fine"])
    rows = [
        apart("ours / sarsen", *found["dem"]), apart("means of 150 x 150 m of both", *means),
        apart("sarsen / sum of the facets whose middle lies in a cell", found["dem"][1], binned(peer)),
        apart(f"ours / sarsen, terrain model of {FINE} m, means of 10 x 10 m", *fine),
    ]  # fmt: skip
    for name, form in closed.items():
        rows += [apart(f"{name} plane: {who} / closed form", one, form) for who, one in zip(("ours", "sarsen"),
                                                                                          found[name])]  # fmt: skip
    return rows


def binned(peer: dict[str, np.ndarray]) -> np.ndarray:
    """Area that each of sarsen's cells holds, at the terrain's points.

    Its four bilinear weights of a facet go to the four corners of a cell, and are read again at the corners of the same
    cell only: they add up to one, so that all of a facet counts where its middle lies.
    """
    row, col = (np.floor(peer[name]).astype(int) for name in ("row", "col"))
    cell = (row - row.min()) * (np.ptp(col) + 1) + col - col.min()
    return np.bincount(cell.ravel(), peer["area"].ravel())[cell]


def normal(grid: Grid, height: np.ndarray) -> np.ndarray:
    """Of the surface, from pixel to pixel."""
    point = to_cartesian(*places(grid), height)
    return np.cross(np.gradient(point, axis=2), -np.gradient(point, axis=1), axis=0)


def main() -> None:
    if not PYTHON or not FOLDER.is_dir():
        raise SystemExit("AURORASAR_SARSEN must name a Python with sarsen, and the shared data must be there.")
    product = str(next(FOLDER.glob("S1B*")))
    with tempfile.TemporaryDirectory() as folder:
        dem = model(folder)
        subprocess.run([PYTHON, "-c", PEER, product, dem, folder], check=True)
        peer = dict(np.load(f"{folder}/peer.npz"))
        radar = open_radar_grid(product_images(product)[0], "", (1, 1))
        with Raster.open(dem) as raster:
            grid, height = raster.grid, raster.read()[0].astype(float)
        image = constant(Path(folder), radar.shape)
        print(table(["position", "rms", "largest"], coordinates(radar, grid, height, peer)))
        print(table(["simulated beta0", "within 0.2 dB", "median dB", "std dB"], areas(radar, folder, peer)))
        rows = []
        for path in (NAMED, dem, f"{folder}/wide.tif"):
            for way, theirs_way in WAYS.items():
                peer_s = theirs(product, path, folder, theirs_way, STEADY)
                own_s = min(ours(image, product, path, folder, way) for _ in range(2))
                name = f"{way}, {np.prod(Raster.open(path).grid.shape) / 1e6:.2f} Mpixel"
                rows.append([name, f"{peer_s:.1f}", f"{own_s:.2f}", f"{peer_s / own_s:.1f}"])
        print(table(["map", "sarsen CPU s", "ours CPU s", "ratio"], rows))
        races = [theirs(product, NAMED, folder, WAYS["gamma0_terrain"], RACING) for _ in range(RACES)]
        print(f"Flattened, the first map, sarsen in threads: {', '.join(f'{one:.1f}' for one in races)} CPU s.")


if __name__ == "__main__":
    main()
