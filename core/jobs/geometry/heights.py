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
from ...raster import Raster, proj_file
from ..opening import AUTOMATIC, Log, check_choice

Floats = NDArray[np.float64]

ELLIPSOID, EGM96, EGM2008 = "ellipsoid", "egm96", "egm2008"
HEIGHT_SYSTEMS = (AUTOMATIC, ELLIPSOID, EGM96, EGM2008)

_GRIDS = {
    EGM96: ("us_nga_egm96_15.tif", "egm96_15.gtx"),
    EGM2008: ("us_nga_egm08_25.tif", "egm08_25.gtx"),
}
"""Names under which PROJ has the geoids."""

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
class Geoid:
    """Heights of a geoid above the ellipsoid, bilinear."""

    grid: Grid
    values: Floats

    def at(self, latitude: Floats, longitude: Floats) -> Floats:
        """Metres; the grid goes around the Earth."""
        x0, step, _, y0, _, down = self.grid.transform
        col = np.mod(longitude - x0 - step / 2, 360.0) / step
        row = np.clip((latitude - y0 - down / 2) / down, 0, self.values.shape[0] - 1)
        wrapped = np.concatenate([self.values, self.values[:, :2]], axis=1)
        return Patch(wrapped).at(row, col)


@dataclass(frozen=True)
class Heights:
    """An open terrain model and how its values become heights above the ellipsoid."""

    raster: Raster
    geoid: Geoid | None
    metres: float = 1.0
    """Of one unit of the model's values."""

    area: Window | None = None
    """The part that matters; None means all of it. A model may cover the Earth."""

    @property
    def grid(self) -> Grid:
        return self.raster.grid

    @property
    def part(self) -> Grid:
        """The lattice of the part that matters."""
        return self.grid if self.area is None else self.grid.part(self.area)

    def around(self, latitude: Floats, longitude: Floats) -> Heights:
        """The same model, of which only the part around these places matters; InputError where it has none there."""
        rows, cols = self.positions(latitude, longitude)
        if np.isfinite(rows).all() and np.isfinite(cols).all():
            top, left = max(int(rows.min()) - MARGIN, 0), max(int(cols.min()) - MARGIN, 0)
            bottom = min(int(rows.max()) + MARGIN, self.grid.shape[0])
            right = min(int(cols.max()) + MARGIN, self.grid.shape[1])
            self._check_seam(float(cols.min()), float(cols.max()))
            if bottom > top and right > left:
                return replace(self, area=Window(top, left, bottom - top, right - left))
        raise InputError(f"The terrain model {self.raster.name} does not cover the image: choose another one.")

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
        """Heights (rows, cols) above the ellipsoid, NaN where there is no data."""
        heights = self.raster.read(window, [0])[0].astype(np.float64) * self.metres
        return heights if self.geoid is None else heights + self._undulation(window)

    def degrees(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of the model's map coordinates."""
        longitude, latitude = transform_points(self.grid, geographic(), x, y)
        return latitude, longitude

    def at(self, latitude: Floats, longitude: Floats) -> Floats:
        """Heights at scattered places, bilinear; NaN where the model has none. It is read in tiles."""
        rows, cols = (one.ravel() for one in self.positions(latitude, longitude))
        found, whole = np.full(rows.shape, np.nan), self.grid.window
        with np.errstate(invalid="ignore"):
            inside = (rows >= 0) & (cols >= 0) & (rows <= whole.rows - 1) & (cols <= whole.cols - 1)
        there = np.flatnonzero(inside)
        tiles = np.stack([rows[there] // TILE, cols[there] // TILE]).astype(np.int64)
        for row, col in np.unique(tiles, axis=1).T:
            here = there[(tiles[0] == row) & (tiles[1] == col)]
            top, left = (max(min(int(one) * TILE, most - 2), 0) for one, most in zip((row, col), self.grid.shape))
            tile = Window(top, left, min(TILE + 1, whole.rows - top), min(TILE + 1, whole.cols - left))
            found[here] = Patch(self.read(tile), top, left).at(rows[here], cols[here])
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

    def _undulation(self, window: Window) -> Floats:
        """The geoid over a window, from a lattice of its cells."""
        if self.geoid is None:
            return np.zeros((window.rows, window.cols))
        rows, cols = (np.linspace(0, count - 1, min(LATTICE, count)) for count in (window.rows, window.cols))
        down, right = np.meshgrid(rows + window.row + 0.5, cols + window.col + 0.5, indexing="ij")
        longitude, latitude = transform_points(self.grid, geographic(), *self.grid.to_map(down, right))
        values = self.geoid.at(latitude, longitude)
        return between(between(values, window.rows).T, window.cols).T


def between(values: Floats, count: int) -> Floats:
    """`count` lines, first and last among them, linear between the evenly spaced lines of `values`."""
    place = np.linspace(0, len(values) - 1, count)
    line = np.minimum(place.astype(np.intp), max(len(values) - 2, 0))
    share = (place - line)[:, np.newaxis]
    found: Floats = values[line] * (1 - share) + values[np.minimum(line + 1, len(values) - 1)] * share
    return found


def open_heights(path: str, system: str, log: Log) -> Heights:
    """Open a terrain model. `system` is one of HEIGHT_SYSTEMS: what its heights count from.

    Jobs call it before they open a product, which takes seconds. Raises InputError if it is not named or no raster, has
    no CRS, or the geoid that it needs is not installed.
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
    return Heights(raster, None if system == ELLIPSOID else _geoid(system, raster.name), _metres(raster, log))


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


def _geoid(system: str, name: str) -> Geoid:
    path = next((found for file in _GRIDS[system] if (found := proj_file(file))), None)
    if path is None:
        raise InputError(
            f"The heights of {name} count from the geoid {system}, whose grid {_GRIDS[system][0]} is not installed for "
            "PROJ: get it with 'projsync --file' or from cdn.proj.org, or choose another height system. Heights that "
            "are wrong by a constant move the ground by as much over the tangent of the incidence angle."
        )
    with Raster.open(path) as raster:
        return Geoid(raster.grid, raster.read()[0].astype(np.float64))
