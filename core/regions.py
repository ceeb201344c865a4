"""Connected regions of a class raster of any size, numbered block by block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse

from .blocks import Progress, Source, blocks, check_cancelled, stage
from .grid import Window

Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]
Pairs = list[NDArray[np.int64]]


class Store(Protocol):
    """A raster that can be written and read again."""

    def read(self, window: Window) -> NDArray[Any]: ...

    def write(self, window: Window, values: NDArray[Any]) -> None: ...


class Regions(NamedTuple):
    """Per region, at the index of its number; index 0 is everything else."""

    value: NDArray[np.uint8]
    pixels: NDArray[np.int64]
    mean: NDArray[np.float64]
    """Of the strength over the region's pixels."""

    peak: NDArray[np.float64]
    """The strength of greatest magnitude, with its sign."""


def number_regions(
    shape: tuple[int, int], classes: Source, numbers: Store, strength: Source, progress: Progress
) -> Regions:
    """Number the connected regions (4 neighbours) of equal value other than zero from 1, into `numbers`.

    Each block is labelled by itself; labels that touch across a block's border are the edges of a graph, whose
    connected components are the regions. Memory grows with the regions and the width of the raster only.
    """
    values, pairs = _label_blocks(shape, classes, numbers, stage(progress, 0.0, 0.5))
    count = len(values)
    edges = np.concatenate([np.empty((2, 0), np.int64), *pairs], axis=1)
    graph = sparse.coo_matrix((np.ones(edges.shape[1], bool), tuple(edges)), (count, count))
    found, component = sparse.csgraph.connected_components(graph, directed=False)
    value, pixels, sums = np.zeros(found, np.uint8), np.zeros(found, np.int64), np.zeros(found)
    peak = np.zeros(found)
    value[component] = values
    for window in _watched(shape, stage(progress, 0.5, 1.0)):
        region = component[numbers.read(window)[0]].astype(np.int32)
        numbers.write(window, region)
        if region.any():
            values = np.nan_to_num(strength.read(window)[0])
            pixels += np.bincount(region.ravel(), minlength=found)
            sums += np.bincount(region.ravel(), values.ravel(), minlength=found)
            _raise(peak, region, values)
    return Regions(value, pixels, sums / np.maximum(pixels, 1), peak)


class RegionMeans:
    """Means per region of several layers, as a Target of `walk`; NaN does not count, and a region without is NaN."""

    def __init__(self, numbers: Source, count: int, layers: Sequence[str]) -> None:
        """`numbers` is what `number_regions` wrote, `count` the number of its regions, the rest included."""
        self._numbers, self._layers = numbers, tuple(layers)
        self._sums, self._pixels = np.zeros((len(layers), count)), np.zeros((len(layers), count), np.int64)

    def write(self, window: Window, values: NDArray[Any]) -> None:
        """Take (layers, rows, cols)."""
        numbers = self._numbers.read(window)[0]
        inside = numbers > 0
        if not inside.any():
            return
        regions, place = np.unique(numbers[inside], return_inverse=True)
        for index, layer in enumerate(values):
            chosen = layer[inside].astype(np.float64)
            known = np.isfinite(chosen)
            self._sums[index, regions] += np.bincount(place[known], chosen[known], len(regions))
            self._pixels[index, regions] += np.bincount(place[known], minlength=len(regions))

    @property
    def means(self) -> dict[str, Floats]:
        """By layer, at the index of a region's number."""
        found = np.where(self._pixels > 0, self._sums / np.maximum(self._pixels, 1), np.nan)
        return dict(zip(self._layers, found))


def _raise(peak: Floats, region: Numbers, values: NDArray[Any]) -> None:
    """Put the strength of greatest magnitude of each region of a block where it exceeds what other blocks had."""
    inside = region > 0
    numbers = np.unique(region[inside])
    for best in (ndimage.maximum(values, region, numbers), ndimage.minimum(values, region, numbers)):
        greater = np.abs(best) > np.abs(peak[numbers])
        peak[numbers[greater]] = np.asarray(best)[greater]


def _label_blocks(
    shape: tuple[int, int], classes: Source, numbers: Store, progress: Progress
) -> tuple[NDArray[np.uint8], Pairs]:
    """Label each block; the value of each label, and the pairs of labels that touch across borders."""
    values: list[NDArray[np.uint8]] = [np.zeros(1, np.uint8)]
    pairs: Pairs = []
    count = 1
    above: NDArray[np.int64] = np.zeros((2, shape[1]), np.int64)
    left: NDArray[np.int64] = np.zeros((2, 0), np.int64)
    for window in _watched(shape, progress):
        found = classes.read(window)[0]
        labels, label_values = _label(found, count)
        count += len(label_values)
        values.append(label_values)
        both = np.stack([labels, found])
        cols = window.slices[1]
        pairs.append(_touching(above[:, cols], both[:, 0, :]))
        if window.col:
            pairs.append(_touching(left, both[:, :, 0]))
        above[:, cols], left = both[:, -1, :], both[:, :, -1]
        numbers.write(window, labels.astype(np.int32))
    return np.concatenate(values), pairs


def _label(found: NDArray[np.uint8], first: int) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Labels from `first` on, and the value of each."""
    labels = np.zeros(found.shape, np.int64)
    values: list[int] = []
    for value in np.unique(found[found > 0]):
        mask = found == value
        one, count = ndimage.label(mask)
        labels[mask] = one[mask] + (first - 1 + len(values))
        values += [int(value)] * count
    return labels, np.array(values, np.uint8)


def _touching(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs (2, n) of labels on the two sides of a border, each side (labels, values)."""
    same = (first[1] == second[1]) & (first[1] > 0)
    return np.unique(np.stack([first[0][same], second[0][same]]), axis=1)


def _watched(shape: tuple[int, int], progress: Progress) -> Iterable[Window]:
    """The blocks of a raster, with progress and cancelling."""
    windows = list(blocks(shape))
    for number, window in enumerate(windows):
        check_cancelled(progress, number / len(windows))
        yield window
