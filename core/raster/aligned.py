"""A raster seen on another raster's grid: other CRS, resolution and extent are normal input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..errors import InputError
from ..grid import Grid, Window, reference
from .gdal_errors import call
from .reading import Raster

ERROR_PIXELS = 0.02
"""How far GDAL's interpolated coordinates may be off, so that blocks agree with each other."""

Conversion = Callable[[NDArray[np.float32]], NDArray[np.float32]]


class Aligned:
    """Reads `raster` on `grid`, converted by `convert` (to linear intensity) before anything is averaged.

    Where both share one lattice, pixels are copied, so that speckle statistics stay as they are. Else they
    are resampled bilinearly, over the output pixel's whole footprint when the raster is finer than the grid.
    Raises InputError if the two do not overlap or only one of them has a CRS. `source` is the raster's own grid if it
    lies elsewhere than its file says.
    """

    def __init__(
        self, raster: Raster, grid: Grid, convert: Conversion, bands: Sequence[int], source: Grid | None = None
    ) -> None:
        self.raster, self.grid, self.convert, self.bands = raster, grid, convert, tuple(bands)
        self.source = source or raster.grid
        _check_comparable(raster, grid)
        self.offset = grid.offset_in(self.source)
        if not self._footprint(grid.window):
            raise InputError(
                f"{raster.name} does not overlap the other raster: choose two rasters of the same place, "
                "or check their coordinate reference systems."
            )

        self._warp_options = [] if self.offset is not None else _warp_options(grid, self.source)

    @property
    def resampled(self) -> bool:
        return self.offset is None

    def read(self, window: Window) -> NDArray[np.float32]:
        """The pixels of a window of `grid`, (bands, rows, cols); NaN where the raster has none."""
        values = np.full((len(self.bands), window.rows, window.cols), np.nan, np.float32)
        there = self._footprint(window)
        if there is None:
            return values
        pixels = self.convert(self.raster.read(there, self.bands))
        if self.offset is None:
            return self._warp(pixels, self.source.part(there), self.grid.part(window))
        down, right = there.row - window.row - self.offset[0], there.col - window.col - self.offset[1]
        values[:, down : down + there.rows, right : right + there.cols] = pixels
        return values

    def _footprint(self, window: Window) -> Window | None:
        """The raster's pixels that a window needs, or None if it has none there."""
        if self.offset is not None:
            found = Window(window.row + self.offset[0], window.col + self.offset[1], window.rows, window.cols)
            return _clipped(found.row, found.col, found.row + found.rows, found.col + found.cols, self.raster.grid)
        rows, cols = self.grid.onto(self.source, *_lattice(window))
        seen = np.isfinite(rows) & np.isfinite(cols)
        if not seen.any():
            return None
        rows, cols = rows[seen], cols[seen]
        # One output pixel, in source pixels, is how far the widened bilinear kernel reaches; 2 for the rest.
        reach_rows = int(np.ceil(np.ptp(rows) / window.rows)) + 2
        reach_cols = int(np.ceil(np.ptp(cols) / window.cols)) + 2
        return _clipped(
            int(np.floor(rows.min())) - reach_rows,
            int(np.floor(cols.min())) - reach_cols,
            int(np.ceil(rows.max())) + reach_rows,
            int(np.ceil(cols.max())) + reach_cols,
            self.raster.grid,
        )

    def _warp(self, pixels: NDArray[np.float32], source: Grid, target: Grid) -> NDArray[np.float32]:
        given, wanted = _in_memory(pixels, source), _in_memory(None, target, len(pixels))
        done, reason = call(
            gdal.Warp, wanted, given,
            resampleAlg="bilinear", srcNodata="nan", dstNodata="nan", errorThreshold=ERROR_PIXELS,
            warpOptions=self._warp_options,
        )  # fmt: skip
        if not done:
            raise InputError(f"{self.raster.name} cannot be brought onto the other raster's grid. (GDAL: {reason})")
        values: NDArray[np.float32] = wanted.ReadAsArray()
        return values.reshape(len(pixels), *target.shape)


def _check_comparable(raster: Raster, grid: Grid) -> None:
    if bool(raster.grid.crs) != bool(grid.crs):
        without = raster.name if not raster.grid.crs else "The first raster"
        raise InputError(
            f"{without} has no coordinate reference system but the other raster has one: "
            "assign the right CRS (Raster > Projections > Assign Projection), or geocode it first."
        )
    if not grid.crs and (raster.grid.shape != grid.shape):
        raise InputError(
            f"Neither raster has a coordinate reference system, and {raster.name} has another size: "
            "georeference both, or choose two co-registered images of equal size."
        )


def _warp_options(target: Grid, source: Grid) -> list[str]:
    """One resampling factor for the whole raster: left alone, GDAL guesses one per block, and blocks would differ."""
    middle = target.shape[0] / 2, target.shape[1] / 2
    steps = np.array([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]) + middle
    rows, cols = target.onto(source, steps[:, 0], steps[:, 1])
    per_pixel = {"XSCALE": np.hypot(*(cols[1:] - cols[0])), "YSCALE": np.hypot(*(rows[1:] - rows[0]))}
    return [f"{name}={1 / size:.9g}" for name, size in per_pixel.items() if np.isfinite(size) and size > 0]


def _lattice(window: Window, steps: int = 9) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pixel positions over a window, its border included."""
    rows = np.linspace(window.row, window.row + window.rows, steps)
    cols = np.linspace(window.col, window.col + window.cols, steps)
    both = np.meshgrid(rows, cols, indexing="ij")
    return both[0].ravel(), both[1].ravel()


def _clipped(top: int, left: int, bottom: int, right: int, grid: Grid) -> Window | None:
    top, left = max(top, 0), max(left, 0)
    bottom, right = min(bottom, grid.shape[0]), min(right, grid.shape[1])
    return Window(top, left, bottom - top, right - left) if bottom > top and right > left else None


def _in_memory(pixels: NDArray[np.float32] | None, grid: Grid, count: int = 0) -> Any:
    """A dataset in memory with these pixels, or with `count` bands of NaN."""
    rows, cols = grid.shape
    count = count if pixels is None else len(pixels)
    dataset = gdal.GetDriverByName("MEM").Create("", cols, rows, count, gdal.GDT_Float32)
    dataset.SetGeoTransform(grid.transform)
    if grid.crs:
        dataset.SetSpatialRef(reference(grid.crs))
    for number in range(count):
        band = dataset.GetRasterBand(number + 1)
        band.SetNoDataValue(float("nan"))
        band.Fill(float("nan")) if pixels is None else band.WriteArray(pixels[number])
    return dataset
