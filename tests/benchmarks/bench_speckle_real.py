"""Every speckle filter on real radar images, judged without a truth, and pictures of the results side by side.

python -m tests.benchmarks.bench_speckle_real [FOLDER FOR PICTURES]

Five Sentinel-1 GRD chips (VV), a Sentinel-1 single-look complex image, and a burst of OPERA RTC; looks estimated.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from osgeo import gdal

from aurora_qgis.core.jobs import DespeckleOptions, QualityOptions, despeckle, measure_looks, measure_quality
from aurora_qgis.core.jobs.speckle.measuring import Quality
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.speckle import FILTERS
from tests.benchmarks.measure import ROOT, table

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")

DATA = ROOT.parent / "shared" / "data"
SHOWN = ("lee", "refined_lee", "lee_sigma", "ppb", "learned")
CLASSICAL = [name for name in FILTERS if name != "learned"]


def images() -> dict[str, str]:
    chips = sorted((DATA / "sentinel1_georeferenced").glob("*_S1Hand.tif"))
    opera = sorted((DATA / "opera_rtc_california" / "T137-292318-IW2").rglob("*VV*.tif"))
    return {
        **{chip.name.split("_")[0]: str(chip) for chip in chips},
        "Azores (SLC)": str(next((DATA / "s1_slc_azores").glob("*.tiff"))),
        "California (RTC)": str(opera[len(opera) // 2]),
    }


def scale_of(source: str) -> str:
    """Single-look complex images are detected by the scale."""
    with Raster.open(source) as raster:
        return "amplitude" if raster.is_complex else "auto"


def judged(source: str, name: str, looks: float, folder: Path) -> Quality:
    filtered = str(folder / f"{name}.tif")
    scale = scale_of(source)
    despeckle(source, filtered, DespeckleOptions(name, bands=(1,), looks=looks, scale=scale, layout="plain"))
    return measure_quality(
        source, filtered, str(folder / "q.html"), str(folder / "q.tif"), QualityOptions(looks, scale)
    )


def main(pictures: Path | None) -> None:
    if not DATA.is_dir():
        raise SystemExit(f"There is no {DATA}: this benchmark needs its images.")
    for label, source in images().items():
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            looks = measure_looks(source, scale=scale_of(source), bands=(1,)).looks[0]
            found = {name: judged(source, name, looks, folder) for name in FILTERS}
            rows = [
                [name, f"{one.looks_after / one.looks_before:.1f}", f"{one.ratio_mean:.3f}",
                 f"{one.ratio_variance_by_looks:.2f}", f"{one.m_index:.2f}", f"{one.edge_preservation:.2f}",
                 f"{one.bias_db:+.2f}"]
                for name, one in found.items()
            ]  # fmt: skip
            print(f"\n### {label}: {looks:.2f} looks, {found['lee'].areas} homogeneous squares\n")
            heads = ["filter", "looks gained", "ratio mean", "ratio variance x L", "M-index", "edges", "bias dB"]
            print(table(heads, rows))
            best = min(CLASSICAL, key=lambda name: found[name].m_index)
            print(f"\nM-index: learned {found['learned'].m_index:.2f}, best other {best} {found[best].m_index:.2f}.",
                  flush=True)  # fmt: skip
            if pictures:
                side_by_side(label, source, looks, folder, pictures)


def side_by_side(label: str, source: str, looks: float, folder: Path, pictures: Path) -> None:
    """Crops of 220 x 220 pixels before and after, in dB between their 1 and 99 % quantiles, as a JPEG strip."""
    shown = []
    for path in [source, *(str(folder / f"{name}.tif") for name in SHOWN)]:
        with Raster.open(path) as raster:
            band = np.asarray(raster.read()[0])
        if np.iscomplexobj(band):
            band = np.abs(band) ** 2
        decibel = band if np.nanmin(band) < 0 else 10 * np.log10(np.maximum(band, 1e-12))
        middle = [length // 2 for length in decibel.shape]
        half = min(110, *middle)
        crop = decibel[middle[0] - half : middle[0] + half, middle[1] - half : middle[1] + half]
        shown.append(np.pad(crop, 2, constant_values=np.nan))
    low, high = np.nanquantile(shown[-1], [0.01, 0.99])
    strip = np.hstack(shown)
    grey = np.nan_to_num(np.clip((strip - low) / (high - low), 0, 1) * 255, nan=255).astype(np.uint8)
    memory = gdal.GetDriverByName("MEM").Create("", *grey.shape[::-1], 1, gdal.GDT_Byte)
    memory.GetRasterBand(1).WriteArray(grey)
    pictures.mkdir(parents=True, exist_ok=True)
    name = f"despeckle_{label.split()[0].lower()}.jpg"
    gdal.GetDriverByName("JPEG").CreateCopy(str(pictures / name), memory, options=["QUALITY=80"])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
