"""ONNX models, run with onnxruntime, which is imported when the first model is opened."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import DependencyError, InputError
from ..paths import RESOURCES
from .card import Card, embedded, read_card
from .devices import check_in_use, chosen_device, providers
from .runtime import load

MODELS = RESOURCES / "models"


class Network:
    """An opened model, which computes on all cores, one call after the other; threads that wait prepare their input.

    Calls side by side, on one core each, would be a little faster and take as many times the memory.
    """

    def __init__(self, path: Path, device: str | None = None) -> None:
        """On the chosen device, where none is named.

        Raises InputError if the model is broken or not what its card says, or the device cannot be used;
        DependencyError without onnxruntime.
        """
        self.card: Card = read_card(path)
        runtime = _runtime()
        device = device or chosen_device()
        wanted = providers(runtime, device)
        options = runtime.SessionOptions()
        options.log_severity_level = 3
        options.enable_mem_pattern = False  # planned memory is twice what is in use at a time, and no faster
        try:
            self._session = runtime.InferenceSession(str(path), sess_options=options, providers=wanted)
        except Exception as error:  # onnxruntime has a class of its own for each thing that can be wrong with a file
            raise InputError(f"{path} cannot be opened as an ONNX model: {error}") from error
        check_in_use(self._session, device)
        self._session.disable_fallback()  # a device that fails later is an error, too
        self._one_call = Lock()
        self._check()

    def run(self, **inputs: NDArray[Any]) -> NDArray[np.float32]:
        """The first output for the inputs by name."""
        return self.run_first(1, **inputs)[0]

    def run_first(self, count: int, **inputs: NDArray[Any]) -> list[NDArray[np.float32]]:
        """The first `count` outputs, in the order of the card; those that are left out take no memory."""
        names = [str(one["name"]) for one in self.card.outputs[:count]]
        with self._one_call:
            found: list[NDArray[np.float32]] = self._session.run(names, inputs)
        return found

    @property
    def provider(self) -> str:
        """What computes, in the words of onnxruntime: CPUExecutionProvider and its like."""
        return str(self._session.get_providers()[0])

    def _check(self) -> None:
        """The graph's inputs and outputs are those of the card, and the embedded card is the one beside the file."""
        for what, stated, found in (
            ("inputs", self.card.inputs, self._session.get_inputs()),
            ("outputs", self.card.outputs, self._session.get_outputs()),
        ):
            said, there = [one["name"] for one in stated], [one.name for one in found]
            if said != there:
                raise InputError(
                    f"The card of {self.card.name} names the {what} {', '.join(said)}, the model has "
                    f"{', '.join(there)}: use the card that belongs to the model."
                )
        inside = self._session.get_modelmeta().custom_metadata_map.get("mlm")
        if inside is not None and json.loads(inside) != embedded(self.card.item):
            raise InputError(
                f"The card inside {self.card.name} and the one beside it differ: install both files again."
            )


def bundled(name: str) -> Network:
    """The model NAME.onnx that comes with AuroraSAR; opened once on each device."""
    return _opened(name, chosen_device())


@lru_cache(maxsize=8)
def _opened(name: str, device: str) -> Network:
    return Network(MODELS / f"{name}.onnx", device)


def card_inside(path: Path) -> dict[str, Any] | None:
    """The item that is embedded in an ONNX file, None where there is none.

    Raises InputError for a file that is no ONNX model, DependencyError without onnxruntime.
    """
    try:
        inside = _runtime().InferenceSession(str(path), providers=["CPUExecutionProvider"])
    except DependencyError:
        raise
    except Exception as error:  # as in Network
        raise InputError(f"{path} cannot be opened as an ONNX model: {error}") from error
    text = inside.get_modelmeta().custom_metadata_map.get("mlm")
    if text is None:
        return None
    found: dict[str, Any] = json.loads(text)
    return found


def _runtime() -> Any:
    try:
        return load()
    except ImportError as error:
        raise DependencyError(
            "The learned models need the Python package onnxruntime, which QGIS's Python does not have "
            f"({error}). Run 'Install onnxruntime' (aurorasar:installruntime) in the Processing toolbox, or install it "
            "without its dependencies into the folder 'python' of your QGIS profile "
            "(Settings > User Profiles > Open Active Profile Folder): "
            "pip install --no-deps --target PROFILE/python onnxruntime. Or choose a method that uses no network."
        ) from error
