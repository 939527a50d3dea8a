"""How often contributors leave: counted a year apart, in missions that stay."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition import open_edition
from peaceops.mission import contributor_exit_rate
from peaceops.mission.contributor_exit_rate import at_risk


def reports(*rows: tuple[str, str, int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [(mission, country, date(year, 12, 31), total) for mission, country, year, total in rows],
        schema={"mission": pl.String, "country": pl.String, "end": pl.Date, "total": pl.Int64},
        orient="row",
    )


def test_one_that_is_gone_a_year_later_has_left_and_a_rotation_has_not() -> None:
    cases = at_risk(
        reports(
            ("M", "AAA", 2010, 500), ("M", "BBB", 2010, 600), ("M", "CCC", 2010, 20),
            ("M", "AAA", 2011, 50), ("M", "BBB", 2011, 580), ("M", "CCC", 2011, 0),
        )
    )  # fmt: skip
    assert dict(cases.select("country", "left").iter_rows()) == {"AAA": True, "BBB": False}


def test_a_mission_that_draws_down_as_a_whole_is_not_counted() -> None:
    cases = at_risk(
        reports(("M", "AAA", 2010, 500), ("M", "BBB", 2010, 600), ("M", "BBB", 2011, 300))
    )
    assert cases.is_empty()


def test_a_view_counts_only_what_was_reported_by_then() -> None:
    edition = open_edition(None)
    assert contributor_exit_rate(edition.as_of(date(2009, 6, 1))) is None
    early, late = (contributor_exit_rate(edition.as_of(date(year, 6, 1))) for year in (2012, 2015))
    assert early is not None and late is not None
    assert early.years < late.years
    assert 0 < late.low < late.a_year < late.high < 0.5


def test_years_after_the_last_report_are_no_years_at_risk() -> None:
    edition = open_edition(None)
    ended, later = (
        contributor_exit_rate(edition.as_of(day)) for day in (date(2018, 1, 1), date(2023, 1, 1))
    )
    assert ended is not None and later is not None
    assert (ended.years, ended.a_year) == (later.years, pytest.approx(later.a_year))


def test_its_interval_is_jeffreys() -> None:
    rate = contributor_exit_rate(open_edition(None).as_of(date(2015, 6, 1)))
    assert rate is not None
    assert rate.figure.interval == rate.share.interval
    assert rate.figure.value == rate.share.happened / rate.share.cases
