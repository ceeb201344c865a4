"""Write qt6_removed.json: what PyQt5 has and PyQt6 lacks. qt6_removed.py PYTHON5 PYTHON6: interpreters that have them.

Run once for a new PyQt6; the checker itself, check_qt6.py, needs only the file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("qt6_removed.json")
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtSvg", "QtXml", "QtSql", "QtPrintSupport", "QtTest")
LISTING = """
import enum, importlib, json, sys
def is_enum(value):
    return type(type(value)).__name__ == "enumtype" or isinstance(value, enum.Enum)
def members(kind):
    return [name for name in dir(kind) if not name.startswith("__") and not is_enum(getattr(kind, name, None))]
found = {}
for module in sys.argv[2:]:
    try:
        everything = vars(importlib.import_module(sys.argv[1] + "." + module))
    except ImportError:
        continue
    for name, value in everything.items():
        if not name.startswith("_") and not is_enum(value):
            found.setdefault(name, members(value) if isinstance(value, type) else [])
print(json.dumps([importlib.import_module(sys.argv[1] + ".QtCore").PYQT_VERSION_STR, found]))
"""


def names(python: str, package: str) -> tuple[str, dict[str, list[str]]]:
    """Version, and the members of every class; enum values are left out, since the checker has a rule for them."""
    listed = subprocess.run([python, "-c", LISTING, package, *MODULES], check=True, capture_output=True, text=True)
    version, found = json.loads(listed.stdout)
    return version, found


def removed(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, Any]:
    members = {name: sorted(set(before[name]) - set(after[name])) for name in before if name in after}
    return {
        "names": sorted(set(before) - set(after)),
        "members": {name: gone for name, gone in sorted(members.items()) if gone},
    }


if __name__ == "__main__":
    (old, before), (new, after) = names(sys.argv[1], "PyQt5"), names(sys.argv[2], "PyQt6")
    found = {"of": f"PyQt5 {old} without PyQt6 {new}", **removed(before, after)}
    FILE.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
