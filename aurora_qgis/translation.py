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
    """Load the translation of a locale such as de_AT, by default of the language that QGIS speaks; None without one.

    It stays until `uninstall`. The .qm files are made from the .ts files when the plugin is staged.
    """
    translator = QTranslator()
    if not translator.load(QLocale(locale or _spoken()), "aurorasar", "_", str(RESOURCES / "i18n")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def _spoken() -> str:
    """The locale of QGIS's own texts: of its option --lang, which its locale does not know, else of its settings."""
    return str(QgsApplication.instance().translation() or QgsApplication.locale())


def uninstall(translator: QTranslator | None) -> None:
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
