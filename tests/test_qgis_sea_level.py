"""SEA_LEVEL in a real QGIS: it reaches the job of every algorithm that takes a terrain model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.algorithms import ALGORITHMS
from aurora_qgis.core.grid import Grid
from aurora_qgis.core.raster import Content, Raster, proj_file, write
from tests.sentinel1_product import small_layer, small_scene

pytestmark = [
    pytest.mark.usefixtures("algorithms"),
    pytest.mark.skipif(
        not (proj_file("us_nga_egm96_15.tif") or proj_file("egm96_15.gtx")), reason="PROJ has no grid of EGM96 here"
    ),
]
TERRAIN = ("lookuptable", "geocode", "radarcode", "radarcodevector", "coregister", "coherence")


def inputs(name: str, folder: Path, scene: dict[str, str]) -> dict[str, Any]:
    """Of an algorithm, all but the terrain model."""
    pair = {"PRIMARY": scene["PRODUCT"], "SECONDARY": scene["PRODUCT"]}
    if name == "coregister":
        return {**pair, "REFINE": False}
    if name == "coherence":
        image = str(folder / "complex.tif")
        write(image, np.ones((1, 200, 300), np.complex64), Content(Grid((200, 300)), ["slc"], np.complex64))
        return {"PRIMARY": image, "SECONDARY": image, **{f"{one}_PRODUCT": path for one, path in pair.items()}}
    source = {
        "geocode": scene["INPUT"], "radarcode": scene["DEM"], "radarcodevector": small_layer(folder, scene["DEM"])
    }  # fmt: skip
    return {"PRODUCT": scene["PRODUCT"], **({"INPUT": source[name]} if name in source else {})}


def test_the_algorithms_that_take_a_terrain_model_are_all_here():
    def offers(kind: Any, parameter: str) -> bool:
        return any(one.name() == parameter for one in kind().definitions())

    assert {kind.NAME for kind in ALGORITHMS if offers(kind, "HEIGHTS")} == set(TERRAIN)


@pytest.mark.parametrize("name", TERRAIN)
def test_the_sea_level_reaches_the_job(name, qgis_processing, tmp_path):
    """The model ends in the middle of the image."""
    import processing

    scene, model = small_scene(tmp_path), str(tmp_path / "half.tif")
    dataset = gdal.Open(scene["DEM"])
    gdal.Translate(model, dataset, srcWin=[0, 0, dataset.RasterXSize // 2, dataset.RasterYSize])
    given = {**inputs(name, tmp_path, scene), "DEM": model, "HEIGHTS": "ellipsoid"}
    found, known = [], []
    for sea in (False, True):
        out = str(tmp_path / f"{sea}.tif")
        found.append(processing.run(f"aurorasar:{name}", {**given, "SEA_LEVEL": sea, "OUTPUT": out}))
        with Raster.open(out) as raster:
            known.append(np.count_nonzero(np.isfinite(raster.read()[0])))
    assert found[0]["SEA_SHARE"] == 0
    assert found[1]["SEA_SHARE"] > 0.3
    assert found[1]["SEA_SHARE"] + found[1]["TERRAIN_SHARE"] == pytest.approx(1)
    assert known[0] < 0.8 * known[1]
