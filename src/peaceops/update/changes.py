"""What an update of an edition changed: tables, and figures of active missions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peaceops.edition import Edition
from peaceops.update.missions import MissionChange, State, mission_changes, mission_states
from peaceops.update.tables import TableChange, table_changes


@dataclass(frozen=True)
class Before:
    """An edition as it stood before an update, read while it was still there.

    Attributes:
        edition: The edition; its tables are in memory.
        day: The day on which both are asked.
        states: Its figures of active missions.
    """

    edition: Edition
    day: date
    states: dict[tuple[str, str], State]


@dataclass(frozen=True)
class Changes:
    """What changed from one edition to the next.

    Attributes:
        before: Name of the earlier edition.
        after: Name of the later one.
        day: The day on which both were asked.
        tables: Tables that changed.
        missions: Figures that changed.
    """

    before: str
    after: str
    day: date
    tables: tuple[TableChange, ...]
    missions: tuple[MissionChange, ...]


def remember(edition: Edition, day: date) -> Before:
    """Read an edition before it is replaced.

    Args:
        edition: The edition.
        day: The day on which it and the next are asked.

    Raises:
        EditionError: It is damaged.
    """
    for table in list(edition.manifest.tables)[:1]:
        edition.content(table)  # all tables are read and held from here on
    return Before(edition, day, mission_states(edition, day))


def changes_since(before: Before, after: Edition) -> Changes:
    """Tell what an update changed.

    Args:
        before: The edition as it stood.
        after: The edition that stands now.

    >>> from peaceops.edition import open_edition
    >>> same = changes_since(remember(open_edition(), date(2023, 6, 16)), open_edition())
    >>> same.tables, same.missions
    ((), ())
    """
    return Changes(
        before=before.edition.name,
        after=after.name,
        day=before.day,
        tables=table_changes(before.edition, after, before.day),
        missions=mission_changes(before.states, mission_states(after, before.day)),
    )
