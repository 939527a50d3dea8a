"""The table of drafts put to the vote as it is kept today: other columns, days first.

It gives no meeting, submitters or topic. Two outcomes came in: "Adopted without a vote", and "Not
adopted - no vote", a draft on which the Council did not vote; it is no decision and is left out.

Defects handled: rows pasted beside their columns are refused, each by its row. Dates are written
with the day first; a file in which no day is above 12 is read so too, and the report shows both
readings. Dates with the month first, as a spreadsheet may save them, are read where the file's days
or the order of the resolutions tell.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.errors import SourceError
from peaceops.sources._council_repairs import (
    drop_contradicted_votes,
    drop_second_listing,
    restore_symbols,
)
from peaceops.sources._council_table import (
    OUTCOMES,
    VOTES,
    WITHOUT_VOTE,
    disorder,
    drafts_of,
    number_of,
    reading_of,
    shapes,
)
from peaceops.sources._days import (
    ISO,
    SLASHED,
    both_readings,
    days_of,
    order_of,
    same_either_way,
    slashed_days,
    two_numbers,
    why_no_day,
)
from peaceops.sources._moved import set_moved_rows_aside
from peaceops.sources._parsed_file import ParsedFile
from peaceops.sources._problems import shown
from peaceops.sources._sheet import EARLIEST, LATEST, MONTH_FIRST, Sheet, read_sheet

NO_VOTE = "Not adopted - no vote"
COLUMNS = (
    "ID", "Year", "Date", "Resolution", "Draft", "Outcome", "Agenda item", "Category", "Region",
    "Vote", "Member State",
)  # fmt: skip
TEXTS = {"draft": "Draft", "agenda_item": "Agenda item", "region": "Region"}
DAY_FIRST = "no day of the file is above 12; this table writes the day first"
DASHED = r"^(Not adopted) *[\u2010-\u2015-] *"


def read(path: Path) -> ParsedFile:
    """Read today's table; returns and raises as ``council_affairs.read``."""
    sheet = read_sheet(path, COLUMNS)
    set_moved_rows_aside(sheet, shapes("Outcome"))
    _tidy(sheet)
    restore_symbols(sheet)
    _drop_not_voted(sheet)
    drop_second_listing(sheet, "Outcome")
    outcomes = {"Adopted without a vote": "adopted", **OUTCOMES}
    drafts = drafts_of(sheet, "Outcome", outcomes, _days, TEXTS)
    drop_contradicted_votes(sheet, "Outcome")
    return reading_of(sheet, drafts, _votes(sheet))


def _tidy(sheet: Sheet) -> None:
    """Make white space and dashes plain."""
    spaced = pl.col(list(COLUMNS)).str.replace_all(r"\s+", " ").str.strip_chars()
    sheet.frame = sheet.frame.with_columns(spaced).with_columns(
        pl.col("Outcome").str.replace(DASHED, "$1 - ")
    )


def _drop_not_voted(sheet: Sheet) -> None:
    sheet.drop(
        (sheet.frame["Outcome"] == NO_VOTE).fill_null(False),
        "a draft on which the Council did not vote: it is no decision",
    )
    if sheet.frame.is_empty():
        sheet.settle()
        raise SourceError(
            "holds no draft put to the vote",
            where=sheet.file,
            cause="the Council did not vote on any draft of this extract",
            remedy="leave the file out, or download the whole table",
        )


def _votes(sheet: Sheet) -> pl.DataFrame:
    """Votes; on a draft adopted without one, members' blanks are no vote, and rows may lack one."""
    without_vote = sheet.frame["Outcome"].is_in(WITHOUT_VOTE)
    number = sheet.integer("ID", minimum=1, maximum=99_999)
    unnamed = without_vote & sheet.frame["Member State"].is_null() & sheet.frame["Vote"].is_null()
    country = sheet.country("Member State", nullable=True)
    vote = sheet.choice("Vote", VOTES, nullable=True)
    sheet.reject_where(
        "Member State", sheet.frame["Member State"].is_null() & ~unnamed, "is empty",
        "fill it in, or leave the row out",
    )  # fmt: skip
    sheet.reject_where(
        "Vote", sheet.frame["Vote"].is_null() & ~without_vote, "is empty",
        "fill it in, or leave the row out",
    )  # fmt: skip
    votes = pl.DataFrame(
        {"row": sheet.frame["row"], "number": number, "country": country, "vote": vote}
    )
    return votes.with_columns(pl.col("vote").fill_null("not_participating")).filter(~unnamed)


def _days(sheet: Sheet) -> pl.Series:
    """Days of the column ``Date``, in the order that the file tells, else day first."""
    text = sheet.frame["Date"]
    days = days_of(text, [ISO])
    slashed = text.str.contains(SLASHED).fill_null(False) & days.is_null()
    if slashed.any():
        days = days.zip_with(~slashed, _slashed(sheet, text.set(~slashed, None)))
    for line in sheet.frame.filter(text.is_not_null() & days.is_null() & ~slashed).iter_rows(
        named=True
    ):
        problem, remedy = why_no_day(line["Date"], "31/01/2023")
        what = f"{shown('Date', line['Date'])} {problem}"
        sheet.note(line["row"], what, problem, remedy, column="Date")
    sheet.reject_where("Date", text.is_null(), "is empty", "fill it in, or leave the row out")
    outside = (days < EARLIEST) | (days > LATEST)
    problem = f"lies outside {EARLIEST} to {LATEST}"
    sheet.reject_where("Date", outside, problem, "check the century and the day-month order")
    return days.alias("date")


def _slashed(sheet: Sheet, text: pl.Series) -> pl.Series:
    order = order_of([text])
    if order.day_first and order.month_first:
        first, second = two_numbers(text)
        sheet.reject_where(
            "Date", (second > 12) & (first <= 12), "has the month first, and other dates the day",
            "write every date with the day first, as 31/01/2023",
        )  # fmt: skip
    month_first = order.month_first and not order.day_first
    if not order.day_first and not order.month_first:
        month_first = _disorder(sheet, text, day_first=False) < _disorder(
            sheet, text, day_first=True
        )
        if not month_first:
            _report(sheet, text, both=True)
    if month_first:
        _report(sheet, text, both=False)
    days = slashed_days(text, day_first=not month_first)
    sheet.reject_where(
        "Date",
        text.is_not_null() & days.is_null(),
        "is not a date: there is no such day",
        "check the day and the month",
    )
    return days


def _disorder(sheet: Sheet, text: pl.Series, *, day_first: bool) -> int:
    """How often a resolution is dated before the one numbered before it."""
    return disorder(number_of(sheet.frame["Resolution"]), slashed_days(text, day_first=day_first))


def _report(sheet: Sheet, text: pl.Series, *, both: bool) -> None:
    telling = text.is_not_null() & ~same_either_way(text)
    for index in telling.arg_true()[:1]:
        row, rows = sheet.frame["row"][index], int(telling.sum())
        day = slashed_days(text, day_first=both)[index]
        written = f"{text[index]} and {rows - 1} more rows"
        if both:
            written = f"{text[index]} ({both_readings(text[index])}) and {rows - 1} more rows"
        sheet.report(row, "Date", written, str(day), DAY_FIRST if both else MONTH_FIRST)
