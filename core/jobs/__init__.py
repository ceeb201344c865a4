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
from .change.answering import TRUTH_LABELS, ConformalFiles, ConformalOptions, ConformalSummary, conformal_sets
from .change.classifying import (
    ClassifyOptions,
    ClassifySummary,
    StrengthHistogram,
    classify_strength,
    strength_histogram,
)
from .change.detecting import ChangeSummary, detect_change
from .change.evaluating import FIGURES, KINDS, EvaluateFiles, EvaluateOptions, Evaluation, evaluate_change
from .change.files import ChangeFiles
from .change.options import CALIBRATED, FOCUSES, ChangeOptions
from .change.reference import Reference
from .colour.colorizing import ColorizeOptions, ColorizeSummary, colorize
from .colour.composing import STRETCHES, CompositeOptions, CompositeSummary, compose
from .colour.judging_colour import COLOUR_MEANINGS, ColourQuality, ColourQualityOptions, measure_colour
from .cropping import CropOptions, CropSummary, crop
from .geometry.accuracy import Accuracy
from .geometry.calibrating import CALIBRATED_SCALES, QUANTITIES, CalibrateOptions, CalibrateSummary, calibrate
from .geometry.geocode_options import GeocodeFiles, GeocodeOptions, GeocodeSummary
from .geometry.geocoding import geocode
from .geometry.grid_options import RadarcodeFiles
from .geometry.heights import HEIGHT_SYSTEMS
from .geometry.looking_up import LookupFiles, LookupOptions, LookupSummary, look_up
from .geometry.radarcoding import RADARCODINGS, RadarcodeOptions, RadarcodeSummary, radarcode
from .geometry.radarcoding_vectors import DRAWINGS, VectorOptions, VectorSummary, radarcode_vector
from .geometry.terrain_radiometry import INPUT_QUANTITIES, RADIOMETRIES
from .library.checking import Checkup, check_installation
from .library.devices import choose_device
from .library.installing import RuntimeSummary, install_runtime, pinned_runtime, remove_runtime
from .library.models import Library, ModelFacts, add_model, list_models, remove_model
from .library.trying import TrialSummary, try_model
from .opening import AUTOMATIC, SCALES, band_numbers, check_raster
from .pairs.coregistering import CoregisterFiles, CoregisterOptions, CoregisterSummary, coregister
from .pairs.interfering import CoherenceFiles, CoherenceOptions, CoherenceSummary, measure_coherence
from .pairs.path_phases import Pair
from .review.explaining_place import explain_place
from .review.exporting_review import ExportOptions, ExportSummary, ReviewFiles, export_review
from .review.place_inputs import Place, PlaceFiles, PlaceInputs, PlaceOptions
from .review.place_summary import PlaceSummary
from .review.reviewing import UNDO, Decision, ReviewPolygons, ReviewQueue, decide, review_queue
from .series.dated import MATRICES
from .series.files import SeriesFiles
from .series.sequencing import RULES, SeriesOptions, SeriesSummary, change_series
from .simulating import SceneFiles, write_scene
from .speckle.despeckling import OUTPUT_SCALES, DespeckleOptions, DespeckleSummary, despeckle
from .speckle.filtering import MOST_ITERATIONS, NO_FILTER
from .speckle.measuring import MEANINGS, LooksSummary, Quality, QualityOptions, measure_looks, measure_quality
from .speckle.multilooking import MultilookOptions, MultilookSummary, multilook
from .speckle.stacking import METHODS, StackFiles, StackOptions, StackSummary, despeckle_stack

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
    "StackFiles", "StackOptions", "StackSummary", "StrengthHistogram", "TrialSummary", "VectorOptions",
    "VectorSummary", "add_model", "band_numbers", "calibrate", "change_series", "check_installation", "check_raster",
    "choose_device",
    "classify_strength", "colorize", "compose", "conformal_sets", "coregister", "crop", "decide", "despeckle",
    "despeckle_stack", "detect_change", "evaluate_change", "explain_place", "export_review", "geocode",
    "install_runtime", "list_models", "look_up", "measure_coherence", "measure_colour", "measure_looks",
    "measure_quality", "multilook", "pinned_runtime", "radarcode", "radarcode_vector", "remove_model", "remove_runtime",
    "review_queue", "strength_histogram", "try_model",
    "use_device", "use_models_folder", "use_runtime_folder", "write_scene",
]  # fmt: skip
