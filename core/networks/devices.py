"""Which device computes networks: the one that was chosen, the processor where none was."""

from __future__ import annotations

import os
from typing import Any

from ..errors import InputError

CPU = "cpu"
DEVICES = {
    CPU: "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
}
"""Our names, and onnxruntime's (https://onnxruntime.ai/docs/execution-providers/)."""

VARIABLE = "AURORASAR_DEVICE"
"""The environment variable that names a device where there are no settings of QGIS; it comes before these."""


class _Choice:
    """Set by the QGIS layer from its settings."""

    device = CPU


def use_device(name: str) -> None:
    """Networks that are opened from now on compute there. Raises InputError for a name that is not known."""
    _Choice.device = _known(name)


def chosen_device() -> str:
    """Raises InputError where the environment names a device that is not known."""
    return _known(os.environ.get(VARIABLE, "").strip().lower() or _Choice.device)


def offered_devices(runtime: Any) -> tuple[str, ...]:
    """Those that this onnxruntime was built for; whether the machine has them shows when a network is opened."""
    there = runtime.get_available_providers()
    return tuple(name for name, provider in DEVICES.items() if provider in there)


def providers(runtime: Any, device: str) -> list[str]:
    """What a session is to be opened with: the processor takes over the operators that a device lacks.

    Raises InputError where this onnxruntime does not offer the device.
    """
    offered = offered_devices(runtime)
    if device != CPU and device not in offered:
        raise InputError(
            f"This onnxruntime cannot compute on '{device}': it offers {', '.join(offered) or 'none of them'}. "
            f"{_remedy(device)}"
        )
    return list(dict.fromkeys((DEVICES[device], DEVICES[CPU])))


def check_in_use(session: Any, device: str) -> None:
    """Raises InputError for a session that fell back to the processor, as onnxruntime does without a word."""
    if session.get_providers()[0] != DEVICES[device]:
        raise InputError(
            f"onnxruntime could not compute on '{device}', though it was built for that: a driver or a library of the "
            f"device is missing on this machine. {_remedy(device)}"
        )


def _remedy(device: str) -> str:
    if os.environ.get(VARIABLE):
        return f"Change the environment variable {VARIABLE}, or unset it to compute on the processor."
    return (
        "Choose 'cpu' in the panel 'Models and runtime' or with 'Models' (aurorasar:models), or install an onnxruntime "
        f"that is made for '{device}'."
    )


def _known(name: str) -> str:
    if name not in DEVICES:
        raise InputError(f"There is no device '{name}' to compute networks on: choose one of {', '.join(DEVICES)}.")
    return name
