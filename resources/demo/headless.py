"""The real `qgis_process` with the staged plugin in a profile of its own. Used by the demo and by the tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STAGED = ROOT / "build" / "stage" / "aurora_qgis"


class Headless:
    """A QGIS profile in `folder` in which the plugin is enabled."""

    def __init__(self, folder: Path, plugin: Path = STAGED) -> None:
        installed = folder / "profiles" / "default" / "python" / "plugins" / plugin.name
        shutil.rmtree(installed, ignore_errors=True)
        shutil.copytree(plugin, installed)
        # Debian's wrapper `qgis_process` fails on an option of its own: take the program behind it.
        self.program = shutil.which("qgis_process.bin") or shutil.which("qgis_process") or ""
        if not self.program:
            raise SystemExit("qgis_process is not installed: run `make setup`.")
        self.environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_CUSTOM_CONFIG_PATH": str(folder),
            "XDG_RUNTIME_DIR": os.environ.get("XDG_RUNTIME_DIR", str(folder)),
        }
        self.call("plugins", "enable", plugin.name)

    def call(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run `qgis_process` with these arguments."""
        return subprocess.run(
            [self.program, *arguments], env=self.environment, capture_output=True, text=True, **options
        )

    def run(self, algorithm: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """An algorithm's outputs; SystemExit with QGIS's message if it fails."""
        pairs = [f"{name}={value}" for name, value in parameters.items()]
        done = self.call("run", algorithm, "--json", "--", *pairs)
        if done.returncode != 0:
            raise SystemExit(f"{algorithm} failed:\n{done.stdout}{done.stderr}")
        results: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])["results"]
        return results
