"""What the last renewal changed in the mandate's text, in the brief."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from brief.composed import brief, starter
from mandate.made_mandates import paragraph
from peaceops.brief.document import Brief
from peaceops.brief.layout import lay_out, mandate_text
from peaceops.brief.mandate_changes import MandateChanges, _of_numbers, shortened
from peaceops.brief.page import Paragraph, Table, Text
from peaceops.brief.tables import to_csv
from peaceops.mandate import Change, Words
from peaceops.mandate.words import word_changes


def changed(old: str, new: str) -> str:
    """The wording around the numbers that changed between two wordings of a paragraph."""
    change = Change("changed", paragraph(old), paragraph(new), words=word_changes(old, new))
    return shortened(_of_numbers(change))


@pytest.mark.parametrize(
    ("old", "new", "wording"),
    [
        ("Decides to extend it until 15 May 2031;", "Decides to extend it until 15 May 2032;",
         "Decides to extend it until 15 May [2031 → 2032]"),
        ("up to 5,000 troops", "up to 4,000 troops", "up to [5,000 → 4,000] troops"),
        ("requests a report by 1 May", "requests a report", "requests a report [– by 1 May]"),
        # Numbers of resolutions, documents and paragraphs set nothing.
        ("pursuant to resolution 2693 (2023),", "pursuant to resolution 2745 (2024),", ""),
        ("the report (S/2023/769)", "the report (S/2024/730)", ""),
        ("as set out in paragraphs 36 to 38", "as set out in paragraphs 38 to 40", ""),
        # Another word is no number.
        ("urges the authorities to act", "urges the Government to act", ""),
    ],
)  # fmt: skip
def test_terms_ceilings_and_dates_are_told_from_references(
    old: str, new: str, wording: str
) -> None:
    assert changed(old, new) == wording


def test_words_that_changed_beside_a_number_stand_as_they_are_now() -> None:
    assert (
        changed("The authorities report by 2031.", "The Government report by 2032.")
        == "The Government report by [2031 → 2032]"
    )


def test_a_long_paragraph_keeps_the_words_around_each_change() -> None:
    many = " ".join(f"w{place}" for place in range(60))
    runs = (Words("same", many), Words("added", " new"), Words("same", f" {many}"))
    line = shortened(runs, around=3)
    assert "[+ new]" in line
    assert line.startswith("w0 ")
    assert len(line.split()) < 20


def test_the_brief_lists_terms_and_ceilings_first_then_what_is_new_and_gone(
    text_changes: MandateChanges, full: Brief
) -> None:
    blocks = list(mandate_text.blocks(full))
    (table,) = [block for block in blocks if isinstance(block, Table) and not block.folded]
    rows = [[text.text for text in row] for row in table.rows]
    assert rows[0][2].endswith("[2032 → 2033]")
    assert rows[1][2].endswith("[5,000 → 4,000] military personnel")
    kinds = [row[1] for row in rows]
    assert kinds.index("added") < kinds.index("dropped")
    assert len(rows) <= mandate_text.LINES
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    words = " ".join(text.text for text in paragraphs[0].texts)
    for kind in ("same", "changed", "added", "dropped"):
        figure = text_changes.figure(kind)
        assert figure is not None
        assert str(figure.value) in words
    assert figure in full.figures


def test_all_paragraphs_that_changed_are_in_the_file(full: Brief) -> None:
    rows = to_csv(full)["mandate_changes"].splitlines()
    changes = full.mandate_changes.changes
    assert len(rows) == 1 + changes.height
    counted = sum(
        figure.value for figure in full.mandate_changes.figures if "same" not in figure.key
    )
    assert changes.height == counted


def test_more_paragraphs_than_lines_are_counted(full: Brief) -> None:
    added = full.mandate_changes.changes.filter(kind="added").head(1)
    many = replace(full.mandate_changes, changes=pl.concat([added] * (mandate_text.LINES + 3)))
    blocks = list(mandate_text.blocks(replace(full, mandate_changes=many)))
    (table,) = [block for block in blocks if isinstance(block, Table) and not block.folded]
    assert len(table.rows) == mandate_text.LINES
    assert table.note.replace("\u00a0", " ").startswith("3 more")


@pytest.mark.slow
def test_where_a_text_is_missing_one_line_says_which(full: Brief) -> None:
    missing = brief("MINUSMA", date(2023, 6, 16)).mandate_changes
    assert missing.changes.is_empty()
    block, *others = mandate_text.blocks(replace(full, mandate_changes=missing))
    assert others == []
    assert isinstance(block, Paragraph)
    (line,) = block.texts
    assert "S/RES/2584 (2021) and of S/RES/2640 (2022)" in line.text
    page = lay_out(brief("MINUSMA", date(2023, 6, 16)))
    assert line.cites[0] in page.marks


@pytest.mark.slow
def test_minusca_in_2025_shows_the_new_term() -> None:
    view = starter().as_of(date(2025, 9, 30))
    if not view.has("text_documents") or view.table("text_documents").is_empty():
        pytest.skip("the starter edition holds no texts of mandates")
    if "S/RES/2759 (2024)" not in view.table("text_documents")["symbol"]:
        pytest.skip("the starter edition does not hold S/RES/2759 (2024)")
    blocks = list(mandate_text.blocks(brief("MINUSCA", date(2025, 9, 30))))
    (table,) = [block for block in blocks if isinstance(block, Table) and not block.folded]
    first = [text.text if isinstance(text, Text) else "" for text in table.rows[0]]
    assert first[0] == "30 → 32"
    assert first[2] == "Decides to extend the mandate of MINUSCA until 15 November [2024 → 2025]"
