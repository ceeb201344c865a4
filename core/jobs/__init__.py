"""The jobs that the user interfaces offer: files in, whole files out, numbers back."""

from ..blocks import Progress
from ..change import THRESHOLDS
from ..networks.runtime import use_folder as use_runtime_folder
from ..raster import SUFFIXES, VECTOR_SUFFIXES, Layout
from ..speckle import FILTERS
from .change_files import ChangeFiles
from .checking import Checkup, check_installation
from .classifying import (
    ClassifyOptions,
    ClassifySummary,
    StrengthHistogram,
    classify_strength,
    strength_histogram,
)
from .cropping import CropOptions, CropSummary, crop
from .despeckling import OUTPUT_SCALES, DespeckleOptions, DespeckleSummary, despeckle
from .detecting import ChangeOptions, ChangeSummary, detect_change
from .filtering import MOST_ITERATIONS, NO_FILTER
from .installing import RuntimeSummary, install_runtime, pinned_runtime, remove_runtime
from .measuring import MEANINGS, LooksSummary, Quality, QualityOptions, measure_looks, measure_quality
from .multilooking import MultilookOptions, MultilookSummary, multilook
from .opening import AUTOMATIC, SCALES, band_numbers, check_raster
from .simulating import SceneFiles, write_scene
from .stacking import METHODS, StackFiles, StackOptions, StackSummary, despeckle_stack

__all__ = [
    "AUTOMATIC", "FILTERS", "MEANINGS", "METHODS", "MOST_ITERATIONS", "NO_FILTER", "OUTPUT_SCALES", "SCALES",
    "SUFFIXES", "THRESHOLDS", "VECTOR_SUFFIXES", "ChangeFiles", "ChangeOptions", "ChangeSummary", "Checkup",
    "ClassifyOptions", "ClassifySummary", "CropOptions", "CropSummary", "DespeckleOptions", "DespeckleSummary",
    "Layout", "LooksSummary", "MultilookOptions", "MultilookSummary", "Progress", "Quality", "QualityOptions",
    "RuntimeSummary", "SceneFiles", "StackFiles", "StackOptions", "StackSummary", "StrengthHistogram",
    "band_numbers", "check_installation", "check_raster", "classify_strength", "crop", "despeckle",
    "despeckle_stack", "detect_change", "install_runtime", "measure_looks", "measure_quality", "multilook",
    "pinned_runtime", "remove_runtime", "strength_histogram", "use_runtime_folder", "write_scene",
]  # fmt: skip
