"""Write a trained network as a model: an ONNX file with half-precision weights, and its card."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from ..networks.card import GROUPED, embedded, grouped, sha256

MLM = "https://stac-extensions.github.io/mlm/v1.5.0/schema.json"
FILE = "https://stac-extensions.github.io/file/v2.1.0/schema.json"


def rounded_to_half(network: nn.Module) -> nn.Module:
    """The network with weights that half precision holds exactly, so that torch and the file compute the same."""
    with torch.no_grad():
        for weight in network.parameters():
            weight.copy_(weight.half().float())
    return network


def publish(path: Path, name: str, properties: dict[str, Any]) -> None:
    """Turn the ONNX file `path`, as torch exported it, into a model, and write its card beside it."""
    model = onnx.load(str(path))
    _halve(model.graph)
    _write(path, model, _item(path, name, properties))


def amend(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the radar facts of a published model's card, which leaves its network as it is."""
    item = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    change(item["properties"]["mlm:hyperparameters"]["aurorasar"])
    _write(path, onnx.load(str(path)), item)


def _write(path: Path, model: onnx.ModelProto, item: dict[str, Any]) -> None:
    """The model with its card inside, and the card beside it."""
    onnx.helper.set_model_props(model, {"mlm": json.dumps(embedded(item), sort_keys=True)})
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    item["assets"]["model"].update({GROUPED: grouped(sha256(path)), "file:size": path.stat().st_size})
    path.with_suffix(".json").write_text(json.dumps(item, indent=2) + "\n", encoding="utf-8")


def _item(path: Path, name: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": [MLM, FILE],
        "id": name,
        "geometry": None,
        "properties": {"datetime": f"{datetime.now(timezone.utc):%Y-%m-%d}T00:00:00Z", **properties},
        "links": [],
        "assets": {
            "model": {
                "href": f"./{path.name}",
                "type": "application/octet-stream; application=onnx",
                "roles": ["mlm:model", "mlm:weights"],
                "mlm:artifact_type": "onnx",
            }
        },
    }


def _halve(graph: onnx.GraphProto) -> None:
    """Store large weights in half precision, with a cast that the runtime does once, when it opens the file."""
    casts = []
    for weights in graph.initializer:
        values = numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.size < 64:
            continue
        name = weights.name
        weights.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        casts.append(onnx.helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
