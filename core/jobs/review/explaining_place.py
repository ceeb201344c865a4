"""Why a place was called changed or not: its values on both dates, what decided, a sentence, chips, and its series."""

from __future__ import annotations

from ...blocks import Progress, check_cancelled, stage, unheard
from ...outputs import Outputs
from ..change.pairing import open_dates
from ..opening import Log, unsaid
from .place_inputs import Place, PlaceFiles, PlaceInputs, PlaceOptions
from .place_pair import PairAtPlace
from .place_report import place_report
from .place_series import PlaceSeries
from .place_summary import PlaceSummary

JSON_SUFFIXES, HTML_SUFFIXES = (".json",), (".html", ".htm")


def explain_place(
    before: str,
    after: str,
    place: Place,
    inputs: PlaceInputs = PlaceInputs(),
    files: PlaceFiles = PlaceFiles(),
    options: PlaceOptions = PlaceOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> PlaceSummary:
    """Explain one pixel of a pair of dates; on request as a JSON file and as an HTML page.

    Only the surroundings are read, besides the samples that scale, looks, gain and registration are taken from. Raises
    InputError, OutputError or Cancelled; then there are no files.
    """
    options.check()
    inputs.check()
    chosen = (before, after, inputs.strength, inputs.explanation, *inputs.series)
    pair = open_dates(before, after, options.change, log, stage(progress, 0.0, 0.3))
    with pair.before.raster, pair.second.raster, Outputs([one for one in chosen if one]) as outputs:
        parts = [
            outputs.reserve(path, suffixes) if path else None
            for path, suffixes in ((files.json, JSON_SUFFIXES), (files.report, HTML_SUFFIXES))
        ]
        at = place.on(pair.before.grid, pair.before.raster.name)
        found = PairAtPlace(pair, at, inputs, options, log, stage(progress, 0.3, 0.6))
        series = PlaceSeries(inputs.series, inputs.dates, options.window, options.looks, options.significance)
        seen = series.at(place.on, stage(progress, 0.6, 0.95), log) if inputs.series else None
        summary = found.summary(seen)
        for part, make in zip(parts, (PlaceSummary.as_json, place_report)):
            if part is not None:
                part.write_text(make(summary), encoding="utf-8")
        check_cancelled(progress, 1.0)
        outputs.publish()
    log(summary.sentence)
    return summary
