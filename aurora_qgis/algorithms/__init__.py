"""The algorithms: one file each, listed here."""

from .calibrate import Calibrate
from .change_series import ChangeSeries
from .composite import Composite
from .despeckle import Despeckle
from .despeckle_stack import DespeckleStack
from .detect_change import DetectChange
from .estimate_looks import EstimateLooks
from .evaluate_change import EvaluateChange
from .evaluate_colour import EvaluateColour
from .geocode import Geocode
from .lookup_table import LookupTable
from .multilook import Multilook
from .radarcode import Radarcode
from .speckle_quality import SpeckleQuality

ALGORITHMS = (
    Despeckle, DespeckleStack, Multilook, EstimateLooks, SpeckleQuality, DetectChange, ChangeSeries, EvaluateChange,
    Calibrate, LookupTable, Geocode, Radarcode, Composite, EvaluateColour,
)  # fmt: skip
