"""Vector layers onto the radar's grid: where they lie, their classes, or an attribute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...blocks import Progress, check_cancelled, stage, unheard, walk
from ...errors import InputError
from ...grid import Grid, Window
from ...outputs import Outputs
from ...raster import Content, Drawn, Layout, Shape, Vectors
from ..opening import Log, check_choice, unsaid
from ..targets import Forked, Rasters
from .accuracy import Accuracy
from .grid_options import RadarcodeFiles, RadarGridOptions
from .looking_up import BLOCK
from .radar_grid import LAYOVER, NO_DATA, SHADOW
from .radarcoding import NO_CLASS
from .scenes import open_scene
from .tally import Tally
from .vector_places import shapes_in

PRESENCE, COVER, CLASSES, ATTRIBUTE = "presence", "cover", "classes", "attribute"

SAMPLES = 8
"""Places down and across in a pixel that a share of it is counted from: it is right within 1 / 16, and 0.02 rms."""

UNKNOWN = 255
"""No data of presence."""

MOST_CLASSES = 10_000
"""Of a text attribute; more are names, not classes."""


class _Kind(NamedTuple):
    """How something that can be drawn is stored."""

    help: str
    dtype: Any
    empty: float
    """Where no shape lies."""

    nodata: float
    """Where the terrain model has no ground."""

    unit: str = ""


DRAWINGS: dict[str, _Kind] = {
    PRESENCE: _Kind("1 where a shape lies, else 0", np.uint8, 0, UNKNOWN),
    COVER: _Kind("share of the pixel inside polygons, 0 to 1", np.float32, 0, float("nan")),
    CLASSES: _Kind("classes of an attribute of whole numbers or texts", np.int32, NO_CLASS, NO_CLASS),
    ATTRIBUTE: _Kind("an attribute's number", np.float32, float("nan"), float("nan")),
}
"""What can be drawn of a layer. Where shapes overlap the last one counts."""


@dataclass(frozen=True)
class VectorOptions(RadarGridOptions):
    """Parameters of `radarcode_vector` with their defaults."""

    layer: str = ""
    """Name in the vector file; empty means the first."""

    draw: str = PRESENCE
    """One of DRAWINGS."""

    attribute: str = ""
    """For classes and attribute: its name."""

    all_touched: bool = False
    """Draw every pixel that a shape touches, not those alone whose centre a polygon covers."""

    def check(self) -> None:
        """Raise InputError for values that no layer could make right."""
        super().check()
        check_choice("drawing", self.draw, DRAWINGS)
        if self.draw in (CLASSES, ATTRIBUTE) and not self.attribute:
            raise InputError(f"Drawing {self.draw} needs an attribute of the layer: choose one.")
        if self.draw == COVER and self.all_touched:
            raise InputError("The share of a pixel that is covered does not go with all touched pixels: choose one.")


@dataclass(frozen=True)
class VectorSummary:
    """What a run found out."""

    rows: int
    cols: int
    shapes: int
    """That lie around image and terrain model, and were drawn."""

    left_out: int
    """Without a value of the attribute that 32 bits can hold, or with a vertex that the radar geometry has no place
    for."""

    legend: Mapping[int, str]
    """Classes and their texts; empty for other drawings."""

    drawn_share: float
    """Of the pixels whose ground is known, those with a shape."""

    layover_share: float
    shadow_share: float
    """Of the pixels whose ground is known."""

    accuracy: Accuracy


class _Count:
    """A target that counts the pixels with a shape."""

    def __init__(self, kind: _Kind) -> None:
        self._kind, self.pixels = kind, 0

    def write(self, window: Window, values: NDArray[Any]) -> None:
        drawn = (values != self._kind.empty) & (values != self._kind.nodata) & (values == values)
        self.pixels += int(np.count_nonzero(drawn))


def radarcode_vector(
    source: str,
    product: str,
    terrain: str,
    files: RadarcodeFiles,
    options: VectorOptions = VectorOptions(),
    *,
    progress: Progress = unheard,
    log: Log = unsaid,
) -> VectorSummary:
    """Draw points, lines or polygons of any CRS in the grid of a Sentinel-1 image, by orbit and terrain model.

    Every vertex goes from the map to the image at its height on the terrain; edges get new vertices before. Pixels are
    those of `calibrate`: bursts merged, and looks averaged if asked for. Instead of a product, a raster with a geometry
    of its own will do, and needs no terrain model. Raises InputError, OutputError or Cancelled.
    """
    options.check()
    scene = open_scene(product, terrain, options, log)
    grid = scene.grid
    with Vectors(source, options.layer) as vectors:
        values, legend = _values(vectors, options)
        field = options.attribute if options.draw in (CLASSES, ATTRIBUTE) else ""
        found, lost = shapes_in(vectors, scene, field, stage(progress, 0.0, 0.1))
        vectors.repairs.tell(log)
        name = vectors.name
    shapes = [Shape(one.body, value) for one in found if (value := values(one.value)) is not None]
    if not shapes:
        raise InputError(f"No shape of {name} lies on both the image and {scene.ground}, with a value to draw.")
    kind = DRAWINGS[options.draw]
    names = {"input": name, **scene.names, "legend": legend}
    where: dict[str, Any] = {"parameters": {**names, **asdict(options)}, "ground_control": scene.control()}
    where |= {"algorithm": "aurorasar:radarcodevector", "categorical": True}
    contents = (
        Content(Grid(grid.shape), [options.attribute or options.draw], kind.dtype, nodata=kind.nodata, **where)
        if options.draw != COVER else Content(Grid(grid.shape), [COVER], **{**where, "categorical": False}),
        Content(Grid(grid.shape), ["mask"], np.uint8, nodata=NO_DATA, **where),
    )  # fmt: skip
    drawn = Drawn(
        shapes, kind.dtype, kind.empty, all_touched=options.all_touched, samples=SAMPLES if options.draw == COVER else 1
    )
    tally, count = Tally(), _Count(kind)
    with scene, Outputs([source, *scene.inputs]) as outputs:
        accuracy = scene.accuracy(outputs, files.report, where["algorithm"], where["parameters"], log)
        rasters = Rasters(outputs, zip((files.image, files.mask), contents), Layout(options.layout))
        walk(
            grid.shape, [scene.blocks(), drawn], lambda block, image: _masked(block, image, kind),
            [Forked(rasters.targets[0], count), Forked(rasters.targets[1], tally)],
            block=BLOCK, progress=stage(progress, 0.1, 0.7),
        )  # fmt: skip
        if not tally.mapped:
            raise InputError(f"{scene.ground} does not cover the image: choose another one.")
        rasters.finish(stage(progress, 0.7, 1.0))
        check_cancelled(progress, 1.0)
        outputs.publish()
    return VectorSummary(
        *grid.shape, len(shapes), len(found) - len(shapes) + lost, legend, count.pixels / tally.mapped,
        tally.share(LAYOVER), tally.share(SHADOW), accuracy,
    )  # fmt: skip


def _values(vectors: Vectors, options: VectorOptions) -> tuple[Callable[[Any], float | None], dict[int, str]]:
    """What to draw for an attribute's value (None: nothing), and the legend of classes."""
    if options.draw in (PRESENCE, COVER):
        return lambda _: 1.0, {}
    kind = vectors.kind(options.attribute)
    if options.draw == ATTRIBUTE:
        if kind == "text":
            raise InputError(f"'{options.attribute}' of {vectors.name} holds texts: draw classes instead.")
        most = float(np.finfo(np.float32).max)
        return lambda value: None if value is None or not abs(value) <= most else float(value), {}
    if kind == "decimal":
        raise InputError(
            f"The attribute '{options.attribute}' of {vectors.name} holds decimals, which are no classes: draw the "
            "attribute instead, or choose another one."
        )
    classes = vectors.distinct(options.attribute)
    if len(classes) > MOST_CLASSES:
        raise InputError(
            f"The attribute '{options.attribute}' of {vectors.name} has {len(classes):,} values, too many for classes: "
            "choose another one."
        )
    if kind == "integer":
        if classes and not NO_CLASS < classes[0] <= classes[-1] < -NO_CLASS:
            raise InputError(f"The attribute '{options.attribute}' has numbers beyond 32 bits: choose another one.")
        return lambda value: None if value is None else float(value), {one: str(one) for one in classes}
    numbers = {text: number for number, text in enumerate(classes, 1)}
    return numbers.get, {number: text for text, number in numbers.items()}


def _masked(block: Any, image: NDArray[Any], kind: _Kind) -> tuple[NDArray[Any], NDArray[np.uint8]]:
    mask = block.located().mask
    return np.where(mask == NO_DATA, kind.dtype(kind.nodata), image[0]), mask
