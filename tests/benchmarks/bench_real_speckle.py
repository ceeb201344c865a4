"""Speckle filters on real radar images, judged without truth: python -m tests.benchmarks.bench_real_speckle [PICTURE]

PICTURE.jpg gets crops of two images side by side under several filters.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from osgeo import gdal

from aurora_qgis.core.jobs import FILTERS, DespeckleOptions, QualityOptions, despeckle, measure_looks, measure_quality
from aurora_qgis.core.speckle import Settings
from tests.benchmarks.despeckling_images import DATA, filtered
from tests.benchmarks.measure import table

SOURCES = {
    "Sentinel-1 chips, VV": ("sentinel1_georeferenced/*_S1Hand.tif", "decibel"),
    "Azores SLC, VV": ("s1_slc_azores/slc*.tiff", "amplitude"),
    "RTC series, VV": ("opera_rtc_california/*/2021-12-*_VV.tif", "intensity"),
}
SHOWN = {"before": None, "Refined Lee": "refined_lee", "Improved Lee sigma": "lee_sigma", "learned": "learned"}
CROPS = {
    "sentinel1_georeferenced/India_900498_S1Hand.tif": (120, 120),
    "s1_slc_azores/slc_lines9800-10400_samples11000-12400.tiff": (200, 700),
}
CROP, GAP = 240, 6


def figures(source: Path, scale: str, folder: Path) -> Iterator[tuple[str, list[float]]]:
    """Looks after over before, ratio mean, its variance times looks, M-index, edges kept and bias, per filter."""
    looks = measure_looks(str(source), scale=scale, bands=(1,)).looks[0]
    for name in FILTERS:
        output = str(folder / f"{source.stem}_{name}.tif")
        options = DespeckleOptions(filter=name, looks=looks, scale=scale, bands=(1,), output_scale="intensity")
        despeckle(str(source), output, options)
        one = measure_quality(str(source), output, options=QualityOptions(looks, scale, "intensity"))
        yield name, [one.looks_after / one.looks_before, one.ratio_mean, one.ratio_variance_by_looks, one.m_index,
                     one.edge_preservation, one.bias_db]  # fmt: skip


def rows(pattern: str, scale: str, folder: Path) -> list[list[str]]:
    """Medians over the images."""
    found: dict[str, list[list[float]]] = {}
    for source in sorted(DATA.glob(pattern)):
        for name, values in figures(source, scale, folder):
            found.setdefault(name, []).append(values)
    return [
        [name, *(f"{one:.{digits}f}" for one, digits in zip(np.nanmedian(values, axis=0), (1, 3, 2, 2, 2, 3)))]
        for name, values in found.items()
    ]


def picture(path: Path) -> None:
    """Crops of real images, one per row, before and after filters; one stretch per row."""
    strips = []
    for name, (row, col) in CROPS.items():
        values = gdal.Open(str(DATA / name)).ReadAsArray()
        image = values[0] if values.ndim == 3 else values
        intensity = np.abs(image) ** 2 if np.iscomplexobj(image) else 10 ** (image / 10)
        looks = 1.0 if np.iscomplexobj(image) else 4.4
        wide = intensity[row - 60 : row + CROP + 60, col - 60 : col + CROP + 60].astype(np.float32)
        panels = [wide if one is None else filtered(one, wide, Settings(7, looks)) for one in SHOWN.values()]
        decibel = [10 * np.log10(panel[60:-60, 60:-60]) for panel in panels]
        low, high = np.percentile(decibel[-1], [0.5, 99.5])
        grey = [np.clip((panel - low) / (high - low) * 255, 0, 255).astype(np.uint8) for panel in decibel]
        gap = np.full((CROP, GAP), 255, np.uint8)
        strips.append(np.hstack([part for panel in grey for part in (panel, gap)][:-1]))
    space = np.full((GAP, strips[0].shape[1]), 255, np.uint8)
    whole = np.vstack([part for strip in strips for part in (strip, space)][:-1])
    memory = gdal.GetDriverByName("MEM").Create("", whole.shape[1], whole.shape[0], 1, gdal.GDT_Byte)
    memory.GetRasterBand(1).WriteArray(whole)
    gdal.GetDriverByName("JPEG").CreateCopy(str(path), memory, options=["QUALITY=85"])


def main() -> None:
    if not DATA.is_dir():
        print(f"The images are not here ({DATA}): nothing to measure.")
        return
    headings = ["filter", "ENL gain", "ratio mean", "ratio variance x L", "M-index", "edges kept", "bias, dB"]
    with tempfile.TemporaryDirectory() as made:
        for title, (pattern, scale) in SOURCES.items():
            print(f"\n{title}\n\n{table(headings, rows(pattern, scale, Path(made)))}", flush=True)
    if len(sys.argv) > 1:
        picture(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
