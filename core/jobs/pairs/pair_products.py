"""The images of two products that make a pair."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from ...geometry import Annotation
from ..geometry.products import AnyImage, product_images
from ..geometry.radar_grid import RadarGrid, open_radar_grid


class Chosen(Protocol):
    """The options that say which images of the products, and which orbits."""

    @property
    def swath(self) -> str: ...
    @property
    def polarisation(self) -> str: ...
    @property
    def orbit(self) -> str: ...
    @property
    def secondary_orbit(self) -> str: ...


class PairProducts(NamedTuple):
    """An image of each product, with what tells where their pixels lie."""

    first: AnyImage
    second: AnyImage
    grid: RadarGrid
    """The first image's, full resolution."""

    other: Annotation
    """The second image's."""


def open_products(primary: str, secondary: str, options: Chosen) -> PairProducts:
    """Raises InputError where a product has no such image."""
    polarisations = (options.polarisation,) if options.polarisation else ()
    first, second = (product_images(path, options.swath, polarisations)[0] for path in (primary, secondary))
    return PairProducts(first, second, open_radar_grid(first, options.orbit, (1, 1)), second.annotation())
