"""Options of a job from what the command line gave."""

from __future__ import annotations

from typing import Any


def made(kind: Any, given: dict[str, Any]) -> Any:
    """Options of such a kind; lists become the tuples that they are made of."""
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})
