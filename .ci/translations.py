"""Collect the texts of the user interface into resources/i18n/aurorasar_LANGUAGE.ts: translations.py [LANGUAGE ...].

A text is either marked in the code, tr("..."), or belongs to an algorithm, whose base class translates titles, groups,
help, parameters and outputs in one place. The latter are read from the algorithms themselves, since many are put
together there. What is new is written as unfinished, to be translated with Qt Linguist or an editor; what is gone goes.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "AuroraSAR"
LRELEASE = ("lrelease-qt5", "/usr/lib/qt5/bin/lrelease", "/usr/lib/qt6/bin/lrelease", "lrelease6", "lrelease")


def marked(source: str) -> Iterator[str]:
    """The texts in `tr("...")` of a module. Raises ValueError for one that is not a plain text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            argument = node.args[0]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value
            elif isinstance(argument, ast.JoinedStr):
                raise ValueError(f"line {node.lineno}: tr() needs a plain text; use .format() on its result")


def of_panels() -> set[str]:
    files = sorted((ROOT / "aurora_qgis").rglob("*.py"))
    return {text for file in files for text in marked(file.read_text(encoding="utf-8"))}


def of_algorithms() -> set[str]:
    """As they are without a translation; needs QGIS."""
    from aurora_qgis.algorithms import ALGORITHMS

    found: set[str] = set()
    for kind in ALGORITHMS:
        algorithm = kind()
        algorithm.initAlgorithm({})
        found |= {kind.TITLE, kind.GROUP, kind.HELP, kind.NO_PREVIEW}
        for definition in algorithm.parameterDefinitions():
            found |= {definition.description(), definition.help()}
        found |= {definition.description() for definition in algorithm.outputDefinitions()}
    return found - {""}


def read(path: Path) -> dict[str, str]:
    """Translation by source; empty where it is unfinished."""
    if not path.is_file():
        return {}
    messages = ElementTree.parse(path).iter("message")
    return {str(one.findtext("source")): _finished(one.find("translation")) for one in messages}


def _finished(translation: ElementTree.Element | None) -> str:
    if translation is None or translation.get("type") == "unfinished":
        return ""
    return translation.text or ""


def write(path: Path, translations: dict[str, str]) -> None:
    language = path.stem.partition("_")[2]
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for source, text in sorted(translations.items()):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = source
        attributes = {} if text else {"type": "unfinished"}
        ElementTree.SubElement(message, "translation", attributes).text = text
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def update(path: Path, texts: set[str]) -> list[str]:
    """Bring a file up to date with the texts; returns those that are not translated."""
    known = read(path)
    write(path, {text: known.get(text, "") for text in texts})
    return sorted(text for text in texts if not known.get(text))


def release(folder: Path) -> list[Path]:
    """Compile every .ts file to a .qm file in `folder`."""
    program = next(filter(None, map(shutil.which, LRELEASE)), None)
    if program is None:
        sys.exit("lrelease is missing, which makes the translations: install qttools5-dev-tools (make setup).")
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for file in sorted(FOLDER.glob("*.ts")):
        target = folder / f"{file.stem}.qm"
        environment = {**os.environ, "QT_SELECT": "qt5"}
        subprocess.run([program, "-silent", file, "-qm", target], check=True, env=environment)
        made.append(target)
    return made


def main(languages: list[str]) -> None:
    sys.path.insert(0, str(ROOT))
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    texts = of_panels() | of_algorithms()
    for language in languages or [file.stem.partition("_")[2] for file in FOLDER.glob("*.ts")]:
        missing = update(FOLDER / f"aurorasar_{language}.ts", texts)
        print(f"{language}: {len(texts)} texts, {len(missing)} to translate")
        for text in missing:
            print(f"  {text}")
    application.exitQgis()


if __name__ == "__main__":
    main(sys.argv[1:])
