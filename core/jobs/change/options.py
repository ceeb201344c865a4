"""The parameters of a change detection, and which of them fit together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...change import MEASURES, Measure
from ...change.learned import ChangeModel, change_model, shipped
from ...change.measures import Setting
from ...change.thresholds import THRESHOLDS, Settings
from ...errors import InputError
from ...raster import Layout
from ...speckle import FILTERS
from ...speckle import Settings as FilterSettings
from ..opening import AUTOMATIC, SCALES, check_choice, check_looks
from ..speckle.filtering import NO_FILTER, check_filter

MOST_SIGMA = 10.0
FROM_HISTOGRAM = ("otsu", "kittler_illingworth", "generalised_gaussian")
"""Thresholds that do not go below the speckle."""

FROM_SPECKLE = ("false_alarm", "discovery")
"""Thresholds that need averages of which the statistics are known."""

FOCUSES = ("change", "flood")
"""What a network is asked for: any change, or floods."""

CALIBRATED = {
    "auto": "judged by the median of the before image",
    "yes": "it is calibrated: water, bright objects and noise have absolute levels",
    "no": "it is not: levels are relative to the scene's median",
}


@dataclass(frozen=True)
class ChangeOptions:
    """Parameters of `detect_change` with their defaults."""

    before_bands: tuple[int, ...] = ()
    """Of the before image, counted from 1; none means as many as both rasters have."""

    after_bands: tuple[int, ...] = ()
    """The same of the after image, in the same order."""

    before_scale: str = AUTOMATIC
    """What the values of the before image mean, one of SCALES."""

    after_scale: str = AUTOMATIC
    """The same of the after image, one of SCALES."""

    filter: str = "lee"
    """How both dates are averaged first, one of FILTERS, or 'none'."""

    window: int = 5
    """Side of the filter's square window in pixels, odd."""

    measure: str = "smoothed_log_ratio"
    """What makes the strength, one of MEASURES."""

    sigma: float = Setting.sigma
    """Standard deviation in pixels of the Gaussian window of smoothed_log_ratio."""

    looks: float = 0.0
    """Equivalent number of looks of the input; 0 means that they are estimated where needed."""

    normalise: bool = False
    """Remove the gain between the dates that most of the ground shows."""

    threshold: str = "otsu"
    """Where change starts, one of THRESHOLDS."""

    percent: float = Settings.percent
    """For the threshold 'percentile': how much of the area to call changed."""

    false_alarm_rate: float = Settings.false_alarm_rate
    """For the threshold 'false_alarm': share of unchanged pixels that may be called changed."""

    discovery_rate: float = Settings.discovery_rate
    """For the threshold 'discovery': share of the pixels called changed that may be wrong."""

    decibel: float = Settings.decibel
    """For the threshold 'fixed', in the unit of the measure."""

    hysteresis: float = 1.0
    """Share of the threshold down to which a change may grow; 1 means not at all."""

    minimum_pixels: int = 20
    """Connected changes of fewer pixels are dropped, and smaller holes in changes filled; 0 keeps all."""

    minimum_hectares: float = 0.0
    """Polygons of a smaller area are left out."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    model: str = ""
    """An ONNX file with its card beside it, for the measures with a network; empty means the shipped one."""

    focus: str = "change"
    """What the network is asked for, one of FOCUSES."""

    weight: float = 0.5
    """Of the network against the statistics in the measures that use both: 0 none, 0.5 as fitted, 1 it alone."""

    register: bool = False
    """Move the after image by the measured shift between the dates, if there is one."""

    calibrated: str = "auto"
    """Whether the levels that kinds of change refer to are absolute, one of CALIBRATED."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        check_choice("threshold", self.threshold, THRESHOLDS)
        check_choice("measure", self.measure, MEASURES)
        check_choice("scale", self.before_scale, SCALES)
        check_choice("scale", self.after_scale, SCALES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        check_choice("answer to whether the input is calibrated", self.calibrated, CALIBRATED)
        check_choice("focus", self.focus, FOCUSES)
        check_looks(self.looks)
        Settings(self.percent, self.false_alarm_rate, self.decibel, discovery_rate=self.discovery_rate).check()
        self._check_ranges()
        self._check_network(MEASURES[self.measure].network)
        self._check_speckle(MEASURES[self.measure])

    def _check_ranges(self) -> None:
        if not 0 < self.sigma <= MOST_SIGMA:
            raise InputError(f"The Gaussian window's sigma is {self.sigma:g}: choose one up to {MOST_SIGMA:g} pixels.")
        if not 0 <= self.weight <= 1:
            raise InputError(f"The weight of the network is {self.weight:g}: choose one from 0 to 1.")
        if not 0 < self.hysteresis <= 1:
            raise InputError(f"The hysteresis is {self.hysteresis:g}: choose a share above 0, at most 1.")
        if self.minimum_pixels < 0 or self.minimum_hectares < 0:
            raise InputError("The smallest change to keep is negative: choose 0 or more.")

    def _check_network(self, used: bool) -> None:
        if used:
            self.opened_model()
        elif self.model or self.focus != FOCUSES[0]:
            raise InputError(f"The measure '{self.measure}' uses no network: choose 'learned', 'fused' or 'adaptive'.")
        if self.focus == "flood" and self.measure != "learned":
            raise InputError("Floods are asked of the network alone: choose the measure 'learned'.")
        if used and self.threshold == "false_alarm":
            raise InputError("A network's probabilities hold no false alarm rate: choose another threshold or measure.")
        if used and self.threshold == "fixed" and not self.decibel < 1:
            raise InputError(
                f"The fixed threshold is {self.decibel:g}, which no probability exceeds, and the measure "
                f"'{self.measure}' gives one: choose a threshold below 1, such as 0.5."
            )
        if not used and self.threshold == "even_odds":
            raise InputError("Even odds are of probabilities: choose another threshold, or a measure with a network.")

    def _check_speckle(self, measure: Measure) -> None:
        """Whether the speckle statistics that measure and threshold rest on are known."""
        if self.threshold in FROM_SPECKLE and measure.absolute:
            raise InputError(
                "The speckle of a difference depends on how bright the ground is, so a false alarm rate cannot be "
                "held: choose a log-ratio as the measure, or another threshold."
            )
        if self.filter == NO_FILTER:
            return
        check_filter(self.filter, FilterSettings(self.window))
        by_statistics = measure.tests or (self.threshold in FROM_SPECKLE and not measure.network)
        if by_statistics and not FILTERS[self.filter].linear:
            raise InputError(
                f"After the filter '{self.filter}' the speckle statistics are not known, so a false alarm rate "
                "cannot be held: choose the filter 'boxcar' or 'none', or another threshold and measure."
            )

    def opened_model(self) -> ChangeModel:
        """The analyst's model, or the shipped one; checked against what is asked of it."""
        model = change_model(Path(self.model)) if self.model else shipped()
        model.check_focus(self.focus)
        return model
