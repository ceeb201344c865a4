"""Places of known truth: a raster or polygons that a map of change is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...errors import InputError
from ...outputs import Outputs
from ...raster import Aligned, Raster
from ..opening import Array, Log, chosen_bands
from ..same_ground import check_same_ground


@dataclass(frozen=True)
class Reference:
    """Where the truth is: a raster or polygons, not both."""

    raster: str | None = None
    """A raster of the truth."""

    polygons: str | None = None
    """A vector file of the truth."""

    layer: str = ""
    """Name of the layer in the polygons' file; empty means the first."""

    def check(self) -> None:
        """Raise InputError unless exactly one is given."""
        if bool(self.raster) == bool(self.polygons):
            raise InputError("Choose one reference: either a raster or polygons.")

    @property
    def path(self) -> str:
        """The one that is given."""
        return self.raster or self.polygons or ""

    @property
    def name(self) -> str:
        return Path(self.path).name


def reference_raster(path: str, given: Raster, band: int, values: Sequence[int], outputs: Outputs, log: Log) -> Aligned:
    """A reference raster as a Source of shares of change on a map's grid, NaN where it has no data.

    Change are the given values of a band (counted from 1), or all but 0. It is closed with the outputs. Raises
    InputError if there is no such band.
    """
    raster = Raster.open(path)
    outputs.close_on_exit(raster.close)
    bands = chosen_bands(raster, [band])

    def changed(pixels: Array) -> Array:
        known = np.isfinite(pixels)
        inside = np.isin(pixels, values) if values else pixels != 0
        return np.where(known, inside, np.nan).astype(np.float32)

    aligned = Aligned(raster, given.grid, changed, bands)
    check_same_ground(given, raster, log)
    if aligned.resampled:
        log(f"{raster.name} is resampled onto the grid of {given.name}.")
    return aligned
