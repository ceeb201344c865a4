"""Pairs of products: point targets seen from two orbits in steered bursts, detected images, the real UAVSAR pair."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.errors import Cancelled, InputError
from aurora_qgis.core.geometry.image_axes import BurstLines
from aurora_qgis.core.grid import Grid, Window, reference
from aurora_qgis.core.interferometry import path_phase
from aurora_qgis.core.jobs import (
    CoherenceFiles,
    CoherenceOptions,
    CoregisterFiles,
    CoregisterOptions,
    Pair,
    coregister,
    measure_coherence,
)
from aurora_qgis.core.jobs.geometry.heights import open_heights
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import TerrainSource, open_radar_grid
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.jobs.pairs.pair_grid import PairSource
from aurora_qgis.core.jobs.pairs.pair_images import complex_layer
from aurora_qgis.core.raster import Content, Layout, Raster, write
from tests.sentinel1_product import Circle, Written, small_scene, write_pixels, write_product

BURSTS = Written(
    shape=(300, 180), interval=0.004, near=850_000.0, kind="SLC", swath="IW1", bursts=3, lines_per_burst=100,
    burst_step=80, steering=1.6, noise="none",
)  # fmt: skip
MOVED = Circle(longitude=10.0012, latitude=45.0 + np.degrees(0.00106 * 0.004 * 6.3))
"""95 m to the side, and 6.3 lines ahead."""

HEIGHT = 250.0
REACH = 7
"""Pixels from a point target to where its response ends."""

ON_ELLIPSOID = {"heights": "ellipsoid"}


def response(apart: np.ndarray, share: float) -> np.ndarray:
    """Of a band-limited system, faded out."""
    return np.sinc(share * apart) * np.where(np.abs(apart) < REACH, np.cos(np.pi * apart / (2 * REACH)) ** 2, 0)


class Scene:
    """Two products with the same point targets, and level ground."""

    def __init__(self, folder: Path) -> None:
        self.paths = [self._written(folder / name, circle) for name, circle in (("one", Circle()), ("two", MOVED))]
        self.images = [product_images(path)[0] for path in self.paths]
        self.annotations = [image.annotation() for image in self.images]
        self.grid = open_radar_grid(self.images[0], "", (1, 1))
        self.layers = [complex_layer(image, "", self.annotations[0]) for image in self.images]
        rows, cols = np.meshgrid(np.arange(14.0, 246, 18), np.arange(20.0, 165, 18), indexing="ij")
        self.rows, self.cols = rows.ravel(), cols.ravel()
        level = np.full(self.rows.shape, HEIGHT)
        self.ground = (*self.grid.geometry.back(self.rows, self.cols, level), level)
        self.amplitude = np.exp(1j * np.random.default_rng(5).uniform(0, 2 * np.pi, self.rows.size))
        self.sensed = [layer.geometry.sense(*self.ground) for layer in self.layers]
        farther = self.sensed[1].slant_range - self.sensed[0].slant_range
        self.phase = 4 * np.pi * farther / self.annotations[0].wavelength
        for image, amplitude, number in zip(self.images, (1, np.exp(-1j * self.phase)), (0, 1)):
            write_pixels(self._measurement(image), self._seen(number, self.amplitude * amplitude))
        self.terrain = str(folder / "terrain.tif")
        self._write_terrain()

    @staticmethod
    def _written(folder: Path, circle: Circle) -> str:
        made = replace(BURSTS, circle=circle, pixels={"VV": np.zeros(BURSTS.shape, complex)})
        folder.mkdir()
        return str(write_product(folder, made))

    @staticmethod
    def _measurement(image: object) -> Path:
        return Path(image.measurement_path)

    def _seen(self, number: int, amplitude: np.ndarray) -> np.ndarray:
        """The responses carry the ramp's phase relative to that at the target: at a target's place there is none."""
        layer, annotation = self.layers[number], self.annotations[number]
        total = np.zeros(annotation.shape, complex)
        lines, pixels = (np.arange(size, dtype=float) for size in annotation.shape)
        for burst in range(3):
            assert isinstance(layer.geometry.lines, BurstLines)
            line, pixel = layer.position(burst, self.sensed[number])
            rows = slice(burst * 100, burst * 100 + 100)
            for one, other, value in zip(line, pixel, amplitude):
                shape = np.outer(response(lines[rows] - one, 0.65), response(pixels - other, 0.85))
                there = layer.ramp.phase(burst, np.array(one), np.array(other))
                ramp = layer.ramp.phase(burst, lines[rows, np.newaxis], pixels[np.newaxis]) - there
                total[rows] += value * shape * np.exp(1j * ramp)
        total[:, :5], total[:, -5:] = 0, 0
        return np.round(8000 * total.real) + 1j * np.round(8000 * total.imag)

    def _write_terrain(self) -> None:
        latitude, longitude = self.annotations[0].footprint()
        on = (longitude.min() - 0.03, 0.0005, 0.0, latitude.max() + 0.03, 0.0, -0.0005)
        shape = (int(np.ptp(latitude) / 0.0005) + 120, int(np.ptp(longitude) / 0.0005) + 120)
        content = Content(Grid(shape, on, reference("EPSG:4326").ExportToWkt()), ["height"])
        write(self.terrain, np.full(shape, HEIGHT, np.float32), content, Layout.PLAIN)


@pytest.fixture(scope="module")
def scene(tmp_path_factory) -> Scene:
    return Scene(tmp_path_factory.mktemp("pair"))


@pytest.fixture(scope="module")
def together(scene, tmp_path_factory) -> tuple[str, str]:
    """The primary and the secondary in one grid."""
    folder = tmp_path_factory.mktemp("together")
    own, other = str(folder / "primary.tif"), str(folder / "secondary.tif")
    files = CoregisterFiles(other, own)
    found = coregister(*scene.paths, scene.terrain, files, CoregisterOptions(refine=False, **ON_ELLIPSOID))
    assert found.complex
    assert (found.rows, found.cols) == scene.grid.shape
    return own, other


def read(path: str) -> np.ndarray:
    with Raster.open(path) as raster:
        return raster.read_complex()[0]


def test_the_fitted_way_to_the_secondary_is_that_of_exact_geometry(scene):
    with open_heights(scene.terrain, "ellipsoid", unsaid).raster:
        heights = open_heights(scene.terrain, "ellipsoid", unsaid)
        source = PairSource(TerrainSource(scene.grid, heights), scene.layers[1].geometry)
        seen = source.read(Window(0, 0, *scene.grid.shape)).seen()
        row, col = (np.linspace(3, size - 4, 12).astype(int) for size in scene.grid.shape)
        exact = source.exact(row.astype(float), col.astype(float), np.full(12, HEIGHT))
    np.testing.assert_allclose(seen.farther[row, col], exact[2], atol=1e-5)
    np.testing.assert_allclose(seen.time[row, col] / 0.004, exact[0] / 0.004, atol=1e-5)


def test_point_targets_of_steered_bursts_come_to_lie_on_the_primarys(scene, together):
    own, other = (read(path) for path in together)
    peaks = (np.rint(scene.rows).astype(int), np.rint(scene.cols).astype(int))
    seen = np.isfinite(other[peaks]) & np.isfinite(own[peaks]) & (np.abs(own[peaks]) > 1000)
    assert seen.mean() > 0.8
    np.testing.assert_allclose(np.abs(other[peaks][seen]) / np.abs(own[peaks][seen]), 1, atol=0.05)


def test_flat_earth_leaves_no_phase_on_the_targets(scene, together, tmp_path):
    own, other = (read(path) for path in together)
    peaks = (np.rint(scene.rows).astype(int), np.rint(scene.cols).astype(int))
    strong = np.isfinite(other[peaks]) & np.isfinite(own[peaks]) & (np.abs(own[peaks]) > 1000)
    across = str(tmp_path / "interferogram.tif")
    files = CoherenceFiles(str(tmp_path / "coherence.tif"), interferogram=across)
    pair = Pair(*scene.paths, scene.terrain)
    options = CoherenceOptions(3, 3, **ON_ELLIPSOID)
    assert measure_coherence(*together, files, options, pair).accuracy is not None
    assert np.abs(np.angle(read(across)[peaks][strong])).max() < 0.1
    raw = np.angle((own * other.conj())[peaks][strong])
    assert np.abs(np.angle(np.exp(1j * (raw - scene.phase[strong])))).max() < 0.1
    assert np.ptp(scene.phase) > 3  # there was something to remove


def test_coherence_reports_on_both_geometries_of_its_pair(scene, together, tmp_path):
    report, said = tmp_path / "report.html", []
    files = CoherenceFiles(str(tmp_path / "coherence.tif"), report=str(report))
    pair = Pair(*scene.paths, scene.terrain)
    found = measure_coherence(*together, files, CoherenceOptions(3, 3, **ON_ELLIPSOID), pair, log=said.append)
    text = report.read_text(encoding="utf-8")
    assert "Against the product's geolocation grid" in unescape(text)
    assert "The secondary against its own geolocation grid" in text
    assert found.accuracy.round_trip < 1e-3
    assert f"{found.accuracy.round_trip:.2g} pixel rms" in text
    assert [one.split(":")[0] for one in said if "geolocation grid" in one] == ["Primary", "Secondary"]


def test_a_report_without_products_is_refused_before_anything_is_made(together, tmp_path):
    files = CoherenceFiles(str(tmp_path / "coherence.tif"), report=str(tmp_path / "report.html"))
    with pytest.raises(InputError, match="give both and the terrain model"):
        measure_coherence(*together, files)
    assert not list(tmp_path.iterdir())


def test_without_deramping_the_targets_phases_would_be_lost(scene, monkeypatch, tmp_path):
    monkeypatch.setattr("aurora_qgis.core.jobs.pairs.pair_images.read_ramp", lambda *_: None)
    own, other = str(tmp_path / "own.tif"), str(tmp_path / "other.tif")
    options = CoregisterOptions(refine=False, **ON_ELLIPSOID)
    coregister(*scene.paths, scene.terrain, CoregisterFiles(other, own), options)
    peaks = (np.rint(scene.rows).astype(int), np.rint(scene.cols).astype(int))
    values = (read(own) * read(other).conj())[peaks] * np.exp(-1j * scene.phase)
    values = values[np.isfinite(values) & (np.abs(values) > 1e5)]
    assert np.abs(np.angle(values)).max() > 0.3


def test_a_shift_that_geometry_does_not_know_is_measured_and_taken_back(tmp_path, rng):
    """Detected images of one product, the second one with its content 0.4 rows down and 0.7 columns left."""
    scene = small_scene(tmp_path)
    spectrum = np.fft.fft2(rng.standard_normal((200, 300)))
    low = np.exp(-0.5 * (np.fft.fftfreq(200)[:, np.newaxis] ** 2 + np.fft.fftfreq(300) ** 2) / 0.1**2)
    turn = np.exp(-2j * np.pi * (0.4 * np.fft.fftfreq(200)[:, np.newaxis] - 0.7 * np.fft.fftfreq(300)))
    images = []
    for name, found in (("one", spectrum * low), ("two", spectrum * low * turn)):
        field = np.fft.ifft2(found).real
        images.append(str(tmp_path / f"{name}.tif"))
        values = np.exp(field / field.std()).astype(np.float32)[np.newaxis]
        write(images[-1], values, Content(Grid((200, 300)), ["sigma0_VV"], unit="intensity"), Layout.PLAIN)
    options = CoregisterOptions(image=images[1], primary_image=images[0], **ON_ELLIPSOID)
    said, out = [], str(tmp_path / "out.tif")
    found = coregister(scene["PRODUCT"], scene["PRODUCT"], scene["DEM"], CoregisterFiles(out), options, log=said.append)
    assert found.corrected
    assert not found.complex
    assert np.hypot(found.offset_rows - 0.4, found.offset_cols + 0.7) < 0.05
    assert any("significant, corrected" in one for one in said)
    with Raster.open(out) as moved, Raster.open(images[0]) as first:
        ratio = np.log(moved.read() / first.read())[0, 10:-10, 10:-10]
    assert np.nanstd(ratio) < 0.1
    again = coregister(scene["PRODUCT"], scene["PRODUCT"], scene["DEM"], CoregisterFiles(str(tmp_path / "again.tif")),
                       replace(options, image=out))  # fmt: skip
    assert np.hypot(again.offset_rows, again.offset_cols) < 0.05


def test_the_page_has_both_geometries_and_the_offset_that_they_leave(tmp_path, rng):
    """Three columns that the secondary lies off are found, corrected, and said on the page as in the summary."""
    scene = small_scene(tmp_path)
    pixels = np.zeros((1, 200, 300), np.float32)
    with Raster.open(scene["INPUT"]) as raster:
        pixels[:, :, 3:] = raster.read()[:, :, :-3]
    moved = str(tmp_path / "moved.tif")
    write(moved, pixels, Content(Grid((200, 300)), ["sigma0_VV"], unit="intensity"), Layout.PLAIN)
    report, said = tmp_path / "report.html", []
    found = coregister(
        scene["PRODUCT"], scene["PRODUCT"], scene["DEM"],
        CoregisterFiles(str(tmp_path / "out.tif"), report=str(report)),
        CoregisterOptions(image=moved, primary_image=scene["INPUT"], **ON_ELLIPSOID), log=said.append,
    )  # fmt: skip
    text = report.read_text(encoding="utf-8")
    assert found.corrected
    assert found.offset_cols == pytest.approx(3, abs=0.1)
    assert f"{found.offset_rows:+.3f} rows (down) and {found.offset_cols:+.3f} columns (right)" in text
    assert f"{found.agreeing} of {found.tiles} tiles agree" in text
    assert text.count(f"{found.accuracy.range_mm:.3f} rms") == 2  # one product twice
    assert text.count("<svg") == 4
    assert [one.split(":")[0] for one in said if "geolocation grid" in one] == ["Primary", "Secondary"]
    assert any("ground is known of 100.0% of the image" in one for one in said)


def test_the_same_detected_image_stays_as_it_is(tmp_path):
    scene, out = small_scene(tmp_path), str(tmp_path / "out.tif")
    options = CoregisterOptions(image=scene["INPUT"], resampling="bilinear", refine=False, **ON_ELLIPSOID)
    coregister(scene["PRODUCT"], scene["PRODUCT"], scene["DEM"], CoregisterFiles(out), options)
    with Raster.open(out) as moved, Raster.open(scene["INPUT"]) as first:
        np.testing.assert_allclose(moved.read()[0, 1:-1, 1:-1], first.read()[0, 1:-1, 1:-1], rtol=2e-3)


def uavsar(shared_data: Path) -> tuple[str, str, str]:
    names = ("SanAnd_129.h5", "SanAnd_138.h5", "SanAnd_dem.tif")
    return tuple(str(shared_data / "uavsar_slc_isce3" / name) for name in names)


@pytest.mark.parametrize(("turned", "least", "most"), [(False, 0.95, 1.0), (True, 0.66, 0.82)])
def test_one_acquisition_in_two_bandwidths_has_the_coherence_of_its_common_band(
    turned, least, most, shared_data, tmp_path
):
    """1233-1253 MHz and 1233-1273 MHz of one flight: brought onto the coarser grid the wider image keeps the common
    band alone; on the finer grid half of its power, and so sqrt(1/2) of the coherence, has no counterpart."""
    first, second, terrain = uavsar(shared_data)
    products = (second, first) if turned else (first, second)
    own, other = str(tmp_path / "own.tif"), str(tmp_path / "other.tif")
    options = CoregisterOptions(swath="A", **ON_ELLIPSOID)
    found = coregister(*products, terrain, CoregisterFiles(other, own), options)
    assert abs(found.offset_rows) < 0.05
    assert abs(found.offset_cols) < 0.1
    files = CoherenceFiles(str(tmp_path / "coherence.tif"), str(tmp_path / "phase.tif"))
    flat = measure_coherence(own, other, files, CoherenceOptions(7, 7, "A", **ON_ELLIPSOID), Pair(*products, terrain))
    assert least < flat.mean < most
    with Raster.open(files.phase) as raster:
        phase = raster.read()[0]
    assert np.nanstd(np.exp(1j * phase)) < 0.2  # the carriers' fringes, 2.6 rad a pixel, are gone
    raw = measure_coherence(own, other, files, CoherenceOptions(7, 7))
    assert raw.mean < 0.5
    assert raw.accuracy is None


def test_coherence_in_blocks_equals_the_whole(save, tmp_path, rng):
    first = (rng.standard_normal((1, 150, 1100)) + 1j * rng.standard_normal((1, 150, 1100))).astype(np.complex64)
    second = (first + 0.5 * rng.standard_normal(first.shape)).astype(np.complex64)
    paths = [save(one, f"{name}.tif") for one, name in ((first, "a"), (second, "b"))]
    out = str(tmp_path / "coherence.tif")
    measure_coherence(*paths, CoherenceFiles(out), CoherenceOptions(5, 15))
    from aurora_qgis.core.interferometry import coherence, interferogram

    whole, _ = coherence(first[0], second[0], interferogram(first[0], second[0]), (5, 15))
    with Raster.open(out) as raster:
        np.testing.assert_allclose(raster.read()[0], whole, atol=1e-6)


def test_what_does_not_go_together_is_refused_and_leaves_nothing(scene, save, tmp_path, rng):
    small, out = small_scene(tmp_path), str(tmp_path / "out.tif")
    with pytest.raises(InputError, match="One product is single-look"):
        coregister(scene.paths[0], small["PRODUCT"], scene.terrain, CoregisterFiles(out))
    wrong = save(rng.gamma(4, 0.2, (1, 30, 40)).astype(np.float32), "wrong.tif")
    with pytest.raises(InputError, match="not multilooked"):
        coregister(*[small["PRODUCT"]] * 2, small["DEM"], CoregisterFiles(out), CoregisterOptions(image=wrong))
    with pytest.raises(Cancelled):
        options = CoregisterOptions(refine=False, **ON_ELLIPSOID)
        coregister(*scene.paths, scene.terrain, CoregisterFiles(out), options, progress=lambda _share: False)
    with pytest.raises(InputError, match="not complex"):
        measure_coherence(wrong, wrong, CoherenceFiles(out))
    with pytest.raises(InputError, match="odd numbers"):
        measure_coherence(wrong, wrong, CoherenceFiles(out), CoherenceOptions(4, 4))
    pixels = [save(np.ones((1, 20, size), np.complex64), f"{size}.tif") for size in (30, 31)]
    with pytest.raises(InputError, match="differ in size"):
        measure_coherence(*pixels, CoherenceFiles(out))
    ones = np.ones((1, 20, 30), np.complex64)
    there = save(ones, "there.tif", Grid((20, 30), (5e5, 10, 0, 5e6, 0, -10), reference("EPSG:32633").ExportToWkt()))
    beside = save(ones, "beside.tif", Grid((20, 30), (6e5, 10, 0, 5e6, 0, -10), reference("EPSG:32633").ExportToWkt()))
    with pytest.raises(InputError, match=r"there.tif and beside.tif lie on different grids"):
        measure_coherence(there, beside, CoherenceFiles(out))
    with pytest.raises(InputError, match="No window of 99 x 99 pixels has data of both"):
        measure_coherence(there, there, CoherenceFiles(out), CoherenceOptions(99, 99))
    with pytest.raises(InputError, match="choose the product whose grid"):
        pair = Pair(*scene.paths, scene.terrain)
        measure_coherence(pixels[0], pixels[0], CoherenceFiles(out), CoherenceOptions(3, 3), pair)
    assert not [one for one in tmp_path.iterdir() if "out" in one.name]


def test_path_phase_of_equal_wavelengths_needs_the_difference_alone():
    np.testing.assert_allclose(path_phase(np.array(9e5), np.array(0.01), 0.05, 0.05), 4 * np.pi * 0.2)
