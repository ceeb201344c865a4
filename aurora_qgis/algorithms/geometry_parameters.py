"""Parameters that algorithms of radar geometry have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingParameterDefinition

from ..core.jobs import HEIGHT_SYSTEMS, Accuracy
from .parameters import Integer, choice, file, flag, number, raster, raster_output, report, word

ACCURACY = {
    "GRID_RANGE_MM": "Slant range against the product's geolocation grid, mm rms",
    "GRID_RANGE_MAX_MM": "The same, at most",
    "GRID_AZIMUTH_LINES": "Zero-Doppler time against it, line intervals rms",
    "GRID_AZIMUTH_MAX_LINES": "The same, at most",
    "GRID_LINE": "Line of the image against it, rms",
    "GRID_LINE_MAX": "The same, at most",
    "GRID_PIXEL": "Sample of the image against it, rms",
    "GRID_PIXEL_MAX": "The same, at most",
    "ROUND_TRIP_PIXELS": "Radar to ground and back, pixels rms",
    "ROUND_TRIP_MAX_PIXELS": "The same, at most",
    "TERRAIN_SHARE": "Share of the image on the terrain model, 0 to 1",
    "SEA_SHARE": "Share of the image at mean sea level for want of heights, 0 to 1",
}
"""Numeric outputs of every algorithm of radar geometry."""

IN_RADAR_GEOMETRY = "It works on a whole product in the radar's geometry, of which the map can cut out no part."
"""Why there is no preview."""


def if_known(numbers: dict[str, float]) -> dict[str, float]:
    """Numeric outputs without those that are NaN, because there is nothing to compare with."""
    return {name: value for name, value in numbers.items() if value == value}


def product(own: bool = False) -> QgsProcessingParameterDefinition:
    """`own`: a raster with a geometry of its own will do as well."""
    other = (
        " Or a raster of any sensor that says itself where its pixels lie: bands of latitude and longitude, "
        "geolocation arrays, or ground control points."
    )
    text = (
        "The zip as downloaded, the manifest.safe in an unpacked SAFE folder, or that folder; or a single-look complex "
        "product in NISAR's HDF5 form (.h5), in which UAVSAR images come too."
    )
    return file("PRODUCT", "Radar product", text + (other if own else ""))


def terrain(optional: bool = False) -> QgsProcessingParameterDefinition:
    return raster(
        "DEM", "Terrain model (DEM)",
        "Heights in metres, in any coordinate reference system, such as Copernicus GLO-30 or SRTM."
        + (" A raster with a geometry of its own needs none." if optional else ""), optional=optional,
    )


def swath(default: str) -> QgsProcessingParameterDefinition:
    return word(
        "SWATH", "Swath (of SLC products)", default,
        "IW1, IW2, IW3 and so on; in files .h5 the frequency, A or B. Empty for products with one only, such as GRD.",
    )


def heights(default: str) -> QgsProcessingParameterDefinition:
    return choice(
        "HEIGHTS", "Heights of the terrain model count from", HEIGHT_SYSTEMS, default,
        "auto: what the model's CRS says, else the geoid EGM96. ellipsoid: WGS 84. egm2008 is that of Copernicus "
        "GLO-30 and needs a grid of PROJ (cdn.proj.org).", advanced=True,
    )  # fmt: skip


def sea_level(default: bool) -> QgsProcessingParameterDefinition:
    return flag(
        "SEA_LEVEL", "Sea level where the terrain model has no heights", default,
        "For coasts and open sea, of which Copernicus GLO-30 and SRTM have no tiles: in cells without data and beyond "
        "the model's edge the ground is taken at mean sea level (the model's geoid; EGM96 if its heights count from "
        "the ellipsoid). The model has to overlap the image. Gaps on land become sea as well: fill them first.",
        advanced=True,
    )  # fmt: skip


def orbit() -> QgsProcessingParameterDefinition:
    return file(
        "ORBIT", "Orbit file (EOF)",
        "A precise or restituted orbit of the product's satellite and time, instead of the annotated one.",
        optional=True, advanced=True,
    )  # fmt: skip


def secondary_orbit() -> QgsProcessingParameterDefinition:
    return file(
        "SECONDARY_ORBIT", "Orbit file of the secondary (EOF)",
        "Of the secondary's satellite and time, instead of the annotated one.", optional=True, advanced=True,
    )  # fmt: skip


def polarisation(default: str) -> QgsProcessingParameterDefinition:
    text = "VV, VH, HH or HV. Empty for the co-polarised one."
    return word("POLARISATION", "Polarisation", default, text)


def looks(azimuth: int, range_: int) -> Sequence[QgsProcessingParameterDefinition]:
    """Looks of an output in the radar's grid."""
    kinds: dict[str, Any] = {"least": 1, "most": 1000, "kind": Integer}
    return (
        number("AZIMUTH_LOOKS", "Azimuth looks (rows)", azimuth,
               "Lines of the image in one row of the output.", **kinds),
        number("RANGE_LOOKS", "Range looks (columns)", range_,
               "Samples of the image in one column of the output.", **kinds),
    )  # fmt: skip


def terrain_mask() -> QgsProcessingParameterDefinition:
    return raster_output(
        "MASK", "Layover and shadow", "1 seen, 2 layover, 3 shadow, 4 both, 0 no terrain.", made=False
    )


def accuracy_report() -> QgsProcessingParameterDefinition:
    text = "A page on how well the geometry meets the product's own grid, and itself on the way to the ground and back."
    return report(text, "Accuracy report")


def accuracy(found: Accuracy) -> dict[str, Any]:
    """Values of ACCURACY, which stand in the order of the figures."""
    figures = (
        found.range_mm, found.range_max_mm, found.azimuth_lines, found.azimuth_max_lines, found.line, found.line_max,
        found.pixel, found.pixel_max, found.round_trip, found.round_trip_max, found.terrain_share, found.sea_share,
    )  # fmt: skip
    return if_known(dict(zip(ACCURACY, figures)))
