"""The walker: every pixel once, halos, order, cancelling, errors."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.blocks import block_shape, blocks, stage, walk
from aurora_qgis.core.errors import Cancelled
from aurora_qgis.core.grid import Window
from aurora_qgis.core.speckle import FILTERS, Settings


class Memory:
    """A raster in memory that is both source and target."""

    def __init__(self, values: np.ndarray) -> None:
        self.values, self.written, self.order = values, np.zeros(values.shape[-2:], int), []

    def read(self, window: Window) -> np.ndarray:
        return self.values[(..., *window.slices)].copy()

    def write(self, window: Window, values: np.ndarray) -> None:
        self.values[(..., *window.slices)] = values
        self.written[window.slices] += 1
        self.order.append(window)


def empty(shape: tuple[int, ...]) -> Memory:
    return Memory(np.full(shape, np.nan, np.float32))


@pytest.mark.parametrize("shape", [(1, 1), (100, 37), (33, 64), (65, 129)])
@pytest.mark.parametrize("block", [(16, 16), (64, 8), (500, 500)])
def test_every_pixel_is_written_exactly_once_and_in_order(shape, block):
    source, target = Memory(np.ones((1, *shape), np.float32)), empty((1, *shape))
    walk(shape, [source], lambda values: values, [target], halo=3, block=block)
    assert np.all(target.written == 1)
    assert target.order == list(blocks(shape, block))


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("window", [3, 7, 11])
def test_filtering_in_blocks_equals_filtering_the_whole_image(name, window, rng):
    image = rng.gamma(2, 1, (2, 130, 170)).astype(np.float32)
    image[:, 40:60, 50:55] = np.nan
    target = empty(image.shape)

    settings = Settings(window, looks=2.0, levels=(5.0, 5.0))

    def compute(values: np.ndarray) -> np.ndarray:
        return FILTERS[name].function(values, settings)

    walk(image.shape[1:], [Memory(image)], compute, [target], halo=FILTERS[name].halo(settings), block=(32, 48))
    assert target.values == pytest.approx(compute(image), rel=1e-4, nan_ok=True)


def test_several_sources_and_targets_belong_together(rng):
    first, second = (Memory(rng.random((1, 50, 60))) for _ in range(2))
    total, product = empty((1, 50, 60)), empty((1, 50, 60))
    walk((50, 60), [first, second], lambda a, b: (a + b, a * b), [total, product], block=(16, 16))
    assert total.values == pytest.approx(first.values + second.values)
    assert product.values == pytest.approx(first.values * second.values)


def test_progress_rises_from_nothing_to_everything():
    heard = []
    walk((64, 64), [Memory(np.ones((1, 64, 64)))], lambda values: values, [empty((1, 64, 64))], block=(16, 16),
         progress=lambda share: heard.append(share) or True)  # fmt: skip
    assert heard[0] == 0
    assert heard[-1] == 1
    assert heard == sorted(heard)


def test_a_stage_takes_its_part_of_the_progress():
    heard = []
    stage(lambda share: heard.append(share) or True, 0.2, 0.6)(0.5)
    assert heard == pytest.approx([0.4])


def test_saying_no_stops_the_walk_at_once():
    target = empty((1, 640, 64))
    with pytest.raises(Cancelled):
        walk((640, 64), [Memory(np.ones((1, 640, 64)))], lambda values: values, [target], block=(16, 16),
             progress=lambda share: share < 0.1)  # fmt: skip
    assert target.written.mean() < 0.2


def test_an_error_in_a_thread_reaches_the_caller():
    def fail(values: np.ndarray) -> np.ndarray:
        raise ZeroDivisionError("in a thread")

    with pytest.raises(ZeroDivisionError, match="in a thread"):
        walk((64, 64), [Memory(np.ones((1, 64, 64)))], fail, [empty((1, 64, 64))], block=(16, 16))


@pytest.mark.parametrize("width", [1000, 8192, 20_000, 30_000])
def test_lines_under_a_row_of_blocks_take_the_same_memory_in_any_raster(width):
    rows, cols = block_shape(width, (1, width))
    assert rows * width <= 2**21
    assert rows * cols <= 2**19


@pytest.mark.parametrize("tile", [128, 256, 512])
def test_blocks_are_made_of_whole_tiles(tile):
    rows, cols = block_shape(10_000, (tile, tile))
    assert rows % tile == 0
    assert cols % tile == 0
