"""Tables made from the publishers' ones when an edition is built."""

from __future__ import annotations

import re
import signal
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest

import peaceops
from edition.derived import NAME, ROOMS, TABLE, build_and_stop, built, largest
from edition.made import made_edition, made_store
from peaceops import prepare
from peaceops.edition import View, open_edition
from peaceops.edition.cut import cut
from peaceops.edition.derive import Derivation, derive_again, with_derived
from peaceops.edition.tables import TABLES
from peaceops.edition.tables import derived as schemas
from peaceops.edition.verify import verify
from peaceops.errors import EditionError, MissingTableError


@pytest.fixture(autouse=True)
def _a_derived_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TABLES, NAME, TABLE)


def test_a_derived_table_is_kept_in_the_edition_and_asked_for_by_name(tmp_path: Path) -> None:
    edition = built(tmp_path)
    rows = open_edition(tmp_path).as_of(date(2022, 6, 1)).derived(NAME)
    assert rows is not None
    assert rows["largest"].to_list() == list(range(1111, 1123))
    assert rows["source"].unique().to_list() == ["peaceops"]
    assert not [check for check in verify(edition) if check.problem]


def test_a_view_holds_of_a_derived_table_what_was_known_on_its_date(tmp_path: Path) -> None:
    rows = built(tmp_path).as_of(date(2021, 7, 1)).derived(NAME)
    assert rows is not None
    assert rows["known_on"].max() <= date(2021, 7, 1)  # type: ignore[operator]
    assert 0 < rows.height < 12


def test_a_cut_edition_holds_the_rows_that_would_be_made_from_it(tmp_path: Path) -> None:
    day = date(2021, 7, 1)
    short = cut(built(tmp_path / "whole"), day, tmp_path / "cut")
    rows = short.as_of(day).derived(NAME)
    assert rows is not None
    again = derive_again(short.folder, [Derivation(NAME, ROOMS, largest)])
    assert again.as_of(day).table(NAME).equals(rows)
    assert again.manifest.tables[NAME].sha256 == short.manifest.tables[NAME].sha256


def test_the_manifest_says_what_a_derived_table_is_made_from(tmp_path: Path) -> None:
    manifest = built(tmp_path).manifest
    entry = manifest.tables[NAME]
    assert entry.publications == ("made", "peaceops-largest-strength")
    publication = manifest.publications["peaceops-largest-strength"]
    assert publication.title.endswith("made by peaceops from the tables strength")
    assert "Apache-2.0" in publication.licence
    assert entry.derived_by is not None and entry.derived_by.rooms == ROOMS


def test_rows_that_other_code_made_are_not_handed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = built(tmp_path)
    monkeypatch.setattr("peaceops.edition.view.code_digest", lambda rooms: "0" * 64)
    assert edition.as_of(date(2022, 6, 1)).derived(NAME) is None


def test_an_edition_without_a_derived_table_has_none_to_hand_out(tmp_path: Path) -> None:
    assert made_edition(tmp_path).as_of(date(2022, 6, 1)).derived(NAME) is None


def test_a_published_table_is_not_asked_for_as_a_derived_one(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="no derived table 'strength'"):
        made_edition(tmp_path).as_of(date(2022, 6, 1)).derived("strength")


def test_an_edition_has_one_name_with_derived_tables_and_without(tmp_path: Path) -> None:
    assert built(tmp_path / "with").name == made_edition(tmp_path / "without").name


def test_a_build_without_derived_tables_may_replace_one_that_has_them(tmp_path: Path) -> None:
    built(tmp_path)
    edition = made_edition(tmp_path)
    assert NAME not in edition.manifest.tables
    assert not list(tmp_path.glob(f"{NAME}.*"))


def test_an_error_names_the_table_and_leaves_the_last_edition_whole(tmp_path: Path) -> None:
    before = made_edition(tmp_path)

    def broken(view: View) -> pl.DataFrame:
        raise ZeroDivisionError("division by zero")

    with pytest.raises(EditionError, match=rf"table {NAME}.*division by zero") as caught:
        built(tmp_path, broken)
    assert "--without-derived" in str(caught.value)
    assert not [check for check in verify(open_edition(tmp_path)) if check.problem]
    assert open_edition(tmp_path).manifest == before.manifest


def test_rows_that_break_the_schema_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=rf"table {NAME}.*largest"):
        built(tmp_path, lambda view: largest(view).with_columns(largest=pl.lit(-1)))


def test_when_rows_became_known_is_filled_in_as_the_schema_says(tmp_path: Path) -> None:
    rows = built(tmp_path, lambda view: largest(view).drop("known_on")).as_of(date(2022, 6, 1))
    table = rows.derived(NAME)
    assert table is not None and table["known_on"].equals(table["month"], check_names=False)


def test_a_table_may_be_made_from_one_made_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = replace(TABLE, name="largest_again")
    monkeypatch.setitem(TABLES, later.name, later)

    def again(view: View) -> pl.DataFrame:
        rows = view.derived(NAME)
        assert rows is not None
        return rows

    store, manifest = made_store(tmp_path)
    derivations = [Derivation(NAME, ROOMS, largest), Derivation(later.name, ROOMS, again)]
    edition = store.commit(with_derived(store, manifest, derivations, lambda *_: None))
    assert "peaceops-largest-strength" in edition.manifest.tables[later.name].publications
    assert not [check for check in verify(edition) if check.problem]


def test_a_table_is_not_made_where_the_edition_lacks_what_it_needs(tmp_path: Path) -> None:
    def of_votes(view: View) -> pl.DataFrame:
        with pytest.raises(MissingTableError):
            view.table("votes")
        return view.table("votes")

    assert NAME not in built(tmp_path, of_votes).manifest.tables


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system kills otherwise")
def test_a_kill_while_tables_are_made_leaves_the_last_edition_whole(tmp_path: Path) -> None:
    before = built(tmp_path)
    process = get_context("spawn").Process(target=build_and_stop, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    after = open_edition(tmp_path)
    assert after.manifest == before.manifest
    assert not [check for check in verify(after) if check.problem]


def test_tables_are_made_anew_and_dropped_without_touching_the_others(tmp_path: Path) -> None:
    edition = built(tmp_path)
    plain = derive_again(tmp_path, [])
    assert NAME not in plain.manifest.tables
    assert "peaceops-largest-strength" not in plain.manifest.publications
    again = derive_again(tmp_path, [Derivation(NAME, ROOMS, largest)])
    assert again.manifest == edition.manifest


def test_every_derived_table_has_a_schema_and_one_way_to_make_it() -> None:
    tables = [derivation.table for derivation in prepare.SHIPPED]
    assert sorted(tables) == sorted(table.name for table in schemas.TABLES)
    assert all(table.derived for table in schemas.TABLES)


@pytest.mark.parametrize("derivation", prepare.SHIPPED, ids=lambda derivation: derivation.table)
def test_every_room_whose_code_makes_a_table_is_named(derivation: Derivation) -> None:
    package = Path(peaceops.__file__).parent
    imported = {
        room
        for named in derivation.rooms
        for path in (package / named).rglob("*.py")
        for room in re.findall(r"^\s*from peaceops\.(\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    # How a table is read and an error told does not change what is in it.
    ground = {
        "errors", "edition", "sources", "durable", "characters", "spreadsheet", "encodings",
        "process_limits",
    }  # fmt: skip
    assert imported - ground <= set(derivation.rooms)


@pytest.mark.slow
@pytest.mark.parametrize("derivation", prepare.DERIVATIONS, ids=lambda derivation: derivation.table)
def test_derived_rows_rest_on_nothing_later_than_they_say(
    derivation: Derivation, tmp_path: Path
) -> None:
    day = date(2021, 6, 30)
    rows = open_edition().as_of(day).table(derivation.table)
    short = cut(open_edition(), day, tmp_path)
    assert derive_again(short.folder, [derivation]).as_of(day).table(derivation.table).equals(rows)


@pytest.mark.parametrize("derivation", prepare.DERIVATIONS, ids=lambda derivation: derivation.table)
def test_the_starter_edition_ships_rows_that_this_code_makes(derivation: Derivation) -> None:
    rows = open_edition().as_of(date(2023, 6, 16)).derived(derivation.table)
    assert rows is not None, "make them anew: python scripts/make_starter.py"
