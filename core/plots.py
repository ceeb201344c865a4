"""Figures for reports as inline SVG: lines over a square, and bars in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .report import nice_step

Points = tuple[NDArray[np.float64], NDArray[np.float64]]

SIDE, MARGIN = 340, 52
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 260, 64, 28, 84
COLOURS = ("#2166ac", "#d95f02", "#7570b3", "#1b9e77")
MOST_LABELS = 24


class Range(NamedTuple):
    """Of an axis."""

    low: float
    high: float


def curves_svg(
    curves: Mapping[str, Points], x_label: str, y_label: str, x_range: Range = Range(0, 1), y_range: Range = Range(0, 1)
) -> str:
    """Named lines of (x, y) points; points that are not finite are left out."""
    drawn = []
    for index, (name, (x, y)) in enumerate(curves.items()):
        colour = COLOURS[index % len(COLOURS)]
        kept = np.isfinite(x) & np.isfinite(y)
        points = " ".join(
            f"{_place(one, x_range):.1f},{_place(other, y_range, True):.1f}" for one, other in zip(x[kept], y[kept])
        )
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{SIDE / 2 - 20}" y="{SIDE * 0.55 + 16 * index}" style="fill:{colour}">{escape(name)}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" style="width:{SIDE}px" role="img">'
        f"<title>{escape(f'{y_label} over {x_label}')}</title>{_frame(x_label, y_label, x_range, y_range)}"
        f"{''.join(drawn)}</svg>\n"
    )


def _place(value: float, axis: Range, upwards: bool = False) -> float:
    share = min(max((value - axis.low) / (axis.high - axis.low), 0.0), 1.0)
    return MARGIN + (1 - share if upwards else share) * (SIDE - 1.6 * MARGIN)


def _frame(x_label: str, y_label: str, x_range: Range, y_range: Range) -> str:
    near, far = MARGIN, SIDE - 0.6 * MARGIN
    ticks = [f'<path d="M{near} {near}V{far}H{far}" fill="none" stroke="currentColor"/>']
    for axis, upwards in ((x_range, False), (y_range, True)):
        step = nice_step((axis.high - axis.low) / 6)
        for value in np.arange(np.ceil(axis.low / step), np.floor(axis.high / step + 1e-9) + 1) * step:
            at = _place(value, axis, upwards)
            where = f'x="{near - 6}" y="{at + 4:.1f}" text-anchor="end"' if upwards else (
                f'x="{at:.1f}" y="{far + 14:.1f}" text-anchor="middle"'
            )  # fmt: skip
            ticks.append(f"<text {where}>{value + 0:.4g}</text>")
    ticks.append(f'<text x="{SIDE / 2}" y="{SIDE - 2}" text-anchor="middle">{escape(x_label)}</text>')
    ticks.append(f'<text x="4" y="14">{escape(y_label)}</text>')
    return "".join(ticks)


def places_svg(x: NDArray[np.float64], y: NDArray[np.float64], values: NDArray[np.float64], title: str) -> str:
    """Values at places of an image, whose y grows downwards: discs as large as they are far from zero, blue below."""
    known = np.isfinite(values)
    x, y, values = x[known], y[known], values[known]
    across, down = (Range(float(one.min()), max(float(one.max()), float(one.min()) + 1)) for one in (x, y))
    largest = max(float(np.abs(values).max()), 1e-300)
    drawn = "".join(
        f'<circle cx="{_place(one, across):.1f}" cy="{_place(other, down):.1f}" r="{7 * abs(value) / largest:.2f}" '
        f'fill="{COLOURS[int(value > 0)]}"/>'
        for one, other, value in zip(x, y, values)
    )
    near, far = MARGIN, SIDE - 0.6 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" style="width:{SIDE}px" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect x="{near}" y="{near}" width="{far - near}" height="{far - near}" fill="none" stroke="currentColor"/>'
        f'{drawn}<text x="{near}" y="16">{escape(title)}</text>'
        f'<text x="{near}" y="34">{escape(f"largest disc {largest:.3g}; blue below zero, orange above")}</text>'
        f'<text x="{SIDE / 2}" y="{SIDE - 8}" text-anchor="middle">sample {across.low:.0f} to {across.high:.0f}, '
        f"line {down.low:.0f} to {down.high:.0f}</text></svg>\n"
    )


def bars_svg(labels: Sequence[str], parts: Mapping[str, Sequence[float]], colours: Sequence[str], title: str) -> str:
    """Bars in a row, one per label, each of named parts on top of each other."""
    sums = np.sum([list(values) for values in parts.values()], axis=0)
    highest = max(float(sums.max()), 1e-12)
    width = (WIDTH - LEFT) / len(labels)
    room = HEIGHT - TOP - BOTTOM
    drawn = [f'<text x="{LEFT}" y="14">{escape(title)}</text>']
    below = np.zeros(len(labels))
    for index, ((name, values), colour) in enumerate(zip(parts.items(), colours)):
        drawn.append(f'<text x="{LEFT + 240 + 130 * index}" y="14" style="fill:{colour}">{escape(name)}</text>')
        for place, value in enumerate(values):
            height, bottom = value / highest * room, below[place] / highest * room
            drawn.append(
                f'<rect x="{LEFT + width * (place + 0.1):.1f}" y="{HEIGHT - BOTTOM - bottom - height:.1f}" '
                f'width="{0.8 * width:.1f}" height="{height:.1f}" fill="{colour}"/>'
            )
        below += np.asarray(values, float)
    every = -(-len(labels) // MOST_LABELS)
    for place in range(0, len(labels), every):
        x, y = LEFT + width * (place + 0.5), HEIGHT - BOTTOM + 10
        drawn.append(
            f'<text x="{x:.1f}" y="{y}" text-anchor="end" transform="rotate(-60 {x:.1f} {y})">'
            f"{escape(labels[place])}</text>"
        )
    for share in (0.0, 0.5, 1.0):
        level = HEIGHT - BOTTOM - share * room + 4
        drawn.append(f'<text x="{LEFT - 6}" y="{level:.1f}" text-anchor="end">{share * highest:.3g}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(title)}</title>{''.join(drawn)}</svg>\n"
    )
