"""Heights of geoids above the ellipsoid, from PROJ's own grids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...geometry.terrain import Patch
from ...grid import Grid
from ...raster import Raster, proj_file

Floats = NDArray[np.float64]

EGM96, EGM2008 = "egm96", "egm2008"

_GRIDS = {
    EGM96: ("us_nga_egm96_15.tif", "egm96_15.gtx"),
    EGM2008: ("us_nga_egm08_25.tif", "egm08_25.gtx"),
}
"""Names under which PROJ has the geoids."""


@dataclass(frozen=True)
class Geoid:
    """Heights of a geoid above the ellipsoid, bilinear."""

    grid: Grid
    values: Floats

    def at(self, latitude: Floats, longitude: Floats) -> Floats:
        """Metres; the grid goes around the Earth. NaN at places that are not finite."""
        x0, step, _, y0, _, down = self.grid.transform
        with np.errstate(invalid="ignore"):
            col = np.mod(longitude - x0 - step / 2, 360.0) / step
        row = np.clip((latitude - y0 - down / 2) / down, 0, self.values.shape[0] - 1)
        wrapped = np.concatenate([self.values, self.values[:, :2]], axis=1)
        return Patch(wrapped).at(row, col)


def open_geoid(system: str, purpose: str, instead: str) -> Geoid:
    """Read a geoid, EGM96 or EGM2008; InputError where PROJ has no grid of it.

    `purpose` and `instead` complete that message: what the geoid is needed for, and what else can be chosen.
    """
    path = next((found for file in _GRIDS[system] if (found := proj_file(file))), None)
    if path is None:
        raise InputError(
            f"{purpose} the geoid {system}, whose grid {_GRIDS[system][0]} is not installed for PROJ: get it with "
            f"'projsync --file' or from cdn.proj.org, or {instead}. Heights that are wrong by a constant move the "
            "ground by as much over the tangent of the incidence angle."
        )
    with Raster.open(path) as raster:
        return Geoid(raster.grid, raster.read()[0].astype(np.float64))
