"""Lists of votes, a member's record, who votes like whom, and what the rule says in words."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.council import VOTES, outcome, seats
from peaceops.edition import View, open_edition
from peaceops.errors import EditionError, MissingTableError
from peaceops.overview import (
    agreement,
    council_votes,
    member_record,
    method_records,
    record_rows,
    ruling,
    text_changes,
    vote_sheet,
)

DAY = date(2023, 7, 31)
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
ELECTED = ("ALB", "ARE", "BRA", "CHE", "ECU", "GAB", "GHA", "JPN", "MLT", "MOZ")


@pytest.fixture(scope="module")
def view() -> View:
    return open_edition().as_of(DAY)


# The rule in words


@given(
    votes=st.lists(st.sampled_from(VOTES), min_size=15, max_size=15),
    procedural=st.booleans(),
)
def test_a_ruling_is_what_the_rule_gives_and_what_it_takes_is_enough(
    votes: list[str], procedural: bool
) -> None:
    members = (*PERMANENT, *ELECTED)
    cast = dict(zip(members, votes, strict=True))
    answer = ruling(cast, members, PERMANENT, DAY, procedural=procedural)
    assert answer.outcome == outcome(cast, members, PERMANENT, DAY, procedural=procedural)
    assert answer.yes + answer.no + answer.abstain + answer.away == 15
    # Whoever does what the sentence says gets the draft adopted.
    mended = cast | dict.fromkeys(answer.vetoes, "abstain")
    for member in [member for member in members if mended[member] != "yes"][: answer.short]:
        mended[member] = "yes"
    assert outcome(mended, members, PERMANENT, DAY, procedural=procedural) == "adopted"
    if answer.short:
        assert f"{answer.short} more vote" in answer.would_take


def test_a_ruling_says_why() -> None:
    members = (*PERMANENT, *ELECTED)
    all_for = dict.fromkeys(members, "yes")
    vetoed = ruling(all_for | {"RUS": "no", "CHN": "no"}, members, PERMANENT, DAY)
    assert "negative votes of China and the Russian Federation" in vetoed.why
    abstained = ruling(all_for | {"CHN": "abstain"}, members, PERMANENT, DAY)
    assert abstained.outcome == "adopted"
    assert "China did not vote in favour is no veto" in abstained.why
    few = ruling(dict.fromkeys(ELECTED, "no") | {"FRA": "no"}, members, PERMANENT, DAY)
    assert few.outcome == "failed"
    assert few.short == 9
    assert "France voted against as well" in few.why


def test_before_the_council_was_enlarged_seven_votes_were_needed() -> None:
    eleven = ("CHN", "FRA", "GBR", "SUN", "USA", *ELECTED[:6])
    answer = ruling(dict.fromkeys(eleven, "yes"), eleven, eleven[:5], date(1960, 1, 1))
    assert answer.needed == 7


def test_a_ruling_refuses_another_council() -> None:
    with pytest.raises(EditionError, match="15 members, not 5"):
        ruling({}, PERMANENT, PERMANENT, DAY)


# One vote


def test_a_vote_has_each_member_and_its_rows(view: View) -> None:
    sheet = vote_sheet(view, "S/2022/720")
    assert sheet.outcome == "vetoed"
    assert sheet.ruling is not None
    assert sheet.ruling.vetoes == ("RUS",)
    assert sheet.votes.height == 15
    assert {item.table for item in sheet.evidence} >= {"decisions", "votes"}
    assert all(files for item in sheet.evidence for _, files in item.files)


def test_rulings_give_the_outcomes_on_record(view: View) -> None:
    for symbol in view.table("decisions")["decision"].sample(40, seed=1):
        sheet = vote_sheet(view, symbol)
        assert sheet.ruling is None or sheet.ruling.outcome == sheet.outcome, symbol
        assert (sheet.ruling is None) <= (sheet.exception is not None), symbol


def test_a_procedural_vote_says_so(view: View) -> None:
    procedural = view.table("decisions").filter("procedural", pl.col("record") == "complete")
    sheet = vote_sheet(view, procedural["decision"][-1])
    assert sheet.ruling is not None
    assert sheet.ruling.procedural
    assert sheet.ruling.vetoes == ()


def test_a_vote_to_come_is_not_known(view: View) -> None:
    with pytest.raises(MissingTableError, match=r"S/RES/2709 \(2023\) is on record"):
        vote_sheet(view, "S/RES/2709 (2023)")


def test_what_a_renewal_changed_is_told_where_both_texts_are_known() -> None:
    later = open_edition().as_of(date(2023, 12, 31))
    changes = text_changes(later, vote_sheet(later, "S/RES/2709 (2023)"))
    assert changes["MINUSCA"].old.symbol == "S/RES/2659 (2022)"
    assert text_changes(later, vote_sheet(later, "S/RES/186 (1964)")) == {}


# Lists


def test_filters_leave_what_they_name(view: View) -> None:
    vetoed = council_votes(view, outcome="vetoed")
    assert set(vetoed["outcome"]) == {"vetoed"}
    ends = council_votes(view, kind="terminate", mission="MINUSMA")
    assert ends["decision"].to_list() == ["S/RES/2690 (2023)"]
    amendments = council_votes(view, kind="amendment")["decision"]
    flagged = view.table("decisions").filter("amendment")["decision"]
    assert set(amendments) == set(flagged) != set()
    on_missions = council_votes(view, peace_operations=True)
    assert on_missions["missions"].null_count() == 0
    split = council_votes(view, vote="abstain", since=date(2022, 1, 1))
    assert (split["abstain"] > 0).all()
    against = council_votes(view, members=["RUS"], vote="no")
    assert set(against["vote"]) == {"no"}


def test_words_are_looked_for_in_any_order_and_in_symbols(view: View) -> None:
    assert council_votes(view, text="2640 res/")["decision"].to_list() == ["S/RES/2640 (2022)"]
    extended = council_votes(view, text="MALI mandate extension", since=date(2022, 1, 1))
    assert "S/RES/2640 (2022)" in extended["decision"].to_list()
    assert council_votes(view, text="100% [of (no such.* words").is_empty()


def test_nothing_is_later_than_the_day(view: View) -> None:
    assert council_votes(view)["date"].max() <= DAY
    assert member_record(view, "CHN").votes["date"].max() <= DAY


# A member


def test_a_members_counts_are_those_of_its_votes(view: View) -> None:
    record = member_record(view, "CHN")
    without = view.table("decisions").filter("without_vote")["decision"]
    votes = council_votes(view, members=["CHN"])
    votes = votes.filter(~pl.col("decision").is_in(without.implode()))
    assert record.total is not None
    assert record.total.drafts == votes.height == sum(part.drafts for part in record.by_year)
    assert record.total.abstain == (votes["vote"] == "abstain").sum()
    of_mission = {part.of: part for part in record.by_mission}
    minusma = council_votes(view, members=["CHN"], mission="MINUSMA")
    assert of_mission["MINUSMA"].drafts == minusma.height
    # Some acronyms are of two words.
    assert "UNEF II" in of_mission
    assert "II" not in of_mission
    assert record.sits
    assert set(record.withheld["vote"]) <= {"no", "abstain", "not_participating", "absent"}


def test_few_votes_leave_a_wide_interval(view: View) -> None:
    parts = {part.drafts: part for part in member_record(view, "CHN").by_mission}
    few, many = parts[min(parts)], parts[max(parts)]
    width = [part.share_withheld.high - part.share_withheld.low for part in (few, many)]
    assert width[0] > 2 * width[1]


def test_a_member_that_has_left_does_not_sit(view: View) -> None:
    record = member_record(view, "IND")
    assert not record.sits
    assert record.terms["start"][0] == date(2021, 1, 1)
    with pytest.raises(MissingTableError, match="had no seat"):
        member_record(view, "LIE")


# Who votes like whom


def test_agreement_is_counted_over_contested_drafts_on_which_both_voted(view: View) -> None:
    since = date(2021, 1, 1)
    sitting = seats(view)["country"].to_list()
    answer = agreement(view, sitting, since=since)
    cast: dict[str, dict[str, str]] = {}
    for decision, country, vote in (
        council_votes(view, members=sitting, since=since)
        .select("decision", "country", "vote")
        .iter_rows()
    ):
        cast.setdefault(decision, {})[country] = vote
    whole = council_votes(view, since=since).filter(pl.col("yes").is_not_null())
    contested = whole.filter(pl.col("not_in_favour").is_not_null())["decision"].to_list()
    assert answer.contested == len(contested)
    ways = ("yes", "no", "abstain")
    both = [
        (votes["CHN"], votes["GAB"])
        for decision in contested
        if (votes := cast.get(decision, {})).get("CHN") in ways and votes.get("GAB") in ways
    ]
    pair = answer.pairs["CHN", "GAB"]
    assert (pair.alike, pair.drafts) == (sum(a == b for a, b in both), len(both))
    assert answer.pairs["GAB", "CHN"].alike == pair.alike
    assert answer.rows().height == 15 * 14 / 2


def test_a_pair_without_a_common_draft_has_no_share(view: View) -> None:
    answer = agreement(view, ["CHN", "LIE"], since=date(2022, 1, 1))
    assert answer.pairs["CHN", "LIE"].share is None
    assert answer.of("CHN") == []
    assert answer.rows()["share"].to_list() == [None]


# Records of the methods


def test_records_say_each_method_once_the_one_in_use_first(view: View) -> None:
    records = method_records(view)
    rows = list(record_rows(records))
    assert len({record.key for record in records}) == len(records)
    assert sum(row["in_use"] for row in rows) == len(records)
    assert all(record.last <= DAY for record in records)
