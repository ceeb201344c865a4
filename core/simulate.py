"""A two-date, dual-polarised radar scene with known truth: for the demo, for tests, and for training.

Ground: fields, a river and a lake, forest and a town, each with a mean backscatter in VV and VH, gamma texture
that belongs to the ground, and point targets. Dates: independent gamma speckle of any number of looks, spatially
correlated as in detected products. The intensity is mean x texture x speckle (the product model, so K-distributed:
Oliver and Quegan, "Understanding Synthetic Aperture Radar Images", 2004, chapter 5). The C-band means are rounded
from Ulaby and Dobson, "Handbook of Radar Scattering Statistics for Terrain", 1989, at 35 to 40 degrees of incidence.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .errors import InputError
from .grid import Grid, Window, reference
from .landscape import Change, landscape, speckle, texture

Array = NDArray[np.float32]
Shape = tuple[int, int]

BANDS = ("VV", "VH")
MARGIN = 0.15
"""Ground beyond the before image on each side, as a share of its size, for after images that lie elsewhere."""

RESOLUTION = 0.8
"""Standard deviation in pixels of the radar's point response: about two pixels wide, as in a GRDH product."""

HIGHEST_CORRELATION = 0.7
"""What a three-tap filter can give to neighbours."""


@dataclass(frozen=True)
class Options:
    """What to simulate."""

    shape: Shape = (768, 1024)
    """Rows and columns of the before image."""

    seed: int = 7

    looks: float = 4.4
    """Equivalent number of looks, any positive number; 4.4 is Sentinel-1 IW GRDH."""

    correlation: float = 0.4
    """Of the speckle of neighbouring pixels, 0 to 0.7; a GRDH pixel of 10 m is half its resolution cell."""

    pixel_size_m: float = 10.0
    crs: str = "EPSG:32633"
    origin: tuple[float, float] = (420_000.0, 5_210_000.0)
    """Map coordinates of the before image's upper left corner."""

    changes: Collection[Change] = tuple(Change)[1:]
    """The kinds of change between the dates."""

    after_crs: str = ""
    """Of the after image; empty means the same."""

    after_pixel_size_m: float = 0.0
    """Of the after image; 0 means the same."""

    after_shift: tuple[float, float] = (0.0, 0.0)
    """How far the after image lies down and right, as shares of the before image's size."""

    gain_db: tuple[float, float] = (0.0, 0.0)
    """Added to the after image's bands."""

    nodata_border: int = 0
    """Width in pixels of the after image's empty, slanting left border."""


@dataclass(frozen=True)
class Date:
    """One image: linear intensity (2, rows, cols), NaN for no data, and where it lies."""

    intensity: Array
    grid: Grid


@dataclass(frozen=True)
class Scene:
    """Both dates, and the truth on the before image's grid."""

    before: Date
    after: Date
    clean_before: Array
    """Mean backscatter with texture but without speckle, (2, rows, cols)."""

    clean_after: Array
    """The same for the after date, still on the before image's grid and without its gain."""

    truth: NDArray[np.int8]
    """-1 where the expected backscatter decreased, +1 where it increased, else 0."""

    kind: NDArray[np.uint8]
    """Codes of Change."""

    cover: NDArray[np.uint8]
    """Codes of Cover at the before date."""


def simulate(options: Options = Options()) -> Scene:
    """Make a scene; the same options give the same scene. Raises InputError for impossible options."""
    _check(options)
    rng = np.random.default_rng(options.seed)
    grid = Grid(
        options.shape,
        (options.origin[0], options.pixel_size_m, 0.0, options.origin[1], 0.0, -options.pixel_size_m),
        reference(options.crs).ExportToWkt(),
    )
    margin = tuple(round(side * MARGIN) for side in options.shape)
    ground_shape = (options.shape[0] + 2 * margin[0], options.shape[1] + 2 * margin[1])
    ground = grid.part(Window(-margin[0], -margin[1], *ground_shape))
    cover, before_db, after_db, kind = landscape(ground_shape, options.changes, rng)
    grain = texture(cover, rng)
    clean_before, clean_after = (_seen(np.float32(10) ** (db / 10) * grain) for db in (before_db, after_db))
    inner = (..., slice(margin[0], margin[0] + options.shape[0]), slice(margin[1], margin[1] + options.shape[1]))
    return Scene(
        before=Date(_speckled(clean_before[inner], options, rng), grid),
        after=_after(clean_after, ground, grid, options, rng),
        clean_before=clean_before[inner],
        clean_after=clean_after[inner],
        truth=_truth(clean_before, clean_after, kind)[inner],
        kind=kind[inner],
        cover=cover[inner],
    )


def _check(options: Options) -> None:
    if not 0 < options.looks < np.inf:  # so written, it refuses NaN too
        raise InputError(f"The number of looks is {options.looks:g}: choose a number above zero.")
    if not 0 <= options.correlation <= HIGHEST_CORRELATION:
        raise InputError(
            f"The speckle correlation is {options.correlation:g}: choose one from 0 to {HIGHEST_CORRELATION:g}."
        )
    unknown = [change for change in options.changes if change not in tuple(Change)[1:]]
    if unknown:
        known = ", ".join(change.name.lower() for change in tuple(Change)[1:])
        raise InputError(f"The kind of change '{unknown[0]}' is not known: choose from {known}.")
    if min(options.shape) < 64:
        raise InputError(f"The scene has {options.shape} pixels: choose at least 64 rows and columns.")
    _check_geometry(options)


def _check_geometry(options: Options) -> None:
    """The grids are laid out in metres: in degrees the after image would silently be empty."""
    for crs in filter(None, (options.crs, options.after_crs)):
        if not reference(crs).IsProjected():
            raise InputError(f"The coordinate reference system '{crs}' is not in metres: choose a projected one.")
    longest = options.pixel_size_m * min(options.shape)
    if not options.pixel_size_m > 0 or not 0 <= options.after_pixel_size_m <= longest:
        raise InputError("The pixel sizes do not fit the scene: choose them above zero and smaller than the image.")
    if options.nodata_border < 0:
        raise InputError(f"The empty border is {options.nodata_border} pixels wide: choose 0 or more.")


def _truth(before: Array, after: Array, kind: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Direction in which the backscatter of changed ground went, by the band in which it changed most."""
    ratio = np.log(after / before)
    strongest = np.take_along_axis(ratio, np.argmax(np.abs(ratio), axis=0)[np.newaxis], axis=0)[0]
    return np.where(kind == Change.NONE, 0, np.sign(strongest)).astype(np.int8)


def _seen(backscatter: NDArray[Any]) -> Array:
    """What the radar's resolution leaves of the ground, (2, rows, cols)."""
    return np.asarray(ndimage.gaussian_filter(backscatter, (0, RESOLUTION, RESOLUTION)), np.float32)


def _speckled(clean: Array, options: Options, rng: np.random.Generator) -> Array:
    return np.asarray(clean * speckle(clean.shape, options.looks, rng, options.correlation), np.float32)


def _after(clean: Array, ground: Grid, before: Grid, options: Options, rng: np.random.Generator) -> Date:
    """The second date on its own grid: the ground is sampled before there is speckle."""
    grid = _after_grid(before, options)
    intensity = _speckled(_sampled(clean, ground, grid), options, rng)
    intensity *= (10 ** (np.array(options.gain_db, np.float32) / 10))[:, np.newaxis, np.newaxis]
    if options.nodata_border:
        rows, cols = np.indices(grid.shape)
        intensity[:, cols < options.nodata_border * (1 + rows / grid.shape[0])] = np.nan
    return Date(intensity, grid)


def _after_grid(before: Grid, options: Options) -> Grid:
    if not options.after_crs and not options.after_pixel_size_m and options.after_shift == (0.0, 0.0):
        return before
    crs = reference(options.after_crs).ExportToWkt() if options.after_crs else before.crs
    size = options.after_pixel_size_m or options.pixel_size_m
    there = replace(before, transform=(0.0, 1.0, 0.0, 0.0, 0.0, -1.0), crs=crs)
    corner = [np.array([share * side]) for share, side in zip(options.after_shift, before.shape)]
    rows, cols = before.onto(there, *corner)
    shape = tuple(round(side * options.pixel_size_m / size) for side in before.shape)
    return Grid((shape[0], shape[1]), (float(cols[0]), size, 0.0, -float(rows[0]), 0.0, -size), crs)


def _sampled(clean: Array, ground: Grid, grid: Grid) -> Array:
    """The ground at a grid's pixel centres; NaN beyond it. Positions are exact every 16 pixels, linear between."""
    coarse = [np.linspace(0.5, side - 0.5, side // 16 + 2) for side in grid.shape]
    lattice = np.meshgrid(*coarse, indexing="ij")
    fine = np.meshgrid(*(np.linspace(0, len(one) - 1, side) for one, side in zip(coarse, grid.shape)), indexing="ij")
    places = [
        ndimage.map_coordinates(there.reshape(lattice[0].shape), fine, order=1) - 0.5
        for there in grid.onto(ground, lattice[0].ravel(), lattice[1].ravel())
    ]
    layers = [ndimage.map_coordinates(layer, places, order=1, cval=np.nan) for layer in clean]
    return np.asarray(layers, np.float32)
