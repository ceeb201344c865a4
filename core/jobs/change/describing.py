"""From an explanation to its files: a raster of figures, and polygons that carry the figures of their pixels."""

from __future__ import annotations

from ...blocks import Progress, stage, walk
from ...change import Direction
from ...change.explanation import Levels
from ...outputs import Outputs
from ...raster import Aligned, Polygons, Raster
from ..targets import Forked
from .explaining import Explanation, hidden_ground
from .files import ChangeTargets
from .pairing import Pair
from .polygons import Description, polygon_layers


def open_mask(mask: str | None, pair: Pair, outputs: Outputs) -> list[Aligned]:
    """A mask of hidden ground as a source on the before image's grid, if there is one."""
    if not mask:
        return []
    raster = Raster.open(mask)
    outputs.close_on_exit(raster.close)
    return [hidden_ground(raster, pair.before.grid)]


def describe(
    pair: Pair, hidden: list[Aligned], targets: ChangeTargets, explanation: Explanation, levels: Levels, unit: str,
    least_hectares: float, progress: Progress,
) -> Polygons:  # fmt: skip
    """Write what is wanted of both, in one pass over the dates. Raises Cancelled and OutputError."""
    raster, drawn = targets.explanation, targets.polygons
    regions = drawn.number(targets.strength, stage(progress, 0.0, 0.3)) if drawn else None
    means = drawn.means(regions, polygon_layers(len(pair.names))) if drawn and regions else None
    walk(
        pair.before.grid.shape, [pair.before, pair.after, targets.strength, targets.classes, *hidden], explanation,
        [Forked(*([raster] if raster else [])), Forked(*([means] if means else []))],
        halo=explanation.halo, block=explanation.block, progress=stage(progress, 0.3, 0.6),
    )  # fmt: skip
    if not (drawn and regions and means):
        return Polygons(0, 0.0)
    limits = dict.fromkeys((int(Direction.DECREASE), int(Direction.INCREASE)), explanation.limit)
    told = Description(regions, means.means, limits, levels, unit)
    return drawn.write(regions, told.attributes, least_hectares, stage(progress, 0.6, 1.0))
