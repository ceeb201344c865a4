"""How close a picture comes to a reference.

Pictures are (bands, rows, cols) from 0 to 1; NaN is missing. Maps are per pixel, so that they can be added up block by
block.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .spaces import Array

SIGMA, REACH = 1.5, 5
"""Of the Gaussian window of SSIM, 11 x 11 pixels."""

STABLE = (0.01**2, 0.03**2)
"""(K1 peak)2 and (K2 peak)2 of Wang et al. 2004, with a peak of 1."""

SCALE_WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)
"""Of the five scales of Wang, Simoncelli and Bovik 2003, the finest first."""

LEAST_SIDE = (2 * REACH + 1) * 2 ** (len(SCALE_WEIGHTS) - 1)
"""Rows and columns from which the coarsest scale has a whole window."""


class Similarity(NamedTuple):
    """Maps of the two factors of SSIM."""

    luminance: Array
    structure: Array
    """Contrast times structure."""

    @property
    def ssim(self) -> Array:
        return self.luminance * self.structure


def psnr(mean_squared_error: float) -> float:
    """Peak signal-to-noise ratio in dB with a peak of 1; infinite without any error."""
    return float("inf") if mean_squared_error == 0 else float(-10 * np.log10(mean_squared_error))


def ergas(mean_squared_errors: NDArray[Any], means: NDArray[Any], ratio: float = 1.0) -> float:
    """Relative dimensionless global error 100 h/l sqrt(mean of MSE / mean2 over the bands); 0 is best.

    `means` are those of the reference. `ratio` is h/l, the finer image's pixel size over that of the coarser; 1 for two
    pictures of one grid. L. Wald, "Quality of high resolution synthesised images: is there a simple criterion?",
    Fusion of Earth Data, 2000.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(100 * ratio * np.sqrt(np.mean(mean_squared_errors / np.square(means))))


def spectral_angle(first: NDArray[Any], second: NDArray[Any]) -> NDArray[Any]:
    """Angle in degrees between the bands' vectors of each pixel; NaN where one of them is zero.

    F. A. Kruse et al., "The spectral image processing system (SIPS)", Remote Sensing of Environment 44, 1993. Taken as
    2 arctan2(|u - v|, |u + v|) of the unit vectors u and v, which loses no digits at small angles (W. Kahan).
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        u, v = (one / np.sqrt(np.square(one).sum(axis=0)) for one in (first, second))
        apart, together = np.sqrt(np.square(u - v).sum(axis=0)), np.sqrt(np.square(u + v).sum(axis=0))
    found: NDArray[Any] = np.rad2deg(2 * np.arctan2(apart, together))
    return found


def structural_similarity(first: Array, second: Array) -> Similarity:
    """SSIM's maps of (..., rows, cols), NaN where the 11 x 11 window leaves the image or meets a missing pixel.

    Z. Wang, A. C. Bovik, H. R. Sheikh and E. P. Simoncelli, "Image quality assessment: from error visibility to
    structural similarity", IEEE Transactions on Image Processing 13(4), 2004; window and constants as there.
    """
    mean_1, mean_2 = _smooth(first), _smooth(second)
    variance_1 = _smooth(first * first) - mean_1 * mean_1
    variance_2 = _smooth(second * second) - mean_2 * mean_2
    covariance = _smooth(first * second) - mean_1 * mean_2
    low, high = (np.float32(one) for one in STABLE)
    return Similarity(
        (2 * mean_1 * mean_2 + low) / (mean_1 * mean_1 + mean_2 * mean_2 + low),
        (2 * covariance + high) / (variance_1 + variance_2 + high),
    )


def multi_scale_similarity(first: Array, second: Array) -> float:
    """MS-SSIM: means of contrast and structure of five scales to the power of their weights, and luminance of the last.

    Negative means count as 0. NaN for pictures of fewer than 176 rows or columns, or with no whole window left.
    Z. Wang, E. P. Simoncelli and A. C. Bovik, "Multi-scale structural similarity for image quality assessment",
    Asilomar Conference 2003.
    """
    if min(first.shape[-2:]) < LEAST_SIDE:
        return float("nan")
    product, coarsest = 1.0, len(SCALE_WEIGHTS) - 1
    for scale, weight in enumerate(SCALE_WEIGHTS):
        maps = structural_similarity(first, second)
        product *= max(_mean(maps.ssim if scale == coarsest else maps.structure), 0.0) ** weight
        first, second = _halved(first), _halved(second)
    return float(product)


def _smooth(image: Array) -> Array:
    along = np.exp(-np.square(np.arange(-REACH, REACH + 1) / SIGMA) / 2)
    kernel = along / along.sum()
    down = ndimage.correlate1d(image, kernel, axis=-2, mode="constant", cval=np.nan)
    found: Array = ndimage.correlate1d(down, kernel, axis=-1, mode="constant", cval=np.nan)
    return found


def _halved(image: Array) -> Array:
    """Means of 2 x 2 pixels."""
    rows, cols = (length // 2 for length in image.shape[-2:])
    cut = image[..., : 2 * rows, : 2 * cols]
    found: Array = (cut[..., ::2, ::2] + cut[..., 1::2, ::2] + cut[..., ::2, 1::2] + cut[..., 1::2, 1::2]) / 4
    return found


def _mean(values: Array) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean(dtype=np.float64)) if known.size else float("nan")
