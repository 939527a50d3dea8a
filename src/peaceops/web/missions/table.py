"""The list of missions as a reader wants it: searched, filtered and sorted by an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

from peaceops.domain.countries import name_of
from peaceops.domain.figures import Figure
from peaceops.overview import MissionLine
from peaceops.questions import NotUnderstood

Column = Literal["mission", "hosts", "kind", "ends", "days", "vote", "strength", "deaths", "odds"]
COLUMNS: tuple[Column, ...] = get_args(Column)
LARGEST_FIRST = ("vote", "strength", "deaths", "odds")
"""Columns that are sorted from the largest or the latest down, unless the reader turns them."""
MOST = 10**7
"""The largest number that a filter takes."""


@dataclass(frozen=True)
class Wanted:
    """What a reader wants to see of the missions.

    Attributes:
        q: Words in the acronym, the name or the names of hosts; each of them must stand there.
        kind: Kind of mission; empty for all.
        host: ISO 3166-1 alpha-3 of a host; empty for all.
        ends: Only what ends within so many days.
        odds: Only where an end is as likely, in per cent.
        deaths: Only where as many died in the hosts in twelve months.
        strength: Only missions with as many uniformed personnel.
        sort: Column that the list is sorted by; empty for the order of the library.
        order: ``asc`` or ``desc``; empty for the column's usual order.
    """

    q: str = ""
    kind: str = ""
    host: str = ""
    ends: int | None = None
    odds: int | None = None
    deaths: int | None = None
    strength: int | None = None
    sort: str = ""
    order: str = ""

    @property
    def needs_odds(self) -> bool:
        """Whether the list cannot be made without the odds of an end."""
        return self.odds is not None or self.sort == "odds"

    @property
    def filters(self) -> dict[str, object]:
        """What narrows the list down, without what orders it."""
        return {
            name: value
            for name, value in asdict(self).items()
            if value not in ("", None) and name not in ("sort", "order")
        }

    @property
    def query(self) -> dict[str, object]:
        """The same as parts of an address."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}

    @property
    def descending(self) -> bool:
        """Whether the column sorted by goes down."""
        return self.order == "desc" if self.order else self.sort in LARGEST_FIRST

    def sorted_by(self, column: Column) -> dict[str, object]:
        """The address of the same list sorted by a column; once more turns the order."""
        down = not self.descending if column == self.sort else column in LARGEST_FIRST
        return {**self.query, "sort": column, "order": "desc" if down else "asc"}


@dataclass(frozen=True)
class ListRow:
    """A mission in the list.

    Attributes:
        line: The mission in one line.
        odds: Odds that its end is put to the vote and adopted; ``None`` where no term runs out, or
            they are not worked out yet.
    """

    line: MissionLine
    odds: Figure | None


def wanted_in(query: Mapping[str, str]) -> Wanted:
    """Read what an address asks of the list.

    Raises:
        NotUnderstood: A number is none, or there is no such column.
    """
    sort, order = query.get("sort", ""), query.get("order", "")
    if sort and sort not in COLUMNS:
        raise NotUnderstood(
            f"the list has no column {sort!r}", remedy=f"sort by one of {', '.join(COLUMNS)}"
        )
    if order not in ("", "asc", "desc"):
        raise NotUnderstood(f"{order!r} is no order", remedy="write asc or desc")
    return Wanted(
        q=" ".join(query.get("q", "").split()),
        kind=query.get("kind", ""),
        host=query.get("host", "").upper(),
        ends=_number(query, "ends", "days within which a mandate ends"),
        odds=_number(query, "odds", "odds of an end in per cent", 100),
        deaths=_number(query, "deaths", "deaths"),
        strength=_number(query, "strength", "uniformed personnel"),
        sort=sort,
        order=order,
    )


def listed(
    lines: Sequence[MissionLine], wanted: Wanted, odds: Mapping[str, Figure]
) -> list[ListRow]:
    """The missions that a reader wants, in the order wanted; those without a value come last.

    Args:
        lines: All missions.
        wanted: What the reader wants.
        odds: Odds of an end by mission.
    """
    rows = [ListRow(line, odds.get(line.mission.acronym)) for line in lines]
    rows = [row for row in rows if all(test(row, wanted) for test in TESTS)]
    if not wanted.sort:
        return rows
    value_of = VALUES[wanted.sort]
    with_value = [row for row in rows if value_of(row) is not None]
    without = [row for row in rows if value_of(row) is None]
    # A sort keeps the order of equals, which is that of the library, either way round.
    return [*sorted(with_value, key=value_of, reverse=wanted.descending), *without]


def _number(query: Mapping[str, str], name: str, what: str, most: int = MOST) -> int | None:
    text = query.get(name, "").strip().replace(",", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST))) or int(text) > most:
        raise NotUnderstood(
            f"{query[name]!r} is no number of {what}",
            remedy=f"write a whole number from 0 to {most:,}",
        )
    return int(text)


def _hosts(row: ListRow) -> str:
    return ", ".join(name_of(host) for host in row.line.mission.hosts)


def _has_words(row: ListRow, wanted: Wanted) -> bool:
    mission = row.line.mission
    text = f"{mission.acronym} {mission.name} {_hosts(row)}".casefold()
    return all(word in text for word in wanted.q.casefold().split())


def _ends_soon(row: ListRow, wanted: Wanted) -> bool:
    if wanted.ends is None:
        return True
    line = row.line
    return line.ends is not None and 0 <= (line.ends - line.mission.as_of).days <= wanted.ends


def _at_least(value: float | None, least: float | None) -> bool:
    return least is None or (value is not None and value >= least)


TESTS: tuple[Callable[[ListRow, Wanted], bool], ...] = (
    _has_words,
    lambda row, wanted: wanted.kind in ("", row.line.mission.kind.value),
    lambda row, wanted: not wanted.host or wanted.host in row.line.mission.hosts,
    _ends_soon,
    lambda row, wanted: _at_least(
        _value(row.odds), None if wanted.odds is None else wanted.odds / 100
    ),
    lambda row, wanted: _at_least(_value(row.line.deaths), wanted.deaths),
    lambda row, wanted: _at_least(_strength(row), wanted.strength),
)
"""What a row must meet to be listed."""


def _value(figure: Figure | None) -> float | None:
    value = None if figure is None else figure.value
    return float(value) if isinstance(value, int | float) else None


def _strength(row: ListRow) -> float | None:
    return None if row.line.strength is None else float(row.line.strength.total)


def _vote(row: ListRow) -> date | None:
    return None if row.line.last_vote is None else row.line.last_vote.date


VALUES: dict[str, Callable[[ListRow], Any]] = {
    "mission": lambda row: row.line.mission.acronym,
    "hosts": lambda row: _hosts(row) or None,
    "kind": lambda row: row.line.mission.kind.value,
    "ends": lambda row: row.line.ends,
    "days": lambda row: _value(row.line.days_left),
    "vote": _vote,
    "strength": _strength,
    "deaths": lambda row: _value(row.line.deaths),
    "odds": lambda row: _value(row.odds),
}
"""What each column is sorted by; nothing where the mission has no such value."""
