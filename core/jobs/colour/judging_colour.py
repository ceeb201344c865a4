"""Judge a colour picture: by a reference, and by the radar image that it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, Source, check_cancelled, stage, unheard, walk, watched
from ...colour import edges, similarity
from ...colour.difference import ciede2000
from ...colour.polarimetry import decibel
from ...colour.spaces import rgb_to_lab
from ...errors import InputError
from ...grid import Grid, Window
from ...outputs import Outputs
from ...raster import Aligned, Raster
from ...speckle import independent_pixels, quality
from ..change.files import REPORT_SUFFIXES
from ..opening import AUTOMATIC, SCALES, Array, Backscatter, Log, check_choice, input_looks, open_backscatter, unsaid
from .report import colour_report

CHANNELS = 3
BYTE_WHITE = 255.0
CORRELATION_REACH = 3
"""Pixels; speckle of detected products is hardly correlated further than this."""

HALO = max(edges.HALO, similarity.REACH)


@dataclass(frozen=True)
class ColourQualityOptions:
    """Parameters of `measure_colour` with their defaults."""

    bands: tuple[int, ...] = ()
    """Red, green and blue of the picture, counted from 1; none means the first three."""

    reference_bands: tuple[int, ...] = ()
    white: float = 0.0
    """The picture's value of full brightness; 0 means 255 of 8-bit pictures, and is refused for others."""

    reference_white: float = 0.0
    radar_scale: str = AUTOMATIC
    looks: float = 0.0
    """Of the radar image; 0 means that they are estimated."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        check_choice("scale", self.radar_scale, SCALES)
        for bands in (self.bands, self.reference_bands):
            if bands and len(bands) != CHANNELS:
                raise InputError(f"Colours are red, green and blue: give three bands, not {len(bands)}.")
        if min(self.white, self.reference_white) < 0:
            raise InputError("The value of white is negative: choose one above 0, or 0 for that of 8-bit pictures.")


@dataclass(frozen=True)
class ColourQuality:
    """Figures of a colour picture; NaN where there is nothing to take one from. See COLOUR_MEANINGS."""

    psnr: float
    ssim: float
    ms_ssim: float
    spectral_angle: float
    ergas: float
    ciede2000: float
    correlation: float
    edge_share: float
    unsupported_edges: float
    unsupported_by_chance: float
    unsupported_contrast: float
    compared_share: float


COLOUR_MEANINGS = {
    "psnr": "Peak signal-to-noise ratio, dB",
    "ssim": "Structural similarity, Wang et al. 2004, mean of the bands (ideal 1)",
    "ms_ssim": "Multi-scale structural similarity, mean of bands and of windows spread over the picture (ideal 1)",
    "spectral_angle": "Spectral angle, mean, degrees (ideal 0)",
    "ergas": "ERGAS, Wald 2000, with h/l = 1 (ideal 0)",
    "ciede2000": "Colour difference CIEDE2000, mean (1 can just be seen)",
    "correlation": "Correlation of lightness with the radar image in dB",
    "edge_share": "Share of pixels on an edge of the colours, 0 to 1",
    "unsupported_edges": "Share of these that have no edge in the radar image, 0 to 1",
    "unsupported_by_chance": "The same share of places taken at random, 0 to 1",
    "unsupported_contrast": "Share of the edges' squared contrast at such pixels, 0 to 1",
    "compared_share": "Share of pixels that were compared, 0 to 1",
}


@dataclass(frozen=True)
class Picture:
    """Three bands of a raster as 0 to 1. Reads as a Source."""

    raster: Raster
    bands: tuple[int, ...]
    """Counted from 0."""

    white: float

    @property
    def grid(self) -> Grid:
        return self.raster.grid

    def scaled(self, values: Array) -> Array:
        return values / np.float32(self.white)

    def read(self, window: Window) -> Array:
        return self.scaled(self.raster.read(window, self.bands))


def open_picture(path: str, bands: Sequence[int], white: float) -> Picture:
    """Raises InputError where there are no three bands, or the value of white is not known."""
    raster = Raster.open(path)
    chosen = tuple(bands) or (1, 2, 3)
    if raster.count < max(chosen):
        raise InputError(
            f"{raster.name} has {raster.count} band(s) without alpha, but bands {', '.join(map(str, chosen))} are "
            "needed for red, green and blue: choose a colour picture, or give its bands."
        )
    if not white and not raster.is_byte:
        raise InputError(
            f"{raster.name} is not stored in 8 bits, so its value of white is not known: give it, such as 1 or 10000."
        )
    return Picture(raster, tuple(band - 1 for band in chosen), white or BYTE_WHITE)


@dataclass(frozen=True)
class Compared:
    """A picture and what it is judged by, on the picture's grid."""

    picture: Picture
    reference: Aligned | None
    radar: Aligned | None
    least_radar: float = float("nan")
    """dB from which a contrast of the radar image is an edge."""

    independent: float = 1.0
    """Pixels that a box of the radar image is worth."""

    @property
    def sources(self) -> list[Source]:
        return [one for one in (self.picture, self.reference, self.radar) if one is not None]

    def compute(self, *arrays: Array) -> Array:
        """Maps to add up, (14, rows, cols): see `_Sums`."""
        given = iter(arrays)
        picture = next(given)
        missing = np.full_like(picture, np.nan)
        reference = next(given) if self.reference else missing
        lab = rgb_to_lab(picture)
        compared = _by_reference(picture, reference, lab)
        if self.radar is None:
            return np.concatenate([compared, missing, missing[:2]])
        return np.concatenate([compared, _by_radar(lab, next(given), self)])


def _by_reference(picture: Array, reference: Array, lab: Array) -> Array:
    """Squared errors and reference of each band, spectral angle, colour difference, SSIM; (9, rows, cols)."""
    both = np.isfinite(picture).all(axis=0) & np.isfinite(reference).all(axis=0)
    error = np.where(both, np.square(picture - reference), np.float32(np.nan))
    angle = similarity.spectral_angle(picture, reference)
    apart = ciede2000(lab, rgb_to_lab(reference))
    index = similarity.structural_similarity(picture, reference).ssim.mean(axis=0)
    means = np.where(both, reference, np.float32(np.nan))
    return np.concatenate([error, means, np.stack([angle, apart, index])]).astype(np.float32)


def _by_radar(lab: Array, radar: Array, compared: Compared) -> Array:
    """Lightness, radar in dB, edges of the colours, places without a radar edge, contrast; (5, rows, cols)."""
    contrast, in_radar = edges.colour_contrast(lab, compared.independent), edges.radar_contrast(radar)
    lonely = ~edges.near_edge(in_radar, compared.least_radar)
    known = np.isfinite(contrast.distance) & np.isfinite(in_radar)
    marks = [np.where(known, one.astype(np.float32), np.float32(np.nan)) for one in (contrast.edges, lonely)]
    return np.stack([lab[0], decibel(radar).mean(axis=0), *marks, contrast.distance]).astype(np.float32)


class _Sums:
    """Adds the maps up, as a Target of `walk`."""

    def __init__(self) -> None:
        self.total, self.count = np.zeros(9), np.zeros(9)
        self.pairs = np.zeros(6)
        self.edges = np.zeros(6)
        self.pixels = 0

    def write(self, _window: Window, values: Array) -> None:
        maps = values.astype(np.float64)
        self.pixels += maps[0].size
        self.total += np.nansum(maps[:9], axis=(1, 2))
        self.count += np.isfinite(maps[:9]).sum(axis=(1, 2))
        light, radar, found, lonely, contrast = maps[9:]
        both = np.isfinite(light) & np.isfinite(radar)
        x, y = light[both], radar[both]
        self.pairs += [x.size, x.sum(), y.sum(), x @ x, y @ y, x @ y]
        seen = np.isfinite(found)
        edge, alone, power = found[seen], lonely[seen], np.square(contrast[seen])
        self.edges += [seen.sum(), edge.sum(), alone.sum(), edge @ alone, power @ edge, power @ (edge * alone)]

    @property
    def means(self) -> NDArray[np.float64]:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.total / self.count)

    @property
    def correlation(self) -> float:
        n, x, y, xx, yy, xy = self.pairs
        spread = (n * xx - x * x) * (n * yy - y * y)
        return float((n * xy - x * y) / np.sqrt(spread)) if spread > 0 else float("nan")


def measure_colour(
    picture: str,
    reference: str | None = None,
    radar: str | None = None,
    report: str | None = None,
    options: ColourQualityOptions = ColourQualityOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> ColourQuality:
    """Compare a colour picture with a reference picture, with the radar image that it was made from, or with both.

    Both are brought onto the picture's grid. Sums run over the whole raster; multi-scale SSIM, looks and the report's
    pictures come from windows of it. Raises InputError, OutputError or Cancelled.
    """
    options.check()
    if reference is None and radar is None:
        raise InputError("There is nothing to judge the picture by: choose a reference, a radar image, or both.")
    judged = open_picture(picture, options.bands, options.white)
    inputs = [one for one in (picture, reference, radar) if one]
    with judged.raster, Outputs(inputs) as outputs:
        part = outputs.reserve(report, REPORT_SUFFIXES) if report else None
        compared = Compared(
            judged, _open_reference(judged, reference, options), *_open_radar(judged, radar, options, log, progress)
        )
        sums = _Sums()
        walk(
            judged.grid.shape, compared.sources, compared.compute, [sums], halo=HALO, block=judged.raster.block,
            progress=stage(progress, 0.05, 0.8),
        )  # fmt: skip
        found = _figures(sums, _multi_scale(compared, stage(progress, 0.8, 0.95)))
        for field in fields(found):
            log(f"{COLOUR_MEANINGS[field.name]}: {getattr(found, field.name):.4g}")
        if part:
            part.write_text(colour_report(compared, found, COLOUR_MEANINGS), encoding="utf-8")
        check_cancelled(progress, 1.0)
        outputs.publish()
    return found


def _open_reference(judged: Picture, path: str | None, options: ColourQualityOptions) -> Aligned | None:
    if path is None:
        return None
    opened = open_picture(path, options.reference_bands, options.reference_white)
    return Aligned(opened.raster, judged.grid, opened.scaled, opened.bands)


def _open_radar(
    judged: Picture, path: str | None, options: ColourQualityOptions, log: Log, progress: Progress
) -> tuple[Aligned | None, float, float]:
    """The radar image on the picture's grid, the contrast in dB that its speckle does not reach, and a box's worth."""
    if path is None:
        return None, float("nan"), 1.0
    opened = open_backscatter(path, options.radar_scale, (), log, progress)
    _, least, independent = edge_scale(opened, options.looks, log, progress)
    return Aligned(opened.raster, judged.grid, opened.to_intensity, opened.bands), least, independent


def edge_scale(radar: Backscatter, looks: float, log: Log, progress: Progress) -> tuple[float, float, float]:
    """Looks, dB from which a contrast of the radar image is an edge, and the pixels that a box is worth.

    Looks of 0 are estimated.
    """
    used = input_looks(looks, [radar], log, stage(progress, 0.0, 0.03))
    independent = independent_pixels(edges.BOX, _correlation(radar, used, progress))
    least = edges.speckle_contrast(used, independent)
    log(f"Edges of the radar image count from {least:.2f} dB, as {independent:.1f} pixels of a box are independent.")
    return used, least, independent


def _correlation(radar: Backscatter, looks: float, progress: Progress) -> NDArray[np.float64]:
    """Autocorrelation of the radar image's speckle at lags up to CORRELATION_REACH in rows and columns.

    Measured along both on homogeneous ground, and taken to be the product of both elsewhere, as for a separable system
    response. What is negative is noise of the measurement.
    """
    samples = watched(radar.samples(), progress, 0.04)
    products = np.sum([quality.autocorrelation(band, looks) for sample in samples for band in sample], axis=0)
    if products[0] <= 0:
        return np.ones((1, 1))
    along = np.maximum(products[: CORRELATION_REACH + 1] / products[0], 0)
    both = np.concatenate([along[:0:-1], along])
    return np.outer(both, both)


def _multi_scale(compared: Compared, progress: Progress) -> float:
    """MS-SSIM, mean of bands and of the sample windows."""
    found = []
    if compared.reference is not None:
        for window in watched(compared.picture.raster.sample_windows(), progress, 0.5):
            both = compared.picture.read(window), compared.reference.read(window)
            found += [similarity.multi_scale_similarity(*bands) for bands in zip(*both)]
    known = [one for one in found if np.isfinite(one)]
    return float(np.mean(known)) if known else float("nan")


def _figures(sums: _Sums, multi_scale: float) -> ColourQuality:
    means = sums.means
    seen, found, anywhere, lonely, power, lonely_power = sums.edges
    nothing = float("nan")
    return ColourQuality(
        psnr=similarity.psnr(float(means[:3].mean())) if sums.count[0] else nothing,
        ssim=float(means[8]),
        ms_ssim=multi_scale,
        spectral_angle=float(means[6]),
        ergas=similarity.ergas(means[:3], means[3:6]),
        ciede2000=float(means[7]),
        correlation=sums.correlation,
        edge_share=float(found / seen) if seen else nothing,
        unsupported_edges=float(lonely / found) if found else nothing,
        unsupported_by_chance=float(anywhere / seen) if seen else nothing,
        unsupported_contrast=float(lonely_power / power) if power else nothing,
        compared_share=float(max(sums.count[0], sums.pairs[0]) / sums.pixels),
    )
