"""How well the shift between two dates is found, and how well its own error says so.

python -m tests.benchmarks.bench_registration
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import ndimage

from aurora_qgis.core.landscape import Change, landscape, speckle, texture
from aurora_qgis.core.registration import Shift, image_shift
from tests.benchmarks.measure import table

SIDE, MARGIN, TRIALS = 384, 12, 10
ALL = tuple(Change)[1:]
CASES = (
    ("4.4 looks", 4.4, ()),
    ("4.4 looks, changed", 4.4, ALL),
    ("1 look", 1.0, ()),
    ("1 look, changed", 1.0, ALL),
)  # fmt: skip
Images = tuple[np.ndarray, np.ndarray]


def two_dates(shift: Sequence[float], looks: float, changes: Sequence[Change], rng: np.random.Generator) -> Images:
    """Two bands of two dates with independent, correlated speckle; the second's ground is shifted."""
    full = (SIDE + 2 * MARGIN,) * 2
    cover, *levels, _ = landscape(full, changes, rng)
    grain = texture(cover, rng)
    ground = [ndimage.gaussian_filter(10 ** (db / 10) * grain, (0, 0.8, 0.8)) for db in levels]
    ground[1] = np.maximum(ndimage.shift(ground[1], (0, *shift), order=3, mode="nearest"), 1e-6)
    inner = (..., slice(MARGIN, -MARGIN), slice(MARGIN, -MARGIN))
    first, second = ((one[inner] * speckle(one[inner].shape, looks, rng, 0.4)).astype(np.float32) for one in ground)
    return first, second


def row(name: str, looks: float, changes: Sequence[Change], bands: int) -> list[str]:
    """Of random shifts of up to three pixels on random ground."""
    rng = np.random.default_rng(1)
    apart, said, told = [], [], 0
    for _ in range(TRIALS):
        shift = rng.uniform(-3, 3, 2)
        first, second = two_dates(shift, looks, changes, rng)
        found: Shift = image_shift([(first[:bands], second[:bands])])
        if found.known:
            told += 1
            apart.append((found.rows - shift[0]) ** 2 + (found.cols - shift[1]) ** 2)
            said.append(found.error**2)
    rms = [f"{np.sqrt(np.mean(one)):.3f}" if one else "-" for one in (apart, said)]
    return [f"{name}, {bands} band(s)", *rms, f"{told} of {TRIALS}"]


def main() -> None:
    rows = [row(name, looks, changes, bands) for name, looks, changes in CASES for bands in (1, 2)]
    print(table([f"{SIDE} x {SIDE} pixels", "error, pixels rms", "as it says itself", "told"], rows))


if __name__ == "__main__":
    main()
