"""The algorithms inside a real QGIS: interface, threads, models, styles, cancelling, and bad input."""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from aurora_qgis.algorithms import ALGORITHMS
from aurora_qgis.algorithms.detect_change import DetectChange
from aurora_qgis.algorithms.given import Given
from aurora_qgis.core.change import MEASURES
from aurora_qgis.core.paths import RESOURCES
from aurora_qgis.core.simulate import speckle
from tests.conftest import grid
from tests.qgis_runs import created, in_background

pytestmark = pytest.mark.usefixtures("algorithms")

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(qgis_processing) -> Run:
    import processing

    def ran(name: str, **parameters: Any) -> dict[str, Any]:
        found: dict[str, Any] = processing.run(f"aurorasar:{name}", parameters)
        return found

    return ran


INTERFACE = {
    "despeckle": {
        "INPUT": ("raster", None),
        "BANDS": ("band", None),
        "FILTER": ("enum", "lee"),
        "WINDOW": ("number", 7),
        "LOOKS": ("number", 0),
        "SHARED": ("boolean", False),
        "ITERATIONS": ("number", 1),
        "SCALE": ("enum", "auto"),
        "OUTPUT_SCALE": ("enum", "same"),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
    },
    "despecklestack": {
        "INPUTS": ("multilayer", None),
        "METHOD": ("enum", "rabasar"),
        "WINDOW": ("number", 7),
        "FILTER": ("enum", "lee"),
        "SUPER_FILTER": ("enum", "lee"),
        "LOOKS": ("number", 0),
        "BANDS": ("string", ""),
        "SCALE": ("enum", "auto"),
        "OUTPUT_SCALE": ("enum", "same"),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
        "FOLDER": ("folderDestination", None),
    },
    "composite": {
        "INPUT": ("raster", None),
        "MORE": ("multilayer", None),
        "AFTER": ("raster", None),
        "COMPOSITE": ("enum", "ratio"),
        "STRETCH": ("enum", "fixed"),
        "WINDOW": ("number", 1),
        "LIMITS": ("string", ""),
        "BANDS": ("string", ""),
        "SCALE": ("enum", "auto"),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
    },
    "colorize": {
        "INPUT": ("raster", None),
        "MODEL": ("enum", "adversarial"),
        "FADE": ("number", 0.5),
        "BANDS": ("band", None),
        "ORIENTATIONS": ("number", 2),
        "LEVEL": ("number", None),
        "OTHER": ("file", None),
        "SCALE": ("enum", "auto"),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
    },
    "multilook": {
        "INPUT": ("raster", None),
        "AZIMUTH_LOOKS": ("number", 2),
        "RANGE_LOOKS": ("number", 2),
        "BANDS": ("band", None),
        "SCALE": ("enum", "auto"),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
    },
    "estimatelooks": {
        "INPUT": ("raster", None),
        "BANDS": ("band", None),
        "SCALE": ("enum", "auto"),
        "OUTPUT": ("rasterDestination", None),
    },
    "specklequality": {
        "BEFORE": ("raster", None),
        "AFTER": ("raster", None),
        "BAND": ("number", 1),
        "LOOKS": ("number", 0),
        "BEFORE_SCALE": ("enum", "auto"),
        "AFTER_SCALE": ("enum", "auto"),
        "REPORT": ("fileDestination", None),
        "STRUCTURE": ("rasterDestination", None),
    },
    "evaluatecolour": {
        "INPUT": ("raster", None),
        "REFERENCE": ("raster", None),
        "RADAR": ("raster", None),
        "BANDS": ("string", ""),
        "REFERENCE_BANDS": ("string", ""),
        "WHITE": ("number", 0),
        "REFERENCE_WHITE": ("number", 0),
        "RADAR_SCALE": ("enum", "auto"),
        "LOOKS": ("number", 0),
        "REPORT": ("fileDestination", None),
    },
    "detectchange": {
        "BEFORE": ("raster", None),
        "AFTER": ("raster", None),
        "FILTER": ("enum", "lee"),
        "WINDOW": ("number", 5),
        "MEASURE": ("enum", "smoothed_log_ratio"),
        "THRESHOLD": ("enum", "otsu"),
        "NORMALISE": ("boolean", False),
        "MINIMUM_PIXELS": ("number", 20),
        "PERCENT": ("number", 5),
        "FALSE_ALARM_RATE": ("number", 0.001),
        "DISCOVERY_RATE": ("number", 0.05),
        "DECIBEL": ("number", 3),
        "SIGMA": ("number", 1.5),
        "HYSTERESIS": ("number", 1),
        "LOOKS": ("number", 0),
        "FOCUS": ("enum", "change"),
        "WEIGHT": ("number", 0.5),
        "MODEL": ("file", None),
        "BEFORE_BANDS": ("band", None),
        "AFTER_BANDS": ("band", None),
        "BEFORE_SCALE": ("enum", "auto"),
        "AFTER_SCALE": ("enum", "auto"),
        "MINIMUM_HECTARES": ("number", 0),
        "LAYOUT": ("enum", "cog"),
        "REGISTER": ("boolean", False),
        "CALIBRATED": ("enum", "auto"),
        "MASK": ("raster", None),
        "STRENGTH": ("rasterDestination", None),
        "CLASSES": ("rasterDestination", None),
        "POLYGONS": ("vectorDestination", None),
        "REPORT": ("fileDestination", None),
        "EXPLANATION": ("rasterDestination", None),
        "UNCERTAINTY": ("rasterDestination", None),
    },
    "explainplace": {
        "BEFORE": ("raster", None),
        "AFTER": ("raster", None),
        "PLACE": ("point", None),
        "STRENGTH": ("raster", None),
        "EXPLANATION": ("raster", None),
        "SERIES": ("multilayer", None),
        "WINDOW": ("number", 5),
        "THRESHOLD": ("number", 3),
        "LOOKS": ("number", 0),
        "NORMALISE": ("boolean", False),
        "BEFORE_BANDS": ("band", None),
        "AFTER_BANDS": ("band", None),
        "BEFORE_SCALE": ("enum", "auto"),
        "AFTER_SCALE": ("enum", "auto"),
        "SIGNIFICANCE": ("number", 0.001),
        "CHIP": ("number", 96),
        "DATES_TABLE": ("file", None),
        "JSON": ("fileDestination", None),
        "REPORT": ("fileDestination", None),
    },
    "reviewqueue": {"POLYGONS": ("vector", None), "ORDER": ("enum", "uncertainty")},
    "reviewdecision": {
        "POLYGONS": ("vector", None),
        "POLYGON": ("number", 0),
        "DECISION": ("enum", "accept"),
        "LABEL": ("enum", "as decided"),
        "COMMENT": ("string", ""),
        "REVIEWER": ("string", ""),
    },
    "exportreview": {
        "POLYGONS": ("vector", None),
        "BEFORE": ("raster", None),
        "AFTER": ("raster", None),
        "REJECTED": ("boolean", True),
        "CHIP": ("number", 128),
        "BACKGROUND": ("boolean", False),
        "BEFORE_BANDS": ("band", None),
        "AFTER_BANDS": ("band", None),
        "BEFORE_SCALE": ("enum", "auto"),
        "AFTER_SCALE": ("enum", "auto"),
        "OUTPUT": ("vectorDestination", None),
        "FOLDER": ("folderDestination", None),
    },
    "changeseries": {
        "INPUTS": ("multilayer", None),
        "MATRIX": ("enum", "bands"),
        "LOOKS": ("number", 0),
        "RULE": ("enum", "significance"),
        "SIGNIFICANCE": ("number", 0.001),
        "DISCOVERY_RATE": ("number", 0.05),
        "DATES_TABLE": ("file", None),
        "BANDS": ("string", ""),
        "SCALE": ("enum", "auto"),
        "LAYOUT": ("enum", "cog"),
        "NUMBER": ("rasterDestination", None),
        "FIRST": ("rasterDestination", None),
        "LAST": ("rasterDestination", None),
        "DIRECTION": ("rasterDestination", None),
        "P_VALUE": ("rasterDestination", None),
        "INTERVALS": ("rasterDestination", None),
        "SIGNIFICANCES": ("rasterDestination", None),
        "REACTIV": ("rasterDestination", None),
        "REPORT": ("fileDestination", None),
    },
    "evaluatechange": {
        "MAP": ("raster", None),
        "BAND": ("number", 1),
        "KIND": ("enum", "classes"),
        "CHANGED": ("string", "1,3"),
        "THRESHOLD": ("number", 0.5),
        "REFERENCE": ("raster", None),
        "REFERENCE_BAND": ("number", 1),
        "REFERENCE_CHANGED": ("string", ""),
        "POLYGONS": ("vector", None),
        "REPORT": ("fileDestination", None),
        "JSON": ("fileDestination", None),
        "ERRORS": ("rasterDestination", None),
    },
    "lookuptable": {
        "PRODUCT": ("file", None),
        "DEM": ("raster", None),
        "SWATH": ("string", ""),
        "AZIMUTH_LOOKS": ("number", 1),
        "RANGE_LOOKS": ("number", 1),
        "HEIGHTS": ("enum", "auto"),
        "SEA_LEVEL": ("boolean", False),
        "ORBIT": ("file", None),
        "LAYOUT": ("enum", "cog"),
        "CACHE": ("file", None),
        "OUTPUT": ("rasterDestination", None),
        "MASK": ("rasterDestination", None),
        "REPORT": ("fileDestination", None),
    },
    "coregister": {
        "PRIMARY": ("file", None),
        "SECONDARY": ("file", None),
        "DEM": ("raster", None),
        "SWATH": ("string", ""),
        "POLARISATION": ("string", ""),
        "IMAGE": ("raster", None),
        "PRIMARY_IMAGE": ("raster", None),
        "REFINE": ("boolean", True),
        "RESAMPLING": ("enum", "cubic"),
        "SCALE": ("enum", "auto"),
        "HEIGHTS": ("enum", "auto"),
        "SEA_LEVEL": ("boolean", False),
        "ORBIT": ("file", None),
        "SECONDARY_ORBIT": ("file", None),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
        "PRIMARY_OUTPUT": ("rasterDestination", None),
        "REPORT": ("fileDestination", None),
    },
    "coherence": {
        "PRIMARY": ("raster", None),
        "SECONDARY": ("raster", None),
        "WINDOW_ROWS": ("number", 5),
        "WINDOW_COLUMNS": ("number", 15),
        "PRIMARY_PRODUCT": ("file", None),
        "SECONDARY_PRODUCT": ("file", None),
        "DEM": ("raster", None),
        "SWATH": ("string", ""),
        "POLARISATION": ("string", ""),
        "HEIGHTS": ("enum", "auto"),
        "SEA_LEVEL": ("boolean", False),
        "ORBIT": ("file", None),
        "SECONDARY_ORBIT": ("file", None),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
        "PHASE": ("rasterDestination", None),
        "INTERFEROGRAM": ("rasterDestination", None),
        "REPORT": ("fileDestination", None),
    },
    "geocode": {
        "INPUT": ("raster", None),
        "PRODUCT": ("file", None),
        "DEM": ("raster", None),
        "CRS": ("crs", None),
        "RESOLUTION": ("number", 0),
        "RESAMPLING": ("enum", "bilinear"),
        "RADIOMETRY": ("enum", "as_is"),
        "BANDS": ("band", None),
        "SWATH": ("string", ""),
        "HEIGHTS": ("enum", "auto"),
        "SEA_LEVEL": ("boolean", False),
        "ORBIT": ("file", None),
        "QUANTITY": ("enum", "auto"),
        "SCALE": ("enum", "auto"),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
        "MASK": ("rasterDestination", None),
        "INCIDENCE": ("rasterDestination", None),
        "REPORT": ("fileDestination", None),
        "SIMULATED": ("rasterDestination", None),
    },
    "radarcode": {
        "INPUT": ("raster", None),
        "PRODUCT": ("file", None),
        "DEM": ("raster", None),
        "RESAMPLING": ("enum", "auto"),
        "BANDS": ("band", None),
        "SWATH": ("string", ""),
        "AZIMUTH_LOOKS": ("number", 1),
        "RANGE_LOOKS": ("number", 1),
        "HEIGHTS": ("enum", "auto"),
        "SEA_LEVEL": ("boolean", False),
        "ORBIT": ("file", None),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
        "MASK": ("rasterDestination", None),
        "REPORT": ("fileDestination", None),
    },
    "radarcodevector": {
        "INPUT": ("source", None),
        "PRODUCT": ("file", None),
        "DEM": ("raster", None),
        "DRAW": ("enum", "presence"),
        "ATTRIBUTE": ("field", None),
        "ALL_TOUCHED": ("boolean", False),
        "SWATH": ("string", ""),
        "AZIMUTH_LOOKS": ("number", 1),
        "RANGE_LOOKS": ("number", 1),
        "HEIGHTS": ("enum", "auto"),
        "SEA_LEVEL": ("boolean", False),
        "ORBIT": ("file", None),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
        "MASK": ("rasterDestination", None),
        "REPORT": ("fileDestination", None),
    },
    "calibrate": {
        "PRODUCT": ("file", None),
        "SWATH": ("string", ""),
        "POLARISATIONS": ("string", ""),
        "QUANTITY": ("enum", "sigma0"),
        "SCALE": ("enum", "intensity"),
        "NOISE": ("boolean", True),
        "BORDER": ("boolean", True),
        "MERGE": ("boolean", True),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
    },
    "classifychange": {
        "STRENGTH": ("raster", None),
        "DECREASE_DB": ("number", 3),
        "INCREASE_DB": ("number", 3),
        "MINIMUM_PIXELS": ("number", 20),
        "MINIMUM_HECTARES": ("number", 0),
        "EXPLANATION": ("raster", None),
        "CALIBRATED": ("enum", "auto"),
        "CLASSES": ("rasterDestination", None),
        "POLYGONS": ("vectorDestination", None),
    },
    "changehistogram": {"STRENGTH": ("raster", None)},
    "conformalsets": {
        "INPUT": ("raster", None),
        "BANDS": ("band", None),
        "ERROR": ("number", 0.1),
        "POLYGONS": ("vector", None),
        "LABEL": ("field", "label"),
        "REFERENCE": ("raster", None),
        "REFERENCE_BAND": ("number", 1),
        "REFERENCE_CHANGED": ("string", ""),
        "LAYOUT": ("enum", "cog"),
        "OUTPUT": ("rasterDestination", None),
        "PROBABILITY": ("rasterDestination", None),
    },
    "crop": {
        "INPUT": ("raster", None),
        "EXTENT": ("extent", None),
        "MOST": ("number", 0),
        "OUTPUT": ("rasterDestination", None),
    },
    "installruntime": {"WHEEL": ("file", None), "FOLDER": ("file", None), "REMOVE": ("boolean", False)},
    "check": {"REPORT": ("fileDestination", None)},
    "models": {
        "ADD": ("file", None),
        "REMOVE": ("string", ""),
        "REPORT": ("fileDestination", None),
        "DEVICE": ("enum", "unchanged"),
    },
    "trymodel": {
        "INPUT": ("raster", None),
        "MODEL": ("string", "despeckle"),
        "LOOKS": ("number", 0),
        "SCALE": ("enum", "auto"),
    },
}
"""Users' models depend on this: ids, parameters, types and defaults never change once released."""

GEOMETRY = {
    "REPORT", "GRID_RANGE_MM", "GRID_RANGE_MAX_MM", "GRID_AZIMUTH_LINES", "GRID_AZIMUTH_MAX_LINES", "GRID_LINE",
    "GRID_LINE_MAX", "GRID_PIXEL", "GRID_PIXEL_MAX", "ROUND_TRIP_PIXELS", "ROUND_TRIP_MAX_PIXELS", "TERRAIN_SHARE",
    "SEA_SHARE",
}  # fmt: skip
"""Of every algorithm of radar geometry."""

OUTPUTS = {
    "radarcode": {
        *GEOMETRY, "OUTPUT", "MASK", "RESAMPLING_USED", "ROWS", "COLUMNS", "VALID_SHARE", "LAYOVER_SHARE",
        "SHADOW_SHARE",
    },
    "radarcodevector": {
        *GEOMETRY, "OUTPUT", "MASK", "LEGEND", "ROWS", "COLUMNS", "SHAPES", "LEFT_OUT", "DRAWN_SHARE", "LAYOVER_SHARE",
        "SHADOW_SHARE",
    },
    "lookuptable": {
        *GEOMETRY, "OUTPUT", "MASK", "ROWS", "COLUMNS", "MAPPED_SHARE", "LAYOVER_SHARE", "SHADOW_SHARE", "REUSED",
    },
    "coregister": {
        *GEOMETRY, "OUTPUT", "PRIMARY_OUTPUT", "ROWS", "COLUMNS", "VALID_SHARE", "OFFSET_ROWS", "OFFSET_COLUMNS",
        "OFFSET_ERROR", "AGREEING_SHARE",
    },
    "coherence": {
        *GEOMETRY, "OUTPUT", "PHASE", "INTERFEROGRAM", "ROWS", "COLUMNS", "VALID_SHARE", "MEAN", "UNRELATED_MEAN",
        "FLATTENED",
    },
    "geocode": {
        *GEOMETRY, "OUTPUT", "MASK", "INCIDENCE", "SIMULATED", "ROWS", "COLUMNS", "RESOLUTION_USED", "VALID_SHARE",
        "LAYOVER_SHARE", "SHADOW_SHARE", "GEOMETRY_PIXELS",
    },
    "calibrate": {"OUTPUT", "ROWS", "COLUMNS", "VALID_SHARE", "FLOOR_SHARE", "MEAN_DB"},
    "despeckle": {"OUTPUT", "LOOKS_USED", "MEAN_CHANGE_DB", "VALID_SHARE"},
    "despecklestack": {"OUTPUT", "FOLDER", "DATES", "LOOKS_USED", "LOOKS_AFTER", "LOOKS_EXPECTED"},
    "multilook": {"OUTPUT", "ROWS", "COLUMNS", "VALID_SHARE"},
    "composite": {"OUTPUT", "LIMITS_USED", "OUTSIDE_SHARE", "VALID_SHARE"},
    "colorize": {
        "OUTPUT", "LEVEL_USED", "CONFIDENCE", "FADED_SHARE", "EDGE_SHARE", "UNSUPPORTED_EDGES",
        "UNSUPPORTED_BY_CHANCE", "VALID_SHARE",
    },
    "estimatelooks": {"OUTPUT", "LOOKS", "BAND_LOOKS"},
    "specklequality": {
        "REPORT", "STRUCTURE", "LOOKS", "LOOKS_BEFORE", "LOOKS_AFTER", "AREAS", "RATIO_MEAN",
        "RATIO_VARIANCE_BY_LOOKS", "M_INDEX", "DISTANCE", "HOMOGENEITY", "HOMOGENEITY_SHUFFLED", "EDGE_PRESERVATION",
        "BIAS_DB", "STRUCTURE_SHARE",
    },
    "evaluatecolour": {
        "REPORT", "PSNR", "SSIM", "MS_SSIM", "SPECTRAL_ANGLE", "ERGAS", "CIEDE2000", "CORRELATION", "EDGE_SHARE",
        "UNSUPPORTED_EDGES", "UNSUPPORTED_BY_CHANCE", "UNSUPPORTED_CONTRAST", "COMPARED_SHARE",
    },
    "detectchange": {
        "STRENGTH", "CLASSES", "POLYGONS", "REPORT", "THRESHOLD_DB", "CHANGED_SHARE", "DECREASE_HA", "INCREASE_HA",
        "DECREASE_PIXELS", "INCREASE_PIXELS", "GAIN_DB", "LOOKS_USED", "POLYGON_COUNT",
        "SHIFT_ROWS", "SHIFT_COLUMNS", "SHIFT_ERROR", "SHIFT_TILES", "EXPLANATION",
        "UNCERTAINTY",
    },
    "changeseries": {
        "NUMBER", "FIRST", "LAST", "DIRECTION", "P_VALUE", "INTERVALS", "SIGNIFICANCES", "REACTIV", "REPORT", "DATES",
        "LOOKS_USED", "LEVEL", "CHANGED_SHARE", "CHANGED_HA", "VALID_SHARE", "BUSIEST",
    },
    "evaluatechange": {
        "REPORT", "JSON", "ERRORS", "HITS", "FALSE_ALARMS", "MISSES", "REJECTIONS", "PRECISION", "RECALL", "F1",
        "ACCURACY", "KAPPA", "IOU", "AUROC", "AVERAGE_PRECISION", "CALIBRATION_ERROR", "BEST_THRESHOLD", "BEST_F1",
        "COMPARED_SHARE",
    },
    "classifychange": {
        "CLASSES", "POLYGONS", "DECREASE_HA", "INCREASE_HA", "DECREASE_PIXELS", "INCREASE_PIXELS", "POLYGON_COUNT",
    },
    "conformalsets": {
        "OUTPUT", "PROBABILITY", "CHANGED_PIXELS", "UNCHANGED_PIXELS", "CHANGE_FROM", "NO_CHANGE_TO",
        "COVERAGE_CHANGED", "COVERAGE_UNCHANGED", "CHANGE_SHARE", "NO_CHANGE_SHARE", "BOTH_SHARE", "NEITHER_SHARE",
        "CALIBRATION_ERROR", "CALIBRATION_ERROR_AFTER",
    },
    "explainplace": {
        "JSON", "REPORT", "BEFORE_DB", "AFTER_DB", "STRENGTH_DB", "THRESHOLD_DB", "P_VALUE", "AGREEMENT",
        "EXPLANATION_TEXT", "SENTENCE", "DIRECTION",
    },
    "reviewqueue": {"QUEUE", "POLYGON_COUNT", "DECIDED", "SKIPPED", "LEFT"},
    "reviewdecision": {"ENTRY", "FEATURE", "GIVEN_LABEL"},
    "exportreview": {"OUTPUT", "FOLDER", "POLYGON_COUNT", "CHIP_COUNT"},
    "changehistogram": {"HISTOGRAM", "SAMPLED", "PIXELS", "HECTARES"},
    "crop": {"OUTPUT", "ROW", "COLUMN", "ROWS", "COLUMNS"},
    "installruntime": {"MEGABYTES", "VERSION", "PLACE"},
    "check": {"REPORT", "PROBLEMS", "TEXT"},
    "models": {"REPORT", "COUNT", "PROBLEMS", "MODELS"},
    "trymodel": {
        "SECONDS", "MEGAPIXELS_PER_SECOND", "LEAST", "MEAN", "MOST", "FINITE_SHARE", "PROVIDER", "SENTENCE",
    },
}  # fmt: skip

every_algorithm = pytest.mark.parametrize("kind", ALGORITHMS, ids=lambda kind: kind.NAME)


def test_the_provider_lists_every_algorithm_and_a_version():
    provider = QgsApplication.processingRegistry().providerById("aurorasar")
    assert {one.name() for one in provider.algorithms()} == set(INTERFACE)
    assert provider.versionInfo()


@every_algorithm
def test_the_interface_is_frozen(kind):
    algorithm = created(kind)
    found = {one.name(): (one.type(), one.defaultValue()) for one in algorithm.parameterDefinitions()}
    assert found == INTERFACE[kind.NAME]
    assert {one.name() for one in algorithm.outputDefinitions()} == OUTPUTS[kind.NAME]


@every_algorithm
def test_an_algorithm_explains_itself(kind):
    algorithm = created(kind)
    assert {"sar", "radar"} < set(algorithm.tags())
    assert "<" not in algorithm.shortHelpString()
    assert len(algorithm.shortHelpString()) > 100
    assert all(one.help() for one in algorithm.parameterDefinitions())
    assert any(isinstance(one, QgsProcessingOutputNumber) for one in algorithm.outputDefinitions())


def test_a_run_gives_layers_and_numbers(run, pair, outputs):
    found = run("detectchange", BEFORE=pair[0], AFTER=pair[1], **outputs)
    assert set(found) == OUTPUTS["detectchange"] - {"UNCERTAINTY"}
    assert all(Path(found[name]).is_file() for name in outputs)
    assert found["DECREASE_HA"] == pytest.approx(40, rel=0.05)
    assert QgsRasterLayer(found["CLASSES"]).isValid()


def test_areas_that_cannot_be_told_are_0_in_the_numbers(run, pair, outputs):
    for path in pair:
        gdal.Open(path, gdal.GA_Update).SetProjection("")
    found = run("detectchange", BEFORE=pair[0], AFTER=pair[1], **outputs)
    assert found["DECREASE_HA"] == found["INCREASE_HA"] == 0
    assert found["DECREASE_PIXELS"] == pytest.approx(4000, rel=0.05)


@pytest.mark.parametrize("measure", ["learned", "fused", "adaptive"])
def test_measures_with_a_network_give_probabilities_and_their_uncertainty(run, pair, outputs, tmp_path, measure):
    outputs["UNCERTAINTY"] = str(tmp_path / "u.tif")
    found = run("detectchange", BEFORE=pair[0], AFTER=pair[1], MEASURE=measure, **outputs)
    assert set(found) == OUTPUTS["detectchange"]
    strength, uncertainty = (gdal.Open(outputs[name]).ReadAsArray() for name in ("STRENGTH", "UNCERTAINTY"))
    assert strength[55:95, 65:135].mean() < -0.9
    assert uncertainty[0, 55:95, 65:135].mean() > 0.9
    assert found["DECREASE_HA"] == pytest.approx(40, rel=0.05)


@pytest.mark.parametrize("measure", MEASURES)
def test_each_unit_of_strength_has_a_style_of_its_own(measure, pair, outputs):
    """A legend in dB under a probability or a p-value would say something false."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("aurorasar:detectchange")
    parameters = {"BEFORE": pair[0], "AFTER": pair[1], "MEASURE": measure, **outputs}
    style = algorithm.styles(Given(algorithm, parameters, QgsProcessingContext()))["STRENGTH"]
    legend = (RESOURCES / "styles" / f"{style}.qml").read_text(encoding="utf-8")
    assert (" dB" in legend) == (MEASURES[measure].unit == "dB")
    assert ("p = " in legend) == MEASURES[measure].tests


def test_provenance_is_in_the_file(run, pair, outputs):
    run("detectchange", BEFORE=pair[0], AFTER=pair[1], **outputs)
    metadata = gdal.Open(outputs["STRENGTH"]).GetMetadata()
    assert metadata["AURORASAR_ALGORITHM"] == "aurorasar:detectchange"
    assert '"threshold": "otsu"' in metadata["AURORASAR_PARAMETERS"]
    assert metadata["AURORASAR_VERSION"]


def test_optional_layers_are_used_where_they_are_given(run, pair, tmp_path):
    alone = run("composite", INPUT=pair[0], OUTPUT=str(tmp_path / "a.tif"))
    both = run("composite", INPUT=pair[0], AFTER=pair[1], COMPOSITE="change", OUTPUT=str(tmp_path / "b.tif"))
    assert alone["LIMITS_USED"] == "-22,0; -29,-7; 1,12"
    red, green, blue, alpha = gdal.Open(both["OUTPUT"]).ReadAsArray().astype(int)
    assert np.mean(red[55:95, 65:135] - green[55:95, 65:135]) > 100
    assert np.array_equal(green, blue)
    assert np.all(alpha == 255)


def test_numbers_of_identical_pictures_are_finite(run, pair, tmp_path):
    picture = run("composite", INPUT=pair[0], OUTPUT=str(tmp_path / "a.tif"))["OUTPUT"]
    found = run("evaluatecolour", INPUT=picture, REFERENCE=picture, REPORT=str(tmp_path / "r.html"))
    assert found["PSNR"] == 1000
    assert found["SSIM"] == pytest.approx(1, abs=1e-3)
    assert found["CIEDE2000"] == pytest.approx(0, abs=1e-3)
    assert found["EDGE_SHARE"] == 0


def test_a_layer_of_the_project_is_as_good_as_a_path(run, pair, tmp_path):
    layer = QgsRasterLayer(pair[0], "my scene")
    QgsProject.instance().addMapLayer(layer)
    try:
        found = run("despeckle", INPUT=layer, LOOKS=4, OUTPUT=str(tmp_path / "out.tif"))
        again = run("despeckle", INPUT=pair[0], LOOKS=4, OUTPUT=str(tmp_path / "out2.tif"))
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    assert np.array_equal(*(gdal.Open(one["OUTPUT"]).ReadAsArray() for one in (found, again)))


def test_a_layer_inside_a_zip_is_read_from_there(run, pair, tmp_path):
    with zipfile.ZipFile(tmp_path / "scene.zip", "w") as archive:
        archive.write(pair[0], "inner.tif")
    layer = QgsRasterLayer(f"/vsizip/{tmp_path}/scene.zip/inner.tif", "zipped")
    assert layer.isValid()
    zipped = run("despeckle", INPUT=layer, LOOKS=4, OUTPUT=str(tmp_path / "out.tif"))
    plain = run("despeckle", INPUT=pair[0], LOOKS=4, OUTPUT=str(tmp_path / "out2.tif"))
    assert np.array_equal(*(gdal.Open(one["OUTPUT"]).ReadAsArray() for one in (zipped, plain)))


@pytest.mark.parametrize("kind", ALGORITHMS, ids=lambda kind: kind.NAME)
def test_an_algorithm_runs_in_a_background_thread_and_its_layers_arrive_styled(kind, pair, outputs, tmp_path, qtbot):
    for _ in range(2):  # a post-processor that QGIS deleted would raise on the second run
        parameters, wanted = in_background(kind, pair, outputs, tmp_path)
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        context.setProject(QgsProject.instance())
        task = QgsProcessingAlgRunnerTask(created(kind), parameters, context, feedback)
        done: list[Any] = []
        task.executed.connect(lambda successful, results, done=done: done.append((successful, results)))
        QgsApplication.taskManager().addTask(task)
        qtbot.waitUntil(lambda done=done: bool(done), timeout=30_000)
        assert done[0][0]
        for path, renderer in wanted.items():
            details = context.layersToLoadOnCompletion()[path]
            layer = context.takeResultLayer(path) or QgsRasterLayer(path)
            if details.postProcessor() is not None:
                details.postProcessor().postProcessLayer(layer, context, feedback)
            assert layer.renderer().type() == renderer


def test_the_users_own_rendering_style_is_left_alone(pair, tmp_path, monkeypatch):
    from processing.gui.RenderingStyles import RenderingStyles

    monkeypatch.setattr(RenderingStyles, "getStyle", staticmethod(lambda algorithm, output: "mine.qml"))
    out = str(tmp_path / "out.tif")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    definition = QgsProcessingOutputLayerDefinition(out, QgsProject.instance())
    created(ALGORITHMS[0]).run({"INPUT": pair[0], "LOOKS": 4, "OUTPUT": definition}, context, feedback)
    assert context.layersToLoadOnCompletion()[out].postProcessor() is None


STYLES = sorted(path.stem for path in (RESOURCES / "styles").glob("*.qml"))


@pytest.mark.parametrize("style", STYLES)
def test_every_style_that_an_algorithm_names_exists(style):
    assert (RESOURCES / "styles" / f"{style}.qml").is_file()
    named = [*(kind.STYLES for kind in ALGORITHMS), DetectChange.BY_UNIT]
    assert style in {name for styles in named for name in styles.values()}


def model() -> QgsProcessingModelAlgorithm:
    """Despeckle both dates, then compare them; a number of the first run is a parameter of the second."""
    made = QgsProcessingModelAlgorithm("two dates", "test")
    for name in ("BEFORE", "AFTER"):
        parameter = QgsProcessingModelParameter(name)
        made.addModelParameter(QgsProcessingParameterRasterLayer(name, name), parameter)
        child = QgsProcessingModelChildAlgorithm("aurorasar:despeckle")
        child.setChildId(f"filter_{name}")
        source = QgsProcessingModelChildParameterSource
        child.addParameterSources("INPUT", [source.fromModelParameter(name)])
        child.addParameterSources("FILTER", [source.fromStaticValue("lee")])
        child.addParameterSources("WINDOW", [source.fromStaticValue(5)])
        if name == "AFTER":
            child.addParameterSources("LOOKS", [source.fromChildOutput("filter_BEFORE", "LOOKS_USED")])
        made.addChildAlgorithm(child)
    child = QgsProcessingModelChildAlgorithm("aurorasar:detectchange")
    child.setChildId("change")
    child.addParameterSources("BEFORE", [source.fromChildOutput("filter_BEFORE", "OUTPUT")])
    child.addParameterSources("AFTER", [source.fromChildOutput("filter_AFTER", "OUTPUT")])
    child.addParameterSources("FILTER", [source.fromStaticValue("none")])
    output = QgsProcessingModelOutput("Classes")
    output.setChildId("change")
    output.setChildOutputName("CLASSES")
    child.setModelOutputs({"Classes": output})
    made.addChildAlgorithm(child)
    return made


def test_a_model_of_two_algorithms_gives_what_they_give_one_after_the_other(run, pair, tmp_path, outputs):
    made = model()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    out = str(tmp_path / "model.tif")
    destination = next(one.name() for one in made.parameterDefinitions() if one.isDestination())
    _, successful = made.run({"BEFORE": pair[0], "AFTER": pair[1], destination: out}, context, feedback)
    assert successful, feedback.textLog()
    first = run("despeckle", INPUT=pair[0], WINDOW=5, OUTPUT=str(tmp_path / "1.tif"))
    second = run("despeckle", INPUT=pair[1], WINDOW=5, LOOKS=first["LOOKS_USED"], OUTPUT=str(tmp_path / "2.tif"))
    direct = run("detectchange", BEFORE=first["OUTPUT"], AFTER=second["OUTPUT"], FILTER="none", **outputs)
    assert np.array_equal(gdal.Open(out).ReadAsArray(), gdal.Open(direct["CLASSES"]).ReadAsArray())


@pytest.mark.parametrize("name", ["despeckle", "detectchange"])
def test_cancelling_ends_a_large_run_within_two_seconds_and_leaves_nothing(name, tmp_path):
    sparse = str(tmp_path / "huge.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(sparse, 20_000, 20_000, 1, gdal.GDT_Float32, ["SPARSE_OK=TRUE"])
    dataset.SetGeoTransform(grid(1, 1).transform)
    dataset.SetProjection(grid(1, 1).crs)
    rng = np.random.default_rng(3)
    for row in range(0, 20_000, 4000):  # some data for the samples to find
        dataset.GetRasterBand(1).WriteArray(speckle((200, 20_000), 4, rng), 0, row)
    dataset = None
    other = str(tmp_path / "other.tif")
    shutil.copy(sparse, other)
    folder = tmp_path / "out"
    folder.mkdir()
    feedback, moments = QgsProcessingFeedback(), []

    def cancel(percent: float) -> None:
        if percent > 8 and not moments:
            moments.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    algorithm = created(next(kind for kind in ALGORITHMS if kind.NAME == name))
    parameters = (
        {"INPUT": sparse, "LOOKS": 4, "OUTPUT": str(folder / "o.tif")}
        if name == "despeckle"
        else {
            "BEFORE": sparse,
            "AFTER": other,
            "LOOKS": 4,
            "STRENGTH": str(folder / "s.tif"),
            "CLASSES": str(folder / "c.tif"),
        }
    )
    _, successful = algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert not successful
    assert time.monotonic() - moments[0] < 2
    assert list(folder.iterdir()) == []


# Bad input: a clear sentence before any long work, and nothing lost


def text_file(folder: Path) -> str:
    (folder / "letter.tif").write_text("Dear analyst")
    return str(folder / "letter.tif")


def complex_file(folder: Path) -> str:
    path = str(folder / "slc.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 64, 64, 1, gdal.GDT_CFloat32)
    dataset.GetRasterBand(1).WriteArray(np.ones((64, 64), np.complex64))
    return path


GOOD = object()
BAD_DESPECKLE: dict[str, tuple[Callable[..., dict[str, Any]], str]] = {
    "missing file": (lambda folder, save: {"INPUT": str(folder / "none.tif")}, "There is no file"),
    "not a raster": (lambda folder, save: {"INPUT": text_file(folder)}, "cannot be opened as a raster"),
    "all nodata": (
        lambda folder, save: {"INPUT": save(np.full((1, 64, 64), np.nan, np.float32), "bad.tif")},
        "holds no valid data",
    ),
    "all zero": (
        lambda folder, save: {"INPUT": save(np.zeros((1, 64, 64), np.float32), "bad.tif")},
        "holds no valid data",
    ),
    "constant image": (
        lambda folder, save: {"INPUT": save(np.full((1, 64, 64), 2, np.float32), "bad.tif")},
        "Give the number of looks",
    ),
    "complex": (lambda folder, save: {"INPUT": complex_file(folder)}, "choose the scale 'amplitude'"),
    "negative intensity": (
        lambda folder, save: {"INPUT": save(np.full((1, 64, 64), -2, np.float32), "bad.tif"), "SCALE": "intensity"},
        "negative",
    ),
    "decibel given as intensity": (
        lambda folder, save: {"INPUT": save(np.linspace(-25, 1, 4096, dtype=np.float32).reshape(1, 64, 64), "bad.tif"),
                              "SCALE": "intensity"},
        "choose the scale 'decibel'",
    ),
    "even window": (lambda folder, save: {"WINDOW": 6}, "odd number"),
    "oversized window": (lambda folder, save: {"WINDOW": 99}, "smaller window"),
    "negative looks": (lambda folder, save: {"LOOKS": -1}, "LOOKS"),
    "no such band": (lambda folder, save: {"BANDS": [7]}, "band 7 was asked for"),
    "unwritable folder": (lambda folder, save: {"OUTPUT": "/proc/out.tif"}, "cannot be written to"),
    "missing folder": (lambda folder, save: {"OUTPUT": str(folder / "file.txt" / "out.tif")}, "choose another"),
    "unsupported extension": (lambda folder, save: {"OUTPUT": str(folder / "out.xyz")}, "Choose a name that ends in"),
}  # fmt: skip


def failure(name: str, parameters: dict[str, Any]) -> str:
    """Run an algorithm as Processing does, and return its error message."""
    kind = next(kind for kind in ALGORITHMS if kind.NAME == name)
    algorithm, context = created(kind), QgsProcessingContext()
    usable, message = algorithm.checkParameterValues(parameters, context)
    if not usable:
        return str(message)
    with pytest.raises(QgsProcessingException) as raised:
        algorithm.run(parameters, context, QgsProcessingFeedback(), {}, False)
    return str(raised.value)


@pytest.mark.parametrize("case", BAD_DESPECKLE)
def test_bad_input_to_despeckle_is_refused_with_a_sentence(case, save, tmp_path, rng):
    make, sentence = BAD_DESPECKLE[case]
    (tmp_path / "file.txt").write_text("no folder")
    image = speckle((1, 64, 64), 4, rng)
    parameters = {"INPUT": save(image), "OUTPUT": str(tmp_path / "out.tif"), **make(tmp_path, save)}
    assert sentence in failure("despeckle", parameters)
    assert not list(tmp_path.glob("out*"))
    assert not list(tmp_path.glob(".*part*"))


def dark(shape: tuple[int, int, int] = (1, 64, 64)) -> np.ndarray:
    return speckle(shape, 4, np.random.default_rng(5))


BAD_CHANGE: dict[str, tuple[Callable[..., dict[str, Any]], str]] = {
    "missing file": (lambda folder, save: {"AFTER": str(folder / "none.tif")}, "There is no file"),
    "not a raster": (lambda folder, save: {"BEFORE": text_file(folder)}, "cannot be opened as a raster"),
    "no crs on one side": (
        lambda folder, save: {"AFTER": save(dark(), "bad.tif", on=grid(64, 64, crs=""))},
        "no coordinate reference system",
    ),
    "no overlap": (
        lambda folder, save: {"AFTER": save(dark(), "bad.tif", on=grid(64, 64, x=600_000))}, "does not overlap",
    ),
    "different band counts": (lambda folder, save: {"AFTER": save(dark((2, 64, 64)), "bad.tif",
                                                                  descriptions=["HH", "HV"])}, "same number of bands"),
    "all nodata": (
        lambda folder, save: {"AFTER": save(np.full((1, 64, 64), np.nan, np.float32), "bad.tif")},
        "holds no valid data",
    ),
    "constant image": (
        lambda folder, save: {"BEFORE": save(np.full((1, 64, 64), 2, np.float32), "b1.tif"),
                              "AFTER": save(np.full((1, 64, 64), 3, np.float32), "b2.tif"), "FILTER": "boxcar"},
        "image is constant",
    ),
    "identical images": (lambda folder, save: {"AFTER": str(folder / "image.tif"), "LOOKS": 4}, "no change to find"),
    "complex": (lambda folder, save: {"AFTER": complex_file(folder)}, "choose the scale 'amplitude'"),
    "negative intensity": (
        lambda folder, save: {"AFTER": save(-dark(), "bad.tif"), "AFTER_SCALE": "intensity"}, "negative",
    ),
    "decibel given as amplitude": (
        lambda folder, save: {"AFTER": save(10 * np.log10(dark()) - 12, "bad.tif"), "AFTER_SCALE": "amplitude"},
        "choose the scale 'decibel'",
    ),
    "even window": (lambda folder, save: {"WINDOW": 4}, "odd number"),
    "oversized window": (lambda folder, save: {"WINDOW": 101}, "smaller window"),
    "rate after a filter of unknown statistics": (
        lambda folder, save: {"THRESHOLD": "false_alarm", "FILTER": "lee"}, "choose the filter 'boxcar'",
    ),
    "rate of nothing": (
        lambda folder, save: {"THRESHOLD": "false_alarm", "FILTER": "none", "FALSE_ALARM_RATE": 0}, "between 0 and 1",
    ),
    "output equal to input": (lambda folder, save: {"STRENGTH": str(folder / "image.tif")}, "also an input"),
    "the same output twice": (lambda folder, save: {"STRENGTH": str(folder / "out_c.tif")}, "asked for twice"),
    "unwritable folder": (lambda folder, save: {"CLASSES": "/proc/out.tif"}, "cannot be written to"),
    "unsupported raster extension": (lambda folder, save: {"STRENGTH": str(folder / "out.jp2")}, "ends in .tif"),
    "unsupported vector extension": (lambda folder, save: {"POLYGONS": str(folder / "out.dxf")}, "ends in .gpkg"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_CHANGE)
def test_bad_input_to_detectchange_is_refused_with_a_sentence(case, save, tmp_path, rng):
    make, sentence = BAD_CHANGE[case]
    before = save(dark())
    content = Path(before).read_bytes()
    parameters = {
        "BEFORE": before, "AFTER": save(speckle((1, 64, 64), 4, rng), "after.tif"),
        "STRENGTH": str(tmp_path / "out_s.tif"), "CLASSES": str(tmp_path / "out_c.tif"), **make(tmp_path, save),
    }  # fmt: skip
    assert sentence in failure("detectchange", parameters)
    assert not list(tmp_path.glob("out*"))
    assert not list(tmp_path.glob(".*part*"))
    assert Path(before).read_bytes() == content


BAD_SERIES: dict[str, tuple[dict[str, Any], str]] = {
    "one date": ({"INPUTS": ["image.tif"]}, "at least two dates"),
    "no date": ({"INPUTS": []}, "There are no dates"),
    "missing file": ({"INPUTS": ["image.tif", "none.tif"]}, "There is no file"),
    "other bands": ({"INPUTS": ["image.tif", "two.tif"]}, "the same bands"),
    "matrices that are none": ({"MATRIX": "covariance"}, "are to be a covariance matrix"),
    "significance of nothing": ({"SIGNIFICANCE": 0}, "significance is 0"),
    "nonsense for bands": ({"BANDS": "VV"}, "does not name bands"),
    "a table that is not there": ({"DATES_TABLE": "none.csv"}, "cannot be read"),
    "output equal to input": ({"NUMBER": "after.tif"}, "also an input"),
    "unsupported extension": ({"NUMBER": "out.png"}, "ends in .tif"),
}


@pytest.mark.parametrize("case", BAD_SERIES)
def test_bad_input_to_changeseries_is_refused_with_a_sentence(case, save, tmp_path, rng):
    changed, sentence = BAD_SERIES[case]
    for name, bands in (("image", 1), ("after", 1), ("two", 2)):
        save(speckle((bands, 64, 64), 4, rng), f"{name}.tif")

    def placed(value: Any) -> Any:
        if isinstance(value, list):
            return [placed(one) for one in value]
        return str(tmp_path / value) if isinstance(value, str) and "." in value else value

    given = {"INPUTS": ["image.tif", "after.tif"], "LOOKS": 4, "NUMBER": "out.tif", **changed}
    assert sentence in failure("changeseries", {name: placed(value) for name, value in given.items()})
    assert not list(tmp_path.glob("out*"))
    assert not list(tmp_path.glob(".*part*"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "Choose one reference"),
        ({"REFERENCE": "map.tif", "POLYGONS": "none.gpkg"}, "POLYGONS"),
        ({"REFERENCE": "none.tif"}, "There is no file"),
        ({"REFERENCE": "map.tif", "BAND": 9}, "band 9 was asked for"),
        ({"REFERENCE": "map.tif", "CHANGED": "all"}, "does not name bands"),
        ({"REFERENCE": "map.tif", "KIND": "probability"}, "outside 0 to 1"),
    ],
)
def test_bad_input_to_evaluatechange_is_refused_with_a_sentence(changed, sentence, save, tmp_path):
    save(np.full((64, 64), 3, np.uint8), "map.tif", nodata=0)
    given = {"MAP": "map.tif", "ERRORS": "out.tif", **changed}
    paths = {name: str(tmp_path / one) for name, one in given.items() if str(one).endswith((".tif", ".gpkg"))}
    parameters = {**given, **paths}
    assert sentence in failure("evaluatechange", parameters)
    assert not list(tmp_path.glob("out*"))


def test_reference_polygons_may_be_a_file_or_a_layer_in_memory(run, save, tmp_path):
    classes = np.full((60, 80), 2, np.uint8)
    classes[10:30, 20:60] = 3
    source = save(classes, "map.tif", nodata=0)
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "truth", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(420_200, 5_209_700, 420_600, 5_209_900)))
    layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    path = str(tmp_path / "truth.gpkg")
    run_native = QgsApplication.processingRegistry().createAlgorithmById("native:savefeatures")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    run_native.run({"INPUT": layer, "OUTPUT": path}, context, QgsProcessingFeedback())
    try:
        for polygons in (layer, path):
            found = run("evaluatechange", MAP=source, POLYGONS=polygons, ERRORS=str(tmp_path / "e.tif"))
            assert (found["HITS"], found["FALSE_ALARMS"], found["MISSES"]) == (800, 0, 0)
    finally:
        QgsProject.instance().removeMapLayer(layer.id())


@pytest.mark.parametrize("left_out", ["PRIMARY_PRODUCT", "SECONDARY_PRODUCT", "DEM"])
def test_coherence_with_a_part_of_what_flat_earth_takes_is_refused(left_out, save, tmp_path, rng):
    slc, heights = save(np.ones((1, 40, 50), np.complex64), "slc.tif"), save(speckle((1, 40, 50), 4, rng), "dem.tif")
    given = {"PRIMARY": slc, "SECONDARY": slc, "PRIMARY_PRODUCT": slc, "SECONDARY_PRODUCT": slc, "DEM": heights}
    del given[left_out]
    assert "give all or none" in failure("coherence", {**given, "OUTPUT": str(tmp_path / "out.tif")})
    assert not list(tmp_path.glob("out*"))


def test_a_layer_that_is_no_file_is_refused_with_the_way_out(tmp_path):
    layer = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{x}/{y}/{z}.png&zmax=1&zmin=0", "tiles", "wms")
    assert layer.isValid()
    feedback = QgsProcessingFeedback()
    algorithm = created(ALGORITHMS[0])
    parameters = {"INPUT": layer, "OUTPUT": str(tmp_path / "out.tif")}
    _, successful = algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert not successful
    assert "save it as a GeoTIFF first" in feedback.textLog()


def test_a_disk_too_small_is_noticed_before_the_work(save, tmp_path, rng, monkeypatch):
    parameters = {"INPUT": save(speckle((1, 64, 64), 4, rng)), "OUTPUT": str(tmp_path / "out.tif")}
    free = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr("aurora_qgis.core.outputs.shutil.disk_usage", lambda _: free)
    assert "too small" in failure("despeckle", parameters)


def test_a_number_parameter_has_the_range_that_the_help_promises():
    algorithm = created(ALGORITHMS[0])
    window = algorithm.parameterDefinition("WINDOW")
    assert isinstance(window, QgsProcessingParameterNumber)
    assert window.minimum() == 3
