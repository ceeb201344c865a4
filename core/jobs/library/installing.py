"""onnxruntime from a wheel into the QGIS profile's own folder, and out of it again."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ...blocks import Progress, check_cancelled, unheard
from ...errors import DependencyError, InputError, OutputError
from ...networks import runtime
from ...networks.card import sha256
from ...networks.runtime import PACKAGE, Wheel
from ..opening import Log, unsaid

MEGABYTE = 1e6


@dataclass(frozen=True)
class RuntimeSummary:
    """What is in use after the run."""

    version: str
    """Empty where there is none."""

    place: str
    """The folder that it was imported from."""

    megabytes: float
    """Size on disk of the profile's own folder; 0 where there is none."""


def install_runtime(
    source: str, folder: str | None = None, *, progress: Progress = unheard, log: Log = unsaid
) -> RuntimeSummary:
    """Unpack a wheel of onnxruntime, or the one in a folder that fits this Python, and import it at once.

    `folder` takes the place of the QGIS profile's. Raises InputError for a wheel that is none, does not fit or is not
    what its name says; OutputError where the folder cannot be written; DependencyError if it does not run, or
    Cancelled; then what was installed before is as it was.
    """
    if folder is not None:
        runtime.use_folder(Path(folder))
    wheel, place = _wheel(Path(source)), runtime.own_folder()
    _check_digest(wheel, log)
    part, old = place.with_name(f".{place.name}.part"), place.with_name(f".{place.name}.old")
    try:
        for leftover in (part, old):
            if leftover.exists():
                shutil.rmtree(leftover)
        _unpack(wheel, part, progress)
        if place.exists():
            place.rename(old)
        part.rename(place)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        _put_back(old, place)
        raise OutputError(
            f"{place} cannot be written ({error.strerror or error}): if the models have been used in this session, "
            "restart QGIS and install first; else free some space there."
        ) from error
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    try:
        summary = runtime_in_use()
    except DependencyError:
        shutil.rmtree(place, ignore_errors=True)
        _put_back(old, place)
        raise
    shutil.rmtree(old, ignore_errors=True)
    log(f"onnxruntime {wheel.version} is in {place} ({summary.megabytes:.0f} MB).")
    if Path(summary.place) != place:
        log(f"In use is onnxruntime {summary.version} of {summary.place}, which comes first.")
    return summary


def remove_runtime(*, log: Log = unsaid) -> RuntimeSummary:
    """Remove what `install_runtime` put into the profile. Raises OutputError where a file of it is in use."""
    place = runtime.own_folder()
    try:
        if place.exists():
            shutil.rmtree(place)
    except OSError as error:
        raise OutputError(
            f"{place} cannot be removed ({error.strerror}): restart QGIS and remove it before a model is used."
        ) from error
    log(f"{place} is empty. What was loaded in this session stays loaded until QGIS is closed.")
    return RuntimeSummary("", "", 0.0)


def pinned_runtime() -> str:
    """What pip is to fetch for this Python. Raises DependencyError where no version is known to run."""
    return f"{PACKAGE}=={runtime.pinned_version()}"


def runtime_in_use() -> RuntimeSummary:
    """Raises DependencyError where onnxruntime cannot be imported."""
    try:
        module = runtime.load()
    except ImportError as error:
        raise DependencyError(
            f"onnxruntime does not run in this Python: {error}. Give a wheel of another version, or on Windows install "
            "the Microsoft Visual C++ Redistributable."
        ) from error
    return RuntimeSummary(str(module.__version__), str(Path(module.__file__).parents[1]), runtime_megabytes())


def runtime_megabytes() -> float:
    """Of the profile's own folder; 0 where there is none, and without a profile."""
    if not runtime.has_own_folder():
        return 0.0
    files = [path for path in runtime.own_folder().rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files) / MEGABYTE


def _wheel(source: Path) -> Wheel:
    """The wheel to install, of a file or a folder."""
    if not source.exists():
        raise InputError(f"There is no file or folder {source}: check the name.")
    given = [Wheel.of(path) for path in (sorted(source.iterdir()) if source.is_dir() else [source])]
    fitting = [one for one in given if one is not None and one.fits]
    if len(fitting) > 1:
        fitting = [one for one in fitting if one.version == runtime.pinned_version()] or fitting
    if len(fitting) > 1:
        raise InputError(
            f"Several wheels of onnxruntime in {source} fit: give one, such as {fitting[-1].path.name}, as a file."
        )
    if not fitting:
        raise InputError(
            f"{source} {'holds' if source.is_dir() else 'is'} no wheel of onnxruntime for this Python and machine: "
            f"its name must begin with {PACKAGE}- and state {runtime.python_tag()} and this system, as in "
            f"{PACKAGE}-VERSION-{runtime.python_tag()}-{runtime.python_tag()}-SYSTEM.whl."
        )
    return fitting[0]


def _check_digest(wheel: Wheel, log: Log) -> None:
    found, known = sha256(wheel.path), runtime.known_digest(wheel.path)
    if known is None:
        log(f"{wheel.path.name} is not a wheel that AuroraSAR knows, so it is taken as it is. Its SHA-256 is {found}.")
    elif known != found:
        raise InputError(f"{wheel.path} is not the file that its name says (its SHA-256 is {found}): fetch it again.")
    else:
        log(f"{wheel.path.name} has the SHA-256 that AuroraSAR knows.")


def _unpack(wheel: Wheel, part: Path, progress: Progress) -> None:
    wanted = (f"{PACKAGE}/", f"{PACKAGE}-{wheel.version}.")
    try:
        with zipfile.ZipFile(wheel.path) as archive:
            members = [one for one in archive.infolist() if one.filename.startswith(wanted)]
            if not any(one.filename == f"{PACKAGE}/__init__.py" for one in members):
                raise InputError(f"{wheel.path} holds no package {PACKAGE}: fetch the wheel again.")
            part.mkdir(parents=True)
            done, total = 0, sum(one.file_size for one in members) or 1
            for one in members:
                check_cancelled(progress, done / total)
                archive.extract(one, part)
                done += one.file_size
    except zipfile.BadZipFile as error:
        raise InputError(f"{wheel.path} is not a complete wheel ({error}): fetch it again.") from error


def _put_back(old: Path, place: Path) -> None:
    if old.exists() and not place.exists():
        old.rename(place)
