"""An edition is built from any subset of publishers' files, or refused with the reason."""

from __future__ import annotations

import csv
import runpy
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from edition.publisher_files import MEMBERS_2021, PKO, undl_votes, write_files
from peaceops.edition import open_edition
from peaceops.edition.build import build
from peaceops.edition.tables import is_derived
from peaceops.edition.verify import verify
from peaceops.errors import EditionError, PeaceopsError, SourceError
from peaceops.prepare import ARCHIVE, DERIVATIONS
from peaceops.sources import TEMPLATES

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_starter.py"
LEFT_OUT = runpy.run_path(str(SCRIPT))["LEFT_OUT"]


def test_files_are_recognised_by_their_columns(tmp_path: Path) -> None:
    built = build(write_files(tmp_path / "in"), tmp_path / "out")
    assert {entry.publication for entry in built.read} == {
        "undl-votes",
        "un-dppadposs-pko",
        "elected-members",
    }
    votes = built.edition.as_of(date(2021, 12, 31)).table("votes")
    assert votes.height == 15
    assert not [check for check in verify(built.edition) if check.problem]


def test_a_mandate_is_read_from_the_title(tmp_path: Path) -> None:
    edition = build(write_files(tmp_path / "in"), tmp_path / "out").edition
    mandates = edition.as_of(date(2021, 12, 31)).table("mandates")
    row = mandates.filter(pl.col("decision") == "S/RES/2584 (2021)").row(0, named=True)
    assert (row["mission"], row["kind"], row["until"]) == ("MINUSMA", "renew", date(2022, 6, 30))


def test_what_was_not_found_or_not_known_is_said(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in")
    (folder / "notes.txt").write_text("not data")
    (folder / "other.csv").write_text("a,b\n1,2\n")
    built = build(folder, tmp_path / "out")
    assert {file for file, _ in built.skipped} == {"notes.txt", "other.csv"}
    assert "violence_country_months" in built.absent


def test_a_file_of_the_users_own_alone_makes_no_edition(tmp_path: Path) -> None:
    own = tmp_path / "ceilings.csv"
    own.write_text(TEMPLATES["ceilings"].text(), encoding="utf-8")
    with pytest.raises(EditionError, match="give no row to any table") as refusal:
        build(own, tmp_path / "edition")
    assert "ceilings.csv: the Council's votes or the list of missions" in str(refusal.value)
    assert "peaceops data build FOLDER FILE" in str(refusal.value)
    assert not (tmp_path / "edition" / "manifest.json").exists()


def test_every_repair_is_kept_with_the_edition(tmp_path: Path) -> None:
    built = build(write_files(tmp_path / "in"), tmp_path / "out")
    with (tmp_path / "out" / "repairs.csv").open(encoding="utf-8") as stream:
        assert len(list(csv.DictReader(stream))) == len(built.repairs)


def test_the_same_files_give_the_same_edition(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in")
    first, second = build(folder, tmp_path / "a"), build(folder, tmp_path / "b")
    for path in sorted((tmp_path / "a").iterdir()):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    assert first.edition.name == second.edition.name


BAD_VOTES = {
    "a renamed column": (undl_votes().replace("ms_vote", "ms_votes"), "ms_vote"),
    "a date in the wrong century": (undl_votes(day="1821-06-29"), "1821-06-29"),
    "a vote Maybe": (undl_votes().replace("FRANCE,True,Y", "FRANCE,True,Maybe"), "Maybe"),
    "a file cut short": (undl_votes()[:-140], "cut short"),
    "a member that did not sit": (
        undl_votes(
            members={"BRA": "BRAZIL", **{k: v for k, v in MEMBERS_2021.items() if k != "VNM"}}
        ),
        "(?i)bra.*2021-06-29",
    ),
}


@pytest.mark.parametrize("defect", BAD_VOTES)
def test_bad_input_is_refused_by_name_and_the_last_edition_stands(
    tmp_path: Path, defect: str
) -> None:
    folder = write_files(tmp_path / "in")
    before = build(folder, tmp_path / "out").edition.name
    text, complaint = BAD_VOTES[defect]
    (folder / "votes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PeaceopsError, match=f"(?s){complaint}") as caught:
        build(folder, tmp_path / "out")
    assert "votes.csv" in str(caught.value)
    after = open_edition(tmp_path / "out")
    assert after.name == before
    assert not [check for check in verify(after) if check.problem]


def test_every_bad_file_is_named_at_once(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in")
    (folder / "votes.csv").write_text(undl_votes(day="1821-06-29"), encoding="utf-8")
    (folder / "missions.csv").write_text(
        PKO.replace("2013-04-25", "25 April 2013"), encoding="utf-8"
    )
    with pytest.raises(SourceError, match=r"(?s)2 files.*missions.csv.*votes.csv"):
        build(folder, tmp_path / "out")


def test_a_folder_without_known_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(SourceError, match="none that peaceops reads"):
        build(tmp_path / "in", tmp_path / "out")


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        build(tmp_path / "nowhere", tmp_path / "out")


def test_a_file_may_be_left_out_by_name(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in")
    built = build(folder, tmp_path / "out", leave_out=("votes*",))
    assert ("votes.csv", "left out as asked") in built.skipped
    assert "votes" in built.absent


@pytest.mark.pack
@pytest.mark.slow
def test_the_data_packs_give_the_starter_edition_again(
    pack: Path, pack_2026: Path, tmp_path: Path
) -> None:
    """What publishers say comes out to the byte; what is fitted, to the last digits of a processor.

    Fits end a few digits apart on another make of processor, whose sums are rounded in another
    order (docs/decisions/0010). Fitted rows must be the same rows, and their figures the same in
    all that is said of them.
    """
    built = build(
        [pack, pack_2026], tmp_path, label="starter", leave_out=LEFT_OUT, derive=DERIVATIONS
    )
    shipped = open_edition()
    assert built.edition.name == shipped.name
    assert (tmp_path / "repairs.csv").read_bytes() == (shipped.folder / "repairs.csv").read_bytes()
    again, before = built.edition.manifest.tables, dict(shipped.manifest.tables)
    before.pop(ARCHIVE.table, None)  # minutes of work; tests/ledger makes a small one
    assert list(again) == list(before)
    for name, entry in before.items():
        if not is_derived(name):
            assert again[name] == entry, name
            continue
        assert again[name].derived_by == entry.derived_by, name
        rows = pl.read_parquet(tmp_path / again[name].file)
        rows_before = pl.read_parquet(shipped.folder / entry.file)
        exact = [column for column, kind in rows.schema.items() if not kind.is_float()]
        assert rows.select(exact).equals(rows_before.select(exact)), name
        for column in set(rows.columns) - set(exact):
            assert rows[column].mean() == pytest.approx(rows_before[column].mean(), rel=0.005), (
                f"{name}.{column}"
            )
