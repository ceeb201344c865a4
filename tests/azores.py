"""The real Azores crop as a product: its annotation cut down to the crop, which lies inside one burst.

The crop's calibration annotation is not at hand. Written instead: beta0's table is 237, as in every Sentinel-1A SLC
product, and sigma0's is 237 over the root of the sine of the annotated incidence angle, as in the Rome products.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np

from aurora_qgis.core.geometry import Annotation, geometry, read_annotation
from aurora_qgis.core.geometry.interface import SPEED_OF_LIGHT
from aurora_qgis.core.raster import read_xml

FIRST_LINE, FIRST_PIXEL = 9799, 10_999
"""Of the crop in the whole image, counted from 0 (its README counts from 1)."""

SHAPE = (601, 1401)
BETA = 237.0


def azores_product(shared_data: Path, folder: Path) -> str:
    """A SAFE folder of the crop."""
    source = next((shared_data / "s1_slc_azores").glob("s1a-iw3-slc-vv*.xml"))
    whole = read_annotation(read_xml(str(source)))
    safe = folder / "S1A_IW_SLC__AZORES.SAFE"
    (safe / "annotation" / "calibration").mkdir(parents=True)
    (safe / "measurement").mkdir()
    shutil.copy(next(source.parent.glob("slc_*.tiff")), safe / "measurement" / f"{source.stem}.tiff")
    (safe / "annotation" / source.name).write_text(_cut(source.read_text(), whole))
    (safe / "annotation" / "calibration" / f"calibration-{source.name}").write_text(_calibration(whole))
    return str(safe)


def _cut(text: str, whole: Annotation) -> str:
    start = whole.lines.time(np.array([float(FIRST_LINE)]))[0]
    grid, made = whole.grid, geometry(whole)
    lines = (made.line_time(made.sense(grid.latitude, grid.longitude, grid.height)) - start) / whole.line_interval
    numbers = iter(zip(lines, grid.pixel - FIRST_PIXEL))

    def moved(match: re.Match[str]) -> str:
        line, pixel = next(numbers)
        return f"<line>{line:.9f}</line>{match[1]}<pixel>{pixel:.1f}</pixel>"

    text = re.sub(r"<line>\d+</line>(\s*)<pixel>\d+</pixel>", moved, text)
    text = re.sub(r'<burstList count="9">.*</burstList>', '<burstList count="0"/>', text, flags=re.DOTALL)
    utc = str(whole.epoch + np.timedelta64(round(start * 1e9), "ns"))
    text = re.sub(r"(<productFirstLineUtcTime>)[^<]*", rf"\g<1>{utc}", text)
    near = 2 * (whole.near_range + FIRST_PIXEL * whole.range_step) / SPEED_OF_LIGHT
    text = re.sub(r"(</sliceList>\s*<slantRangeTime>)[^<]*", rf"\g<1>{near:.15e}", text)
    text = re.sub(r"(<numberOfLines>)\d+", rf"\g<1>{SHAPE[0]}", text)
    return re.sub(r"(<numberOfSamples>)\d+", rf"\g<1>{SHAPE[1]}", text)


def _calibration(whole: Annotation) -> str:
    pixels = np.arange(0, SHAPE[1], 40)
    first = whole.grid.line == 0
    angle = np.interp(pixels + FIRST_PIXEL, whole.grid.pixel[first], whole.grid.incidence[first])
    sine, tangent = np.sin(np.radians(angle)), np.tan(np.radians(angle))
    tables = {"sigmaNought": BETA / np.sqrt(sine), "betaNought": BETA + 0 * sine, "gamma": BETA / np.sqrt(tangent)}
    rows = "".join(f"<{name}>{' '.join(f'{one:.6e}' for one in row)}</{name}>" for name, row in tables.items())
    return (
        '<calibration><calibrationVectorList count="1"><calibrationVector><line>0</line>'
        f"<pixel>{' '.join(map(str, pixels))}</pixel>{rows}</calibrationVector></calibrationVectorList></calibration>"
    )
