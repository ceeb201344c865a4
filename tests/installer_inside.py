"""Runs inside QGIS: its own installer takes the zip, then the plugin works without onnxruntime and with it."""

from __future__ import annotations

import json
import os
import traceback
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTimer
from qgis.utils import plugins

GIVEN: dict[str, str] = json.loads(os.environ["AURORASAR_INSTALLER"])


def run(name: str, **parameters: Any) -> dict[str, Any]:
    import processing

    found: dict[str, Any] = processing.run(f"aurorasar:{name}", parameters)
    return found


def install() -> dict[str, Any]:
    import pyplugin_installer

    before = QgsApplication.processingRegistry().providerById("aurorasar")
    pyplugin_installer.instance().installFromZipFile(GIVEN["zip"])
    provider = QgsApplication.processingRegistry().providerById("aurorasar")
    return {
        "before": before is not None,
        "place": plugins["aurora_qgis"].__module__,
        "version": provider.versionInfo(),
        "menu": plugins["aurora_qgis"].gui is not None,
        "help": provider.algorithm("despeckle").helpUrl(),
    }


def use() -> dict[str, Any]:
    folder = Path(GIVEN["folder"])
    without = run("check")["TEXT"]
    classical = run("despeckle", INPUT=GIVEN["image"], LOOKS=4, OUTPUT=str(folder / "lee.tif"))
    found = {"without": without, "classical": classical["LOOKS_USED"]}
    if GIVEN["wheels"]:
        found["installed"] = run("installruntime", FOLDER=GIVEN["wheels"])["VERSION"]
        run("despeckle", INPUT=GIVEN["image"], LOOKS=4, FILTER="learned", OUTPUT=str(folder / "learned.tif"))
        found["with"] = run("check")["PROBLEMS"]
    return found


def main() -> None:
    try:
        print("FOUND " + json.dumps({**install(), **use()}), flush=True)
    except Exception:
        print(f"FAILED {traceback.format_exc()}", flush=True)
    os._exit(0)


QTimer.singleShot(1000, main)
