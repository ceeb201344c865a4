"""The ground of a simulated scene: land cover, its mean backscatter on two dates, and what changed.

Random but seeded; sizes are in pixels. `simulate` makes radar images of it, and names the sources.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, spatial, special

Array = NDArray[np.float32]
Mask = NDArray[np.bool_]
Shape = tuple[int, int]


class Cover(IntEnum):
    """Land cover codes."""

    FIELD = 1
    WATER = 2
    FOREST = 3
    TOWN = 4


class Change(IntEnum):
    """Kinds of change."""

    NONE = 0
    FLOOD = 1
    HARVEST = 2
    GROWTH = 3
    BUILDING = 4
    SHIP = 5
    CLEARING = 6


MEAN_DB = {Cover.WATER: (-20.0, -28.0), Cover.FOREST: (-9.0, -14.5), Cover.TOWN: (-3.0, -10.0)}
CROPS_DB = ((-8.5, -15.5), (-10.0, -17.0), (-11.5, -19.0), (-13.0, -20.0), (-14.0, -21.5))
"""Mean VV and VH backscatter; each parcel grows one of the crops."""

TEXTURE_ORDER = {Cover.FIELD: 30.0, Cover.WATER: 60.0, Cover.FOREST: 10.0, Cover.TOWN: 1.5}
"""Shape of the gamma texture: the lower, the more heterogeneous."""

CHANGE_DB = {Change.HARVEST: (-4.0, -5.0), Change.GROWTH: (4.0, 5.0), Change.CLEARING: (-3.5, -6.5)}
PARCEL_SPREAD_DB, SEASON_SPREAD_DB = 0.6, 0.3
FLOOD_DB, BUILDING_DB = (-19.0, -27.0), (0.0, -8.0)
SHIP_PEAK = 30.0
"""Linear intensity of a ship, VV, before the radar spreads it; a tenth of it in VH."""


class Ground(NamedTuple):
    """What decides where things may change."""

    cover: NDArray[np.uint8]
    fields: NDArray[np.int64]
    """Parcel numbers."""

    relief: Array
    """Smooth, of mean 0 and variance 1."""

    river: Array
    """Distance to the river's bank in pixels; negative in the water."""


def speckle(shape: tuple[int, ...], looks: float, rng: np.random.Generator, correlation: float = 0.0) -> Array:
    """Gamma speckle of mean 1 and variance 1 / looks over (…, rows, cols).

    A Gaussian field whose neighbours are correlated by `correlation` is mapped onto the gamma law through its
    quantiles, so the law is exact for any number of looks; the intensities' own correlation comes out slightly
    lower than the field's when looks are few.
    """
    field = rng.standard_normal(shape, np.float32)
    if correlation > 0:
        # [a, 1, a] gives neighbours the correlation 2 a / (1 + 2 a2).
        tap = (1 - np.sqrt(1 - 2 * correlation**2)) / (2 * correlation)
        kernel = np.array([tap, 1, tap]) / np.sqrt(1 + 2 * tap**2)
        for axis in (-2, -1):
            field = ndimage.convolve1d(field, kernel, axis=axis, mode="wrap")
    deviates = np.linspace(-6.0, 6.0, 2401)
    below = special.gammaincinv(looks, special.ndtr(deviates[:1201]))
    above = special.gammainccinv(looks, special.ndtr(-deviates[1201:]))
    values: Array = np.interp(field, deviates, np.concatenate([below, above]) / looks).astype(np.float32)
    return values


def texture(cover: NDArray[np.uint8], rng: np.random.Generator) -> Array:
    """Gamma texture of mean 1 with the order of each cover, correlated over about two pixels."""
    found = np.ones(cover.shape, np.float32)
    for kind, order in TEXTURE_ORDER.items():
        where = cover == kind
        if where.any():
            found[where] = speckle(cover.shape, order, rng, correlation=0.3)[where]
    return found


def parcels(shape: Shape, size: float, rng: np.random.Generator, stretch: float = 1.7) -> NDArray[np.int64]:
    """Numbers of irregular parcels with straight borders, about `size` pixels wide and `stretch` times as long.

    The Voronoi cells of a jittered lattice, turned by a random angle.
    """
    reach = float(np.hypot(*shape))
    down, right = (np.arange(-reach, reach, step) for step in (size, size * stretch))
    lattice = np.stack(np.meshgrid(down, right, indexing="ij"), axis=-1).reshape(-1, 2)
    seeds = lattice + rng.uniform(-0.35, 0.35, lattice.shape) * (size, size * stretch)
    angle = rng.uniform(0.2, 0.7)
    rows, cols = np.indices(shape, np.float32)
    turned = np.stack([rows * np.cos(angle) - cols * np.sin(angle), rows * np.sin(angle) + cols * np.cos(angle)], -1)
    scale = np.array([1.0, 1.0 / stretch])
    return np.asarray(spatial.cKDTree(seeds * scale).query(turned * scale)[1], np.int64)


def landscape(
    shape: Shape, changes: Collection[Change], rng: np.random.Generator
) -> tuple[NDArray[np.uint8], Array, Array, NDArray[np.uint8]]:
    """Cover, mean backscatter of both dates in dB (2, rows, cols), and kind of change."""
    fields = parcels(shape, 34, rng)
    relief = smooth_noise(shape, 60, rng)
    river = _river(shape, rng)
    cover = np.full(shape, Cover.FIELD, np.uint8)
    cover[smooth_noise(shape, 45, rng) > 0.8] = Cover.FOREST
    town = _town(shape, rng)
    cover[town] = Cover.TOWN
    cover[(river < 0) | _lake(shape, rng)] = Cover.WATER
    before = _mean_db(cover, fields, rng)
    before[:, town & (cover == Cover.TOWN) & _streets(shape, rng)] -= 7
    after = before + _per_parcel(fields, SEASON_SPREAD_DB, rng) * np.isin(cover, (Cover.FIELD, Cover.FOREST))
    kind = np.zeros(shape, np.uint8)
    ground = Ground(cover, fields, relief, river)
    for change, place in PLACES.items():
        if change in changes:
            where = place(ground, rng) & (kind == Change.NONE)
            kind[where] = change
            after[:, where] = _changed(change, after[:, where])
    if Change.SHIP in changes:
        before, after = _with_ships(cover, before, after, kind, rng)
    return cover, before.astype(np.float32), after.astype(np.float32), kind


def smooth_noise(shape: Shape, length: float, rng: np.random.Generator) -> Array:
    """Gaussian noise of variance 1, smooth over `length` pixels."""
    coarse = rng.standard_normal((int(shape[0] / length) + 4, int(shape[1] / length) + 4))
    rows, cols = (np.arange(side) / length + 1 for side in shape)
    fine = ndimage.map_coordinates(coarse, np.meshgrid(rows, cols, indexing="ij"), order=3)
    return np.asarray(fine / fine.std(), np.float32)


def _river(shape: Shape, rng: np.random.Generator) -> Array:
    """Distance in pixels from the bank of a meandering river; negative in it."""
    rows = np.arange(shape[0])[:, np.newaxis]
    phases, length = rng.uniform(0, 2 * np.pi, 3), shape[0]
    middle = shape[1] * (0.3 + 0.1 * rng.random()) + shape[1] * sum(
        weight * np.sin(2 * np.pi * turns * rows / length + phase)
        for weight, turns, phase in zip((0.06, 0.03, 0.012), (1.3, 3.1, 6.7), phases)
    )
    slope = np.hypot(1.0, np.gradient(middle[:, 0])[:, np.newaxis])
    return np.asarray(np.abs(np.arange(shape[1]) - middle) / slope - (9 + 3 * np.sin(rows / 70)), np.float32)


def _lake(shape: Shape, rng: np.random.Generator) -> Mask:
    rows, cols = np.indices(shape, np.float32)
    centre = (shape[0] * 0.72, shape[1] * 0.76)
    reach = np.hypot((rows - centre[0]) / (0.13 * shape[0]), (cols - centre[1]) / (0.11 * shape[1]))
    return np.asarray(reach + 0.15 * smooth_noise(shape, 30, rng) < 1)


def _town(shape: Shape, rng: np.random.Generator) -> Mask:
    rows, cols = np.indices(shape, np.float32)
    inside = np.zeros(shape, bool)
    for centre, size in (((0.3, 0.62), 0.12), ((0.75, 0.2), 0.06)):
        reach = np.hypot(rows - centre[0] * shape[0], cols - centre[1] * shape[1]) / (size * shape[0])
        inside |= reach + 0.25 * smooth_noise(shape, 25, rng) < 1
    return inside


def _streets(shape: Shape, rng: np.random.Generator) -> Mask:
    rows, cols = np.indices(shape, np.float32)
    angle = rng.uniform(0.1, 0.6)
    along = (rows * np.cos(angle) + cols * np.sin(angle), -rows * np.sin(angle) + cols * np.cos(angle))
    return np.asarray((along[0] % 12 < 2) | (along[1] % 17 < 2))


def _per_parcel(fields: NDArray[np.int64], spread: float, rng: np.random.Generator) -> Array:
    return np.asarray(rng.normal(0, spread, int(fields.max()) + 1)[fields], np.float32)


def _mean_db(cover: NDArray[np.uint8], fields: NDArray[np.int64], rng: np.random.Generator) -> Array:
    crop = rng.integers(len(CROPS_DB), size=int(fields.max()) + 1)
    means = np.moveaxis(np.array(CROPS_DB, np.float32)[crop[fields]], -1, 0) + _per_parcel(
        fields, PARCEL_SPREAD_DB, rng
    )
    for kind, levels in MEAN_DB.items():
        means[:, cover == kind] = np.array(levels, np.float32)[:, np.newaxis]
    return means


def _changed(change: Change, levels: Array) -> Array:
    """Mean backscatter after a change, (2, pixels)."""
    if change in CHANGE_DB:
        return levels + np.array(CHANGE_DB[change], np.float32)[:, np.newaxis]
    new = FLOOD_DB if change is Change.FLOOD else BUILDING_DB
    return np.broadcast_to(np.array(new, np.float32)[:, np.newaxis], levels.shape)


def _flood(ground: Ground, rng: np.random.Generator) -> Mask:
    """Low ground along the river."""
    return (ground.river < 30 - 22 * ground.relief) & (ground.river < 70) & (ground.cover == Cover.FIELD)


def _some_parcels(share: float) -> Callable[[Ground, np.random.Generator], Mask]:
    def choose(ground: Ground, rng: np.random.Generator) -> Mask:
        chosen = rng.random(int(ground.fields.max()) + 1) < share
        return np.asarray(chosen[ground.fields] & (ground.cover == Cover.FIELD))

    return choose


def _clearings(ground: Ground, rng: np.random.Generator) -> Mask:
    rows, cols = ground.cover.shape
    plots = parcels((rows, cols), 22, rng, stretch=1.2)
    chosen = rng.random(int(plots.max()) + 1) < 0.15
    return np.asarray(chosen[plots] & (ground.cover == Cover.FOREST))


def _buildings(ground: Ground, rng: np.random.Generator) -> Mask:
    """Rectangular blocks in the fields around the towns."""
    shape = ground.cover.shape
    near = ndimage.distance_transform_edt(ground.cover != Cover.TOWN) < 45
    free = np.argwhere(near & (ground.cover == Cover.FIELD))
    found = np.zeros(shape, bool)
    for row, col in free[rng.integers(len(free), size=14)] if len(free) else ():
        found[row : row + rng.integers(6, 16), col : col + rng.integers(6, 20)] = True
    return found & (ground.cover == Cover.FIELD)


PLACES: dict[Change, Callable[[Ground, np.random.Generator], Mask]] = {
    Change.FLOOD: _flood,
    Change.HARVEST: _some_parcels(0.04),
    Change.GROWTH: _some_parcels(0.025),
    Change.BUILDING: _buildings,
    Change.CLEARING: _clearings,
}
"""Where each kind happens; ships, which are points, come on top."""


def _with_ships(
    cover: NDArray[np.uint8], before: Array, after: Array, kind: NDArray[np.uint8], rng: np.random.Generator
) -> tuple[Array, Array]:
    """Ships that left and ships that came: single bright pixels, marked with their neighbours, which they outshine."""
    water = np.argwhere(ndimage.binary_erosion(cover == Cover.WATER, iterations=3))
    dates = []
    for levels in (before, after):
        points = np.zeros(cover.shape, np.float32)
        places = water[rng.integers(len(water), size=12)] if len(water) else np.empty((0, 2), int)
        points[places[:, 0], places[:, 1]] = SHIP_PEAK
        share = np.array([1, 0.1], np.float32)[:, np.newaxis, np.newaxis]
        dates.append(10 * np.log10(10 ** (levels / 10) + points * share))
        footprint = ndimage.binary_dilation(points > 0, np.ones((5, 5))) & (cover == Cover.WATER)
        kind[footprint & (kind == Change.NONE)] = Change.SHIP
    return dates[0], dates[1]
