"""Likelihood-ratio tests: their laws against theory and simulation, and the sequence of changes against plain code."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from aurora_qgis.core.change import Direction
from aurora_qgis.core.change.discovery import PValues, benjamini_hochberg
from aurora_qgis.core.change.laws import (
    BOX_LOOKS,
    Design,
    box_survival,
    box_terms,
    exact_survival,
    omnibus_law,
    step_law,
)
from aurora_qgis.core.change.likelihood import (
    direction,
    log_determinant,
    omnibus,
    omnibus_p_value,
    pair_p_value,
    series_p_value,
)
from aurora_qgis.core.change.sequence import changes
from aurora_qgis.core.errors import InputError
from aurora_qgis.core.grid import Window

ALL = Window(0, 0, 0, 0)
RATES = (0.05, 0.01, 0.001)
TRIALS = 120_000


def gamma(shape: tuple[int, ...], looks: float, rng: np.random.Generator) -> np.ndarray:
    return (rng.standard_gamma(looks, shape) / looks).astype(np.float32)


def wishart(dates: int, p: int, looks: int, pixels: int, rng: np.random.Generator) -> np.ndarray:
    """Covariance matrices (dates, p * p, pixels) of correlated channels, as their real bands."""
    mixing = np.linalg.cholesky(np.array([[1, 0.5j, 0.3], [-0.5j, 0.6, 0.1j], [0.3, -0.1j, 0.4]])[:p, :p])
    made = np.zeros((dates, p, p, pixels), complex)
    for _ in range(looks):
        field = rng.standard_normal((dates, p, pixels)) + 1j * rng.standard_normal((dates, p, pixels))
        seen = np.einsum("ij,djn->din", mixing, field) / np.sqrt(2 * looks)
        made += np.einsum("din,djn->dijn", seen, seen.conj())
    return as_bands(made)


def as_bands(matrices: np.ndarray) -> np.ndarray:
    """(…, p, p, pixels) complex to (…, p * p, pixels) real."""
    bands = []
    for row in range(matrices.shape[-2]):
        bands.append(matrices[..., row, row, :].real)
        for col in range(row + 1, matrices.shape[-2]):
            bands += [matrices[..., row, col, :].real, matrices[..., row, col, :].imag]
    return np.stack(bands, axis=-2).astype(np.float32)


def p_values(dates: np.ndarray, design: Design) -> np.ndarray:
    return series_p_value(list(dates), design)


def check_rates(found: np.ndarray, tolerances: tuple[float, ...] = (0.02, 0.03, 0.04)) -> None:
    """Measured over nominal false alarm rate is 1, but for four standard deviations of sampling and the tolerance."""
    for rate, tolerance in zip(RATES, tolerances):
        sampling = 4 * np.sqrt((1 - rate) / (rate * found.size))
        assert np.mean(found < rate) / rate == pytest.approx(1, abs=sampling + tolerance)


@pytest.mark.parametrize("looks", [1.0, 4.4, 18.0, 150.0])
def test_for_two_intensities_the_law_is_fishers(looks):
    ratio = np.array([1.02, 1.5, 3.0, 10.0, 80.0])
    z = -2 * looks * np.log(4 * ratio / (1 + ratio) ** 2)
    two_sided = 2 * stats.f.sf(ratio, 2 * looks, 2 * looks)
    assert exact_survival(z, 2, Design(looks)) == pytest.approx(two_sided, rel=1e-9)
    assert omnibus_law(2, Design(looks)).p_value(z)[:4] == pytest.approx(two_sided[:4], rel=2e-3)
    one = np.ones(5, np.float32)
    assert pair_p_value(one, ratio, looks) == pytest.approx(two_sided, rel=1e-5)
    assert pair_p_value(ratio, one, looks) == pytest.approx(two_sided, rel=1e-5)


@pytest.mark.parametrize("dates", [3, 5, 9, 20, 60])
@pytest.mark.parametrize("design", [Design(18), Design(18, 1, 2), Design(18, 2), Design(40, 3)])
@pytest.mark.parametrize("step", [False, True])
def test_with_many_looks_boxs_terms_agree_with_the_exact_law(dates, design, step):
    z = stats.chi2.isf([0.9, 0.5, 0.05, 0.01, 0.001], box_terms(dates, design, step).f)
    assert box_survival(z, dates, design, step) == pytest.approx(exact_survival(z, dates, design, step), rel=4e-3)


def test_the_tables_change_from_the_exact_law_to_boxs_terms_without_a_jump():
    z = np.array([5.0, 30.0, 60.0])
    below, above = (omnibus_law(20, Design(BOX_LOOKS + by, 1, 2)).p_value(z) for by in (-1e-6, 1e-6))
    assert below == pytest.approx(above, rel=1e-4)


LAWS = [omnibus_law(2, Design(1)), omnibus_law(20, Design(4.4, 1, 2)), step_law(7, Design(9, 3))]


@pytest.mark.parametrize("law", LAWS)
def test_a_quantile_is_where_the_p_value_is_the_rate(law):
    quantiles = np.array([law.quantile(rate) for rate in (0.3, 0.01, 1e-6, 1e-20)])
    assert law.p_value(quantiles) == pytest.approx([0.3, 0.01, 1e-6, 1e-20], rel=1e-2)


@pytest.mark.parametrize("blocks", [1, 2])
@pytest.mark.parametrize("looks", [4.4, 10.0, 18.0])
@pytest.mark.parametrize("dates", [2, 5, 10, 20])
def test_the_false_alarm_rate_of_independent_bands_is_the_asked_one(dates, looks, blocks, rng):
    check_rates(p_values(gamma((dates, blocks, TRIALS), looks, rng), Design(looks, 1, blocks)))


@pytest.mark.parametrize("dates", [2, 5, 20])
@pytest.mark.parametrize("blocks", [1, 2])
def test_the_false_alarm_rate_of_single_look_images_is_the_asked_one(dates, blocks, rng):
    check_rates(p_values(gamma((dates, blocks, TRIALS), 1, rng), Design(1, 1, blocks)))


@pytest.mark.parametrize(("p", "looks", "dates"), [(2, 3, 2), (2, 5, 5), (2, 9, 12), (3, 5, 2), (3, 10, 6)])
def test_the_false_alarm_rate_of_covariance_matrices_is_the_asked_one(p, looks, dates, rng):
    check_rates(p_values(wishart(dates, p, looks, 60_000, rng), Design(looks, p)))


@pytest.mark.parametrize(("dates", "design"), [(2, Design(4.4)), (6, Design(4.4, 1, 2)), (15, Design(1, 1, 1))])
def test_a_step_holds_its_rate_and_the_steps_add_up_to_the_whole(dates, design, rng):
    stack = gamma((dates, design.blocks, TRIALS), design.looks, rng)
    found = changes(stack[..., np.newaxis], design, 1e-9, every_step=True).steps
    check_rates(found[-1].ravel())
    logs = np.stack([log_determinant(date, design) for date in stack])
    statistics = [omnibus(stack[:number], logs[:number], design).z for number in range(1, dates + 1)]
    steps = np.diff(statistics, axis=0)
    for number in (2, dates):
        expected = step_law(number, design).p_value(np.maximum(steps[number - 2], 0))
        assert found[number - 2, :, 0] == pytest.approx(expected, rel=1e-2, abs=1e-3)


def test_the_p_value_does_not_depend_on_gain_order_or_which_band_comes_first(rng):
    stack = gamma((6, 2, 500), 4.4, rng)
    stack[3:, :, :100] *= 4
    design = Design(4.4, 1, 2)
    expected = p_values(stack, design)
    for other in (1e-4 * stack, stack[::-1], stack[:, ::-1], stack * np.float32([[10], [0.1]])):
        assert p_values(other, design) == pytest.approx(expected, rel=2e-2, abs=1e-6)


@pytest.mark.parametrize("p", [2, 3])
def test_determinants_and_directions_are_those_of_linear_algebra(p, rng):
    bands = wishart(2, p, 6, 200, rng)
    matrices = np.zeros((2, p, p, 200), complex)
    upper = iter(range(p * p))
    for row in range(p):
        matrices[:, row, row] = bands[:, next(upper)]
        for col in range(row + 1, p):
            matrices[:, row, col] = bands[:, next(upper)] + 1j * bands[:, next(upper)]
            matrices[:, col, row] = matrices[:, row, col].conj()
    moved = np.moveaxis(matrices, -1, 1)
    assert log_determinant(bands[0], Design(6, p)) == pytest.approx(np.linalg.slogdet(moved[0])[1], rel=1e-3, abs=1e-3)
    scaled = (1.0, 4.0, 0.2)
    for scale in scaled:
        eigenvalues = np.linalg.eigvalsh(scale * moved[1] - moved[0])
        rises, falls = (eigenvalues > 0).all(1), (eigenvalues < 0).all(1)
        expected = np.select([rises, falls], [Direction.INCREASE, Direction.DECREASE], Direction.MIXED)
        assert np.mean(direction(bands[0], np.float32(scale) * bands[1], Design(6, p)) == expected) > 0.99


def plain_sequence(series: np.ndarray, design: Design, significance: float) -> list[int]:
    """Dates (from 0) at which one pixel (dates, bands) changes, by the published procedure, without any vectorising."""

    def z_of(part: np.ndarray) -> float:
        logs = np.log(part).sum(axis=1)
        k = len(part)
        whole = np.log(part.sum(axis=0)).sum()
        return float(-2 * design.looks * (design.rows * k * np.log(k) + logs.sum() - k * whole))

    valid = [index for index in range(len(series)) if np.isfinite(series[index]).all()]
    found, start = [], 0
    while len(valid) - start > 1:
        rest = series[valid[start:]].astype(np.float64)
        if omnibus_law(len(rest), design).p_value(np.array(max(z_of(rest), 0.0))) >= significance:
            break
        for j in range(2, len(rest) + 1):
            if z_of(rest[:j]) - (z_of(rest[: j - 1]) if j > 2 else 0) > step_law(j, design).quantile(significance):
                found.append(valid[start + j - 1])
                start += j - 1
                break
        else:
            break
    return found


@pytest.mark.parametrize("significance", [0.2, 0.001])
def test_the_sequence_of_changes_is_that_of_the_published_procedure(significance, rng):
    stack = gamma((9, 2, 20, 20), 4.4, rng)
    stack[4:, :, :7] *= 6
    stack[6:, :, 4:12] *= 0.2
    stack[7, 1, 10:] *= 5
    stack[rng.random(stack.shape) < 0.1] = np.nan
    design = Design(4.4, 1, 2)
    found = changes(stack, design, significance)
    seen = (found.directions != Direction.NO_DATA) & (found.directions != Direction.NONE)
    expected = np.zeros_like(seen)
    for row in range(20):
        for col in range(20):
            for date in plain_sequence(stack[:, :, row, col], design, significance):
                expected[date - 1, row, col] = True
    assert np.mean(seen == expected) > 0.9995
    assert expected.sum() > 200
    assert np.array_equal(found.number, seen.sum(axis=0))


def test_first_and_last_change_their_number_and_direction_are_told(rng):
    stack = gamma((8, 1, 4, 2000), 30, rng)
    stack[3:, :, 1] *= 5
    stack[2:, :, 2] *= 0.1
    stack[6:, :, 2] *= 30
    stack[:, :, 3, :1000] = np.nan
    stack[1:, :, 3, 1000:] = np.nan
    found = changes(stack, Design(30), 1e-6)
    assert np.mean(found.number[0] == 0) > 0.999
    assert np.mean(found.first[1] == 4) > 0.99
    assert np.mean(found.last[1] == 4) > 0.99
    assert np.mean(found.direction_at(found.last)[1] == Direction.INCREASE) > 0.999
    assert np.mean((found.first[2] == 3) & (found.last[2] == 7) & (found.number[2] == 2)) > 0.98
    assert np.mean(found.direction_at(found.first)[2] == Direction.DECREASE) > 0.999
    assert np.mean(found.direction_at(found.last)[2] == Direction.INCREASE) > 0.999
    assert np.isnan(found.p_value[3]).all()
    assert not found.directions[:, 3].any()
    assert not found.direction_at(found.last)[3].any()


def test_bands_that_disagree_are_a_mixed_change(rng):
    stack = gamma((5, 2, 1, 500), 30, rng)
    stack[3:, 0] *= 8
    stack[3:, 1] *= 0.1
    found = changes(stack, Design(30, 1, 2), 1e-6)
    assert np.mean(found.direction_at(found.first) == Direction.MIXED) > 0.99


def test_too_few_looks_for_matrices_are_refused():
    with pytest.raises(InputError, match="multilook"):
        omnibus_law(3, Design(1.0, 2))


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_the_threshold_of_benjamini_and_hochberg_is_that_of_the_sorted_p_values(rate, rng):
    values = np.concatenate([rng.random(20_000), 10 ** -rng.uniform(2, 30, 1500)])
    parts = PValues()
    for part in np.split(values, 5):
        parts.write(ALL, part.reshape(10, -1).astype(np.float32))
    parts.write(ALL, np.full((3, 3), np.nan))
    assert parts.total == values.size
    ordered = np.sort(values)
    expected = ordered[np.flatnonzero(ordered <= rate * np.arange(1, ordered.size + 1) / ordered.size)[-1]]
    assert expected / 1.06 < benjamini_hochberg(parts, rate) <= expected * 1.025


def test_discoveries_are_wrong_no_more_often_than_asked_and_of_nothing_there_are_none(rng):
    design = Design(4.4, 1, 2)
    stack = gamma((5, 2, 40_000), 4.4, rng)
    assert benjamini_hochberg(histogram(p_values(stack, design)), 0.05) < 1e-4
    stack[2:, :, :4000] *= 5
    found = p_values(stack, design)
    called = found <= benjamini_hochberg(histogram(found), 0.05)
    assert called[:4000].mean() > 0.7
    assert 0.03 < called[4000:].sum() / called.sum() < 0.055


def histogram(values: np.ndarray) -> PValues:
    made = PValues()
    made.write(ALL, values)
    return made


def test_a_pixel_with_one_valid_date_has_no_p_value():
    dates = np.ones((3, 1, 2), np.float32)
    dates[1:, :, 1] = np.nan
    logs = np.stack([log_determinant(date, Design(4)) for date in dates])
    found = omnibus_p_value(omnibus(dates, logs, Design(4)), Design(4))
    assert found[0] == pytest.approx(1)
    assert np.isnan(found[1])


@pytest.mark.parametrize("design", [Design(4.4, 1, 2), Design(6, 2)])
def test_a_date_without_data_is_passed_over_as_if_it_were_not_there(design, rng):
    """With a gap the dates are added pixel by pixel, without one all pixels at once: both ways agree."""
    bands = 4 if design.p == 2 else 2
    stack = rng.gamma(design.looks, 1 / design.looks, (7, bands, 1, 400)).astype(np.float32)
    if design.p == 2:
        stack[:, 1:3] *= 0.05
    gap = stack.copy()
    gap[3] = np.nan
    short = changes(np.delete(stack, 3, axis=0), design, 1e-12, every_step=True)
    found = changes(gap, design, 1e-12, every_step=True)
    assert np.isnan(found.steps[2]).all()
    assert np.delete(found.steps, 2, axis=0) == pytest.approx(short.steps, rel=2e-3, abs=1e-6)
    assert found.p_value == pytest.approx(short.p_value, rel=1e-4)
