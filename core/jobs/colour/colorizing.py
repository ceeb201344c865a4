"""Colour a radar raster of any size with a network: generated colours, which say that they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ...blocks import Progress, check_cancelled, stage, unheard, walk, watched
from ...colour import edges
from ...colour.composites import eight_bit
from ...colour.learned import BLOCK, MODELS, NOTICE, ColourModel, faded
from ...colour.level import relative_logs, scene_level
from ...colour.spaces import rgb_to_lab
from ...colour.views import ORIENTATIONS
from ...errors import InputError
from ...grid import Window
from ...outputs import Outputs
from ...raster import Content, Layout, RasterTarget
from ..opening import AUTOMATIC, SCALES, Array, Backscatter, Log, check_choice, open_backscatter, unsaid
from ..targets import reserved
from .comparing import BYTE_WHITE, edge_scale

CHANNELS = ("Red", "Green", "Blue")
PERCENT = 100.0
POLARISATIONS = ("VV", "VH", "HH", "HV")
DECIBELS = 10 / np.log(10)
SPACING_RATIO = 1.5
"""From pixels so many times larger or smaller than those of the training on, the log tells."""


@dataclass(frozen=True)
class ColorizeOptions:
    """Parameters of `colorize` with their defaults."""

    model: str = next(iter(MODELS))
    """One of MODELS, or an ONNX file with its card."""

    fade: float = 0.5
    """Confidence, 0 to 1, below which colours fade towards the grey radar image; 0 keeps all colours."""

    orientations: int = 2
    """In which the network looks at the image, 2 to 8: the picture is their mean, their difference lowers trust."""

    level: float = float("nan")
    """The scene's level in dB, so that rasters of one mosaic match; NaN means that of the raster."""

    bands: tuple[int, ...] = ()
    """In the order of the model's polarisations; none means by name."""

    scale: str = AUTOMATIC
    """What the values mean, one of SCALES."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        check_choice("scale", self.scale, SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        if not 0 <= self.fade <= 1:
            raise InputError(f"Colours cannot fade below a confidence of {self.fade:g}: choose 0 to 1.")
        if not 2 <= self.orientations <= len(ORIENTATIONS):
            raise InputError(f"There are {len(ORIENTATIONS)} orientations, and comparing takes two: choose 2 to 8.")
        if np.isinf(self.level):
            raise InputError("The level of the scene is infinite: give it in dB, or leave it out.")


@dataclass(frozen=True)
class ColorizeSummary:
    """What a run found out."""

    level: float
    """Of the (first) band, in dB, measured or given: give it to other rasters of the mosaic for the same colours."""

    confidence: float
    """Mean, 0 to 1."""

    faded_share: float
    """Of the pixels with data, those whose colours faded."""

    edge_share: float
    """Of the pixels in windows spread over the picture, those on an edge of the colours; NaN where not known."""

    unsupported_edges: float
    """Share of these that have no edge in the radar image."""

    unsupported_by_chance: float
    """The same share of places taken at random."""

    valid_share: float


def colorize(
    source: str,
    output: str,
    options: ColorizeOptions = ColorizeOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> ColorizeSummary:
    """Write generated colours as an 8-bit GeoTIFF on the grid of `source`: red, green, blue, alpha, confidence in %.

    Raises InputError, OutputError or Cancelled, DependencyError without onnxruntime; then there is no output.
    """
    options.check()
    model = ColourModel.open(options.model)
    opened = open_bands(source, model, options, log, progress)
    layout = Layout(options.layout)
    with opened.raster, Outputs([source]) as outputs:
        levels = _levels(opened, options, log, stage(progress, 0.0, 0.03))
        _tell_spacing(opened, model, log)
        content = _content(opened, model, levels, options)
        target = reserved(outputs, output, content, layout)
        tally = _Tally(target, options.fade)
        walk(
            opened.grid.shape, [opened], _computed(model, levels, options), [tally], halo=model.halo,
            block=_block(model), progress=stage(progress, 0.03, 0.85),
        )  # fmt: skip
        found, alone, chance = _structure(opened, target, log, stage(progress, 0.85, 0.9))
        target.finish(stage(progress, 0.9, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    log(f"These colours are generated, not observed. Mean confidence {tally.confidence:.0%}.")
    return ColorizeSummary(
        levels[0] * DECIBELS, tally.confidence, tally.faded_share, found, alone, chance, target.valid_share
    )


def open_bands(source: str, model: ColourModel, options: ColorizeOptions, log: Log, progress: Progress) -> Backscatter:
    """The bands that the model takes. Raises InputError where there are too few.

    One band of another polarisation, or of none that is known, is taken instead of the one that a model for a single
    band was trained on, and the log says so.
    """
    opened = open_backscatter(source, options.scale, options.bands, log, progress)
    wanted = model.polarisations
    if len(opened.bands) < len(wanted):
        problem = f"This model takes {len(wanted)} band(s) ({', '.join(wanted)}), and {opened.raster.name} offers "
        opened.raster.close()
        raise InputError(f"{problem}{len(opened.bands)}: choose a model for one polarisation, or a raster with both.")
    if options.bands and len(options.bands) != len(wanted):
        opened.raster.close()
        raise InputError(f"This model takes {len(wanted)} band(s) ({', '.join(wanted)}): give as many numbers.")
    names = [_polarisation(name) or _polarisation(opened.raster.words) for name in opened.names]
    places = list(range(len(wanted)))
    if not options.bands:
        places = [names.index(one) if one in names else place for place, one in enumerate(wanted)]
    for place, one in zip(places, wanted):
        if names[place] != one:
            log(f"The model was trained on {one}; '{opened.names[place]}' is taken instead: trust the colours less.")
    if len(opened.bands) > len(wanted):
        log(f"The model takes {', '.join(wanted)} alone; the other bands are not used.")
    if len(set(places)) < len(places):
        opened.raster.close()
        raise InputError(f"Which bands are {', '.join(wanted)} is not clear from their names: give their numbers.")
    return Backscatter(opened.raster, tuple(opened.bands[place] for place in places), opened.scale, opened.step)


def _polarisation(words: str) -> str:
    """The polarisation that a text names; nothing where it names none or several."""
    upper = words.upper()
    found = [one for one in POLARISATIONS if one in upper]
    return found[0] if len(found) == 1 else ""


def _levels(opened: Backscatter, options: ColorizeOptions, log: Log, progress: Progress) -> tuple[float, ...]:
    """Natural logarithms, one per band; a given one is that of the first, and the others keep their distance."""
    samples = list(watched(opened.samples(), progress, 0.5))
    levels = [scene_level(sample[band] for sample in samples) for band in range(len(opened.bands))]
    if not np.isfinite(levels).all():
        raise InputError(f"Too few pixels of {opened.raster.name} hold data to measure its level: give the level.")
    measured = levels[0] * DECIBELS
    if np.isfinite(options.level):
        log(f"The raster's own level is {measured:.2f} dB, {options.level:g} dB is taken.")
        levels = [level + options.level / DECIBELS - levels[0] for level in levels]
    else:
        log(f"Level of the scene: {measured:.2f} dB (upper quartile). Give it to other rasters of the same mosaic.")
    return tuple(levels)


def _tell_spacing(opened: Backscatter, model: ColourModel, log: Log) -> None:
    """Log where the middle pixel, on the ellipsoid, is not of the size that the model was trained on."""
    trained = model.pixel_spacing
    rows, cols = opened.grid.shape
    metres = opened.grid.area(Window(rows // 2, cols // 2, 1, 1)) ** 0.5
    if trained and (metres < trained / SPACING_RATIO or metres > trained * SPACING_RATIO):
        log(f"The model was trained on pixels of {trained:g} m, and these have {metres:.3g} m: trust the colours less.")


def _block(model: ColourModel) -> tuple[int, int]:
    """Whole strides of the model."""
    rows, cols = (model.stride * -(-length // model.stride) for length in BLOCK)
    return rows, cols


def _computed(model: ColourModel, levels: tuple[float, ...], options: ColorizeOptions) -> Any:
    def compute(intensity: Array) -> Array:
        colouring = model.colour(intensity, levels, options.orientations)
        logs = relative_logs(intensity[0], levels[0], (-np.inf, np.inf))
        picture = eight_bit(faded(colouring, logs, options.fade))
        missing = np.isnan(colouring.confidence)
        percent = np.rint(np.where(missing, 0, colouring.confidence) * PERCENT).astype(np.uint8)
        return np.concatenate([picture, percent[np.newaxis]])

    return compute


class _Tally:
    """Hands blocks to the raster and adds up their confidence, as a Target of `walk`."""

    def __init__(self, target: RasterTarget, fade: float) -> None:
        self.target, self.fade = target, fade
        self.total, self.faded, self.pixels = 0.0, 0, 0

    def write(self, window: Window, values: Any) -> None:
        self.target.write(window, values)
        percent = values[-1][values[-2] > 0]
        self.total += float(percent.sum(dtype=np.float64)) / PERCENT
        self.faded += int(np.count_nonzero(percent < self.fade * PERCENT))
        self.pixels += percent.size

    @property
    def confidence(self) -> float:
        return self.total / max(self.pixels, 1)

    @property
    def faded_share(self) -> float:
        return self.faded / max(self.pixels, 1)


def _structure(
    opened: Backscatter, target: RasterTarget, log: Log, progress: Progress
) -> tuple[float, float, float]:
    """Share of edges of the colours, share of these without an edge in the radar image, and the same by chance.

    NaN where the looks of the image cannot be estimated, as in one that is tiny or constant.
    """
    try:
        _, least, independent = edge_scale(opened, 0.0, log, progress)
    except InputError as error:
        log(f"Edges of the colours are not compared with the radar image's: {error}")
        return float("nan"), float("nan"), float("nan")
    counts = np.zeros(4)
    for window in watched(opened.raster.sample_windows(), progress, 0.5):
        values = target.read(window)
        rgb = np.where(values[3] > 0, values[:3] / np.float32(BYTE_WHITE), np.float32(np.nan))
        in_radar = edges.radar_contrast(opened.read(window))
        contrast = edges.colour_contrast(rgb_to_lab(rgb), independent)
        known = np.isfinite(contrast.distance) & np.isfinite(in_radar)
        lonely = ~edges.near_edge(in_radar, least)
        on_edge = contrast.edges & known
        counts += [known.sum(), on_edge.sum(), (on_edge & lonely).sum(), (lonely & known).sum()]
    known_pixels, found, alone, anywhere = np.maximum(counts, 0).tolist()
    share = alone / found if found else 0.0
    chance = anywhere / known_pixels if known_pixels else 0.0
    log(f"Of the colours' edges {share:.1%} have none in the radar image; of places at random {chance:.1%} have none.")
    return (found / known_pixels if known_pixels else 0.0), share, chance


def _content(
    opened: Backscatter, model: ColourModel, levels: tuple[float, ...], options: ColorizeOptions
) -> Content:
    stated = {key: value for key, value in asdict(options).items() if value == value}
    parameters = {
        "input": opened.raster.name, "bands_used": list(opened.names), "trained_on": list(model.polarisations),
        "model_used": model.network.card.name, "levels_db": [round(one * DECIBELS, 3) for one in levels], **stated,
    }  # fmt: skip
    descriptions = [f"{channel}: {NOTICE}" for channel in CHANNELS]
    return Content(
        opened.grid, [*descriptions, "Alpha: 0 where there is no data", "Confidence of the colours, percent"],
        np.uint8, 0, colours=True, algorithm="aurorasar:colorize", parameters=parameters, notice=NOTICE,
        ground_control=opened.raster.ground_control(),
    )  # fmt: skip
