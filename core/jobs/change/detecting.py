"""Detect change between two rasters of any size, and say how much and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk
from ...change import MEASURES, Direction, Histogram, classify, gain, halo, threshold
from ...change.measures import Setting
from ...change.thresholds import EVEN_ODDS, THRESHOLDS, Settings, above_speckle, check_contrast
from ...errors import InputError
from ...grid import Grid
from ...outputs import Outputs
from ...raster import Aligned, Layout, Polygons
from ...registration import Shift
from ...speckle import FILTERS, boxcar, correlation, independent_pixels, intensity_correlation
from ...speckle import Settings as FilterSettings
from ..opening import Array, Log, input_looks, unsaid
from ..speckle.filtering import NO_FILTER, BoundFilter, bind_to
from .describing import describe, open_mask
from .evidence import Averages, Certainty, Networked, averaged_looks, networked
from .explaining import Explanation, remaining, scene_levels
from .files import Areas, ChangeFiles, ChangeTargets
from .options import FROM_HISTOGRAM, FROM_SPECKLE, ChangeOptions
from .pairing import Pair, open_dates
from .report import change_report

GAIN_WINDOW = 7
"""Averaging before the gain is measured, so that speckle does not blur its mode."""

CORRELATION_REACH = 4
"""Pixels; speckle of detected products is not correlated further than this."""

NOTABLE_GAIN_DB = 0.5


@dataclass(frozen=True)
class ChangeSummary:
    """What a run found out. Areas are on the ellipsoid; NaN without a CRS."""

    threshold_db: float
    """In the unit of the measure: dB, or the decimal logarithm of a p-value."""

    looks: float
    """Of the input, given or estimated; NaN where nothing needed them."""

    gain_db: tuple[float, ...]
    """Of the after image over the before image on unchanged ground, per band; removed if asked for."""

    valid_share: float
    changed_share: float
    decrease_ha: float
    increase_ha: float
    decrease_pixels: int
    increase_pixels: int
    polygons: int
    resampled: bool
    """The after image lay on another lattice, or was moved, and was resampled."""

    shift: Shift
    """Of the after image against the before image, as found, in pixels."""


def detect_change(
    before: str,
    after: str,
    files: ChangeFiles,
    options: ChangeOptions = ChangeOptions(),
    *,
    mask: str | None = None,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> ChangeSummary:
    """Write signed change strength in dB and change classes, and on request polygons and an HTML report.

    The after image is brought onto the before image's grid. Strength is one of the MEASURES of the (filtered)
    intensities; classes follow `change.classify`. `mask` is one of layover and shadow for the explanation. Raises
    InputError, OutputError or Cancelled; then there is no output.
    """
    options.check()
    if files.uncertainty and not MEASURES[options.measure].network:
        raise InputError("The uncertainty is of a probability: choose the measure 'learned', 'fused' or 'adaptive'.")
    pair = open_dates(before, after, options, log, progress)
    check_cancelled(progress, 0.01)
    inputs = [path for path in (before, after, mask) if path]
    with pair.before.raster, pair.second.raster, Outputs(inputs) as outputs:
        hidden = open_mask(mask, pair, outputs)
        provenance = _provenance(pair, mask, options)
        targets = ChangeTargets(outputs, files, pair.before.raster, pair.names, provenance, Layout(options.layout))
        looks, gains = _statistics(pair, options, targets.explained, log, progress)
        check_cancelled(progress, 0.05)
        measure = MEASURES[options.measure]
        early = measure.tests or measure.network
        averaged = _averaged_looks(pair, options, looks, log, stage(progress, 0.05, 0.06)) if early else float("nan")
        factor = _factor(gains, options)
        amplitudes = pair.amplitudes(factor, progress, 0.05) if measure.absolute else ()
        setting = Setting(options.sigma, averaged, amplitudes)
        strength = _strength(pair, options, looks, factor, setting, log, progress)
        histogram = Histogram()
        walk(
            pair.before.grid.shape, [pair.before, pair.after], strength, [targets.strength, histogram],
            halo=strength.halo, block=strength.block or pair.before.raster.block, progress=stage(progress, 0.05, 0.5),
        )  # fmt: skip
        check_contrast(options.threshold, histogram, measure)
        if _needs_statistics(options) and not early:
            averaged = _averaged_looks(pair, options, looks, log, stage(progress, 0.5, 0.51))
        limit = _limit(pair, options, averaged, histogram, log)
        areas = Areas(pair.before.grid)
        _classify(pair.before.grid, targets, areas, limit, options, stage(progress, 0.51, 0.65))
        _certainty(pair, targets, strength, stage(progress, 0.65, 0.66))
        shown = strength if targets.explanation is not None and isinstance(strength, Networked) else None
        last = stage(progress, 0.65, 0.8)
        polygons = _explain(pair, hidden, targets, limit, looks, factor, options, shown, log, last)
        targets.finish(stage(progress, 0.8, 0.99))
        summary = _summary(limit, looks, gains, areas, polygons, pair)
        targets.write_report(lambda: change_report(pair.names, provenance, summary, histogram))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return summary


def _statistics(
    pair: Pair, options: ChangeOptions, explained: bool, log: Log, progress: Progress
) -> tuple[float, NDArray[np.float64]]:
    """Looks of the input (NaN where nothing needs them) and gain per band in dB."""
    filter_needs = options.filter in FILTERS and FILTERS[options.filter].uses_looks
    needed = explained or filter_needs or _needs_statistics(options)
    looks = input_looks(options.looks, [pair.before, pair.second], log, progress) if needed else float("nan")
    gains = gain(pair.log_ratios(lambda intensity: boxcar(intensity, GAIN_WINDOW), progress, 0.02))
    said = ", ".join(f"{name} {value:+.2f} dB" for name, value in zip(pair.names, gains))
    if options.normalise:
        log(f"Gain between the dates, removed: {said}.")
    elif np.abs(gains).max() > NOTABLE_GAIN_DB:
        log(f"Unchanged ground seems to differ between the dates by {said}: consider gain normalisation.")
    return looks, gains


def _filters(pair: Pair, options: ChangeOptions, looks: float, progress: Progress) -> list[BoundFilter]:
    """The filter for the before and for the after image; none at all if none is asked for."""
    if options.filter == NO_FILTER:
        return []
    settings = FilterSettings(options.window, looks)
    return [bind_to(options.filter, settings, image, progress, 0.03) for image in (pair.before, pair.second)]


def _strength(
    pair: Pair, options: ChangeOptions, looks: float, factor: Array, setting: Setting, log: Log, progress: Progress
) -> Averages | Networked:
    averages = Averages(_filters(pair, options, looks, progress), options, factor, setting)
    if not MEASURES[options.measure].network:
        return averages
    return networked(pair, averages, options, looks, setting.looks, log, stage(progress, 0.05, 0.06))


def _factor(gains: NDArray[np.float64], options: ChangeOptions) -> Array:
    """What the after image is divided by, (bands, 1, 1)."""
    factor = 10 ** (gains / 10) if options.normalise else np.ones_like(gains)
    return factor.astype(np.float32)[:, np.newaxis, np.newaxis]


def _needs_statistics(options: ChangeOptions) -> bool:
    """Whether the speckle of the averaged images has to be known."""
    measure = MEASURES[options.measure]
    from_scene = options.threshold in (*FROM_HISTOGRAM, *FROM_SPECKLE) and not measure.absolute
    return measure.tests or measure.network or from_scene


def _limit(pair: Pair, options: ChangeOptions, averaged: float, histogram: Histogram, log: Log) -> float:
    """The threshold, in the unit of the measure.

    One that comes from the histogram does not go below what a small share of unchanged speckle exceeds: where
    little has changed, the histogram has no second class, and the threshold would split the speckle.
    """
    measure = MEASURES[options.measure]
    settings = Settings(
        options.percent, options.false_alarm_rate, options.decibel, averaged, len(pair.names), options.discovery_rate,
        measure,
    )  # fmt: skip
    found = threshold(options.threshold, histogram, settings)
    if options.threshold == "discovery" and not histogram.above(found):
        log(f"At a false discovery rate of {options.discovery_rate:g} nothing may be called changed.")
    if options.threshold not in FROM_HISTOGRAM or measure.absolute:
        return found
    if measure.network:
        return max(found, EVEN_ODDS)
    found, least, share = above_speckle(histogram, settings, options.threshold)
    if found < least:
        log(
            f"{THRESHOLDS[options.threshold].label} finds {found:.2f} {measure.unit}, which lies within the speckle; "
            f"raised to {least:.2f} {measure.unit}, which {share:.1%} of unchanged speckle exceeds."
        )
    return max(found, least)


def _averaged_looks(pair: Pair, options: ChangeOptions, looks: float, log: Log, progress: Progress) -> float:
    if options.filter == NO_FILTER and not MEASURES[options.measure].smooths:
        return looks
    correlated = correlation(pair.log_ratios(lambda intensity: intensity, progress, 0.0), CORRELATION_REACH)
    averaged = averaged_looks(correlated, options, looks)
    log(f"Looks after averaging, with the measured spatial correlation of speckle: {averaged:.1f}.")
    return averaged


def _classify(
    grid: Grid, targets: ChangeTargets, areas: Areas, limit: float, options: ChangeOptions, progress: Progress
) -> None:
    weak = limit * options.hysteresis if options.hysteresis < 1 else None

    def compute(strength: Array) -> tuple[NDArray[np.uint8], ...]:
        classes = classify(strength[0], limit, options.minimum_pixels, weak)
        changed = np.where(classes == Direction.NONE, np.uint8(0), classes)
        return classes, classes, changed

    walk(
        grid.shape, [targets.strength], compute, [targets.classes, areas, *targets.changed],
        halo=halo(options.minimum_pixels, weak), progress=progress,
    )  # fmt: skip


def _certainty(pair: Pair, targets: ChangeTargets, strength: Averages | Networked, progress: Progress) -> None:
    if targets.uncertainty is None or not isinstance(strength, Networked):
        return
    certainty = Certainty(strength)
    walk(
        pair.before.grid.shape, [targets.strength, pair.before, pair.after], certainty, [targets.uncertainty],
        halo=certainty.halo, block=certainty.block, progress=progress,
    )  # fmt: skip


def _explain(
    pair: Pair, hidden: list[Aligned], targets: ChangeTargets, limit: float, looks: float, factor: Array,
    options: ChangeOptions, shown: Networked | None, log: Log, progress: Progress,
) -> Polygons:  # fmt: skip
    """The figures behind the classes, of means over the filter's window, whichever filter made the strength."""
    if not targets.explained:
        return Polygons(0, 0.0)
    window = 1 if options.filter == NO_FILTER else options.window
    correlated = correlation(pair.log_ratios(lambda intensity: intensity, progress, 0.0), CORRELATION_REACH)
    averaged = looks * independent_pixels(window, intensity_correlation(correlated, looks))
    levels = scene_levels(pair.before.samples(), options.calibrated, log)
    left, everywhere = remaining(pair.shift, options.register), targets.explanation is not None
    explanation = Explanation(window, averaged, factor, limit, levels.noise, left, everywhere, shown)
    unit = MEASURES[options.measure].unit
    return describe(pair, hidden, targets, explanation, levels, unit, options.minimum_hectares, progress)


def _summary(
    limit: float, looks: float, gains: NDArray[np.float64], areas: Areas, polygons: Polygons, pair: Pair
) -> ChangeSummary:
    valid = int(areas.pixels.sum() - areas.pixels[Direction.NO_DATA])
    decrease, increase = int(areas.pixels[Direction.DECREASE]), int(areas.pixels[Direction.INCREASE])
    return ChangeSummary(
        threshold_db=limit,
        looks=looks,
        gain_db=tuple(float(value) for value in gains),
        valid_share=valid / int(areas.pixels.sum()),
        changed_share=(decrease + increase) / valid,
        decrease_ha=float(areas.hectares[Direction.DECREASE]),
        increase_ha=float(areas.hectares[Direction.INCREASE]),
        decrease_pixels=decrease,
        increase_pixels=increase,
        polygons=polygons.written,
        resampled=pair.after.resampled,
        shift=pair.shift,
    )


def _provenance(pair: Pair, mask: str | None, options: ChangeOptions) -> dict[str, Any]:
    names = {"before": pair.before.raster.name, "after": pair.second.raster.name}
    return {**names, **({"mask": Path(mask).name} if mask else {}), **asdict(options)}
