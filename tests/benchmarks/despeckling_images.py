"""Images with known truth for despeckling, speckle on them, and scores (the protocol of METHODS A.1 and A.5)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal
from scipy import ndimage

from aurora_qgis.core.colour.similarity import structural_similarity
from aurora_qgis.core.jobs.speckle.filtering import bind
from aurora_qgis.core.speckle import Settings
from tests.benchmarks.measure import ROOT

DATA = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data"))
DARK = 5
"""Amplitudes up to this are left out of ratios, as the anchors do."""


class Case(NamedTuple):
    """An image before and after speckle."""

    clean: np.ndarray
    """Amplitude."""

    noisy: np.ndarray
    """Intensity, float32."""

    peak: float
    """Amplitude that counts as white."""


class Score(NamedTuple):
    """Of one result."""

    psnr: float
    ssim: float
    ratio_mean: float
    """Of intensity before over after; ideally 1."""

    ratio_variance: float
    """Times the looks; ideally 1."""


def natural(folder: str) -> list[np.ndarray]:
    """Eight-bit grey images read as amplitude."""
    return [
        gdal.OpenEx(str(path), gdal.OF_RASTER, ["PNG"]).ReadAsArray().astype(np.float64)
        for path in sorted((DATA / "natural_images" / folder).glob("*.png"))
    ]


def natural_cases(images: Sequence[np.ndarray], looks: int) -> list[Case]:
    """White gamma speckle, with the anchors' seeds."""
    return [
        Case(clean, (clean**2 * np.random.default_rng(1000 * looks + index).gamma(looks, 1 / looks, clean.shape))
             .astype(np.float32), 255.0)
        for index, clean in enumerate(images)
    ]  # fmt: skip


def temporal_means() -> list[np.ndarray]:
    """Amplitudes of Sentinel-1 averaged over time."""
    return [np.load(path).astype(np.float64) for path in sorted((DATA / "s1_temporal_means").glob("*.npy"))]


def radar_cases(images: Sequence[np.ndarray], looks: int, resolution: float) -> list[Case]:
    """Speckle as radar makes it: mean power of circular Gaussian fields seen at a resolution (pixels, 0 is white)."""
    found = []
    for index, clean in enumerate(images):
        rng = np.random.default_rng(1000 * looks + index)
        noisy = (clean**2 * radar_speckle(clean.shape, looks, resolution, rng)).astype(np.float32)
        found.append(Case(clean, noisy, float(clean.mean() + 3 * clean.std())))
    return found


def radar_speckle(shape: tuple[int, ...], looks: int, resolution: float, rng: np.random.Generator) -> np.ndarray:
    total = np.zeros(shape)
    for _ in range(2 * looks):
        field = rng.standard_normal(shape)
        total += (ndimage.gaussian_filter(field, resolution, mode="wrap") if resolution else field) ** 2
    return total / total.mean()


def filtered(name: str, noisy: np.ndarray, settings: Settings) -> np.ndarray:
    """One of our filters on a whole image, (rows, cols) or (bands, rows, cols)."""
    image = np.where(noisy > 0, noisy, np.float32(1e-3))
    layers = image.reshape(-1, *image.shape[-2:])
    return bind(name, settings, image.shape[-2:], (256, 1024), [layers])(layers).reshape(image.shape)


def score(case: Case, found: np.ndarray, looks: float) -> Score:
    """PSNR and SSIM of amplitude, and the ratio image's moments."""
    amplitude, clean = np.clip(np.sqrt(found), 0, case.peak), np.minimum(case.clean, case.peak)
    error = np.mean((amplitude - clean) ** 2)
    similar = structural_similarity(amplitude / case.peak, clean / case.peak)
    bright = (case.clean > DARK) & (found > 0)
    ratio = case.noisy[bright] / found[bright].astype(np.float64)
    return Score(
        float(10 * np.log10(case.peak**2 / error)), float(np.nanmean(similar.ssim)),
        float(ratio.mean()), float(ratio.var() * looks),
    )  # fmt: skip


def mean_score(scores: Sequence[Score]) -> Score:
    return Score(*(float(one) for one in np.mean(scores, axis=0)))
