"""Conformal sets hold the truth at the asked rate, whatever the probability is; scaled probabilities are honest."""

from __future__ import annotations

import numpy as np
import pytest

from aurora_qgis.core.change.calibration import Scaling, log_odds, platt, reliability, temperature
from aurora_qgis.core.change.conformal import BINS, REACH, Answer, Calibration, Limits, quantile, sets
from aurora_qgis.core.change.evaluation import Scores
from aurora_qgis.core.errors import InputError

PIXELS = 200_000


def probabilities(rng, slope, offset=0.0, share=0.2, pixels=PIXELS):
    """Probability and truth: honest log-odds of two Gaussian classes, then multiplied and shifted."""
    truth = rng.random(pixels) < share
    evidence = rng.normal(np.where(truth, 1.5, -1.5), 1.5)
    honest = 2 * 1.5 / 1.5**2 * evidence + np.log(share / (1 - share))
    return (1 / (1 + np.exp(-(slope * honest + offset)))).astype(np.float32), truth


def calibrated(probability, truth):
    made = Calibration()
    made.add(probability, truth)
    return made


def expected_error(probability, truth):
    scores = Scores(1.0)
    scores.add(probability, truth)
    return scores.reliability.expected_error


def histogram(probability, truth):
    return calibrated(probability, truth).table


@pytest.mark.parametrize("slope", [0.2, 1.0, 4.0])
@pytest.mark.parametrize("error", [0.01, 0.05, 0.1, 0.3])
def test_held_out_pixels_of_either_class_are_covered_at_the_asked_rate(slope, error, rng):
    limits = calibrated(*probabilities(rng, slope)).limits(error)
    probability, truth = probabilities(rng, slope)
    found = sets(probability, limits)
    for is_changed, answer in ((True, Answer.CHANGE), (False, Answer.NO_CHANGE)):
        covered = np.isin(found[truth == is_changed], (answer, Answer.BOTH)).mean()
        assert covered == pytest.approx(1 - error, abs=0.01)


def test_over_many_small_calibrations_the_coverage_is_that_of_theory(rng):
    """With n scores it is ceil((n + 1)(1 - a)) / (n + 1) on average: at least 1 - a, at most 1 / (n + 1) more."""
    n, error, kept = 30, 0.1, []
    for _ in range(3000):
        scores = np.bincount((rng.random(n) * BINS).astype(int), minlength=BINS)
        kept.append((quantile(scores, error) / REACH + 1) / 2)  # of uniform scores the share below
    assert np.mean(kept) == pytest.approx(np.ceil((n + 1) * (1 - error)) / (n + 1), abs=0.004)


def test_too_few_pixels_hold_every_class(rng):
    scores = np.zeros(BINS, np.int64)
    scores[100] = 8
    assert quantile(scores, 0.1) == np.inf
    scores[100] = 9
    assert quantile(scores, 0.1) == pytest.approx((2 * 101 / BINS - 1) * REACH)
    few = calibrated(np.full(8, 0.5, np.float32), np.arange(8) < 4)
    assert few.limits(0.1) == Limits(0.0, 1.0)


def test_the_coverage_that_is_told_is_that_of_the_sets(rng):
    limits = calibrated(*probabilities(rng, 1.0)).limits(0.1)
    probability, truth = probabilities(rng, 1.0, pixels=5000)
    found = sets(probability, limits)
    told = calibrated(probability, truth).coverage(limits)
    expected = [np.isin(found[truth == one], (answer, 3)).mean() for one, answer in ((True, 1), (False, 2))]
    assert told == pytest.approx(expected)


def test_swapping_the_classes_swaps_the_answers(rng):
    probability, truth = probabilities(rng, 1.0, share=0.5, pixels=4000)
    there = sets(probability, calibrated(probability, truth).limits(0.2))
    back = sets(1 - probability, calibrated(1 - probability, ~truth).limits(0.2))
    swapped = np.array([0, 2, 1, 3, 4])[there]
    assert np.mean(swapped == back) > 0.999  # scores of float32 may fall into the next bin


def test_each_answer_says_which_classes_are_within_their_limits_and_missing_pixels_stay_so():
    probability = np.array([[0.9, 0.1, 0.5, np.nan]], np.float32)
    assert sets(probability, Limits(0.7, 0.3)).tolist() == [[1, 2, 4, 0]]
    assert sets(probability, Limits(0.4, 0.6)).tolist() == [[1, 2, 3, 0]]
    assert sets(probability, Limits(0.0, 1.0)).tolist() == [[3, 3, 3, 0]]


def test_calibrations_of_parts_add_up_to_that_of_the_whole(rng):
    probability, truth = probabilities(rng, 1.0, pixels=6000)
    parts = calibrated(probability[:2000], truth[:2000]) + calibrated(probability[2000:], truth[2000:])
    assert parts.limits(0.1) == calibrated(probability, truth).limits(0.1)
    assert parts.pixels == (truth.sum(), (~truth).sum())


@pytest.mark.parametrize("error", [0.0, 1.0, -0.1])
def test_a_share_of_errors_outside_its_range_is_refused(error):
    with pytest.raises(InputError, match="share of errors"):
        quantile(np.ones(BINS, np.int64), error)


@pytest.mark.parametrize(("slope", "offset"), [(4.0, 0.0), (0.3, 0.0), (2.0, 1.5), (1.0, -1.0)])
def test_scaled_probabilities_of_further_pixels_are_calibrated(slope, offset, rng):
    scaling = platt(*histogram(*probabilities(rng, slope, offset)))
    probability, truth = probabilities(rng, slope, offset)
    assert expected_error(scaling(probability), truth) <= 0.03
    assert scaling.slope == pytest.approx(1 / slope, rel=0.1)
    if slope >= 2:
        assert expected_error(probability, truth) > 0.03


def test_the_reliability_of_a_table_is_that_of_its_pixels(rng):
    probability, truth = probabilities(rng, 2.0, 0.5)
    of_table = reliability(*histogram(probability, truth))
    assert of_table.expected_error == pytest.approx(expected_error(probability, truth), abs=1e-3)
    assert of_table.pixels.sum() == PIXELS


def test_a_temperature_is_found_where_only_the_slope_is_wrong(rng):
    scaling = temperature(*histogram(*probabilities(rng, 3.0)))
    assert 1 / scaling.slope == pytest.approx(3.0, rel=0.05)
    assert scaling.offset == 0


def test_scaling_keeps_the_order_of_probabilities_and_missing_pixels(rng):
    probability = np.sort(rng.random(1000)).astype(np.float32)
    assert np.all(np.diff(Scaling(0.4, 1.0)(probability)) >= 0)
    assert np.isnan(Scaling(0.4, 1.0)(np.array([np.nan], np.float32))).all()
    assert Scaling(1.0)(probability) == pytest.approx(probability, abs=2e-6)


def test_fitting_finds_the_least_cross_entropy(rng):
    probability, changed, unchanged = histogram(*probabilities(rng, 2.0, 0.5, pixels=20_000))
    best = platt(probability, changed, unchanged)

    def entropy(slope, offset):
        modelled = slope * log_odds(probability) + offset
        return np.sum(changed * np.logaddexp(0, -modelled) + unchanged * np.logaddexp(0, modelled))

    for slope, offset in ((0.02, 0), (-0.02, 0), (0, 0.02), (0, -0.02)):
        assert entropy(best.slope + slope, best.offset + offset) > entropy(*best)


def test_one_class_alone_and_a_probability_of_the_opposite_are_refused(rng):
    probability, changed, unchanged = histogram(*probabilities(rng, 1.0, pixels=5000))
    with pytest.raises(InputError, match="Only one class"):
        platt(probability, changed, 0 * unchanged)
    with pytest.raises(InputError, match="no higher where something changed"):
        platt(probability, unchanged, changed)
