"""Kilometres between points on the globe."""

from __future__ import annotations

import numpy as np

from peaceops.domain.arrays import Floats

EARTH_RADIUS_KM = 6371.0
KM_PER_DEGREE = float(np.pi * EARTH_RADIUS_KM / 180)
"""Length of a degree of latitude; of longitude, times the cosine of the latitude."""


def kilometres(points: Floats, places: Floats) -> Floats:
    """Great-circle distances by the haversine formula (Sinnott 1984, Sky and Telescope 68(2)).

    Args:
        points: Latitude and longitude in degrees, shape (points, 2).
        places: The same, shape (places, 2).

    Returns:
        Kilometres, shape (points, places).

    >>> bamako, gao = np.array([[12.65, -8.0]]), np.array([[16.27, -0.04]])
    >>> int(kilometres(bamako, gao)[0, 0])
    946
    """
    (latitude, longitude), (to_latitude, to_longitude) = (
        np.radians(np.asarray(degrees, dtype=np.float64)).T for degrees in (points, places)
    )
    across = np.sin((latitude[:, None] - to_latitude) / 2) ** 2
    along = (
        np.cos(latitude[:, None])
        * np.cos(to_latitude)
        * np.sin((longitude[:, None] - to_longitude) / 2) ** 2
    )
    angle = 2 * np.arcsin(np.sqrt(np.clip(across + along, 0, 1)))
    return np.asarray(EARTH_RADIUS_KM * angle)
