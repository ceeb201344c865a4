"""Every speckle filter on images with known truth, beside its published or measured anchor (METHODS A.1, A.5).

python -m tests.benchmarks.bench_despeckling [--bm3d PYTHON] [--deep PYTHON] [--only FILTER ...]

PYTHON are interpreters of environments with the PyPI packages `bm3d` and `deepdespeckling`; without them those rows
are left out. BM3D takes minutes per megapixel.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from aurora_qgis.core.speckle import Settings
from tests.benchmarks.despeckling_images import (
    DATA,
    Case,
    Score,
    filtered,
    mean_score,
    natural,
    natural_cases,
    radar_cases,
    score,
    temporal_means,
)
from tests.benchmarks.measure import table

LOOKS = (1, 2, 4, 10)
RADAR_LOOKS = (1, 4)
RESOLUTIONS = {"white": 0.0, "correlated": 0.7}
FILTERS = {
    "boxcar 5 x 5": ("boxcar", 5), "boxcar": ("boxcar", 7), "median": ("median", 7), "Lee": ("lee", 7),
    "Kuan": ("kuan", 7), "enhanced Lee": ("enhanced_lee", 7), "Frost": ("frost", 7),
    "enhanced Frost": ("enhanced_frost", 7), "Gamma-MAP": ("gamma_map", 7), "refined Lee": ("refined_lee", 7),
    "Lee sigma": ("lee_sigma", 7), "PPB": ("ppb", 7), "learned": ("learned", 7),
}  # fmt: skip
ANCHORS = {
    "noisy": (12.76, 15.29, 18.00, 21.72), "boxcar 5 x 5": (21.77, 22.93, 23.68, 24.24),
    "Lee": (21.95, None, None, None), "Kuan": (22.29, 23.59, 25.05, 27.33), "Gamma-MAP": (20.87, 22.49, 24.09, 26.43),
    "Frost": (21.52, 24.66, 25.11, 25.00), "refined Lee": (21.67, 23.38, 25.17, 27.71),
    "log-BM3D": (24.39, 26.76, 28.70, 30.94),
}  # fmt: skip
"""Mean PSNR on Set12 from METHODS A.1, at one, two, four and ten looks."""

SINGLE_LOOK = " (made for L = 1)"
"""In the names of peers that serve one look only."""

Method = Callable[[Sequence[Case], int], list[np.ndarray]]


def ours(name: str, window: int) -> Method:
    return lambda cases, looks: [filtered(name, case.noisy, Settings(window, looks)) for case in cases]


def peer(python: str, method: str, cases: Sequence[Case], looks: int) -> list[np.ndarray]:
    """The results of despeckling_peers.py under another interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        for index, case in enumerate(cases):
            np.save(f"{folder}/{index:03d}.npy", case.noisy)
        script = Path(__file__).with_name("despeckling_peers.py")
        subprocess.run([python, script, method, folder, str(looks)], check=True, stderr=subprocess.DEVNULL)
        return [np.load(f"{folder}/{method}/{index:03d}.npy") for index in range(len(cases))]


def scored(method: Method, cases: Sequence[Case], looks: int) -> tuple[Score, float]:
    """Mean score, and seconds per megapixel of wall time on one thread."""
    start = time.monotonic()
    results = method(cases, looks)
    seconds = time.monotonic() - start
    scores = [score(case, found, looks) for case, found in zip(cases, results)]
    return mean_score(scores), seconds / sum(case.noisy.size for case in cases) * 1e6


def natural_table(images: Sequence[np.ndarray], methods: dict[str, Method], anchors: dict[str, tuple]) -> str:
    rows = []
    for name, method in methods.items():
        served = LOOKS[:1] if SINGLE_LOOK in name else LOOKS
        found = [scored(method, natural_cases(images, looks), looks) for looks in served]
        of_name = anchors.get(name, (None,) * len(LOOKS))
        cells = [
            f"{one.psnr:.2f} / {one.ssim:.3f}" + (f" ({one.psnr - anchor:+.2f})" if anchor else "")
            for (one, _), anchor in zip(found, of_name)
        ] + ["-"] * (len(LOOKS) - len(served))
        first = found[0][0]
        rows.append([name, *cells, f"{first.ratio_mean:.3f}", f"{first.ratio_variance:.2f}", f"{found[0][1]:.2f}"])
        print(" ".join(rows[-1]), flush=True)
    headings = ["filter", *(f"L = {looks}" for looks in LOOKS), "ratio mean, L = 1", "variance x L", "s / Mpixel"]
    return table(headings, rows)


def radar_table(images: Sequence[np.ndarray], methods: dict[str, Method]) -> str:
    rows = []
    for name, method in methods.items():
        cells = [
            "-" if SINGLE_LOOK in name and looks > 1
            else f"{scored(method, radar_cases(images, looks, resolution), looks)[0].psnr:.2f}"
            for resolution in RESOLUTIONS.values() for looks in RADAR_LOOKS
        ]  # fmt: skip
        rows.append([name, *cells])
        print(" ".join(rows[-1]), flush=True)
    headings = [f"{kind}, L = {looks}" for kind in RESOLUTIONS for looks in RADAR_LOOKS]
    return table(["filter", *headings], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bm3d", metavar="PYTHON")
    parser.add_argument("--deep", metavar="PYTHON")
    parser.add_argument("--only", metavar="FILTER", nargs="+")
    given = parser.parse_args()
    if not (DATA / "natural_images").is_dir():
        print(f"The images are not here ({DATA}): nothing to measure.")
        return
    ours_only: dict[str, Method] = {"noisy": lambda cases, _: [case.noisy for case in cases]}
    ours_only |= {name: ours(*one) for name, one in FILTERS.items()}
    methods = dict(ours_only)
    if given.bm3d:
        methods["log-BM3D"] = partial(peer, given.bm3d, "bm3d")
    if given.deep:
        methods |= {f"{name}{SINGLE_LOOK}": partial(peer, given.deep, name.lower()) for name in ("SAR2SAR", "MERLIN")}
    if given.only:
        ours_only, methods = ({name: one for name, one in these.items() if name in given.only}
                              for these in (ours_only, methods))  # fmt: skip
    print(f"\nSet12, PSNR / SSIM (against anchor)\n\n{natural_table(natural('Set12'), methods, ANCHORS)}\n")
    print(f"\nBSD68, PSNR / SSIM\n\n{natural_table(natural('BSD68'), ours_only, {})}\n")
    print(f"\nSentinel-1 temporal means, PSNR\n\n{radar_table(temporal_means(), methods)}")


if __name__ == "__main__":
    main()
