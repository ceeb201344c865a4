"""Parameters that algorithms of radar geometry have in common."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.jobs import HEIGHT_SYSTEMS
from .base import choice, with_help


def if_known(numbers: dict[str, float]) -> dict[str, float]:
    """Numeric outputs without those that are NaN, because there is nothing to compare with."""
    return {name: value for name, value in numbers.items() if value == value}


def product() -> QgsProcessingParameterDefinition:
    return with_help(
        QgsProcessingParameterFile("PRODUCT", "Radar product"),
        "The zip as downloaded, the manifest.safe in an unpacked SAFE folder, or that folder; or a single-look complex "
        "product in NISAR's HDF5 form (.h5), in which UAVSAR images come too.",
    )


def terrain() -> QgsProcessingParameterDefinition:
    return with_help(
        QgsProcessingParameterRasterLayer("DEM", "Terrain model (DEM)"),
        "Heights in metres, in any coordinate reference system, such as Copernicus GLO-30 or SRTM.",
    )


def swath(default: str) -> QgsProcessingParameterDefinition:
    return with_help(
        QgsProcessingParameterString("SWATH", "Swath (of SLC products)", default, optional=True),
        "IW1, IW2, IW3 and so on; in files .h5 the frequency, A or B. Empty for products with one only, such as GRD.",
    )


def heights(default: str) -> QgsProcessingParameterDefinition:
    return choice(
        "HEIGHTS", "Heights of the terrain model count from", HEIGHT_SYSTEMS, default,
        "auto: what the model's CRS says, else the geoid EGM96. ellipsoid: WGS 84. egm2008 is that of Copernicus "
        "GLO-30 and needs a grid of PROJ (cdn.proj.org).", advanced=True,
    )  # fmt: skip


def orbit() -> QgsProcessingParameterDefinition:
    return with_help(
        QgsProcessingParameterFile("ORBIT", "Orbit file (EOF)", optional=True),
        "A precise or restituted orbit of the product's satellite and time, instead of the annotated one.",
        advanced=True,
    )  # fmt: skip
