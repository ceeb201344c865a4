"""The staged plugin in a clean profile, through the real `qgis_process`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aurora_qgis.core.jobs import compose, despeckle
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import speckle
from resources.demo.headless import ROOT, Headless
from tests.sentinel1_product import small_layer, small_scene
from tests.wheels import make_wheel

LOOKING = ("changeseries", "despeckle", "despecklestack", "detectchange", "estimatelooks", "specklequality")
"""Algorithms that tell the looks of their input."""

RADAR = (
    *LOOKING, "calibrate", "coherence", "colorize", "composite", "conformalsets", "coregister", "evaluatechange",
    "evaluatecolour", "geocode", "lookuptable", "multilook", "radarcode", "radarcodevector",
)  # fmt: skip
ALGORITHMS = (
    *RADAR, "classifychange", "changehistogram", "crop", "check", "installruntime", "models", "trymodel",
    "explainplace", "exportreview", "reviewdecision", "reviewqueue",
)  # fmt: skip

NEEDS_NETWORK = ("colorize",)
"""Algorithms that do nothing without onnxruntime but say how to get it."""


@pytest.fixture(scope="module")
def headless(tmp_path_factory) -> Headless:
    folder = tmp_path_factory.mktemp("profile")
    subprocess.run([sys.executable, ROOT / ".ci" / "stage.py", "stage", folder], check=True, capture_output=True)
    return Headless(folder / "config", folder / "aurora_qgis")


@pytest.fixture
def parameters(save, tmp_path, rng) -> dict[str, dict[str, Any]]:
    names = ["VV", "VH"]
    before = save(speckle((2, 150, 160), 4, rng), "before image.tif", descriptions=names)
    image = speckle((2, 150, 160), 4, rng)
    image[:, 40:80, 40:90] *= 0.03
    after = save(image, "after image.tif", descriptions=names)
    filtered = str(tmp_path / "filtered.tif")
    truth = save(np.where(image > 0.2, 1, 2).astype(np.uint8), "truth.tif", nodata=0)
    despeckle(before, filtered)
    odds = save((image[0] / (1 + image[0])).astype(np.float32), "odds.tif")
    scene = {**small_scene(tmp_path), "HEIGHTS": "ellipsoid"}
    radar_image = scene.pop("INPUT")
    colours = str(tmp_path / "colours.tif")
    compose(before, colours)
    slc = save(np.ones((1, 40, 50), np.complex64), "slc.tif")
    return {
        "coregister": {
            "PRIMARY": scene["PRODUCT"], "SECONDARY": scene["PRODUCT"], "DEM": scene["DEM"], "HEIGHTS": "ellipsoid",
            "OUTPUT": str(tmp_path / "together.tif"),
        },
        "coherence": {"PRIMARY": slc, "SECONDARY": slc, "OUTPUT": str(tmp_path / "coherence.tif")},
        "radarcode": {**scene, "INPUT": scene["DEM"], "OUTPUT": str(tmp_path / "coded.tif")},
        "radarcodevector": {
            **scene, "INPUT": small_layer(tmp_path, scene["DEM"]), "OUTPUT": str(tmp_path / "drawn.tif"),
        },
        "lookuptable": {**scene, "OUTPUT": str(tmp_path / "table.tif"), "MASK": str(tmp_path / "mask.tif")},
        "geocode": {**scene, "INPUT": radar_image, "CRS": "EPSG:32633", "OUTPUT": str(tmp_path / "map.tif")},
        "calibrate": {"PRODUCT": scene["PRODUCT"], "OUTPUT": str(tmp_path / "calibrated.tif")},
        "despeckle": {"INPUT": before, "OUTPUT": str(tmp_path / "out.tif")},
        "changeseries": {
            "INPUTS": [before, after],
            "NUMBER": str(tmp_path / "n.tif"), "FIRST": str(tmp_path / "f.tif"), "DIRECTION": str(tmp_path / "d.tif"),
            "P_VALUE": str(tmp_path / "pv.tif"), "INTERVALS": str(tmp_path / "i.tif"),
            "SIGNIFICANCES": str(tmp_path / "p.tif"), "REACTIV": str(tmp_path / "rgb.tif"),
            "REPORT": str(tmp_path / "series.html"),
        },
        "despecklestack": {"INPUTS": [before, after], "OUTPUT": str(tmp_path / "stack.tif")},
        "composite": {"INPUT": before, "OUTPUT": str(tmp_path / "rgb.tif")},
        "colorize": {"INPUT": before, "OUTPUT": str(tmp_path / "generated.tif")},
        "evaluatecolour": {"INPUT": colours, "RADAR": before, "REPORT": str(tmp_path / "colours.html")},
        "estimatelooks": {"INPUT": before, "OUTPUT": str(tmp_path / "looks.tif")},
        "evaluatechange": {
            "MAP": truth, "REFERENCE": truth, "CHANGED": "2", "REFERENCE_CHANGED": "2",
            "REPORT": str(tmp_path / "e.html"), "JSON": str(tmp_path / "e.json"), "ERRORS": str(tmp_path / "e.tif"),
        },
        "conformalsets": {
            "INPUT": odds, "REFERENCE": truth, "REFERENCE_CHANGED": "1", "OUTPUT": str(tmp_path / "sets.tif"),
            "PROBABILITY": str(tmp_path / "scaled.tif"),
        },
        "multilook": {"INPUT": before, "AZIMUTH_LOOKS": "3", "OUTPUT": str(tmp_path / "coarse.tif")},
        "specklequality": {
            "BEFORE": before, "AFTER": filtered, "REPORT": str(tmp_path / "q.html"),
            "STRUCTURE": str(tmp_path / "q.tif"),
        },
        "detectchange": {
            "BEFORE": before, "AFTER": after, "STRENGTH": str(tmp_path / "s.tif"), "CLASSES": str(tmp_path / "c.tif"),
            "POLYGONS": str(tmp_path / "p.gpkg"), "REPORT": str(tmp_path / "r.html"),
        },
    }  # fmt: skip


def pairs(parameters: dict[str, Any]) -> list[str]:
    """Of several values each is a pair of its own."""
    found = []
    for name, value in parameters.items():
        found += [f"{name}={one}" for one in (value if isinstance(value, list) else [value])]
    return found


def version(headless: Headless) -> tuple[int, int]:
    said = headless.call("plugins", "--json").stdout
    major, minor = json.loads(said[said.index("{") :])["qgis_version"].split(".")[:2]
    return int(major), int(minor)


def test_the_plugin_is_enabled_and_lists_its_algorithms_with_a_version(headless):
    listed = headless.call("list", "--json")
    providers = json.loads(listed.stdout[listed.stdout.index("{") :])["providers"]
    assert providers["aurorasar"]["version"]
    assert set(providers["aurorasar"]["algorithms"]) == {f"aurorasar:{name}" for name in ALGORITHMS}


@pytest.mark.parametrize("name", ALGORITHMS)
def test_help_is_readable_plain_text(headless, name):
    shown = headless.call("help", f"aurorasar:{name}")
    assert shown.returncode == 0
    assert "<p>" not in shown.stdout
    assert "</" not in shown.stdout
    assert shown.stdout.count("\n\tArgument type:") >= (4 if name in RADAR else 1)


@pytest.mark.parametrize("onnxruntime", [True, False], ids=["with onnxruntime", "without onnxruntime"])
@pytest.mark.parametrize("name", RADAR)
def test_every_algorithm_runs_with_and_without_onnxruntime(headless, parameters, name, onnxruntime, tmp_path):
    if onnxruntime:
        environment = {**headless.environment, "PYTHONPATH": next(one for one in sys.path if one.endswith("-packages"))}
    else:
        (tmp_path / "onnxruntime.py").write_text("raise ImportError('hidden by the test')")
        environment = {**headless.environment, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [headless.program, "run", f"aurorasar:{name}", "--json", "--", *pairs(parameters[name])],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if name in NEEDS_NETWORK and not onnxruntime:
        assert done.returncode == 1
        assert "aurorasar:installruntime" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    if name == "evaluatechange":
        assert results["KAPPA"] == 1
    elif name in LOOKING:
        assert results.get("LOOKS_USED", results.get("LOOKS")) == pytest.approx(4, rel=0.2)
    for output in (value for value in parameters[name].values() if value in results.values()):
        assert Path(output).stat().st_size > 100


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"INPUT": "/nowhere/scene.tif"}, "There is no file /nowhere/scene.tif"),
        ({"WINDOW": "8"}, "odd number"),
        ({"OUTPUT": "/nowhere/out.tif"}, "does not exist"),
        ({"OUTPUT": "out.xyz"}, "ends in .tif"),
        ({"SCALE": "decibel", "OUTPUT_SCALE": "loudness"}, "OUTPUT_SCALE"),
    ],
)
def test_a_failure_is_exit_code_one_and_a_sentence_without_a_traceback(headless, parameters, changed, sentence):
    done = headless.call("run", "aurorasar:despeckle", "--", *pairs({**parameters["despeckle"], **changed}))
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_the_result_is_that_of_the_engine_alone(headless, parameters, tmp_path):
    headless.run("aurorasar:despeckle", parameters["despeckle"])
    subprocess.run(
        [sys.executable, "-m", "aurora_qgis.core", "despeckle", parameters["despeckle"]["INPUT"], tmp_path / "cli.tif"],
        cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    with Raster.open(str(tmp_path / "out.tif")) as first, Raster.open(str(tmp_path / "cli.tif")) as second:
        assert np.array_equal(first.read(), second.read())


def test_the_runtime_that_one_run_installs_is_found_by_the_next_and_can_be_removed(headless, parameters, tmp_path):
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    environment = {**headless.environment, "PYTHONPATH": str(nothing)}
    hidden = Headless.__new__(Headless)
    hidden.program, hidden.environment = headless.program, environment
    wheel = make_wheel(tmp_path)
    before = hidden.run("aurorasar:check", {})
    found = hidden.run("aurorasar:installruntime", {"WHEEL": wheel})
    after = hidden.run("aurorasar:check", {})
    gone = hidden.run("aurorasar:installruntime", {"REMOVE": "true"})
    assert "Not in use" in before["TEXT"]
    assert found["VERSION"] == "0.0.1"
    assert found["PLACE"].startswith(headless.environment["QGIS_CUSTOM_CONFIG_PATH"])
    assert f"Version: 0.0.1 in {found['PLACE']}" in after["TEXT"]
    assert gone["MEGABYTES"] == 0
    assert "Not in use" in hidden.run("aurorasar:check", {})["TEXT"]


def test_the_real_runtime_is_fetched_by_pip_and_the_learned_filter_runs(headless, parameters):
    installed = headless.call("run", "aurorasar:installruntime", "--json")
    if "pip could not fetch" in installed.stderr or "No Python with pip" in installed.stderr:
        pytest.skip(f"pip has no onnxruntime here: {installed.stderr[-300:]}")
    assert installed.returncode == 0, installed.stderr
    assert "has the SHA-256 that AuroraSAR knows" in installed.stdout + installed.stderr
    filtered = headless.call("run", "aurorasar:despeckle", "--", "FILTER=learned", *pairs(parameters["despeckle"]))
    assert filtered.returncode == 0, filtered.stderr
    assert Path(parameters["despeckle"]["OUTPUT"]).stat().st_size > 1000
    checked = headless.run("aurorasar:check", {})
    headless.run("aurorasar:installruntime", {"REMOVE": "true"})
    assert checked["PROBLEMS"] == 0
    assert "despeckle.onnx" in checked["TEXT"]
    assert "; opens" in checked["TEXT"]


def test_json_parameters_on_standard_input(headless, parameters, tmp_path):
    if version(headless) < (3, 24):
        pytest.skip("this qgis_process takes no JSON on standard input: that came with QGIS 3.24")
    done = headless.call("run", "aurorasar:despeckle", "-", input=json.dumps({"inputs": parameters["despeckle"]}))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.tif").is_file()


def test_the_model_of_the_readme_runs_headless(headless, parameters, tmp_path):
    dates = {name: parameters["detectchange"][name] for name in ("BEFORE", "AFTER")}
    outputs = {f"change:{name}": parameters["detectchange"][name] for name in ("STRENGTH", "CLASSES")}
    done = headless.call("run", str(ROOT / "docs" / "two_dates.model3"), "--", *pairs({**dates, **outputs}))
    assert done.returncode == 0, done.stderr
    with Raster.open(str(tmp_path / "c.tif")) as raster:
        classes = raster.read()[0]
    assert np.all(classes[45:75, 45:85] == 1)
