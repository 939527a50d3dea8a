"""Titles and agenda items of Sciences Po's table of the Council's votes.

An adopted row has the resolution's heading and, in brackets, its subject. Where the heading names
another resolution, either the whole title is that one's, and is set aside, or only the number is
misprinted, and is put right. A row not adopted has the agenda item in the title's place.
"""

from __future__ import annotations

import re

import polars as pl

from peaceops.sources._sheet import Sheet

COLUMN = "Official full title"
HEADING = re.compile(
    r"^(?:Security Council )?resolution (\d{1,4})(?: ?[(\[](\d{4})\))? ?(.*)$", re.IGNORECASE
)
CUT = "[...]"
CARRIED_OVER = "the title is that of the resolution in its heading, not of this one; set aside"
MISPRINTED = "the heading has another resolution's number or year; the subject is this one's"
CUT_SHORT = "the publisher cut the title; it is used as far as it goes"
REMARK = "a remark of the publisher's behind the agenda item"
_REMARK = r"\s*\(/!\\[^)]*\)\s*$"


def titles_and_items(sheet: Sheet, decisions: pl.DataFrame) -> pl.DataFrame:
    """Add ``title`` to adopted rows and ``agenda_item`` to the others, and report repairs.

    Args:
        sheet: Takes the repairs.
        decisions: Rows with row, resolution, year and official, the title as it stands.
    """
    subjects = {
        line["resolution"]: _parts(line["official"])[2]
        for line in decisions.filter(pl.col("resolution").is_not_null()).iter_rows(named=True)
    }
    titles, items = [], []
    for line in decisions.iter_rows(named=True):
        adopted = line["resolution"] is not None
        titles.append(_title(sheet, line, subjects) if adopted else None)
        items.append(None if adopted else _item(sheet, line))
    return decisions.with_columns(
        title=pl.Series(titles, dtype=pl.String), agenda_item=pl.Series(items, dtype=pl.String)
    )


def _title(sheet: Sheet, line: dict[str, object], subjects: dict[int, str]) -> str | None:
    official, row = str(line["official"]), int(str(line["row"]))
    number, year, subject = _parts(official)
    stated = (line["resolution"], line["year"])
    title: str | None = official
    if number is not None and (number, year or line["year"]) != stated:
        if number != line["resolution"] and subjects.get(number) == subject:
            sheet.report(row, COLUMN, official, "(empty)", CARRIED_OVER)
            return None
        title = f"Security Council resolution {stated[0]} ({stated[1]}) {subject}"
        sheet.report(row, COLUMN, official, title, MISPRINTED)
    if CUT in official:
        sheet.report(row, COLUMN, official, str(title), CUT_SHORT)
    return title


def _item(sheet: Sheet, line: dict[str, object]) -> str:
    official = str(line["official"])
    item = re.sub(_REMARK, "", official)
    if item != official:
        sheet.report(int(str(line["row"])), COLUMN, official, item, REMARK)
    return item


def _parts(official: str) -> tuple[int | None, int | None, str]:
    """Number and year in the heading, as far as there are any, and the rest."""
    match = HEADING.match(official)
    if match is None:
        return None, None, official
    return int(match[1]), int(match[2]) if match[2] else None, match[3]
