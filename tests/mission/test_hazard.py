"""How often contributors leave: counted a year apart, in missions that stay."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.edition import open_edition
from peaceops.mission.hazard import at_risk, hazard


def reports(*rows: tuple[str, str, int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [(mission, country, date(year, 12, 31), total) for mission, country, year, total in rows],
        schema={"mission": pl.String, "country": pl.String, "end": pl.Date, "total": pl.Int64},
        orient="row",
    )


def test_one_that_is_gone_a_year_later_has_left_and_a_rotation_has_not() -> None:
    found = at_risk(
        reports(
            ("M", "AAA", 2010, 500), ("M", "BBB", 2010, 600), ("M", "CCC", 2010, 20),
            ("M", "AAA", 2011, 50), ("M", "BBB", 2011, 580), ("M", "CCC", 2011, 0),
        )
    )  # fmt: skip
    assert dict(found.select("country", "left").iter_rows()) == {"AAA": True, "BBB": False}


def test_a_mission_that_draws_down_as_a_whole_is_not_counted() -> None:
    found = at_risk(
        reports(("M", "AAA", 2010, 500), ("M", "BBB", 2010, 600), ("M", "BBB", 2011, 300))
    )
    assert found.is_empty()


def test_a_view_counts_only_what_was_reported_by_then() -> None:
    held = open_edition(None)
    assert hazard(held.as_of(date(2009, 6, 1))) is None
    early, late = hazard(held.as_of(date(2012, 6, 1))), hazard(held.as_of(date(2015, 6, 1)))
    assert early is not None and late is not None
    assert early.years < late.years
    assert 0 < late.low < late.a_year < late.high < 0.5
