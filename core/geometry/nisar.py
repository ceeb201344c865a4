"""Single-look complex products in NISAR's HDF5 form, in which UAVSAR images come too: what they say about geometry.

Names of datasets: NISAR L1 RSLC Product Specification, JPL D-102268, and the products themselves. Their lines are
zero-Doppler times whatever the Doppler centroid of the data is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

import numpy as np

from ..errors import InputError
from .interface import SPEED_OF_LIGHT, Floats
from .orbit import StateVectors
from .range_doppler import RangeDoppler
from .sentinel1 import Annotation, GridPoints, geometry
from .times import Epoch

BANDS = ("LSAR", "SSAR")
LEVELS = ("RSLC", "SLC")
"""Names of the group that holds an image: since version 1, and before."""

_SINCE = re.compile(r"seconds since (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,9})?)Z?")
_POLARISATION = re.compile(r"[HVRL][HV]")

UNEVEN = 0.02
"""Of a step, by which lines or samples may lie off equal steps."""

LATTICE = (5, 7)
"""Places down and across at which an image without a geolocation grid of its own is pinned to the ground."""


class Variables(Protocol):
    """An HDF5 file; paths have slashes. InputError where there is no such dataset or it holds something else."""

    @property
    def file(self) -> str:
        """Its name, for messages."""

    def numbers(self, path: str) -> Floats:
        """A dataset of real numbers, whatever its shape."""

    def string(self, path: str) -> str:
        """A dataset of one text."""

    def unit(self, path: str) -> str:
        """What the attribute `units` says."""

    def groups(self, path: str) -> tuple[str, ...]:
        """Names of the groups in a group; none where there is no such group."""

    def datasets(self, path: str) -> dict[str, tuple[int, ...]]:
        """Names and shapes of the datasets in a group; none where there is no such group."""


def nisar_images(file: Variables) -> dict[str, tuple[str, ...]]:
    """The polarisations that each frequency (A, B) has pixels of; InputError for another kind of file."""
    swaths = f"{_root(file)}/swaths"
    found = {}
    for group in file.groups(swaths):
        pixels = [name for name in file.datasets(f"{swaths}/{group}") if _POLARISATION.fullmatch(name)]
        if group.startswith("frequency") and pixels:
            found[group.removeprefix("frequency")] = tuple(sorted(pixels))
    if not found:
        raise InputError(f"{file.file} holds no pixels of any polarisation: download the product again.")
    return found


def pixels_path(file: Variables, frequency: str, polarisation: str) -> str:
    """The dataset with the pixels of an image."""
    return f"{_root(file)}/swaths/frequency{frequency}/{polarisation}"


def read_nisar(file: Variables, frequency: str, polarisation: str) -> Annotation:
    """The annotation of one image. InputError names what is missing or malformed.

    These files have no geolocation grid that geometry could be compared with: the times and ranges of `grid` are NaN,
    and its places come from the geometry itself, at the reference height that the file states, or at zero.
    """
    root, band = _root(file), _root(file).rpartition("/")[0]
    swath = f"{root}/swaths/frequency{frequency}"
    start, interval = _even(file, f"{root}/swaths/zeroDopplerTime")
    near, step = _even(file, f"{swath}/slantRange")
    since = _since(file, f"{root}/swaths/zeroDopplerTime")
    epoch = since + np.timedelta64(round(start * 1e9), "ns")
    draft = Annotation(
        mission=file.string(f"{band}/identification/missionId"),
        product_type="SLC",
        mode="",
        swath=frequency,
        polarisation=polarisation,
        epoch=epoch,
        shape=_shape(file, swath, polarisation),
        line_interval=interval,
        near_range=near,
        range_step=step,
        wavelength=SPEED_OF_LIGHT / _number(file, f"{swath}/processedCenterFrequency"),
        heading=float("nan"),
        noise_removed=True,
        state_vectors=_state_vectors(file, f"{root}/metadata/orbit", epoch),
        grid=_unknown(),
        bursts=None,
        ground_columns=None,
        file=file.file,
        right_looking=_right_looking(file, f"{band}/identification/lookDirection"),
    )
    height = f"{root}/metadata/processingInformation/parameters/referenceTerrainHeight"
    known = height.rpartition("/")[2] in file.datasets(height.rpartition("/")[0])
    level = float(file.numbers(height).mean()) if known else 0.0
    return replace(draft, grid=pinned(geometry(draft), *_lattice(draft.shape), level))


def _root(file: Variables) -> str:
    """The group of the image."""
    for band in BANDS:
        for level in LEVELS:
            if level in file.groups(f"/science/{band}"):
                return f"/science/{band}/{level}"
    raise InputError(f"{file.file} is no single-look complex product in NISAR's form: choose another file.")


def _even(file: Variables, path: str) -> tuple[float, float]:
    """First value and step of numbers at equal steps."""
    values = file.numbers(path).ravel()
    if values.size < 2:
        raise InputError(f"{file.file}: {path} holds {values.size} numbers, too few: download the product again.")
    step = float(values[-1] - values[0]) / (values.size - 1)
    apart = np.abs(values - values[0] - step * np.arange(values.size)).max()
    if not (step > 0 and apart < UNEVEN * step):
        raise InputError(f"{file.file}: {path} does not rise by equal steps: images on uneven grids cannot be used.")
    return float(values[0]), step


def _number(file: Variables, path: str) -> float:
    values = file.numbers(path)
    if values.size != 1 or not np.isfinite(values).all():
        raise InputError(f"{file.file}: {path} does not hold one number: download the product again.")
    return float(values.ravel()[0])


def _shape(file: Variables, swath: str, polarisation: str) -> tuple[int, int]:
    """Lines and samples, which the pixels and their coordinates must agree on."""
    lines = file.numbers(f"{swath.rpartition('/')[0]}/zeroDopplerTime").size
    shape = lines, file.numbers(f"{swath}/slantRange").size
    if file.datasets(swath).get(polarisation) != shape:
        raise InputError(
            f"{file.file}: {swath}/{polarisation} has not the {shape[0]} x {shape[1]} pixels that its times and "
            "ranges are for: the file is damaged. Download it again."
        )
    return shape


def _since(file: Variables, path: str) -> Epoch:
    """The time that a dataset's seconds count from."""
    unit = file.unit(path)
    match = _SINCE.fullmatch(unit.strip())
    if match is None:
        raise InputError(f"{file.file}: {path} has the unit '{unit[:40]}' instead of seconds since a time in UTC.")
    return np.datetime64(f"{match[1]}T{match[2]}", "ns")


def _state_vectors(file: Variables, orbit: str, epoch: Epoch) -> StateVectors:
    later = float((_since(file, f"{orbit}/time") - epoch) / np.timedelta64(1, "ns")) * 1e-9
    times = file.numbers(f"{orbit}/time").ravel() + later
    positions, velocities = (file.numbers(f"{orbit}/{name}") for name in ("position", "velocity"))
    if not positions.shape == velocities.shape == (times.size, 3) or not (np.diff(times) > 0).all():
        raise InputError(f"{file.file}: the state vectors in {orbit} do not go together: download the product again.")
    return StateVectors(times, positions, velocities)


def _right_looking(file: Variables, path: str) -> bool:
    side = file.string(path).strip().lower()
    if side not in ("left", "right"):
        raise InputError(f"{file.file}: {path} holds '{side[:40]}' instead of left or right.")
    return side == "right"


def _unknown() -> GridPoints:
    return GridPoints(*np.full((len(GridPoints._fields), 1), np.nan))


def pinned(made: RangeDoppler, line: Floats, pixel: Floats, height: float) -> GridPoints:
    """Where a geometry says that places of the image are, at one height (m); for ground control points."""
    level, unknown = np.full(line.shape, height), np.full(line.shape, np.nan)
    ground = made.back(line, pixel, level)
    return GridPoints(unknown, unknown, line, pixel, *ground, level, made.incidence(*ground, level))


def _lattice(shape: tuple[int, int]) -> tuple[Floats, Floats]:
    line, pixel = (np.linspace(0, size - 1, count) for size, count in zip(shape, LATTICE))
    down, right = np.meshgrid(line, pixel, indexing="ij")
    return down.ravel(), right.ravel()
