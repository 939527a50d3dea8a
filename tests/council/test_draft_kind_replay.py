"""The kinds of draft replayed: what is scored is what is shown, and nothing of later days."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from council.made_view import MISSION, record, view_of
from peaceops.cli import app
from peaceops.council import agenda_of, draft_kind_odds, replay_kinds
from peaceops.council.draft_kind_inputs import SETTLING, PastTerms, term_decisions, terms_so_far
from peaceops.council.draft_kind_model import fit_kinds, fit_parts
from peaceops.council.draft_kind_record import IN_USE, past_draft_kinds
from peaceops.council.draft_kind_replay import finer_odds
from peaceops.council.draft_kinds import Agenda
from peaceops.council.vote_timing import past_last_weeks
from peaceops.edition import open_edition
from peaceops.errors import MissingTableError, UnknownMissionError

END_2013 = date(2013, 12, 31)
SHOWN = (
    "S/RES/1923 (2010)",  # a host that asked
    "S/RES/1981 (2011)",  # a rollover
    "S/RES/2059 (2012)",  # a last term
    "S/RES/2119 (2013)",  # a renewal with a lower ceiling
    "S/RES/2089 (2013)",  # an old observer mission
)


@pytest.mark.parametrize("symbol", SHOWN)
def test_the_odds_shown_the_day_before_are_those_that_are_scored(symbol: str) -> None:
    edition = open_edition()
    decisions, odds = past_draft_kinds(edition.as_of(END_2013))
    (place,) = np.flatnonzero((decisions["decision"] == symbol).to_numpy())
    day, mission = decisions["date"][int(place)], decisions["mission"][int(place)]
    shown = draft_kind_odds(edition.as_of(day - timedelta(days=1)), mission)
    assert [shown.odds[kind] for kind in SETTLING] == pytest.approx(odds[IN_USE][place].tolist())
    assert [shown.steps[-1].odds[kind] for kind in SETTLING] == pytest.approx(
        odds[IN_USE][place].tolist()
    )


def test_decisions_of_later_days_change_no_odds_of_earlier_ones() -> None:
    edition = open_edition()
    early, of_early = past_draft_kinds(edition.as_of(END_2013))
    late, of_late = past_draft_kinds(edition.as_of(date(2020, 6, 1)))
    known = (late["date"] <= END_2013).to_numpy()
    assert late.filter(pl.Series(known))["decision"].to_list() == early["decision"].to_list()
    for method, values in of_early.items():
        np.testing.assert_allclose(of_late[method][known], values, rtol=1e-12)
    rows = early.tail(30)
    ceilings = np.ones(rows.height, dtype=bool)
    of_parts = [
        parts.of_renewals(rows, ceilings)
        for parts in (fit_parts(term_decisions(edition.as_of(day)), 2013) for day in (
            date(2012, 12, 31), date(2020, 6, 1)
        ))
        if parts is not None
    ]  # fmt: skip
    np.testing.assert_allclose(of_parts[0], of_parts[1], rtol=1e-12)


def test_what_is_replayed_is_what_has_odds_the_day_before() -> None:
    edition = open_edition()
    decisions = term_decisions(edition.as_of(END_2013))
    left_out = decisions.filter(~pl.col("runs_out"), pl.col("date").dt.year() >= 1998)
    kept = decisions.filter("runs_out", pl.col("date").dt.year() == 2012)
    assert left_out.height >= 2
    for rows, runs_out in ((left_out, False), (kept.head(6), True)):
        for mission, day in rows.select("mission", "date").iter_rows():
            before = edition.as_of(day - timedelta(days=1))
            try:
                agenda = agenda_of(before.mission(mission))
            except UnknownMissionError:  # it has closed
                agenda = Agenda.ENDED
            assert (agenda is Agenda.TERM_RUNS_OUT) == runs_out


def test_the_method_beats_both_baselines_on_the_years_it_was_chosen_on_and_is_calibrated() -> None:
    past = replay_kinds(open_edition().as_of(END_2013), date(1994, 1, 1))
    everywhere = past.scores.filter(missions="all missions")["log_loss"].to_list()
    assert everywhere[0] < 0.95 * min(everywhere[1:])
    for kind in ("multidimensional peacekeeping", "observer or ceasefire mission"):
        losses = past.scores.filter(missions=kind)["log_loss"].to_list()
        assert losses[0] < min(losses[1:])
    wide = past.calibration.filter(pl.col("cases") >= 20)
    assert wide["within"].mean() > 0.9
    in_use, by_share, shares = past.finer["log_loss"].to_list()
    assert in_use < by_share < shares
    assert (past.parts["log_loss"] < past.parts["share_so_far"]).all()
    assert set(past.parts["question"]) == {
        "raises the ceiling", "lowers the ceiling", "changes the tasks", "is for a shorter term",
        "is voted on in the last week",
    }  # fmt: skip


def test_the_finer_kinds_add_to_one_and_to_their_kind() -> None:
    decisions, odds = past_draft_kinds(open_edition().as_of(END_2013))
    parts = fit_parts(decisions, 2013)
    assert parts is not None
    rows = decisions.filter(pl.col("date").dt.year() == 2013)
    of_rows = odds[IN_USE][-rows.height :]
    finer = finer_odds(of_rows, parts, rows)
    np.testing.assert_allclose(finer.sum(axis=1), 1)
    np.testing.assert_allclose(finer[:, :4].sum(axis=1), of_rows[:, 0])
    np.testing.assert_allclose(finer[:, 5:].sum(axis=1), of_rows[:, 2])
    without_ceiling = rows["ceiling"].is_null().to_numpy()
    assert without_ceiling.any()
    assert (finer[without_ceiling][:, 2:4] == 0).all()


def row_of(
    day: date, kind: str, until: date | None, ceiling: int | None = None
) -> dict[str, object]:
    return {
        "decision": f"S/RES/1 ({day.year})", "date": day, "kind": kind, "until": until,
        "open_ended": False, "ceiling_military": ceiling,
    }  # fmt: skip


def test_a_term_is_regular_or_usual_and_rollovers_in_a_row_are_one_bridge() -> None:
    terms = PastTerms(observer=False)
    terms.learn(row_of(date(2000, 1, 1), "establish", date(2000, 7, 1), 6_000))
    assert terms.describe(date(2000, 6, 30))["regular"] == 1
    terms.learn(row_of(date(2000, 6, 30), "rollover", date(2000, 8, 1)))
    terms.learn(row_of(date(2000, 7, 31), "rollover", date(2000, 9, 1)))
    described = terms.describe(date(2000, 8, 30))
    assert (described["regular"], described["expected"]) == (0, 0)
    assert (described["bridges"], described["rounds"], described["after_rollover"]) == (1, 1, 1)
    for year in (2001, 2002, 2003):
        terms.learn(row_of(date(year - 1, 12, 31), "renew", date(year, 4, 1), 3_000))
        terms.learn(row_of(date(year, 3, 31), "renew", date(year, 7, 30)))
    described = terms.describe(date(2003, 7, 29))
    assert described["usual"] == 120
    assert (described["regular"], described["expected"]) == (0, 1)
    assert described["ceiling_cut"] == pytest.approx(np.log(0.5))


def test_a_term_that_went_on_by_itself_counts_with_its_further_months() -> None:
    edition = open_edition()
    before, after = (
        terms_so_far(edition.as_of(day), "UNSMIL") for day in (date(2025, 1, 20), date(2025, 2, 1))
    )
    assert before.ends == date(2025, 1, 31)
    assert after.ends == date(2025, 10, 31)
    assert after.lengths[-1][1] - before.lengths[-1][1] == 273


def test_with_few_decisions_the_shares_so_far_are_the_odds() -> None:
    drafts = [(date(2021, 6, 29), {}), (date(2022, 6, 29), {})]
    view = view_of(date(2023, 6, 16), record(drafts))
    decisions = term_decisions(view)
    assert fit_kinds(decisions, 2023) is None
    assert fit_parts(decisions, 2023) is None
    odds = draft_kind_odds(view, MISSION)
    assert [step.why for step in odds.steps] == [
        "the mission's decisions on terms so far: 1 renewal, 0 technical rollovers, 0 last terms"
    ]
    assert sum(odds.shares_of_renewals.values()) == pytest.approx(1)


def test_a_span_without_decisions_is_refused() -> None:
    with pytest.raises(MissingTableError, match="no decision on a term that ran out"):
        replay_kinds(open_edition().as_of(END_2013), date(2013, 12, 30))


def test_the_command_prints_the_replay_and_its_json() -> None:
    span = ["council", "kinds", "--since", "1994-01-01", "--until", "2013-12-31"]
    done = CliRunner().invoke(app, [*span, "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["decisions"] > 500
    assert answer["left_out"] > 0
    assert answer["scores"][0]["method"] == IN_USE
    assert answer["scores"][0]["log_loss"] < 0.5
    printed = CliRunner().invoke(app, span)
    assert printed.exit_code == 0
    assert f"{answer['decisions']} decisions on a term that ran out" in printed.stdout
    assert "Seen" not in printed.stdout


def test_a_vote_in_the_last_week_is_as_likely_as_the_missions_habit() -> None:
    edition = open_edition()
    early, late = (
        draft_kind_odds(edition.as_of(date(2013, 5, 1)), mission).last_week
        for mission in ("MINUSTAH", "UNDOF")
    )
    assert early is not None
    assert late is not None
    assert 0 < early.value < 1
    assert late.key == "council.draft_kind.last_week"
    within = edition.as_of(date(2013, 6, 26))
    assert within.mission("UNDOF").mandate.days_left <= 7
    assert draft_kind_odds(within, "UNDOF").last_week is None


def test_past_votes_in_the_last_week_are_forecast_by_earlier_days_alone() -> None:
    days = [date(2000, 1, 10), date(2000, 1, 10), date(2000, 7, 10), date(2001, 1, 10)]
    decisions = pl.DataFrame(
        {"date": days, "mission": ["A", "B", "A", "A"], "days_before": [2, 20, 40, 3]}
    )
    odds, shares, late = past_last_weeks(decisions)
    assert shares[:2].tolist() == [0.5, 0.5]
    assert np.isnan(odds[2])
    assert shares[3] == 0.5  # one of two came late
    assert odds[3] == pytest.approx((1 + 5 * 0.5) / 6)
    assert late.tolist() == [True, False, False, True]
