"""The report: well-formed, self-contained, and honest about what it shows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pytest

from aurora_qgis.core.report import BARS, HEIGHT, WIDTH, histogram_svg, nice_step, page, table

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<b>&\"x'</b><script>alert(1)</script>"
EDGES = np.linspace(-30.0, 30.0, 1201)
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Reader(HTMLParser):
    """Collects the tags and text of a page, and the tags that are closed out of order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def bell(total: float = 1e6, middle: float = 0.0, spread: float = 2.0) -> np.ndarray:
    """Counts of a normal distribution in EDGES."""
    centres = (EDGES[:-1] + EDGES[1:]) / 2
    share = np.exp(-(((centres - middle) / spread) ** 2) / 2)
    return np.round(total * share / share.sum()).astype(np.int64)


def figure(counts: np.ndarray, marks: dict[str, float], label: str = "change", unit: str = "dB") -> ElementTree.Element:
    return ElementTree.fromstring(histogram_svg(EDGES, counts, marks, label, unit))


def texts(svg: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


def mark_lines(svg: ElementTree.Element) -> list[float]:
    """Horizontal places of the lines of marks, which alone are two wide."""
    paths = [path.attrib["d"] for path in svg.iter(f"{SVG}path") if path.get("stroke-width") == "2"]
    return [float(re.match(r"M([-\d.]+)", path)[1]) for path in paths]  # type: ignore[index]


def test_a_page_closes_every_tag_that_it_opens() -> None:
    body = table([("a", "1")], ("name", "value")) + histogram_svg(EDGES, bell(), {"limit": 3.0}, "change", "dB")
    reader = Reader(page("Change", [("Result", body), ("More", table([]))], "made by a test"))
    assert reader.crossed == []
    assert reader.open == []
    assert {"html", "head", "title", "body", "section", "table", "svg", "footer"} <= set(reader.tags)


def test_a_page_runs_no_script_and_fetches_nothing() -> None:
    body = histogram_svg(EDGES, bell(), {"limit": 3.0}, "change", "dB")
    whole = page("Change", [("Result", body)], "footer")
    reader = Reader(whole)
    assert not {"script", "link", "img", "iframe", "object", "use", "image"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name in {"src", "href"} or name.startswith("on")]
    assert "url(" not in whole
    assert "@import" not in whole


def test_text_from_the_user_is_shown_and_never_becomes_markup() -> None:
    whole = page(NASTY, [(NASTY, table([(NASTY, NASTY)], (NASTY, NASTY)))], NASTY)
    reader = Reader(whole)
    assert "script" not in reader.tags
    assert "b" not in reader.tags
    assert reader.text.count(NASTY) == 8  # <title>, h1, h2, four cells, footer


def test_text_from_the_user_is_shown_in_a_figure_and_never_becomes_markup() -> None:
    svg = figure(bell(), {NASTY: 3.0}, label=NASTY, unit=NASTY)
    assert not list(svg.iter(f"{SVG}script"))
    assert any(NASTY in text for text in texts(svg))
    assert NASTY in (svg.findtext(f"{SVG}title") or "")
    assert NASTY in (svg.findtext(f"{SVG}desc") or "")


def test_a_figure_has_a_title_and_a_description_with_its_marks() -> None:
    svg = figure(bell(), {"decrease": -3.21, "increase": 4.56})
    assert "change" in (svg.findtext(f"{SVG}title") or "")
    description = svg.findtext(f"{SVG}desc") or ""
    assert "decrease at -3.21 dB" in description
    assert "increase at 4.56 dB" in description


@pytest.mark.parametrize(
    "marks",
    [{"one": 3.0}, {"decrease": -3.0, "increase": 3.0}, {"low": -25.0, "lower": -29.0}, {"near": 1.0, "nearer": 1.1}],
)
def test_every_mark_has_a_line_inside_the_figure_and_a_label(marks: dict[str, float]) -> None:
    svg = figure(bell(), marks)
    lines = mark_lines(svg)
    assert len(lines) == len(marks)
    assert all(0 <= x <= WIDTH for x in lines)
    for name in marks:
        assert any(text.startswith(f"{name} ") for text in texts(svg))


def test_marks_stand_in_the_order_of_their_values() -> None:
    svg = figure(bell(), {"high": 5.0, "low": -5.0, "middle": 0.0})
    assert mark_lines(svg) == sorted(mark_lines(svg))
    assert len(set(mark_lines(svg))) == 3


def test_a_figure_says_so_when_there_are_no_data() -> None:
    reader = Reader(histogram_svg(EDGES, np.zeros(1200, np.int64), {"limit": 3.0}, "change", "dB"))
    assert "no data" in reader.text
    assert "svg" not in reader.tags


@pytest.mark.parametrize("total", [1.0, 1e3, 1.6e9, 1e15])
def test_bars_stay_inside_the_figure_whatever_the_count(total: float) -> None:
    counts = bell(total) if total > 1 else np.bincount([600], minlength=1200)
    bars = list(figure(counts, {}).iter(f"{SVG}rect"))
    assert 0 < len(bars) <= BARS
    for bar in bars:
        x, y, width, height = (float(bar.attrib[name]) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= WIDTH + 0.1
        assert 0 <= y <= y + height <= HEIGHT


def test_the_figure_zooms_to_the_bulk_of_the_counts() -> None:
    lone = bell(spread=0.5)
    lone[0] = lone[-1] = 1  # two pixels in a million, 30 dB away
    ticks = [float(text) for text in texts(figure(lone, {})) if re.fullmatch(r"-?\d+(\.\d+)?", text)]
    assert min(ticks) > -10


@pytest.mark.parametrize("least", [1e-9, 0.013, 0.1, 0.99, 1.0, 3.0, 7.5, 4.2e7])
def test_a_nice_step_is_one_two_or_five_times_a_power_of_ten(least: float) -> None:
    step = nice_step(least)
    leading = step / 10 ** np.floor(np.log10(step) + 1e-9)
    assert min(abs(leading - nice) for nice in (1, 2, 5)) < 1e-6
    assert least * (1 - 1e-6) <= step <= 2.5 * least * (1 + 1e-6)
