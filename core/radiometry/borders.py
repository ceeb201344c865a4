"""Border noise: numbers above zero beside the image, which the processors of before 2018 left in detected products."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

LINES, PIXELS = 9, 8
"""Of the window whose mean is compared with the noise."""

WEAKEST = 0.5
"""Share of the thermal noise that the mean of image pixels never falls below: they hold that noise themselves, and
the mean of a window of 72 pixels of 4.4 looks is within 10 % of its expectation."""

HALO = LINES // 2


def border_noise(amplitude: NDArray[np.float32], noise: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where a detected image of whole lines (rows, cols) is not image: what is weaker than thermal noise, inward from
    both ends of each line, up to the first pixel at which the mean of the window outward of it reaches WEAKEST.

    `noise` is the annotated noise power of each pixel; where it is zero all above zero is image. Lines count with the
    HALO ones above and below. Along a border with noise or zeros the image loses up to PIXELS pixels, elsewhere none.
    """
    power = np.nan_to_num(amplitude.astype(np.float64)) ** 2
    share = np.divide(power, noise, out=(power > 0).astype(np.float64), where=noise > 0)
    share = uniform_filter1d(share, LINES, axis=0, mode="nearest")
    left = np.logical_and.accumulate(_outward(share) < WEAKEST, axis=1)
    right = np.logical_and.accumulate(_outward(share[:, ::-1]) < WEAKEST, axis=1)[:, ::-1]
    found: NDArray[np.bool_] = left | right
    return found


def _outward(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of each pixel and the PIXELS - 1 before it, as far as there are any."""
    total = np.cumsum(share, axis=1)
    total[:, PIXELS:] -= total[:, :-PIXELS].copy()
    counted: NDArray[np.float64] = total / np.minimum(np.arange(1, share.shape[1] + 1), PIXELS)
    return counted
