"""Sentinel-1 geometry against the products' own geolocation grids: python -m tests.benchmarks.bench_geometry

Reads ../shared/data (AURORASAR_SHARED_DATA names another folder).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.interpolate import CubicHermiteSpline

from aurora_qgis.core.geometry import Annotation, geometry, read_annotation, read_orbit_file
from aurora_qgis.core.geometry.orbit import State, fit_orbit
from aurora_qgis.core.geometry.sentinel1 import burst_of_grid
from aurora_qgis.core.raster import read_xml
from tests.benchmarks.measure import ROOT, table

DATA = Path(os.environ.get("AURORASAR_SHARED_DATA", ROOT.parent / "shared" / "data"))
POINTS = 1_000_000


class Hermite:
    """Cubic Hermite splines through positions and velocities, for comparison."""

    def __init__(self, read: Annotation) -> None:
        vectors = read.state_vectors
        self.first, self.last, self.middle = vectors.times[0], vectors.times[-1], float(np.mean(read.interval()))
        path = CubicHermiteSpline(vectors.times, vectors.positions, vectors.velocities)
        self.parts = (path, path.derivative(), path.derivative(2))

    def at(self, times: np.ndarray) -> State:
        return State(*(np.moveaxis(part(times), -1, 0) for part in self.parts))


def models(read: Annotation) -> Iterator[tuple[str, Any]]:
    for degree in (4, 5, 6, 7, 8):
        yield f"polynomial of degree {degree}", fit_orbit(read.state_vectors, *read.interval(), degree)
    yield "cubic Hermite", Hermite(read)
    for path in DATA.glob("s1_slc_azores/*.EOF"):
        root = read_xml(str(path))
        if str(read.epoch)[:10].replace("-", "") in path.stem[40:60]:
            vectors = read_orbit_file(root, read.mission, read.epoch, *read.interval())
            yield "restituted orbit, degree 7", fit_orbit(vectors, *read.interval())


def figures(values: np.ndarray, digits: int) -> str:
    return f"{np.sqrt(np.mean(values**2)):.{digits}f} / {np.abs(values).max():.{digits}f}"


def row(read: Annotation, name: str, orbit: Any) -> list[str]:
    made, grid = replace(geometry(read), orbit=orbit), read.grid
    seen = made.sense(grid.latitude, grid.longitude, grid.height)
    times = made.line_time(seen)
    line = made.lines.line(times) if read.bursts is None else made.lines.line_in(burst_of_grid(read), times)
    return [
        f"{read.mission} {read.swath} {read.product_type} {str(read.epoch)[:10]}", name,
        figures(1e3 * (seen.slant_range - grid.slant_range), 3),
        figures((seen.azimuth_time - grid.azimuth_time) / read.line_interval, 5),
        figures(line - grid.line, 4),
    ]  # fmt: skip


def speed(read: Annotation) -> str:
    made, grid = geometry(read), read.grid
    rng = np.random.default_rng(0)
    ground = [rng.uniform(one.min(), one.max(), POINTS) for one in (grid.latitude, grid.longitude, grid.height)]
    start = time.perf_counter()
    seen = made.sense(*ground)
    middle = time.perf_counter()
    made.locate(seen, ground[2])
    return (
        f"{POINTS / 1e6:.0f} million points, one thread: ground to time and range {middle - start:.2f} s, "
        f"back {time.perf_counter() - middle:.2f} s."
    )


def main() -> None:
    paths = sorted([*DATA.glob("sentinel1_products/*/annotation/s1*.xml"), *DATA.glob("s1_slc_azores/s1*.xml")])
    if not paths:
        raise SystemExit(f"There are no Sentinel-1 annotations in {DATA}.")
    read = [read_annotation(read_xml(str(path))) for path in paths]
    rows = [row(one, *model) for one in read for model in models(one)]
    headings = ["product", "orbit", "slant range, mm rms / max", "azimuth, lines rms / max", "image line, rms / max"]
    print(table(headings, rows))
    print(f"\n{speed(read[-1])}")


if __name__ == "__main__":
    main()
