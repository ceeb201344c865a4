"""Algorithms as QGIS makes them, and parameters with which each runs on small scenes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingOutputLayerDefinition, QgsProject

from aurora_qgis.core.grid import Grid
from aurora_qgis.core.jobs import ChangeFiles, Decision, ReviewPolygons, compose, decide, despeckle, detect_change
from aurora_qgis.core.raster import Content, Raster, write
from tests.sentinel1_product import small_layer, small_product, small_scene
from tests.wheels import make_wheel


def created(kind: type) -> Any:
    """An algorithm as QGIS makes it."""
    return QgsApplication.processingRegistry().createAlgorithmById(f"aurorasar:{kind.NAME}")


def in_background(
    kind: type, pair: tuple[str, str], outputs: dict[str, str], tmp_path: Path
) -> tuple[dict[str, Any], dict[str, str]]:
    """Parameters whose outputs are to be loaded, and the renderer that each layer must get."""

    def loaded(path: str) -> QgsProcessingOutputLayerDefinition:
        return QgsProcessingOutputLayerDefinition(path, QgsProject.instance())

    if kind.NAME == "despeckle":
        out = str(tmp_path / "despeckled.tif")
        return {"INPUT": pair[0], "LOOKS": 4, "OUTPUT": loaded(out)}, {out: "singlebandgray"}
    if kind.NAME == "despecklestack":
        out = str(tmp_path / "stack.tif")
        return {"INPUTS": list(pair), "LOOKS": 4, "OUTPUT": loaded(out)}, {out: "singlebandgray"}
    if kind.NAME == "changeseries":
        wanted = ("NUMBER", "FIRST", "DIRECTION", "P_VALUE", "REACTIV")
        places = {name: str(tmp_path / f"{name}.tif") for name in wanted}
        given = {"INPUTS": list(pair), "LOOKS": 4, **{name: loaded(path) for name, path in places.items()}}
        renderers = dict.fromkeys(places.values(), "singlebandpseudocolor")
        return given, {**renderers, places["DIRECTION"]: "paletted", places["REACTIV"]: "multibandcolor"}
    if kind.NAME == "evaluatechange":
        out, detected = str(tmp_path / "errors.tif"), [str(tmp_path / f"{name}.tif") for name in ("s", "c")]
        detect_change(*pair, ChangeFiles(*detected))
        given = {"MAP": detected[1], "REFERENCE": detected[1], "REFERENCE_CHANGED": "1,3", "ERRORS": loaded(out)}
        return given, {out: "paletted"}
    if kind.NAME in ("multilook", "estimatelooks", "crop"):
        out = str(tmp_path / "out.tif")
        return {"INPUT": pair[0], "OUTPUT": loaded(out)}, {out: "singlebandgray"}
    if kind.NAME == "calibrate":
        out = str(tmp_path / "calibrated.tif")
        return {"PRODUCT": small_product(tmp_path), "OUTPUT": loaded(out)}, {out: "singlebandgray"}
    if kind.NAME == "coregister":
        scene = small_scene(tmp_path)
        on = {"PRIMARY": scene["PRODUCT"], "SECONDARY": scene["PRODUCT"], "DEM": scene["DEM"], "HEIGHTS": "ellipsoid"}
        out = str(tmp_path / "together.tif")
        return {**on, "OUTPUT": loaded(out)}, {}
    if kind.NAME == "coherence":
        scene, slc, out = small_scene(tmp_path), str(tmp_path / "slc.tif"), str(tmp_path / "coherence.tif")
        with Raster.open(scene["INPUT"]) as raster:
            shape = raster.grid.shape
        write(slc, np.ones((1, *shape), np.complex64), Content(Grid(shape), ["slc"], np.complex64))
        of = {"PRIMARY_PRODUCT": scene["PRODUCT"], "SECONDARY_PRODUCT": scene["PRODUCT"], "DEM": scene["DEM"]}
        return {"PRIMARY": slc, "SECONDARY": slc, **of, "HEIGHTS": "ellipsoid", "OUTPUT": loaded(out)}, {}
    if kind.NAME in ("lookuptable", "geocode", "radarcode"):
        given = small_scene(tmp_path)
        if kind.NAME == "radarcode":
            given["INPUT"] = given["DEM"]
        chosen = {name: given[name] for name in ("PRODUCT", "DEM", *([] if kind.NAME == "lookuptable" else ["INPUT"]))}
        table, mask = (str(tmp_path / f"{name}.tif") for name in ("table", "mask"))
        parameters = {**chosen, "HEIGHTS": "ellipsoid", "OUTPUT": loaded(table), "MASK": loaded(mask)}
        return parameters, {mask: "paletted"}
    if kind.NAME == "radarcodevector":
        out = str(tmp_path / "drawn.tif")
        given = small_scene(tmp_path)
        source = small_layer(tmp_path, given["DEM"])
        parameters = {**given, "INPUT": source, "HEIGHTS": "ellipsoid", "DRAW": "classes", "ATTRIBUTE": "text"}
        return {**parameters, "OUTPUT": loaded(out)}, {out: "paletted"}
    if kind.NAME in ("composite", "colorize"):
        out = str(tmp_path / "colours.tif")
        return {"INPUT": pair[0], "OUTPUT": loaded(out)}, {out: "multibandcolor"}
    if kind.NAME == "evaluatecolour":
        colours = str(tmp_path / "colours.tif")
        compose(pair[0], colours)
        return {"INPUT": colours, "RADAR": pair[0], "REPORT": outputs["REPORT"]}, {}
    if kind.NAME == "specklequality":
        out, filtered = str(tmp_path / "structure.tif"), str(tmp_path / "filtered.tif")
        despeckle(pair[0], filtered)
        given = {"BEFORE": pair[0], "AFTER": filtered, "REPORT": outputs["REPORT"], "STRUCTURE": loaded(out)}
        return given, {out: "singlebandpseudocolor"}
    if kind.NAME == "explainplace":
        return {"BEFORE": pair[0], "AFTER": pair[1], "PLACE": "420500,5209500", "REPORT": outputs["REPORT"]}, {}
    if kind.GROUP == "Review":
        polygons, strength = str(tmp_path / "polygons.gpkg"), str(tmp_path / "s.tif")
        detect_change(*pair, ChangeFiles(strength, str(tmp_path / "c.tif"), polygons))
        decide(ReviewPolygons(polygons), Decision(1, "accept", "Anne"))
        given = {"POLYGONS": polygons, "BEFORE": pair[0], "AFTER": pair[1], "FOLDER": str(tmp_path / "chips")}
        own = {"POLYGON": 1, "REVIEWER": "Anne"} if kind.NAME == "reviewdecision" else {}
        return given if kind.NAME == "exportreview" else {"POLYGONS": polygons, **own}, {}
    if kind.NAME == "changehistogram":
        return {"STRENGTH": pair[0]}, {}
    if kind.NAME == "conformalsets":  # of backscatter that lies between 0 and 1
        truth, out = str(tmp_path / "truth.tif"), str(tmp_path / "sets.tif")
        gdal.Translate(truth, pair[1], outputType=gdal.GDT_Byte, scaleParams=[[0, 0.2, 0, 1]],
                       bandList=[1], noData="none")
        return {"INPUT": pair[0], "BANDS": [1], "REFERENCE": truth, "OUTPUT": loaded(out)}, {out: "paletted"}
    if kind.NAME == "classifychange":
        return {"STRENGTH": pair[0], "CLASSES": loaded(outputs["CLASSES"])}, {outputs["CLASSES"]: "paletted"}
    if kind.NAME == "trymodel":
        return {"INPUT": pair[0], "LOOKS": 4}, {}
    if kind.NAME in ("check", "models"):
        return {"REPORT": outputs["REPORT"]}, {}
    if kind.NAME == "installruntime":
        return {"FOLDER": str(make_wheel(tmp_path).parent)}, {}
    layers = {outputs["STRENGTH"]: "singlebandpseudocolor", outputs["CLASSES"]: "paletted"}
    return {
        "BEFORE": pair[0], "AFTER": pair[1], "STRENGTH": loaded(outputs["STRENGTH"]),
        "CLASSES": loaded(outputs["CLASSES"]), "REPORT": outputs["REPORT"],
    }, layers  # fmt: skip
