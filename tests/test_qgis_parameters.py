"""In a real QGIS: each parameter changes what a job is asked for, and each output that is asked for is made."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingFeedback,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from aurora_qgis.algorithms import ALGORITHMS
from aurora_qgis.algorithms.given import Given
from tests.qgis_runs import created, in_background

pytestmark = pytest.mark.usefixtures("algorithms")

MORE = {"detectchange": {"MEASURE": "learned"}}
"""What some outputs need."""


def another(definition: QgsProcessingParameterDefinition) -> list[Any]:
    """Values beside the default; none for layers, products and outputs."""
    default = definition.defaultValue()
    if isinstance(definition, QgsProcessingParameterEnum):
        return [one for one in definition.options() if one != default]
    if isinstance(definition, QgsProcessingParameterBoolean):
        return [not default]
    if isinstance(definition, QgsProcessingParameterNumber):
        return [one for one in (definition.minimum(), definition.maximum()) if one != default]
    if isinstance(definition, QgsProcessingParameterBand):
        return [[2, 1] if definition.allowMultiple() else 2]
    if isinstance(definition, QgsProcessingParameterCrs):
        return ["EPSG:3035"]
    if isinstance(definition, QgsProcessingParameterString):
        return ["2,1"]
    if isinstance(definition, QgsProcessingParameterFile) and "ORBIT" in definition.name():
        return [f"/some/{definition.name()}.EOF"]
    return []


WITH_OPTIONS = [kind for kind in ALGORITHMS if "options" in vars(kind)]


@pytest.mark.parametrize("kind", WITH_OPTIONS, ids=lambda kind: kind.NAME)
def test_each_parameter_changes_the_options_and_no_two_do_the_same(kind):
    algorithm, context = created(kind), QgsProcessingContext()
    usual = algorithm.options(Given(algorithm, {}, context))
    moved: dict[tuple[str, ...], str] = {}
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        for value in another(definition):
            asked = algorithm.options(Given(algorithm, {name: value}, context))
            changed = tuple(one.name for one in fields(usual) if getattr(asked, one.name) != getattr(usual, one.name))
            assert changed, f"{name} = {value} changes nothing"
            assert moved.setdefault(changed, name) == name, f"{name} does what {moved[changed]} does: {changed}"


@pytest.mark.parametrize("kind", ALGORITHMS, ids=lambda kind: kind.NAME)
def test_each_output_that_is_asked_for_is_made(kind, pair, outputs, tmp_path):
    parameters, _ = in_background(kind, pair, outputs, tmp_path)
    algorithm, folder = created(kind), tmp_path / "asked for"
    folder.mkdir()
    endings = {QgsProcessingParameterRasterDestination: "tif", QgsProcessingParameterFileDestination: None}
    places = {}
    for definition in algorithm.parameterDefinitions():
        if isinstance(definition, QgsProcessingDestinationParameter) and type(definition) in endings:
            ending = endings[type(definition)] or definition.defaultFileExtension()
            places[definition.name()] = str(folder / f"{definition.name().lower()}.{ending}")
    asked = {**parameters, **MORE.get(kind.NAME, {}), **places}
    found, successful = algorithm.run(asked, QgsProcessingContext(), QgsProcessingFeedback())
    assert successful
    for name, place in places.items():
        assert found[name] == place
        assert Path(place).stat().st_size > 0
