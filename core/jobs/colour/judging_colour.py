"""Judge a colour picture: by a reference, and by the radar image that it was made from."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from ...blocks import Progress, check_cancelled, stage, unheard, walk, watched
from ...colour import similarity
from ...errors import InputError
from ...outputs import Outputs
from ...raster import Aligned
from ..change.files import REPORT_SUFFIXES
from ..opening import AUTOMATIC, SCALES, Log, check_choice, open_backscatter, unsaid
from .comparing import HALO, Compared, Picture, Sums, edge_scale, open_picture
from .report import colour_report

CHANNELS = 3
@dataclass(frozen=True)
class ColourQualityOptions:
    """Parameters of `measure_colour` with their defaults."""

    bands: tuple[int, ...] = ()
    """Red, green and blue of the picture, counted from 1; none means the first three."""

    reference_bands: tuple[int, ...] = ()
    """The same of the reference picture."""

    white: float = 0.0
    """The picture's value of full brightness; 0 means 255 of 8-bit pictures, and is refused for others."""

    reference_white: float = 0.0
    """The same of the reference picture."""

    radar_scale: str = AUTOMATIC
    """What the values of the radar image mean, one of SCALES."""

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
        sums = Sums()
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


def _multi_scale(compared: Compared, progress: Progress) -> float:
    """MS-SSIM, mean of bands and of the sample windows."""
    found = []
    if compared.reference is not None:
        for window in watched(compared.picture.raster.sample_windows(), progress, 0.5):
            both = compared.picture.read(window), compared.reference.read(window)
            found += [similarity.multi_scale_similarity(*bands) for bands in zip(*both)]
    known = [one for one in found if np.isfinite(one)]
    return float(np.mean(known)) if known else float("nan")


def _figures(sums: Sums, multi_scale: float) -> ColourQuality:
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
