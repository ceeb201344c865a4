"""How well speckle was filtered, judged from the image before and after; no truth is needed.

All functions take one band, (rows, cols) of linear intensity.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .moments import Array, Mask, local_mean, local_moments

AREA = 16
"""Side of the squares that are looked at for homogeneity."""

HOMOGENEOUS = 0.85
"""Squares whose m2 / v before filtering is at least this share of the image's looks count as homogeneous."""

GREY_LEVELS = 64
HIGHEST_RATIO = 4.0
SHUFFLES = 5
STRUCTURE_WINDOW = 9
UNCORRELATED = 0.1
FARTHEST = 8
EDGE_RATIO = 10**0.5
"""Means of two 5 x 5 squares on both sides that differ by this factor (5 dB) make an edge."""


class Areas(NamedTuple):
    """One entry per homogeneous square."""

    looks_before: NDArray[np.float64]
    looks_after: NDArray[np.float64]
    ratio_mean: NDArray[np.float64]
    ratio_looks: NDArray[np.float64]


class Edges(NamedTuple):
    """Sums over edge pixels of the logarithm of the ratio across the edge."""

    before: float
    after: float
    pixels: int


def ratio_image(before: Array, after: Array) -> Array:
    """What the filter took away: before over after. Pure speckle, mean 1 and no structure, for an ideal filter."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio: Array = before / after
    return np.where(np.isfinite(ratio), ratio, np.float32(np.nan))


def homogeneous_areas(before: Array, after: Array, looks: float) -> Areas:
    """Looks and ratio on the squares that are homogeneous in the image before filtering."""
    squares = _squares(before)
    mean, spread = squares.mean(axis=1), squares.var(axis=1, ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        local = mean**2 / spread
        chosen = (local >= HOMOGENEOUS * looks) & np.isfinite(local)
        filtered, ratio = _squares(after)[chosen], _squares(ratio_image(before, after))[chosen]
        return Areas(
            local[chosen],
            filtered.mean(axis=1) ** 2 / filtered.var(axis=1, ddof=1),
            ratio.mean(axis=1),
            ratio.mean(axis=1) ** 2 / ratio.var(axis=1, ddof=1),
        )


def _squares(image: Array) -> NDArray[np.float64]:
    """Squares of AREA x AREA pixels as rows."""
    rows, cols = (length // AREA for length in image.shape)
    cut = image[: rows * AREA, : cols * AREA].astype(np.float64)
    return cut.reshape(rows, AREA, cols, AREA).swapaxes(1, 2).reshape(-1, AREA * AREA)


def autocorrelation(before: Array, looks: float) -> NDArray[np.float64]:
    """Sums over the homogeneous squares of the products of pixels 0 to FARTHEST apart, along rows and columns."""
    squares = _squares(before)
    mean, spread = squares.mean(axis=1), squares.var(axis=1, ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        chosen = mean**2 / spread >= HOMOGENEOUS * looks
    parts = (squares[chosen] / mean[chosen, np.newaxis] - 1).reshape(-1, AREA, AREA)
    products = [np.square(parts).sum()]
    for far in range(1, FARTHEST + 1):
        share = AREA / (AREA - far) / 2
        across, down = parts[:, :, :-far] * parts[:, :, far:], parts[:, :-far] * parts[:, far:]
        products.append(share * (across.sum() + down.sum()))
    return np.array(products)


def uncorrelated_distance(products: NDArray[np.float64]) -> int:
    """How many pixels apart speckle is independent: where its autocorrelation is below 0.1; at most FARTHEST."""
    if products[0] <= 0:
        return 1
    independent = np.flatnonzero(products[1:] < UNCORRELATED * products[0])
    return int(independent[0]) + 1 if independent.size else FARTHEST


def homogeneity(ratio: Array, distance: int = 1) -> float:
    """Haralick's homogeneity, sum p(i, j) / (1 + (i - j)2) over the grey level co-occurrences of neighbours.

    Neighbours right, below and on both diagonals, `distance` pixels away; ratios from 0 to 4 in 64 levels.
    """
    levels = np.clip(np.nan_to_num(ratio) * (GREY_LEVELS / HIGHEST_RATIO), 0, GREY_LEVELS - 1).astype(np.int16)
    valid, total, pairs = np.isfinite(ratio), 0.0, 0
    start, end, everything = slice(None, -distance), slice(distance, None), slice(None)
    for first, second in (
        ((everything, start), (everything, end)), ((start, everything), (end, everything)),
        ((start, start), (end, end)), ((start, end), (end, start)),
    ):  # fmt: skip
        both = valid[first] & valid[second]
        difference = (levels[first] - levels[second])[both].astype(np.float32)
        total += float(np.sum(1 / (1 + difference * difference), dtype=np.float64))
        pairs += difference.size
    return total / pairs if pairs else float("nan")


def shuffled_homogeneity(ratio: Array, rng: np.random.Generator) -> float:
    """Mean homogeneity of the ratio image with its valid pixels in random order: that of no structure at all."""
    valid, found = np.isfinite(ratio), []
    for _ in range(SHUFFLES):
        copy = ratio.copy()
        copy[valid] = rng.permutation(ratio[valid])
        found.append(homogeneity(copy))
    return float(np.mean(found))


def m_index(areas: Areas, homogeneity_found: float, homogeneity_shuffled: float) -> float:
    """M = r + dh; 0 for an ideal filter.

    r is the mean over homogeneous areas of (|ENL before - ENL of the ratio| / ENL before + |1 - mean ratio|) / 2, and
    dh = 100 |h - h0| / h of the ratio image's homogeneity h and that of its shuffled copies h0. L. Gomez, R. Ospina
    and A. C. Frery, "Unassisted quantitative evaluation of despeckling filters", Remote Sensing 9(4), 2017.
    """
    departure = np.abs(areas.looks_before - areas.ratio_looks) / areas.looks_before + np.abs(1 - areas.ratio_mean)
    residual = float(np.mean(departure) / 2) if departure.size else float("nan")
    return residual + 100 * abs(homogeneity_found - homogeneity_shuffled) / homogeneity_found


def edges(before: Array, after: Array) -> Edges:
    """How much of the contrast across edges is left, pixel to pixel.

    Edges are where the means of 5 x 5 pixels on both sides of a line differ by 5 dB before filtering. Across them
    the ratio of averages along the edge, 1 x 5 pixels each and one pixel apart from the line, is compared before and
    after; after / before is 1 for a filter that keeps edges and falls with blur.
    """
    total = np.zeros(2)
    count = 0
    for turned_before, turned_after in ((before, after), (before.T, after.T)):
        wide = local_mean(turned_before, 5)
        far, near = wide[:, 6:], wide[:, :-6]
        with np.errstate(invalid="ignore", divide="ignore"):
            contrast = np.log(far / near)
        found = np.abs(contrast) > np.log(EDGE_RATIO)
        sign = np.sign(contrast[found])
        for index, image in enumerate((turned_before, turned_after)):
            with np.errstate(invalid="ignore", divide="ignore"):
                along = np.log(_along(image))
            step = along[:, 4:-2] - along[:, 2:-4]
            total[index] += float(np.nansum(sign * step[found], dtype=np.float64))
        count += int(found.sum())
    return Edges(total[0], total[1], count)


def _along(image: Array) -> Array:
    """Mean of five pixels down each column."""
    padded = np.pad(image, ((2, 2), (0, 0)), mode="edge")
    rows = image.shape[0]
    found: Array = sum(padded[start : start + rows] for start in range(5)) / np.float32(5)  # type: ignore[assignment]
    return found


def structure(ratio: Array) -> tuple[Array, Mask]:
    """Local mean of the ratio in dB over 9 x 9 pixels: a map of what the filter took away beside speckle.

    0 where it took only speckle; positive where it darkened (points, bright lines), negative where it brightened.
    Also where the departure exceeds three standard deviations of such a mean of independent pixels.
    """
    mean, variance = local_moments(ratio, STRUCTURE_WINDOW)
    missing = np.isnan(ratio)
    with np.errstate(invalid="ignore", divide="ignore"):
        marked = np.abs(mean - 1) > 3 * np.sqrt(variance) / STRUCTURE_WINDOW
        decibel: Array = np.where(missing, np.float32(np.nan), 10 * np.log10(mean))
    return decibel, marked & ~missing
