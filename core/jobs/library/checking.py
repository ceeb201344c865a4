"""The doctor: what this installation is made of, and what is wrong with it."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from ...blocks import Progress, check_cancelled, unheard
from ...errors import AuroraError, DependencyError
from ...networks import Network, devices, own_models, read_card, runtime
from ...networks.network import MODELS
from ...outputs import Outputs
from ...paths import ROOT, version
from ...raster import gdal_version
from ...report import page, table
from ..change.files import REPORT_SUFFIXES
from .installing import runtime_in_use

TITLE = "AuroraSAR: check of this installation"


class Finding(NamedTuple):
    """One line of the check-up."""

    topic: str
    name: str
    value: str
    problem: bool = False


@dataclass(frozen=True)
class Checkup:
    """All that was found, in order."""

    findings: tuple[Finding, ...]

    @property
    def problems(self) -> int:
        return sum(one.problem for one in self.findings)

    @property
    def topics(self) -> dict[str, list[Finding]]:
        return {topic: [one for one in self.findings if one.topic == topic] for topic in _ordered(self.findings)}

    @property
    def text(self) -> str:
        """Plain lines, to paste into an issue."""
        lines = [f"{TITLE}: {self.verdict}"]
        for topic, findings in self.topics.items():
            lines += ["", topic, *(f"  {one.name}: {_marked(one)}" for one in findings)]
        return "\n".join(lines)

    @property
    def html(self) -> str:
        sections = [
            (topic, table([(one.name, _marked(one)) for one in findings])) for topic, findings in self.topics.items()
        ]
        return page(f"{TITLE}: {self.verdict}", sections, f"AuroraSAR {version()}, aurorasar:check")

    @property
    def verdict(self) -> str:
        return {0: "no problem found", 1: "1 problem found"}.get(self.problems, f"{self.problems} problems found")


def check_installation(
    report: str | None = None,
    versions: Mapping[str, str] | None = None,
    folders: Mapping[str, str] | None = None,
    *,
    progress: Progress = unheard,
) -> Checkup:
    """Versions, machine, runtime, models and write access; on request as an HTML page.

    `versions` are what the caller knows (QGIS, Qt), `folders` what must be writable, each by its name. Raises
    OutputError for the report, or Cancelled. A missing onnxruntime is no problem: all that is classical works.
    """
    steps: tuple[Callable[[], list[Finding]], ...] = (
        lambda: _versions(versions or {}),
        _machine,
        _runtime,
        _models,
        lambda: _folders({"Temporary files": tempfile.gettempdir(), **(folders or {})}),
    )
    with Outputs() as outputs:
        part = outputs.reserve(report, REPORT_SUFFIXES) if report else None
        findings: list[Finding] = []
        for index, step in enumerate(steps):
            check_cancelled(progress, index / len(steps))
            findings += step()
        checkup = Checkup(tuple(findings))
        if part:
            part.write_text(checkup.html, encoding="utf-8")
        check_cancelled(progress, 1.0)
        outputs.publish()
    return checkup


def _versions(versions: Mapping[str, str]) -> list[Finding]:
    known = {"AuroraSAR": f"{version()} in {ROOT}", **versions, "Python": platform.python_version()}
    known.update({name: str(import_module(name).__version__) for name in ("numpy", "scipy")})
    return [Finding("Versions", name, value) for name, value in {**known, "GDAL": gdal_version()}.items()]


def _machine() -> list[Finding]:
    facts = {"System": platform.platform(), "Processor": platform.machine(), "Cores": str(os.cpu_count() or 1)}
    return [Finding("Machine", name, value) for name, value in facts.items()]


def _runtime() -> list[Finding]:
    try:
        found = runtime_in_use()
    except AuroraError as error:
        return [Finding("onnxruntime (learned filters only)", "Not in use", str(error))]
    module = runtime.load()
    facts = {
        "Version": f"{found.version} in {found.place}",
        "Size of the profile's own": f"{found.megabytes:.0f} MB",
        "Device": str(module.get_device()),
        "Providers": ", ".join(module.get_available_providers()),
    }
    findings = [Finding("onnxruntime (learned filters only)", name, value) for name, value in facts.items()]
    return [*findings, _device(module)]


def _device(module: Any) -> Finding:
    topic, name = "onnxruntime (learned filters only)", "Networks are computed on"
    try:
        device = devices.chosen_device()
        devices.providers(module, device)
    except AuroraError as error:
        return Finding(topic, name, str(error), problem=True)
    return Finding(topic, name, device)


def _models() -> list[Finding]:
    return [_model(path) for path in (*sorted(MODELS.glob("*.onnx")), *own_models())]


def _model(path: Path) -> Finding:
    """Its card, its checksum (both without onnxruntime), and whether it opens."""
    try:
        card = read_card(path)
        properties = card.item["properties"]
        said = (
            f"{properties.get('title', card.name)}; {', '.join(properties.get('mlm:tasks', []))}; licence "
            f"{properties.get('license', 'not stated')}; checksum right"
        )
        Network(path)
    except DependencyError:
        return Finding("Models", path.name, f"{said}; not opened, since onnxruntime is not in use")
    except (AuroraError, AttributeError) as error:  # a module of that name may be no onnxruntime at all
        return Finding("Models", path.name, str(error), problem=True)
    return Finding("Models", path.name, f"{said}; opens")


def _folders(folders: Mapping[str, str]) -> list[Finding]:
    return [_folder(name, Path(folder)) for name, folder in folders.items()]


def _folder(name: str, folder: Path) -> Finding:
    """A file can be written there; a folder that does not exist yet counts by the one it would lie in."""
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            free = shutil.disk_usage(nearest).free
    except OSError as error:
        return Finding("Write access", name, f"{folder} cannot be written to ({error.strerror})", problem=True)
    return Finding("Write access", name, f"{folder}: writable, {free / 1e9:,.1f} GB free")


def _marked(one: Finding) -> str:
    return f"PROBLEM: {one.value}" if one.problem else one.value


def _ordered(findings: tuple[Finding, ...]) -> list[str]:
    return list(dict.fromkeys(one.topic for one in findings))
