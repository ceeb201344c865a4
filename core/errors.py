"""What a user can cause. Every message is a sentence that says what to do."""

from __future__ import annotations


class AuroraError(Exception):
    """Base of everything that AuroraSAR raises on purpose."""


class InputError(AuroraError):
    """The data or a parameter cannot be used as given."""


class OutputError(AuroraError):
    """The result cannot be written where it was asked for."""


class DependencyError(AuroraError):
    """A library that this run needs is not installed."""


class Cancelled(AuroraError):
    """The user stopped the run."""

    def __init__(self) -> None:
        super().__init__("The run was cancelled; no output was written.")
