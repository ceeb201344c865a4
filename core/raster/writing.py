"""Write GeoTIFFs block by block, as cloud-optimised files by default."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..blocks import Progress, check_cancelled, unheard
from ..errors import Cancelled, OutputError
from ..grid import Grid, Window, reference
from ..outputs import Outputs, discard
from ..paths import version
from .block_cache import small_block_cache
from .gdal_errors import call

SUFFIXES = (".tif", ".tiff")

_TYPES = {
    np.dtype(np.float32): gdal.GDT_Float32,
    np.dtype(np.float64): gdal.GDT_Float64,
    np.dtype(np.uint8): gdal.GDT_Byte,
    np.dtype(np.int32): gdal.GDT_Int32,
    np.dtype(np.complex64): gdal.GDT_CFloat32,
}

ALPHA = 3
"""Place of alpha among the bands of colours."""

FLUSH_BYTES = 16 * 1024 * 1024


class Layout(Enum):
    """How a GeoTIFF is laid out: cloud-optimised (tiled, compressed, overviews), or plain (uncompressed strips)."""

    COG = "cog"
    PLAIN = "plain"


@dataclass(frozen=True)
class Content:
    """What a raster is going to hold."""

    grid: Grid
    descriptions: Sequence[str]
    """One name per band."""

    dtype: Any = np.float32
    nodata: float = float("nan")
    unit: str = ""
    categorical: bool = False
    """Overviews keep classes instead of averaging them."""

    colours: bool = False
    """The bands are red, green, blue and alpha, 8 bits each, before any others; what is missing has alpha 0 instead of
    a nodata value."""

    algorithm: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    notice: str = ""
    """What everybody who sees the raster is to know."""

    ground_control: tuple[Any, str] = ((), "")
    """Ground control points and their CRS, for images without a geotransform."""

    @property
    def bytes(self) -> int:
        rows, cols = self.grid.shape
        return rows * cols * len(self.descriptions) * np.dtype(self.dtype).itemsize


class RasterTarget:
    """A raster that is being written to a part file; `finish` makes it whole."""

    def __init__(self, part: Path, content: Content, layout: Layout = Layout.COG) -> None:
        self.part = part
        self.content, self.layout = content, layout
        self._unflushed = self._valid = 0
        self.dataset = _create(self.part, content)

    def write(self, window: Window, values: NDArray[Any], first: int = 0) -> None:
        """Pixels of a window, (bands, rows, cols) or (rows, cols) for a single band; `first` band counts from 0."""
        layers = values if values.ndim == 3 else values[np.newaxis]
        for number, layer in enumerate(layers, first):
            self._checked(self.dataset.GetRasterBand(number + 1).WriteArray, layer, window.col, window.row)
        nodata = self.content.nodata
        if self.content.colours:
            layers = np.broadcast_to(layers[ALPHA], layers.shape)
        self._valid += int(np.count_nonzero(~np.isnan(layers) if np.isnan(nodata) else layers != nodata))
        self._unflushed += values.nbytes
        if self._unflushed > FLUSH_BYTES:
            self.flush()

    @property
    def valid_share(self) -> float:
        """Share of the pixels written so far that are not nodata, 0 to 1 for a whole raster."""
        rows, cols = self.content.grid.shape
        return self._valid / (rows * cols * len(self.content.descriptions))

    def read(self, window: Window) -> NDArray[Any]:
        """What was written to a window, (bands, rows, cols)."""
        values: NDArray[Any] = self.dataset.ReadAsArray(window.col, window.row, window.cols, window.rows)
        self._unflushed += values.nbytes
        if self._unflushed > FLUSH_BYTES:
            self.flush()
        return values.reshape(-1, window.rows, window.cols)

    def finish(self, progress: Progress = unheard) -> Path:
        """Complete the part file: compression and overviews for a COG. Raises Cancelled, OutputError."""
        self.close()
        if self.layout is Layout.COG:
            with small_block_cache():
                _to_cog(self.part, self.content, progress)
        else:
            self._fill()
        return self.part

    def _fill(self) -> None:
        """Write the strips that hold no data, which a sparse file leaves out: not every program reads that."""
        self.dataset = gdal.OpenEx(str(self.part), gdal.OF_UPDATE)
        rows, cols = self.content.grid.shape
        for number in range(self.dataset.RasterCount):
            band = self.dataset.GetRasterBand(number + 1)
            height = band.GetBlockSize()[1]
            for strip in range(-(-rows // height)):
                if band.GetMetadataItem(f"BLOCK_OFFSET_0_{strip}", "TIFF") is None:
                    empty = np.full((min(height, rows - strip * height), cols), self.content.nodata, self.content.dtype)
                    self._checked(band.WriteArray, empty, 0, strip * height)
        self.close()

    def close(self) -> None:
        self.flush()
        self.dataset = None

    def abandon(self) -> None:
        """Let go of the file without completing it."""
        self.dataset = None

    def flush(self) -> None:
        """Bring what was written to the disk, and GDAL's cache of it back to nothing."""
        self._unflushed = 0
        for number in range(self.dataset.RasterCount):
            self._checked(self.dataset.GetRasterBand(number + 1).FlushCache)

    def _checked(self, function: Any, *arguments: Any) -> None:
        code, reason = call(function, *arguments)
        if code or (code is None and reason):
            raise OutputError(f"{self.part.parent} cannot be written to: is the disk full? (GDAL: {reason})")


def ground_control(
    rows: NDArray[np.float64], cols: NDArray[np.float64], latitude: NDArray[np.float64],
    longitude: NDArray[np.float64], height: NDArray[np.float64],
) -> tuple[Any, str]:  # fmt: skip
    """Ground control points and their CRS for `Content`, of pixel positions (0, 0 is the outer corner) and degrees."""
    places = zip(longitude.tolist(), latitude.tolist(), height.tolist(), cols.tolist(), rows.tolist())
    return [gdal.GCP(*place) for place in places], reference("EPSG:4326").ExportToWkt()


def write(path: str, values: NDArray[Any], content: Content, layout: Layout = Layout.COG) -> None:
    """Write a whole array at once."""
    with Outputs() as outputs:
        target = RasterTarget(outputs.reserve(path, SUFFIXES, disk_bytes(content, layout)), content, layout)
        outputs.close_on_exit(target.abandon)
        target.write(content.grid.window, values)
        target.finish()
        outputs.publish()


def disk_bytes(content: Content, layout: Layout) -> int:
    """What writing takes on the disk at most: for a COG the strips, and beside them tiles plus overviews."""
    return int(content.bytes * (1.0 if layout is Layout.PLAIN else 2.4))


def _create(part: Path, content: Content) -> gdal.Dataset:
    rows, cols = content.grid.shape
    # Sparse, else GDAL writes a cancelled run's file to its full size before it can be removed.
    options = ["BIGTIFF=IF_SAFER", "INTERLEAVE=BAND", "SPARSE_OK=TRUE"]
    options += ["PHOTOMETRIC=RGB", "ALPHA=YES"] if content.colours else []
    driver = gdal.GetDriverByName("GTiff")
    kind = _TYPES[np.dtype(content.dtype)]
    dataset, reason = call(driver.Create, str(part), cols, rows, len(content.descriptions), kind, options)
    if dataset is None:
        raise OutputError(f"{part.parent} cannot be written to: choose another folder. (GDAL: {reason})")
    _place(dataset, content)
    for number, description in enumerate(content.descriptions):
        band = dataset.GetRasterBand(number + 1)
        band.SetDescription(description)
        if not content.colours:
            band.SetNoDataValue(content.nodata)
        if content.unit:
            band.SetUnitType(content.unit)
    dataset.SetMetadata(_provenance(content))
    return dataset


def _place(dataset: gdal.Dataset, content: Content) -> None:
    points, points_crs = content.ground_control
    if points:
        dataset.SetGCPs(points, points_crs)
        return
    if content.grid.crs:
        dataset.SetSpatialRef(reference(content.grid.crs))
    if content.grid.transform != Grid((1, 1)).transform:
        dataset.SetGeoTransform(content.grid.transform)


def _provenance(content: Content) -> dict[str, str]:
    """Items of GDAL's default domain, which QGIS shows on the layer's Information page."""
    return {
        "AURORASAR_ALGORITHM": content.algorithm,
        "AURORASAR_PARAMETERS": json.dumps(content.parameters, sort_keys=True, default=str),
        "AURORASAR_VERSION": version(),
        **({"AURORASAR_NOTICE": content.notice} if content.notice else {}),
    }


def _to_cog(part: Path, content: Content, progress: Progress) -> None:
    cog = part.with_name(part.name + ".cog.tif")
    source = gdal.Open(str(part))
    options = [
        "COMPRESS=DEFLATE", "LEVEL=4", "BIGTIFF=IF_SAFER", "NUM_THREADS=ALL_CPUS",
        f"PREDICTOR={'NO' if np.issubdtype(content.dtype, np.complexfloating) else 'YES'}",
        f"OVERVIEW_RESAMPLING={'MODE' if content.categorical else 'AVERAGE'}",
    ]  # fmt: skip
    stopped = False

    def heard(share: float, _message: str, _data: Any) -> int:
        nonlocal stopped
        source.FlushCache()  # else the copy keeps the source in GDAL's cache, up to 5 % of the machine's memory
        stopped = stopped or not progress(share)
        return 0 if stopped else 1

    try:
        made, reason = call(gdal.GetDriverByName("COG").CreateCopy, str(cog), source, options=options, callback=heard)
        if stopped:
            raise Cancelled
        if made is None:
            raise OutputError(f"{part.parent} cannot be written to: is the disk full? (GDAL: {reason})")
        made = source = None
        check_cancelled(progress, 1.0)
        cog.replace(part)
    finally:
        made = source = None
        discard(cog)
