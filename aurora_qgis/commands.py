"""A run written down: as a line for a terminal and as a line of Python, to be pasted and repeated."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QCoreApplication

from .translation import tr

PROGRAMS = ("qgis_process.bin", "qgis_process-qgis-ltr.bat", "qgis_process-qgis.bat", "qgis_process")
"""What it is called on Debian (whose qgis_process is a script that fails), on Windows, and elsewhere."""


def python_command(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> str:
    """The run as a line of Python."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return str(algorithm.asPythonCommand(parameters, context))


def process_command(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> str:
    """The run as a line for a terminal; layers are named by their sources, temporary outputs by the output's name.

    Raises ValueError, with a sentence, for what a terminal cannot be told.
    """
    said = [f"{name}={value}" for name, value in _words(algorithm, parameters)]
    return " ".join(map(quoted, [process_program(), "run", algorithm.id(), "--", *said]))


def process_program() -> str:
    """The program that runs algorithms: its name where a terminal finds it, else its path beside QGIS."""
    known = next((name for name in PROGRAMS if shutil.which(name)), "")
    if known:
        return known
    beside = Path(QCoreApplication.applicationDirPath())
    places = (folder / name for folder in (beside, beside / "bin") for name in PROGRAMS)
    return next((str(place) for place in places if place.is_file()), PROGRAMS[-1])


def quoted(word: str, windows: bool = os.name == "nt") -> str:
    """The word as a shell reads it: sh, or cmd.exe, where quotes inside are doubled for the program's own reading."""
    if not windows:
        return shlex.quote(word)
    return word if re.fullmatch(r"[\w.:=\\/+-]+", word) else '"' + word.replace('"', '""') + '"'


def _words(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Names and values of all parameters that are not at their default; of several values each is one of its own."""
    for definition in algorithm.parameterDefinitions():
        value = parameters.get(definition.name())
        if isinstance(value, QgsProcessingOutputLayerDefinition):
            value = value.sink.staticValue()
        if value == QgsProcessing.TEMPORARY_OUTPUT:
            value = f"{definition.name().lower()}.{definition.defaultFileExtension()}".rstrip(".")
        if value in (None, "", []) or (not definition.isDestination() and value == definition.defaultValue()):
            continue
        for one in value if isinstance(value, (list, tuple)) else [value]:
            yield definition.name(), _word(one)


def _word(value: Any) -> str:
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        if value.selectedFeaturesOnly:
            raise ValueError(tr("A terminal knows no selected features: save them as a layer of their own."))
        value = value.source.staticValue()
    if isinstance(value, QgsCoordinateReferenceSystem):
        return str(value.authid() or value.toWkt())
    layer = value if isinstance(value, QgsMapLayer) else QgsProject.instance().mapLayer(str(value))
    if layer is not None:
        if layer.dataProvider().name() == "memory":
            raise ValueError(tr("{name} is in memory only, where a terminal cannot find it: save it first."
                                ).format(name=layer.name()))  # fmt: skip
        return str(layer.source())
    return str(value).lower() if isinstance(value, bool) else str(value)
