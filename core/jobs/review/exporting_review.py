"""What a review gives: polygons with their decisions, and chips of both dates with labels to train on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard
from ...change import Direction
from ...errors import InputError, OutputError
from ...grid import Window
from ...outputs import Outputs
from ...paths import version
from ...raster import (
    SUFFIXES,
    VECTOR_SUFFIXES,
    Content,
    LabelledPolygons,
    Layout,
    RasterTarget,
    ReviewedPolygons,
    ReviewLog,
    disk_bytes,
)
from ...review import Entry, standing
from ..change.options import ChangeOptions
from ..change.pairing import Pair, open_dates
from ..opening import AUTOMATIC, Log, unsaid
from .reviewing import ReviewPolygons

CODES = {"decrease": int(Direction.DECREASE), "none": int(Direction.NONE), "increase": int(Direction.INCREASE)}
LEAST_CHIP, MOST_CHIP = 16, 4096
INDEX = "index.json"


@dataclass(frozen=True)
class ReviewFiles:
    """Where the results go; None leaves one out."""

    output: str | None = None
    """Reviewed polygons (.gpkg or .geojson)."""

    folder: str | None = None
    """Chips, and an index of them."""


@dataclass(frozen=True)
class ExportOptions:
    """Parameters of `export_review` with their defaults."""

    rejected: bool = True
    """Polygons that were rejected, too: to a training they tell where nothing changed."""

    chip: int = 128
    """Rows and columns of a chip; the whole image where that is smaller."""

    background: bool = False
    """Pixels of a chip that lie in no polygon count as unchanged, else as not known."""

    before_bands: tuple[int, ...] = ()
    """Of the before image, counted from 1; none means as many as both rasters have."""

    after_bands: tuple[int, ...] = ()
    """The same of the after image, in the same order."""

    before_scale: str = AUTOMATIC
    """What the values of the before image mean, one of SCALES."""

    after_scale: str = AUTOMATIC
    """The same of the after image, one of SCALES."""

    def check(self) -> None:
        """Raise InputError for values that no raster could make right."""
        self.pair.check()
        if not LEAST_CHIP <= self.chip <= MOST_CHIP:
            raise InputError(f"The chips have {self.chip} rows: choose {LEAST_CHIP} to {MOST_CHIP}.")

    @property
    def pair(self) -> ChangeOptions:
        """The same for opening a pair."""
        return ChangeOptions(self.before_bands, self.after_bands, self.before_scale, self.after_scale)


@dataclass(frozen=True)
class ExportSummary:
    """What was written."""

    polygons: int
    chips: int
    labels: dict[str, int]
    """Polygons of each label."""


def export_review(
    polygons: ReviewPolygons,
    images: Sequence[str],
    files: ReviewFiles,
    options: ExportOptions = ExportOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> ExportSummary:
    """Write the polygons that were decided, what was skipped left out, and chips around them.

    `images` are the before and the after image, needed for chips only. Chips are linear intensity on the before
    image's grid; labels are 1 decrease, 2 none, 3 increase, and 0 where nobody has decided. Raises InputError,
    OutputError or Cancelled; then there are no files.
    """
    options.check()
    if not files.output and not files.folder:
        raise OutputError("Nothing is to be written: choose an output for the polygons, a folder for chips, or both.")
    if files.folder and len(images) != 2:
        raise InputError("Chips are cut from both dates: choose the before and the after image.")
    review = ReviewLog(polygons.path, polygons.layer)
    every = standing(review.entries())
    states = {polygon: one for polygon, one in every.items() if _exported(one, options)}
    if not states:
        raise InputError(f"Nothing of {polygons.path} is decided yet that could be exported: review it first.")
    reviewed = ReviewedPolygons(polygons.path, review.layer, states)
    written = chips = 0
    with Outputs([polygons.path, *images]) as outputs:
        part = outputs.reserve(files.output, VECTOR_SUFFIXES) if files.output else None
        if part is not None:
            written = reviewed.write(part, stage(progress, 0.0, 0.1))
        if files.folder:
            before, after = images
            pair = open_dates(before, after, options.pair, log, stage(progress, 0.1, 0.3))
            with pair.before.raster, pair.second.raster:
                labels = LabelledPolygons(reviewed, CODES, pair.before.grid.shown)
                labels.repairs.tell(log)
                chips = _Chips(outputs, Path(files.folder), pair, labels, options).write(stage(progress, 0.3, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return ExportSummary(written, chips, dict(Counter(one.label for one in states.values())))


def _exported(state: Entry, options: ExportOptions) -> bool:
    if state.decision == "skip":
        return False
    return options.rejected or state.decision != "reject"


class _Chips:
    """Three rasters per polygon and an index, all of them or none."""

    def __init__(
        self, outputs: Outputs, folder: Path, pair: Pair, labels: LabelledPolygons, options: ExportOptions
    ) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"The folder {folder} cannot be made ({error.strerror}): choose another one.") from error
        self._outputs, self._folder, self._pair, self._options = outputs, folder, pair, options
        self._labels = labels
        self._index = outputs.reserve(str(folder / INDEX), (".json",))

    def write(self, progress: Progress) -> int:
        made, middles = [], self._labels.middles()
        for done, (state, middle) in enumerate(middles):
            check_cancelled(progress, done / len(middles))
            window = chip_window(middle, self._options.chip, self._pair.before.grid.shape)
            if window is not None:
                made.append(self._chip(state, window))
        if not made:
            raise InputError("No polygon that was decided lies on the images: choose the images they were made of.")
        index = {
            "made_by": f"AuroraSAR {version()}, aurorasar:exportreview",
            "before": self._pair.before.raster.name,
            "after": self._pair.second.raster.name,
            "bands": list(self._pair.names),
            "scale": "linear intensity",
            "classes": {**CODES, "not known": 0},
            "options": asdict(self._options),
            "chips": made,
        }
        self._index.write_text(json.dumps(index, indent=1, ensure_ascii=False), encoding="utf-8")
        return len(made)

    def _chip(self, state: Entry, window: Window) -> dict[str, Any]:
        part, stem = self._pair.before.grid.part(window), f"{state.polygon:08d}"
        background = CODES["none"] if self._options.background else 0
        labels = self._labels.read(window, background)
        before, after = self._pair.before.read(window), self._pair.after.read(window)
        labels[~(np.isfinite(before).all(axis=0) & np.isfinite(after).all(axis=0))] = 0
        contents: dict[str, tuple[NDArray[Any], Content]] = {
            "before": (before, Content(part, self._pair.names, algorithm="aurorasar:exportreview")),
            "after": (after, Content(part, self._pair.names, algorithm="aurorasar:exportreview")),
            "label": (labels, Content(part, ["Class: 1 decrease, 2 none, 3 increase, 0 not known"], np.uint8, 0,
                                      categorical=True, algorithm="aurorasar:exportreview")),
        }  # fmt: skip
        names = {kind: f"{stem}_{kind}.tif" for kind in contents}
        for kind, (values, content) in contents.items():
            self._write(names[kind], values, content)
        counts = np.bincount(labels.ravel(), minlength=4)
        return {
            "files": names,
            **state._asdict(),
            "window": window._asdict(),
            "transform": part.transform,
            "crs": part.crs,
            "pixels": {name: int(counts[code]) for name, code in CODES.items()},
        }

    def _write(self, name: str, values: NDArray[Any], content: Content) -> None:
        part = self._outputs.reserve(str(self._folder / name), SUFFIXES, disk_bytes(content, Layout.PLAIN))
        target = RasterTarget(part, content, Layout.PLAIN)
        target.write(Window(0, 0, *content.grid.shape), values)
        target.finish()


def chip_window(middle: tuple[float, float], side: int, shape: tuple[int, int]) -> Window | None:
    """A square around a position, moved so that it lies in an image of `shape`; None for a position outside."""
    if not all(0 <= place < size for place, size in zip(middle, shape)):
        return None
    rows, cols = (min(side, size) for size in shape)
    row, col = (
        min(max(int(place) - length // 2, 0), size - length) for place, length, size in zip(middle, (rows, cols), shape)
    )
    return Window(row, col, rows, cols)
