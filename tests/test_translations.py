"""German is complete, keeps its placeholders, and is what a German user sees."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest
from qgis.core import QgsApplication

from aurora_qgis import translation
from aurora_qgis.plugin import AuroraPlugin
from tests.test_qt6 import load

ROOT = Path(__file__).resolve().parents[1]
FIELD = re.compile(r"\{[^}]*\}")
SHOWING = {
    "QPushButton", "QCheckBox", "QLabel", "QGroupBox", "QAction", "addAction", "addRow", "addTab", "setText",
    "setToolTip", "setTitle", "setWindowTitle", "setPlaceholderText", "setHeaderLabels", "setSuffix", "_say",
}  # fmt: skip
"""Calls that put a text before the user."""

NAMES = {"AuroraSAR", "onnxruntime", "Python", " dB", "F1"}
"""The same in every language."""


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    return load("translations")


@pytest.fixture(scope="module")
def texts(translations, qgis_app, qgis_processing) -> set[str]:
    return translations.of_panels() | translations.of_algorithms()


def test_every_text_of_panels_and_algorithms_is_translated_and_no_other(translations, texts):
    known = translations.read(translations.FOLDER / "aurorasar_de.ts")
    assert len(texts) > 400
    assert sorted(texts - set(known)) == [], "run make translations and translate what it lists"
    assert sorted(set(known) - texts) == [], "run make translations"
    assert [text for text in texts if not known[text]] == []


def test_a_translation_keeps_placeholders_key_marks_and_the_end(translations):
    for source, text in translations.read(translations.FOLDER / "aurorasar_de.ts").items():
        assert sorted(FIELD.findall(source)) == sorted(FIELD.findall(text)), source
        assert source.count("&") == text.count("&"), source
        assert source.endswith("...") == text.endswith("..."), source
        assert source.endswith(".") == text.endswith("."), source
        assert re.findall(r"aurorasar:\w+", source) == re.findall(r"aurorasar:\w+", text), source


def test_a_german_user_sees_german_and_english_comes_back(translations, tmp_path, monkeypatch, qgis_app):
    translations.release(tmp_path / "i18n")
    monkeypatch.setattr(translation, "RESOURCES", tmp_path)
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "de_AT"))
    assert shown() == ("Ein Modell erproben", "Radarbild", "Für Modelle, denen die Looks gesagt werden.")
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "en_US"))
    assert shown() == ("Try a model", "Radar image", "For models that are told the looks.")


def test_the_language_that_qgis_was_started_in_counts_more_than_that_of_the_system(
    translations, tmp_path, monkeypatch, qgis_app
):
    """`qgis --lang de` speaks German, whatever its locale is."""
    translations.release(tmp_path / "i18n")
    monkeypatch.setattr(translation, "RESOURCES", tmp_path)
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "C"))
    assert shown()[1] == "Radar image"
    QgsApplication.setTranslation("de")
    try:
        assert shown()[1] == "Radarbild"
    finally:
        QgsApplication.setTranslation("")


def shown() -> tuple[str, str, str]:
    """A title, a parameter and its help, as the provider has them in a session of its own."""
    plugin = AuroraPlugin(None)
    plugin.initProcessing()
    try:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("aurorasar:trymodel")
        title, looks = algorithm.displayName(), algorithm.parameterDefinition("LOOKS")
        return title, algorithm.parameterDefinition("INPUT").description(), looks.help()
    finally:
        plugin.unload()


def test_new_texts_are_added_as_unfinished_kept_ones_stay_and_old_ones_go(translations, tmp_path):
    path = tmp_path / "aurorasar_de.ts"
    translations.write(path, {"kept & <told>": "behalten & <erzählt>", "old": "alt"})
    assert translations.update(path, {"kept & <told>", "new"}) == ["new"]
    assert translations.read(path) == {"kept & <told>": "behalten & <erzählt>", "new": ""}
    assert 'type="unfinished"' in path.read_text(encoding="utf-8")


def test_a_marked_text_must_be_plain(translations):
    assert list(translations.marked("a = tr('one ' 'two')\nb = other('three')\n")) == ["one two"]
    with pytest.raises(ValueError, match="plain text"):
        list(translations.marked("a = tr(f'one {two}')\n"))


def unmarked(source: str) -> list[str]:
    """Texts that a module shows without tr()."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            lists = [item for one in node.args if isinstance(one, ast.List) for item in one.elts]
            for one in (*node.args, *lists) if called in SHOWING else ():
                parts = one.values if isinstance(one, ast.JoinedStr) else [one]
                words = [str(part.value) for part in parts if isinstance(part, ast.Constant)]
                found += [word for word in words if re.search("[A-Za-z]{2}", word) and word not in NAMES]
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "aurora_qgis" / "docks").glob("*.py")), ids=lambda path: path.stem)
def test_a_panel_shows_no_text_that_is_not_marked(path):
    assert unmarked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source", ["QPushButton('Run')", "self._say(f'Done {n} times')", "box.setHeaderLabels(['Model'])"]
)
def test_the_check_sees_a_text_that_is_not_marked(source):
    assert unmarked(source)
