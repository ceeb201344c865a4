"""Figures of reports: well-formed, to scale, and without what has no value."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from aurora_qgis.core.plots import bars_svg, curves_svg, places_svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def test_a_curve_goes_from_corner_to_corner_and_leaves_out_what_is_not_finite():
    x, y = np.array([0.0, 0.5, np.nan, 1.0]), np.array([0.0, np.nan, 0.5, 1.0])
    figure = drawn(curves_svg({"one & only": (x, y)}, "x", "y"))
    points = figure.find(f"{SVG}polyline").attrib["points"].split()
    (left, bottom), (right, top) = (map(float, point.split(",")) for point in points)
    assert right - left == pytest.approx(bottom - top)
    assert right > left
    assert "one & only" in [one.text for one in figure.iter(f"{SVG}text")]


def test_bars_stand_on_each_other_and_are_to_scale():
    figure = drawn(bars_svg(["a", "b"], {"up": [3, 1], "down": [1, 0]}, ("#111111", "#222222"), "Changes <by date>"))
    bars = [{name: float(one.attrib[name]) for name in ("x", "y", "height")} for one in figure.iter(f"{SVG}rect")]
    up_a, up_b, down_a, down_b = bars
    assert up_a["height"] == pytest.approx(3 * up_b["height"], abs=0.2)
    assert down_a["y"] + down_a["height"] == pytest.approx(up_a["y"], abs=0.2)
    assert down_b["height"] == 0
    assert up_a["x"] < up_b["x"]
    assert figure.find(f"{SVG}title").text == "Changes <by date>"


def test_of_many_dates_not_every_one_is_written():
    labels = [f"date {number}" for number in range(100)]
    figure = drawn(bars_svg(labels, {"up": [0] * 100}, ("#111111",), "Nothing"))
    assert 5 < sum((one.text or "").startswith("date") for one in figure.iter(f"{SVG}text")) <= 25


def test_discs_lie_where_their_values_do_and_grow_with_them():
    x, y, values = np.array([0.0, 10.0, 5.0]), np.array([100.0, 300.0, 200.0]), np.array([-2.0, 1.0, np.nan])
    figure = drawn(places_svg(x, y, values, "Lines & more"))
    discs = [{name: one.attrib[name] for name in ("cx", "cy", "r", "fill")} for one in figure.iter(f"{SVG}circle")]
    first, second = discs
    assert float(first["cx"]) < float(second["cx"])
    assert float(first["cy"]) < float(second["cy"])
    assert float(first["r"]) == pytest.approx(2 * float(second["r"]), abs=0.02)
    assert first["fill"] != second["fill"]
    assert figure.find(f"{SVG}title").text == "Lines & more"
