"""General Assembly: budgets of missions by financial year, and until when each part is paid.

Two tables put together from the Assembly's documents, in thousands of US dollars, gross. The first
has one row a mission; its columns name the financial years, such as
``ga_approved_maintenance_2026_27_kusd``, and any year is read. *Maintenance* is the mission's own
appropriation; the *inclusive* one adds its shares in the support account and in the bases that
serve all missions. The second has one row a part of the appropriation: its first and last day, and
what it hangs on. A part that is neither unconditional nor funded outright hangs on a decision.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DOLLARS, FIRST_MISSION, LAST_YEAR
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

BUDGETS = Publication(
    id="un-ga-mission-budgets",
    title="Budgets of peacekeeping missions: apportioned, proposed and approved",
    publisher="United Nations, General Assembly",
    licence="United Nations, terms of use",
    citation="United Nations General Assembly, A/C.5/80/20 and the budget reports and resolutions "
    "named in each row",
    url="https://docs.un.org/en/A/C.5/80/20",
)
SCHEDULE = replace(
    BUDGETS,
    id="un-ga-apportionment",
    title="Apportionment of missions' appropriations, part by part, with the conditions",
    citation="United Nations General Assembly, the resolutions on financing named in each row",
    url="https://docs.un.org/en/A/RES/80/276",
)

_BUDGET_COLUMNS = ("mission", "proposal_symbol", "approval_symbol")
_PART_COLUMNS = ("mission", "start", "end", "kusd", "resolution", "condition")
_YEARS = r"_([0-9]{4})_([0-9]{2})"
_AMOUNTS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("apportioned", re.compile(rf"apportioned{_YEARS}_gross_kusd"), "proposal_symbol"),
    ("proposed", re.compile(rf"sg_proposed{_YEARS}_gross_kusd"), "proposal_symbol"),
    ("approved", re.compile(rf"ga_approved_maintenance{_YEARS}_kusd"), "approval_symbol"),
    ("inclusive", re.compile(rf"ga_inclusive_appropriation{_YEARS}_kusd"), "approval_symbol"),
)
"""What an amount is, the columns that hold it, and the column of the document that says so."""
_AN_AMOUNT = re.compile(r".*(_kusd|_[0-9]{4}_[0-9]{2}.*)")
_SYMBOL = r"^(A/[A-Z0-9./-]+)(; A/[A-Z0-9./-]+)*$"
_RESOLUTION = r"^A/RES/([0-9]{1,3})/[0-9]{1,3}[A-Z]?$"
_FIRST_DAY = date(FIRST_MISSION, 1, 1)
_OUTRIGHT = r"(?i)^(unconditional|.*\bfunded)$"
_ON_A_DECISION = r"(?i)\b(requires?|subject to|pending|contingent|if)\b"
NOT_READ = "an amount of a kind that is not known is not read"
OTHER_WORDS = "a condition in words not met before: the part is taken to hang on it"


def read_budgets(path: Path) -> ParsedFile:
    """Read the budgets of missions into ``ga.budgets``.

    Columns: mission, start and end (1 July to 30 June), kind (``apportioned``, ``proposed``,
    ``approved``, ``inclusive``), dollars, document, row.

    Raises:
        SourceError: A value is not what its column holds, no column names a financial year, or a
            mission stands twice.
    """
    sheet = read_sheet(path, _BUDGET_COLUMNS)
    missions = sheet.text("mission", nullable=False)
    symbols = {name: _symbols(sheet, name) for name in ("proposal_symbol", "approval_symbol")}
    parts = []
    for name in sheet.frame.columns:
        match = _amount(name)
        if match is None:
            if _AN_AMOUNT.fullmatch(name):
                sheet.report(1, name, name, "(not read)", NOT_READ)
            continue
        kind, year, document = match
        dollars = sheet.number(name, minimum=0, maximum=DOLLARS / 1000, nullable=True) * 1000
        _require_symbol(sheet, name, document, dollars)
        parts.append(
            pl.DataFrame(
                {
                    "mission": missions,
                    "start": [date(year, 7, 1)] * len(missions),
                    "end": [date(year + 1, 6, 30)] * len(missions),
                    "kind": [kind] * len(missions),
                    "dollars": dollars.round(2),
                    "document": symbols[document],
                    "row": sheet.frame["row"],
                }
            )
        )
    if not parts:
        what = "no column holds the amounts of a financial year"
        sheet.note(
            1, what, what, "name the columns as ga_approved_maintenance_2026_27_kusd",
            "columns were renamed, or the years in their names do not follow one another",
        )  # fmt: skip
    sheet.settle()
    everything = pl.concat(parts)
    _check_amounts(sheet, everything)
    amounts = everything.filter(pl.col("dollars").is_not_null())
    sheet.settle()
    amounts = sheet.distinct(amounts, ("mission", "start", "kind"))
    return sheet.parsed_file({"ga.budgets": amounts}, f"to {amounts['end'].sort()[-1]}")


def read_schedule(path: Path) -> ParsedFile:
    """Read the parts of appropriations into ``ga.parts``.

    Columns: mission, period (first day of the financial year), start, end, dollars, document,
    condition, conditional (whether it hangs on a decision), row.

    Raises:
        SourceError: A value is not what its column holds, a part ends before it starts or leaves
            its financial year, or two parts of a mission share days.
    """
    sheet = read_sheet(path, _PART_COLUMNS)
    start = sheet.date("start", earliest=_FIRST_DAY)
    end = sheet.date("end", earliest=_FIRST_DAY)
    document = sheet.text("resolution", nullable=False)
    sheet.reject_where(
        "resolution",
        document.is_not_null() & ~document.str.contains(_RESOLUTION),
        "is no symbol of a resolution of the Assembly",
        "write it as A/RES/80/276",
    )
    condition = sheet.text("condition", nullable=False)
    period = start.dt.offset_by("-6mo").dt.truncate("1y").dt.offset_by("6mo")
    sheet.reject_where("end", end < start, "is before the start", "check the dates of the part")
    sheet.reject_where(
        "end",
        end >= period.dt.offset_by("1y"),
        "is after 30 June, on which the financial year of the start ends",
        "give each financial year a part of its own",
    )
    frame = pl.DataFrame(
        {
            "mission": sheet.text("mission", nullable=False),
            "period": period,
            "start": start,
            "end": end,
            "dollars": (sheet.number("kusd", minimum=0, maximum=DOLLARS / 1000) * 1000).round(2),
            "document": document,
            "condition": condition,
            "conditional": ~condition.str.contains(_OUTRIGHT),
            "row": sheet.frame["row"],
        }
    )
    sheet.settle()
    frame = sheet.distinct(frame, ("mission", "start"))
    _refuse_overlaps(sheet, frame)
    session = frame["document"].str.extract(_RESOLUTION, 1).cast(pl.Int64).sort()[-1]
    release = f"to {frame['end'].sort()[-1]}, session {session}"
    _report_other_words(sheet, frame)
    return sheet.parsed_file({"ga.parts": frame}, release)


def _amount(column: str) -> tuple[str, int, str] | None:
    """Kind, first year and column of the document of a column of amounts."""
    for kind, pattern, document in _AMOUNTS:
        match = pattern.fullmatch(column)
        if match is None:
            continue
        year = int(match[1])
        if FIRST_MISSION <= year <= LAST_YEAR and (year + 1) % 100 == int(match[2]):
            return kind, year, document
    return None


def _symbols(sheet: Sheet, column: str) -> pl.Series:
    symbols = sheet.text(column)
    sheet.reject_where(
        column,
        symbols.is_not_null() & ~symbols.str.contains(_SYMBOL),
        "is no symbol of a document of the Assembly",
        "write it as A/80/623, several with semicolons between",
    )
    return symbols


def _require_symbol(sheet: Sheet, column: str, document: str, dollars: pl.Series) -> None:
    sheet.reject_where(
        document,
        sheet.frame[document].is_null() & dollars.is_not_null(),
        f"is empty, and {column} holds an amount from it",
        "fill in the symbol of the document",
    )


def _check_amounts(sheet: Sheet, amounts: pl.DataFrame) -> None:
    """Note missions without any amount, and shares that would be less than nothing."""
    some = amounts.filter(pl.col("dollars").is_not_null())["row"].unique()
    empty = ~sheet.frame["row"].is_in(some.implode())
    sheet.reject_where("mission", empty, "has no amount", "fill one in, or leave the row out")
    wide = amounts.pivot("kind", index=["row", "start"], values="dollars")
    if {"approved", "inclusive"} <= set(wide.columns):
        less = wide.filter(pl.col("inclusive") < pl.col("approved"))
        for row, start in less.select("row", "start").iter_rows():
            what = "the inclusive appropriation is less than the approved maintenance"
            sheet.note(
                row, f"{what} of the year from {start}", what, "look both up in the document"
            )


def _refuse_overlaps(sheet: Sheet, frame: pl.DataFrame) -> None:
    ordered = frame.sort("mission", "start").with_columns(
        before=pl.col("end").shift().over("mission")
    )
    for line in ordered.filter(pl.col("start") <= pl.col("before")).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"start '{line['start']}' of a part of {line['mission']} lies in the part to "
            f"{line['before']}", "lies in another part", "correct the days of one of the two",
            column="start",
        )  # fmt: skip
    sheet.settle()


def _report_other_words(sheet: Sheet, frame: pl.DataFrame) -> None:
    other = frame.filter("conditional", ~pl.col("condition").str.contains(_ON_A_DECISION))
    for row, condition in other.select("row", "condition").iter_rows():
        sheet.report(row, "condition", condition, "hangs on a decision", OTHER_WORDS)


READERS: tuple[Reader, ...] = (
    Reader(BUDGETS, "budgets of missions by year", frozenset(_BUDGET_COLUMNS), read_budgets),
    Reader(SCHEDULE, "parts of appropriations", frozenset(_PART_COLUMNS), read_schedule),
)
