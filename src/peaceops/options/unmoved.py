"""Why a statement of a case moves no figure."""

from __future__ import annotations

from peaceops.case import (
    Case,
    Departure,
    HostPosition,
    Measure,
    MemberPosition,
    StatedStrength,
    Statement,
)
from peaceops.domain.countries import name_in_a_sentence
from peaceops.options.from_case import (
    declared,
    departures,
    host_position,
    positions,
    stated_strength,
)
from peaceops.options.moves import Run

MOVING = frozenset({"host_position", "member_position", "departure", "strength"})
"""Kinds of statement that figures rest on; a measure that names a published effect is one too."""


def may_move(statement: Statement) -> bool:
    """Whether figures rest on statements of this kind.

    Args:
        statement: The statement.
    """
    if isinstance(statement, Measure):
        return statement.effect is not None
    return statement.kind in MOVING


def why_unmoved(statement: Statement, before: Run | None, case: Case) -> str:
    """Why a statement moves no figure, in a sentence or two.

    Args:
        statement: A statement that moves nothing.
        before: The comparison without it; not looked at for kinds that no figure rests on.
        case: The case with it.
    """
    if isinstance(statement, HostPosition):
        return _of_host(statement, before, case)
    if isinstance(statement, MemberPosition):
        return _of_member(statement, case)
    if isinstance(statement, Departure):
        return _of_departure(statement, case)
    if isinstance(statement, StatedStrength):
        newest = stated_strength(case)
        if newest is not None and newest.statement != statement.id:
            return "The case holds a newer strength, and the newest counts."
        return "It is the strength in use already, or older than the figure on record."
    return _BESIDE.get(statement.kind, _CONTEXT)


def _of_host(statement: HostPosition, before: Run | None, case: Case) -> str:
    if host_position(case) != statement.position:
        return "The case holds a newer statement of what the host wants, and the newest counts."
    if before is not None and before.inputs.host_position == statement.position:
        where = "on record" if host_position(before.inputs.case) is None else "in the case"
        return f"That the host wants this is {where} already: the figures rest on it."
    return _SAME


def _of_member(statement: MemberPosition, case: Case) -> str:
    name = name_in_a_sentence(statement.country)
    everywhere, of_option = positions(case)
    stated = everywhere if statement.option is None else of_option.get(statement.option, {})
    if stated.get(statement.country) != declared(statement):
        return f"The case holds a newer position of {name}, and the newest counts."
    return _SAME


def _of_departure(statement: Departure, case: Case) -> str:
    name = name_in_a_sentence(statement.country)
    if not statement.of_mission:
        return "It is another force in the country, and no part of the mission's strength."
    if statement.id not in {leaving.statement for leaving in departures(case)}:
        return f"The case holds a statement on {name} that says more: a contributor leaves once."
    if statement.in_latest_strength:
        return "The latest strength on record leaves these personnel out already."
    return f"No number is stated, and no personnel of {name} are on record in the mission."


_SAME = "It is taken into account, and the figures come out the same."
_CONTEXT = "It is context: it stands in the brief, and no figure rests on it."
_STANCE = (
    "It stands in the brief as the host's stance. The odds rest on what the host says it wants of "
    "the mission: to stay, to stay with restrictions, or to leave."
)
_BESIDE = {
    "mandate_deadline": "The day on which the mandate ends is taken from the record; another day "
    "stands in the brief as a gap.",
    "host_refusal": _STANCE,
    "restriction": _STANCE,
    "incident": "The brief shows it next to the deaths on record, and no forecast rests on it.",
    "arrival": "A promise is no part of the status quo. Suppose it under What if to see what the "
    "contributor would bring.",
    "draft_state": "It stands in the brief as the stage of the draft; the odds do not rest on it.",
    "voting_rule": "The rule of the Charter is used, whoever states it.",
    "measure": "No figure rests on a measure that names no published effect.",
}
