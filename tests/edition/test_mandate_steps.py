"""What decisions set for later days, as it stands on a date, on made-up decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from edition.made import made_edition, made_tables
from peaceops.domain.mandate import Mandate
from peaceops.edition import View, ceilings, cut_edition, mandate_of
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform

SET_UP = ("S/RES/10 (2020)", date(2020, 1, 10), "establish", date(2021, 1, 31), False, 500, 50)
LAST = ("S/RES/12 (2021)", date(2021, 1, 25), "terminate", date(2021, 6, 30), False, 300, 50)
STEPS = [
    # decision, step, day, military, police, known on
    ("S/RES/10 (2020)", "ceiling", date(2020, 7, 1), 400, None, date(2020, 1, 10)),
    ("S/RES/10 (2020)", "extended", date(2021, 4, 30), None, None, date(2020, 12, 1)),
    ("S/RES/12 (2021)", "withdrawn", date(2021, 12, 31), None, None, date(2021, 1, 25)),
]
STEP_TYPES = {
    "decision": pl.String, "step": pl.String, "day": pl.Date, "ceiling_military": pl.Int64,
    "ceiling_police": pl.Int64, "known_on": pl.Date,
}  # fmt: skip


def frames(steps: list[tuple[object, ...]]) -> dict[str, pl.DataFrame]:
    columns = (
        "decision", "date", "kind", "until", "open_ended", "ceiling_military", "ceiling_police",
    )  # fmt: skip
    named = {"mission": pl.lit("UNTEST"), "source": pl.lit("made.csv")}
    decided = pl.DataFrame([SET_UP, LAST], schema=columns, orient="row").with_columns(
        **named, basis=pl.lit("curated"), reason=pl.lit("made"), row=pl.int_range(2, 4)
    )
    later = pl.DataFrame(steps, schema=STEP_TYPES, orient="row").with_columns(
        **named, reason=pl.lit("set for later"), row=pl.int_range(2, len(steps) + 2)
    )
    return {
        "mandates": conform(TABLES["mandates"], decided),
        "mandate_steps": conform(TABLES["mandate_steps"], later),
    }


def on(folder: Path, as_of: date) -> Mandate:
    edition = made_edition(folder / "edition", made_tables() | frames(STEPS))
    return mandate_of(View(edition, as_of), "UNTEST")


@pytest.mark.parametrize(
    ("day", "military"),
    [(date(2020, 6, 30), 500), (date(2020, 7, 1), 400), (date(2021, 2, 1), 300)],
)
def test_a_ceiling_holds_from_its_day_until_a_decision_sets_another(tmp_path, day, military):
    mandate = on(tmp_path, day)
    assert (mandate.ceiling.military, mandate.ceiling.police) == (military, 50)
    figure = mandate.figure("ceiling_military")
    assert figure is not None
    assert figure.value == military
    assert ("In force since 1 July 2020" in figure.method) == (military == 400)
    assert ("mandate_steps" in {piece.table for piece in figure.evidence}) == (military == 400)


def test_a_term_is_extended_once_that_is_known(tmp_path):
    assert on(tmp_path, date(2020, 11, 30)).ends == date(2021, 1, 31)
    extended = on(tmp_path / "later", date(2020, 12, 1))
    assert (extended.ends, extended.days_left) == (date(2021, 4, 30), 150)
    ends = extended.figure("ends")
    assert ends is not None
    assert "set for later" in ends.method


def test_a_withdrawal_goes_on_after_the_last_term(tmp_path):
    running = on(tmp_path / "a", date(2021, 3, 1))
    assert (running.decided_end, running.withdrawn_by) == (date(2021, 6, 30), date(2021, 12, 31))
    leaving = on(tmp_path / "b", date(2021, 7, 1))
    assert (leaving.status, leaving.decided_end) == ("ended", date(2021, 12, 31))
    gone = on(tmp_path / "c", date(2022, 1, 1))
    assert (gone.decided_end, gone.withdrawn_by) == (None, None)
    figure = running.figure("withdrawn_by")
    assert figure is not None
    assert (figure.value, figure.evidence[0].table) == ("2021-12-31", "mandate_steps")


def test_ceilings_in_time_hold_those_of_later_days_from_their_day_on(tmp_path):
    edition = made_edition(tmp_path / "edition", made_tables() | frames(STEPS))
    columns = ("known_on", "decision", "ceiling_military", "ceiling_police")
    decided = [(SET_UP[1], SET_UP[0], 500, 50)]
    changed = [(date(2020, 7, 1), SET_UP[0], 400, 50)]
    before, after = (View(edition, day) for day in (date(2020, 6, 30), date(2020, 7, 1)))
    assert ceilings(before).select(columns).rows() == decided
    assert ceilings(after).select(columns).rows() == decided + changed


def test_the_answer_is_the_same_on_an_edition_cut_at_the_date(tmp_path):
    edition = made_edition(tmp_path / "edition", made_tables() | frames(STEPS))
    for day in (date(2020, 7, 1), date(2020, 11, 30), date(2021, 3, 1)):
        cut = cut_edition(edition, day, tmp_path / f"cut-{day}")
        whole, part = (mandate_of(View(other, day), "UNTEST") for other in (edition, cut))
        assert (whole.figures, whole.gaps, whole.ends) == (part.figures, part.gaps, part.ends)
        assert whole.history.equals(part.history)
