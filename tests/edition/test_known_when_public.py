"""A row is known when it was public: no row tells of a day after the day it was known."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition import open_edition
from peaceops.edition.tables import TABLES

# Days that lie ahead of the day they were made public, because someone set them beforehand.
SET_AHEAD = {
    ("apportionments", "end"): "the Assembly apportions a financial year before it runs",
    ("apportionments", "start"): "the Assembly apportions a financial year before it runs",
    ("appropriations", "end"): "a budget is approved before its year",
    ("consent_outcomes", "end"): "the decision sets the last day of operations",
    ("council_members", "start"): "elections are held before the term",
    ("council_members", "end"): "a term's length is fixed by Article 23",
    ("forecast_archive", "resolves_by"): "when the outcome of a forecast is due",
    ("forecast_archive", "first_month"): "the first month that a forecast is on",
    ("mission_names", "last"): "until when a name meant this mission and not a later one",
    ("vote_weights", "quarter"): "weights are learned before the quarter that they forecast",
    ("expenditure", "end"): "a budget is approved before its year",
    ("mandate_steps", "day"): "the decision sets what holds from a later day",
    ("mandates", "until"): "the decision sets the term",
}
HELD = sorted(open_edition().manifest.tables)


@pytest.mark.parametrize("name", HELD)
def test_no_row_tells_of_a_day_after_the_day_it_was_known(name: str) -> None:
    table = open_edition().as_of(date.max).table(name)
    days = [
        column
        for column, kind in table.schema.items()
        if kind == pl.Date and column != "known_on" and (name, column) not in SET_AHEAD
    ]
    for column in days:
        early = table.filter(pl.col(column) > pl.col("known_on"))
        assert early.is_empty(), f"{column}: {early.head(3)}"
    if "year" in table.columns:
        early = table.filter(pl.date(pl.col("year"), 12, 31) > pl.col("known_on"))
        assert early.is_empty(), early.head(3)


def test_every_exception_is_of_a_column_that_stands() -> None:
    for name, column in SET_AHEAD:
        assert column in TABLES[name].schema.column_names()


def test_a_request_is_known_when_it_is_made_and_its_outcome_when_it_is_decided() -> None:
    asked = open_edition().as_of(date(2023, 6, 16))
    decided = open_edition().as_of(date(2023, 6, 30))
    of_minusma = pl.col("mission") == "MINUSMA"
    assert asked.table("consent_requests").filter(of_minusma).height == 1
    assert asked.table("consent_outcomes").filter(of_minusma).is_empty()
    assert decided.table("consent_outcomes").filter(of_minusma)["outcome"].to_list() == ["left"]


@pytest.mark.parametrize(
    ("mission", "day", "position"),
    [
        ("MINUSMA", date(2023, 6, 15), None),
        ("MINUSMA", date(2023, 6, 16), "asks-to-leave"),
        ("MONUSCO", date(2023, 9, 29), None),
        ("MONUSCO", date(2023, 9, 30), "asks-to-leave"),
        ("MONUSCO", date(2023, 12, 19), None),
        ("UNITAMS", date(2023, 11, 20), "asks-to-leave"),
        ("UNAMID", date(2014, 11, 30), "asks-to-leave"),
        ("UNAMID", date(2016, 1, 1), None),
    ],
)
def test_a_host_position_stands_from_the_request_until_the_council_settles_it(
    mission: str, day: date, position: str | None
) -> None:
    stands = open_edition().as_of(day).mission(mission).host_position
    assert (stands.position if stands else None) == position


def test_a_government_that_the_council_did_not_recognise_sets_no_host_position() -> None:
    assert open_edition().as_of(date(2010, 12, 18)).mission("UNOCI").host_position is None
