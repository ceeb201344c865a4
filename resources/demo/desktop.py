"""The real QGIS, window and all, on a screen of its own (Xvfb), running a script. Used by screenshots and by tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "1280x800x24"


def program() -> str:
    """QGIS itself; empty where it is not installed."""
    return shutil.which("qgis.bin") or shutil.which("qgis") or ""


def missing() -> str:
    """What is not installed, in a sentence; empty where all is there."""
    lacking = [name for name, there in (("xvfb", shutil.which("Xvfb")), ("qgis", program())) if not there]
    return f"Not installed: {' and '.join(lacking)} (sudo apt install {' '.join(lacking)})." if lacking else ""


def run(script: Path, profiles: Path, *arguments: str, timeout: float = 300, **environment: str) -> str:
    """Start QGIS with the profiles in a folder and let it run a script, which must end QGIS; returns what it printed.

    Raises RuntimeError where QGIS fails or does not end in time (seconds).
    """
    with _screen() as display:
        surroundings = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QGIS_CUSTOM_CONFIG_PATH": str(profiles),
            "XDG_RUNTIME_DIR": str(profiles), "LC_ALL": "C.UTF-8", **environment,
        }  # fmt: skip
        try:
            done = subprocess.run(
                [program(), "--nologo", "--noversioncheck", "--code", str(script), *arguments],
                env=surroundings, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(f"QGIS did not end within {timeout:.0f} s: {error.output!r} {error.stderr!r}") from error
    if done.returncode != 0:
        raise RuntimeError(f"QGIS ended with {done.returncode}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a display that nobody else has."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        number = os.read(reading, 16).decode().strip()
        if not number:
            raise RuntimeError("Xvfb did not start.")
        yield f":{number}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait()
