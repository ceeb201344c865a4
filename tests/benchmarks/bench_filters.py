"""Speed of every speckle filter beside Orfeo ToolBox, SAGA and findpeaks, and whether the same filters agree.

python -m tests.benchmarks.bench_filters [--findpeaks PYTHON] [--folder FOLDER]   (apt install otb-bin saga)

PYTHON is the interpreter of an environment with the PyPI package `findpeaks`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal

from aurora_qgis.core.raster import Content, Layout, write
from aurora_qgis.core.simulate import Options, simulate
from aurora_qgis.core.speckle import FILTERS, Settings
from tests.benchmarks.despeckling_images import filtered
from tests.benchmarks.measure import Cost, apart, engine, measured, median, table

SIZE, SMALL, LOOKS, RUNS = 4096, 512, 4.0, 3
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


def agreement(folder: Path, name: str) -> str:
    """How far our result lies from Orfeo's, in dB, away from the image's border."""
    first, second = (_inner(folder / file) for file in (f"{name}.tif", f"otb_{name}.tif"))
    apart_db = np.abs(10 * np.log10(first / second))
    shares = ", ".join(f"{np.mean(apart_db <= limit):.4%} within {limit:g}" for limit in (1e-4, 0.01, 0.1))
    return f"{shares}; largest {apart_db.max():.2g} dB"


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
        costs[name] = median([measured(ours(name, source, folder)) for _ in range(1 if name == "ppb" else RUNS)])
    megapixels = SIZE**2 / 1e6
    print(table(["filter", "s", "Mpixel/s", "peak MB"], [
        [name, f"{one.seconds:.2f}", f"{megapixels / one.seconds:.2f}", f"{one.peak_mb:.0f}"]
        for name, one in costs.items()
    ]), flush=True)  # fmt: skip
    if shutil.which("otbcli_Despeckle"):
        rows = []
        for name in ORFEO:
            pairs = [(measured(ours(name, source, folder)), measured(orfeo(name, source, folder))) for _ in range(RUNS)]
            mine, theirs = (median(costs).seconds for costs in zip(*pairs))
            rows.append([name, f"{mine:.2f}", f"{theirs:.2f}", f"{theirs / mine:.1f}", agreement(folder, name)])
        print("\n" + table(["filter", "ours, s", "Orfeo, s", "times faster", "agreement in the interior, dB"], rows))
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
