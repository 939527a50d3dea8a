"""Expenses of the UN Secretariat by entity, one financial period a file.

Only the sections of peacekeeping and of political affairs are read; the rest is reported as one
repair. ``2022/23`` is the peacekeeping year from 1 July 2022 to 30 June 2023, ``2023`` the calendar
year of the regular budget. Amounts below zero are refunds and reversals and stay.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DOLLARS, FIRST_MISSION, LAST_YEAR
from peaceops.sources._ledger import SAME_ROW
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

EXPENSES = Publication(
    id="un-secretariat-expenses",
    title="Expenses of the United Nations Secretariat by entity",
    publisher="United Nations, Department of Management Strategy, Policy and Compliance",
    licence="United Nations, terms of use",
    citation="United Nations Secretariat, expenses by entity, from the reports named in each row",
    url="https://results.un.org",
)

_COLUMNS = (
    "PART_ID", "SECTION_ID", "SECTION_DESCRIPTION", "ENTITY", "YEAR", "FINANCIAL_YEAR", "AMOUNT",
    "SOURCE_TYPE", "REFERENCE", "NOTE",
)  # fmt: skip
_SECTIONS = ("Peacekeeping operations", "Political affairs")
OTHER_SECTIONS = "neither peacekeeping nor political affairs"
_FUNDING = {
    "Other Assessed": "peacekeeping assessment",
    "Regular assessed": "regular budget",
    "Voluntary": "voluntary",
}
_KEY = ["mission", "start", "end", "funding"]


def read_expenses(path: Path) -> ParsedFile:
    """Read expenses of field operations into ``un.expenses``.

    Columns: mission (the entity), start, end, funding, dollars, document (symbols, comma
    separated), row (null where several rows are summed).

    Raises:
        SourceError: A value is not what its column holds.
    """
    sheet = read_sheet(path, _COLUMNS)
    # Rows of one entity are added up, so a row pasted twice would count twice.
    again = ~pl.struct(pl.exclude("row")).is_first_distinct()
    sheet.drop(sheet.frame.select(again).to_series(), SAME_ROW)
    _keep_sections(sheet)
    start, end = _periods(sheet)
    stated = sheet.integer("YEAR", minimum=FIRST_MISSION, maximum=LAST_YEAR)
    sheet.reject_where(
        "YEAR",
        stated != end.dt.year(),
        "is not the year in which FINANCIAL_YEAR ends",
        "correct one of the two",
    )
    frame = pl.DataFrame(
        {
            "mission": sheet.text("ENTITY", nullable=False),
            "start": start,
            "end": end,
            "funding": sheet.choice("SOURCE_TYPE", _FUNDING),
            "dollars": sheet.number("AMOUNT", minimum=-DOLLARS, maximum=DOLLARS),
            "document": sheet.text("REFERENCE"),
            "row": sheet.frame["row"],
        }
    )
    sheet.require_values("REFERENCE")
    sheet.settle()
    summed = (
        frame.group_by(_KEY)
        .agg(
            pl.col("dollars").sum(),
            pl.col("document").drop_nulls().unique().sort().str.join(", ").replace("", None),
            pl.when(pl.len() == 1).then(pl.col("row").first()).alias("row"),
        )
        .sort(_KEY)
    )
    years = ", ".join(sheet.frame["FINANCIAL_YEAR"].unique().sort())
    return sheet.parsed_file({"un.expenses": summed}, years)


def _keep_sections(sheet: Sheet) -> None:
    other = ~sheet.text("SECTION_DESCRIPTION", nullable=False).is_in(_SECTIONS)
    gone = sheet.frame.filter(other)
    if gone.is_empty():
        return
    sheet.frame = sheet.frame.filter(~other)
    rows = f"{gone.height} rows of {gone['SECTION_DESCRIPTION'].n_unique()} other budget sections"
    sheet.report(gone["row"][0], "*", rows, "(dropped)", OTHER_SECTIONS)


def _periods(sheet: Sheet) -> tuple[pl.Series, pl.Series]:
    text = sheet.text("FINANCIAL_YEAR", nullable=False)
    year = text.str.extract(r"^([0-9]{4})(?:/[0-9]{2})?$").cast(pl.Int32)
    following = text.str.extract(r"^[0-9]{4}/([0-9]{2})$").cast(pl.Int32)
    outside = (year < FIRST_MISSION) | (year > LAST_YEAR)
    bad = year.is_null() | outside | ((year + 1) % 100 != following).fill_null(False)
    bad &= text.is_not_null()
    sheet.reject_where(
        "FINANCIAL_YEAR", bad, "is not a financial year", "write it as 2022/23 or 2023"
    )
    split = following.is_not_null()
    frame = pl.DataFrame({"year": year, "split": split})
    periods = frame.select(
        start=pl.when("split").then(pl.date("year", 7, 1)).otherwise(pl.date("year", 1, 1)),
        end=pl.when("split")
        .then(pl.date(pl.col("year") + 1, 6, 30))
        .otherwise(pl.date("year", 12, 31)),
    )
    return periods["start"], periods["end"]


READERS: tuple[Reader, ...] = (
    Reader(EXPENSES, "expenses by entity", frozenset(_COLUMNS), read_expenses),
)
