"""Make colour composites of radar rasters of any size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ...blocks import Progress, check_cancelled, stage, unheard, walk, watched
from ...colour import COMPOSITES, CROSS_LIMITS, Composite, Limits, SceneStretch
from ...colour.composites import colours, eight_bit
from ...colour.stretch import WINDOW as STRETCH_WINDOW
from ...errors import InputError
from ...grid import Window
from ...outputs import Outputs
from ...raster import Content, Layout
from ...speckle.moments import Array, check_window, local_mean
from ..opening import AUTOMATIC, SCALES, Log, check_choice, unsaid
from ..targets import reserved
from .band_roles import Bands, open_bands

FIXED, SCENE = "fixed", "scene"
STRETCHES = {
    FIXED: "the same limits in dB for every scene, so that mosaics match",
    SCENE: "limits from percentiles of the whole raster",
}
CHANNELS = ("Red", "Green", "Blue")
NOTABLE_SHARE = 0.4
"""Share of the pixels beyond a quantity's limits from which the log tells."""


@dataclass(frozen=True)
class CompositeOptions:
    """Parameters of `compose` with their defaults."""

    composite: str = next(iter(COMPOSITES))
    """Which bands make which colours, one of COMPOSITES."""

    stretch: str = FIXED
    """Where the limits of the colours come from, one of STRETCHES."""

    limits: str = ""
    """Limits of one's own, such as '-20,0; -26,-6; 2,12'; empty means those of `stretch`."""

    window: int = 1
    """Intensity is averaged over so many rows and columns first; 1 means none."""

    bands: tuple[int, ...] = ()
    """Numbers from 1 over the image and the further rasters, in the order of the composite; none means by name."""

    scale: str = AUTOMATIC
    """What the values mean, one of SCALES."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        check_choice("composite", self.composite, COMPOSITES)
        check_choice("stretch", self.stretch, STRETCHES)
        check_choice("scale", self.scale, SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        if self.window != 1:
            check_window(self.window)
        given = parse_limits(self.limits)
        needed = len(COMPOSITES[self.composite].quantities)
        if given and len(given) != needed:
            names = ", ".join(one.name.format("band 1", "band 2") for one in COMPOSITES[self.composite].quantities)
            raise InputError(f"This composite takes {needed} pair(s) of limits ({names}), and these are {len(given)}.")


@dataclass(frozen=True)
class CompositeSummary:
    """What a run found out."""

    limits: str
    """As used, in the form of CompositeOptions.limits: give it to other scenes for the same colours."""

    outside_share: float
    """Of the pixels beyond the limits, of the quantity of which most are."""

    valid_share: float


def parse_limits(text: str) -> list[Limits]:
    """'low,high; low,high' as numbers; nothing for an empty text. Raises InputError for anything else."""
    found = []
    for pair in (part for part in text.split(";") if part.strip()):
        words = pair.split(",")
        try:
            low, high = (float(word) for word in words)
        except ValueError:
            low = high = float("nan")
        if not (np.isfinite([low, high]).all() and low < high):
            raise InputError(f"'{pair.strip()}' is no pair of limits: give the lower and the higher, such as -22,0.")
        found.append(Limits(low, high))
    return found


def compose(
    image: str,
    output: str,
    options: CompositeOptions = CompositeOptions(),
    *,
    more: Sequence[str] = (),
    after: str | None = None,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> CompositeSummary:
    """Write the chosen composite as an 8-bit GeoTIFF of red, green, blue and alpha on the grid of `image`.

    `more` are rasters with further bands (VH beside VV, the parts of C2), `after` is the second date. The limits are in
    the metadata and the bands' names. Raises InputError, OutputError or Cancelled; then there is no output.
    """
    options.check()
    composite = COMPOSITES[options.composite]
    inputs = [image, *more, *([after] if after else [])]
    _tell_dates(options.composite, image, after, log)
    bands = open_bands(composite, image, more, after, options.bands, options.scale, log=log, progress=progress)
    with Outputs(inputs) as outputs:
        outputs.close_on_exit(bands.close)
        if options.window > 1:
            check_window(options.window, bands.grid.shape)
        names = _names(composite, bands)
        limits = _limits(composite, bands, options, stage(progress, 0.01, 0.3))
        shares = _outside(composite, bands, limits, options.window, progress)
        _tell_outside(names, shares, limits, log)
        content = _content(composite, bands, names, limits, options)
        layout = Layout(options.layout)
        target = reserved(outputs, output, content, layout)

        def compute(*arrays: Array) -> Any:
            return eight_bit(colours(averaged(bands.stack(*arrays), options.window), composite, limits))

        walk(
            bands.grid.shape, bands.sources, compute, [target], halo=options.window // 2,
            block=bands.rasters[0].block, progress=stage(progress, 0.3, 0.7),
        )  # fmt: skip
        target.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    said = "; ".join(f"{low:g},{high:g}" for low, high in limits)
    return CompositeSummary(said, max(shares), target.valid_share)


def averaged(bands: Array, window: int) -> Array:
    """Means over window x window valid pixels; what is missing stays missing. A window of 1 changes nothing."""
    if window == 1:
        return bands
    return np.where(np.isfinite(bands), local_mean(bands, window), np.float32(np.nan))


def _names(composite: Composite, bands: Bands) -> list[str]:
    names = [band.name if composite.two_dates else band.polarisation for band in bands.chosen]
    return [one.name.format(*names) for one in composite.quantities]


def _fixed(composite: Composite, bands: Bands) -> list[Limits]:
    cross = bands.chosen[0].is_cross
    return [
        Limits(*(CROSS_LIMITS if cross and one.of_polarisation else one.limits)) for one in composite.quantities
    ]  # fmt: skip


def _limits(composite: Composite, bands: Bands, options: CompositeOptions, progress: Progress) -> list[Limits]:
    """The user's, or the fixed ones, or from the whole raster for what a stretch is for."""
    if options.limits.strip():
        return parse_limits(options.limits)
    limits = _fixed(composite, bands)
    if options.stretch == FIXED:
        return limits
    chosen = [index for index, one in enumerate(composite.quantities) if one.stretched]
    stretches = [SceneStretch() for _ in chosen]
    if composite.shared:
        stretches = stretches[:1] * len(chosen)
    walk(
        bands.grid.shape, bands.sources, _measured(composite, bands, chosen, options.window), [_Stretches(stretches)],
        halo=options.window // 2 + STRETCH_WINDOW // 2, block=bands.rasters[0].block, progress=progress,
    )  # fmt: skip
    for index, stretch in zip(chosen, stretches):
        limits[index] = stretch.limits()
    return limits


def _measured(composite: Composite, bands: Bands, chosen: list[int], window: int) -> Callable[..., Array]:
    """Makes the quantities of pixels and of local means, (2, quantities, rows, cols)."""

    def compute(*arrays: Array) -> Array:
        pixels = averaged(bands.stack(*arrays), window)
        means = averaged(pixels, STRETCH_WINDOW)
        return np.stack([[composite.quantities[index].function(of) for index in chosen] for of in (pixels, means)])

    return compute


class _Stretches:
    """Fills one stretch per quantity, as a Target of `walk`."""

    def __init__(self, stretches: list[SceneStretch]) -> None:
        self.stretches = stretches

    def write(self, _window: Window, values: Array) -> None:
        for stretch, pixels, means in zip(self.stretches, *values):
            stretch.add(pixels, means)


def _outside(
    composite: Composite, bands: Bands, limits: list[Limits], window: int, progress: Progress
) -> list[float]:
    """The share of pixels beyond each quantity's limits, from windows spread over the raster."""
    beyond, counted = np.zeros(len(limits)), np.zeros(len(limits))
    for place in watched(bands.rasters[0].sample_windows(), progress, 0.3):
        pixels = averaged(bands.read(_within(place, bands.grid.shape)), window)
        for index, (one, (low, high)) in enumerate(zip(composite.quantities, limits)):
            values = one.function(pixels)
            counted[index] += np.count_nonzero(np.isfinite(values))
            beyond[index] += np.count_nonzero((values < low) | (values > high))
    return [float(share) for share in beyond / np.maximum(counted, 1)]


def _tell_dates(name: str, image: str, after: str | None, log: Log) -> None:
    """Log where the second date is not used, or is the first one again."""
    if after and not COMPOSITES[name].two_dates:
        log(f"{raster_name(after)} is not used: the composite '{name}' shows one date.")
    elif after == image:
        log(f"Both dates are {raster_name(image)}: there is no change to see. Choose another second date.")


def _tell_outside(names: list[str], shares: list[float], limits: list[Limits], log: Log) -> None:
    for name, share, (low, high) in zip(names, shares, limits):
        if share > NOTABLE_SHARE:
            log(
                f"{share:.0%} of {name} lies beyond the limits {low:g} to {high:g}. If the image is not calibrated, "
                f"choose the stretch '{SCENE}' or limits of your own."
            )


def _within(window: Window, shape: tuple[int, int]) -> Window:
    """The part of a window that an image of `shape` has; a raster of more bands may lie on a larger grid."""
    row, col = min(window.row, shape[0] - 1), min(window.col, shape[1] - 1)
    return Window(row, col, min(window.rows, shape[0] - row), min(window.cols, shape[1] - col))


def _content(
    composite: Composite, bands: Bands, names: list[str], limits: list[Limits], options: CompositeOptions
) -> Content:
    said = {
        name: f"{low:g} to {high:g} {one.unit}".rstrip()
        for name, one, (low, high) in zip(names, composite.quantities, limits)
    }
    parameters = {
        "bands_used": [f"{raster_name(band.path)}: {band.name}" for band in bands.chosen],
        **asdict(options), "limits_used": said,
    }  # fmt: skip
    if composite.channels:
        held = [names[min(index, len(names) - 1)] for index in range(3)]
        descriptions = [f"{channel}: {name}, {said[name]}" for channel, name in zip(CHANNELS, held)]
    else:
        together = "; ".join(f"{name}, {text}" for name, text in said.items())
        descriptions = [f"{channel} of {options.composite} ({together})" for channel in CHANNELS]
    return Content(
        bands.grid, [*descriptions, "Alpha: 0 where there is no data"], np.uint8, 0, colours=True,
        algorithm="aurorasar:composite", parameters=parameters, ground_control=bands.rasters[0].ground_control(),
    )  # fmt: skip


def raster_name(path: str) -> str:
    """The file's name without folders."""
    return path.rstrip("/").rsplit("/", 1)[-1]
