"""Measures beside the mission: shares from data with ranges, and what no table tells is a gap."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.case import Case, parse_case
from peaceops.domain.figures import Figure
from peaceops.edition import View, open_edition
from peaceops.options.aftermath import followed
from peaceops.options.levers import evidence

SIGNED = """
case: parties
mission: UNMISS
as_of: 2023-02-15
statements:
  - {id: accord, kind: agreement, date: 2018-09-12, speaker: Parties, text: Peace accord,
     source: R-ARCSS, parties: [SPLM/A-IO]}
"""


@pytest.fixture(scope="module")
def view() -> View:
    return open_edition(None).as_of(date(2023, 2, 15))


def found(view: View, mission: str, case: Case | None = None) -> dict[str, Figure]:
    return {one.key: one for one in evidence(view, mission, case=case)[0]}


def test_every_indicator_has_a_range_around_it_and_rows(view: View) -> None:
    made = found(view, "UNMISS")
    assert {one.split(".")[1] for one in made} == {
        "host-forces", "regional-cooperation", "international-support",
    }  # fmt: skip
    for one in made.values():
        assert one.interval is not None
        low, high = one.interval
        assert 0 <= low <= float(one.value or 0) <= high, one.key
        assert one.evidence[0].rows > 0
        if one.unit == "share":
            assert high <= 1


def test_the_border_share_is_the_situations_own(view: View) -> None:
    from peaceops.situation import describe

    told = {one.key: one for one in describe(view, "UNMISS").figures}
    mine = found(view, "UNMISS")["lever.regional-cooperation.ssd.border"]
    assert mine.value == told["situation.ssd.border_share"].value


def test_who_signed_comes_from_the_case_and_is_a_gap_without_it(view: View) -> None:
    _, gaps = evidence(view, "UNMISS")
    assert [one.key for one in gaps] == ["lever.peace-process.parties"]
    case = parse_case(SIGNED)
    made, none = evidence(view, "UNMISS", case=case)
    assert none == ()
    signed = next(one for one in made if one.key == "lever.peace-process.ssd.signed")
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
    shares = [one.value for name, one in found(view, "UNMISS").items() if "-support." in name]
    assert sum(shares) == pytest.approx(1, abs=0.002)  # type: ignore[arg-type]


def test_a_closure_less_than_a_year_old_is_not_judged_yet() -> None:
    early = open_edition(None).as_of(date(2011, 6, 1))
    assert "MINURCAT" not in followed(early)["mission"].to_list()
    assert "ONUB" in followed(early)["mission"].to_list()
