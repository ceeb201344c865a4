"""Counts of what a geometry job writes, while it writes it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...grid import Window
from .radar_grid import LAYOVER_AND_SHADOW


class Tally:
    """A target that counts the classes of a mask and adds up squared distances."""

    def __init__(self) -> None:
        self.classes = np.zeros(LAYOVER_AND_SHADOW + 1, np.int64)
        self.squares, self.checked = 0.0, 0

    def write(self, window: Window, values: NDArray[Any]) -> None:
        """Classes (bytes), or squared distances of which NaN do not count."""
        if values.dtype == np.uint8:
            self.classes += np.bincount(values.ravel(), minlength=self.classes.size)
        else:
            self.squares += float(np.nansum(values))
            self.checked += int(np.count_nonzero(np.isfinite(values)))

    @property
    def mapped(self) -> int:
        return int(self.classes[1:].sum())

    def share(self, kind: int) -> float:
        """Of the mapped pixels, those of a class or of both."""
        return float(self.classes[kind] + self.classes[LAYOVER_AND_SHADOW]) / max(self.mapped, 1)

    @property
    def rms(self) -> float:
        return float(np.sqrt(self.squares / self.checked)) if self.checked else float("nan")
