"""Definitions of parameters with their help: one function for each kind, and those that many algorithms have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ..core.jobs import SCALES, Layout

Integer = QgsProcessingParameterNumber.Type.Integer
Double = QgsProcessingParameterNumber.Type.Double
Advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
DATES = ("BEFORE", "AFTER")


def with_help(
    definition: QgsProcessingParameterDefinition, text: str, advanced: bool = False
) -> QgsProcessingParameterDefinition:
    """The definition with its help text."""
    definition.setHelp(text)
    if advanced:
        definition.setFlags(definition.flags() | Advanced)
    return definition


# One of each kind


def raster(
    name: str, title: str, text: str, *, optional: bool = False, advanced: bool = False
) -> QgsProcessingParameterDefinition:
    return with_help(QgsProcessingParameterRasterLayer(name, title, optional=optional), text, advanced)


def rasters(name: str, title: str, text: str, *, optional: bool = False) -> QgsProcessingParameterDefinition:
    """Any number of raster layers."""
    kind = QgsProcessing.SourceType.TypeRaster
    return with_help(QgsProcessingParameterMultipleLayers(name, title, kind, optional=optional), text)


def file(
    name: str, title: str, text: str, *,
    extension: str = "", folder: bool = False, optional: bool = False, advanced: bool = False,
) -> QgsProcessingParameterDefinition:  # fmt: skip
    """A file, or a folder, that is read."""
    kinds = QgsProcessingParameterFile.Behavior
    definition = QgsProcessingParameterFile(
        name, title, kinds.Folder if folder else kinds.File, extension=extension or None, optional=optional
    )
    return with_help(definition, text, advanced)


def word(
    name: str, title: str, default: str, text: str, *, optional: bool = True, advanced: bool = False
) -> QgsProcessingParameterDefinition:
    return with_help(QgsProcessingParameterString(name, title, default, optional=optional), text, advanced)


def flag(
    name: str, title: str, default: bool, text: str, *, advanced: bool = False
) -> QgsProcessingParameterDefinition:
    return with_help(QgsProcessingParameterBoolean(name, title, default), text, advanced)


def choice(
    name: str, title: str, options: Sequence[str], default: str, text: str, *, advanced: bool = False
) -> QgsProcessingParameterDefinition:
    """An enum whose values are words, which stay right when options are added."""
    definition = QgsProcessingParameterEnum(
        name, title, options=list(options), defaultValue=default, usesStaticStrings=True
    )
    return with_help(definition, text, advanced)


def number(
    name: str, title: str, default: float, text: str, *,
    least: float = 0, most: float = 1e9, kind: Any = Double, advanced: bool = False,
) -> QgsProcessingParameterDefinition:  # fmt: skip
    definition = QgsProcessingParameterNumber(
        name, title, type=kind, defaultValue=default, minValue=least, maxValue=most
    )
    return with_help(definition, text, advanced)


def raster_output(
    name: str, title: str, text: str = "A GeoTIFF (.tif).", *, made: bool | None = None
) -> QgsProcessingParameterDefinition:
    """`made`: None where it is always written, else whether it is unless told otherwise."""
    definition = QgsProcessingParameterRasterDestination(
        name, title, optional=made is not None, createByDefault=made is not False
    )
    return with_help(definition, text)


def polygons_output(text: str) -> QgsProcessingParameterDefinition:
    definition = QgsProcessingParameterVectorDestination(
        "POLYGONS", "Change polygons", QgsProcessing.SourceType.TypeVectorPolygon, optional=True, createByDefault=False
    )
    return with_help(definition, text)


def json_output(title: str, text: str) -> QgsProcessingParameterDefinition:
    definition = QgsProcessingParameterFileDestination(
        "JSON", title, "JSON files (*.json)", optional=True, createByDefault=False
    )
    return with_help(definition, text)


def report(text: str, title: str = "Report", *, made: bool = True) -> QgsProcessingParameterDefinition:
    definition = QgsProcessingParameterFileDestination(
        "REPORT", title, "HTML files (*.html)", optional=True, createByDefault=made
    )
    return with_help(definition, text)


# Those that many algorithms have


def bands(purpose: str) -> QgsProcessingParameterDefinition:
    """BANDS of INPUT, of which none means all."""
    definition = QgsProcessingParameterBand(
        "BANDS", "Bands (none means all)", parentLayerParameterName="INPUT", optional=True, allowMultiple=True
    )
    return with_help(definition, f"The bands {purpose}. All of them if none is chosen.")


def dates_bands() -> list[QgsProcessingParameterDefinition]:
    """Bands of BEFORE and of AFTER."""

    def of(date: str) -> QgsProcessingParameterDefinition:
        title = f"Bands of the {date.lower()} image"
        return QgsProcessingParameterBand(
            f"{date}_BANDS", title, parentLayerParameterName=date, optional=True, allowMultiple=True
        )

    text = "None chosen means all bands that both images have. Choose equally many for both, in the same order."
    return [with_help(of(date), text, advanced=True) for date in DATES]


def scale(default: str) -> QgsProcessingParameterDefinition:
    text = "How the pixels state backscatter; auto finds it out."
    return choice("SCALE", "Scale of the input", SCALES, default, text, advanced=True)


def scales(default: str) -> QgsProcessingParameterDefinition:
    """One scale for several rasters."""
    text = "How the pixels state backscatter; auto finds it out for each raster."
    return choice("SCALE", "Scale of the inputs", SCALES, default, text, advanced=True)


def dates_scales(default: str) -> list[QgsProcessingParameterDefinition]:
    """Scales of BEFORE and of AFTER."""
    text = "How its pixels state backscatter; auto finds it out."
    return [
        choice(f"{date}_SCALE", f"Scale of the {date.lower()} image", SCALES, default, text, advanced=True)
        for date in DATES
    ]


def layout(default: str) -> QgsProcessingParameterDefinition:
    text = (
        "cog: cloud-optimised GeoTIFF, tiled, compressed, with overviews. plain: uncompressed GeoTIFF, the fastest to "
        "write."
    )
    return choice("LAYOUT", "File layout", [one.value for one in Layout], default, text, advanced=True)
