"""What is known about a place, as values and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from .place_chips import Chips
from .place_series import SeriesAtPlace


@dataclass(frozen=True)
class BandAtPlace:
    """One polarisation at the place, in dB."""

    name: str
    before_db: float
    """Of the pixel itself."""

    after_db: float
    before_mean_db: float
    """Of the mean around it."""

    after_mean_db: float
    difference_db: float
    evidence: float
    """-2 ln Q of this band; bands add up."""

    share: float
    """Of all bands' evidence, 0 to 1."""


@dataclass(frozen=True)
class PlaceSummary:
    """What is known about the place."""

    before: str
    after: str
    row: int
    col: int
    bands: tuple[BandAtPlace, ...]
    direction: str
    strength: float
    """Signed."""

    threshold: float
    p_value: float
    agreement: float
    looks: float
    """Of the means."""

    gain_db: tuple[float, ...]
    """Of the after image, removed from the means; zeros where it was not asked for."""

    flags: tuple[str, ...]
    kind: str
    sentence: str
    source: str
    """Where strength and threshold come from, in words."""

    series: SeriesAtPlace | None
    chips: Chips = field(repr=False)

    def as_json(self) -> str:
        """What is not known is null."""
        return json.dumps(_plain(asdict(self)), ensure_ascii=False)


def _plain(value: Any) -> Any:
    """JSON has no NaN."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (float, np.floating)):
        return float(value) if np.isfinite(value) else None
    return value
