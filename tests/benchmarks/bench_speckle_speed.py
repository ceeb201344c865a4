"""Speed of every speckle filter, and Orfeo ToolBox, SAGA and findpeaks beside ours on the same image.

python -m tests.benchmarks.bench_speckle_speed [FOLDER]   (peers: apt install otb-bin saga, and see peers.py)

The image is the simulated scene, 4096 x 4096, VV before, in linear intensity. Times are of whole programs, medians of
three runs in turn; findpeaks, in pure Python, is given 200 x 200 pixels of it and both are counted per pixel.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

import numpy as np
from osgeo import gdal

from aurora_qgis.core.jobs.simulating import write_scene
from aurora_qgis.core.simulate import Options
from aurora_qgis.core.speckle import FILTERS, Settings, local
from aurora_qgis.core.speckle.moments import Moments, local_moments
from tests.benchmarks.measure import Cost, apart, engine, measured, median, table
from tests.benchmarks.peers import available, peer

gdal.UseExceptions()

SIZE, RUNS, EDGE, LOOKS = 4096, 3, 8, 4.4
BEFORE = "intensity.tif"
FINDPEAKS = {"findpeaks_lee": "lee", "findpeaks_frost": "frost", "findpeaks_lee_sigma": "lee_sigma"}
CROP = 200


ORFEO = {
    "lee": ("-filter.lee.rad", "3", "-filter.lee.nblooks", str(LOOKS)),
    "kuan": ("-filter.kuan.rad", "3", "-filter.kuan.nblooks", str(LOOKS)),
    "frost": ("-filter.frost.rad", "3", "-filter.frost.deramp", "1"),
    "gamma_map": ("-filter.gammamap.rad", "3", "-filter.gammamap.nblooks", str(LOOKS)),
}


def scene(folder: Path) -> None:
    """The simulated scene's first band in linear intensity, uncompressed."""
    files = write_scene(str(folder), Options(shape=(SIZE, SIZE), looks=LOOKS))
    source = gdal.Open(str(files.before))
    values = 10 ** (source.GetRasterBand(1).ReadAsArray() / 10)
    written = gdal.GetDriverByName("GTiff").Create(str(folder / BEFORE), SIZE, SIZE, 1, gdal.GDT_Float32)
    written.SetGeoTransform(source.GetGeoTransform())
    written.SetProjection(source.GetProjection())
    written.GetRasterBand(1).WriteArray(np.nan_to_num(values, nan=float(np.nanmean(values))))


def ours(name: str, folder: Path) -> list[str]:
    return engine("despeckle", str(folder / BEFORE), str(folder / f"{name}.tif"), "--filter", name, "--looks",
                  str(LOOKS), "--scale", "intensity", "--layout", "plain")  # fmt: skip


def orfeo(name: str, folder: Path) -> list[str]:
    kind = name.replace("_", "")
    return ["otbcli_Despeckle", "-in", str(folder / BEFORE), "-out", str(folder / f"otb_{name}.tif"), "float",
            "-filter", kind, *ORFEO[name]]  # fmt: skip


def saga(folder: Path) -> list[str]:
    return ["saga_cmd", "grid_filter", "3", "-INPUT", str(folder / BEFORE), "-RESULT", str(folder / "saga.sgrd"),
            "-METHOD", "2"]  # fmt: skip


def read(path: Path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def differences(mine: np.ndarray, theirs: np.ndarray) -> str:
    """Median, 99 % quantile and largest relative difference inside the image."""
    inside = (slice(EDGE, -EDGE),) * 2
    relative = np.abs(mine[inside] - theirs[inside]) / theirs[inside]
    return f"{np.median(relative):.0e}, {np.quantile(relative, 0.99):.0e}, {relative.max():.0e}"


def with_sample_variance(name: str, image: np.ndarray) -> np.ndarray:
    """Our filter with the variance that Orfeo takes, divided by n - 1 in place of n."""

    def moments(image: np.ndarray, window: int) -> Moments:
        mean, variance = local_moments(image, window)
        return Moments(mean, variance * np.float32(window**2 / (window**2 - 1)))

    with mock.patch.object(local, "local_moments", moments):
        return FILTERS[name].function(image[np.newaxis], Settings(7, LOOKS))[0]


def speeds(folder: Path) -> dict[str, Cost]:
    """Of our filters."""
    found = {}
    for name in FILTERS:
        runs = RUNS if name not in ("ppb", "median") else 1
        found[name] = median([measured(ours(name, folder)) for _ in range(runs)])
    print("\n### Speed of whole runs on two cores\n")
    print(table(
        ["filter (7 x 7)", "Mpixel/s", "peak MB"],
        [[name, f"{SIZE**2 / cost.seconds / 1e6:.2f}", f"{cost.peak_mb:.0f}"] for name, cost in found.items()],
    ), flush=True)  # fmt: skip
    return found


def one_core(folder: Path) -> None:
    """The learned filter pinned to one core."""
    cost = measured(["taskset", "-c", "0", *ours("learned", folder)])
    print(f"\nLearned filter on one core: {cost.seconds / SIZE**2 * 1e6:.2f} s per Mpixel.", flush=True)


def against_orfeo(folder: Path) -> None:
    if shutil.which("otbcli_Despeckle") is None:
        print("\nOrfeo ToolBox is not installed (apt install otb-bin): not in this run.")
        return
    rows = []
    for name in ORFEO:
        mine, theirs = [], []
        for _ in range(RUNS):  # in turn, so that both see the same machine
            mine.append(measured(ours(name, folder)))
            theirs.append(measured(orfeo(name, folder)))
        a, b = median(mine).seconds, median(theirs).seconds
        there = read(folder / f"otb_{name}.tif")
        alike = with_sample_variance(name, read(folder / BEFORE))
        seen = differences(read(folder / f"{name}.tif"), there), differences(alike, there)
        rows.append([name, f"{a:.2f}", f"{b:.2f}", f"{b / a:.1f}", *seen])
    print("\n### Against Orfeo ToolBox, radius 3\n")
    headings = ["filter", "ours s", "Orfeo s", "times faster", "relative difference: median, 99 %, largest",
                "the same with their variance (n - 1)"]  # fmt: skip
    print(table(headings, rows), flush=True)


def against_saga(folder: Path) -> None:
    if shutil.which("saga_cmd") is None:
        print("\nSAGA is not installed (apt install saga): not in this run.")
        return
    mine, theirs = (median([measured(run) for _ in range(RUNS)]) for run in (ours("refined_lee", folder), saga(folder)))
    print(f"\nSAGA multi-direction Lee {theirs.seconds:.1f} s, our refined Lee {mine.seconds:.2f} s: "
          f"{theirs.seconds / mine.seconds:.1f} times faster.", flush=True)  # fmt: skip


def against_findpeaks(folder: Path) -> None:
    if not available():
        return
    crop = read(folder / BEFORE)[1000 : 1000 + CROP, 1000 : 1000 + CROP].astype(np.float64)
    rows = []
    for theirs, name in FINDPEAKS.items():
        slow = peer(theirs, [crop], 4).seconds / crop.size
        image, settings = read(folder / BEFORE)[np.newaxis, :1024], Settings(7, 4.0)
        start = time.perf_counter()
        FILTERS[name].function(image, settings)
        fast = (time.perf_counter() - start) / image.size
        rows.append([name, f"{fast * 1e6:.3f}", f"{slow * 1e6:.0f}", f"{slow / fast:.0f}"])
    print("\n### Against findpeaks (pure Python), one core, s per Mpixel\n")
    print(table(["filter", "ours", "findpeaks", "times faster"], rows), flush=True)


def main(folder: Path) -> None:
    apart(scene, folder)
    speeds(folder)
    one_core(folder)
    against_orfeo(folder)
    against_saga(folder)
    against_findpeaks(folder)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
