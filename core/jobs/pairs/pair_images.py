"""The pixels of a secondary image at the positions that geometry says: complex ones by bursts, detected ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...geometry import Annotation, RangeDoppler
from ...geometry.carrier import CarrierRamp, Ramp
from ...geometry.image_axes import BurstLines
from ...geometry.tops import read_ramp
from ...geometry.zero_doppler import Sensed
from ...grid import Window
from ...raster import Raster, read_xml
from ...resampling import REACH
from ...sinc import HALF, sinc
from ..geometry.products import AnyImage, ProductImage, product_geometry
from ..geometry.radar_grid import Floats
from ..opening import Backscatter

Values = NDArray[Any]


class Layer(Protocol):
    """An image that can be read anywhere between its pixels."""

    @property
    def geometry(self) -> RangeDoppler:
        """The image's own."""

    @property
    def margin(self) -> int:
        """Pixels beyond a position that its value needs."""

    @property
    def names(self) -> tuple[str, ...]:
        """Of the bands."""

    def position(self, burst: int, sensed: Sensed) -> tuple[Floats, Floats]:
        """Row and column in the file."""

    def area(self, burst: int) -> Window:
        """The part of the file that belongs to a burst."""

    def read(self, burst: int, window: Window) -> Values:
        """Pixels, (bands, rows, cols)."""

    def at(self, burst: int, window: Window, pixels: Values, row: Floats, col: Floats) -> Values:
        """Values at positions in the file, from the pixels of a window."""


@dataclass(frozen=True)
class ComplexLayer:
    """Single-look complex pixels, without the bursts' or the carrier's phase while they are interpolated."""

    raster: Raster
    annotation: Annotation
    geometry: RangeDoppler
    ramp: Ramp | None
    stretch: tuple[float, float]
    """By how much coarser the other image's grid is, down and across; 1 where it is not."""

    names: tuple[str, ...]

    @property
    def margin(self) -> int:
        return int(np.ceil(HALF * max(self.stretch))) + 1

    def position(self, burst: int, sensed: Sensed) -> tuple[Floats, Floats]:
        lines, times = self.geometry.lines, self.geometry.line_time(sensed)
        row = lines.line_in(np.array(burst), times) if isinstance(lines, BurstLines) else lines.line(times)
        return row, self.geometry.columns.pixel(times, sensed.slant_range)

    def area(self, burst: int) -> Window:
        rows, cols = self.annotation.shape
        if self.annotation.bursts is None:
            return Window(0, 0, rows, cols)
        return Window(burst * self.annotation.bursts.lines, 0, self.annotation.bursts.lines, cols)

    def read(self, burst: int, window: Window) -> Values:
        """NaN where the burst has no data."""
        values = self.raster.read_complex(window, [0])
        bursts = self.annotation.bursts
        if bursts is not None:
            lines = np.arange(window.row, window.row + window.rows) - burst * bursts.lines
            first, last = (one[burst, lines, np.newaxis] for one in (bursts.first_valid, bursts.last_valid))
            cols = np.arange(window.col, window.col + window.cols)
            values[0][~((first >= 0) & (cols >= first) & (cols <= last))] = np.nan
        return values

    def at(self, burst: int, window: Window, pixels: Values, row: Floats, col: Floats) -> Values:
        if self.ramp is None:
            return sinc(pixels[0], row - window.row, col - window.col, self.stretch)[np.newaxis]
        lines, samples = (np.arange(first, first + size, dtype=np.float64) for first, size in
                          ((window.row, window.rows), (window.col, window.cols)))  # fmt: skip
        off = np.exp(-1j * self.ramp.phase(burst, lines[:, np.newaxis], samples[np.newaxis])).astype(np.complex64)
        values = sinc(pixels[0] * off, row - window.row, col - window.col, self.stretch)
        return (values * np.exp(1j * self.ramp.phase(burst, row, col)).astype(np.complex64))[np.newaxis]


@dataclass(frozen=True)
class DetectedLayer:
    """Intensities in the scale of their file, resampled as linear intensity."""

    pixels: Backscatter
    geometry: RangeDoppler
    resample: Callable[[NDArray[np.float32], Floats, Floats], NDArray[np.float32]]
    margin: int = REACH + 2

    @property
    def names(self) -> tuple[str, ...]:
        return self.pixels.names

    def position(self, burst: int, sensed: Sensed) -> tuple[Floats, Floats]:
        return self.geometry.place(sensed)

    def area(self, burst: int) -> Window:
        return self.pixels.grid.window

    def read(self, burst: int, window: Window) -> Values:
        return self.pixels.read(window)

    def at(self, burst: int, window: Window, pixels: Values, row: Floats, col: Floats) -> Values:
        """Linear intensity."""
        return self.resample(pixels, row - window.row, col - window.col)


def complex_layer(image: AnyImage, orbit_file: str, onto: Annotation) -> ComplexLayer:
    """A product's own pixels, to be brought onto another image's grid. InputError for a detected product."""
    annotation = image.annotation()
    if not annotation.is_complex:
        raise InputError(f"{image.stem} is no single-look complex image: choose an SLC product.")
    made = product_geometry(annotation, orbit_file)
    steps = onto.line_interval / annotation.line_interval, onto.range_step / annotation.range_step
    stretch = (max(1.0, steps[0]), max(1.0, steps[1]))
    name = f"{annotation.swath} {annotation.polarisation}"
    return ComplexLayer(
        image.open(annotation), annotation, made, _ramp(image, annotation, made, onto), stretch, (name,)
    )


def _ramp(image: AnyImage, annotation: Annotation, made: RangeDoppler, onto: Annotation) -> Ramp | None:
    if isinstance(image, ProductImage) and annotation.bursts is not None:
        middles = annotation.bursts.starts + (annotation.bursts.lines - 1) / 2 * annotation.line_interval
        velocity = made.orbit.at(middles).velocity
        speeds = np.sqrt((velocity * velocity).sum(axis=0))
        return read_ramp(read_xml(image.annotation_path), annotation, speeds)
    if onto.range_step <= annotation.range_step:  # nothing of the band is taken away, so it may stay where it is
        return None
    return CarrierRamp(annotation.wavelength, onto.wavelength, annotation.near_range, annotation.range_step)
