"""The algorithms: one file each, listed here."""

from .calibrate import Calibrate
from .change_series import ChangeSeries
from .check import Check
from .classify_change import ChangeHistogram, ClassifyChange
from .colorize import Colorize
from .composite import Composite
from .crop import Crop
from .despeckle import Despeckle
from .despeckle_stack import DespeckleStack
from .detect_change import DetectChange
from .estimate_looks import EstimateLooks
from .evaluate_change import EvaluateChange
from .evaluate_colour import EvaluateColour
from .geocode import Geocode
from .install_runtime import InstallRuntime
from .lookup_table import LookupTable
from .multilook import Multilook
from .radarcode import Radarcode
from .speckle_quality import SpeckleQuality

ALGORITHMS = (
    Despeckle, DespeckleStack, Multilook, EstimateLooks, SpeckleQuality, DetectChange, ClassifyChange, ChangeHistogram,
    ChangeSeries, EvaluateChange, Calibrate, LookupTable, Geocode, Radarcode, Composite, EvaluateColour, Colorize,
    Crop, InstallRuntime, Check,
)  # fmt: skip
