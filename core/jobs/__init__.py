"""The jobs that the user interfaces offer: files in, whole files out, numbers back."""

from ..blocks import Progress
from ..change import MEASURES, THRESHOLDS
from ..colour import COMPOSITES
from ..colour.learned import MODELS as COLOUR_MODELS
from ..networks import use_models_folder
from ..networks.devices import DEVICES, use_device
from ..networks.runtime import use_folder as use_runtime_folder
from ..raster import SUFFIXES, VECTOR_SUFFIXES, Layout
from ..resampling import RESAMPLINGS
from ..review import DECISIONS, LABELS, ORDERS
from ..speckle import FILTERS
from .accuracy import Accuracy
from .answering import TRUTH_LABELS, ConformalFiles, ConformalOptions, ConformalSummary, conformal_sets
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
from .coregistering import CoregisterFiles, CoregisterOptions, CoregisterSummary, coregister
from .cropping import CropOptions, CropSummary, crop
from .dated import MATRICES
from .despeckling import OUTPUT_SCALES, DespeckleOptions, DespeckleSummary, despeckle
from .detecting import ChangeOptions, ChangeSummary, detect_change
from .devices import choose_device
from .evaluating import FIGURES, KINDS, EvaluateFiles, EvaluateOptions, Evaluation, Reference, evaluate_change
from .evidence import FOCUSES
from .explaining import CALIBRATED
from .explaining_place import explain_place
from .exporting_review import ExportOptions, ExportSummary, ReviewFiles, export_review
from .filtering import MOST_ITERATIONS, NO_FILTER
from .geocoding import GeocodeFiles, GeocodeOptions, GeocodeSummary, geocode
from .heights import HEIGHT_SYSTEMS
from .installing import RuntimeSummary, install_runtime, pinned_runtime, remove_runtime
from .interfering import CoherenceFiles, CoherenceOptions, CoherenceSummary, Pair, measure_coherence
from .judging_colour import COLOUR_MEANINGS, ColourQuality, ColourQualityOptions, measure_colour
from .looking_up import LookupFiles, LookupOptions, LookupSummary, look_up
from .measuring import MEANINGS, LooksSummary, Quality, QualityOptions, measure_looks, measure_quality
from .models import Library, ModelFacts, add_model, list_models, remove_model
from .multilooking import MultilookOptions, MultilookSummary, multilook
from .opening import AUTOMATIC, SCALES, band_numbers, check_raster
from .place_inputs import Place, PlaceFiles, PlaceInputs, PlaceOptions
from .place_summary import PlaceSummary
from .radarcoding import RADARCODINGS, RadarcodeFiles, RadarcodeOptions, RadarcodeSummary, radarcode
from .radarcoding_vectors import DRAWINGS, VectorFiles, VectorOptions, VectorSummary, radarcode_vector
from .reviewing import UNDO, Decision, ReviewPolygons, ReviewQueue, decide, review_queue
from .sequencing import RULES, SeriesOptions, SeriesSummary, change_series
from .series_files import SeriesFiles
from .simulating import SceneFiles, write_scene
from .stacking import METHODS, StackFiles, StackOptions, StackSummary, despeckle_stack
from .terrain_radiometry import INPUT_QUANTITIES, RADIOMETRIES
from .trying import TrialSummary, try_model

__all__ = [
    "AUTOMATIC", "CALIBRATED", "CALIBRATED_SCALES", "COLOUR_MEANINGS", "COLOUR_MODELS", "COMPOSITES", "DECISIONS",
    "DEVICES",
    "DRAWINGS", "FIGURES", "FILTERS", "FOCUSES", "HEIGHT_SYSTEMS", "INPUT_QUANTITIES", "KINDS", "LABELS", "MATRICES",
    "MEANINGS", "MEASURES", "METHODS", "MOST_ITERATIONS", "NO_FILTER", "ORDERS", "OUTPUT_SCALES", "QUANTITIES",
    "RADARCODINGS", "RADIOMETRIES", "RESAMPLINGS", "RULES", "SCALES", "STRETCHES", "SUFFIXES", "THRESHOLDS",
    "TRUTH_LABELS", "UNDO", "VECTOR_SUFFIXES", "Accuracy", "CalibrateOptions", "CalibrateSummary", "ChangeFiles",
    "ChangeOptions", "ChangeSummary", "Checkup", "ClassifyOptions", "ClassifySummary", "CoherenceFiles",
    "CoherenceOptions", "CoherenceSummary", "ColorizeOptions", "ColorizeSummary", "ColourQuality",
    "ColourQualityOptions", "CompositeOptions", "CompositeSummary", "ConformalFiles", "ConformalOptions",
    "ConformalSummary", "CoregisterFiles", "CoregisterOptions", "CoregisterSummary", "CropOptions", "CropSummary",
    "Decision", "DespeckleOptions", "DespeckleSummary", "EvaluateFiles", "EvaluateOptions", "Evaluation",
    "ExportOptions", "ExportSummary", "GeocodeFiles", "GeocodeOptions", "GeocodeSummary", "Layout", "Library",
    "LooksSummary", "LookupFiles", "LookupOptions", "LookupSummary", "ModelFacts", "MultilookOptions",
    "MultilookSummary", "Pair", "Place", "PlaceFiles", "PlaceInputs", "PlaceOptions", "PlaceSummary", "Progress",
    "Quality", "QualityOptions", "RadarcodeFiles", "RadarcodeOptions", "RadarcodeSummary", "Reference", "ReviewFiles",
    "ReviewPolygons", "ReviewQueue", "RuntimeSummary", "SceneFiles", "SeriesFiles", "SeriesOptions", "SeriesSummary",
    "StackFiles", "StackOptions", "StackSummary", "StrengthHistogram", "TrialSummary", "VectorFiles", "VectorOptions",
    "VectorSummary", "add_model", "band_numbers", "calibrate", "change_series", "check_installation", "check_raster",
    "choose_device",
    "classify_strength", "colorize", "compose", "conformal_sets", "coregister", "crop", "decide", "despeckle",
    "despeckle_stack", "detect_change", "evaluate_change", "explain_place", "export_review", "geocode",
    "install_runtime", "list_models", "look_up", "measure_coherence", "measure_colour", "measure_looks",
    "measure_quality", "multilook", "pinned_runtime", "radarcode", "radarcode_vector", "remove_model", "remove_runtime",
    "review_queue", "strength_histogram", "try_model",
    "use_device", "use_models_folder", "use_runtime_folder", "write_scene",
]  # fmt: skip
