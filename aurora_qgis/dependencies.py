"""What QGIS's own Python must bring along."""

from __future__ import annotations

from importlib.util import find_spec

REQUIRED = {"numpy": "python3-numpy", "scipy": "python3-scipy", "osgeo": "python3-gdal"}
"""Modules and the Debian packages that hold them; the QGIS installers for Windows and macOS have them all."""


def missing_sentence() -> str:
    """What to install, in one sentence; empty where nothing is missing."""
    missing = [module for module in REQUIRED if find_spec(module) is None]
    if not missing:
        return ""
    packages = " ".join(REQUIRED[module] for module in missing)
    return (
        f"AuroraSAR cannot start because QGIS's Python lacks {' and '.join(missing)}: install it "
        f"(Debian and Ubuntu: 'sudo apt install {packages}') and restart QGIS."
    )
