"""The report of an evaluation, as HTML for people and JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from ...change.evaluation import Scores
from ...paths import version
from ...plots import Range, curves_svg
from ...report import page, parameter_table, table


def evaluation_report(
    names: Mapping[str, Any], meanings: Mapping[str, str], figures: Mapping[str, float], scores: Scores, kind: str
) -> str:
    """The page: figures, confusion counts, curves by threshold and reliability, and all parameters."""
    sections = [
        ("Figures", table([(text, _said(figures[name])) for name, text in meanings.items()])),
        ("Confusion matrix", _confusion(figures)),
    ]
    if kind != "classes":
        sections.append(("Curves", _curves(scores)))
    if kind == "probability":
        sections.append(("Reliability", _reliability(scores)))
    sections.append(("Parameters", parameter_table(names)))
    title = f"{names['map']} judged by {names['reference']}"
    return page(title, sections, f"AuroraSAR {version()}, aurorasar:evaluatechange")


def _said(value: float) -> str:
    if value != value:
        return "not defined"
    return f"{value:,}" if isinstance(value, int) else f"{value:.4f}"


def _confusion(figures: Mapping[str, float]) -> str:
    cells = [[f"{figures[name]:,}" for name in line] for line in (("hits", "misses"), ("false_alarms", "rejections"))]
    rows = "".join(
        f"<tr><td>{truth}</td>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>\n"
        for truth, line in zip(("changed", "unchanged"), cells)
    )
    return f"<table>\n<tr><th>Reference</th><th>called changed</th><th>called unchanged</th></tr>\n{rows}</table>\n"


def _curves(scores: Scores) -> str:
    curve = scores.curve
    used = np.flatnonzero(scores.changed + scores.unchanged)
    highest = float(scores.edges[used[-1] + 1])
    by_threshold = {name: (curve.thresholds, getattr(curve, name)) for name in ("precision", "recall", "f1")}
    return (
        curves_svg(by_threshold, "threshold", "figure", Range(0, highest))
        + curves_svg({"ROC": (curve.false_alarm_rate, curve.recall)}, "false alarm rate", "recall")
        + curves_svg({"precision and recall": (curve.recall, curve.precision)}, "recall", "precision")
    )


def _reliability(scores: Scores) -> str:
    found = scores.reliability
    ends = np.array([0.0, 1.0])
    curves = {"found": (found.probability, found.changed), "ideal": (ends, ends)}
    rows = [
        (f"{mean:.3f}", f"{share:.3f} of {pixels:,} pixels")
        for pixels, mean, share in zip(found.pixels, found.probability, found.changed)
        if pixels
    ]
    figure = curves_svg(curves, "probability", "share that changed")
    return figure + table(rows, ("Mean probability", "Share that changed"))


def evaluation_json(names: Mapping[str, Any], figures: Mapping[str, float], scores: Scores) -> str:
    """Everything, with the curve at 101 thresholds; null for what nothing defines."""
    curve = scores.curve
    rows = []
    for index in np.unique(np.linspace(0, len(curve.thresholds) - 1, 101).astype(int)):
        one = curve.at(int(index))
        rows.append({
            "threshold": float(curve.thresholds[index]), "precision": one.precision, "recall": one.recall,
            "f1": one.f1, "iou": one.iou, "kappa": one.kappa, "false_alarm_rate": one.false_alarm_rate,
        })  # fmt: skip
    reliability = [
        {"pixels": int(pixels), "probability": float(mean), "changed": float(share)}
        for pixels, mean, share in zip(*scores.reliability)
    ]
    everything = {**names, "figures": dict(figures), "curve": rows, "reliability": reliability}
    return json.dumps(_without_nan(everything), indent=1) + "\n"


def _without_nan(value: Any) -> Any:
    """NaN as None: JSON has no word for it."""
    if isinstance(value, dict):
        return {name: _without_nan(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nan(one) for one in value]
    return None if isinstance(value, float) and value != value else value
