"""What changed between two editions: rows by their key, and figures of active missions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from edition.publisher_files import PKO, undl_votes, write_files
from peaceops.edition import Edition, build_edition, open_edition
from peaceops.update import (
    Before,
    MissionChange,
    State,
    TableChange,
    changes_since,
    mission_changes,
    mission_states,
    remember,
    table_changes,
)
from sources.good_files import good_files

DAY = date(2023, 6, 1)


def built(folder: Path, out: Path) -> Edition:
    return build_edition(folder, out, allow_missing=True).edition


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return write_files(tmp_path / "in")


def tables(changes: tuple[TableChange, ...]) -> dict[str, TableChange]:
    return {change.table: change for change in changes}


def test_the_same_files_change_nothing(files: Path, tmp_path: Path) -> None:
    before = remember(built(files, tmp_path / "a"), DAY)
    changes = changes_since(before, built(files, tmp_path / "b"))
    assert not changes.tables and not changes.missions
    assert changes.before == changes.after and changes.day == DAY


def test_new_rows_revised_ones_and_those_that_went_are_counted(files: Path, tmp_path: Path) -> None:
    before = built(files, tmp_path / "a")
    (files / "votes.csv").write_text(undl_votes(abstaining=("CHN", "RUS")), encoding="utf-8")
    (files / "uc.csv").write_text(good_files()["DPO-UCHISTORICAL"].text, encoding="utf-8")
    changes = tables(table_changes(before, built(files, tmp_path / "b"), DAY))
    votes = changes["votes"]
    assert (votes.added, votes.removed, votes.revised) == (0, 0, 2)
    assert votes.rows_before == votes.rows == 15
    assert votes.last == votes.last_before == date(2021, 6, 29)
    strength = changes["strength"]
    assert (strength.rows_before, strength.rows, strength.added) == (None, 1, 1)
    assert strength.last == date(2022, 12, 20)
    (files / "uc.csv").unlink()
    gone = tables(table_changes(open_edition(tmp_path / "b"), built(files, tmp_path / "c"), DAY))
    assert gone["strength"].rows is None and gone["strength"].removed == 1


def test_a_row_of_another_file_that_says_the_same_is_the_same(files: Path, tmp_path: Path) -> None:
    before = built(files, tmp_path / "a")
    (files / "votes.csv").rename(files / "2021_07_01_sc_voting.csv")
    assert table_changes(before, built(files, tmp_path / "b"), DAY) == ()


def test_rows_known_later_than_the_day_do_not_count(files: Path, tmp_path: Path) -> None:
    before = built(files, tmp_path / "a")
    (files / "uc.csv").write_text(good_files()["DPO-UCHISTORICAL"].text, encoding="utf-8")
    changes = tables(table_changes(before, built(files, tmp_path / "b"), date(2022, 12, 1)))
    assert changes["strength"].rows == 0 and changes["strength"].last is None


def test_figures_of_active_missions_are_compared(files: Path, tmp_path: Path) -> None:
    (files / "votes.csv").unlink()
    before = remember(built(files, tmp_path / "a"), DAY)
    assert before.states["MINUSMA", "last vote"] == State(None, "none on record")
    (files / "votes.csv").write_text(undl_votes(), encoding="utf-8")
    (files / "uc.csv").write_text(good_files()["DPO-UCHISTORICAL"].text, encoding="utf-8")
    changes = changes_since(before, built(files, tmp_path / "b")).missions
    shown = {change.what: change for change in changes if change.mission == "MINUSMA"}
    assert shown["last vote"].now == State("2021-06-29", "2021-06-29 S/RES/2584 (2021)")
    assert shown["mandate ends"].now == State("2022-06-30", "2022-06-30")
    strength = shown["strength"]
    assert strength.before == State(None, "none on record")
    assert strength.now is not None and strength.now.words.endswith("(2022-11)")
    persons = open_edition(tmp_path / "b").as_of(DAY).table("strength")["total"].item()
    assert strength.now.value == persons
    assert not {change.mission for change in changes} - {"MINUSMA"}


def test_figures_are_those_that_the_rooms_give() -> None:
    edition = open_edition()
    day = date(2023, 6, 16)
    states = mission_states(edition, day)
    mandate = edition.as_of(day).mission("MINUSMA").mandate
    assert states["MINUSMA", "mandate ends"].value == str(mandate.ends)
    assert states["MINUSMA", "ceiling"].words == (
        f"{mandate.ceiling.military:,} military, {mandate.ceiling.police:,} police"
    )
    months = (
        edition.as_of(day)
        .table("violence_country_months")
        .filter(pl.col("country") == "MLI")
        .sort("month")
        .tail(12)
    )
    deaths = months.select(pl.sum_horizontal("state_based", "non_state", "one_sided").sum()).item()
    assert states["MINUSMA", "deaths in 12 months, MLI"].value == deaths


def test_a_mission_that_came_or_went_is_one_change() -> None:
    one = {("UNONE", "mission"): State("UNONE", "active"), ("UNONE", "strength"): State(1, "1")}
    two = {("UNTWO", "mission"): State("UNTWO", "active"), ("UNTWO", "strength"): State(2, "2")}
    assert mission_changes(one, two) == (
        MissionChange("UNONE", "mission", State("UNONE", "active"), None),
        MissionChange("UNTWO", "mission", None, State("UNTWO", "active")),
    )
    assert mission_changes({**one, ("UNONE", "x"): State(1, "a")}, one) == (
        MissionChange("UNONE", "x", State(1, "a"), None),
    )


def test_an_edition_without_missions_has_no_figures(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "uc.csv").write_text(good_files()["GED events"].text, encoding="utf-8")
    edition = build_edition(folder, tmp_path / "out").edition
    assert isinstance(remember(edition, DAY), Before)
    assert mission_states(edition, DAY) == {}


def test_an_edition_can_be_remembered_and_then_replaced(files: Path, tmp_path: Path) -> None:
    before = remember(built(files, tmp_path / "a"), DAY)
    later = PKO.replace("2013-04-25", "2013-04-26")
    (files / "missions.csv").write_text(later, encoding="utf-8")
    changes = tables(changes_since(before, built(files, tmp_path / "a")).tables)
    assert changes["missions"].revised == 1
