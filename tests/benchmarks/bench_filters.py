"""Speed of every speckle filter beside Orfeo ToolBox, SAGA and findpeaks, and whether the same filters agree.

python -m tests.benchmarks.bench_filters [--findpeaks PYTHON] [--folder FOLDER]   (apt install otb-bin saga)

PYTHON is the interpreter of an environment with the PyPI package `findpeaks`.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal
from scipy import ndimage

from aurora_qgis.core.raster import Content, Layout, write
from aurora_qgis.core.simulate import Options, simulate
from aurora_qgis.core.speckle import FILTERS, Settings
from tests.benchmarks.despeckling_images import filtered
from tests.benchmarks.measure import Cost, apart, engine, measured, median, speckle_file, table

SIZE, SMALL, LARGE, LOOKS, RUNS = 4096, 512, 8192, 4.0, 3
BORDER = 8
"""Rows and columns left out where results are compared: what lies beyond the image's border is made up differently."""

ORFEO = {
    "lee": ("lee", ["-filter.lee.rad", "3", "-filter.lee.nblooks", "4"]),
    "kuan": ("kuan", ["-filter.kuan.rad", "3", "-filter.kuan.nblooks", "4"]),
    "frost": ("frost", ["-filter.frost.rad", "3", "-filter.frost.deramp", "1"]),
    "gamma_map": ("gammamap", ["-filter.gammamap.rad", "3", "-filter.gammamap.nblooks", "4"]),
}
FINDPEAKS = {
    "lee": "lee_filter(image, win_size=7, cu=0.5)",
    "kuan": "kuan_filter(image, win_size=7, cu=0.5)",
    "frost": "frost_filter(image, damping_factor=1.0, win_size=7)",
    "lee_sigma": "lee_sigma_filter(image, sigma=0.9, win_size=7, num_looks=4, tk=5)",
}


def scene(path: Path) -> str:
    """The VV band of a simulated scene with four looks, uncompressed."""
    made = simulate(Options(shape=(SIZE, SIZE), looks=LOOKS, changes=()))
    write(str(path), made.before.intensity[:1], Content(made.before.grid, ["VV intensity"]), Layout.PLAIN)
    return str(path)


def ours(name: str, source: str, folder: Path) -> list[str]:
    return engine("despeckle", source, str(folder / f"{name}.tif"), "--filter", name, "--looks", f"{LOOKS:g}",
                  "--layout", "plain")  # fmt: skip


def orfeo(name: str, source: str, folder: Path) -> list[str]:
    kind, parameters = ORFEO[name]
    return ["otbcli_Despeckle", "-in", source, "-out", str(folder / f"otb_{name}.tif"), "float", "-filter", kind,
            *parameters]  # fmt: skip


def saga(source: str, folder: Path) -> list[str]:
    return ["saga_cmd", "grid_filter", "3", "-INPUT", source, "-RESULT", str(folder / "saga.sgrd")]


def agreement(folder: Path, name: str) -> list[str]:
    """How far our result, and our formula with Orfeo's variance, lie from Orfeo's, away from the image's border."""
    theirs = _inner(folder / f"otb_{name}.tif")
    ours = np.abs(10 * np.log10(_inner(folder / f"{name}.tif") / theirs))
    shares = ", ".join(f"{np.mean(ours <= limit):.2%} within {limit:g}" for limit in (0.01, 0.1))
    formula = np.abs(10 * np.log10(_with_their_variance(name, folder) / theirs))
    return [f"{shares}; largest {ours.max():.2g}", f"{np.mean(formula < 1e-4):.4%} within 0.0001"]


def _with_their_variance(name: str, folder: Path) -> np.ndarray:
    """The published formula with the variance divided by n - 1, as Orfeo has it, in double precision."""
    image = gdal.Open(str(folder / "scene.tif")).ReadAsArray().astype(np.float64)
    mean = ndimage.uniform_filter(image, 7)
    ci2 = (ndimage.uniform_filter(image * image, 7) - mean**2) * (49 / 48) / mean**2
    cu2 = 1 / LOOKS
    if name == "frost":
        total, weights = np.zeros_like(image), np.zeros_like(image)
        for row, col in itertools.product(range(-3, 4), repeat=2):
            weight = np.exp(-ci2 * np.hypot(row, col))
            total += weight * np.roll(image, (-row, -col), (0, 1))
            weights += weight
        found = total / weights
    elif name == "gamma_map":
        with np.errstate(invalid="ignore", divide="ignore"):
            a = (1 + cu2) / (ci2 - cu2)
            b = a - LOOKS - 1
            root = np.sqrt(np.maximum((mean * b) ** 2 + 4 * a * LOOKS * mean * image, 0))
            found = np.select([ci2 <= cu2, ci2 >= 2 * cu2], [mean, image], (mean * b + root) / (2 * a))
    else:
        weight = np.maximum(1 - cu2 / ci2, 0) / (1 + cu2 if name == "kuan" else 1)
        found = mean + weight * (image - mean)
    return found[BORDER:-BORDER, BORDER:-BORDER]


def _inner(path: Path) -> np.ndarray:
    values = gdal.Open(str(path)).ReadAsArray().astype(np.float64)
    return values[BORDER:-BORDER, BORDER:-BORDER]


def findpeaks(python: str, source: str, folder: Path) -> dict[str, float]:
    """Seconds of its filters on the scene's first 512 x 512 pixels."""
    small = gdal.Open(source).ReadAsArray()[:SMALL, :SMALL]
    np.save(folder / "small.npy", small)
    found = {}
    for name, call in FINDPEAKS.items():
        lines = (
            "import time, numpy, findpeaks", "from findpeaks import *",
            f"image = numpy.load({str(folder / 'small.npy')!r})", "start = time.monotonic()", call,
            "print('seconds', time.monotonic() - start)",
        )  # fmt: skip
        run = subprocess.run([python, "-c", "\n".join(lines)], check=True, capture_output=True, text=True)
        found[name] = float(run.stdout.split()[-1])
    return found


def small_seconds(name: str, source: str) -> float:
    """Of our filter on the same pixels in one thread: the median of five."""
    small = gdal.Open(source).ReadAsArray()[:SMALL, :SMALL]
    times = []
    for _ in range(5):
        start = time.monotonic()
        filtered(name, small, Settings(7, LOOKS))
        times.append(time.monotonic() - start)
    return float(np.median(times))


def main(folder: Path, python: str | None) -> None:
    source = apart(scene, folder / "scene.tif")
    costs: dict[str, Cost] = {}
    for name in FILTERS:
        runs = 1 if name == "ppb" else RUNS
        costs[name] = median([measured(ours(name, source, folder)) for _ in range(runs)])
    megapixels = SIZE**2 / 1e6
    print(table(["filter", "s", "Mpixel/s", "peak MB"], [
        [name, f"{one.seconds:.2f}", f"{megapixels / one.seconds:.2f}", f"{one.peak_mb:.0f}"]
        for name, one in costs.items()
    ]), flush=True)  # fmt: skip
    large = apart(speckle_file, folder / "large.tif", LARGE, 1)
    rates = {
        name: LARGE**2 / 1e6 / median([measured(ours(name, large, folder)) for _ in range(RUNS)]).seconds
        for name in ("refined_lee", "lee_sigma", "frost")
    }
    said = ", ".join(f"{name} {rate:.1f}" for name, rate in rates.items())
    print(f"\nOf {LARGE} x {LARGE}, Mpixel/s: {said}.", flush=True)
    if shutil.which("otbcli_Despeckle"):
        rows = []
        for name in ORFEO:
            pairs = [(measured(ours(name, source, folder)), measured(orfeo(name, source, folder))) for _ in range(RUNS)]
            mine, theirs = (median(costs).seconds for costs in zip(*pairs))
            rows.append([name, f"{mine:.2f}", f"{theirs:.2f}", f"{theirs / mine:.1f}", *agreement(folder, name)])
        headings = [
            "filter",
            "ours, s",
            "Orfeo, s",
            "times faster",
            "interior, dB apart",
            "our formula with n - 1, dB apart",
        ]
        print("\n" + table(headings, rows))
    if shutil.which("saga_cmd"):
        mine, theirs = measured(ours("refined_lee", source, folder)).seconds, measured(saga(source, folder)).seconds
        print(f"\nSAGA multi-direction Lee {theirs:.1f} s, our refined Lee {mine:.2f} s: {theirs / mine:.0f} times.")
    if python:
        rows = [
            [name, f"{small_seconds(name, source):.3f}", f"{theirs:.2f}", f"{theirs / small_seconds(name, source):.0f}"]
            for name, theirs in findpeaks(python, source, folder).items()
        ]
        print("\n" + table(["filter, 512 x 512", "ours, s", "findpeaks, s", "times faster"], rows))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findpeaks", metavar="PYTHON")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.folder:
        main(given.folder, given.findpeaks)
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made), given.findpeaks)
