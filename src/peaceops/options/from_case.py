"""A case's statements as the models take them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from peaceops.case import Case
from peaceops.case.model import CaseOption, HostPosition, MemberPosition
from peaceops.case.model import Departure as StatedDeparture
from peaceops.case.model import StatedStrength as CaseStrength
from peaceops.case.standard import standard_options
from peaceops.mission import Departure, StatedStrength

WITHDRAWALS = (6, 12, 24)  # months


def on_the_table(case: Case | None, ceiling_military: int | None) -> tuple[CaseOption, ...]:
    """The options of the case, or the standard ones."""
    return case.options if case and case.options else standard_options(ceiling_military)


def with_withdrawals(own: Sequence[CaseOption]) -> tuple[CaseOption, ...]:
    """Options, and a withdrawal over 6, 12 and 24 months for comparison."""
    taken = {one.id for one in own}
    more = (
        CaseOption(
            id=f"withdraw-{months}m",
            label=f"Withdraw over {months} months",
            decision="withdraw",
            summary=f"End the mandate; all uniformed personnel gone in {months} months.",
            military_change=None,
            police_change=None,
            term_months=None,
            withdrawal_months=months,
            source="For comparison",
        )
        for months in WITHDRAWALS
    )
    return (*own, *(one for one in more if one.id not in taken))


def host_position(case: Case | None) -> str | None:
    """What the host wants, by its newest statement."""
    stated = [one for one in _of(case, "host_position") if isinstance(one, HostPosition)]
    return stated[-1].position if stated else None


def positions(
    case: Case | None, options: Sequence[CaseOption]
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Members' newest positions on everything, and on one kind of decision."""
    decision_of = {one.id: one.decision for one in options}
    everywhere: dict[str, str] = {}
    special: dict[str, dict[str, str]] = {}
    for one in _of(case, "member_position"):
        if not isinstance(one, MemberPosition):
            continue
        if one.option is None:
            everywhere[one.country] = one.position
        else:
            special.setdefault(decision_of[one.option], {})[one.country] = one.position
    return everywhere, special


def stated_strength(case: Case | None) -> StatedStrength | None:
    """The newest strength that someone stated."""
    found = [one for one in _of(case, "strength") if isinstance(one, CaseStrength)]
    if not found:
        return None
    newest = max(found, key=lambda one: (one.on, one.date, one.id))
    return StatedStrength(newest.on, newest.military, newest.police, newest.id, newest.source)


def departures(case: Case | None) -> list[Departure]:
    """Announced departures, one a contributor.

    A contributor that suspended and then left, or of which two documents tell, leaves once: the
    statement that says most counts.
    """
    fullest: dict[tuple[str, bool], StatedDeparture] = {}
    for one in _of(case, "departure"):
        if isinstance(one, StatedDeparture):
            key = (one.country, one.of_mission)
            fullest[key] = max(fullest.get(key, one), one, key=_says)
    return [
        Departure(
            country=one.country,
            personnel=_personnel(one),
            by=one.by,
            statement=one.id,
            source=one.source,
            capability=one.capability,
            gone=one.in_latest_strength,
            of_mission=one.of_mission,
        )
        for one in fullest.values()
    ]


def _says(one: StatedDeparture) -> tuple[bool, bool, bool, date]:
    """How much a departure says: a number, that it is done, a day."""
    return _personnel(one) is not None, one.in_latest_strength, one.by is not None, one.date


def _personnel(one: StatedDeparture) -> int | None:
    known = one.military is not None or one.police is not None
    return (one.military or 0) + (one.police or 0) if known else None


def _of(case: Case | None, kind: str) -> list[object]:
    return list(case.of_kind(kind)) if case else []
