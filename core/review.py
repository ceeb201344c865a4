"""Decisions about change polygons, as a log: what stands of it, and in which order polygons are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf, isfinite
from typing import NamedTuple

from .errors import InputError

LABELS = ("decrease", "none", "increase")
DECISIONS = ("accept", "reject", "relabel", "skip")
ORDERS = {
    "uncertainty": "the least certain first: by the attribute uncertainty, probability or p_value, else the weakest",
    "size": "the largest first",
}
SIZES = ("area_ha", "pixels")
"""Attributes that tell a size; the first that the polygons have counts."""

DOUBTS = ("uncertainty", "probability", "p_value", "mean_db")
"""Attributes that tell how uncertain a polygon is; the first that the polygons have counts."""


class Entry(NamedTuple):
    """A line of the log; none is ever changed."""

    number: int
    """In order of writing, from 1; 0 before it is written."""

    polygon: int
    """Feature id in its layer."""

    decision: str
    """One of DECISIONS, or 'undo'."""

    label: str
    """One of LABELS; empty for what was skipped or undone."""

    reviewer: str
    reviewed_at: str
    """ISO 8601, UTC."""

    comment: str = ""
    undoes: int = 0
    """Number of the entry that this one takes back; 0 for none."""


class Candidate(NamedTuple):
    """A polygon that can be reviewed."""

    polygon: int
    direction: str
    """As the change detection called it."""

    key: float
    """Polygons with smaller ones come first."""


def label(decision: str, direction: str, given: str = "") -> str:
    """The class that a decision gives a polygon. Raises InputError for one that cannot be made."""
    if decision not in DECISIONS:
        raise InputError(f"The decision '{decision}' is not known: choose one of {', '.join(DECISIONS)}.")
    if decision == "relabel":
        if given not in LABELS:
            raise InputError(f"The label '{given}' is not known: choose one of {', '.join(LABELS)}.")
        return given
    if given:
        raise InputError(f"'{decision}' takes no label: choose 'relabel' to give the polygon the label '{given}'.")
    return {"accept": direction, "reject": "none", "skip": ""}[decision]


def standing(entries: Iterable[Entry]) -> dict[int, Entry]:
    """What holds for each polygon: its last entry that was not taken back."""
    log = sorted(entries)
    undone = {one.undoes for one in log if one.undoes}
    return {one.polygon: one for one in log if not one.undoes and one.number not in undone}


def last_standing(entries: Iterable[Entry], reviewer: str) -> Entry | None:
    """What an undo by this reviewer takes back."""
    log = sorted(entries)
    undone = {one.undoes for one in log if one.undoes}
    own = [one for one in log if one.reviewer == reviewer and not one.undoes and one.number not in undone]
    return own[-1] if own else None


def key(order: str, attribute: str, value: float | None) -> float:
    """What polygons are sorted by; those that do not tell come last."""
    if value is None or not isfinite(value):
        return inf
    if order == "size" or attribute in ("uncertainty", "p_value"):
        return -value
    return abs(value - 0.5) if attribute == "probability" else abs(value)


def queue(candidates: Iterable[Candidate], states: Mapping[int, Entry]) -> list[Candidate]:
    """What is still to be decided, in order; what was skipped comes at the end."""
    open_ones = [one for one in candidates if one.polygon not in states or states[one.polygon].decision == "skip"]
    return sorted(open_ones, key=lambda one: (one.polygon in states, one.key, one.polygon))
