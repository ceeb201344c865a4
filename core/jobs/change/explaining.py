"""Why pixels were called changed, as a raster of several bands, and as what polygons are described by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...blocks import BLOCK
from ...change import Direction, log_ratio
from ...change.explanation import NEIGHBOURS, Levels, agreement, levels, quality, unseen
from ...change.laws import Design
from ...change.likelihood import series_p_value
from ...errors import InputError
from ...grid import Grid
from ...raster import Aligned, Raster
from ...registration import Shift
from ...speckle import boxcar
from ..geometry.radar_grid import LAYOVER, LAYOVER_AND_SHADOW, SHADOW
from ..opening import Array, Log
from .evidence import Networked
from .polygons import FLAGS

BEFORE, AFTER, DIFFERENCE = "before (dB)", "after (dB)", "difference (dB)"
P_VALUE, AGREEMENT, DISTANCE = "p-value", "neighbours that agree", "distance to the threshold"
FLAGS_BAND = "flags: " + ", ".join(f"{int(flag)} {(flag.name or '').lower().replace('_', ' ')}" for flag in FLAGS)

SAID = {"auto": None, "yes": True, "no": False}
"""Whether the input is calibrated, by the keys of `options.CALIBRATED`."""

NETWORK_BANDS = ("network (log-odds)", "log-ratio (log-odds)", "share of the network")
"""What evidence of change each brings, and the share of the network in the sum of their magnitudes."""


def explanation_bands(names: Sequence[str], with_network: bool = False) -> list[str]:
    """What the bands hold, for polarisations of such names."""
    each = [f"{name} {figure}" for name in names for figure in (BEFORE, AFTER, DIFFERENCE)]
    return [*each, P_VALUE, AGREEMENT, DISTANCE, FLAGS_BAND, *(NETWORK_BANDS if with_network else ())]


def scene_levels(intensities: Iterable[Array], calibrated: str, log: Log) -> Levels:
    """The levels that rules and flags refer to, by the median of samples of the before image's first band.

    `calibrated` is a key of `options.CALIBRATED`.
    """
    values = np.concatenate([sample[0].ravel() for sample in intensities])
    found = levels(10 * float(np.log10(np.nanmedian(values))), SAID[calibrated])
    log(
        "Explanation: backscatter is taken as calibrated, water and noise levels are absolute."
        if found.calibrated
        else "Explanation: backscatter is not calibrated, so levels are relative to the scene and noise cannot be told."
    )
    return found


def hidden_ground(mask: Raster, grid: Grid) -> Aligned:
    """A mask of aurorasar:geocode as a Source on `grid`: shares of layover and of shadow, (2, rows, cols)."""

    def shares(values: Array) -> Array:
        known = values[0][np.isfinite(values[0])]
        if np.any((known < 0) | (known > LAYOVER_AND_SHADOW) | (known != np.rint(known))):
            raise InputError(
                f"{mask.name} holds other values than 0 no data, 1 seen, 2 layover, 3 shadow, 4 both: choose a mask as "
                "aurorasar:geocode writes it."
            )
        both = (LAYOVER, LAYOVER_AND_SHADOW), (SHADOW, LAYOVER_AND_SHADOW)
        return np.stack([np.isin(values[0], classes) for classes in both]).astype(np.float32)

    return Aligned(mask, grid, shares, [0, 0])


@dataclass(frozen=True)
class Explanation:
    """Intensities of both dates, strength, classes and shares of hidden ground, if there are any, in.

    Out: the bands of `explanation_bands`, and the layers of `polygons.polygon_layers`.
    """

    window: int
    """Side of the means of which figures and p-value are; 1 for single pixels."""

    looks: float
    """Of those means."""

    gain: Array
    """Of the after image, to be removed, (bands, 1, 1)."""

    limit: float
    noise_db: float
    shift: tuple[float, float]
    """By which the after image still lies off; 0 where it is corrected or not known."""

    everywhere: bool = True
    """Else blocks without a change are passed over."""

    networked: Networked | None = None
    """What made the strength, where a network took part and its share is to be shown."""

    @property
    def halo(self) -> int:
        seen = self.window + NEIGHBOURS // 2
        if self.networked is None:
            return seen
        return max(self.networked.halo, self.networked.model.stride * -(-seen // self.networked.model.stride))

    @property
    def block(self) -> tuple[int, int]:
        return BLOCK if self.networked is None else self.networked.block

    def __call__(
        self, first: Array, second: Array, strength: Array, classes: NDArray[np.uint8], *hidden: Array
    ) -> tuple[Array, Array]:
        changed = (classes[0] == Direction.DECREASE) | (classes[0] == Direction.INCREASE)
        if not (self.everywhere or changed.any()):
            nothing = np.broadcast_to(np.float32(np.nan), (1, *classes[0].shape))
            return nothing, nothing
        evidence = [] if self.networked is None else [*self.networked.contributions(first, second)]
        second = second / self.gain
        both = np.isfinite(first).all(axis=0) & np.isfinite(second).all(axis=0)
        before, after = (np.where(both, boxcar(one, self.window), np.nan).astype(np.float32) for one in (first, second))
        p_value = series_p_value([before, after], Design(self.looks, 1, len(before)))
        decibels = [10 * np.log10(date) for date in (before, after)]
        each = np.stack([*decibels, log_ratio(before, after)], axis=1).reshape(-1, *both.shape)
        flags = self._flags(before, after, hidden)
        agreed, distance = agreement(classes[0]), np.abs(strength[0]) - np.float32(self.limit)
        bands = [p_value, agreed, distance, np.where(both, flags, np.nan), *evidence]
        shown = np.isfinite(first) & np.isfinite(second)
        raw = np.concatenate([np.where(shown, date, np.nan) for date in (first, second)])
        layers = [p_value, agreed, flags > 0, *(flags & int(flag) > 0 for flag in FLAGS)]
        return np.concatenate([each, bands]).astype(np.float32), np.concatenate([raw, layers]).astype(np.float32)

    def _flags(self, before: Array, after: Array, hidden: Sequence[Array]) -> NDArray[np.uint8]:
        flags = quality(before, after, self.window // 2, self.noise_db, self.shift)
        for layover, shadow in hidden:
            flags |= unseen(layover >= 0.5, shadow >= 0.5)
        return flags


def remaining(shift: Shift, corrected: bool) -> tuple[float, float]:
    """The shift that was not corrected, where it is known to be one: greater than twice its error."""
    certain = shift.known and not corrected and shift.length > 2 * shift.error
    return (shift.rows, shift.cols) if certain else (0.0, 0.0)
