"""make demo: change between two dates through the real `qgis_process`, as layers, a report, a project and a picture.

demo.py FOLDER [--before a.tif --after b.tif]; without files of your own it simulates a scene with known truth.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("GDAL_PAM_ENABLED", "NO")  # else GDAL leaves statistics beside the user's own files

import numpy as np
from osgeo import gdal
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer

from aurora_qgis.core.jobs import write_scene
from aurora_qgis.core.simulate import Options
from resources.demo.headless import Headless
from resources.demo.picture import picture

SCENE = Options(
    after_crs="EPSG:32632", after_pixel_size_m=12.0, after_shift=(0.02, 0.03), gain_db=(0.8, 0.8), nodata_border=25
)
"""The second date has its own CRS, resolution, extent, gain and empty border, as real ones do."""


def main() -> None:
    given = _arguments()
    folder = Path(given.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    truth = None
    if given.before:
        before, after = (str(Path(path).resolve()) for path in (given.before, given.after))
    else:
        print("Simulating two dates of a scene with known truth")
        scene = write_scene(str(folder), SCENE)
        before, after, truth = str(scene.before), str(scene.after), scene.truth
    headless = Headless(folder / "profile")
    outputs = _run(headless, folder, before, after, normalise=given.before is None)
    if truth is not None:
        _print_quality(truth, Path(outputs["CLASSES"]))
    _show(folder, before, after, outputs)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--before")
    parser.add_argument("--after")
    given = parser.parse_args()
    if bool(given.before) != bool(given.after):
        parser.error("give both --before and --after (make demo BEFORE=a.tif AFTER=b.tif)")
    for path in filter(None, (given.before, given.after)):
        if not path.startswith("/vsi") and not Path(path).is_file():
            parser.error(f"there is no file {path}")
    return given


def _run(headless: Headless, folder: Path, before: str, after: str, normalise: bool) -> dict[str, Any]:
    print("qgis_process run aurorasar:despeckle")
    despeckled = headless.run("aurorasar:despeckle", {"INPUT": before, "OUTPUT": folder / "before_despeckled.tif"})
    print("qgis_process run aurorasar:detectchange")
    found = headless.run(
        "aurorasar:detectchange",
        {
            "BEFORE": before,
            "AFTER": after,
            "NORMALISE": normalise,
            "STRENGTH": folder / "change_strength.tif",
            "CLASSES": folder / "change_classes.tif",
            "POLYGONS": folder / "change_polygons.gpkg",
            "REPORT": folder / "change_report.html",
        },
    )
    print(f"  looks {despeckled['LOOKS_USED']:.2f}, threshold {found['THRESHOLD_DB']:.2f} dB, "
          f"changed {found['CHANGED_SHARE']:.2%}, {found['POLYGON_COUNT']} polygons")  # fmt: skip
    return {**found, "DESPECKLED": despeckled["OUTPUT"]}


def _show(folder: Path, before: str, after: str, outputs: dict[str, Any]) -> None:
    """A QGIS project with everything styled, and a picture of it."""
    from aurora_qgis.styling import apply_style

    application = QgsApplication([], False)
    application.initQgis()
    layers = {}
    for name, path, style in (
        ("Before", before, "backscatter"),
        ("After", after, "backscatter"),
        ("Before, despeckled", outputs["DESPECKLED"], "backscatter"),
        ("Change strength (dB)", outputs["STRENGTH"], "change_strength"),
        ("Change classes", outputs["CLASSES"], "change_classes"),
        ("Change polygons", outputs["POLYGONS"], "change_polygons"),
    ):
        layer = QgsVectorLayer(path, name) if path.endswith(".gpkg") else QgsRasterLayer(path, name)
        apply_style(layer, style)
        layers[name] = layer
    project = QgsProject.instance()
    project.setCrs(layers["Before"].crs())
    project.addMapLayers(reversed(list(layers.values())))
    project.write(str(folder / "demo.qgz"))
    picture(layers, folder / "demo.png")
    project.clear()
    application.exitQgis()
    print("Written:")
    for path in sorted(folder.iterdir()):
        if path.is_file():
            print(f"  {path}")


def _print_quality(truth: Path, classes: Path) -> None:
    """Precision, recall and Cohen's kappa of changed against unchanged pixels, and of the direction."""
    wanted, found = (gdal.Open(str(path)).ReadAsArray() for path in (truth, classes))
    valid = found > 0
    wanted, found = wanted[valid], found[valid]
    changed, called = wanted != 2, found != 2
    hits = np.count_nonzero(changed & called)
    agree = np.mean(changed == called)
    chance = changed.mean() * called.mean() + (1 - changed.mean()) * (1 - called.mean())
    print(
        f"Against the known truth: precision {hits / called.sum():.3f}, recall {hits / changed.sum():.3f}, "
        f"kappa {(agree - chance) / (1 - chance):.3f}, direction right in "
        f"{np.mean(wanted[changed & called] == found[changed & called]):.2%} of the hits"
    )


if __name__ == "__main__":
    main()
