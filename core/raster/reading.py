"""Read any raster that GDAL opens as float32 with NaN for no data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..blocks import block_shape
from ..errors import InputError
from ..grid import IDENTITY, Grid, Window
from .gdal_errors import call, open_dataset

CACHE_BYTES = 16 * 1024 * 1024
"""GDAL's block cache of one source is emptied after so much reading, so that memory does not grow with the raster
(GDAL's own limit is 5 % of the machine's memory, and changing that would change it for all of QGIS)."""

UNSCALED = (1.0, 0.0)
SAMPLE_WINDOWS = 6
SAMPLE_SIZE = 192


class Raster:
    """An open raster; `path` may be anything GDAL knows, such as /vsizip/, /vsicurl/ or /vsis3/ paths."""

    def __init__(self, path: str, dataset: gdal.Dataset) -> None:
        self.path = path
        self._dataset = dataset
        self._bands = [
            band
            for band in (dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount))
            if band.GetColorInterpretation() != gdal.GCI_AlphaBand
        ]
        self.cache_bytes = CACHE_BYTES
        self._unflushed = 0
        self._lines: dict[int, tuple[int, int]] = {}
        crs = dataset.GetProjection() or ""
        self.georeferenced = dataset.GetGeoTransform(can_return_null=True) is not None
        self.grid = Grid((dataset.RasterYSize, dataset.RasterXSize), tuple(dataset.GetGeoTransform() or IDENTITY), crs)

    @classmethod
    def open(cls, path: str) -> Raster:
        """Raises InputError if there is no such file or it is not a raster."""
        dataset, reason = open_dataset(path, gdal.OF_RASTER | gdal.OF_READONLY)
        if dataset is None:
            if _is_plain_path(path) and not Path(path).exists():
                raise InputError(f"There is no file {path}: check the name.")
            raise InputError(f"{path} cannot be opened as a raster: choose a raster file. (GDAL: {reason})")
        if dataset.RasterCount == 0:
            raise InputError(f"{path} holds no raster bands of its own: choose one of its subdatasets.")
        return cls(path, dataset)

    def close(self) -> None:
        self._bands.clear()
        self._dataset = None

    def __enter__(self) -> Raster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.rstrip("/").rsplit("/", 1)[-1]

    @property
    def count(self) -> int:
        """Bands, not counting alpha."""
        return len(self._bands)

    @property
    def descriptions(self) -> tuple[str, ...]:
        """The bands' names; 'band 1' and so on where the file gives none."""
        return tuple(band.GetDescription() or f"band {number + 1}" for number, band in enumerate(self._bands))

    @property
    def units(self) -> tuple[str, ...]:
        """The bands' units; empty where the file gives none."""
        return tuple(band.GetUnitType() for band in self._bands)

    @property
    def words(self) -> str:
        """What the file says about its values: band names, units, and its own name."""
        said = [f"{band.GetDescription()} {unit}" for band, unit in zip(self._bands, self.units)]
        return " ".join([*said, Path(self.path).stem])

    @property
    def metadata(self) -> dict[str, str]:
        """Items of GDAL's default domain."""
        return dict(self._dataset.GetMetadata() or {})

    @property
    def by_lines(self) -> bool:
        """Stored in whole lines, not in tiles."""
        return bool(self._bands[0].GetBlockSize()[0] >= self.grid.shape[1])

    @property
    def is_complex(self) -> bool:
        return any(gdal.DataTypeIsComplex(band.DataType) for band in self._bands)

    @property
    def is_integer(self) -> bool:
        """Digital numbers rather than measured values, which bands with a scale of their own hold."""
        stored = [gdal.GetDataTypeName(band.DataType) for band in self._bands]
        whole = all(name.startswith(("Byte", "UInt", "Int", "CInt")) for name in stored)
        return whole and all(_scaling(band) == UNSCALED for band in self._bands)

    @property
    def is_quantised(self) -> bool:
        """8-bit grey levels in which zero is the darkest level and not a declared nodata value."""
        return self.is_byte and all(band.GetNoDataValue() is None for band in self._bands)

    @property
    def is_byte(self) -> bool:
        """All bands are stored in 8 bits, and mean what they store."""
        return all(band.DataType == gdal.GDT_Byte and _scaling(band) == UNSCALED for band in self._bands)

    @property
    def block(self) -> tuple[int, int]:
        """Rows and columns of a block that suits how the file is stored."""
        cols, rows = self._bands[0].GetBlockSize()
        return block_shape(self.grid.shape[1], (rows, cols))

    def ground_control(self, reduction: tuple[int, int] = (1, 1)) -> tuple[Any, str]:
        """The ground control points and their CRS, for files without a geotransform.

        `reduction` is by how much fewer rows and columns an image has that they are to serve.
        """
        down, right = reduction
        points = [
            gdal.GCP(one.GCPX, one.GCPY, one.GCPZ, one.GCPPixel / right, one.GCPLine / down, one.Info, one.Id)
            for one in self._dataset.GetGCPs()
        ]
        return points, self._dataset.GetGCPProjection()

    def geolocation(self) -> dict[str, str]:
        """GDAL's description of geolocation arrays (X_DATASET, X_BAND, LINE_STEP and so on); empty without any."""
        return dict(self._dataset.GetMetadata("GEOLOCATION") or {})

    def read(self, window: Window | None = None, bands: Sequence[int] | None = None) -> NDArray[np.float32]:
        """Pixels as float32 (bands, rows, cols), NaN where there is no data; complex ones as amplitude.

        A band's own scale and offset, in which files say how whole numbers are to be read, are applied.
        """
        return np.stack([self._read_band(band, window or self.grid.window) for band in self._chosen(bands)])

    def read_complex(self, window: Window | None = None, bands: Sequence[int] | None = None) -> NDArray[np.complex64]:
        """Pixels as complex64 (bands, rows, cols), NaN where there is no data."""
        return np.stack(
            [self._read_band(band, window or self.grid.window, np.complex64) for band in self._chosen(bands)]
        )

    def read_double(self, band: int) -> NDArray[np.float64]:
        """One whole band (rows, cols) at its full precision, such as degrees need, NaN where there is no data."""
        whole = self.grid.window
        values: NDArray[np.float64] = np.empty((whole.rows, whole.cols), np.float64)
        read, reason = call(self._bands[band].ReadAsArray, buf_obj=values)
        if read is None:
            raise InputError(f"{self.name} cannot be read to the end: is the file complete? (GDAL: {reason})")
        return _scaled(_without_nodata(values, self._bands[band], (0, 0, whole.cols, whole.rows)), self._bands[band])

    def sample_windows(self) -> Iterator[Window]:
        """Square windows spread evenly over the raster: what statistics are taken from.

        Together they cover a small raster. Not overviews: averaging would hide the speckle.
        """
        rows, cols = self.grid.shape
        for row in _starts(rows):
            for col in _starts(cols):
                yield Window(row, col, min(SAMPLE_SIZE, rows - row), min(SAMPLE_SIZE, cols - col))

    def sample(self, bands: Sequence[int] | None = None) -> Iterator[NDArray[np.float32]]:
        """The pixels of the sample windows, one (bands, rows, cols) each."""
        return (self.read(window, bands) for window in self.sample_windows())

    def _chosen(self, bands: Sequence[int] | None) -> list[gdal.Band]:
        return self._bands if bands is None else [self._bands[band] for band in bands]

    def _read_band(self, band: gdal.Band, window: Window, kind: type = np.float32) -> NDArray[Any]:
        stored = np.complex64 if gdal.DataTypeIsComplex(band.DataType) else np.float32
        place = (window.col, window.row, window.cols, window.rows)
        values: NDArray[Any] = np.empty((window.rows, window.cols), stored)
        read, reason = call(band.ReadAsArray, *place, buf_obj=values)
        if read is None:
            raise InputError(f"{self.name} cannot be read to the end: is the file complete? (GDAL: {reason})")
        values = _scaled(_without_nodata(values, band, place), band)
        self._forget(band, window)
        return values.astype(kind) if kind is np.complex64 or stored is not np.complex64 else np.abs(values)

    def _forget(self, band: gdal.Band, window: Window) -> None:
        """Empty GDAL's cache when the tiles or lines that were touched since the last time exceed CACHE_BYTES."""
        cols, rows = band.GetBlockSize()
        lines = cols >= self.grid.shape[1]
        if not lines or self._lines.get(band.GetBand()) != (window.row, window.rows):
            self._lines[band.GetBand()] = (window.row, window.rows)
            touched = (window.rows + rows - 1) * (self.grid.shape[1] if lines else window.cols + cols - 1)
            self._unflushed += touched * (gdal.GetDataTypeSize(band.DataType) // 8)
        if self._unflushed > self.cache_bytes:
            self._unflushed = 0
            self._lines.clear()
            for used in self._bands:
                used.FlushCache()


def _scaling(band: gdal.Band) -> tuple[float, float]:
    """What a value is multiplied with, and what is added then."""
    scale, offset = band.GetScale(), band.GetOffset()
    return (1.0 if scale is None else float(scale)), (0.0 if offset is None else float(offset))


def _scaled(values: NDArray[Any], band: gdal.Band) -> NDArray[Any]:
    scale, offset = _scaling(band)
    if (scale, offset) != UNSCALED:
        values *= scale
        values += offset
    return values


def _is_plain_path(path: str) -> bool:
    """A file's path, not a virtual file system's nor a subdataset's name."""
    return not path.startswith("/vsi") and ":" not in path[2:]


def _starts(length: int) -> list[int]:
    if length <= SAMPLE_SIZE:
        return [0]
    count = min(SAMPLE_WINDOWS, -(-length // SAMPLE_SIZE))
    return [int(start) for start in np.linspace(0, length - SAMPLE_SIZE, count)]


def _without_nodata(values: NDArray[Any], band: gdal.Band, place: tuple[int, int, int, int]) -> NDArray[Any]:
    nodata, flags = band.GetNoDataValue(), band.GetMaskFlags()
    if nodata is not None and not np.isnan(nodata):
        with np.errstate(over="ignore"):
            values[values == np.float32(nodata)] = np.nan
    elif flags & gdal.GMF_PER_DATASET:
        values[band.GetMaskBand().ReadAsArray(*place) == 0] = np.nan
    return values
