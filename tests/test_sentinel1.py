"""Sentinel-1 products: real annotations against their own geolocation grid, and products that are broken."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.geometry import Annotation, Between, geometry, read_annotation, read_orbit_file
from aurora_qgis.core.geometry.sentinel1 import burst_of_grid
from aurora_qgis.core.jobs.geometry.products import product_geometry, product_images
from aurora_qgis.core.raster import read_xml
from tests.sentinel1_product import Circle, Written, annotation, orbit_file, parsed, stem, write_product

REAL = {
    "IW GRDH 2021-12-23": "sentinel1_products/S1B_IW_GRDH*/annotation/s1b-iw-grd-vv*.xml",
    "IW1 SLC 2022-01-04": "sentinel1_products/S1A_IW_SLC*/annotation/s1a-iw1-slc-vv*.xml",
    "IW3 SLC 2022-09-18": "s1_slc_azores/s1a-iw3-slc-vv*.xml",
}
"""All Sentinel-1 annotations at hand; sarsen and SARProcessing.jl test data (see shared/data/README.md)."""

every_product = pytest.mark.parametrize("pattern", REAL.values(), ids=REAL)


def real(shared_data: Path, pattern: str) -> Annotation:
    return read_annotation(read_xml(str(next(shared_data.glob(pattern)))))


def rms(values: np.ndarray) -> float:
    return float(np.sqrt(np.mean(values**2)))


@every_product
def test_the_solver_agrees_with_esas_geolocation_grid(pattern, shared_data):
    """At every point: azimuth within 0.002 line intervals rms, slant range within 1 mm, image line within 0.01."""
    read = real(shared_data, pattern)
    made, grid = geometry(read), read.grid
    assert grid.line.size == 210
    seen = made.sense(grid.latitude, grid.longitude, grid.height)
    assert rms(seen.slant_range - grid.slant_range) <= 0.0001
    assert rms((seen.azimuth_time - grid.azimuth_time) / read.line_interval) <= 0.001
    times = made.line_time(seen)
    line = made.lines.line(times) if read.bursts is None else made.lines.line_in(burst_of_grid(read), times)
    assert rms(line - grid.line) <= 0.002
    assert np.abs(line - grid.line).max() <= 0.01


@every_product
def test_without_the_bistatic_term_lines_would_be_off_by_a_sixth_of_a_line(pattern, shared_data):
    read = real(shared_data, pattern)
    made, grid = geometry(read), read.grid
    assert made.bistatic.slope == 0.5
    shift = made.bistatic.shift(grid.slant_range) / read.line_interval
    assert np.ptp(shift) == pytest.approx(0.5 * 2 * np.ptp(grid.slant_range) / 299_792_458.0 / read.line_interval)
    assert np.abs(shift).max() > 0.08


@every_product
def test_back_meets_the_grids_positions_and_is_the_inverse(pattern, shared_data):
    read = real(shared_data, pattern)
    made, grid = geometry(read), read.grid
    place = made(grid.latitude, grid.longitude, grid.height)
    ground = made.back(*place, grid.height)
    assert np.abs(ground.latitude - grid.latitude).max() < 1e-10
    assert np.abs(ground.longitude - grid.longitude).max() < 1e-10
    again = made(*ground, grid.height)
    assert np.abs(again.line - place.line).max() < 1e-6
    assert np.abs(again.pixel - place.pixel).max() < 1e-6


@every_product
def test_the_incidence_angle_differs_from_the_annotated_one_by_a_constant_of_a_thirtieth_of_a_degree(
    pattern, shared_data
):
    """Seen in all products; ours is against the ellipsoid's normal, and what the annotation's is against is not
    documented. Calibration uses the annotated tables, so it does not depend on either."""
    read = real(shared_data, pattern)
    grid = read.grid
    apart = geometry(read).incidence(grid.latitude, grid.longitude, grid.height) - grid.incidence
    assert 0.02 < apart.mean() < 0.04
    assert apart.std() < 0.003


def test_ground_range_of_a_grd_is_tested_on_slant_range(shared_data):
    """The grid's pixel column was made with the nearest record, whose inverse polynomial is good to 5 cm. Linear
    interpolation is continuous; it differs from that by metres where records follow each other by up to 134 m."""
    read = real(shared_data, REAL["IW GRDH 2021-12-23"])
    times = read.lines.time(read.grid.line)
    nearest, linear = (
        read.columns(between).slant_range(times, read.grid.pixel) - read.grid.slant_range
        for between in (Between.NEAREST, Between.LINEAR)
    )
    assert rms(nearest) < 0.03
    assert 0.5 < rms(linear) < 2.0
    along = np.linspace(3.0, 5.0, 20_001)
    jumps = {
        between: np.abs(np.diff(read.columns(between).slant_range(along, np.full(along.size, 26_000.0)))).max()
        for between in Between
    }
    assert jumps[Between.LINEAR] < 0.1
    assert jumps[Between.NEAREST] > 20


def test_bursts_of_real_products_start_on_a_common_raster_of_lines(shared_data):
    """So that merging bursts needs no resampling."""
    for pattern in (REAL["IW1 SLC 2022-01-04"], REAL["IW3 SLC 2022-09-18"]):
        read = real(shared_data, pattern)
        starts = read.bursts.starts / read.line_interval
        assert len(starts) == 9
        assert np.abs(starts - starts.round()).max() < 0.001


def test_a_restituted_orbit_moves_the_points_by_centimetres(shared_data):
    read = real(shared_data, REAL["IW3 SLC 2022-09-18"])
    root = read_xml(str(next(shared_data.glob("s1_slc_azores/*.EOF"))))
    vectors = read_orbit_file(root, read.mission, read.epoch, *read.interval())
    grid = read.grid
    annotated, restituted = (
        made.sense(grid.latitude, grid.longitude, grid.height) for made in (geometry(read), geometry(read, vectors))
    )
    assert 0.0001 < rms(annotated.slant_range - restituted.slant_range) < 0.1
    assert rms(annotated.azimuth_time - restituted.azimuth_time) * 7500 < 0.5


def test_an_orbit_file_of_another_day_or_satellite_is_refused(shared_data):
    root = read_xml(str(next(shared_data.glob("s1_slc_azores/*.EOF"))))
    read = real(shared_data, REAL["IW1 SLC 2022-01-04"])
    with pytest.raises(InputError, match="choose the orbit file of that time"):
        read_orbit_file(root, read.mission, read.epoch, *read.interval())
    with pytest.raises(InputError, match="orbit of Sentinel-1A, but the product is of S1B"):
        read_orbit_file(root, "S1B", read.epoch, *read.interval())


def test_the_footprint_of_the_rome_product_surrounds_its_grid(shared_data):
    read = real(shared_data, REAL["IW GRDH 2021-12-23"])
    latitude, longitude = read.footprint()
    assert latitude.size == 59
    assert (latitude.min(), latitude.max()) == (read.grid.latitude.min(), read.grid.latitude.max())
    assert (longitude.min(), longitude.max()) == (read.grid.longitude.min(), read.grid.longitude.max())


def test_a_footprint_across_the_antimeridian_goes_on_beyond_180_degrees():
    read = read_annotation(parsed(annotation(Written(circle=Circle(longitude=174.36)), "VV")))
    assert read.grid.longitude.min() < -179.9
    assert read.grid.longitude.max() > 179.9
    assert np.ptp(read.footprint()[1]) < 0.1


@pytest.mark.parametrize("form", ["folder", "manifest", "zip"])
def test_a_product_is_opened_as_folder_manifest_or_zip(form, tmp_path):
    safe = write_product(tmp_path, Written(polarisations=("VH", "VV")))
    path = {"folder": str(safe), "manifest": f"{safe}/manifest.safe", "zip": f"{tmp_path}/product.zip"}[form]
    if form == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for file in safe.rglob("*"):
                archive.write(file, file.relative_to(tmp_path))
    images = product_images(path)
    assert [image.polarisation for image in images] == ["VV", "VH"]
    assert [image.annotation().polarisation for image in images] == ["VV", "VH"]
    assert [image.polarisation for image in product_images(path, polarisations=("vh",))] == ["VH"]


def test_a_product_of_several_swaths_asks_which(tmp_path):
    for swath in ("IW1", "IW2"):
        write_product(tmp_path / swath, Written(kind="SLC", swath=swath))
    safe = next((tmp_path / "IW1").iterdir())
    shutil.copytree(next((tmp_path / "IW2").iterdir()), safe, dirs_exist_ok=True)
    with pytest.raises(InputError, match="has the swaths IW1, IW2: choose one"):
        product_images(str(safe))
    assert product_images(str(safe), "iw2")[0].swath == "IW2"
    with pytest.raises(InputError, match="has no swath IW3: it has IW1, IW2"):
        product_images(str(safe), "IW3")
    with pytest.raises(InputError, match="no polarisation HH in IW1: it has VV"):
        product_images(str(safe), "IW1", ("HH",))


def test_what_is_no_product_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(InputError, match="There is no product"):
        product_images(str(tmp_path / "nothing.SAFE"))
    with pytest.raises(InputError, match="There is no file"):
        product_images(str(tmp_path / "nothing.zip"))
    with pytest.raises(InputError, match="holds no annotation of a Sentinel-1"):
        product_images(str(tmp_path))
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(InputError, match="holds 0 SAFE folders"):
        product_images(str(tmp_path / "empty.zip"))


GOOD = annotation(Written(), "VV")

BROKEN = {
    "a missing element": (GOOD.replace("rangeSamplingRate", "rate"), "no element product/generalAnnotation/productInf"),
    "a truncated file": (GOOD[:2000], "not complete XML"),
    "an empty file": ("", "no complete XML|not complete XML"),
    "no XML": ("annotation", "root elements"),
    "two documents": ("<product/><product/>", "2 root elements"),
    "another document": ("<noise/>", "its root element is noise"),
    "a document type": (GOOD.replace("<product>", '<!DOCTYPE product SYSTEM "x.dtd"><product>'), "document type"),
    "an entity": (GOOD.replace(">VV<", ">&file;<"), "entities"),
    "a word for a number": (GOOD.replace(">200<", ">many<"), "holds 'many' instead of a whole number"),
    "an infinite number": (GOOD.replace(">5.405e9<", ">inf<"), "instead of a number"),
    "a list that is too short": (GOOD.replace('orbitList count="13"', 'orbitList count="14"'), "announces 14 elements"),
    "an ocean product": (GOOD.replace(">GRD<", ">OCN<"), "product of type OCN"),
    "a wrong time": (GOOD.replace("2021-06-01T12:00:00.0", "2021-06-41T12:00:00.0"), "instead of a time in UTC"),
    "another frame": (GOOD.replace("Earth Fixed", "GM2000"), "instead of Earth Fixed"),
    "no ground range": (GOOD.replace("<coordinateConversion>", "<x>").replace("</coordinateConversion>", "</x>"), "no"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_annotation_is_refused_by_name(case, tmp_path):
    text, sentence = BROKEN[case]
    path = tmp_path / "annotation.xml"
    path.write_text(text)
    with pytest.raises(InputError, match=sentence) as raised:
        read_annotation(read_xml(str(path)))
    assert "annotation.xml" in str(raised.value)


def test_a_missing_file_of_a_product_is_named(tmp_path):
    made = Written(polarisations=("VV", "VH"))
    safe = write_product(tmp_path, made)
    first = product_images(str(safe))[0]
    with pytest.raises(InputError, match=f"no measurement/{stem(made, 'VV')}.tiff"):
        first.open(first.annotation())
    (safe / "annotation" / f"{stem(made, 'VV')}.xml").unlink()
    with pytest.raises(InputError, match="no polarisation VV in IW: it has VH"):
        product_images(str(safe), polarisations=("VV",))
    with pytest.raises(InputError, match="There is no file"):
        first.annotation()


def test_an_annotation_under_another_images_name_is_noticed(tmp_path):
    made = Written(polarisations=("VV",))
    safe = write_product(tmp_path, made)
    path = safe / "annotation" / f"{stem(made, 'VV')}.xml"
    path.write_text(annotation(made, "VH"))
    with pytest.raises(InputError, match="describes IW VH, other than its name says"):
        product_images(str(safe))[0].annotation()


def test_an_orbit_file_overrides_the_annotated_orbit(tmp_path):
    """The file's satellite flies over another meridian: points are found elsewhere."""
    made = Written()
    read = product_images(str(write_product(tmp_path, made)))[0].annotation()
    same, other = tmp_path / "same.EOF", tmp_path / "other.EOF"
    same.write_text(orbit_file(Circle()))
    other.write_text(orbit_file(Circle(longitude=10.01)))
    line, pixel, height = np.array([50.0, 150.0]), np.array([30.0, 250.0]), np.array([100.0, 900.0])
    annotated, again, moved = (
        product_geometry(read, path).back(line, pixel, height) for path in ("", str(same), str(other))
    )
    assert again.longitude == pytest.approx(annotated.longitude, abs=1e-9)
    assert moved.longitude == pytest.approx(annotated.longitude + 0.01, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (orbit_file(Circle(), 86_400.0, 90_000.0), "choose the orbit file of that time"),
        (orbit_file(Circle(), mission="Sentinel-1B"), "orbit of Sentinel-1B, but the product is of S1A"),
        (orbit_file(Circle()).replace("EARTH_FIXED", "GM2000"), "instead of EARTH_FIXED"),
        (orbit_file(Circle()).replace("NOMINAL", "DEGRADED"), "instead of NOMINAL"),
        ("<product/>", "is no orbit file"),
        (orbit_file(Circle())[:-10], "not complete XML"),
    ],
    ids=["another day", "another satellite", "another frame", "degraded", "an annotation", "truncated"],
)
def test_an_orbit_file_that_does_not_fit_is_refused(text, sentence, tmp_path):
    path = tmp_path / "orbit.EOF"
    path.write_text(text)
    read = read_annotation(parsed(GOOD))
    with pytest.raises(InputError, match=sentence):
        product_geometry(read, str(path))
