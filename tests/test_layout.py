"""The architecture as a test: who may import whom, and what nobody does. See docs/architecture.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 400


class Import(NamedTuple):
    """One import: `core.jobs.opening` imports `core.scale`, at a line, at module level or inside a function."""

    module: str
    target: str
    line: int
    top_level: bool


LIBRARIES = {"numpy", "scipy"}
QGIS = {"qgis", "processing"}

# Module prefix -> prefixes of what it may import of our own. The longest prefix that fits counts.
MAY_IMPORT: dict[str, set[str]] = {
    "core.errors": set(),
    "core.paths": set(),
    "core.grid": {"core.errors"},
    "core.scale": {"core.errors"},
    "core.report": {"core.errors"},
    "core.landscape": {"core.errors", "core.grid"},
    "core.simulate": {"core.errors", "core.grid", "core.landscape"},
    "core.speckle": {"core.errors", "core.scale", "core.grid", "core.speckle"},
    "core.change": {"core.errors", "core.scale", "core.grid", "core.change"},
    "core.blocks": {"core.errors", "core.grid"},
    "core.regions": {"core.errors", "core.grid", "core.blocks"},
    "core.outputs": {"core.errors"},
    "core.raster": {
        "core.errors",
        "core.grid",
        "core.blocks",
        "core.outputs",
        "core.paths",
        "core.regions",
        "core.raster",
    },
    "core.jobs": {"core"},
    "core.__main__": {"core.errors", "core.jobs"},
    "aurora_qgis.dependencies": set(),
    "aurora_qgis.styling": {"core.paths"},
    "aurora_qgis.algorithms": {
        "core.jobs",
        "core.errors",
        "core.paths",
        "aurora_qgis.styling",
        "aurora_qgis.algorithms",
    },
    "aurora_qgis.provider": {"core.jobs", "core.paths", "aurora_qgis.algorithms"},
    "aurora_qgis.plugin": {"aurora_qgis.dependencies", "aurora_qgis.provider"},
    "aurora_qgis": {"aurora_qgis.plugin"},
}

# Library -> the only modules that may import it.
ONLY_IN = {
    "osgeo": {"core.grid", "core.raster"},
    "torch": {"core.training"},
    "PyQt5": set[str](),
    "PyQt6": set[str](),
    "qgis": {"aurora_qgis"},
    "processing": {"aurora_qgis"},
    "rasterio": set[str](),
    "subprocess": set[str](),
    "pickle": set[str](),
}
NEVER_AT_TOP_LEVEL = {"onnxruntime", "processing", "qgis.gui", "qgis.utils"}
FORBIDDEN_CALLS = {"gdal.UseExceptions", "os.chdir", "sys.path.append", "sys.path.insert", "os.system", "eval", "exec"}
PRINTS = {"core.__main__"}


def modules(root: Path = ROOT) -> list[Path]:
    return sorted(path for top in ("core", "aurora_qgis") for path in (root / top).rglob("*.py"))


def name_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, root: Path) -> Iterator[Import]:
    """All imports of a module, relative ones resolved; `aurora_qgis.core` is `core`."""
    module, tree = name_of(path, root), ast.parse(path.read_text(encoding="utf-8"))
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno, id(node) in top)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                # Where it is installed, core lies inside aurora_qgis, so core's own names begin with it.
                full = f"aurora_qgis.{package}" if package.split(".")[0] == "core" else package
                kept = full.split(".")[: len(full.split(".")) - node.level + 1]
                base = ".".join([*kept, *([base] if base else [])])
                base = base.removeprefix("aurora_qgis.") if base.startswith("aurora_qgis.core") else base
            # `from . import name` may import a module of that name.
            targets = [f"{base}.{alias.name}" for alias in node.names] if base in ("core", "aurora_qgis") else [base]
            yield from (Import(module, target, node.lineno, id(node) in top) for target in targets)


def fits(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def import_faults(path: Path, root: Path = ROOT) -> list[str]:
    faults = []
    for one in imports(path, root):
        where = f"{path.relative_to(root)}:{one.line}"
        if one.target.split(".")[0] in ("core", "aurora_qgis"):
            rule = max((prefix for prefix in MAY_IMPORT if fits(one.module, prefix)), key=len, default=None)
            if rule is None:
                faults.append(f"{where}: {one.module} has no rule in MAY_IMPORT")
            elif not any(fits(one.target, allowed) for allowed in (*MAY_IMPORT[rule], one.module)):
                faults.append(f"{where}: {one.module} must not import {one.target}")
        for library, places in ONLY_IN.items():
            if fits(one.target, library) and not any(fits(one.module, place) for place in places):
                faults.append(f"{where}: {library} must not be imported in {one.module}")
        if one.top_level and any(fits(one.target, name) for name in NEVER_AT_TOP_LEVEL):
            faults.append(f"{where}: import {one.target} inside the function that needs it")
    return faults


def style_faults(path: Path, root: Path = ROOT) -> list[str]:
    module, tree = name_of(path, root), ast.parse(path.read_text(encoding="utf-8"))
    faults = []
    for node in ast.walk(tree):
        where = f"{path.relative_to(root)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Assert):
            faults.append(f"{where}: assert; raise an InputError")
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            faults.append(f"{where}: bare except")
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in FORBIDDEN_CALLS:
                faults.append(f"{where}: {called} changes the whole process")
            if called == "print" and module not in PRINTS:
                faults.append(f"{where}: print; use the log")
        if isinstance(node, ast.Raise) and node.exc is not None and ast.unparse(node.exc).startswith("Exception("):
            faults.append(f"{where}: raise Exception; raise an AuroraError")
    return faults


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_keeps_the_rules(path):
    faults = import_faults(path) + style_faults(path)
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > LONGEST_MODULE:
        faults.append(f"{path.relative_to(ROOT)}: {lines} lines, more than a sitting ({LONGEST_MODULE})")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("place", "source", "expected"),
    [
        ("core/speckle/bad.py", "from ..raster import Raster\n", "must not import core.raster"),
        ("core/speckle/bad.py", "from .. import blocks\n", "must not import core.blocks"),
        ("core/change/bad.py", "from osgeo import gdal\n", "osgeo must not be imported"),
        ("core/scale.py", "import qgis.core\n", "qgis must not be imported"),
        ("core/jobs/bad.py", "from aurora_qgis.plugin import AuroraPlugin\nimport PyQt5.QtCore\n", "PyQt5 must not"),
        ("core/change/bad.py", "import onnxruntime\n", "inside the function"),
        ("core/jobs/bad.py", "import torch\n", "torch must not"),
        ("aurora_qgis/algorithms/bad.py", "from ..core.raster import Raster\n", "must not import core.raster"),
        ("aurora_qgis/provider.py", "from qgis.gui import QgisInterface\n", "inside the function"),
        ("core/new.py", "from .errors import InputError\n", "has no rule"),
    ],
)
def test_the_checker_sees_a_forbidden_import(place, source, expected, tmp_path):
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert any(expected in fault for fault in import_faults(path, tmp_path))


@pytest.mark.parametrize(
    "source",
    ["assert True\n", "try:\n    pass\nexcept:\n    raise\n", "from osgeo import gdal\ngdal.UseExceptions()\n",
     "print(1)\n", "import sys\nsys.path.insert(0, '')\n", "raise Exception('no')\n"],
)  # fmt: skip
def test_the_checker_sees_bad_style(source, tmp_path):
    path = tmp_path / "core" / "bad.py"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert style_faults(path, tmp_path)
