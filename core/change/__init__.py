"""Change between two dates. Arrays of linear intensity in, arrays out."""

from .classes import Direction, classify, halo
from .histogram import Histogram
from .measures import MEASURES, Measure
from .ratio import gain, log_ratio, strongest
from .thresholds import THRESHOLDS, Threshold, threshold

__all__ = [
    "MEASURES", "THRESHOLDS", "Direction", "Histogram", "Measure", "Threshold", "classify", "gain", "halo",
    "log_ratio", "strongest", "threshold",
]  # fmt: skip
