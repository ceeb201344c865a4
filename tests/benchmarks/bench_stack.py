"""Multi-temporal filters on simulated series with known truth: python -m tests.benchmarks.bench_stack"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from aurora_qgis.core.grid import Grid, reference
from aurora_qgis.core.jobs import StackFiles, StackOptions, despeckle_stack
from aurora_qgis.core.landscape import speckle
from aurora_qgis.core.raster import Content, Layout, Raster, write
from aurora_qgis.core.simulate import Options, simulate
from aurora_qgis.core.speckle import Settings
from aurora_qgis.core.speckle.temporal import expected_looks
from tests.benchmarks.despeckling_images import Case, filtered, mean_score, score
from tests.benchmarks.measure import table

SIDE, WINDOW = 512, 7
SEASON_DB = 1.0
"""How far the whole ground rises or falls between dates."""

METHODS = {
    "Quegan-Yu": StackOptions(method="quegan_yu"),
    "Quegan-Yu, optimal weights": StackOptions(method="quegan_yu_optimal"),
    "RABASAR, Lee": StackOptions(),
    "RABASAR, learned": StackOptions(filter="learned", super_filter="learned"),
}


def filtered_stack(dates: Sequence[np.ndarray], options: StackOptions, looks: float) -> list[np.ndarray]:
    grid = Grid(dates[0].shape, (4e5, 10.0, 0.0, 5e6, 0.0, -10.0), reference("EPSG:32633").ExportToWkt())
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for index, date in enumerate(dates):
            sources.append(str(Path(folder) / f"2024{index // 28 + 1:02d}{index % 28 + 1:02d}.tif"))
            write(sources[-1], date[np.newaxis].astype(np.float32), Content(grid, ["intensity"]), Layout.PLAIN)
        output = str(Path(folder) / "stack.tif")
        chosen = {**vars(options), "looks": looks, "window": WINDOW, "scale": "intensity"}
        despeckle_stack(sources, StackFiles(output), StackOptions(**chosen))
        with Raster.open(output) as raster:
            return list(raster.read())


def homogeneous(looks: float, dates: int) -> list[str]:
    rng = np.random.default_rng(int(10 * looks) + dates)
    made = [speckle((SIDE, SIDE), looks, rng) for _ in range(dates)]
    found = filtered_stack(made, METHODS["Quegan-Yu"], looks)
    measured = np.mean([one[16:-16, 16:-16].mean() ** 2 / one[16:-16, 16:-16].var() for one in found])
    theory = expected_looks(looks, dates, WINDOW**2)
    return [f"{looks:g}", str(dates), f"{measured:.1f}", f"{theory:.1f}", f"{measured / theory:.1%}"]


def series(looks: float, count: int) -> list[Case]:
    """The simulator's scene with a new gain each date; halfway its changes happen."""
    scene = simulate(Options(shape=(SIDE, SIDE), seed=3))
    rng = np.random.default_rng(count)
    cases = []
    for index in range(count):
        ground = (scene.clean_before if index < count // 2 else scene.clean_after)[0]
        ground = ground * 10 ** (rng.uniform(-SEASON_DB, SEASON_DB) / 10)
        clean = np.sqrt(ground.astype(np.float64)) * 1000
        noisy = (clean**2 * speckle(ground.shape, looks, rng)).astype(np.float32)
        cases.append(Case(clean, noisy, float(clean.mean() + 3 * clean.std())))
    return cases


def quality(looks: float, count: int) -> list[list[str]]:
    cases = series(looks, count)
    singles = {name: [filtered(name, case.noisy, Settings(WINDOW, looks)) for case in cases]
               for name in ("lee", "learned")}  # fmt: skip
    stacks = {name: filtered_stack([case.noisy for case in cases], options, looks) for name, options in METHODS.items()}
    rows = []
    for name, found in {"one date, Lee": singles["lee"], "one date, learned": singles["learned"], **stacks}.items():
        one = mean_score([score(case, result, looks) for case, result in zip(cases, found)])
        rows.append([name, f"{looks:g}", str(count), f"{one.psnr:.2f}", f"{one.ssim:.3f}", f"{one.ratio_mean:.3f}"])
    return rows


def main() -> None:
    print(table(["looks", "dates", "ENL after Quegan-Yu 7 x 7", "theory", "reached"],
                [homogeneous(looks, dates) for looks in (1.0, 4.4) for dates in (5, 10, 30)]), flush=True)  # fmt: skip
    rows = [row for looks in (1.0, 4.4) for row in quality(looks, 10)]
    print("\n" + table(["filter", "looks", "dates", "PSNR", "SSIM", "ratio mean"], rows))


if __name__ == "__main__":
    main()
