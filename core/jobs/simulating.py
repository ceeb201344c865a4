"""Write a simulated scene as GeoTIFFs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..grid import Grid
from ..raster import Content, write
from ..scale import Scale
from ..simulate import BANDS, Date, Options, simulate


class SceneFiles(NamedTuple):
    """Where the scene lies. The truth is -1, 0, +1 for decrease, none, increase, stored as 1, 2, 3."""

    before: Path
    after: Path
    truth: Path


def write_scene(folder: str, options: Options = Options()) -> SceneFiles:
    """Simulate a scene and write before.tif, after.tif (in dB, VV and VH) and truth.tif to a folder."""
    files = SceneFiles(*(Path(folder) / f"{name}.tif" for name in SceneFiles._fields))
    scene = simulate(options)
    parameters = {name: str(value) for name, value in asdict(options).items()}
    for path, date in ((files.before, scene.before), (files.after, scene.after)):
        _write_date(path, date, parameters)
    grid = scene.before.grid
    content = Content(grid, ["Truth: 1 decrease, 2 none, 3 increase"], np.uint8, 0, categorical=True,
                      algorithm="simulated scene", parameters=parameters)  # fmt: skip
    write(str(files.truth), (scene.truth + 2).astype(np.uint8), content)
    return files


def _write_date(path: Path, date: Date, parameters: dict[str, str]) -> None:
    grid: Grid = date.grid
    content = Content(grid, BANDS, unit=Scale.DECIBEL.unit, algorithm="simulated scene", parameters=parameters)
    write(str(path), Scale.DECIBEL.from_intensity(date.intensity), content)
