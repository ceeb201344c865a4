"""Look-up tables that are kept: the same again comes from the cache, anything else never does."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import Cancelled, OutputError
from aurora_qgis.core.jobs import LookupFiles, LookupOptions, LookupSummary, look_up
from tests.sentinel1_product import Circle, orbit_file
from tests.test_terrain import centre, product, terrain


def level(height: float):
    return lambda east, north: height + 0.02 * east


def run(folder: Path, path: str, model: str, mask: bool = True, **options: object) -> LookupSummary:
    files = LookupFiles(str(folder / "table.tif"), str(folder / "mask.tif") if mask else None)
    return look_up(path, model, files, LookupOptions(heights="ellipsoid", cache=str(folder / "cache"), **options))


def arrays(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    return tuple(gdal.Open(str(folder / f"{name}.tif")).ReadAsArray() for name in ("table", "mask"))


def test_the_second_run_copies_the_table_of_the_first(tmp_path, monkeypatch):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), level(300))
    first = run(tmp_path, path, model, mask=False)
    assert not first.reused
    assert not (tmp_path / "mask.tif").exists()
    monkeypatch.setattr("aurora_qgis.core.jobs.geometry.looking_up.walk", None)  # a computation would fail
    second = run(tmp_path, path, model)
    assert second.reused
    assert {**vars(second), "reused": False} == vars(first)
    plain = tmp_path / "plain"
    plain.mkdir()
    monkeypatch.undo()
    files = LookupFiles(str(plain / "table.tif"), str(plain / "mask.tif"))
    look_up(path, model, files, LookupOptions(heights="ellipsoid"))
    for found, expected in zip(arrays(tmp_path), arrays(plain)):
        assert np.array_equal(found, expected, equal_nan=True)


def test_a_moved_or_renamed_terrain_model_is_the_same_one(tmp_path):
    path = product(tmp_path)
    model = Path(terrain(tmp_path / "dem.tif", centre(path), level(300)))
    run(tmp_path, path, str(model))
    assert run(tmp_path, path, str(model.rename(tmp_path / "other.tif"))).reused


def one_height(folder: Path, path: str, model: str) -> dict[str, object]:
    """Under the same name, of the same size and date."""
    status = Path(model).stat()
    dataset = gdal.Open(model, gdal.GA_Update)
    band = dataset.GetRasterBand(1)
    values = band.ReadAsArray()
    values[130, 880] += 5
    band.WriteArray(values)
    band = dataset = None
    os.utime(model, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (Path(model).stat().st_size, Path(model).stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    return {}


def annotation(folder: Path, path: str, model: str) -> dict[str, object]:
    file = next(Path(path).glob("annotation/*.xml"))
    file.write_text(file.read_text().replace("<platformHeading>-10<", "<platformHeading>-11<"))
    return {}


def another_orbit(folder: Path, path: str, model: str) -> dict[str, object]:
    (folder / "other.EOF").write_text(orbit_file(Circle(longitude=10.002)))
    return {"orbit": str(folder / "other.EOF")}


CHANGES = {
    "a height": one_height,
    "the annotation": annotation,
    "an orbit file": another_orbit,
    "the looks": lambda *_: {"range_looks": 2},
    "the layout": lambda *_: {"layout": "plain"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_table_of_anything_else_is_computed_anew(change, tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), level(300))
    run(tmp_path, path, model)
    changed = change(tmp_path, path, model)
    assert not run(tmp_path, path, model, **changed).reused
    assert run(tmp_path, path, model, **changed).reused


@pytest.mark.parametrize("damage", ["table cut", "record lost", "record cut"])
def test_what_is_not_whole_in_the_cache_does_not_count(damage, tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), level(300))
    run(tmp_path, path, model)
    before = arrays(tmp_path)
    record = next((tmp_path / "cache").glob("*.json"))
    if damage == "table cut":
        table = record.with_suffix(".tif")
        table.write_bytes(table.read_bytes()[:1000])
    else:
        record.write_text(record.read_text()[: -5 if damage == "record cut" else 0])
    assert not run(tmp_path, path, model).reused
    assert np.array_equal(arrays(tmp_path)[0], before[0], equal_nan=True)
    assert run(tmp_path, path, model).reused


def test_a_cancelled_run_leaves_nothing_in_the_cache(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), level(300))
    options = LookupOptions(heights="ellipsoid", cache=str(tmp_path / "cache"))
    with pytest.raises(Cancelled):
        look_up(path, model, LookupFiles(str(tmp_path / "table.tif")), options, progress=lambda done: done < 0.5)
    assert not list((tmp_path / "cache").iterdir())
    assert not (tmp_path / "table.tif").exists()


def test_a_cache_that_cannot_be_made_is_refused(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), level(300))
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(OutputError, match="cannot be made"):
        run(tmp_path, path, model)
