"""Precise and restituted orbit files of Sentinel-1 (EOF)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..elements import Element
from ..errors import InputError
from .orbit import AROUND, StateVectors
from .times import Epoch, moment, seconds


def read_orbit_file(root: Element, mission: str, epoch: Epoch, start: float, stop: float) -> StateVectors:
    """The state vectors around an image of `mission` (S1A) between two times, in seconds after its epoch.

    Raises InputError for a file of another kind, satellite or time.
    """
    fixed = "Earth_Explorer_Header/Fixed_Header"
    if root.name != "Earth_Explorer_File":
        raise InputError(f"{root.file} is no orbit file: choose a file whose name ends in .EOF.")
    satellite = root.string(f"{fixed}/Mission")
    if satellite != f"Sentinel-{mission[1:]}":
        raise InputError(f"{root.file} is the orbit of {satellite}, but the product is of {mission}: choose another.")
    for path, expected in (("Ref_Frame", "EARTH_FIXED"), ("Time_Reference", "UTC")):
        holder = root.find(f"Earth_Explorer_Header/Variable_Header/{path}")
        if holder.text != expected:
            raise holder.malformed(expected)
    period = [seconds(root, f"{fixed}/Validity_Period/Validity_{end}", epoch) for end in ("Start", "Stop")]
    if period[0] > start or period[1] < stop:
        raise InputError(
            f"{root.file} holds the orbit of {moment(root, f'{fixed}/Validity_Period/Validity_Start'):.19} to "
            f"{moment(root, f'{fixed}/Validity_Period/Validity_Stop'):.19}, but the image was taken at "
            f"{np.datetime_as_string(epoch, 's')}: choose the orbit file of that time."
        )
    return _vectors(root.list("Data_Block/List_of_OSVs", "OSV"), epoch, start - AROUND, stop + AROUND)


def _vectors(entries: Iterable[Element], epoch: Epoch, start: float, stop: float) -> StateVectors:
    timed = sorted(((seconds(one, "UTC", epoch), one) for one in entries), key=lambda pair: pair[0])
    near = [(time, one) for time, one in timed if start <= time <= stop]
    for _, one in near:
        if one.string("Quality") != "NOMINAL":
            raise one.find("Quality").malformed("NOMINAL, near the time of the image")
    positions = [[one.number(axis) for axis in ("X", "Y", "Z")] for _, one in near]
    velocities = [[one.number(axis) for axis in ("VX", "VY", "VZ")] for _, one in near]
    return StateVectors(
        np.array([time for time, _ in near]), np.array(positions).reshape(-1, 3), np.array(velocities).reshape(-1, 3)
    )
