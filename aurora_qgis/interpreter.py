"""The Python that QGIS runs in, as a program of its own: for pip, which cannot run inside QGIS."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QProcess

from .core.errors import Cancelled, DependencyError

PROBE = "import sys, pip; print(sys.implementation.cache_tag, sys.maxsize)"
STEP_MS = 200
PROBE_MS = 30_000


def download(package: str, folder: str, *, cancelled: Callable[[], bool], log: Callable[[str], None]) -> None:
    """Have pip fetch the one wheel of `package` for this Python into `folder`.

    Index, proxy and certificates are those that pip is set up for. Raises DependencyError with pip's own words if it
    fails, or if there is no pip; Cancelled.
    """
    options = ["--no-deps", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    arguments = ["-m", "pip", "download", *options, "--progress-bar", "off", "--dest", folder, package]
    program = interpreter()
    log(f"{program} {' '.join(arguments)}")
    process = QProcess()
    process.start(program, arguments)
    process.waitForStarted()
    while process.state() != QProcess.ProcessState.NotRunning:
        process.waitForFinished(STEP_MS)
        if cancelled():
            process.kill()
            process.waitForFinished()
            raise Cancelled()
    if process.exitStatus() != QProcess.ExitStatus.NormalExit or process.exitCode() != 0:
        said = bytes(process.readAllStandardError()).decode(errors="replace").strip()
        raise DependencyError(
            f"pip could not fetch {package}: {said or process.errorString()}. On a machine without a network, give a "
            "wheel file or a folder that holds one."
        )


def interpreter() -> str:
    """The path of a Python of this very version that has pip. Raises DependencyError if there is none.

    Inside QGIS sys.executable may be QGIS itself, which must not be started with arguments meant for Python.
    """
    for candidate in candidates():
        process = QProcess()
        process.start(str(candidate), ["-c", PROBE])
        finished = process.waitForFinished(PROBE_MS)
        if not finished:
            process.kill()
            process.waitForFinished()
        elif bytes(process.readAllStandardOutput()).decode().split() == [
            str(sys.implementation.cache_tag), str(sys.maxsize),
        ]:  # fmt: skip
            return str(candidate)
    raise DependencyError(
        "No Python with pip of QGIS's own version was found beside QGIS (Debian and Ubuntu: 'sudo apt install "
        "python3-pip'): install pip, or give a wheel file or a folder that holds one."
    )


def candidates() -> list[Path]:
    """Where that Python may be, the likeliest first; all exist and are called python."""
    major, minor = sys.version_info[:2]
    names = [f"python{major}.{minor}", f"python{major}", "python"]
    names = [f"{name}.exe" for name in names] if os.name == "nt" else names
    folders = [Path(sys.exec_prefix), Path(sys.exec_prefix) / "bin", Path(sys.base_exec_prefix) / "bin",
               Path(sys.executable or ".").parent / "bin"]  # fmt: skip
    found = [Path(sys.executable or "."), *(folder / name for folder in folders for name in names)]
    return [path for path in dict.fromkeys(found) if path.is_file() and path.name.lower().startswith("python")]
