"""The plugin as QGIS sees it: a Processing provider, with or without a screen."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMessageLog

from . import translation
from .dependencies import missing_sentence


class AuroraPlugin:
    """Registers the provider; `iface` is None in `qgis_process`."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.provider: Any = None
        self.gui: Any = None
        self.translator: Any = None

    def initProcessing(self) -> None:  # called by qgis_process instead of initGui
        if self.provider is not None:
            return
        sentence = missing_sentence()
        if sentence:
            self._complain(sentence)
            return
        from .provider import AuroraProvider

        self.translator = translation.install()
        self.provider = AuroraProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        self.initProcessing()
        if self.provider is not None and self.iface is not None:
            from .docks.menu import Menu

            self.gui = Menu(self.iface)

    def unload(self) -> None:
        if self.gui is not None:
            self.gui.remove()
            self.gui = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
            translation.uninstall(self.translator)
            self.translator = None

    def _complain(self, sentence: str) -> None:
        QgsMessageLog.logMessage(sentence, "AuroraSAR", Qgis.MessageLevel.Critical)
        if self.iface is not None:
            self.iface.messageBar().pushMessage("AuroraSAR", sentence, Qgis.MessageLevel.Critical)
