"""Coordinates inside well-known binary shapes, so that whole layers are mapped as arrays.

Layout: OGC 06-103r4, section 8: byte order, type, number of parts; then parts, or pairs of doubles. Little-endian and
two-dimensional here, as `vectors.py` asks GDAL for it.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_POINT, _LINE, _POLYGON = 1, 2, 3
_HEADER, _COUNT, _PAIR = 5, 4, 16
"""Bytes of byte order and type, of a number of parts, and of one position."""


class Run(NamedTuple):
    """One point, line or ring inside a shape."""

    start: int
    """Byte at which its positions begin."""

    points: int


class Box(NamedTuple):
    """A rectangle of coordinates."""

    left: float
    bottom: float
    right: float
    top: float


def runs(shape: bytes) -> list[Run]:
    """All points, lines and rings of a shape, in their order."""
    found: list[Run] = []
    _collect(shape, 0, found)
    return found


def positions(shape: bytes, run: Run) -> Points:
    """x and y, (points, 2)."""
    return np.frombuffer(shape, "<f8", 2 * run.points, run.start).reshape(-1, 2)


def moved(shape: bytes, points: Points) -> bytes:
    """The shape with other positions, those of all runs one after the other, (points, 2)."""
    made, first = bytearray(shape), 0
    for start, count in runs(shape):
        made[start : start + _PAIR * count] = points[first : first + count].astype("<f8").tobytes()
        first += count
    return bytes(made)


def thinned(shape: bytes, box: Box) -> bytes:
    """A shape that looks the same inside a box, without most of the vertices beyond it.

    Where a line stays on the far side of one of the box's edges for several vertices, the straight way from the first
    to the last of these stays there too: neither it nor what it encloses differs inside the box.
    """
    made = bytearray()
    _thin(shape, 0, box, made)
    return bytes(made)


def _collect(shape: bytes, at: int, found: list[Run]) -> int:
    kind, at = _number(shape, at + 1), at + _HEADER
    if kind == _POINT:
        found.append(Run(at, 1))
        return at + _PAIR
    count, at = _number(shape, at), at + _COUNT
    if kind == _LINE:
        found.append(Run(at, count))
        return at + _PAIR * count
    for _ in range(count):
        if kind == _POLYGON:
            found.append(Run(at + _COUNT, _number(shape, at)))
            at += _COUNT + _PAIR * found[-1].points
        else:
            at = _collect(shape, at, found)
    return at


def _thin(shape: bytes, at: int, box: Box, made: bytearray) -> int:
    kind, after = _number(shape, at + 1), at + _HEADER
    made += shape[at:after]
    if kind == _POINT:
        made += shape[after : after + _PAIR]
        return after + _PAIR
    if kind == _LINE:
        return _thin_run(shape, after, box, made)
    count, at = _number(shape, after), after + _COUNT
    made += shape[after:at]
    for _ in range(count):
        at = _thin_run(shape, at, box, made) if kind == _POLYGON else _thin(shape, at, box, made)
    return at


def _thin_run(shape: bytes, at: int, box: Box, made: bytearray) -> int:
    run = Run(at + _COUNT, _number(shape, at))
    points = positions(shape, run)
    for axis, edge, side in ((0, box.left, -1), (0, box.right, 1), (1, box.bottom, -1), (1, box.top, 1)):
        beyond = side * (points[:, axis] - edge) > 0  # one edge after the other: ways along both would be cut short
        needed = np.ones(len(points), bool)
        needed[1:-1] = ~(beyond[:-2] & beyond[1:-1] & beyond[2:])
        points = points[needed]
    made += struct.pack("<I", len(points)) + points.tobytes()
    return run.start + _PAIR * run.points


def _number(shape: bytes, at: int) -> int:
    found: int = struct.unpack_from("<I", shape, at)[0]
    return found
