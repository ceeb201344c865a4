"""Where onnxruntime comes from: QGIS's own Python, or else a wheel unpacked into a folder of the QGIS profile.

Nothing is added to sys.path: onnxruntime needs only numpy, so its package is imported from its folder by a spec of its
own, and finds its submodules through its own `__path__`.
"""

from __future__ import annotations

import importlib
import json
import platform
import sys
import sysconfig
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import DependencyError
from ..paths import RESOURCES

PACKAGE = "onnxruntime"
PINS = RESOURCES / "runtime.json"
"""The version for each Python, and the checksums of its wheels, their digits in groups as in model cards."""


class Wheel(NamedTuple):
    """What a wheel's name says (https://packaging.python.org/en/latest/specifications/binary-distribution-format/)."""

    path: Path
    package: str
    version: str
    pythons: frozenset[str]
    platforms: frozenset[str]

    @classmethod
    def of(cls, path: Path) -> Wheel | None:
        """None for a name that is no wheel's."""
        parts = path.stem.split("-")
        if path.suffix != ".whl" or len(parts) not in (5, 6):
            return None
        return cls(path, parts[0], parts[1], frozenset(parts[-3].split(".")), frozenset(parts[-1].split(".")))

    @property
    def fits(self) -> bool:
        """It is onnxruntime for this Python on this machine."""
        here = {python_tag(), "py3"}
        return self.package == PACKAGE and bool(self.pythons & here) and any(map(_runs_here, self.platforms))


class _Place:
    """Set by the QGIS layer; None where there is no QGIS."""

    folder: Path | None = None


def use_folder(folder: Path | None) -> None:
    """Look below `folder` too: in a folder for each Python, since versions of QGIS share a profile."""
    _Place.folder = None if folder is None else folder / f"{sys.implementation.cache_tag}-{sysconfig.get_platform()}"


def has_own_folder() -> bool:
    """One was handed over."""
    return _Place.folder is not None


def own_folder() -> Path:
    """The folder for this Python; it need not exist. Raises DependencyError where none was handed over."""
    if _Place.folder is None:
        raise DependencyError("There is no QGIS profile to install onnxruntime into: name a folder for it.")
    return _Place.folder


def load() -> Any:
    """The module onnxruntime: the interpreter's own, or else that of the folder. Raises ImportError without either."""
    try:
        return importlib.import_module(PACKAGE)
    except ImportError:
        if _Place.folder is None or not (_Place.folder / PACKAGE).is_dir():
            raise
    return _from(_Place.folder)


def _from(folder: Path) -> Any:
    _forget()
    importlib.invalidate_caches()
    spec = PathFinder.find_spec(PACKAGE, [str(folder)])
    if spec is None or spec.loader is None:
        raise ImportError(f"there is no package {PACKAGE} in {folder}")
    module = module_from_spec(spec)
    sys.modules[PACKAGE] = module  # onnxruntime imports its own parts by this name
    try:
        spec.loader.exec_module(module)
    except BaseException:
        _forget()
        raise
    return module


def _forget() -> None:
    """Drop what a failed import left behind."""
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


def python_tag() -> str:
    return f"cp{sys.version_info.major}{sys.version_info.minor}"


def _runs_here(tag: str) -> bool:
    if tag == "any":
        return True
    if sys.platform == "win32":
        return tag == sysconfig.get_platform().replace("-", "_")
    if sys.platform == "darwin":
        return tag.startswith("macosx_") and tag.endswith((platform.machine(), "universal2"))
    return tag.startswith(("manylinux", "linux_")) and tag.endswith(platform.machine())


def pinned_version() -> str:
    """The version that was tested with this Python. Raises DependencyError where there is none."""
    versions = _pins()["versions"]
    if python_tag() not in versions:
        raise DependencyError(
            f"No version of onnxruntime is known to run with this Python ({platform.python_version()}): "
            "give a wheel of one that does."
        )
    return str(versions[python_tag()])


def known_digest(wheel: Path) -> str | None:
    """The SHA-256 that a wheel of this name must have; None for a name that is not known."""
    stated = _pins()["sha256"].get(wheel.name)
    return None if stated is None else str(stated).replace(" ", "")


@lru_cache(maxsize=1)
def _pins() -> dict[str, Any]:
    pins: dict[str, Any] = json.loads(PINS.read_text(encoding="utf-8"))
    return pins
