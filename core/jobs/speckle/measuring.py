"""Numbers about speckle: the looks of a raster, and how well a filter did."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk, watched
from ...errors import InputError
from ...grid import Window
from ...outputs import Outputs
from ...paths import version
from ...raster import Aligned, Content, png
from ...report import histogram_svg, page, picture, table
from ...speckle import estimate_looks, quality
from ...speckle.moments import Array, local_moments
from ..change.files import REPORT_SUFFIXES
from ..opening import AUTOMATIC, SCALES, Backscatter, Log, check_choice, check_looks, open_backscatter, unsaid
from ..targets import reserved

RATIO_BINS = 400
RATIO_RANGE = (0.0, 4.0)
LOOKS_WINDOW = 9
PICTURE = 512
"""Rows and columns of the report's pictures at most."""


@dataclass(frozen=True)
class LooksSummary:
    """Equivalent number of looks per band."""

    looks: tuple[float, ...]
    bands: tuple[str, ...]

    @property
    def fewest(self) -> float:
        return min(self.looks)


def measure_looks(
    source: str,
    output: str | None = None,
    *,
    scale: str = AUTOMATIC,
    bands: Sequence[int] = (),
    progress: Progress = unheard,
    log: Log = unsaid,
) -> LooksSummary:
    """Estimate the looks of each band; on request write m2 / v of 9 x 9 windows as a raster.

    Raises InputError for a raster without speckle, OutputError or Cancelled.
    """
    check_choice("scale", scale, SCALES)
    opened = open_backscatter(source, scale, bands, log, progress)
    with opened.raster, Outputs([source]) as outputs:
        looks = []
        for index, name in enumerate(opened.names):
            of_band = replace(opened, bands=opened.bands[index : index + 1])
            share = 0.3 * index / len(opened.names)
            looks.append(estimate_looks(watched(of_band.samples(), progress, share)))
            log(f"{name}: {looks[-1]:.2f} looks.")
        if output:
            content = Content(
                opened.grid, [f"{name} local looks" for name in opened.names],
                algorithm="aurorasar:estimatelooks", parameters={"input": opened.raster.name, "scale": scale},
                ground_control=opened.raster.ground_control(),
            )  # fmt: skip
            target = reserved(outputs, output, content)
            walk(opened.grid.shape, [opened], _local_looks, [target], halo=LOOKS_WINDOW // 2,
                 block=opened.raster.block, progress=stage(progress, 0.3, 0.7))  # fmt: skip
            target.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
        names = opened.names
    return LooksSummary(tuple(looks), names)


def _local_looks(intensity: Array) -> Array:
    mean, variance = local_moments(intensity, LOOKS_WINDOW)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Array = mean * mean / variance
    found[np.isnan(intensity) | ~np.isfinite(found)] = np.nan
    return found


@dataclass(frozen=True)
class QualityOptions:
    """Parameters of `measure_quality` with their defaults."""

    looks: float = 0.0
    """Of the image before filtering; 0 means that they are estimated."""

    before_scale: str = AUTOMATIC
    """What the values of the image before filtering mean, one of SCALES."""

    after_scale: str = AUTOMATIC
    """The same of the filtered image, one of SCALES."""

    band: int = 1
    """Of both rasters, counted from 1."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        check_choice("scale", self.before_scale, SCALES)
        check_choice("scale", self.after_scale, SCALES)
        check_looks(self.looks)


@dataclass(frozen=True)
class Quality:
    """Figures of a filter's result; see `speckle.quality`. NaN where there is nothing to take one from."""

    looks: float
    """Of the image before, given or estimated."""

    looks_before: float
    """Median over homogeneous squares, of which there are `areas`."""

    looks_after: float
    areas: int
    ratio_mean: float
    ratio_variance_by_looks: float
    """Variance of the ratio image times looks: 1 where exactly the speckle was taken."""

    m_index: float
    distance: int
    """Pixels apart, where the speckle before filtering is independent: there `homogeneity` is looked for."""

    homogeneity: float
    homogeneity_shuffled: float
    edge_preservation: float
    bias_db: float
    structure_share: float
    """Share of the pixels around which the ratio's mean departs from 1 by more than three standard deviations."""


MEANINGS = {
    "looks": "Looks of the image before filtering",
    "looks_before": "Looks of homogeneous squares before",
    "looks_after": "Looks of homogeneous squares after",
    "areas": "Homogeneous squares of 16 x 16 pixels found",
    "ratio_mean": "Mean of the ratio image (ideal 1)",
    "ratio_variance_by_looks": "Variance of the ratio image times looks (ideal 1)",
    "m_index": "M-index, Gomez et al. 2017 (ideal 0)",
    "distance": "Pixels apart at which speckle is independent",
    "homogeneity": "Homogeneity, at that distance, of the ratio image",
    "homogeneity_shuffled": "Homogeneity of the shuffled ratio image",
    "edge_preservation": "Edge preservation, contrast across edges after over before (ideal 1)",
    "bias_db": "Mean intensity after over before, dB (ideal 0)",
    "structure_share": "Share of pixels with structure left in the ratio image (0.005 by chance if uncorrelated)",
}


def measure_quality(
    before: str,
    after: str,
    report: str | None = None,
    structure: str | None = None,
    options: QualityOptions = QualityOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> Quality:
    """Judge a despeckled raster by the one it was made from; on request a report and a map of what was lost.

    Sums run over the whole raster; homogeneity, looks and pictures come from sample windows spread over it.
    Raises InputError if the rasters are not of the same grid, OutputError or Cancelled.
    """
    options.check()
    first = open_backscatter(before, options.before_scale, [options.band], log, progress)
    second = open_backscatter(after, options.after_scale, [options.band], log, progress)
    aligned = Aligned(second.raster, first.grid, second.to_intensity, second.bands)
    if aligned.resampled or second.grid.shape != first.grid.shape:
        raise InputError(
            f"{second.raster.name} does not lie on the grid of {first.raster.name}: choose an image and the filtered "
            "version of the same image."
        )
    with first.raster, second.raster, Outputs([before, after]) as outputs:
        sums, targets = _Sums(), []
        if structure:
            content = Content(
                first.grid, ["Local mean of before over after"], unit="dB", algorithm="aurorasar:specklequality",
                parameters={"before": first.raster.name, "after": second.raster.name},
                ground_control=first.raster.ground_control(),
            )  # fmt: skip
            targets.append(reserved(outputs, structure, content))
        page_part = outputs.reserve(report, REPORT_SUFFIXES) if report else None
        looks = options.looks or estimate_looks(watched(first.samples(), progress, 0.01))
        walk(
            first.grid.shape,
            [first, aligned],
            _compare if targets else _compare_sums,
            [sums, *targets],
            halo=max(quality.STRUCTURE_WINDOW // 2, 8),
            block=first.raster.block,
            progress=stage(progress, 0.02, 0.6),
        )
        found = _figures(first, aligned, sums, looks, stage(progress, 0.6, 0.85))
        for name, value in zip(MEANINGS.values(), (getattr(found, field.name) for field in fields(found))):
            log(f"{name}: {value:.4g}")
        for target in targets:
            target.finish(stage(progress, 0.85, 0.99))
        if page_part:
            page_part.write_text(_report(first, second, aligned, found, sums), encoding="utf-8")
        check_cancelled(progress, 1.0)
        outputs.publish()
    return found


class _Sums:
    """What can be added up block by block, as a Target of `walk`."""

    def __init__(self) -> None:
        self.totals = np.zeros(6)
        self.histogram = np.zeros(RATIO_BINS, np.int64)
        self.edges = np.linspace(*RATIO_RANGE, RATIO_BINS + 1)

    def write(self, _window: Window, values: NDArray[np.float64]) -> None:
        before, after, ratio, marked = values
        valid = np.isfinite(ratio)
        r = ratio[valid].astype(np.float64)
        self.totals += [
            r.size, r.sum(), np.square(r).sum(),
            before[valid].sum(dtype=np.float64), after[valid].sum(dtype=np.float64), marked.sum(),
        ]  # fmt: skip
        self.histogram += np.histogram(r, self.edges)[0]


def _compare_sums(before: Array, after: Array) -> Array:
    return _compare(before, after)[0]


def _compare(before: Array, after: Array) -> tuple[Array, Array]:
    ratio = quality.ratio_image(before[0], after[0])
    decibel, marked = quality.structure(ratio)
    return np.stack([before[0], after[0], ratio, marked.astype(np.float32)]), decibel[np.newaxis]


def _figures(first: Backscatter, aligned: Aligned, sums: _Sums, looks: float, progress: Progress) -> Quality:
    rng = np.random.default_rng(0)
    places = list(first.raster.sample_windows())
    products = [quality.autocorrelation(first.read(place)[0], looks) for place in places]
    distance = quality.uncorrelated_distance(np.sum(products, axis=0))
    areas, edges, orders = [], [], []
    for index, place in enumerate(places):
        check_cancelled(progress, index / len(places))
        before, after = first.read(place)[0], aligned.read(place)[0]
        ratio = quality.ratio_image(before, after)
        areas.append(quality.homogeneous_areas(before, after, looks))
        edges.append(quality.edges(before, after))
        orders.append((quality.homogeneity(ratio, distance), quality.shuffled_homogeneity(ratio, rng)))
    together = quality.Areas(*(np.concatenate(parts) for parts in zip(*areas)))
    found, shuffled = (float(one) for one in np.nanmean(np.array(orders), axis=0))
    across_before, across_after = sum(one.before for one in edges), sum(one.after for one in edges)
    count, total, squares, power_before, power_after, marked = sums.totals
    mean = total / count
    return Quality(
        looks=looks,
        looks_before=_median(together.looks_before),
        looks_after=_median(together.looks_after),
        areas=together.looks_before.size,
        ratio_mean=float(mean),
        ratio_variance_by_looks=float((squares / count - mean**2) * looks),
        m_index=quality.m_index(together, found, shuffled),
        distance=distance,
        homogeneity=found,
        homogeneity_shuffled=shuffled,
        edge_preservation=across_after / across_before if across_before > 0 else float("nan"),
        bias_db=float(10 * np.log10(power_after / power_before)),
        structure_share=float(marked / count),
    )


def _median(values: NDArray[np.float64]) -> float:
    return float(np.median(values)) if values.size else float("nan")


def _report(first: Backscatter, second: Backscatter, aligned: Aligned, found: Quality, sums: _Sums) -> str:
    figures = [(MEANINGS[field.name], f"{getattr(found, field.name):.4g}") for field in fields(found)]
    window = _middle(first)
    before, after = first.read(window)[0], aligned.read(window)[0]
    decibel, _ = quality.structure(quality.ratio_image(before, after))
    low, high = np.nanpercentile(10 * np.log10(np.where(after > 0, after, np.nan)), [1, 99])
    pictures = "".join(
        picture(base64.b64encode(png(_grey(values, *limits))).decode(), caption)
        for values, limits, caption in (
            (10 * np.log10(np.maximum(before, 1e-30)), (low, high), f"Before, {low:.0f} to {high:.0f} dB"),
            (10 * np.log10(np.maximum(after, 1e-30)), (low, high), "After, same grey levels"),
            (decibel, (-3.0, 3.0), "Local mean of the ratio, -3 dB (black) to 3 dB (white); grey throughout is ideal"),
        )
    )
    marks = {"mean": found.ratio_mean}
    sections = (
        ("Figures", table(figures)),
        ("Ratio image: before over after", histogram_svg(sums.edges, sums.histogram, marks, "Ratio", "")),
        ("The middle of the image", pictures),
    )
    title = f"Speckle filtering of {first.raster.name}, judged by {second.raster.name}"
    return page(title, sections, f"AuroraSAR {version()}, aurorasar:specklequality")


def _middle(image: Backscatter) -> Window:
    rows, cols = image.grid.shape
    height, width = min(rows, PICTURE), min(cols, PICTURE)
    return Window((rows - height) // 2, (cols - width) // 2, height, width)


def _grey(values: Array, low: float, high: float) -> NDArray[np.uint8]:
    scaled = (np.nan_to_num(values, nan=low) - low) / max(high - low, 1e-6) * 255
    return np.clip(scaled, 0, 255).astype(np.uint8)
