"""What no forecast from months of deaths sees: said where the past gives cause for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.edition import View
from peaceops.edition.cut import cut
from peaceops.violence import outlook
from violence.made import month_rows, violent_edition

DAY = date(2023, 6, 16)
"""Months to April 2023 are known."""
BESIDE = pl.DataFrame(
    [("BFA", "MLI"), ("MLI", "BFA")], schema=["country", "neighbour"], orient="row"
)


def rows_with(**deaths: tuple[date, int]) -> pl.DataFrame:
    """Made months with few deaths in Burkina Faso, and others from a month on."""
    rows = month_rows().with_columns(
        pl.when(pl.col("country") == "BFA")
        .then(pl.col("state_based") // 10)
        .otherwise("state_based")
        .alias("state_based"),
        *(
            pl.when(pl.col("country") == "BFA").then(0).otherwise(name).alias(name)
            for name in ("non_state", "one_sided")
        ),
    )
    for country, (first, number) in deaths.items():
        later = (pl.col("country") == country) & (pl.col("month") >= first)
        rows = rows.with_columns(state_based=pl.when(later).then(number).otherwise("state_based"))
    return rows


def said(view: View, country: str) -> str | None:
    """Why an onset is unseen, if anything says so."""
    gaps = {gap.key: gap for gap in outlook(view, [country], with_record=False).gaps}
    gap = gaps.get(f"violence.{country.lower()}.onset")
    return gap.why if gap else None


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder = tmp_path_factory.mktemp("onsets")
    return violent_edition(folder / "e", rows_with(), neighbours=BESIDE).as_of(DAY)


def test_a_quiet_country_beside_a_war_is_told_apart(view: View) -> None:
    why = said(view, "BFA")
    assert why is not None
    assert "Mali, a neighbour, had 1," in why
    # Years from May to April with one before them on record: from May 2017 to May 2022.
    assert "of 6 past years" in why and "0 brought 1,000 or more" in why


def test_a_country_at_war_is_not(view: View) -> None:
    assert said(view, "MLI") is None


def test_a_quiet_country_without_a_war_next_door_is_not(tmp_path: Path) -> None:
    assert said(violent_edition(tmp_path / "e", rows_with()).as_of(DAY), "BFA") is None


def test_deaths_that_rose_in_the_last_quarter_are_said(tmp_path: Path) -> None:
    rows = rows_with(BFA=(date(2023, 2, 1), 40))
    why = said(violent_edition(tmp_path / "e", rows).as_of(DAY), "BFA")
    assert why is not None and "120 of its 1" in why and "after such a rise" in why


def test_years_that_brought_a_war_are_counted_and_the_worst_is_named(tmp_path: Path) -> None:
    rows = rows_with(BFA=(date(2019, 5, 1), 100)).with_columns(
        state_based=pl.when((pl.col("country") == "BFA") & (pl.col("month") >= date(2021, 5, 1)))
        .then(1)
        .otherwise("state_based")
    )
    why = said(violent_edition(tmp_path / "e", rows, neighbours=BESIDE).as_of(DAY), "BFA")
    assert why is not None
    # At war from May 2019 to April 2021: the year from May 2019 began from peace, the next did not.
    assert "1 brought 1,000 or more, the worst 1,200 (Burkina Faso, from May 2019)" in why


def test_what_came_later_changes_nothing(tmp_path: Path) -> None:
    rows = rows_with(BFA=(date(2023, 5, 1), 5_000))
    later = violent_edition(tmp_path / "later", rows, neighbours=BESIDE)
    known = cut(later, DAY, tmp_path / "cut")
    assert said(later.as_of(DAY), "BFA") == said(known.as_of(DAY), "BFA")
