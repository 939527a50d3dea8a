"""Places far outside their country are told by rough outlines."""

from __future__ import annotations

import polars as pl
import pytest

from peaceops.domain.countries import kilometres_outside


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "least", "most"),
    [
        ("MLI", 16.27, -0.05, 0, 0),
        ("MLI", 0.0, 0.0, 1000, 1400),
        ("MLI", -0.05, 16.27, 1200, 2500),
        ("SUN", 55.75, 37.62, 0, 0),
        ("IND", 11.6, 92.7, 0, 0),
        ("ESH", 27.15, -13.2, 0, 0),
        ("XKX", 42.66, 21.17, 0, 0),
        ("SSD", 9.5, 30.0, 0, 0),
    ],
)
def test_a_place_is_so_far_outside(
    country: str, latitude: float, longitude: float, least: float, most: float
) -> None:
    far = kilometres_outside(pl.Series([country]), pl.Series([latitude]), pl.Series([longitude]))
    assert least <= far[0] <= most


def test_nothing_is_said_without_a_country_or_a_place() -> None:
    far = kilometres_outside(
        pl.Series(["ATA", None, "MLI"], dtype=pl.String),
        pl.Series([0.0, 0.0, None]),
        pl.Series([0.0, 0.0, 0.0]),
    )
    assert far.null_count() >= 2
