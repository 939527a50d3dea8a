"""Where an edition's knowledge ends is said, by subject, and never where it merely pauses."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from edition.made import made_edition
from peaceops.edition import (
    Edition,
    build_edition,
    cut_edition,
    knowledge,
    last_day_by_table,
    open_edition,
)
from peaceops.edition.last_days import SUBJECTS, covered_until


class Rows:
    """A view of made-up rows."""

    def __init__(self, as_of: date, **tables: pl.DataFrame) -> None:
        self.as_of = as_of
        self._tables = tables

    def has(self, table: str) -> bool:
        return table in self._tables

    def table(self, name: str) -> pl.DataFrame:
        return self._tables[name].filter(pl.col("known_on") <= self.as_of)


VOTES = pl.DataFrame({"date": [date(2023, 3, 1)], "known_on": [date(2023, 3, 1)]})
STRENGTH = pl.DataFrame({"month": [date(2022, 12, 1)], "known_on": [date(2023, 1, 20)]})


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition()


def test_a_subject_is_late_after_its_usual_pause_and_not_before() -> None:
    for days, late in ((45, False), (46, True)):
        day = date(2023, 3, 1) + timedelta(days=days)
        subject = knowledge(Rows(day, decisions=VOTES)).subject("votes")
        assert (subject.until, subject.late) == (date(2023, 3, 1), late)
    for day, late in ((date(2023, 2, 20), False), (date(2023, 2, 21), True)):
        assert knowledge(Rows(day, strength=STRENGTH)).subject("strength").late is late


def test_the_sentence_names_every_subject_that_ends_and_since_when() -> None:
    words = knowledge(Rows(date(2024, 1, 1), decisions=VOTES, strength=STRENGTH)).words
    assert words == (
        "As of 1 Jan 2024 this edition holds no monthly strength after 31 Dec 2022 and no votes "
        "after 1 Mar 2023."
    )
    assert knowledge(Rows(date(2023, 1, 1))).words is None, "what never began does not end"


def test_what_is_known_later_moves_no_end() -> None:
    later = pl.concat([VOTES, VOTES.with_columns(pl.lit(date(2025, 1, 1)).alias("known_on"))])
    day = date(2023, 6, 1)
    assert knowledge(Rows(day, decisions=later)) == knowledge(Rows(day, decisions=VOTES))


def test_each_subject_is_a_figure_with_its_method() -> None:
    figures = knowledge(Rows(date(2023, 3, 2), decisions=VOTES)).figures
    assert [figure.key for figure in figures] == [f"knowledge.{each.name}" for each in SUBJECTS]
    assert figures[0].value == "2023-03-01" and "45 days later" in figures[0].method


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ({"month": [date(2024, 2, 1)], "known_on": [date(2024, 3, 20)]}, date(2024, 2, 29)),
        ({"year": [2023], "known_on": [date(2023, 12, 31)]}, date(2023, 12, 31)),
        ({"end": [date(2023, 5, 9)], "known_on": [date(2023, 6, 20)]}, date(2023, 5, 9)),
        ({"end": [date(9999, 12, 31)], "known_on": [date(2023, 6, 6)]}, date(2023, 6, 6)),
        ({"known_on": [date(1945, 10, 24)]}, None),
    ],
)
def test_rows_cover_until_the_end_of_what_they_speak_of(
    rows: dict[str, list[object]], last: date | None
) -> None:
    assert covered_until(pl.DataFrame(rows)) == last


def test_the_last_day_is_that_of_the_last_decision(starter: Edition) -> None:
    decisions = starter.whole.table("decisions")
    assert starter.last_day == decisions["known_on"].max()
    assert starter.as_of().as_of == starter.last_day
    assert not knowledge(starter.as_of()).subject("votes").late
    assert last_day_by_table(starter)["decisions"] == starter.last_day
    assert last_day_by_table(starter)["grid_cells"] is None


def test_without_the_council_it_is_that_of_the_last_row(tmp_path: Path) -> None:
    assert made_edition(tmp_path / "made").last_day == date(2023, 6, 30)


def test_a_cut_ends_no_later_than_its_cut(starter: Edition, tmp_path: Path) -> None:
    small = made_edition(tmp_path / "made")
    cut = cut_edition(small, date(2021, 8, 1), tmp_path / "cut")
    assert cut.last_day <= date(2021, 8, 1)
    assert knowledge(cut.as_of(date(2021, 8, 1))) == knowledge(small.as_of(date(2021, 8, 1)))


@pytest.mark.pack
@pytest.mark.slow
def test_an_edition_of_both_packs_ends_where_its_votes_end(
    pack: Path, pack_2026: Path, tmp_path: Path
) -> None:
    council = sorted((pack / "council").glob("*")) + sorted((pack_2026 / "council").glob("*"))
    missions = [pack / "missions" / "DPPADPOSS-PKO.csv"]
    edition = build_edition([*council, *missions], tmp_path / "edition").edition
    last = edition.last_day
    assert last == edition.whole.table("decisions")["known_on"].max() and last >= date(2025, 6, 30)
    assert "no votes" in (knowledge(edition.as_of(last + timedelta(days=60))).words or "")
    assert "votes" not in (knowledge(edition.as_of(last + timedelta(days=20))).words or "")
