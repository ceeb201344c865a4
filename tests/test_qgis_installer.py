"""The zip, installed by QGIS's own installer into a fresh profile of the real QGIS, without and with onnxruntime."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.jobs import pinned_runtime
from aurora_qgis.core.simulate import speckle
from resources.demo import desktop

INSIDE = Path(__file__).with_name("installer_inside.py")
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> Path:
    """A folder with the one wheel that fits."""
    folder = tmp_path_factory.mktemp("wheels")
    options = ["--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "-q", "--dest", str(folder)]
    fetched = subprocess.run(
        ["/usr/bin/python3", "-m", "pip", "download", *options, pinned_runtime()], capture_output=True, text=True
    )
    if fetched.returncode != 0:
        pytest.skip(f"pip has no {pinned_runtime()} here: {fetched.stderr[-300:]}")
    return folder


def test_qgis_installs_the_zip_and_it_works_without_onnxruntime_and_after_installing_it(wheels, save, rng, tmp_path):
    if desktop.missing():
        pytest.skip(desktop.missing())
    built = subprocess.run(
        [sys.executable, ROOT / ".ci" / "stage.py", "zip", tmp_path], check=True, capture_output=True, text=True
    )
    image = save(speckle((1, 96, 96), 4, rng), "scene.tif")
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    given = {"zip": built.stdout.strip(), "image": image, "wheels": str(wheels), "folder": str(tmp_path)}
    said = desktop.run(INSIDE, profiles, AURORASAR_INSTALLER=json.dumps(given), PYTHONPATH="")
    assert "FOUND " in said, said
    found = json.loads(next(line for line in said.splitlines() if line.startswith("FOUND "))[6:])
    assert not found["before"]
    assert found["version"]
    assert found["menu"]
    assert found["help"].endswith("/profiles/default/python/plugins/aurora_qgis/help/despeckle.html")
    assert "Not in use" in found["without"]
    assert found["classical"] == 4
    assert found["installed"] == pinned_runtime().partition("==")[2]
    assert found["with"] == 0
    filtered = [gdal.Open(str(tmp_path / name)).ReadAsArray() for name in ("lee.tif", "learned.tif")]
    assert all(np.isfinite(one).all() for one in filtered)
    assert not np.array_equal(*filtered)
