"""REACTIV: one picture of a series, in which what changed is coloured by when and how much."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float32]
Values = NDArray[np.floating[Any]]

HUES = 0.9
"""Share of the colour circle for the time of the series, so that its end does not look like its beginning."""

SATURATED = 10.0
"""Standard deviations of the coefficient of variation above speckle's own at which a colour is full."""


class Variation(NamedTuple):
    """Coefficient of variation of amplitudes of one gamma law over time."""

    expected: float
    deviation: float
    """Standard deviation of its estimate from one date; from N dates it is this over the root of N."""


def speckle_variation(looks: float) -> Variation:
    """What speckle alone gives for so many looks, whatever the backscatter.

    Amplitudes follow Nakagami's law, E[A^r] = G(L + r / 2) / (G(L) L^(r / 2)) for unit mean intensity, so the
    coefficient of variation is sqrt(L G(L)^2 / G(L + 1/2)^2 - 1) (E. Colin Koeniguer and J.-M. Nicolas, "Change
    detection based on the coefficient of variation in SAR time-series of urban areas", Remote Sensing 12(13), 2020);
    the deviation of its estimate is by the delta method from the first four moments.
    """
    m1, m2, m3, m4 = np.exp([special.gammaln(looks + r / 2) - special.gammaln(looks) - r / 2 * np.log(looks)
                             for r in (1, 2, 3, 4)])  # fmt: skip
    expected = np.sqrt(m2 / m1**2 - 1)
    by_first, by_second = -m2 / (m1**3 * expected), 1 / (2 * m1**2 * expected)
    variance = by_first**2 * (m2 - m1**2) + by_second**2 * (m4 - m2**2) + 2 * by_first * by_second * (m3 - m1 * m2)
    return Variation(float(expected), float(np.sqrt(variance)))


def reactiv(dates: Array, times: Values, looks: float, brightest: Values) -> NDArray[np.uint8]:
    """Red, green, blue (3, rows, cols), 1 to 255, of intensities (dates, bands, rows, cols); 0 for no data.

    Hue: when the amplitude was greatest (`times`, 0 to 1 per date). Saturation: how far the coefficient of variation
    over time lies above that of speckle. Value: the greatest amplitude, over `brightest` per band. Of several bands
    each pixel shows the one that varies most. E. Colin Koeniguer et al., "Colored visualization of multitemporal SAR
    data for change detection: issues and methods", EUSAR 2018.
    """
    amplitudes = np.sqrt(dates)
    valid = np.isfinite(amplitudes)
    count = valid.sum(axis=0)
    filled = np.where(valid, amplitudes, np.float32(0))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = filled.sum(axis=0) / count
        variance = np.where(valid, (amplitudes - mean) ** 2, np.float32(0)).sum(axis=0) / count
        speckle = speckle_variation(looks)
        above = (np.sqrt(variance) / mean - speckle.expected) * np.sqrt(count) / speckle.deviation
    above = np.where(count > 1, above, -np.inf)
    band = np.argmax(above, axis=0)[np.newaxis]
    value = np.take_along_axis(filled.max(axis=0) / brightest[:, np.newaxis, np.newaxis], band, axis=0)[0]
    moment = np.take_along_axis(np.argmax(filled, axis=0), band, axis=0)[0]
    saturation = np.take_along_axis(above, band, axis=0)[0] / SATURATED
    colour = _rgb(HUES * times[moment], np.clip(saturation, 0, 1), np.clip(value, 0, 1))
    seen = np.any(count > 1, axis=0)
    return np.where(seen, 1 + np.rint(254 * colour), 0).astype(np.uint8)


def _rgb(hue: Values, saturation: Values, value: Values) -> Values:
    """Red, green, blue (3, …), 0 to 1, of hue, saturation and value, 0 to 1."""
    channels = []
    for start in (5, 3, 1):
        place = (start + 6 * hue) % 6
        channels.append(value * (1 - saturation * np.clip(np.minimum(place, 4 - place), 0, 1)))
    return np.stack(channels)
