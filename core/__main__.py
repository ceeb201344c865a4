"""The engine without QGIS: python -m aurora_qgis.core JOB --help"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from inspect import getdoc
from typing import Any

from . import jobs
from .command_line import Job, add_arguments, run
from .errors import AuroraError
from .jobs import (
    add_model,
    calibrate,
    change_series,
    check_installation,
    classify_strength,
    colorize,
    compose,
    conformal_sets,
    coregister,
    crop,
    decide,
    despeckle,
    despeckle_stack,
    detect_change,
    evaluate_change,
    explain_place,
    export_review,
    geocode,
    install_runtime,
    list_models,
    look_up,
    measure_coherence,
    measure_colour,
    measure_looks,
    measure_quality,
    multilook,
    radarcode,
    radarcode_vector,
    remove_model,
    review_queue,
    strength_histogram,
    try_model,
    write_scene,
)

PICTURES = ("chips", "series")
"""What an explained place holds to be drawn, not to be read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one job; 0, or 1 with one sentence on standard error."""
    given = vars(_parser().parse_args(arguments))
    try:
        found = run(given.pop("job"), given, print)
    except AuroraError as error:
        print(error, file=sys.stderr)
        return 1
    for name, value in _summary(found).items():
        if name not in PICTURES:
            print(f"{name}: {value}")
    return 0


def _summary(found: Any) -> dict[str, Any]:
    return asdict(found) if is_dataclass(found) and not isinstance(found, type) else dict(found._asdict())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aurora_qgis.core", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="JOB")
    for name, (summary, job) in JOBS.items():
        one = commands.add_parser(name, help=summary, description=(getdoc(job) or summary).split("\n\n")[0])
        add_arguments(one, job, name, vars(jobs))
        one.set_defaults(job=job)
    return parser


def _models(
    add: str | None = None, remove: str | None = None, report: str | None = None, folder: str | None = None
) -> Any:
    """All models with their facts; first one may be added or removed."""
    if add:
        add_model(add, folder, log=print)
    if remove:
        remove_model(remove, folder, log=print)
    return list_models(report, folder)


def _simulate(folder: str) -> Any:
    """Write two dates with known changes, and the truth."""
    return write_scene(folder)


JOBS: dict[str, tuple[str, Job]] = {
    "calibrate": ("Sentinel-1 products to backscatter", calibrate),
    "lookuptable": ("the ground of every radar pixel", look_up),
    "geocode": ("radar images onto maps", geocode),
    "radarcode": ("maps onto the radar's grid", radarcode),
    "radarcodevector": ("vectors onto the radar's grid", radarcode_vector),
    "coregister": ("a radar image onto another one's grid", coregister),
    "coherence": ("of two complex images in one grid", measure_coherence),
    "despeckle": ("filter speckle", despeckle),
    "despecklestack": ("filter speckle of several dates together", despeckle_stack),
    "multilook": ("average blocks of pixels", multilook),
    "estimatelooks": ("equivalent number of looks per band", measure_looks),
    "specklequality": ("judge a despeckled raster", measure_quality),
    "detectchange": ("compare two dates", detect_change),
    "changeseries": ("find changes in several dates", change_series),
    "classifychange": ("classes of a change strength", classify_strength),
    "changehistogram": ("histogram of a change strength", strength_histogram),
    "evaluatechange": ("judge a map of change by a reference", evaluate_change),
    "conformalsets": ("sets that hold the truth at a rate", conformal_sets),
    "explainplace": ("why a place changed or not", explain_place),
    "reviewqueue": ("change polygons that are left to decide", review_queue),
    "reviewdecision": ("write a decision about a change polygon", decide),
    "exportreview": ("reviewed polygons and training chips", export_review),
    "composite": ("make a colour picture", compose),
    "colorize": ("generate colours with a network", colorize),
    "evaluatecolour": ("judge a colour picture", measure_colour),
    "crop": ("cut out an extent", crop),
    "simulate": ("write a scene with known truth into a folder", _simulate),
    "check": ("versions, runtime, models and write access", check_installation),
    "models": ("the models, with one added or removed", _models),
    "trymodel": ("run a model once", try_model),
    "installruntime": ("unpack a wheel of onnxruntime", install_runtime),
}


if __name__ == "__main__":
    sys.exit(main())
