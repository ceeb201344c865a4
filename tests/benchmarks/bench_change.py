"""Cohen's kappa of change detection on the classical pairs: python -m tests.benchmarks.bench_change [METHOD ...]"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from osgeo import gdal
from scipy import ndimage

from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from tests.benchmarks.change_pairs import PAIRS, band, kappa, wrapped
from tests.benchmarks.measure import ROOT, table

SETTINGS = {
    "AuroraSAR, default settings": ChangeOptions(),
    "the same with gain normalisation": ChangeOptions(normalise=True),
    "the same without dropping small changes": ChangeOptions(minimum_pixels=0),
    "the same with hysteresis 0.7": ChangeOptions(hysteresis=0.7),
    "boxcar 5 instead of Lee": ChangeOptions(filter="boxcar"),
    "boxcar 3 instead of Lee": ChangeOptions(filter="boxcar", window=3),
    "no filter": ChangeOptions(filter="none"),
    "log-ratio, not smoothed": ChangeOptions(measure="log_ratio"),
    "mean-ratio": ChangeOptions(measure="mean_ratio"),
    "likelihood ratio of boxcar 5": ChangeOptions(measure="likelihood", filter="boxcar"),
    "likelihood ratio of boxcar 5, p below 0.001": ChangeOptions(
        measure="likelihood", filter="boxcar", threshold="false_alarm"
    ),
    "no filter, false discovery rate 5 %": ChangeOptions(filter="none", threshold="discovery"),
    "Kittler-Illingworth instead of Otsu": ChangeOptions(threshold="kittler_illingworth"),
    "learned": ChangeOptions(measure="learned", threshold="even_odds"),
    "fused": ChangeOptions(measure="fused", threshold="even_odds"),
    "adaptive": ChangeOptions(measure="adaptive", threshold="even_odds"),
    "learned, Otsu": ChangeOptions(measure="learned"),
    "blend, for comparison": ChangeOptions(measure="blend", threshold="even_odds"),
    "Kittler-Illingworth with generalised Gaussians": ChangeOptions(threshold="generalised_gaussian"),
}


def ours(data: Path, options: ChangeOptions) -> list[float]:
    found = []
    with tempfile.TemporaryDirectory() as made:
        for pair in PAIRS.values():
            before, after, truth = wrapped(data, pair, Path(made))
            detect_change(before, after, ChangeFiles(f"{made}/s.tif", f"{made}/c.tif"), options)
            found.append(kappa(gdal.Open(f"{made}/c.tif").ReadAsArray() != 2, truth))
    return found


def baseline(data: Path) -> list[float]:
    """The data folder's own baseline: Gaussian of 1 pixel on each image, |log-ratio| of grey levels, Otsu."""
    found = []
    for pair in PAIRS.values():
        first, second = (ndimage.gaussian_filter(band(data / name).astype(float), 1) for name in pair[:2])
        magnitude = np.abs(np.log((second + 1) / (first + 1)))
        counts, edges = np.histogram(magnitude, 512)
        centres, below = (edges[1:] + edges[:-1]) / 2, np.cumsum(counts)
        moment, above = np.cumsum(counts * centres), below[-1] - np.cumsum(counts)
        between = (moment[-1] * below / below[-1] - moment) ** 2 / np.maximum(below * above, 1)
        found.append(kappa(magnitude > centres[np.argmax(between)], band(data / pair.truth) > 127))
    return found


def main() -> None:
    data = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "change_benchmarks"
    if not data.is_dir():
        print(f"The benchmark pairs are not here ({data}): nothing to measure.")
        return
    rows = [("Gaussian, |log-ratio|, Otsu (baseline)", baseline(data))]
    wanted = sys.argv[1:] or SETTINGS
    rows += [(name, ours(data, options)) for name, options in SETTINGS.items() if name in wanted]
    print(table(["method", *PAIRS, "mean"], [[name, *(f"{one:.3f}" for one in values), f"{np.mean(values):.3f}"]
                                             for name, values in rows]))  # fmt: skip


if __name__ == "__main__":
    main()
