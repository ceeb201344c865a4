"""Arguments of a job follow from its signature."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from aurora_qgis.core.__main__ import JOBS
from aurora_qgis.core.blocks import Progress, unheard
from aurora_qgis.core.command_line import add_arguments, run

Log = object


@dataclass(frozen=True)
class Files:
    image: str
    mask: str | None = None


@dataclass(frozen=True)
class Options:
    looks: float = 4.4
    window_rows: int = 5
    border: bool = True
    bands: tuple[int, ...] = ()


@dataclass(frozen=True)
class Products:
    first: str
    second: str


def job(
    source: str,
    dates: Sequence[str],
    files: Files,
    options: Options = Options(),
    products: Products | None = None,
    *,
    progress: Progress = unheard,
    log: Log = None,
):
    return source, dates, files, options, products, log


def called(*arguments: str):
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_arguments(parser, job)
    return run(job, vars(parser.parse_args(arguments)), print)


def test_what_a_job_needs_goes_by_place_and_the_rest_has_the_jobs_own_defaults():
    source, dates, files, options, products, log = called("in.tif", "a.tif", "b.tif", "out.tif")
    assert (source, list(dates), files) == ("in.tif", ["a.tif", "b.tif"], Files("out.tif"))
    assert options == Options()
    assert products is None
    assert log is print


def test_flags_are_of_the_type_that_the_field_states():
    given = called(
        "in.tif", "a.tif", "out.tif", "--mask", "m.tif", "--looks", "1", "--window-rows", "7", "--no-border",
        "--bands", "2", "1",
    )  # fmt: skip
    assert given[2] == Files("out.tif", "m.tif")
    assert given[3] == Options(1.0, 7, False, (2, 1))
    assert isinstance(given[3].looks, float)


def test_a_group_that_may_be_left_out_takes_all_its_fields_behind_one_flag():
    assert called("in.tif", "a.tif", "out.tif", "--products", "x.zip", "y.zip")[4] == Products("x.zip", "y.zip")


def test_a_number_that_is_none_is_refused():
    with pytest.raises(argparse.ArgumentError, match="window-rows"):
        called("in.tif", "a.tif", "out.tif", "--window-rows", "many")


@pytest.mark.parametrize("name", JOBS)
def test_no_two_arguments_of_a_job_have_one_name(name):
    """argparse refuses two equal flags, and takes two equal places without a word."""
    parser = argparse.ArgumentParser()
    add_arguments(parser, JOBS[name][1])
    names = [action.dest for action in parser._actions]
    assert len(set(names)) == len(names)
