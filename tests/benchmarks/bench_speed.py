"""Lee 7 x 7 against Orfeo ToolBox, and the memory of despeckling and change detection.

python -m tests.benchmarks.bench_speed [FOLDER]   (needs about 5 GB in FOLDER; peers: apt install otb-bin)
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy import ndimage

from tests.benchmarks.measure import Cost, apart, engine, measured, median, speckle_file, table

SIZE, LARGE, RUNS = 8192, 20_000, 5


def lee(source: str, folder: Path) -> list[str]:
    return engine("despeckle", source, str(folder / "ours.tif"), "--window", "7", "--looks", "4", "--layout", "plain")


def orfeo(source: str, folder: Path) -> list[str]:
    return ["otbcli_Despeckle", "-in", source, "-out", str(folder / "otb.tif"), "float", "-filter", "lee",
            "-filter.lee.rad", "3", "-filter.lee.nblooks", "4"]  # fmt: skip


def uniform_filter() -> float:
    """Seconds of scipy's uniform_filter 7 x 7 on an array of the same size, one thread."""
    image = np.random.default_rng(0).random((SIZE, SIZE), np.float32)
    start = time.monotonic()
    ndimage.uniform_filter(image, 7)
    return time.monotonic() - start


def main(folder: Path) -> None:
    source = apart(speckle_file, folder / "a.tif", SIZE, 1)
    has_orfeo = shutil.which("otbcli_Despeckle") is not None
    ours, theirs = [], []
    for _ in range(RUNS):  # in turn, so that both see the same machine
        ours.append(measured(lee(source, folder)))
        if has_orfeo:
            theirs.append(measured(orfeo(source, folder)))
    plain = apart(uniform_filter)
    rows = [("AuroraSAR Lee 7 x 7, plain GeoTIFF", f"{SIZE} x {SIZE}", median(ours))]
    if theirs:
        rows.append(("Orfeo ToolBox Lee, radius 3", f"{SIZE} x {SIZE}", median(theirs)))
    else:
        print("Orfeo ToolBox is not installed (apt install otb-bin): no peer in this run.")
    rows.append(("AuroraSAR Lee 7 x 7, COG", f"{SIZE} x {SIZE}", measured(_cog(source, folder))))
    rows.append(_change(source, folder))
    large = apart(speckle_file, folder / "large.tif", LARGE, 1)
    rows.append(("AuroraSAR Lee 7 x 7, plain GeoTIFF", f"{LARGE} x {LARGE}", measured(lee(large, folder))))
    print(table(
        ["run", "raster", "seconds", "against uniform_filter", "peak MB"],
        [[name, raster, f"{cost.seconds:.2f}", f"{cost.seconds / plain:.2f}", f"{cost.peak_mb:.0f}"]
         for name, raster, cost in rows],
    ))  # fmt: skip
    if theirs:
        print(
            f"\nFaster than Orfeo ToolBox by {median(theirs).seconds / median(ours).seconds:.2f} (medians of {RUNS})."
        )
    print(f"Memory {LARGE} against {SIZE}: {rows[-1][2].peak_mb / median(ours).peak_mb - 1:+.1%}.")


def _cog(source: str, folder: Path) -> list[str]:
    return engine("despeckle", source, str(folder / "cog.tif"), "--window", "7", "--looks", "4")


def _change(source: str, folder: Path) -> tuple[str, str, Cost]:
    after = apart(speckle_file, folder / "b.tif", SIZE, 2)
    outputs = [str(folder / name) for name in ("s.tif", "c.tif")]
    extras = ["--polygons", str(folder / "p.gpkg"), "--report", str(folder / "r.html")]
    cost = measured(engine("detectchange", source, after, *outputs, *extras))
    return "AuroraSAR change detection, COG, polygons, report", f"2 x {SIZE} x {SIZE}", cost


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
