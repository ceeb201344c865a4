"""Rasters in blocks: read with a halo, compute on all cores, write in order, stop when asked.

The walker knows no mathematics and the mathematics knows no halos. Memory is bounded by the block size and
the number of cores, never by the raster.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from .errors import Cancelled
from .grid import Window

Progress = Callable[[float], bool]
"""Takes the share that is done, 0 to 1; returns False to stop the run."""

BLOCK = (256, 1024)
"""Rows and columns of a block: 1 MB of float32, so that a filter's temporaries stay in a core's cache."""


LINES_IN_CACHE = 2 * 1024 * 1024
"""Pixels in the lines that one row of blocks touches."""


class Source(Protocol):
    """Anything that `walk` can read."""

    def read(self, window: Window) -> NDArray[Any]:
        """The pixels of a window, (bands, rows, cols)."""


class Target(Protocol):
    """Anything that `walk` can fill: a raster, a histogram, a sum."""

    def write(self, window: Window, values: NDArray[Any]) -> None:
        """Take the pixels of a window; windows come in reading order, each pixel once."""


def unheard(_share: float) -> bool:
    """Progress that nobody listens to."""
    return True


def stage(progress: Progress, start: float, end: float) -> Progress:
    """Progress of one stage of a longer run, which takes it from `start` to `end`."""
    return lambda share: progress(start + share * (end - start))


def check_cancelled(progress: Progress, share: float) -> None:
    """Report progress; raise Cancelled when the answer is to stop."""
    if not progress(min(max(share, 0.0), 1.0)):
        raise Cancelled


Item = TypeVar("Item")


def watched(items: Iterable[Item], progress: Progress, share: float) -> Iterator[Item]:
    """The items, with a chance to cancel before each; for work whose length is not known."""
    for item in items:
        check_cancelled(progress, share)
        yield item


def block_shape(width: int, tile: tuple[int, int]) -> tuple[int, int]:
    """Rows and columns of a block of about BLOCK's pixels that suits a raster of `width` stored in such tiles.

    Whole tiles, so that none is read twice. In a raster stored by lines, fewer rows the wider it is, so that
    the lines that a row of blocks touches take the same memory in any raster.
    """
    most = min(max(LINES_IN_CACHE // width, BLOCK[0] // 4), BLOCK[0])
    rows = tile[0] * -(-most // tile[0])
    cols = tile[1] * -(-(BLOCK[0] * BLOCK[1] // rows) // tile[1])
    return min(rows, 4 * BLOCK[0]), cols if tile[1] < width else BLOCK[0] * BLOCK[1] // min(rows, BLOCK[0])


def blocks(shape: tuple[int, int], block: tuple[int, int] = BLOCK) -> Iterator[Window]:
    """Windows that cover `shape`, each pixel once, in reading order."""
    for row in range(0, shape[0], block[0]):
        for col in range(0, shape[1], block[1]):
            yield Window(row, col, min(block[0], shape[0] - row), min(block[1], shape[1] - col))


def walk(
    shape: tuple[int, int],
    sources: Sequence[Source],
    compute: Callable[..., Any],
    targets: Sequence[Target],
    *,
    halo: int = 0,
    block: tuple[int, int] = BLOCK,
    progress: Progress = unheard,
) -> None:
    """Run `compute` over all blocks.

    `compute` gets one array per source, which reaches `halo` pixels beyond the block as far as the image
    does, and returns one array per target (an array, or a tuple of them) of the same rows and columns. It
    runs in several threads: it must be pure. Reading and writing stay in the calling thread, in order.
    Raises Cancelled when `progress` returns False, and whatever `compute` raises.
    """
    windows = list(blocks(shape, block))
    workers = os.cpu_count() or 1
    pending: deque[tuple[Window, Future[tuple[NDArray[Any], ...]]]] = deque()
    done = 0

    def finish_one() -> None:
        nonlocal done
        window, future = pending.popleft()
        for target, values in zip(targets, future.result()):
            target.write(window, values)
        done += 1
        check_cancelled(progress, done / len(windows))

    check_cancelled(progress, 0.0)
    with ThreadPoolExecutor(workers, thread_name_prefix="aurorasar") as pool:
        try:
            for window in windows:
                outer = window.grown(halo, shape)
                arrays = [source.read(outer) for source in sources]
                pending.append((window, pool.submit(_cropped, compute, arrays, window.inside(outer))))
                if len(pending) > workers:
                    finish_one()
            while pending:
                finish_one()
        finally:
            for _, future in pending:
                future.cancel()


def _cropped(
    compute: Callable[..., Any], arrays: Sequence[NDArray[Any]], inner: tuple[slice, slice]
) -> tuple[NDArray[Any], ...]:
    results = compute(*arrays)
    results = results if isinstance(results, tuple) else (results,)
    return tuple(np.ascontiguousarray(result[(..., *inner)]) for result in results)
