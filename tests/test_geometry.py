"""Radar geometry against closed forms: a satellite on a circle, bursts, ground range, lattices of positions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.geometry import Between, control_point_geometry, geometry, lattice_geometry, read_annotation
from aurora_qgis.core.geometry.ellipsoid import SEMI_MAJOR, SEMI_MINOR, to_cartesian, to_geodetic, upward
from aurora_qgis.core.geometry.image_axes import BurstLines, GroundColumns
from aurora_qgis.core.geometry.interface import RadarGeometry
from aurora_qgis.core.geometry.orbit import StateVectors, fit_orbit
from aurora_qgis.core.geometry.range_doppler import RangeDoppler
from aurora_qgis.core.geometry.zero_doppler import Sensed, incidence_angle, locate, sense, toward_radar
from tests.sentinel1_product import Circle, Written, annotation, parsed

CIRCLES = {
    "north": Circle(),
    "south": Circle(northward=False),
    "across the antimeridian": Circle(longitude=178.5),
    "at 80 degrees": Circle(latitude=80.0),
    "southern hemisphere": Circle(longitude=-60.0, latitude=-33.0, northward=False),
}
every_circle = pytest.mark.parametrize("circle", CIRCLES.values(), ids=CIRCLES)


def vectors(circle: Circle, times: np.ndarray) -> StateVectors:
    return StateVectors(times, *circle.state(times))


def orbit_of(circle: Circle):
    return fit_orbit(vectors(circle, np.arange(-70.0, 80.0, 10.0)), -5.0, 5.0)


def ground_of(circle: Circle, right: bool, rng: np.random.Generator, count: int = 500) -> np.ndarray:
    """Latitudes, longitudes and heights 250 to 500 km to one side of the middle of the path."""
    side = (1 if circle.northward else -1) * (1 if right else -1)
    away = rng.uniform(250e3, 500e3, count) / (SEMI_MAJOR * np.cos(np.radians(circle.latitude)))
    longitude = (circle.longitude + side * np.degrees(away) + 180) % 360 - 180
    return np.array([circle.latitude + rng.uniform(-0.2, 0.2, count), longitude, rng.uniform(-400, 8800, count)])


def image(made: Written = Written(), **changes: object) -> RangeDoppler:
    return geometry(read_annotation(parsed(annotation(replace(made, **changes), "VV"))))


def test_geodetic_and_cartesian_coordinates_are_inverse_on_and_far_above_the_ellipsoid(rng):
    latitude, longitude = rng.uniform(-90, 90, 2000), rng.uniform(-180, 180, 2000)
    height = np.concatenate([rng.uniform(-12e3, 9e3, 1000), rng.uniform(9e3, 1e6, 1000)])
    found = to_geodetic(to_cartesian(latitude, longitude, height))
    assert np.abs(found[0] - latitude).max() < 1e-12
    assert np.abs(found[1] - longitude).max() < 1e-10
    assert np.abs(found[2] - height).max() < 1e-8


def test_the_ellipsoids_axes_and_normal_are_those_of_its_equation(rng):
    latitude, longitude = rng.uniform(-90, 90, 500), rng.uniform(-180, 180, 500)
    x, y, z = to_cartesian(latitude, longitude, np.zeros(500))
    assert np.abs((x * x + y * y) / SEMI_MAJOR**2 + z * z / SEMI_MINOR**2 - 1).max() < 1e-14
    gradient = np.stack([x / SEMI_MAJOR**2, y / SEMI_MAJOR**2, z / SEMI_MINOR**2])
    assert np.abs(gradient / np.linalg.norm(gradient, axis=0) - upward(latitude, longitude)).max() < 1e-12


@every_circle
def test_an_orbit_returns_position_velocity_and_acceleration_of_a_circle(circle):
    orbit = orbit_of(circle)
    times = np.linspace(-60, 60, 121)
    position, velocity = circle.state(times)
    found = orbit.at(times)
    assert np.abs(found.position.T - position).max() < 1e-4
    assert np.abs(found.velocity.T - velocity).max() < 1e-4
    inward = -position * (np.linalg.norm(velocity, axis=1) / np.linalg.norm(position, axis=1))[:, None] ** 2
    assert np.abs(found.acceleration.T - inward).max() < 1e-4


@every_circle
@pytest.mark.parametrize("right", [True, False], ids=["right-looking", "left-looking"])
def test_zero_doppler_time_and_slant_range_have_their_closed_form(circle, right, rng):
    ground = ground_of(circle, right, rng)
    found = sense(orbit_of(circle), *ground, right_looking=right)
    time, slant_range = circle.sense(*ground)
    assert np.abs(found.azimuth_time - time).max() < 1e-7
    assert np.abs(found.slant_range - slant_range).max() < 1e-4


@every_circle
@pytest.mark.parametrize("right", [True, False], ids=["right-looking", "left-looking"])
def test_locating_what_was_sensed_gives_the_point_back(circle, right, rng):
    ground = ground_of(circle, right, rng)
    orbit = orbit_of(circle)
    found = locate(orbit, *sense(orbit, *ground, right_looking=right), ground[2], right_looking=right)
    apart = to_cartesian(*found, ground[2]) - to_cartesian(*ground)
    assert np.linalg.norm(apart, axis=0).max() < 1e-4


def test_points_on_the_other_side_of_the_track_or_beyond_the_path_are_not_seen(rng):
    circle = Circle()
    orbit = orbit_of(circle)
    assert np.isnan(sense(orbit, *ground_of(circle, False, rng)).slant_range).all()
    far = ground_of(circle, True, rng) + np.array([[20.0], [0.0], [0.0]])
    assert np.isnan(sense(orbit, *far).azimuth_time).all()


def test_the_far_side_of_the_earth_is_not_seen():
    circle = Circle()
    x, y, z = circle.state(np.zeros(1))[0][0]
    opposite = to_geodetic(-np.array([[x], [y], [z]]))
    shifted = np.array([[opposite[0][0]], [opposite[1][0] - 4.0], [0.0]])
    assert np.isnan(sense(orbit_of(circle), *shifted).slant_range).all()


def test_a_missing_coordinate_is_missing_in_the_answer_and_nowhere_else(rng):
    ground = ground_of(Circle(), True, rng, 5)
    ground[2, 2] = np.nan
    found = sense(orbit_of(Circle()), *ground)
    assert np.isnan(found.slant_range).tolist() == [False, False, True, False, False]
    back = locate(orbit_of(Circle()), *found, ground[2])
    assert np.isnan(back.latitude).tolist() == [False, False, True, False, False]


def test_a_range_shorter_than_the_height_or_beyond_the_horizon_reaches_no_ground():
    orbit = orbit_of(Circle())
    found = locate(orbit, np.zeros(2), np.array([600e3, 5000e3]), np.zeros(2))
    assert np.isnan(found.latitude).all()


def test_the_incidence_angle_obeys_the_law_of_cosines_on_the_equator():
    """Across the track at the equator everything lies in the equatorial plane, a circle."""
    circle = Circle(latitude=0.0, longitude=0.0)
    orbit = orbit_of(circle)
    longitude, height = np.array([3.0, 4.0, 5.0]), np.array([0.0, 1000.0, 2000.0])
    seen = sense(orbit, np.zeros(3), longitude, height)
    found = incidence_angle(orbit, seen.azimuth_time, np.zeros(3), longitude, height)
    radius, distance = SEMI_MAJOR + height, SEMI_MAJOR + 700_000.0
    expected = 180 - np.degrees(
        np.arccos((radius**2 + seen.slant_range**2 - distance**2) / (2 * radius * seen.slant_range))
    )
    assert found == pytest.approx(expected, abs=1e-6)


def test_the_look_direction_is_normal_to_the_flight_direction(rng):
    orbit, ground = orbit_of(Circle()), ground_of(Circle(), True, rng)
    seen = sense(orbit, *ground)
    look = toward_radar(orbit, seen.azimuth_time, to_cartesian(*ground))
    ahead = orbit.at(seen.azimuth_time).velocity / 7500
    assert np.abs((look * ahead).sum(axis=0)).max() < 1e-9


@pytest.mark.parametrize("interval", [(-200.0, -150.0), (60.0, 200.0), (-1000.0, 1000.0)])
def test_vectors_that_do_not_enclose_the_image_are_refused(interval):
    with pytest.raises(InputError, match="do not cover the time of the image"):
        fit_orbit(vectors(Circle(), np.arange(-70.0, 80.0, 10.0)), *interval)


def test_damaged_state_vectors_are_noticed():
    good = vectors(Circle(), np.arange(-70.0, 80.0, 10.0))
    positions = good.positions.copy()
    positions[7, 1] += 500.0
    with pytest.raises(InputError, match="contradict each other"):
        fit_orbit(replace(good, positions=positions), -5, 5)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kind": "SLC", "swath": "IW1"},
        {"kind": "SLC", "swath": "IW2", "shape": (240, 300), "bursts": 4, "lines_per_burst": 60, "burst_step": 50},
        {"circle": Circle(longitude=178.5), "near": 900_000.0},
        {"circle": Circle(latitude=80.0)},
        {"circle": Circle(northward=False), "shift": 0.0},
    ],
    ids=["ground range", "slant range", "bursts", "antimeridian", "80 degrees north", "no bistatic shift"],
)
def test_an_images_geometry_and_its_back_are_inverse_and_meet_the_annotated_grid(changes, rng):
    made = replace(Written(), **changes)
    read = read_annotation(parsed(annotation(made, "VV")))
    found: RadarGeometry = geometry(read)
    line, pixel = rng.uniform(3, made.shape[0] - 4, 800), rng.uniform(0, made.shape[1], 800)
    height = rng.uniform(0, 3000, 800)
    ground = found.back(line, pixel, height)
    again = found(*ground, height)
    if read.bursts is None:
        assert np.abs(again.line - line).max() < 1e-5
    else:  # the point may belong to the neighbouring burst
        assert np.abs(found.lines.time(again.line) - found.lines.time(line)).max() < 1e-8
    assert np.abs(again.pixel - pixel).max() < 1e-5
    grid = read.grid
    at_grid = found.sense(grid.latitude, grid.longitude, grid.height)
    assert np.abs(at_grid.azimuth_time - grid.azimuth_time).max() < 1e-7
    assert np.abs(at_grid.slant_range - grid.slant_range).max() < 1e-4
    assert np.abs(found.place(at_grid).pixel - grid.pixel).max() < 1e-3


def test_half_the_difference_of_travel_times_shifts_the_lines():
    """A point 30 km further away appears later by half of 2 x 30 km / c, 0.1 ms, than a line's constant time says."""
    shifted, plain = image(), image(shift=0.0)
    assert plain.bistatic.slope == 0.0
    near, far = shifted.place(Sensed(np.full(2, 0.1), np.array([850e3, 880e3]))).line * 0.0015
    assert near - far == pytest.approx(30e3 / 299_792_458.0, rel=1e-6)
    assert np.ptp(plain.place(Sensed(np.full(2, 0.1), np.array([850e3, 880e3]))).line) == 0.0


BURSTS = BurstLines(np.array([0.0, 50.0, 100.0]), 1.0, 60, np.array([2, 2, 2]), np.array([57, 57, 57]))


def test_a_time_in_two_bursts_belongs_to_the_one_in_which_it_lies_deeper():
    """Both show 52 to 57: the seam is at 54.5."""
    assert BURSTS.seams == pytest.approx([54.5, 104.5])
    assert BURSTS.line(np.array([54.0, 55.0, 104.0, 105.0])) == pytest.approx([54.0, 65.0, 114.0, 125.0])


def test_every_line_of_a_burst_has_its_time_and_bursts_repeat_times():
    assert BURSTS.time(np.array([0.0, 59.0, 60.0, 119.0, 120.0])) == pytest.approx([0, 59, 50, 109, 100])
    assert BURSTS.line_in(np.array([0, 1]), np.array([55.0, 55.0])) == pytest.approx([55.0, 65.0])


def columns(between: Between) -> GroundColumns:
    """At time 0 ground range = 2 (r - 1000), at time 1 it is 2 (r - 1000) + 40, at time 2 plus 120; 10 m a pixel."""
    offsets = np.array([0.0, 40.0, 120.0])
    there = np.stack([offsets, np.full(3, 2.0)], axis=1)
    back = np.stack([np.full(3, 1000.0), np.full(3, 0.5)], axis=1)
    return GroundColumns(np.arange(3.0), np.full(3, 1000.0), there, offsets, back, 10.0, between)


def test_between_records_ground_range_is_the_weighted_mean_or_that_of_the_nearer_one():
    times = np.array([-5.0, 0.0, 0.25, 0.75, 1.5, 9.0])
    ranges = np.full(6, 1100.0)
    assert columns(Between.LINEAR).pixel(times, ranges) == pytest.approx([20, 20, 21, 23, 28, 32])
    assert columns(Between.NEAREST).pixel(times, ranges) == pytest.approx([20, 20, 20, 24, 24, 32])


@pytest.mark.parametrize("between", Between)
def test_ground_range_and_slant_range_are_inverse_even_where_the_annotated_polynomials_are_not(between, rng):
    made = columns(between)
    rough = replace(made, slant_coefficients=made.slant_coefficients + np.array([0.3, 0.01]))
    times, pixels = rng.uniform(-1, 3, 300), rng.uniform(0, 500, 300)
    assert rough.pixel(times, rough.slant_range(times, pixels)) == pytest.approx(pixels, abs=1e-9)


def positions(made: RangeDoppler, step: int, shape: tuple[int, int] = (200, 300)) -> tuple[np.ndarray, np.ndarray]:
    line, pixel = np.meshgrid(np.arange(0.0, shape[0], step), np.arange(0.0, shape[1], step), indexing="ij")
    return made.back(line, pixel, 300 + 50 * np.sin(line / 30) * np.cos(pixel / 40))


LATTICES = {
    "plain": {},
    "antimeridian": {"circle": Circle(longitude=176.2)},
    "80 degrees": {"circle": Circle(latitude=80.0)},
}


@pytest.mark.parametrize("changes", LATTICES.values(), ids=LATTICES)
def test_bands_of_latitudes_and_longitudes_are_a_geometry_with_its_inverse(changes, rng):
    found: RadarGeometry = lattice_geometry(*positions(image(**changes), 1))
    line, pixel = rng.uniform(0, 199, 400), rng.uniform(0, 299, 400)
    again = found(*found.back(line, pixel, 0 * line), 0 * line)
    assert np.abs(again.line - line).max() < 1e-5
    assert np.abs(again.pixel - pixel).max() < 1e-5


def test_a_lattice_meets_its_own_values_and_a_coarse_one_knows_its_origin_and_step():
    latitude, longitude = positions(image(), 10)
    found = lattice_geometry(latitude, longitude, (4.5, 4.5), (10.0, 10.0))
    place = found.back(np.array([14.5]), np.array([34.5]), np.zeros(1))
    assert (place.latitude[0], place.longitude[0]) == pytest.approx((latitude[1, 3], longitude[1, 3]), abs=1e-12)
    again = found(latitude[1:2, 3], longitude[1:2, 3], np.zeros(1))
    assert (again.line[0], again.pixel[0]) == pytest.approx((14.5, 34.5), abs=1e-5)


def test_a_lattice_has_no_answer_outside_and_in_its_gaps():
    latitude, longitude = positions(image(), 1)
    latitude[50:60, 50:60] = np.nan
    found = lattice_geometry(latitude, longitude)
    outside = found(np.array([0.0, latitude[0, 0] + 0.5]), np.array([0.0, longitude[0, 0]]), np.zeros(2))
    assert np.isnan(outside.line).all()
    assert np.isnan(found.back(np.array([-1.0, 55.0]), np.array([5.0, 55.0]), np.zeros(2)).latitude).all()


def test_bands_that_are_no_latitudes_are_refused(rng):
    with pytest.raises(InputError, match="no latitudes and longitudes"):
        lattice_geometry(rng.uniform(1000, 2000, (5, 5)), rng.uniform(0, 1, (5, 5)))
    with pytest.raises(InputError, match="do not go together"):
        lattice_geometry(np.zeros((5, 5)), np.zeros((5, 6)))


@pytest.mark.parametrize("scattered", [False, True], ids=["on a lattice", "scattered"])
def test_ground_control_points_are_met_and_their_geometry_has_its_inverse(scattered, rng):
    made = image(kind="SLC", swath="IW1")
    line, pixel = (axis.ravel() for axis in np.meshgrid(np.linspace(0, 199, 6), np.linspace(0, 299, 8), indexing="ij"))
    if scattered:
        line, pixel = line + rng.uniform(-5, 5, line.size), pixel + rng.uniform(-5, 5, line.size)
    ground = made.back(line, pixel, 0 * line)
    found: RadarGeometry = control_point_geometry(line, pixel, *ground)
    at_points = found(*ground, 0 * line)
    assert np.abs(at_points.line - line).max() < 1e-4
    assert np.abs(at_points.pixel - pixel).max() < 1e-4
    inside = rng.uniform(20, 180, 200), rng.uniform(20, 280, 200)
    again = found(*found.back(*inside, np.zeros(200)), np.zeros(200))
    assert np.abs(again.line - inside[0]).max() < 1e-5
    truth = made(*found.back(*inside, np.zeros(200)), np.zeros(200))
    assert np.abs(truth.line - inside[0]).max() < 0.05
    assert np.abs(truth.pixel - inside[1]).max() < 0.05


@pytest.mark.parametrize("shape", [(2, 2), (2, 5), (5, 2), (2, 3)])
def test_control_points_at_the_corners_are_enough(shape, rng):
    """Between two lines of points the ground is taken to go straight."""
    along = np.linspace(0, 199, shape[0]), np.linspace(0, 299, shape[1])
    line, pixel = (axis.ravel() for axis in np.meshgrid(*along, indexing="ij"))
    found = control_point_geometry(line, pixel, 45 - 1e-4 * line + 2e-5 * pixel, 10 + 1e-4 * pixel)
    inside = rng.uniform(0, 199, 50), rng.uniform(0, 299, 50)
    ground = found.back(*inside, np.zeros(50))
    again = found(*ground, np.zeros(50))
    assert np.abs(again.line - inside[0]).max() < 1e-5
    assert np.abs(again.pixel - inside[1]).max() < 1e-5
    assert ground.latitude == pytest.approx(45 - 1e-4 * inside[0] + 2e-5 * inside[1], abs=2e-6)
    assert ground.longitude == pytest.approx(10 + 1e-4 * inside[1], abs=2e-6)


def test_too_few_control_points_are_refused():
    with pytest.raises(InputError, match="too few for a geometry"):
        control_point_geometry(*np.zeros((4, 3)))
    along = np.arange(6.0)
    with pytest.raises(InputError, match="on one line of the image"):
        control_point_geometry(along, along, 45 + along / 100, 10 + along / 100)
    line, pixel = np.array([0.0, 0.0, 50.0, 80.0, 50.0]), np.array([0.0, 60.0, 20.0, 70.0, 20.0])
    with pytest.raises(InputError, match="at the same place of the image"):
        control_point_geometry(line, pixel, 45 + line / 100, 10 + pixel / 100)
