"""What all algorithms share: identity, parameters with help, input layers, errors, progress and styling."""

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
    QgsProcessingParameterBand,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
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

Integer = QgsProcessingParameterNumber.Type.Integer
Double = QgsProcessingParameterNumber.Type.Double
Advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced


class AuroraAlgorithm(QgsProcessingAlgorithm):
    """A subclass states what it is and has three hooks: `definitions`, `validate` and `execute`."""

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

    STYLES: dict[str, str] = {}
    """Layer outputs and their styles in resources/styles."""

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        """The definitions, in the order of the dialog."""
        raise NotImplementedError

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Raise AuroraError for parameters that cannot work together; quick."""

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the job and return the outputs."""
        raise NotImplementedError

    paths: dict[str, str] = {}
    """GDAL paths of the raster layer parameters that are given, while a run is on."""

    path_lists: dict[str, list[str]] = {}
    """The same for parameters that take several."""

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

    def addOutput(self, definition: QgsProcessingOutputDefinition) -> bool:
        definition.setDescription(tr(definition.description()))
        return bool(super().addOutput(definition))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        try:
            self._check_inputs(parameters, context)
            usable, message = super().checkParameterValues(parameters, context)
            if usable:
                self.validate(parameters, context)
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
                for name in self._raster_parameters()
                if not self._left_out(parameters, name)
            }
            self.path_lists = {
                name: [self._path(layer, name) for layer in self.parameterAsLayerList(parameters, name, context)]
                for name in self._raster_parameters(QgsProcessingParameterMultipleLayers)
            }
        except AuroraError as error:
            raise QgsProcessingException(str(error)) from error
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            results = self.execute(parameters, context, feedback)
        except AuroraError as error:
            raise QgsProcessingException(str(error)) from error
        for output, style in self.styles(parameters, context).items():
            if results.get(output) and user_style(self.id(), output) is None:
                style_on_load(context, results[output], style)
        return results

    def styles(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """The style of each output, of resources/styles."""
        return self.STYLES

    def _check_inputs(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """QGIS itself only says 'Incorrect parameter value' for a file that is missing or no raster."""
        for name in self._raster_parameters():
            value = parameters.get(name)
            if isinstance(value, str) and self.parameterAsRasterLayer(parameters, name, context) is None:
                check_raster(value)
        for name in self._raster_parameters(QgsProcessingParameterMultipleLayers):
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

    def _raster_parameters(self, kind: type[Any] = QgsProcessingParameterRasterLayer) -> list[str]:
        definitions: list[QgsProcessingParameterDefinition] = self.parameterDefinitions()
        return [one.name() for one in definitions if isinstance(one, kind)]


def with_help(
    definition: QgsProcessingParameterDefinition, text: str, advanced: bool = False
) -> QgsProcessingParameterDefinition:
    """The definition with its help text."""
    definition.setHelp(text)
    if advanced:
        definition.setFlags(definition.flags() | Advanced)
    return definition


def bands(purpose: str) -> QgsProcessingParameterDefinition:
    """BANDS of INPUT, of which none means all."""
    definition = QgsProcessingParameterBand(
        "BANDS", "Bands (none means all)", parentLayerParameterName="INPUT", optional=True, allowMultiple=True
    )
    return with_help(definition, f"The bands {purpose}. All of them if none is chosen.")


def choice(
    name: str, title: str, options: Sequence[str], default: str, text: str, advanced: bool = False
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


def known(value: float) -> float:
    """A numeric output: 0 for NaN, which neither models nor JSON can carry."""
    return value if value == value else 0.0


def listen(feedback: QgsProcessingFeedback) -> Any:
    """Core's progress callable for a feedback: reports percent, and answers False once the user cancels."""

    def heard(share: float) -> bool:
        feedback.setProgress(100 * share)
        return not feedback.isCanceled()

    return heard
