"""The algorithms: one file each, listed here."""

from .calibrate import Calibrate
from .change_series import ChangeSeries
from .check import Check
from .classify_change import ChangeHistogram, ClassifyChange
from .coherence import Coherence
from .colorize import Colorize
from .composite import Composite
from .conformal_sets import ConformalSets
from .coregister import Coregister
from .crop import Crop
from .despeckle import Despeckle
from .despeckle_stack import DespeckleStack
from .detect_change import DetectChange
from .estimate_looks import EstimateLooks
from .evaluate_change import EvaluateChange
from .evaluate_colour import EvaluateColour
from .explain_place import ExplainPlace
from .geocode import Geocode
from .install_runtime import InstallRuntime
from .lookup_table import LookupTable
from .models import Models
from .multilook import Multilook
from .radarcode import Radarcode
from .radarcode_vector import RadarcodeVector
from .review import ExportReview, ReviewDecision, ReviewQueueAlgorithm
from .speckle_quality import SpeckleQuality
from .try_model import TryModel

ALGORITHMS = (
    Despeckle, DespeckleStack, Multilook, EstimateLooks, SpeckleQuality, DetectChange, ClassifyChange, ChangeHistogram,
    ChangeSeries, EvaluateChange, ConformalSets, ExplainPlace, ReviewQueueAlgorithm, ReviewDecision, ExportReview,
    Calibrate, LookupTable, Geocode, Radarcode, RadarcodeVector, Coregister, Coherence, Composite, Colorize,
    EvaluateColour, Crop, InstallRuntime, Check, Models, TryModel,
)  # fmt: skip
