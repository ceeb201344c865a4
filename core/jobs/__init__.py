"""The jobs that the user interfaces offer: files in, whole files out, numbers back."""

from ..blocks import Progress
from ..change import THRESHOLDS
from ..raster import SUFFIXES, VECTOR_SUFFIXES, Layout
from ..speckle import FILTERS
from .change_files import ChangeFiles
from .despeckling import OUTPUT_SCALES, DespeckleOptions, DespeckleSummary, despeckle
from .detecting import NO_FILTER, ChangeOptions, ChangeSummary, detect_change
from .filtering import MOST_ITERATIONS
from .opening import SCALES, check_raster
from .simulating import SceneFiles, write_scene

__all__ = [
    "FILTERS", "MOST_ITERATIONS", "NO_FILTER", "OUTPUT_SCALES", "SCALES", "SUFFIXES", "THRESHOLDS", "VECTOR_SUFFIXES",
    "ChangeFiles", "ChangeOptions", "ChangeSummary", "DespeckleOptions", "DespeckleSummary", "Layout", "Progress",
    "SceneFiles", "check_raster", "despeckle", "detect_change", "write_scene",
]  # fmt: skip
