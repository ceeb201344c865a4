"""Recipes that turn radar bands into colours: which quantities they show, between which limits, and how.

A recipe takes linear intensity (and the parts of c12, where it wants C2) as (bands, rows, cols) in the order of
`takes`. Its quantities go from their limits to 0 to 1, and `paint` makes sRGB 0 to 1 of them. NaN stays NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from . import polarimetry
from .polarimetry import decibel
from .ramps import RAMPS, through
from .spaces import Array, coloured

CO_LIMITS = (-22.0, 0.0)
"""dB of VV or HH, calm water to towns: of five Sentinel-1 scenes (fields, floods, a harbour) 1 % of the 5 x 5 means lie
below -24 to -13 dB and 1 % above -8 to 0 dB."""

CROSS_LIMITS = (-29.0, -7.0)
"""dB of VH or HV: those of VV less 7 dB, the median VV/VH of the same scenes, so that average land has as much green as
red."""

RATIO_LIMITS = (1.0, 12.0)
"""dB of VV/VH: its 1 % and 99 % are 2 to 4 and 10 to 14 dB. 7 dB, the median, comes as high as -10 dB of VV and -17 dB
of VH, which are common for land: average land is grey, and colours are departures from it."""

NORMALISED_LIMITS = (0.1, 1.0)
"""Of (VV - VH) / (VV + VH): VV/VH of 1 dB, and no VH at all."""

CHANGE_LIMITS = (-6.0, 6.0)
"""dB of after over before: a factor of four has the full colour."""

DARKEST, LIGHTEST = 12.0, 92.0
"""L* of the limits where colour lies over grey: beyond them a screen has no room for hues."""

CHANGE_DARKEST, CHANGE_LIGHTEST = 22.0, 88.0
DECREASE_HUE, INCREASE_HUE = 275.0, 62.0
"""Degrees in CIELAB: the blue and orange of the change styles."""


@dataclass(frozen=True)
class Quantity:
    """One thing that a composite shows."""

    name: str
    """May hold {0} and {1} for the names of the bands."""

    function: Callable[[Array], Array]
    """(bands, rows, cols) to (rows, cols), in `unit`."""

    limits: tuple[float, float]
    """Fixed, so that mosaics match."""

    unit: str = "dB"
    stretched: bool = True
    """A stretch per scene is for it too; what has a physical range keeps that."""

    of_polarisation: bool = False
    """The limits hold for VV and HH; for VH and HV they are CROSS_LIMITS."""


@dataclass(frozen=True)
class Composite:
    """A recipe."""

    label: str
    takes: tuple[str, ...]
    """Roles of the bands: co, cross, band, c11, c12_real, c12_imag, c22; before and after are one band of two dates."""

    quantities: tuple[Quantity, ...]
    paint: Callable[[Array], Array]
    """Quantities as 0 to 1 (n, rows, cols) to sRGB 0 to 1 (3, rows, cols)."""

    shared: bool = False
    """All quantities are the same one at two dates: a stretch per scene is one for all."""

    channels: bool = False
    """Red, green and blue hold the quantities, the last of which fills what is left; else colour lies over grey."""

    @property
    def two_dates(self) -> bool:
        return "after" in self.takes

    @property
    def c2(self) -> bool:
        return "c12_real" in self.takes


def unit_share(values: Array, limits: tuple[float, float]) -> Array:
    """Values between their limits as 0 to 1, cut off there."""
    low, high = limits
    share: Array = np.clip((values - np.float32(low)) / np.float32(high - low), 0, 1)
    return share


def colours(bands: Array, composite: Composite, limits: Sequence[tuple[float, float]]) -> Array:
    """sRGB 0 to 1 (3, rows, cols) of the recipe's bands with these limits; NaN where any quantity is missing."""
    shares = [unit_share(one.function(bands), cut) for one, cut in zip(composite.quantities, limits)]
    rgb = composite.paint(np.stack(shares))
    return np.where(np.isfinite(rgb).all(axis=0), rgb, np.float32(np.nan))


def eight_bit(rgb: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Red, green, blue and alpha, (4, rows, cols): alpha is 0 where the colours are missing, else 255."""
    valid = np.isfinite(rgb).all(axis=0)
    levels = np.where(valid, rgb, np.float32(0))
    levels *= np.float32(255)
    alpha = np.where(valid, np.uint8(255), np.uint8(0))
    return np.concatenate([np.rint(levels, out=levels).astype(np.uint8), alpha[np.newaxis]])


# What the channels hold


def _band(number: int) -> Callable[[Array], Array]:
    return lambda bands: decibel(bands[number])


def _ratio(bands: Array) -> Array:
    return decibel(bands[0]) - decibel(bands[1])


def _difference(bands: Array) -> Array:
    """co - cross in dB; where cross is as strong there is no more of it than the lowest that can be shown."""
    apart = bands[0] - bands[1]
    least = np.float32(1e-6)
    return decibel(np.where(np.isfinite(apart), np.maximum(apart, least), np.float32(np.nan)))


def _log_ratio(bands: Array) -> Array:
    return decibel(bands[1]) - decibel(bands[0])


def _both(bands: Array) -> Array:
    return (decibel(bands[0]) + decibel(bands[1])) / 2


def _c2(function: Callable[[Array, Array, Array, Array], Array]) -> Callable[[Array], Array]:
    return lambda bands: function(bands[0], bands[3], bands[1], bands[2])


def _prevalence(bands: Array) -> Array:
    """1 - entropy: how far one mechanism prevails."""
    return 1 - polarimetry.entropy(*polarimetry.eigenvalues(bands[0], bands[3], bands[1], bands[2]))


def _intensities(function: Callable[[Array, Array], Array]) -> Callable[[Array], Array]:
    return lambda bands: function(bands[0], bands[1])


# How they are painted


def _as_they_are(shares: Array) -> Array:
    return shares


def _before_and_after(shares: Array) -> Array:
    return shares[[0, 1, 1]]


def _change_over_grey(shares: Array) -> Array:
    light, change = shares[0], 2 * shares[1] - 1
    lightness = CHANGE_DARKEST + (CHANGE_LIGHTEST - CHANGE_DARKEST) * light
    return coloured(lightness, np.abs(change), np.where(change < 0, DECREASE_HUE, INCREASE_HUE).astype(np.float32))


def _hue_over_grey(shares: Array, start: float, end: float) -> Array:
    """Lightness, colourfulness and hue, the latter from `start` to `end` degrees."""
    light, colourfulness, place = shares
    return coloured(DARKEST + (LIGHTEST - DARKEST) * light, colourfulness, start + (end - start) * place)


def _surface(shares: Array) -> Array:
    """Green to blue."""
    return _hue_over_grey(np.stack([shares[0], np.full_like(shares[1], 0.75), shares[1]]), 140.0, 280.0)


def _vegetation(shares: Array) -> Array:
    """Ochre over green to teal, which colour-blind readers tell apart by yellow and blue."""
    return _hue_over_grey(np.stack([shares[0], np.full_like(shares[1], 0.75), shares[1]]), 55.0, 195.0)


_CO = Quantity("{0}", _band(0), CO_LIMITS)
_CROSS = Quantity("{1}", _band(1), CROSS_LIMITS)
_ONE = Quantity("{0}", _band(0), CO_LIMITS, of_polarisation=True)
_DATES = (
    Quantity("{0} before", _band(0), CO_LIMITS, of_polarisation=True),
    Quantity("{1} after", _band(1), CO_LIMITS, of_polarisation=True),
)
_C2 = ("c11", "c12_real", "c12_imag", "c22")


def _single(name: str) -> Composite:
    return Composite(f"one band through the ramp '{name}', equal steps in dB look equal", ("band",), (_ONE,),
                     lambda shares: through(name, shares[0]))  # fmt: skip


COMPOSITES: dict[str, Composite] = {
    "ratio": Composite(
        "red VV, green VH, blue VV/VH", ("co", "cross"),
        (_CO, _CROSS, Quantity("{0}/{1}", _ratio, RATIO_LIMITS)), _as_they_are, channels=True,
    ),
    "difference": Composite(
        "red VV, green VH, blue VV - VH", ("co", "cross"),
        (_CO, _CROSS, Quantity("{0} - {1}", _difference, CO_LIMITS)), _as_they_are, channels=True,
    ),
    "normalised_difference": Composite(
        "red VV, green VH, blue (VV - VH) / (VV + VH)", ("co", "cross"),
        (_CO, _CROSS, Quantity("({0} - {1}) / ({0} + {1})", _intensities(polarimetry.normalised_difference),
                               NORMALISED_LIMITS, unit="", stretched=False)),
        _as_they_are, channels=True,
    ),
    "change": Composite(
        "red before, green and blue after: darker became red, brighter became cyan", ("before", "after"), _DATES,
        _before_and_after, shared=True, channels=True,
    ),
    "change_over_grey": Composite(
        "the log-ratio of two dates in colour (blue darker, orange brighter) over their grey mean", ("before", "after"),
        (Quantity("mean of both dates", _both, CO_LIMITS, of_polarisation=True),
         Quantity("after/before", _log_ratio, CHANGE_LIMITS, stretched=False)),
        _change_over_grey,
    ),
    **{name: _single(name) for name in RAMPS},
    "h_alpha": Composite(
        "C2: hue from mean alpha (blue 0, green 30, yellow 45, red 60 degrees and more), colourfulness 1 - entropy, "
        "lightness c11 + c22", _C2,
        (Quantity("c11 + c22", lambda bands: decibel(bands[0] + bands[3]), CO_LIMITS),
         Quantity("1 - entropy", _prevalence, (0.0, 0.8), "", stretched=False),
         Quantity("mean alpha", _c2(polarimetry.mean_alpha), (0.0, 60.0), "degrees", stretched=False)),
        partial(_hue_over_grey, start=280.0, end=30.0),
    ),
    "dprvi": Composite(
        "C2: hue from DpRVI (ochre bare, green to teal vegetated), lightness c11 + c22", _C2,
        (Quantity("c11 + c22", lambda bands: decibel(bands[0] + bands[3]), CO_LIMITS),
         Quantity("DpRVI", _c2(polarimetry.dprvi), (0.0, 1.0), "", stretched=False)),
        _vegetation,
    ),
    "theta_intensities": Composite(
        "intensities alone: hue from theta_c (blue 42 degrees surface, green 20 degrees vegetation), lightness VV",
        ("co", "cross"),
        (_CO, Quantity("theta_c", _intensities(polarimetry.scattering_angle_of_intensities), (20.0, 42.0), "degrees",
                       stretched=False)),
        _surface,
    ),
    "dprvi_intensities": Composite(
        "intensities alone: hue from DpRVIc (ochre bare, green to teal vegetated), lightness VV", ("co", "cross"),
        (_CO,
         Quantity("DpRVIc", _intensities(polarimetry.dprvi_of_intensities), (0.0, 1.0), "", stretched=False)),
        _vegetation,
    ),
}  # fmt: skip
"""The first is the default."""
