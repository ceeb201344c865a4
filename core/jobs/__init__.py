"""The jobs that the user interfaces offer: files in, whole files out, numbers back."""

from ..blocks import Progress
from ..change import THRESHOLDS
from ..colour import COMPOSITES
from ..raster import SUFFIXES, VECTOR_SUFFIXES, Layout
from ..speckle import FILTERS
from .change_files import ChangeFiles
from .composing import STRETCHES, CompositeOptions, CompositeSummary, compose
from .despeckling import OUTPUT_SCALES, DespeckleOptions, DespeckleSummary, despeckle
from .detecting import ChangeOptions, ChangeSummary, detect_change
from .filtering import MOST_ITERATIONS, NO_FILTER
from .judging_colour import COLOUR_MEANINGS, ColourQuality, ColourQualityOptions, measure_colour
from .measuring import MEANINGS, LooksSummary, Quality, QualityOptions, measure_looks, measure_quality
from .multilooking import MultilookOptions, MultilookSummary, multilook
from .opening import AUTOMATIC, SCALES, band_numbers, check_raster
from .simulating import SceneFiles, write_scene
from .stacking import METHODS, StackFiles, StackOptions, StackSummary, despeckle_stack

__all__ = [
    "AUTOMATIC", "COLOUR_MEANINGS", "COMPOSITES", "FILTERS", "MEANINGS", "METHODS", "MOST_ITERATIONS", "NO_FILTER",
    "OUTPUT_SCALES", "SCALES", "STRETCHES", "SUFFIXES", "THRESHOLDS", "VECTOR_SUFFIXES", "ChangeFiles",
    "ChangeOptions", "ChangeSummary", "ColourQuality", "ColourQualityOptions", "CompositeOptions",
    "CompositeSummary", "DespeckleOptions", "DespeckleSummary", "Layout", "LooksSummary", "MultilookOptions",
    "MultilookSummary", "Progress", "Quality", "QualityOptions", "SceneFiles", "StackFiles", "StackOptions",
    "StackSummary", "band_numbers", "check_raster", "compose", "despeckle", "despeckle_stack", "detect_change",
    "measure_colour", "measure_looks", "measure_quality", "multilook", "write_scene",
]  # fmt: skip
