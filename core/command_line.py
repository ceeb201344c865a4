"""Arguments of a job on the command line, as its signature tells them.

What a job needs is given by its place, what it may do without by a flag. A parameter that is a dataclass, such as files
or options, stands for its fields; one that is a dataclass or None takes all its fields behind one flag. How a job
reports, and what only QGIS knows, is left out. What they mean is written down where `explanations` finds it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from inspect import Parameter, getdoc, signature
from typing import Any, NamedTuple

from .explanations import default_text, field_texts, parameter_text

READERS: dict[str, Callable[[str], Any]] = {"str": str, "int": int, "float": float}
SEVERAL = re.compile(r"(?:Sequence|tuple)\[(\w+)")
LEFT_OUT = re.compile(r"Progress|Log|Mapping\[.*")

Job = Callable[..., Any]


class Argument(NamedTuple):
    """One argument: its type as it is written, without '| None', and its default, MISSING where there is none."""

    name: str
    kind: str
    default: Any

    @property
    def needed(self) -> bool:
        return self.default is MISSING

    @property
    def flag(self) -> str:
        return f"--{self.name.replace('_', '-')}"

    def add_to(self, parser: argparse.ArgumentParser, text: str) -> None:
        several = SEVERAL.match(self.kind)
        if self.kind == "bool":
            made = parser.add_argument(self.flag, action=argparse.BooleanOptionalAction, default=self.default)
        elif several:
            made = parser.add_argument(
                self.name if self.needed else self.flag, type=READERS[several[1]], nargs="*",
                default=() if self.needed else self.default,
            )  # fmt: skip
        elif self.needed:
            made = parser.add_argument(self.name, type=READERS[self.kind])
        else:
            made = parser.add_argument(self.flag, type=READERS[self.kind], default=self.default)
        made.help = _escaped(text + default_text(self.default))  # once made: flags for yes and no add a default else


class Group(NamedTuple):
    """A parameter that is a dataclass."""

    name: str
    made: type[Any]
    optional: bool

    @property
    def arguments(self) -> list[Argument]:
        return [Argument(one.name, *_kind_and_default(str(one.type), one.default)) for one in fields(self.made)]

    def add_to(self, parser: argparse.ArgumentParser, known: Mapping[str, Any]) -> None:
        texts = field_texts(self.made, known)
        if self.optional:
            names = tuple(one.name.upper() for one in self.arguments)
            each = [f"{one.name.upper()}: {texts.get(one.name, '')}" for one in self.arguments]
            text = " ".join([getdoc(self.made) or "", *each])
            parser.add_argument(f"--{self.name}", nargs=len(names), metavar=names, help=_escaped(text))
        else:
            for one in self.arguments:
                one.add_to(parser, texts.get(one.name, ""))

    def value(self, given: dict[str, Any]) -> Any:
        if self.optional:
            return self.made(*given[self.name]) if given[self.name] else None
        return self.made(**{one.name: _tuple(given[one.name]) for one in self.arguments})


def add_arguments(parser: argparse.ArgumentParser, job: Job, command: str, known: Mapping[str, Any]) -> None:
    """All that the job takes, explained. `known` are the names under which explanations speak of closed choices."""
    for one in _parameters(job):
        if isinstance(one, Group):
            one.add_to(parser, known)
        else:
            one.add_to(parser, parameter_text(command, one.name, known))


def run(job: Job, given: dict[str, Any], log: Callable[[str], None]) -> Any:
    """What the job returns for parsed arguments."""
    values = {one.name: one.value(given) if isinstance(one, Group) else given[one.name] for one in _parameters(job)}
    if "log" in signature(job).parameters:
        values["log"] = log
    return job(**values)


def _parameters(job: Job) -> Iterator[Argument | Group]:
    for one in signature(job).parameters.values():
        written = str(one.annotation)
        if LEFT_OUT.match(written):
            continue
        kind, default = _kind_and_default(written, MISSING if one.default is Parameter.empty else one.default)
        made = job.__globals__.get(kind)
        if is_dataclass(made) and isinstance(made, type):
            yield Group(one.name, made, default is None)
        else:
            yield Argument(one.name, kind, default)


def _kind_and_default(written: str, default: Any) -> tuple[str, Any]:
    return written.split(" | ", 1)[0], default


def _escaped(text: str) -> str:
    """As argparse wants it, to whom % begins a name."""
    return text.replace("%", "%%")


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
