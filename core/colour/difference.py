"""How different two colours look."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

FAR = 25.0**7


def ciede2000(first: NDArray[Any], second: NDArray[Any]) -> NDArray[Any]:
    """CIEDE2000 of two CIELAB arrays (3, ...), with kL = kC = kH = 1; about 1 can just be seen, side by side.

    CIE 142-2001, as written down by G. Sharma, W. Wu and E. N. Dalal, "The CIEDE2000 color-difference formula:
    implementation notes, supplementary test data, and mathematical observations", Color Research and Application 30(1),
    2005. Their equation numbers are in the comments.
    """
    lightness_1, chroma_1, hue_1, lightness_2, chroma_2, hue_2 = _turned(first, second)
    delta_lightness, delta_chroma = lightness_2 - lightness_1, chroma_2 - chroma_1  # (8), (9)
    grey = chroma_1 * chroma_2 == 0
    turned = hue_2 - hue_1
    turned = turned - 360 * ((turned > 180).astype(turned.dtype) - (turned < -180))
    delta_hue = np.where(grey, 0, turned)  # (10)
    delta_h = 2 * np.sqrt(chroma_1 * chroma_2) * np.sin(np.deg2rad(delta_hue) / 2)  # (11)
    lightness, chroma = (lightness_1 + lightness_2) / 2, (chroma_1 + chroma_2) / 2  # (12), (13)
    hue = np.where(grey, hue_1 + hue_2, _mean_hue(hue_1, hue_2))  # (14)
    weight = (
        1 - 0.17 * _cosine(hue - 30) + 0.24 * _cosine(2 * hue) + 0.32 * _cosine(3 * hue + 6)
        - 0.20 * _cosine(4 * hue - 63)
    )  # fmt: skip # (15)
    turn = 30 * np.exp(-np.square((hue - 275) / 25))  # (16)
    rotation = -np.sin(np.deg2rad(2 * turn)) * 2 * np.sqrt(chroma**7 / (chroma**7 + FAR))  # (17), (21)
    apart = np.square(lightness - 50)
    in_lightness = delta_lightness / (1 + 0.015 * apart / np.sqrt(20 + apart))  # (18)
    in_chroma = delta_chroma / (1 + 0.045 * chroma)  # (19)
    in_hue = delta_h / (1 + 0.015 * chroma * weight)  # (20)
    squared = in_lightness**2 + in_chroma**2 + in_hue**2 + rotation * in_chroma * in_hue  # (22)
    found: NDArray[Any] = np.sqrt(np.maximum(squared, 0))
    return found


def _turned(first: NDArray[Any], second: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """L*, C' and h' of both (equations 2 to 7); h' is 0 for grey."""
    mean_chroma = (np.hypot(first[1], first[2]) + np.hypot(second[1], second[2])) / 2
    grow = 1.5 - 0.5 * np.sqrt(mean_chroma**7 / (mean_chroma**7 + FAR))
    found: list[NDArray[Any]] = []
    for lab in (first, second):
        a = grow * lab[1]
        found += [lab[0], np.hypot(a, lab[2]), np.rad2deg(np.arctan2(lab[2], a)) % 360]
    return tuple(found)


def _mean_hue(first: NDArray[Any], second: NDArray[Any]) -> NDArray[Any]:
    """The middle of the shorter arc between two hues."""
    total = first + second
    far = np.abs(first - second) > 180
    found: NDArray[Any] = np.where(far, np.where(total < 360, total + 360, total - 360), total) / 2
    return found


def _cosine(degrees: NDArray[Any]) -> NDArray[Any]:
    found: NDArray[Any] = np.cos(np.deg2rad(degrees))
    return found
