"""A run leaves whole files or none: it writes beside its outputs and renames when everything is done."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType

from .errors import OutputError

SPARE_BYTES = 16 * 1024 * 1024
"""Left free on the disk for headers, vectors and reports."""


class Outputs:
    """The files of one run; leaving the `with` block without `publish` removes what was written.

    `inputs` are files, and folders such as products, none of whose files may be an output.
    """

    def __init__(self, inputs: Iterable[str] = ()) -> None:
        self._inputs = tuple(inputs)
        self._parts: dict[Path, Path] = {}
        self._scratch: list[Path] = []
        self._closers: list[Callable[[], None]] = []
        self._needed: dict[int, int] = {}

    def __enter__(self) -> Outputs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for close in self._closers:
            close()
        for part in (*self._parts.values(), *self._scratch):
            discard(part)

    def reserve(self, path: str, suffixes: Sequence[str], expected_bytes: int = 0) -> Path:
        """A part file to write instead of `path` until `publish`.

        Raises OutputError if the extension is not one of `suffixes`, the path is an input or another output
        of the run, its folder cannot be written to, or the disk is too small.
        """
        final = Path(path).absolute()
        _check_suffix(final, suffixes)
        for source in self._inputs:
            if _same(final, source):
                raise OutputError(f"{final} is also an input of this run: choose another name for the output.")
            if _file_of(final, source):
                raise OutputError(f"{final} belongs to the input {source}: choose another folder for the output.")
        if final in self._parts:
            raise OutputError(f"{final} is asked for twice: give each output a name of its own.")
        part = final.with_name(f".{final.stem}.{os.getpid()}.part{final.suffix}")
        _check_folder(part)
        self._check_space(final, expected_bytes)
        self._parts[final] = part
        return part

    def scratch(self, beside: Path, purpose: str, suffix: str, expected_bytes: int = 0) -> Path:
        """A file for the run's own use, on the same disk as a part file; it is always removed."""
        part = beside.with_name(f"{beside.stem}.{purpose}{suffix}")
        self._check_space(part, expected_bytes)
        self._scratch.append(part)
        return part

    def close_on_exit(self, close: Callable[[], None]) -> None:
        """Call this before files are removed: Windows removes no open ones."""
        self._closers.append(close)

    def finals(self) -> list[str]:
        """The names that the part files are going to have."""
        return [str(final) for final in self._parts]

    def publish(self) -> None:
        """Give every part file its final name."""
        for final, part in list(self._parts.items()):
            try:
                os.replace(part, final)
            except OSError as error:
                raise OutputError(
                    f"{final} cannot be replaced ({error.strerror}): close the layers and programs that use it, "
                    "or choose another name."
                ) from error
            final.with_name(final.name + ".aux.xml").unlink(missing_ok=True)
            del self._parts[final]

    def _check_space(self, final: Path, expected_bytes: int) -> None:
        disk = final.parent.stat().st_dev
        self._needed[disk] = self._needed.get(disk, SPARE_BYTES) + expected_bytes
        free = shutil.disk_usage(final.parent).free
        if free < self._needed[disk]:
            raise OutputError(
                f"The disk of {final.parent} is too small: this run needs about {_megabytes(self._needed[disk])}, "
                f"{_megabytes(free)} are free. Free some space or choose another folder."
            )


def discard(path: Path) -> None:
    """Remove an unfinished file and what GDAL may have laid beside it."""
    for leftover in (path, *(path.with_name(path.name + end) for end in (".aux.xml", ".ovr", ".ovr.tmp", "-journal"))):
        leftover.unlink(missing_ok=True)


def _check_suffix(final: Path, suffixes: Sequence[str]) -> None:
    if final.suffix.lower() not in suffixes:
        raise OutputError(
            f"'{final.name}': files of type '{final.suffix or 'no extension'}' cannot be written. "
            f"Choose a name that ends in {' or '.join(suffixes)}."
        )


def _check_folder(part: Path) -> None:
    if not part.parent.is_dir():
        raise OutputError(f"The folder {part.parent} does not exist: create it or choose another one.")
    try:
        part.touch()
    except OSError as error:
        raise OutputError(
            f"The folder {part.parent} cannot be written to ({error.strerror}): choose another one."
        ) from error
    part.unlink()


def _same(final: Path, source: str) -> bool:
    try:
        return final.samefile(source)
    except (OSError, ValueError):
        return False


def _file_of(final: Path, folder: str) -> bool:
    """There is such a file in an input that is a folder."""
    if not folder or not Path(folder).is_dir():
        return False
    return final.exists() and Path(folder).resolve() in final.resolve().parents


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
