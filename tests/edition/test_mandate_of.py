"""The mandate in force on a date, on made-up decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from edition.made import made_edition, made_tables
from peaceops.domain.mandate import Mandate
from peaceops.edition import View, mandate_of
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.errors import UnknownMissionError

DECISIONS = [
    # decision, date, kind, until, open-ended, military, police
    ("S/RES/10 (2020)", date(2020, 1, 10), "establish", date(2021, 1, 31), False, 500, 50),
    ("S/RES/11 (2020)", date(2020, 6, 1), "amend", None, False, 700, 50),
    ("S/2021/5", date(2021, 1, 20), "terminate", date(2021, 1, 31), False, None, None),
    ("S/RES/12 (2021)", date(2021, 1, 25), "renew", date(2022, 1, 31), False, None, 50),
    ("S/RES/13 (2021)", date(2021, 3, 1), "other", None, False, None, None),
    ("S/RES/14 (2022)", date(2022, 1, 10), "terminate", date(2022, 4, 30), False, None, None),
]


def on(folder: Path, as_of: date, rows=DECISIONS, mission: str = "UNTEST") -> Mandate:
    columns = (
        "decision", "date", "kind", "until", "open_ended", "ceiling_military", "ceiling_police",
    )  # fmt: skip
    frame = pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        mission=pl.lit("UNTEST"), basis=pl.lit("curated"), reason=pl.lit(None, pl.String),
        source=pl.lit("made.csv"), row=pl.int_range(2, len(rows) + 2),
    )  # fmt: skip
    frames = made_tables() | {"mandates": conform(TABLES["mandates"], frame)}
    return mandate_of(View(made_edition(folder / "edition", frames), as_of), mission)


def test_the_latest_decision_that_sets_a_term_is_in_force(tmp_path):
    mandate = on(tmp_path, date(2021, 6, 1))
    assert (mandate.status, mandate.resolution) == ("in force", "S/RES/12 (2021)")
    assert (mandate.ends, mandate.days_left) == (date(2022, 1, 31), 244)
    assert (mandate.adopted_on, mandate.kind) == (date(2021, 1, 25), "renew")


def test_a_decision_taken_early_is_in_force_at_once(tmp_path):
    assert on(tmp_path, date(2021, 1, 25)).ends == date(2022, 1, 31)


def test_later_decisions_are_not_seen(tmp_path):
    mandate = on(tmp_path, date(2020, 7, 1))
    assert mandate.ends == date(2021, 1, 31)
    assert mandate.history["decision"].to_list() == ["S/RES/10 (2020)", "S/RES/11 (2020)"]


def test_a_change_of_tasks_sets_the_ceiling_and_keeps_the_term(tmp_path):
    mandate = on(tmp_path, date(2020, 7, 1))
    assert (mandate.ceiling.military, mandate.ceiling.police) == (700, 50)
    assert mandate.resolution == "S/RES/10 (2020)"


def test_a_rejected_draft_stands_in_the_history_only(tmp_path):
    mandate = on(tmp_path, date(2021, 1, 22))
    assert mandate.resolution == "S/RES/10 (2020)"
    assert mandate.history["adopted"].to_list() == [True, True, False]


def test_an_unknown_ceiling_is_a_gap_and_not_a_figure(tmp_path):
    mandate = on(tmp_path, date(2021, 6, 1))
    assert (mandate.ceiling.military, mandate.ceiling.police) == (None, 50)
    assert [gap.key for gap in mandate.gaps] == ["mandate.ceiling_military"]
    assert "mandate.ceiling_military" not in [finding.key for finding in mandate.figures]


def test_a_last_term_runs_to_its_end_and_is_then_over(tmp_path):
    last = on(tmp_path, date(2022, 4, 30))
    assert (last.status, last.kind, last.days_left) == ("in force", "terminate", 0)
    over = on(tmp_path / "after", date(2022, 5, 1))
    assert (over.status, over.ends, over.days_left, over.gaps) == (
        "ended", date(2022, 4, 30), None, (),
    )  # fmt: skip


def test_a_term_that_ran_out_without_a_decision_is_said(tmp_path):
    mandate = on(tmp_path, date(2022, 2, 1), DECISIONS[:4])
    assert mandate.status == "ended"
    assert [gap.key for gap in mandate.gaps] == ["mandate.after_end"]
    assert "no later decision" in mandate.gaps[0].why


def test_an_open_ended_mandate_has_no_end(tmp_path):
    rows = [("S/RES/10 (2020)", date(2020, 1, 10), "establish", None, True, None, None)]
    mandate = on(tmp_path, date(2021, 6, 1), rows)
    assert (mandate.status, mandate.ends, mandate.figures) == ("open-ended", None, ())


def test_a_term_without_a_date_is_not_known(tmp_path):
    rows = [("S/RES/10 (2020)", date(2020, 1, 10), "establish", None, False, 500, 50)]
    mandate = on(tmp_path, date(2021, 6, 1), rows)
    assert mandate.status == "not known"
    assert "mandate.ends" in [gap.key for gap in mandate.gaps]


def test_findings_cite_the_row_they_rest_on(tmp_path):
    ends = on(tmp_path, date(2021, 6, 1)).figures[0]
    assert (ends.key, ends.value) == ("mandate.ends", "2022-01-31")
    assert ends.evidence[0].files == (("made.csv", "5"),)


def test_a_mission_without_decisions_is_a_gap(tmp_path):
    mandate = on(tmp_path, date(2022, 6, 1), mission="UNLATER")
    assert (mandate.status, mandate.resolution) == ("not known", None)
    assert [gap.key for gap in mandate.gaps] == ["mandate.ends"]


def test_a_mission_that_does_not_exist_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(UnknownMissionError, match="UNTEST"):
        on(tmp_path, date(2022, 6, 1), mission="UNTESTS")


def test_an_edition_without_mandates_is_a_gap(tmp_path):
    view = View(made_edition(tmp_path / "edition"), date(2021, 6, 1))
    mandate = mandate_of(view, "UNTEST")
    assert mandate.status == "not known"
    assert "data build" in mandate.gaps[0].remedy


def test_the_answer_is_the_same_on_an_edition_cut_at_the_date(tmp_path):
    day = date(2021, 2, 1)
    known = [row for row in DECISIONS if row[1] <= day]
    whole, cut = on(tmp_path / "whole", day), on(tmp_path / "cut", day, known)
    assert whole.history.equals(cut.history)
    assert (whole.figures, whole.gaps) == (cut.figures, cut.gaps)


def test_a_mission_that_closed_has_no_open_ended_mandate(tmp_path):
    rows = [("S/RES/10 (2020)", date(2020, 1, 10), "establish", None, True, 500, None)]
    before = on(tmp_path, date(2023, 6, 29), rows)
    after = on(tmp_path / "after", date(2023, 7, 1), rows)
    assert (before.status, after.status, after.ends) == ("open-ended", "ended", date(2023, 6, 30))
    assert after.figures[0].evidence[0].table == "mission_closures"
    assert (after.ceiling.military, after.gaps) == (None, ())


def test_a_known_closure_explains_a_term_that_ran_out(tmp_path):
    assert on(tmp_path, date(2023, 7, 1), DECISIONS[:4]).gaps == ()
