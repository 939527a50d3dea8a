"""Odds over time: the days asked, what arrived between, and the same odds as a brief's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from brief.composed import reference, starter
from peaceops.brief import DEATHS, ODDS, OddsHistory, odds_chart
from peaceops.brief.odds_history import replayed
from peaceops.case import load_case
from peaceops.cli import app
from peaceops.compare import case_on, days_of, odds_over_time
from peaceops.compare.arrivals import Known, arrivals
from peaceops.errors import CaseError

EMPTY = Known(date(2022, 12, 26), {}, frozenset(), frozenset(), None, {}, None, "")


@pytest.mark.parametrize(
    ("step", "days"),
    [
        ("day", ["2023-01-30", "2023-01-31", "2023-02-01"]),
        ("week", ["2023-01-30", "2023-02-01"]),
        ("month", ["2023-01-30", "2023-02-01"]),
    ],
)
def test_a_window_has_its_first_and_its_last_day(step: str, days: list[str]) -> None:
    window = days_of(date(2023, 1, 30), date(2023, 2, 1), step)  # type: ignore[arg-type]
    assert [day.isoformat() for day in window] == days


def test_months_of_any_length_keep_the_day_where_they_have_it() -> None:
    days = days_of(date(2024, 1, 31), date(2024, 5, 31), "month")
    assert [day.day for day in days] == [31, 29, 31, 30, 31]


def test_a_window_that_runs_backwards_or_never_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="runs backwards"):
        days_of(date(2023, 2, 1), date(2023, 1, 1), "day")
    with pytest.raises(ValueError, match="no more than 400"):
        days_of(date(2003, 2, 1), date(2023, 1, 1), "week")


def test_what_arrived_is_what_one_day_knows_and_the_one_before_did_not() -> None:
    before = replace(EMPTY, members=frozenset({"NOR"}), votes=frozenset({"a"}))
    now = replace(
        before,
        day=date(2023, 1, 2),
        decisions={"S/RES/1 (2022)": (date(2022, 12, 30), "S/RES/1 (2022), 15-0-0")},
        votes=frozenset({"a", "b", "c"}),
        members=frozenset({"CHE"}),
        deaths=date(2022, 11, 1),
    )
    listed = list(arrivals(before, now))
    assert [(item.kind, item.day.isoformat(), item.words) for item in listed] == [
        ("decision", "2022-12-30", "S/RES/1 (2022), 15-0-0"),
        ("members", "2023-01-02", "new members of the Council: Switzerland"),
        ("deaths", "2023-01-02", "deaths of November 2022 on record"),
        ("votes", "2023-01-02", "2 votes on other matters"),
    ]
    assert not list(arrivals(now, now))


def test_a_case_on_an_earlier_day_holds_what_could_be_stated_then() -> None:
    case = load_case("minusma-2023-06")
    early = case_on(case, date(2022, 12, 31))
    assert early is not None and early.as_of == date(2022, 12, 31)
    ids = {item.id for item in early.statements}
    assert "germany-leaves" in ids and "mali-asks-to-leave" not in ids
    assert early.options and all(
        option.statement is None or option.statement in ids for option in early.options
    )
    assert case_on(None, date(2022, 12, 31)) is None


@pytest.mark.slow
def test_the_odds_of_a_day_are_those_of_its_brief_and_jump_when_the_host_speaks() -> None:
    case = load_case("minusma-2023-06")
    course = odds_over_time(
        starter(), "mali", date(2023, 6, 15), date(2023, 6, 16), step="day", case=case
    )
    before, after = course.steps
    brief = reference()
    for kind, chance in after.p_put.items():
        figure = brief.figure(f"council.draft_kind.{kind}")
        assert figure is not None and figure.value == chance
    deaths = brief.figure("violence.mli.next_12")
    assert deaths is not None and after.deaths_next_12 is not None
    assert after.deaths_next_12.value == deaths.value
    assert before.likeliest == "renew" and after.likeliest == "terminate"
    arrived = {(item.kind, item.day) for item in after.arrived}
    assert {("host", date(2023, 6, 16)), ("statement", date(2023, 6, 16))} <= arrived
    row = after.row()
    assert row["likeliest"] == "terminate" and row["p_put_and_adopted_terminate"] > 0.5
    assert course.history.odds.height == 6 and course.history.deaths.height == 2


def test_a_case_of_another_mission_is_refused() -> None:
    day = date(2023, 6, 16)
    with pytest.raises(CaseError, match="about MINUSMA, the question about UNMISS"):
        odds_over_time(starter(), "UNMISS", day, day, case=load_case("minusma-2023-06"))


def test_the_archive_gives_a_brief_its_course_and_nothing_after_its_date() -> None:
    view = starter().as_of(date(2020, 6, 16))
    history = replayed(view, view.mission("MINUSMA"))
    assert history.has_course
    assert history.odds["as_of"].max() == date(2020, 3, 31)
    assert history.deaths.filter(pl.col("low_90") > pl.col("deaths_next_12")).is_empty()
    whole = history.odds.group_by("as_of").agg(pl.col("p_put_and_adopted").sum())
    assert whole["p_put_and_adopted"].is_between(0.9, 1.0).all()


def test_the_picture_names_each_day_once_and_says_below_what_it_was() -> None:
    days = [date(2023, 6, 12), date(2023, 6, 19)]
    odds = pl.DataFrame(
        [(day, kind, 0.3) for day in days for kind in ("renew", "terminate")], ODDS, orient="row"
    )
    history = OddsHistory(odds, pl.DataFrame(schema=DEATHS))
    assert not history.has_course
    mark = date(2023, 6, 16)
    drawing = odds_chart(history, [(mark, "Mali asks the mission to leave."), (mark, "A vote.")])
    assert "A vote; Mali asks the mission to leave" in drawing.body
    assert ">2<" not in drawing.body
    assert drawing.height > odds_chart(history).height


@pytest.mark.slow
def test_the_command_prints_a_row_a_day_and_draws_only_what_there_is(tmp_path: Path) -> None:
    picture = tmp_path / "odds.svg"
    command = ("council", "history", "MINUSMA", "--from", "2023-06-16", "--to", "2023-06-16")
    drawn = CliRunner(env={"COLUMNS": "80"}).invoke(app, [*command, "--svg", str(picture)])
    assert drawn.exit_code == 0 and all(len(line) <= 80 for line in drawn.stdout.splitlines())
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    answer = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert answer["record"] == "retrospective" and len(answer["days"]) == 1
    assert answer["days"][0]["likeliest"] == "terminate"
    none = tmp_path / "none.svg"
    days = ("--from", "2023-06-16", "--to", "2023-06-16", "--csv", "--svg", str(none))
    silent = CliRunner().invoke(app, ["council", "history", "UNTSO", *days])
    assert "on none of these days a term runs out" in silent.stderr and not none.exists()
    assert silent.stdout.startswith("as_of,term_ends,agenda,") and "open-ended" in silent.stdout
