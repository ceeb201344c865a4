"""Jobs of two radar images on the command line."""

from __future__ import annotations

import argparse
from dataclasses import asdict, fields
from typing import Any

from .jobs import (
    CoherenceFiles,
    CoherenceOptions,
    CoregisterFiles,
    CoregisterOptions,
    Pair,
    coregister,
    measure_coherence,
)


def _coregister_files(parser: argparse.ArgumentParser) -> None:
    for name in ("primary_product", "secondary_product", "dem", "output"):
        parser.add_argument(name)
    parser.add_argument("--primary-output")


def _coherence_files(parser: argparse.ArgumentParser) -> None:
    for name in ("primary", "secondary", "coherence", "--phase", "--interferogram"):
        parser.add_argument(name)
    parser.add_argument("--products", nargs=3, metavar=("PRIMARY", "SECONDARY", "DEM"))


def _coregister(given: dict[str, Any]) -> dict[str, Any]:
    products = given.pop("primary_product"), given.pop("secondary_product"), given.pop("dem")
    files = CoregisterFiles(given.pop("output"), given.pop("primary_output"))
    return asdict(coregister(*products, files, CoregisterOptions(**given), log=print))


def _coherence(given: dict[str, Any]) -> dict[str, Any]:
    primary, secondary, products = given.pop("primary"), given.pop("secondary"), given.pop("products")
    files = CoherenceFiles(**{field.name: given.pop(field.name) for field in fields(CoherenceFiles)})
    pair = Pair(*products) if products else None
    return asdict(measure_coherence(primary, secondary, files, CoherenceOptions(**given), pair, log=print))


PAIR_JOBS = (
    ("coregister", "a radar image onto another one's grid", _coregister, CoregisterOptions, _coregister_files),
    ("coherence", "of two complex images in one grid", _coherence, CoherenceOptions, _coherence_files),
)
