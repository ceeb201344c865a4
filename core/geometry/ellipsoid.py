"""Geodetic and Cartesian coordinates on WGS 84."""

from __future__ import annotations

import numpy as np

from .interface import Floats

SEMI_MAJOR = 6_378_137.0
"""Metres (NIMA TR8350.2)."""

FLATTENING = 1 / 298.257223563
ECCENTRICITY2 = FLATTENING * (2 - FLATTENING)
SEMI_MINOR = SEMI_MAJOR * (1 - FLATTENING)


def to_cartesian(latitude: Floats, longitude: Floats, height: Floats) -> Floats:
    """Earth-centred, Earth-fixed metres (3, ...) of geodetic degrees and metres above the ellipsoid."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    sin_phi, cos_phi = np.sin(phi), np.cos(phi)
    normal = SEMI_MAJOR / np.sqrt(1 - ECCENTRICITY2 * sin_phi * sin_phi)
    across = (normal + height) * cos_phi
    return np.stack([across * np.cos(lam), across * np.sin(lam), (normal * (1 - ECCENTRICITY2) + height) * sin_phi])


def to_geodetic(points: Floats) -> tuple[Floats, Floats, Floats]:
    """Latitude, longitude (degrees) and height (metres) of Cartesian points (3, ...).

    Bowring's formula, twice (Survey Review 23(181), 1976): within a nanometre between the sea floor and satellites.
    """
    x, y, z = points
    across = np.hypot(x, y)
    beta = np.arctan2(z * SEMI_MAJOR, across * SEMI_MINOR)
    for _ in range(2):
        phi = np.arctan2(
            z + ECCENTRICITY2 / (1 - ECCENTRICITY2) * SEMI_MINOR * np.sin(beta) ** 3,
            across - ECCENTRICITY2 * SEMI_MAJOR * np.cos(beta) ** 3,
        )
        beta = np.arctan2((1 - FLATTENING) * np.sin(phi), np.cos(phi))
    sin_phi = np.sin(phi)
    height = across * np.cos(phi) + z * sin_phi - SEMI_MAJOR * np.sqrt(1 - ECCENTRICITY2 * sin_phi * sin_phi)
    return np.degrees(phi), np.degrees(np.arctan2(y, x)), height


def upward(latitude: Floats, longitude: Floats) -> Floats:
    """Unit vectors (3, ...) of the ellipsoid's normal, outward."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
