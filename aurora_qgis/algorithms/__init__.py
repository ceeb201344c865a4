"""The algorithms: one file each, listed here."""

from .check import Check
from .classify_change import ChangeHistogram, ClassifyChange
from .crop import Crop
from .despeckle import Despeckle
from .despeckle_stack import DespeckleStack
from .detect_change import DetectChange
from .estimate_looks import EstimateLooks
from .install_runtime import InstallRuntime
from .multilook import Multilook
from .speckle_quality import SpeckleQuality

ALGORITHMS = (
    Despeckle,
    DespeckleStack,
    Multilook,
    EstimateLooks,
    SpeckleQuality,
    DetectChange,
    ClassifyChange,
    ChangeHistogram,
    Crop,
    InstallRuntime,
    Check,
)
