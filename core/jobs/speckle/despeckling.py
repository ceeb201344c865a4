"""Despeckle a raster of any size."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

import numpy as np

from ...blocks import Progress, check_cancelled, stage, unheard, walk, watched
from ...outputs import Outputs
from ...raster import Content, Layout, RasterTarget
from ...scale import Scale
from ...speckle import FILTERS, Settings
from ..opening import (
    AUTOMATIC,
    SCALES,
    Backscatter,
    Log,
    check_choice,
    check_looks,
    input_looks,
    open_backscatter,
    unsaid,
)  # fmt: skip
from ..targets import reserved
from .filtering import BoundFilter, bind_to, check_filter

SAME = "same"
OUTPUT_SCALES = (SAME, *(scale.value for scale in Scale))


@dataclass(frozen=True)
class DespeckleOptions:
    """Parameters of `despeckle` with their defaults."""

    filter: str = "lee"
    """One of FILTERS."""

    window: int = 7
    """Side of the square window in pixels, odd."""

    looks: float = 0.0
    """Equivalent number of looks; 0 means that they are estimated."""

    scale: str = AUTOMATIC
    """What the values mean, one of SCALES."""

    output_scale: str = SAME
    """Of the output, one of OUTPUT_SCALES."""

    bands: tuple[int, ...] = ()
    """Counted from 1; none means all."""

    shared: bool = False
    """The same weights in all bands, which keeps their ratios."""

    iterations: int = 1
    """Of the patch-based filter."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    @property
    def settings(self) -> Settings:
        return Settings(self.window, self.looks, self.shared, self.iterations)

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        check_filter(self.filter, self.settings)
        check_choice("scale", self.scale, SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        check_looks(self.looks)
        check_choice("output scale", self.output_scale, OUTPUT_SCALES)


@dataclass(frozen=True)
class DespeckleSummary:
    """What a run found out."""

    looks: float
    """Given or estimated; NaN where the filter needs none."""

    scale: str
    """Of the input, as given or detected."""

    valid_share: float
    mean_change_db: float
    """Mean intensity after over before, on windows spread over the raster: the radiometric bias."""


def despeckle(
    source: str,
    output: str,
    options: DespeckleOptions = DespeckleOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> DespeckleSummary:
    """Filter every chosen band of `source` into the GeoTIFF `output`, on the same grid.

    Raises InputError, OutputError or Cancelled; then there is no output.
    """
    options.check()
    opened = open_backscatter(source, options.scale, options.bands, log, progress)
    scale = opened.scale if options.output_scale == SAME else Scale(options.output_scale)
    layout = Layout(options.layout)
    content = Content(
        opened.grid, opened.names, unit=scale.unit, algorithm="aurorasar:despeckle",
        parameters={"input": opened.raster.name, **asdict(options)}, ground_control=opened.raster.ground_control(),
    )  # fmt: skip
    with opened.raster, Outputs([source]) as outputs:
        target = reserved(outputs, output, content, layout)
        needed = FILTERS[options.filter].uses_looks
        looks = input_looks(options.looks, [opened], log, progress) if needed else float("nan")
        chosen = bind_to(options.filter, replace(options.settings, looks=looks), opened, progress)
        bias = _bias_db(opened, chosen, progress)
        _filter(opened, target, scale, chosen, stage(progress, 0.02, _walk_share(layout)))
        target.finish(stage(progress, _walk_share(layout), 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return DespeckleSummary(looks, opened.scale.value, target.valid_share, bias)


def _bias_db(opened: Backscatter, chosen: BoundFilter, progress: Progress) -> float:
    """How far the filter shifts the mean intensity."""
    sums = np.zeros(2)
    for sample in watched(opened.samples(), progress, 0.02):
        filtered = chosen(sample)
        sums += [np.nansum(sample, dtype=np.float64), np.nansum(filtered, dtype=np.float64)]
    return float(10 * np.log10(sums[1] / sums[0])) if sums[0] > 0 else float("nan")


def _walk_share(layout: Layout) -> float:
    return 0.99 if layout is Layout.PLAIN else 0.6


def _filter(opened: Backscatter, target: RasterTarget, scale: Scale, chosen: BoundFilter, progress: Progress) -> None:
    convert = opened.from_intensity if scale is opened.scale else scale.from_intensity
    walk(
        opened.grid.shape, [opened], lambda intensity: convert(chosen(intensity)), [target],
        halo=chosen.halo, block=chosen.block, progress=progress,
    )  # fmt: skip
