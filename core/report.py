"""A run's report: one HTML page without scripts or anything to fetch, with its figures as inline SVG."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

DECREASE, INCREASE = "#2166ac", "#d95f02"
"""The hues of resources/styles: blue and orange, which colour-blind readers tell apart."""

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 44, 48
"""Margins of the figure in pixels."""

BARS = 160
SHARE_SHOWN = 0.999

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .25em 1em .25em 0; vertical-align: top; }
tr { border-bottom: 1px solid #8884; } td + td { font-variant-numeric: tabular-nums; }
svg, img { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
footer { margin-top: 3em; font-size: .85em; opacity: .7; }
@media print { body { margin: 0; } h2 { break-after: avoid; } }
"""


def page(title: str, sections: Sequence[tuple[str, str]], footer: str) -> str:
    """A complete page of (heading, HTML body) sections; title, headings and footer are plain text."""
    bodies = "\n".join(f"<section><h2>{escape(heading)}</h2>\n{body}</section>" for heading, body in sections)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n{bodies}\n"
        f"<footer>{escape(footer)}</footer></body></html>\n"
    )


def table(rows: Sequence[tuple[str, str]], headings: tuple[str, str] | None = None) -> str:
    """Two columns of plain text."""
    head = "" if headings is None else "<tr>" + "".join(f"<th>{escape(one)}</th>" for one in headings) + "</tr>\n"
    body = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>\n" for name, value in rows)
    return f"<table>\n{head}{body}</table>\n"


def parameter_table(parameters: Mapping[str, Any]) -> str:
    """All parameters of a run with their values."""
    rows = [(name, value if isinstance(value, str) else json.dumps(value)) for name, value in parameters.items()]
    return table(rows, ("Parameter", "Value"))


def picture(encoded: str, caption: str) -> str:
    """A PNG file in base64, with what it shows below."""
    return (
        f'<figure><img alt="{escape(caption)}" src="data:image/png;base64,{encoded}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>\n"
    )


def histogram_svg(
    edges: NDArray[np.float64], counts: NDArray[np.int64], marks: Mapping[str, float], label: str, unit: str
) -> str:
    """A histogram with named vertical marks; bar heights grow with the square root, so that tails stay visible.

    `edges` (n + 1,) and `counts` (n,) are cut to the values that matter, and neighbouring bins are merged.
    Without any counts it says so.
    """
    if not counts.sum():
        return "<p>There are no data to show.</p>\n"
    edges, counts = _shown(edges, counts, list(marks.values()))
    axis = _Axis(float(edges[0]), float(edges[-1]))
    heights = np.sqrt(counts / counts.max()) * (HEIGHT - TOP - BOTTOM)
    bars = "".join(
        f'<rect x="{axis(left):.1f}" y="{HEIGHT - BOTTOM - height:.1f}" width="{axis(right) - axis(left):.2f}" '
        f'height="{height:.1f}"/>'
        for left, right, height in zip(edges[:-1], edges[1:], heights)
        if height > 0
    )
    description = ", ".join(f"{name} at {value:.2f} {unit}" for name, value in marks.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(f'Histogram of {label} ({unit})')}</title><desc>{escape(description)}</desc>"
        f'<g fill="#888">{bars}</g>{axis.drawn(f"{label} ({unit})")}{_heights_axis(int(counts.max()))}'
        f"{_marks(axis, marks, unit)}</svg>\n"
    )


class _Axis:
    """The horizontal axis: value to pixel."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def __call__(self, value: float) -> float:
        return LEFT + (value - self.low) / (self.high - self.low) * (WIDTH - LEFT - RIGHT)

    def drawn(self, label: str) -> str:
        bottom = HEIGHT - BOTTOM
        step = nice_step((self.high - self.low) / 8)
        ticks = np.arange(np.ceil(self.low / step), np.floor(self.high / step) + 1) * step
        return (
            f'<path d="M{LEFT} {bottom}H{WIDTH - RIGHT}" stroke="currentColor"/>'
            + "".join(
                f'<path d="M{self(tick):.1f} {bottom}v5" stroke="currentColor"/>'
                f'<text x="{self(tick):.1f}" y="{bottom + 18}" text-anchor="middle">{tick + 0:.6g}</text>'
                for tick in ticks
            )
            + f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(label)}</text>'
        )


def nice_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below `least`."""
    power = 10.0 ** np.floor(np.log10(least))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9)))


def _heights_axis(most: int) -> str:
    room = HEIGHT - TOP - BOTTOM
    ticks = [(share, share**2 * most) for share in (0.25, 0.5, 0.75, 1.0)]
    return '<text x="8" y="14">pixels</text>' + "".join(
        f'<text x="{LEFT - 6}" y="{HEIGHT - BOTTOM - share * room + 4:.1f}" text-anchor="end">{_short(count)}</text>'
        for share, count in ticks
    )


def _short(count: float) -> str:
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if count >= size:
            return f"{count / size:.3g} {letter}"
    return f"{count:.0f}"


def _marks(axis: _Axis, marks: Mapping[str, float], unit: str) -> str:
    """Vertical lines; those below zero have their label to the left, so that a pair does not collide."""
    drawn = []
    for row, (name, value) in enumerate(sorted(marks.items(), key=lambda mark: mark[1])):
        colour, x, y = DECREASE if value < 0 else INCREASE, axis(value), 14 + 14 * (row % 2)
        anchor = "end" if x > WIDTH * 0.75 else "start" if x < WIDTH * 0.25 else "middle"
        drawn.append(
            f'<path d="M{x:.1f} {TOP - 12}V{HEIGHT - BOTTOM}" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}">{escape(f"{name} {value:.2f} {unit}")}</text>'
        )
    return "".join(drawn)


def _shown(
    edges: NDArray[np.float64], counts: NDArray[np.int64], marks: list[float]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The bins that hold nearly all counts and all marks, merged to at most BARS."""
    share = np.cumsum(counts) / counts.sum()
    low = int(np.searchsorted(share, (1 - SHARE_SHOWN) / 2))
    high = int(np.searchsorted(share, (1 + SHARE_SHOWN) / 2)) + 1
    if marks:
        low = min(low, int(np.searchsorted(edges, min(marks))) - 1)
        high = max(high, int(np.searchsorted(edges, max(marks))) + 1)
    low, high = max(low - (high - low) // 20, 0), min(high + (high - low) // 20, len(counts))
    merged = -(-(high - low) // BARS)
    high = min(low + -(-(high - low) // merged) * merged, len(counts))
    places = np.arange(low, high, merged)
    return edges[np.append(places, high)], np.add.reduceat(counts[:high], places)
