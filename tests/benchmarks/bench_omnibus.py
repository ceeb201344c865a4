"""Measured over nominal false alarm rate of the omnibus test: python -m tests.benchmarks.bench_omnibus"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy import ndimage, stats

from aurora_qgis.core.change.laws import Design, Values, box_survival, box_terms, omnibus_law
from aurora_qgis.core.change.likelihood import Array, log_determinant, omnibus
from aurora_qgis.core.change.sequence import changes
from tests.benchmarks.measure import table

RATES = (0.05, 0.01, 0.001, 0.0001)
TRIALS, PART = 1_000_000, 100_000
REPEATS, BLOCKS = 5, 4
INTENSITIES = [(looks, dates, bands) for looks in (4.4, 10.0, 18.0) for dates in (2, 5, 10, 20) for bands in (1, 2)]
SINGLE_LOOK = [(1.0, 2, 1), (1.0, 2, 2), (1.0, 10, 1)]
MATRICES = [(5, 2, 2), (5, 5, 2), (10, 5, 2), (10, 5, 3)]
RESOLUTIONS = {"white": 0.0, "neighbours correlated by 0.20": 0.6, "neighbours correlated by 0.45": 0.8}


def intensities(looks: float, dates: int, bands: int, rng: np.random.Generator) -> Array:
    return np.asarray(rng.standard_gamma(looks, (dates, bands, PART)) / looks, np.float32)


def matrices(looks: int, dates: int, p: int, rng: np.random.Generator) -> Array:
    """Real bands of complex Wishart matrices, (dates, p * p, trials)."""
    field = rng.standard_normal((looks, dates, p, PART // 4)) + 1j * rng.standard_normal((looks, dates, p, PART // 4))
    made = np.einsum("ldin,ldjn->dijn", field, field.conj()) / (2 * looks)
    bands = []
    for row in range(p):
        bands.append(made[:, row, row].real)
        for col in range(row + 1, p):
            bands += [made[:, row, col].real, made[:, row, col].imag]
    return np.stack(bands, axis=1).astype(np.float32)


def rates(made: list[Array], dates: int, design: Design) -> dict[str, list[float]]:
    """Per law, measured over nominal rates."""
    z: Values = np.concatenate([
        omnibus(stack, np.stack([log_determinant(date, design) for date in stack]), design).z for stack in made
    ]).astype(np.float64)  # fmt: skip
    found = {
        "Wilks": stats.chi2.sf(z, box_terms(dates, design).f),
        "Box": box_survival(z, dates, design),
        "ours": omnibus_law(dates, design).p_value(z),
    }
    return {name: [float(np.mean(p < rate) / rate) for rate in RATES] for name, p in found.items()}


def row(name: str, found: dict[str, list[float]]) -> list[str]:
    return [name, *(" ".join(f"{one:.2f}" for one in values) for values in found.values())]


def calibration(rng: np.random.Generator) -> None:
    rows = []
    for looks, dates, bands in INTENSITIES + SINGLE_LOOK:
        made = [intensities(looks, dates, bands, rng) for _ in range(TRIALS // PART)]
        name = f"{bands} band(s), {looks:g} looks, {dates} dates"
        rows.append(row(name, rates(made, dates, Design(looks, 1, bands))))
    for looks, dates, p in MATRICES:
        made = [matrices(looks, dates, p, rng) for _ in range(8)]
        rows.append(row(f"C{p}, {looks} looks, {dates} dates", rates(made, dates, Design(looks, p))))
    asked = " ".join(f"{rate:.2%}" for rate in RATES)
    print(table(["false alarms over nominal", *(f"{name}: {asked}" for name in ("Wilks", "Box", "ours"))], rows))


def correlated(resolution: float, rng: np.random.Generator) -> Array:
    """Five dates of 4-look speckle as radar makes it, with the correlation of its neighbours."""
    total = np.zeros((5, 1, 400, 400))
    for _ in range(8):
        field = rng.standard_normal(total.shape)
        total += ndimage.gaussian_filter(field, (0, 0, resolution, resolution)) ** 2 if resolution else field**2
    return np.asarray(total / total.mean(), np.float32)


def correlation(rng: np.random.Generator) -> None:
    """Per pixel the rate holds whatever the correlation; how much it varies from place to place does not."""
    rows = []
    for name, resolution in RESOLUTIONS.items():
        called = np.array([changes(correlated(resolution, rng), Design(4.0), 0.01).p_value < 0.01 for _ in range(6)])
        shares = called.reshape(6, 20, 20, 20, 20).mean(axis=(2, 4))
        _, regions = ndimage.label(called[0], np.ones((3, 3)))
        rows.append([name, f"{called.mean() / 0.01:.2f}", f"{shares.std() / np.sqrt(0.01 * 0.99 / 400):.2f}",
                     f"{called[0].sum() / regions:.2f}"])  # fmt: skip
    print(table(["speckle, 4 looks, 5 dates, 1 %", "rate over nominal", "its spread between places over binomial",
                 "pixels per false region"], rows))  # fmt: skip


def speed(rng: np.random.Generator) -> None:
    """Of all cores, each with blocks of its own as in a run; 2 % of the ground changes once."""
    stack = np.asarray(rng.standard_gamma(4.4, (20, 2, 100, 500)) / 4.4, np.float32)
    stack[9:, :, :2] *= 5
    cores, design = os.cpu_count() or 1, Design(4.4, 1, 2)
    changes(stack, design, 0.001)  # tabulates the laws
    for every_step in (False, True):
        best, busy = 0.0, 0.0
        for _ in range(REPEATS):
            start, worked = time.perf_counter(), time.process_time()
            with ThreadPoolExecutor(cores) as pool:
                runs = [pool.submit(changes, stack, design, 0.001, every_step) for _ in range(BLOCKS * cores)]
            pixels = sum(run.result().p_value.size for run in runs) / 1e6
            best = max(best, pixels / (time.perf_counter() - start))
            busy = max(busy, pixels / (time.process_time() - worked))
        print(
            f"20 dates, 2 bands, {cores} threads, every step {every_step}: {best:.2f} Mpixel/s, "
            f"{busy:.2f} Mpixel per second and core that it was given"
        )


def main() -> None:
    rng = np.random.default_rng(1)
    calibration(rng)
    print()
    correlation(rng)
    print()
    speed(rng)


if __name__ == "__main__":
    main()
