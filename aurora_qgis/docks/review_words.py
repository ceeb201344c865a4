"""What the review queue says: what a polygon's attributes tell of it, and what became of a decision."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsFeature

from ..translation import tr


def facts(feature: QgsFeature) -> Iterator[str]:
    """What the polygon's attributes tell of it, as far as it has them, in words."""
    titles = {
        "direction": "",
        "area_ha": "{value:.2f} ha",
        "pixels": tr("{value} pixels"),
        "mean_db": tr("{value:+.1f} dB on average"),
        "probability": tr("probability {value:.3g}"),
        "uncertainty": tr("uncertainty {value:.3g}"),
        "p_value": tr("p-value {value:.2g}"),
    }
    directions = {"decrease": tr("Decrease"), "increase": tr("Increase")}
    for name, title in titles.items():
        value = feature[name] if feature.fields().indexFromName(name) >= 0 else None
        if name == "direction":
            yield directions.get(str(value), str(value))
        elif isinstance(value, (int, float)):
            yield title.format(value=value)


def said(decision: str) -> str:
    """What is said once a decision is on the disk."""
    return {
        "accept": tr("Polygon {number} is accepted."),
        "reject": tr("Polygon {number} is rejected."),
        "relabel": tr("Polygon {number} has another label."),
        "skip": tr("Polygon {number} is skipped."),
        "undo": tr("The decision about polygon {number} is taken back."),
    }[decision]
