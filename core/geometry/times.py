"""Annotated UTC times as seconds after an epoch.

Seconds since a far epoch would lose the microseconds in float64's rounding, so each product counts from its first line.
"""

from __future__ import annotations

import re

import numpy as np

from ..elements import Element

Epoch = np.datetime64

_UTC = re.compile(r"(?:UTC=)?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)Z?")


def moment(element: Element, path: str) -> Epoch:
    """The UTC time that an element holds; InputError for anything else."""
    text = element.string(path)
    match = _UTC.fullmatch(text)
    try:
        return np.datetime64(match.group(1) if match else "", "ns") if match else _refuse(element, path)
    except ValueError:
        return _refuse(element, path)


def seconds(element: Element, path: str, epoch: Epoch) -> float:
    """The same in seconds after an epoch."""
    return float((moment(element, path) - epoch) / np.timedelta64(1, "ns")) * 1e-9


def _refuse(element: Element, path: str) -> Epoch:
    raise element.find(path).malformed("a time in UTC")
