"""Open the two products of a pair, and find which burst of the one shows the ground of which burst of the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress
from ...errors import InputError
from ...geometry import Annotation
from ...geometry.zero_doppler import sense
from ...grid import Window
from ...raster import Raster
from ...resampling import RESAMPLINGS
from ...scale import Scale
from ..geometry.merging import MergedBursts, merge_bursts
from ..geometry.products import AnyImage
from ..geometry.radar_grid import RadarGrid, open_radar_grid
from ..opening import Backscatter, Log, open_backscatter
from .pair_images import ComplexLayer, DetectedLayer, Layer, complex_layer
from .pair_products import Chosen, open_products

NEAR = 0.25
"""Of a burst's length, within which the middles of bursts that belong together lie."""


class Wanted(Chosen, Protocol):
    """The options that say what to open."""

    @property
    def image(self) -> str: ...
    @property
    def primary_image(self) -> str: ...
    @property
    def resampling(self) -> str: ...
    @property
    def scale(self) -> str: ...


@dataclass(frozen=True)
class PrimaryPixels:
    """The primary's own pixels in its grid. Reads as a Source."""

    names: tuple[str, ...]
    raster: Raster | None = None
    merged: MergedBursts | None = None
    detected: Backscatter | None = None

    @property
    def is_complex(self) -> bool:
        return self.detected is None

    def read(self, window: Window) -> NDArray[Any]:
        """Complex pixels or linear intensity, (bands, rows, cols)."""
        if self.detected is not None:
            return self.detected.read(window)
        if self.raster is None:
            return np.full((1, window.rows, window.cols), np.nan, np.complex64)
        if self.merged is not None:
            return self.merged.read_complex(self.raster, window)[np.newaxis]
        return self.raster.read_complex(window, [0])


@dataclass(frozen=True)
class Opened:
    """A pair, ready to be resampled."""

    grid: RadarGrid
    primary: PrimaryPixels
    other: Annotation
    """The secondary's."""

    layer: Layer
    bursts: NDArray[np.int64]
    """The secondary's burst for each row of the grid, -1 where there is none; zeros for images without bursts."""

    scale: tuple[float, float]
    """The secondary's pixels in one of the primary's, down and across."""

    output_scale: Scale
    closers: tuple[Callable[[], None], ...]

    @property
    def is_complex(self) -> bool:
        return isinstance(self.layer, ComplexLayer)


def open_pair(primary: str, secondary: str, options: Wanted, log: Log, progress: Progress) -> Opened:
    """Raises InputError where the products do not go together."""
    first, second, grid, other = open_products(primary, secondary, options)
    own = grid.annotation
    if own.is_complex != other.is_complex:
        raise InputError("One product is single-look complex and the other is not: choose two of a kind.")
    pixels = _primary(first, grid, options, log, progress)
    scale = own.line_interval / other.line_interval, own.range_step / other.range_step
    if options.image or not other.is_complex:
        layer, shown = _detected(second, options, log, progress)
        bursts = np.zeros(grid.shape[0], np.int64)
        closers = (layer.pixels.raster.close, *_closers(pixels))
        return Opened(grid, pixels, other, layer, bursts, scale, shown, closers)
    found = complex_layer(second, options.secondary_orbit, own)
    bursts = burst_pairs(grid, other, found)
    closers = (found.raster.close, *_closers(pixels))
    return Opened(grid, pixels, other, found, bursts, scale, Scale.INTENSITY, closers)


def burst_pairs(grid: RadarGrid, other: Annotation, layer: ComplexLayer) -> NDArray[np.int64]:
    """For each row of the primary's grid the secondary's burst that shows the same ground; -1 for none.

    Bursts go together as wholes: their middles are compared on the ground, so that all of a burst is interpolated from
    one burst and its phase has no seams of its own.
    """
    own = grid.annotation
    if own.bursts is None or other.bursts is None:
        if own.bursts is not other.bursts:
            raise InputError("One product has bursts and the other has none: choose two of the same mode.")
        return np.zeros(grid.shape[0], np.int64)
    first, second = (one.starts + (one.lines - 1) / 2 * by.line_interval for one, by in
                     ((own.bursts, own), (other.bursts, other)))  # fmt: skip
    pixel = np.full(first.shape, own.shape[1] / 2)
    level = np.full(first.shape, float(np.mean(own.grid.height)))
    seen = grid.geometry.seen_at(grid.geometry.lines.line(first), pixel)
    ground = grid.geometry.locate(seen, level)
    there = layer.geometry.line_time(sense(layer.geometry.orbit, *ground, level, other.right_looking))
    apart = np.abs(there[:, np.newaxis] - second)
    nearest = np.argmin(np.nan_to_num(apart, nan=np.inf), axis=1)
    close = apart[np.arange(first.size), nearest] < NEAR * other.bursts.lines * other.line_interval
    pairs = np.where(close, nearest, -1)
    if not close.any():
        raise InputError("No burst of the secondary product shows the ground of one of the primary: choose others.")
    found: NDArray[np.int64] = pairs[merge_bursts(own).rows // own.bursts.lines]
    return found


def _primary(
    image: AnyImage, grid: RadarGrid, options: Wanted, log: Log, progress: Progress
) -> PrimaryPixels:
    annotation = grid.annotation
    if annotation.is_complex and not options.primary_image:
        merged = merge_bursts(annotation) if annotation.bursts is not None else None
        return PrimaryPixels((f"{image.swath} {image.polarisation}",), image.open(annotation), merged)
    path, scale = _detected_path(image, options.primary_image, options.scale)
    opened = open_backscatter(path, scale, (), log, progress)
    _check_shape(opened, grid)
    return PrimaryPixels(opened.names, detected=opened)


def _detected(image: AnyImage, options: Wanted, log: Log, progress: Progress) -> tuple[DetectedLayer, Scale]:
    path, scale = _detected_path(image, options.image, options.scale)
    opened = open_backscatter(path, scale, (), log, progress)
    grid = open_radar_grid(image, options.secondary_orbit, (1, 1))
    _check_shape(opened, grid)
    return DetectedLayer(opened, grid.geometry, RESAMPLINGS[options.resampling]), opened.scale


def _detected_path(image: AnyImage, raster: str, scale: str) -> tuple[str, str]:
    """The product's own pixels are amplitudes."""
    return (raster, scale) if raster else (image.measurement_path, Scale.AMPLITUDE.value)


def _check_shape(opened: Backscatter, grid: RadarGrid) -> None:
    if opened.grid.shape != grid.shape:
        raise InputError(
            f"{opened.raster.name} has {' x '.join(map(str, opened.grid.shape))} pixels, but the product's image has "
            f"{' x '.join(map(str, grid.shape))}: choose the raster that was made of it, not multilooked."
        )


def _closers(pixels: PrimaryPixels) -> tuple[Callable[[], None], ...]:
    rasters = (pixels.raster, None if pixels.detected is None else pixels.detected.raster)
    return tuple(one.close for one in rasters if one is not None)
