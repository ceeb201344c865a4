"""Radiometric terrain flattening: closed forms on planes and a cone, conservation of area, mountains simulated point by
point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.geometry.ellipsoid import to_cartesian
from aurora_qgis.core.geometry.flattening import Boxes, Plane, lit_share, seen_area, spread, vector_areas
from aurora_qgis.core.geometry.zero_doppler import toward_radar
from aurora_qgis.core.grid import Grid, Window, reference, transform_points
from aurora_qgis.core.jobs import GeocodeFiles, GeocodeOptions, geocode
from aurora_qgis.core.jobs.geometry.coarse import averaged_grid
from aurora_qgis.core.jobs.geometry.heights import geographic, open_heights
from aurora_qgis.core.jobs.geometry.illumination import LitSource
from aurora_qgis.core.jobs.geometry.products import product_images
from aurora_qgis.core.jobs.geometry.radar_grid import RadarGrid, TerrainSource, open_radar_grid
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.raster import Content, Layout, Raster, write
from tests.test_terrain import SHAPE, centre, product, ridge, terrain


def decibel(values: np.ndarray) -> np.ndarray:
    return 10 * np.log10(values)


def radar(path: str) -> RadarGrid:
    return open_radar_grid(product_images(path)[0], "", (1, 1))


def lit(path: str, model: str, plane: Plane = Plane.GAMMA, quantity: Plane = Plane.BETA) -> LitSource:
    grid = radar(path)
    heights = open_heights(model, "ellipsoid", unsaid).around(*grid.outline((0.0, 3000.0)))
    return LitSource(grid, heights, plane, quantity)


# Boxes and facets


def test_what_is_spread_arrives_once_in_proportion_to_the_cover(rng):
    """Against a raster a hundred times as fine."""
    top, left = rng.uniform(0, 4, 30), rng.uniform(0, 6, 30)
    boxes = Boxes(top, top + rng.uniform(0.3, 1.4, 30), left, left + rng.uniform(0.3, 3, 30))
    values = rng.uniform(0, 1, (2, 30))
    found = spread(values, boxes, (6, 10))
    fine = np.zeros((2, 600, 1000))
    row, col = np.arange(600) / 100 - 0.495, np.arange(1000) / 100 - 0.495
    for number in range(30):
        inside = np.outer((row > boxes.top[number]) & (row < boxes.bottom[number]),
                          (col > boxes.left[number]) & (col < boxes.right[number]))  # fmt: skip
        fine += values[:, number, None, None] * inside / max(inside.sum(), 1)
    assert found == pytest.approx(fine.reshape(2, 6, 100, 10, 100).sum(axis=(2, 4)), abs=0.05)
    assert found.sum(axis=(1, 2)) == pytest.approx(values.sum(axis=1))


def test_points_and_lines_keep_what_they_carry():
    boxes = Boxes(np.array([1.0, 0.5]), np.array([1.0, 0.5]), np.array([2.0, 1.0]), np.array([2.0, 3.0]))
    found = spread(np.array([[5.0, 8.0]]), boxes, (3, 5))[0]
    assert found.sum() == pytest.approx(13.0)
    assert found[1, 2] == pytest.approx(5.0 + 2.0)
    assert found[0, 1:4] == pytest.approx([1.0, 2.0, 1.0])


def test_areas_in_the_three_planes_are_those_of_a_tilted_square():
    """A square of 10 m on level ground, seen at 30 degrees: 100, 100 cos 30, 100 sin 30 square metres."""
    x, y = np.meshgrid([0.0, 10.0], [0.0, 10.0])
    area = vector_areas(np.stack([x, y, 0 * x]))
    look = np.array([np.sin(np.pi / 6), 0, np.cos(np.pi / 6)]).reshape(3, 1, 1)
    found = [float(seen_area(area, look, plane)[0, 0]) for plane in (Plane.SIGMA, Plane.GAMMA, Plane.BETA)]
    assert found == pytest.approx([100, 100 * np.sqrt(0.75), 50])


def test_terrain_is_lit_until_a_nearer_one_has_a_larger_look_angle():
    angle = np.array([[1.0, 2.0, 4.0, 3.0, 3.5, 5.0, np.nan, 6.0]] * 2)
    expected = [1, 1, 0, 0, (5 - 4) / (5 - 3.5)]
    assert lit_share(angle)[0, :5] == pytest.approx(expected)


# The closed form: on a plane with the normal n, seen in the direction u and flown along a, a pixel of the slant plane
# (normal u x a) shows the area n . u / n . (u x a) across u.


def plane_gain(made: RadarGrid, place: tuple[np.ndarray, ...], normal: np.ndarray, plane: Plane) -> np.ndarray:
    seen = made.geometry.sense(*place)
    look = toward_radar(made.geometry.orbit, seen.azimuth_time, to_cartesian(*place))
    velocity = made.geometry.orbit.at(seen.azimuth_time).velocity
    slant = np.cross(look, velocity / np.linalg.norm(velocity, axis=0), axis=0)
    above = np.sqrt((normal**2).sum(axis=0)) if plane is Plane.SIGMA else (normal * look).sum(axis=0)
    return np.abs(above / (normal * slant).sum(axis=0))


def normals(place: Callable[[float, float], tuple[np.ndarray, ...]]) -> np.ndarray:
    """Of a surface whose points (latitude, longitude, height) move with metres east and north."""
    east = to_cartesian(*place(0.5, 0.0)) - to_cartesian(*place(-0.5, 0.0))
    north = to_cartesian(*place(0.0, 0.5)) - to_cartesian(*place(0.0, -0.5))
    return np.cross(east, north, axis=0)


@dataclass(frozen=True)
class Form:
    """A terrain of metres east and north of the middle."""

    height: Callable[[np.ndarray, np.ndarray], np.ndarray]
    middle: tuple[float, float]

    def at(self, latitude: np.ndarray, longitude: np.ndarray, east: float, north: float) -> tuple[np.ndarray, ...]:
        """A place that lies metres east and north of another one."""
        scale = 111_320 * np.cos(np.radians(self.middle[0]))
        x, y = (longitude - self.middle[1]) * scale + east, (latitude - self.middle[0]) * 111_132 + north
        return self.middle[0] + y / 111_132, self.middle[1] + x / scale, self.height(x, y)


PLANES = {
    "level": (0.0, 0.0),
    "facing the radar": (-0.3, 0.0),
    "turned away": (0.3, 0.0),
    "along the path": (0.0, 0.4),
    "askew": (0.25, -0.3),
}


@pytest.mark.parametrize("plane", [Plane.GAMMA, Plane.SIGMA])
@pytest.mark.parametrize("slopes", PLANES.values(), ids=PLANES)
def test_on_planes_the_area_is_the_closed_form(slopes, plane, tmp_path):
    path = product(tmp_path)
    form = Form(lambda e, n: 900 + slopes[0] * e + slopes[1] * n, centre(path))
    source = lit(path, terrain(tmp_path / "dem.tif", form.middle, form.height), plane)
    window = Window(5, 60, 30, 300)
    gain = source.read(window).gain()
    place = ground(source, window)
    expected = plane_gain(source.grid, place, normals(lambda e, n: form.at(*place[:2], e, n)), plane)
    assert np.abs(decibel(gain / expected)).max() < 0.02


def ground(source: LitSource, window: Window) -> tuple[np.ndarray, ...]:
    """Where the middles of radar pixels lie on the terrain."""
    found = TerrainSource(source.grid, source.heights).read(window).located()
    return found.latitude, found.longitude, found.height


# Mountains, simulated by points of the terrain that each fall into one pixel


def hills(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    """Slopes of up to 38 degrees, some of which are layover."""
    return 600 + 150 * np.sin(east / 260) * np.cos(north / 310) + 40 * np.sin(east / 90 + north / 150)


def simulated(form: Form, made: RadarGrid, step: float = 2.0) -> np.ndarray:
    """Area seen by the radar in each pixel. The radar looks to the east."""
    east, north = np.meshgrid(np.arange(-2600, 2600, step), np.arange(-380, 380, step))
    place = form.at(np.full(east.shape, form.middle[0]), np.full(east.shape, form.middle[1]), east, north)
    point, seen = to_cartesian(*place), made.geometry.sense(*place)
    look = toward_radar(made.geometry.orbit, seen.azimuth_time, point)
    area = np.abs((np.cross(np.gradient(point, axis=1), np.gradient(point, axis=2), axis=0) * look).sum(axis=0))
    position = made.geometry.orbit.at(seen.azimuth_time).position
    angle = np.arccos((look * position).sum(axis=0) / np.linalg.norm(position, axis=0))
    area[angle < np.maximum.accumulate(angle, axis=1)] = 0
    line, pixel = (np.rint(one).astype(int) for one in made.geometry.place(seen))
    inside = (line >= 0) & (line < SHAPE[0]) & (pixel >= 0) & (pixel < SHAPE[1])
    place_of = line[inside] * SHAPE[1] + pixel[inside]
    return np.bincount(place_of, area[inside], SHAPE[0] * SHAPE[1]).reshape(SHAPE)


TERRAINS = {"hills": hills, "layover": ridge(700.0, 800.0), "layover and shadow": ridge(1200.0, 500.0)}


@pytest.mark.parametrize("height", TERRAINS.values(), ids=TERRAINS)
def test_the_area_of_mountains_is_that_of_the_points_that_fall_into_a_pixel(height, tmp_path):
    path = product(tmp_path)
    form = Form(height, centre(path))
    source = lit(path, terrain(tmp_path / "dem.tif", form.middle, height))
    window = Window(0, 0, *SHAPE)
    block = source.read(window)
    gain, area = block.gain(), simulated(form, source.grid)
    cols = np.arange(SHAPE[1], dtype=float)
    level = np.concatenate([band.reference.on_grid(band.pixels, cols)[0, 0] for band in block.bands])
    pieces = [one[3:-3, 3:-3].reshape(7, 6, 138, 3).mean(axis=(1, 3)) for one in (np.nan_to_num(gain) * level, area)]
    found, expected = pieces
    bright = expected > 0.2 * np.median(expected)
    apart = np.abs(decibel(np.maximum(found[bright], 1e-3) / expected[bright]))
    assert np.median(apart) < 0.1
    assert np.mean(apart < 0.5) > 0.97
    assert found[bright].sum() == pytest.approx(expected[bright].sum(), rel=0.01)
    assert found.max() > 2 * np.median(found) or height is hills
    dark = expected < 1e-3 * np.median(expected)
    assert dark.any() == (height is TERRAINS["layover and shadow"])
    assert not dark.any() or (found[dark] < 0.02 * np.median(expected)).mean() > 0.9


def test_flattening_takes_nine_tenths_of_the_variance_that_slopes_make(tmp_path):
    path = product(tmp_path)
    form = Form(hills, centre(path))
    model = terrain(tmp_path / "dem.tif", form.middle, hills)
    image = simulated(form, radar(path)).astype(np.float32)[np.newaxis]
    write(str(tmp_path / "beta0.tif"), image, Content(Grid(SHAPE), ["beta0_VV"], unit="intensity"), Layout.PLAIN)
    variance = {}
    for radiometry in ("as_is", "gamma0_terrain"):
        out = str(tmp_path / f"{radiometry}.tif")
        options = GeocodeOptions(heights="ellipsoid", radiometry=radiometry)
        geocode(str(tmp_path / "beta0.tif"), path, model, GeocodeFiles(out), options)
        with Raster.open(out) as raster:
            values, names = raster.read()[0], raster.descriptions
        variance[radiometry] = np.nanvar(decibel(values[5:-5, 5:-5]))
    assert names == ("gamma0_terrain_VV",)
    assert variance["as_is"] > 1.0
    assert variance["gamma0_terrain"] < 0.1 * variance["as_is"]


def test_blocks_of_the_area_agree_with_each_other(tmp_path):
    path = product(tmp_path)
    source = lit(path, terrain(tmp_path / "dem.tif", centre(path), hills))
    whole = source.read(Window(0, 0, *SHAPE)).gain()
    for window in (Window(0, 0, 20, 150), Window(20, 150, 28, 80)):
        part = source.read(window).gain()
        assert part == pytest.approx(whole[window.slices], rel=1e-3, nan_ok=True)


@pytest.mark.parametrize("height", [lambda e, n: 600 - 0.1 * e, hills], ids=["slope", "layover"])
def test_pixels_whose_terrain_is_not_all_known_have_no_area(height, tmp_path):
    """Of the hole in the hills only a few columns are seen, in layover with ground that is known."""
    path = product(tmp_path)
    middle = centre(path)
    full = lit(path, terrain(tmp_path / "full.tif", middle, height)).read(Window(0, 0, *SHAPE)).gain()
    model = terrain(tmp_path / "holes.tif", middle, lambda e, n: np.where(np.hypot(e, n) < 150, np.nan, height(e, n)))
    found = lit(path, model).read(Window(0, 0, *SHAPE)).gain()
    missing = np.isnan(found) & ~np.isnan(full)
    assert missing.any(axis=1).sum() == pytest.approx(30, abs=4)
    assert missing.any(axis=0).sum() > (25 if height is not hills else 3)
    if height is not hills:
        assert found[~missing] == pytest.approx(full[~missing], rel=0.1, nan_ok=True)


def test_coarse_pixels_have_the_mean_of_the_fine_ones_area(tmp_path):
    path = product(tmp_path)
    source = lit(path, terrain(tmp_path / "dem.tif", centre(path), hills))
    fine = np.nan_to_num(source.read(Window(0, 0, *SHAPE)).gain())
    made = averaged_grid(source.grid, (6, 7))
    coarse = LitSource(made, source.heights, Plane.GAMMA, Plane.BETA)
    assert coarse.facets > source.facets
    found = coarse.read(Window(0, 0, *made.shape)).gain()
    assert found == pytest.approx(fine.reshape(8, 6, 60, 7).mean(axis=(1, 3)), rel=0.01)


def test_beta0_sigma0_and_gamma0_of_a_product_become_the_same_terrain_backscatter(tmp_path):
    """On level ground sigma0 = beta0 sin(incidence) and gamma0 = beta0 tan(incidence)."""
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), hills)
    made = radar(path)
    latitude, longitude = made.geometry.back(*np.indices(SHAPE).astype(float), np.full(SHAPE, 600.0))
    angle = np.radians(made.geometry.incidence(latitude, longitude, np.full(SHAPE, 600.0)))
    results = []
    for name, factor in (("beta0", 1.0), ("sigma0", np.sin(angle)), ("gamma0", np.tan(angle))):
        image = np.full((1, *SHAPE), 0.3, np.float32) * factor
        source = str(tmp_path / f"{name}.tif")
        write(source, image.astype(np.float32), Content(Grid(SHAPE), [f"{name}_VV"], unit="intensity"), Layout.PLAIN)
        out, options = str(tmp_path / "out.tif"), GeocodeOptions(heights="ellipsoid", radiometry="gamma0_terrain")
        geocode(source, path, model, GeocodeFiles(out), options)
        with Raster.open(out) as raster:
            results.append(raster.read()[0])
    for one in results[1:]:
        assert np.nanmax(np.abs(decibel(one / results[0]))) < 0.01


def test_an_image_that_does_not_say_what_it_is_is_not_flattened(tmp_path):
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), hills)
    for name, changes, sentence in (
        ("VV", {}, "do not say whether they are beta0, sigma0 or gamma0"),
        ("gamma0_terrain_VV", {}, "flattened already"),
        ("beta0_VV", {"radiometry": "rtc"}, "radiometry 'rtc' is not known"),
        ("beta0_VV", {"quantity": "dn"}, "quantity 'dn' is not known"),
    ):
        source = str(tmp_path / "image.tif")
        write(source, np.ones((1, *SHAPE), np.float32), Content(Grid(SHAPE), [name], unit="intensity"), Layout.PLAIN)
        options = GeocodeOptions(**{"heights": "ellipsoid", "radiometry": "gamma0_terrain", **changes})
        with pytest.raises(InputError, match=sentence):
            geocode(source, path, model, GeocodeFiles(str(tmp_path / "out.tif")), options)
    assert not (tmp_path / "out.tif").exists()


def test_an_image_of_the_area_alone_becomes_level_and_the_simulated_image_is_it(tmp_path):
    """The simulated image is what flattening divides by."""
    path = product(tmp_path)
    model = terrain(tmp_path / "dem.tif", centre(path), hills)
    source = lit(path, model)
    image = source.read(Window(0, 0, *SHAPE)).gain()[np.newaxis]
    write(str(tmp_path / "beta0.tif"), image, Content(Grid(SHAPE), ["beta0_VV"], unit="intensity"), Layout.PLAIN)
    files = GeocodeFiles(str(tmp_path / "out.tif"), simulated=str(tmp_path / "simulated.tif"))
    geocode(str(tmp_path / "beta0.tif"), path, model, files,
            GeocodeOptions(heights="ellipsoid", radiometry="gamma0_terrain"))  # fmt: skip
    flat, simulated = (Raster.open(one) for one in (files.image, files.simulated))
    assert np.nanmax(np.abs(flat.read() - 1)) < 0.02
    as_is = GeocodeFiles(str(tmp_path / "as_is.tif"))
    geocode(str(tmp_path / "beta0.tif"), path, model, as_is, GeocodeOptions(heights="ellipsoid"))
    with Raster.open(as_is.image) as raster:
        assert simulated.read() == pytest.approx(raster.read(), rel=0.02, nan_ok=True)


# Real metadata


def real_scene(folder: Path, middle: tuple[float, float], form: Form, cell: float) -> str:
    """A terrain model of 3.6 km in UTM."""
    grid = Grid((1, 1), crs=reference("EPSG:32633").ExportToWkt())
    x, y = (float(one[0]) for one in transform_points(geographic(), grid, *(np.array([one]) for one in middle[::-1])))
    number = int(3600 / cell)
    grid = Grid((number, number), (x - 1800, cell, 0.0, y + 1800, 0.0, -cell), grid.crs)
    rows, cols = np.indices(grid.shape) + 0.5
    longitude, latitude = transform_points(grid, geographic(), *grid.to_map(rows, cols))
    heights = form.at(latitude, longitude, 0.0, 0.0)[2]
    write(str(folder / "dem.tif"), heights.astype(np.float32), Content(grid, ["height"]), Layout.PLAIN)
    return str(folder / "dem.tif")


CONE_TOP, CONE_SLOPE = 700.0, 0.4


def cone(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    return 200 + np.maximum(CONE_TOP - CONE_SLOPE * np.hypot(east, north), 0)


REAL = {
    "plane": lambda e, n: 300 + 0 * e,
    "tilted plane": lambda e, n: 600 + 0.25 * e - 0.2 * n,
    "cone": cone,
}


@pytest.mark.parametrize("height", REAL.values(), ids=REAL)
def test_a_constant_image_with_real_metadata_becomes_the_closed_form(height, shared_data, tmp_path):
    """0.05 dB is asked for, after the whole way onto the map, with ESA's own annotation."""
    path = str(next((shared_data / "sentinel1_products").glob("S1B*")))
    made = radar(path)
    (latitude,), (longitude,) = made.geometry.back(*(np.array([one / 2.0]) for one in made.shape), np.array([300.0]))
    form = Form(height, (float(latitude), float(longitude)))
    model = real_scene(tmp_path, form.middle, form, 10.0)
    image = constant(tmp_path, made.shape)
    files = GeocodeFiles(str(tmp_path / "gamma0.tif"), str(tmp_path / "mask.tif"))
    options = GeocodeOptions(heights="ellipsoid", radiometry="gamma0_terrain", quantity="beta0", scale="intensity")
    geocode(image, path, model, files, replace(options, resolution=12.0, bands=(1,)))
    with Raster.open(files.image) as raster, Raster.open(files.mask) as mask:
        found, grid, seen = raster.read()[0], raster.grid, mask.read()[0] == 1
    rows, cols = np.indices(grid.shape) + 0.5
    longitude, latitude = transform_points(grid, geographic(), *grid.to_map(rows, cols))
    place = form.at(latitude, longitude, 0.0, 0.0)
    normal = normals(lambda e, n: form.at(latitude, longitude, e, n))
    distance = np.hypot((longitude - form.middle[1]) * 111_320 * np.cos(np.radians(form.middle[0])),
                        (latitude - form.middle[0]) * 111_132)  # fmt: skip
    smooth = (distance > 500) & (distance < 1550) if height is cone else distance < 1650
    apart = decibel(found * plane_gain(made, place, normal, Plane.GAMMA))[smooth & seen]
    assert apart.size > 20_000
    assert np.abs(apart).max() < 0.05


def constant(folder: Path, shape: tuple[int, int]) -> str:
    """An image of ones that takes no room: one pixel, stretched."""
    write(str(folder / "one.tif"), np.ones((1, 1, 1), np.float32), Content(Grid((1, 1)), ["one"]), Layout.PLAIN)
    (folder / "ones.vrt").write_text(
        f'<VRTDataset rasterXSize="{shape[1]}" rasterYSize="{shape[0]}"><VRTRasterBand dataType="Float32" band="1">'
        '<SimpleSource><SourceFilename relativeToVRT="1">one.tif</SourceFilename><SourceBand>1</SourceBand>'
        f'<SrcRect xOff="0" yOff="0" xSize="1" ySize="1"/><DstRect xOff="0" yOff="0" xSize="{shape[1]}" '
        f'ySize="{shape[0]}"/></SimpleSource></VRTRasterBand></VRTDataset>'
    )
    return str(folder / "ones.vrt")
