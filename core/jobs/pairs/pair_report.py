"""What runs on pairs of products have to say of their accuracy: both geometries, and the offset that they leave."""

from __future__ import annotations

from ...geometry import Annotation, RangeDoppler, differences, residuals
from ...offsets import FEWEST, Offsets
from ...report import table
from ..geometry.accuracy import Sections, compared
from ..geometry.radar_grid import RadarGrid
from ..opening import Log


def tell_residuals(grid: RadarGrid, secondary: Annotation, geometry: RangeDoppler, log: Log) -> None:
    """Say how well the geometries of both images meet the products' own geolocation grids."""
    log(f"Primary: {residuals(grid.annotation, grid.geometry).in_words()}")
    log(f"Secondary: {residuals(secondary, geometry).in_words()}")


def secondary_sections(secondary: Annotation, geometry: RangeDoppler) -> Sections:
    """Of the page on the primary's geometry: the secondary's against its own grid."""
    return compared("The secondary against its own geolocation grid", secondary, differences(secondary, geometry))


def offset_section(offsets: Offsets | None) -> tuple[str, str]:
    """Of the same page, after coregistering; without offsets they were not asked for."""
    return "Offset that both geometries leave", _measured(offsets)


def offsets_in_words(offsets: Offsets) -> str:
    """What was measured and done, for the log."""
    if not offsets.tiles:
        return "cannot be told, as no tile is full of data of both images"
    if not offsets.known:
        return f"cannot be told, as fewer than {FEWEST} of {offsets.tiles} tiles show a clear one"
    return f"{_place(offsets)}, give or take {_error(offsets)}, {_form(offsets)} ({_tiles(offsets)}); {_done(offsets)}"


def _measured(offsets: Offsets | None) -> str:
    if offsets is None:
        return "<p>It was not measured.</p>\n"
    if not offsets.known:
        return f"<p>It {offsets_in_words(offsets)}.</p>\n"
    rows = [
        ("In the middle of the image", _place(offsets)),
        ("Standard error", _error(offsets)),
        ("Form", _form(offsets)),
        ("Tiles", _tiles(offsets)),
        ("What was done", _done(offsets)),
    ]
    return table(rows)


def _place(offsets: Offsets) -> str:
    down, right = offsets.central
    return f"{down:+.3f} rows (down) and {right:+.3f} columns (right)"


def _error(offsets: Offsets) -> str:
    return f"{offsets.error:.3f} pixels"


def _form(offsets: Offsets) -> str:
    return "the same everywhere" if len(offsets.coefficients) == 1 else "a plane over the image"


def _tiles(offsets: Offsets) -> str:
    return f"{offsets.agreeing} of {offsets.tiles} tiles agree within {offsets.scatter:.3f} pixels"


def _done(offsets: Offsets) -> str:
    return "significant, corrected" if offsets.significant else "not significant, not corrected"
