"""Model cards: STAC Items with the machine learning model extension (MLM 1.5) beside the ONNX file.

https://github.com/stac-extensions/mlm. What is particular to radar lies under
`mlm:hyperparameters`.`aurorasar`. The same item, without the file's own checksum and size, is embedded in the
ONNX file under the key `mlm`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError

SHA256 = "1220"
"""Multihash prefix of a SHA-256 in hexadecimal: code 0x12, 0x20 bytes."""

GROUPED = "aurorasar:sha256"
"""What our own cards have instead of file:checksum: the digits in groups, since the gate of the QGIS plugin site
takes an unbroken row of 64 for a password."""

OF_THE_FILE = ("file:checksum", "file:size", GROUPED)


@dataclass(frozen=True)
class Card:
    """What a model says of itself."""

    item: dict[str, Any]
    name: str

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return list(self.item["properties"]["mlm:input"])

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return list(self.item["properties"]["mlm:output"])

    @property
    def facts(self) -> dict[str, Any]:
        """What is particular to radar; empty where the card states nothing of it."""
        return dict(self.item["properties"].get("mlm:hyperparameters", {}).get("aurorasar", {}))

    def radar(self, key: str) -> Any:
        """A fact under mlm:hyperparameters.aurorasar. Raises InputError where the card lacks it."""
        if key not in self.facts:
            raise InputError(
                f"The model card of {self.name} does not state '{key}': use a model made for AuroraSAR, or add it "
                "under mlm:hyperparameters.aurorasar."
            )
        return self.facts[key]

    @property
    def asset(self) -> dict[str, Any]:
        """The entry of the ONNX file."""
        for asset in self.item.get("assets", {}).values():
            if "mlm:model" in asset.get("roles", ()):
                return dict(asset)
        raise InputError(f"The model card of {self.name} names no model file: it needs an asset of role 'mlm:model'.")


def read_card(model: Path) -> Card:
    """The card beside an ONNX file, NAME.json beside NAME.onnx.

    Raises InputError if either file is missing, the card is not one, or the ONNX file is not the one that the
    card describes.
    """
    path = model.with_suffix(".json")
    for needed in (model, path):
        if not needed.is_file():
            raise InputError(
                f"There is no file {needed}: a model is an ONNX file and its card, NAME.onnx and NAME.json."
            )
    try:
        item = json.loads(path.read_text(encoding="utf-8"))
        inputs = item["properties"]["mlm:input"] and item["properties"]["mlm:output"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not a model card (a STAC Item with the MLM extension): {error}.") from error
    if not inputs:
        raise InputError(f"{path} is not a usable model card: it lists no inputs or no outputs.")
    card = Card(item, model.name)
    _check_file(model, card)
    return card


def _check_file(model: Path, card: Card) -> None:
    digest, asset = sha256(model), card.asset
    stated = str(asset.get("file:checksum", asset.get(GROUPED, ""))).replace(" ", "")
    if stated not in (digest, SHA256 + digest):
        raise InputError(
            f"{model} is not the file that its card describes (its checksum differs): download or install both again."
        )


def sha256(path: Path) -> str:
    """The digest of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def grouped(digest: str) -> str:
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def embedded(item: dict[str, Any]) -> dict[str, Any]:
    """The item as it can lie inside the file that it describes: without that file's checksum and size."""
    copy: dict[str, Any] = json.loads(json.dumps(item))
    for asset in copy.get("assets", {}).values():
        for key in OF_THE_FILE:
            asset.pop(key, None)
    return copy
