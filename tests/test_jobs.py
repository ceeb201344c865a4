"""The jobs, from files to files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

from aurora_qgis.core.__main__ import JOBS, main
from aurora_qgis.core.errors import AuroraError, Cancelled, InputError
from aurora_qgis.core.jobs import (
    ChangeFiles,
    ChangeOptions,
    DespeckleOptions,
    classify_strength,
    despeckle,
    detect_change,
    write_scene,
)
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import Options, speckle
from aurora_qgis.core.speckle import lee
from tests.conftest import grid
from tests.sentinel1_product import small_layer, small_scene
from tests.wheels import make_wheel

PLAIN = DespeckleOptions(layout="plain", looks=4)


@pytest.fixture
def pair(save, rng):
    """Two dates, two bands; a dark and a bright square appear."""
    before, after = (0.1 * speckle((2, 300, 320), 4, rng) for _ in range(2))
    after[:, 50:100, 60:140] *= 0.05
    after[1:, 180:230, 200:260] *= 15
    names = ["VV", "VH"]
    return save(before, "before.tif", descriptions=names), save(after, "after.tif", descriptions=names)


def files(folder: Path) -> ChangeFiles:
    return ChangeFiles(*(str(folder / name) for name in ("strength.tif", "classes.tif", "changes.gpkg", "report.html")))


def test_despeckling_a_file_equals_filtering_its_array(save, tmp_path, rng):
    image = speckle((2, 600, 1100), 4, rng)
    image[:, 100:120, 500:510] = np.nan
    despeckle(save(image), str(tmp_path / "out.tif"), PLAIN)
    with Raster.open(str(tmp_path / "out.tif")) as raster:
        assert raster.read() == pytest.approx(lee(image, 7, 4), rel=1e-5, nan_ok=True)


@pytest.mark.parametrize(("scale", "unit"), [("amplitude", "amplitude"), ("intensity", "intensity"), ("decibel", "dB")])
def test_the_output_comes_in_the_asked_scale_with_its_unit(scale, unit, save, tmp_path, rng):
    image = speckle((1, 64, 64), 4, rng)
    out = str(tmp_path / "out.tif")
    despeckle(save(image), out, DespeckleOptions(looks=4, output_scale=scale))
    expected = {"amplitude": np.sqrt, "intensity": lambda x: x, "decibel": lambda x: 10 * np.log10(x)}[scale]
    with Raster.open(out) as raster:
        assert raster.read() == pytest.approx(expected(lee(image, 7, 4)), rel=1e-4, abs=1e-4)
    assert gdal.Open(out).GetRasterBand(1).GetUnitType() == unit


def test_decibel_in_is_decibel_out_and_filtered_as_intensity(save, tmp_path, rng):
    image = 0.05 * speckle((1, 64, 64), 4, rng)
    despeckle(save(10 * np.log10(image)), str(tmp_path / "out.tif"), PLAIN)
    with Raster.open(str(tmp_path / "out.tif")) as raster:
        assert raster.read() == pytest.approx(10 * np.log10(lee(image, 7, 4)), abs=1e-3)


def test_chosen_bands_are_filtered_in_the_chosen_order(save, tmp_path, rng):
    image = speckle((3, 64, 64), 4, rng)
    despeckle(
        save(image, descriptions=["HH", "HV", "VV"]), str(tmp_path / "out.tif"), DespeckleOptions(looks=4, bands=(3, 1))
    )
    with Raster.open(str(tmp_path / "out.tif")) as raster:
        assert raster.descriptions == ("VV", "HH")
        assert raster.read()[0] == pytest.approx(lee(image[2], 7, 4), rel=1e-5)


def test_ground_control_points_are_carried_over(tmp_path, rng):
    path, out = str(tmp_path / "grd.tif"), str(tmp_path / "out.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 80, 70, 1, gdal.GDT_UInt16)
    dataset.GetRasterBand(1).WriteArray((100 * speckle((70, 80), 4, rng)).astype(np.uint16) + 1)
    points = [gdal.GCP(10 + col / 100, 45 - row / 100, 0, col, row) for row in (0, 70) for col in (0, 80)]
    dataset.SetGCPs(points, grid(2, 2).crs)
    dataset = None
    despeckle(path, out)
    got = gdal.Open(out).GetGCPs()
    assert [(point.GCPX, point.GCPY, point.GCPPixel, point.GCPLine) for point in got] == [
        (point.GCPX, point.GCPY, point.GCPPixel, point.GCPLine) for point in points
    ]


def test_an_eight_bit_image_keeps_its_zeros_as_the_darkest_level(save, tmp_path):
    image = np.zeros((1, 64, 64), np.uint8)
    image[:, :, 32:] = 100
    path = save(image, nodata=255)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).DeleteNoDataValue()
    dataset = None
    despeckle(path, str(tmp_path / "out.tif"), DespeckleOptions("boxcar", 3))
    with Raster.open(str(tmp_path / "out.tif")) as raster:
        got = raster.read()[0]
    assert got[5, 5] == pytest.approx(0, abs=1e-4)
    assert got[5, 60] == pytest.approx(100, rel=1e-4)


def test_changes_are_found_with_their_direction_area_and_mean(pair, tmp_path):
    summary = detect_change(*pair, files(tmp_path))
    with Raster.open(str(tmp_path / "classes.tif")) as raster:
        classes = raster.read()[0]
    assert np.all(classes[55:95, 65:135] == 1)
    assert np.all(classes[185:225, 205:255] == 3)
    assert np.mean(classes[240:] == 2) > 0.999
    assert summary.decrease_ha == pytest.approx(50 * 80 / 100, rel=0.05)
    assert summary.increase_ha == pytest.approx(50 * 60 / 100, rel=0.05)
    dataset = ogr.Open(str(tmp_path / "changes.gpkg"))
    found = [(one["direction"], one["area_ha"], one["mean_db"], one["pixels"]) for one in dataset.GetLayer(0)]
    assert len(found) == summary.polygons
    largest = max(found, key=lambda one: one[1])
    assert largest[0] == "decrease"
    assert largest[2] == pytest.approx(-13, abs=1.5)
    assert sum(one[3] for one in found) == summary.decrease_pixels + summary.increase_pixels
    assert sum(one[1] for one in found) == pytest.approx(summary.decrease_ha + summary.increase_ha, rel=1e-3)
    report = (tmp_path / "report.html").read_text()
    assert f"{summary.threshold_db:.2f}" in report
    assert "before.tif" in report


def test_places_of_an_image_by_control_points_go_with_its_changes(pair, tmp_path):
    for path in pair:
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.SetGeoTransform((0, 1, 0, 0, 0, 1))
        dataset.SetProjection("")
        points = [gdal.GCP(10 + c / 100, 45 - r / 100, 0, c, r) for r in (0, 70) for c in (0, 80)]
        dataset.SetGCPs(points, grid(2, 2).crs)
        dataset = None
    made = ChangeFiles(*(str(tmp_path / f"{name}.tif") for name in ("s", "c")), explanation=str(tmp_path / "e.tif"))
    detect_change(*pair, made)
    classify_strength(made.strength, str(tmp_path / "c2.tif"))
    for name in ("s", "c", "e", "c2"):
        assert len(gdal.Open(str(tmp_path / f"{name}.tif")).GetGCPs()) == 4


def test_digital_numbers_beside_calibrated_backscatter_are_told_by_their_gain(pair, save, tmp_path):
    with Raster.open(pair[1]) as raster:
        numbers = save(raster.read() * np.float32(3e5), "numbers.tif", descriptions=["VV", "VH"])
    summary = detect_change(pair[0], numbers, files(tmp_path), ChangeOptions(looks=4, normalise=True))
    plain = detect_change(*pair, files(tmp_path), ChangeOptions(looks=4, normalise=True))
    assert summary.gain_db == pytest.approx(np.add(plain.gain_db, 10 * np.log10(3e5)), abs=0.1)
    assert summary.changed_share == pytest.approx(plain.changed_share, rel=0.05)


def test_the_log_says_where_nothing_may_be_called_changed_and_how_nameless_bands_are_compared(save, tmp_path, rng):
    said: list[str] = []
    first = save(speckle((2, 120, 120), 4, rng), "a.tif", descriptions=["VV", "VH"])
    second = save(speckle((2, 120, 120), 4, rng), "b.tif")
    options = ChangeOptions(filter="none", measure="log_ratio", threshold="discovery", looks=4)
    assert detect_change(first, second, files(tmp_path), options, log=said.append).changed_share == 0
    assert "At a false discovery rate of 0.05 nothing may be called changed." in said
    assert any(sentence.endswith("no names in common: VV with B1, VH with B2.") for sentence in said)


def test_a_crop_of_a_few_pixels_is_too_small_to_measure_speckle_on(save, tmp_path, rng):
    paths = [save(speckle((1, 12, 40), 4, rng), f"{name}.tif") for name in "ab"]
    with pytest.raises(InputError, match="spatial correlation of the speckle cannot be measured"):
        detect_change(*paths, files(tmp_path), ChangeOptions(looks=4))
    fixed = ChangeFiles(str(tmp_path / "s.tif"), str(tmp_path / "c.tif"))
    detect_change(*paths, fixed, ChangeOptions(looks=4, threshold="fixed"))


def test_swapping_the_dates_swaps_decrease_and_increase(pair, tmp_path):
    first = detect_change(*pair, files(tmp_path))
    second = detect_change(*reversed(pair), files(tmp_path))
    assert (first.decrease_pixels, first.increase_pixels) == (second.increase_pixels, second.decrease_pixels)


def test_small_polygons_are_left_out_on_request(pair, tmp_path):
    summary = detect_change(*pair, files(tmp_path), ChangeOptions(minimum_hectares=35))
    assert summary.polygons == 1


def test_bands_are_matched_by_name_whatever_their_order(pair, save, tmp_path):
    with Raster.open(pair[1]) as raster:
        turned = save(raster.read()[::-1].copy(), "turned.tif", descriptions=["VH", "VV"])
    options = ChangeOptions(looks=4)
    assert detect_change(pair[0], turned, files(tmp_path), options) == detect_change(*pair, files(tmp_path), options)


def test_the_gain_between_the_dates_is_removed_on_request(pair, save, tmp_path):
    with Raster.open(pair[1]) as raster:
        brighter = save(raster.read() * np.float32(2), "brighter.tif", descriptions=["VV", "VH"])
    kept = detect_change(pair[0], brighter, files(tmp_path), ChangeOptions(looks=4))
    removed = detect_change(pair[0], brighter, files(tmp_path), ChangeOptions(looks=4, normalise=True))
    plain = detect_change(*pair, files(tmp_path), ChangeOptions(looks=4))
    assert removed.gain_db == pytest.approx([3.01, 3.01], abs=0.15)
    assert removed.changed_share == pytest.approx(plain.changed_share, rel=0.05)
    assert kept.gain_db == removed.gain_db


def test_a_false_alarm_rate_holds_on_an_unchanged_pair_of_files(save, tmp_path, rng):
    paths = [save(speckle((2, 900, 900), 4.4, rng), f"{name}.tif", descriptions=["VV", "VH"]) for name in "ab"]
    options = ChangeOptions(
        filter="boxcar", measure="log_ratio", threshold="false_alarm", false_alarm_rate=0.01, looks=4.4,
        minimum_pixels=0,
    )  # fmt: skip
    assert detect_change(*paths, files(tmp_path), options).changed_share == pytest.approx(0.01, rel=0.12)


@pytest.mark.parametrize(("filter", "measure", "looks"), [
    ("none", "smoothed_log_ratio", 1.0), ("none", "smoothed_log_ratio", 4.4), ("boxcar", "smoothed_log_ratio", 4.4),
    ("none", "likelihood", 1.0), ("boxcar", "likelihood", 4.4), ("none", "log_ratio", 1.0),
])  # fmt: skip
def test_a_false_alarm_rate_holds_whatever_the_measure(filter, measure, looks, save, tmp_path, rng):
    paths = [save(speckle((2, 900, 900), looks, rng), f"{name}.tif", descriptions=["VV", "VH"]) for name in "ab"]
    options = ChangeOptions(
        filter=filter, measure=measure, threshold="false_alarm", false_alarm_rate=0.01, looks=looks, minimum_pixels=0
    )
    detect_change(*paths, files(tmp_path), options)
    with Raster.open(str(tmp_path / "classes.tif")) as raster:  # windows that the border cuts off average less
        called = raster.read()[0, 12:-12, 12:-12] != 2
    assert called.mean() == pytest.approx(0.01, rel=0.15)


def test_most_of_what_is_called_by_a_false_discovery_rate_did_change(save, tmp_path, rng):
    first, second = (speckle((2, 400, 400), 4.4, rng) for _ in range(2))
    second[:, :100] *= 10
    paths = [save(one, f"{name}.tif", descriptions=["VV", "VH"]) for name, one in (("a", first), ("b", second))]
    for measure in ("smoothed_log_ratio", "likelihood"):
        options = ChangeOptions(filter="none", measure=measure, threshold="discovery", looks=4.4, minimum_pixels=0)
        detect_change(*paths, files(tmp_path), options)
        with Raster.open(str(tmp_path / "classes.tif")) as raster:
            called = raster.read()[0] != 2
        assert np.mean(called[:90]) > 0.6
        assert called[110:].sum() / called.sum() < 0.06


def test_the_report_and_the_raster_say_in_what_unit_the_strength_is(pair, tmp_path):
    options = ChangeOptions(filter="boxcar", measure="likelihood", threshold="fixed", looks=4, hysteresis=0.6)
    summary = detect_change(*pair, files(tmp_path), options)
    assert summary.threshold_db == 3
    assert gdal.Open(str(tmp_path / "strength.tif")).GetRasterBand(1).GetUnitType() == "-log10 p"
    assert "±3.00 -log10 p" in (tmp_path / "report.html").read_text()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"measure": "magic"}, "measure 'magic' is not known"),
        ({"measure": "likelihood"}, "choose the filter 'boxcar'"),
        ({"threshold": "discovery"}, "choose the filter 'boxcar'"),
        ({"discovery_rate": 1.5}, "false discovery rate is 1.5"),
        ({"sigma": 0.0}, "sigma is 0"),
        ({"hysteresis": 0.0}, "hysteresis is 0"),
    ],
)
def test_options_that_cannot_work_are_refused(options, sentence, pair, tmp_path):
    with pytest.raises(InputError, match=sentence):
        detect_change(*pair, files(tmp_path), ChangeOptions(**options))


def test_a_threshold_within_the_speckle_is_raised_and_the_log_says_so(save, pair, tmp_path, rng):
    quiet = [save(speckle((1, 300, 300), 4, rng), f"{name}.tif") for name in "ab"]
    said: list[str] = []
    summary = detect_change(*quiet, files(tmp_path), log=said.append)
    assert any("within the speckle" in sentence for sentence in said)
    assert summary.changed_share < 0.002
    said.clear()
    detect_change(*pair, files(tmp_path), log=said.append)
    assert not any("within the speckle" in sentence for sentence in said)


def test_a_second_date_of_other_crs_resolution_extent_and_border_is_compared_on_the_firsts_grid(tmp_path):
    scene = write_scene(str(tmp_path), Options(shape=(400, 500), after_crs="EPSG:32632", after_pixel_size_m=13,
                                               after_shift=(0.05, 0.05), nodata_border=15))  # fmt: skip
    summary = detect_change(str(scene.before), str(scene.after), files(tmp_path))
    with Raster.open(str(tmp_path / "classes.tif")) as found, Raster.open(str(scene.truth)) as truth:
        assert found.grid == truth.grid
        classes, expected = found.read()[0], truth.read()[0]
    assert summary.resampled
    assert 0.6 < summary.valid_share < 0.95
    seen = np.isfinite(classes)
    changed, called = expected[seen] != 2, classes[seen] != 2
    assert np.count_nonzero(changed & called) / np.count_nonzero(called) > 0.85
    assert np.count_nonzero(changed & called) / np.count_nonzero(changed) > 0.6


def test_polygons_of_an_image_without_geotransform_lie_where_qgis_shows_it(tmp_path, rng):
    paths = []
    for name in "ab":
        image = speckle((100, 120), 4, rng)
        if name == "b":
            image[10:40, 20:50] *= 30
        paths.append(str(tmp_path / f"{name}.tif"))
        gdal.GetDriverByName("GTiff").Create(paths[-1], 120, 100, 1, gdal.GDT_Float32).WriteArray(image)
    detect_change(*paths, files(tmp_path))
    dataset = ogr.Open(str(tmp_path / "changes.gpkg"))
    left, right, bottom, top = dataset.GetLayer(0).GetExtent()
    assert (left, right, bottom, top) == pytest.approx((20, 50, -40, -10), abs=3)


def test_images_without_any_crs_are_compared_pixel_by_pixel_and_have_no_hectares(save, tmp_path, rng):
    on = grid(200, 200, crs="")
    first = speckle((1, 200, 200), 4, rng)
    second = speckle((1, 200, 200), 4, rng)
    second[:, 50:90, 50:90] *= 20
    summary = detect_change(save(first, "a.tif", on), save(second, "b.tif", on), files(tmp_path))
    assert summary.increase_pixels > 1000
    assert np.isnan(summary.increase_ha)


def test_two_runs_give_the_same_pixels(pair, tmp_path):
    got = []
    for _ in range(2):
        detect_change(*pair, files(tmp_path))
        got.append(gdal.Open(str(tmp_path / "strength.tif")).ReadAsArray())
    assert np.array_equal(*got)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_a_cancelled_run_leaves_no_file_at_all(share, pair, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        detect_change(*pair, files(folder), progress=lambda done: done <= share)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("moment", [0.05, 0.3, 0.5, 0.7, 0.9, 1.1, 1.4])
def test_a_killed_run_leaves_no_file_under_the_outputs_name_or_a_whole_one(moment, save, tmp_path, rng):
    source, out = save(speckle((1, 3000, 3000), 4, rng)), tmp_path / "out" / "out.tif"
    out.parent.mkdir()
    run = subprocess.Popen(
        [sys.executable, "-m", "aurora_qgis.core", "despeckle", source, str(out), "--looks", "4"],
        cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(moment)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    if out.exists():
        with Raster.open(str(out)) as raster:
            assert np.isfinite(raster.read()).all()


def test_the_command_line_runs_a_job_and_says_one_sentence_when_it_cannot(save, tmp_path, rng, capsys):
    source = save(speckle((1, 64, 64), 4, rng))
    assert main(["despeckle", source, str(tmp_path / "out.tif"), "--filter", "boxcar", "--window", "5"]) == 0
    assert main(["despeckle", source, str(tmp_path / "out.tif"), "--window", "6"]) == 1
    said = capsys.readouterr().err.strip()
    assert "odd number" in said
    assert "\n" not in said


def test_the_command_line_has_every_job(save, tmp_path, rng, capsys, monkeypatch):
    first, second = (save(speckle((1, 64, 64), 4, rng), f"{name}.tif") for name in ("a", "b"))
    odds, known = (save(rng.random((1, 64, 64)).astype(np.float32).round(digits), f"{digits}.tif") for digits in (3, 0))
    (tmp_path / "scene").mkdir()
    names = ("filtered", "stack", "multi", "local", "calibrated", "table", "map", "coded", "drawn")
    written = [str(tmp_path / f"{name}.tif") for name in names]
    filtered, stack, multi, local, calibrated, table, on_map, coded, drawn = written
    scene = small_scene(tmp_path)
    slc, together = save(np.ones((1, 20, 30), np.complex64), "slc.tif"), str(tmp_path / "together.tif")
    shapes = small_layer(tmp_path, scene["DEM"])
    runs = {
        "despeckle": [first, filtered, "--looks", "4"],
        "despecklestack": [first, second, "--output", stack, "--method", "quegan_yu", "--looks", "4"],
        "multilook": [first, multi, "--range", "4"],
        "estimatelooks": [first, "--output", local, "--bands", "1"],
        "specklequality": [first, filtered, "--report", str(tmp_path / "q.html"), "--looks", "4"],
        "composite": [first, str(tmp_path / "rgb.tif"), "--composite", "change", "--after", second],
        "colorize": [first, str(tmp_path / "generated.tif"), "--model", "adversarial"],
        "evaluatecolour": [str(tmp_path / "rgb.tif"), "--radar", first, "--report", str(tmp_path / "colours.html")],
        "detectchange": [first, second, str(tmp_path / "strength.tif"), str(tmp_path / "classes.tif")],
        "explainplace": [first, second, "420320", "5209680", "--series", first, second],
        "changeseries": [first, second, "--looks", "4", "--number", str(tmp_path / "number.tif")],
        "evaluatechange": [str(tmp_path / "classes.tif"), "--raster", first, "--json", str(tmp_path / "e.json")],
        "conformalsets": [odds, str(tmp_path / "sets.tif"), "--raster", known],
        "simulate": [str(tmp_path / "scene")],
        "calibrate": [scene["PRODUCT"], calibrated, "--no-border"],
        "lookuptable": [scene["PRODUCT"], scene["DEM"], table, "--heights", "ellipsoid"],
        "radarcode": [scene["DEM"], scene["PRODUCT"], scene["DEM"], coded, "--heights", "ellipsoid"],
        "coregister": [*[scene["PRODUCT"]] * 2, scene["DEM"], together, "--heights", "ellipsoid", "--no-refine"],
        "coherence": [slc, slc, str(tmp_path / "coherence.tif"), "--rows", "3", "--cols", "3"],
        "radarcodevector": [shapes, scene["PRODUCT"], scene["DEM"], drawn, "--heights", "ellipsoid"],
        "geocode": [calibrated, scene["PRODUCT"], scene["DEM"], on_map, "--heights", "ellipsoid"],
        "classifychange": [first, str(tmp_path / "classified.tif"), "--polygons",
                           str(tmp_path / "classified.gpkg"), "--minimum-pixels", "0", "--increase-db", "0.5"],
        "changehistogram": [first],
        "reviewqueue": [str(tmp_path / "classified.gpkg")],
        "reviewdecision": [str(tmp_path / "classified.gpkg"), "1", "accept", "Anne"],
        "exportreview": [
            str(tmp_path / "classified.gpkg"), first, second, "--folder", str(tmp_path / "chips"),
        ],
        "crop": [first, str(tmp_path / "crop.tif"), "--most", "20"],
        "check": ["--report", str(tmp_path / "check.html")],
        "models": ["--report", str(tmp_path / "models.html"), "--folder", str(tmp_path / "models")],
        "trymodel": ["despeckle", first, "--looks", "4"],
        "installruntime": [str(make_wheel(tmp_path)), "--folder", str(tmp_path / "runtime")],
    }
    for module in ("runtime", "library"):
        monkeypatch.setattr(f"aurora_qgis.core.networks.{module}._Place.folder", None)
    assert set(runs) == set(JOBS)
    for name, arguments in runs.items():
        assert main([name, *arguments]) == 0, capsys.readouterr().err
    assert "ratio_mean: " in capsys.readouterr().out
    for path in written:
        with Raster.open(path) as raster:
            assert np.isfinite(raster.read()).any()


def test_every_failure_is_an_error_of_our_own():
    assert issubclass(Cancelled, AuroraError)
