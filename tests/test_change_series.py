"""The test for changes in a series, from files to files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.change.laws import Design
from aurora_qgis.core.change.reactiv import reactiv, speckle_variation
from aurora_qgis.core.change.sequence import changes
from aurora_qgis.core.errors import Cancelled, InputError, OutputError
from aurora_qgis.core.jobs import SeriesFiles, SeriesOptions, change_series
from aurora_qgis.core.jobs.series import sequencing as job
from aurora_qgis.core.raster import Raster
from aurora_qgis.core.simulate import speckle
from tests.conftest import grid

RASTERS = ("number", "first", "last", "direction", "p_value", "intervals", "significances", "reactiv")
DAYS = ("2024-01-05", "2024-01-17", "2024-01-29", "2024-02-10", "2024-02-22", "2024-03-05")


def everything(folder: Path) -> SeriesFiles:
    return SeriesFiles(**{name: str(folder / f"{name}.tif") for name in RASTERS}, report=str(folder / "report.html"))


def read(folder: Path, name: str) -> np.ndarray:
    with Raster.open(str(folder / f"{name}.tif")) as raster:
        return raster.read()


@pytest.fixture
def dates(rng) -> np.ndarray:
    """Six dates, two bands: water from the fourth date on in one square, a ship on the third in another; a gap."""
    made = np.stack([speckle((2, 90, 110), 12, rng) for _ in DAYS])
    made[3:, :, 20:50, 20:50] *= 0.1
    made[2, :, 60:75, 60:75] *= 10
    made[4, :, :10] = np.nan
    made[:, :, 80:, 100:] = np.nan
    return made


@pytest.fixture
def paths(dates, save) -> list[str]:
    return [save(one, f"s1_{day.replace('-', '')}.tif", descriptions=["VV", "VH"]) for day, one in zip(DAYS, dates)]


OPTIONS = SeriesOptions(looks=12, significance=1e-5)


def test_files_hold_what_the_test_finds_in_the_arrays(paths, dates, tmp_path):
    summary = change_series(paths, everything(tmp_path), OPTIONS)
    found = changes(dates, Design(12, 1, 2), 1e-5, every_step=True)
    no_data = np.isnan(found.p_value)
    assert read(tmp_path, "p_value")[0] == pytest.approx(found.p_value, rel=1e-4, nan_ok=True)
    assert np.array_equal(np.nan_to_num(read(tmp_path, "number")[0], nan=-1), np.where(no_data, -1, found.number))
    assert np.array_equal(np.nan_to_num(read(tmp_path, "first")[0]), found.first)
    assert np.array_equal(np.nan_to_num(read(tmp_path, "last")[0]), found.last)
    assert np.array_equal(np.nan_to_num(read(tmp_path, "intervals")), found.directions)
    assert read(tmp_path, "significances") == pytest.approx(found.steps, rel=1e-3, abs=1e-6, nan_ok=True)
    assert np.array_equal(np.nan_to_num(read(tmp_path, "direction")[0]), found.direction_at(found.last))
    assert summary.changed_share == pytest.approx(np.mean(found.number[~no_data] > 0))
    assert summary.changed_ha == pytest.approx(np.count_nonzero(found.number) / 100, rel=0.01)
    assert summary.valid_share == pytest.approx(np.mean(~no_data))
    assert sum(map(sum, summary.intervals)) == found.number.sum()


def test_water_and_a_ship_are_found_with_their_dates(paths, tmp_path):
    summary = change_series(paths, everything(tmp_path), OPTIONS)
    water, ship = (slice(22, 48), slice(22, 48)), (slice(61, 74), slice(61, 74))
    first, last, number, direction = (read(tmp_path, name) for name in ("first", "last", "number", "direction"))
    assert np.mean(first[0][water] == 4) > 0.95
    assert np.mean(direction[0][water] == 1) > 0.95
    assert np.mean((first[0][ship] == 3) & (last[0][ship] == 4) & (number[0][ship] == 2)) > 0.95
    assert np.mean((direction[1][ship] == 3) & (direction[0][ship] == 1)) > 0.95
    assert np.mean(number[0][:15] > 0) < 1e-3
    assert summary.busiest == "2024-02-10"
    report = (tmp_path / "report.html").read_text()
    assert all(day in report for day in DAYS)


def test_bands_are_named_by_their_interval(paths, tmp_path):
    change_series(paths, everything(tmp_path), OPTIONS)
    with Raster.open(str(tmp_path / "intervals.tif")) as raster:
        assert raster.descriptions[0] == "2024-01-05 to 2024-01-17"
        assert raster.descriptions[-1] == "2024-02-22 to 2024-03-05"


def test_dates_given_in_any_order_are_put_in_order_and_the_log_says_so(paths, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    said: list[str] = []
    first = change_series(paths, everything(tmp_path / "a"), OPTIONS, log=said.append)
    assert not any("put in order" in sentence for sentence in said)
    second = change_series(paths[::-1], everything(tmp_path / "b"), OPTIONS, log=said.append)
    assert any("not given in order of time; they are put in order" in sentence for sentence in said)
    assert first == second
    assert np.array_equal(read(tmp_path / "a", "first"), read(tmp_path / "b", "first"), equal_nan=True)


def test_dates_may_be_files_per_polarisation_or_bands_of_one_file_or_in_a_table(dates, paths, save, tmp_path):
    expected = change_series(paths, SeriesFiles(number=str(tmp_path / "n.tif")), OPTIONS)
    apart = [
        save(one[band], f"{day}_{name}.tif", descriptions=["x"])
        for name, band in (("VH", 1), ("VV", 0)) for day, one in zip(DAYS, dates)
    ]  # fmt: skip
    names = [f"{day} {name}" for day in DAYS for name in ("VV", "VH")]
    stack = save(dates.reshape(12, 90, 110), "stack.tif", descriptions=names)
    nameless = [save(one, f"scene{index}.tif") for index, one in enumerate(dates)]
    table = tmp_path / "dates.csv"
    table.write_text("name;date\n" + "".join(f"scene{index};{day}\n" for index, day in enumerate(DAYS)))
    for given, options in (
        (apart, OPTIONS),
        ([stack], OPTIONS),
        (nameless[::-1], SeriesOptions(looks=12, significance=1e-5, dates=str(table))),
    ):
        assert change_series(given, SeriesFiles(number=str(tmp_path / "n.tif")), options) == expected


def test_the_date_in_the_metadata_counts_before_that_in_the_name(paths, save, dates, tmp_path):
    later = save(dates[0], "copied_20200101.tif", descriptions=["VV", "VH"])
    dataset = gdal.Open(later, gdal.GA_Update)
    dataset.SetMetadataItem("ZERO_DOPPLER_START_TIME", "2024-06-01T05:12:09Z")
    dataset = None
    summary = change_series([later, *paths[1:]], SeriesFiles(number=str(tmp_path / "n.tif")), OPTIONS)
    assert summary.names[-1] == "2024-06-01"


def test_bands_of_the_same_names_are_compared_whatever_their_order(paths, dates, save, tmp_path):
    said: list[str] = []
    turned = save(dates[1][::-1], f"s1_{DAYS[1].replace('-', '')}t.tif", descriptions=["VH", "VV"])
    files = SeriesFiles(number=str(tmp_path / "n.tif"))
    expected = change_series(paths, files, OPTIONS)
    assert change_series([paths[0], turned, *paths[2:]], files, OPTIONS, log=said.append) == expected
    assert any("put in the order of s1_20240105.tif: VV, VH" in sentence for sentence in said)


def test_images_of_one_day_count_as_dates_of_their_own_and_the_log_says_so(dates, save, tmp_path):
    said: list[str] = []
    twice = [save(dates[index], name) for index, name in enumerate(("a_20240105.tif", "b_20240105.tif"))]
    summary = change_series(twice, SeriesFiles(number=str(tmp_path / "n.tif")), OPTIONS, log=said.append)
    assert summary.names == ("2024-01-05 (1)", "2024-01-05 (2)")
    assert any(sentence.startswith("2 images are of 2024-01-05") for sentence in said)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("scene0.tif,05.01.2024", "says of 'scene0.tif': 05.01.2024. Give one day, as YYYY-MM-DD"),
        ("scene0.tif,2024-02-30", "says of 'scene0.tif': 2024-02-30. Give one day"),
        ("scene0.tif,2024-01-05\nscene0.tif,2024-01-06", "says of 'scene0.tif': 2024-01-05, 2024-01-06. Give one day"),
        ("scene1.tif,2024-01-05", "has no line for 'scene0.tif': add 'scene0.tif,YYYY-MM-DD'"),
    ],
)
def test_a_table_that_does_not_tell_one_day_of_each_date_is_refused(lines, sentence, dates, save, tmp_path):
    paths = [save(one, f"scene{index}.tif") for index, one in enumerate(dates[:2])]
    table = tmp_path / "dates.csv"
    table.write_text(f"name,date\n{lines}\nscene1.tif,2024-03-01\n")
    with pytest.raises(InputError, match=sentence):
        change_series(paths, SeriesFiles(number=str(tmp_path / "n.tif")), SeriesOptions(looks=12, dates=str(table)))


def test_a_table_may_have_tabs_and_quotes(dates, save, tmp_path):
    paths = [save(one, f"scene{index}.tif") for index, one in enumerate(dates[:2])]
    table = tmp_path / "dates.csv"
    table.write_text('"scene0.tif"\t"2024-03-01"\n"scene1.tif"\t"2024-01-05T05:40:00Z"\n')
    files = SeriesFiles(number=str(tmp_path / "n.tif"))
    assert change_series(paths, files, SeriesOptions(looks=12, dates=str(table))).names == ("2024-01-05", "2024-03-01")


def test_eight_digits_that_are_no_day_are_no_date(dates, save, tmp_path):
    paths = [save(one, name) for one, name in zip(dates, ("frame20240230.tif", "b_20240301.tif"))]
    said: list[str] = []
    change_series(paths, SeriesFiles(number=str(tmp_path / "n.tif")), OPTIONS, log=said.append)
    assert any("When 'frame20240230.tif' was taken is not known" in sentence for sentence in said)


def test_of_two_dates_the_fewer_looks_count(save, rng, tmp_path):
    pair = [save(speckle((1, 150, 150), looks, rng), f"q_{day}.tif") for looks, day in zip((4, 40), DAYS)]
    summary = change_series(pair, SeriesFiles(number=str(tmp_path / "n.tif")))
    assert summary.looks == pytest.approx(4, rel=0.1)


def test_without_dates_the_order_is_as_given_and_the_log_says_so(dates, save, tmp_path):
    nameless = [save(one, f"scene{index}.tif") for index, one in enumerate(dates)]
    said: list[str] = []
    summary = change_series(nameless, SeriesFiles(first=str(tmp_path / "first.tif")), OPTIONS, log=said.append)
    assert any("in the order in which they were given" in sentence for sentence in said)
    assert summary.names[3] == "scene3"
    assert np.mean(read(tmp_path, "first")[0][22:48, 22:48] == 4) > 0.95


def test_blocks_do_not_show(paths, tmp_path, monkeypatch):
    for name, pixels in (("a", job.PIXELS_AT_ONCE), ("b", 12 * 110 * 7)):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(job, "PIXELS_AT_ONCE", pixels)
        change_series(paths, everything(tmp_path / name), OPTIONS)
    for name in RASTERS:
        assert np.array_equal(read(tmp_path / "a", name), read(tmp_path / "b", name), equal_nan=True)


def test_covariance_matrices_are_tested_as_a_whole(save, tmp_path, rng):
    """A change of the phase between the channels leaves the intensities as they are."""
    paths = []
    for index in range(5):
        field = rng.standard_normal((20, 2, 60, 60)) + 1j * rng.standard_normal((20, 2, 60, 60))
        second = 0.95 * field[:, 0] + 0.3 * field[:, 1]
        second[:, 20:40, 20:40] *= 1j if index > 2 else 1
        cross = (field[:, 0] * second.conj()).mean(0)
        one = [(np.abs(field[:, 0]) ** 2).mean(0), cross.real, cross.imag, (np.abs(second) ** 2).mean(0)]
        paths.append(save(np.stack(one).astype(np.float32), f"c2_2024010{index + 1}.tif"))
    files = SeriesFiles(number=str(tmp_path / "number.tif"))
    summary = change_series(paths, files, SeriesOptions("covariance", looks=20, significance=1e-4))
    number = read(tmp_path, "number")[0]
    assert np.mean(number[22:38, 22:38] > 0) > 0.99
    assert np.mean(number[:15] > 0) < 0.005
    assert summary.dates == 5
    estimated = change_series(paths, files, SeriesOptions("covariance", significance=1e-4))
    assert estimated.looks == pytest.approx(20, rel=0.15)


def test_a_false_discovery_rate_sets_the_level(paths, tmp_path):
    said: list[str] = []
    options = SeriesOptions(looks=12, rule="discovery", discovery_rate=0.1)
    summary = change_series(paths, SeriesFiles(number=str(tmp_path / "number.tif")), options, log=said.append)
    truth = np.zeros((90, 110), bool)
    truth[20:50, 20:50] = truth[60:75, 60:75] = True
    called = read(tmp_path, "number")[0] > 0
    assert any("the level of significance is" in sentence for sentence in said)
    assert 0.001 < summary.level < 0.05
    assert np.mean(~truth[called]) < 0.12


def test_where_nothing_changed_nothing_is_discovered(save, rng, tmp_path):
    quiet = [save(speckle((1, 60, 60), 4, rng), f"q_{day}.tif") for day in DAYS]
    options = SeriesOptions(looks=4, rule="discovery", discovery_rate=0.001)
    assert change_series(quiet, SeriesFiles(number=str(tmp_path / "n.tif")), options).changed_share == 0


def test_the_looks_are_estimated_where_none_are_given(save, rng, tmp_path):
    quiet = [save(speckle((1, 150, 150), 6, rng), f"q_{day}.tif") for day in DAYS]
    summary = change_series(quiet, SeriesFiles(number=str(tmp_path / "n.tif")), SeriesOptions(significance=0.05))
    assert summary.looks == pytest.approx(6, rel=0.1)
    assert summary.changed_share < 0.07


def test_wrong_series_are_refused(paths, save, dates, tmp_path, rng):
    files = SeriesFiles(number=str(tmp_path / "out.tif"))
    one_band = save(dates[1][:1], "x_2024-05-01.tif", descriptions=["VV"])
    single = save(dates[0][:1], "single.tif")
    table = tmp_path / "dates.csv"
    table.write_text("s1_20240105.tif,2024-01-05\n")
    lone = [save(dates[index][0], name) for index, name in enumerate(("2024-01-01_VV.tif", "2024-01-01_VH.tif"))]
    halves = np.stack([dates[0], dates[1]])
    halves[0, :, :, :50] = halves[1, :, :, 50:] = np.nan
    apart = [save(half, f"half_{day}.tif") for half, day in zip(halves, DAYS)]
    uneven = [*lone, save(dates[2][0], "2024-01-09_VV.tif")]
    for given, options, sentence in (
        (paths[:1] * 0, OPTIONS, "no dates"),
        ([single], OPTIONS, "at least two"),
        ([*paths, one_band], OPTIONS, "the same bands"),
        (lone, OPTIONS, "of one day"),
        ([*paths[:2], paths[0]], OPTIONS, "s1_20240105.tif is given twice"),
        (apart, OPTIONS, "No pixel has data on two dates"),
        (uneven, OPTIONS, "the same polarisations for every date"),
        (paths, SeriesOptions(dates=str(table)), "has no line for 's1_20240117.tif'"),
        (paths, SeriesOptions(dates=str(tmp_path / "none.csv")), "cannot be read"),
        (paths, SeriesOptions("covariance"), "are to be a covariance matrix"),
        (paths[:1], SeriesOptions("covariance"), "at least two"),
        (paths, SeriesOptions(significance=0), "significance is 0"),
        (paths, SeriesOptions(rule="luck"), "rule 'luck' is not known"),
        (paths, SeriesOptions(looks=-2), "number of looks"),
    ):
        with pytest.raises(InputError, match=sentence):
            change_series(given, files, options)
    with pytest.raises(OutputError, match="Nothing is to be written"):
        change_series(paths, SeriesFiles())
    with pytest.raises(OutputError, match="also an input"):
        change_series(paths, SeriesFiles(first=paths[1]))
    assert not list(tmp_path.glob("*out*"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.93])
def test_a_cancelled_run_leaves_nothing(share, paths, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        change_series(paths, everything(folder), OPTIONS, progress=lambda done: done <= share)
    assert not list(folder.iterdir())


def test_other_grids_are_brought_onto_that_of_the_first(dates, save, tmp_path):
    first = save(dates[0], "a_2024-01-01.tif", descriptions=["VV", "VH"])
    second = save(dates[1], "b_2024-01-13.tif", on=grid(90, 110, x=420_055), descriptions=["VV", "VH"])
    change_series([first, second], SeriesFiles(p_value=str(tmp_path / "p.tif")), OPTIONS)
    with Raster.open(str(tmp_path / "p.tif")) as raster:
        assert raster.grid == grid(90, 110)
        assert np.isnan(raster.read()[0][:, :5]).all()


@pytest.mark.parametrize("looks", [1.0, 4.9, 18.0])
def test_the_variation_of_speckle_over_time_is_that_of_theory(looks, rng):
    amplitudes = np.sqrt(rng.standard_gamma(looks, (40, 20_000)))
    found = amplitudes.std(axis=0) / amplitudes.mean(axis=0)
    expected = speckle_variation(looks)
    assert found.mean() == pytest.approx(expected.expected, rel=0.03)
    assert found.std() == pytest.approx(expected.deviation / np.sqrt(40), rel=0.08)


def test_the_picture_is_grey_where_nothing_changed_and_coloured_by_when(rng):
    dates = np.stack([speckle((1, 40, 60), 5, rng) for _ in range(12)])
    dates[0, :, :, 20:30] *= 60
    dates[-1, :, :, 40:50] *= 60
    dates[:, :, :5] = np.nan
    picture = reactiv(dates, np.linspace(0, 1, 12), 5.0, np.array([4.0])).astype(int)
    assert not picture[:, :5].any()
    quiet, early, late = picture[:, 8:, :20], picture[:, 8:, 21:29], picture[:, 8:, 41:49]
    assert np.mean(quiet.max(axis=0) - quiet.min(axis=0) < 0.3 * quiet.max(axis=0)) > 0.95
    assert early[0].mean() > 4 * early[1:].mean(axis=(1, 2)).max()
    assert late[2].mean() > 1.5 * late[1].mean()
    assert late[0].mean() > 1.5 * late[1].mean()


def test_the_real_series_of_22_dates_is_read_as_dual_polarised_and_mostly_unchanged_on_land(shared_data, tmp_path):
    folder = shared_data / "opera_rtc_california"
    options = SeriesOptions(significance=1e-4)
    on_land = change_series(sorted(map(str, (folder / "T137-292319-IW2").glob("*.tif"))), everything(tmp_path), options)
    assert on_land.dates == 22
    assert on_land.names[0] == "2021-11-19"
    assert on_land.changed_share < 0.05
    sea = sorted(map(str, (folder / "T137-292318-IW2").glob("*_VV.tif")))
    assert change_series(sea, everything(tmp_path), options).changed_share > 0.7
