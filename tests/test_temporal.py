"""Filters over a series of dates: theory, missing data, and the job that runs them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.errors import InputError, OutputError
from aurora_qgis.core.jobs import StackFiles, StackOptions, band_numbers, despeckle_stack
from aurora_qgis.core.jobs.speckle import stacking as job
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import speckle
from aurora_qgis.core.speckle.temporal import Covariance, expected_looks, mean_ratio, quegan_yu, super_image


def looks_of(image: np.ndarray) -> float:
    return float(image.mean() ** 2 / image.var())


@pytest.fixture
def dates(save, rng) -> list[str]:
    """Five dates; a dark square appears on the third; the first has an empty border, the second a hole."""
    paths = []
    for index in range(5):
        image = speckle((1, 90, 100), 4, rng)
        if index == 2:
            image[:, 30:60, 30:60] *= 0.05
        if index == 0:
            image[:, :10] = 0
        if index == 1:
            image[:, 50:55, 70:80] = np.nan
        paths.append(save(image, f"S1_2024030{index + 1}_vv.tif", descriptions=["VV"]))
    return paths


@pytest.mark.parametrize("number", [3, 10, 20])
def test_quegan_yu_gains_the_looks_that_theory_gives(number, rng):
    series = [speckle((300, 300), 4.4, rng) for _ in range(number)]
    ratio = mean_ratio(series, 7)
    found = quegan_yu(series[1], ratio, 7)[5:-5, 5:-5]
    assert looks_of(found) >= 0.9 * expected_looks(4.4, number, 49)
    assert found.mean() == pytest.approx(series[1].mean(), rel=0.02)


def test_quegan_yu_follows_its_formula(rng):
    series = [speckle((30, 30), 2, rng) * (1 + index) for index in range(4)]
    window = (slice(9, 16), slice(12, 19))
    means = [date[window].astype(np.float64).mean() for date in series]
    expected = means[2] * np.mean([date[12, 15] / mean for date, mean in zip(series, means)])
    assert quegan_yu(series[2], mean_ratio(series, 7), 7)[12, 15] == pytest.approx(expected, rel=1e-5)


def test_a_change_between_dates_stays_where_it_is(rng):
    series = [speckle((80, 80), 4, rng) for _ in range(8)]
    series[3][20:60, 20:60] *= 10
    ratio = mean_ratio(series, 7)
    found = [quegan_yu(date, ratio, 7)[30:50, 30:50].mean() for date in series]
    assert found[3] == pytest.approx(10, rel=0.1)
    assert np.delete(found, 3) == pytest.approx(1, rel=0.1)


def test_missing_pixels_of_one_date_leave_the_others_alone(rng):
    series = [speckle((60, 60), 4, rng) for _ in range(5)]
    series[0][20:30, 20:30] = np.nan
    ratio = mean_ratio(series, 7)
    found = [quegan_yu(date, ratio, 7) for date in series]
    assert np.isnan(found[0][20:30, 20:30]).all()
    assert np.isfinite(found[0]).sum() == 3600 - 100
    assert all(np.isfinite(one).all() for one in found[1:])
    assert super_image(series)[25, 25] == pytest.approx(np.mean([date[25, 25] for date in series[1:]]))


def test_optimal_weights_are_equal_for_equal_dates_and_lower_for_correlated_ones(rng):
    series = [speckle((1, 400, 400), 4, rng) for _ in range(4)]
    equal = Covariance(1, 4)
    equal.add(series, 7)
    assert equal.optimal_weights()[:, 0] == pytest.approx(0.25, abs=0.01)
    series[1] = series[0].copy()
    twins = Covariance(1, 4)
    twins.add(series, 7)
    weights = twins.optimal_weights()[:, 0]
    assert weights[:2] == pytest.approx(1 / 6, abs=0.01)
    assert weights[2:] == pytest.approx(1 / 3, abs=0.01)


def test_optimal_weights_follow_the_looks_and_beat_equal_ones(rng):
    series = [speckle((1, 400, 400), looks, rng) for looks in (1, 1, 8)]
    covariance = Covariance(1, 3)
    covariance.add(series, 7)
    weights = covariance.optimal_weights()
    assert weights[2, 0] > 4 * weights[0, 0]
    best = quegan_yu(series[2], mean_ratio(series, 7, weights), 7)
    assert looks_of(best) > 1.5 * looks_of(quegan_yu(series[2], mean_ratio(series, 7), 7))


def test_with_too_little_in_common_the_weights_are_equal():
    nothing = Covariance(2, 3)
    nothing.add([np.full((2, 20, 20), np.nan, np.float32)] * 3, 7)
    assert nothing.optimal_weights() == pytest.approx(1 / 3)


@pytest.mark.parametrize("method", job.METHODS)
def test_every_date_comes_out_with_its_own_ground_and_its_own_gaps(method, dates, tmp_path):
    out, folder = str(tmp_path / "all.tif"), tmp_path / "dates"
    summary = despeckle_stack(dates, StackFiles(out, str(folder)), StackOptions(method, looks=4))
    assert summary.dates == 5
    assert summary.looks_after > 12
    assert sorted(path.name for path in folder.iterdir()) == [f"2024-03-0{day}.tif" for day in range(1, 6)]
    with Raster.open(out) as raster:
        found = raster.read()
        assert raster.descriptions == tuple(f"2024-03-0{day} VV" for day in range(1, 6))
    for band, path in zip(found, sorted(folder.iterdir())):
        with Raster.open(str(path)) as raster:
            assert np.array_equal(raster.read()[0], band, equal_nan=True)
    assert np.isnan(found[0, :10]).all()
    assert np.isfinite(found[0, 10:]).all()
    assert np.isnan(found[1, 50:55, 70:80]).all()
    assert np.isfinite(found[2]).all()
    assert found[2, 35:55, 35:55].mean() == pytest.approx(0.05, rel=0.15)
    assert found[3, 35:55, 35:55].mean() == pytest.approx(1, rel=0.15)


def test_blocks_do_not_show_however_many_dates_share_the_memory(dates, tmp_path, monkeypatch):
    options = StackOptions("quegan_yu", looks=4, layout="plain")
    despeckle_stack(dates, StackFiles(str(tmp_path / "a.tif")), options)
    monkeypatch.setattr(job, "PIXELS_AT_ONCE", 5 * 40 * 40)
    despeckle_stack(dates, StackFiles(str(tmp_path / "b.tif")), options)
    with Raster.open(str(tmp_path / "a.tif")) as first, Raster.open(str(tmp_path / "b.tif")) as second:
        assert second.read() == pytest.approx(first.read(), rel=1e-5, nan_ok=True)


def test_the_bands_of_one_raster_can_be_the_dates(save, rng, tmp_path):
    names = ["VV 2023-01-05", "VV 2023-02-05", "VV 2023-03-05"]
    stack = save(speckle((3, 60, 60), 4, rng), "stack.tif", descriptions=names)
    despeckle_stack([stack], StackFiles(str(tmp_path / "out.tif")), StackOptions(looks=4))
    with Raster.open(str(tmp_path / "out.tif")) as raster:
        assert raster.descriptions == ("2023-01-05", "2023-02-05", "2023-03-05")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"method": "magic"}, "method 'magic' is not known"),
        ({"filter": "magic"}, "filter 'magic' is not known"),
        ({"window": 8}, "odd number"),
        ({"looks": -1}, "number of looks"),
    ],
)
def test_wrong_options_are_refused(options, sentence, dates, tmp_path):
    with pytest.raises(InputError, match=sentence):
        despeckle_stack(dates, StackFiles(str(tmp_path / "out.tif")), StackOptions(**options))
    assert not (tmp_path / "out.tif").exists()


def test_wrong_series_are_refused(dates, save, rng, tmp_path):
    files = StackFiles(str(tmp_path / "out.tif"))
    two_bands = save(speckle((2, 90, 100), 4, rng), "two.tif")
    with pytest.raises(InputError, match="the same bands"):
        despeckle_stack([dates[0], two_bands], files)
    with pytest.raises(InputError, match="at least two"):
        despeckle_stack(dates[:1], files)
    with pytest.raises(InputError, match="no dates"):
        despeckle_stack([], files)
    with pytest.raises(OutputError, match="Nothing is to be written"):
        despeckle_stack(dates, StackFiles())
    with pytest.raises(OutputError, match="also an input"):
        despeckle_stack(dates, StackFiles(dates[2]))
    assert not list(Path(tmp_path).glob("*out*"))


def test_cancelling_leaves_nothing(dates, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    from aurora_qgis.core.errors import Cancelled

    with pytest.raises(Cancelled):
        despeckle_stack(dates, StackFiles(str(folder / "out.tif")), progress=lambda share: share < 0.5)
    assert not list(folder.iterdir())


def test_band_numbers_are_read_and_nonsense_is_refused():
    assert band_numbers(" 1, 3") == (1, 3)
    assert band_numbers("") == ()
    with pytest.raises(InputError, match="does not name bands"):
        band_numbers("VV")
