"""Speckle: filters, looks and their statistics. Arrays of linear intensity in, arrays out."""

from .filters import FILTERS, Filter, Settings
from .local import boxcar, lee
from .looks import correlation, estimate_looks, independent_pixels, intensity_correlation

__all__ = [
    "FILTERS", "Filter", "Settings", "boxcar", "correlation", "estimate_looks", "independent_pixels",
    "intensity_correlation", "lee",
]  # fmt: skip
