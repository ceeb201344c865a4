"""The jobs that the user interfaces offer: files in, whole files out, numbers back."""

from ..blocks import Progress
from ..change import MEASURES, THRESHOLDS
from ..raster import SUFFIXES, VECTOR_SUFFIXES, Layout
from ..speckle import FILTERS
from .change_files import ChangeFiles
from .dated import MATRICES
from .despeckling import OUTPUT_SCALES, DespeckleOptions, DespeckleSummary, despeckle
from .detecting import ChangeOptions, ChangeSummary, detect_change
from .evaluating import FIGURES, KINDS, EvaluateFiles, EvaluateOptions, Evaluation, Reference, evaluate_change
from .filtering import MOST_ITERATIONS, NO_FILTER
from .measuring import MEANINGS, LooksSummary, Quality, QualityOptions, measure_looks, measure_quality
from .multilooking import MultilookOptions, MultilookSummary, multilook
from .opening import AUTOMATIC, SCALES, band_numbers, check_raster
from .sequencing import RULES, SeriesOptions, SeriesSummary, change_series
from .series_files import SeriesFiles
from .simulating import SceneFiles, write_scene
from .stacking import METHODS, StackFiles, StackOptions, StackSummary, despeckle_stack

__all__ = [
    "AUTOMATIC", "FIGURES", "FILTERS", "KINDS", "MATRICES", "MEANINGS", "MEASURES", "METHODS", "MOST_ITERATIONS",
    "NO_FILTER", "OUTPUT_SCALES", "RULES", "SCALES", "SUFFIXES", "THRESHOLDS", "VECTOR_SUFFIXES", "ChangeFiles",
    "ChangeOptions", "ChangeSummary", "DespeckleOptions", "DespeckleSummary", "EvaluateFiles", "EvaluateOptions",
    "Evaluation", "Layout", "LooksSummary", "MultilookOptions", "MultilookSummary", "Progress", "Quality",
    "QualityOptions", "Reference", "SceneFiles", "SeriesFiles", "SeriesOptions", "SeriesSummary", "StackFiles",
    "StackOptions", "StackSummary", "band_numbers", "change_series", "check_raster", "despeckle", "despeckle_stack",
    "detect_change", "evaluate_change", "measure_looks", "measure_quality", "multilook", "write_scene",
]  # fmt: skip
