"""Wheels of a tiny onnxruntime, for tests that install one, and an onnxruntime that says it has devices."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

CODE = """
from onnxruntime.capi import state
__version__ = {version!r}
def get_device(): return "TEST"
def get_available_providers(): return [state.PROVIDER]
"""


def make_wheel(folder: Path, version: str = "0.0.1", tags: str = "py3-none-any", code: str = CODE) -> Path:
    """A package that imports its own parts by absolute name, as the real one does."""
    path = folder / f"onnxruntime-{version}-{tags}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("onnxruntime/__init__.py", code.replace("{version!r}", repr(version)))
        archive.writestr("onnxruntime/capi/__init__.py", "")
        archive.writestr("onnxruntime/capi/state.py", "PROVIDER = 'TestExecutionProvider'\n")
        archive.writestr(f"onnxruntime-{version}.dist-info/METADATA", f"Name: onnxruntime\nVersion: {version}\n")
        archive.writestr("elsewhere/stray.py", "raise SystemExit('nobody asked for this file')\n")
    return path


def fake_providers(monkeypatch: pytest.MonkeyPatch, providers: list[str]) -> list[list[str]]:
    """Have onnxruntime report these and claim to compute on the first that is asked for; returns what was asked for.

    The processor really computes.
    """
    import onnxruntime

    asked: list[list[str]] = []

    class Session(onnxruntime.InferenceSession):
        def __init__(self, path: str, providers: list[str], **given: Any) -> None:
            asked.append(providers)
            self.claimed = providers
            super().__init__(path, providers=["CPUExecutionProvider"], **given)

        def get_providers(self) -> list[str]:
            return self.claimed

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: providers)
    monkeypatch.setattr(onnxruntime, "InferenceSession", Session)
    return asked
