"""Mean, scale, edges and point targets under each speckle filter: python -m tests.benchmarks.bench_radiometry"""

from __future__ import annotations

import numpy as np

from aurora_qgis.core.speckle import Settings
from tests.benchmarks.despeckling_images import filtered, radar_speckle
from tests.benchmarks.measure import table

LOOKS = (1.0, 4.4)
NAMES = ("learned", "boxcar", "lee", "refined_lee", "lee_sigma", "gamma_map", "ppb")
SIDE, STEP, POINT = 512, 10.0, 1000.0
GAINS = 10.0 ** np.arange(-4, 5)


def white(looks: float, rng: np.random.Generator) -> np.ndarray:
    return (rng.gamma(looks, 1 / looks, (SIDE, SIDE))).astype(np.float32)


def edge_width(profile: np.ndarray) -> float:
    """Pixels from 10 to 90 % of a step between both halves' levels."""
    half = profile.size // 2
    low, high = profile[: half - 40].mean(), profile[half + 40 :].mean()
    rise = (profile - low) / (high - low)
    near = np.arange(half - 40, half + 40)
    places = [near[np.argmax(rise[near] >= share)] for share in (0.1, 0.9)]
    exact = [one - (rise[one] - share) / (rise[one] - rise[one - 1]) for one, share in zip(places, (0.1, 0.9))]
    return float(exact[1] - exact[0])


def points(rng: np.random.Generator, looks: float) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Speckle with steady single-pixel targets 30 dB above its mean."""
    image = white(looks, rng)
    places = [(row, col) for row in range(32, SIDE, 64) for col in range(32, SIDE, 64)]
    for place in places:
        image[place] = POINT
    return image, places


def row(name: str, looks: float) -> list[str]:
    rng = np.random.default_rng(5)
    settings = Settings(7, looks)
    flat = white(looks, rng)
    found = filtered(name, flat, settings)
    ratio = flat / found
    whole = round(looks)
    correlated = radar_speckle((SIDE, SIDE), whole, 0.7, rng).astype(np.float32)
    smooth = filtered(name, correlated, Settings(7, whole))
    ground = np.where(np.arange(SIDE) < SIDE // 2, 1, STEP).astype(np.float32)
    step = filtered(name, ground * white(looks, rng), settings)
    bright, places = points(rng, looks)
    shone = filtered(name, bright, settings)
    kept = 10 * np.log10(np.array([shone[place] for place in places]) / POINT)
    scaled = max(
        float(np.abs(10 * np.log10(filtered(name, flat * np.float32(gain), settings) / (found * gain))).max())
        for gain in GAINS
    )
    inner = found[32:-32, 32:-32]
    return [
        f"{name}, L = {looks:g}",
        f"{10 * np.log10(found.mean(dtype=np.float64) / flat.mean(dtype=np.float64)):+.3f}",
        f"{10 * np.log10(smooth.mean(dtype=np.float64) / correlated.mean(dtype=np.float64)):+.3f}",
        f"{ratio.mean(dtype=np.float64):.3f}", f"{ratio.var(dtype=np.float64) * looks:.3f}",
        f"{inner.mean() ** 2 / inner.var() / looks:.0f}",
        f"{scaled:.1g}", f"{edge_width(step.mean(axis=0, dtype=np.float64)):.2f}",
        f"{kept.mean():+.2f} ({kept.min():+.2f})",
    ]  # fmt: skip


def main() -> None:
    rows = []
    for looks in LOOKS:
        for name in NAMES:
            rows.append(row(name, looks))
            print(" ".join(rows[-1]), flush=True)
    print("\n" + table([
        "filter", "bias, white, dB", "bias, correlated, dB", "ratio mean", "ratio variance x L", "ENL gain",
        "f(cI) / c f(I), largest dB", "10:1 edge, 10-90 %, pixels", "30 dB point, mean (worst) dB",
    ], rows))  # fmt: skip


if __name__ == "__main__":
    main()
