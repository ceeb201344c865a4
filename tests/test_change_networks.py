"""Change detection with networks: the shipped one, an analyst's own, and what is made of their evidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from scipy import special

from aurora_qgis.core.change import Direction
from aurora_qgis.core.change.adaptive import CERTAIN, guided, learn
from aurora_qgis.core.change.fusion import (
    Calibration,
    Weights,
    blend,
    fit,
    fused,
    log_odds,
    odds_of_change,
    relative,
    scene_threshold,
    speckle_share,
)
from aurora_qgis.core.change.learned import Question, change_model, scene_levels, shipped
from aurora_qgis.core.change.normalised import level, normalised
from aurora_qgis.core.errors import InputError
from aurora_qgis.core.jobs import ChangeFiles, ChangeOptions, detect_change
from aurora_qgis.core.simulate import Options, simulate, speckle
from aurora_qgis.core.speckle import lee
from tests import models
from tests.models import GAIN, LEAST

OWN = ChangeOptions(measure="learned", threshold="even_odds", minimum_pixels=0, filter="none", looks=4)


@pytest.fixture
def two_dates(save, rng):
    """Without speckle: a ground of 0.1, on which a dark and a bright square appear."""
    before = np.full((150, 170), 0.1, np.float32) * (1 + 0.01 * rng.random((150, 170), np.float32))
    after = np.full((150, 170), 0.1, np.float32) * (1 + 0.01 * rng.random((150, 170), np.float32))
    after[20:60, 30:90] *= 0.1
    after[80:100, 100:140] *= 10
    truth = np.full(before.shape, Direction.NONE, np.uint8)
    truth[20:60, 30:90], truth[80:100, 100:140] = Direction.DECREASE, Direction.INCREASE
    return save(before, "before.tif"), save(after, "after.tif"), truth


@pytest.fixture
def scene():
    """A simulated scene of one kind of product, both dates and its truth."""
    made = simulate(Options(shape=(256, 320), seed=3))
    return made.before.intensity, made.after.intensity, made.truth


def files(folder: Path, **more: str) -> ChangeFiles:
    return ChangeFiles(str(folder / "strength.tif"), str(folder / "classes.tif"), **more)


def read(path: Path) -> np.ndarray:
    return np.asarray(gdal.Open(str(path)).ReadAsArray())


# An analyst's own network.


@pytest.mark.parametrize(
    "form",
    [
        {"side": 64},
        {},
        {"stacked": True},
        {"side": 64, "stacked": True},
        {"probabilities": True},
        {"classes": ("change",)},
        {"classes": ("change",), "probabilities": True},
        {"classes": ("decrease", "none", "increase")},
    ],
    ids=str,
)
def test_any_form_of_model_finds_the_change_through_its_card(form, two_dates, tmp_path):
    before, after, truth = two_dates
    model = models.change_model(tmp_path / "own.onnx", **form)
    detect_change(before, after, files(tmp_path), replace(OWN, model=str(model)))
    assert np.array_equal(read(tmp_path / "classes.tif"), truth)


def test_a_model_of_64_by_64_pixels_named_before_after_logits_is_computed_everywhere(two_dates, tmp_path):
    before, after, _ = two_dates
    model = models.change_model(tmp_path / "own.onnx", side=64)
    detect_change(before, after, files(tmp_path), replace(OWN, model=str(model)))
    difference = 10 * np.log10(read(Path(after)) / read(Path(before)))
    expected = special.expit(GAIN * (np.abs(difference) - LEAST))
    found = read(tmp_path / "strength.tif")
    assert np.abs(found) == pytest.approx(np.clip(expected, 1e-6, 1 - 1e-6), abs=1e-4)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"task": "despeckle"}, "made for 'despeckle'"),
        ({"input": "volts"}, "states input 'volts'"),
        ({"output": "numbers"}, "states output 'numbers'"),
        ({"classes": ("none", "change", "maybe")}, "states classes"),
        ({"side": 64, "halo": 32}, "leaves nothing of 64"),
        ({"bands": 3, "stacked": True, "side": 64}, "takes 1 or 3"),
    ],
    ids=str,
)
def test_a_model_that_does_not_fit_is_refused_before_any_work(form, said, two_dates, tmp_path):
    before, after, _ = two_dates
    model = models.change_model(tmp_path / "own.onnx", **form)
    options = replace(OWN, model=str(model), before_bands=(1, 1), after_bands=(1, 1))
    with pytest.raises(InputError, match=said):
        detect_change(before, after, files(tmp_path), options)
    assert not (tmp_path / "classes.tif").exists()


def test_a_model_that_gives_other_channels_than_its_card_says_is_refused(two_dates, tmp_path):
    model = models.change_model(tmp_path / "own.onnx", classes=("none", "change"))
    models.write_card(model, ["before", "after"], [-1, 1, -1, -1], "logits", {
        "task": "change", "input": "decibel", "output": "logits", "classes": ["change"], "halo": 8, "stride": 1,
    })  # fmt: skip
    with pytest.raises(InputError, match="gives 2 channel"):
        detect_change(*two_dates[:2], files(tmp_path), replace(OWN, model=str(model)))


def test_a_model_without_fitted_weights_cannot_be_fused(two_dates, tmp_path):
    model = models.change_model(tmp_path / "own.onnx")
    with pytest.raises(InputError, match="does not state 'calibration'"):
        detect_change(*two_dates[:2], files(tmp_path), replace(OWN, model=str(model), measure="fused"))


def test_a_model_that_is_not_there_is_named(two_dates, tmp_path):
    with pytest.raises(InputError, match=r"gone\.onnx"):
        detect_change(*two_dates[:2], files(tmp_path), replace(OWN, model=str(tmp_path / "gone.onnx")))


def test_only_a_model_that_can_be_asked_for_floods_is(two_dates, tmp_path):
    model = models.change_model(tmp_path / "own.onnx")
    with pytest.raises(InputError, match="cannot be asked for floods"):
        detect_change(*two_dates[:2], files(tmp_path), replace(OWN, model=str(model), focus="flood"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"measure": "log_ratio", "model": "own.onnx"}, "uses no network"),
        ({"measure": "log_ratio", "focus": "flood"}, "uses no network"),
        ({"measure": "learned", "threshold": "false_alarm"}, "no false alarm rate"),
        ({"measure": "log_ratio", "threshold": "even_odds"}, "Even odds"),
        ({"measure": "fused", "threshold": "fixed"}, "threshold is 3, which no probability exceeds"),
        ({"measure": "fused", "weight": 1.5}, "weight of the network"),
        ({"measure": "fused", "focus": "flood"}, "choose the measure 'learned'"),
        ({"measure": "fused", "focus": "fire"}, "'fire' is not known"),
    ],
)
def test_options_that_contradict_one_another_are_refused(options, said):
    with pytest.raises(InputError, match=said):
        ChangeOptions(**options).check()


# The shipped network.


def test_swapping_the_dates_swaps_decrease_and_increase_to_the_last_bit(scene):
    before, after, _ = scene
    levels = scene_levels([(before, after)])
    for flood in (False, True):
        there, back = (shipped()(*dates, levels, Question(flood), True) for dates in ((before, after), (after, before)))
        assert np.array_equal(there.probabilities[0], back.probabilities[2])
        assert np.array_equal(there.probabilities[1], back.probabilities[1])
        assert there.features is not None
        assert np.array_equal(there.features, back.features)


def test_a_gain_of_both_dates_changes_nothing(scene):
    before, after, _ = scene
    plain = shipped()(before, after, scene_levels([(before, after)])).probabilities
    brighter = [date * np.float32(1000) for date in (before, after)]
    assert shipped()(*brighter, scene_levels([tuple(brighter)])).probabilities == pytest.approx(plain, abs=2e-3)


def test_blocks_equal_the_whole(scene):
    before, after, _ = scene
    model, levels = shipped(), scene_levels([scene[:2]])
    whole = model(before, after, levels).probabilities
    top, halo = 128, model.halo
    part = model(before[:, top - halo :], after[:, top - halo :], levels).probabilities
    assert part[:, halo:] == pytest.approx(whole[:, top:], abs=0.01)
    assert np.abs(part[:, halo:] - whole[:, top:]).mean() < 1e-4


def test_missing_pixels_stay_missing_and_reach_no_further_than_the_halo(scene):
    before, after, _ = scene
    levels = scene_levels([(before, after)])
    whole = shipped()(before, after, levels).probabilities
    after = after.copy()
    after[1, :40, :40] = np.nan
    found = shipped()(before, after, levels).probabilities
    assert np.array_equal(np.isnan(found[0]), np.isnan(after[1]))
    far = 40 + shipped().halo
    assert found[:, far:, far:] == pytest.approx(whole[:, far:, far:], abs=0.01)


def test_one_band_or_two_but_not_three(save, tmp_path, rng):
    dates = [save(rng.gamma(4, 0.02, (3, 80, 90)).astype(np.float32), f"{name}.tif") for name in ("a", "b")]
    with pytest.raises(InputError, match="takes 1 or 2 bands"):
        detect_change(*dates, files(tmp_path), ChangeOptions(measure="learned"))
    detect_change(*dates, files(tmp_path), ChangeOptions(measure="learned", before_bands=(1,), after_bands=(1,)))


@pytest.mark.parametrize("measure", ["learned", "fused", "adaptive", "blend"])
def test_each_measure_finds_the_changes_of_a_simulated_scene(measure, scene, save, tmp_path):
    paths = [save(date, f"{name}.tif", descriptions=["VV", "VH"]) for date, name in zip(scene, ("a", "b"))]
    found = []
    for _ in range(2):
        detect_change(*paths, files(tmp_path), ChangeOptions(measure=measure))
        found.append(read(tmp_path / "strength.tif"))
    assert np.array_equal(*found), "two runs differ"
    assert np.abs(found[0]).max() <= 1
    called, truth = read(tmp_path / "classes.tif"), scene[2]
    right = np.count_nonzero(
        ((called == Direction.DECREASE) & (truth < 0)) | ((called == Direction.INCREASE) & (truth > 0))
    )
    wrong = np.count_nonzero((called != Direction.NONE) & (truth == 0))
    missed = np.count_nonzero((called == Direction.NONE) & (truth != 0))
    assert 2 * right / (2 * right + wrong + missed) > 0.6


def test_swapping_the_files_turns_the_sign_of_the_strength(scene, save, tmp_path):
    paths = [save(date, f"{name}.tif", descriptions=["VV", "VH"]) for date, name in zip(scene, ("a", "b"))]
    found = []
    for pair in (paths, paths[::-1]):
        detect_change(*pair, files(tmp_path), ChangeOptions(measure="fused", looks=4.4))
        found.append(read(tmp_path / "strength.tif"))
    assert found[0] == pytest.approx(-found[1], abs=1e-5)


def test_the_uncertainty_is_a_probability_and_its_deviation(scene, save, tmp_path):
    paths = [save(date, f"{name}.tif", descriptions=["VV", "VH"]) for date, name in zip(scene, ("a", "b"))]
    wanted = files(tmp_path, uncertainty=str(tmp_path / "uncertainty.tif"))
    detect_change(*paths, wanted, ChangeOptions(measure="fused"))
    probability, deviation = read(tmp_path / "uncertainty.tif")
    assert np.abs(np.abs(read(tmp_path / "strength.tif")) - probability).mean() < 0.03
    assert np.all((deviation >= 0) & (deviation <= 0.5))
    certain = (probability < 0.01) | (probability > 0.99)
    assert deviation[~certain].mean() > 5 * deviation[certain].mean()


def test_the_explanation_adds_up_to_the_probability(scene, save, tmp_path):
    paths = [save(date, f"{name}.tif", descriptions=["VV", "VH"]) for date, name in zip(scene, ("a", "b"))]
    wanted = files(tmp_path, explanation=str(tmp_path / "e.tif"))
    detect_change(*paths, wanted, ChangeOptions(measure="fused", looks=4.4))
    network, ratio, share = read(tmp_path / "e.tif")[-3:]
    temperature = shipped().calibration.temperature("fused", 4.4)
    expected = special.expit((network + ratio) / temperature)
    assert np.abs(read(tmp_path / "strength.tif")) == pytest.approx(expected, abs=1e-4)
    assert share == pytest.approx(np.abs(network) / (np.abs(network) + np.abs(ratio)), abs=1e-4)


def test_asked_for_floods_only_what_became_dark_counts(scene, save, tmp_path):
    paths = [save(date, f"{name}.tif", descriptions=["VV", "VH"]) for date, name in zip(scene, ("a", "b"))]
    detect_change(*paths, files(tmp_path), ChangeOptions(measure="learned", focus="flood", threshold="even_odds"))
    assert np.all(read(tmp_path / "strength.tif") <= 0)
    assert not np.any(read(tmp_path / "classes.tif") == Direction.INCREASE)


@pytest.mark.parametrize("threshold", ["even_odds", "otsu", "discovery", "kittler_illingworth", "generalised_gaussian"])
def test_where_the_network_sees_nothing_anywhere_nothing_changed(threshold, save, tmp_path, rng):
    paths = [save(0.1 * speckle((1, 120, 130), 5000, rng), f"{name}.tif") for name in ("a", "b")]
    model = str(models.change_model(tmp_path / "own.onnx"))
    found = detect_change(*paths, files(tmp_path), replace(OWN, model=model, threshold=threshold))
    assert np.nanmax(np.abs(read(tmp_path / "strength.tif"))) < 0.015
    assert found.changed_share == 0


def test_a_flood_that_is_asked_for_where_nothing_changed_is_warned_of(scene, save, tmp_path, rng):
    asked = ChangeOptions(measure="learned", focus="flood", threshold="even_odds")
    calm = [save(speckle((1, 250, 260), 5, rng), f"{name}.tif") for name in ("a", "b")]
    changed = [save(date, f"{name}.tif") for date, name in zip(scene, ("c", "d"))]
    for paths, warned in ((calm, True), (changed, False)):
        said: list[str] = []
        detect_change(*paths, files(tmp_path), asked, log=said.append)
        assert any("takes for granted that there is one" in sentence for sentence in said) == warned


def test_a_measure_without_probability_has_no_uncertainty(scene, save, tmp_path):
    paths = [save(date, f"{name}.tif") for date, name in zip(scene, ("a", "b"))]
    with pytest.raises(InputError, match="is of a probability"):
        detect_change(*paths, files(tmp_path, uncertainty=str(tmp_path / "u.tif")), ChangeOptions())


# Evidence.


def test_the_level_is_that_of_both_dates_and_missing_pixels_are_typical(rng):
    first, second = (rng.gamma(4, 25, (60, 50)).astype(np.float32) for _ in range(2))
    assert level(first, second) == level(second, first)
    first[0, 0] = np.nan
    found = normalised(first, level(first, second))
    assert found[0, 0] == 0
    assert abs(np.median(found)) < 0.1
    assert level(np.full((4, 4), np.nan, np.float32)) == level(np.full((2, 2), np.nan, np.float32))


@pytest.mark.parametrize("looks", [1.0, 4.4, 30.0])
def test_the_share_of_speckle_is_that_of_unchanged_log_ratios(looks, rng):
    first, second = (rng.gamma(looks, 1 / looks, 200_000) for _ in range(2))
    found = relative((10 * np.log10(first / second)).astype(np.float32), 20.0)
    assert found.std() == pytest.approx(speckle_share(looks, 20.0), rel=0.02)


def test_the_threshold_of_a_scene_parts_its_changes_and_does_not_split_speckle(rng):
    speckle = rng.normal(0, 0.5, (200, 200)).astype(np.float32)
    changed = speckle.copy()
    changed[:60] -= 8
    looks = 2 * (10 / np.log(10) / 0.5) ** 2
    assert 2 < scene_threshold([changed], looks, 1) < 6
    quiet = scene_threshold([speckle], looks, 1)
    assert np.mean(np.abs(speckle) > quiet) < 0.004


def test_fitting_finds_the_weights_that_made_the_labels(rng):
    columns = np.stack([np.ones(200_000), rng.normal(0, 2, 200_000), rng.gamma(2, 1, 200_000)], axis=1)
    changed = rng.random(len(columns)) < special.expit(columns @ [-1.0, 0.7, 0.5])
    assert fit(columns, changed) == pytest.approx([-1.0, 0.7, 0.5], abs=0.03)


def test_the_weight_leads_from_the_statistics_to_the_network():
    network, excess = np.float32([2.0, -1.0]), np.float32([-0.7, 0.4])
    weights = Weights(-0.5, 0.8, 0.4)
    assert fused(network, excess, weights) == pytest.approx(-0.5 + 0.8 * network + 0.4 * excess)
    assert fused(network, excess, weights, 1.0) == pytest.approx(-0.5 + 0.8 * network)
    assert fused(network, excess, weights, 0.0) == pytest.approx(-0.5 + 0.4 * excess)
    assert special.expit(blend(network, excess, 1.0)) == pytest.approx(special.expit(network))
    assert special.expit(blend(network, excess, 0.0)) == pytest.approx((1 + excess) / 2)


def test_log_odds_of_three_classes_are_those_of_change():
    probabilities = np.float32([[0.1], [0.2], [0.7]])
    assert odds_of_change(probabilities) == pytest.approx(log_odds(np.float32([0.8])), rel=1e-5)


def test_temperatures_lie_between_those_that_were_fitted():
    fitted = Calibration((1.0, 4.0), {"learned": (2.0, 1.0), "fused": (1.0, 1.0)})
    assert fitted.temperature("learned", 2.0) == pytest.approx(1.5)
    assert fitted.temperature("learned", 0.5) == 2.0
    assert fitted.temperature("learned", 99.0) == 1.0


def test_learning_from_the_certain_pixels_settles_the_others(rng):
    changed = rng.random(40_000) < 0.2
    feature = np.where(changed, 2.0, -2.0) + rng.normal(0, 1, changed.size)
    certain = rng.random(changed.size) < 0.3
    multiple = np.where(certain, np.where(changed, 2.0, 0.1), 1.0).astype(np.float32)
    features = np.stack([feature, rng.normal(size=changed.size)]).astype(np.float32)
    classifier = learn(features, multiple, rng)
    assert classifier is not None
    found = classifier(features[:, np.newaxis], multiple[np.newaxis])[0]
    assert np.mean((found > 0) == changed) > 0.96


def test_nothing_is_learned_without_certain_pixels_of_both_kinds(rng):
    multiple = np.full(5000, CERTAIN[0] / 2, np.float32)
    assert learn(rng.normal(size=(3, 5000)).astype(np.float32), multiple, rng) is None


def test_the_guided_filter_smooths_and_keeps_the_edges_of_its_guide(rng):
    step = np.where(np.arange(80) < 40, 0.0, 4.0) * np.ones((80, 1))
    noisy = (step + rng.normal(0, 1, step.shape)).astype(np.float32)
    found = guided(noisy, step.astype(np.float32))
    assert (found - step)[:, 36:44].std() < 0.4
    assert found[:, 41].mean() - found[:, 38].mean() > 3.8
    lonely = guided(noisy, np.zeros_like(noisy))
    assert lonely[:, 41].mean() - lonely[:, 38].mean() < 2.5


# Training.


@pytest.fixture
def grounds():
    pytest.importorskip("torch", reason="torch is only needed for training: make train-setup")
    from aurora_qgis.core.training.change_grounds import Grounds

    return Grounds([np.ones((200, 200), np.float32)], [], 1)


def test_simulated_pairs_differ_by_what_they_say(grounds):
    from aurora_qgis.core.training.change_grounds import simulated

    rng, errors = np.random.default_rng(5), []
    for _ in range(40):
        made = simulated(grounds, rng)
        seen = 10 * np.log10(lee(made.after, 7, made.looks) / lee(made.before, 7, made.looks))
        for found, true in zip(seen, made.ratio):
            for sign in (-1, 1):
                where = sign * true > 4
                if np.count_nonzero(where) > 300:
                    errors.append(np.median(found[where] - true[where]))
    assert len(errors) > 20
    assert np.median(np.abs(errors)) < 1.5  # eight bits clip


def test_labels_follow_the_question(grounds):
    from aurora_qgis.core.training.change_grounds import DECREASE, INCREASE, NONE, UNKNOWN, Question, Sample, labels_of

    image = np.zeros((2, 1, 5), np.float32)
    sample = Sample(image, image, np.float32([[-3.0, -1.0, np.nan, 2.05, 3.0]]), 0.1, 5.0)
    assert labels_of(sample, Question(False, 2.0)).tolist() == [[DECREASE, NONE, UNKNOWN, UNKNOWN, INCREASE]]
    asked = sample._replace(flood=np.int8([[DECREASE, 3, 3, 3, 3]]))
    assert labels_of(asked, Question(True, 2.0)).tolist() == [[DECREASE, 3, 3, 3, 3]]
    assert labels_of(asked, Question(False, 5.0)).tolist() == [[NONE, NONE, UNKNOWN, NONE, NONE]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:torch.onnx", "ignore:You are using the legacy")
def test_the_exported_network_computes_what_torch_computes_and_training_goes_on(grounds, tmp_path, rng):
    import torch

    from aurora_qgis.core.training.change import Pairs, Recipe, Trainer
    from aurora_qgis.core.training.change_grounds import made_sample, simulated
    from aurora_qgis.core.training.change_model import write_model
    from aurora_qgis.core.training.change_network import Design

    made = [simulated(grounds, np.random.default_rng(seed)) for seed in range(6)]
    pairs = Pairs([made_sample(one, np.random.default_rng(1)) for one in made], [])

    def trainer() -> Trainer:
        return Trainer(Recipe(steps=6, batch=2, side=32, mixed=False), Design(widths=(8, 16)), pairs, "cpu")

    straight, first, second = trainer(), trainer(), trainer()
    through, begun = list(straight.run(4)), list(first.run(2))
    first.save(tmp_path / "checkpoint.pt")
    second.load(tmp_path / "checkpoint.pt")
    assert begun + list(second.run(4)) == pytest.approx(through, rel=1e-5)

    path = tmp_path / "change.onnx"
    write_model(straight.averaged, {}, path, made, [], {"held_out_flood_iou": 0.5})
    model = change_model(path)
    assert model.halo % model.stride == 0
    assert model.calibration.weights.network >= 0
    dates = [rng.normal(size=(1, 2, 40, 56)).astype(np.float32) for _ in range(2)]
    with torch.no_grad():
        weights = straight.averaged.half().float()
        asked = (torch.tensor([1.0]), torch.tensor([0.7]))
        expected, _ = weights(*(torch.from_numpy(date) for date in dates), *asked)
    found = model.network.run(before=dates[0], after=dates[1], flood=np.float32([1]), threshold=np.float32([0.7]))
    assert found == pytest.approx(expected.numpy(), abs=1e-4)
