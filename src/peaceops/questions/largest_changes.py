"""What moves, the largest first, for a page that shows little of much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from peaceops.questions.what_if_rows import Table, changes

if TYPE_CHECKING:
    from peaceops.options import Move, WhatIf

_SHARES = ("probability", "share")
_MEMBERS_OF_THE_COUNCIL = 15
_OF_MISSION = "The mission as it stands"


def ranked_changes(answer: WhatIf) -> tuple[Table, ...]:
    """The tables of a what-if, that of the largest move first.

    Odds and shares are ranked by points, other figures by the share that they move by.

    Args:
        answer: What changes.
    """
    listed = changes(answer)
    sizes = dict(_sizes(answer))
    tables = [*listed.figures, *listed.members]
    if listed.of_mission:
        tables.append(Table(_OF_MISSION, listed.of_mission))
    return tuple(sorted(tables, key=lambda table: -sizes.get(table.heading, 0.0)))


def _sizes(answer: WhatIf) -> Iterator[tuple[str, float]]:
    """The largest move under each heading."""
    sizes: dict[str, float] = {}
    for move in answer.moves:
        heading = move.heading if move.option or move.quantity.startswith("if_") else _OF_MISSION
        sizes[heading] = max(sizes.get(heading, 0.0), _size(move))
    yield from sizes.items()
    members: dict[str, float] = {}
    for vote in answer.votes:
        members[vote.country] = max(members.get(vote.country, 0.0), vote.size)
    for table in changes(answer).members:
        yield table.heading, _of_member(table, members)


def _of_member(table: Table, members: dict[str, float]) -> float:
    from peaceops.domain.countries import name_of

    name = table.heading.partition(":")[0]
    return next((size for code, size in members.items() if name_of(code) == name), 0.0)


def _size(move: Move) -> float:
    if move.before is None or move.after is None or move.difference is None:
        return 1.0
    change, before = move.difference.value, move.before.value
    if not isinstance(change, float | int) or not isinstance(before, float | int):
        return 1.0
    if move.difference.unit in _SHARES:
        return abs(change)
    if move.difference.unit.startswith("votes"):
        return abs(change) / _MEMBERS_OF_THE_COUNCIL
    return abs(change) / max(abs(before), 1.0)
