"""Look-up tables kept in a folder, under names that hold all that they depend on."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...blocks import Progress, blocks, check_cancelled
from ...errors import OutputError
from ...grid import Window
from ...outputs import Outputs
from ...paths import version
from ...raster import SUFFIXES
from .heights import Heights
from .radar_grid import RadarGrid

SUFFIX = ".json"


def table_key(grid: RadarGrid, heights: Heights, layout: str, progress: Progress) -> str:
    """What a table follows from, as 64 hexadecimal digits.

    The radar grid counts with all that was read from annotation and orbit file, and of the terrain model the very
    heights around the image, with their lattice, after the geoid was added, and those of the sea where it is asked for:
    names, sizes and dates of files can stay while what is in them changes (a virtual mosaic's always do), and the
    heights have to be read for their extremes anyway.
    """
    part = heights.part
    digest = hashlib.sha256()
    _add(digest, (version(), layout, grid, part.shape, part.transform, part.crs, heights.sea is not None))
    area = heights.area or heights.grid.window
    windows = list(blocks((area.rows, area.cols)))
    for number, window in enumerate(windows):
        there = Window(area.row + window.row, area.col + window.col, window.rows, window.cols)
        digest.update(heights.read(there).tobytes())
        check_cancelled(progress, (number + 1) / len(windows))
    return digest.hexdigest()


def _add(digest: Any, value: Any) -> None:
    """A value with everything in it."""
    digest.update(type(value).__name__.encode())
    if is_dataclass(value):
        _add(digest, [getattr(value, one.name) for one in fields(value)])
    elif isinstance(value, np.ndarray):
        digest.update(f"{value.dtype}{value.shape}".encode() + value.tobytes())
    elif isinstance(value, (tuple, list)):
        for one in value:
            _add(digest, one)
    else:
        digest.update(repr(value).encode())


@dataclass(frozen=True)
class KeptTable:
    """The files of one table in a cache."""

    folder: Path
    key: str

    @property
    def table(self) -> str:
        return str(self.folder / f"{self.key}.tif")

    @property
    def mask(self) -> str:
        return str(self.folder / f"{self.key}_mask.tif")

    @property
    def record(self) -> Path:
        return self.folder / f"{self.key}{SUFFIX}"

    def figures(self) -> dict[str, float] | None:
        """What the run that made the table found out; None where there is no table, or not a whole one."""
        try:
            found = json.loads(self.record.read_text(encoding="utf-8"))
            whole = found["bytes"] == self._sizes()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return dict(found["figures"]) if whole else None

    def keep(self, figures: dict[str, float]) -> None:
        """Note that table and mask are complete."""
        with Outputs() as outputs:
            part = outputs.reserve(str(self.record), (SUFFIX,))
            part.write_text(json.dumps({"bytes": self._sizes(), "figures": figures}), encoding="utf-8")
            outputs.publish()

    def copy_to(self, table: str, mask: str | None, inputs: tuple[str, ...]) -> None:
        """Whole copies or none."""
        with Outputs(inputs) as outputs:
            for kept, path in ((self.table, table), (self.mask, mask)):
                if path is not None:
                    size = Path(kept).stat().st_size
                    shutil.copyfile(kept, outputs.reserve(path, SUFFIXES, size))
            outputs.publish()

    def _sizes(self) -> list[int]:
        return [Path(one).stat().st_size for one in (self.table, self.mask)]


def open_cache(folder: str) -> Path:
    """The folder, made if there is none; OutputError where that is not possible."""
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The cache {folder} cannot be made ({error.strerror}): choose another folder.") from error
    return path
