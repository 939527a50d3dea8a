"""Pages in columns, lines wrapped by a PDF, hyphens at line ends: sentences stay whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.reading import Document, propose
from peaceops.reading.inputs import read_file
from peaceops.reading.inputs.columns import in_columns
from peaceops.reading.inputs.hyphens import joined
from peaceops.reading.paragraphs import paragraphs
from reading.hostile_documents import pdf

DAY = date(2023, 6, 17)
LEFT = (
    "5. The Government of Mali asked the Secu-",
    "rity Council on 16 June 2023 to with-",
    "draw the mission without delay.",
    "6. Chad announced on 15 June 2023 that it",
    "would withdraw 1,420 soldiers7 from",
    "MINUSMA by 30 September 2023.",
)
RIGHT = (
    "7. Sweden announced that it would soon",
    "withdraw its 220 soldiers from MINUSMA",
    "by 31 August 2023.",
    "8. At least 12 civilians were killed in",
    "Sampleville on 3 June 2023, the mission",
    "said.",
)


def two_columns(*, by_row: bool) -> bytes:
    """A page of two columns, its lines drawn row by row or column by column."""
    lines = [(60, 700 - 14 * row, line) for row, line in enumerate(LEFT)]
    lines += [(320, 700 - 14 * row, line) for row, line in enumerate(RIGHT)]
    if by_row:
        lines.sort(key=lambda line: -line[1])
    drawn = "".join(f"BT /F1 11 Tf {x} {y} Td ({words}) Tj ET\n" for x, y, words in lines)
    return pdf(content=drawn.encode())


@pytest.mark.parametrize("by_row", [True, False])
def test_columns_are_read_one_after_the_other(tmp_path: Path, model: None, by_row: bool) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "record.pdf"
    path.write_bytes(two_columns(by_row=by_row))
    document = read_file(path, DAY)
    assert document.notes == ("page 1: set in columns; these were read one after the other",)
    assert "withwithdraw" not in document.text
    assert " ".join(document.text.split()).startswith(
        "5. The Government of Mali asked the Security Council on 16 June 2023 to withdraw the "
    )
    proposals = propose(document, mission="MINUSMA")
    assert {(one.kind, one.subject) for one in proposals} >= {
        ("host_position", "MLI"),
        ("departure", "TCD"),
        ("departure", "SWE"),
        ("incident", "civilian"),
    }
    for proposal in proposals:
        assert document.text[proposal.start : proposal.end] == proposal.quotation


def test_a_table_of_words_is_read_along_its_rows(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    cells = [("Representative of a country there", "said that the mission should stay")] * 9
    drawn = "".join(
        f"BT /F1 11 Tf 60 {700 - 14 * row} Td ({left}) Tj ET\n"
        f"BT /F1 11 Tf 320 {700 - 14 * row} Td ({right}) Tj ET\n"
        for row, (left, right) in enumerate(cells)
    )
    path = tmp_path / "table.pdf"
    path.write_bytes(pdf(content=drawn.encode()))
    document = read_file(path, DAY)
    row = " ".join(cells[0])
    assert document.text.split("\n") == [row] * 9
    assert document.notes == (
        "page 1: seemingly in columns, read along the rows; sentences may be broken",
    )


def test_a_title_and_a_footer_stand_outside_the_columns() -> None:
    rows = [f"{left:<46}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    printed = "\n".join(
        ["United Nations       S/2023/999", "", "", *rows, "", "", "", "23-10000     1/2"]
    )
    columns = in_columns(printed)
    assert columns is not None
    lines = columns.text.split("\n")
    assert lines[0] == "United Nations S/2023/999"
    assert lines[-1] == "23-10000 1/2"
    assert lines[1:7] == list(LEFT)


def test_one_column_is_not_parted() -> None:
    assert in_columns("\n".join(f"{left} {right}" for left in LEFT for right in RIGHT)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("asked to with-\ndraw the mission", "withdraw"),
        ("in Tombouc-\ntou on Friday", "Tombouctou"),
        ("the Secu-\n  rity Council", "Security"),
    ],
)
def test_a_word_parted_at_a_lines_end_is_joined(model: None, text: str, words: str) -> None:
    assert words in joined(text).split()


@pytest.mark.parametrize(
    "text",
    [
        "to with-\nwithdraw its 850 soldiers",
        "peace and secu-\nthe other column",
        "soldiers of the well-\nMINUSMA",
        "on 16-\n17 June",
        "a long-\nterm view",
    ],
)
def test_two_words_are_never_glued_to_one_that_no_document_holds(model: None, text: str) -> None:
    assert joined(text) == text


def test_a_soft_hyphen_parts_no_word(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Sweden with\u00ad\ndrew its 220 sol\u00addiers from MINUSMA.", encoding="utf-8"
    )
    assert read_file(path, DAY).text == "Sweden withdrew its 220 soldiers from MINUSMA."


def parts(text: str) -> list[str]:
    return [" ".join(text[low:high].split()) for low, high in paragraphs(text)]


def test_lines_of_forty_characters_are_one_paragraph() -> None:
    text = "\n".join(LEFT[3:])
    assert parts(text) == [" ".join(LEFT[3:])]


def test_lists_headings_and_addresses_stay_lines() -> None:
    text = "The mission in Mali\nBy our own correspondent in Bamako\nFriday\n\nMali\nChad\nNiger"
    assert len(parts(text)) == 6


def test_a_pasted_text_is_read_as_the_sentence_it_was(model: None) -> None:
    text = joined("\n".join((*LEFT, *RIGHT)))
    document = Document("pasted.txt", text, DAY)
    kinds = {one.kind for one in propose(document, mission="MINUSMA")}
    assert kinds >= {"host_position", "departure", "incident"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1,420 soldiers7 from", "1,420 soldiers  from"),
        ("withdrew.12 The next", "withdrew.   The next"),
        ("soldiers\u2077 from", "soldiers  from"),
        ("soldiers[7] from", "soldiers    from"),
        ("covid19, G5, BMP2, act5.3, 2640.7", "covid19, G5, BMP2, act5.3, 2640.7"),
        ("12 m\u00b2 of 3 km2", "12 m\u00b2 of 3 km2"),
    ],
)
def test_a_footnotes_mark_is_no_part_of_its_noun(text: str, plain: str) -> None:
    document = Document("a.txt", text, DAY)
    assert document.plain == plain
    assert document.text == text
