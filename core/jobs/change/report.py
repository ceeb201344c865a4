"""The HTML report of a change detection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...change import MEASURES, Histogram
from ...change.thresholds import THRESHOLDS
from ...paths import version
from ...report import histogram_svg, page, parameter_table, table
from .registering import shift_in_words

if TYPE_CHECKING:
    from .detecting import ChangeSummary


def change_report(
    names: Sequence[str], parameters: Mapping[str, Any], summary: ChangeSummary, histogram: Histogram
) -> str:
    """The page: what was found, the histogram with its threshold, areas, and all parameters."""
    limit = summary.threshold_db
    unit = MEASURES[parameters["measure"]].unit
    figure = histogram_svg(
        histogram.edges, histogram.counts, {"decrease": -limit, "increase": limit}, "Change strength", unit
    )
    sections = (
        ("Result", table(_result(names, parameters, summary))),
        ("Areas", table(_areas(summary), ("Class", "Area and pixels"))),
        ("Change strength and threshold", figure),
        ("Parameters", parameter_table(parameters)),
    )
    title = f"Change from {parameters['before']} to {parameters['after']}"
    return page(title, sections, f"AuroraSAR {version()}, aurorasar:detectchange")


def _result(names: Sequence[str], parameters: Mapping[str, Any], summary: ChangeSummary) -> list[tuple[str, str]]:
    removed = "removed" if parameters["normalise"] else "not removed"
    measure = MEASURES[parameters["measure"]]
    gains = ", ".join(f"{name} {value:+.2f} dB" for name, value in zip(names, summary.gain_db))
    corrected = "corrected" if parameters["register"] and summary.shift.known else "not corrected"
    return [
        ("Changed share of the valid area", f"{summary.changed_share:.2%}"),
        ("Measure of change", measure.label),
        ("Threshold", f"±{summary.threshold_db:.2f} {measure.unit} ({THRESHOLDS[parameters['threshold']].label})"),
        ("Looks of the input", "not needed" if summary.looks != summary.looks else f"{summary.looks:.2f}"),
        (f"Gain between the dates on unchanged ground ({removed})", gains),
        ("Valid pixels", f"{summary.valid_share:.2%}"),
        ("After image resampled onto the before image's grid", "yes" if summary.resampled else "no"),
        (f"Registration ({corrected})", shift_in_words(summary.shift)),
        ("Polygons", f"{summary.polygons:,}"),
    ]


def _areas(summary: ChangeSummary) -> list[tuple[str, str]]:
    rows = (
        ("Decrease (darker in the after image)", summary.decrease_ha, summary.decrease_pixels),
        ("Increase (brighter in the after image)", summary.increase_ha, summary.increase_pixels),
    )
    return [(name, f"{_hectares(hectares)}{pixels:,} pixels") for name, hectares, pixels in rows]


def _hectares(value: float) -> str:
    """NaN where the raster has no CRS, so that there is no area to tell."""
    return "" if value != value else f"{value:,.2f} ha, "
