"""What is kept in the settings of the QGIS profile: the device that computes networks."""

from __future__ import annotations

from qgis.core import Qgis, QgsMessageLog, QgsSettings

from .core.errors import AuroraError
from .core.jobs import use_device

DEVICE = "aurorasar/device"


def restore_device() -> None:
    """Have networks computed as the profile says; a device that is no longer known is a warning."""
    name = str(QgsSettings().value(DEVICE, "") or "")
    try:
        if name:
            use_device(name)
    except AuroraError as error:
        QgsMessageLog.logMessage(str(error), "AuroraSAR", Qgis.MessageLevel.Warning)


def keep_device(name: str) -> None:
    """For this session and all later ones of this profile."""
    QgsSettings().setValue(DEVICE, name)
