"""Small change models, made with onnx: an analyst's own networks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto, helper

from aurora_qgis.core.networks.card import grouped, sha256

GAIN, LEAST = 2.0, 3.0
"""The models' logits: change where GAIN (|difference| - LEAST) is positive, in the unit of the input."""


def change_model(
    path: Path, *, side: int | None = None, bands: int = 1, stacked: bool = False, probabilities: bool = False,
    classes: Sequence[str] = ("none", "change"), **facts: Any,
) -> Path:  # fmt: skip
    """A network that compares one band, pixel by pixel, and its card. Further `facts` overrule those of the card."""
    size = [side, side] if side else ["rows", "cols"]
    date = ["n", 2 * bands if stacked else bands, *size]
    names = ["both"] if stacked else ["before", "after"]
    nodes, channels = _nodes(stacked, bands, classes, probabilities)
    result = "probabilities" if probabilities else "logits"
    graph = helper.make_graph(
        nodes, "change",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, date) for name in names],
        [helper.make_tensor_value_info(result, TensorProto.FLOAT, ["n", channels, *size])],
        [helper.make_tensor(name, TensorProto.FLOAT, [], [value])
         for name, value in (("gain", GAIN), ("least", LEAST), ("zero", 0.0))]
        + [helper.make_tensor(name, TensorProto.INT64, [1], [value])
           for name, value in (("from", 0), ("middle", bands), ("end", 2 * bands), ("axis", 1))],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    shape = [-1, date[1], *([side, side] if side else [-1, -1])]
    form = {"task": "change", "input": "decibel", "output": result, "classes": list(classes), "halo": 8, "stride": 1}
    write_card(path, names, shape, result, {**form, **facts})
    return path


def write_card(path: Path, inputs: Sequence[str], shape: Sequence[int], output: str, facts: dict[str, Any]) -> None:
    """The least that a card has to say."""
    item = {
        "properties": {
            "mlm:input": [{"name": name, "input": {"shape": list(shape)}} for name in inputs],
            "mlm:output": [{"name": output, "result": {}}],
            "mlm:hyperparameters": {"aurorasar": facts},
        },
        "assets": {"model": {"roles": ["mlm:model"], "aurorasar:sha256": grouped(sha256(path))}},
    }
    path.with_suffix(".json").write_text(json.dumps(item))


def _nodes(stacked: bool, bands: int, classes: Sequence[str], probabilities: bool) -> tuple[list[Any], int]:
    nodes = []
    if stacked:
        nodes += [
            helper.make_node("Slice", ["both", "from", "middle", "axis"], ["before"]),
            helper.make_node("Slice", ["both", "middle", "end", "axis"], ["after"]),
        ]
    nodes += [
        helper.make_node("Sub", ["after", "before"], ["all"]),
        helper.make_node("ReduceMean", ["all"], ["difference"], axes=[1]),
        helper.make_node("Abs", ["difference"], ["size"]),
        helper.make_node("Sub", ["size", "least"], ["over"]),
        helper.make_node("Mul", ["over", "gain"], ["change"]),
        helper.make_node("Mul", ["change", "zero"], ["none"]),
    ]
    made = [name for name in classes if name in ("none", "change")]
    if "decrease" in classes:  # the way takes it all
        nodes += [
            helper.make_node("Sub", ["before", "after"], ["fall"]),
            helper.make_node("Sub", ["fall", "least"], ["decrease"]),
            helper.make_node("Sub", ["all", "least"], ["increase"]),
        ]
        made = list(classes)
    result = "probabilities" if probabilities else "logits"
    if not probabilities:
        return [*nodes, helper.make_node("Concat", made, [result], axis=1)], len(made)
    if len(made) == 1:
        return [*nodes, helper.make_node("Sigmoid", made, [result])], 1
    nodes.append(helper.make_node("Concat", made, ["raw"], axis=1))
    return [*nodes, helper.make_node("Softmax", ["raw"], [result], axis=1)], len(made)


def colour_model(
    path: Path, *, side: int = 256, polarisations: Sequence[str] = ("VV",), error: float | None = None, **facts: Any
) -> Path:
    """A network of a fixed size that gives back the tanh of its three channels, and its card.

    A fourth channel is the `error` that it expects, of twice the size as colours go from -1 to 1.
    """
    shape = [1, 3, side, side]
    nodes = [helper.make_node("Tanh", ["radar"], ["optical" if error is None else "colours"])]
    constants = []
    if error is not None:
        constants = [
            helper.make_tensor("expected", TensorProto.FLOAT, [1, 1, side, side], [2 * error] * side**2),
        ]
        nodes.append(helper.make_node("Concat", ["colours", "expected"], ["optical"], axis=1))
    graph = helper.make_graph(
        nodes, "colour", [helper.make_tensor_value_info("radar", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("optical", TensorProto.FLOAT, [1, 3 if error is None else 4, side, side])],
        constants,
    )  # fmt: skip
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    stated = {
        "quantity": "decibel", "limits": [-25.0, 0.0], "input_range": [-1.0, 1.0], "output_range": [-1.0, 1.0],
        "polarisations": list(polarisations),
    }  # fmt: skip
    write_card(path, ["radar"], shape, "optical", {**stated, **facts})
    return path
