"""Fixtures that several test files use."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.grid import Grid, reference
from aurora_qgis.core.raster import Content, Layout, write

UTM = reference("EPSG:32633").ExportToWkt()


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data beside the checkout."""
    folder = Path(os.environ.get("AURORASAR_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the real data are not in {folder}; AURORASAR_SHARED_DATA names another folder")
    return folder


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(11)


def grid(
    rows: int, cols: int, size: float = 10.0, crs: str = UTM, x: float = 420_000.0, y: float = 5_210_000.0
) -> Grid:
    """A north-up grid."""
    return Grid((rows, cols), (x, size, 0.0, y, 0.0, -size), crs)


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., str]:
    """Writes an array (bands, rows, cols) to a GeoTIFF and returns its path."""

    def saved(values: np.ndarray, name: str = "image.tif", on: Grid | None = None, **content: object) -> str:
        layers = values if values.ndim == 3 else values[np.newaxis]
        names = content.pop("descriptions", [f"B{number + 1}" for number in range(len(layers))])
        path = tmp_path / name
        where = on or grid(*layers.shape[1:])
        write(str(path), layers, Content(where, names, layers.dtype, **content), Layout.PLAIN)
        return str(path)

    return saved


@pytest.fixture(scope="module")
def algorithms(qgis_app, qgis_processing):
    """The plugin with its algorithms and without panels, in real QGIS."""
    from aurora_qgis.plugin import AuroraPlugin

    made = AuroraPlugin(None)
    made.initProcessing()
    yield made
    made.unload()
