"""Jobs of colour on the command line."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from .command_options import made
from .jobs import (
    ColorizeOptions,
    ColourQualityOptions,
    CompositeOptions,
    colorize,
    compose,
    measure_colour,
)


def _composite_files(parser: argparse.ArgumentParser) -> None:
    for name in ("input", "output"):
        parser.add_argument(name)
    parser.add_argument("--more", nargs="*", default=())
    parser.add_argument("--after")


def _colour_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("picture")
    for name in ("reference", "radar", "report"):
        parser.add_argument(f"--{name}")


def _composite(given: dict[str, Any]) -> dict[str, Any]:
    source, output, more, after = (given.pop(name) for name in ("input", "output", "more", "after"))
    return asdict(compose(source, output, made(CompositeOptions, given), more=more, after=after, log=print))


def _colorize(given: dict[str, Any]) -> dict[str, Any]:
    source, output = given.pop("input"), given.pop("output")
    return asdict(colorize(source, output, made(ColorizeOptions, given), log=print))


def _evaluate_colour(given: dict[str, Any]) -> dict[str, Any]:
    picture, reference, radar, report = (given.pop(name) for name in ("picture", "reference", "radar", "report"))
    options = made(ColourQualityOptions, given)
    return asdict(measure_colour(picture, reference, radar, report, options, log=print))


def _colorize_files(parser: argparse.ArgumentParser) -> None:
    for name in ("input", "output"):
        parser.add_argument(name)


COLOUR_JOBS = (
    ("composite", "make a colour picture", _composite, CompositeOptions, _composite_files),
    ("colorize", "generate colours with a network", _colorize, ColorizeOptions, _colorize_files),
    ("evaluatecolour", "judge a colour picture", _evaluate_colour, ColourQualityOptions, _colour_files),
)
