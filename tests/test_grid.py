"""Grids: mapping there and back, areas against independent truth."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.grid import Grid, Window, reference
from tests.conftest import grid

WGS84 = reference("EPSG:4326").ExportToWkt()


def test_pixels_to_map_and_back_is_the_identity(rng):
    turned = Grid((50, 60), (1000.0, 8.0, 3.0, 2000.0, 2.5, -9.0))
    rows, cols = rng.uniform(-5, 70, (2, 30))
    assert np.allclose(turned.to_pixel(*turned.to_map(rows, cols)), (rows, cols))


def test_onto_another_crs_and_back_is_the_identity(rng):
    utm, geographic = grid(500, 500), Grid((100, 100), (13.9, 0.001, 0.0, 47.1, 0.0, -0.001), WGS84)
    rows, cols = rng.uniform(0, 500, (2, 40))
    there = utm.onto(geographic, rows, cols)
    assert np.allclose(geographic.onto(utm, *there), (rows, cols), atol=1e-4)


def test_a_part_keeps_its_place():
    whole = grid(100, 100)
    part = whole.part(Window(20, 30, 10, 10))
    assert np.allclose(part.to_map(np.zeros(1), np.zeros(1)), whole.to_map(np.full(1, 20.0), np.full(1, 30.0)))
    assert part.offset_in(whole) == (20, 30)


def test_half_a_pixel_apart_is_another_lattice():
    assert grid(50, 50).offset_in(grid(80, 80, x=420_005.0)) is None


def test_an_area_in_degrees_is_that_of_the_ellipsoidal_zone():
    """Closed form of the WGS 84 authalic zone (Snyder 1987, equation 3-12)."""
    field = Grid((100, 200), (10.0, 0.01, 0.0, 46.0, 0.0, -0.01), WGS84)
    a, f = 6378137.0, 1 / 298.257223563
    e = np.sqrt(2 * f - f * f)

    def q(latitude: float) -> float:
        s = np.sin(np.radians(latitude))
        return (1 - e**2) * (s / (1 - e**2 * s * s) - np.log((1 - e * s) / (1 + e * s)) / (2 * e))

    expected = a * a / 2 * (q(46.0) - q(45.0)) * np.radians(2.0)
    assert field.area(field.window) == pytest.approx(expected, rel=2e-5)


def test_an_area_in_utm_is_corrected_for_the_projections_scale():
    """At the central meridian the UTM scale is 0.9996, so ground areas are 1 / 0.9996 squared larger."""
    field = grid(100, 100, x=499_500.0)
    assert field.area(field.window) == pytest.approx(1e6 / 0.9996**2, rel=1e-6)


def test_parts_add_up_to_the_area_of_the_whole():
    field = grid(100, 100)
    halves = field.area(Window(0, 0, 40, 100)) + field.area(Window(40, 0, 60, 100))
    assert halves == pytest.approx(field.area(field.window), rel=1e-9)


@pytest.mark.parametrize("crs", ["", 'LOCAL_CS["survey grid",UNIT["metre",1]]'])
def test_without_a_crs_on_the_ellipsoid_there_is_no_area(crs):
    assert np.isnan(Grid((5, 5), crs=crs).area(Window(0, 0, 5, 5)))


def test_an_unknown_crs_is_refused():
    with pytest.raises(InputError, match="not known"):
        reference("EPSG:999999")


def test_a_window_grows_as_far_as_the_image_reaches():
    assert Window(2, 5, 10, 10).grown(4, (13, 100)) == Window(0, 1, 13, 18)
