"""What each band contributes to a decision, and how certain a mean of speckle is. Intensities in, numbers out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Values = NDArray[np.float64]

CONFIDENCE = 0.95


def evidence(difference_db: Values, looks: float) -> Values:
    """-2 ln Q of each band on its own, for means of so many looks that differ by so many dB.

    Of two gamma intensities a and b, ln Q = n ln(4ab / (a + b)^2) (Conradsen et al., IEEE TGRS 54(5), 2016, for two
    dates of one intensity), which depends on the ratio r = b / a only: -2 ln Q = 4 n ln cosh(ln(r) / 2). Independent
    bands add up to the statistic of `likelihood.omnibus`. NaN counts as no evidence.
    """
    half = np.abs(np.asarray(difference_db, np.float64)) * (np.log(10) / 20)
    # ln cosh x = x + ln(1 + exp(-2x)) - ln 2 does not overflow.
    return np.nan_to_num(4 * looks * (half + np.log1p(np.exp(-2 * half)) - np.log(2)))


def interval_db(mean_db: Values, looks: float) -> tuple[Values, Values]:
    """Where the backscatter lies with CONFIDENCE of which a mean of so many looks is given, in dB.

    The mean over the backscatter follows a gamma law of shape and rate `looks`, whose quantiles are divided out.
    """
    tail = (1 - CONFIDENCE) / 2
    least, most = special.gammaincinv(looks, [tail, 1 - tail]) / looks
    given = np.asarray(mean_db, np.float64)
    return given - 10 * np.log10(most), given - 10 * np.log10(least)
