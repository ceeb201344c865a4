"""The algorithms: one file each, listed here."""

from .composite import Composite
from .despeckle import Despeckle
from .despeckle_stack import DespeckleStack
from .detect_change import DetectChange
from .estimate_looks import EstimateLooks
from .evaluate_colour import EvaluateColour
from .multilook import Multilook
from .speckle_quality import SpeckleQuality

ALGORITHMS = (
    Despeckle, DespeckleStack, Multilook, EstimateLooks, SpeckleQuality, DetectChange, Composite, EvaluateColour,
)  # fmt: skip
