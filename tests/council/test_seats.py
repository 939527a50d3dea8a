"""Who sits on the Council on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from council import council_pack
from council.made_view import PERMANENT, members, view_of
from peaceops.council import seats
from peaceops.errors import MissingTableError


def test_permanent_members_come_first_and_have_no_end() -> None:
    sitting = seats(view_of(date(2023, 6, 16), {"council_members": members()}))
    assert set(sitting["country"][:5]) == set(PERMANENT)
    assert sitting["until"].null_count() == 5
    assert sitting["name"][5:].is_sorted()


def test_a_council_that_is_not_whole_is_not_given() -> None:
    few = members().filter(pl.col("country") != "GAB")
    with pytest.raises(
        MissingTableError, match="14 of the 15 members of the Council of 16 June 2023"
    ):
        seats(view_of(date(2023, 6, 16), {"council_members": few}))


@pytest.mark.pack
def test_the_members_of_june_2023(pack: Path) -> None:
    sitting = seats(council_pack.view(pack, date(2023, 6, 16)))
    assert sitting.height == 15
    elected = sitting.filter(~pl.col("permanent"))
    assert elected["name"].to_list() == [
        "Albania", "Brazil", "Ecuador", "Gabon", "Ghana", "Japan", "Malta", "Mozambique",
        "Switzerland", "United Arab Emirates",
    ]  # fmt: skip
    assert set(elected["until"]) == {date(2023, 12, 31), date(2024, 12, 31)}


@pytest.mark.pack
def test_members_elected_are_known_before_their_term(pack: Path) -> None:
    new_year = date(2024, 1, 1)
    assert "KOR" in seats(council_pack.view(pack, date(2023, 6, 6)), new_year)["country"]
    with pytest.raises(MissingTableError, match="10 of the 15"):
        seats(council_pack.view(pack, date(2023, 6, 5)), new_year)


@pytest.mark.pack
@pytest.mark.parametrize("year", range(1946, 2024))
def test_every_year_has_a_whole_council(pack: Path, year: int) -> None:
    day = date(year, 1, 31)
    assert seats(council_pack.view(pack, day)).height == (15 if year >= 1966 else 11)
