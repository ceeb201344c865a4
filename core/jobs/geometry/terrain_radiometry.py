"""Which backscatter a terrain-corrected image states."""

from __future__ import annotations

from collections.abc import Sequence

from ...errors import InputError
from ...geometry.flattening import Plane
from ..opening import AUTOMATIC, Log

AS_IS = "as_is"
RADIOMETRIES: dict[str, Plane | None] = {
    AS_IS: None,
    "gamma0_terrain": Plane.GAMMA,
    "sigma0_terrain": Plane.SIGMA,
}
"""Names of the choices, and where the area is measured that the image is divided by."""

INPUT_QUANTITIES = (AUTOMATIC, *(plane.value for plane in Plane))


def input_quantity(chosen: str, names: Sequence[str], log: Log) -> Plane | None:
    """What an image states: as chosen, or as `calibrate` names the bands; None if their names say nothing."""
    if chosen != AUTOMATIC:
        return Plane(chosen)
    found = {next((plane for plane in Plane if name.startswith(plane.value)), None) for name in names}
    quantity = found.pop() if len(found) == 1 else None
    if quantity is not None:
        log(f"The image is {quantity.value}, as its bands are called.")
    return quantity


def check_flattening(radiometry: str, quantity: Plane | None, names: Sequence[str]) -> None:
    """Raise InputError where terrain is to be flattened in an image of unknown quantity, or a second time."""
    if RADIOMETRIES[radiometry] is None:
        return
    if any("_terrain" in name for name in names):
        raise InputError("The image is flattened already: geocode it as it is.")
    if quantity is None:
        raise InputError(
            f"The bands ({', '.join(names)}) do not say whether they are beta0, sigma0 or gamma0, which {radiometry} "
            "must know: take what Calibrate writes, beta0 for choice, or choose the quantity."
        )


def flattened_names(names: Sequence[str], radiometry: str) -> tuple[str, ...]:
    """beta0_VV becomes gamma0_terrain_VV."""
    if RADIOMETRIES[radiometry] is None:
        return tuple(names)
    rest = (next((name[len(one.value) :] for one in Plane if name.startswith(one.value)), f"_{name}") for name in names)
    return tuple(radiometry + one for one in rest)
