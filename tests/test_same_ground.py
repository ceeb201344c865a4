"""Images without a map but with ground control points: the same pixels have to show the same ground."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.geometry import control_point_geometry
from aurora_qgis.core.geometry.ellipsoid import to_cartesian
from aurora_qgis.core.grid import Grid
from aurora_qgis.core.jobs import (
    ChangeFiles,
    ChangeOptions,
    CoherenceFiles,
    CoherenceOptions,
    CompositeOptions,
    CoregisterFiles,
    CoregisterOptions,
    CropOptions,
    MultilookOptions,
    Reference,
    SeriesFiles,
    SeriesOptions,
    StackFiles,
    StackOptions,
    change_series,
    compose,
    coregister,
    crop,
    despeckle_stack,
    detect_change,
    evaluate_change,
    measure_coherence,
    multilook,
)
from aurora_qgis.core.jobs.opening import unsaid
from aurora_qgis.core.jobs.same_ground import MOST_APART, check_same_ground, ground_apart
from aurora_qgis.core.raster import Content, Layout, Raster, ground_control, write
from aurora_qgis.core.simulate import speckle
from tests.conftest import grid
from tests.test_coregistering import Scene, scene, together  # noqa: F401  # fixtures
from tests.test_placed_images import SHAPE, ground

ELSEWHERE = (8.0, -5.0)
"""Rows and columns: by which the second image's ground is moved."""


def lattice(rows: int, cols: int, shape: tuple[int, int] = SHAPE) -> tuple[np.ndarray, np.ndarray]:
    """Image positions of control points, the first pixel's centre at 0."""
    along = np.linspace(0, shape[0] - 1, rows), np.linspace(0, shape[1] - 1, cols)
    row, col = np.meshgrid(*along, indexing="ij")
    return row.ravel(), col.ravel()


def dated(
    path: Path, rng: np.random.Generator, moved: tuple[float, float] = (0.0, 0.0), *,
    points: tuple[int, int] = (10, 15), kind: type = np.float32, of: np.ndarray | None = None,
) -> str:  # fmt: skip
    """Speckle of an even scene, or `of` one, with control points that place each pixel on the ground of the one `moved`
    away."""
    mean = np.full(SHAPE, 0.1) if of is None else of
    row, col = lattice(*points, mean.shape)
    control = ground_control(row + 0.5, col + 0.5, *ground(row + moved[0], col + moved[1]), 0 * row)
    values = (mean * speckle((1, *mean.shape), 4, rng)).astype(kind)
    write(str(path), values, Content(Grid(mean.shape), ["VV"], kind, ground_control=control), Layout.PLAIN)
    return str(path)


@pytest.mark.parametrize("moved", [(0.0, 0.0), (3.0, 0.0), (0.0, -4.0), (25.0, 40.0)])
@pytest.mark.parametrize("points", [(10, 15), (4, 7)], ids=["the same points", "others"])
def test_how_far_the_ground_lies_apart_is_told_in_pixels_and_metres(moved, points):
    row, col = lattice(10, 15)
    first = control_point_geometry(row, col, *ground(row, col))
    row, col = lattice(*points)
    other = control_point_geometry(row, col, *ground(row + moved[0], col + moved[1]))
    found = ground_apart(first, other, SHAPE)
    assert (found.rows, found.cols) == pytest.approx(moved, abs=0.02 + 0.03 * np.hypot(*moved))
    middle = np.array([SHAPE[0] / 2, SHAPE[0] / 2 + moved[0]]), np.array([SHAPE[1] / 2, SHAPE[1] / 2 + moved[1]])
    places = to_cartesian(*ground(*middle), np.zeros(2))
    assert found.metres == pytest.approx(np.linalg.norm(places[:, 1] - places[:, 0]), rel=0.1, abs=0.1)


def test_relief_between_points_at_other_pixels_is_no_other_ground(rng):
    """Mountains displace single points by many pixels, which says nothing about what lies beside them."""
    row, col = lattice(4, 7)
    first = control_point_geometry(row, col, *ground(row, col))
    displaced = np.zeros(row.shape)
    displaced[[0, 10]] = 30.0
    other = control_point_geometry(row, col, *ground(row, col + displaced))
    assert ground_apart(first, other, SHAPE).most < MOST_APART


JOBS = {
    "detectchange": lambda one, two, out, log: detect_change(
        one, two, ChangeFiles(out, out.replace("out.tif", "classes.tif")), ChangeOptions(looks=4), log=log
    ),
    "changeseries": lambda one, two, out, log: change_series(
        [one, two], SeriesFiles(number=out), SeriesOptions(looks=4), log=log
    ),
    "despecklestack": lambda one, two, out, log: despeckle_stack(
        [one, two], StackFiles(str(Path(out).parent / "dates")), StackOptions(looks=4), log=log
    ),
    "composite": lambda one, two, out, log: compose(one, out, CompositeOptions("change"), after=two, log=log),
    "evaluatechange": lambda one, two, out, log: evaluate_change(one, Reference(two), log=log),
}


@pytest.mark.parametrize("job", JOBS)
def test_pairs_of_other_ground_are_refused_by_every_job_that_compares_pixels(job, tmp_path, rng):
    pair = dated(tmp_path / "one.tif", rng), dated(tmp_path / "two.tif", rng, ELSEWHERE)
    sentence = r"two\.tif shows other ground than one\.tif: .* 8 rows and 5 columns \(.* m\) away\. Coregister"
    with pytest.raises(InputError, match=sentence):
        JOBS[job](*pair, str(tmp_path / "out.tif"), unsaid)
    assert not (tmp_path / "out.tif").exists()


def test_what_correcting_the_registration_can_take_back_is_compared_if_that_is_asked_for(tmp_path, rng):
    down, right = (int(one) for one in ELSEWHERE)
    texture = gaussian_filter(rng.standard_normal((340, 360)), 2)
    world = 0.1 * np.exp(2 * texture / texture.std())
    parts = world[20:320, 20:340], world[20 + down : 320 + down, 20 + right : 340 + right]
    pair = [
        dated(tmp_path / f"{name}.tif", rng, moved, of=part)
        for name, moved, part in zip(("one", "two"), ((0.0, 0.0), ELSEWHERE), parts)
    ]
    files, said = ChangeFiles(str(tmp_path / "s.tif"), str(tmp_path / "c.tif")), []
    with pytest.raises(InputError, match="shows other ground"):
        detect_change(*pair, files)
    detect_change(*pair, files, ChangeOptions(register=True), log=said.append)
    assert [one for one in said if one.startswith("Warning: two.tif shows other ground")]
    assert [one for one in said if "it is corrected" in one]


def test_a_shift_that_cannot_be_told_is_not_taken_back_and_the_pair_is_refused(tmp_path, rng):
    pair = dated(tmp_path / "one.tif", rng), dated(tmp_path / "two.tif", rng, ELSEWHERE)
    files = ChangeFiles(str(tmp_path / "s.tif"), str(tmp_path / "c.tif"))
    with pytest.raises(InputError, match=r"two\.tif shows other ground than one\.tif"):
        detect_change(*pair, files, ChangeOptions(register=True))
    assert not (tmp_path / "s.tif").exists()


def test_coherence_of_other_ground_is_refused(tmp_path, rng):
    pair = [
        dated(tmp_path / f"{name}.tif", rng, moved, kind=np.complex64)
        for name, moved in (("one", (0.0, 0.0)), ("two", ELSEWHERE))
    ]
    with pytest.raises(InputError, match=r"two\.tif shows other ground than one\.tif"):
        measure_coherence(*pair, CoherenceFiles(str(tmp_path / "out.tif")), CoherenceOptions())


@pytest.mark.parametrize("moved", [(0.0, 0.0), (0.4, -1.0)])
def test_what_is_less_than_a_pixel_or_two_is_for_the_images_to_tell(moved, tmp_path, rng):
    pair = dated(tmp_path / "one.tif", rng), dated(tmp_path / "two.tif", rng, moved)
    said: list[str] = []
    JOBS["detectchange"](*pair, str(tmp_path / "out.tif"), said.append)
    assert (tmp_path / "out.tif").exists()
    assert not [one for one in said if "cannot be checked" in one]


@pytest.mark.parametrize("bare", ["one.tif", "two.tif"])
def test_without_points_it_is_said_that_nobody_can_check(bare, save, tmp_path, rng):
    dated(tmp_path / "one.tif", rng)
    dated(tmp_path / "two.tif", rng, ELSEWHERE)
    save(0.1 * speckle((1, *SHAPE), 4, rng), bare, on=Grid(SHAPE), descriptions=["VV"])
    said: list[str] = []
    JOBS["detectchange"](*(str(tmp_path / name) for name in ("one.tif", "two.tif", "out.tif")), said.append)
    sentence = f"There are no ground control points in {bare}: whether two.tif shows the same ground as one.tif"
    assert [one for one in said if one.startswith(sentence)]


def test_points_that_make_no_geometry_are_told_and_do_not_stop_the_run(tmp_path, rng):
    pair = dated(tmp_path / "one.tif", rng), dated(tmp_path / "two.tif", rng, ELSEWHERE, points=(1, 15))
    said: list[str] = []
    JOBS["detectchange"](*pair, str(tmp_path / "out.tif"), said.append)
    assert [one for one in said if "lie on one line" in one and "cannot be checked" in one]


def test_images_on_maps_are_compared_by_their_grids_alone(save, rng):
    pair = [save(0.1 * speckle((1, 60, 80), 4, rng), f"{name}.tif", on=grid(60, 80)) for name in "ab"]
    said: list[str] = []
    with Raster.open(pair[0]) as one, Raster.open(pair[1]) as two:
        check_same_ground(one, two, said.append)
    assert not said


def apart(one: str, two: str) -> None:
    with Raster.open(one) as first, Raster.open(two) as other:
        said: list[str] = []
        check_same_ground(first, other, said.append)
        assert not said


def test_what_coregister_writes_is_the_primarys_ground_and_the_secondary_as_it_was_is_not(scene, together, tmp_path):  # noqa: F811
    """Two passes a hundred metres and six lines apart, in steered bursts."""
    own, other = together
    alone = str(tmp_path / "alone.tif")
    files = CoregisterFiles(str(tmp_path / "the_other_way.tif"), alone)
    coregister(*scene.paths[::-1], scene.terrain, files, CoregisterOptions(refine=False, heights="ellipsoid"))
    apart(own, other)
    apart(alone, files.output)
    with pytest.raises(InputError, match=r"alone\.tif shows other ground than primary\.tif"):
        apart(own, alone)


def test_points_stay_with_their_pixels_through_multilooking_and_cropping(tmp_path, rng):
    pair = dated(tmp_path / "one.tif", rng), dated(tmp_path / "two.tif", rng)
    made = []
    for number, path in enumerate(pair):
        looked, cut = str(tmp_path / f"looked{number}.tif"), str(tmp_path / f"cut{number}.tif")
        multilook(path, looked, MultilookOptions(3, 2))
        crop(looked, cut, CropOptions(most=20))
        made.append((looked, cut))
    apart(made[0][0], made[1][0])
    apart(made[0][1], made[1][1])
