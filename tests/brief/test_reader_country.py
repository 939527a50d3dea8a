"""The reader's own country is marked where its row stands, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from peaceops.brief.page import Block, Column, Columns, Facts, Page, Paragraph, Section, Table, Text
from peaceops.brief.reader_country import mark_country


def page_of(*blocks: Block) -> Page:
    return Page(
        mission="UNMISS",
        name="a mission",
        hosts="South Sudan",
        as_of="as of a day",
        date=date(2023, 2, 15),
        clock="It ends.",
        days_left=None,
        urgent=False,
        facts=Facts((("Mandate", Text("in force")),)),
        sections=(Section("council", "The Council", tuple(blocks)),),
        colophon=(Text("made"),),
    )


MEMBERS = Table(
    "members",
    "Members",
    (Column("Member"), Column("Seat until")),
    ((Text("Ghana"), Text("a day")), (Text("Malta", small="elected"), Text("a day"))),
    csv="council_seats",
)
SENTENCE = Paragraph((Text("Ghana"),))


def test_the_row_of_the_country_is_marked() -> None:
    marked = mark_country(page_of(SENTENCE, MEMBERS), "GHA")
    first, second = MEMBERS.rows
    rows = ((replace(first[0], small="your country"), first[1]), second)
    assert marked == page_of(SENTENCE, replace(MEMBERS, rows=rows))


def test_a_table_in_columns_is_marked_too() -> None:
    (plain,) = mark_country(page_of(MEMBERS), "GHA").sections[0].blocks
    (columns,) = mark_country(page_of(Columns((SENTENCE,), (MEMBERS,))), "GHA").sections[0].blocks
    assert columns == Columns((SENTENCE,), (plain,))


def test_what_stood_below_the_name_stays() -> None:
    (block,) = mark_country(page_of(MEMBERS), "MLT").sections[0].blocks
    assert isinstance(block, Table)
    assert block.rows[1][0].small == "elected; your country"


def test_a_country_without_a_seat_changes_nothing() -> None:
    page = page_of(SENTENCE, MEMBERS)
    assert mark_country(page, "FRA") == page
