"""The help pages, made from docs/*.md when the plugin is staged."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from .core.paths import ROOT

PAGES = ROOT / "help"


def page_url(name: str) -> str:
    """Where a page lies, as algorithms and dialogs want it; empty in a checkout, which has none until it is staged."""
    path = PAGES / f"{name}.html"
    return str(QUrl.fromLocalFile(str(path)).toString()) if path.is_file() else ""


def open_page(name: str) -> bool:
    """Show a page in the browser; False where it could not be shown."""
    url = page_url(name)
    return bool(url) and bool(QDesktopServices.openUrl(QUrl(url)))
