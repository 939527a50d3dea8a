"""Strength and contributions from several publishers."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from mission.made_mission import assembled, readings_of
from peaceops.sources import Repair

Tables = tuple[dict[str, pl.DataFrame], list[Repair]]
MAY = date(2012, 5, 1)


def official(country: str, kind: str, persons: int, month: date = MAY) -> dict[str, object]:
    return {"mission": "UNIFIL", "country": country, "month": month, "type": kind,
            "persons": persons}  # fmt: skip


def ipi(total: int, month: date = MAY) -> dict[str, object]:
    return {"mission": "UNIFIL", "month": month, "troops": total, "police": None,
            "experts": None, "total": total}  # fmt: skip


def mean(country: str, persons: int, year: int) -> dict[str, object]:
    return {"mission": "UNIFIL", "country": country, "year": year, "persons": persons}


def test_the_un_s_own_figures_come_first_and_differences_are_reported() -> None:
    readings = readings_of(
        hub__contributions=[official("GHA", "troops", 900), official("GHA", "police", 20),
                            official("ITA", "troops", 1000)],
        ipi__mission_months=[ipi(1900), ipi(1800, date(2012, 4, 1))],
    )  # fmt: skip
    tables = assembled(readings)
    strength = tables["strength"].select("month", "troops", "police", "experts", "total").rows()
    assert strength == [(date(2012, 4, 1), 1800, None, None, 1800), (MAY, 1900, 20, 0, 1920)]
    (repair,) = readings.repairs
    assert (repair.found, repair.used) == ("UNIFIL, 2012-05-01: 1900", "1920")
    by_country = tables["contributor_strength"].filter(pl.col("country") == "GHA")
    assert by_country.select("troops", "police", "experts").row(0) == (900, 20, 0)


def test_contributors_that_fall_short_of_the_mission_are_reported_and_kept() -> None:
    readings = readings_of(
        ipi__contributions=[{"mission": "UNIFIL", "country": "GHA", "month": MAY, "troops": 900,
                             "police": 0, "experts": 0, "total": 900}],
        ipi__mission_months=[ipi(1900)],
    )  # fmt: skip
    tables = assembled(readings)
    assert tables["contributions"]["total"].to_list() == [900]
    assert [one.used for one in readings.repairs] == ["mission 1900"]


def test_a_year_of_eleven_months_is_brought_to_the_mission_s_mean() -> None:
    year = [ipi(1200, date(2015, month, 1)) for month in range(1, 13)]
    readings = readings_of(
        ipi__mission_months=year,
        contributor_years__means=[mean("GHA", 660, 2015), mean("ITA", 440, 2015)],
    )
    rows = assembled(readings)["contributions"]
    assert rows["total"].to_list() == [720, 480]
    assert rows.select("start", "end").row(0) == (date(2015, 1, 1), date(2015, 12, 31))
    assert [one.used for one in readings.repairs] == ["1200"]


@pytest.mark.parametrize("persons", [500, 1400])
def test_a_year_far_from_the_mission_s_reports_is_left_out(persons: int) -> None:
    readings = readings_of(
        ipi__mission_months=[ipi(1200, date(2015, month, 1)) for month in range(1, 13)],
        contributor_years__means=[mean("GHA", persons, 2015)],
    )
    assert assembled(readings)["contributions"].is_empty()
    assert [one.used for one in readings.repairs] == ["(dropped)"]


def test_a_year_without_monthly_reports_stands_as_published() -> None:
    readings = readings_of(contributor_years__means=[mean("GHA", 500, 2019)])
    assert assembled(readings)["contributions"]["total"].to_list() == [500]
    assert not readings.repairs


@pytest.mark.slow
@pytest.mark.pack
def test_the_pack_s_strength(pack_tables: Tables) -> None:
    tables, repairs = pack_tables
    strength = tables["strength"]
    unoci = strength.filter(pl.col("mission") == "UNOCI")
    assert unoci.height == 142 + 14, "ONUCI's months fill the gap in UNOCI's"
    assert unoci["month"].is_unique().all()
    minusma = strength.filter(pl.col("mission") == "MINUSMA").sort("month").tail(1)
    assert minusma.select("month", "total", "known_on").row(0) == (
        date(2017, 3, 1), 12338, date(2017, 4, 20),
    )  # fmt: skip
    short = [one for one in repairs if "do not add up to the mission" in one.reason]
    assert len(short) == 19


@pytest.mark.pack
def test_the_pack_s_yearly_means_agree_with_monthly_reports(pack_tables: Tables) -> None:
    tables, _ = pack_tables
    means = tables["contributions"].filter(pl.col("quality") == "mean of partial months")
    assert sorted(means["start"].dt.year().unique()) == [2014, 2015, 2016, 2018, 2019, 2020]
    summed = means.group_by("mission", pl.col("start").dt.year().alias("year")).agg(
        pl.col("total").sum()
    )
    months = (
        tables["strength"]
        .group_by("mission", pl.col("month").dt.year().alias("year"))
        .agg(mean=pl.col("total").mean(), n=pl.len())
    )
    both = summed.join(months, on=["mission", "year"]).filter(
        (pl.col("n") >= 11) & (pl.col("mean") > 500)
    )
    assert both.height > 30
    apart = (both["total"] / both["mean"] - 1).abs()
    assert float(apart.max()) < 0.01  # type: ignore[arg-type]
    minusma = means.filter((pl.col("mission") == "MINUSMA") & (pl.col("start") == date(2020, 1, 1)))
    assert minusma["total"].sum() == 14_070
