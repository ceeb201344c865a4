"""What the trainers of all networks share: recipes, options, checkpoints at intervals."""

from __future__ import annotations

import argparse
from dataclasses import asdict

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from aurora_qgis.core.colour.learned import MODELS  # noqa: E402
from aurora_qgis.core.networks import bundled  # noqa: E402
from aurora_qgis.core.training import change, colour_trainer, despeckle, loop  # noqa: E402
from aurora_qgis.core.training.despeckle_network import Design  # noqa: E402
from aurora_qgis.core.training.grounds import Grounds  # noqa: E402

RECIPES = [change.Recipe, colour_trainer.Recipe, despeckle.Recipe]


def parsed(options, *words):
    parser = argparse.ArgumentParser()
    loop.add_options(parser, options)
    return loop.chosen(options, parser.parse_args(words))


@pytest.mark.parametrize("options", [*RECIPES, Design], ids=lambda one: one.__module__)
def test_without_options_all_is_as_the_defaults_say(options):
    assert parsed(options) == options()


def test_options_are_taken_and_what_is_true_can_be_denied():
    assert parsed(despeckle.Recipe, "--steps", "7", "--no-mixed") == despeckle.Recipe(steps=7, mixed=False)
    assert parsed(Design, "--widths", "8", "16", "--no-bias") == Design(widths=(8, 16), bias=False)


@pytest.mark.parametrize("name", MODELS)
def test_the_recipe_in_the_card_of_a_model_is_still_a_recipe(name):
    facts = bundled(f"colour_{name}").card.item["properties"]["mlm:hyperparameters"]["aurorasar"]
    assert asdict(colour_trainer.Recipe(**facts["recipe"])) == facts["recipe"]


@pytest.fixture
def trainer(rng):
    image = rng.gamma(4, 0.25, (64, 64)).astype(np.float32)
    recipe = despeckle.Recipe(steps=5, batch=1, side=32, mixed=False)
    return despeckle.Trainer(recipe, Design(widths=(4, 4)), Grounds([image], 1), "cpu")


def test_a_training_is_kept_every_so_many_steps_and_at_its_end_and_goes_on_from_there(trainer, tmp_path):
    checkpoint = tmp_path / "checkpoint.pt"
    kept = []
    for said in trainer.stretches(checkpoint, every=2, minutes=0):
        kept.append(torch.load(checkpoint, weights_only=True)["step"])
        assert said.split()[0] == str(kept[-1])
    assert kept == [2, 4, 5]
    trainer.step = 0
    assert trainer.resume(checkpoint).endswith("step 5 of 5")
    assert list(trainer.stretches(checkpoint, every=2, minutes=0)) == []


def test_a_training_that_is_out_of_time_is_kept(trainer, tmp_path):
    checkpoint = tmp_path / "checkpoint.pt"
    assert len(list(trainer.stretches(checkpoint, every=100, minutes=1e-9))) == 1
    assert torch.load(checkpoint, weights_only=True)["step"] == 1
