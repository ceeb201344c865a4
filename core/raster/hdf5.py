"""Small datasets of HDF5 files, by GDAL's multidimensional interface."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..errors import DependencyError, InputError
from .gdal_errors import call, open_dataset

LARGEST_TABLE = 64 * 1024 * 1024
"""Bytes; what describes an image is smaller, and its pixels are read as a raster."""

SIGNATURE = b"\x89HDF\r\n\x1a\n"
"""First bytes of an HDF5 file (HDF5 File Format Specification, III.A)."""


class Hdf5:
    """An open HDF5 file, whose tables are read whole; close it, or use it in a `with` block."""

    def __init__(self, path: str) -> None:
        """Raises InputError if there is no such file or it is not HDF5, DependencyError if GDAL cannot read such."""
        if gdal.GetDriverByName("HDF5") is None:
            raise DependencyError(
                "GDAL was built without HDF5 here, which products in files .h5 need: install GDAL's HDF5 plugin."
            )
        self.path = path
        self._dataset, reason = open_dataset(path, gdal.OF_MULTIDIM_RASTER, ["HDF5"])
        if self._dataset is None:
            raise InputError(f"{path} cannot be opened as HDF5: is the file complete? (GDAL: {reason})")
        self._root = self._dataset.GetRootGroup()

    def __enter__(self) -> Hdf5:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._root = self._dataset = None

    @property
    def file(self) -> str:
        """Its name, for messages."""
        return self.path.rstrip("/").rsplit("/", 1)[-1]

    def numbers(self, path: str) -> NDArray[np.float64]:
        """A dataset of real numbers; InputError where there is none or it is too large for a table."""
        array = self._array(path)
        if array.GetDataType().GetClass() != gdal.GEDTC_NUMERIC:
            raise InputError(f"{self.file}: {path} does not hold numbers: the file is of another kind.")
        if array.GetTotalElementsCount() * 8 > LARGEST_TABLE:
            raise InputError(f"{self.file}: {path} is too large for a table: the file is of another kind.")
        values, reason = call(array.ReadAsArray)
        if values is None:
            raise InputError(f"{self.file}: {path} cannot be read: is the file complete? (GDAL: {reason})")
        return np.asarray(values, np.float64)

    def string(self, path: str) -> str:
        """A dataset of one text."""
        array = self._array(path)
        values, _ = call(array.Read) if array.GetDataType().GetClass() == gdal.GEDTC_STRING else (None, "")
        if not isinstance(values, list) or len(values) != 1:
            raise InputError(f"{self.file}: {path} does not hold one text: the file is of another kind.")
        return str(values[0])

    def unit(self, path: str) -> str:
        """What the attribute `units` says; empty without one."""
        return str(self._array(path).GetUnit() or "")

    def groups(self, path: str) -> tuple[str, ...]:
        """Names of the groups in a group; none where there is no such group."""
        group = self._group(path)
        return tuple(group.GetGroupNames() or ()) if group is not None else ()

    def datasets(self, path: str) -> dict[str, tuple[int, ...]]:
        """Names and shapes of the datasets in a group; none where there is no such group."""
        group = self._group(path)
        arrays = {} if group is None else {name: group.OpenMDArray(name) for name in group.GetMDArrayNames() or ()}
        return {name: tuple(one.GetSize() for one in array.GetDimensions()) for name, array in arrays.items()}

    def _group(self, path: str) -> Any:
        return call(self._root.OpenGroupFromFullname, path)[0]

    def _array(self, path: str) -> Any:
        found, _ = call(self._root.OpenMDArrayFromFullname, path)
        if found is None:
            raise InputError(
                f"{self.file} has no dataset {path}: the file is damaged or of another kind. Download it again."
            )
        return found


def is_hdf5(path: str) -> bool:
    """A file that begins as HDF5 does."""
    handle = call(gdal.VSIFOpenL, path, "rb")[0]
    if handle is None:
        return False
    try:
        begins, _ = call(gdal.VSIFReadL, 1, len(SIGNATURE), handle)
    finally:
        gdal.VSIFCloseL(handle)
    return bytes(begins or b"") == SIGNATURE


def hdf5_raster(path: str, dataset: str) -> str:
    """GDAL's name of a dataset's pixels."""
    return f'HDF5:"{path}":/{dataset}'
