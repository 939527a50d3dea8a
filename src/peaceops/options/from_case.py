"""A case's statements as the models take them."""

from __future__ import annotations

from datetime import date

from peaceops.case import (
    Case,
    CaseOption,
    HostPosition,
    MemberPosition,
    Note,
    Statement,
    standard_options,
)
from peaceops.case import Departure as StatedDeparture
from peaceops.case import StatedStrength as CaseStrength
from peaceops.council import Declared, Position
from peaceops.domain.mission import Mission
from peaceops.mission import Departure, StatedStrength


def on_the_table(
    case: Case | None, mission: Mission, strength: int | None = None
) -> tuple[CaseOption, ...]:
    """The options of the case, or those that stand for a mission of this kind."""
    return case.options if case and case.options else standard_options(mission, strength)


def host_position(case: Case | None) -> str | None:
    """What the host wants, by its newest statement in the case."""
    stated = [item for item in _of(case, "host_position") if isinstance(item, HostPosition)]
    return stated[-1].position if stated else None


def positions(
    case: Case | None,
) -> tuple[dict[str, Position], dict[str, dict[str, Position]]]:
    """Members' newest positions: on every option, and by option on one alone."""
    everywhere: dict[str, Position] = {}
    of_option: dict[str, dict[str, Position]] = {}
    for item in _of(case, "member_position"):
        if not isinstance(item, MemberPosition):
            continue
        if item.option is None:
            everywhere[item.country] = declared(item)
        else:
            of_option.setdefault(item.option, {})[item.country] = declared(item)
    return everywhere, of_option


def declared(statement: MemberPosition) -> Position:
    """The position that a statement files, with its certainty where it states one."""
    if statement.certainty is None:
        return statement.position
    return Declared(statement.position, statement.certainty)


def signatories(case: Case | None) -> tuple[tuple[str, ...], str]:
    """Who signed, by the newest agreement of the case that names parties, and its identifier."""
    for item in reversed(_of(case, "agreement")):
        if isinstance(item, Note) and item.parties:
            return item.parties, item.id
    return (), ""


def stated_strength(case: Case | None) -> StatedStrength | None:
    """The newest strength that someone stated."""
    stated = [item for item in _of(case, "strength") if isinstance(item, CaseStrength)]
    if not stated:
        return None
    newest = max(stated, key=lambda item: (item.on, item.date, item.id))
    return StatedStrength(newest.on, newest.military, newest.police, newest.id, newest.source)


def departures(case: Case | None) -> list[Departure]:
    """Announced departures, one a contributor.

    A contributor that suspended and then left, or of which two documents tell, leaves once: the
    statement that says most counts.
    """
    fullest: dict[tuple[str, bool], StatedDeparture] = {}
    for item in _of(case, "departure"):
        if isinstance(item, StatedDeparture):
            key = (item.country, item.of_mission)
            fullest[key] = max(fullest.get(key, item), item, key=_detail)
    return [
        Departure(
            country=item.country,
            personnel=_personnel(item),
            by=item.by,
            statement=item.id,
            source=item.source,
            capability=item.capability,
            gone=item.in_latest_strength,
            of_mission=item.of_mission,
        )
        for item in fullest.values()
    ]


def _detail(item: StatedDeparture) -> tuple[bool, bool, bool, date]:
    """How much a departure says: a number, that it is done, a day."""
    return _personnel(item) is not None, item.in_latest_strength, item.by is not None, item.date


def _personnel(item: StatedDeparture) -> int | None:
    if item.military is None and item.police is None:
        return None
    return (item.military or 0) + (item.police or 0)


def _of(case: Case | None, kind: str) -> list[Statement]:
    return case.of_kind(kind) if case else []
