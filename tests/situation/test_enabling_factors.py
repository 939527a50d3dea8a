"""Enabling factors: shares from data with ranges, and what no table tells is a gap."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.domain.figures import Figure
from peaceops.edition import View, open_edition
from peaceops.situation.enabling_factors import enabling_factors
from peaceops.situation.successor_missions import followed


@pytest.fixture(scope="module")
def view() -> View:
    return open_edition(None).as_of(date(2023, 2, 15))


def figures(view: View, mission: str) -> dict[str, Figure]:
    factors = enabling_factors(view, view.mission(mission))
    return {figure.key: figure for figure in factors.figures}


def test_every_indicator_has_a_range_around_it_and_rows(view: View) -> None:
    by_key = figures(view, "UNMISS")
    assert {key.split(".")[1] for key in by_key} == {
        "host-forces", "regional-cooperation", "international-support",
    }  # fmt: skip
    for figure in by_key.values():
        assert figure.interval is not None
        low, high = figure.interval
        assert 0 <= low <= float(figure.value or 0) <= high, figure.key
        assert figure.evidence[0].rows > 0
        if figure.unit == "share":
            assert high <= 1


def test_the_border_share_is_the_situations_own(view: View) -> None:
    from peaceops.situation import describe

    described = {figure.key: figure for figure in describe(view, "UNMISS").figures}
    border = figures(view, "UNMISS")["lever.regional-cooperation.ssd.border"]
    assert border.value == described["situation.ssd.border_share"].value


def test_who_signed_comes_from_the_case_and_is_a_gap_without_it(view: View) -> None:
    mission = view.mission("UNMISS")
    gaps = enabling_factors(view, mission).gaps
    assert [gap.key for gap in gaps] == ["lever.peace-process.parties"]
    factors = enabling_factors(view, mission, parties=["SPLM/A-IO"], parties_source="accord")
    assert factors.gaps == ()
    signed = next(
        figure for figure in factors.figures if figure.key == "lever.peace-process.ssd.signed"
    )
    events = view.table("violence_events").filter(
        pl.col("country") == "SSD", pl.col("type") != "one_sided",
        pl.col("end") >= date(2021, 1, 1), pl.col("end") <= date(2022, 12, 31),
    )  # fmt: skip
    inside = events.filter((pl.col("side_a") == "SPLM/A-IO") | (pl.col("side_b") == "SPLM/A-IO"))
    share = inside["best"].sum() / events["best"].sum()
    assert signed.value == pytest.approx(share, abs=0.001)
    assert signed.evidence[-1].table == "case"


def test_what_followed_a_mission_is_read_from_the_register(view: View) -> None:
    rows = {row["mission"]: row for row in followed(view).iter_rows(named=True)}
    assert rows["ONUB"]["after"] == "political mission"
    assert rows["ONUB"]["successors"] == ["BINUB"]
    assert rows["MONUC"]["after"] == "peacekeeping mission"
    assert rows["UNMEE"]["after"] == "neither"
    shares = [
        figure.value for name, figure in figures(view, "UNMISS").items() if "-support." in name
    ]
    assert sum(shares) == pytest.approx(1, abs=0.002)  # type: ignore[arg-type]


def test_a_closure_less_than_a_year_old_is_not_judged_yet() -> None:
    early = open_edition(None).as_of(date(2011, 6, 1))
    assert "MINURCAT" not in followed(early)["mission"].to_list()
    assert "ONUB" in followed(early)["mission"].to_list()
