"""The algorithms: one file each, listed here."""

from .despeckle import Despeckle
from .detect_change import DetectChange

ALGORITHMS = (Despeckle, DetectChange)
