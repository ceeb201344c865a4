"""What a run was given: the values of an algorithm's parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
)

from ..core.jobs import band_numbers


class Given:
    """The values by the names of their parameters, with defaults for those that are left out."""

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> None:
        self.algorithm = algorithm
        self.parameters = parameters
        self.context = context

    def __contains__(self, name: str) -> bool:
        """Whether the user gave a value."""
        return self.parameters.get(name) not in (None, "")

    def word(self, name: str) -> str:
        return str(self.algorithm.parameterAsString(self.parameters, name, self.context))

    def number(self, name: str) -> float:
        return float(self.algorithm.parameterAsDouble(self.parameters, name, self.context))

    def whole(self, name: str) -> int:
        return int(self.algorithm.parameterAsInt(self.parameters, name, self.context))

    def flag(self, name: str) -> bool:
        return bool(self.algorithm.parameterAsBool(self.parameters, name, self.context))

    def file(self, name: str) -> str:
        """The path of a file or folder that is read; empty where none is given."""
        return str(self.algorithm.parameterAsFile(self.parameters, name, self.context))

    def bands(self, name: str = "BANDS") -> tuple[int, ...]:
        """Chosen bands of a layer, from 1; none means all."""
        return tuple(self.algorithm.parameterAsInts(self.parameters, name, self.context))

    def listed(self, name: str) -> tuple[int, ...]:
        """Whole numbers in a text, separated by commas. Raises InputError."""
        return band_numbers(self.word(name))

    def place(self, name: str) -> str:
        """Where to write a file, folder or layer; empty where it is not wanted."""
        definition = self.algorithm.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterFileDestination):
            return str(self.algorithm.parameterAsFileOutput(self.parameters, name, self.context))
        if isinstance(definition, QgsProcessingParameterFolderDestination):
            return self.word(name) if name in self else ""
        return str(self.algorithm.parameterAsOutputLayer(self.parameters, name, self.context))

    def wanted(self, name: str) -> str | None:
        """Where to write what may be left out; None where it is."""
        return self.place(name) or None


def fields(places: Mapping[str, str | None]) -> dict[str, str | None]:
    """Where to write, by parameters' names, as what a job's files are called: REPORT is `report`."""
    return {name.lower(): place for name, place in places.items()}
