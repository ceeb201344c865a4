"""Where the project's own files lie, in a checkout and in an installed plugin alike."""

from __future__ import annotations

import configparser
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""Holds `resources` and `metadata.txt`: the checkout, or the installed plugin's folder."""

RESOURCES = ROOT / "resources"


@lru_cache(maxsize=1)
def version() -> str:
    """The plugin's version as metadata.txt states it."""
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "version")
