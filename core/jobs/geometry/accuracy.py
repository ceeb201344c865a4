"""How exact a run's geometry is: against the product's own grid, and from radar to ground and back over terrain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...geometry import Annotation, differences
from ...geometry.sentinel1 import Differences
from ...grid import Window
from ...outputs import Outputs
from ...paths import version
from ...plots import places_svg
from ...report import page, parameter_table, table
from ..change.files import REPORT_SUFFIXES
from ..opening import Log
from .heights import Heights
from .placed_grid import PlacedGrid
from .radar_grid import LAYOVER, LAYOVER_AND_SHADOW, NO_DATA, SHADOW, Floats, RadarGrid, TerrainSource

SAMPLES, SIZE = 8, (4, 64)
"""Windows down and across the part of the image that has terrain, and rows and columns of each: wide, as layover and
shadow are made along the range."""

Sections = tuple[tuple[str, str], ...]
"""Headings of a page and what stands below them, HTML."""


@dataclass(frozen=True)
class Accuracy:
    """Differences from the product's geolocation grid, and of pixels from themselves after a way to the ground."""

    range_mm: float
    range_max_mm: float
    azimuth_lines: float
    azimuth_max_lines: float
    """Zero-Doppler time in line intervals."""

    line: float
    line_max: float
    pixel: float
    """Of detected images this compares two readings of the annotated polynomials: the grid's takes the nearest record,
    ours is linear in between."""

    pixel_max: float
    round_trip: float
    round_trip_max: float
    """Pixels of the radar grid, outside of layover: its ground by the terrain, back by the terrain's height there."""

    terrain_share: float
    """Of the radar grid, on the terrain model."""

    layover_share: float
    shadow_share: float
    """Of what is on the terrain model."""

    def in_words(self) -> str:
        """A sentence for the log."""
        return f"The ground is known of {self.terrain_share:.1%} of the image; to it and back: {_trip(self)}."


def reported(
    outputs: Outputs, report: str | None, grid: RadarGrid, heights: Heights, algorithm: str,
    parameters: Mapping[str, Any], log: Log, more: Callable[[], Sections] = tuple,
) -> Accuracy:  # fmt: skip
    """Measure the accuracy of a radar grid, say it, and write it as a page, with `more` on it, if one is asked for."""
    apart = differences(grid.annotation, grid.geometry)
    found = measured(grid, heights, apart)
    if report:
        part = outputs.reserve(report, REPORT_SUFFIXES)
        part.write_text(_page(grid, apart, found, algorithm, parameters, more()), "utf-8")
    log(found.in_words())
    return found


def reported_trip(
    outputs: Outputs, report: str | None, grid: PlacedGrid, algorithm: str, parameters: Mapping[str, Any], log: Log
) -> Accuracy:
    """The same for a raster that brings its geometry along; it has no grid of a product to compare with."""
    trip, unknown = grid.round_trip(), float("nan")
    figures = [unknown] * 8 + [trip.rms, trip.most, trip.known_share, unknown, unknown]
    found = Accuracy(*figures)
    if report:
        rows = [("Round trip", _trip(found)), ("Pixels with a place on the ground", f"{found.terrain_share:.2%}")]
        sections = (("Image to ground and back", table(rows)), ("Parameters", parameter_table(parameters)))
        text = page(f"Geometry of {grid.name}", sections, f"AuroraSAR {version()}, {algorithm}")
        outputs.reserve(report, REPORT_SUFFIXES).write_text(text, "utf-8")
    log(found.in_words())
    return found


def measured(grid: RadarGrid, heights: Heights, apart: Differences) -> Accuracy:
    """The figures: all points of the geolocation grid, and windows spread over the terrain model."""
    source, part = TerrainSource(grid, heights), _with_terrain(grid, heights)
    trips, masks = [], []
    for window in _windows(part):
        found = source.read(window).located()
        row, col = np.indices((window.rows, window.cols), float)
        height = heights.at(found.latitude, found.longitude)
        there = grid.positions(*grid.geometry(found.latitude, found.longitude, height))
        away = np.hypot(there[0] - row - window.row, there[1] - col - window.col)
        folded = np.isin(found.mask, (LAYOVER, LAYOVER_AND_SHADOW))
        trips.append(away[np.isfinite(away) & ~folded])
        masks.append(found.mask.ravel())
    mask, trip = np.concatenate(masks), np.concatenate(trips)
    mapped = max(int(np.count_nonzero(mask != NO_DATA)), 1)
    shares = [np.count_nonzero(np.isin(mask, (kind, LAYOVER_AND_SHADOW))) / mapped for kind in (LAYOVER, SHADOW)]
    covered = float(np.mean(mask != NO_DATA)) * part.rows * part.cols / (grid.shape[0] * grid.shape[1])
    figures = [value for one in (*_scaled(apart), trip) for value in _rms_and_most(one)]
    figures += [covered, *map(float, shares)]
    return Accuracy(*figures)


def compared(title: str, annotation: Annotation, apart: Differences) -> Sections:
    """Sections of a page: a geometry against the product's own geolocation grid."""
    if not np.isfinite(apart.slant_range).any():
        return ((title, "<p>The product has none.</p>\n"),)
    points = annotation.grid
    maps = places_svg(points.pixel, points.line, 1e3 * apart.slant_range, "Slant range, mm")
    maps += places_svg(points.pixel, points.line, apart.line, "Line of the image")
    return (title, _against(apart)), ("Where they differ", maps)


def _scaled(apart: Differences) -> tuple[Floats, ...]:
    """Ranges in millimetres, the others as they are."""
    return 1e3 * apart.slant_range, apart.azimuth, apart.line, apart.pixel


def _rms_and_most(values: Floats) -> tuple[float, float]:
    if not values.size:
        return float("nan"), float("nan")
    return float(np.sqrt(np.mean(values**2))), float(np.abs(values).max())


def _with_terrain(grid: RadarGrid, heights: Heights) -> Window:
    """The part of the radar grid that a terrain model's outline spans."""
    part, (low, high) = heights.part, heights.extremes
    latitude, longitude = heights.degrees(*part.to_map(*part.outline(part.window)))
    both = [grid.positions(*grid.geometry(latitude, longitude, np.full(latitude.shape, one))) for one in (low, high)]
    rows, cols = np.concatenate(both, axis=1)
    if not np.isfinite([rows, cols]).all():
        return Window(0, 0, *grid.shape)
    top, left = (int(np.clip(one.min(), 0, most - 1)) for one, most in zip((rows, cols), grid.shape))
    bottom, right = (int(np.clip(one.max() + 1, 1, most)) for one, most in zip((rows, cols), grid.shape))
    return Window(top, left, max(bottom - top, 1), max(right - left, 1))


def _windows(part: Window) -> Iterator[Window]:
    """Spread evenly, one at each end."""
    starts = [
        np.unique(np.linspace(first, first + max(size - own, 0), SAMPLES).astype(int))
        for first, size, own in ((part.row, part.rows, SIZE[0]), (part.col, part.cols, SIZE[1]))
    ]
    for row in starts[0]:
        for col in starts[1]:
            yield Window(int(row), int(col), min(SIZE[0], part.rows), min(SIZE[1], part.cols))


def _page(
    grid: RadarGrid, apart: Differences, found: Accuracy, algorithm: str, parameters: Mapping[str, Any], more: Sections
) -> str:
    sections = (
        *compared("Against the product's geolocation grid", grid.annotation, apart),
        ("Radar to ground and back, over the terrain", table(_over_terrain(found))),
        *more,
        ("Parameters", parameter_table(parameters)),
    )
    return page(f"Geometry of {grid.annotation.file}", sections, f"AuroraSAR {version()}, {algorithm}")


def _against(apart: Differences) -> str:
    kinds = (
        ("Slant range, mm", 3), ("Zero-Doppler time, line intervals", 5), ("Line of the image", 5),
        ("Sample of the image", 4),
    )  # fmt: skip
    rows = []
    for (name, digits), values in zip(kinds, _scaled(apart)):
        rms, most = _rms_and_most(values)
        rows.append((name, f"{rms:.{digits}f} rms, {most:.{digits}f} at most"))
    return table(rows, ("Difference", f"At {apart.line.size} points")) + (
        "<p>The grid is the processor's own answer for points on the ground. In detected images its samples come from "
        "the nearest record of the slant-to-ground polynomials, ours are linear in time between records, so that the "
        "image is continuous; slant range is what can be compared.</p>\n"
    )


def _trip(found: Accuracy) -> str:
    if found.round_trip != found.round_trip:
        return "no pixel has a place on the ground"
    return f"{found.round_trip:.2g} pixel rms, {found.round_trip_max:.2g} at most"


def _over_terrain(found: Accuracy) -> list[tuple[str, str]]:
    return [
        ("Round trip, outside of layover", _trip(found)),
        ("Terrain model under the image", f"{found.terrain_share:.2%}"),
        ("No terrain", f"{1 - found.terrain_share:.2%}"),
        ("Layover on the terrain", f"{found.layover_share:.2%}"),
        ("Shadow on the terrain", f"{found.shadow_share:.2%}"),
        ("Seen from", f"{SAMPLES} x {SAMPLES} windows of {SIZE[0]} x {SIZE[1]} pixels"),
    ]
