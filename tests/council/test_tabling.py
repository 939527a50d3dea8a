"""Tabled apart from adopted, and what followed when hosts withdrew consent."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from council.made_view import MISSION, record, view_of
from peaceops.cli import app
from peaceops.council import outlook, precedents
from peaceops.council.precedents import share
from peaceops.edition import open_edition
from peaceops.edition.assemble.consent import consent_tables, shipped_cases
from peaceops.errors import EditionError

BEFORE = date(2023, 6, 16)
KINDS = ("renew", "rollover", "reduce", "increase", "terminate", "amend")


@given(st.integers(0, 15), st.integers(0, 15))
def test_a_share_of_few_cases_has_a_width_that_holds_it(happened: int, more: int) -> None:
    found = share(happened, happened + more)
    assert 0 < found.low < found.value < found.high < 1


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
    made = consent_tables(decisions, votes)
    assert {frame.height for frame in made.values()} == {shipped_cases().height}
    wrong = shipped_cases().with_columns(yes=pl.lit(9, pl.Int64))
    with pytest.raises(EditionError, match="votes in favour"):
        consent_tables(decisions, votes, wrong)


def test_a_host_that_asks_to_leave_turns_what_is_tabled() -> None:
    view = open_edition().as_of(BEFORE)
    plain = {one.option: one for one in outlook(view, "MINUSMA", KINDS).options}
    asked = {
        one.option: one
        for one in outlook(view, "MINUSMA", KINDS, host_position="asks-to-leave").options
    }
    assert asked["terminate"].p_tabled_and_adopted > 0.6 > plain["terminate"].p_tabled_and_adopted
    assert asked["renew"].p_tabled_and_adopted < 0.25 < plain["renew"].p_tabled_and_adopted
    low, high = asked["renew"].p_tabled_range
    assert low < asked["renew"].p_tabled < high
    what = [step.what for step in asked["renew"].moved]
    assert what == ["adopted", "adopted", "tabled", "tabled"]
    assert asked["renew"].moved[-1].to == asked["renew"].p_tabled
    whole = sum(asked[one].p_tabled for one in ("renew", "rollover", "terminate"))
    assert whole == pytest.approx(1)


def test_each_position_is_a_line_and_a_veto_sinks_the_draft() -> None:
    view = open_edition().as_of(BEFORE)
    (found,) = outlook(
        view, "MINUSMA", ("renew",), positions={"RUS": "against", "CHN": "against"}
    ).options
    adopted = [step for step in found.moved if step.what == "adopted"]
    assert [step.why for step in adopted[-2:]] == ["China against", "Russian Federation against"]
    assert adopted[-3].to > adopted[-2].to > adopted[-1].to
    assert adopted[-1].to == found.p_adopted < 0.1


def test_without_precedents_the_odds_of_tabling_rest_on_the_record_alone() -> None:
    drafts = [(date(2020, 6, 29), {}), (date(2021, 6, 29), {})]
    (found,) = outlook(
        view_of(BEFORE, record(drafts)), MISSION, ("renew",), host_position="asks-to-leave"
    ).options
    assert found.p_tabled is not None
    assert found.p_tabled_range is None


def test_the_command_reads_a_case_and_prints_json() -> None:
    done = CliRunner().invoke(
        app,
        ["council", "outlook", "MINUSMA", "--as-of", "2023-06-16", "--kind", "renew",
         "--kind", "terminate", "--case", "minusma-2023-06", "--json"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    renew, terminate = json.loads(done.output)["options"]
    assert renew["p_tabled_and_adopted"] < 0.25
    assert terminate["p_tabled_and_adopted"] > 0.6
    assert len(renew["members"]) == 15
    assert all(abs(sum(odds.values()) - 1) < 1e-5 for odds in renew["members"].values())


@pytest.mark.parametrize(
    "wrong",
    [["--kind", "leave"], ["--term", "a year"], ["--position", "RUS"]],
)
def test_the_command_refuses_what_it_does_not_know(wrong: list[str]) -> None:
    asked = ["council", "outlook", "MINUSMA", "--as-of", "2023-06-16", *wrong]
    assert CliRunner().invoke(app, asked).exit_code == 2
