"""Open products in NISAR's HDF5 form, in which UAVSAR images come too."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import InputError
from ...geometry import Annotation
from ...geometry.nisar import nisar_images, pixels_path, read_nisar
from ...raster import Hdf5, Raster, hdf5_raster


@dataclass(frozen=True)
class NisarImage:
    """One frequency in one polarisation of a file."""

    folder: str
    """Path of the file."""

    swath: str
    """A or B: the frequency."""

    polarisation: str

    @property
    def stem(self) -> str:
        return f"{self.folder} {self.swath} {self.polarisation}"

    @property
    def measurement_path(self) -> str:
        """GDAL's name of the pixels."""
        with Hdf5(self.folder) as file:
            return hdf5_raster(self.folder, pixels_path(file, self.swath, self.polarisation))

    def annotation(self) -> Annotation:
        with Hdf5(self.folder) as file:
            return read_nisar(file, self.swath, self.polarisation)

    def open(self, annotation: Annotation) -> Raster:
        """The pixels, which must be as many as the annotation says."""
        raster = Raster.open(self.measurement_path)
        if raster.grid.shape != annotation.shape or not raster.is_complex:
            raster.close()
            raise InputError(f"The pixels of {self.stem} are not what the file says: download the product again.")
        return raster


def nisar_product_images(path: str) -> list[NisarImage]:
    """All images of a file; InputError where it is HDF5 of another kind."""
    with Hdf5(path) as file:
        return [NisarImage(path, swath, one) for swath, found in nisar_images(file).items() for one in found]
