"""The texts of the user interface in the user's language, from resources/i18n.

In the panels a text is marked where it stands, `tr("Run")`; those of the algorithms are translated in one place, their
base class. .ci/translations.py collects both.
"""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from .core.paths import RESOURCES

CONTEXT = "AuroraSAR"


def tr(text: str) -> str:
    """The text in the user's language, or as it is where there is no translation."""
    return str(QCoreApplication.translate(CONTEXT, text)) if text else text


def install(locale: str = "") -> QTranslator | None:
    """Load the translation of a locale such as de_AT, QGIS's own by default; None where there is none.

    It stays until `uninstall`. The .qm files are made from the .ts files when the plugin is staged.
    """
    translator = QTranslator()
    if not translator.load(QLocale(locale or QgsApplication.locale()), "aurorasar", "_", str(RESOURCES / "i18n")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def uninstall(translator: QTranslator | None) -> None:
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
