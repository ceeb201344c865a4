"""Explaining and reviewing changes on the command line."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from .jobs import (
    Decision,
    ExportOptions,
    Place,
    PlaceFiles,
    PlaceInputs,
    PlaceOptions,
    ReviewFiles,
    ReviewPolygons,
    decide,
    explain_place,
    export_review,
    review_queue,
)


def _place_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("x", type=float)
    parser.add_argument("y", type=float)
    parser.add_argument("--crs", default="", help="of x and y, such as EPSG:4326; without it they are the image's")
    for name in ("strength", "explanation", "json", "report"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--series", nargs="*", default=())
    parser.add_argument("--dates", default="", help="a CSV file with lines 'name, date'")


def _review_polygons(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("polygons", help="a GeoPackage")
    parser.add_argument("--layer", default="")


def _queue_of(parser: argparse.ArgumentParser) -> None:
    _review_polygons(parser)
    parser.add_argument("--order", default="uncertainty")


def _decision(parser: argparse.ArgumentParser) -> None:
    _review_polygons(parser)
    parser.add_argument("polygon", type=int, help="feature id")
    parser.add_argument("decision")
    parser.add_argument("reviewer")
    parser.add_argument("--label", default="")
    parser.add_argument("--comment", default="")


def _review_files(parser: argparse.ArgumentParser) -> None:
    _review_polygons(parser)
    parser.add_argument("--images", nargs=2, default=(), metavar=("BEFORE", "AFTER"))
    parser.add_argument("--output")
    parser.add_argument("--folder")


def _explain_place(given: dict[str, Any]) -> dict[str, Any]:
    before, after = given.pop("before"), given.pop("after")
    place = Place(given.pop("x"), given.pop("y"), given.pop("crs"))
    inputs = PlaceInputs(
        given.pop("strength"), given.pop("explanation"), tuple(given.pop("series")), given.pop("dates")
    )
    files = PlaceFiles(given.pop("json"), given.pop("report"))
    found = explain_place(before, after, place, inputs, files, PlaceOptions(**_tuples(given)), log=print)
    return {name: value for name, value in asdict(found).items() if name not in ("chips", "series")}


def _review_queue(given: dict[str, Any]) -> dict[str, Any]:
    return asdict(review_queue(ReviewPolygons(given["polygons"], given["layer"]), given["order"], log=print))


def _review_decision(given: dict[str, Any]) -> dict[str, Any]:
    polygons = ReviewPolygons(given.pop("polygons"), given.pop("layer"))
    return decide(polygons, Decision(**given))._asdict()


def _export_review(given: dict[str, Any]) -> dict[str, Any]:
    polygons = ReviewPolygons(given.pop("polygons"), given.pop("layer"))
    images, files = given.pop("images"), ReviewFiles(given.pop("output"), given.pop("folder"))
    return asdict(export_review(polygons, images, files, ExportOptions(**_tuples(given)), log=print))


def _tuples(given: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


REVIEW_JOBS = (
    ("explainplace", "why a place changed or not", _explain_place, PlaceOptions, _place_files),
    ("reviewqueue", "change polygons that are left to decide", _review_queue, None, _queue_of),
    ("reviewdecision", "write a decision about a change polygon", _review_decision, None, _decision),
    ("exportreview", "reviewed polygons and training chips", _export_review, ExportOptions, _review_files),
)
