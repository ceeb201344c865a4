"""Speed and memory of change detection with a network.

python -m tests.benchmarks.bench_change_speed [SIDE [MEASURE ...]]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import apart, engine, measured, speckle_file, table

SIDE = 8192
MEASURES = ("smoothed_log_ratio", "learned", "fused", "adaptive")


def detect(before: str, after: str, measure: str, folder: Path) -> list[str]:
    """Two dates in, strength and classes out, as plain GeoTIFFs."""
    options = ["--measure", measure, "--looks", "4", "--layout", "plain"]
    return engine("detectchange", before, after, str(folder / "s.tif"), str(folder / "c.tif"), *options)


def main(side: int, measures: list[str]) -> None:
    rows = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        dates = [apart(speckle_file, folder / f"{seed}.tif", side, seed) for seed in (1, 2)]
        for measure in measures:
            cost = measured(detect(*dates, measure, folder))
            rows.append([measure, f"{side**2 / 1e6 / cost.seconds:.2f}", f"{cost.peak_mb:.0f}"])
    print(table(["measure", f"Mpixel/s ({side} x {side})", "peak MB"], rows))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIDE, sys.argv[2:] or list(MEASURES))
