"""Images of any sensor that bring latitudes and longitudes or control points along, onto maps and back."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.grid import Grid, transform_points
from aurora_qgis.core.jobs import (
    GeocodeFiles,
    GeocodeOptions,
    RadarcodeFiles,
    RadarcodeOptions,
    VectorOptions,
    geocode,
    radarcode,
    radarcode_vector,
)
from aurora_qgis.core.jobs.geometry.heights import geographic
from aurora_qgis.core.jobs.geometry.placed_grid import carries_geometry, open_placed_grid
from aurora_qgis.core.raster import Content, Layout, Raster, ground_control, write
from tests.test_geocoding import OFFSET
from tests.test_radarcoding import map_of
from tests.test_radarcoding_vectors import disc, inside, layer

SHAPE = (90, 140)
MIDDLE = (47.0, 11.0)
UNUSED: dict[str, str] = {}


def ground(row: np.ndarray, col: np.ndarray, middle: tuple[float, float] = MIDDLE) -> tuple[np.ndarray, np.ndarray]:
    """Degrees of image positions: turned, bent, and with columns that widen, as a radar's do."""
    down, right = row - SHAPE[0] / 2, col - SHAPE[1] / 2
    return (middle[0] - 1e-4 * down + 1.5e-5 * right + 2e-8 * down * right,
            middle[1] + 1.6e-4 * right + 2e-5 * down + 1e-7 * right**2)  # fmt: skip


def banded(path: Path, gap: bool = False, middle: tuple[float, float] = MIDDLE) -> str:
    """A raster of latitude and longitude bands."""
    values = np.stack(ground(*np.indices(SHAPE, float), middle))
    if gap:
        values[:, 40:50, 60:80] = np.nan
    write(str(path), values, Content(Grid(SHAPE), ["latitude", "longitude"], np.float64), Layout.PLAIN)
    return str(path)


def pointed(path: Path, last: tuple[float, float] = (89.0, 139.0)) -> str:
    """Rows and columns plus OFFSET as two bands, with ground control points about every ten pixels."""
    along = np.linspace(0, last[0], 10), np.linspace(0, last[1], 15)
    row, col = (axis.ravel() for axis in np.meshgrid(*along, indexing="ij"))
    points = ground_control(row + 0.5, col + 0.5, *ground(row, col), 0 * row)
    values = np.indices(SHAPE).astype(np.float32) + OFFSET
    write(str(path), values, Content(Grid(SHAPE), ["row", "col"], ground_control=points), Layout.PLAIN)
    return str(path)


def read(path: Path) -> np.ndarray:
    values: np.ndarray = gdal.Open(str(path)).ReadAsArray()
    return values


@pytest.mark.parametrize("kind", ["bands", "points"])
@pytest.mark.parametrize("crs", ["", "EPSG:4326"])
def test_every_map_pixel_shows_the_image_pixel_that_lies_there(kind, crs, tmp_path):
    image = pointed(tmp_path / "image.tif")
    product = banded(tmp_path / "places.tif") if kind == "bands" else image
    files = GeocodeFiles(str(tmp_path / "map.tif"), str(tmp_path / "mask.tif"), report=str(tmp_path / "report.html"))
    options = GeocodeOptions(crs=crs, scale="intensity", resolution=1e-4 if crs else 0.0)
    summary = geocode(image, product, "", files, options)
    with Raster.open(files.image) as made:
        grid = made.grid
    row, col = read(tmp_path / "map.tif").astype(float) - OFFSET
    seen, mask = np.isfinite(row), read(tmp_path / "mask.tif")
    inner = seen & (row > 1) & (row < SHAPE[0] - 2) & (col > 1) & (col < SHAPE[1] - 2)
    x, y = grid.to_map(*(np.indices(grid.shape) + 0.5))
    if not crs:
        transformer = gdal.Transformer(gdal.Open(files.image), None, ["DST_SRS=EPSG:4326", "METHOD=GEOTRANSFORM"])
        places = transformer.TransformPoints(0, np.column_stack([np.indices(grid.shape)[1].ravel() + 0.5,
                                                                 np.indices(grid.shape)[0].ravel() + 0.5]).tolist())
        x, y = np.array(places[0])[:, 0].reshape(grid.shape), np.array(places[0])[:, 1].reshape(grid.shape)
    latitude, longitude = ground(row, col)
    assert inner.mean() > 0.4
    assert np.abs(latitude - y)[inner].max() < 1e-4 * 0.02
    assert np.abs(longitude - x)[inner].max() < 1.6e-4 * 0.02
    assert np.array_equal(mask == 1, seen)
    assert summary.valid_share == pytest.approx(seen.mean())
    assert summary.accuracy.round_trip < 1e-4
    assert "Image to ground and back" in Path(files.report or "").read_text(encoding="utf-8")


def test_image_to_map_to_image_is_the_identity(tmp_path):
    image, product = pointed(tmp_path / "image.tif"), banded(tmp_path / "places.tif")
    options = GeocodeOptions(scale="intensity", resolution=4.0, resampling="cubic")
    geocode(image, product, "", GeocodeFiles(str(tmp_path / "map.tif")), options)
    files = RadarcodeFiles(str(tmp_path / "back.tif"))
    radarcode(str(tmp_path / "map.tif"), image, "", files, RadarcodeOptions(resampling="cubic"))
    row, col = read(tmp_path / "back.tif") - OFFSET
    inner = (slice(3, -3), slice(3, -3))
    apart = np.hypot(row - np.indices(SHAPE)[0], col - np.indices(SHAPE)[1])[inner]
    assert np.sqrt(np.mean(apart**2)) < 0.02
    assert gdal.Open(str(tmp_path / "back.tif")).GetGCPCount() == 225


@pytest.mark.parametrize(("kind", "looks"), [("bands", (1, 1)), ("points", (1, 1)), ("bands", (3, 2))])
def test_a_map_of_longitudes_comes_out_as_the_images_own(kind, looks, tmp_path):
    product = banded(tmp_path / "places.tif") if kind == "bands" else pointed(tmp_path / "image.tif")
    source = map_of(tmp_path / "map.tif", MIDDLE, lambda lat, lon: (lon - MIDDLE[1]) * 1e3)
    files = RadarcodeFiles(str(tmp_path / "coded.tif"), str(tmp_path / "mask.tif"))
    summary = radarcode(source, product, "", files, RadarcodeOptions(azimuth_looks=looks[0], range_looks=looks[1]))
    rows, cols = np.indices((SHAPE[0] // looks[0], SHAPE[1] // looks[1]), float)
    expected = ground((rows + 0.5) * looks[0] - 0.5, (cols + 0.5) * looks[1] - 0.5)[1]
    assert read(tmp_path / "coded.tif") == pytest.approx((expected - MIDDLE[1]) * 1e3, abs=2e-3)
    assert summary.accuracy.terrain_share == 1
    assert np.all(read(tmp_path / "mask.tif") == 1)


@pytest.mark.parametrize("kind", ["bands", "points", "gap", "antimeridian"])
def test_polygons_cover_the_pixels_that_lie_in_them_also_across_the_border(kind, tmp_path):
    middle = (47.0, 179.999) if kind == "antimeridian" else MIDDLE
    product = pointed(tmp_path / "image.tif") if kind == "points" else banded(
        tmp_path / "places.tif", kind == "gap", middle
    )  # fmt: skip
    shapes = [disc(middle, east, north, size) for east, north, size in
              ((0.0, 0.0, 0.0017), (-0.0115, 0.0045, 0.004), (0.008, 0.0, 0.002))]  # fmt: skip
    source = layer(tmp_path / "in.gpkg", [(one, {}) for one in shapes])
    files = RadarcodeFiles(str(tmp_path / "drawn.tif"), str(tmp_path / "mask.tif"))
    summary = radarcode_vector(source, product, "", files)
    latitude, longitude = ground(*np.indices(SHAPE, float), middle)
    expected = np.any([inside(one, latitude, longitude) for one in shapes], axis=0)
    got, known = read(tmp_path / "drawn.tif"), read(tmp_path / "mask.tif") == 1
    assert np.all(got[~known] == 255)
    assert (~known).sum() == (231 if kind == "gap" else 0)
    assert expected.sum() > 500
    assert np.mean((got == 1)[known] != expected[known]) < 0.002
    assert (summary.shapes, summary.left_out) == (3, 0)


NORTH = (80.0, 11.0)


@pytest.mark.parametrize("middle", [NORTH, (47.0, 179.999), (80.0, -179.999)], ids=["80 N", "antimeridian", "both"])
@pytest.mark.parametrize("crs", ["", "EPSG:3995", "EPSG:4326"], ids=["UTM", "polar", "degrees"])
def test_placed_images_in_high_latitudes_and_across_the_antimeridian_keep_their_places(middle, crs, tmp_path):
    """Each map pixel shows the row and column whose latitude and longitude it has, and the way back is the identity.

    At 80 degrees a column is 3 m wide, a quarter of the map's pixels.
    """
    places, image = banded(tmp_path / "places.tif", middle=middle), pointed(tmp_path / "image.tif")
    files = GeocodeFiles(str(tmp_path / "map.tif"))
    resolution = 1e-4 if crs == "EPSG:4326" else 0.0
    geocode(image, places, "", files, GeocodeOptions(crs=crs, scale="intensity", resolution=resolution))
    with Raster.open(files.image) as made:
        grid = made.grid
    row, col = read(tmp_path / "map.tif").astype(float) - OFFSET
    inner = (row > 1) & (row < SHAPE[0] - 2) & (col > 1) & (col < SHAPE[1] - 2)
    x, y = transform_points(grid, geographic(), *grid.to_map(*(np.indices(grid.shape) + 0.5)))
    latitude, longitude = ground(row, col, middle)
    assert inner.sum() > 3000
    assert np.abs(latitude - y)[inner].max() < 1e-4 * 0.02
    assert np.abs((longitude - x + 180) % 360 - 180)[inner].max() < 1.6e-4 * 0.02
    back = RadarcodeFiles(str(tmp_path / "back.tif"))
    radarcode(files.image, places, "", back, RadarcodeOptions(resampling="bilinear"))
    again, known = read(tmp_path / "back.tif") - OFFSET, np.zeros(SHAPE, bool)
    known[4:-4, 14:-14] = True
    assert np.abs(again - np.indices(SHAPE))[:, known].max() < 0.02


def test_a_polygon_around_a_placed_image_fills_it(tmp_path):
    product, source = pointed(tmp_path / "image.tif"), layer(tmp_path / "in.gpkg", [(disc(MIDDLE, 0, 0, 5.0), {})])
    radarcode_vector(source, product, "", RadarcodeFiles(str(tmp_path / "drawn.tif")))
    assert np.all(read(tmp_path / "drawn.tif") == 1)


def test_a_real_grd_with_210_points_is_geocoded_as_gdal_warps_it(shared_data, tmp_path):
    """Thin plates through the points (gdalwarp -tps) are GDAL's own way; between the points both may differ."""
    image = str(shared_data / "s1_geocoded_misc" / "riotiler_s1_grd_gcps.tif")
    local = shutil.copy(image, tmp_path / "grd.tif")
    options = GeocodeOptions(crs="EPSG:4326", resolution=0.01, scale="amplitude", resampling="nearest")
    summary = geocode(str(local), image, "", GeocodeFiles(str(tmp_path / "map.tif")), options)
    with Raster.open(str(tmp_path / "map.tif")) as made:
        grid = made.grid
    left, size, _, top, _, _ = grid.transform
    bounds = (left, top - size * grid.shape[0], left + size * grid.shape[1], top)
    warped = gdal.Warp("", image, format="MEM", dstSRS="EPSG:4326", outputBounds=bounds, xRes=size, yRes=size, tps=True)
    transformer = gdal.Transformer(gdal.Open(image), warped, ["METHOD=GCP_TPS"])
    placed = open_placed_grid(image, (1, 1), UNUSED)
    rows, cols = np.indices(grid.shape, float)
    x, y = grid.to_map(rows + 0.5, cols + 0.5)
    place = placed.geometry(y, x, 0 * x)
    seen = np.isfinite(place.line)
    some = np.flatnonzero(seen.ravel())[:: max(seen.sum() // 400, 1)]
    for index in some:
        row, col = divmod(int(index), grid.shape[1])
        _, (pixel, line, _) = transformer.TransformPoint(1, col + 0.5, row + 0.5)
        assert np.hypot(place.line[row, col] + 0.5 - line, place.pixel[row, col] + 0.5 - pixel) < 2.0
    assert summary.valid_share > 0.4
    assert summary.accuracy.round_trip < 1e-3
    ours, theirs = read(tmp_path / "map.tif"), warped.ReadAsArray()
    both = np.isfinite(ours) & (theirs > 0)
    assert np.corrcoef(np.log(ours[both]), np.log(theirs[both].astype(float)))[0, 1] > 0.8


def test_what_does_not_fit_together_is_refused(tmp_path):
    image, places = pointed(tmp_path / "image.tif"), banded(tmp_path / "places.tif")
    plain, three = str(tmp_path / "plain.tif"), str(tmp_path / "three.tif")
    write(plain, np.ones((1, 5, 5), np.float32), Content(Grid((5, 5)), ["one"]), Layout.PLAIN)
    write(three, np.ones((3, 50, 77), np.float32), Content(Grid((50, 77)), ["a", "b", "c"]), Layout.PLAIN)
    out = GeocodeFiles(str(tmp_path / "out.tif"))
    options = GeocodeOptions(scale="intensity")
    for source, product, files, chosen, sentence in (
        (image, plain, out, options, "neither geolocation arrays nor ground control points"),
        (image, str(tmp_path / "nothing.tif"), out, options, "needs a terrain model"),
        (three, places, out, options, "neither places.tif of 90 x 140 nor that multilooked"),
        (image, places, out, GeocodeOptions(scale="intensity", swath="IW1"), "has no swath to choose"),
        (image, places, out, GeocodeOptions(scale="intensity", orbit="a.EOF"), "has no orbit file to choose"),
        (image, places, GeocodeFiles(out.image, incidence=str(tmp_path / "i.tif")), options, "local incidence angles"),
        (image, places, out, GeocodeOptions(scale="intensity", resolution=0.005), "choose a larger pixel size"),
    ):
        with pytest.raises(InputError, match=sentence):
            geocode(source, product, "", files, chosen)
    with pytest.raises(InputError, match="fewer than 200 x 1 looks"):
        open_placed_grid(places, (200, 1), UNUSED)
    far = layer(tmp_path / "far.gpkg", [(disc((0.0, 0.0), 0, 0, 0.001), {})])
    with pytest.raises(InputError, match=r"No shape of far\.gpkg lies on both the image and places\.tif"):
        radarcode_vector(far, places, "", RadarcodeFiles(str(tmp_path / "drawn.tif")), VectorOptions())
    assert not (tmp_path / "out.tif").exists()


def test_beyond_the_last_control_points_the_image_goes_on_straight(tmp_path):
    """Points every ten pixels as far as nine from the border: a tenth of a pixel is missed by the bend."""
    placed = open_placed_grid(pointed(tmp_path / "image.tif", (81.0, 130.0)), (1, 1), UNUSED)
    row, col = np.indices(SHAPE, float)
    latitude, longitude = placed.ground(row, col)
    expected = ground(row, col)
    assert np.abs(latitude - expected[0]).max() < 1e-4 * 0.1
    assert np.abs(longitude - expected[1]).max() < 1.6e-4 * 0.1
    assert placed.round_trip().known_share == 1


def test_products_are_told_from_rasters_by_what_they_are(tmp_path):
    (tmp_path / "folder.SAFE").mkdir()
    for name in ("manifest.safe", "product.zip", "image.tif"):
        (tmp_path / name).write_text("x")
    told = [carries_geometry(str(tmp_path / name)) for name in
            ("folder.SAFE", "manifest.safe", "product.zip", "none.tif", "image.tif")]  # fmt: skip
    assert told == [False, False, False, False, True]
