"""Change between two dates. Arrays of linear intensity in, arrays out."""

from .classes import Direction, classify, halo
from .histogram import Histogram
from .ratio import gain, log_ratio, strongest
from .thresholds import THRESHOLDS, Threshold, threshold

__all__ = [
    "THRESHOLDS", "Direction", "Histogram", "Threshold", "classify", "gain", "halo", "log_ratio", "strongest",
    "threshold",
]  # fmt: skip
