"""Open products: a Sentinel-1 SAFE folder, its manifest, or the zip as downloaded; a file in NISAR's HDF5 form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, Union

from ...errors import InputError
from ...geometry import Annotation, Between, RangeDoppler, geometry, read_annotation, read_orbit_file
from ...geometry.image_axes import Lines
from ...raster import Raster, entries, exists, is_hdf5, read_xml
from .nisar_products import NisarImage, nisar_product_images

_ANNOTATION = re.compile(
    r"s1[a-z]-(?P<swath>(?:iw|ew|wv|s)\d?)-(?P<kind>grd|slc)[a-z]?-(?P<polarisation>vv|vh|hh|hv)-.*\.xml", re.IGNORECASE
)
_MEASUREMENT_SUFFIXES = (".tiff", ".tif")


@dataclass(frozen=True)
class ProductImage:
    """One swath in one polarisation: where its files lie."""

    folder: str
    stem: str
    """Name of its files without suffix, such as s1a-iw1-slc-vv-20220104t170558-..."""

    swath: str
    """IW1, IW, S3 and so on."""

    polarisation: str

    @property
    def annotation_path(self) -> str:
        return f"{self.folder}/annotation/{self.stem}.xml"

    @property
    def calibration_path(self) -> str:
        return f"{self.folder}/annotation/calibration/calibration-{self.stem}.xml"

    @property
    def noise_path(self) -> str:
        return f"{self.folder}/annotation/calibration/noise-{self.stem}.xml"

    @property
    def measurement_path(self) -> str:
        """The file with the pixels; InputError if there is none."""
        for suffix in _MEASUREMENT_SUFFIXES:
            path = f"{self.folder}/measurement/{self.stem}{suffix}"
            if exists(path):
                return path
        raise InputError(
            f"The product has no measurement/{self.stem}{_MEASUREMENT_SUFFIXES[0]}, the pixels of {self.swath} "
            f"{self.polarisation}: download it again."
        )

    def annotation(self) -> Annotation:
        found = read_annotation(read_xml(self.annotation_path))
        if (found.swath, found.polarisation) != (self.swath, self.polarisation):
            raise InputError(
                f"{self.stem}.xml describes {found.swath} {found.polarisation}, other than its name says: "
                "the product is damaged. Download it again."
            )
        return found

    def open(self, annotation: Annotation) -> Raster:
        """The pixels, which must be as many as the annotation says."""
        raster = Raster.open(self.measurement_path)
        if raster.grid.shape != annotation.shape:
            raster.close()
            raise InputError(
                f"{raster.name} has {' x '.join(map(str, raster.grid.shape))} pixels, but its annotation says "
                f"{' x '.join(map(str, annotation.shape))}: the product is damaged. Download it again."
            )
        return raster


AnyImage = Union[ProductImage, NisarImage]
Image = TypeVar("Image", ProductImage, NisarImage)


def product_images(path: str, swath: str = "", polarisations: tuple[str, ...] = ()) -> tuple[AnyImage, ...]:
    """The images of one swath of a product of any sensor, one per polarisation, co-polarised first.

    `path` is what `sentinel1_images` takes, or a file in NISAR's form, whose swaths are its frequencies A and B.
    Without a `swath` the product must have a single one; without `polarisations` all there are. Raises InputError with
    what there is to choose from.
    """
    if is_hdf5(path):
        return _chosen(nisar_product_images(path), swath, polarisations)
    return sentinel1_images(path, swath, polarisations)


def sentinel1_images(path: str, swath: str = "", polarisations: tuple[str, ...] = ()) -> tuple[ProductImage, ...]:
    """The images of one swath of a Sentinel-1 product: a SAFE folder, the manifest.safe in it, or a zip of it."""
    if is_hdf5(path):
        raise InputError(f"{path} is no Sentinel-1 product, whose tables this needs: choose one.")
    folder = _safe_folder(path)
    images = [image for name in entries(f"{folder}/annotation") if (image := _image(folder, name)) is not None]
    if not images:
        raise InputError(
            f"{path} holds no annotation of a Sentinel-1 GRD or SLC image: choose a SAFE folder, the manifest.safe in "
            "it, or its zip, and download the product again if it is incomplete."
        )
    return _chosen(images, swath, polarisations)


def _chosen(images: Sequence[Image], swath: str, polarisations: tuple[str, ...]) -> tuple[Image, ...]:
    swaths = sorted({image.swath for image in images})
    wanted = swath.upper() or swaths[0]
    if wanted not in swaths:
        raise InputError(f"The product has no swath {wanted}: it has {', '.join(swaths)}.")
    if not swath and len(swaths) > 1:
        raise InputError(f"The product has the swaths {', '.join(swaths)}: choose one of them.")
    found = {image.polarisation: image for image in images if image.swath == wanted}
    missing = [one for one in polarisations if one.upper() not in found]
    if missing:
        raise InputError(f"The product has no polarisation {missing[0]} in {wanted}: it has {', '.join(found)}.")
    chosen = [one.upper() for one in polarisations] or sorted(found, key=lambda one: (one[0] != one[1], one))
    return tuple(found[one] for one in chosen)


def product_geometry(
    annotation: Annotation, orbit_file: str = "", *, lines: Lines | None = None, between: Between = Between.LINEAR
) -> RangeDoppler:
    """The geometry of an image, with the orbit of an EOF file if one is named.

    Raises InputError for a file that is none, or is of another satellite or time.
    """
    vectors = None
    if orbit_file:
        root = read_xml(orbit_file)
        vectors = read_orbit_file(root, annotation.mission, annotation.epoch, *annotation.interval())
    return geometry(annotation, vectors, lines=lines, between=between)


def product_root(path: str) -> str:
    """The folder of a manifest.safe; any other product is the file or folder that is named."""
    return re.sub(r"[\\/](manifest\.safe)?$", "", path, flags=re.IGNORECASE)


def _safe_folder(path: str) -> str:
    """The folder that holds `annotation`."""
    if path.lower().endswith(".zip"):
        if not path.startswith("/vsi") and not Path(path).is_file():
            raise InputError(f"There is no file {path}: check the name.")
        inside = f"/vsizip/{path}"
        names = entries(inside)
        safes = [name for name in names if name.upper().endswith(".SAFE")]
        if not names:
            raise InputError(f"{path} cannot be read as a zip, or is empty: download it again.")
        if len(safes) != 1:
            raise InputError(f"{path} holds {len(safes)} SAFE folders instead of one: choose a product as downloaded.")
        return f"{inside}/{safes[0]}"
    folder = product_root(path)
    if not exists(folder):
        raise InputError(f"There is no product {path}: check the name.")
    return folder


def _image(folder: str, name: str) -> ProductImage | None:
    match = _ANNOTATION.fullmatch(name)
    if match is None:
        return None
    return ProductImage(folder, name[:-4], match["swath"].upper(), match["polarisation"].upper())
