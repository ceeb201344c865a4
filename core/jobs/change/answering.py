"""Conformal sets: from a probability of change and places of known truth to answers that hold it at a stated rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, Source, check_cancelled, stage, unheard, walk
from ...change.calibration import Scaling, platt, reliability
from ...change.conformal import Answer, Calibration, Limits, held_out, sets
from ...errors import InputError
from ...grid import Window
from ...outputs import Outputs
from ...raster import Burnt, Content, Layout, Raster, RasterTarget
from ..opening import Array, Log, check_choice, chosen_bands, unsaid
from ..targets import reserved
from .probabilities import probability_of_change
from .reference import Reference, reference_raster

CHANGED, UNCHANGED = 2, 1
TRUTH_LABELS = {
    "decrease": CHANGED, "increase": CHANGED, "change": CHANGED, "changed": CHANGED,
    "none": UNCHANGED, "no change": UNCHANGED, "unchanged": UNCHANGED,
}  # fmt: skip
"""What polygons may say, in any case of letters."""

TILE = 64
"""Pixels a side of the tiles, as on a chessboard, of which either colour judges what was learned from the other."""

CODES = "1 change, 2 no change, 3 both, 4 neither"


@dataclass(frozen=True)
class ConformalOptions:
    """Parameters of `conformal_sets` with their defaults."""

    bands: tuple[int, ...] = ()
    """Counted from 1: one of the probability of change, or two of decrease and of increase. None: by their names."""

    error: float = 0.1
    """Share of the changed, and of the unchanged, pixels whose set may miss the truth."""

    label: str = "label"
    """Column of the polygons that holds one of TRUTH_LABELS."""

    reference_band: int = 1
    """Of a reference raster, counted from 1."""

    reference_changed: tuple[int, ...] = ()
    """Values of a reference raster that are change; none means all but 0."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        if not 0 < self.error < 1:
            raise InputError(f"The share of errors is {self.error:g}: choose one between 0 and 1, such as 0.1.")
        if len(self.bands) > 2:
            raise InputError("Choose one band (probability of change) or two (of decrease and of increase).")
        if not self.label:
            raise InputError("The polygons' labels are in no column: name one.")


@dataclass(frozen=True)
class ConformalFiles:
    """Where the results go; None leaves one out."""

    sets: str
    """The set of each pixel, as classes (.tif)."""

    probability: str | None = None
    """The probability after Platt's scaling, fitted to the places of known truth."""


@dataclass(frozen=True)
class ConformalSummary:
    """What was found. Shares are from 0 to 1; NaN where they cannot be told."""

    changed_pixels: int
    """Of known truth."""

    unchanged_pixels: int
    change_from: float
    """Probability from which on change belongs to the set."""

    no_change_to: float
    """Probability up to which no change belongs to it."""

    coverage_changed: float
    """Share of the changed pixels whose set holds the truth, judged by tiles from which the limits did not come."""

    coverage_unchanged: float
    change_share: float
    """Of the valid pixels, those that are surely changed; and so on."""

    no_change_share: float
    both_share: float
    neither_share: float
    calibration_error: float
    """Expected calibration error of the given probability at the places of known truth."""

    calibration_error_after: float
    """The same after scaling, judged by tiles from which the scaling did not come."""


def conformal_sets(
    source: str,
    reference: Reference,
    files: ConformalFiles,
    options: ConformalOptions = ConformalOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> ConformalSummary:
    """Write the Answer of each pixel (`change.conformal.sets`), and on request the scaled probability.

    Places of known truth are polygons with labels, or a reference raster. Raises InputError, OutputError or Cancelled;
    then there is no output.
    """
    options.check()
    reference.check()
    with Raster.open(source) as raster, Outputs([source, reference.path]) as outputs:
        given = _Probability(raster, _bands(raster, options.bands, log))
        truth = _truth(reference, raster, options, outputs, log)
        names = {"input": raster.name, "reference": reference.name}
        targets = _targets(outputs, files, raster, {**names, **asdict(options)})
        learned = _Learned()
        walk(
            raster.grid.shape, [given, truth], lambda *both: np.concatenate(both), [learned],
            block=raster.block, progress=stage(progress, 0.0, 0.4),
        )  # fmt: skip
        both = learned.both
        _check_labels(both, options.error, log)
        limits, scaling = both.limits(options.error), platt(*both.table) if files.probability else None
        counts = _Counts()
        walk(
            raster.grid.shape, [given], _answers(limits, scaling), [counts, *targets],
            block=raster.block, progress=stage(progress, 0.4, 0.85),
        )  # fmt: skip
        for number, target in enumerate(targets):
            target.finish(stage(progress, 0.85 + 0.07 * number, 0.92 + 0.07 * number))
        summary = _summary(learned, limits, scaling is not None, options.error, counts.shares)
        _say(summary, options.error, log)
        check_cancelled(progress, 1.0)
        outputs.publish()
    return summary


@dataclass(frozen=True)
class _Probability:
    """Bands as a Source: see `probability_of_change`."""

    raster: Raster
    bands: tuple[int, ...]

    def read(self, window: Window) -> Array:
        return probability_of_change(self.raster, self.bands, window)


def _bands(raster: Raster, chosen: tuple[int, ...], log: Log) -> tuple[int, ...]:
    """Counted from 0: as chosen, else of decrease and increase by their names, else of a probability, else the only."""
    names = [name.lower() for name in raster.descriptions]
    signs = [band for word in ("decrease", "increase") for band, name in enumerate(names) if word in name]
    named = [band for band, name in enumerate(names) if "probability" in name]
    guesses = (signs if len(signs) == 2 else [], named[:1], [0] if raster.count == 1 else [])
    found = chosen_bands(raster, chosen) if chosen else tuple(next((one for one in guesses if one), ()))
    if not found:
        raise InputError(f"Which band of {raster.name} is the probability of change is not known: choose it.")
    log(f"Probability of change: {' plus '.join(raster.descriptions[band] for band in found)}.")
    return found


def _truth(reference: Reference, raster: Raster, options: ConformalOptions, outputs: Outputs, log: Log) -> Source:
    """Where the truth is known, as a Source: 1 changed, 0 unchanged, else NaN."""
    if reference.raster:
        band, changed = options.reference_band, options.reference_changed
        return reference_raster(reference.raster, raster, band, changed, outputs, log)
    burnt = Burnt(reference.path, reference.layer, raster.grid.shown, options.label, TRUTH_LABELS)
    log(f"{burnt.count} labelled polygons.")
    burnt.repairs.tell(log)
    return _Labelled(burnt)


@dataclass(frozen=True)
class _Labelled:
    burnt: Burnt

    def read(self, window: Window) -> Array:
        codes = self.burnt.read(window)
        return np.where(codes > 0, codes == CHANGED, np.nan).astype(np.float32)


class _Learned:
    """What the places of known truth say, by the colour of their tile, as a Target of probability and truth."""

    def __init__(self) -> None:
        self.halves = Calibration(), Calibration()

    def write(self, window: Window, values: Array) -> None:
        probability, truth = values
        known = np.isfinite(truth)
        if not known.any():
            return
        rows, cols = (np.arange(start, start + count) // TILE
                      for start, count in ((window.row, window.rows), (window.col, window.cols)))  # fmt: skip
        colour = (rows[:, np.newaxis] + cols) % 2
        for number, half in enumerate(self.halves):
            here = known & (colour == number)
            half.add(probability[here], truth[here] >= 0.5)

    @property
    def both(self) -> Calibration:
        return self.halves[0] + self.halves[1]


class _Counts:
    """Pixels by Answer, as a Target."""

    def __init__(self) -> None:
        self._pixels = np.zeros(len(Answer), np.int64)

    def write(self, _window: Window, values: NDArray[np.uint8]) -> None:
        self._pixels += np.bincount(values.ravel(), minlength=len(Answer))

    @property
    def shares(self) -> list[float]:
        valid = int(self._pixels[1:].sum())
        return [float(count) / valid if valid else float("nan") for count in self._pixels[1:]]


def _targets(
    outputs: Outputs, files: ConformalFiles, raster: Raster, parameters: dict[str, Any]
) -> list[RasterTarget]:  # fmt: skip
    made: dict[str, Any] = {
        "algorithm": "aurorasar:conformalsets", "parameters": parameters, "ground_control": raster.ground_control(),
    }  # fmt: skip
    wanted = [(files.sets, Content(raster.grid, [f"Conformal set: {CODES}"], np.uint8, 0, categorical=True, **made))]
    if files.probability:
        wanted.append((files.probability, Content(raster.grid, ["Probability of change, scaled"], **made)))
    return [reserved(outputs, path, content, Layout(parameters["layout"])) for path, content in wanted]


def _answers(limits: Limits, scaling: Scaling | None) -> Callable[[Array], tuple[NDArray[Any], ...]]:
    def compute(probability: Array) -> tuple[NDArray[Any], ...]:
        found = sets(probability[0], limits)
        return (found, found, scaling(probability[0])) if scaling else (found, found)

    return compute


def _check_labels(calibration: Calibration, error: float, log: Log) -> None:
    changed, unchanged = calibration.pixels
    if not (changed or unchanged):
        raise InputError(
            "No place of known truth lies on a pixel with data: choose places on the raster, labelled as changed and "
            "as unchanged."
        )
    if not (changed and unchanged):
        raise InputError(
            f"{changed} changed and {unchanged} unchanged pixels of known truth with data: label places of both kinds."
        )
    if min(changed, unchanged) < 1 / error - 1:
        log(f"Warning: so few pixels of known truth that no set can leave a class out at {error:g}: label more.")


def _summary(
    learned: _Learned, limits: Limits, scaled: bool, error: float, shares: list[float]
) -> ConformalSummary:  # fmt: skip
    both, halves = learned.both, learned.halves
    changed, unchanged = both.pixels
    judged = scaled and all(count for half in halves for count in half.pixels)
    return ConformalSummary(
        changed, unchanged, *limits, *held_out(*halves, error), shares[0], shares[1], shares[2], shares[3],
        reliability(*both.table).expected_error, _error_after(*halves) if judged else float("nan"),
    )  # fmt: skip


def _error_after(first: Calibration, second: Calibration) -> float:
    """Expected calibration error of either half's probability, scaled by what the other half says."""
    tables = []
    for learned, judged in ((first, second), (second, first)):
        probability, changed, unchanged = judged.table
        tables.append((platt(*learned.table)(probability), changed, unchanged))
    joined = (np.concatenate(columns).astype(np.float64) for columns in zip(*tables))
    return reliability(*joined).expected_error


def _say(found: ConformalSummary, error: float, log: Log) -> None:
    log(
        f"From {found.changed_pixels} changed and {found.unchanged_pixels} unchanged pixels: change is possible from a "
        f"probability of {found.change_from:.4g} on, no change up to {found.no_change_to:.4g}."
    )
    coverage = found.coverage_changed, found.coverage_unchanged
    log(
        f"Held-out coverage: {coverage[0]:.1%} of the changed and {coverage[1]:.1%} of the unchanged pixels; asked for "
        f"were {1 - error:.1%}."
        if all(share == share for share in coverage)
        else "Held-out coverage cannot be told: label places of both kinds in several parts of the raster."
    )
