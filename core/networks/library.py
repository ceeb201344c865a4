"""Which models there are: those that ship with AuroraSAR, and the user's own in a folder of the QGIS profile."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError
from .network import MODELS


class _Place:
    """Set by the QGIS layer; None where there is no QGIS."""

    folder: Path | None = None


def use_models_folder(folder: Path | None) -> None:
    """The user's own models lie in `folder`, which need not exist."""
    _Place.folder = folder


def own_models_folder() -> Path:
    """Raises InputError where none was handed over."""
    if _Place.folder is None:
        raise InputError("There is no QGIS profile to keep models in: name a folder for them.")
    return _Place.folder


def shipped_models() -> list[Path]:
    return sorted(MODELS.glob("*.onnx"))


def own_models() -> list[Path]:
    """None where there is no folder."""
    return [] if _Place.folder is None else sorted(_Place.folder.glob("*.onnx"))


def find_model(name: str) -> Path:
    """The ONNX file of a model by its name, the shipped first. Raises InputError if there is none."""
    known = {path.stem: path for path in (*own_models(), *shipped_models())}
    if name not in known:
        raise InputError(f"There is no model '{name}': choose one of {', '.join(sorted(known))}, or add it first.")
    return known[name]
