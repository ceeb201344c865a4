"""Speckle filters on images whose truth is known: Set12, BSD68, Sentinel-1 temporal means.

python -m tests.benchmarks.bench_speckle_quality [FILTER ...]   (peers: see peers.py; an hour with them on two cores)

PSNR and SSIM (Gaussian window, sigma 1.5) of amplitude. Natural images: 8-bit grey as amplitude, gamma speckle from
default_rng(1000 L + index), peak 255. Temporal means: amplitude scaled so that its 99 % quantile is 255, cut there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal
from scipy import ndimage

from aurora_qgis.core.landscape import speckle
from aurora_qgis.core.speckle import FILTERS, Settings
from tests.benchmarks.measure import ROOT, table
from tests.benchmarks.peers import available, peer

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")

DATA = ROOT.parent / "shared" / "data"
LOOKS = (1, 2, 4, 10)
PEERS = {"log_bm3d": "log-BM3D (bm3d 4.0)", "log_nlm": "log-NLM (scikit-image)"}
OWN_LOOKS = {"merlin": "MERLIN (deepdespeckling)", "sar2sar": "SAR2SAR (deepdespeckling)"}
"""Networks that take single-look images only, MERLIN complex ones."""


@dataclass(frozen=True)
class Case:
    """A set of images under one kind of speckle."""

    clean: list[np.ndarray]
    """Amplitude."""

    noisy: list[np.ndarray]
    """Intensity, or complex."""

    looks: float

    @property
    def intensity(self) -> list[np.ndarray]:
        return [np.square(np.abs(one)) if np.iscomplexobj(one) else one for one in self.noisy]


class Score(NamedTuple):
    """Means over a set of images."""

    psnr: float
    ssim: float
    ratio_mean: float
    ratio_variance: float
    """Times looks: 1 is pure speckle."""


def score(case: Case, found: Sequence[np.ndarray], rescaled: bool = False) -> Score:
    rows = []
    for clean, noisy, intensity in zip(case.clean, case.intensity, found):
        gain = noisy.mean() / intensity.mean() if rescaled else 1.0
        amplitude = np.clip(np.sqrt(intensity * gain), 0, 255)
        ratio = (noisy / np.maximum(intensity * gain, 1e-12))[clean > 5]
        psnr = 10 * np.log10(255**2 / np.mean((amplitude - clean) ** 2))
        rows.append((psnr, ssim(clean, amplitude), ratio.mean(), ratio.var() * case.looks))
    return Score(*np.mean(rows, axis=0))


def ssim(first: np.ndarray, second: np.ndarray) -> float:
    """Z. Wang et al. 2004, K1 = 0.01, K2 = 0.03, Gaussian window of 11 x 11."""
    blur = partial(ndimage.gaussian_filter, sigma=1.5, truncate=3.5)
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    a, b = blur(first), blur(second)
    var_a, var_b, both = blur(first**2) - a * a, blur(second**2) - b * b, blur(first * second) - a * b
    found = (2 * a * b + c1) * (2 * both + c2) / ((a * a + b * b + c1) * (var_a + var_b + c2))
    return float(found[5:-5, 5:-5].mean())


def natural(name: str, looks: int) -> Case:
    paths = sorted((DATA / "natural_images" / name).glob("*.png"))
    clean = [gdal.Open(str(path)).ReadAsArray().astype(np.float64) for path in paths]
    seeds = [np.random.default_rng(1000 * looks + index) for index in range(len(clean))]
    return Case(clean, [one**2 * rng.gamma(looks, 1 / looks, one.shape) for one, rng in zip(clean, seeds)], looks)


def means(looks: float, correlated: bool) -> Case:
    """Temporal means under speckle; at one look the noisy images are complex."""
    clean, noisy = [], []
    for index, path in enumerate(sorted((DATA / "s1_temporal_means").glob("*.npy"))):
        amplitude = np.load(path).astype(np.float64)
        clean.append(np.clip(amplitude * 255 / np.quantile(amplitude, 0.99), 1, 255))
        rng = np.random.default_rng(100 + index)
        noisy.append(clean[-1] * field(clean[-1].shape, rng, correlated) if looks == 1 else
                     clean[-1] ** 2 * speckle(clean[-1].shape, looks, rng, 0.35 if correlated else 0))  # fmt: skip
    return Case(clean, noisy, looks)


def field(shape: tuple[int, int], rng: np.random.Generator, correlated: bool) -> np.ndarray:
    """Circular Gaussian of unit power; correlated as by a Gaussian point spread 1.5 pixels wide at half power."""
    parts = rng.standard_normal((2, *shape)) / np.sqrt(2)
    if correlated:
        parts = ndimage.gaussian_filter(parts, (0, 0.64, 0.64), mode="wrap")
        parts /= np.sqrt(2) * parts.std()
    return parts[0] + 1j * parts[1]


def ours(name: str, window: int, looks: float, image: np.ndarray) -> np.ndarray:
    settings = Settings(window, looks)
    return FILTERS[name].function(image[np.newaxis].astype(np.float32), settings)[0].astype(np.float64)


def methods(chosen: Sequence[str]) -> dict[str, tuple[str, int]]:
    """Label to filter and window."""
    found = {f"{name} 7 x 7" if one.uses_window else name: (name, 7) for name, one in FILTERS.items()}
    found = {"boxcar 5 x 5": ("boxcar", 5), **found}
    return {label: one for label, one in found.items() if not chosen or one[0] in chosen}


def scores(pool: ProcessPoolExecutor, cases: Sequence[Case], chosen: Sequence[str], peers: dict[str, str]) -> None:
    """Print a table: methods down, cases across, and the ratio image of the first case."""
    rows = []

    def add(label: str, results: Sequence[Score | None]) -> None:
        cells = [f"{one.psnr:.2f} / {one.ssim:.3f}" if one else "" for one in results]
        first = next(one for one in results if one)
        rows.append([label, *cells, f"{first.ratio_mean:.3f}, {first.ratio_variance:.2f}"])

    add("noisy", [score(case, case.intensity) for case in cases])
    for label, (name, window) in methods(chosen).items():
        run: Callable[[Case], list] = lambda case, name=name, window=window: list(  # noqa: E731
            pool.map(partial(ours, name, window, case.looks), case.intensity)
        )
        add(label, [score(case, run(case)) for case in cases])
        print(rows[-1], file=sys.stderr, flush=True)
    if available():
        for name, label in peers.items():
            single = name in OWN_LOOKS
            results: list[Score | None] = []
            for case in cases:
                if single and case.looks != 1:
                    results.append(None)
                    continue
                halves = [(case.noisy if name == "merlin" else case.intensity)[half::2] for half in (0, 1)]
                done = list(pool.map(partial(peer_images, name, case.looks), halves))
                found: list[np.ndarray] = [np.empty(0)] * len(case.clean)
                found[0::2], found[1::2] = done
                results.append(score(case, found, rescaled=single))
            add(label + (", gain put right" if single else ""), results)
            print(rows[-1], file=sys.stderr, flush=True)
    print(table(["filter", *(f"L = {case.looks:g}" for case in cases), "ratio mean, variance x L"], rows), flush=True)


def peer_images(name: str, looks: float, images: Sequence[np.ndarray]) -> list[np.ndarray]:
    return peer(name, images, looks).images


def main(chosen: Sequence[str]) -> None:
    if not Path(DATA).is_dir():
        raise SystemExit(f"There is no {DATA}: this benchmark needs its images.")
    with ProcessPoolExecutor(2) as pool:
        for name in ("Set12", "BSD68"):
            print(f"\n### {name}\n")
            scores(pool, [natural(name, looks) for looks in LOOKS], chosen, PEERS)
        print("\n### Sentinel-1 temporal means: white at 1 and 4.4 looks, correlated at 1 and 4.4 looks\n")
        cases = [means(looks, correlated) for correlated in (False, True) for looks in (1, 4.4)]
        scores(pool, cases, chosen, {**PEERS, **OWN_LOOKS})


if __name__ == "__main__":
    main(sys.argv[1:])
