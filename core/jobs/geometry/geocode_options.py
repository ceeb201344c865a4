"""What a geocoding is asked for, what it writes, and what it finds out."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import InputError
from ...grid import Grid, reference
from ...raster import Layout
from ...resampling import RESAMPLINGS
from ..opening import AUTOMATIC, SCALES, check_choice
from .accuracy import Accuracy
from .heights import HEIGHT_SYSTEMS
from .terrain_radiometry import AS_IS, INPUT_QUANTITIES, RADIOMETRIES


@dataclass(frozen=True)
class GeocodeOptions:
    """Parameters of `geocode` with their defaults."""

    swath: str = ""
    """IW1 and so on, for single-look complex products; empty where the product has one only."""

    crs: str = ""
    """Of the map; empty means the UTM zone of the image."""

    resolution: float = 0.0
    """Pixel size in units of the CRS; 0 means that of the image's pixels on the ground."""

    resampling: str = "bilinear"
    """How values between the image's pixels are found, one of RESAMPLINGS."""

    heights: str = AUTOMATIC
    """What the terrain model's heights count from, one of HEIGHT_SYSTEMS."""

    sea_level: bool = False
    """The ground lies at mean sea level where the terrain model has no heights."""

    orbit: str = ""
    """Path of an orbit file (EOF) that overrides the annotated orbit."""

    scale: str = AUTOMATIC
    """What the values mean, one of SCALES."""

    bands: tuple[int, ...] = ()
    """Counted from 1; none means all."""

    radiometry: str = AS_IS
    """One of RADIOMETRIES: the image's backscatter, or that of the terrain's own area."""

    quantity: str = AUTOMATIC
    """What the image states, one of INPUT_QUANTITIES; automatic is what its bands are called."""

    layout: str = Layout.COG.value
    """How GeoTIFFs are stored, one of Layout."""

    def check(self) -> None:
        """Raise InputError for values that no image could make right."""
        check_choice("resampling", self.resampling, RESAMPLINGS)
        check_choice("height system", self.heights, HEIGHT_SYSTEMS)
        check_choice("scale", self.scale, SCALES)
        check_choice("radiometry", self.radiometry, RADIOMETRIES)
        check_choice("quantity", self.quantity, INPUT_QUANTITIES)
        check_choice("layout", self.layout, [layout.value for layout in Layout])
        if not 0 <= self.resolution < float("inf"):
            raise InputError(f"The pixel size {self.resolution:g} is not possible: choose one above zero, or 0.")
        if self.crs and not Grid((1, 1), crs=reference(self.crs).ExportToWkt()).on_ellipsoid:
            raise InputError(f"The coordinate reference system '{self.crs[:80]}' is no map's: choose another one.")


@dataclass(frozen=True)
class GeocodeFiles:
    """What a run writes; all but the image only if they are named."""

    image: str
    """The image on the map (.tif)."""

    mask: str | None = None
    """Where pixels lie in layover or shadow, or have no ground, as classes."""

    incidence: str | None = None
    """Angle between the line of sight and the terrain's normal, degrees (.tif)."""

    report: str | None = None
    """A page on the accuracy of the geometry (.html)."""

    simulated: str | None = None
    """What the image would show if terrain of its shape had the same backscatter everywhere: 1 of gamma0, or of what
    `radiometry` chooses."""


@dataclass(frozen=True)
class GeocodeSummary:
    """What a run found out."""

    rows: int
    cols: int
    resolution: float
    valid_share: float
    layover_share: float
    shadow_share: float
    """Of the pixels on terrain inside the image."""

    geometry_pixels: float
    """Positions in the image against exact geometry, rms over some pixels; there and back, for an image's own."""

    accuracy: Accuracy
