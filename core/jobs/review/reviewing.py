"""Review change polygons: what is left to decide, and decisions that are on the disk before they are acknowledged."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timezone

from ...blocks import Progress, check_cancelled, unheard
from ...errors import InputError
from ...raster import ReviewLog
from ...review import DECISIONS, DOUBTS, ORDERS, SIZES, Candidate, Entry, key, label, last_standing, queue, standing
from ..opening import Log, check_choice, unsaid

UNDO = "undo"


@dataclass(frozen=True)
class ReviewPolygons:
    """Where the polygons are."""

    path: str
    """A GeoPackage."""

    layer: str = ""
    """Empty means the first that has polygons."""


@dataclass(frozen=True)
class ReviewQueue:
    """How far a review has come."""

    layer: str
    attribute: str
    """By which the queue is sorted."""

    polygons: int
    counts: dict[str, int]
    """Standing decisions of each kind."""

    left: tuple[int, ...]
    """Feature ids of the polygons to be decided, in order; those that were skipped come last."""

    skipped: tuple[int, ...]
    """Which of them these are."""

    decisions: dict[int, str]
    """What stands about each polygon of which something does; in JSON the ids are text."""

    @property
    def decided(self) -> int:
        """Not counting what was skipped."""
        return sum(count for decision, count in self.counts.items() if decision != "skip")

    def as_json(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Decision:
    """What to write down."""

    polygon: int
    """Feature id; of no effect for an undo."""

    decision: str
    """One of DECISIONS, or 'undo': take back this reviewer's last decision that stands."""

    reviewer: str
    """The name that the decision is written down under."""

    label: str = ""
    """For 'relabel', one of LABELS."""

    comment: str = ""
    """Anything worth knowing about it."""

    def check(self) -> None:
        """Raise InputError for what could not be written down."""
        check_choice("decision", self.decision, (*DECISIONS, UNDO))
        if not self.reviewer.strip():
            raise InputError("Nobody is named as the reviewer: give a name (Settings > User Profiles, or REVIEWER).")
        if self.decision not in ("relabel", UNDO):
            label(self.decision, "", self.label)


def review_queue(
    polygons: ReviewPolygons, order: str = "uncertainty", *, progress: Progress = unheard, log: Log = unsaid
) -> ReviewQueue:
    """What is left to decide, in an order of ORDERS. Raises InputError or Cancelled; writes nothing."""
    check_choice("order", order, ORDERS)
    review = ReviewLog(polygons.path, polygons.layer)
    attribute = _attribute(order, review)
    log(f"Sorted by {attribute}.")
    candidates = []
    for done, shape in enumerate(review.shapes(("direction", attribute))):
        if done % 1000 == 0:
            check_cancelled(progress, 0.5)
        value = shape.attributes[attribute]
        candidates.append(Candidate(shape.polygon, shape.attributes["direction"] or "", key(order, attribute, value)))
    states = standing(review.entries())
    known = {one.polygon for one in candidates}
    decisions = {polygon: one.decision for polygon, one in states.items() if polygon in known}
    made = list(decisions.values())
    return ReviewQueue(
        review.layer, attribute, len(candidates), {one: made.count(one) for one in DECISIONS},
        tuple(one.polygon for one in queue(candidates, states)),
        tuple(sorted(one for one, decision in decisions.items() if decision == "skip")), decisions,
    )  # fmt: skip


def decide(polygons: ReviewPolygons, decision: Decision) -> Entry:
    """Write one decision, or take one back, and return it with its number once it is on the disk.

    Raises InputError or OutputError; then nothing was written.
    """
    decision.check()
    review = ReviewLog(polygons.path, polygons.layer)
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if decision.decision == UNDO:
        last = last_standing(review.entries(), decision.reviewer)
        if last is None:
            raise InputError(f"No decision of {decision.reviewer} stands: there is nothing to take back.")
        return review.append(
            Entry(0, last.polygon, UNDO, "", decision.reviewer, now, decision.comment, undoes=last.number)
        )
    direction = review.shape(decision.polygon, ("direction",)).attributes["direction"] or ""
    chosen = label(decision.decision, direction, decision.label)
    return review.append(
        Entry(0, decision.polygon, decision.decision, chosen, decision.reviewer, now, decision.comment)
    )


def _attribute(order: str, review: ReviewLog) -> str:
    known = SIZES if order == "size" else DOUBTS
    found = next((name for name in known if name in review.fields), None)
    if found is None:
        raise InputError(
            f"The polygons have none of the attributes {', '.join(known)}, which tell their {order}: choose another "
            "order, or what 'Detect change between two dates' wrote."
        )
    return found
