"""Distances on the ground from coordinates in degrees."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from peaceops.domain.distances import KM_PER_DEGREE
from peaceops.situation.sides import GROUP, HOST_GOVERNMENT, OTHER_GOVERNMENT, kind_of
from peaceops.situation.spread import distance_to


@given(st.floats(-60, 60), st.floats(-150, 150), st.floats(0.05, 2))
def test_a_degree_of_longitude_shrinks_with_latitude(
    latitude: float, longitude: float, east: float
) -> None:
    shape = shapely.box(longitude + east, latitude - 1, longitude + east + 1, latitude + 1)
    (km,) = distance_to(np.array([longitude]), np.array([latitude]), shape)
    assert km == pytest.approx(KM_PER_DEGREE * np.cos(np.radians(latitude)) * east, rel=1e-6)


def test_a_point_within_is_at_no_distance() -> None:
    assert distance_to(np.array([1.0]), np.array([1.0]), shapely.box(0, 0, 2, 2)).tolist() == [0.0]


@pytest.mark.parametrize(
    ("actor", "host", "kind"),
    [
        ("Government of Mali", "MLI", HOST_GOVERNMENT),
        ("Government of Russia (Soviet Union)", "MLI", OTHER_GOVERNMENT),
        ("Government of DR Congo (Zaire)", "COD", HOST_GOVERNMENT),
        ("Government of Myanmar (Burma)", "MMR", HOST_GOVERNMENT),
        ("Government of Nowhere", "MLI", OTHER_GOVERNMENT),
        ("JNIM", "MLI", GROUP),
    ],
)
def test_an_actor_is_a_government_or_a_group(actor: str, host: str, kind: str) -> None:
    assert kind_of(actor, host) == kind
