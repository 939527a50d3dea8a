"""What is put to the vote apart from what is adopted, and what followed hosts' requests."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest
from typer.testing import CliRunner

from council.made_view import MISSION, record, view_of
from peaceops.cli import app
from peaceops.council import Agenda, draft_kind_odds, draft_kind_record, outlook, precedents
from peaceops.council.draft_kind_model import SETTLING
from peaceops.edition import open_edition
from peaceops.edition.assemble.consent import consent_tables, shipped_cases
from peaceops.errors import EditionError

BEFORE = date(2023, 6, 16)
KINDS = ("renew", "rollover", "reduce", "increase", "terminate", "amend")


def test_precedents_are_known_only_once_decided() -> None:
    view = open_edition().as_of(BEFORE)
    found = precedents(view)
    assert found is not None
    assert "UNITAMS" not in set(found.cases["mission"])
    assert "MINUSMA" not in set(found.cases["mission"])
    later = precedents(open_edition().as_of(date(2023, 12, 31)))
    assert later is not None
    assert {"UNITAMS", "MINUSMA", "MONUSCO"} <= set(later.cases["mission"])
    assert (found.left.happened, found.left.cases) == (9, 10)


def test_a_request_of_a_president_not_recognised_is_no_precedent() -> None:
    found = precedents(open_edition().as_of(BEFORE))
    assert found is not None
    assert "UNOCI" in set(found.cases["mission"])
    assert found.cases.filter("recognised", act="request").height == found.left.cases


def test_a_line_that_the_record_contradicts_stops_the_build() -> None:
    view = open_edition().as_of(date(2023, 12, 31))
    decisions, votes = view.table("decisions"), view.table("votes")
    made = consent_tables(shipped_cases(), decisions, votes)
    assert {frame.height for frame in made.values()} == {shipped_cases().height}
    wrong = shipped_cases().with_columns(yes=pl.lit(9, pl.Int64))
    with pytest.raises(EditionError, match="votes in favour"):
        consent_tables(wrong, decisions, votes)


@pytest.mark.parametrize(
    ("mission", "day"), [("MINUSMA", date(2023, 6, 16)), ("UNITAMS", date(2023, 11, 20))]
)
def test_a_request_on_record_makes_the_end_likeliest_without_a_case(
    mission: str, day: date
) -> None:
    odds = draft_kind_odds(open_edition().as_of(day), mission)
    assert odds.odds["terminate"] > 0.6
    assert odds.without_host["terminate"] < 0.1
    assert (odds.host_position, odds.stated_by) == ("asks-to-leave", "record")
    low, high = odds.terminate.interval
    assert low < odds.terminate.value < high
    assert {evidence.table for evidence in odds.terminate.evidence} == {
        "mandates",
        "consent_requests",
    }


def test_a_host_that_asked_is_named_and_the_day_before_it_asked_it_is_not() -> None:
    edition = open_edition()
    assert (
        "asks the mission to leave"
        in draft_kind_odds(edition.as_of(date(2023, 12, 5)), "MONUSCO").method
    )
    before = draft_kind_odds(edition.as_of(date(2023, 6, 15)), "MINUSMA")
    assert before.host_position is None
    assert before.odds["terminate"] < 0.1


def test_a_case_goes_before_the_record() -> None:
    view = open_edition().as_of(BEFORE)
    consents = draft_kind_odds(view, "MINUSMA", "consents")
    assert consents.odds["terminate"] < 0.1
    assert consents.stated_by == "case"
    assert draft_kind_odds(view, "MINUSMA", "asks-to-leave").odds == (
        draft_kind_odds(view, "MINUSMA").odds
    )


@pytest.mark.parametrize("mission", ["MINUSMA", "UNMISS", "UNDOF", "UNSMIL", "UNIFIL"])
@pytest.mark.parametrize("host", [None, "asks-to-leave", "restricts", "consents"])
def test_the_kinds_add_to_one_and_parts_of_a_renewal_to_less_than_it(
    mission: str, host: str | None
) -> None:
    odds = draft_kind_odds(open_edition().as_of(BEFORE), mission, host).odds
    assert sum(odds[kind] for kind in SETTLING) == pytest.approx(1, abs=1e-12)
    assert min(odds.values()) > 0
    assert odds["end"] + odds["last-term"] == pytest.approx(odds["terminate"])
    assert odds["shorter-term"] < odds["renew"]
    if "increase" in odds:
        assert odds["increase"] + odds["reduce"] == pytest.approx(odds["amend"])
        assert odds["amend"] + odds["reconfigure"] < odds["renew"]
    else:
        assert mission == "UNSMIL"


@pytest.mark.parametrize(
    ("mission", "day", "agenda"),
    [
        ("UNTSO", date(2023, 6, 16), Agenda.OPEN_ENDED),
        ("MINUSTAH", date(2017, 6, 1), Agenda.DECIDED_END),
        ("MINUSMA", date(2023, 6, 16), Agenda.TERM_RUNS_OUT),
    ],
)
def test_only_a_term_that_runs_out_has_a_next_draft(
    mission: str, day: date, agenda: Agenda
) -> None:
    view = open_edition().as_of(day)
    kinds = draft_kind_odds(view, mission)
    assert kinds.agenda is agenda
    assert bool(kinds.odds) == (agenda is Agenda.TERM_RUNS_OUT)
    answer = outlook(view, mission, ("renew",), with_record=False)
    assert (answer.drafts["renew"].p_put_to_vote is None) == (not kinds.odds)
    assert ("council.draft_kind" in {gap.key for gap in answer.gaps}) == (not kinds.odds)


def test_the_odds_of_an_option_are_those_of_its_kind_times_adoption() -> None:
    view = open_edition().as_of(BEFORE)
    answer = outlook(view, "MINUSMA", {"stay": "renew", "go": "withdraw"}, with_record=False)
    kinds = draft_kind_odds(view, "MINUSMA")
    for option, kind in (("stay", "renew"), ("go", "terminate")):
        draft = answer.drafts[option]
        assert draft.p_put_to_vote.value == kinds.odds[kind]
        product = kinds.odds[kind] * draft.p_adopted.value
        assert draft.p_put_and_adopted.value == pytest.approx(product)
    assert answer.drafts["go"].p_put_and_adopted.value > 0.6


def test_missions_differ_and_each_reason_is_a_line_of_the_outlook() -> None:
    view = open_edition().as_of(date(2023, 6, 1))
    of_missions = {name: draft_kind_odds(view, name) for name in ("UNSMIL", "UNFICYP", "UNMISS")}
    rollovers = {name: kinds.odds["rollover"] for name, kinds in of_missions.items()}
    assert rollovers["UNSMIL"] > 2 * rollovers["UNFICYP"]
    for name, kinds in of_missions.items():
        draft = outlook(view, name, ("rollover",), with_record=False).drafts["rollover"]
        lines = [line for line in draft.contributions if line.what == "put to the vote"]
        assert [line.why for line in lines] == [step.why for step in kinds.steps]
        assert lines[-1].to == draft.p_put_to_vote.value == rollovers[name]
    assert any("rollover" in step.why for step in of_missions["UNSMIL"].steps)
    assert any("observer" in step.why for step in of_missions["UNFICYP"].steps)


def test_each_position_is_a_line_and_a_veto_sinks_the_draft() -> None:
    view = open_edition().as_of(BEFORE)
    draft = outlook(
        view, "MINUSMA", ("renew",), positions={"RUS": "against", "CHN": "against"},
        with_record=False,
    ).drafts["renew"]  # fmt: skip
    adopted = [line for line in draft.contributions if line.what == "adopted"]
    assert [line.why for line in adopted[-2:]] == ["China against", "Russian Federation against"]
    assert adopted[-3].to > adopted[-2].to > adopted[-1].to
    assert adopted[-1].to == draft.p_adopted.value < 0.15


def test_without_precedents_the_odds_rest_on_the_record_of_mandates_alone() -> None:
    drafts = [(date(2021, 6, 29), {}), (date(2022, 6, 29), {})]
    odds = draft_kind_odds(view_of(BEFORE, record(drafts)), MISSION, "asks-to-leave")
    assert odds.odds == odds.without_host
    assert not odds.intervals
    assert odds.odds["renew"] > odds.odds["terminate"]


def test_the_record_of_kinds_names_every_baseline() -> None:
    early = draft_kind_record(open_edition().as_of(date(2013, 12, 31)), date(1994, 1, 1))
    assert early is not None
    assert {score.method for score in early.baselines} == {
        "share of each kind so far",
        "the mission's shares so far",
    }
    assert early.gain > 0.03
    whole = draft_kind_record(open_edition().as_of(date(2023, 12, 29)), date(2014, 1, 1))
    assert whole is not None
    assert whole.cases > 230


def test_the_command_reads_a_case_and_prints_json() -> None:
    done = CliRunner().invoke(
        app,
        ["council", "outlook", "MINUSMA", "--as-of", "2023-06-16", "--kind", "renew",
         "--kind", "terminate", "--case", "minusma-2023-06", "--json"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    renew, terminate = json.loads(done.stdout)["options"]
    assert renew["p_put_and_adopted"] < 0.35
    assert terminate["p_put_and_adopted"] > 0.6
    assert len(renew["members"]) == 15
    assert all(abs(sum(odds.values()) - 1) < 1e-5 for odds in renew["members"].values())


@pytest.mark.parametrize(
    "wrong",
    [["--kind", "leave"], ["--term", "a year"], ["--position", "RUS"]],
)
def test_the_command_refuses_what_it_does_not_know(wrong: list[str]) -> None:
    asked = ["council", "outlook", "MINUSMA", "--as-of", "2023-06-16", *wrong]
    assert CliRunner().invoke(app, asked).exit_code == 2
