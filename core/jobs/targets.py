"""What jobs with several outputs write to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from numpy.typing import NDArray

from ..blocks import Progress, Target, stage
from ..grid import Window
from ..outputs import Outputs
from ..raster import SUFFIXES, Content, Layout, RasterTarget, disk_bytes


class Forked:
    """A target that hands what it gets to several others."""

    def __init__(self, *targets: Target) -> None:
        self.targets = targets

    def write(self, window: Window, values: NDArray[Any]) -> None:
        for target in self.targets:
            target.write(window, values)


def reserved(outputs: Outputs, path: str, content: Content, layout: Layout = Layout.COG) -> RasterTarget:
    """A raster of a run, let go of with its outputs."""
    target = RasterTarget(outputs.reserve(path, SUFFIXES, disk_bytes(content, layout)), content, layout)
    outputs.close_on_exit(target.abandon)
    return target


class Rasters:
    """The rasters of a run, of which only the named ones are written."""

    def __init__(self, outputs: Outputs, wanted: Iterable[tuple[str | None, Content]], layout: Layout) -> None:
        self.targets: list[Target] = []
        self.written: list[RasterTarget] = []
        for path, content in wanted:
            if path is None:
                self.targets.append(Forked())
                continue
            target = reserved(outputs, path, content, layout)
            self.targets.append(target)
            self.written.append(target)

    def finish(self, progress: Progress) -> None:
        """Complete all of them."""
        for number, target in enumerate(self.written):
            target.finish(stage(progress, number / len(self.written), (number + 1) / len(self.written)))
