"""aurorasar:detectchange"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition

from ..core.jobs import (
    CALIBRATED,
    FILTERS,
    FOCUSES,
    MEASURES,
    NO_FILTER,
    THRESHOLDS,
    ChangeFiles,
    ChangeOptions,
    ChangeSummary,
    detect_change,
)
from .base import AuroraAlgorithm, known, listen
from .given import Given, fields
from .parameters import (
    Integer,
    choice,
    dates_bands,
    dates_scales,
    file,
    flag,
    layout,
    number,
    polygons_output,
    raster,
    raster_output,
    report,
)

DEFAULT = ChangeOptions()


class DetectChange(AuroraAlgorithm):
    """Compare two dates."""

    NAME = "detectchange"
    TITLE = "Detect change between two dates"
    GROUP = "Change"
    TAGS = ("change", "log-ratio", "flood", "difference", "otsu", "threshold", "false alarm", "multitemporal")
    HELP = (
        "Finds what became darker or brighter between two radar images of the same place. "
        "The after image is brought onto the grid of the before image, so extents, resolutions and coordinate systems "
        "may differ. Both are despeckled, and the ratio of their intensities in decibel, smoothed, is the change "
        "strength: positive where the after image is brighter. Of several bands (polarisations) the strongest change "
        "counts. A threshold makes the classes 1 decrease, 2 no change, 3 increase; 0 is no data. Thresholds from the "
        "histogram (otsu, kittler_illingworth, generalised_gaussian) do not go below what a small share of "
        "unchanged speckle exceeds."
    )
    NUMBERS = {
        "THRESHOLD_DB": "Threshold on the magnitude of the change strength, in dB (likelihood: -log10 of the p-value)",
        "CHANGED_SHARE": "Changed share of the valid area, 0 to 1",
        "DECREASE_HA": "Area that became darker, in hectares on the ellipsoid",
        "INCREASE_HA": "Area that became brighter, in hectares on the ellipsoid",
        "DECREASE_PIXELS": "Pixels that became darker",
        "INCREASE_PIXELS": "Pixels that became brighter",
        "GAIN_DB": "Gain between the dates on unchanged ground in dB, of the first band",
        "LOOKS_USED": "Equivalent number of looks, as given or estimated; 0 where nothing needed it",
        "POLYGON_COUNT": "Number of polygons",
        "SHIFT_ROWS": "Pixels by which the after image lies further down, before any correction; 0 where not known",
        "SHIFT_COLUMNS": "The same to the right",
        "SHIFT_ERROR": "Standard error of the shift in pixels; 0 where it is not known",
        "SHIFT_TILES": "Tiles that agree on the shift; 0 means that it cannot be told",
    }
    STYLES = {
        "STRENGTH": "change_strength", "CLASSES": "change_classes", "POLYGONS": "change_polygons",
        "EXPLANATION": "change_explanation", "UNCERTAINTY": "change_uncertainty",
    }  # fmt: skip
    BY_UNIT = {
        "dB": "change_strength", "probability": "change_probability", "-log10 p": "change_significance",
        "median amplitudes": "change_difference",
    }  # fmt: skip
    """Styles of the strength, by the unit of its measure."""

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*self._inputs(), *self._method(), *self._advanced(), *self._files())

    def _inputs(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster("BEFORE", "Before image", "The earlier date. Its grid is the grid of the outputs."),
            raster("AFTER", "After image", "The later date. It is resampled where its grid differs."),
        )

    def _method(self) -> Sequence[QgsProcessingParameterDefinition]:
        filters = "; ".join(f"{name}: {one.label}" for name, one in FILTERS.items())
        measures = "; ".join(f"{name}: {one.label}" for name, one in MEASURES.items())
        thresholds = "; ".join(f"{name}: {one.label}" for name, one in THRESHOLDS.items())
        return (
            choice(
                "FILTER", "Despeckling", [NO_FILTER, *FILTERS], DEFAULT.filter,
                f"How both images are averaged before the ratio is taken. {NO_FILTER}: not at all; {filters}.",
            ),
            number(
                "WINDOW", "Window (pixels, odd)", DEFAULT.window,
                "Side of the square window in pixels, an odd number from 3.", least=3, most=101, kind=Integer,
            ),
            choice("MEASURE", "Measure of change", list(MEASURES), DEFAULT.measure,
                   f"What makes the strength. {measures}. likelihood needs the filter boxcar or none; learned, fused, "
                   "adaptive and blend need onnxruntime (aurorasar:installruntime)."),
            choice("THRESHOLD", "Threshold", list(THRESHOLDS), DEFAULT.threshold,
                   f"Where change starts. {thresholds}."),
            flag(
                "NORMALISE", "Remove the gain between the dates", DEFAULT.normalise,
                "Shifts the change strength so that unchanged ground lies at 0 dB. For images that are not calibrated, "
                "or from different products. Not advisable where most of the area changed.",
            ),
            number(
                "MINIMUM_PIXELS", "Smallest change (pixels)", DEFAULT.minimum_pixels,
                "Connected changes of fewer pixels are dropped, and smaller holes in changes are filled. 0 keeps all.",
                kind=Integer, most=200,
            ),
        )  # fmt: skip

    def _advanced(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            number("PERCENT", "Changed share (percent)", DEFAULT.percent,
                   "For the threshold percentile: how much of the area to call changed.", most=100, advanced=True),
            number("FALSE_ALARM_RATE", "False alarm rate", DEFAULT.false_alarm_rate,
                   "For the threshold false_alarm: share of unchanged pixels that may be called changed, before small "
                   "changes are dropped. Needs the filter boxcar or none.", most=1, advanced=True),
            number("DISCOVERY_RATE", "False discovery rate", DEFAULT.discovery_rate,
                   "For the threshold discovery: share of the pixels called changed that may be wrong, before small "
                   "changes are dropped. Needs the filter boxcar or none.", most=1, advanced=True),
            number("DECIBEL", "Fixed threshold (dB)", DEFAULT.decibel,
                   "For the threshold fixed. With the measure likelihood minus the decimal logarithm of the p-value, "
                   "with a network the probability, such as 0.5.", most=60, advanced=True),
            number("SIGMA", "Smoothing of the log-ratio (pixels)", DEFAULT.sigma,
                   "Standard deviation of the Gaussian window of the measure smoothed_log_ratio. Smaller keeps smaller "
                   "changes.", least=0.1, most=10, advanced=True),
            number("HYSTERESIS", "Hysteresis (share of the threshold)", DEFAULT.hysteresis,
                   "Changes grow, by up to 20 pixels, into connected pixels of the same sign above this share of the "
                   "threshold. 1: they do not.", least=0.01, most=1, advanced=True),
            number("LOOKS", "Number of looks (0 = estimate)", DEFAULT.looks,
                   "Equivalent number of looks of the images as they are: 1 for single-look, about 4.4 for Sentinel-1 "
                   "IW GRD, more after despeckling. 0 estimates it from the images.", advanced=True),
            choice("FOCUS", "What the network looks for", FOCUSES, DEFAULT.focus,
                   "change: any change. flood: open water that was land, which leaves other changes out, and takes for "
                   "granted that there is a flood. For the measures with a network.", advanced=True),
            number("WEIGHT", "Weight of the network", DEFAULT.weight,
                   "Of the network against the statistics, for the measures fused, adaptive and blend. 0: statistics "
                   "only, 0.5: as fitted, 1: network only.", most=1, advanced=True),
            file(
                "MODEL", "Model",
                "An ONNX change model of your own, with its card (NAME.json) beside it. Empty: the one that comes with "
                "AuroraSAR.", extension="onnx", optional=True, advanced=True,
            ),
            *dates_bands(),
            *dates_scales(DEFAULT.before_scale),
            number("MINIMUM_HECTARES", "Smallest polygon (hectares)", DEFAULT.minimum_hectares,
                   "Polygons of a smaller area are left out.", advanced=True),
            layout(DEFAULT.layout),
            flag(
                "REGISTER", "Correct the registration", DEFAULT.register,
                "Moves the after image by the shift between the dates, which is measured to a fraction of a pixel and "
                "in the log in any case. It is resampled for that. One shift for the whole image.", advanced=True,
            ),
            choice("CALIBRATED", "Backscatter is calibrated", list(CALIBRATED), DEFAULT.calibrated,
                   "For the likely kinds of change and the flag 'near noise'. "
                   + "; ".join(f"{name}: {text}" for name, text in CALIBRATED.items()) + ".", advanced=True),
            raster(
                "MASK", "Layover and shadow",
                "For the explanation: a mask as aurorasar:geocode writes it (2 layover, 3 shadow, 4 both), on any "
                "grid. Changes there are flagged and get no kind.", optional=True, advanced=True,
            ),
        )  # fmt: skip

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            raster_output("STRENGTH", "Change strength (dB)"),
            raster_output("CLASSES", "Change classes"),
            polygons_output(
                "One polygon per connected change with direction, area in hectares on the ellipsoid, mean and greatest "
                "strength, dB before and after, mean p-value, agreement of the neighbours, share of flagged pixels, "
                "likely kind, and all that as a sentence (.gpkg or .geojson).",
            ),
            report("A page with the histogram, the threshold, areas and all parameters (.html)."),
            raster_output(
                "EXPLANATION", "Explanation",
                "Per pixel: dB before, after and difference of each band, p-value, share of the neighbours that agree, "
                "distance to the threshold, and quality flags (.tif).", made=False,
            ),
            raster_output(
                "UNCERTAINTY", "Uncertainty",
                "Probability of change and its standard deviation, for the measures with a network (.tif). The network "
                "runs three more times.", made=False,
            ),
        )  # fmt: skip

    def styles(self, given: Given) -> dict[str, str]:
        unit = MEASURES[self.options(given).measure].unit
        return {**self.STYLES, "STRENGTH": self.BY_UNIT[unit]}

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        strength, classes = given.place("STRENGTH"), given.place("CLASSES")
        more = {name: given.wanted(name) for name in ("POLYGONS", "REPORT", "EXPLANATION", "UNCERTAINTY")}
        files = ChangeFiles(strength, classes, **fields(more))
        summary = detect_change(
            self.paths["BEFORE"], self.paths["AFTER"], files, self.options(given), mask=self.paths.get("MASK"),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {"STRENGTH": strength, "CLASSES": classes, **more, **_numbers(summary)}

    def options(self, given: Given) -> ChangeOptions:
        return ChangeOptions(
            before_bands=given.bands("BEFORE_BANDS"),
            after_bands=given.bands("AFTER_BANDS"),
            before_scale=given.word("BEFORE_SCALE"),
            after_scale=given.word("AFTER_SCALE"),
            filter=given.word("FILTER"),
            window=given.whole("WINDOW"),
            looks=given.number("LOOKS"),
            normalise=given.flag("NORMALISE"),
            measure=given.word("MEASURE"),
            sigma=given.number("SIGMA"),
            threshold=given.word("THRESHOLD"),
            percent=given.number("PERCENT"),
            false_alarm_rate=given.number("FALSE_ALARM_RATE"),
            discovery_rate=given.number("DISCOVERY_RATE"),
            decibel=given.number("DECIBEL"),
            hysteresis=given.number("HYSTERESIS"),
            minimum_pixels=given.whole("MINIMUM_PIXELS"),
            minimum_hectares=given.number("MINIMUM_HECTARES"),
            layout=given.word("LAYOUT"),
            model=given.word("MODEL"),
            focus=given.word("FOCUS"),
            weight=given.number("WEIGHT"),
            register=given.flag("REGISTER"),
            calibrated=given.word("CALIBRATED"),
        )


def _numbers(summary: ChangeSummary) -> dict[str, float]:
    found = {
        "THRESHOLD_DB": summary.threshold_db,
        "CHANGED_SHARE": summary.changed_share,
        "DECREASE_HA": summary.decrease_ha,
        "INCREASE_HA": summary.increase_ha,
        "DECREASE_PIXELS": summary.decrease_pixels,
        "INCREASE_PIXELS": summary.increase_pixels,
        "GAIN_DB": summary.gain_db[0],
        "LOOKS_USED": summary.looks,
        "POLYGON_COUNT": summary.polygons,
        "SHIFT_ROWS": summary.shift.rows,
        "SHIFT_COLUMNS": summary.shift.cols,
        "SHIFT_ERROR": summary.shift.error,
        "SHIFT_TILES": summary.shift.agreeing,
    }
    return {name: known(value) for name, value in found.items()}
