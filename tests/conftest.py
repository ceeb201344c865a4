"""Fixtures that several test files use."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.grid import Grid, reference
from aurora_qgis.core.raster import Content, Layout, write
from aurora_qgis.core.simulate import speckle

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


@pytest.fixture
def pair(save, rng) -> tuple[str, str]:
    """Two dates of two bands; a part got darker."""
    before, after = (0.1 * speckle((2, 200, 220), 4, rng) for _ in range(2))
    after[:, 50:100, 60:140] *= 0.05
    names = ["VV", "VH"]
    return save(before, "before.tif", descriptions=names), save(after, "after.tif", descriptions=names)


@pytest.fixture
def outputs(tmp_path) -> dict[str, str]:
    """Where detectchange may write, by parameter."""
    folder = tmp_path / "out"
    folder.mkdir()
    names = {"STRENGTH": "s.tif", "CLASSES": "c.tif", "POLYGONS": "p.gpkg", "REPORT": "r.html", "EXPLANATION": "e.tif"}
    return {name: str(folder / file) for name, file in names.items()}


@pytest.fixture(scope="module")
def algorithms(qgis_app, qgis_processing):
    """The plugin with its algorithms and without panels, in real QGIS."""
    from aurora_qgis.plugin import AuroraPlugin

    made = AuroraPlugin(None)
    made.initProcessing()
    yield made
    made.unload()
