"""The Processing provider: the list of algorithms under the id `aurorasar`."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms import ALGORITHMS
from .core.jobs import SUFFIXES, VECTOR_SUFFIXES, use_models_folder, use_runtime_folder
from .core.paths import RESOURCES, version
from .settings import restore_device


class AuroraProvider(QgsProcessingProvider):
    """AuroraSAR in the toolbox, in models, in batch and in `qgis_process`."""

    def __init__(self) -> None:
        super().__init__()
        folder = Path(QgsApplication.qgisSettingsDirPath()) / "aurorasar"
        use_runtime_folder(folder / "runtime")
        use_models_folder(folder / "models")
        restore_device()

    def id(self) -> str:
        return "aurorasar"

    def name(self) -> str:
        return "AuroraSAR"

    def longName(self) -> str:
        return "AuroraSAR: radar images to answers on a map"

    def versionInfo(self) -> str:
        return version()

    def icon(self) -> QIcon:
        return QIcon(str(RESOURCES / "icons" / "aurorasar.svg"))

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        return [suffix[1:] for suffix in SUFFIXES]

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        return [suffix[1:] for suffix in VECTOR_SUFFIXES]

    def defaultRasterFileExtension(self) -> str:
        return SUFFIXES[0][1:]

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:
        return VECTOR_SUFFIXES[0][1:]

    def supportsNonFileBasedOutput(self) -> bool:
        return False
