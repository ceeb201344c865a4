"""Inputs that are missing, cut short or of something else: every geometry job says what to do, and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError, OutputError
from aurora_qgis.core.grid import Grid
from aurora_qgis.core.jobs import (
    CoregisterFiles,
    CoregisterOptions,
    GeocodeFiles,
    GeocodeOptions,
    LookupFiles,
    LookupOptions,
    RadarcodeFiles,
    RadarcodeOptions,
    VectorOptions,
    coregister,
    geocode,
    look_up,
    radarcode,
    radarcode_vector,
)
from aurora_qgis.core.raster import Content, Layout, Raster, write
from tests.sentinel1_product import EPOCH, Circle, orbit_file, small_layer, small_scene


class Given(NamedTuple):
    """Inputs of a job."""

    folder: Path
    product: str
    image: str
    terrain: str
    shapes: str
    options: dict[str, object]
    out: Path

    def files(self, kind: type, *names: str) -> object:
        return kind(*(str(self.out / name) for name in names))

    def chosen(self, kind: type, **own: object) -> object:
        return kind(**{"heights": "ellipsoid", **self.options, **own})


def table(given: Given) -> None:
    files = given.files(LookupFiles, "table.tif", "mask.tif", "report.html")
    look_up(given.product, given.terrain, files, given.chosen(LookupOptions))


def onto_map(given: Given) -> None:
    files = given.files(GeocodeFiles, "map.tif", "mask.tif", "angle.tif", "report.html", "simulated.tif")
    geocode(given.image, given.product, given.terrain, files, given.chosen(GeocodeOptions, scale="intensity"))


def onto_radar(given: Given) -> None:
    files = given.files(RadarcodeFiles, "coded.tif", "mask.tif", "report.html")
    radarcode(str(given.folder / "small_terrain.tif"), given.product, given.terrain, files,
              given.chosen(RadarcodeOptions))  # fmt: skip


def shapes(given: Given) -> None:
    files = given.files(RadarcodeFiles, "drawn.tif", "mask.tif", "report.html")
    radarcode_vector(given.shapes, given.product, given.terrain, files, given.chosen(VectorOptions))


def onto_each_other(given: Given) -> None:
    files, own = given.files(CoregisterFiles, "image.tif"), {"refine": False}
    coregister(given.product, given.product, given.terrain, files, given.chosen(CoregisterOptions, **own))


JOBS = {
    "lookuptable": table, "geocode": onto_map, "radarcode": onto_radar, "radarcodevector": shapes,
    "coregister": onto_each_other,
}  # fmt: skip


def annotation_of(given: Given) -> Path:
    return next(Path(given.product).glob("annotation/*.xml"))


def without_annotation(given: Given) -> Given:
    annotation_of(given).unlink()
    return given


def cut_short(given: Given) -> Given:
    text = annotation_of(given).read_text()
    annotation_of(given).write_text(text[: len(text) // 2])
    return given


def without_an_element(given: Given) -> Given:
    text = annotation_of(given).read_text()
    annotation_of(given).write_text(text.replace("azimuthTimeInterval", "interval"))
    return given


def of_another_polarisation(given: Given) -> Given:
    text = annotation_of(given).read_text()
    annotation_of(given).write_text(text.replace("<polarisation>VV<", "<polarisation>VH<"))
    return given


def no_product(given: Given) -> Given:
    return given._replace(product=str(given.folder))


def another_swath(given: Given) -> Given:
    return given._replace(options={"swath": "IW2"})


def flat(given: Given, crs: bool, degrees: float = 0.0) -> Given:
    """A level model of the same lattice, so many degrees to the east."""
    with Raster.open(given.terrain) as raster:
        grid = raster.grid
    left, *rest = grid.transform
    path = str(given.folder / "other.tif")
    made = Grid(grid.shape, (left + degrees, *rest), grid.crs if crs else "")
    write(path, np.full(grid.shape, 250, np.float32), Content(made, ["height"]), Layout.PLAIN)
    return given._replace(terrain=path)


def terrain_of(given: Given, heights: Callable[[tuple[int, int]], np.ndarray]) -> Given:
    made = flat(given, True)
    with Raster.open(given.terrain) as raster:
        write(made.terrain, heights(raster.grid.shape), Content(raster.grid, ["height"]), Layout.PLAIN)
    return made


def terrain_without_heights(given: Given) -> Given:
    return terrain_of(given, lambda shape: np.full(shape, np.nan, np.float32))


def undeclared_nodata(given: Given) -> Given:
    def heights(shape: tuple[int, int]) -> np.ndarray:
        found = np.full(shape, 250, np.float32)
        found[40:60, 40:60] = -9999
        return found

    return terrain_of(given, heights)


def terrain_of_text(given: Given) -> Given:
    path = given.folder / "note.tif"
    path.write_text("no raster")
    return given._replace(terrain=str(path))


def orbit_of(given: Given, text: str) -> Given:
    path = given.folder / "orbit.EOF"
    path.write_text(text)
    return given._replace(options={"orbit": str(path)})


def the_next_day() -> str:
    text, day = orbit_file(Circle()), str(EPOCH)[:10]
    return text.replace(day, (datetime.fromisoformat(day) + timedelta(days=1)).date().isoformat())


BROKEN: dict[str, tuple[Callable[[Given], Given], str]] = {
    "annotation missing": (without_annotation, "holds no annotation of a Sentinel-1 GRD or SLC image"),
    "annotation cut short": (cut_short, "is not complete XML: download it again"),
    "element missing": (without_an_element, "has no element .*azimuthTimeInterval: the file is damaged"),
    "another polarisation": (of_another_polarisation, "describes IW VH, other than its name says"),
    "no product": (no_product, "holds no annotation of a Sentinel-1 GRD or SLC image"),
    "another swath": (another_swath, "has no swath IW2: it has IW"),
    "terrain elsewhere": (lambda given: flat(given, True, 3.0), "other.tif does not cover the image"),
    "terrain without CRS": (lambda given: flat(given, False), "other.tif has no coordinate reference system"),
    "terrain without heights": (terrain_without_heights, "other.tif holds no heights at the image"),
    "terrain with -9999 for none": (undeclared_nodata, "other.tif holds heights from -9999 to .* declare its nodata"),
    "terrain that is no raster": (terrain_of_text, "note.tif cannot be opened as a raster"),
    "no terrain": (lambda given: given._replace(terrain=str(given.folder / "none.tif")), "There is no file .*none.tif"),
    "orbit of the next day": (lambda given: orbit_of(given, the_next_day()), "choose the orbit file of that time"),
    "orbit of another satellite": (
        lambda given: orbit_of(given, orbit_file(Circle(), mission="Sentinel-1B")), "is the orbit of Sentinel-1B",
    ),
    "orbit that is no orbit": (lambda given: orbit_of(given, "<note/>"), "is no orbit file"),
}  # fmt: skip


@pytest.fixture
def given(tmp_path: Path) -> Given:
    scene, out = small_scene(tmp_path), tmp_path / "out"
    out.mkdir()
    layer = small_layer(tmp_path, scene["DEM"])
    return Given(tmp_path, scene["PRODUCT"], scene["INPUT"], scene["DEM"], layer, {}, out)


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_the_inputs_are_good_before_they_are_broken(job, given):
    job(given)
    assert list(given.out.iterdir())


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
@pytest.mark.parametrize(("spoil", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_input_is_named_and_nothing_is_left(spoil, sentence, job, given):
    spoilt = spoil(given)
    with pytest.raises(InputError, match=sentence):
        job(spoilt)
    assert list(given.out.iterdir()) == []


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_no_file_of_a_product_is_ever_an_output(job, given):
    inside = Path(given.product) / "measurement"
    kept = [inside / name for name in ("table.tif", "map.tif", "coded.tif", "drawn.tif", "image.tif")]
    for one in kept:
        one.write_text("pixels of the product")
    for product in (given.product, f"{given.product}/manifest.safe"):
        with pytest.raises(OutputError, match=r"belongs to the input .*SAFE: choose another folder"):
            job(given._replace(product=product, out=inside))
    assert {one.read_text() for one in kept} == {"pixels of the product"}
