"""The calendar as a page shows it: a row for each mission, a column for each month; in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from peaceops.domain.days import short_day
from peaceops.domain.months import month_after, month_of
from peaceops.overview import Calendar, CalendarEntry, EntryKind

KINDS: dict[EntryKind, str] = {
    "mandate ends": "ends",
    "last day of the mission": "leaves",
    "usual week of the vote": "vote",
    "report due": "report",
    "money paid until": "money",
}
"""Kinds of entry, in the order of the key, and their class in the style sheet."""
MILESTONES = ("mandate ends", "last day of the mission")


@dataclass(frozen=True)
class Dated:
    """An entry with what the page writes for it.

    Attributes:
        entry: The entry.
        style: Its class in the style sheet.
        days: The day or the days of the month, as ``23-29`` with an en dash.
        when: The day or the week, in words.
    """

    entry: CalendarEntry
    style: str
    days: str
    when: str


@dataclass(frozen=True)
class GridRow:
    """A mission's row.

    Attributes:
        mission: Acronym.
        cells: The entries of each month.
    """

    mission: str
    cells: tuple[tuple[Dated, ...], ...]


@dataclass(frozen=True)
class Grid:
    """A calendar by mission and month.

    Attributes:
        months: First days of the months.
        rows: Missions, the one that ends first in the first row.
        by_month: The same entries, month by month.
        kinds: Kinds of entry that there are, with their class.
    """

    months: tuple[date, ...]
    rows: tuple[GridRow, ...]
    by_month: tuple[tuple[date, tuple[Dated, ...]], ...]
    kinds: tuple[tuple[EntryKind, str], ...]


def grid_of(due: Calendar) -> Grid:
    """Order a calendar by mission and month; an entry that has begun stands in the first month."""
    first = month_of(due.start)
    months = [first]
    while month_after(months[-1]) <= due.until:
        months.append(month_after(months[-1]))
    entries = [(month_of(max(entry.day, due.start)), _dated(entry)) for entry in due.entries]
    missions = dict.fromkeys(
        item.entry.mission for _, item in sorted(entries, key=lambda pair: _first_end(pair[1]))
    )
    kinds = {entry.kind for entry in due.entries}
    return Grid(
        months=tuple(months),
        rows=tuple(
            GridRow(
                mission,
                tuple(_of(entries, month, mission) for month in months),
            )
            for mission in missions
        ),
        by_month=tuple((month, of_it) for month in months if (of_it := _of(entries, month))),
        kinds=tuple((kind, style) for kind, style in KINDS.items() if kind in kinds),
    )


def _of(
    entries: Iterable[tuple[date, Dated]], month: date, mission: str | None = None
) -> tuple[Dated, ...]:
    return tuple(
        item
        for in_month, item in entries
        if in_month == month and mission in (None, item.entry.mission)
    )


def _dated(entry: CalendarEntry) -> Dated:
    week = entry.day != entry.last
    return Dated(
        entry=entry,
        style=KINDS[entry.kind],
        days=f"{entry.day.day}–{entry.last.day}" if week else f"{entry.day.day}",
        when=f"week of {short_day(entry.day)}" if week else short_day(entry.day),
    )


def _first_end(item: Dated) -> tuple[bool, date, str]:
    """As in the picture of the calendar: by the end of the term, missions without one last."""
    return item.entry.kind not in MILESTONES, item.entry.term, item.entry.mission
