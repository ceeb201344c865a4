"""Measured over nominal false-alarm rate on unchanged speckle: python -m tests.benchmarks.bench_false_alarms"""

from __future__ import annotations

import tempfile

import numpy as np
from scipy import ndimage

from aurora_qgis.core.grid import Grid, reference
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.raster import Content, Layout, write
from tests.benchmarks.measure import table

SHAPE = (1500, 1500)
LOOKS, RATES = (1, 4, 10), (0.05, 0.01, 0.001)
KINDS = (
    ("none", "log_ratio"), ("boxcar", "log_ratio"), ("none", "smoothed_log_ratio"), ("boxcar", "smoothed_log_ratio"),
    ("boxcar", "likelihood"),
)  # fmt: skip
"""Filter and measure."""

RESOLUTIONS = {"white": 0.0, "neighbours correlated by 0.20": 0.6, "neighbours correlated by 0.45": 0.8}


def speckle(looks: int, resolution: float, rng: np.random.Generator) -> np.ndarray:
    """Speckle as radar makes it: the mean power of circular Gaussian fields seen at a resolution."""
    total = np.zeros(SHAPE)
    for _ in range(2 * looks):
        field = rng.standard_normal(SHAPE)
        total += (ndimage.gaussian_filter(field, resolution) if resolution else field) ** 2
    return (total / total.mean()).astype(np.float32)[np.newaxis]


def main() -> None:
    rng = np.random.default_rng(1)
    content = Content(Grid(SHAPE, (4e5, 10.0, 0.0, 5e6, 0.0, -10.0), reference("EPSG:32633").ExportToWkt()), ["VV"])
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        files = ChangeFiles(f"{folder}/s.tif", f"{folder}/c.tif")
        for name, resolution in RESOLUTIONS.items():
            for looks in LOOKS:
                for date in ("before", "after"):
                    write(f"{folder}/{date}.tif", speckle(looks, resolution, rng), content, Layout.PLAIN)
                for kind, measure in KINDS:
                    found = [
                        detect_change(f"{folder}/before.tif", f"{folder}/after.tif", files, ChangeOptions(
                            filter=kind, measure=measure, threshold="false_alarm", false_alarm_rate=rate, looks=looks,
                            minimum_pixels=0, layout="plain")).changed_share / rate
                        for rate in RATES
                    ]  # fmt: skip
                    rows.append([name, str(looks), kind, measure, *(f"{one:.2f}" for one in found)])
    print(table(["speckle", "looks", "filter (5 x 5)", "measure", *(f"{rate:.1%}" for rate in RATES)], rows))


if __name__ == "__main__":
    main()
