"""The day on which a radar image was taken: from its metadata, its name, or a table."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ...errors import InputError
from ...raster import Raster
from .dates import DATE

METADATA = (
    "ACQUISITION_DATE", "ACQUISITION_DATETIME", "ACQUISITION_START_TIME", "ZERO_DOPPLER_START_TIME", "SENSING_START",
    "START_TIME", "FIRST_LINE_TIME",
)  # fmt: skip
"""Items that tell when an image was taken; TIFFTAG_DATETIME only tells when a file was written."""


def taken_on(raster: Raster) -> date | None:
    """When a raster was taken, by its metadata or its name; None where neither tells a day of the calendar."""
    return first_day([*(raster.metadata.get(key, "") for key in METADATA), raster.name])


def first_day(texts: Sequence[str]) -> date | None:
    """Of the first text that names a day of the calendar; other numbers of eight digits are none."""
    return next((day for day in map(_day, texts) if day), None)


def _day(text: str) -> date | None:
    found = DATE.search(text)
    if not found:
        return None
    year, month, day = int(found[1] + found[2]), int(found[3]), int(found[4])
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def days_of_table(table: str, labels: Sequence[str]) -> list[date]:
    """The day of each label from lines 'name, date', with names with or without extension; see `_lines`.

    Raises InputError where the table does not tell exactly one.
    """
    said, days = _lines(table), []
    for label in labels:
        texts = said.get(label) or said.get(Path(label).stem)
        if not texts:
            raise InputError(f"The table {Path(table).name} has no line for '{label}': add '{label},YYYY-MM-DD'.")
        found = {_day(text) for text in texts}
        day = found.pop()
        if found or day is None:
            raise InputError(
                f"The table {Path(table).name} says of '{label}': {', '.join(texts)}. Give one day, as YYYY-MM-DD."
            )
        days.append(day)
    return days


def _lines(table: str) -> dict[str, list[str]]:
    """What a table says of each name, separated by comma, semicolon or tab, from the first to the last line."""
    try:
        lines = Path(table).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The table of dates {table} cannot be read ({error}): choose a CSV file.") from error
    said: dict[str, list[str]] = {}
    for line in lines:
        name, _, text = line.replace(";", ",").replace("\t", ",").partition(",")
        said.setdefault(name.strip().strip('"'), []).append(text.strip().strip('"'))
    return said
