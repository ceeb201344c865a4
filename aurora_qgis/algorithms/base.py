"""What all algorithms share: identity, hooks, input layers, errors, progress and styling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QIcon

from ..core.errors import AuroraError, InputError
from ..core.jobs import check_raster
from ..core.paths import RESOURCES
from ..manual import page_url
from ..styling import style_on_load, user_style
from ..translation import tr
from .given import Given

VECTOR_FORMATS = ["gpkg", "geojson", "shp", "fgb", "sqlite", "kml", "gml"]
"""Extensions of the files of vector layers that are read as they are; others are converted by QGIS."""


class AuroraAlgorithm(QgsProcessingAlgorithm):
    """A subclass states what it is and has four hooks: `definitions`, `options`, `validate` and `execute`."""

    NAME = ""
    """The id after `aurorasar:`; never changes once released."""

    TITLE = ""
    GROUP = ""
    TAGS: Sequence[str] = ()
    HELP = ""
    """Plain sentences: `qgis_process` prints HTML raw."""

    NO_PREVIEW = ""
    """Why a run on what the map shows would tell nothing, where that is so; a sentence."""

    NUMBERS: dict[str, str] = {}
    """Numeric outputs and what they mean."""

    STRINGS: dict[str, str] = {}
    """The same of texts."""

    STYLES: dict[str, str] = {}
    """Layer outputs and their styles in resources/styles."""

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        """The definitions, in the order of the dialog."""
        raise NotImplementedError

    def options(self, given: Given) -> Any:
        """The job's options, where it has any."""
        return None

    def validate(self, given: Given) -> None:
        """Raise AuroraError for parameters that cannot work together; quick."""
        options = self.options(given)
        if options is not None:
            options.check()

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Do the job and return the outputs; None for those that are not wanted."""
        raise NotImplementedError

    paths: dict[str, str] = {}
    """GDAL paths of the raster layer parameters that are given, while a run is on."""

    path_lists: dict[str, list[str]] = {}
    """The same for parameters that take several."""

    vectors: dict[str, tuple[str, str]] = {}
    """Paths and layer names of the vector layer parameters that are given."""

    def no_preview(self) -> str:
        """NO_PREVIEW in the user's language."""
        return tr(self.NO_PREVIEW)

    # What QGIS calls

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return tr(self.TITLE)

    def group(self) -> str:
        return tr(self.GROUP)

    def groupId(self) -> str:
        return self.GROUP.lower().replace(" ", "")

    def tags(self) -> list[str]:
        return [*self.TAGS, "sar", "radar", "sentinel-1"]

    def shortHelpString(self) -> str:
        return tr(self.HELP)

    def helpUrl(self) -> str:
        return page_url(self.NAME)

    def icon(self) -> QIcon:
        return QIcon(str(RESOURCES / "icons" / "aurorasar.svg"))

    def createInstance(self) -> AuroraAlgorithm:
        return type(self)()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        for definition in self.definitions():
            definition.setDescription(tr(definition.description()))
            definition.setHelp(tr(definition.help()))
            self.addParameter(definition)
        for name, meaning in self.NUMBERS.items():
            self.addOutput(QgsProcessingOutputNumber(name, meaning))
        for name, meaning in self.STRINGS.items():
            self.addOutput(QgsProcessingOutputString(name, meaning))

    def addOutput(self, definition: QgsProcessingOutputDefinition) -> bool:
        definition.setDescription(tr(definition.description()))
        return bool(super().addOutput(definition))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        try:
            self._check_inputs(parameters, context)
            usable, message = super().checkParameterValues(parameters, context)
            if usable:
                self.validate(Given(self, parameters, context))
        except AuroraError as error:
            return False, str(error)
        return usable, message

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In the thread that owns the project's layers: afterwards only their paths are needed."""
        try:
            self.paths = {
                name: self._path(self.parameterAsRasterLayer(parameters, name, context), name)
                for name in self._parameters_of(QgsProcessingParameterRasterLayer)
                if not self._left_out(parameters, name)
            }
            self.path_lists = {
                name: [self._path(layer, name) for layer in self.parameterAsLayerList(parameters, name, context)]
                for name in self._parameters_of(QgsProcessingParameterMultipleLayers)
            }
            self.vectors = self.vector_layers(parameters, context, feedback)
        except AuroraError as error:
            raise QgsProcessingException(str(error)) from error
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        given = Given(self, parameters, context)
        try:
            outputs = self.execute(given, feedback)
        except AuroraError as error:
            raise QgsProcessingException(str(error)) from error
        results = {name: value for name, value in outputs.items() if value is not None}
        for output, style in self.styles(given).items():
            if results.get(output) and user_style(self.id(), output) is None:
                style_on_load(context, results[output], style)
        return results

    def styles(self, given: Given) -> dict[str, str]:
        """The style of each output, of resources/styles."""
        return self.STYLES

    def vector_layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, tuple[str, str]]:
        """Paths and layer names of the vector layer parameters that are given, as files that OGR reads."""
        found = {}
        for name in self._parameters_of(QgsProcessingParameterVectorLayer, QgsProcessingParameterFeatureSource):
            if not self._left_out(parameters, name):
                path, layer = self.parameterAsCompatibleSourceLayerPathAndLayerName(
                    parameters, name, context, VECTOR_FORMATS, "gpkg", feedback
                )
                found[name] = (str(path), str(layer or ""))
        return found

    def _check_inputs(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """QGIS itself only says 'Incorrect parameter value' for a file that is missing or no raster."""
        for name in self._parameters_of(QgsProcessingParameterRasterLayer):
            value = parameters.get(name)
            if isinstance(value, str) and self.parameterAsRasterLayer(parameters, name, context) is None:
                check_raster(value)
        for name in self._parameters_of(QgsProcessingParameterMultipleLayers):
            for one in parameters.get(name) or []:
                if isinstance(one, str) and QgsProcessingUtils.mapLayerFromString(one, context) is None:
                    check_raster(one)

    def _path(self, layer: QgsMapLayer | None, name: str) -> str:
        """The GDAL path of a raster layer."""
        if not isinstance(layer, QgsRasterLayer):
            raise InputError(f"{name} is not a raster layer: choose one.")
        if layer.providerType() != "gdal":
            raise InputError(
                f"The layer '{layer.name()}' comes from the provider '{layer.providerType()}', not from a raster file: "
                "save it as a GeoTIFF first (Export > Save As)."
            )
        parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
        if not parts.get("path") or parts.get("layerName"):
            return str(layer.source())
        return f"{parts.get('vsiPrefix') or ''}{parts['path']}{parts.get('vsiSuffix') or ''}"

    def _left_out(self, parameters: dict[str, Any], name: str) -> bool:
        """An optional parameter without a value."""
        optional = self.parameterDefinition(name).flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
        return bool(optional) and parameters.get(name) in (None, "")

    def _parameters_of(self, *kinds: type[Any]) -> list[str]:
        definitions: list[QgsProcessingParameterDefinition] = self.parameterDefinitions()
        return [one.name() for one in definitions if isinstance(one, kinds)]


def known(value: float) -> float:
    """A numeric output: 0 for NaN, which neither models nor JSON can carry."""
    return value if value == value else 0.0


def listen(feedback: QgsProcessingFeedback) -> Any:
    """Core's progress callable for a feedback: reports percent, and answers False once the user cancels."""

    def heard(share: float) -> bool:
        feedback.setProgress(100 * share)
        return not feedback.isCanceled()

    return heard
