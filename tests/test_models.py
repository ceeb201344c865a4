"""The library of models: listed with their cards, added after a check, removed, and tried on a raster."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.errors import Cancelled, DependencyError, InputError, OutputError
from aurora_qgis.core.jobs import add_model, check_installation, list_models, remove_model, try_model
from aurora_qgis.core.networks import library, runtime
from aurora_qgis.core.networks.network import MODELS
from aurora_qgis.core.simulate import speckle


@pytest.fixture(autouse=True)
def own(monkeypatch, tmp_path) -> Path:
    """The user's folder, which does not exist yet."""
    folder = tmp_path / "profile" / "models"
    monkeypatch.setattr(library._Place, "folder", folder)
    monkeypatch.setattr(runtime._Place, "folder", None)
    return folder


@pytest.fixture
def mine(tmp_path) -> Path:
    """A model of the user's: the despeckling network under another name."""
    for suffix in (".onnx", ".json"):
        shutil.copy(MODELS / f"despeckle{suffix}", tmp_path / f"mine{suffix}")
    return tmp_path / "mine.onnx"


def names() -> list[str]:
    return [one.name for one in list_models().models]


def test_every_shipped_model_opens_and_says_its_task_licence_and_training_data(own, tmp_path):
    found = list_models(str(tmp_path / "m.html"))
    assert "despeckle" in {one.name for one in found.models}
    for one in found.models:
        assert one.shipped
        assert not one.problem
        assert one.provider == "CPUExecutionProvider"
        assert "not stated" not in (one.task, one.bands, one.licence, one.training, one.scale)
    assert "CPUExecutionProvider" in found.providers
    assert json.loads(found.text)["models"][0]["name"] == found.models[0].name
    assert "GPL-2.0-or-later" in (tmp_path / "m.html").read_text()
    assert not own.exists()


def test_an_added_model_is_listed_checked_and_can_be_removed(mine, own):
    before, said = names(), []
    facts = add_model(str(mine), log=said.append)
    assert (facts.shipped, facts.problem, facts.provider) == (False, "", "CPUExecutionProvider")
    assert names() == [*before, "mine"]
    assert {path.name for path in own.iterdir()} == {"mine.onnx", "mine.json"}
    assert (own / "mine.onnx").read_bytes() == mine.read_bytes()
    assert "mine.onnx" in check_installation().text
    remove_model("mine", log=said.append)
    assert names() == before
    assert list(own.iterdir()) == []
    assert mine.is_file()


def test_a_card_inside_the_file_is_enough(mine, own):
    mine.with_suffix(".json").unlink()
    assert add_model(str(mine)).problem == ""
    assert json.loads((own / "mine.json").read_text())["properties"]["license"] == "GPL-2.0-or-later"


def test_without_onnxruntime_a_model_is_added_by_its_card_and_checksum(mine, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    said: list[str] = []
    facts = add_model(str(mine), log=said.append)
    assert (facts.problem, facts.provider) == ("", "")
    assert any("has not been opened" in sentence for sentence in said)
    assert list_models().runtime_version == ""
    assert "Install onnxruntime" in list_models().html
    mine.with_suffix(".json").unlink()
    mine.rename(mine.with_name("other.onnx"))
    with pytest.raises(DependencyError, match="installruntime"):
        add_model(str(mine.with_name("other.onnx")))


def damage(mine: Path) -> None:
    mine.write_bytes(mine.read_bytes()[:-1])


def take_graph_away(mine: Path) -> None:
    mine.with_suffix(".json").unlink()
    mine.write_bytes(b"no network")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda mine: mine.unlink(), "no ONNX file"),
        (damage, "checksum differs"),
        (take_graph_away, "cannot be opened as an ONNX model"),
        (lambda mine: mine.with_suffix(".json").write_text("{}"), "not a model card"),
    ],
)
def test_what_is_not_a_model_with_its_card_is_refused_and_nothing_is_left(spoil, sentence, mine, own):
    spoil(mine)
    with pytest.raises(InputError, match=sentence):
        add_model(str(mine))
    assert not own.exists() or list(own.iterdir()) == []


def test_a_name_that_is_taken_and_a_shipped_model_are_left_alone(mine, tmp_path):
    add_model(str(mine))
    with pytest.raises(InputError, match="already"):
        add_model(str(mine))
    for suffix in (".onnx", ".json"):
        shutil.copy(MODELS / f"despeckle{suffix}", tmp_path)
    with pytest.raises(InputError, match="already"):
        add_model(str(tmp_path / "despeckle.onnx"))
    with pytest.raises(InputError, match="comes with AuroraSAR and stays"):
        remove_model("despeckle")
    with pytest.raises(InputError, match="is not there"):
        remove_model("nothing")


def test_a_model_that_was_damaged_later_says_so_in_the_list(mine, own):
    add_model(str(mine))
    damage(own / "mine.onnx")
    found = {one.name: one for one in list_models().models}
    assert "checksum differs" in found["mine"].problem
    assert not found["despeckle"].problem


def test_there_is_nothing_to_add_to_without_a_profile(mine, monkeypatch):
    monkeypatch.setattr(library._Place, "folder", None)
    with pytest.raises(InputError, match="no QGIS profile"):
        add_model(str(mine))
    assert "despeckle" in names()
    with pytest.raises(OutputError, match="cannot be made"):
        add_model(str(mine), "/proc/models")


def test_a_trial_tells_what_the_network_makes_of_the_middle_of_the_raster(save, rng):
    source = save(speckle((1, 300, 280), 4, rng), "scene.tif")
    found = try_model("despeckle", source, looks=4)
    assert found.provider == "CPUExecutionProvider"
    assert found.seconds > 0
    assert found.finite_share == 1
    assert found.least <= found.mean <= found.most
    assert found.mean == pytest.approx(0, abs=0.05)  # the logarithm of the mean, 1
    assert "1 x 1 x 256 x 256 values" in found.sentence
    assert try_model("despeckle", save(5 * speckle((1, 60, 70), 4, rng)), looks=4).mean == pytest.approx(
        np.log(5), abs=0.1
    )


def test_a_model_and_a_raster_that_do_not_fit_are_a_sentence(save, rng, mine, own):
    with pytest.raises(InputError, match="no model 'nothing'"):
        try_model("nothing", save(speckle((1, 64, 64), 4, rng)))
    item = json.loads((MODELS / "despeckle.json").read_text())
    for change, sentence in (
        (lambda one: one["input"].update(shape=[1, 3, -1, -1]), "has 3 bands"),
        (lambda one: one["input"].update(shape=[1, 1, 512, 512]), "needs 512 x 512 pixels"),
        (lambda one: one.update(value_scaling=[{"type": "z-score"}]), "scaling of its own"),
        (lambda one: one["input"].update(shape=[1, 1]), "neither an image nor a number of looks"),
    ):
        changed = json.loads(json.dumps(item))
        change(changed["properties"]["mlm:input"][0])
        with pytest.raises(InputError, match=sentence):
            trial_of_card(changed, save(speckle((2, 64, 64), 4, rng)))


def trial_of_card(item: dict, source: str) -> None:
    """What a trial says of this card; the network itself is not asked."""
    from aurora_qgis.core.blocks import unheard
    from aurora_qgis.core.jobs.library import trying
    from aurora_qgis.core.jobs.opening import open_backscatter, unsaid
    from aurora_qgis.core.networks import Card

    image = open_backscatter(source, "intensity", (), unsaid, unheard)
    trying._inputs(Card(item, "changed.onnx"), image, 4.0, unheard, unsaid)


def test_listing_and_trying_can_be_cancelled(save, rng):
    with pytest.raises(Cancelled):
        list_models(progress=lambda share: False)
    with pytest.raises(Cancelled):
        try_model("despeckle", save(speckle((1, 64, 64), 4, rng)), progress=lambda share: share < 0.3)
