"""The jobs that the user interfaces offer: files in, whole files out, numbers back."""

from ..blocks import Progress
from ..change import MEASURES, THRESHOLDS
from ..colour import COMPOSITES
from ..colour.learned import MODELS as COLOUR_MODELS
from ..networks.runtime import use_folder as use_runtime_folder
from ..raster import SUFFIXES, VECTOR_SUFFIXES, Layout
from ..resampling import RESAMPLINGS
from ..speckle import FILTERS
from .calibrating import CALIBRATED_SCALES, QUANTITIES, CalibrateOptions, CalibrateSummary, calibrate
from .change_files import ChangeFiles
from .checking import Checkup, check_installation
from .classifying import (
    ClassifyOptions,
    ClassifySummary,
    StrengthHistogram,
    classify_strength,
    strength_histogram,
)
from .colorizing import ColorizeOptions, ColorizeSummary, colorize
from .composing import STRETCHES, CompositeOptions, CompositeSummary, compose
from .cropping import CropOptions, CropSummary, crop
from .dated import MATRICES
from .despeckling import OUTPUT_SCALES, DespeckleOptions, DespeckleSummary, despeckle
from .detecting import ChangeOptions, ChangeSummary, detect_change
from .evaluating import FIGURES, KINDS, EvaluateFiles, EvaluateOptions, Evaluation, Reference, evaluate_change
from .filtering import MOST_ITERATIONS, NO_FILTER
from .geocoding import GeocodeFiles, GeocodeOptions, GeocodeSummary, geocode
from .heights import HEIGHT_SYSTEMS
from .installing import RuntimeSummary, install_runtime, pinned_runtime, remove_runtime
from .judging_colour import COLOUR_MEANINGS, ColourQuality, ColourQualityOptions, measure_colour
from .looking_up import LookupFiles, LookupOptions, LookupSummary, look_up
from .measuring import MEANINGS, LooksSummary, Quality, QualityOptions, measure_looks, measure_quality
from .multilooking import MultilookOptions, MultilookSummary, multilook
from .opening import AUTOMATIC, SCALES, band_numbers, check_raster
from .radarcoding import RADARCODINGS, RadarcodeFiles, RadarcodeOptions, RadarcodeSummary, radarcode
from .sequencing import RULES, SeriesOptions, SeriesSummary, change_series
from .series_files import SeriesFiles
from .simulating import SceneFiles, write_scene
from .stacking import METHODS, StackFiles, StackOptions, StackSummary, despeckle_stack

__all__ = [
    "AUTOMATIC", "CALIBRATED_SCALES", "COLOUR_MEANINGS", "COLOUR_MODELS", "COMPOSITES", "FIGURES", "FILTERS", "HEIGHT_SYSTEMS", "KINDS",
    "MATRICES", "MEANINGS", "MEASURES", "METHODS", "MOST_ITERATIONS", "NO_FILTER", "OUTPUT_SCALES", "QUANTITIES",
    "RADARCODINGS", "RESAMPLINGS", "RULES", "SCALES", "STRETCHES", "SUFFIXES", "THRESHOLDS", "VECTOR_SUFFIXES",
    "CalibrateOptions", "CalibrateSummary", "ChangeFiles", "ChangeOptions", "ChangeSummary", "Checkup",
    "ClassifyOptions", "ClassifySummary", "ColorizeOptions", "ColorizeSummary", "ColourQuality", "ColourQualityOptions", "CompositeOptions",
    "CompositeSummary", "CropOptions", "CropSummary", "DespeckleOptions", "DespeckleSummary", "EvaluateFiles",
    "EvaluateOptions", "Evaluation", "GeocodeFiles", "GeocodeOptions", "GeocodeSummary", "Layout", "LooksSummary",
    "LookupFiles", "LookupOptions", "LookupSummary", "MultilookOptions", "MultilookSummary", "Progress", "Quality",
    "QualityOptions", "RadarcodeFiles", "RadarcodeOptions", "RadarcodeSummary", "Reference", "RuntimeSummary",
    "SceneFiles", "SeriesFiles", "SeriesOptions", "SeriesSummary", "StackFiles", "StackOptions", "StackSummary",
    "StrengthHistogram", "band_numbers", "calibrate", "change_series", "check_installation", "check_raster",
    "classify_strength", "colorize", "compose", "crop", "despeckle", "despeckle_stack", "detect_change", "evaluate_change",
    "geocode", "install_runtime", "look_up", "measure_colour", "measure_looks", "measure_quality", "multilook",
    "pinned_runtime", "radarcode", "remove_runtime", "strength_histogram", "use_runtime_folder", "write_scene",
]  # fmt: skip
