"""The probabilistic patch-based filter: averages over pixels whose surroundings look alike, wherever they lie."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from scipy import integrate, special

from .moments import Array, mean_level, window_sum

SEARCH = 21
"""Side of the square in which alike patches are looked for."""

PATCH = 7
CONFIDENCE = 0.88
"""Quantile of the distance of patches of the same ground (alpha of the paper) that sets the filter's strength."""

RESTRAINT = 0.2
"""T of the paper: how strongly the previous iteration's estimate decides."""

DARKEST = np.float32(1e-6)
"""Of a band's mean: darker pixels count as this dark when patches are compared."""

NOTHING = np.float32(1e-30)
"""Weights below this are none: sums of them would lose their digits."""


def reach(iterations: int) -> int:
    """Pixels that an output pixel sees in each direction."""
    return (SEARCH // 2 + PATCH // 2) * iterations


def patch_based(
    intensity: Array, looks: float, iterations: int = 1, shared: bool = False, levels: tuple[float, ...] = ()
) -> Array:
    """Weighted maximum likelihood filter with weights from the similarity of noisy patches.

    x(s) = sum_t w(s, t) I(t) / sum_t w(s, t) over a 21 x 21 search square. -log w(s, t) is the sum over the pixels k
    of 7 x 7 patches of log(A(s+k) / A(t+k) + A(t+k) / A(s+k)) / h, and from the second iteration on of
    L (R(s+k) - R(t+k))2 / (49 T R(s+k) R(t+k)) too, where A is amplitude and R the intensity found before.
    A pixel weighs as much as the pixel most like it, or its own value would hardly change.
    C.-A. Deledalle, L. Denis and F. Tupin, "Iterative weighted maximum likelihood denoising with probabilistic
    patch-based weights", IEEE TIP 18(12), 2009. With `shared`, the bands' distances are added up.

    Missing pixels are left out of patches and averages. Beyond the border the image is mirrored. `levels` are the
    bands' means, for the logarithms of zeros; they are taken from `intensity` itself if not given.
    """
    layers = intensity.reshape(-1, *intensity.shape[-2:])
    present = [index for index, layer in enumerate(layers) if np.isfinite(layer).any()]
    found = np.full_like(layers, np.nan)
    floors = DARKEST * np.array(levels or [mean_level(layer) for layer in layers], np.float32)[:, None, None]
    for group in [present] if shared and present else [[index] for index in present]:
        estimate = None
        for _ in range(iterations):
            estimate = _averaged(layers[group], estimate, looks, floors[group])
        found[group] = estimate
    return found.reshape(intensity.shape)


@lru_cache(maxsize=64)
def spread(looks: float, bands: int = 1) -> float:
    """h: how far patches of the same ground come apart, the CONFIDENCE quantile of their distance less its mean.

    The distance per pixel is log(2 cosh u), where 2 u is the logarithm of the ratio of two intensities of the same
    mean, of law F(2 L, 2 L). Its mean and variance are integrated; over a patch the sum is close to Gaussian.
    """
    limit = 40 / np.sqrt(looks)

    def moment(power: int) -> float:
        def integrand(u: float) -> float:
            bare = np.logaddexp(u, -u)
            return float(bare**power * np.exp(-2 * looks * (bare - np.log(2))))

        return float(integrate.quad(integrand, 0, limit, limit=200)[0])

    mean, square = moment(1) / moment(0), moment(2) / moment(0)
    return float(special.ndtri(CONFIDENCE) * PATCH * np.sqrt(bands * (square - mean**2)))


def _averaged(group: Array, estimate: Array | None, looks: float, floor: Array) -> Array:
    """One iteration over bands (n, rows, cols) that share their weights."""
    edge = SEARCH // 2 + PATCH // 2
    padding = [(0, 0), (edge, edge), (edge, edge)]
    missing = np.isnan(group)
    filled = np.where(missing, np.float32(0), group)
    values = np.pad(filled, padding, mode="symmetric")
    valid = None if not missing.any() else np.pad(~missing, padding, mode="symmetric").astype(np.float32)
    levels = np.maximum(values, floor)
    logs = np.float32(0.5) * np.log(levels)
    before = (
        None
        if estimate is None
        else np.pad(np.maximum(np.where(missing, floor, estimate), floor), padding, mode="symmetric")
    )
    scale, self_distance = np.float32(1 / spread(looks, len(group))), np.float32(np.log(2))
    restraint = np.float32(RESTRAINT * PATCH**2 / looks)
    total, weights, largest = (np.zeros_like(values) for _ in range(3))
    for here, there in _pairs(SEARCH // 2, values.shape[-2:]):
        distance = np.log(levels[here] + levels[there])
        distance -= logs[here]
        distance -= logs[there]
        distance -= self_distance
        distance *= scale
        if before is not None:
            step = before[here] - before[there]
            distance += step * step / (restraint * before[here] * before[there])
        both = None if valid is None else valid[here] * valid[there]
        weight = np.exp(-_over_patches(distance, both))
        if both is not None:
            weight = weight * both
        for one, other in ((here, there), (there, here)):
            total[one] += weight * values[other]
            weights[one] += weight
            np.maximum(largest[one], weight, out=largest[one])
    largest[largest < NOTHING] = 1  # nothing is alike
    total += largest * values
    weights += largest
    inner = (slice(None), slice(edge, -edge), slice(edge, -edge))
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Array = total[inner] / weights[inner]
    found[missing] = np.nan
    return found


Slices = tuple[slice, slice, slice]


def _pairs(radius: int, shape: tuple[int, ...]) -> Iterator[tuple[Slices, Slices]]:
    """Half of all displacements, as the two overlapping parts of the image; the other half is their mirror image."""
    rows, cols = shape
    for down in range(radius + 1):
        for right in range(-radius if down else 1, radius + 1):
            left, first = max(0, -right), cols - max(0, right)
            yield (
                (slice(None), slice(0, rows - down), slice(left, first)),
                (slice(None), slice(down, rows), slice(left + right, first + right)),
            )


def _over_patches(distance: Array, both: Array | None) -> Array:
    """The distance summed over patches and bands, (1, rows, cols); missing pixels count as much as the others do."""
    if both is None:
        return window_sum(distance.sum(axis=0, keepdims=True), PATCH)
    total = window_sum((distance * both).sum(axis=0, keepdims=True), PATCH)
    count = window_sum(both.sum(axis=0, keepdims=True), PATCH)
    scaled: Array = total * (np.float32(PATCH**2 * len(distance)) / np.maximum(count, 1))
    return scaled
