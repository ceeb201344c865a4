"""Models and their cards: what is accepted, what is refused, and the network in torch against the file."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from aurora_qgis.core.errors import DependencyError, InputError
from aurora_qgis.core.networks import Network, bundled, read_card
from aurora_qgis.core.networks.network import MODELS

BUNDLED = sorted(path.stem for path in MODELS.glob("*.onnx"))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the despeckling model and its card."""
    for suffix in (".onnx", ".json"):
        shutil.copy(MODELS / f"despeckle{suffix}", tmp_path)
    return tmp_path / "despeckle.onnx"


def rewrite(model: Path, change) -> None:
    """Change the card beside a model."""
    card = model.with_suffix(".json")
    item = json.loads(card.read_text())
    change(item)
    card.write_text(json.dumps(item))


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_model_is_small_and_what_its_card_says(name):
    network = Network(MODELS / f"{name}.onnx")
    assert (MODELS / f"{name}.onnx").stat().st_size <= 3_000_000
    assert network.card.item["properties"]["mlm:total_parameters"] <= 1_000_000
    assert network.card.item["properties"]["mlm:hyperparameters"]["aurorasar"]["training_data"]


def test_another_file_than_the_card_describes_is_refused(model):
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(content)
    with pytest.raises(InputError, match="checksum differs"):
        Network(model)


def test_a_card_with_a_multihash_is_read(model):
    asset = read_card(model).asset
    digest = asset["aurorasar:sha256"].replace(" ", "")

    def restate(item: dict) -> None:
        del item["assets"]["model"]["aurorasar:sha256"]
        item["assets"]["model"]["file:checksum"] = f"1220{digest}"

    rewrite(model, restate)
    assert Network(model).card.asset["file:checksum"].endswith(digest)


def test_a_card_that_was_edited_is_refused(model):
    rewrite(model, lambda item: item["properties"].update(license="other"))
    with pytest.raises(InputError, match="beside it differ"):
        Network(model)


def test_a_card_for_another_graph_is_refused(model):
    rewrite(model, lambda item: item["properties"]["mlm:input"].pop())
    with pytest.raises(InputError, match="names the inputs log_intensity, the model has log_intensity, looks"):
        Network(model)


def test_a_card_that_lacks_a_fact_says_which(model):
    rewrite(model, lambda item: item["properties"].pop("mlm:hyperparameters"))
    with pytest.raises(InputError, match="does not state 'halo'"):
        read_card(model).radar("halo")


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"properties": {"mlm:input": [], "mlm:output": []}}'])
def test_a_file_that_is_no_card_is_refused(model, text):
    model.with_suffix(".json").write_text(text)
    with pytest.raises(InputError, match="card"):
        read_card(model)


def test_a_card_without_a_model_file_is_refused(model):
    rewrite(model, lambda item: item.update(assets={}))
    with pytest.raises(InputError, match="names no model file"):
        read_card(model)


@pytest.mark.parametrize("suffix", [".onnx", ".json"])
def test_half_a_model_is_refused(model, suffix):
    model.with_suffix(suffix).unlink()
    with pytest.raises(InputError, match=f"despeckle{suffix}"):
        Network(model)


def test_a_file_that_is_no_network_is_refused(model):
    from aurora_qgis.core.networks.card import grouped, sha256

    model.write_bytes(b"not a network")
    rewrite(model, lambda item: item["assets"]["model"].update({"aurorasar:sha256": grouped(sha256(model))}))
    with pytest.raises(InputError, match="cannot be opened as an ONNX model"):
        Network(model)


def test_without_onnxruntime_the_error_says_how_to_get_it(model, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.setattr("aurora_qgis.core.networks.runtime._Place.folder", None)  # one that a test of QGIS handed over
    with pytest.raises(DependencyError, match="pip install --no-deps --target"):
        Network(model)


@pytest.mark.parametrize("shape", [(8, 8), (16, 120), (136, 24)])
def test_height_width_and_batch_are_free(shape, rng):
    logs = rng.normal(size=(3, 1, *shape)).astype(np.float32)
    looks = np.array([1, 4, 16], np.float32)
    found = bundled("despeckle").run(log_intensity=logs, looks=looks)
    assert found.shape == logs.shape
    alone = bundled("despeckle").run(log_intensity=logs[1:2], looks=looks[1:2])
    assert found[1] == pytest.approx(alone[0], abs=1e-4)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:torch.onnx", "ignore:You are using the legacy")
@pytest.mark.parametrize("kind", ["plain", "depthwise"])
def test_the_exported_network_computes_what_torch_computes(kind, tmp_path, rng):
    torch = pytest.importorskip("torch", reason="torch is only needed for training: make train-setup")
    pytest.importorskip("onnx", reason="onnx is only needed for training: make train-setup")
    from aurora_qgis.core.training.despeckle import Recipe, Trainer, write_model
    from aurora_qgis.core.training.despeckle_network import Design
    from aurora_qgis.core.training.grounds import Grounds

    design = Design(stem=2, widths=(16, 24, 32), kind=kind)
    grounds = Grounds([np.ones((200, 200), np.float32)], 1, scene_count=1, leaf_count=2)
    trainer = Trainer(Recipe(steps=4, batch=2, side=32, mixed=False), design, grounds, "cpu")
    losses = list(trainer.run(3))
    assert np.all(np.isfinite(losses))
    path = tmp_path / "trained.onnx"
    write_model(trainer, path)
    logs = rng.normal(size=(2, 1, 40, 56)).astype(np.float32) * 3
    looks = np.array([1.0, 12.0], np.float32)
    with torch.no_grad():
        weights = trainer.averaged.half().float()
        expected = weights(torch.from_numpy(logs), torch.from_numpy(looks)).numpy()
    assert Network(path).run(log_intensity=logs, looks=looks) == pytest.approx(expected, abs=1e-4)


def test_training_goes_on_where_it_stopped(tmp_path):
    pytest.importorskip("torch", reason="torch is only needed for training: make train-setup")
    pytest.importorskip("onnx", reason="onnx is only needed for training: make train-setup")
    from aurora_qgis.core.training.despeckle import Recipe, Trainer
    from aurora_qgis.core.training.despeckle_network import Design
    from aurora_qgis.core.training.grounds import Grounds

    def trainer() -> Trainer:
        grounds = Grounds([np.ones((200, 200), np.float32)], 1, scene_count=1, leaf_count=2)
        return Trainer(Recipe(steps=6, batch=2, side=32, mixed=False), Design(stem=2, widths=(8, 8)), grounds, "cpu")

    straight = trainer()
    through = list(straight.run(6))
    first, second = trainer(), trainer()
    begun = list(first.run(3))
    first.save(tmp_path / "checkpoint.pt")
    second.load(tmp_path / "checkpoint.pt")
    assert begun + list(second.run(6)) == pytest.approx(through, rel=1e-4)
