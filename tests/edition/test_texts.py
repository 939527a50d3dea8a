"""The days on which documents of the Council were public."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.edition import build_edition
from peaceops.errors import SourceError
from sources.made_texts import OLD, piece, preamble, write, write_texts


def documents(folder: Path, out: Path) -> dict[str, date]:
    edition = build_edition(folder, out).edition
    rows = edition.as_of(date.max).table("text_documents")
    return dict(rows.select("symbol", "known_on").rows())


def letter(day: str, sender: str = "Secretary-General") -> list[dict[str, object]]:
    return [
        piece(f"Letter dated {day} from the {sender} addressed to the Council", "heading"),
        preamble("I have the honour to write."),
    ]


def test_a_document_is_known_when_it_was_public(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "in")
    write(folder, "S_2031_14.json", letter("24 December 2030"))
    write(folder, "S_2031_15.json", letter("7 January 2031", "President of the Council"))
    write(folder, "S_2031_300.json", letter("10 April 2031"))
    write(folder, "S_2031_400.json", [
        piece("Report of the Secretary-General", "title"), preamble("A report without a day."),
    ])  # fmt: skip
    assert documents(folder, tmp_path / "out") == {
        "S/RES/9001 (2031)": date(2031, 5, 14),
        "S/RES/9050 (2032)": date(2032, 5, 30),
        "S/2031/14": date(2031, 1, 21),  # issued with the reply of 7 January
        "S/2031/15": date(2031, 1, 21),
        "S/2031/300": date(2031, 4, 24),
        "S/2031/400": date(2031, 12, 31),
    }


def test_paragraphs_are_known_with_their_document_and_every_row_has_its_file(
    tmp_path: Path,
) -> None:
    edition = build_edition(write_texts(tmp_path / "in"), tmp_path / "out").edition
    rows = edition.as_of(date(2031, 12, 31)).table("text_paragraphs")
    assert rows["symbol"].unique().to_list() == ["S/RES/9001 (2031)"]
    assert rows["source"].unique().to_list() == ["S_RES_9001(2031).json"]
    assert rows["row"].to_list() == list(range(1, len(OLD) + 1))
    publication = edition.manifest.publications["un-texts"]
    assert "redistributed" in publication.licence and publication.publisher


def test_a_document_downloaded_twice_is_read_once(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "in")
    write(folder, "S_RES_9001(2031) (1).json", OLD)
    built = build_edition(folder, tmp_path / "out")
    rows = built.edition.as_of(date.max).table("text_paragraphs")
    assert rows.filter(pl.col("symbol") == "S/RES/9001 (2031)").height == len(OLD)
    assert any("another file" in repair.reason for repair in built.repairs)


def test_two_texts_of_one_symbol_are_refused(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "in")
    write(folder, "S_RES_9001(2031) (1).json", [*OLD[:-1], preamble("Something else.")])
    with pytest.raises(SourceError, match="keep one of the files"):
        build_edition(folder, tmp_path / "out")


def test_a_document_without_a_date_or_a_year_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "in", "S_96_REV.7.json", [preamble("Rules of procedure.")])
    with pytest.raises(SourceError, match="S/96/Rev.7 names no date"):
        build_edition(tmp_path / "in", tmp_path / "out")
