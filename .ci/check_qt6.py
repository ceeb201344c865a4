"""Fail on code that would not run with Qt 6 (QGIS 4) or not with Qt 5 (QGIS 3.22): check_qt6.py FOLDER.

Rules, each looked up in the PyQt and QGIS that are installed rather than guessed from spelling:
1. Qt comes from qgis.PyQt, which is PyQt5 or PyQt6 as QGIS is.
2. An enum value is written with its enum: Qt.AlignmentFlag.AlignLeft, not Qt.AlignLeft; nor self.Accepted in a dialog.
3. What has moved from QtWidgets to QtGui (QAction and its like) is imported from qgis.PyQt.QtWidgets, where QGIS has it
   for both.
4. Names that PyQt6 lacks (qt6_removed.json) are not imported.
5. Methods that PyQt6 lacks are not called: those that are gone from all classes (exec_, toTime_t) on anything, those
   that are gone from one class (QMouseEvent.x) on what is annotated or made as that class.
6. A name that the PyQt installed lacks is a mistake; not so one of QGIS, which may be newer and asked for with hasattr.
What it cannot see: the class of a value that is neither annotated nor made in sight. No comment silences it.
"""

from __future__ import annotations

import ast
import enum
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MOVED = {"QAction", "QActionGroup", "QShortcut", "QUndoCommand", "QUndoGroup", "QUndoStack", "QFileSystemModel"}
REMOVED: dict[str, Any] = json.loads(Path(__file__).with_name("qt6_removed.json").read_text(encoding="utf-8"))
OWN_QT = ("PyQt5", "PyQt6", "PySide2", "PySide6")
GONE_EVERYWHERE = {
    "exec_", "print_", "toTime_t", "fromTime_t", "setTime_t", "tabStopWidth", "setTabStopWidth", "viewOptions",
    "filterRegExp", "setFilterRegExp", "localPos", "windowPos", "globalPosF",
}  # fmt: skip
"""Of the methods that no class of PyQt6 has, those whose names are nobody else's."""

UNKNOWN = object()
"""What attribute and resolve answer where they cannot tell."""


def is_value(found: Any) -> bool:
    """It is a value of an enum, of sip's kind (PyQt5, QGIS 3) or of Python's (PyQt6)."""
    return type(type(found)).__name__ == "enumtype" or isinstance(found, enum.Enum)


def enum_name(owner: Any, value: Any) -> str:
    """What the owner calls the value's enum: newer versions of QGIS have moved some and kept the name as an alias."""
    kind = type(value)
    return next((name for name in sorted(dir(owner)) if getattr(owner, name, None) is kind), kind.__name__)


class Checker(ast.NodeVisitor):
    """The faults of one module: (line, sentence)."""

    def __init__(self) -> None:
        self.faults: list[tuple[int, str]] = []
        self._imported: dict[str, Any] = {}
        self._kinds: dict[str, str] = {}
        """Variables whose class is known by name, in the function that is being read."""

        self._bases: list[Any] = []

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._check_module(alias.name, node.lineno)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        self._check_module(module, node.lineno)
        if node.level or module.split(".")[0] != "qgis":
            return
        for alias in node.names:
            self._check_name(module, alias.name, node.lineno)
            found = attribute(importlib.import_module(module), alias.name)
            if found is UNKNOWN:
                self._fault(node, f"{module} has no {alias.name}")
            else:
                self._imported[alias.asname or alias.name] = found

    def _check_module(self, module: str, line: int) -> None:
        if module.split(".")[0] in OWN_QT:
            self.faults.append((line, f"{module}: import Qt from qgis.PyQt"))

    def _check_name(self, module: str, name: str, line: int) -> None:
        if module.startswith("qgis.PyQt") and name in REMOVED["names"]:
            self.faults.append((line, f"{name} is not in PyQt6"))
        if module == "qgis.PyQt.QtGui" and name in MOVED:
            self.faults.append((line, f"import {name} from qgis.PyQt.QtWidgets, where QGIS 3 and 4 have it"))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        before, self._bases = self._bases, [one for one in map(self._resolve, node.bases) if one is not UNKNOWN]
        self.generic_visit(node)
        self._bases = before

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before, self._kinds = self._kinds, dict(self._kinds)
        for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
            if one.annotation is not None:
                self._kinds[one.arg] = ast.unparse(one.annotation).removesuffix(" | None").strip("'\"")
        self.generic_visit(node)
        self._kinds = before

    def visit_Assign(self, node: ast.Assign) -> None:
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name):
            for target in node.targets:
                self._kinds[ast.unparse(target)] = node.value.func.id
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._kinds[ast.unparse(node.target)] = ast.unparse(node.annotation).removesuffix(" | None")
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        owner = self._resolve(node.value)
        if owner is not UNKNOWN:
            self._check_attribute(node, owner)
        elif isinstance(node.value, ast.Name) and node.value.id == "self":
            self._check_own(node)
        kind = self._kinds.get(ast.unparse(node.value), "")
        if node.attr in REMOVED["members"].get(kind, ()):
            self._fault(node, f"{kind}.{node.attr} is not in PyQt6")
        elif node.attr in GONE_EVERYWHERE:
            self._fault(node, f"{node.attr} is not in PyQt6")
        self.generic_visit(node)

    def _check_attribute(self, node: ast.Attribute, owner: Any) -> None:
        found = attribute(owner, node.attr)
        if not isinstance(owner, type):
            return
        if found is UNKNOWN and owner.__module__.startswith("PyQt"):
            self._fault(node, f"there is no {ast.unparse(node)}")
        elif is_value(found) and type(found) is not owner:
            self._fault(node, f"write {ast.unparse(node.value)}.{enum_name(owner, found)}.{node.attr}")
        elif node.attr in REMOVED["members"].get(owner.__name__, ()):
            self._fault(node, f"{owner.__name__}.{node.attr} is not in PyQt6")

    def _check_own(self, node: ast.Attribute) -> None:
        """What a class inherits from Qt."""
        for base in self._bases:
            found = attribute(base, node.attr)
            if found is not UNKNOWN and is_value(found):
                self._fault(node, f"write {base.__name__}.{enum_name(base, found)}.{node.attr}")
            if node.attr in REMOVED["members"].get(getattr(base, "__name__", ""), ()):
                self._fault(node, f"{base.__name__}.{node.attr} is not in PyQt6")

    def _resolve(self, node: ast.AST) -> Any:
        """What an expression of names and dots is, where it begins with an import from qgis."""
        if isinstance(node, ast.Name):
            return self._imported.get(node.id, UNKNOWN)
        if isinstance(node, ast.Attribute):
            owner = self._resolve(node.value)
            return UNKNOWN if owner is UNKNOWN else attribute(owner, node.attr)
        return UNKNOWN

    def _fault(self, node: ast.AST, sentence: str) -> None:
        self.faults.append((getattr(node, "lineno", 0), sentence))


def attribute(owner: Any, name: str) -> Any:
    """Of a module or class; UNKNOWN where there is none."""
    return getattr(owner, name, UNKNOWN)


def faults(source: str) -> list[tuple[int, str]]:
    """(line, sentence) of each fault in a module."""
    checker = Checker()
    checker.visit(ast.parse(source))
    return sorted(checker.faults)


def all_faults(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.py")):
        for line, sentence in faults(path.read_text(encoding="utf-8")):
            yield f"{path}:{line}: {sentence}"


if __name__ == "__main__":
    found = list(all_faults(Path(sys.argv[1])))
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)
