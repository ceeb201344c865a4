"""Parameters of algorithms that compare a map with places of known truth."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition

from ..core.jobs import Reference
from .base import AuroraAlgorithm
from .given import Given
from .parameters import Integer, number, word


def reference_band(default: int) -> QgsProcessingParameterDefinition:
    return number(
        "REFERENCE_BAND", "Band of the reference raster", default, "The band that holds the truth.",
        least=1, most=10_000, kind=Integer, advanced=True,
    )  # fmt: skip


def reference_changed(*, advanced: bool = False) -> QgsProcessingParameterDefinition:
    return word(
        "REFERENCE_CHANGED", "Values of the reference that are change (empty means all but 0)", "",
        "Separated by commas, such as 255 or 1,3.", advanced=advanced,
    )  # fmt: skip


class AgainstTruth(AuroraAlgorithm):
    """Has the parameters REFERENCE, a raster, and POLYGONS, of which a run is given one."""

    def validate(self, given: Given) -> None:
        super().validate(given)
        raster, polygons = ("given" if name in given else None for name in ("REFERENCE", "POLYGONS"))
        Reference(raster, polygons).check()

    def reference(self) -> Reference:
        """While a run is on."""
        polygons, layer = self.vectors.get("POLYGONS", (None, ""))
        return Reference(self.paths.get("REFERENCE"), polygons, layer)
