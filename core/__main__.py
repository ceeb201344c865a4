"""The engine without QGIS: python -m aurora_qgis.core (despeckle | detectchange | simulate) --help"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import Field, asdict, fields
from typing import Any

from .errors import AuroraError
from .jobs import ChangeFiles, ChangeOptions, DespeckleOptions, despeckle, detect_change, write_scene


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one job; 0, or 1 with one sentence on standard error."""
    given = vars(_parser().parse_args(arguments))
    job = given.pop("job")
    try:
        summary = job(given)
    except AuroraError as error:
        print(error, file=sys.stderr)
        return 1
    for name, value in summary.items():
        print(f"{name}: {value}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aurora_qgis.core", description=__doc__)
    jobs = parser.add_subparsers(required=True, metavar="JOB")
    one = jobs.add_parser("despeckle", help="filter speckle")
    one.add_argument("input")
    one.add_argument("output")
    _add_options(one, DespeckleOptions)
    one.set_defaults(job=_despeckle)
    two = jobs.add_parser("detectchange", help="compare two dates")
    for name in ("before", "after", "strength", "classes"):
        two.add_argument(name)
    two.add_argument("--polygons")
    two.add_argument("--report")
    _add_options(two, ChangeOptions)
    two.set_defaults(job=_detect_change)
    scene = jobs.add_parser("simulate", help="write a scene with known truth into a folder")
    scene.add_argument("folder")
    scene.set_defaults(job=lambda given: write_scene(given["folder"])._asdict())
    return parser


def _add_options(parser: argparse.ArgumentParser, options: Any) -> None:
    """One flag per field, with the field's own default."""
    for field in fields(options):
        flag = f"--{field.name.replace('_', '-')}"
        if isinstance(field.default, bool):
            parser.add_argument(flag, action="store_true")
        elif isinstance(field.default, tuple):
            parser.add_argument(flag, type=int, nargs="*", default=field.default)
        else:
            parser.add_argument(flag, type=_kind(field), default=field.default)


def _kind(field: Field[Any]) -> Any:
    return type(field.default)


def _despeckle(given: dict[str, Any]) -> dict[str, Any]:
    source, output = given.pop("input"), given.pop("output")
    return asdict(despeckle(source, output, _made(DespeckleOptions, given), log=print))


def _detect_change(given: dict[str, Any]) -> dict[str, Any]:
    before, after = given.pop("before"), given.pop("after")
    files = ChangeFiles(**{field.name: given.pop(field.name) for field in fields(ChangeFiles)})
    return asdict(detect_change(before, after, files, _made(ChangeOptions, given), log=print))


def _made(kind: Any, given: dict[str, Any]) -> Any:
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})


if __name__ == "__main__":
    sys.exit(main())
