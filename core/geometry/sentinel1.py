"""Sentinel-1 annotations: what an image's XML file says about its geometry.

Names of elements: Sentinel-1 Product Specification, S1-RS-MDA-52-7441, and the products themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..elements import Element
from ..errors import InputError
from .image_axes import Between, BurstLines, Columns, GroundColumns, Lines, RegularLines, SlantColumns
from .interface import SPEED_OF_LIGHT, Floats
from .orbit import StateVectors, fit_orbit
from .range_doppler import Bistatic, RangeDoppler
from .times import Epoch, moment, seconds

_INFORMATION = "imageAnnotation/imageInformation"
_PRODUCT = "generalAnnotation/productInformation"

BISTATIC_SLOPE = 0.5


class GridPoints(NamedTuple):
    """The product's own geolocation grid, one entry a point."""

    azimuth_time: Floats
    """Zero-Doppler time, seconds after the epoch; NaN where the product does not say."""

    slant_range: Floats
    """Metres; NaN where the product does not say."""

    line: Floats
    pixel: Floats
    latitude: Floats
    longitude: Floats
    height: Floats
    """Metres above the ellipsoid."""

    incidence: Floats
    """Degrees."""


class Differences(NamedTuple):
    """A geometry less the product's own geolocation grid, one entry a point of it."""

    slant_range: Floats
    """Metres."""

    azimuth: Floats
    """Line intervals."""

    line: Floats
    """Lines of the image, with the bistatic shift."""

    pixel: Floats
    """Samples of the image."""


class Residuals(NamedTuple):
    """Root mean squares of a geometry against the product's own geolocation grid."""

    slant_range: float
    """Metres."""

    azimuth: float
    """Line intervals."""

    line: float
    """Lines of the image, with the bistatic shift."""

    def in_words(self) -> str:
        """A sentence for the log."""
        if not np.isfinite(self.slant_range):
            return "The product has no geolocation grid that its geometry could be compared with."
        return f"Against the geolocation grid: {1e3 * self.slant_range:.3f} mm, {self.azimuth:.5f} lines rms."


@dataclass(frozen=True)
class Bursts:
    """Of a single-look complex image in several bursts."""

    starts: Floats
    """Azimuth time of each first line, seconds after the epoch."""

    lines: int
    """Per burst."""

    first_valid: NDArray[np.int64]
    last_valid: NDArray[np.int64]
    """(bursts, lines): first and last sample with data of each line, -1 where it has none."""

    def valid_lines(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First and last line with data of each burst."""
        has = self.first_valid >= 0
        return has.argmax(axis=1), self.lines - 1 - has[:, ::-1].argmax(axis=1)


@dataclass(frozen=True)
class Annotation:
    """One image of a product: one swath (or the merged ones) in one polarisation."""

    mission: str
    """S1A, S1B and so on."""

    product_type: str
    """GRD or SLC."""

    mode: str
    swath: str
    polarisation: str
    epoch: Epoch
    """Of all times here: that of the first line."""

    shape: tuple[int, int]
    """Lines, samples."""

    line_interval: float
    """Seconds."""

    near_range: float
    """Slant range of the first sample, metres."""

    range_step: float
    """From sample to sample, metres: slant range in SLC, ground range in GRD."""

    wavelength: float
    heading: float
    """Of the platform, degrees clockwise from north."""

    noise_removed: bool
    """The processor has subtracted the thermal noise already."""

    state_vectors: StateVectors
    grid: GridPoints
    bursts: Bursts | None
    ground_columns: GroundColumns | None
    file: str
    right_looking: bool = True

    @property
    def is_complex(self) -> bool:
        return self.product_type == "SLC"

    @property
    def lines(self) -> Lines:
        """Times of the lines as they lie in the file."""
        if self.bursts is None:
            return RegularLines(0.0, self.line_interval)
        return BurstLines(self.bursts.starts, self.line_interval, self.bursts.lines, *self.bursts.valid_lines())

    def columns(self, between: Between = Between.LINEAR) -> Columns:
        if self.ground_columns is None:
            return SlantColumns(self.near_range, self.range_step)
        return replace(self.ground_columns, between=between)

    def interval(self) -> tuple[float, float]:
        """Zero-Doppler times that the image spans, with what the bistatic shift can add."""
        times = self.grid.azimuth_time
        if not np.isfinite(times).all():
            times = self.lines.time(np.array([0.0, self.shape[0] - 1.0]))
        return float(times.min()) - 0.1, float(times.max()) + 0.1

    def footprint(self) -> tuple[Floats, Floats]:
        """Latitudes and longitudes around the image, clockwise or not, from the geolocation grid's outer points.

        Longitudes go on beyond 180 degrees where the image crosses the antimeridian.
        """
        line, pixel = self.grid.line, self.grid.pixel
        first, last = np.flatnonzero(line == line.min()), np.flatnonzero(line == line.max())
        left, right = np.flatnonzero(pixel == pixel.min()), np.flatnonzero(pixel == pixel.max())
        around = np.concatenate([
            first[np.argsort(pixel[first])], right[np.argsort(line[right])][1:],
            last[np.argsort(-pixel[last])][1:], left[np.argsort(-line[left])][1:],
        ])  # fmt: skip
        longitude = np.degrees(np.unwrap(np.radians(self.grid.longitude[around])))
        return self.grid.latitude[around], longitude


def read_annotation(root: Element) -> Annotation:
    """The annotation of one image. InputError names what is missing or malformed."""
    if root.name != "product":
        raise InputError(f"{root.file} is no annotation of a Sentinel-1 image: its root element is {root.name}.")
    epoch = moment(root, f"{_INFORMATION}/productFirstLineUtcTime")
    kind = root.string("adsHeader/productType")
    if kind not in ("GRD", "SLC"):
        raise InputError(f"{root.file} belongs to a product of type {kind}: choose a GRD or SLC product.")
    sampling = root.number(f"{_PRODUCT}/rangeSamplingRate")
    spacing = root.number(f"{_INFORMATION}/rangePixelSpacing")
    travel = root.number(f"{_INFORMATION}/slantRangeTime")
    return Annotation(
        mission=root.string("adsHeader/missionId"),
        product_type=kind,
        mode=root.string("adsHeader/mode"),
        swath=root.string("adsHeader/swath"),
        polarisation=root.string("adsHeader/polarisation"),
        epoch=epoch,
        shape=(root.integer(f"{_INFORMATION}/numberOfLines"), root.integer(f"{_INFORMATION}/numberOfSamples")),
        line_interval=root.number(f"{_INFORMATION}/azimuthTimeInterval"),
        near_range=travel * SPEED_OF_LIGHT / 2,
        range_step=spacing if kind == "GRD" else SPEED_OF_LIGHT / (2 * sampling),
        wavelength=SPEED_OF_LIGHT / root.number(f"{_PRODUCT}/radarFrequency"),
        heading=root.number(f"{_PRODUCT}/platformHeading"),
        noise_removed=_noise_removed(root),
        state_vectors=_state_vectors(root, epoch),
        grid=_grid(root, epoch),
        bursts=_bursts(root, epoch),
        ground_columns=_ground_columns(root, epoch, spacing) if kind == "GRD" else None,
        file=root.file,
    )


def geometry(
    annotation: Annotation,
    vectors: StateVectors | None = None,
    *,
    lines: Lines | None = None,
    between: Between = Between.LINEAR,
) -> RangeDoppler:
    """The image's geometry; with the state vectors of an orbit file instead of the annotated ones, if given.

    `lines` stands for another arrangement of the lines than the file's own, such as merged bursts.
    """
    orbit = fit_orbit(vectors or annotation.state_vectors, *annotation.interval())
    return RangeDoppler(
        orbit, lines or annotation.lines, annotation.columns(between), bistatic(annotation), annotation.right_looking
    )


def bistatic(annotation: Annotation) -> Bistatic:
    """The residual shift of the lines, from the product's own geolocation grid.

    The grid's zero-Doppler times minus those of its lines grow with the two-way travel time by 0.4999 to 0.5001
    in the products seen; where they do not (a processor without any correction, or with a full one) there is no slope.
    The travel time without shift is the mean that the grid implies: the middle of IW2 in IW images.
    """
    grid = annotation.grid
    travel = 2 * grid.slant_range / SPEED_OF_LIGHT
    late = grid.azimuth_time - _grid_line_times(annotation)
    centred = travel - travel.mean()
    slope = float(np.sum(centred * late) / np.sum(centred * centred))
    if not abs(slope - BISTATIC_SLOPE) < 0.1:
        return Bistatic()
    return Bistatic(BISTATIC_SLOPE, float(np.mean(travel - late / BISTATIC_SLOPE)))


def residuals(annotation: Annotation, made: RangeDoppler) -> Residuals:
    """How well a geometry of the image agrees with its geolocation grid."""
    return Residuals(*(float(np.sqrt(np.mean(one**2))) for one in differences(annotation, made)[:3]))


def differences(annotation: Annotation, made: RangeDoppler) -> Differences:
    """A geometry of the image at the places of its geolocation grid, less what the grid says; NaN without a grid."""
    grid = annotation.grid
    if np.isnan(grid.slant_range).all():
        return Differences(*np.full((len(Differences._fields), grid.line.size), np.nan))
    seen = made.sense(grid.latitude, grid.longitude, grid.height)
    times = made.line_time(seen)
    return Differences(
        seen.slant_range - grid.slant_range, (seen.azimuth_time - grid.azimuth_time) / annotation.line_interval,
        (times - _grid_line_times(annotation)) / annotation.line_interval,
        made.columns.pixel(times, seen.slant_range) - grid.pixel,
    )  # fmt: skip


def burst_of_grid(annotation: Annotation) -> NDArray[np.int64]:
    """The burst in which each point of the geolocation grid has its line."""
    if annotation.bursts is None:
        return np.zeros(annotation.grid.line.shape, np.int64)
    last = len(annotation.bursts.starts) - 1
    return np.clip(annotation.grid.line // annotation.bursts.lines, 0, last).astype(np.int64)


def _grid_line_times(annotation: Annotation) -> Floats:
    if annotation.bursts is None:
        return annotation.grid.line * annotation.line_interval
    burst = burst_of_grid(annotation)
    inside = annotation.grid.line - burst * annotation.bursts.lines
    return annotation.bursts.starts[burst] + inside * annotation.line_interval


def _noise_removed(root: Element) -> bool:
    """Annotations of before 2018 do not have the element, nor was the noise removed then."""
    path = "imageAnnotation/processingInformation/thermalNoiseCorrectionPerformed"
    return root.has(path) and root.boolean(path)


def _state_vectors(root: Element, epoch: Epoch) -> StateVectors:
    orbits = root.list("generalAnnotation/orbitList", "orbit")
    for one in orbits:
        if one.string("frame") != "Earth Fixed":
            raise one.find("frame").malformed("Earth Fixed")
    times = np.array([seconds(one, "time", epoch) for one in orbits])
    order = np.argsort(times)
    positions = np.array([[one.number(f"position/{axis}") for axis in "xyz"] for one in orbits]).reshape(-1, 3)
    velocities = np.array([[one.number(f"velocity/{axis}") for axis in "xyz"] for one in orbits]).reshape(-1, 3)
    return StateVectors(times[order], positions[order], velocities[order])


def _grid(root: Element, epoch: Epoch) -> GridPoints:
    points = root.list("geolocationGrid/geolocationGridPointList", "geolocationGridPoint")
    if len(points) < 4:
        raise InputError(f"{root.file} has a geolocation grid of {len(points)} points, too few: download it again.")
    names = ("slantRangeTime", "line", "pixel", "latitude", "longitude", "height", "incidenceAngle")
    travel, *rest = np.array([[one.number(name) for name in names] for one in points]).T
    times = np.array([seconds(one, "azimuthTime", epoch) for one in points])
    return GridPoints(times, travel * SPEED_OF_LIGHT / 2, *rest)


def _bursts(root: Element, epoch: Epoch) -> Bursts | None:
    bursts = root.list("swathTiming/burstList", "burst")
    if not bursts:
        return None
    lines = root.integer("swathTiming/linesPerBurst")
    valid = []
    for name in ("firstValidSample", "lastValidSample"):
        rows = [one.numbers(name) for one in bursts]
        if any(row.size != lines for row in rows):
            raise bursts[0].find(name).malformed(f"{lines} numbers in each burst")
        valid.append(np.array(rows).astype(np.int64))
    empty = next((number for number, row in enumerate(valid[0], 1) if not (row >= 0).any()), None)
    if empty is not None:
        raise InputError(f"{root.file}: burst {empty} has no valid line: the file is damaged. Download it again.")
    return Bursts(np.array([seconds(one, "azimuthTime", epoch) for one in bursts]), lines, *valid)


def _ground_columns(root: Element, epoch: Epoch, step: float) -> GroundColumns:
    records = root.list("coordinateConversion/coordinateConversionList", "coordinateConversion")
    if not records:
        raise InputError(f"{root.file} has no slant-to-ground-range polynomials: download the product again.")
    records = records * 2 if len(records) == 1 else records
    times = np.array([seconds(one, "azimuthTime", epoch) for one in records])
    times += np.arange(times.size) * (1.0 if times[0] == times[-1] else 0.0)
    return GroundColumns(
        times,
        np.array([one.number("sr0") for one in records]),
        _table(records, "srgrCoefficients"),
        np.array([one.number("gr0") for one in records]),
        _table(records, "grsrCoefficients"),
        step,
    )


def _table(records: tuple[Element, ...], name: str) -> Floats:
    """(records, terms); shorter polynomials are filled up with zeros."""
    rows = [one.numbers(name) for one in records]
    table = np.zeros((len(rows), max(row.size for row in rows)))
    for number, row in enumerate(rows):
        table[number, : row.size] = row
    return table
