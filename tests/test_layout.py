"""The architecture as a test: who may import whom, and what nobody does. See docs/architecture.md."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 400


class Import(NamedTuple):
    """One imported name: `core.jobs.opening` imports `core.scale.Scale`, at a line."""

    module: str
    target: str
    line: int
    relative: bool
    eager: bool
    """It runs as soon as the module is imported: not inside a function, not for type checkers only."""


# Module prefix -> prefixes of what it may import of our own. The longest prefix that fits counts.
MAY_IMPORT: dict[str, set[str]] = {
    "core.errors": set(),
    "core.paths": set(),
    "core.grid": {"core.errors"},
    "core.scale": {"core.errors"},
    "core.elements": {"core.errors"},
    "core.report": {"core.errors"},
    "core.review": {"core.errors"},
    "core.plots": {"core.report"},
    "core.registration": {"core.errors"},
    "core.landscape": {"core.errors", "core.grid"},
    "core.simulate": {"core.errors", "core.grid", "core.landscape"},
    "core.networks": {"core.errors", "core.paths", "core.networks"},
    "core.speckle": {"core.errors", "core.scale", "core.grid", "core.networks", "core.speckle"},
    "core.change": {"core.errors", "core.scale", "core.grid", "core.networks", "core.change"},
    "core.geometry": {"core.errors", "core.elements", "core.geometry"},
    "core.radiometry": {"core.errors", "core.elements", "core.radiometry"},
    "core.resampling": set(),
    "core.sinc": set(),
    "core.offsets": set(),
    "core.interferometry": set(),
    "core.colour": {"core.errors", "core.colour"},
    "core.colour.learned": {"core.errors", "core.networks", "core.colour"},
    "core.blocks": {"core.errors", "core.grid"},
    "core.regions": {"core.errors", "core.grid", "core.blocks"},
    "core.outputs": {"core.errors"},
    "core.raster": {
        "core.errors",
        "core.elements",
        "core.grid",
        "core.blocks",
        "core.outputs",
        "core.paths",
        "core.regions",
        "core.review",
        "core.raster",
    },
    "core.jobs": {"core"},
    "core.training": {"core"},
    "core.__main__": {"core.errors", "core.jobs", "core.command_line"},
    "core.command_line": {"core.explanations"},
    "core.explanations": set(),
    "aurora_qgis.dependencies": set(),
    "aurora_qgis.styling": {"core.paths"},
    "aurora_qgis.interpreter": {"core.errors"},
    "aurora_qgis.algorithms": {
        "core.jobs",
        "core.errors",
        "core.paths",
        "aurora_qgis.styling",
        "aurora_qgis.interpreter",
        "aurora_qgis.manual",
        "aurora_qgis.settings",
        "aurora_qgis.translation",
        "aurora_qgis.algorithms",
    },
    "aurora_qgis.provider": {"core.jobs", "core.paths", "aurora_qgis.algorithms", "aurora_qgis.settings"},
    "aurora_qgis.settings": {"core.errors", "core.jobs"},
    "aurora_qgis.docks": {
        "core.errors",
        "core.paths",
        "aurora_qgis.styling",
        "aurora_qgis.commands",
        "aurora_qgis.running",
        "aurora_qgis.translation",
        "aurora_qgis.manual",
        "aurora_qgis.docks",
    },
    "aurora_qgis.translation": {"core.paths"},
    "aurora_qgis.manual": {"core.paths"},
    "aurora_qgis.running": {"aurora_qgis.translation"},
    "aurora_qgis.commands": {"aurora_qgis.translation"},
    "aurora_qgis.plugin": {
        "aurora_qgis.dependencies",
        "aurora_qgis.provider",
        "aurora_qgis.translation",
        "aurora_qgis.docks.menu",
    },
    "aurora_qgis": {"aurora_qgis.plugin"},
}

# Library -> the only modules that may import it. The longest name that fits counts. What is neither here nor a part of
# Python is nobody's.
ONLY_IN: dict[str, set[str]] = {
    "numpy": {"core"},
    "scipy": {"core"},
    "osgeo": {"core.raster"},
    "osgeo.osr": {"core.raster", "core.grid"},
    "osgeo.ogr": {
        "core.raster.polygons",
        "core.raster.repairs",
        "core.raster.review_log",
        "core.raster.reviewed",
        "core.raster.transactions",
        "core.raster.vectors",
    },
    "onnxruntime": {"core.networks"},
    "torch": {"core.training"},
    "onnx": {"core.training"},
    "qgis": {"aurora_qgis"},
    "processing": {"aurora_qgis"},
    "subprocess": set(),
    "pickle": set(),
    "sys.path": set(),
}
# Library -> the only modules that may import it outside a function.
EAGER_ONLY_IN: dict[str, set[str]] = {
    "onnxruntime": set(),
    "processing": set(),
    "qgis.gui": {"aurora_qgis.docks"},
    "qgis.utils": {"aurora_qgis.docks"},
}
# Modules that must read no pixel, and the methods with which Qt and QGIS would let them.
PIXELLESS = ("aurora_qgis.docks", "aurora_qgis.running", "aurora_qgis.commands")
PIXEL_CALLS = {
    "block",
    "bandStatistics",
    "cumulativeCut",
    "histogram",
    "pixel",
    "pixelColor",
    "setPixel",
    "bits",
    "constBits",
}
FORBIDDEN_CALLS = {"os.system", "eval", "exec"}
# Known by their last name, whoever it was imported from: gdal, ogr and osr all have a UseExceptions.
PROCESS_WIDE_CALLS = {"UseExceptions", "DontUseExceptions", "SetConfigOption", "SetCacheMax", "chdir", "basicConfig"}
PUT_BACK = {("core.raster.block_cache", "gdal.SetCacheMax")}
"""Process-wide, but only for as long as a file is being made."""

PROCESS_WIDE_STATE = {"sys.path", "os.environ"}
EDITS = {"append", "extend", "insert", "remove", "pop", "clear", "update", "setdefault"}
PRINTS = {
    "core.__main__",
    "core.training.change",
    "core.training.change_quality",
    "core.training.colour",
    "core.training.colour_confidence",
    "core.training.colour_quality",
    "core.training.despeckle",
}


def modules(root: Path = ROOT) -> list[Path]:
    return sorted(path for top in ("core", "aurora_qgis") for path in (root / top).rglob("*.py"))


def name_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def import_nodes(node: ast.AST, eager: bool = True) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """All imports below a node, and whether they run as soon as the module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            yield child, eager
        else:
            for_types = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
            lazy = for_types or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef))
            yield from import_nodes(child, eager and not lazy)


def base_of(node: ast.ImportFrom, package: str) -> str:
    """What `from ... import` names, relative ones resolved; `aurora_qgis.core` is `core`."""
    if not node.level:
        return node.module or ""
    # Where it is installed, core lies inside aurora_qgis, so core's own names begin with it.
    full = (f"aurora_qgis.{package}" if package.split(".")[0] == "core" else package).split(".")
    return ".".join([*full[: len(full) - node.level + 1], *([node.module] if node.module else [])])


def imports(path: Path, root: Path) -> Iterator[Import]:
    """All names that a module imports: `from .jobs import despeckle` is `core.jobs.despeckle`."""
    module, tree = name_of(path, root), ast.parse(path.read_text(encoding="utf-8"))
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node, eager in import_nodes(tree):
        prefix = f"{base_of(node, package)}." if isinstance(node, ast.ImportFrom) else ""
        relative = isinstance(node, ast.ImportFrom) and node.level > 0
        for alias in node.names:
            target = prefix + alias.name
            target = target.removeprefix("aurora_qgis.") if fits(target, "aurora_qgis.core") else target
            yield Import(module, target, node.lineno, relative, eager)


def fits(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def fits_any(name: str, prefixes: Iterable[str]) -> bool:
    return any(fits(name, prefix) for prefix in prefixes)


def longest(name: str, prefixes: Iterable[str]) -> str | None:
    return max((prefix for prefix in prefixes if fits(name, prefix)), key=len, default=None)


def own_fault(one: Import) -> str | None:
    """What is wrong with the import of one of our own modules."""
    rule = longest(one.module, MAY_IMPORT)
    if not one.relative:
        return f"import {one.target} relatively: the engine's only name is aurora_qgis.core"
    if rule is None:
        return f"{one.module} has no rule in MAY_IMPORT"
    if not fits_any(one.target, (*MAY_IMPORT[rule], one.module)):
        return f"{one.module} must not import {one.target}"
    return None


def library_fault(one: Import) -> str | None:
    """What is wrong with the import of a library."""
    rule, eager_rule = longest(one.target, ONLY_IN), longest(one.target, EAGER_ONLY_IN)
    if rule is None and one.target.split(".")[0] not in sys.stdlib_module_names:
        return f"{one.target} has no rule in ONLY_IN"
    if rule is not None and not fits_any(one.module, ONLY_IN[rule]):
        return f"{rule} must not be imported in {one.module} ({one.target})"
    if one.eager and eager_rule is not None and not fits_any(one.module, EAGER_ONLY_IN[eager_rule]):
        return f"import {one.target} inside the function that needs it"
    return None


def import_faults(path: Path, root: Path = ROOT) -> list[str]:
    found = []
    for one in imports(path, root):
        fault = own_fault(one) if one.target.split(".")[0] in ("core", "aurora_qgis") else library_fault(one)
        if fault:
            found.append(f"{path.relative_to(root)}:{one.line}: {fault}")
    return found


def process_wide(node: ast.AST) -> str | None:
    """The name of what a statement changes for the whole process."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        owner, _, last = called.rpartition(".")
        if last in PROCESS_WIDE_CALLS or called in FORBIDDEN_CALLS or (owner in PROCESS_WIDE_STATE and last in EDITS):
            return called
    if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
        changed = ast.unparse(node.value if isinstance(node, ast.Subscript) else node)
        return changed if changed in PROCESS_WIDE_STATE else None
    return None


def called_method(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def style_faults(path: Path, root: Path = ROOT) -> list[str]:
    module, tree = name_of(path, root), ast.parse(path.read_text(encoding="utf-8"))
    faults = []
    for node in ast.walk(tree):
        where = f"{path.relative_to(root)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Assert):
            faults.append(f"{where}: assert; raise an InputError")
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            faults.append(f"{where}: bare except")
        if (changed := process_wide(node)) and (module, changed) not in PUT_BACK:
            faults.append(f"{where}: {changed} changes the whole process")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print" and module not in PRINTS:
            faults.append(f"{where}: print; use the log")
        if isinstance(node, ast.Call) and fits_any(module, PIXELLESS) and called_method(node) in PIXEL_CALLS:
            faults.append(f"{where}: {called_method(node)} reads pixels; run an algorithm")
        if isinstance(node, ast.Raise) and node.exc is not None and ast.unparse(node.exc).split("(")[0] == "Exception":
            faults.append(f"{where}: raise Exception; raise an AuroraError")
    return faults


def length_faults(path: Path, root: Path = ROOT) -> list[str]:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    too_long = f"{path.relative_to(root)}:{lines}: more lines than fit a sitting ({LONGEST_MODULE})"
    return [too_long] if lines > LONGEST_MODULE else []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_keeps_the_rules(path):
    faults = import_faults(path) + style_faults(path) + length_faults(path)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("place", "source", "expected"),
    [
        ("core/speckle/bad.py", "from ..raster import Raster\n", "must not import core.raster"),
        ("core/speckle/bad.py", "from .. import blocks\n", "must not import core.blocks"),
        ("core/change/bad.py", "from osgeo import gdal\n", "osgeo must not be imported"),
        ("core/scale.py", "import qgis.core\n", "qgis must not be imported"),
        ("core/jobs/bad.py", "from aurora_qgis.plugin import AuroraPlugin\n", "relatively"),
        ("core/jobs/bad.py", "from core.raster import Raster\n", "relatively"),
        ("core/jobs/bad.py", "import core.raster\n", "relatively"),
        ("aurora_qgis/algorithms/bad.py", "from core.jobs import despeckle\n", "relatively"),
        ("core/jobs/bad.py", "import PyQt5.QtCore\n", "PyQt5.QtCore has no rule"),
        ("aurora_qgis/provider.py", "from PySide2 import QtCore\n", "PySide2.QtCore has no rule"),
        ("core/speckle/bad.py", "import pandas\n", "pandas has no rule"),
        ("core/grid.py", "from osgeo import gdal, osr\n", "osgeo must not be imported in core.grid (osgeo.gdal)"),
        ("core/raster/reading.py", "from osgeo import ogr\n", "osgeo.ogr must not be imported in core.raster.reading"),
        ("core/jobs/bad.py", "from sys import path\n", "sys.path must not"),
        ("core/change/bad.py", "import onnxruntime\n", "onnxruntime must not"),
        ("core/networks/bad.py", "import onnxruntime\n", "inside the function"),
        ("core/networks/bad.py", "try:\n    import onnxruntime\nfinally:\n    pass\n", "inside the function"),
        ("core/jobs/bad.py", "import torch\n", "torch must not"),
        ("aurora_qgis/algorithms/bad.py", "import numpy as np\n", "numpy must not"),
        ("aurora_qgis/docks/bad.py", "from ..core.speckle import boxcar\n", "must not import core.speckle"),
        ("aurora_qgis/docks/bad.py", "from ..algorithms import ALGORITHMS\n", "must not import aurora_qgis.algorithms"),
        ("aurora_qgis/provider.py", "from qgis import gui\n", "inside the function"),
        ("aurora_qgis/provider.py", "if True:\n    from qgis.utils import iface\n", "inside the function"),
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
    ("place", "source"),
    [
        ("core/networks/good.py", "def run():\n    import onnxruntime\n"),
        ("core/grid.py", "from osgeo import osr\n"),
        ("core/jobs/good.py", "import os\nfrom ..raster import Raster\nlevel = os.environ.get('LEVEL')\n"),
        ("aurora_qgis/docks/good.py", "from qgis.gui import QgsDockWidget\nfrom ..core.paths import RESOURCES\n"),
        ("aurora_qgis/provider.py", "if TYPE_CHECKING:\n    from qgis.gui import QgisInterface\n"),
    ],
)
def test_the_checker_lets_good_code_pass(place, source, tmp_path):
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert not import_faults(path, tmp_path) + style_faults(path, tmp_path)


@pytest.mark.parametrize(
    "source",
    [
        "assert True\n",
        "try:\n    pass\nexcept:\n    raise\n",
        "print(1)\n",
        "raise Exception('no')\n",
        "raise Exception\n",
        "gdal.UseExceptions()\n",
        "from osgeo.osr import UseExceptions\nUseExceptions()\n",
        "sys.path.insert(0, '')\n",
        "sys.path += ['']\n",
        "sys.path[:0] = ['']\n",
        "os.environ['LEVEL'] = '1'\n",
        "os.chdir('/')\n",
        "logging.basicConfig()\n",
    ],
)
def test_the_checker_sees_bad_style(source, tmp_path):
    path = tmp_path / "core" / "bad.py"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert style_faults(path, tmp_path)


@pytest.mark.parametrize("call", ["provider.block(1, box, 9, 9)", "image.pixel(1, 2)", "provider.bandStatistics(1)"])
def test_the_checker_sees_a_panel_that_reads_pixels(call, tmp_path):
    path = tmp_path / "aurora_qgis" / "docks" / "bad.py"
    path.parent.mkdir(parents=True)
    path.write_text(f"value = {call}\n")
    assert any("run an algorithm" in fault for fault in style_faults(path, tmp_path))


def test_the_checker_sees_a_module_that_is_too_long(tmp_path):
    path = tmp_path / "long.py"
    path.write_text("\n" * (LONGEST_MODULE + 1))
    assert length_faults(path, tmp_path)
