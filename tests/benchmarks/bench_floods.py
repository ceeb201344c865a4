"""IoU and F1 on the flood pairs with expert masks, test part: python -m tests.benchmarks.bench_floods [METHOD ...]"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from aurora_qgis.core.change import Direction
from aurora_qgis.core.change.evaluation import Confusion
from aurora_qgis.core.errors import InputError
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.training.change_grounds import valid
from tests.benchmarks.measure import ROOT, table

SETTINGS = {
    "log-ratio + Otsu": ChangeOptions(filter="none", measure="log_ratio", minimum_pixels=0),
    "AuroraSAR, default settings": ChangeOptions(),
    "the same with gain normalisation": ChangeOptions(normalise=True),
    "the same with hysteresis 0.7": ChangeOptions(hysteresis=0.7),
    "learned, any change": ChangeOptions(measure="learned", threshold="even_odds"),
    "learned, asked for floods": ChangeOptions(measure="learned", threshold="even_odds", focus="flood"),
    "the same, from a probability of 0.35": ChangeOptions(
        measure="learned", threshold="fixed", decibel=0.35, focus="flood"
    ),
}
CHANGES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "any change": lambda classes: (classes == Direction.DECREASE) | (classes == Direction.INCREASE),
    "decrease only": lambda classes: classes == Direction.DECREASE,
}


class Triplet(NamedTuple):
    """Files of one place."""

    before: Path
    after: Path
    mask: Path


def triplets(folder: Path) -> list[Triplet]:
    """Those of a part, by their numbers."""
    numbers = [path.stem.rsplit("_", 1)[1] for path in sorted((folder / "BEFORE").glob("*.png"))]
    return [Triplet(*(next((folder / date).glob(f"*_{one}.png")) for date in ("BEFORE", "AFTER", "MASK")))
            for one in numbers]  # fmt: skip


def pixels(path: Path) -> np.ndarray:
    values = np.asarray(gdal.Open(str(path)).ReadAsArray())
    return values[0] if values.ndim == 3 else values


def judged(places: list[Triplet], options: ChangeOptions) -> dict[str, Confusion]:
    """Counts over all pairs together; a pair without any contrast has no change."""
    totals = {name: np.zeros(4, np.int64) for name in CHANGES}
    with tempfile.TemporaryDirectory() as made:
        for place in places:
            before, after, truth = pixels(place.before), pixels(place.after), pixels(place.mask) > 127
            known = valid(before) & valid(after)
            try:
                files = ChangeFiles(f"{made}/s.tif", f"{made}/c.tif")
                detect_change(str(place.before), str(place.after), files, options)
                classes = gdal.Open(f"{made}/c.tif").ReadAsArray()
            except InputError:
                classes = np.full(truth.shape, Direction.NONE)
            for name, chosen in CHANGES.items():
                called = chosen(classes)
                pairs = ((called & truth), (called & ~truth), (~called & truth), (~called & ~truth))
                totals[name] += [int(np.count_nonzero(one & known)) for one in pairs]
    return {name: Confusion(*(int(one) for one in counts)) for name, counts in totals.items()}


def main() -> None:
    data = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "flood_pairs_s1" / "test"
    if not data.is_dir():
        print(f"The flood pairs are not here ({data}): nothing to measure.")
        return
    rows = []
    wanted = sys.argv[1:] or SETTINGS
    for name, options in SETTINGS.items():
        if name not in wanted:
            continue
        for kind, found in judged(triplets(data), options).items():
            rows.append([name, kind, *(f"{one:.3f}" for one in (found.precision, found.recall, found.f1, found.iou))])
    print(table(["method", "counts as flood", "precision", "recall", "F1", "IoU"], rows))


if __name__ == "__main__":
    main()
