"""Arguments of a job follow from its signature."""

from __future__ import annotations

import argparse
import re
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import import_module

import pytest

from aurora_qgis.core import jobs
from aurora_qgis.core.__main__ import JOBS, main
from aurora_qgis.core.blocks import Progress, unheard
from aurora_qgis.core.command_line import add_arguments, run
from aurora_qgis.core.explanations import OWN_PARAMETERS, PARAMETERS, field_texts

Log = object
SCALES = {"intensity": 1, "decibel": 2}


@dataclass(frozen=True)
class Files:
    image: str
    """What is written."""

    mask: str | None = None


class Order(Enum):
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class Shared:
    order: str = "first"
    """One of Order. Order is not asked for here, nor are SCALES."""


@dataclass(frozen=True)
class Options(Shared):
    looks: float = 4.4
    """At 100 %, or one of SCALES
    and `none`."""

    window_rows: int = 5
    border: bool = True
    """Mask it."""

    bands: tuple[int, ...] = ()
    """Counted from 1."""


@dataclass(frozen=True)
class Products:
    """Two."""

    first: str
    """The one."""

    second: str
    """The other."""


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
    add_arguments(parser, job, "a job", {})
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
    assert given[3] == Options(looks=1.0, window_rows=7, border=False, bands=(2, 1))
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
    add_arguments(parser, JOBS[name][1], name, {})
    names = [action.dest for action in parser._actions]
    assert len(set(names)) == len(names)


def explained(name: str) -> dict[str, str]:
    """What the help of a command says of each of its arguments."""
    parser = argparse.ArgumentParser()
    add_arguments(parser, JOBS[name][1], name, vars(jobs))
    return {action.dest: action.help or "" for action in parser._actions}


@pytest.mark.parametrize("name", JOBS)
def test_every_argument_of_every_job_is_explained(name):
    """By a docstring under its field or by words of its own, and what there is to choose is spelt out."""
    texts = explained(name)
    assert len(texts) > 1
    missing = [argument for argument, text in texts.items() if len(text.partition(" (default")[0]) < 5]
    assert not missing, f"give these a docstring: {', '.join(missing)}"
    unknown = {argument: text for argument, text in texts.items() if re.search(r"one of [A-Z]|[A-Z]{2,}_", text)}
    assert not unknown


def test_no_words_are_kept_for_arguments_that_no_job_has():
    own = {name: set(explained(name)) for name in JOBS}
    assert set(PARAMETERS) <= set().union(*own.values())
    assert all(set(texts) <= own[name] for name, texts in OWN_PARAMETERS.items())


@pytest.mark.parametrize("name", JOBS)
def test_the_help_of_every_command_is_printed(name, capsys):
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    assert end.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"python -m aurora_qgis.core {name}" in said
    assert "%%" not in said


def test_choices_and_defaults_are_spelt_out_and_inherited_fields_explained():
    parser = argparse.ArgumentParser(prog="x")
    add_arguments(parser, job, "a job", {})
    said = " ".join(parser.format_help().split())
    for part in (
        "--looks LOOKS At 100 %, or one of intensity, decibel and none. (default: 4.4)",
        "--order ORDER One of first, last. Order is not asked for here, nor are SCALES. (default: first)",
        "--border, --no-border Mask it. (default: yes)",
        "--bands [BANDS ...] Counted from 1.",
        "image What is written.",
        "--products FIRST SECOND Two. FIRST: The one. SECOND: The other.",
    ):
        assert part in said
    assert "(default: None)" not in said


def test_docstrings_are_read_from_a_zip_too(tmp_path, monkeypatch):
    path = tmp_path / "installed.zip"
    with zipfile.ZipFile(path, "w") as made:
        lines = ["from dataclasses import dataclass", "@dataclass", "class Zipped:", "    rows: int = 5",
                 "    'Of a window.'"]  # fmt: skip
        made.writestr("zipped_options.py", "\n".join(lines))
    monkeypatch.syspath_prepend(str(path))
    try:
        assert field_texts(import_module("zipped_options").Zipped, {}) == {"rows": "Of a window."}
    finally:
        sys.modules.pop("zipped_options", None)
