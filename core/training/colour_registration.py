"""Bring the pictures of pairs onto their radar images, from which they are several pixels away.

A Sentinel-1 GRD that is not corrected for terrain is displaced along its range direction by 1.2 metres for each metre
of height, so pictures in map geometry lie beside it, and by as much as the ground is high. A network that is trained on
such pairs can but blur. Displacements are found for overlapping windows of each pair from the two images alone: they
are where the radar image is explained best by a linear combination of the picture's features, with a prior that they
lie along range.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

Array = NDArray[np.float32]

WINDOW, STEP = 256, 128
"""Pixels."""

REACH = (8, 24)
"""Rows and columns that are searched to each side."""

BAND = (1.5, 10.0)
"""Standard deviations, in pixels, of the Gaussians between which an image's detail is compared."""

PIXELS_PER_SAMPLE = 50.0
"""Of detail so smooth, about so many count as one independent sample; windows are tapered too."""


class RangeLine(NamedTuple):
    """Where displacements are likely: row = slope x column + offset, both in pixels."""

    slope: float = 0.2
    """Descending Sentinel-1 near 34 degrees north looks 11 degrees north of west."""

    offset: float = -0.7
    across: float = 1.5
    """Standard deviation around the line."""

    along: float = 10.0


def displacements(logs: Array, colours: Array, line: RangeLine = RangeLine()) -> Array:
    """Rows and columns (2, windows down, windows across) by which the picture (3, rows, cols) is displaced.

    `logs` is log-intensity (rows, cols) without gaps.
    """
    radar, features = _detail(logs), _features(colours)
    tops, lefts = (range(0, max(length - WINDOW, 0) + 1, STEP) for length in logs.shape)
    likely = np.stack([
        np.stack([_likelihood(radar, features, np.s_[top : top + WINDOW, left : left + WINDOW]) for left in lefts])
        for top in tops
    ])  # fmt: skip
    likely = ndimage.gaussian_filter(likely, (0.8, 0.8, 0, 0), mode="nearest") + _prior(line)
    best = likely.reshape(*likely.shape[:2], -1).argmax(axis=2)
    found = np.stack(np.unravel_index(best, likely.shape[2:])).astype(np.float32)
    found -= np.array(REACH, np.float32)[:, None, None]
    smooth: Array = ndimage.gaussian_filter(
        ndimage.median_filter(found, (1, 3, 3), mode="nearest"), (0, 0.7, 0.7), mode="nearest"
    )
    return smooth


def registered(colours: NDArray[np.uint8], moved: Array) -> NDArray[np.uint8]:
    """The picture (3, rows, cols) on the radar image's pixels; what lies beyond its border repeats the border.

    By nearest neighbours: interpolation would smooth the picture, and smooth pictures are easier to come close to.
    """
    rows, cols = colours.shape[1:]
    place = np.meshgrid(*((np.arange(length) - WINDOW / 2) / STEP for length in (rows, cols)), indexing="ij")
    by = [ndimage.map_coordinates(one, place, order=1, mode="nearest") for one in moved]
    at = np.indices((rows, cols), np.float32) + np.stack(by)
    return np.stack([ndimage.map_coordinates(band, at, order=0, mode="nearest") for band in colours])


def _detail(image: Array, band: tuple[float, float] = BAND) -> Array:
    found: Array = ndimage.gaussian_filter(image, band[0]) - ndimage.gaussian_filter(image, band[1])
    return found


def _features(colours: Array) -> Array:
    """Brightness, redness, greenness, and two of how busy the picture is: streets and roofs differ in these."""
    bright = colours.mean(axis=0)
    fine = np.square(bright - ndimage.gaussian_filter(bright, 2))
    return np.stack([
        _detail(bright), _detail(colours[0] - colours[2]), _detail(colours[1] - bright),
        _detail(np.sqrt(ndimage.gaussian_filter(fine, 1.5)), (1.0, BAND[1])),
        _detail(np.abs(_detail(bright, (1.0, 3.0))), (1.0, BAND[1])),
    ])  # fmt: skip


def _likelihood(radar: Array, features: Array, place: tuple[slice, slice]) -> Array:
    """Logarithm of the likelihood of each displacement, up to a constant, from the share of variance explained."""
    taper = np.outer(*(np.hanning(length) for length in radar[place].shape)).astype(np.float32)
    one = (radar[place] - radar[place].mean()) * taper
    many = features[(slice(None), *place)]
    many = (many - many.mean(axis=(1, 2), keepdims=True)) * taper
    spectrum = fft.rfft2(many) * np.conj(fft.rfft2(one))
    crossed = np.roll(fft.irfft2(spectrum, one.shape), REACH, axis=(1, 2))
    crossed = crossed[:, : 2 * REACH[0] + 1, : 2 * REACH[1] + 1]
    flat = many.reshape(len(many), -1)
    within = flat @ flat.T + 1e-6 * np.eye(len(many))
    explained = np.einsum("irc,ij,jrc->rc", crossed, np.linalg.inv(within), crossed) / (np.square(one).sum() + 1e-6)
    samples = one.size / PIXELS_PER_SAMPLE / 4
    found: Array = (-0.5 * samples * np.log1p(-np.minimum(explained, 0.99))).astype(np.float32)
    return found


def _prior(line: RangeLine) -> Array:
    rows, cols = np.meshgrid(*(np.arange(-reach, reach + 1) for reach in REACH), indexing="ij")
    aside = (rows - line.slope * cols - line.offset) / line.across
    found: Array = (-0.5 * (np.square(aside) + np.square(cols / line.along))).astype(np.float32)
    return found
