"""The engine without QGIS: python -m aurora_qgis.core JOB --help"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import Field, asdict, fields
from typing import Any

from .colour_commands import COLOUR_JOBS
from .command_options import made
from .errors import AuroraError
from .jobs import (
    AUTOMATIC,
    CalibrateOptions,
    ChangeFiles,
    ChangeOptions,
    ClassifyOptions,
    ConformalFiles,
    ConformalOptions,
    CropOptions,
    DespeckleOptions,
    EvaluateFiles,
    EvaluateOptions,
    GeocodeFiles,
    GeocodeOptions,
    LookupFiles,
    LookupOptions,
    MultilookOptions,
    QualityOptions,
    RadarcodeFiles,
    RadarcodeOptions,
    Reference,
    SeriesFiles,
    SeriesOptions,
    StackFiles,
    StackOptions,
    VectorFiles,
    VectorOptions,
    add_model,
    calibrate,
    change_series,
    check_installation,
    classify_strength,
    conformal_sets,
    crop,
    despeckle,
    despeckle_stack,
    detect_change,
    evaluate_change,
    geocode,
    install_runtime,
    list_models,
    look_up,
    measure_looks,
    measure_quality,
    multilook,
    radarcode,
    radarcode_vector,
    remove_model,
    strength_histogram,
    try_model,
    write_scene,
)
from .pair_commands import PAIR_JOBS
from .review_commands import REVIEW_JOBS


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
    for name, summary, function, options, add_files in JOBS:
        job = jobs.add_parser(name, help=summary)
        add_files(job)
        if options is not None:
            _add_options(job, options)
        job.set_defaults(job=function)
    return parser


def _input_and_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input")
    parser.add_argument("output")


def _named(names: Sequence[str], options: Sequence[str]) -> Callable[[argparse.ArgumentParser], None]:
    """Adds files that have to be named, and ones that may be."""

    def add(parser: argparse.ArgumentParser) -> None:
        for one in (*names, *(f"--{option}" for option in options)):
            parser.add_argument(one)

    return add


_product_and_output = _named(("product", "output"), ())
_lookup_files = _named(("product", "dem", "table"), ("mask", "report"))
_radarcode_files = _named(("input", "product", "dem", "image"), ("mask", "report"))
_geocode_files = _named(("input", "product", "dem", "image"), ("mask", "incidence", "report", "simulated"))


def _class_files(parser: argparse.ArgumentParser) -> None:
    _input_and_output(parser)
    parser.add_argument("--polygons")
    parser.add_argument("--explanation", help="what detectchange wrote with the strength")


def _input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input")


def _stack_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--output")
    parser.add_argument("--folder")


def _looks_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input")
    parser.add_argument("--output")
    parser.add_argument("--scale", default=AUTOMATIC)
    parser.add_argument("--bands", type=int, nargs="*", default=())


def _quality_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("--report")
    parser.add_argument("--structure")


def _change_files(parser: argparse.ArgumentParser) -> None:
    for name in ("before", "after", "strength", "classes"):
        parser.add_argument(name)
    parser.add_argument("--polygons")
    parser.add_argument("--report")
    parser.add_argument("--explanation")
    parser.add_argument("--uncertainty")
    parser.add_argument("--mask", help="layover and shadow, as geocode writes them")


def _series_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+")
    for field in fields(SeriesFiles):
        parser.add_argument(f"--{field.name.replace('_', '-')}")


def _evaluation_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("map")
    for kind in (Reference, EvaluateFiles):
        for field in fields(kind):
            parser.add_argument(f"--{field.name}", default=field.default)


def _conformal_files(parser: argparse.ArgumentParser) -> None:
    _input_and_output(parser)
    parser.add_argument("--probability", help="the scaled probability")
    for field in fields(Reference):
        parser.add_argument(f"--{field.name}", default=field.default)


def _report_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report")


def _wheel_and_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help="a wheel of onnxruntime, or a folder that holds one")
    parser.add_argument("folder", help="such as PROFILE/aurorasar/runtime of a QGIS profile")


def _scene_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder")


def _model_files(parser: argparse.ArgumentParser) -> None:
    for name in ("add", "remove", "report", "folder"):
        parser.add_argument(f"--{name}")


def _trial(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model")
    parser.add_argument("input")
    parser.add_argument("--scale", default=AUTOMATIC)
    parser.add_argument("--looks", type=float, default=0.0)
    parser.add_argument("--folder")


def _add_options(parser: argparse.ArgumentParser, options: Any) -> None:
    """One flag per field, with the field's own default."""
    for field in fields(options):
        flag = f"--{field.name.replace('_', '-')}"
        if isinstance(field.default, bool):
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, default=field.default)
        elif isinstance(field.default, tuple):
            parser.add_argument(flag, type=_number, nargs="*", default=field.default)
        else:
            parser.add_argument(flag, type=_kind(field), default=field.default)


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)


def _kind(field: Field[Any]) -> Any:
    return type(field.default)


def _despeckle(given: dict[str, Any]) -> dict[str, Any]:
    source, output = given.pop("input"), given.pop("output")
    return asdict(despeckle(source, output, made(DespeckleOptions, given), log=print))


def _despeckle_stack(given: dict[str, Any]) -> dict[str, Any]:
    files = StackFiles(given.pop("output"), given.pop("folder"))
    return asdict(despeckle_stack(given.pop("inputs"), files, made(StackOptions, given), log=print))


def _multilook(given: dict[str, Any]) -> dict[str, Any]:
    source, output = given.pop("input"), given.pop("output")
    return asdict(multilook(source, output, made(MultilookOptions, given), log=print))


def _calibrate(given: dict[str, Any]) -> dict[str, Any]:
    return asdict(calibrate(given.pop("product"), given.pop("output"), made(CalibrateOptions, given), log=print))


def _look_up(given: dict[str, Any]) -> dict[str, Any]:
    product, dem = given.pop("product"), given.pop("dem")
    files = LookupFiles(**{field.name: given.pop(field.name) for field in fields(LookupFiles)})
    return asdict(look_up(product, dem, files, made(LookupOptions, given), log=print))


def _geocode(given: dict[str, Any]) -> dict[str, Any]:
    source, product, dem = given.pop("input"), given.pop("product"), given.pop("dem")
    files = GeocodeFiles(**{field.name: given.pop(field.name) for field in fields(GeocodeFiles)})
    return asdict(geocode(source, product, dem, files, made(GeocodeOptions, given), log=print))


def _radarcode(given: dict[str, Any]) -> dict[str, Any]:
    source, product, dem = given.pop("input"), given.pop("product"), given.pop("dem")
    files = RadarcodeFiles(**{field.name: given.pop(field.name) for field in fields(RadarcodeFiles)})
    return asdict(radarcode(source, product, dem, files, made(RadarcodeOptions, given), log=print))


def _radarcode_vector(given: dict[str, Any]) -> dict[str, Any]:
    source, product, dem = given.pop("input"), given.pop("product"), given.pop("dem")
    files = VectorFiles(**{field.name: given.pop(field.name) for field in fields(VectorFiles)})
    return asdict(radarcode_vector(source, product, dem, files, made(VectorOptions, given), log=print))


def _estimate_looks(given: dict[str, Any]) -> dict[str, Any]:
    return asdict(measure_looks(given.pop("input"), given.pop("output"), **given, log=print))


def _speckle_quality(given: dict[str, Any]) -> dict[str, Any]:
    before, after, report, structure = (given.pop(name) for name in ("before", "after", "report", "structure"))
    options = made(QualityOptions, given)
    return asdict(measure_quality(before, after, report, structure, options, log=print))


def _detect_change(given: dict[str, Any]) -> dict[str, Any]:
    before, after = given.pop("before"), given.pop("after")
    files = ChangeFiles(**{field.name: given.pop(field.name) for field in fields(ChangeFiles)})
    mask = given.pop("mask")
    return asdict(detect_change(before, after, files, made(ChangeOptions, given), mask=mask, log=print))


def _change_series(given: dict[str, Any]) -> dict[str, Any]:
    files = SeriesFiles(**{field.name: given.pop(field.name) for field in fields(SeriesFiles)})
    return asdict(change_series(given.pop("inputs"), files, made(SeriesOptions, given), log=print))


def _evaluate_change(given: dict[str, Any]) -> dict[str, Any]:
    reference = Reference(**{field.name: given.pop(field.name) for field in fields(Reference)})
    files = EvaluateFiles(**{field.name: given.pop(field.name) for field in fields(EvaluateFiles)})
    return asdict(evaluate_change(given.pop("map"), reference, files, made(EvaluateOptions, given), log=print))


def _conformal_sets(given: dict[str, Any]) -> dict[str, Any]:
    reference = Reference(**{field.name: given.pop(field.name) for field in fields(Reference)})
    source, files = given.pop("input"), ConformalFiles(given.pop("output"), given.pop("probability"))
    return asdict(conformal_sets(source, reference, files, made(ConformalOptions, given), log=print))


def _classify_change(given: dict[str, Any]) -> dict[str, Any]:
    source, output, polygons, why = (given.pop(name) for name in ("input", "output", "polygons", "explanation"))
    options = made(ClassifyOptions, given)
    return asdict(classify_strength(source, output, polygons, options, explanation=why, log=print))


def _change_histogram(given: dict[str, Any]) -> dict[str, Any]:
    return asdict(strength_histogram(given["input"]))


def _crop(given: dict[str, Any]) -> dict[str, Any]:
    source, output = given.pop("input"), given.pop("output")
    return asdict(crop(source, output, made(CropOptions, given), log=print))


def _check(given: dict[str, Any]) -> dict[str, Any]:
    found = check_installation(given["report"])
    return {"problems": found.problems, "found": found.text}


def _install_runtime(given: dict[str, Any]) -> dict[str, Any]:
    return asdict(install_runtime(given["source"], given["folder"], log=print))


def _models(given: dict[str, Any]) -> dict[str, Any]:
    if given["add"]:
        add_model(given["add"], given["folder"], log=print)
    if given["remove"]:
        remove_model(given["remove"], given["folder"], log=print)
    return {"models": list_models(given["report"], given["folder"]).text}


def _try_model(given: dict[str, Any]) -> dict[str, Any]:
    return asdict(try_model(given["model"], given["input"], given["scale"], given["looks"], given["folder"], log=print))


def _simulate(given: dict[str, Any]) -> dict[str, Any]:
    return write_scene(given["folder"])._asdict()


JOBS = (
    ("calibrate", "Sentinel-1 products to backscatter", _calibrate, CalibrateOptions, _product_and_output),
    ("lookuptable", "the ground of every radar pixel", _look_up, LookupOptions, _lookup_files),
    ("geocode", "radar images onto maps", _geocode, GeocodeOptions, _geocode_files),
    ("radarcode", "maps onto the radar's grid", _radarcode, RadarcodeOptions, _radarcode_files),
    *PAIR_JOBS,
    *COLOUR_JOBS,
    ("radarcodevector", "vectors onto the radar's grid", _radarcode_vector, VectorOptions, _radarcode_files),
    ("despeckle", "filter speckle", _despeckle, DespeckleOptions, _input_and_output),
    ("despecklestack", "filter speckle of several dates together", _despeckle_stack, StackOptions, _stack_files),
    ("multilook", "average blocks of pixels", _multilook, MultilookOptions, _input_and_output),
    ("estimatelooks", "equivalent number of looks per band", _estimate_looks, None, _looks_files),
    ("specklequality", "judge a despeckled raster", _speckle_quality, QualityOptions, _quality_files),
    ("detectchange", "compare two dates", _detect_change, ChangeOptions, _change_files),
    ("changeseries", "find changes in several dates", _change_series, SeriesOptions, _series_files),
    ("evaluatechange", "judge a map of change by a reference", _evaluate_change, EvaluateOptions, _evaluation_files),
    ("conformalsets", "sets that hold the truth at a rate", _conformal_sets, ConformalOptions, _conformal_files),
    ("simulate", "write a scene with known truth into a folder", _simulate, None, _scene_folder),
    ("classifychange", "classes of a change strength", _classify_change, ClassifyOptions, _class_files),
    ("changehistogram", "histogram of a change strength", _change_histogram, None, _input),
    ("crop", "cut out an extent", _crop, CropOptions, _input_and_output),
    ("check", "versions, runtime, models and write access", _check, None, _report_file),
    ("models", "the models, with one added or removed", _models, None, _model_files),
    ("trymodel", "run a model once", _try_model, None, _trial),
    ("installruntime", "unpack a wheel of onnxruntime", _install_runtime, None, _wheel_and_folder),
    *REVIEW_JOBS,
)


if __name__ == "__main__":
    sys.exit(main())
