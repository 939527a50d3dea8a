"""A block that would show nothing, or a link that would lead nowhere, cannot be written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peaceops.brief.drawing import Drawing
from peaceops.brief.page import (
    Bullets,
    Chart,
    Column,
    Columns,
    Entries,
    Gallery,
    Heading,
    Missing,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
    figure,
)

WORDS = Text("words")
COLUMNS = (Column("A"), Column("B"))
ROW = (WORDS, WORDS)
PARAGRAPH = Paragraph((WORDS,))


@pytest.mark.parametrize(
    "empty",
    [
        lambda: Paragraph(()),
        lambda: Paragraph((Text(""),)),
        lambda: Bullets(()),
        lambda: Heading("h", ""),
        lambda: Table("t", "caption", COLUMNS, (), csv="trends"),
        lambda: Table("t", "caption", (), (ROW,), csv="trends"),
        lambda: Chart("c", "title", "", Drawing(1, 1, "")),
        lambda: Gallery(()),
        lambda: Columns((), (PARAGRAPH,)),
        lambda: Missing("", "why", "remedy"),
        lambda: Entries("gaps", ()),
        lambda: Section("s", "title", ()),
        lambda: Section("s", "title", (PARAGRAPH, Heading("h", "heads nothing"))),
        lambda: Section("s", "title", (Heading("a", "A"), Heading("b", "B"), PARAGRAPH)),
    ],
)
def test_a_block_without_content_is_refused(empty: object) -> None:
    with pytest.raises(ValueError, match="without content cannot be written"):
        empty()  # type: ignore[operator]


def test_a_table_without_the_file_of_its_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="names no CSV table"):
        Table("t", "caption", COLUMNS, (ROW,))


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns, rows of"):
        Table("t", "caption", COLUMNS, ((WORDS,),), csv="trends")


def test_a_link_without_a_target_is_refused(full_page: Page) -> None:
    first, *rest = full_page.sections
    lost = Paragraph((Text("words", (figure("nobody.knows"),)),))
    changed = replace(first, blocks=(*first.blocks, lost))
    with pytest.raises(ValueError, match=r"without a target: figure-nobody\.knows"):
        replace(full_page, sections=(changed, *rest))


def test_a_chart_that_points_to_a_table_that_is_not_there_is_refused(full_page: Page) -> None:
    first, *rest = full_page.sections
    chart = Chart("c", "title", "words", Drawing(1, 1, ""), behind="no-table")
    changed = replace(first, blocks=(*first.blocks, chart))
    with pytest.raises(ValueError, match="without a target: no-table"):
        replace(full_page, sections=(changed, *rest))
