"""The HTML page about a place: sentence, values, what decided, both dates as pictures, and the series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from ...paths import version
from ...plots import COLOURS
from ...report import DECREASE, INCREASE, nice_step, page, picture, table
from .place_series import SeriesAtPlace
from .place_summary import PlaceSummary

WIDTH, LEFT, RIGHT, TOP = 720, 64, 16, 28
BAR, SERIES_HEIGHT, BELOW = 26, 280, 84
MOST_LABELS = 24


def place_report(found: PlaceSummary) -> str:
    """The whole page."""
    chips = found.chips
    said = f"{chips.band}, black {chips.low_db:.1f} dB, white {chips.high_db:.1f} dB"
    sections = [
        ("In words", f"<p>{escape(found.sentence)}</p>\n"),
        ("Values", table(_values(found))),
        ("What decided", _bars(found)),
        ("Surroundings", picture(chips.before, f"Before: {said}") + picture(chips.after, f"After: {said}")),
    ]
    if found.series is not None:
        sections.append(("Over all dates", series_svg(found.series)))
    title = f"Row {found.row}, column {found.col}: {found.before} to {found.after}"
    return page(title, sections, f"AuroraSAR {version()}, aurorasar:explainplace")


def _values(found: PlaceSummary) -> list[tuple[str, str]]:
    rows = [
        (f"{band.name} before, after", f"{band.before_db:.1f}, {band.after_db:.1f} dB; mean around it "
         f"{band.before_mean_db:.1f}, {band.after_mean_db:.1f} dB; evidence {band.share:.0%}")
        for band in found.bands
    ]  # fmt: skip
    return [
        *rows,
        ("Class", found.direction),
        ("Strength, threshold", f"{found.strength:+.2f}, {found.threshold:.2f}"),
        ("Likely kind", found.kind),
        ("p-value of no change", f"{found.p_value:.2g}"),
        ("Neighbours that agree", f"{found.agreement:.0%}"),
        ("Looks of the means", f"{found.looks:.1f}"),
        ("Gain removed", ", ".join(f"{one:+.2f} dB" for one in found.gain_db)),
        ("Doubts", ", ".join(found.flags) or "none"),
        ("Source", found.source),
    ]


def _bars(found: PlaceSummary) -> str:
    """The difference of each band and the strength, beside the threshold."""
    bars = [(f"{band.name} ({band.share:.0%})", band.difference_db) for band in found.bands]
    bars.append(("strength", found.strength))
    reach = 1.15 * max(found.threshold, *(abs(value) for _, value in bars))
    middle = (LEFT + 80 + WIDTH - RIGHT) / 2
    half = WIDTH - RIGHT - middle
    height = TOP + BAR * len(bars)
    drawn = [f'<path d="M{middle} {TOP - 6}V{height}" stroke="currentColor"/>']
    for row, (name, value) in enumerate(bars):
        length, y = abs(value) / reach * half, TOP + BAR * row
        left = middle - length if value < 0 else middle
        drawn.append(
            f'<text x="8" y="{y + 16}">{escape(name)}</text><rect x="{left:.1f}" y="{y + 4}" width="{length:.1f}" '
            f'height="{BAR - 8}" fill="{DECREASE if value < 0 else INCREASE}"/>'
            f'<text x="{middle + (4 if value < 0 else -4)}" y="{y + 16}" '
            f'text-anchor="{"start" if value < 0 else "end"}">{value:+.2f}</text>'
        )
    for value in (-found.threshold, found.threshold):
        x = middle + value / reach * half
        drawn.append(
            f'<path d="M{x:.1f} {TOP - 6}V{height}" stroke="currentColor" stroke-dasharray="4 3"/>'
            f'<text x="{x:.1f}" y="16" text-anchor="middle">{value:+.2f}</text>'
        )
    return _svg(height + 8, "Difference of the bands in dB, strength, and the threshold", drawn)


def series_svg(series: SeriesAtPlace) -> str:
    """Backscatter over the dates with its 95 % intervals; dashed where a change is first seen."""
    seen = [
        value
        for band in series.bands
        for value, known in zip((*band.low_db, *band.high_db), 2 * band.db)
        if known == known
    ]
    low, high = min(seen), max(seen)
    floor, span = SERIES_HEIGHT - BELOW, max(high - low, 1.0)

    def x_of(share: float) -> float:
        return LEFT + 12 + share * (WIDTH - LEFT - RIGHT - 24)

    def y_of(value: float) -> float:
        return floor - (value - low) / span * (floor - TOP)

    drawn = [f'<path d="M{LEFT} {TOP}V{floor}H{WIDTH - RIGHT}" fill="none" stroke="currentColor"/>', '<text x="8" '
             'y="16">dB</text>', *_levels(low, high, y_of), *_dates(series, x_of, floor)]  # fmt: skip
    for index, band in enumerate(series.bands):
        colour = COLOURS[index % len(COLOURS)]
        points = [
            (x_of(time), *map(y_of, values))
            for time, *values in zip(series.times, band.db, band.low_db, band.high_db)
            if values[0] == values[0]
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, *_ in points)
        drawn.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        drawn += [
            f'<path d="M{x:.1f} {bottom:.1f}V{top:.1f}" stroke="{colour}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="3" '
            f'fill="{colour}"/>' for x, y, bottom, top in points
        ]  # fmt: skip
        drawn.append(f'<text x="{LEFT + 60 + 80 * index}" y="16" style="fill:{colour}">{escape(band.name)}</text>')
    return _svg(SERIES_HEIGHT, f"Backscatter over the dates; p-value of no change {series.p_value:.2g}", drawn)


def _levels(low: float, high: float, y_of: Callable[[float], float]) -> list[str]:
    step = nice_step(max(high - low, 1.0) / 5)
    first, last = int(-(-low // step)), int(high // step)
    return [
        f'<text x="{LEFT - 6}" y="{y_of(number * step) + 4:.1f}" text-anchor="end">{number * step:g}</text>'
        for number in range(first, last + 1)
    ]


def _dates(series: SeriesAtPlace, x_of: Callable[[float], float], floor: float) -> list[str]:
    every = -(-len(series.dates) // MOST_LABELS)
    drawn = []
    for index, (name, time, change) in enumerate(zip(series.dates, series.times, series.changes)):
        x = x_of(time)
        if change:
            hue = {"decrease": DECREASE, "increase": INCREASE}.get(change, COLOURS[2])
            drawn.append(f'<path d="M{x:.1f} {TOP}V{floor}" stroke="{hue}" stroke-dasharray="4 3"/>')
        if index % every == 0 or change:
            drawn.append(
                f'<text x="{x:.1f}" y="{floor + 12}" text-anchor="end" '
                f'transform="rotate(-60 {x:.1f} {floor + 12})">{escape(name)}</text>'
            )
    return drawn


def _svg(height: float, title: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{escape(title)}</title>{''.join(drawn)}</svg>\n"
    )
