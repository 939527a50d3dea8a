"""Drafts put to the vote since 1994: the table of the UN's Security Council Affairs Division.

One row is one member's vote on one draft, adopted or not; an absent member has no row. This is the
layout of 1994 to 2025, with meeting, submitters and topic; today's is in ``_council_today``.

Defects handled, each reported: a comma in a column's name; day and month swapped before 26 February
2021 where the day is 12 or lower, except in vetoed drafts, unless the dates as written run in the
order of the drafts; votes of other drafts on resolutions 966
to 1027, on 1111, and wherever a member votes no on a draft adopted unanimously; vetoed drafts
listed a second time as adopted; resolution and draft in each other's column; submitters one row
too low where a cell was split in two; misprinted numbers and names. A member listed twice with
different votes keeps the vote other than an abstention, marked in ``doubt``. Fewer than eleven
votes are left out, and refused at the table's end: the file was cut short.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.sources import _council_today
from peaceops.sources._council_repairs import (
    drop_contradicted_votes,
    drop_second_listing,
    restore_symbols,
)
from peaceops.sources._council_table import (
    NUMBERED,
    OUTCOMES,
    VOTES,
    disorder,
    drafts_of,
    number_of,
    reading_of,
    shapes,
    year_of,
)
from peaceops.sources._moved import set_moved_rows_aside
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="council-affairs-votes",
    title="Draft resolutions put to the vote in the Security Council",
    publisher="United Nations, Security Council Affairs Division",
    licence="United Nations terms of use",
    citation="UN Security Council Affairs Division, voting on draft resolutions since 1994",
    url="https://psdata.un.org",
)

TEXTS = {
    "draft": "Draft",
    "meeting": "Meeting",
    "agenda_item": "Agenda item",
    "topic": "Topic",
    "region": "Region",
    "submitted_by": "Submitted by",
}
COLUMNS = (
    "Resolution", *TEXTS.values(), "Outcome results", "Year", "Vote", "Member State", "ID",
)  # fmt: skip
SWAPPED_UNTIL = date(2021, 2, 26)
FIRST_UNSWAPPED = 2565  # S/RES/2565 (2021), of that day
SHIFTED = (*range(966, 1028), 1111)  # the last lists the members of 2004 for 1997
# The cell of S/RES/2639 (2022) was split in two and all below it moved down one draft, until two
# cells were run together at S/RES/2671: ID, and the submitters as the file has them.
SPLIT_AT = (1831, "Russian Federation and United", "States")
JOINED_AT = (1867, "United Kingdom, Russian Federation, United States")
PARTED = ("United Kingdom", "Russian Federation, United States")
MISPRINTS = {
    ("Resolution", "425 (2002)"): ("1425 (2002)", "the resolution's number lacks its first digit"),
    ("Resolution", "Missing"): (None, "no number given; it is found from the date"),
    ("Member State", "Ethipia"): ("Ethiopia", "misspelt country"),
}


def read(path: Path) -> ParsedFile:
    """Read the table of drafts put to the vote.

    Returns:
        Records ``council_affairs.drafts``, one row a draft put to the vote (number in the table,
        date, resolution, draft, meeting, agenda item, topic, region, sponsors, outcome), and
        ``council_affairs.votes``, one row a member: number, country (ISO 3), vote, doubt.

    Raises:
        SourceError: The file is cut short, lacks a column, or holds a value that cannot be.
    """
    sheet = read_sheet(path, COLUMNS)
    _name_the_date(sheet)
    set_moved_rows_aside(sheet, shapes("Outcome results"))
    _tidy(sheet)
    _restore_columns(sheet)
    restore_symbols(sheet)
    _restore_submitters(sheet)
    drop_second_listing(sheet, "Outcome results")
    _swap_dates(sheet)
    _restore_years(sheet)
    drafts = drafts_of(sheet, "Outcome results", OUTCOMES, lambda sheet: sheet.date("Date"), TEXTS)
    _drop_votes_of_other_drafts(sheet)
    return reading_of(sheet, drafts, _votes(sheet))


def _name_the_date(sheet: Sheet) -> None:
    if "Date," in sheet.frame.columns:
        sheet.frame = sheet.frame.rename({"Date,": "Date"})
        sheet.report(1, "Date,", "Date,", "Date", "a comma in the column's name")
    sheet.require(["Date"])


def _tidy(sheet: Sheet) -> None:
    """Make white space plain (the file has no-break spaces) and put misprints right."""
    text = pl.col([*COLUMNS, "Date"])
    sheet.frame = sheet.frame.with_columns(text.str.replace_all(r"\s+", " ").str.strip_chars())
    for (column, misprint), (used, reason) in MISPRINTS.items():
        rows = sheet.frame[column] == misprint
        if rows.any():
            sheet.repair(rows.fill_null(False), column, used, reason)


def _restore_columns(sheet: Sheet) -> None:
    """Put resolution and draft back where each stands in the other's column."""
    resolution, draft = sheet.frame["Resolution"], sheet.frame["Draft"]
    crossed = (
        resolution.str.contains(r"^[Ss]/\d{4}/\d+") & draft.str.contains(NUMBERED)
    ).fill_null(False)
    reason = "resolution and draft in each other's column"
    sheet.repair(crossed, "Resolution", draft, reason)
    sheet.repair(crossed, "Draft", resolution, reason)


def _restore_submitters(sheet: Sheet) -> None:
    """Move submitters up one draft between a cell split in two and one of two run together."""
    submitters = dict(
        sheet.frame.select(pl.col("ID").cast(pl.Int64, strict=False), "Submitted by")
        .drop_nulls("ID")
        .iter_rows()
    )
    (split, head, tail), (joined, both) = SPLIT_AT, JOINED_AT
    if (submitters.get(split), submitters.get(split + 1), submitters.get(joined)) != (
        head,
        tail,
        both,
    ):
        return
    right: dict[int, str | None] = {split: f"{head} {tail}", joined - 1: PARTED[0]}
    right |= {joined: PARTED[1]}
    for number in range(split + 1, joined - 1):
        right[number] = submitters.get(number + 1)
    ids = sheet.frame["ID"].cast(pl.Int64, strict=False)
    sheet.repair(
        ids.is_in(sorted(right)).fill_null(False),
        "Submitted by",
        pl.Series(
            [right.get(number) if number is not None else None for number in ids], dtype=pl.String
        ),
        "submitters one row too low, below a cell split in two",
    )


def _swap_dates(sheet: Sheet) -> None:
    """Swap day and month back where the file has them the wrong way round.

    The file runs in time, so a row before the first one that is surely from 26 February 2021
    or later belongs to the swapped part even where its date, as written, lies after that day. A
    file whose dates as written run in the order of its drafts better than the swapped ones do has
    them right.
    """
    written = sheet.date("Date")
    number = sheet.integer("ID", minimum=1, maximum=99_999)
    sheet.frame = sheet.frame.with_columns(Date=written.dt.to_string("%Y-%m-%d"))
    early_day = written.dt.day() <= 12
    after = number.filter((written >= SWAPPED_UNTIL) & ~early_day).min()
    vetoed = sheet.frame["Outcome results"] == "Not adopted - veto"
    other = sheet.frame["Date"].str.to_date("%Y-%d-%m", strict=False)
    swapped = (early_day & (other < SWAPPED_UNTIL) & ~vetoed & (other != written)).fill_null(False)
    if after is not None:
        swapped &= (number < after).fill_null(False)
    else:
        swapped &= ~_surely_late(sheet, swapped & (written >= SWAPPED_UNTIL))
    if disorder(number, written) < disorder(number, written.zip_with(~swapped, other)):
        return
    sheet.repair(swapped, "Date", other.dt.to_string("%Y-%m-%d"), "day and month swapped")


def _surely_late(sheet: Sheet, doubtful: pl.Series) -> pl.Series:
    """Rows of 2021 that their resolution's number puts after the swapping ended.

    A doubtful row without a number may be either day: that is a problem.
    """
    resolution = number_of(sheet.frame["Resolution"])
    for line in sheet.frame.filter(doubtful & resolution.is_null()).iter_rows(named=True):
        year, month, day = line["Date"].split("-")
        sheet.note(
            line["row"],
            f"Date '{line['Date']}' is {line['Date']} or {year}-{day}-{month}: day and month are "
            "swapped in this table until 25 February 2021, and nothing in the file tells on which "
            "side the row lies", "may be two days",
            "add the rows that follow, or write the resolution's number", column="Date",
        )  # fmt: skip
    return (resolution >= FIRST_UNSWAPPED).fill_null(False)


def _restore_years(sheet: Sheet) -> None:
    """Put the year of a resolution right where its date and the year column agree otherwise."""
    dated = sheet.date("Date").dt.year()
    text = sheet.frame["Resolution"]
    stated = sheet.integer("Year", minimum=1946, maximum=2049)
    wrong = (dated == stated) & (year_of(text) != dated)
    right = text.str.extract(NUMBERED, 1) + " (" + dated.cast(pl.String) + ")"
    sheet.repair(
        wrong.fill_null(False), "Resolution", right, "the resolution's year is not that of its date"
    )


def _drop_votes_of_other_drafts(sheet: Sheet) -> None:
    number = number_of(sheet.frame["Resolution"])
    sheet.drop(
        number.is_in(SHIFTED).fill_null(False),
        "votes on S/RES/966 to 1027 and 1111 are those of other drafts",
    )
    drop_contradicted_votes(sheet, "Outcome results")


def _votes(sheet: Sheet) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "number": sheet.integer("ID", minimum=1, maximum=99_999),
            "country": sheet.country("Member State"),
            "vote": sheet.choice("Vote", VOTES),
        }
    )


READERS = (
    Reader(PUBLICATION, "drafts put to the vote, one row a member", frozenset(COLUMNS), read),
    Reader(
        PUBLICATION,
        "drafts put to the vote, today's columns",
        frozenset(_council_today.COLUMNS),
        _council_today.read,
    ),
)
