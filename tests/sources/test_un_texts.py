"""Texts of the Council's documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import DamagedFile, ParsedFile, all_readers, recognise
from peaceops.sources.un_texts import read_text, symbol_in
from sources.made_texts import OLD, operative, piece, preamble, resolution, write


def paragraphs(path: Path) -> pl.DataFrame:
    return read_text(path).records["texts.paragraphs"]


def document(reading: ParsedFile) -> dict[str, object]:
    return reading.records["texts.documents"].row(0, named=True)


def numbers(path: Path) -> list[str | None]:
    return paragraphs(path).filter(role="operative")["number"].to_list()


@pytest.mark.parametrize("name", ["S_RES_9001(2031).json", "copy of a text.json", "x.JSON"])
def test_a_text_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    recognition = recognise(write(tmp_path, name, OLD), all_readers())
    assert recognition.reader is not None and recognition.reader.publication.id == "un-texts"


@pytest.mark.parametrize("content", [[], {}, [1], ["a"], [{"text": "x"}], {"text": "x"}])
def test_other_json_is_left(tmp_path: Path, content: object) -> None:
    assert recognise(write(tmp_path, "a.json", content), all_readers()).reader is None


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("S_RES_2709(2023).json", "S/RES/2709 (2023)"),
        ("S_RES_2709 (2023) (1).json", "S/RES/2709 (2023)"),
        ("S-RES-39(1948)-EN.json", "S/RES/39 (1948)"),
        ("S_PRST_2024_7.json", "S/PRST/2024/7"),
        ("S_2018_1134.json", "S/2018/1134"),
        ("S_96_REV.7.json", "S/96/Rev.7"),
        ("S_2020_1_ADD.2.json", "S/2020/1/Add.2"),
    ],
)
def test_a_symbol_is_told_from_a_file_s_name(name: str, symbol: str) -> None:
    found_symbol = symbol_in(name)
    assert found_symbol is not None and found_symbol.text == symbol


def test_a_resolution_has_its_date_and_numbers_outermost_first(tmp_path: Path) -> None:
    path = write(tmp_path, "any name.json", resolution(9001, 2031, "14 May 2031", [
        operative("1.", "Decides as follows:"),
        operative("(a)", "First;", 2),
        operative("(i)", "Beneath;", 3),
        operative("–", "With a dash;", 5),
        operative("–", "With another;", 5),
        operative("(ii)", "Beneath too;", 3),
        *(operative(f"({letter})", "More;", 2) for letter in "bcdefghi"),
        operative("2.", "Decides also."),
    ]))  # fmt: skip
    found_document = document(read_text(path))
    assert found_document["symbol"] == "S/RES/9001 (2031)"
    assert found_document["date"] == date(2031, 5, 14)
    assert numbers(path) == [
        "1", "1 (a)", "1 (a) (i)", "1 (a) (i) – 1", "1 (a) (i) – 2", "1 (a) (ii)",
        *(f"1 ({letter})" for letter in "bcdefghi"), "2",
    ]  # fmt: skip


def test_items_taken_for_headings_and_paragraphs_without_a_half_are_repaired(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, "S_RES_9001(2031).json", resolution(9001, 2031, "14 May 2031", [
        preamble("Recalling its resolutions,"),
        piece("Priority tasks", "heading"),
        operative("1.", "Decides that the mandate shall include the following tasks:"),
        piece("(a)\tProtection of civilians", "heading"),
        piece("To protect civilians;", prefix="(i)", paragraph_level=3),
        piece("(b)\tProtection of the United Nations", "heading"),
        preamble("To protect the United Nations personnel;"),
        piece("Acting under Chapter VII of the Charter,", paragraph_type="preambular",
              action_verb="Acting", action_verb_type="preambular"),
        operative("2.\t(a)", "Requests a report;"),
        operative("3.", "(a)\tRequests another;"),
    ]))  # fmt: skip
    reading = read_text(path)
    rows = reading.records["texts.paragraphs"].filter(pl.col("role") != "front")
    assert rows.select("role", "number").rows() == [
        ("title", None), ("preambular", None), ("preambular", None), ("heading", None),
        ("operative", "1"), ("operative", "1 (a)"), ("operative", "1 (a) (i)"),
        ("operative", "1 (b)"), ("operative", None), ("preambular", None),
        ("operative", "2 (a)"), ("operative", "3 (a)"),
    ]  # fmt: skip
    repaired = {repair.row: repair.reason for repair in reading.repairs}
    assert "took for a heading" in repaired[7] and "took for a heading" in repaired[9]
    assert "no half is stated" in repaired[8] and "called preambular" in repaired[10]
    assert "stands in the text" in repaired[13]
    assert rows["text"][-1] == "Requests another;"


def test_an_annex_is_no_part_of_the_decision(tmp_path: Path) -> None:
    path = write(tmp_path, "S_RES_9001(2031).json", [
        *OLD, piece("Annex", "heading"), operative("1.", "A principle;"), piece("---", "footer"),
    ])  # fmt: skip
    rows = paragraphs(path)
    assert rows["role"].to_list()[-2:] == ["heading", "annex"]
    assert rows["number"][-1] == "1"


PAGE = [
    piece("<!-- Page 1 -->", "frontmatter"),
    piece("of an earlier resolution;", "frontmatter"),
    piece("Adopted at the 100th meeting by 9 votes to none.", "frontmatter"),
    piece("Resolution 901 (1961)", "frontmatter", language="english"),
    piece("of 4 March 1961", "frontmatter", language="english"),
    piece("Résolution 901 (1961)", "frontmatter", language="french"),
    piece("The Security Council,", "frontmatter", language="english"),
    piece("Le Conseil de sécurité,", "frontmatter", language="french"),
    piece("Noting the situation in the", "frontmatter", language="english"),
    piece("Territory,", "frontmatter", language="english"),
    piece("1. Decides to send observers to the terri-", "frontmatter", language="english"),
    piece("¹ Ibid., document S/1.", "frontmatter", language="english"),
    piece("<!-- Page 2 -->", "frontmatter"),
    piece("tory for three months;", "frontmatter", language="english"),
    piece("2. Requests a report.", "frontmatter", language="english"),
    piece("Adopted unanimously at the 101st meeting.", "frontmatter", language="english"),
    piece("Resolution 902 (1961)", "frontmatter", language="english"),
    piece("1. Decides something else.", "frontmatter", language="english"),
]


def test_a_resolution_is_cut_out_of_the_page_it_stands_on(tmp_path: Path) -> None:
    path = write(tmp_path, "S_RES_901(1961).json", PAGE)
    reading = read_text(path)
    assert document(reading) | {"row": None} == {
        "symbol": "S/RES/901 (1961)", "kind": "resolution", "date": date(1961, 3, 4),
        "year": 1961, "title": "Resolution 901 (1961)", "language": "en",
        "form": "cut from a page", "row": None,
    }  # fmt: skip
    rows = paragraphs(path).filter(pl.col("role").is_in(["preambular", "operative"]))
    assert rows["text"].to_list() == [
        "The Security Council,",
        "Noting the situation in the Territory,",
        "Decides to send observers to the territory for three months;",
        "Requests a report.",
    ]
    assert rows["number"].to_list() == [None, None, "1", "2"]
    left_out = {repair.row for repair in reading.repairs if repair.used == "(dropped)"}
    assert {1, 2, 3, 6, 8, 10, 12, 13, 14, 16, 17, 18} <= left_out


def test_a_page_without_the_resolution_stays_a_page(tmp_path: Path) -> None:
    path = write(tmp_path, "S_RES_999(1961).json", PAGE)
    assert document(read_text(path))["form"] == "page"
    assert set(paragraphs(path)["role"]) <= {"title", "body", "front", "heading"}


def test_a_statement_and_a_letter_have_no_halves(tmp_path: Path) -> None:
    statement = write(tmp_path, "S_PRST_2031_7.json", [
        piece("Statement by the President of the Security Council", "frontmatter"),
        piece("At the 9773rd meeting of the Security Council, held on 1 November 2031, in "
              "connection with the Council’s consideration of the item entitled “Testland”, the "
              "President made the following statement:", "frontmatter"),
        piece("“The Security Council welcomes the report.", "frontmatter"),
        piece("SECURITY", "frontmatter"),
        piece("“The Council remains concerned.”", "frontmatter"),
    ])  # fmt: skip
    reading = read_text(statement)
    assert document(reading)["title"] == "Testland"
    assert document(reading)["date"] == date(2031, 11, 1)
    assert paragraphs(statement)["role"].to_list() == ["title", "body", "body", "heading", "body"]
    letter = write(tmp_path, "S_2031_15.json", [
        piece("Letter dated 7 January 2031 from the President of the\nSecurity Council", "heading"),
        preamble("I have the honour to inform you."),
    ])  # fmt: skip
    assert document(read_text(letter))["kind"] == "letter"
    assert document(read_text(letter))["date"] == date(2031, 1, 7)
    assert paragraphs(letter)["role"].to_list() == ["title", "body"]


def test_every_field_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "S_RES_9001(2031).json", [
        *OLD[:3],
        piece("a", "subtitle"),
        piece("b", paragraph_type="operational"),
        piece("c\x07"),
        piece("d", prefix=3),
        "e",
    ])  # fmt: skip
    with pytest.raises(SourceError) as error:
        read_text(path)
    for words in ("subtitle", "operational", "U+0007", "prefix '3' is no text", "row 8"):
        assert words in str(error.value)


def test_a_name_that_contradicts_the_title_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "S_RES_9050(2032).json", OLD)
    with pytest.raises(SourceError, match="says S/RES/9050.* its title S/RES/9001"):
        read_text(path)


def test_a_document_that_nothing_names_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "text.json", [piece("A text,"), piece("and no symbol.")])
    with pytest.raises(SourceError, match="name the document") as error:
        read_text(path)
    assert "S_RES_2709(2023).json" in str(error.value)


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "S_RES_9001(2031).json"
    path.write_text('[{"text": "The Sec')
    recognition = recognise(path, all_readers())
    assert recognition.reader is None and "damaged JSON" in recognition.reason


@pytest.mark.pack
def test_the_pack_s_documents_are_read_with_the_days_of_their_votes(
    pack: Path, pack_2026: Path
) -> None:
    from peaceops.edition import open_edition

    readings = [
        read_text(path) for path in sorted((pack_2026 / "texts" / "paragraphs").glob("*.json"))
    ]
    documents = pl.concat(reading.records["texts.documents"] for reading in readings)
    assert documents["symbol"].is_unique().all()
    kinds = dict(documents["kind"].value_counts().rows())
    assert kinds["resolution"] == 322 and kinds["presidential statement"] == 87
    assert documents.filter(form="page").is_empty()
    decisions = open_edition().as_of(date(2024, 1, 1)).table("decisions")
    both = documents.join(decisions, left_on="symbol", right_on="decision", suffix="_voted")
    assert both.height > 270
    unlike = both.filter(pl.col("date").is_null() | (pl.col("date") != pl.col("date_voted")))
    # The record of votes dates it a day before its text does.
    assert unlike["symbol"].to_list() == ["S/RES/50 (1948)"]
    rows = pl.concat(reading.records["texts.paragraphs"] for reading in readings)
    repeated = (
        rows.filter(pl.col("role") == "operative", pl.col("number").is_not_null())
        .group_by("symbol", "number")
        .len()
        .filter(pl.col("len") > 1)
    )
    assert repeated["symbol"].n_unique() <= 5


def test_a_new_type_of_piece_is_a_paragraph_where_paragraphs_have_no_numbers(
    tmp_path: Path,
) -> None:
    pieces = [
        piece("10035th meeting", "frontmatter"),
        piece("Friday, 13 November 2026, 10 a.m.", "frontmatter"),
        piece("The President: I now put the draft resolution to the vote.", "speech"),
    ]
    reading = read_text(write(tmp_path, "S_PV.10035.json", pieces))
    entry = document(reading)
    assert (entry["symbol"], entry["kind"]) == ("S/PV.10035", "other")
    assert entry["date"] == date(2026, 11, 13)
    assert reading.records["texts.paragraphs"]["text"].to_list()[-1].startswith("The President")
    (repair,) = reading.repairs
    assert (repair.row, repair.column, repair.found, repair.used) == (
        3, "type", "speech", "paragraph",
    )  # fmt: skip
    with pytest.raises(SourceError, match="type 'speech' is none of"):
        read_text(write(tmp_path, "S_RES_9001(2031).json", pieces))


@pytest.mark.parametrize("name", ["A_RES_80_276.json", "A_80_623.json", "A_C.5_80_20.json"])
def test_a_document_of_another_organ_is_left(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, [piece("The General Assembly,"), piece("Decides")])
    with pytest.raises(DamagedFile, match="of another organ than the Security Council"):
        read_text(path)
