"""Rasters on disk: what is read, what is written, and how two of them meet."""

from __future__ import annotations

import json
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from osgeo import gdal
from scipy import ndimage

from aurora_qgis.core.errors import InputError, OutputError
from aurora_qgis.core.grid import Grid, Window, reference
from aurora_qgis.core.outputs import Outputs
from aurora_qgis.core.raster import Aligned, Content, Layout, Raster, write
from tests.conftest import grid


def same(values: np.ndarray) -> np.ndarray:
    return values


def made(path: Path, kind: int, values: np.ndarray, nodata: float | None = None) -> str:
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, kind)
    dataset.GetRasterBand(1).WriteArray(values)
    if nodata is not None:
        dataset.GetRasterBand(1).SetNoDataValue(nodata)
    return str(path)


def test_what_is_written_is_read_back_with_its_place_and_names(save, rng):
    values = rng.random((2, 70, 90)).astype(np.float32)
    values[:, 3, 4] = np.nan
    with Raster.open(save(values, descriptions=["VV", "VH"])) as raster:
        assert np.array_equal(raster.read(), values, equal_nan=True)
        assert raster.descriptions == ("VV", "VH")
        assert raster.grid.transform == grid(70, 90).transform
        assert raster.grid.same_crs(grid(70, 90))


@pytest.mark.parametrize("kind", [gdal.GDT_Byte, gdal.GDT_UInt16, gdal.GDT_Int16, gdal.GDT_Float32, gdal.GDT_Float64])
def test_nodata_is_nan_in_every_data_type(kind, tmp_path):
    with Raster.open(made(tmp_path / "a.tif", kind, np.array([[1, 7], [7, 3]]), nodata=7)) as raster:
        assert np.isnan(raster.read()[0]).tolist() == [[False, True], [True, False]]


def test_the_lowest_float_as_nodata_is_recognised(tmp_path):
    lowest = float(np.finfo(np.float32).min)
    with Raster.open(made(tmp_path / "a.tif", gdal.GDT_Float32, np.array([[1, lowest]]), nodata=lowest)) as raster:
        assert np.isnan(raster.read()[0, 0, 1])


def test_an_alpha_band_is_a_mask_and_not_a_band(tmp_path):
    path = str(tmp_path / "a.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 3, 1, 2, gdal.GDT_Byte, ["ALPHA=YES"])
    dataset.GetRasterBand(1).WriteArray(np.array([[5, 6, 7]]))
    dataset.GetRasterBand(2).WriteArray(np.array([[255, 0, 255]]))
    dataset.GetRasterBand(2).SetColorInterpretation(gdal.GCI_AlphaBand)
    dataset = None
    with Raster.open(path) as raster:
        assert raster.count == 1
        assert np.isnan(raster.read()[0, 0]).tolist() == [False, True, False]


def test_a_bands_scale_and_offset_are_applied_and_its_numbers_are_no_digital_numbers_then(tmp_path):
    """As hundredths of a decibel in 16 bits, or heights in tenths of a metre."""
    path = made(tmp_path / "packed.tif", gdal.GDT_Int16, np.array([[-1234, 0, -32768]]))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetNoDataValue(-32768)
    dataset.GetRasterBand(1).SetScale(0.01)
    dataset.GetRasterBand(1).SetOffset(2)
    dataset = None
    with Raster.open(path) as raster:
        assert raster.read()[0, 0] == pytest.approx([-10.34, 2, np.nan], nan_ok=True)
        assert raster.read_double(0)[0] == pytest.approx([-10.34, 2, np.nan], nan_ok=True)
        assert not raster.is_integer


def test_complex_pixels_are_read_as_amplitude_or_as_complex(tmp_path):
    with Raster.open(made(tmp_path / "slc.tif", gdal.GDT_CFloat32, np.array([[3 + 4j, 1j]]))) as raster:
        assert raster.is_complex
        assert raster.read()[0, 0].tolist() == [5, 1]
        assert raster.read_complex()[0, 0].tolist() == [3 + 4j, 1j]


def test_a_raster_in_a_zip_is_read_through_vsizip(save, tmp_path):
    path = Path(save(np.ones((1, 9, 9), np.float32)))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "inner.tif")
    with Raster.open(f"/vsizip/{tmp_path}/a.zip/inner.tif") as raster:
        assert raster.read().sum() == 81


def test_a_missing_file_and_a_file_that_is_no_raster_are_told_apart(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear analyst")
    with pytest.raises(InputError, match="There is no file"):
        Raster.open(str(tmp_path / "none.tif"))
    with pytest.raises(InputError, match=r"cannot be opened as a raster.*not recognized"):
        Raster.open(str(tmp_path / "letter.txt"))


def test_errors_are_the_same_when_another_plugin_has_switched_gdal_exceptions_on(tmp_path):
    gdal.UseExceptions()
    try:
        with pytest.raises(InputError, match="There is no file"):
            Raster.open(str(tmp_path / "none.tif"))
        with pytest.raises(InputError, match="not known"):
            reference("nonsense")
    finally:
        gdal.DontUseExceptions()


def test_a_truncated_file_is_an_error_and_not_zeros(save, rng):
    path = save(rng.random((1, 400, 400)).astype(np.float32))
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[: len(data) // 3])
    with pytest.raises(InputError, match="complete"):
        with Raster.open(path) as raster:
            raster.read()


def test_a_cog_is_tiled_compressed_with_overviews_units_and_provenance(tmp_path, rng):
    path = str(tmp_path / "a.tif")
    content = Content(grid(1200, 1300), ["VV"], unit="dB", algorithm="test", parameters={"window": 7})
    write(path, rng.random((1, 1200, 1300)).astype(np.float32), content)
    dataset = gdal.Open(path)
    band = dataset.GetRasterBand(1)
    assert dataset.GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE") == "COG"
    assert dataset.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") == "DEFLATE"
    assert band.GetBlockSize() == [512, 512]
    assert band.GetOverviewCount() >= 1
    assert (band.GetDescription(), band.GetUnitType()) == ("VV", "dB")
    assert np.isnan(band.GetNoDataValue())
    assert json.loads(dataset.GetMetadataItem("AURORASAR_PARAMETERS")) == {"window": 7}
    assert dataset.GetMetadataItem("AURORASAR_ALGORITHM") == "test"
    assert dataset.GetMetadataItem("AURORASAR_VERSION")


def test_a_plain_file_has_all_its_strips_also_those_without_data(tmp_path):
    values = np.full((2, 500, 3000), np.nan, np.float32)
    values[:, 200:210] = 1
    write(str(tmp_path / "a.tif"), values, Content(grid(500, 3000), ["VV", "VH"]), Layout.PLAIN)
    dataset = gdal.Open(str(tmp_path / "a.tif"))
    assert (tmp_path / "a.tif").stat().st_size > values.nbytes
    assert np.array_equal(dataset.ReadAsArray(), values, equal_nan=True)
    strips = -(-500 // dataset.GetRasterBand(1).GetBlockSize()[1])
    offsets = [dataset.GetRasterBand(2).GetMetadataItem(f"BLOCK_OFFSET_0_{strip}", "TIFF") for strip in range(strips)]
    assert None not in offsets


def test_an_image_on_the_same_lattice_is_copied_and_not_resampled(save, rng):
    values = rng.random((1, 60, 60)).astype(np.float32)
    with Raster.open(save(values)) as raster:
        shifted = grid(40, 50, x=420_100.0, y=5_210_200.0)  # starts 10 columns right, 20 rows above
        aligned = Aligned(raster, shifted, same, (0,))
        assert not aligned.resampled
        got = aligned.read(shifted.window)[0]
        assert np.array_equal(got[20:, :], values[0, :20, 10:60])
        assert np.isnan(got[:20]).all()


def test_an_image_in_another_crs_lands_on_the_right_ground(tmp_path):
    """A plane of map coordinates must come out as the coordinates of the target's pixels."""
    source = Grid((400, 500), (13.85, 0.0002, 0.0, 47.08, 0.0, -0.0002), reference("EPSG:4326").ExportToWkt())
    rows, cols = np.indices(source.shape) + 0.5
    longitude, latitude = source.to_map(rows, cols)
    path = str(tmp_path / "plane.tif")
    write(path, np.stack([longitude, latitude]).astype(np.float32), Content(source, ["x", "y"]), Layout.PLAIN)
    target = grid(300, 300, x=418_000.0, y=5_209_000.0)
    with Raster.open(path) as raster:
        got = Aligned(raster, target, same, (0, 1)).read(target.window)
    inner = ndimage.binary_erosion(np.isfinite(got[0]), iterations=2)  # a source's outermost half pixel has one value
    assert inner.mean() > 0.5
    centres = [one[inner].astype(float) + 0.5 for one in np.indices(target.shape)]
    expected = source.to_map(*target.onto(source, *centres))
    assert np.abs(got[0][inner] - expected[0]).max() < 0.1 * 0.0002
    assert np.abs(got[1][inner] - expected[1]).max() < 0.1 * 0.0002


@pytest.mark.parametrize("size", [7.0, 10.0, 23.0])
def test_resampling_in_blocks_equals_resampling_the_whole(size, save, rng):
    smooth = np.cumsum(rng.normal(size=(1, 200, 220)), axis=2).astype(np.float32) + 50
    with Raster.open(save(smooth)) as raster:
        target = grid(150, 160, size=size, x=420_213.0, y=5_209_777.0)
        aligned = Aligned(raster, target, same, (0,))
        whole = aligned.read(target.window)[0]
        for window in (Window(0, 0, 40, 70), Window(40, 70, 50, 60)):
            part = aligned.read(window)[0]
            assert np.array_equal(np.isnan(part), np.isnan(whole[window.slices]))
            assert part == pytest.approx(whole[window.slices], rel=1e-4, nan_ok=True)


def test_a_coarser_grid_gets_averages_of_intensity(save, rng):
    with Raster.open(save(rng.gamma(1, 1, (1, 400, 400)).astype(np.float32))) as raster:
        target = grid(40, 40, size=100.0)
        got = Aligned(raster, target, same, (0,)).read(target.window)[0]
    assert got[5:35, 5:35].mean() == pytest.approx(1, abs=0.02)
    assert got[5:35, 5:35].var() < 0.05


def test_missing_pixels_do_not_darken_their_neighbours_when_resampled(save):
    values = np.full((1, 100, 100), 4.0, np.float32)
    values[:, :, :50] = np.nan
    with Raster.open(save(values)) as raster:
        target = grid(90, 90, size=10.0, x=420_033.0, y=5_209_960.0)
        got = Aligned(raster, target, same, (0,)).read(target.window)
    assert np.nanmin(got) == pytest.approx(4.0)
    assert np.nanmax(got) == pytest.approx(4.0)


def test_images_of_different_places_are_refused(save):
    with Raster.open(save(np.ones((1, 20, 20), np.float32))) as raster:
        with pytest.raises(InputError, match="does not overlap"):
            Aligned(raster, grid(20, 20, x=700_000.0), same, (0,))


def test_a_crs_on_one_side_only_is_refused(save):
    with Raster.open(save(np.ones((1, 20, 20), np.float32), on=grid(20, 20, crs=""))) as raster:
        with pytest.raises(InputError, match="no coordinate reference system"):
            Aligned(raster, grid(20, 20), same, (0,))


def test_an_unpublished_run_leaves_nothing_and_keeps_what_was_there(tmp_path):
    path = tmp_path / "out.tif"
    path.write_text("the old result")
    with pytest.raises(RuntimeError), Outputs() as outputs:
        outputs.reserve(str(path), (".tif",)).write_text("half")
        raise RuntimeError
    assert [one.name for one in tmp_path.iterdir()] == ["out.tif"]
    assert path.read_text() == "the old result"


def test_the_same_output_twice_is_refused(tmp_path):
    with Outputs() as outputs:
        outputs.reserve(str(tmp_path / "a.tif"), (".tif",))
        with pytest.raises(OutputError, match="asked for twice"):
            outputs.reserve(str(tmp_path / "a.tif"), (".tif",))


def test_all_outputs_of_a_run_must_fit_on_the_disk_together(tmp_path, monkeypatch):
    monkeypatch.setattr("aurora_qgis.core.outputs.shutil.disk_usage", lambda _: type("U", (), {"free": 100_000_000})())
    with Outputs() as outputs:
        outputs.reserve(str(tmp_path / "a.tif"), (".tif",), 60_000_000)
        with pytest.raises(OutputError, match="too small"):
            outputs.reserve(str(tmp_path / "b.tif"), (".tif",), 60_000_000)


def test_a_raster_on_a_web_server_is_read_through_vsicurl(save, tmp_path, rng):
    values = rng.random((1, 64, 64)).astype(np.float32)
    save(values, "scene.tif")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with Raster.open(f"/vsicurl/http://127.0.0.1:{server.server_port}/scene.tif") as raster:
            assert np.array_equal(raster.read(), values)
    finally:
        server.shutdown()
        server.server_close()
