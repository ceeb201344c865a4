"""The HTML report of a colour picture's quality."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...colour import edges
from ...colour.composites import eight_bit
from ...colour.difference import ciede2000
from ...colour.polarimetry import decibel
from ...colour.ramps import through
from ...colour.spaces import Array, rgb_to_lab
from ...grid import Window
from ...paths import version
from ...raster import png
from ...report import page, picture, table

if TYPE_CHECKING:
    from .comparing import Compared
    from .judging_colour import ColourQuality

SIDE = 512
"""Rows and columns of the panels at most."""

FULL_DIFFERENCE = 40.0
"""CIEDE2000 that is drawn as the lightest colour."""

LONELY, SUPPORTED = (0.85, 0.1, 0.1), (0.1, 0.55, 0.85)
"""Red, green and blue of edges without and with an edge in the radar image."""


def colour_report(compared: Compared, found: ColourQuality, meanings: Mapping[str, str]) -> str:
    """The page: figures, and panels of the middle of the picture."""
    figures = [(meanings[name], _said(value)) for name, value in asdict(found).items()]
    sections = (("Figures", table(figures)), ("The middle of the picture", "".join(_panels(compared))))
    title = f"Quality of {compared.picture.raster.name}"
    return page(title, sections, f"AuroraSAR {version()}, aurorasar:evaluatecolour")


def _said(value: float) -> str:
    return "nothing to take it from" if np.isnan(value) else f"{value:.4g}"


def _panels(compared: Compared) -> list[str]:
    window = _middle(compared.picture.grid.shape)
    shown = compared.picture.read(window)
    lab = rgb_to_lab(shown)
    panels = [_panel(shown, "The picture")]
    if compared.reference is not None:
        reference = compared.reference.read(window)
        apart = ciede2000(lab, rgb_to_lab(reference)).astype(np.float32)
        panels.append(_panel(reference, f"The reference, {compared.reference.raster.name}"))
        drawn = through("ember", np.clip(apart / np.float32(FULL_DIFFERENCE), 0, 1))
        panels.append(_panel(drawn, f"CIEDE2000, 0 (black) to {FULL_DIFFERENCE:.0f} (light)"))
    if compared.radar is not None:
        radar = compared.radar.read(window)
        panels.append(_panel(_grey(decibel(radar[0])), f"The radar image, {compared.radar.raster.name}"))
        panels.append(
            _panel(
                _marked(lab, radar, compared),
                "Edges of the colours: red without an edge in the radar image, blue with one",
            )
        )
    return panels


def _marked(lab: Array, radar: Array, compared: Compared) -> Array:
    found = edges.colour_contrast(lab, compared.independent).edges
    lonely = found & ~edges.near_edge(edges.radar_contrast(radar), compared.least_radar)
    marked = np.stack([lab[0] / 100] * 3)
    for where, colour in ((found & ~lonely, SUPPORTED), (lonely, LONELY)):
        marked[:, where] = np.array(colour, np.float32)[:, np.newaxis]
    return marked


def _grey(values: Array) -> Array:
    """1 to 99 % as black to white."""
    low, high = np.nanpercentile(values, [1, 99]) if np.isfinite(values).any() else (0.0, 1.0)
    return np.stack([(values - low) / max(high - low, 1e-6)] * 3)


def _panel(rgb: Array, caption: str) -> str:
    levels: NDArray[np.uint8] = eight_bit(np.clip(rgb, 0, 1))
    return picture(base64.b64encode(png(levels)).decode(), caption)


def _middle(shape: tuple[int, int]) -> Window:
    rows, cols = (min(length, SIDE) for length in shape)
    return Window((shape[0] - rows) // 2, (shape[1] - cols) // 2, rows, cols)
