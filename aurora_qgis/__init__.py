"""AuroraSAR for QGIS: radar images to answers on a map.

The engine's only name at run time is ``aurora_qgis.core``. The installed plugin carries it inside this folder;
in a checkout it lies beside this folder, and the checkout's root joins this package's own search path.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .plugin import AuroraPlugin

_HERE = Path(__file__).resolve().parent
if not (_HERE / "core").is_dir():
    __path__.append(str(_HERE.parent))


def classFactory(iface: Any) -> AuroraPlugin:
    """Return the plugin; `iface` is None in `qgis_process`."""
    from .plugin import AuroraPlugin

    return AuroraPlugin(iface)
