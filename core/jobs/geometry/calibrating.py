"""Calibrate Sentinel-1 images: digital numbers to sigma0, beta0 or gamma0, in the radar's own grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk
from ...errors import InputError
from ...geometry.image_axes import RegularLines
from ...grid import Grid, Window
from ...outputs import Outputs
from ...radiometry import Quantity, backscatter, border_noise, read_calibration, read_noise
from ...radiometry.borders import HALO
from ...raster import Content, Layout, RasterTarget, ground_control, read_xml
from ...scale import Scale
from ..opening import Array, Log, check_choice, unsaid
from ..targets import reserved
from .merging import merge_bursts
from .products import ProductImage, product_geometry, sentinel1_images

QUANTITIES = tuple(quantity.value for quantity in Quantity)
CALIBRATED_SCALES = (Scale.INTENSITY.value, Scale.DECIBEL.value)

BLOCK_PIXELS = 1024 * 1024
"""Of a block, whose lines are whole: border noise is found from their ends."""


@dataclass(frozen=True)
class CalibrateOptions:
    """Parameters of `calibrate` with their defaults."""

    swath: str = ""
    """IW1 and so on, for single-look complex products; empty where the product has one only."""

    polarisations: str = ""
    """Separated by commas; empty means all."""

    quantity: str = Quantity.SIGMA0.value
    """What the backscatter refers to, one of QUANTITIES."""

    noise: bool = True
    """Subtract the annotated thermal noise."""

    border: bool = True
    """Mask border noise of detected images."""

    merge: bool = True
    """Merge the bursts of single-look complex images into one."""

    scale: str = Scale.INTENSITY.value
    """Of the output, one of CALIBRATED_SCALES."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no product could make right."""
        check_choice("quantity", self.quantity, QUANTITIES)
        check_choice("scale", self.scale, CALIBRATED_SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.polarisations.split(",") if word.strip())


@dataclass(frozen=True)
class CalibrateSummary:
    """What a run found out."""

    rows: int
    cols: int
    polarisations: str
    valid_share: float
    floor_share: float
    """Of the pixels with data, those in which nothing but noise was left."""

    mean_db: float
    """Of the first band's mean intensity."""


class _Channel:
    """One polarisation: its pixels and tables. Reads as a Source."""

    def __init__(self, image: ProductImage, options: CalibrateOptions, log: Log) -> None:
        self.image, self.annotation = image, image.annotation()
        self.factors = read_calibration(read_xml(image.calibration_path), Quantity(options.quantity).table)
        detected = not self.annotation.is_complex
        removed = self.annotation.noise_removed
        if options.noise and removed:
            log(f"{image.stem}: the processor has removed the thermal noise already; it is not removed again.")
        self.subtract = options.noise and not removed
        self.mask = options.border and detected and not removed
        self.noise = read_noise(read_xml(image.noise_path)) if self.subtract or self.mask else None
        self.merged = merge_bursts(self.annotation) if options.merge and self.annotation.bursts is not None else None
        self.raster = image.open(self.annotation)

    @property
    def shape(self) -> tuple[int, int]:
        rows = self.annotation.shape[0] if self.merged is None else len(self.merged.rows)
        return rows, self.annotation.shape[1]

    def read(self, window: Window) -> Array:
        """Digital numbers (rows, cols) of the output's window; NaN outside of what the bursts hold."""
        if self.merged is None:
            return self.raster.read(window, [0])[0]
        return self.merged.read(self.raster, window)

    def calibrated(self, amplitude: Array, window: Window) -> tuple[Array, NDArray[np.bool_]]:
        """Intensity and where it is at the floor."""
        lines = np.arange(window.row, window.row + window.rows)
        lines = lines if self.merged is None else self.merged.rows[lines]
        pixels = np.arange(window.col, window.col + window.cols)
        noise = None if self.noise is None else self.noise.at(lines, pixels)
        if self.mask and noise is not None:
            amplitude = np.where(border_noise(amplitude, noise), np.float32(np.nan), amplitude)
        return backscatter(amplitude, self.factors.at(lines, pixels), noise if self.subtract else None)


class _Where:
    """A source that tells where a block lies."""

    def read(self, window: Window) -> NDArray[Any]:
        return np.array(window)


class _Sums:
    """A target that adds up what the summary needs: pixels at the floor and with data, the first band's intensity."""

    def __init__(self) -> None:
        self.floor = self.valid = 0
        self.total = 0.0
        self.counted = 0

    def write(self, window: Window, values: NDArray[Any]) -> None:
        intensity, low = np.split(values, 2)
        seen = np.isfinite(intensity)
        self.floor += int(np.count_nonzero((low > 0) & seen))
        self.valid += int(np.count_nonzero(seen))
        self.total += float(np.sum(intensity[0], where=seen[0], dtype=np.float64))
        self.counted += int(np.count_nonzero(seen[0]))

    @property
    def mean_db(self) -> float:
        return float(10 * np.log10(self.total / self.counted)) if self.total > 0 else float("nan")


def calibrate(
    product: str,
    output: str,
    options: CalibrateOptions = CalibrateOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> CalibrateSummary:
    """Backscatter of one swath of a Sentinel-1 product, one band per polarisation, with ground control points.

    Single-look complex images become intensity. Raises InputError, OutputError or Cancelled.
    """
    options.check()
    images = sentinel1_images(product, options.swath, options.chosen)
    channels = [_Channel(image, options, log) for image in images]
    shape, scale, layout = channels[0].shape, Scale(options.scale), Layout(options.layout)
    if any(channel.shape != shape for channel in channels):
        raise InputError("The product's polarisations differ in size: choose one of them at a time.")
    content = Content(
        Grid(shape), [f"{options.quantity}_{image.polarisation}" for image in images], unit=scale.unit,
        algorithm="aurorasar:calibrate", parameters={"product": images[0].folder, **asdict(options)},
        ground_control=_ground_control(channels[0]),
    )  # fmt: skip
    sums = _Sums()
    with Outputs([images[0].folder]) as outputs:
        for channel in channels:
            outputs.close_on_exit(channel.raster.close)
        target = reserved(outputs, output, content, layout)
        _calibrate(channels, target, sums, scale, stage(progress, 0.0, 0.7))
        if not sums.valid:
            raise InputError(f"{images[0].stem} holds no data: all its pixels are zero. Download the product again.")
        target.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return CalibrateSummary(
        *shape, ", ".join(image.polarisation for image in images), target.valid_share, sums.floor / sums.valid,
        sums.mean_db,
    )  # fmt: skip


def _calibrate(
    channels: Sequence[_Channel], target: RasterTarget, sums: _Sums, scale: Scale, progress: Progress
) -> None:
    def compute(where: NDArray[Any], *amplitudes: Array) -> tuple[Array, Array]:
        window = Window(*(int(one) for one in where))
        found = [channel.calibrated(values, window) for channel, values in zip(channels, amplitudes)]
        intensity = np.stack([one[0] for one in found])
        low = np.stack([one[1] for one in found])
        return scale.from_intensity(intensity), np.concatenate([intensity, low.astype(np.float32)])

    rows, cols = channels[0].shape
    halo = HALO if any(channel.mask for channel in channels) else 0
    block = (max(4 * HALO, BLOCK_PIXELS // cols), cols)
    walk((rows, cols), [_Where(), *channels], compute, [target, sums], halo=halo, block=block, progress=progress)


def _ground_control(channel: _Channel) -> tuple[Any, str]:
    """The geolocation grid's points, at the output's lines; GDAL counts from the corner of the first pixel."""
    annotation, grid = channel.annotation, channel.annotation.grid
    line = grid.line
    if channel.merged is not None:
        lines = RegularLines(channel.merged.start, annotation.line_interval)
        made = product_geometry(annotation, lines=lines)
        line = made(grid.latitude, grid.longitude, grid.height).line
    return ground_control(line + 0.5, grid.pixel + 0.5, grid.latitude, grid.longitude, grid.height)
