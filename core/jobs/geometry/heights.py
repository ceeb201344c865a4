"""Heights of a terrain model above the ellipsoid, which is what radar geometry needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...blocks import blocks
from ...errors import InputError
from ...geometry.terrain import Patch
from ...grid import Grid, Window, reference, transform_points
from ...raster import Raster
from ..opening import AUTOMATIC, Log, check_choice
from .geoids import EGM96, EGM2008, Geoid, open_geoid

Floats = NDArray[np.float64]

ELLIPSOID = "ellipsoid"
HEIGHT_SYSTEMS = (AUTOMATIC, ELLIPSOID, EGM96, EGM2008)

_VERTICAL_NAMES = {"ellips": ELLIPSOID, "egm96": EGM96, "egm2008": EGM2008, "egm08": EGM2008}
"""Parts of the names that vertical reference systems go by."""

METRES = {
    **dict.fromkeys(("", "m", "metre", "metres", "meter", "meters"), 1.0),
    **dict.fromkeys(("ft", "foot", "feet"), 0.3048),
    **dict.fromkeys(("ftus", "us-ft", "us survey foot", "foot_us"), 1200 / 3937),
}
"""Of one unit of height, by the names that files give it."""

LEAST_M, MOST_M = -2000.0, 9500.0
"""No land lies as low or as high: such numbers are missing heights whose nodata value is not declared, or depths."""

MARGIN = 3
"""Cells around places."""

TILE = 512
"""A side of the parts that are read for scattered places, cells."""

LATTICE = 17
"""Points a side at which the geoid is taken over a window; it is smooth over tens of kilometres."""


def geographic() -> Grid:
    """Latitudes and longitudes, as something that positions can be brought into."""
    return Grid((1, 1), crs=reference("EPSG:4326").ExportToWkt())


def positions_in(grid: Grid, latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    """Rows and columns (0, 0 is the centre of the first pixel) of places; not finite where PROJ has no answer.

    Places that are neighbours across the antimeridian are neighbours in a geographic grid too, on that side of it on
    which more of them lie.
    """
    x, y = transform_points(geographic(), grid, longitude, latitude)
    with np.errstate(invalid="ignore"):
        seen = np.isfinite(x)
        if grid.reference.IsGeographic() and seen.any():
            x = x - 360.0 * np.round((x - x[seen].flat[0]) / 360.0)
            middle, _ = grid.to_map(np.array(grid.shape[0] / 2), np.array(grid.shape[1] / 2))
            x = x - 360.0 * np.round((np.median(x[seen]) - middle) / 360.0)
        rows, cols = grid.to_pixel(x, y)
    return rows - 0.5, cols - 0.5


@dataclass(frozen=True)
class Heights:
    """An open terrain model and how its values become heights above the ellipsoid."""

    raster: Raster
    geoid: Geoid | None
    metres: float = 1.0
    """Of one unit of the model's values."""

    area: Window | None = None
    """The part that matters; None means all of it. A model may cover the Earth; with a sea the part may exceed it."""

    sea: Geoid | None = None
    """Where the ground lies in cells without a height, and in those that the lattice would have beyond the model's
    edge; None means that it is not known there."""

    @property
    def grid(self) -> Grid:
        return self.raster.grid

    @property
    def part(self) -> Grid:
        """The lattice of the part that matters."""
        return self.grid if self.area is None else self.grid.part(self.area)

    def around(self, latitude: Floats, longitude: Floats) -> Heights:
        """The same model, of which only the part around these places matters.

        Raises InputError where the model lies wholly elsewhere, with a sea as well: it is likely the wrong one.
        """
        rows, cols = self.positions(latitude, longitude)
        if np.isfinite(rows).all() and np.isfinite(cols).all():
            top, left = int(np.floor(rows.min())) - MARGIN, int(np.floor(cols.min())) - MARGIN
            bottom, right = int(rows.max()) + MARGIN, int(cols.max()) + MARGIN
            self._check_seam(float(cols.min()), float(cols.max()))
            area = Window(top, left, bottom - top, right - left)
            inside = area.grown(0, self.grid.shape)
            if inside.rows > 0 and inside.cols > 0:
                return replace(self, area=self.known(area))
        raise InputError(f"The terrain model {self.raster.name} does not cover the image: choose another one.")

    def known(self, window: Window) -> Window:
        """The part of a window of cells that can be read: all of it with a sea, else what lies on the model."""
        return window if self.sea is not None else window.grown(0, self.grid.shape)

    @property
    def its_own(self) -> Heights:
        """The model without the sea."""
        return replace(self, sea=None, area=None if self.area is None else self.area.grown(0, self.grid.shape))

    def positions(self, latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
        """Rows and columns (0, 0 is the centre of the first cell) of places; infinite where PROJ has no answer."""
        return positions_in(self.grid, latitude, longitude)

    def _check_seam(self, first: float, last: float) -> None:
        """Of a model of the whole Earth the other end would belong to the image as well."""
        around = self.grid.reference.IsGeographic() and self.grid.pixel_size[1] * self.grid.shape[1] > 359
        if around and (first < 0 or last > self.grid.shape[1] - 1):
            raise InputError(
                f"The image crosses the meridian at which the terrain model {self.raster.name} begins and ends: cut "
                "out a model that goes across it, such as with longitudes of 170 to 190 degrees."
            )

    def read(self, window: Window) -> Floats:
        """Heights (rows, cols) above the ellipsoid; NaN where there is no data, or those of the sea if there is one.

        With a sea the window may go beyond the model's edge.
        """
        heights = self._stored(window)
        if self.geoid is not None:
            heights += self._undulation(self.geoid, window)
        if self.sea is not None:
            missing = np.isnan(heights)
            if missing.any():
                heights[missing] = self._undulation(self.sea, window)[missing]
        return heights

    def _stored(self, window: Window) -> Floats:
        """What the model holds, in metres; NaN elsewhere."""
        inside = window.grown(0, self.grid.shape)
        if inside == window:
            return self.raster.read(window, [0])[0].astype(np.float64) * self.metres
        heights = np.full((window.rows, window.cols), np.nan)
        if inside.rows > 0 and inside.cols > 0:
            heights[inside.inside(window)] = self._stored(inside)
        return heights

    def degrees(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of the model's map coordinates."""
        longitude, latitude = transform_points(self.grid, geographic(), x, y)
        return latitude, longitude

    def at(self, latitude: Floats, longitude: Floats) -> Floats:
        """Heights at scattered places, bilinear; NaN where there is no data. The model is read in tiles."""
        rows, cols = (one.ravel() for one in self.positions(latitude, longitude))
        found, whole = np.full(rows.shape, np.nan), self.grid.window
        inside = np.isfinite(rows) & np.isfinite(cols)
        if self.sea is None:
            with np.errstate(invalid="ignore"):
                inside &= (rows >= 0) & (cols >= 0) & (rows <= whole.rows - 1) & (cols <= whole.cols - 1)
        there = np.flatnonzero(inside)
        tiles = np.stack([rows[there] // TILE, cols[there] // TILE]).astype(np.int64)
        for row, col in np.unique(tiles, axis=1).T:
            here = there[(tiles[0] == row) & (tiles[1] == col)]
            # One cell more on either side: places on the model's last row or column lie between two as well.
            tile = self.known(Window(int(row) * TILE - 1, int(col) * TILE - 1, TILE + 2, TILE + 2))
            found[here] = Patch(self.read(tile), tile.row, tile.col).at(rows[here], cols[here])
        return found.reshape(np.shape(latitude))

    @cached_property
    def extremes(self) -> tuple[float, float]:
        """Lowest and highest of the part that matters; InputError where it holds no data, or no heights of land."""
        low, high = np.inf, -np.inf
        area = self.area or self.grid.window
        for window in blocks((area.rows, area.cols)):
            values = self.read(Window(area.row + window.row, area.col + window.col, window.rows, window.cols))
            if np.isfinite(values).any():
                low, high = min(low, float(np.nanmin(values))), max(high, float(np.nanmax(values)))
        if not np.isfinite(low):
            raise InputError(f"{self.raster.name} holds no heights at the image: choose another terrain model.")
        if low < LEAST_M or high > MOST_M:
            raise InputError(
                f"{self.raster.name} holds heights from {low:.0f} to {high:.0f} m at the image, which is no land: "
                "declare its nodata value (gdal_edit -a_nodata), set what is below the sea to 0, or check its unit."
            )
        return low, high

    def _undulation(self, geoid: Geoid, window: Window) -> Floats:
        """A geoid over a window, from a lattice of its cells."""
        rows, cols = (np.linspace(0, count - 1, min(LATTICE, count)) for count in (window.rows, window.cols))
        down, right = np.meshgrid(rows + window.row + 0.5, cols + window.col + 0.5, indexing="ij")
        longitude, latitude = transform_points(self.grid, geographic(), *self.grid.to_map(down, right))
        values = geoid.at(latitude, longitude)
        return between(between(values, window.rows).T, window.cols).T


def between(values: Floats, count: int) -> Floats:
    """`count` lines, first and last among them, linear between the evenly spaced lines of `values`."""
    place = np.linspace(0, len(values) - 1, count)
    line = np.minimum(place.astype(np.intp), max(len(values) - 2, 0))
    share = (place - line)[:, np.newaxis]
    found: Floats = values[line] * (1 - share) + values[np.minimum(line + 1, len(values) - 1)] * share
    return found


def open_heights(path: str, system: str, log: Log, sea_level: bool = False) -> Heights:
    """Open a terrain model. `system` is one of HEIGHT_SYSTEMS: what its heights count from.

    Jobs call it before they open a product, which takes seconds. With `sea_level` the ground lies at mean sea level
    wherever the model has no heights, which is its own geoid, or EGM96 where its heights count from the ellipsoid.
    Raises InputError if it is not named or no raster, has no CRS, or a geoid that is needed is not installed.
    """
    check_choice("height system", system, HEIGHT_SYSTEMS)
    if not path:
        raise InputError("A radar product needs a terrain model: choose one.")
    raster = Raster.open(path)
    if not raster.grid.crs or not raster.grid.on_ellipsoid:
        raster.close()
        raise InputError(
            f"The terrain model {raster.name} has no coordinate reference system of the ground: assign the right one "
            "(Raster > Projections > Assign Projection)."
        )
    if system == AUTOMATIC:
        system = _detected(raster, log)
    geoid = None if system == ELLIPSOID else open_geoid(
        system, f"The heights of {raster.name} count from", "choose another height system"
    )
    heights = Heights(raster, geoid, _metres(raster, log))
    return _at_sea(heights, system, log) if sea_level else heights


def _at_sea(heights: Heights, system: str, log: Log) -> Heights:
    level = EGM96 if system == ELLIPSOID else system
    sea = heights.geoid or open_geoid(level, "Mean sea level is taken from", "do without it where heights are missing")
    log(f"{heights.raster.name}: where it has no heights, the ground is taken at mean sea level, the geoid {level}.")
    return replace(heights, sea=sea)


def _metres(raster: Raster, log: Log) -> float:
    unit = raster.units[0].strip().lower()
    if unit not in METRES:
        log(f"{raster.name}: its unit '{unit}' is not known, so heights are taken as metres.")
    elif METRES[unit] != 1:
        log(f"{raster.name}: heights in feet ({unit}) are turned into metres.")
    return METRES.get(unit, 1.0)


def _detected(raster: Raster, log: Log) -> str:
    name = raster.grid.reference.GetAttrValue("VERT_CS") or ""
    found = next((system for part, system in _VERTICAL_NAMES.items() if part in name.lower()), EGM96)
    why = "as its CRS says"
    if not name and raster.grid.reference.GetAxesCount() == 3:
        found, why = ELLIPSOID, "as its CRS has three dimensions"
    elif not name:
        why = "it says nothing else; choose another one if this is wrong"
    elif found == EGM96 and "egm96" not in name.lower():
        why = f"in the place of {name}, which its CRS says and is not known here; choose another one if this is wrong"
    log(f"{raster.name}: heights above the {'' if found == ELLIPSOID else 'geoid '}{found} ({why}).")
    return found
