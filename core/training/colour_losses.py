"""What the colour networks are to make small."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..colour.similarity import REACH, SIGMA, STABLE

CELL = 8
"""Pixels across a hole that the feature network is to fill."""

AROUND = 17
"""Pixels a side of the boxes in which the error of a picture is measured to learn what is to be expected."""


def content(found: Tensor, wanted: Tensor, structure: float) -> Tensor:
    """Squared error, and `structure` times what SSIM lacks to 1; both are what the result is judged by."""
    return 10 * (found - wanted).square().mean() + structure * (1 - ssim(found, wanted))


def ssim(first: Tensor, second: Tensor) -> Tensor:
    """Mean structural similarity of (n, bands, rows, cols), as core.colour.similarity has it."""
    mean_1, mean_2 = _smooth(first), _smooth(second)
    variance_1 = _smooth(first * first) - mean_1 * mean_1
    variance_2 = _smooth(second * second) - mean_2 * mean_2
    covariance = _smooth(first * second) - mean_1 * mean_2
    low, high = STABLE
    luminance = (2 * mean_1 * mean_2 + low) / (mean_1 * mean_1 + mean_2 * mean_2 + low)
    return (luminance * (2 * covariance + high) / (variance_1 + variance_2 + high)).mean()


def misjudged(expected: Tensor, found: Tensor, wanted: Tensor) -> Tensor:
    """How far the expected error is from the root mean square error of the picture around each pixel."""
    with torch.no_grad():
        error = (found - wanted).square().mean(dim=1, keepdim=True)
        around = functional.avg_pool2d(error, AROUND, stride=1, padding=AROUND // 2, count_include_pad=False).sqrt()
    return (expected - around).square().mean()


def perceptual(found: list[Tensor], wanted: list[Tensor]) -> Tensor:
    """Mean absolute difference of features, each scale relative to the mean of its features.

    J. Johnson, A. Alahi and L. Fei-Fei, "Perceptual losses for real-time style transfer and super-resolution", ECCV
    2016.
    """
    return torch.stack([(one - two).abs().mean() / (two.mean() + 1e-3) for one, two in zip(found, wanted)]).mean()


def roughness(colours: Tensor) -> Tensor:
    """Mean absolute difference of neighbouring cells of (n, 3, rows, cols): total variation."""
    return (colours[:, :, 1:] - colours[:, :, :-1]).abs().mean() + (
        colours[:, :, :, 1:] - colours[:, :, :, :-1]
    ).abs().mean()


def judged(real: Tensor, made: Tensor) -> Tensor:
    """The discriminator's hinge loss of its logits. J. H. Lim and J. C. Ye, "Geometric GAN", 2017."""
    return functional.relu(1 - real).mean() + functional.relu(1 + made).mean()


def damaged(pictures: Tensor, rng: np.random.Generator) -> Tensor:
    """Grey, noisy and with a quarter of the cells missing: what the feature network has to mend."""
    count, _, rows, cols = pictures.shape
    kept = rng.random((count, 1, -(-rows // CELL), -(-cols // CELL))) > 0.25
    mask = torch.from_numpy(kept.astype(np.float32)).to(pictures.device)
    noise = torch.from_numpy(rng.normal(0, 0.1, pictures.shape).astype(np.float32)).to(pictures.device)
    whole = functional.interpolate(mask, scale_factor=CELL, mode="nearest")[:, :, :rows, :cols]
    grey = pictures.mean(dim=1, keepdim=True).expand_as(pictures)
    colourless = torch.from_numpy((rng.random((count, 1, 1, 1)) < 0.5).astype(np.float32)).to(pictures.device)
    return (colourless * grey + (1 - colourless) * pictures + noise) * whole + 0.5 * (1 - whole)


def _smooth(image: Tensor) -> Tensor:
    """Gaussian means where the window fits, as two products with matrices: a CPU does these fastest."""
    rows, cols = (_window(length).to(image.device) for length in image.shape[-2:])
    return rows @ (image @ cols.T)


@lru_cache(maxsize=4)
def _window(length: int) -> Tensor:
    along = np.exp(-np.square(np.arange(-REACH, REACH + 1) / SIGMA) / 2)
    window = np.zeros((length - 2 * REACH, length), np.float32)
    for place, row in enumerate(window):
        row[place : place + 2 * REACH + 1] = along / along.sum()
    return torch.from_numpy(window)
