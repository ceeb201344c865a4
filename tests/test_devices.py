"""What computes networks: chosen by name, checked against what onnxruntime offers and really uses."""

from __future__ import annotations

import json

import numpy as np
import onnxruntime
import pytest

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.jobs import check_installation, choose_device, list_models, try_model
from aurora_qgis.core.networks import Network, bundled, devices, shipped_models
from aurora_qgis.core.simulate import speckle
from tests.wheels import fake_providers

ALL = list(devices.DEVICES.values())


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch):
    monkeypatch.setattr(devices._Choice, "device", devices.CPU)
    monkeypatch.delenv(devices.VARIABLE, raising=False)


def test_the_processor_computes_unless_something_else_is_chosen():
    assert devices.chosen_device() == "cpu"
    assert Network(shipped_models()[0]).provider == "CPUExecutionProvider"


@pytest.mark.parametrize(("there", "offered"), [
    (["CPUExecutionProvider"], ("cpu",)),
    (["AzureExecutionProvider", "CPUExecutionProvider"], ("cpu",)),
    (["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"], ("cpu", "cuda")),
    (ALL[::-1], ("cpu", "cuda", "directml", "coreml")),
])  # fmt: skip
def test_what_is_offered_is_what_onnxruntime_reports_in_our_names(there, offered, monkeypatch):
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: there)
    assert devices.offered_devices(onnxruntime) == offered
    assert list_models().devices == offered


@pytest.mark.parametrize("name", ["cuda", "directml", "coreml"])
def test_a_chosen_device_computes_with_the_processor_behind_it_and_nothing_else(name, monkeypatch, save, rng):
    opened = fake_providers(monkeypatch, ALL)
    choose_device(name)
    assert list_models().device == name
    found = try_model("despeckle", save(speckle((1, 64, 64), 4, rng)), looks=4)
    assert found.provider == devices.DEVICES[name]
    assert {tuple(one) for one in opened} == {(devices.DEVICES[name], "CPUExecutionProvider")}


def test_a_network_that_is_open_already_is_opened_anew_on_another_device(monkeypatch):
    assert bundled("despeckle").provider == "CPUExecutionProvider"
    fake_providers(monkeypatch, ALL)
    choose_device("directml")
    assert bundled("despeckle").provider == "DmlExecutionProvider"
    choose_device("cpu")
    assert bundled("despeckle").provider == "CPUExecutionProvider"


def test_a_device_that_is_not_offered_is_refused_and_the_choice_stays(monkeypatch):
    fake_providers(monkeypatch, ["CUDAExecutionProvider", "CPUExecutionProvider"])
    choose_device("cuda")
    with pytest.raises(InputError, match="cannot compute on 'coreml': it offers cpu, cuda"):
        choose_device("coreml")
    with pytest.raises(InputError, match=r"no device 'tpu'.*choose one of cpu, cuda, directml, coreml"):
        choose_device("tpu")
    assert devices.chosen_device() == "cuda"


@pytest.mark.filterwarnings("ignore:Specified provider")
def test_falling_back_to_the_processor_is_an_error_and_not_silent(monkeypatch):
    """onnxruntime itself: told that it has CUDA, which it has not, it opens the model on the processor."""
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ALL)
    with pytest.raises(InputError, match=r"could not compute on 'cuda'.*driver or a library"):
        choose_device("cuda")
    assert devices.chosen_device() == "cpu"


def test_a_choice_whose_device_has_gone_is_said_by_models_doctor_and_runs(monkeypatch, save, rng):
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    devices.use_device("cuda")
    for one in list_models().models:
        assert "cannot compute on 'cuda': it offers cpu." in one.problem
        assert "Choose 'cpu'" in one.problem
    checkup = check_installation()
    assert [one.name for one in checkup.topics["onnxruntime (learned filters only)"] if one.problem] == [
        "Networks are computed on"
    ]
    with pytest.raises(InputError, match="aurorasar:models"):
        try_model("despeckle", save(speckle((1, 64, 64), 4, rng)), looks=4)
    choose_device("cpu")
    assert check_installation().problems == 0


def test_the_environment_comes_before_the_choice(monkeypatch):
    fake_providers(monkeypatch, ALL)
    choose_device("directml")
    monkeypatch.setenv(devices.VARIABLE, "CUDA")
    assert Network(shipped_models()[0]).provider == "CUDAExecutionProvider"
    with pytest.raises(InputError, match="AURORASAR_DEVICE names 'cuda' and comes first"):
        choose_device("cpu")
    monkeypatch.setenv(devices.VARIABLE, "abacus")
    with pytest.raises(InputError, match="no device 'abacus'"):
        list_models()


def test_a_device_of_the_environment_that_is_missing_names_the_variable(monkeypatch):
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    monkeypatch.setenv(devices.VARIABLE, "coreml")
    with pytest.raises(InputError, match="unset it to compute on the processor"):
        Network(shipped_models()[0])


def test_the_list_of_models_tells_the_device_and_the_offer(tmp_path):
    found = list_models(str(tmp_path / "models.html"))
    assert (found.device, found.devices[0]) == ("cpu", "cpu")
    assert json.loads(found.text)["device"] == "cpu"
    assert "Networks are computed on" in (tmp_path / "models.html").read_text()


def test_the_numbers_do_not_depend_on_how_the_device_was_named(monkeypatch, rng):
    logs, looks = np.log(speckle((1, 1, 64, 64), 4, rng)).astype(np.float32), np.array([4], np.float32)
    chosen = Network(shipped_models()[0].with_stem("despeckle")).run(log_intensity=logs, looks=looks)
    monkeypatch.setenv(devices.VARIABLE, "cpu")
    assert np.array_equal(chosen, bundled("despeckle").run(log_intensity=logs, looks=looks))
