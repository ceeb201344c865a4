"""Choose the device that computes networks."""

from __future__ import annotations

import os

from ...errors import InputError
from ...networks import Network, devices, shipped_models
from ..opening import Log, unsaid


def choose_device(name: str, *, log: Log = unsaid) -> None:
    """Have networks computed there from now on, once a model that ships has been opened there.

    Raises InputError where the device is not known, is not offered, does not work here, or where the environment names
    another; DependencyError without onnxruntime, unless the processor is chosen.
    """
    asked = os.environ.get(devices.VARIABLE, "").strip().lower()
    if asked and asked != name:
        raise InputError(
            f"The environment variable {devices.VARIABLE} names '{asked}' and comes first: unset it to choose another."
        )
    if name in devices.DEVICES and name != devices.CPU:
        Network(shipped_models()[0], name)
    devices.use_device(name)
    log(f"Networks are computed on '{name}'.")
