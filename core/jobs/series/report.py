"""The HTML report of the changes in a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...paths import version
from ...plots import bars_svg
from ...report import DECREASE, INCREASE, page, parameter_table, table

if TYPE_CHECKING:
    from .sequencing import SeriesSummary

MIXED = "#7570b3"


def series_report(bands: Sequence[str], parameters: Mapping[str, Any], summary: SeriesSummary) -> str:
    """The page: what was found, changes over time, the dates by their numbers, and all parameters."""
    kinds = ("decrease", "increase", "mixed")
    parts = {name: [line[index] for line in summary.intervals] for index, name in enumerate(kinds)}
    figure = bars_svg(summary.names[1:], parts, (DECREASE, INCREASE, MIXED), "Pixels that changed, by date")
    sections = (
        ("Result", table(_result(bands, summary))),
        ("Changes over time", figure),
        ("Dates", table(_dates(summary), ("Number", "Date, and changes first seen there"))),
        ("Parameters", parameter_table(parameters)),
    )
    title = f"Changes from {summary.names[0]} to {summary.names[-1]}"
    return page(title, sections, f"AuroraSAR {version()}, aurorasar:changeseries")


def _result(bands: Sequence[str], summary: SeriesSummary) -> list[tuple[str, str]]:
    hectares = "" if summary.changed_ha != summary.changed_ha else f", {summary.changed_ha:,.2f} ha"
    return [
        ("Dates", f"{summary.dates}"),
        ("Bands", ", ".join(bands)),
        ("Changed at least once", f"{summary.changed_share:.2%} of the valid area{hectares}"),
        ("Most changes are seen at", summary.busiest or "no date: nothing changed"),
        ("Significance of each test", f"{summary.level:.3g}"),
        ("Looks of each date", f"{summary.looks:.2f}"),
        ("Pixels with at least two valid dates", f"{summary.valid_share:.2%}"),
    ]


def _dates(summary: SeriesSummary) -> list[tuple[str, str]]:
    rows = [("1", summary.names[0])]
    for number, (name, (fell, rose, mixed)) in enumerate(zip(summary.names[1:], summary.intervals), 2):
        rows.append((str(number), f"{name}: {fell:,} pixels decrease, {rose:,} increase, {mixed:,} mixed"))
    return rows
