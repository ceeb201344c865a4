"""Every filter on files that are odd, small, empty or asked for something impossible."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.jobs import DespeckleOptions, despeckle
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import speckle
from aurora_qgis.core.speckle import FILTERS

every_filter = pytest.mark.parametrize("name", FILTERS)
WINDOWED = [name for name, one in FILTERS.items() if one.uses_window]
FREE = [name for name in FILTERS if name not in WINDOWED]


def run(name: str, source: str, folder: Path, **options: object) -> np.ndarray:
    out = str(folder / "out.tif")
    despeckle(source, out, DespeckleOptions(name, **{"looks": 4.0, "layout": "plain", **options}))
    with Raster.open(out) as raster:
        return raster.read()


def refused(folder: Path) -> bool:
    """Nothing was left behind."""
    return not any(path.name != "image.tif" for path in folder.iterdir())


@every_filter
@pytest.mark.parametrize("looks", [-1.0, float("inf"), float("nan")])
def test_looks_that_cannot_be_are_refused_before_anything_is_written(name, looks, save, tmp_path, rng):
    source = save(speckle((40, 40), 4, rng))
    with pytest.raises(InputError, match="choose one above zero"):
        run(name, source, tmp_path, looks=looks)
    assert refused(tmp_path)


@every_filter
def test_a_thousand_looks_leave_the_image_nearly_as_it_is_or_are_refused(name, save, tmp_path, rng):
    ground = (10 ** rng.normal(0, 0.3, (4, 4))).repeat(20, 0).repeat(20, 1)
    image = (ground * speckle((80, 80), 1000, rng)).astype(np.float32)
    source = save(image)
    if name == "learned":
        with pytest.raises(InputError, match="serves 1 to 64 looks"):
            run(name, source, tmp_path, looks=1000.0)
        assert refused(tmp_path)
        return
    found = run(name, source, tmp_path, looks=1000.0)[0]
    assert np.all(np.isfinite(found))
    if FILTERS[name].uses_looks:
        assert np.median(np.abs(10 * np.log10(found / ground))) < 0.3


@pytest.mark.parametrize("name", WINDOWED)
@pytest.mark.parametrize("shape", [(1, 200), (200, 1), (6, 50), (1, 1)])
def test_an_image_smaller_than_the_window_is_refused(name, shape, save, tmp_path, rng):
    source = save(speckle(shape, 4, rng))
    with pytest.raises(InputError, match="choose a smaller window"):
        run(name, source, tmp_path)
    assert refused(tmp_path)


@pytest.mark.parametrize("name", FREE)
@pytest.mark.parametrize("shape", [(1, 200), (200, 1), (6, 50), (1, 1)])
def test_filters_without_a_window_take_any_image(name, shape, save, tmp_path, rng):
    found = run(name, save(speckle(shape, 4, rng)), tmp_path)
    assert found.shape == (1, *shape)
    assert np.all(np.isfinite(found))


@every_filter
def test_a_band_without_data_stays_without_and_the_others_are_filtered(name, save, tmp_path, rng):
    image = speckle((3, 60, 60), 4, rng)
    alone = run(name, save(image[::2], "alone.tif"), tmp_path)
    image[1] = np.nan
    found = run(name, save(image), tmp_path)
    assert np.all(np.isnan(found[1]))
    assert found[::2] == pytest.approx(alone, rel=1e-4)


@every_filter
def test_a_raster_without_any_data_is_refused(name, save, tmp_path):
    source = save(np.full((1, 60, 60), np.nan, np.float32))
    with pytest.raises(InputError, match="holds no valid data"):
        run(name, source, tmp_path)
    assert refused(tmp_path)


@every_filter
def test_a_border_of_zeros_is_no_data_and_darkens_nothing(name, save, tmp_path, rng):
    image = speckle((1, 120, 140), 4, rng)
    image[:, :, :40] = 0
    image[:, :25] = 0
    found = run(name, save(image), tmp_path)[0]
    assert np.array_equal(np.isnan(found), image[0] == 0)
    edge, inside = found[25:29, 40:], found[60:, 80:]
    assert 10 * np.log10(np.nanmean(edge) / np.nanmean(inside)) == pytest.approx(0, abs=0.6)


@pytest.mark.parametrize("name", [name for name, one in FILTERS.items() if not one.shares])
def test_weights_that_bands_cannot_share_are_refused(name, save, tmp_path, rng):
    with pytest.raises(InputError, match="no weights that bands could share"):
        run(name, save(speckle((2, 40, 40), 4, rng)), tmp_path, shared=True)
    assert refused(tmp_path)


@pytest.mark.parametrize("name", [name for name, one in FILTERS.items() if one.shares])
def test_shared_weights_keep_the_ratio_of_bands_that_differ_by_a_factor(name, save, tmp_path, rng):
    band = speckle((60, 60), 4, rng)
    found = run(name, save(np.stack([band, 0.1 * band])), tmp_path, shared=True)
    assert found[1] / found[0] == pytest.approx(0.1, rel=1e-4)
