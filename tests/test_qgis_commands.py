"""Runs copied as commands: pasted into a shell or into Python they do what the panel does, whatever names hold."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from aurora_qgis import commands, running
from aurora_qgis.commands import process_command, process_program, python_command, quoted
from aurora_qgis.core.jobs import ClassifyOptions, classify_strength
from aurora_qgis.core.raster import ReviewLog
from aurora_qgis.core.simulate import speckle
from aurora_qgis.running import temporary
from resources.demo.headless import ROOT, Headless

pytestmark = pytest.mark.usefixtures("algorithms")

AWKWARD = "it's \"one\" & $HOME; `no` (2) ü.tif"


@pytest.fixture(scope="module")
def headless(tmp_path_factory) -> Headless:
    folder = tmp_path_factory.mktemp("profile")
    subprocess.run([sys.executable, ROOT / ".ci" / "stage.py", "stage", folder], check=True, capture_output=True)
    return Headless(folder / "config", folder / "aurora_qgis")


@pytest.fixture(autouse=True)
def empty_project(qgis_app):
    QgsProject.instance().clear()
    yield
    QgsProject.instance().clear()


@pytest.fixture
def scene(save, rng) -> QgsRasterLayer:
    return put(QgsRasterLayer(save(speckle((2, 60, 70), 4, rng), AWKWARD), "scene"))


def put(layer):
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


def algorithm(name: str):
    return running.create(f"aurorasar:{name}")


def in_a_shell(headless, command: str, folder) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=headless.environment, cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def pixels(path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def test_pasted_into_a_shell_and_into_python_it_gives_the_same_pixels(headless, scene, tmp_path, qgis_processing):
    import processing

    given = {"INPUT": scene.id(), "BANDS": [1, 2], "WINDOW": 5, "LOOKS": 4.0, "SHARED": True, "OUTPUT": temporary()}
    in_a_shell(headless, process_command(algorithm("despeckle"), given), tmp_path)
    again = eval(python_command(algorithm("despeckle"), given), {"processing": processing})
    assert np.array_equal(pixels(tmp_path / "output.tif"), pixels(again["OUTPUT"]))
    named = {**given, "OUTPUT": temporary(str(tmp_path / f"out {AWKWARD}"))}
    in_a_shell(headless, process_command(algorithm("despeckle"), named), tmp_path)
    assert np.array_equal(pixels(tmp_path / f"out {AWKWARD}"), pixels(again["OUTPUT"]))


def test_text_with_quotes_arrives_as_it_was_typed(headless, save, tmp_path):
    strength = np.zeros((30, 30), np.float32)
    strength[5:15, 5:15] = 6
    path = str(tmp_path / "changes of 'today'.gpkg")
    classify_strength(save(strength, "s.tif"), str(tmp_path / "c.tif"), path, ClassifyOptions())
    layer = put(QgsVectorLayer(path, "changes"))
    said = 'it\'s a "boat" & costs $5'
    given = {"POLYGONS": layer.id(), "POLYGON": 1, "DECISION": "accept", "COMMENT": said, "REVIEWER": "Anne O'Hara"}
    in_a_shell(headless, process_command(algorithm("reviewdecision"), given), tmp_path)
    (entry,) = ReviewLog(path).entries()
    assert (entry.comment, entry.reviewer) == (said, "Anne O'Hara")


def test_several_values_a_crs_and_a_place_are_told_as_qgis_reads_them(scene):
    source = scene.source()
    geocoded = process_command(algorithm("geocode"), {"CRS": QgsCoordinateReferenceSystem("EPSG:32633")})
    assert "CRS=EPSG:32633" in shlex.split(geocoded)
    place = "420000.5,5209000.5 [EPSG:32633]"
    explained = process_command(
        algorithm("explainplace"), {"BEFORE": scene.id(), "SERIES": [scene.id(), scene], "PLACE": place, "CHIP": 96}
    )
    assert shlex.split(explained)[4:] == [f"BEFORE={source}", f"PLACE={place}", f"SERIES={source}", f"SERIES={source}"]
    folder = process_command(algorithm("exportreview"), {"FOLDER": "TEMPORARY_OUTPUT"})
    assert shlex.split(folder)[4:] == ["FOLDER=folder"]


def test_what_a_terminal_cannot_find_is_a_sentence():
    fields = "Polygon?crs=EPSG:32633&field=direction:string"
    layer = put(QgsVectorLayer(fields, "drawn by hand", "memory"))
    with pytest.raises(ValueError, match="drawn by hand is in memory only"):
        process_command(algorithm("reviewqueue"), {"POLYGONS": layer.id()})
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((0 0,1 0,1 1,0 0))"))
    layer.dataProvider().addFeature(feature)
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    with pytest.raises(ValueError, match="no selected features"):
        process_command(algorithm("radarcodevector"), {"INPUT": chosen})


@pytest.mark.parametrize(
    ("there", "named"),
    [
        ({"qgis_process", "qgis_process.bin"}, "qgis_process.bin"),
        ({"qgis_process"}, "qgis_process"),
        ({"qgis_process-qgis-ltr.bat"}, "qgis_process-qgis-ltr.bat"),
    ],
)
def test_the_program_has_the_name_that_it_has_here(there, named, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in there else None)
    assert process_program() == named


def test_a_program_that_no_terminal_finds_is_named_by_its_path(tmp_path, monkeypatch):
    """As on macOS, where it lies inside the application."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(QCoreApplication, "applicationDirPath", staticmethod(lambda: str(tmp_path / "QGIS app")))
    assert process_program() == "qgis_process"
    program = tmp_path / "QGIS app" / "bin" / "qgis_process"
    program.parent.mkdir(parents=True)
    program.touch()
    assert process_program() == str(program)
    assert process_command(algorithm("check"), {}).startswith(f"'{program}' run ")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("INPUT=C:\\data\\a.tif", "INPUT=C:\\data\\a.tif"),
        ("INPUT=C:\\my data\\a.tif", '"INPUT=C:\\my data\\a.tif"'),
        ("COMMENT=a&b", '"COMMENT=a&b"'),
        ('COMMENT=a "b"', '"COMMENT=a ""b"""'),
    ],
)
def test_windows_reads_other_quotes(word, said):
    assert quoted(word, windows=True) == said
    assert commands.quoted(word, windows=False) == shlex.quote(word)
